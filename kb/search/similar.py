"""Things on the same matter as a passage: those that share its most telling words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from kb.access.sight import Seen
from kb.passage import Passage
from kb.results import Similar, url_of
from kb.search.facets import FacetIndex
from kb.search.postings import BASE, TITLE_BASE
from kb.search.ranking.telling import idf
from kb.search.scoring import Bm25, Ranking, Scores
from kb.search.terms import words
from kb.store.catalogue import Catalogue

# A term that more of the passages have tells nothing, and how many of the most telling are asked.
_COMMON = 0.2
_MOST_TERMS = 12
_TITLE = 1.5
_SAME_OUTPUT = 1.3
_SHOWN = 4


class MoreLikeThis:
    """Finds what is similar in one generation."""

    def __init__(self, bm25: Bm25, facets: FacetIndex, ranking: Ranking, catalogue: Catalogue | Seen) -> None:
        self._bm25 = bm25
        self._facets = facets
        self._ranking = ranking
        self._catalogue = catalogue

    def find(self, number: int, limit: int) -> tuple[Similar, ...]:
        """Things on the same matter as a passage, the closest first."""
        own = self._catalogue.passages_at([number])[number]
        scores: Scores = {}
        shared: dict[int, list[str]] = {}
        for term, worth in self._telling_terms(own):
            for field, factor in ((BASE, 1.0), (TITLE_BASE, _TITLE)):
                for other, score in self._bm25.scores(field, term).items():
                    scores[other] = scores.get(other, 0.0) + score * factor * worth
                    if term not in shared.setdefault(other, []):
                        shared[other].append(term)
        for other in self._facets.field("tuotos", own.outputs[0]) if own.outputs else ():
            scores[other] = scores.get(other, 0.0) * _SAME_OUTPUT
        return self._closest(own, scores, shared, limit)

    def _telling_terms(self, passage: Passage) -> list[tuple[str, float]]:
        """The rarest and most repeated base forms of a passage, the most telling first, with their worth 0…1."""
        count: dict[str, float] = {}
        for part, factor in ((passage.title, 2.0), (passage.text, 1.0)):
            for word in words(part, passage.language):
                for term in word.terms.bases:
                    if len(term) > 2 and not term[0].isdigit():
                        count[term] = count.get(term, 0.0) + factor
        total = max(1, self._bm25.count)
        worth = {}
        for term, times in count.items():
            frequency = len(self._bm25.index.postings(BASE, term).numbers)
            if 1 < frequency <= total * _COMMON:
                worth[term] = (1 + math.log(times)) * idf(total, frequency)
        best = sorted(worth.items(), key=lambda pair: -pair[1])[:_MOST_TERMS]
        return [(term, value / best[0][1]) for term, value in best]

    def _closest(self, own: Passage, scores: Scores, shared: Mapping[int, Sequence[str]], limit: int) -> tuple[Similar, ...]:
        weighed = {number: self._ranking.weigh(number, score) for number, score in scores.items() if score > 0}
        least = 2 if len(own.title.split()) > 1 else 0
        seen: set[int] = set()
        found: list[tuple[int, float]] = []
        own_group = self._facets.group_code(own.group)
        for number in sorted(weighed, key=lambda n: (-weighed[n], self._facets.sequence[n])):
            group = self._facets.groups[number]
            if group != own_group and group not in seen and len(shared.get(number, ())) >= least:
                seen.add(group)
                found.append((number, weighed[number]))
                if len(found) == limit:
                    break
        passages = self._catalogue.passages_at(number for number, _ in found)
        return tuple(self._shown(own, passages[number], score, shared.get(number, ())) for number, score in found)

    def _shown(self, own: Passage, passage: Passage, score: float, shared: Sequence[str]) -> Similar:
        outputs = [f"tuotos {output}" for output in passage.outputs if output in own.outputs]
        id = passage.id if passage.kind != "passage" else passage.group
        url = url_of("item" if passage.kind == "passage" else passage.kind, id, passage.where)
        kind = "item" if passage.kind == "passage" and passage.item else passage.kind
        why = (*outputs, *shared[:_SHOWN])
        return Similar(kind, id, passage.title, passage.date, url, round(score, 3), tuple(why))
