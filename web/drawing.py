"""What the pictures show, as plain values: columns of time, rows of things, and what stands in each cell.

A picture is a table whose cells are drawn: it reads as a table to whoever does not see it, its first column stays while the rest
is scrolled, and all of it is printed. Where there are many meetings a column is a quarter of a year.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.model import Decision, Meeting, OutputEvent
from kb.results import Output, Person, State, Topic, url_of

# With more meetings than this a column is a quarter.
_MEETINGS = 30
_PEOPLE = 40
_TOPICS = 20
LEVELS = 4
_QUARTERS = ("1–3", "4–6", "7–9", "10–12")


@dataclass(frozen=True, slots=True)
class Column:
    """A meeting, or a quarter of a year with its meetings: `label` is the day or the months, `url` the meeting's page or None."""

    year: int
    label: str
    meetings: tuple[Meeting, ...]
    url: str | None = None


def _places(over: Sequence[Column]) -> dict[str, int]:
    """In which column each meeting is, by its id."""
    return {meeting.id: place for place, column in enumerate(over) for meeting in column.meetings}


@dataclass(frozen=True, slots=True)
class Cell:
    """What is drawn: `level` from 0 (nothing) to `LEVELS` (most), and the same as `text`."""

    level: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A thing's row: its name, its page and a cell for each column."""

    name: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What a meeting did with an output."""

    code: str
    day: datetime.date
    url: str | None


@dataclass(frozen=True, slots=True)
class Track:
    """An output's row: its events by column; `spans` tells which columns lie between its first event and its last."""

    output: Output
    events: tuple[tuple[Event, ...], ...]
    spans: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A meeting on a small time line: `level` from 0 (it was missed) to `LEVELS`, and what is to be said of it."""

    meeting: Meeting
    level: int
    text: str


def calendar(stops: Iterable[Stop]) -> list[tuple[int, tuple[tuple[Stop, ...], ...]]]:
    """Each year from the first to the last with its twelve months and the meetings of each, oldest first; undated ones are left out."""
    dated = sorted((stop for stop in stops if stop.meeting.date), key=lambda stop: (_day(stop.meeting), stop.meeting.id))
    by_month: dict[tuple[int, int], list[Stop]] = {}
    for stop in dated:
        by_month.setdefault((_day(stop.meeting).year, _day(stop.meeting).month), []).append(stop)
    every = range(_day(dated[0].meeting).year, _day(dated[-1].meeting).year + 1) if dated else range(0)
    return [(year, tuple(tuple(by_month.get((year, month), ())) for month in range(1, 13))) for year in every]


def attended(meetings: Iterable[Meeting], absent: Iterable[str], away: str) -> list[Stop]:
    """Meetings as stops; those that were missed are empty and say so."""
    missed = set(absent)
    return [Stop(meeting, 0, away) if meeting.id in missed else Stop(meeting, LEVELS, "") for meeting in meetings]


def handled(line: Iterable[tuple[Meeting, int]], text: Callable[[int], str]) -> list[Stop]:
    """Meetings with how many of their items are on a topic, as stops."""
    rows = list(line)
    cells = _levelled([count for _meeting, count in rows])
    return [Stop(meeting, max(1, cell.level), text(count)) for (meeting, count), cell in zip(rows, cells, strict=True)]


def columns(meetings: Iterable[Meeting]) -> tuple[Column, ...]:
    """The meetings in order, or every quarter from the first meeting's to the last one's where there are many."""
    held = sorted((meeting for meeting in meetings if meeting.date), key=_day)
    if len(held) <= _MEETINGS:
        return tuple(
            Column(_day(meeting).year, f"{_day(meeting).day}.{_day(meeting).month}.", (meeting,), url_of("meeting", meeting.id))
            for meeting in held
        )
    by_quarter = {key: tuple(group) for key, group in groupby(held, key=lambda meeting: _quarter(_day(meeting)))}
    first, last = min(by_quarter), max(by_quarter)
    every = (divmod(number, 4) for number in range(first[0] * 4 + first[1], last[0] * 4 + last[1] + 1))
    return tuple(Column(year, _QUARTERS[part], by_quarter.get((year, part), ())) for year, part in every)


def years(over: Sequence[Column]) -> list[tuple[int, int]]:
    """Each year with how many columns it has."""
    return [(year, len(list(group))) for year, group in groupby(over, key=lambda column: column.year)]


def _day(meeting: Meeting) -> datetime.date:
    return meeting.date or datetime.date.min


def _quarter(day: datetime.date) -> tuple[int, int]:
    """The year and which quarter of it, from 0.

    >>> _quarter(datetime.date(2025, 12, 3))
    (2025, 3)
    """
    return day.year, (day.month - 1) // 3


def counts(over: Sequence[Column], count: Callable[[Meeting], int]) -> tuple[Cell, ...]:
    """How many decisions of substance each column has."""
    found = [sum(count(meeting) for meeting in column.meetings) for column in over]
    return _levelled(found)


def _levelled(found: Sequence[int], most: int = 0) -> tuple[Cell, ...]:
    """Counts as cells: the greatest gets the highest level, and none but nought gets none.

    >>> [cell.level for cell in _levelled([0, 1, 4, 8])]
    [0, 1, 2, 4]
    """
    top = max([most, *found], default=0)
    return tuple(Cell(-(-LEVELS * number // top) if number else 0, str(number or "")) for number in found)


def _event(day: datetime.date, event: OutputEvent, meeting: str | None) -> Event:
    return Event(event, day, url_of("meeting", meeting) if meeting else None)


def tracks(outputs: Iterable[Output], over: Sequence[Column]) -> list[Track]:
    """The outputs' rows. Outputs that are only mentioned have none."""
    places = _places(over)
    made: list[Track] = []
    for output in outputs:
        told = sorted({(e.date, e.event, e.meeting) for e in output.events if e.date and e.event != "mentioned" and e.item})
        by_column: list[list[Event]] = [[] for _ in over]
        for one in told:
            if one[2] in places:
                by_column[places[one[2]]].append(_event(*one))
        filled = [place for place, there in enumerate(by_column) if there]
        if filled:
            spans = tuple(filled[0] <= place <= filled[-1] for place in range(len(over)))
            made.append(Track(output, tuple(map(tuple, by_column)), spans))
    return made


def attendance(people: Sequence[Person], over: Sequence[Column], url: Callable[[Person], str]) -> list[Row]:
    """Who was at which meetings, those at most meetings first: text is "1", "0" or "3/4", level the share."""
    listed = [Column(c.year, c.label, tuple(m for m in c.meetings if m.attendees), c.url) for c in over]
    places = _places(listed)
    ranked = sorted((p for p in people if p.attended), key=lambda p: (-len(p.attended), p.name))
    return [Row(person.name, url(person), _presence(person, listed, places)) for person in ranked[:_PEOPLE]]


def _presence(person: Person, over: Sequence[Column], places: Mapping[str, int]) -> tuple[Cell, ...]:
    here = Counter(places[id] for id in set(person.attended) if id in places)
    away = Counter(places[id] for id in set(person.absent) if id in places)
    return tuple(_present(here[place], away[place], len(column.meetings)) for place, column in enumerate(over))


def _present(here: int, away: int, every: int) -> Cell:
    if not here and not away:
        return Cell()
    text = f"{here}/{every}" if every > 1 else str(here)
    return Cell(-(-LEVELS * here // max(every, 1)), text)


def topic_map(topics: Sequence[Topic], over: Sequence[Column], url: Callable[[Topic], str]) -> list[Row]:
    """How many items of each column are on each topic, the most handled topics first."""
    places = {item.id: place for place, column in enumerate(over) for meeting in column.meetings for item in meeting.items}
    found: dict[str, list[int]] = {}
    for topic in topics[:_TOPICS]:
        tally = Counter(places[id] for id in set(topic.items) if id in places)
        found[topic.slug] = [tally[place] for place in range(len(over))]
    top = max((number for row in found.values() for number in row), default=0)
    return [Row(topic.name, url(topic), _levelled(found[topic.slug], top)) for topic in topics[:_TOPICS]]


DUE_STATES = ("done", "handled", "replaced", "open", "overdue")
# With more months than this a bar is a quarter.
_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Span:
    """The promises due in a month or a quarter, by state in the order of `DUE_STATES`; `label` is its number or months."""

    year: int
    label: str
    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _state, count in self.counts)


def _by_month(decisions: Iterable[Decision], state: Callable[[Decision], State | None]) -> dict[int, dict[str, int]]:
    """How many decisions fall due in a month, counted from the year 0, by where they stand."""
    found: dict[int, dict[str, int]] = {}
    for decision in decisions:
        told = state(decision) if decision.due and decision.due.date else None
        if decision.due and decision.due.date and told and told.code in DUE_STATES:
            tally = found.setdefault(decision.due.date.year * 12 + decision.due.date.month - 1, {})
            tally[told.code] = tally.get(told.code, 0) + 1
    return found


def dues(decisions: Iterable[Decision], state: Callable[[Decision], State | None]) -> list[Span]:
    """The months from the first due date to the last, empty ones too; quarters where the months are many. What is no longer
    known of is left out."""
    found = _by_month(decisions, state)
    if not found:
        return []
    step = 3 if max(found) - min(found) >= _MONTHS else 1
    made = []
    for first in range(min(found) // step * step, max(found) + 1, step):
        tallies = [found.get(month, {}) for month in range(first, first + step)]
        counts = ((code, sum(tally.get(code, 0) for tally in tallies)) for code in DUE_STATES)
        year, month = divmod(first, 12)
        label = _QUARTERS[month // 3] if step == 3 else str(month + 1)
        made.append(Span(year, label, tuple((code, count) for code, count in counts if count)))
    return made
