"""Days of meetings and reports that they tell without a year, or not at all: worked out from what stands around them.

The number of the meeting, the name of the file, the day of the week, the meetings before and after, and what they say of the
next one each speak for a year; where they do not agree clearly, nothing is claimed and a Problem says so.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from indexer.bodies import place_of
from indexer.interpret.days import HalfDay, monday, week_in, years_in
from kb.document import Document
from kb.model import Meeting, Problem
from kb.settings import Settings

if TYPE_CHECKING:
    from indexer.discover import SourceFile
    from indexer.interpret import Interpretation

    Source = tuple[SourceFile, Document, Interpretation]

# What each piece of evidence is worth, how much is enough, and how far ahead of the next year it must be.
_NUMBER, _NAMED, _FORETOLD, _BETWEEN, _NEXT, _SIBLING, _WEEKDAY, _WRITTEN = 4.0, 3.0, 4.0, 3.0, 3.0, 2.0, 1.0, 1.0
_ENOUGH: Final = 3.0
_AHEAD: Final = 1.5
_NEXT_WITHIN: Final = datetime.timedelta(days=200)
_SERIES: Final = 3
# A meeting placed by its week stands this near to another.
_NEAR: Final = datetime.timedelta(days=60)


@dataclass(slots=True)
class _Place:
    """What is known of the meetings whose minutes lie in one folder, and of the reports beside them."""

    days: set[datetime.date] = field(default_factory=set)
    foretold: set[datetime.date] = field(default_factory=set)
    after: dict[tuple[int, int], datetime.date] = field(default_factory=dict)
    by_name: list[tuple[str, datetime.date]] = field(default_factory=list)
    # How many days after the Monday of the week that their names tell the meetings were held, one for each of them; and how
    # many days after it the reports were written, and when.
    rhythm: list[int] = field(default_factory=list)
    written: list[int] = field(default_factory=list)
    reported: set[datetime.date] = field(default_factory=set)


def place(sources: Sequence[Source], settings: Settings) -> list[Source]:
    """The sources with the meetings and reports placed whose day can be worked out; they are read again with the day known."""
    if not any(_undated(interpretation) for _, _, interpretation in sources):
        return list(sources)
    places = _places(sources)
    return [_placed(source, places, settings) for source in sources]


def unplaced(sources: Iterable[Source]) -> Iterator[Problem]:
    """A Problem for each file that looks like minutes and has no day: read as minutes, or one of a series of minutes by name."""
    found = list(sources)
    series: dict[str, int] = {}
    for _, document, interpretation in found:
        if interpretation.kind == "minutes":
            series[_stem(document.path)] = series.get(_stem(document.path), 0) + 1
    for _, document, interpretation in found:
        if interpretation.kind == "minutes":
            if any(meeting.date is None for meeting in interpretation.meetings):
                yield Problem(document.path, None, "warning", "minutes_undated")
        elif interpretation.kind == "other" and series.get(_stem(document.path), 0) >= _SERIES:
            yield Problem(document.path, None, "warning", "minutes_not_known")


def _stem(path: str) -> str:
    """A file's place and name without numbers: what the files of one series have in common."""
    bare = re.sub(r"[\d\W_]+", "", PurePosixPath(path).stem)
    return f"{place_of(path)}/{bare.lower()}"


def _undated(interpretation: Interpretation) -> bool:
    if interpretation.kind == "report":
        return bool(interpretation.days)
    return interpretation.kind == "minutes" and any(meeting.date is None for meeting in interpretation.meetings)


def _places(sources: Iterable[Source]) -> dict[str, _Place]:
    places: dict[str, _Place] = {}
    for _, document, interpretation in sources:
        here = places.setdefault(place_of(document.path), _Place())
        for day in {promise.date for promise in interpretation.promises if promise.date}:
            _note_report(here, document, day)
        for meeting in interpretation.meetings:
            if meeting.date is None or interpretation.kind != "minutes":
                continue
            here.days.add(meeting.date)
            if len(interpretation.meetings) == 1:
                _note_file(here, document.path, meeting.title or "", meeting.date)
            _note_next(here, meeting)
    for here in places.values():
        here.by_name.sort()
    return places


def _note_next(here: _Place, meeting: Meeting) -> None:
    """Keeps the day that minutes foretell, and after which number."""
    following = meeting.next_meeting.date if meeting.next_meeting else None
    if following:
        here.foretold.add(following)
        if number := _numbered(meeting):
            here.after[number] = following


def _note_report(here: _Place, document: Document, day: datetime.date) -> None:
    """Keeps the day of a report, and how far it is from the Monday of the week that the file's name or its top tells."""
    top = (block.text for section in document.sections[:1] for block in section.blocks[:3])
    named = next(filter(None, map(week_in, (PurePosixPath(document.path).stem, *top))), None)
    years = (day.year, day.year - 1)
    here.reported.add(day)
    if named and (first := next((m for year in years if (m := monday(named, year)) and m <= day), None)):
        here.written.append((day - first).days)


def _note_file(here: _Place, path: str, title: str, day: datetime.date) -> None:
    """Keeps what the name of a meeting's own file tells of its day: its order, and the day of the week it names."""
    here.by_name.append((_sortable(path), day))
    named = week_in(PurePosixPath(path).stem) or week_in(title)
    if named and (first := monday(named, day.isocalendar().year)):
        here.rhythm.append((day - first).days)


def _sortable(path: str) -> str:
    return re.sub(r"\d+", lambda match: match.group().zfill(6), path)


def _numbered(meeting: Meeting) -> tuple[int, int] | None:
    """A meeting's year and its number in the year ("3/2031", "3/31")."""
    match = re.match(r"(\d{1,3})\s*/\s*(?:20)?(\d\d)$", meeting.number or "")
    return (2000 + int(match[2]), int(match[1])) if match else None


def _placed(source: Source, places: dict[str, _Place], settings: Settings) -> Source:
    file, document, interpretation = source
    if not _undated(interpretation) or not interpretation.days:
        return source
    here = places[place_of(document.path)]
    days = (
        _day_of_report(interpretation, here) if interpretation.kind == "report" else _days_held(document, interpretation, here)
    )
    if not days:
        return source
    from indexer.interpret import interpret

    return file, document, interpret(document, settings, days)


def _days_held(document: Document, interpretation: Interpretation, here: _Place) -> dict[int, datetime.date]:
    days: dict[int, datetime.date] = {}
    for index, meeting in enumerate(interpretation.meetings):
        if meeting.date is None:
            half = interpretation.days[index]
            around = _neighbours(interpretation.meetings, index)
            if isinstance(half, int):
                found = _by_week(half, here) or _foretold(meeting, here)
            else:
                found = _by_year(half, meeting, document, here, around) if half else _foretold(meeting, here)
            if found:
                days[index] = found
                here.days.add(found)
    return days


def _day_of_report(interpretation: Interpretation, here: _Place) -> dict[int, datetime.date]:
    """The day of a report that tells its week alone: as the other reports of the folder were written, else as the meetings of its
    weeks were held."""
    (week,) = interpretation.days
    assert isinstance(week, int)
    found = _in_rhythm(week, here.written, here.reported) or _in_rhythm(week, here.rhythm, here.days)
    return {0: found} if found else {}


def _foretold(meeting: Meeting, here: _Place) -> datetime.date | None:
    """The day that the minutes before these foretold, where the numbers follow each other and nothing else was held then."""
    number = _numbered(meeting)
    day = here.after.get((number[0], number[1] - 1)) if number else None
    return day if day and day not in here.days else None


def _by_week(week: int, here: _Place) -> datetime.date | None:
    """The day of the week on which the others in the folder were held, where their names tell their weeks and nothing else was."""
    found = _in_rhythm(week, here.rhythm, here.days)
    return found if found not in here.days else None


def _in_rhythm(week: int, rhythm: Sequence[int], days: Collection[datetime.date]) -> datetime.date | None:
    """The day of a week where all others, of which there are several, were on one day of theirs, and they stand near."""
    if len(rhythm) < 2 or len(set(rhythm)) > 1:
        return None
    mondays = (monday(week, year) for year in sorted({day.isocalendar().year for day in days}))
    fitting = [first + datetime.timedelta(days=rhythm[0]) for first in mondays if first]
    near = [day for day in fitting if any(abs(day - other) <= _NEAR for other in days)]
    return near[0] if len(near) == 1 else None


def _neighbours(meetings: Sequence[Meeting], index: int) -> tuple[datetime.date, datetime.date] | None:
    """The days of the meetings before and after in the same file, the earlier first; one of them twice at an end of it."""
    before = next((meeting.date for meeting in reversed(meetings[:index]) if meeting.date), None)
    after = next((meeting.date for meeting in meetings[index + 1 :] if meeting.date), None)
    days = sorted(day for day in (before, after) if day)
    return (days[0], days[-1]) if days else None


def _by_year(
    half: HalfDay,
    meeting: Meeting,
    document: Document,
    here: _Place,
    around: tuple[datetime.date, datetime.date] | None,
) -> datetime.date | None:
    path = PurePosixPath(document.path)
    named = years_in([path.stem]) or years_in([path.parent.name])
    numbered = [number[0]] if (number := _numbered(meeting)) else []
    written = years_in([value for key, value in document.properties if key in ("created", "modified")])
    known = {*named, *written, *numbered, *(day.year for day in here.days)}
    scores = {}
    for year in {other + step for other in known for step in (-1, 0, 1)}:
        day = half.in_year(year)
        if day is None or day in here.days:
            continue
        score = _NUMBER * (year in numbered) + _NAMED * (year in named) + _WRITTEN * (year in written)
        score += _FORETOLD * (day in here.foretold) + _WEEKDAY * (half.weekday is not None)
        score += _BETWEEN * _is_between(day, around) + _NEXT * _is_before_next(day, meeting)
        scores[day] = score + _SIBLING * _is_in_row(day, document.path, here)
    return _clearly_best(scores)


def _clearly_best(scores: Mapping[datetime.date, float]) -> datetime.date | None:
    """The day with most points, where they are enough and no other has nearly as many."""
    best = sorted(scores.items(), key=lambda entry: -entry[1])[:2]
    if not best or best[0][1] < _ENOUGH or (len(best) > 1 and best[0][1] - best[1][1] < _AHEAD):
        return None
    return best[0][0]


def _is_between(day: datetime.date, around: tuple[datetime.date, datetime.date] | None) -> bool:
    if around is None:
        return False
    first, last = around
    return first <= day <= last if first != last else abs((day - first).days) < 183


def _is_before_next(day: datetime.date, meeting: Meeting) -> bool:
    following = meeting.next_meeting.date if meeting.next_meeting else None
    return following is not None and datetime.timedelta(0) < following - day <= _NEXT_WITHIN


def _is_in_row(day: datetime.date, path: str, here: _Place) -> bool:
    """Whether the day stands between those of the files before and after in the folder, which go up or down."""
    at = bisect_left(here.by_name, (_sortable(path), datetime.date.min))
    near = [date for _name, date in here.by_name[max(0, at - 1) : at + 1]]
    if not near:
        return False
    slack = datetime.timedelta(days=0 if len(near) > 1 else 183)
    return min(near) - slack <= day <= max(near) + slack
