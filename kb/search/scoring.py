"""How well passages answer: a term's score in a field (BM25), what a passage is worth as such, and the order of the hits."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb.results import Sort
from kb.search import postings
from kb.search.facets import FacetIndex
from kb.search.nearness import spread
from kb.search.postings import TermIndex
from kb.search.ranking.telling import idf
from kb.search.weights import Weights

Scores = dict[int, float]

# BM25: how soon a term that stands often is worth no more, and how much a long text is worth less.
_K1, _B = 1.2, 0.75
# A word that every passage has is worth something too where it is asked for.
_ASKED = 1.0
# How many scores are kept in all: some 100 MB.
_MOST_KEPT = 1_000_000
# How many of the best passages are looked at more closely for how near the words stand.
_NEAR_FOR = 60
# How many passages of an item besides its best add to its score.
_BESIDE = 3


class Bm25:
    """Scores of terms by field, kept for the next query."""

    def __init__(self, index: TermIndex) -> None:
        self.index = index
        self.count = index.size - len(index.gone)
        self._kept: dict[tuple[str, str], Scores] = {}
        self._scores_kept = 0
        self._lengths: dict[str, tuple[Sequence[int], float]] = {}

    def scores(self, field: str, term: str) -> Mapping[int, float]:
        """The passages that have a term in a field, with their scores."""
        key = (field, term)
        found = self._kept.get(key)
        if found is None:
            found = self._scores(field, term)
            self._scores_kept += len(found)
            if self._scores_kept > _MOST_KEPT:
                self._kept.clear()
                self._scores_kept = len(found)
            self._kept[key] = found
        return found

    def _scores(self, field: str, term: str) -> Scores:
        found = self.index.postings(field, term)
        if not found.numbers:
            return {}
        lengths, average = self._field(field)
        rarity = _ASKED + idf(self.count, len(found.numbers))
        # As many values as there are pairs of a frequency and a length, which repeat.
        values: dict[tuple[int, int], float] = {}
        scores = {}
        for number, times in zip(found.numbers, found.frequencies, strict=True):
            pair = (times, lengths[number])
            value = values.get(pair)
            if value is None:
                damping = times + _K1 * ((1 - _B) + _B * pair[1] / average)
                value = values[pair] = rarity * (times * (_K1 + 1) / damping)
            scores[number] = value
        return scores

    def _field(self, field: str) -> tuple[Sequence[int], float]:
        """The length of the field in each passage, and on average."""
        if field not in self._lengths:
            lengths = self.index.lengths(field)
            total = sum(lengths) - sum(lengths[number] for number in self.index.gone)
            self._lengths[field] = (lengths, total / max(1, self.count) or 1.0)
        return self._lengths[field]


def add(scores: Scores, more: Mapping[int, float], factor: float) -> None:
    """Adds scores to scores."""
    get = scores.get
    for number, score in more.items():
        scores[number] = get(number, 0.0) + score * factor


def add_best(best: Scores, more: Mapping[int, float]) -> None:
    """Keeps of two scores the better."""
    for number, score in more.items():
        if score > best.get(number, 0.0):
            best[number] = score


def intersection(found: Sequence[Mapping[int, float]]) -> Scores:
    """The passages that all of these have, with the sum of their scores."""
    first, *rest = sorted(found, key=len)
    return {
        number: score + sum(one[number] for one in rest)
        for number, score in first.items()
        if all(number in one for one in rest)
    }


@dataclass(frozen=True, slots=True)
class Ranked:
    """A hit before it is shown: its passages, best first, and at which step of relaxation it was found (0: as asked)."""

    passages: tuple[int, ...]
    score: float
    step: int


class Ranking:
    """Puts what was found in order: passages of one item are one hit."""

    def __init__(self, facets: FacetIndex, weights: Weights) -> None:
        self._facets = facets
        self._weights = weights

    @cached_property
    def _priors(self) -> array[float]:
        """What each passage's score is multiplied with: for its kind, its certainty, and how new it is."""
        facets, weights = self._facets, self._weights
        by_kind = [0.0, *(weights.kinds[kind] for kind in facets.kinds)]
        by_flags = [(weights.low if flags & 1 else 1.0) * (weights.ocr if flags & 2 else 1.0) for flags in range(4)]
        first, last = facets.days_span
        by_day = {
            day: 1.0 + weights.newest * ((day - first) / (last - first) if day and first != last else 0.0)
            for day in set(facets.days)
        }
        columns = zip(facets.kind_codes, facets.flags, facets.days, strict=True)
        return array("d", [by_kind[kind] * by_flags[flags] * by_day[day] for kind, flags, day in columns])

    def weigh(self, number: int, score: float) -> float:
        """A passage's score with what it is worth as such."""
        return score * self._priors[number]

    def rank(
        self,
        scores: Mapping[int, float],
        steps: Mapping[int, int],
        key: Callable[[int], int],
        sort: Sort,
        adjust: Callable[[Scores], None] = lambda final: None,
    ) -> list[Ranked]:
        """The hits in order. `key` tells which passages are one hit; `adjust` may change the scores of passages before."""
        priors = self._priors
        final = {number: score * priors[number] for number, score in scores.items()}
        adjust(final)
        groups: dict[int, list[int]] = {}
        for number in final:
            groups.setdefault(key(number), []).append(number)
        ranked = [self._hit(numbers, final, steps) for numbers in groups.values()]
        days, sequence = self._facets.days, self._facets.sequence
        if sort == "date":
            ranked.sort(key=lambda r: (-days[r.passages[0]], r.step, -r.score, sequence[r.passages[0]]))
        else:
            ranked.sort(key=lambda r: (r.step, -r.score, -days[r.passages[0]], sequence[r.passages[0]]))
        return ranked

    def _hit(self, numbers: list[int], final: Scores, steps: Mapping[int, int]) -> Ranked:
        if len(numbers) == 1:
            return Ranked((numbers[0],), round(final[numbers[0]], 4), steps[numbers[0]])
        orders, sequence = self._facets.orders, self._facets.sequence
        numbers.sort(key=lambda n: (steps[n], -final[n], orders[n], sequence[n]))
        rest = sum(sorted((final[n] for n in numbers[1:]), reverse=True)[:_BESIDE])
        return Ranked(tuple(numbers), round(final[numbers[0]] + self._weights.more * rest, 4), steps[numbers[0]])

    def reward_nearness(self, final: Scores, index: TermIndex, words: Iterable[Collection[str]]) -> None:
        """Raises the best passages in which the words (each as its base forms) stand near each other."""
        best = sorted(final, key=lambda number: -final[number])[:_NEAR_FOR]
        places = [all_positions(index, bases, (postings.BASE,), best) for bases in words]
        for number in best:
            found = [place[number] for place in places if number in place]
            if len(found) > 1:
                final[number] *= 1.0 + self._weights.near * (len(found) - 1) / max(1, spread(found))


def all_positions(
    index: TermIndex, terms: Iterable[str], fields: Sequence[str], numbers: Collection[int]
) -> dict[int, list[int]]:
    """Where any of the terms stands in any of the fields of these passages."""
    asked = frozenset(numbers)
    found: dict[int, list[int]] = {}
    for field, term in _pairs(fields, terms):
        for number, positions in index.positions(field, term, asked).items():
            found.setdefault(number, []).extend(positions)
    return found


def _pairs(fields: Sequence[str], terms: Iterable[str]) -> Iterator[tuple[str, str]]:
    all_terms = tuple(terms)
    return ((field, term) for field in fields for term in all_terms)
