"""What is new can be found before all is known of it: a generation in between, with the pages of the files that have changed.

A build that has read a few files of many anew makes one at once: all that was there before, and the text of these files, cut at
its pages as that of a file which nothing refers to. What was known of a changed file's meeting stays until the build is done: no
address of the generation before is lost. It costs what has changed, whatever there is besides, but for copies of files.
"""

from __future__ import annotations

import contextlib
import datetime
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from indexer import assemble, cache, write
from indexer import passages as cutting
from indexer.reading import Reading
from kb.document_json import pack
from kb.errors import IndexBroken, IndexMissing, IndexOutdated, KbError
from kb.passage import Passage
from kb.results import DocumentInfo
from kb.search.engine import WhooshEngine
from kb.search.facets import FacetIndex
from kb.settings import Settings
from kb.store import generations
from kb.store.catalogue import Catalogue, CatalogueWriter

# So many files are few, and a whole build of fewer than so many is as quick.
FEW: Final = 20
MANY: Final = 200


def is_worth_it(settings: Settings, new: int, known: int) -> bool:
    """Whether a generation in between is made for so many files that are new or changed, beside so many that are known.

    Where rules say who may see what, nothing is shown before it is known whose it is.
    """
    if not 0 < new <= FEW or known < MANY or settings.access.rules:
        return False
    try:
        return generations.manifest(settings.data).code == cache.code_version()
    except KbError:
        return False


@dataclass(frozen=True, slots=True)
class _New:
    """A file that is new or has changed: what is told of it, its whole document as it is kept, its passages, and the numbers of those
    whose place they take."""

    info: DocumentInfo
    content: bytes
    passages: tuple[Passage, ...]
    before: tuple[int, ...]


def publish(settings: Settings, readings: Sequence[Reading], content_of: Callable[[Reading], bytes | None]) -> None:
    """Makes a generation current that has the pages of these files besides all that the current one has; the next build takes it
    for unfinished. `content_of` gives a file's document as the catalogue keeps it. Where the current one cannot be read, or none of
    the files could be, nothing is made."""
    understood = [one for one in readings if one.understood is not None]
    if not understood:
        return
    with contextlib.suppress(IndexMissing, IndexOutdated, IndexBroken):
        manifest = generations.manifest(settings.data)
        with generations.making(settings.data) as (generation, place):
            before = generations.folder(settings.data, manifest.generation)
            made = replace(
                manifest,
                generation=generation,
                inputs="",
                built_at=datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
                passages=_write(before, place, understood, content_of),
            )
            generations.publish(settings.data, made)


def _write(before: Path, place: Path, readings: Sequence[Reading], content_of: Callable[[Reading], bytes | None]) -> int:
    """Writes the generation and says how many passages it has. Raises IndexBroken."""
    facets = FacetIndex.load(before / generations.FACETS)
    with contextlib.closing(Catalogue(before / generations.CATALOGUE)) as catalogue:
        found = [_new(one, content_of(one), catalogue, facets) for one in readings]
        passages = [passage for new in found for passage in new.passages]
        entries = write.entries_of(passages, catalogue.corrections())
        counts = json.loads(catalogue.meta()["counts"])
    gone = [number for new in found for number in new.before]
    text = generations.make_private(place / generations.TEXT)
    numbers = WhooshEngine().extend(text, entries, before / generations.TEXT, gone)
    facets.save_with(place / generations.FACETS, gone, passages, numbers)
    counts["passages"] += len(passages) - len(gone)
    with CatalogueWriter(place / generations.CATALOGUE, before / generations.CATALOGUE) as changed:
        changed.meta(counts=json.dumps(counts))
        for new in found:
            changed.replace_document(new.info, new.content)
        changed.remove_passages(gone)
        changed.passages(passages, numbers)
    return int(counts["passages"])


def _new(reading: Reading, content: bytes | None, catalogue: Catalogue, facets: FacetIndex) -> _New:
    """What is told of a file by itself, and by what was known of one of its name."""
    assert reading.understood is not None
    document = reading.understood.document
    known = catalogue.document_info(document.path)
    meetings = known.meetings if known else ()
    numbers = tuple(number for number in facets.of_group(document.path) if facets.kind(number) == "slide")
    # Whose it is tell its passages of before, or its meeting's own.
    alike = numbers[:1] or tuple(catalogue.passage_numbers(meetings[:1]).values())
    like = next(iter(catalogue.passages_at(alike).values()), None)
    info = assemble.info_of(reading.file, document, reading.understood.interpretation, meetings)
    return _New(info, content or pack(document), cutting.alone(document, like), numbers)
