"""A text as the words that the index keeps and that marking looks for, with their places. The terms are `kb.finnish`'s."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from kb import finnish
from kb.finnish import Terms, part_terms
from kb.passage import Passage
from kb.search.postings import (
    BASE,
    CONTEXT,
    FIX,
    PART,
    SURFACE,
    TITLE_BASE,
    TITLE_PART,
    TITLE_SURFACE,
    PassageTerms,
)


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word and its terms. `position` counts words from 0; `start` and `end` are its place in the text."""

    terms: Terms
    position: int
    start: int
    end: int

    @property
    def surface(self) -> str:
        """The word as written, lower case."""
        return self.terms.surface


def words(text: str, language: str | None = None) -> Iterator[TextWord]:
    """The words of a text in order. A text in no language that is known is taken for Finnish.

    >>> [(word.surface, word.terms.bases, word.start) for word in words("Ohjausryhmän 3. kokous")]
    [('ohjausryhmän', ('ohjausryhmä',), 0), ('3', ('3',), 13), ('kokous', ('kokous',), 16)]
    """
    for position, found in enumerate(finnish.analyze(text, language or "fi")):
        yield TextWord(found.terms, position, found.token.start, found.token.end)


def _parts(word: TextWord, corrections: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """What a word is made of, and the parts of what a misspelt word was meant to be, that itself as one of them."""
    yield from word.terms.parts
    yield from word.terms.derived
    for base in corrections.get(word.surface, ()):
        yield base
        yield from part_terms(base)


def of_passage(passage: Passage, corrections: Mapping[str, frozenset[str]]) -> PassageTerms:
    """The terms of a passage by the fields of the index. `corrections` are likely base forms of misspelt words."""
    body = tuple(words(passage.text, passage.language))
    title = tuple(words(passage.title, passage.language))
    context = tuple(words(passage.context))

    parts = partial(_parts, corrections=corrections)
    return {
        SURFACE: _placed(body, _surface),
        BASE: _placed(body, _bases),
        PART: _placed(body, parts),
        FIX: _placed((*body, *title), lambda word: corrections.get(word.surface, ())),
        TITLE_SURFACE: _placed(title, _surface),
        TITLE_BASE: _placed(title, _bases),
        TITLE_PART: _placed(title, parts),
        CONTEXT: _placed(context, _all),
    }


def _placed(words: Iterable[TextWord], terms: Callable[[TextWord], Iterable[str]]) -> list[tuple[str, int]]:
    """The terms of words, each with the place of its word."""
    return [(term, word.position) for word in words for term in terms(word)]


def _surface(word: TextWord) -> tuple[str]:
    return (word.surface,)


def _bases(word: TextWord) -> tuple[str, ...]:
    return word.terms.bases


def digest(passage: Passage, version: str) -> bytes:
    """The same for passages that have the same terms, as far as the words of one code version go and nothing is corrected."""
    told = "\0".join((version, passage.language, passage.title, passage.text, passage.context))
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _all(word: TextWord) -> set[str]:
    return {word.surface, *word.terms.bases, *word.terms.parts}
