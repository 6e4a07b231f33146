"""What other programs follow: Atom feeds of decisions or of a search, and calendars of the next meetings and due dates.

Both take the filters of the pages they stand for (`toimielin`, `organisaatio`, `henkilo`, `aihe`, `tuotos` …; a feed also `q`).
Ids do not change from one build to the next, so that nothing is shown to anybody twice.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template, request
from icalendar import Calendar, Event

from kb.library import Library
from kb.model import Decision, Meeting
from kb.results import DecisionFilter, Hit, url_of
from web import words
from web.answers import address
from web.decisions import read_filter
from web.formats import said
from web.language import _
from web.open_library import current_library, state_of
from web.security import root_url

bp = Blueprint("feeds", __name__)
ENTRIES = 50
_NAMES = uuid.uuid5(uuid.NAMESPACE_DNS, "kokousmuisti")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: `id` is a URN that stays, `path` the address on this server, `stamp` when it came to be (RFC 3339),
    `state` where a decision stands, as its code and in words that say how sure it is; None where nothing is claimed."""

    id: str
    title: str
    path: str
    stamp: str
    category: tuple[str, str]
    text: str
    state: tuple[str, str] | None = None


@bp.get("/syote.xml")
def atom() -> Response:
    """The latest decisions that the address's filters leave, or the hits of a search (`q`), newest first, as an Atom feed (RFC 4287)."""
    library = current_library()
    query = request.args.get("q", "").strip()
    if query:
        hits = library.search(query, sort="date", limit=ENTRIES).hits
        entries = [_hit(hit, library) for hit in hits]
    else:
        found = [decision for decision in library.decisions(read_filter()) if decision.kind != "procedural"]
        entries = [_decision(decision, library) for decision in found[:ENTRIES]]
    built = _stamp(library.info().built_at)
    text = render_template(
        "feeds/atom.xml",
        entries=entries,
        host=root_url(),
        own=address(),
        feed_id=_urn(library, "feed", address()),
        title=query or _chosen() or _("Uusimmat päätökset"),
        info=library.info(),
        updated=max((entry.stamp for entry in entries), default=built),
    )
    return Response(text, mimetype="application/atom+xml")


@bp.get("/kalenteri.ics")
def calendar() -> Response:
    """The next meetings and the due dates of open promises; `toimielin`, `organisaatio` and `henkilo` limit them (RFC 5545)."""
    library = current_library()
    wanted = read_filter()
    made = Calendar()
    made.add("prodid", "-//Kokousmuisti//FI")
    made.add("version", "2.0")
    made.add("x-wr-calname", _chosen() or library.info().name or "Kokousmuisti")
    for event in (*_meetings(library, wanted), *_due_days(library, wanted)):
        made.add_component(event)
    return Response(made.to_ical(), mimetype="text/calendar")


def _chosen() -> str:
    """The values of the filters in the address, for a title."""
    names = ("toimielin", "organisaatio", "henkilo", "aihe", "tuotos", "kokous")
    return ", ".join(value for name in names for value in request.args.getlist(name) if value)


def _urn(library: Library, kind: str, id: str) -> str:
    """An id that stays: made of the library's public address or folder and the thing's own id, never of this server's address."""
    home = library.settings.public_url or library.settings.corpus.name
    return uuid.uuid5(_NAMES, f"{home}\n{kind}\n{id}").urn


def _key(decision: Decision, library: Library) -> str:
    """What stays of a decision when its minutes are edited elsewhere and its item gets another number: its meeting or report, what
    its item is called, its words, and which of the same words it is."""
    same = [one.id for one in library.beside(decision) if (one.item_title, one.text) == (decision.item_title, decision.text)]
    place = same.index(decision.id) if decision.id in same else 0
    return "\n".join((decision.meeting or decision.home, decision.item_title or "", decision.text, str(place)))


def _decision(decision: Decision, library: Library) -> Entry:
    kind = words.DECISIONS[decision.kind].name
    about = decision.subject or decision.item_title
    title = f"{kind}: {about}" if about else f"{kind}: {said(decision, 100)}"
    text = decision.content or decision.text
    path = url_of("decision", decision.id)
    urn, day = _urn(library, "decision", _key(decision, library)), _day(decision.date, library)
    state = state_of(decision)
    name = words.state_name(state)
    told = (state.code, name) if state and name else None
    return Entry(urn, title, path, day, (decision.kind, str(kind)), text, told)


def _hit(hit: Hit, library: Library) -> Entry:
    if hit.kind == "decision":
        return _decision(library.decision(hit.id), library)
    name = words.HITS[hit.kind].name
    stamp = _day(hit.date, library)
    return Entry(_urn(library, hit.kind, hit.id), f"{name}: {hit.title}", hit.url, stamp, (hit.kind, str(name)), hit.text)


def _day(day: datetime.date | None, library: Library) -> str:
    return f"{day.isoformat()}T12:00:00Z" if day else _stamp(library.info().built_at)


def _meetings(library: Library, wanted: DecisionFilter) -> Iterator[Event]:
    if wanted.organisation or wanted.person:
        return
    meetings = library.meetings()
    held = {(meeting.body_id, meeting.date) for meeting in meetings}
    for meeting, day, quote in _announced(meetings):
        if (meeting.body_id, day) not in held:
            held.add((meeting.body_id, day))
            name = _("Kokous: %(body)s", body=meeting.body or "")
            yield _event(library, f"{meeting.body_id}/{day}", day, name, quote, url_of("meeting", meeting.id), meeting.date)


def _announced(meetings: Iterable[Meeting]) -> Iterator[tuple[Meeting, datetime.date, str]]:
    for meeting in meetings:
        if meeting.next_meeting and meeting.next_meeting.date:
            yield meeting, meeting.next_meeting.date, meeting.next_meeting.quote


def _due_days(library: Library, wanted: DecisionFilter) -> Iterator[Event]:
    for decision in library.decisions(replace(wanted, state=("open", "overdue"))):
        if decision.due and decision.due.date:
            text = decision.content or decision.text
            name = _("Määräaika: %(text)s", text=decision.subject or text)
            yield _event(
                library, _key(decision, library), decision.due.date, name, text, url_of("decision", decision.id), decision.date
            )


def _event(
    library: Library, id: str, day: datetime.date, name: str, text: str, path: str, said_on: datetime.date | None
) -> Event:
    """A whole day. The stamp is the day on which it was said, the same whenever it is asked for."""
    event = Event()
    event.add("uid", _urn(library, "event", id).removeprefix("urn:uuid:"))
    event.add("dtstamp", datetime.datetime.combine(said_on or day, datetime.time(12), datetime.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("summary", name)
    event.add("description", text)
    event.add("url", root_url() + path)
    event.add("transp", "TRANSPARENT")
    return event


def _stamp(built_at: str) -> str:
    try:
        return datetime.datetime.fromisoformat(built_at).astimezone().isoformat(timespec="seconds")
    except ValueError:
        return built_at
