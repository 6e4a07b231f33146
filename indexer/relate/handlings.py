"""Finds where a later meeting took a decision's matter up again: by what the decision is about, not by its item's title alone.

A decision is held against the lines of later items, each line with the words above it that say what it is about. Candidates
come from an index of terms within a window of time; the words of the subject and those of the decision itself are weighed apart.
"""

from __future__ import annotations

import datetime
import heapq
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from indexer.relate.completion import is_denied, is_proposed, says_done
from indexer.relate.tickets import tickets_in
from indexer.relate.units import Series, Unit
from kb.model import Decision
from kb.relations import Ground, Link
from kb.search.ranking import overlap
from kb.search.ranking.overlap import ContentWord, Matter

_WINDOW: Final = datetime.timedelta(days=900)
# So many lines are judged for a decision, those that share the most telling words.
_JUDGED: Final = 12
# A term of more lines than this brings no line to a decision by itself.
_COMMON: Final = 60
# A line that only says what the next ones are about.
_LABEL: Final = re.compile(r"^[^.!?]{3,110}[:?]?$")
_LABEL_WORDS: Final = 12
_TICKET_WORTH: Final = 8.0

# What makes a line the handling of a matter: how much of the subject's and of the decision's own weight it must share, and how
# telling that must be. Near: in the next meetings. A recurring title far away needs the decision's own words too.
_NEAR_MEETINGS: Final = 3
_NEAR_DAYS: Final = 200
_NEAR_SUBJECT: Final = (0.6, 1.2)
_FAR_SUBJECT: Final = (0.8, 2.5)
_FAR_OWN: Final = 0.3
_NEAR_OWN: Final = (0.3, 2.0)
_ONLY_OWN: Final = (0.45, 3.0)
# Nearly all that was decided, said soon after, needs to weigh less; and half of the subject with half of the words weigh together.
_NEARLY_ALL: Final = (0.8, 1.8)
_HALF_OF_BOTH: Final = (0.4, 3.5)
# What was put off comes back under its name within a year.
_BACK_DAYS: Final = 365
_BACK_SUBJECT: Final = 0.6
# What was added to the minutes after the meeting tells what became of its item's decisions.
_ADDED: Final = re.compile(
    r"^\W*(?:(?:lisäys|päivitys|jälkikirjaus|tillägg)\s*(?:\d|[:\]–-])|lisätty\b|kokouksen jälkeen\b|added after\b)|\bkokouksen jälkeen (?:lisätty|tehty|saatu)\b",
    re.IGNORECASE,
)
_ADDED_SHARE: Final = 0.25
# What was to be asked for in a ticket is done once there is one: "tekee tukipyynnön", "Lisätty tiketti: …".
_ASKS_IN_A_TICKET: Final = re.compile(
    r"\b\w*(?:tukipyyn\w+|kehitysehdotu\w+|virheilmoitu\w+|tiket\w+|support request|ticket)", re.IGNORECASE
)
_TICKET_MADE: Final = re.compile(r"\b(?:tiket\w+|tukipyyn\w+|ticket\w*)\b|#\d{2,7}\b", re.IGNORECASE)
# A matter to come back to at a time is handled where one of most of its name is, about then.
_COMES_BACK: Final = re.compile(r"\b(?:pala(?:taan|ttiin)|käsitellään|jatketaan|otetaan\s+uudelleen)\b", re.IGNORECASE)
_ABOUT_THEN: Final = 31
_THEN_SUBJECT: Final = (0.4, 1.2)
# Of its own words, beside those of its subject, a later item must share so much to be said to have handled a decision: to go on with
# a matter of its name is not yet to do what was decided. Words that weigh less than this ask for nothing.
_SAYS_OF_IT: Final = 0.12
_LITTLE: Final = 1.5
# A link of the chains that weighs so much is looked at for what it says of the decision.
_LIKE: Final = 0.7
# "Seuraava kokous 15.9., jolloin käydään läpi kyselyn tulokset."
_TAKEN_UP_THEN: Final = re.compile(r"\b(?:jolloin|jossa|missä|jonka\s+aiheena)\b", re.IGNORECASE)
# A row of a register of risks: how likely and how grave, in two cells. What it tells of is feared and not done.
_RATED: Final = re.compile(r"\|\s*\d{1,2}\s*\|\s*\d{1,2}\s*(?:\||$)")
# A line that reports a deed must share so much of the decision to be the report of what it asked for.
_REPORTS: Final = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an item's text with what stands above it: its item's title and the nearest words that introduce it."""

    unit: Unit
    start: int
    end: int
    own: Matter
    above: Matter
    tickets: frozenset[str]
    is_new: bool = True

    @property
    def text(self) -> str:
        """Its words."""
        return self.unit.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision as it is sought: the words of its subject and its own."""

    decision: Decision
    unit: Unit
    subject: Matter
    own: Matter
    tickets: frozenset[str]
    subject_weight: float
    own_weight: float


@dataclass(frozen=True, slots=True)
class _Answer:
    """How well a line answers a decision: shares of the subject and of its own words, and what they weigh."""

    line: Line
    subject: float
    subject_weight: float
    own: float
    own_weight: float
    tickets: tuple[str, ...]
    gap: int
    days: int
    is_put_off: bool
    is_then: bool = False

    @property
    def score(self) -> float:
        """From 0 to 1, for choosing the best."""
        told = 0.55 * self.subject + 0.45 * self.own + (0.3 if self.tickets else 0.0)
        return min(0.95, told * (1.0 if self.is_near else 0.8))

    @property
    def is_near(self) -> bool:
        """Whether the line is of one of the next meetings."""
        return self.gap <= _NEAR_MEETINGS and self.days <= _NEAR_DAYS

    @property
    def is_enough(self) -> bool:
        """Whether it handles the matter."""
        if self.tickets:
            return True
        least, weight = _NEAR_OWN if self.is_near else _ONLY_OWN
        if self.own >= least and self.own_weight >= weight:
            return True
        if self.is_near and self.own >= _NEARLY_ALL[0] and self.own_weight >= _NEARLY_ALL[1]:
            return True
        if min(self.subject, self.own) >= _HALF_OF_BOTH[0] and self.subject_weight + self.own_weight >= _HALF_OF_BOTH[1]:
            return True
        if self.is_put_off and self.days <= _BACK_DAYS and self.subject >= _FAR_SUBJECT[0]:
            return self.subject_weight >= _BACK_SUBJECT
        if self.is_then and self.subject >= _THEN_SUBJECT[0]:
            return self.subject_weight >= _THEN_SUBJECT[1]
        if self.is_near:
            return self.subject >= _NEAR_SUBJECT[0] and self.subject_weight >= _NEAR_SUBJECT[1]
        return self.subject >= _FAR_SUBJECT[0] and self.subject_weight >= _FAR_SUBJECT[1] and self.own >= _FAR_OWN


def find(series: Series, done: Collection[str]) -> tuple[Link, ...]:
    """A link from each decision that a later meeting took up to the item that did: *fulfils* where a line reports the deed,
    else *follows*. Decisions in `done` are known to be kept already."""
    index = _Index(series)
    found = []
    for asked in _asked(series):
        if not _may_come_back(asked.decision):
            continue
        if asked.decision.nature == "task" and asked.decision.id not in done and (added := _added(asked, series)):
            found.append(added)
            continue
        cases = [case for case in index.cases(asked) if case.is_enough]
        telling = [case for case in cases if _says_of(asked, case.line.unit, series)]
        if telling:
            found.append(_link(asked, telling, asked.decision.id in done))
        elif cases:
            # Its matter goes on, of which nothing is said of what was decided: the items are joined, not the decision.
            found.append(replace(_link(asked, cases, True), earlier_decision=None))
    return tuple(found)


def _may_come_back(decision: Decision) -> bool:
    """Whether a later meeting may take it up: not a note, nor what is over with its day, unless that is the day to take it up."""
    if decision.nature == "noted" or decision.kind == "procedural":
        return False
    return decision.nature != "once" or _TAKEN_UP_THEN.search(decision.text) is not None


def told(series: Series, links: Iterable[Link]) -> Iterator[Link]:
    """The links, those that weigh much with the line that says most of what was decided, where the later item says anything of it."""
    asked = {one.decision.id: one for one in _asked(series)}
    units = {unit.item.id: unit for unit in series.units}
    for link in links:
        one, unit = asked.get(link.earlier_decision or ""), units.get(link.later)
        is_like = link.score >= _LIKE and any(ground.code != "terms" for ground in link.grounds)
        if one is None or unit is None or not is_like or not _says_of(one, unit, series):
            yield link
        else:
            yield replace(link, grounds=(*link.grounds, _telling_line(one, unit, series)))


def _telling_line(asked: Asked, unit: Unit, series: Series) -> Ground:
    both = Matter((*asked.subject.words, *asked.own.words))

    def worth(found: re.Match[str]) -> tuple[bool, float]:
        told = overlap.share(both, overlap.read(found.group(), unit.language, series.names), series.weights).weight
        # What is copied from the earlier minutes tells nothing new.
        return told > 0 and found.group().strip() not in asked.unit.text, told

    line = max(re.finditer(r"[^\n]+", unit.text), key=worth, default=None)
    if line is None:
        return Ground("said", unit.name, unit.item.id)
    return Ground("said", line.group(), unit.item.id, unit.start + line.start(), unit.start + line.end())


def _says_of(asked: Asked, unit: Unit, series: Series) -> bool:
    """Whether a later unit has words of the decision's own, beside those that say what it is about."""
    decision = asked.decision
    if decision.kind == "postponed" or (decision.due and _COMES_BACK.search(decision.text)):
        return True
    rest = Matter(tuple(word for word in asked.own.words if not word.bases & asked.subject.bases))
    weight = overlap.weight(rest, series.weights)
    both = Matter((*unit.title.words, *unit.body.words))
    return weight < _LITTLE or overlap.share(rest, both, series.weights).weight >= _SAYS_OF_IT * weight


def _added(asked: Asked, series: Series) -> Link | None:
    """What was written into the decision's own item after the meeting, when it reports a deed of the decision's words."""
    unit = asked.unit
    for found in re.finditer(r"[^\n]+", unit.item.text):
        text = found.group()
        if not _ADDED.search(text) or is_denied(text):
            continue
        words = overlap.read(text, unit.language, series.names)
        told = (
            overlap.share(asked.own, words, series.weights).weight + overlap.share(asked.subject, words, series.weights).weight
        )
        is_ticket = _ASKS_IN_A_TICKET.search(asked.decision.text) and _TICKET_MADE.search(text)
        least = 0.0 if is_ticket else _ADDED_SHARE * (asked.own_weight + asked.subject_weight)
        if told > least and (is_ticket or says_done(text, unit.language)):
            ground = Ground("done", text, unit.item.id, found.start(), found.end())
            return Link(unit.item.id, unit.item.id, "fulfils", 0.8, (ground,), None, asked.decision.id)
    return None


def _link(asked: Asked, cases: list[_Answer], is_done: bool) -> Link:
    best = max(cases, key=lambda case: (case.score, -case.gap))
    reports = None if is_done else next((case for case in cases if _reports(case, asked)), None)
    case = reports or best
    line = case.line
    grounds = [Ground("ticket", ticket, line.unit.item.id) for ticket in case.tickets]
    if line.unit.title.words and line.unit.title.bases == asked.subject.bases:
        grounds.append(Ground("title", line.unit.name, line.unit.item.id))
    code = "done" if reports else "said"
    start = line.unit.start + line.start
    grounds.append(Ground(code, line.text, line.unit.item.id, start, line.unit.start + line.end))  # type: ignore[arg-type]
    return Link(
        later=line.unit.item.id,
        earlier=asked.unit.item.id,
        relation="fulfils" if reports else "follows",
        score=round(case.score, 3),
        grounds=tuple(grounds),
        later_decision=_decision_of(line),
        earlier_decision=asked.decision.id,
    )


def _reports(case: _Answer, asked: Asked) -> bool:
    text = case.line.text
    return (
        asked.decision.nature == "task"
        and case.own >= _REPORTS
        and not _RATED.search(text)
        and case.line.is_new
        and not is_proposed(case.line.unit.text, case.line.start)
        and says_done(text, case.line.unit.language)
        and not is_denied(text)
        and _decision_of(case.line) is None
    )


def _decision_of(line: Line) -> str | None:
    folded = " ".join(line.text.split())
    return next((d.id for d in line.unit.decisions if d.text[:60] in folded or folded in d.text), None)


def _lines(series: Series) -> Iterator[Line]:
    """Every line of every unit, oldest first; those that an earlier meeting's minutes have word for word are not new."""
    before: dict[str, int] = {}
    for unit in series.units:
        title = () if unit.standing else unit.title.words
        label: tuple[ContentWord, ...] = ()
        for found in re.finditer(r"[^\n]+", unit.text):
            text = found.group()
            own = overlap.read(text, unit.language, series.names)
            is_new = before.setdefault(" ".join(text.split()), unit.place) == unit.place
            yield Line(unit, found.start(), found.end(), own, Matter((*title, *label)), tickets_in(text), is_new)
            if _LABEL.match(text.strip()) and len(text.split()) <= _LABEL_WORDS:
                label = own.words


def _asked(series: Series) -> Iterator[Asked]:
    """Every decision as it is sought."""
    for unit in series.units:
        for decision in unit.decisions:
            subject = decision.subject or ("" if unit.standing else decision.item_title) or ""
            text = f"{decision.text} {decision.content or ''}"
            about = overlap.read(subject, unit.language, series.names)
            own = overlap.read(text, unit.language, series.names)
            weights = overlap.weight(about, series.weights), overlap.weight(own, series.weights)
            yield Asked(decision, unit, about, own, tickets_in(f"{subject}\n{text}"), *weights)


def _beside_names(asked: Asked, line: Line) -> Matter:
    """A decision's own words; where its subject and the line's item are two things of one kind, without those that both names have."""
    title = line.unit.title
    if line.unit.standing or not overlap.are_different(asked.subject, title):
        return asked.own
    shared = asked.subject.bases & title.bases
    return Matter(tuple(word for word in asked.own.words if not word.bases & shared)) if shared else asked.own


def _is_then(decision: Decision, day: datetime.date) -> bool:
    """Whether a day is about the time at which a decision says that its matter comes back."""
    due = decision.due.date if decision.due else None
    return due is not None and abs((day - due).days) <= _ABOUT_THEN and _COMES_BACK.search(decision.text) is not None


class _Index:
    """The lines of one body's meetings by their terms and tickets."""

    def __init__(self, series: Series) -> None:
        self._series = series
        self._lines = list(_lines(series))
        self._places = [line.unit.place for line in self._lines]
        self._by_term: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self._lines):
            for term in {*line.own.terms, *line.above.bases, *(f"#{ticket}" for ticket in line.tickets)}:
                self._by_term[term].append(number)

    def cases(self, asked: Asked) -> Iterator[_Answer]:
        """The later lines that share most with a decision, judged; the most telling first."""
        for number in self._candidates(asked):
            yield self._judge(asked, self._lines[number])

    def _candidates(self, asked: Asked) -> list[int]:
        day = asked.unit.meeting.date or datetime.date.min
        first = bisect_right(self._places, asked.unit.place)
        end = bisect_left(self._places, self._series.place_after(day + _WINDOW))
        told: dict[int, float] = defaultdict(float)
        weights = self._series.weights
        sought = [(word.terms, weights.of(word.bases) * word.share) for word in (*asked.subject.words, *asked.own.words)]
        sought += [(frozenset((f"#{ticket}",)), _TICKET_WORTH) for ticket in asked.tickets]
        for terms, worth in sought:
            near: set[int] = set()
            for term in terms:
                numbers = self._by_term.get(term, ())
                found = numbers[bisect_left(numbers, first) : bisect_left(numbers, end)]
                near.update(found if len(found) <= _COMMON else ())
            for number in near:
                told[number] += worth
        return heapq.nlargest(_JUDGED, told, key=lambda number: (told[number], -number))

    def _judge(self, asked: Asked, line: Line) -> _Answer:
        weights = self._series.weights
        both = Matter((*line.own.words, *line.above.words))
        subject = overlap.share(asked.subject, both, weights).weight
        own = overlap.share(_beside_names(asked, line), both, weights).weight
        days = self._series.days
        return _Answer(
            line,
            subject / asked.subject_weight if asked.subject_weight else 0.0,
            subject * weights.scale,
            own / asked.own_weight if asked.own_weight else 0.0,
            own * weights.scale,
            tuple(sorted(asked.tickets & line.tickets)),
            line.unit.place - asked.unit.place,
            (days[line.unit.place] - days[asked.unit.place]).days,
            asked.decision.kind == "postponed",
            _is_then(asked.decision, days[line.unit.place]),
        )
