"""What other programs follow: an Atom feed of the latest decisions, and a calendar of the next meetings and due dates.

Both are small enough to be written here: a feed is one template, and of iCalendar (RFC 5545) only all-day events are needed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from flask import Blueprint, Response, render_template

from kb.model import Decision, Meeting
from kb.results import url_of
from web.language import _
from web.security import root_url
from web.shelf import library

bp = Blueprint("feeds", __name__)
ENTRIES = 50


@bp.get("/syote.xml")
def atom() -> Response:
    """The latest decisions as an Atom feed (RFC 4287)."""
    shelf = library()
    decisions = [decision for decision in shelf.decisions() if decision.kind != "procedural"][:ENTRIES]
    text = render_template(
        "feeds/atom.xml",
        decisions=decisions,
        host=root_url(),
        info=shelf.info(),
        updated=_stamp(shelf.info().built_at),
    )
    return Response(text, mimetype="application/atom+xml")


@bp.get("/kalenteri.ics")
def calendar() -> Response:
    """The next meetings and the due dates of open promises."""
    shelf = library()
    events = [*_meetings(shelf.meetings()), *_promises(shelf.decisions(state=("open", "overdue")))]
    host = root_url()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kokousmuisti//FI", "CALSCALE:GREGORIAN"]
    for day, name, path in events:
        lines += _event(day, name, host + path)
    lines.append("END:VCALENDAR")
    return Response("".join(f"{fold(line)}\r\n" for line in lines), mimetype="text/calendar")


Event = tuple[datetime.date, str, str]


def _meetings(meetings: Iterable[Meeting]) -> Iterator[Event]:
    seen: set[tuple[str | None, datetime.date]] = set()
    held = {(meeting.body_id, meeting.date) for meeting in meetings}
    for meeting in meetings:
        following = meeting.next_meeting
        key = (meeting.body_id, following.date) if following and following.date else None
        if following and following.date and key and key not in seen and key not in held:
            seen.add(key)
            yield following.date, _("Kokous: %(body)s", body=meeting.body or ""), url_of("meeting", meeting.id)


def _promises(decisions: Iterable[Decision]) -> Iterator[Event]:
    for decision in decisions:
        if decision.due and decision.due.date:
            yield decision.due.date, _("Määräaika: %(text)s", text=decision.text), url_of("decision", decision.id)


def _event(day: datetime.date, name: str, url: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{escape(url.partition('//')[2])}",
        f"DTSTAMP:{day:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"SUMMARY:{escape(name)}",
        f"URL:{url}",
        "END:VEVENT",
    ]


def escape(text: str) -> str:
    r"""A text value as RFC 5545 (3.3.11) wants it.

    >>> escape("Migri, UM; ja\nmuut")
    'Migri\\, UM\\; ja\\nmuut'
    """
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")


def fold(line: str) -> str:
    """A content line cut to 75 octets with a space before each continuation (RFC 5545, 3.1), never inside a character."""
    parts, part, length = [], "", 0
    for character in line:
        octets = len(character.encode())
        if length + octets > 74:
            parts.append(part)
            part, length = "", 0
        part += character
        length += octets
    return "\r\n ".join([*parts, part])


def _stamp(built_at: str) -> str:
    try:
        return datetime.datetime.fromisoformat(built_at).astimezone().isoformat(timespec="seconds")
    except ValueError:
        return built_at
