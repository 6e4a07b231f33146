"""The pipeline: files in, a new generation of the index out. Readable top to bottom."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb import finnish
from kb.document import Document
from kb.errors import CorpusMissing, ExtractError, KbError
from kb.model import Problem, unread_files
from kb.search.schema import SCHEMA_VERSION, Passage
from kb.settings import Settings
from kb.store import disk, generations
from kb.store.catalogue import Catalogue

if TYPE_CHECKING:
    from indexer.assemble import Assembly, Before
    from indexer.discover import SourceFile
    from indexer.interpret import Interpretation

# Called with the stage ("read", "interpret", "write"), how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
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


def build(settings: Settings, progress: Progress = lambda stage, done, total: None, *, full: bool = False) -> Report:
    """Builds a new generation and makes it current, unless nothing has changed; `full` forgets what was kept from before.

    Raises CorpusMissing, CorpusEmpty, IndexBusy, DiskRefused. Whatever happens, the old generation serves until the new one is
    whole.
    """
    if not settings.corpus.is_dir():
        raise CorpusMissing(path=settings.corpus)
    with disk.writing(settings.data), generations.building(settings.data):
        return _build(settings, progress, full)


def _build(settings: Settings, progress: Progress, full: bool) -> Report:
    from indexer import discover

    watch = Watch()
    found = discover.discover(settings)
    inputs = _inputs(settings, found.files)
    watch.lap("discover")
    previous = _Previous.load(settings)
    if previous is not None and previous.manifest.inputs == inputs and not full:
        return previous.report()
    documents, unread, problems = _read(settings, found.files, progress, full)
    watch.lap("read")
    sources = _interpret(settings, documents, progress, full)
    watch.lap("interpret")
    return generate(
        settings,
        sources,
        unread=unread,
        problems=(*settings.remarks, *found.problems, *problems),
        previous=previous.before if previous else None,
        inputs=inputs,
        fresh=sum(fresh for _, _, fresh in documents),
        progress=progress,
        watch=watch,
    )


def generate(
    settings: Settings,
    sources: Sequence[tuple[SourceFile, Document, Interpretation]],
    *,
    unread: Sequence[SourceFile] = (),
    problems: Iterable[Problem] = (),
    previous: Before | None = None,
    inputs: str = "",
    fresh: int = 0,
    progress: Progress = lambda stage, done, total: None,
    watch: Watch | None = None,
) -> Report:
    """Makes a new generation of what was read and makes it current. `previous` is what was there before, whose ids are kept."""
    from indexer import assemble, cache, misspelt, passages, write

    watch = watch or Watch()
    assembly = assemble.assemble(sources, settings, previous, unread, problems)
    watch.lap("assemble")
    cut = passages.cut(assembly)
    watch.lap("passages")
    fixes = misspelt.find(cut)
    watch.lap("spelling")
    with generations.making(settings.data) as (generation, place):
        write.write(
            place, assembly, cut, fixes, {"group": _group(assembly)}, lambda done, total: progress("write", done, total)
        )
        made = generations.Manifest(
            generation=generation,
            schema=SCHEMA_VERSION,
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
    refused = unread_files(assembly.problems, {file.path for file, _, _ in sources})
    return _report(made, assembly, cut, (len(sources), len(refused), fresh), watch)


def _read(
    settings: Settings, files: Sequence[SourceFile], progress: Progress, full: bool
) -> tuple[list[tuple[SourceFile, Document, bool]], list[SourceFile], list[Problem]]:
    """Every file as a document, from the cache where its content was read before; what cannot be read as a Problem."""
    from files import sandbox
    from indexer import cache

    kept = cache.extraction(settings)
    read: dict[str, tuple[SourceFile, Document, bool]] = {}
    unread: list[SourceFile] = []
    problems: list[Problem] = []
    for file in files:
        document = None if full else kept.get(Document, file.sha256, file.path)
        if document is not None:
            read[file.path] = (file, document, False)
    wanted = [file for file in files if file.path not in read]
    progress("read", len(read), len(files))
    for done, (file, result) in enumerate(sandbox.read_all(wanted, settings, lambda *_: None), start=1):
        if isinstance(result, ExtractError):
            unread.append(file)
            problems.append(Problem(file.path, None, "error", result.reason, tuple(result.params.items())))
        else:
            kept.put(result, file.sha256, file.path)
            read[file.path] = (file, result, True)
        progress("read", len(files) - len(wanted) + done, len(files))
    kept.tidy()
    return [read[file.path] for file in files if file.path in read], unread, problems


def _interpret(
    settings: Settings, documents: Sequence[tuple[SourceFile, Document, bool]], progress: Progress, full: bool
) -> list[tuple[SourceFile, Document, Interpretation]]:
    from indexer import cache
    from indexer.interpret import Interpretation, interpret

    kept = cache.interpretation(settings)
    found = []
    for done, (file, document, _) in enumerate(documents, start=1):
        known = None if full else kept.get(Interpretation, file.sha256, file.path)
        if known is None:
            known = interpret(document, settings)
            kept.put(known, file.sha256, file.path)
        found.append((file, document, known))
        progress("interpret", done, len(documents))
    kept.tidy()
    return found


@dataclass(frozen=True, slots=True)
class _Previous:
    """The generation that is current when a build begins, as far as it can still be read."""

    manifest: generations.Manifest
    before: Before
    counts: tuple[int, ...]
    problems: tuple[Problem, ...]

    @classmethod
    def load(cls, settings: Settings) -> _Previous | None:
        from indexer.assemble import Before

        try:
            manifest = generations.manifest(settings.data)
            catalogue = Catalogue(generations.folder(settings.data, manifest.generation) / generations.CATALOGUE)
            with contextlib.closing(catalogue):
                documents = catalogue.documents()
                before = Before(catalogue.decisions(), catalogue.meetings(), catalogue.bodies())
                meetings = sum(meeting.kind == "minutes" for meeting in before.meetings)
                decisions = before.decisions
                read = sum(document.read for document in documents)
                outputs, attachments = len(catalogue.outputs()), len(catalogue.attachments())
                found = catalogue.problems()
                unread = len(unread_files(found, {document.path for document in documents if document.read}))
                counts = (read, unread, meetings, len(decisions), outputs, attachments)
                return cls(manifest, before, counts, found)
        except (KbError, KeyError, TypeError, ValueError):
            # An index of another version, a damaged one or none: it is built from nothing.
            return None

    def report(self) -> Report:
        read, unread, meetings, decisions, outputs, attachments = self.counts
        return Report(
            generation=self.manifest.generation,
            unchanged=True,
            read=read,
            unread=unread,
            fresh=0,
            meetings=meetings,
            decisions=decisions,
            outputs=outputs,
            attachments=attachments,
            passages=self.manifest.passages,
            problems=self.problems,
        )


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


def _inputs(settings: Settings, files: Iterable[SourceFile]) -> str:
    """A hash of everything a build depends on: the files, the settings that matter, the code."""
    from files import ocr, office
    from indexer import cache

    # A program installed since can read what was left unread.
    machine = (ocr.languages(), office.program() is not None)
    digest = hashlib.sha256(f"{SCHEMA_VERSION} {cache.code_version()} {machine}".encode())
    names = ("group", "group_short", "organisations", "synonyms", "output_words", "topics", "exclude", "remarks", "bodies")
    digest.update(repr([getattr(settings, name) for name in names]).encode())
    for file in files:
        digest.update(f"{file.path}\0{file.sha256}\n".encode())
    return digest.hexdigest()


def _group(assembly: Assembly) -> str:
    """The body that most of the minutes are of; empty when none says."""
    bodies = [meeting.body for meeting in assembly.meetings if meeting.kind == "minutes" and meeting.body]
    return max(sorted(set(bodies)), key=bodies.count, default="")


def _report(
    made: generations.Manifest, assembly: Assembly, cut: Sequence[Passage], files: tuple[int, int, int], watch: Watch
) -> Report:
    read, unread, fresh = files
    minutes = [meeting for meeting in assembly.meetings if meeting.kind == "minutes"]
    return Report(
        generation=made.generation,
        unchanged=False,
        read=read,
        unread=unread,
        fresh=fresh,
        meetings=len(minutes),
        decisions=sum(len(meeting.decisions) for meeting in minutes),
        outputs=len(assembly.outputs),
        attachments=len(assembly.attachments),
        passages=len(cut),
        problems=assembly.problems,
        seconds=tuple(watch.laps),
    )
