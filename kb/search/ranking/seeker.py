"""Makes words to seek of a text: with their synonyms, what is near to them, and what they count by their class."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process

from kb import finnish
from kb.finnish import Terms
from kb.finnish.stopwords import GENERAL, SOFT, STOPWORDS, WHEN
from kb.search.expansion import Related, Synonyms, main_parts
from kb.search.ranking.index import SHORT, Sought, TextIndex
from kb.search.ranking.telling import DERIVED, FAMILY, NOUN, by_class
from kb.search.ranking.vectors import family_of

# What a word that is sought is worth by how a text answers it.
_SYNONYM: Final = 0.8
_NEAR: Final = 0.4
# … and what is near to a part of it.
_NEAR_PART: Final = 0.25
_TYPO: Final = 0.7
# What numbers and words of meeting as such are worth beside words of a matter.
_NUMBER: Final = 0.3
_GENERAL: Final = 0.12
_OF_MEETING: Final = GENERAL | SOFT | WHEN
# Slips are so alike.
_SLIP: Final = 86


class Seeker:
    """Makes words to seek of a text, with their synonyms and what is near to them, as an index has them."""

    def __init__(self, index: TextIndex, synonyms: Synonyms, related: Related | None = None) -> None:
        self._index = index
        self._synonyms = synonyms
        self._related = related or Related(())

    def words(self, text: str, language: str = "fi", weight: float = 1.0, *, in_title: bool = False) -> tuple[Sought, ...]:
        """The words of a text, each once; `weight` is what they count."""
        found: dict[str, Sought] = {}
        for analysed in finnish.analyze(text, language):
            word = self._word(analysed.token.text, analysed.terms, analysed.token.kind, weight, in_title)
            if word is not None:
                found.setdefault(word.keys[0][0], word)
        return tuple(found.values())

    def _word(self, form: str, terms: Terms, kind: str, weight: float, in_title: bool) -> Sought | None:
        if terms.surface in STOPWORDS or not terms.bases or kind == "section":
            return None
        bases = frozenset(terms.bases)
        keys = dict.fromkeys(terms.bases, 1.0)
        for term, value in self._beside(form, terms, bases):
            keys.setdefault(term, value)
        parts = tuple(part for part in main_parts(terms) if len(part) > 2 and part not in GENERAL)
        weight *= _NUMBER if kind != "word" else _GENERAL if bases & _OF_MEETING else by_class(form, terms) / NOUN
        return Sought(form, tuple(keys.items()), parts, weight, in_title and weight > _GENERAL)

    def _slips(self, bases: Iterable[str]) -> Iterable[tuple[str, float]]:
        """Words of the texts that one of these may be a slip of."""
        for base in bases:
            for term, score, _ in process.extract(base, self._index.words, scorer=fuzz.ratio, limit=3, score_cutoff=_SLIP):
                yield term, _TYPO * score / 100

    def _otherwise(self, bases: frozenset[str], derived: frozenset[str]) -> Iterable[tuple[str, float]]:
        """The words of other names of the same, and those near in meaning."""
        for _, names in self._synonyms.of_word(bases):
            for term in (term for name in names for term in name):
                yield term, _SYNONYM / len(names)
        for _, near in self._related.of(bases | derived):
            yield from ((term, _NEAR) for term in near)

    def _beside(self, form: str, terms: Terms, bases: frozenset[str]) -> Iterable[tuple[str, float]]:
        yield from ((term, DERIVED) for term in terms.derived)
        yield from self._otherwise(bases, frozenset(terms.derived))
        for _, near in self._related.of(main_parts(terms)):
            yield from ((term, _NEAR_PART) for term in near)
        if len(form) > SHORT and not any(self._index.has(base) for base in bases):
            yield from self._slips(terms.bases)
        for term in (*terms.bases, *terms.derived):
            if family := family_of(term):
                yield family, FAMILY
