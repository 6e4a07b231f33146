"""Search: from a query to results.

The query is parsed (`query`), its words expanded (`expansion`) and its tree evaluated over postings (`evaluate`); where little is
found it is relaxed step by step (`relax`). What is found is scored and put in order (`scoring`), counted by facets (`facets`) and
marked where it answers (`highlight`).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from kb.access.sight import Seen
from kb.errors import IndexBroken, NoSuch
from kb.finnish import Vocabulary
from kb.passage import Passage
from kb.results import Filters, Hit, Matched, Note, Results, Segment, Similar, Sort, url_of
from kb.search import highlight, query
from kb.search.evaluate import Evaluator
from kb.search.expansion import Expander, QueryTerm, Related, Synonyms, name_terms, telling
from kb.search.facets import FacetIndex
from kb.search.postings import BASE, CONTEXT, TITLE_BASE, Held, TermIndex
from kb.search.query import And, Field, Node, Or
from kb.search.relax import Relaxation
from kb.search.scoring import Bm25, Ranked, Ranking, Scores
from kb.search.similar import MoreLikeThis
from kb.search.spelling import Speller
from kb.search.weights import Weights
from kb.settings import Settings
from kb.store.catalogue import Catalogue

# How many times a query that finds nothing is corrected before it is given up.
_MOST_CORRECTED = 2
# How many passages of an item are shown besides its best.
_MORE = 8
# How many searches are kept for their next pages.
_MOST_ANSWERS = 128


@dataclass(frozen=True, slots=True)
class _Answer:
    """A whole search, kept for the next page of it. `shown` are the pages made so far, by their beginnings and lengths."""

    ranked: tuple[Ranked, ...]
    results: Results
    sought: tuple[QueryTerm, ...]
    parts: bool
    shown: dict[tuple[int, int], tuple[Hit, ...]] = field(default_factory=dict)


class Search:
    """Searches one generation. May be shared between threads."""

    def __init__(
        self, settings: Settings, catalogue: Catalogue | Seen, index: TermIndex, facets: Path, weights: Weights | None = None
    ) -> None:
        self._catalogue = catalogue
        self._lock = threading.RLock()
        self.facets = FacetIndex.load(facets, self._mentioning)
        if index.size - len(index.gone) != self.facets.count:
            raise IndexBroken(path=facets)
        if hidden := catalogue.hidden_passages():
            index = Held(index, hidden)
            known = (catalogue.people(), catalogue.organisations(), catalogue.topics())
            self.facets = self.facets.without(hidden, *known, self._mentioning)
        self._bm25 = Bm25(index)
        self._speller = Speller(index)
        self._corrections = catalogue.corrections()
        self._synonyms = Synonyms((*settings.synonyms, *settings.organisations))
        self._related = Related(settings.related)
        self._answers: dict[tuple[object, ...], _Answer] = {}
        self.weights = weights or Weights()

    @property
    def weights(self) -> Weights:
        """What counts how much; other weights hold from now on."""
        return self._weights

    @weights.setter
    def weights(self, weights: Weights) -> None:
        self._weights = weights
        self._ranking = Ranking(self.facets, weights)
        self._answers.clear()

    @property
    def vocabulary(self) -> Vocabulary:
        """Every word of the corpus with the number of passages that have it."""
        return self._speller.vocabulary

    def find(
        self,
        text: str,
        *,
        filters: Filters,
        sort: Sort,
        limit: int,
        offset: int,
        unexpanded: frozenset[str] = frozenset(),
        hidden: frozenset[str] = frozenset(),
    ) -> Results:
        """The results of a query. Words in `unexpanded` are not widened to synonyms; `hidden` are ids of passages that are not
        to be found. Raises BadQuery."""
        began = time.perf_counter()
        text = " ".join(text.split()) if len(text) < query.LONGEST else text
        key = (text, filters, sort, unexpanded, hidden)
        with self._lock:
            answer = self._answers.get(key)
            if answer is None:
                answer = self._answer(text, filters, sort, unexpanded, hidden)
                if len(self._answers) > _MOST_ANSWERS:
                    self._answers.clear()
                self._answers[key] = answer
            begin, count = max(0, offset), max(0, limit)
            hits = answer.shown.get((begin, count))
            if hits is None:
                hits = self._hits(answer.ranked[begin : begin + count], answer.sought, answer.parts)
                answer.shown[begin, count] = hits
        took = round((time.perf_counter() - began) * 1000, 1)
        return replace(answer.results, hits=hits, limit=limit, offset=offset, took_ms=took)

    def marks(self, text: str, target: str) -> tuple[Matched, ...]:
        """Where a text answers a query. Raises BadQuery."""
        tree = query.parse(text)
        expander = Expander(self._synonyms, self._related, self._corrections)
        runs = (term for _, found in expander.runs(tree, expander.expand) for _, term in found)
        return highlight.find(telling([*map(expander.expand, query.words_of(tree)), *runs]), target, self._corrections)

    def similar(self, id: str, limit: int) -> tuple[Similar, ...]:
        """Things on the same matter, the closest first. Raises NoSuch."""
        number = self._catalogue.passage_numbers([id]).get(id)
        if number is None:
            raise NoSuch(id=id)
        with self._lock:
            return MoreLikeThis(self._bm25, self.facets, self._ranking, self._catalogue).find(number, limit)

    # --- the steps of a search ---

    def _answer(
        self,
        text: str,
        filters: Filters,
        sort: Sort,
        unexpanded: frozenset[str],
        hidden: frozenset[str],
        corrections: int = _MOST_CORRECTED,
    ) -> _Answer:
        tree = query.parse(text)
        expander = Expander(self._synonyms, self._related, self._corrections, frozenset(word.lower() for word in unexpanded))
        evaluator = Evaluator(tree, expander, self._bm25, self.facets, self._weights)
        run = Relaxation(evaluator, self._speller, self.facets, self._weights, self._allowed(filters, hidden))
        run.search()
        own = bool(filters.kind) or any(part.name == "laji" for part in _filters_of(tree))
        ranked = self._rank(run, evaluator, own, sort)
        better, surely = (None, False)
        if len(ranked) < self._weights.few:
            better, surely = self._speller.better(text, run.doubtful())
        if better is not None and not ranked and surely and corrections:
            # Nothing was found as typed: what was probably meant is shown, and said.
            other = self._answer(better, filters, sort, unexpanded, hidden, corrections - 1)
            notes = (Note("corrected", (text, better)), *other.results.notes)
            return replace(other, results=replace(other.results, query=text, did_you_mean=better, notes=notes))
        joined = query.hyphened(text)
        compounds = (Note("hyphen", joined[:1]),) if joined else ()
        results = Results(
            query=text,
            understood=query.render(run.understood(tree)),
            total=len(ranked),
            hits=(),
            facets=self.facets.counts(run.steps, own),
            notes=(*compounds, *run.notes(self._unread if not ranked else 0, self._bm25.count)),
            widened=run.widened(),
            did_you_mean=better,
            sort=sort,
            filters=filters,
        )
        return _Answer(tuple(ranked), results, run.sought(), any(step > 0 for step in run.steps.values()))

    def _allowed(self, filters: Filters, hidden: frozenset[str]) -> frozenset[int] | None:
        chosen = self.facets.chosen(filters)
        if not hidden:
            return chosen
        away = frozenset(self._catalogue.passage_numbers(hidden).values())
        return (self.facets.all if chosen is None else chosen) - away

    def _rank(self, run: Relaxation, evaluator: Evaluator, own: bool, sort: Sort) -> list[Ranked]:
        terms = evaluator.terms
        asked = self._catalogue.passage_numbers({term.asked for term in terms if term.asked})

        def adjust(final: Scores) -> None:
            for term in terms:
                # An output asked for by its number is the answer itself.
                number = asked.get(term.asked)
                if number in final and self.facets.kind(number) == "output":
                    final[number] *= self._weights.named
            required = evaluator.required
            if len(required) > 1:
                self._ranking.reward_nearness(final, self._bm25.index, (term.bases for term in required))

        key: Callable[[int], int] = self.facets.own_key if own else self.facets.groups.__getitem__
        return self._ranking.rank(run.scores, run.steps, key, sort if evaluator.all_terms else "date", adjust)

    def _mentioning(self, name: str) -> frozenset[int]:
        """The passages whose text, title or context has all the words of a name, in any form."""
        found: frozenset[int] | None = None
        for bases in name_terms(name):
            fields = (BASE, TITLE_BASE, CONTEXT)
            numbers = frozenset(n for term in bases for field in fields for n in self._bm25.scores(field, term))
            found = numbers if found is None else found & numbers
        return found or frozenset()

    @cached_property
    def _unread(self) -> int:
        return sum(not document.read for document in self._catalogue.documents())

    # --- what is shown ---

    def _hits(self, ranked: Sequence[Ranked], sought: Sequence[QueryTerm], parts: bool) -> tuple[Hit, ...]:
        numbers = [number for one in ranked for number in one.passages[: _MORE + 1]]
        passages = self._catalogue.passages_at(numbers)
        meetings = self._catalogue.meeting_titles(passage.meeting for passage in passages.values() if passage.meeting)
        hits = []
        for one in ranked:
            first, *rest = (
                self._hit(passages[number], sought, parts, one.score, meetings) for number in one.passages[: _MORE + 1]
            )
            hits.append(replace(first, more=tuple(rest)))
        return tuple(hits)

    def _hit(self, passage: Passage, sought: Sequence[QueryTerm], parts: bool, score: float, meetings: dict[str, str]) -> Hit:
        inside = highlight.find(sought, passage.text, self._corrections, passage.language, "text", parts)
        title = highlight.find(sought, passage.title, self._corrections, passage.language, "title", parts)
        item_id = passage.group if passage.item and passage.kind in ("item", "passage") else passage.meeting
        shown_id = passage.id if passage.kind != "passage" else item_id or passage.id
        return Hit(
            kind=passage.kind,
            id=passage.id,
            title=passage.title,
            snippet=highlight.snippet(passage.text, inside),
            heading=highlight.segments(passage.title, [(m.start, m.end) for m in title]) or (Segment(passage.title),),
            meeting=passage.meeting,
            date=passage.date,
            item=passage.item,
            where=passage.where,
            url=url_of("item" if passage.kind == "passage" else passage.kind, shown_id, passage.where),
            score=score,
            matched=(*title, *inside),
            body=passage.body,
            ocr=passage.ocr,
            meeting_title=meetings.get(passage.meeting or ""),
        )


def _filters_of(node: Node) -> Iterable[Field]:
    if isinstance(node, Field):
        yield node
    elif isinstance(node, (And, Or)):
        for part in node.parts:
            yield from _filters_of(part)
