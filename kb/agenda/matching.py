"""For an item of a draft: the earlier handlings of the same matter, best first, with why each is shown.

Words of the draft are weighed by how few items use them and sought as base forms, as what they are made from, as synonyms, as
parts of compounds and, least, by their beginnings (*tilastointi* and *tilastotyöryhmä*). What is found first lends its own
words to a second round, which brings back a matter that was called something else. The same output or case number, the same
title, and words that put the matter off to this meeting count besides; of equals the latest handling comes first.
"""

from __future__ import annotations

import datetime
import math
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, Literal
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process

from kb import finnish
from kb.agenda.bodies import same_body
from kb.agenda.handlings import Handling, cut
from kb.agenda.presenters import names_of, presenter_of
from kb.agenda.vocabulary import GENERAL, TICKET, is_general, is_of_dates_alone, same_general
from kb.finnish import Terms
from kb.finnish.stopwords import SOFT, STOPWORDS
from kb.model import Meeting
from kb.results import DecisionFilter
from kb.search.expansion import Related, Synonyms, main_parts
from kb.slugs import slug

if TYPE_CHECKING:
    from kb.library import Library

Why = Literal[
    "output", "ticket", "title", "words", "alike", "related", "person", "organisation", "due", "postponed", "last", "follows"
]


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much. Fields: how much a word counts by where a handling has it; ways: by how it answers."""

    title: float = 2.2
    own: float = 1.5
    context: float = 1.0
    item: float = 0.4
    derived: float = 0.6
    synonym: float = 0.8
    near: float = 0.3
    part: float = 0.5
    family: float = 0.3
    typo: float = 0.7
    saturation: float = 1.6
    length: float = 0.35
    draft_text: float = 0.35
    number: float = 0.3
    general: float = 0.12
    same_title: float = 0.8
    feedback: float = 0.35
    feedback_words: int = 12
    feedback_from: int = 3
    output: float = 6.0
    ticket: float = 6.0
    due: float = 0.15
    postponed: float = 0.25
    recent: float = 0.25
    other_body: float = 0.75
    undecided: float = 0.75
    low: float = 0.95
    sibling: float = 0.7
    further_words: float = 0.8
    enough: float = 0.16


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a handling is shown. `text` are the words: the output's number, the shared words, the name."""

    code: Why
    text: str = ""


@dataclass(frozen=True, slots=True)
class Prior:
    """An earlier handling of a draft item's matter. `score` is 0 to 1, comparable within one item."""

    handling: Handling
    score: float
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft's item as it is sought: its title, what stands under it, outputs, and who presents it."""

    title: str
    text: str = ""
    outputs: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    language: str = "fi"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that is sought: keys with what each is worth, the parts of a compound, the weight of the word."""

    form: str
    keys: tuple[tuple[str, float], ...]
    parts: tuple[str, ...]
    weight: float
    title: bool


@dataclass(slots=True)
class _Found:
    score: float = 0.0
    words: dict[str, float] = field(default_factory=dict)


# From which score on, and from which part of the best one's on, a handling is of the item's own matter.
SAME: Final = 0.27
_AS_GOOD: Final = 0.5
# So many are seen without opening anything.
_SEEN: Final = 2


def of_the_matter(ranked: Sequence[Prior]) -> tuple[Prior, ...]:
    """Those of ranked handlings that are sure enough of the same matter."""
    return tuple(prior for prior in ranked if prior.score >= max(SAME, _AS_GOOD * ranked[0].score))


def with_latest(ranked: Sequence[Prior], limit: int) -> tuple[Prior, ...]:
    """The first of ranked handlings; the matter's latest one second, when it would not be seen among them."""
    first, matter = tuple(ranked[:limit]), of_the_matter(ranked)
    day = max((prior.handling.date for prior in matter), default=None)
    if day is None or any(prior.handling.date == day for prior in first[:_SEEN]):
        return first
    latest = next(prior for prior in matter if prior.handling.date == day)
    return (first[0], latest, *(prior for prior in first[1:] if prior is not latest))[:limit]


class Matcher:
    """Ranks a corpus's handlings for items of drafts. Never changes once made."""

    def __init__(
        self,
        handlings: Sequence[Handling],
        synonyms: Synonyms,
        related: Related | None = None,
        weights: Weights | None = None,
        names: frozenset[str] = frozenset(),
    ) -> None:
        self.handlings = tuple(handlings)
        self.names = names
        self.weights = weights or Weights()
        self._synonyms = synonyms
        self._related = related or Related(())
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._used: Counter[str] = Counter()
        self._titles: list[frozenset[str]] = []
        self._siblings: dict[str, list[int]] = defaultdict(list)
        self._tickets: dict[str, set[int]] = defaultdict(set)
        self._outputs: dict[str, set[int]] = defaultdict(set)
        self._analysed: dict[str, list[Terms]] = {}
        for number, handling in enumerate(self.handlings):
            self._siblings[handling.item.id].append(number)
        for numbers in self._siblings.values():
            self._add_item(numbers)
        self.items = len(self._siblings)
        self._meetings = sorted({(h.date, slug(h.body or "")) for h in self.handlings})

    # --- making ---

    def _add_item(self, numbers: Sequence[int]) -> None:
        seen: set[str] = set()
        first = self.handlings[numbers[0]]
        language = first.language
        title = {} if is_general(first.item.title, self.names) else _keys(first.item.title, language)
        whole = _keys(first.item.text, language)
        for number in numbers:
            handling = self.handlings[number]
            words = handling.text
            if handling.decision and handling.decision.content:
                words += " " + handling.decision.content
            fields = (
                (title, self.weights.title, 4.0),
                (_keys(words, language), self.weights.own, 25.0),
                (_keys(handling.context, language), self.weights.context, 60.0),
            )
            weights = self._joined(fields, whole if title else {})
            for key, weight in weights.items():
                self._postings[key].append((number, weight / (weight + self.weights.saturation)))
            seen |= weights.keys()
            self._note(number, handling)
            self._titles.append(frozenset(k for k in title if not k.startswith("~")))
        self._used.update(seen)

    def _joined(self, fields: Iterable[tuple[dict[str, float], float, float]], item: dict[str, float]) -> dict[str, float]:
        found: dict[str, float] = {}
        for keys, weight, usual in fields:
            total = sum(count for key, count in keys.items() if not key.startswith("~")) or 1.0
            damping = 1 - self.weights.length + self.weights.length * total / usual
            for key, count in keys.items():
                found[key] = found.get(key, 0.0) + weight * count / max(0.6, damping)
        for key in item:
            found.setdefault(key, self.weights.item * min(1.0, item[key]))
        return found

    def _note(self, number: int, handling: Handling) -> None:
        text = f"{handling.item.title if not is_general(handling.item.title, self.names) else ''} {handling.context} {handling.text}"
        for match in TICKET.finditer(text):
            self._tickets[match.group().lstrip("#")].add(number)
        for output in handling.decision.outputs if handling.decision else ():
            self._outputs[output].add(number)

    def _idf(self, key: str) -> float:
        used = self._used[key]
        return math.log(1 + (self.items - used + 0.5) / (used + 0.5)) if used else 0.0

    # --- asking ---

    def find(
        self,
        asked: Asked,
        before: datetime.date | None,
        *,
        body: str | None = None,
        limit: int = 5,
    ) -> tuple[Prior, ...]:
        """The earlier handlings of an item's matter, best first; nothing dated `before` or after it."""
        asked = replace(asked, title=presenter_of(asked.title, self.names)[0])
        words = self._words(asked)
        if not asked.outputs and is_general(asked.title, self.names) and is_of_dates_alone(asked.title):
            return self._last(asked, before, body, limit)
        allowed = [before is None or handling.date < before for handling in self.handlings]
        if not any(allowed):
            return ()
        found = self._search(words, allowed)
        more = self._feedback(found, words)
        best = sum(self._worth(word) for word in words) or 1.0
        scores = {n: f.score for n, f in found.items()}
        if more:
            second = self._search(more, allowed)
            top = max((f.score for f in second.values()), default=0.0) or 1.0
            for n, f in second.items():
                scores[n] = scores.get(n, 0.0) + self.weights.feedback * best * f.score / top * 0.5
        return self._ranked(asked, words, found, scores, best, before, body, allowed, limit)

    def _words(self, asked: Asked) -> list[_Word]:
        words: dict[str, _Word] = {}
        for text, factor, title in ((asked.title, 1.0, True), (asked.text, self.weights.draft_text, False)):
            for analysed in finnish.analyze(text, asked.language):
                word = self._word(analysed.token.text, analysed.terms, analysed.token.kind, factor, title)
                if word is not None and word.keys[0][0] not in words:
                    words[word.keys[0][0]] = word
        return list(words.values())

    def _word(self, form: str, terms: Terms, kind: str, factor: float, title: bool) -> _Word | None:
        if terms.surface in STOPWORDS or not terms.bases or kind == "section":
            return None
        bases = frozenset(terms.bases)
        keys = dict.fromkeys(terms.bases, 1.0)
        for term in terms.derived:
            keys.setdefault(term, self.weights.derived)
        for _, names in self._synonyms.of_word(bases):
            for name in names:
                for term in name:
                    keys.setdefault(term, self.weights.synonym / len(names))
        for _, near in self._related.of(bases | frozenset(terms.derived)):
            for term in near:
                keys.setdefault(term, self.weights.near)
        if not any(self._used[key] for key in bases) and len(form) > 4:
            for term, value in self._near(terms.bases):
                keys.setdefault(term, self.weights.typo * value)
        for term in (*terms.bases, *terms.derived):
            if family := _family(term):
                keys.setdefault(family, self.weights.family)
        parts = tuple(part for part in main_parts(terms) if len(part) > 2 and part not in GENERAL)
        weight = factor
        if kind != "word":
            weight *= self.weights.number
        elif bases & GENERAL or bases & SOFT:
            weight *= self.weights.general
        return _Word(form, tuple(keys.items()), parts, weight, title)

    def _near(self, bases: Iterable[str]) -> list[tuple[str, float]]:
        """The corpus's words that an unknown word may be a misspelling of."""
        found = []
        for base in bases:
            for term, score, _ in process.extract(base, self._vocabulary, scorer=fuzz.ratio, limit=3, score_cutoff=86):
                found.append((term, score / 100))
        return found

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        return tuple(key for key in self._used if len(key) > 4 and not key.startswith("~"))

    def _worth(self, word: _Word) -> float:
        """What a handling that has the word itself in its title would get."""
        known = max((self._idf(key) * value for key, value in word.keys), default=0.0)
        usual = math.log(1 + self.items)
        return word.weight * (known or 0.6 * usual) * 0.6

    def _search(self, words: Iterable[_Word], allowed: Sequence[bool]) -> dict[int, _Found]:
        found: dict[int, _Found] = defaultdict(_Found)
        for word in words:
            best: dict[int, float] = {}
            for key, value in word.keys:
                worth = value * self._idf(key)
                for number, weight in self._postings.get(key, ()):
                    if allowed[number] and best.get(number, 0.0) < worth * weight:
                        best[number] = worth * weight
            if word.parts:
                apart: dict[int, float] = {}
                for part in word.parts:
                    one: dict[int, float] = {}
                    for key, value in (
                        (part, self.weights.part),
                        (_family(part) or "", self.weights.part * self.weights.family),
                    ):
                        worth = value * self._idf(key) if key else 0.0
                        for number, weight in self._postings.get(key, ()):
                            if allowed[number] and one.get(number, 0.0) < worth * weight:
                                one[number] = worth * weight
                    for number, score in one.items():
                        apart[number] = apart.get(number, 0.0) + score
                for number, score in apart.items():
                    if best.get(number, 0.0) < score:
                        best[number] = score
            for number, score in best.items():
                found[number].score += score * word.weight
                found[number].words[word.form] = score * word.weight
        return found

    def _feedback(self, found: Mapping[int, _Found], words: Sequence[_Word]) -> list[_Word]:
        """Words of what was found first, to find what says the same otherwise."""
        if not found:
            return []
        ranked = sorted(found, key=lambda n: -found[n].score)
        top = found[ranked[0]].score
        items: dict[str, float] = {}
        for n in ranked:
            item = self.handlings[n].item.id
            if item not in items:
                items[item] = found[n].score / top
                if len(items) == self.weights.feedback_from:
                    break
        own = {key for word in words for key, _ in word.keys}
        weights: dict[str, float] = {}
        for n in ranked[:10]:
            share = items.get(self.handlings[n].item.id)
            if share is None or found[n].score < 0.5 * top:
                continue
            for key, weight in self._vector(n).items():
                if (
                    not key.startswith("~")
                    and key not in own
                    and key not in GENERAL
                    and key not in STOPWORDS
                    and not key.isdigit()
                ):
                    weights[key] = weights.get(key, 0.0) + share * weight * self._idf(key)
        return [
            _Word(key, ((key, 1.0),), (), 1.0, False)
            for key in sorted(weights, key=weights.__getitem__, reverse=True)[: self.weights.feedback_words]
        ]

    def _vector(self, number: int) -> dict[str, float]:
        return self._vectors[number]

    @cached_property
    def _vectors(self) -> list[dict[str, float]]:
        vectors: list[dict[str, float]] = [{} for _ in self.handlings]
        for key, postings in self._postings.items():
            for number, weight in postings:
                vectors[number][key] = weight
        return vectors

    def _ranked(
        self,
        asked: Asked,
        words: Sequence[_Word],
        found: Mapping[int, _Found],
        scores: dict[int, float],
        best: float,
        before: datetime.date | None,
        body: str | None,
        allowed: Sequence[bool],
        limit: int,
    ) -> tuple[Prior, ...]:
        w = self.weights
        tickets = {m.group().lstrip("#") for m in TICKET.finditer(f"{asked.title} {asked.text}")}
        why: dict[int, list[Reason]] = defaultdict(list)
        for numbers, code, value, names in (
            (self._outputs, "output", w.output, asked.outputs),
            (self._tickets, "ticket", w.ticket, tickets),
        ):
            for name in names:
                for n in numbers.get(name, ()):
                    if allowed[n]:
                        scores[n] = scores.get(n, 0.0) + value
                        why[n].append(Reason(code, name))  # type: ignore[arg-type]
        own = frozenset(
            key for word in words if word.title and word.weight > w.general for key, value in word.keys if value == 1.0
        )
        latest = max((h.date for h, ok in zip(self.handlings, allowed, strict=True) if ok), default=None)
        for n in scores:
            handling = self.handlings[n]
            same = self._same_title(own, n)
            if same > 0.5:
                scores[n] += w.same_title * best * same
                why[n].append(Reason("title", handling.item.title))
            factor = 1.0
            if latest is not None:
                years = (latest - handling.date).days / 365.25
                factor *= 1 + w.recent / (1 + years)
            if body and handling.body and slug(handling.body) != slug(body):
                factor *= w.other_body
            if handling.decision is None:
                factor *= w.undecided
            elif handling.decision.confidence == "low":
                factor *= w.low
            if handling.decision is not None and handling.date == latest:
                if handling.decision.kind == "postponed":
                    factor *= 1 + w.postponed
                elif handling.decision.due is not None and handling.decision.due.meeting:
                    factor *= 1 + w.due
            scores[n] *= factor
        ranked = sorted(scores, key=lambda n: (-scores[n], -self.handlings[n].date.toordinal(), self.handlings[n].number))
        chosen = self._spread(ranked[: limit * 8], scores, limit)
        return tuple(
            Prior(self.handlings[n], min(1.0, scores[n] / (2.2 * best)), (*why[n], *self._shared(found.get(n))))
            for n in chosen
            if scores[n] >= w.enough * best
        )

    def _same_title(self, own: frozenset[str], number: int) -> float:
        other = self._titles[number]
        if not own or not other:
            return 0.0
        shared = sum(self._idf(key) for key in own & other)
        total = max(
            sum(self._idf(key) for key in own), sum(self._idf(key) for key in other if key not in GENERAL and not key.isdigit())
        )
        return shared / total if total else 0.0

    def _spread(self, ranked: Sequence[int], scores: dict[int, float], limit: int) -> list[int]:
        """The best, each further one of an item already there a little worse."""
        count: Counter[str] = Counter()
        left = list(ranked)
        chosen: list[int] = []
        while left and len(chosen) < limit:
            n = max(left, key=lambda n: scores[n] * self._further(n) ** count[self.handlings[n].item.id])
            left.remove(n)
            chosen.append(n)
            count[self.handlings[n].item.id] += 1
        return chosen

    def _further(self, number: int) -> float:
        return self.weights.sibling if self.handlings[number].decision else self.weights.further_words

    def _shared(self, found: _Found | None) -> tuple[Reason, ...]:
        if found is None:
            return (Reason("related"),)
        telling = sorted(found.words, key=lambda form: -found.words[form])[:4]
        return (Reason("words", ", ".join(telling)),)

    def _last(self, asked: Asked, before: datetime.date | None, body: str | None, limit: int) -> tuple[Prior, ...]:
        """For a title that says nothing of a matter: the last time an item of that title, in whatever form, was handled."""
        earlier = [h for h in self.handlings if before is None or h.date < before]
        # The body's own minutes first, then those that do not say whose they are.
        own = [h for h in earlier if body is None or (h.body is not None and same_body(h.body, body))]
        for pool, part in ((own, False), (own, True), ([h for h in earlier if body and h.body is None], False)):
            same = {title for title in {h.item.title for h in pool} if self._is_called(title, asked.title, part)}
            found = [h for h in pool if h.item.title in same]
            # A title with nothing under it tells nothing, unless it has the day itself or there is nothing else.
            found = [h for h in found if re.search(r"\d", h.item.title) or _plain(h.text) != _plain(h.item.title)] or found
            if found:
                last = max(h.date for h in found)
                there = [h for h in found if h.date == last]
                decided = [h for h in there if h.decision is not None]
                return tuple(Prior(h, 0.5, (Reason("last", h.item.title),)) for h in (decided or there)[:limit])
        return ()

    def _is_called(self, title: str, asked: str, part: bool) -> bool:
        return is_general(title, self.names) and same_general(asked, title, self.names, part=part)


def matcher_of(library: Library) -> Matcher:
    """The matcher over a library's minutes as people have corrected them; made once for a generation and a journal."""
    return _MATCHERS.of(library)


class _Matchers:
    """Keeps the matcher of each open library until the journal changes."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Library, tuple[object, Matcher]] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def of(self, library: Library) -> Matcher:
        version = library.journal.version()
        with self._lock:
            kept = self._kept.get(library)
            if kept is None or kept[0] != version:
                settings = library.settings
                matcher = Matcher(
                    cut(current(library)),
                    Synonyms((*settings.synonyms, *settings.organisations)),
                    Related(settings.related),
                    names=names_of(name for person in library.people() for name in (person.name, *person.names)),
                )
                kept = self._kept[library] = (version, matcher)
            return kept[1]


_MATCHERS: Final = _Matchers()


def current(library: Library) -> tuple[Meeting, ...]:
    """The meetings with their decisions as people have corrected them; struck ones are left out."""
    every = DecisionFilter(confidence=("high", "medium", "low"))
    now = {decision.id: decision for decision in library.decisions(every)}
    return tuple(
        replace(meeting, decisions=tuple(now[one.id] for one in meeting.decisions if one.id in now))
        for meeting in library.meetings()
    )


def _plain(title: str) -> str:
    return re.sub(r"[\W\d_]+", " ", title).strip().lower()


def _keys(text: str, language: str) -> dict[str, float]:
    """The terms of a text, each with how well it stands for its word: base forms 1, what they are made from and parts less."""
    found: dict[str, float] = {}
    for paragraph in text.split("\n"):
        for key, weight in _paragraph_keys(" ".join(paragraph.split()), language).items():
            found[key] = found.get(key, 0.0) + weight
    return found


@lru_cache(maxsize=4096)
def _paragraph_keys(text: str, language: str) -> dict[str, float]:
    """The same for a paragraph: an item, its handlings and their contexts share them."""
    found: dict[str, float] = {}
    for analysed in finnish.analyze(text, language):
        terms = analysed.terms
        if terms.surface in STOPWORDS:
            continue
        weights: dict[str, float] = dict.fromkeys(terms.bases, 1.0)
        for term in terms.derived:
            weights.setdefault(term, 0.6)
        for part in main_parts(terms):
            weights.setdefault(part, 0.55)
        for term in list(weights):
            if family := _family(term):
                weights.setdefault(family, max(weights[term], weights.get(family, 0.0)))
        for key, weight in weights.items():
            found[key] = found.get(key, 0.0) + weight
    return found


def _family(term: str) -> str | None:
    """What words of one family share: their beginning."""
    return f"~{term[:5]}" if len(term) >= 6 and term[:5].isalpha() else None
