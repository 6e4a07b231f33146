"""How a text becomes the terms of each field of the index: the same code for both ends of the search and for marking.

A word stands under its surface form and under the base form of every likely reading; the parts of compounds and further
derivations go to a field of their own, so that ranking can weigh them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb import finnish
from kb.finnish import Token


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its terms. `position` counts tokens from 0; `start` and `end` are its place in the text."""

    surface: str
    bases: frozenset[str]
    parts: frozenset[str]
    position: int
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text in order.

    >>> [(word.surface, sorted(word.bases)) for word in words("Ohjausryhmän 3. kokous")]
    [('ohjausryhmän', ['ohjausryhmä']), ('3', ['3']), ('kokous', ['kokous'])]
    """
    for position, token in enumerate(finnish.tokenize(text)):
        surface = surface_of(token)
        bases, parts = _terms(surface, token.kind)
        yield Word(surface, bases, parts, position, token.start, token.end)


def surface_of(token: Token) -> str:
    """The form of a token that the surface field keeps: lower case."""
    return token.text.lower()


@lru_cache(maxsize=200_000)
def _terms(surface: str, kind: str) -> tuple[frozenset[str], frozenset[str]]:
    if kind != "word":
        return frozenset((surface,)), frozenset()
    bases = frozenset(finnish.index_terms(surface))
    return bases, (_parts(surface) | finnish.derived_terms(surface)) - bases


def _parts(surface: str) -> frozenset[str]:
    found: set[str] = set()
    if "-" in surface:
        for piece in surface.split("-"):
            if len(piece) > 1:
                found |= finnish.index_terms(piece)
    return frozenset(found)


def query_bases(surface: str) -> frozenset[str]:
    """The terms that a question for a word asks of the base-form field."""
    return frozenset(finnish.query_terms(surface))


def query_parts(surface: str) -> tuple[frozenset[str], ...]:
    """For a compound, the terms of each of its parts in order; empty for a simple word."""
    return ()
