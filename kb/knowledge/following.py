"""When a body meets next: one answer for every page, from agendas and from what minutes announce; and whether minutes have ended."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kb.model import Meeting

# Minutes whose newest are older than this have ended: what they leave open nobody knows any more.
_ENDED: Final = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Following:
    """The meeting that comes next: its day and the minutes or the agenda that tell it. `has_passed` where it was announced for a
    day that has gone by, and no minutes tell of it."""

    day: datetime.date
    told_in: Meeting
    has_passed: bool = False


def following(held: Sequence[Meeting], agendas: Iterable[Meeting], today: datetime.date) -> Following | None:
    """The nearest meeting from today on; of one body also the one that its newest minutes announced for a day that has passed."""
    coming = [Following(meeting.date, meeting) for meeting in agendas if meeting.date and meeting.date >= today]
    coming += [Following(day, meeting) for meeting in held if (day := _announced(meeting)) and day >= today]
    return min(coming, key=lambda found: found.day) if coming else _passed(held)


def _passed(held: Sequence[Meeting]) -> Following | None:
    """What the newest minutes of one body announced, where it is after them."""
    newest = max((meeting for meeting in held if meeting.date), key=_day, default=None)
    if newest is None or any(meeting.body_id != newest.body_id for meeting in held):
        return None
    day = _announced(newest)
    return Following(day, newest, has_passed=True) if day and day > _day(newest) else None


def standing_day(held: Iterable[Meeting], today: datetime.date) -> datetime.date:
    """The day on which what is open is told: today; where minutes have ended, the day after the newest of them."""
    newest = max((meeting.date for meeting in held if meeting.date), default=None)
    return newest + datetime.timedelta(days=1) if newest and today - newest > _ENDED else today


def _announced(meeting: Meeting) -> datetime.date | None:
    return meeting.next_meeting.date if meeting.next_meeting else None


def _day(meeting: Meeting) -> datetime.date:
    return meeting.date or datetime.date.min
