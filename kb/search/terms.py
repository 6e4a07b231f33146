"""A text as the words that the index keeps and that marking looks for, with their places. The terms are `kb.finnish`'s."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb import finnish
from kb.finnish import Terms


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its terms. `position` counts words from 0; `start` and `end` are its place in the text."""

    terms: Terms
    position: int
    start: int
    end: int

    @property
    def surface(self) -> str:
        """The word as written, lower case."""
        return self.terms.surface


def words(text: str, language: str | None = None) -> Iterator[Word]:
    """The words of a text in order. A text in no language that is known is taken for Finnish.

    >>> [(word.surface, word.terms.bases, word.start) for word in words("Ohjausryhmän 3. kokous")]
    [('ohjausryhmän', ('ohjausryhmä',), 0), ('3', ('3',), 13), ('kokous', ('kokous',), 16)]
    """
    for position, found in enumerate(finnish.analyze(text, language or "fi")):
        yield Word(found.terms, position, found.token.start, found.token.end)
