"""Deadlines that name a meeting become the day of that meeting: the one that was held, or the one that is announced."""

from __future__ import annotations

import calendar
import datetime
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from indexer.relate.units import bodies
from kb.dates import Deadline, find_deadline
from kb.model import Decision, Meeting

# So far a meeting may be moved from the day that was announced; so long bodies that meet at all are apart.
_MOVED: Final = datetime.timedelta(days=45)
_BETWEEN_MEETINGS: Final = datetime.timedelta(days=200)


def resolve(meetings: Sequence[Meeting], same: Iterable[tuple[str, ...]] = ()) -> tuple[Meeting, ...]:
    """The meetings with their decisions' deadlines resolved, in the given order; `same` as in `units.bodies`."""
    days: dict[str, tuple[datetime.date, ...]] = {}
    for group in bodies(meetings, same):
        own = _days(group, meetings)
        days.update({meeting.id: own for meeting in group})
    return tuple(
        replace(meeting, decisions=tuple(_resolved(decision, meeting, days[meeting.id]) for decision in meeting.decisions))
        if meeting.id in days
        else meeting
        for meeting in meetings
    )


def _days(group: Sequence[Meeting], meetings: Iterable[Meeting]) -> tuple[datetime.date, ...]:
    """The body's meeting days, those announced after the last one held included."""
    held = [meeting.date for meeting in group if meeting.date]
    announced = [group[-1].next_meeting.date] if group[-1].next_meeting and group[-1].next_meeting.date else []
    names = {meeting.body for meeting in group} | {None}
    called = [meeting.date for meeting in meetings if meeting.kind == "agenda" and meeting.date and meeting.body in names]
    ahead = [day for day in (*announced, *called) if day > held[-1]]
    return tuple(sorted({*held, *ahead}))


def _resolved(decision: Decision, meeting: Meeting, days: Sequence[datetime.date]) -> Decision:
    due = decision.due
    if due is None or due.date is not None or meeting.date is None:
        return decision
    found = find_deadline(due.text, meeting.date)
    day = meant(found, meeting.date, days) if found else None
    if found and found.meeting == "next":
        day = _agreed(day, meeting.date, meeting.next_meeting.date if meeting.next_meeting else None)
    return replace(decision, due=replace(due, date=day, meeting=True)) if day else decision


def _agreed(held: datetime.date | None, today: datetime.date, announced: datetime.date | None) -> datetime.date | None:
    """The day of the next meeting: the one that was held, unless that was far from the day that was announced.

    Minutes between may be lacking, so that the next one known is not the one that was meant.

    >>> day = datetime.date
    >>> str(_agreed(day(2025, 2, 6), day(2024, 12, 17), day(2025, 2, 4)))
    '2025-02-06'
    >>> str(_agreed(day(2025, 11, 27), day(2024, 12, 17), day(2025, 2, 4))), _agreed(day(2025, 11, 27), day(2024, 12, 17), None)
    ('2025-02-04', None)
    """
    if announced is not None and announced > today:
        return held if held is not None and abs(held - announced) <= _MOVED else announced
    return held if held is not None and held - today <= _BETWEEN_MEETINGS else None


def meant(deadline: Deadline, today: datetime.date, days: Sequence[datetime.date]) -> datetime.date | None:
    """The day of the meeting that a deadline names, or None while nobody has said when that is.

    A month in which the body did not meet ends on its last day, once the body has met later.

    >>> from kb.dates import find_deadline
    >>> held = [datetime.date(2024, 12, 17), datetime.date(2025, 2, 4), datetime.date(2025, 3, 11)]
    >>> str(meant(find_deadline("seuraavaan kokoukseen", held[0]), held[0], held))
    '2025-02-04'
    >>> str(meant(find_deadline("maaliskuun ohryyn", held[0]), held[0], held))
    '2025-03-11'
    >>> str(meant(find_deadline("tammikuun ohryyn", held[0]), held[0], held))
    '2025-01-31'
    """
    later = days[bisect_right(days, today) :]
    if deadline.meeting == "next":
        return later[0] if later else None
    if deadline.meeting == "month" and deadline.month:
        month = deadline.month
        same = [day for day in later if (day.year, day.month) == (month.year, month.month)]
        if same:
            return same[0]
        last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
        return last if any(day > last for day in later) else None
    return None
