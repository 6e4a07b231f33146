"""The pipeline: files in, a new generation of the index out. Readable top to bottom."""

from __future__ import annotations

import contextlib
import datetime
import functools
import gc
import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from indexer.progress import USUAL, Pace, Progress, silent
from kb import finnish
from kb.document import Document
from kb.errors import CorpusMissing, KbError
from kb.model import Problem, unread_files
from kb.settings import Settings
from kb.store import disk, generations
from kb.store.catalogue import Catalogue
from kb.store.shape import stored_shape

if TYPE_CHECKING:
    from files import sandbox
    from indexer.assemble import Assembly, Before, Begin
    from indexer.cache import Cache
    from indexer.discover import Discovery, SourceFile
    from indexer.interpret import Interpretation
    from indexer.kept import Kept
    from indexer.relate import Compare

# With fewer files than this nothing is won by work at the side.
_MANY: Final = 40
# Settings that an index does not depend on: where things are, who may ask, and in which language.
_NO_MATTER = frozenset(["corpus", "data", "journal", "language", "host", "port", "public_url", "hosts", "jobs"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did. `unchanged` is True when the current index already was what would have been built.

    `read` and `unread` count files, `fresh` those that were read anew; `seconds` tells what each stage took.
    """

    generation: int
    unchanged: bool
    read: int
    unread: int
    fresh: int
    meetings: int
    decisions: int
    outputs: int
    attachments: int
    passages: int
    problems: tuple[Problem, ...]
    seconds: tuple[tuple[str, float], ...] = ()


def build(settings: Settings, progress: Progress = silent, *, full: bool = False) -> Report:
    """Builds a new generation and makes it current, unless nothing has changed; `full` forgets what was kept from before.

    Raises CorpusMissing, CorpusEmpty, IndexBusy, DiskRefused. Whatever happens, the old generation serves until the new one is
    whole.
    """
    if not settings.corpus.is_dir():
        raise CorpusMissing(path=settings.corpus)
    with disk.writing(settings.data), generations.building(settings.data), _uncollected():
        return _build(settings, progress, full)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """What a build holds are millions of values that never refer to each other in circles: looking for circles among them again
    and again takes a seventh of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _build(settings: Settings, progress: Progress, full: bool) -> Report:
    from files import sandbox
    from indexer import discover
    from indexer.cache import Cache

    watch = Watch()
    with contextlib.closing(Cache(settings.data)) as cache:
        remembered = cache.stage("files", "1")
        memory = (None if full else remembered.value(discover.Memory, "seen")) or discover.Memory()
        before = memory.seen
        found = discover.discover(settings, memory)
        remembered.put_value(memory, "seen")
        with sandbox.ahead(settings, "indexer.worker", wanted=memory.has_more_than(before)) as ready:
            inputs = _inputs(settings, found)
            watch.lap("discover")
            unchanged = None if full else _unchanged(settings, inputs)
            if unchanged is not None:
                cache.keep_all()
                return unchanged
            shares = remembered.value(dict[str, float], "shares") or USUAL
            report = _made_anew(settings, found, cache, inputs, Pace(progress, shares), watch, ready, full)
            if report.fresh == report.read:
                remembered.put_value(_shares(report), "shares")
            return report


def _made_anew(
    settings: Settings,
    found: Discovery,
    cache: Cache,
    inputs: str,
    pace: Pace,
    watch: Watch,
    ready: list[sandbox.Worker],
    full: bool,
) -> Report:
    from indexer import reading
    from indexer.aside import Aside
    from indexer.bodywork import Bodywork
    from indexer.cache import contents_version, meanings_version, relations_version, words_version
    from indexer.kept import Kept
    from indexer.lexicon import Lexicon

    contents = cache.stage("contents", contents_version(settings))
    meanings = cache.stage("meanings", meanings_version(settings))
    lexicon = Lexicon(cache.folder / "words.json", words_version())
    kept = Kept(cache.stage("relations", relations_version()))
    previous = functools.cache(functools.partial(_before, settings))

    def meanwhile() -> None:
        lexicon.load()
        previous()
        _load_code()

    def content_of(one: reading.Reading) -> bytes | None:
        return contents.get(one.file.sha256, one.file.path)

    def early(new: int, known: int) -> Callable[[Sequence[reading.Reading]], None] | None:
        from indexer import early

        if full or not early.is_worth_it(settings, new, known):
            return None
        _load_code()
        return lambda readings: early.publish(settings, readings, content_of)

    readings = reading.read_all(
        found.files,
        settings,
        contents,
        meanings,
        lambda done, total, slow: pace.at("read", done, total, slow),
        lexicon.learn,
        meanwhile,
        early,
        ready,
        full=full,
    )
    cache.save()
    lexicon.save()
    watch.lap("read")
    hashes = {one.file.path: one.file.sha256 for one in readings}
    report = generate(
        settings,
        [(one.file, one.understood.document, one.understood.interpretation) for one in readings if one.understood],
        unread=[one.file for one in readings if not one.understood],
        problems=(*settings.remarks, *found.problems, *(one.problem for one in readings if one.problem)),
        previous=previous(),
        inputs=inputs,
        fresh=sum(one.fresh for one in readings),
        contents=lambda path: contents.get(hashes[path], path),
        kept=kept,
        compare=Bodywork(lexicon.path).links,
        beside=Aside(cache, settings.jobs).begin if len(readings) >= _MANY else None,
        pace=pace,
        watch=watch,
    )
    lexicon.save()
    return report


def _load_code() -> None:
    """Loads what the build needs after reading."""
    from indexer import assemble, misspelt, passages, write  # noqa: F401 - loaded while workers read
    from indexer.relate import chains, glossary, handlings, jargon, natures, promises, topics  # noqa: F401 - likewise


def generate(
    settings: Settings,
    sources: Sequence[tuple[SourceFile, Document, Interpretation]],
    *,
    unread: Sequence[SourceFile] = (),
    problems: Iterable[Problem] = (),
    previous: Before | None = None,
    inputs: str = "",
    fresh: int = 0,
    contents: Callable[[str], bytes | None] = lambda path: None,
    kept: Kept | None = None,
    compare: Compare | None = None,
    beside: Begin | None = None,
    pace: Pace | None = None,
    watch: Watch | None = None,
) -> Report:
    """Makes a new generation of what was read and makes it current. `previous` is what was there before, whose ids are kept.

    `contents` gives a document as the catalogue keeps it, by its path; what it does not have is made from the document.
    """
    from indexer import assemble, cache, misspelt, passages, write

    watch, pace = watch or Watch(), pace or Pace()
    pace.at("relate", 0, 3)
    unnamed, named = assemble.begin(sources, settings, previous, unread, problems, kept, compare, beside or assemble.later)
    watch.lap("assemble")
    pace.at("relate", 1, 3)
    bare = passages.bare(unnamed, kept)
    watch.lap("passages")
    pace.at("relate", 2, 3)
    texts = [passage for passage, _ in bare]
    fixes = misspelt.find(texts, kept)
    watch.lap("spelling")
    pace.at("relate", 3, 3)
    refused = unread_files(unnamed.problems, {file.path for file, _, _ in sources})
    counts = _counts(unnamed, len(sources), len(refused), len(texts))
    meta = {"group": _group(unnamed), "counts": json.dumps(counts)}
    with generations.making(settings.data) as (generation, place):
        before = _readable(settings)
        numbers = write.write_text(place, texts, fixes, lambda done, total: pace.at("write", done, total), before)
        with write.cataloguing(place, unnamed, fixes, meta, contents) as finish:
            watch.lap("text")
            assembly = named().of(unnamed)
            cut = passages.marked(bare, assembly)
            watch.lap("names")
            finish(assembly, cut, numbers, kept)
        made = generations.Manifest(
            generation=generation,
            schema=stored_shape(),
            code=cache.code_version(),
            inputs=inputs,
            built_at=datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
            passages=len(cut),
            backend=finnish.backend_name(),
            corpus=str(settings.corpus),
        )
        generations.publish(settings.data, made)
    generations.prune(settings.data)
    watch.lap("write")
    return Report(
        generation=generation, unchanged=False, fresh=fresh, problems=assembly.problems, seconds=tuple(watch.laps), **counts
    )


def _unchanged(settings: Settings, inputs: str) -> Report | None:
    """The report of a build that has nothing to do, or None where there is something; an index that cannot be read is such."""
    try:
        manifest = generations.manifest(settings.data)
        if manifest.inputs != inputs:
            return None
        place = generations.folder(settings.data, manifest.generation)
        with contextlib.closing(Catalogue(place / generations.CATALOGUE)) as catalogue:
            counts = json.loads(catalogue.meta()["counts"])
            return Report(generation=manifest.generation, unchanged=True, fresh=0, problems=catalogue.problems(), **counts)
    except (KbError, KeyError, TypeError, ValueError):
        return None


def _before(settings: Settings) -> Before | None:
    """What the current generation has, whose ids are to be kept; None where it cannot be read."""
    from indexer.assemble import Before

    try:
        generation = generations.manifest(settings.data).generation
        with contextlib.closing(Catalogue(generations.folder(settings.data, generation) / generations.CATALOGUE)) as catalogue:
            meetings, reported = catalogue.meetings(), catalogue.reported()
            decisions = (*(decision for meeting in meetings for decision in meeting.decisions), *reported)
            return Before(decisions, meetings, catalogue.bodies())
    except (KbError, KeyError, TypeError, ValueError):
        # An index of another version, a damaged one or none: it is built from nothing.
        return None


def _readable(settings: Settings) -> Path | None:
    """The current generation's directory, None where there is none of this schema."""
    try:
        return generations.folder(settings.data, generations.manifest(settings.data).generation)
    except KbError:
        return None


def _shares(report: Report) -> dict[str, float]:
    """What reading, relating and writing took of a whole build."""
    took = dict(report.seconds)
    relate = sum(took[name] for name in ("assemble", "passages", "spelling"))
    write = sum(took[name] for name in ("text", "names", "write"))
    whole = took["read"] + relate + write
    return {"read": took["read"] / whole, "relate": relate / whole, "write": write / whole}


class Watch:
    """What each stage of a build took."""

    def __init__(self) -> None:
        self.laps: list[tuple[str, float]] = []
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        """Ends a stage: its name and its seconds."""
        now = time.perf_counter()
        self.laps.append((name, round(now - self._last, 3)))
        self._last = now


def _inputs(settings: Settings, found: Discovery) -> str:
    """A hash of everything a build depends on: the files and what is wrong with others, the settings that matter, the code."""
    from files import ocr, office
    from indexer import cache, thesaurus

    # A program installed since can read what was left unread.
    machine = (ocr.languages(), office.program() is not None)
    chosen = [(field.name, repr(getattr(settings, field.name))) for field in fields(Settings) if field.name not in _NO_MATTER]
    digest = hashlib.sha256(f"{stored_shape()} {cache.code_version()} {machine} {chosen} {found.problems}".encode())
    digest.update(thesaurus.content(settings))
    for file in found.files:
        digest.update(f"{file.path}\0{file.sha256}\n".encode())
    return digest.hexdigest()


def _group(assembly: Assembly) -> str:
    """The body that most of the minutes are of; empty when none says."""
    bodies = [meeting.body for meeting in assembly.meetings if meeting.kind == "minutes" and meeting.body]
    return max(sorted(set(bodies)), key=bodies.count, default="")


def _counts(assembly: Assembly, read: int, unread: int, passages: int) -> dict[str, int]:
    """What a generation holds, as a report tells it."""
    minutes = [meeting for meeting in assembly.meetings if meeting.kind == "minutes"]
    return {
        "read": read,
        "unread": unread,
        "meetings": len(minutes),
        "decisions": sum(len(meeting.decisions) for meeting in minutes),
        "outputs": len(assembly.outputs),
        "attachments": len(assembly.attachments),
        "passages": passages,
    }
