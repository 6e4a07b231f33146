"""When a body meets next, and on which day what is open is told."""

from __future__ import annotations

import datetime

from kb.knowledge.following import following, standing_day
from kb.model import Meeting, NextMeeting

TODAY = datetime.date(2031, 5, 14)


def minutes(day: str, announced: str | None = None, body: str = "rantaryhma", kind: str = "minutes") -> Meeting:
    date = datetime.date.fromisoformat(day)
    following = NextMeeting(datetime.date.fromisoformat(announced), "Seuraava kokous") if announced else None
    return Meeting(day, body, None, None, date, next_meeting=following, body_id=body, kind=kind)  # type: ignore[arg-type]


def test_the_nearest_day_to_come_of_agendas_and_announcements_is_the_next_meeting() -> None:
    held = [minutes("2031-04-10", "2031-06-12"), minutes("2031-03-10", "2031-04-10")]
    found = following(held, [minutes("2031-06-05", kind="agenda")], TODAY)

    assert found is not None
    assert (found.day, found.told_in.id, found.has_passed) == (datetime.date(2031, 6, 5), "2031-06-05", False)


def test_a_day_that_the_newest_minutes_announced_and_that_has_passed_is_told_as_such() -> None:
    found = following([minutes("2031-01-10", "2031-02-12"), minutes("2030-12-10", "2031-01-10")], [], TODAY)

    assert found is not None and (found.day, found.has_passed) == (datetime.date(2031, 2, 12), True)
    assert following([minutes("2031-04-10"), minutes("2031-01-10", "2031-02-12")], [], TODAY) is None


def test_of_several_bodies_nobodys_passed_day_is_told() -> None:
    assert following([minutes("2031-01-10", "2031-02-12"), minutes("2031-04-10", body="metsa")], [], TODAY) is None


def test_what_is_open_is_told_today_or_where_minutes_have_ended_as_it_was_then() -> None:
    assert standing_day([minutes("2030-09-10")], TODAY) == TODAY
    assert standing_day([minutes("2029-04-10"), minutes("2029-01-10")], TODAY) == datetime.date(2029, 4, 11)
    assert standing_day([], TODAY) == TODAY
