"""Meetings: the list by year, a meeting's page that reads like its minutes, and each item's own page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as BaseResponse

from kb.errors import NoSuch
from kb.model import Attendee, Meeting
from kb.results import url_of
from web import chains, linked, names, papers, reading, tables
from web.answers import answer
from web.door import note_read
from web.open_library import current_library, state_of

bp = Blueprint("meetings", __name__, url_prefix="/kokoukset")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """Every meeting, newest first, under its year."""
    meetings = current_library().meetings()
    years = [(year, tuple(group)) for year, group in groupby(meetings, key=lambda m: m.date.year if m.date else None)]
    return answer(
        "meetings/index.html",
        meetings,
        lambda: tables.meetings(meetings),
        years=years,
        handled=handled,
        section="meetings",
    )


@bp.get("/<id>")
def show(id: str) -> Response | BaseResponse | str:
    """One meeting, as good minutes read. An address that names only the day leads to the meetings of the day."""
    library = current_library()
    try:
        meeting = library.meeting(id)
    except NoSuch:
        if not (held := library.meetings_on(id)):
            raise
        return of_day(held)
    note_read(library, *meeting.documents)
    previous, following = library.neighbours(id)
    groups, loose = group_attendees(meeting.attendees), reading.loose(meeting)
    return answer(
        "meetings/show.html",
        meeting,
        paper=lambda: papers.meeting(meeting, groups, loose, state_of),
        linked=linked.meeting(meeting, names.people(library)),
        meeting=meeting,
        items=reading.read_items(meeting),
        loose=loose,
        groups=groups,
        previous=previous,
        following=following,
        state_of=state_of,
        person_url=names.people(library),
        organisation_url=names.organisations(library),
        section="meetings",
    )


def of_day(held: Sequence[Meeting]) -> Response | BaseResponse | str:
    """The only meeting of a day, or all of them to choose from."""
    if len(held) == 1:
        return redirect(url_of("meeting", held[0].id), code=302)
    return answer(
        "meetings/index.html", held, years=[(None, tuple(held))], handled=handled, section="meetings", day=held[0].date
    )


@bp.get("/<id>/<item>")
def show_item(id: str, item: str) -> Response | BaseResponse | str:
    """One item of a meeting, with what was handled on the same matter before and after."""
    library = current_library()
    meeting = library.meeting(id)
    wanted = next((entry for entry in meeting.items if entry.id == f"{id}/{item}"), None)
    if wanted is None:
        found = meeting.item(item)
        if found is None:
            raise NoSuch(id=f"{id}/{item}")
        return redirect(url_of("item", found.id), code=301)
    note_read(library, *meeting.documents)
    place = meeting.items.index(wanted)
    own = (wanted, *(entry for entry in meeting.items if entry.parent == wanted.number))
    numbers = {entry.number for entry in own}
    matter = chains.chain_of(library, wanted.id)
    return answer(
        "meetings/item.html",
        wanted,
        linked=linked.item(wanted, meeting),
        meeting=meeting,
        item=wanted,
        reads=[reading.read_item(entry, meeting.decisions) for entry in own],
        outputs=[mention for mention in meeting.outputs if mention.item in numbers],
        attachments=[a for a in meeting.attachments if wanted.number in a.items],
        previous=meeting.items[place - 1] if place else None,
        following=meeting.items[place + 1] if place + 1 < len(meeting.items) else None,
        same=(*matter.later, *matter.earlier),
        person_url=names.people(library),
        state_of=state_of,
        section="meetings",
    )


def group_attendees(attendees: Iterable[Attendee]) -> list[tuple[str | None, list[Attendee]]]:
    """Who was there, under their organisations in the order of the minutes; the absent under theirs."""
    groups: dict[str | None, list[Attendee]] = {}
    for attendee in attendees:
        groups.setdefault(attendee.organisation, []).append(attendee)
    return list(groups.items())


def handled(meeting: Meeting) -> list[str]:
    """The titles that tell what a meeting was about: those of items with decisions of substance, else of all items."""
    decided = {
        decision.item for decision in meeting.decisions if decision.kind != "procedural" and decision.confidence != "low"
    }
    titles = [item.title for item in meeting.items if item.number in decided]
    return titles or [item.title for item in meeting.items if item.parent is None]
