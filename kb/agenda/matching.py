"""For an item of a draft: the earlier handlings of the same matter, best first, with why each is shown.

The words are weighed and sought by `kb.search.ranking`; what is found first lends its own words to a second round, which brings
back a matter that was called something else. Here is what only the desk knows: the same output or case number, the same title,
words that put the matter off to this meeting, whose minutes they are; of equals the latest handling comes first.
"""

from __future__ import annotations

import datetime
import re
import threading
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush, nlargest
from itertools import takewhile
from typing import TYPE_CHECKING, Final, Literal
from weakref import WeakKeyDictionary

from kb.agenda.bodies import same_body
from kb.agenda.handlings import Handling, cut
from kb.agenda.presenters import called, names_of, presenter_of
from kb.agenda.vocabulary import TICKET, is_of_dates_alone, is_of_next, is_rest, is_rubric, same_general
from kb.dates import find_dates
from kb.finnish.stopwords import GENERAL, HANDLING, SOFT
from kb.model import Meeting
from kb.results import DecisionFilter, Person
from kb.search.expansion import Related, Synonyms
from kb.search.ranking.index import Sought, TextIndex, TextScore
from kb.search.ranking.seeker import Seeker
from kb.search.ranking.vectors import Field, TextTerms, is_family, vector

if TYPE_CHECKING:
    from kb.library import Library

Why = Literal[
    "output", "ticket", "title", "words", "alike", "related", "person", "organisation", "due", "postponed", "last", "follows"
]


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much: where a handling has a word, and what besides words makes it the one that is wanted.

    A handling has words in its item's title, its decision's subject, its own words, what leads to it and the rest of its item.
    `told` is what a word that stands under the draft's title counts, `told_most` what all of them count at most against the
    title, `told_own` how much more they count where a handling has them in its own words. `recent` is what the latest handling gets more, half of it after
    `recent_days`; `last_heading` is for what stood the last time under the standing title that a line is under.
    """

    title: float = 2.2
    subject: float = 0.8
    own: float = 1.5
    context: float = 0.6
    item: float = 0.4
    told: float = 0.45
    told_most: float = 1.5
    told_own: float = 1.3
    same_title: float = 0.3
    feedback: float = 0.08
    number: float = 6.0
    due: float = 0.15
    postponed: float = 0.25
    recent: float = 1.0
    recent_days: float = 240.0
    last_meeting: float = 0.25
    other_body: float = 0.75
    same_heading: float = 2.0
    last_heading: float = 0.1
    theme: float = 1.6
    undecided: float = 0.8
    low: float = 0.9
    bare: float = 0.6
    sibling: float = 0.7
    further_words: float = 1.0
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
    """A draft's item as it is sought: its title, what stands under it, its outputs, and the general title that it stands under."""

    title: str
    text: str = ""
    outputs: frozenset[str] = frozenset()
    language: str = "fi"
    under: str | None = None


# From which score on, and from which part of the best one's on, a handling is of the item's own matter.
SAME: Final = 0.27
_AS_GOOD: Final = 0.5
_UNSURE: Final = 0.9 * SAME
# So many are seen without opening anything.
_SEEN: Final = 2
# From which share of their telling words on two titles are the same.
_SAME_TITLE: Final = 0.5
# A matter of every year is called by the year: "Vuosisuunnitelma 2025".
_YEAR: Final = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.])")
# A title of so many telling words is a sentence; so many of them say what it is about.
_LONG: Final = 5
_THEME: Final = 2
_HANDLING: Final = GENERAL | HANDLING | SOFT
# So many of the best are looked at for whether they have a draft's text in their own words.
_LOOKED_AT: Final = 100
# So many times what all the words in a title are worth is a score of 1.
_FULL: Final = 2.2


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


def _newest_first(ranked: Sequence[Prior], others: Collection[str | None]) -> tuple[Prior, ...]:
    """Ranked handlings with the body's own latest of the matter first: what a title with a year asks is how it was the last time."""
    matter = [prior for prior in (of_the_matter(ranked) if ranked else ()) if prior.handling.body not in others]
    if not matter:
        return tuple(ranked)
    newest = max(matter, key=lambda prior: prior.handling.date)
    return (newest, *(prior for prior in ranked if prior is not newest))


class Matcher:
    """Ranks a corpus's handlings for items of drafts. Never changes once made.

    `terms` are those that the build has kept, `general` the titles that it found to say nothing of a matter.
    """

    def __init__(
        self,
        handlings: Sequence[Handling],
        synonyms: Synonyms,
        related: Related | None = None,
        weights: Weights | None = None,
        names: frozenset[str] = frozenset(),
        terms: TextTerms | None = None,
        general: Collection[str] = frozenset(),
    ) -> None:
        self.handlings = tuple(sorted(handlings, key=lambda handling: handling.date))
        self.names = names
        self.weights = weights or Weights()
        self.general = general
        self._days = [handling.date for handling in self.handlings]
        self.bodies = {handling.body for handling in self.handlings if handling.body}
        self._titles: list[frozenset[str]] = []
        self._numbers: dict[Reason, list[int]] = defaultdict(list)
        self._terms = terms or TextTerms()
        # Those whose own words say nothing of a matter: "Hyväksyttiin."
        self._bare: set[int] = set()
        self._own: dict[int, Mapping[str, float]] = {}
        self.index = TextIndex(self._vectors(), [handling.item.id for handling in self.handlings])
        self.seeker = Seeker(self.index, synonyms, related)

    # --- making ---

    def _vectors(self) -> list[dict[str, float]]:
        vectors = []
        for number, handling in enumerate(self.handlings):
            title, subject, words, context, whole = (
                self._terms.of(text, handling.language) for text in _texts(handling, self.general)
            )
            fields = (
                Field(title, self.weights.title, 4.0),
                Field(subject, self.weights.subject, 6.0),
                Field(words, self.weights.own, 25.0),
                Field(context, self.weights.context, 60.0),
            )
            vectors.append(vector(fields, whole if title else None, self.weights.item))
            self._titles.append(frozenset(key for key in title if not is_family(key)))
            if not any(map(_tells, words)):
                self._bare.add(number)
            for reason in self._numbered(handling):
                self._numbers[reason].append(number)
        return vectors

    def _own_words(self, number: int) -> Mapping[str, float]:
        """A handling's terms without those of its item: its subject, its own words and, for less, what leads to them."""
        if number not in self._own:
            handling = self.handlings[number]
            _, *texts, _ = _texts(handling, self.general)
            subject, words, context = (self._terms.of(text, handling.language) for text in texts)
            fields = (Field(subject, self.weights.subject, 6.0), Field(words, self.weights.own, 25.0))
            self._own[number] = vector(fields, context, self.weights.context)
        return self._own[number]

    def _numbered(self, handling: Handling) -> set[Reason]:
        title = "" if handling.item.title in self.general else handling.item.title
        return _tickets(f"{title} {handling.context} {handling.text}") | {
            Reason("output", output) for output in (handling.decision.outputs if handling.decision else ())
        }

    # --- asking ---

    def until(self, before: datetime.date | None) -> int:
        """The number of handlings dated before a day; of all without one."""
        return len(self._days) if before is None else bisect_left(self._days, before)

    def after(self, day: datetime.date) -> int:
        """The place of the first handling dated after a day."""
        return bisect_right(self._days, day)

    def of_item(self, number: int) -> list[Handling]:
        """The handlings of the item that a handling is of; an item's stand beside each other."""
        item, date = self.handlings[number].item.id, self.handlings[number].date
        of_day = range(bisect_left(self._days, date), bisect_right(self._days, date))
        return [self.handlings[place] for place in of_day if self.handlings[place].item.id == item]

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
        if not asked.outputs and is_rubric(asked.title, self.names) and is_of_dates_alone(asked.title):
            return self._last(asked, before, body, limit)
        until = self.until(before)
        if not until:
            return ()
        title, told = self._words(asked)
        words = [*title, *told]
        found = self.index.search(words, until)
        best = self.index.worth(words)
        scores = self._with_feedback(found, words, self.index.worth(title), until)
        self._add_own_words(scores, told)
        why = self._with_numbers(asked, scores, until)
        self._add_same_title(scores, title, why)
        others = {other for other in self.bodies if body and not same_body(other, body)}
        homes = self._called(asked.under) if asked.under and not is_rest(asked.under) else frozenset()
        for n in self._last_under(homes, others, until):
            scores[n] = scores.get(n, 0.0) + self.weights.last_heading * best
        self._weigh(scores, until, others, homes, is_line=bool(asked.text or asked.under))
        chosen = self._spread(scores, limit)
        full = _FULL * self.index.worth(words, 1.0)
        ranked = tuple(
            Prior(self.handlings[n], self._told(scores[n] / full, found.get(n), why[n]), (*why[n], self._shared(found.get(n))))
            for n in chosen
            if scores[n] >= self.weights.enough * best
        )
        return _newest_first(ranked, others) if body and _YEAR.search(asked.title) else ranked

    def _words(self, asked: Asked) -> tuple[list[Sought], list[Sought]]:
        """The words of a title, and those of what stands under it: they sharpen the title, and never drown it."""
        title = self._by_what_they_tell(self.seeker.words(asked.title, asked.language, in_title=True), asked.under is not None)
        seen = {word.keys[0][0] for word in title}
        told = [word for word in self.seeker.words(asked.text, asked.language) if word.keys[0][0] not in seen]
        weight = min(self.weights.told, self.weights.told_most * self.index.worth(title) / self.index.worth(told))
        return title, [replace(word, weight=word.weight * weight) for word in told]

    def _by_what_they_tell(self, words: Sequence[Sought], is_line: bool) -> list[Sought]:
        """The words of a title: compounds and names tell more than other words, and in a line as long as a sentence what it begins with."""
        telling = [word.form for word in words if word.in_title]
        theme = frozenset(telling[:_THEME] if is_line and len(telling) >= _LONG else ())
        return [
            replace(word, weight=word.weight * (self.weights.theme if word.form in theme else 1.0)) if word.in_title else word
            for word in words
        ]

    def _with_feedback(
        self, found: Mapping[int, TextScore], words: Sequence[Sought], best: float, until: int
    ) -> dict[int, float]:
        """The scores, with what a second round by the words of the first ones found adds to them."""
        scores = {n: one.score for n, one in found.items()}
        second = self.index.search(self.index.feedback(found, words), until)
        top = max((one.score for one in second.values()), default=0.0) or 1.0
        for n, one in second.items():
            scores[n] = scores.get(n, 0.0) + self.weights.feedback * best * one.score / top
        return scores

    def _with_numbers(self, asked: Asked, scores: dict[int, float], until: int) -> dict[int, list[Reason]]:
        """Adds to the scores what a shared output or case number is worth; the reasons by handling."""
        why: dict[int, list[Reason]] = defaultdict(list)
        outputs = {Reason("output", number) for number in asked.outputs}
        for reason in sorted(outputs | _tickets(f"{asked.title} {asked.text}"), key=lambda reason: (reason.code, reason.text)):
            for n in self._numbers.get(reason, ()):
                if n < until:
                    scores[n] = scores.get(n, 0.0) + self.weights.number
                    why[n].append(reason)
        return why

    def _add_own_words(self, scores: dict[int, float], told: Sequence[Sought]) -> None:
        """Adds what the best have of a draft's text in their own words: it tells those of one item from each other."""
        if told:
            for n in nlargest(_LOOKED_AT, scores, key=scores.__getitem__):
                scores[n] += self.weights.told_own * self.index.agreement(self._own_words(n), told)

    def _add_same_title(self, scores: dict[int, float], title: Sequence[Sought], why: dict[int, list[Reason]]) -> None:
        """Adds what it is worth that an item's title is the same."""
        own, best = frozenset(key for word in title if word.in_title for key in word.own), self.index.worth(title)
        for n in scores:
            same = self._same_title(own, n)
            if same > _SAME_TITLE:
                scores[n] += self.weights.same_title * best * same
                why[n].append(Reason("title", self.handlings[n].item.title))

    def _last_under(self, homes: Collection[str], others: Collection[str | None], until: int) -> tuple[int, ...]:
        """What stood the last time under a standing title in the body's minutes: a line under it mostly takes up one of these."""
        if not homes:
            return ()
        own = (
            n for n in reversed(range(until)) if self.handlings[n].item.title in homes and self.handlings[n].body not in others
        )
        first = next(own, None)
        return () if first is None else (first, *takewhile(lambda n: self._days[n] == self._days[first], own))

    def _weigh(
        self, scores: dict[int, float], until: int, others: Collection[str | None], homes: Collection[str], *, is_line: bool
    ) -> None:
        """Makes of the scores of words those of handlings: by the day, by whose they are, by how sure an outcome they are."""
        last = next((self._days[n] for n in reversed(range(until)) if self.handlings[n].body not in others), None)
        as_line = 1 + self.weights.last_meeting if is_line else 1.0
        for n in scores:
            of_last = self._left_to(n) * as_line if self._days[n] == last else 1.0
            scores[n] *= self._when(n, until) * of_last * self._whose(n, others, homes) * self._how_sure(n)

    def _when(self, number: int, until: int) -> float:
        """What a handling is worth by its day: the latest says how the matter stands."""
        days = (self._days[until - 1] - self.handlings[number].date).days
        return 1 + self.weights.recent / (1 + days / self.weights.recent_days)

    def _whose(self, number: int, others: Collection[str | None], homes: Collection[str]) -> float:
        """What a handling is worth by whose minutes it is of, and by whether it stands under the same standing title."""
        handling = self.handlings[number]
        factor = self.weights.other_body if handling.body in others else 1.0
        return factor * (self.weights.same_heading if handling.item.title in homes else 1.0)

    def _how_sure(self, number: int) -> float:
        """What a handling is worth by how sure an outcome it is: "Hyväksyttiin." alone tells less than what was accepted."""
        decision = self.handlings[number].decision
        if decision is None:
            return self.weights.undecided
        sure = self.weights.low if decision.confidence == "low" else 1.0
        return sure * (self.weights.bare if number in self._bare else 1.0)

    def _left_to(self, number: int) -> float:
        """What a handling of the last meeting is worth more for having left the matter to this one."""
        decision = self.handlings[number].decision
        if decision is None:
            return 1.0
        if decision.kind == "postponed":
            return 1 + self.weights.postponed
        return 1 + self.weights.due if decision.due is not None and decision.due.meeting else 1.0

    def _same_title(self, own: frozenset[str], number: int) -> float:
        """How much of the telling words of two titles they share."""
        other = self._titles[number]
        if own.isdisjoint(other):
            return 0.0
        telling = [key for key in other if key not in GENERAL and not key.isdigit()]
        total = max(sum(map(self.index.rarity, own)), sum(map(self.index.idf, telling)))
        return sum(map(self.index.idf, own & other)) / total if total else 0.0

    def _spread(self, scores: Mapping[int, float], limit: int) -> list[int]:
        """The best, each further one of an item already there a little worse."""
        count: Counter[str] = Counter()
        # The best first; one whose item has been chosen since it was put there goes back with less.
        left = [(-score, -self._days[n].toordinal(), self.handlings[n].number, n, 0) for n, score in scores.items()]
        heapify(left)
        chosen: list[int] = []
        while left and len(chosen) < limit:
            worth, day, place, n, seen = heappop(left)
            taken = count[self.handlings[n].item.id]
            if seen < taken:
                heappush(left, (worth * self._further(n) ** (taken - seen), day, place, n, taken))
            else:
                chosen.append(n)
                count[self.handlings[n].item.id] += 1
        return chosen

    def _further(self, number: int) -> float:
        return self.weights.sibling if self.handlings[number].decision else self.weights.further_words

    def _told(self, score: float, found: TextScore | None, why: Sequence[Reason]) -> float:
        """A score as it is told: parts of words and what is near to them never make a handling one of the same matter."""
        return min(score, 1.0 if why or (found and found.is_whole) else _UNSURE)

    def _shared(self, found: TextScore | None) -> Reason:
        if found is None:
            return Reason("related")
        telling = sorted(found.words, key=lambda form: -found.words[form])[:4]
        return Reason("words", ", ".join(telling))

    def _last(self, asked: Asked, before: datetime.date | None, body: str | None, limit: int) -> tuple[Prior, ...]:
        """For a title that says nothing of a matter: the last time an item of that title, in whatever form, was handled."""
        earlier = [h for h in self.handlings if before is None or h.date < before]
        # The body's own minutes first, then those that do not say whose they are.
        own = [h for h in earlier if body is None or (h.body is not None and same_body(h.body, body))]
        nobodys = [h for h in earlier if body and h.body is None]
        for pool, part in ((own, False), (own, True), (nobodys, False)):
            same = self._called(asked.title, part=part)
            found = [h for h in pool if h.item.title in same]
            if found:
                told = [h for h in found if _has_text(h)] or found
                return _latest(told, before if is_of_next(asked.title) else None, limit)
        return ()

    def _called(self, asked: str, *, part: bool = False) -> frozenset[str]:
        """The general titles of the minutes that are the one asked, in whatever form."""
        return frozenset(title for title in self.general if same_general(asked, title, self.names, part=part))


def _tells(key: str) -> bool:
    """Whether a term is a word of other things than meeting and deciding as such."""
    return not (is_family(key) or key in _HANDLING or key.isdigit())


def _has_text(handling: Handling) -> bool:
    """Whether there is something under a title, or it has the day itself."""
    title = handling.item.title
    return bool(re.search(r"\d", title)) or _plain(handling.text) != _plain(title)


def _latest(found: Sequence[Handling], next_to: datetime.date | None, limit: int) -> tuple[Prior, ...]:
    """The handlings of the last time; for an item of the meetings after a day first what named a later one."""
    coming = [handling for handling in found if next_to is not None and _names_day_after(handling, next_to)]
    chosen = dict.fromkeys((*_of_last_day(coming), *_of_last_day(found)))
    return tuple(Prior(handling, 0.5, (Reason("last", handling.item.title),)) for handling in list(chosen)[:limit])


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
                terms, general = library.handling_terms()
                people = called(person.name for person in library.people())
                matcher = Matcher(
                    cut(current(library), general),
                    Synonyms((*settings.synonyms, *settings.organisations, *people)),
                    Related(settings.related),
                    names=names_in_titles(library.people()),
                    terms=TextTerms(terms),
                    general=general,
                )
                kept = self._kept[library] = (version, matcher)
            return kept[1]


_MATCHERS: Final = _Matchers()


def _texts(handling: Handling, general: Collection[str]) -> tuple[str, str, str, str, str]:
    """The texts by which a handling is found: its item's title where that says something, its subject, its own words, what leads
    to it and the whole item, unless its title is general."""
    item, decision = handling.item, handling.decision
    is_general = item.title in general
    return (
        "" if is_general else item.title,
        (decision.subject if decision else None) or "",
        " ".join(filter(None, (handling.text, decision.content if decision else None))),
        handling.context,
        "" if is_general else item.text,
    )


def terms_of(meeting: Meeting, general: Collection[str]) -> Mapping[str, Mapping[str, float]]:
    """What a build keeps of a meeting for `matcher_of`: the terms of its paragraphs by their digests. `general` are the titles of
    its items that say nothing of a matter."""
    terms = TextTerms()
    for handling in cut((meeting,), general):
        for text in _texts(handling, general):
            terms.of(text, handling.language)
    return terms.kept


def general_titles(meetings: Iterable[Meeting], names: frozenset[str] = frozenset()) -> frozenset[str]:
    """The titles of items that say nothing of a matter. `names` are those of people (`names_in_titles`)."""
    titles = {item.title for meeting in meetings for item in meeting.items}
    return frozenset(title for title in titles if is_rubric(title, names))


def names_in_titles(people: Iterable[Person]) -> frozenset[str]:
    """The names by which those who present an item may stand in its title."""
    return names_of(name for person in people for name in (person.name, *person.names))


def current(library: Library) -> tuple[Meeting, ...]:
    """The meetings with their decisions as people have corrected them; struck ones are left out."""
    every = DecisionFilter(confidence=("high", "medium", "low"))
    now = {decision.id: decision for decision in library.decisions(every)}
    return tuple(
        replace(meeting, decisions=tuple(now[one.id] for one in meeting.decisions if one.id in now))
        for meeting in library.meetings()
    )


def _of_last_day(found: Sequence[Handling]) -> list[Handling]:
    """Those of the last day, only the decisions where there are any."""
    last = max((handling.date for handling in found), default=None)
    there = [handling for handling in found if handling.date == last]
    return [handling for handling in there if handling.decision is not None] or there


def _names_day_after(handling: Handling, day: datetime.date) -> bool:
    return any(found.first > day for found in find_dates(f"{handling.item.title}\n{handling.text}", handling.date))


def _tickets(text: str) -> set[Reason]:
    return {Reason("ticket", match.group().lstrip("#")) for match in TICKET.finditer(text)}


def _plain(title: str) -> str:
    return re.sub(r"[\W\d_]+", " ", title).strip().lower()
