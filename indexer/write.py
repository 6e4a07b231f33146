"""Writes a generation's text index, facets and catalogue: the only writer there is."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from indexer import sources
from indexer.assemble import Assembly
from indexer.kept import Kept
from kb import finnish
from kb.agenda.matching import general_titles, names_in_titles, terms_of
from kb.errors import IndexBroken
from kb.model import Meeting
from kb.passage import Passage
from kb.search import facets, terms
from kb.search.engine import WhooshEngine
from kb.search.postings import SURFACE, TITLE_SURFACE, Entry, Progress
from kb.store import codec, generations
from kb.store.catalogue import Catalogue, CatalogueWriter

Corrections = Mapping[str, frozenset[str]]


class Finish(Protocol):
    """Writes what waits for the names: the rest of the catalogue, and facets, of passages that have these numbers in the text index.
    Meetings whose terms were `kept` are not read again."""

    def __call__(
        self, assembly: Assembly, passages: Sequence[Passage], numbers: Sequence[int], kept: Kept | None = None, /
    ) -> None: ...


@contextlib.contextmanager
def cataloguing(
    place: Path,
    assembly: Assembly,
    corrections: Corrections,
    meta: Mapping[str, object],
    contents: Callable[[str], bytes | None] = lambda path: None,
) -> Iterator[Finish]:
    """Writes into the catalogue all that needs nothing of what texts name, and gives what writes the rest of it.

    `contents` gives a document as the catalogue keeps it by its path, None where it is to be made from the assembly's.
    """
    with CatalogueWriter(place / generations.CATALOGUE) as catalogue:
        catalogue.meta(**meta)
        catalogue.meetings(assembly.meetings)
        catalogue.reported(assembly.reported)
        catalogue.outputs(assembly.outputs)
        catalogue.attachments(assembly.attachments)
        catalogue.bodies(assembly.bodies)
        catalogue.links(assembly.links)
        catalogue.documents(assembly.documents, contents)
        catalogue.corrections(corrections)
        catalogue.problems(assembly.problems)
        yield partial(_finish, place, catalogue)


def _finish(
    place: Path,
    catalogue: CatalogueWriter,
    assembly: Assembly,
    passages: Sequence[Passage],
    numbers: Sequence[int],
    kept: Kept | None = None,
) -> None:
    facets.save(place / generations.FACETS, passages, numbers, assembly.people, assembly.organisations, assembly.topics)
    catalogue.people(assembly.people)
    catalogue.organisations(assembly.organisations)
    catalogue.topics(assembly.topics)
    catalogue.terms(assembly.terms)
    catalogue.passages(passages, numbers)
    general = general_titles(assembly.meetings, names_in_titles(assembly.people))
    catalogue.matters(_paragraph_terms(assembly.meetings, general, kept or Kept()), general)


def write_text(
    place: Path,
    passages: Iterable[Passage],
    corrections: Corrections,
    progress: Progress = lambda done, total: None,
    before: Path | None = None,
) -> tuple[int, ...]:
    """Writes the text index of a new generation and gives the passages' numbers in it. It needs nothing of whom they belong to.

    `corrections` are the likeliest right base forms of misspelt words. `before` is the directory of a generation of the same
    schema: passages that it has need not be indexed again.
    """
    entries = entries_of(passages, corrections)
    stale = _stale(before, corrections) if before is not None else frozenset()
    text = generations.make_private(place / generations.TEXT)
    return WhooshEngine().write(text, entries, before / generations.TEXT if before else None, stale, progress)


def entries_of(passages: Iterable[Passage], corrections: Corrections) -> list[Entry]:
    """Passages as the text index takes them."""
    # Passages have the same terms as before only where words are still analysed as they were.
    version = f"{sources.version('kb.search.terms', 'kb.search.engine')} {finnish.dictionary_version()}"
    return [Entry(terms.digest(passage, version), partial(terms.of_passage, passage, corrections)) for passage in passages]


def _stale(before: Path, corrections: Corrections) -> frozenset[int]:
    """The passages of a generation that have a word whose correction is now another."""
    try:
        with contextlib.closing(Catalogue(before / generations.CATALOGUE)) as catalogue:
            old = catalogue.corrections()
        with contextlib.closing(WhooshEngine().open(before / generations.TEXT)) as index:
            changed = {word for word in old.keys() | corrections.keys() if old.get(word) != corrections.get(word)}
            fields = (SURFACE, TITLE_SURFACE)
            return frozenset(number for word in changed for field in fields for number in index.postings(field, word).numbers)
    except IndexBroken:
        # What cannot be read is written anew as a whole.
        return frozenset()


def _paragraph_terms(meetings: Sequence[Meeting], general: frozenset[str], kept: Kept) -> Mapping[str, str]:
    """For each meeting the terms of its paragraphs, as JSON. They depend on the meeting, on which of its titles are general, and
    on the code that cuts and reads handlings."""
    version = f"{sources.version('kb.agenda.matching')} {finnish.dictionary_version()}"
    found = {}
    for meeting in meetings:
        if meeting.kind == "minutes" and meeting.date is not None:
            own = frozenset(item.title for item in meeting.items) & general
            made = partial(_terms_as_json, meeting, own)
            found[meeting.id] = kept.of(str, made, "matters", version, meeting, own)
    return found


def _terms_as_json(meeting: Meeting, general: frozenset[str]) -> str:
    return codec.to_bytes(terms_of(meeting, general)).decode()
