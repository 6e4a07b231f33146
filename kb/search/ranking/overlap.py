"""What two texts have in common: their content words, weighed by how few texts use them.

Everything that compares two items, or a promise with a later sentence, does it with these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from kb.finnish import analyze
from kb.finnish.voikko import forgotten_with_backend
from kb.search.ranking.telling import PART, content, idf

# Two compounds that only have a part in common (*sähkökatko*, *sähköposti*) may be about anything.
_BOTH_PARTS: Final = 0.35
# The weight of a word of one meeting in about thirty.
_RARE: Final = 3.3


@dataclass(frozen=True, slots=True)
class ContentWord:
    """A content word: the letters as written, its base forms, the parts of a compound, what it counts, its place."""

    form: str
    bases: frozenset[str]
    parts: frozenset[str]
    share: float
    start: int
    end: int
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Matter:
    """The content words of a text, each base form once."""

    words: tuple[ContentWord, ...]

    @cached_property
    def bases(self) -> frozenset[str]:
        """Every base form."""
        return frozenset(base for word in self.words for base in word.bases)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Every base form and part."""
        return self.bases | self.parts

    @cached_property
    def parts(self) -> frozenset[str]:
        """Every part of a compound."""
        return frozenset(part for word in self.words for part in word.parts)


@forgotten_with_backend
@lru_cache(maxsize=8_192)
def read(text: str, language: str = "fi", names: frozenset[str] = frozenset()) -> Matter:
    """The content words of a text without those of meeting as such and without `names` (base forms of people's names).

    >>> [word.form for word in read("Asemarekisterin ylläpidon siirto VLL:lle käsiteltiin 3.4.2025").words]
    ['Asemarekisterin', 'ylläpidon', 'siirto', 'VLL:lle']
    """
    found: dict[frozenset[str], ContentWord] = {}
    for analyzed in analyze(text, language):
        token, terms = analyzed.token, analyzed.terms
        if token.kind != "word":
            continue
        share, bases, parts = content(token.text, terms, language)
        if share and bases not in found and not bases & names:
            found[bases] = ContentWord(token.text, bases, parts, share, token.start, token.end, bases | parts)
    return Matter(tuple(found.values()))


class Rarities:
    """How telling a term is: by how few of the corpus's meetings use it (a document is a meeting)."""

    def __init__(self, meetings: Iterable[Iterable[Matter]]) -> None:
        self._used: Counter[str] = Counter()
        self._known: dict[frozenset[str], float] = {}
        self._known_terms: dict[str, float] = {}
        self.meetings = 0
        for matters in meetings:
            self.meetings += 1
            terms = {term for matter in matters for word in matter.words for term in (*word.bases, *word.parts)}
            self._used.update(terms)

    @cached_property
    def scale(self) -> float:
        """What makes weights of a few meetings, where no word can be rare, comparable with those of many."""
        return max(1.0, _RARE / idf(self.meetings, 1)) if self.meetings else 1.0

    def used(self, term: str) -> int:
        """In how many meetings a term stands, as a word or a part of one."""
        return self._used[term]

    def of(self, terms: frozenset[str]) -> float:
        """The weight of a word with these base forms; 0 for one that every meeting uses."""
        known = self._known.get(terms)
        if known is None:
            most = max([self._used[term] for term in terms if term in self._used], default=0)
            known = self._known[terms] = idf(self.meetings, max(1, most))
        return known

    def of_term(self, term: str) -> float:
        """The weight of one base form or part."""
        known = self._known_terms.get(term)
        if known is None:
            known = self._known_terms[term] = idf(self.meetings, max(1, self._used[term]))
        return known


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts have in common: the weight of the shared words, and the words as the first writes them, best first."""

    weight: float
    words: tuple[tuple[float, ContentWord], ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The words as written."""
        return tuple(word.form for _, word in self.words)


def share(one: Matter, other: Matter, weights: Rarities) -> Shared:
    """The words of `one` that `other` has too: whole, or as a part of a compound, which counts less."""
    found = []
    terms = other.terms
    for word in one.words:
        if not terms.isdisjoint(word.terms):
            value = _worth(word, other, weights)
            if value > 0:
                found.append((value, word))
    if len(found) > 1:
        found.sort(key=lambda pair: (-pair[0], pair[1].start))
    return Shared(sum(value for value, _ in found), tuple(found))


def _worth(word: ContentWord, other: Matter, weights: Rarities) -> float:
    whole = word.bases & other.bases
    if whole:
        return weights.of(whole) * word.share
    one_inside = (word.bases & other.parts) | (word.parts & other.bases)
    if one_inside:
        return PART * max(weights.of_term(term) for term in one_inside) * word.share
    return _BOTH_PARTS * max((weights.of_term(term) for term in word.parts & other.parts), default=0.0) * word.share


def weight(matter: Matter, weights: Rarities) -> float:
    """The weight of all the words of a text."""
    return sum(weights.of(word.bases) * word.share for word in matter.words)


def are_different(one: Matter, other: Matter) -> bool:
    """Whether each of two names has a word of its own, so that what they share only tells what kind of thing both are."""
    return any(not word.bases & other.bases for word in one.words) and any(not word.bases & one.bases for word in other.words)
