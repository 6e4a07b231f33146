"""Slips of the pen on either side of a search: words of the corpus near to what was typed, and the query that was probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from rapidfuzz.distance import OSA

from kb.finnish import Vocabulary, is_known, suggest_query
from kb.search.expansion import QueryTerm
from kb.search.postings import BASE, PART, SURFACE, TITLE_BASE, TITLE_PART, TITLE_SURFACE, TermIndex

# Each costs time that a question of dozens of words is not worth: no query may take a second.
_MOST_SUGGESTED = 3
# How long a word must be for one slip in it, and for two, to leave no doubt which word it is.
_SLIPPED, _SLIPPED_TWICE = 6, 10


class Speller:
    """Knows the words of a corpus. Its tables are made when the first doubtful word is asked."""

    def __init__(self, index: TermIndex) -> None:
        self._index = index

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every word of the corpus with the number of passages that have it."""
        bases = self._counted(BASE, TITLE_BASE)
        for part, count in self._counted(PART, TITLE_PART).items():
            bases.setdefault(part, count)
        return Vocabulary(self._counted(SURFACE, TITLE_SURFACE), bases)

    @cached_property
    def bases(self) -> Vocabulary:
        """Every base form of the corpus, likewise."""
        return Vocabulary(self.vocabulary.bases, {})

    def _counted(self, *fields: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for field in fields:
            for term, count in self._index.terms(field):
                found[term] = found.get(term, 0) + count
        return found

    def misspellings(self, term: QueryTerm) -> frozenset[str]:
        """What the minutes may have made of a word by a slip: words one or two letters away that are in no dictionary."""
        if term.prefix or term.words:
            return frozenset()
        found = _near(term.surface, self.vocabulary)
        for base in term.bases:
            found |= _near(base, self.bases)
        return frozenset(found - {term.surface} - term.bases)

    def better(self, text: str, doubtful: Sequence[QueryTerm]) -> tuple[str | None, bool]:
        """The query with doubtful words as they were probably meant, or None, and whether one of them surely is a slip."""
        changed, surely = text, False
        for term in doubtful[:_MOST_SUGGESTED]:
            word = suggest_query(term.asked, self.vocabulary)
            if word is not None and word.lower() != term.surface:
                changed = changed.replace(term.asked, word)
                surely = surely or _is_slip(term.surface, word.lower())
        return (changed if changed != text else None), surely


def _near(word: str, vocabulary: Vocabulary) -> set[str]:
    if len(word) < _SLIPPED or not word.isalpha():
        return set()
    return {near for near in vocabulary.near(word, 1 if len(word) < _SLIPPED_TWICE else 2) if not is_known(near)}


def _is_slip(word: str, better: str) -> bool:
    """Whether the one is surely a slip of the other: one of them is no word, or they are long and a letter apart. Between two
    right short words only the one who asks can tell which was meant."""
    if not (is_known(word) and is_known(better)):
        return True
    return len(word) >= _SLIPPED_TWICE and OSA.distance(word, better) <= 1
