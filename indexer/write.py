"""Writes a generation's text index, facets and catalogue: the only writer there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from indexer.assemble import Assembly
from kb.agenda.matching import terms_of
from kb.search import facets, terms
from kb.search.engine import WhooshEngine
from kb.search.postings import Engine, Entry, Progress
from kb.search.schema import Passage
from kb.store import generations
from kb.store.catalogue import CatalogueWriter

Corrections = Mapping[str, frozenset[str]]


def write(
    place: Path,
    assembly: Assembly,
    passages: Sequence[Passage],
    corrections: Corrections,
    meta: Mapping[str, object],
    contents: Callable[[str], bytes | None] = lambda path: None,
    progress: Progress = lambda done, total: None,
    engine: Engine | None = None,
) -> None:
    """Fills a new generation's directory. `corrections` are the likeliest right base forms of misspelt words.

    `contents` gives a document as the catalogue keeps it by its path, None where it is to be made from the assembly's.
    """
    entries = [Entry(terms.digest(passage, ""), partial(terms.of_passage, passage, corrections)) for passage in passages]
    text = generations.make_private(place / generations.TEXT)
    numbers = (engine or WhooshEngine()).write(text, entries, progress=progress)
    facets.save(place / generations.FACETS, passages, numbers, assembly.people, assembly.organisations, assembly.topics)
    _write_catalogue(place / generations.CATALOGUE, assembly, passages, numbers, corrections, meta, contents)


def _write_catalogue(
    path: Path,
    assembly: Assembly,
    passages: Sequence[Passage],
    numbers: Sequence[int],
    corrections: Corrections,
    meta: Mapping[str, object],
    contents: Callable[[str], bytes | None],
) -> None:
    with CatalogueWriter(path) as catalogue:
        catalogue.meta(**meta)
        catalogue.meetings(assembly.meetings)
        catalogue.outputs(assembly.outputs)
        catalogue.attachments(assembly.attachments)
        catalogue.people(assembly.people)
        catalogue.organisations(assembly.organisations)
        catalogue.bodies(assembly.bodies)
        catalogue.topics(assembly.topics)
        catalogue.links(assembly.links)
        catalogue.terms(assembly.terms)
        catalogue.documents(assembly.documents, contents)
        catalogue.passages(passages, numbers)
        catalogue.corrections(corrections)
        catalogue.matters(*terms_of(assembly.meetings, assembly.people))
        catalogue.problems(assembly.problems)
