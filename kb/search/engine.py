"""Search: from a query to results. The only reader of the text index.

Each word of the query is looked up in every field at once, which gives each passage a score; the tree of the query is then
set algebra over passages. A search that finds little is widened step by step, and says so: parts of compounds, words
in different places of one item, most of the words. What is found is folded by item, ranked, and marked.
"""

from __future__ import annotations

import datetime
import math
import threading
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from rapidfuzz.distance import OSA
from whoosh import index as whoosh_index
from whoosh.query import Term
from whoosh.scoring import BM25F

from kb.errors import IndexBroken, NoSuch
from kb.finnish import Vocabulary, is_known, suggest_query
from kb.results import Filters, Hit, Matched, Note, Results, Segment, Similar, Sort, Widened, url_of
from kb.search import fields, highlight, query
from kb.search.expansion import Asker, Related, Synonyms, Wanted, name_terms
from kb.search.facets import Columns
from kb.search.nearness import says_apart, spread
from kb.search.query import And, Everything, Field, Node, Not, Or, Phrase, Word
from kb.search.schema import Passage
from kb.search.terms import words
from kb.search.weights import Weights
from kb.settings import Settings
from kb.store import generations
from kb.store.catalogue import Catalogue

Scores = dict[int, float]

_MOST_PREFIXED = 120
# All the prefixes of a query together.
_MOST_PREFIXED_IN_ALL = 600
# Each costs time that a question of dozens of words is not worth: no query may take a second.
_MOST_SUGGESTED, _MOST_SLIPPED, _MOST_CORRECTED = 3, 12, 2
_NEAR_FOR = 60
# In how many passages a slip may stand.
_ODD = 2
_MORE = 8
# How long a word must be for one slip in it, and for two, to leave no doubt which word it is.
_SLIPPED, _SLIPPED_TWICE = 6, 10


@dataclass(frozen=True, slots=True)
class _Found:
    """What a part of the query gives: passages with scores, or, inverted, all passages but these."""

    scores: Scores
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class _Mode:
    """How widely to search: also parts of compounds; words anywhere in the same item; words near in meaning."""

    parts: bool = False
    apart: bool = False
    related: bool = False


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A hit before it is shown: its passages, best first, and how it was found (0 as asked, higher: more widely)."""

    key: str
    passages: tuple[int, ...]
    score: float
    step: int


@dataclass(frozen=True, slots=True)
class _Answer:
    """A whole search, kept for the next page of it."""

    ranked: tuple[_Ranked, ...]
    results: Results
    wanted: tuple[Wanted, ...]
    parts: bool


class Search:
    """Searches one generation. May be shared between threads."""

    def __init__(self, settings: Settings, generation: int, catalogue: Catalogue, weights: Weights | None = None) -> None:
        self.weights = weights or Weights()
        self._catalogue = catalogue
        self._lock = threading.RLock()
        self._place = generations.folder(settings.data, generation) / generations.TEXT
        try:
            self._index = whoosh_index.open_dir(self._place, readonly=True)
            self._searcher = self._index.searcher(weighting=BM25F())
        except (OSError, whoosh_index.EmptyIndexError, TypeError, ValueError, EOFError) as error:
            raise IndexBroken(path=self._place) from error
        self.columns = Columns(
            catalogue.passages(), catalogue.people(), catalogue.organisations(), catalogue.topics(), self._mentioning
        )
        if self._searcher.doc_count_all() != len(self.columns.passages):
            raise IndexBroken(path=self._place)
        self._fixes = catalogue.fixes()
        self._synonyms = Synonyms((*settings.synonyms, *settings.organisations))
        self._related = Related(settings.related)
        self._unread = sum(not document.read for document in catalogue.documents())
        self._answers: dict[tuple[object, ...], _Answer] = {}
        self.postings = lru_cache(maxsize=4096)(self._postings)

    def find(
        self,
        text: str,
        *,
        filters: Filters,
        sort: Sort,
        limit: int,
        offset: int,
        narrow: frozenset[str] = frozenset(),
        hidden: frozenset[str] = frozenset(),
    ) -> Results:
        """The results of a query. `hidden` are ids of passages that are not to be found. Raises BadQuery."""
        began = time.perf_counter()
        text = " ".join(text.split()) if len(text) < query.LONGEST else text
        key = (text, filters, sort, narrow, hidden)
        with self._lock:
            answer = self._answers.get(key)
            if answer is None:
                answer = self._answer(text, filters, sort, narrow, hidden)
                if len(self._answers) > 128:
                    self._answers.clear()
                self._answers[key] = answer
            shown = answer.ranked[max(0, offset) : max(0, offset) + max(0, limit)]
            hits = tuple(self._hit(ranked, answer.wanted, answer.parts) for ranked in shown)
        took = round((time.perf_counter() - began) * 1000, 1)
        return replace(answer.results, hits=hits, limit=limit, offset=offset, took_ms=took)

    def marks(self, text: str, target: str) -> tuple[Matched, ...]:
        """Where a text answers a query. Raises BadQuery."""
        tree = query.parse(text)
        asker = Asker(self._synonyms, self._related, self._fixes)
        named = (wanted for _, names in asker.names(tree, asker.want) for _, wanted in names)
        return highlight.find([*map(asker.want, query.words_of(tree)), *named], target, self._fixes)

    # --- the steps of a search ---

    def _answer(
        self,
        text: str,
        filters: Filters,
        sort: Sort,
        narrow: frozenset[str],
        hidden: frozenset[str],
        corrections: int = _MOST_CORRECTED,
    ) -> _Answer:
        tree = query.parse(text)
        asker = Asker(self._synonyms, self._related, self._fixes, frozenset(word.lower() for word in narrow))
        run = _Run(self, tree, asker, self._allowed(filters, hidden))
        run.search()
        own = bool(filters.kind) or any(part.name == "laji" for part in _filters_of(tree))
        ranked = self._rank(run, own, sort)
        notes = tuple(run.notes(self._unread if not ranked else 0, len(self.columns.passages)))
        fold = {number: self._key(number, own) for number in run.steps}
        facets = self.columns.facets(run.steps, fold.__getitem__, lambda number: self._key(number, True))
        better = self._did_you_mean(text, run) if len(ranked) < self.weights.few else None
        if better is not None and not ranked and run.has_slip and corrections:
            # Nothing was found as typed: what was probably meant is shown, and said.
            other = self._answer(better, filters, sort, narrow, hidden, corrections - 1)
            corrected = replace(
                other.results, query=text, did_you_mean=better, notes=(Note("corrected", (text, better)), *other.results.notes)
            )
            return replace(other, results=corrected)
        results = Results(
            query=text,
            understood=query.render(run.understood(tree)),
            total=len(ranked),
            hits=(),
            facets=facets,
            notes=notes,
            widened=run.widened(),
            did_you_mean=better,
            sort=sort,
            filters=filters,
        )
        wanted = run.wanted if run.used_related else [replace(one, related=()) for one in run.wanted]
        return _Answer(ranked, results, tuple(wanted), any(step > 0 for step in run.steps.values()))

    def _allowed(self, filters: Filters, hidden: frozenset[str]) -> frozenset[int] | None:
        chosen = self.columns.chosen(filters)
        if not hidden:
            return chosen
        away = {self.columns.by_id[id] for id in hidden if id in self.columns.by_id}
        return (self.columns.all if chosen is None else chosen) - away

    def _rank(self, run: _Run, own: bool, sort: Sort) -> tuple[_Ranked, ...]:
        final = {number: self._weigh(number, score) for number, score in run.scores.items()}
        for one in run.words:
            # An output asked for by its number is the answer itself.
            asked = self.columns.by_id.get(one.asked)
            if asked in final and self.columns.passages[asked].kind == "output":
                final[asked] *= self.weights.named
        if len(run.required) > 1:
            self._reward_nearness(final, run)
        groups: dict[str, list[int]] = {}
        for number in final:
            groups.setdefault(self._key(number, own), []).append(number)
        ranked = []
        for key, numbers in groups.items():
            numbers.sort(key=lambda n: (run.steps[n], -final[n], self.columns.passages[n].order, n))
            rest = sum(sorted((final[n] for n in numbers[1:]), reverse=True)[:3])
            score = final[numbers[0]] + self.weights.more * rest
            ranked.append(_Ranked(key, tuple(numbers), round(score, 4), run.steps[numbers[0]]))
        if sort == "date" or not run.wanted:
            ranked.sort(key=lambda r: (-self._day(r), r.step, -r.score, r.passages[0]))
        else:
            ranked.sort(key=lambda r: (r.step, -r.score, -self._day(r), r.passages[0]))
        return tuple(ranked)

    def _weigh(self, number: int, score: float) -> float:
        passage, weights = self.columns.passages[number], self.weights
        score *= weights.kinds[passage.kind] * (weights.low if passage.low else 1.0) * (weights.ocr if passage.ocr else 1.0)
        return score * (1.0 + weights.newest * self._newness(passage.date))

    def _newness(self, date: datetime.date | None) -> float:
        first, last = self.columns.first, self.columns.last
        if date is None or first is None or last is None or first == last:
            return 0.0
        return (date - first).days / (last - first).days

    def _reward_nearness(self, final: Scores, run: _Run) -> None:
        best = sorted(final, key=lambda number: -final[number])[:_NEAR_FOR]
        places = [self.all_positions(wanted.bases, (fields.BASE,), best) for wanted in run.required]
        for number in best:
            found = [place[number] for place in places if number in place]
            if len(found) > 1:
                final[number] *= 1.0 + self.weights.near * (len(found) - 1) / max(1, spread(found))

    def _day(self, ranked: _Ranked) -> int:
        date = self.columns.passages[ranked.passages[0]].date
        return date.toordinal() if date else 0

    def _key(self, number: int, own: bool) -> str:
        """What makes passages one hit: their item, meeting or deck; each its own where decisions or outputs are asked for."""
        passage = self.columns.passages[number]
        return passage.id if own and passage.kind in ("decision", "output") else passage.group

    # --- what is shown ---

    def _hit(self, ranked: _Ranked, wanted: Sequence[Wanted], parts: bool) -> Hit:
        numbers = ranked.passages[: _MORE + 1]
        texts = self._catalogue.passage_texts(numbers)
        first, *rest = (self._one_hit(number, texts[number], wanted, parts, ranked.score) for number in numbers)
        return replace(first, more=tuple(rest))

    def _one_hit(self, number: int, text: str, wanted: Sequence[Wanted], parts: bool, score: float) -> Hit:
        passage = self.columns.passages[number]
        inside = highlight.find(wanted, text, self._fixes, passage.language, "text", parts)
        title = highlight.find(wanted, passage.title, self._fixes, passage.language, "title", parts)
        where = passage.where
        meeting = self._meeting_titles.get(passage.meeting or "")
        item_id = passage.group if passage.item and passage.kind in ("item", "passage") else passage.meeting
        shown_id = passage.id if passage.kind not in ("passage",) else item_id or passage.id
        return Hit(
            kind=passage.kind,
            id=passage.id,
            title=passage.title,
            snippet=highlight.snippet(text, inside),
            heading=highlight.segments(passage.title, [(m.start, m.end) for m in title]) or (Segment(passage.title),),
            meeting=passage.meeting,
            date=passage.date,
            item=passage.item,
            where=where,
            url=url_of("item" if passage.kind == "passage" else passage.kind, shown_id, where),
            score=score,
            matched=(*title, *inside),
            body=passage.body,
            ocr=passage.ocr,
            meeting_title=meeting,
        )

    @cached_property
    def _meeting_titles(self) -> dict[str, str]:
        return {passage.id: passage.title for passage in self.columns.passages if passage.kind == "meeting"}

    # --- similar things ---

    def similar(self, kind: str, id: str, limit: int) -> tuple[Similar, ...]:
        """Things on the same matter, the closest first. Raises NoSuch."""
        number = self.columns.by_id.get(id)
        if number is None:
            raise NoSuch(id=id)
        own = self.columns.passages[number]
        with self._lock:
            telling = self._telling_terms(number)
            scores: Scores = {}
            shared: dict[int, list[str]] = {}
            for term, worth in telling:
                for name, factor in ((fields.BASE, 1.0), (fields.TITLE_BASE, 1.5)):
                    for other, score in self.postings(name, term).items():
                        scores[other] = scores.get(other, 0.0) + score * factor * worth
                        if term not in shared.setdefault(other, []):
                            shared[other].append(term)
        for other in self.columns.field("tuotos", own.outputs[0]) if own.outputs else ():
            scores[other] = scores.get(other, 0.0) * 1.3
        return self._as_similar(own, scores, shared, limit)

    def _telling_terms(self, number: int) -> list[tuple[str, float]]:
        """The rarest and most repeated base forms of a passage, the most telling first, with their worth 0…1."""
        passage = self.columns.passages[number]
        text = self._catalogue.passage_texts([number])[number]
        count: dict[str, float] = {}
        for part, factor in ((passage.title, 2.0), (text, 1.0)):
            for word in words(part, passage.language):
                for term in word.terms.bases:
                    if len(term) > 2 and not term[0].isdigit():
                        count[term] = count.get(term, 0.0) + factor
        total = max(1, len(self.columns.passages))
        worth = {}
        for term, times in count.items():
            frequency = self._searcher.doc_frequency(fields.BASE, term)
            if 1 < frequency <= total * 0.2:
                worth[term] = (1 + math.log(times)) * math.log(total / frequency)
        best = sorted(worth.items(), key=lambda pair: -pair[1])[:12]
        return [(term, value / best[0][1]) for term, value in best]

    def _as_similar(self, own: Passage, scores: Scores, shared: Mapping[int, Sequence[str]], limit: int) -> tuple[Similar, ...]:
        seen = {own.group}
        found: list[Similar] = []
        weighed = {number: self._weigh(number, score) for number, score in scores.items() if score > 0}
        for number in sorted(weighed, key=lambda n: -weighed[n]):
            passage = self.columns.passages[number]
            if passage.group in seen or (len(shared.get(number, ())) < 2 and len(own.title.split()) > 1):
                continue
            seen.add(passage.group)
            title = passage.title
            outputs = [f"tuotos {output}" for output in passage.outputs if output in own.outputs]
            id = passage.id if passage.kind != "passage" else passage.group
            url = url_of("item" if passage.kind == "passage" else passage.kind, id, passage.where)
            kind = "item" if passage.kind == "passage" and passage.item else passage.kind
            why = (*outputs, *shared.get(number, ())[:4])
            found.append(Similar(kind, id, title, passage.date, url, round(weighed[number], 3), tuple(why)))
            if len(found) == limit:
                break
        return tuple(found)

    # --- the text index ---

    def _mentioning(self, name: str) -> frozenset[int]:
        """The passages whose text, title or context has all the words of a name, in any form."""
        found: frozenset[int] | None = None
        for bases in name_terms(name):
            names = (fields.BASE, fields.TITLE_BASE, fields.CONTEXT)
            numbers = frozenset(n for term in bases for field in names for n in self.postings(field, term))
            found = numbers if found is None else found & numbers
        return found or frozenset()

    def _postings(self, field: str, term: str) -> Scores:
        """The passages that have a term in a field, with BM25 scores."""
        found: Scores = {}
        matcher = Term(field, term).matcher(self._searcher)
        while matcher.is_active():
            found[matcher.id()] = matcher.score()
            matcher.next()
        return found

    def positions(self, field: str, term: str, numbers: Collection[int]) -> dict[int, list[int]]:
        """Where a term stands in a field of these passages."""
        found: dict[int, list[int]] = {}
        matcher: Any = Term(field, term).matcher(self._searcher)
        for number in sorted(numbers):
            if not matcher.is_active():
                break
            if matcher.id() < number:
                matcher.skip_to(number)
            if matcher.is_active() and matcher.id() == number:
                found[number] = matcher.value_as("positions")
        return found

    def all_positions(self, terms: Iterable[str], names: Iterable[str], numbers: Collection[int]) -> dict[int, list[int]]:
        """Where any of the terms stands in any of the fields of these passages."""
        found: dict[int, list[int]] = {}
        for name in names:
            for term in terms:
                for number, positions in self.positions(name, term, numbers).items():
                    found.setdefault(number, []).extend(positions)
        return found

    def beginning(self, field: str, prefix: str, most: int) -> list[str]:
        """The terms of a field that begin so, at most so many."""
        found = []
        for term in self._searcher.reader().expand_prefix(field, prefix):
            found.append(term.decode())
            if len(found) >= most:
                break
        return found

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every word of the corpus with the number of passages that have it."""
        bases = self._counted(fields.BASE, fields.TITLE_BASE)
        for part, count in self._counted(fields.PART, fields.TITLE_PART).items():
            bases.setdefault(part, count)
        return Vocabulary(self._counted(fields.SURFACE, fields.TITLE_SURFACE), bases)

    @cached_property
    def bases(self) -> Vocabulary:
        """Every base form of the corpus, likewise."""
        return Vocabulary(self.vocabulary.bases, {})

    def _counted(self, *names: str) -> dict[str, int]:
        reader = self._searcher.reader()
        found: dict[str, int] = {}
        for name in names:
            for term in reader.lexicon(name):
                word = term.decode()
                found[word] = found.get(word, 0) + reader.doc_frequency(name, word)
        return found

    def _did_you_mean(self, text: str, run: _Run) -> str | None:
        changed = text
        doubtful = run.unknown() if run.scores else [*run.unknown(), *run.odd()]
        for wanted in doubtful[:_MOST_SUGGESTED]:
            better = suggest_query(wanted.asked, self.vocabulary)
            if better is not None and better.lower() != wanted.surface:
                changed = changed.replace(wanted.asked, better)
                run.has_slip = run.has_slip or _is_slip(wanted.surface, better.lower())
        return changed if changed != text else None


class _Run:
    """One search under way: what has been found so far, and how widely it had to be looked for."""

    def __init__(self, search: Search, tree: Node, asker: Asker, allowed: Collection[int] | None) -> None:
        self._search = search
        self._weights = search.weights
        self._columns = search.columns
        self._asker = asker
        self._allowed = None if allowed is None else frozenset(allowed)
        self._tree = tree
        self._wanted: dict[Node, Wanted] = {}
        self._nodes = tuple(query.words_of(tree))
        self._found: dict[tuple[Wanted, _Mode], Scores] = {}
        self._prefixed = min(_MOST_PREFIXED, max(1, _MOST_PREFIXED_IN_ALL // max(1, sum(one.prefix for one in self.words))))
        self._names = dict(asker.names(tree, self._want))
        self.scores: Scores = {}
        self.steps: dict[int, int] = {}
        self.used_parts = False
        self.used_apart = False
        self.used_related = False
        self.used_some = False
        self.has_slip = False

    @property
    def words(self) -> list[Wanted]:
        """The words and phrases of the query, in order."""
        return [self._want(node) for node in self._nodes]

    @property
    def wanted(self) -> list[Wanted]:
        """Everything that is looked for: the words, and the names that several of them make."""
        return [*self.words, *(wanted for names in self._names.values() for _, wanted in names)]

    @property
    def required(self) -> list[Wanted]:
        """The words an answer must have: all but those that say nothing of the matter, unless there are no others."""
        telling = [one for one in self.words if not (one.is_soft or one.is_stopword)]
        return telling or [one for one in self.words if not one.is_stopword] or self.words

    def search(self) -> None:
        """Searches as asked, and more and more widely while little is found."""
        self._take(self._evaluate(self._tree, _Mode()), 0)
        if self._has_enough() or not self.words:
            return
        self._look_for_slips()
        self.used_parts = self._take(self._evaluate(self._tree, _Mode(parts=True)), 1)
        if len(self.required) < 2:
            # What stands beside a word tells which of its neighbours in meaning are meant; alone it tells nothing.
            return
        if not self._has_enough():
            self.used_apart = self._take(self._evaluate(self._tree, _Mode(parts=True, apart=True)), 2)
        if not self._has_enough() and any(one.related for one in self.required):
            self.used_related = self._take(self._evaluate(self._tree, _Mode(parts=True, apart=True, related=True)), 3)
        if not self._has_enough() and (
            len(self.required) > 2 or self._is_question or any(one.is_verb for one in self.required)
        ):
            self.used_some = self._take(_Found(self._most_of_the_words()), 4)

    def _look_for_slips(self) -> None:
        """Adds to each word what the minutes may have made of it by a slip: words one or two letters away that are none."""
        for node, wanted in list(self._wanted.items())[:_MOST_SLIPPED]:
            if not wanted.prefix and not wanted.words:
                slips = self._slips(wanted.surface, self._search.vocabulary)
                for base in wanted.bases:
                    slips |= self._slips(base, self._search.bases)
                self._wanted[node] = replace(wanted, slips=frozenset(slips - {wanted.surface} - wanted.bases))

    def _slips(self, word: str, vocabulary: Vocabulary) -> set[str]:
        if len(word) < _SLIPPED or not word.isalpha():
            return set()
        return {near for near in vocabulary.near(word, 1 if len(word) < _SLIPPED_TWICE else 2) if not is_known(near)}

    def understood(self, node: Node) -> Node:
        """The query without the words that say nothing of the matter."""
        if isinstance(node, And):
            silent = [part for part in node.parts if isinstance(part, Word) and self._want(part).is_stopword]
            parts = [self.understood(part) for part in node.parts if part not in silent or self._want(part) in self.required]
            return And(tuple(parts)) if len(parts) > 1 else next(iter(parts), node)
        return Or(tuple(self.understood(part) for part in node.parts)) if isinstance(node, Or) else node

    def notes(self, unread: int, searched: int) -> Iterable[Note]:
        """What the reader should know about how it was found."""
        for widened in self.widened():
            yield Note("synonyms", (widened.word, *widened.names))
        if self.used_parts:
            yield Note("parts", tuple(one.asked for one in self.required))
        if self.used_apart:
            yield Note("apart", tuple(one.asked for one in self.required))
        if self.used_related:
            yield Note("related", tuple(one.asked for one in self.required if one.related))
        if self.used_some:
            yield Note("some", tuple(one.asked for one in self.required))
        if unknown := self.unknown():
            yield Note("unknown", tuple(one.asked for one in unknown))
        if not self.scores:
            yield Note("searched", (str(searched),))
        if unread:
            yield Note("unread", (str(unread),))

    def widened(self) -> tuple[Widened, ...]:
        """The words that were also sought by other names which the corpus has."""
        found = {}
        for one in self.wanted:
            names = tuple(name for name, terms in one.synonyms if self._phrase_or_word(terms))
            if names:
                found[one.asked] = Widened(one.asked, names)
        return tuple(found.values())

    def unknown(self) -> list[Wanted]:
        """The required words that stand nowhere in the corpus."""
        return [one for one in self.required if not one.words and not self._word(one, _Mode(parts=True))]

    def odd(self) -> list[Wanted]:
        """The required words that hardly stand in the corpus, are in no dictionary and look like no name: slips made there too."""
        return [
            one
            for one in self.required
            if not one.words
            and one.asked.islower()
            and not is_known(one.surface)
            and 0 < len(self._word(one, _Mode(parts=True))) <= _ODD
        ]

    def _want(self, node: Word | Phrase) -> Wanted:
        if node not in self._wanted:
            self._wanted[node] = self._asker.want(node)
        return self._wanted[node]

    def _has_enough(self) -> bool:
        return len({self._columns.passages[number].group for number in self.scores}) >= self._weights.few

    def _take(self, found: _Found, step: int) -> bool:
        """Adds what is new; whether anything was."""
        scores = found.scores
        if found.inverted:
            scores = dict.fromkeys(self._columns.all - scores.keys(), 0.0)
        new = False
        for number, score in scores.items():
            if number not in self.scores and (self._allowed is None or number in self._allowed):
                self.scores[number] = score
                self.steps[number] = step
                new = True
        return new

    # --- the tree as set algebra ---

    def _evaluate(self, node: Node, mode: _Mode) -> _Found:
        if isinstance(node, (Word, Phrase)):
            return _Found(self._leaf(self._want(node), mode))
        if isinstance(node, Field):
            return _Found(dict.fromkeys(self._field(node), 0.0))
        if isinstance(node, Not):
            part = self._evaluate(node.part, _Mode())
            return _Found(part.scores, not part.inverted)
        if isinstance(node, Everything):
            return _Found({}, inverted=True)
        return self._and(node, mode) if isinstance(node, And) else self._or(node, mode)

    def _field(self, node: Field) -> Collection[int]:
        if node.name == "ennen":
            return self._columns.between(None, query.period(node)[1])
        if node.name == "jälkeen":
            return self._columns.between(query.period(node)[0], None)
        return self._columns.field(node.name, node.value)

    def _and(self, node: And, mode: _Mode) -> _Found:
        required, extra = self._split(node)
        found = [self._evaluate(part, mode) for part in required]
        inside = [(part, one) for part, one in zip(required, found, strict=True) if not one.inverted]
        outside = [one.scores for one in found if one.inverted]
        if not inside:
            return _Found({number: 0.0 for scores in outside for number in scores}, inverted=True)
        if mode.apart:
            scores = self._together(inside)
        else:
            scores = _intersection([one.scores for _, one in inside])
            for covered, wanted in self._names.get(node, ()):
                # One word that answers for several counts as much as they would.
                other = {number: score * len(covered) for number, score in self._word(wanted, mode).items()}
                rest = [one.scores for part, one in inside if part not in covered]
                for number, score in _intersection([other, *rest]).items():
                    scores[number] = max(score, scores.get(number, 0.0))
        for part in extra:
            more = self._evaluate(part, mode).scores
            scores = {number: score + more.get(number, 0.0) for number, score in scores.items()}
        return _Found({number: score for number, score in scores.items() if not any(number in out for out in outside)})

    def _split(self, node: And) -> tuple[list[Node], list[Node]]:
        """The parts that must hold, and the words that only add to the score."""
        extra = [part for part in node.parts if isinstance(part, Word) and self._want(part) not in self.required]
        return [part for part in node.parts if part not in extra], [p for p in extra if not self._want(p).is_stopword]

    def _or(self, node: Or, mode: _Mode) -> _Found:
        found = [self._evaluate(part, mode) for part in node.parts]
        scores: Scores = {}
        for one in found:
            if not one.inverted:
                _add(scores, one.scores, 1.0)
        outside = [set(one.scores) for one in found if one.inverted]
        if not outside:
            return _Found(scores)
        left = set.intersection(*outside) - scores.keys()
        return _Found(dict.fromkeys(left, 0.0), inverted=True)

    def _together(self, inside: Sequence[tuple[Node, _Found]]) -> Scores:
        """Passages of the items that have all the words, wherever in the item; a passage that lacks some counts less."""
        passages = self._columns.passages
        parts = [one.scores for node, one in inside if not isinstance(node, Field)]
        filters = [one.scores for node, one in inside if isinstance(node, Field)]
        if not parts:
            return _intersection(filters)
        groups = [{passages[number].group for number in scores} for scores in parts]
        shared = set.intersection(*groups)
        found: Scores = {}
        for number in {number for scores in parts for number in scores}:
            if passages[number].group in shared and all(number in scores for scores in filters):
                has = [scores[number] for scores in parts if number in scores]
                found[number] = sum(has) * self._weights.apart ** (len(parts) - len(has))
        return found

    def _most_of_the_words(self) -> Scores:
        """Passages of items that have most of the words, weighed by how rare the words are."""
        passages = self._columns.passages
        total = len({passage.group for passage in passages})
        found = [self._leaf(one, _Mode(parts=True)) for one in self.required]
        groups = [{passages[number].group for number in scores} for scores in found]
        worth = [
            math.log((1 + total) / (0.5 + len(group))) * self._need(one, bool(group))
            for one, group in zip(self.required, groups, strict=True)
        ]
        cover: dict[str, float] = {}
        for group, value in zip(groups, worth, strict=True):
            for key in group:
                cover[key] = cover.get(key, 0.0) + value
        whole = sum(worth) or 1.0
        enough = {key: share / whole for key, share in cover.items() if share >= self._weights.cover * whole}
        scores: Scores = {}
        for one in found:
            _add(scores, {n: score for n, score in one.items() if passages[n].group in enough}, 1.0)
        filtered = self._evaluate_filters()
        return {
            number: score * enough[passages[number].group]
            for number, score in scores.items()
            if filtered is None or number in filtered
        }

    @property
    def _is_question(self) -> bool:
        return any(one.is_question for one in self.words)

    def _need(self, wanted: Wanted, found: bool) -> float:
        """How much of a word's rarity counts for what an answer must have: little of a verb's, and in a question little of a
        word's that no minutes use."""
        if wanted.is_verb:
            return self._weights.verb if found else 0.0
        return 1.0 if found or not self._is_question else self._weights.unknown

    def _evaluate_filters(self) -> Collection[int] | None:
        """What the fields and exclusions of the query's top leave; None when there are none."""
        parts = self._tree.parts if isinstance(self._tree, And) else ()
        kept = tuple(part for part in parts if isinstance(part, (Field, Not)))
        if not kept:
            return None
        found = self._evaluate(And(kept) if len(kept) > 1 else kept[0], _Mode())
        return self._columns.all - found.scores.keys() if found.inverted else found.scores.keys()

    # --- words ---

    def _leaf(self, wanted: Wanted, mode: _Mode) -> Scores:
        return self._phrase(wanted) if wanted.words else self._word(wanted, mode)

    def _word(self, wanted: Wanted, mode: _Mode) -> Scores:
        """What a word finds. Kept: every step of a search asks again."""
        mode = replace(mode, apart=False)
        if (wanted, mode) not in self._found:
            self._found[wanted, mode] = self._look_up(wanted, mode)
        return self._found[wanted, mode]

    def _look_up(self, wanted: Wanted, mode: _Mode) -> Scores:
        weights, postings = self._weights, self._search.postings
        scores: Scores = {}
        if wanted.prefix:
            for name, factor in ((fields.SURFACE, 1.0), (fields.BASE, 1.0), (fields.TITLE_BASE, weights.title_base)):
                for term in self._search.beginning(name, wanted.surface, self._prefixed):
                    _add(scores, postings(name, term), weights.prefix * factor)
            return scores
        if wanted.surface:
            _add(scores, postings(fields.SURFACE, wanted.surface), weights.surface)
        _add(scores, postings(fields.TITLE_SURFACE, wanted.surface), weights.title_surface)
        self._add_bases(scores, wanted.bases, 1.0)
        for _, terms in wanted.synonyms:
            _add(scores, self._phrase_or_word(terms), weights.synonym)
        for term in wanted.derived:
            _add(scores, postings(fields.BASE, term), weights.derived)
            _add(scores, postings(fields.TITLE_BASE, term), weights.derived * weights.title_base)
        for term in wanted.bases:
            _add(scores, postings(fields.FIX, term), weights.fix)
        for term in wanted.derived:
            _add(scores, postings(fields.FIX, term), weights.fix * weights.derived)
        for slip in wanted.slips:
            for name in (fields.SURFACE, fields.BASE, fields.TITLE_SURFACE, fields.TITLE_BASE):
                _add(scores, postings(name, slip), weights.fix)
        if mode.parts:
            self._add_parts(scores, wanted)
        if mode.related:
            self._add_related(scores, wanted)
        return scores

    def _add_bases(self, scores: Scores, bases: Iterable[str], factor: float) -> None:
        """Adds what any of a word's base forms finds: the best reading of each passage, not their sum."""
        weights = self._weights
        best: Scores = {}
        for term in bases:
            one: Scores = {}
            _add(one, self._search.postings(fields.BASE, term), weights.base * factor)
            _add(one, self._search.postings(fields.TITLE_BASE, term), weights.title_base * factor)
            _add(one, self._search.postings(fields.CONTEXT, term), weights.context * factor)
            for number, score in one.items():
                best[number] = max(score, best.get(number, 0.0))
        _add(scores, best, 1.0)

    def _add_parts(self, scores: Scores, wanted: Wanted) -> None:
        """Adds compounds that the word is a part of, words of the same verb, and passages that have all the parts of a compound
        asked for."""
        weights, postings = self._weights, self._search.postings
        for term in wanted.bases:
            _add(scores, postings(fields.PART, term), weights.part)
            _add(scores, postings(fields.TITLE_PART, term), weights.part * weights.title_base)
        for term in wanted.kin:
            _add(scores, postings(fields.BASE, term), weights.kin)
            _add(scores, postings(fields.TITLE_BASE, term), weights.kin * weights.title_base)
            _add(scores, postings(fields.FIX, term), weights.kin * weights.fix)
            _add(scores, postings(fields.PART, term), weights.kin * weights.part)
            _add(scores, postings(fields.TITLE_PART, term), weights.kin * weights.part * weights.title_base)
        if len(wanted.parts) > 1:
            self._add_taken_apart(scores, wanted.parts)

    def _add_related(self, scores: Scores, wanted: Wanted) -> None:
        """Adds words near in meaning, the best of them for each passage."""
        weights, postings = self._weights, self._search.postings
        best: Scores = {}
        for term in {term for _, terms in wanted.related for term in terms}:
            for name, factor in (
                (fields.BASE, 1.0),
                (fields.TITLE_BASE, weights.title_base),
                (fields.PART, weights.part),
                (fields.TITLE_PART, weights.part * weights.title_base),
            ):
                for number, score in postings(name, term).items():
                    best[number] = max(score * factor, best.get(number, 0.0))
        _add(scores, best, weights.related)

    def _add_taken_apart(self, scores: Scores, parts: Sequence[frozenset[str]]) -> None:
        """Adds passages that say a compound in other words: all its parts within a few words of each other."""
        for names, factor in (((fields.BASE, fields.PART), 1.0), ((fields.TITLE_BASE,), self._weights.title_base)):
            found = []
            for part in parts:
                one: Scores = {}
                for term in part:
                    for name in names:
                        _add(one, self._search.postings(name, term), self._weights.part)
                found.append(one)
            together = _intersection(found)
            places = [self._search.all_positions(part, names, together) for part in parts]
            near = {n: score for n, score in together.items() if says_apart([place[n] for place in places])}
            _add(scores, near, factor / len(found))

    def _phrase_or_word(self, terms: Sequence[frozenset[str]]) -> Scores:
        scores: Scores = {}
        if len(terms) == 1:
            self._add_bases(scores, terms[0], 1.0)
        elif terms:
            for number in self._side_by_side(terms, fields.BASE) | self._side_by_side(terms, fields.TITLE_BASE):
                scores[number] = 0.0
            one: Scores = {}
            for word in terms:
                self._add_bases(one, word, 1.0 / len(terms))
            scores = {number: one.get(number, 0.0) for number in scores}
        return scores

    def _phrase(self, wanted: Wanted) -> Scores:
        """Passages where the words stand side by side; the same forms count more than other forms of the same words."""
        terms = tuple(word.bases for word in wanted.words)
        near = self._side_by_side(terms, fields.BASE) | self._side_by_side(terms, fields.TITLE_BASE)
        if not near:
            return {}
        forms = tuple(frozenset((word.surface,)) for word in wanted.words)
        exact = self._side_by_side(forms, fields.SURFACE) | self._side_by_side(forms, fields.TITLE_SURFACE)
        scores: Scores = {}
        for word in wanted.words:
            self._add_bases(scores, word.bases, 1.0)
        factor = self._weights.phrase
        return {number: scores.get(number, 0.0) * (factor if number in exact else 1.0) for number in near}

    def _side_by_side(self, terms: Sequence[frozenset[str]], field: str) -> set[int]:
        """The passages where these words stand side by side in a field, in this order."""
        candidates: set[int] | None = None
        for word in terms:
            numbers = {number for term in word for number in self._search.postings(field, term)}
            candidates = numbers if candidates is None else candidates & numbers
            if not candidates:
                return set()
        starts: dict[int, set[int]] = {}
        for place, word in enumerate(terms):
            here: dict[int, set[int]] = {}
            for term in word:
                for number, positions in self._search.positions(field, term, candidates or ()).items():
                    here.setdefault(number, set()).update(position - place for position in positions)
            starts = here if place == 0 else {number: starts[number] & here[number] for number in starts if number in here}
        return {number for number, found in starts.items() if found}


def _is_slip(word: str, better: str) -> bool:
    """Whether the one is surely a slip of the other: one of them is no word, or they are long and a letter apart. Between two
    right short words only the one who asks can tell which was meant."""
    if not (is_known(word) and is_known(better)):
        return True
    return len(word) >= _SLIPPED_TWICE and OSA.distance(word, better) <= 1


def _filters_of(node: Node) -> Iterable[Field]:
    if isinstance(node, Field):
        yield node
    elif isinstance(node, (And, Or)):
        for part in node.parts:
            yield from _filters_of(part)


def _add(scores: Scores, more: Mapping[int, float], factor: float) -> None:
    for number, score in more.items():
        scores[number] = scores.get(number, 0.0) + score * factor


def _intersection(found: Sequence[Mapping[int, float]]) -> Scores:
    first, *rest = sorted(found, key=len)
    return {
        number: score + sum(one[number] for one in rest)
        for number, score in first.items()
        if all(number in one for one in rest)
    }
