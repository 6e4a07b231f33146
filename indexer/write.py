"""Writes a generation's text index and catalogue: the only writer there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from whoosh import index as whoosh_index

from indexer.assemble import Assembly
from kb.agenda.matching import terms_of
from kb.finnish import part_terms
from kb.search import fields, terms
from kb.search.schema import Passage
from kb.store import generations
from kb.store.catalogue import CatalogueWriter

Step = Callable[[int, int], None]


def write(
    place: Path,
    assembly: Assembly,
    passages: Sequence[Passage],
    fixes: Mapping[str, frozenset[str]],
    meta: Mapping[str, object],
    contents: Callable[[str], bytes | None] = lambda path: None,
    progress: Step = lambda done, total: None,
) -> None:
    """Fills a new generation's directory. `fixes` are the likeliest right base forms of misspelt words.

    `contents` gives a document as the catalogue keeps it by its path, None where it is to be made from the assembly's.
    """
    _write_catalogue(place / generations.CATALOGUE, assembly, passages, fixes, meta, contents)
    _write_text(generations.make_private(place / generations.TEXT), passages, fixes, progress)


def _write_catalogue(
    path: Path,
    assembly: Assembly,
    passages: Sequence[Passage],
    fixes: Mapping[str, frozenset[str]],
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
        catalogue.passages(passages)
        catalogue.fixes(fixes)
        catalogue.matters(*terms_of(assembly.meetings, assembly.people))
        catalogue.problems(assembly.problems)


def _write_text(place: Path, passages: Sequence[Passage], fixes: Mapping[str, frozenset[str]], progress: Step) -> None:
    index = whoosh_index.create_in(place, fields.schema())
    writer = index.writer(limitmb=64)
    for number, passage in enumerate(passages, start=1):
        writer.add_document(id=passage.id, **_terms(passage, fixes))
        progress(number, len(passages))
    # One segment: the number of a document is then the number of its passage in the catalogue.
    writer.commit(optimize=True)
    index.close()


def _terms(passage: Passage, fixes: Mapping[str, frozenset[str]]) -> dict[str, list[tuple[str, int]]]:
    body = tuple(terms.words(passage.text, passage.language))
    title = tuple(terms.words(passage.title, passage.language))
    context = tuple(terms.words(passage.context))

    def parts(word: terms.Word) -> list[str]:
        """The parts of what a misspelt word was meant to be, itself as one of them."""
        return [term for base in fixes.get(word.surface, ()) for term in (base, *part_terms(base))]

    return {
        fields.SURFACE: [(word.surface, word.position) for word in body],
        fields.BASE: [(term, word.position) for word in body for term in word.terms.bases],
        fields.PART: [
            (term, word.position) for word in body for term in (*word.terms.parts, *word.terms.derived, *parts(word))
        ],
        fields.FIX: [(term, word.position) for word in (*body, *title) for term in fixes.get(word.surface, ())],
        fields.TITLE_SURFACE: [(word.surface, word.position) for word in title],
        fields.TITLE_BASE: [(term, word.position) for word in title for term in word.terms.bases],
        fields.TITLE_PART: [
            (term, word.position) for word in title for term in (*word.terms.parts, *word.terms.derived, *parts(word))
        ],
        fields.CONTEXT: [(term, word.position) for word in context for term in _all(word)],
    }


def _all(word: terms.Word) -> set[str]:
    return {word.surface, *word.terms.bases, *word.terms.parts}
