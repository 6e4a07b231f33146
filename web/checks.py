"""What is unsure, in one list: each question with its words, its place and two keys, yes and no, and the way back."""

from __future__ import annotations

import datetime
from typing import Final

from flask import Blueprint, Response, current_app

from kb.errors import NoSuch
from kb.library import Library
from kb.model import AgendaItem, Meeting
from kb.relations import Link
from web import notebook
from web.accounts.rights import SECRETARYS
from web.answers import answer, whole
from web.open_library import current_library

bp = Blueprint("checks", __name__, url_prefix="/tarkistettavat")
PAGE: Final = 30
_UNDOABLE: Final = 5


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """The questions that wait, the weightiest first, and the latest answers."""
    library = current_library()
    today: datetime.date = current_app.config["KB_TODAY"]()
    waiting = library.unsure(today)
    page = whole("s", 1, 1, max(1, -(-len(waiting) // PAGE)))
    offset = (page - 1) * PAGE
    return answer(
        "checks/index.html",
        waiting,
        waiting=waiting[offset : offset + PAGE],
        total=len(waiting),
        limit=PAGE,
        offset=offset,
        ends={one.target: later_end(library, one.link) for one in waiting[offset : offset + PAGE] if one.link},
        marks=[(target, notebook.shown(library, target, entry)) for target, entry in library.said()[:_UNDOABLE]],
        seen={one.target: notebook.last_entry(library, one.target) for one in waiting[offset : offset + PAGE]},
        who=notebook.who(),
        SECRETARYS=SECRETARYS,
        section="checks",
    )


def later_end(library: Library, link: Link) -> tuple[Meeting, AgendaItem] | None:
    """The later item that a link names, with its meeting; None when it is not to be seen."""
    try:
        meeting = library.meeting(link.later.partition("/")[0])
    except NoSuch:
        return None
    item = next((item for item in meeting.items if item.id == link.later), None)
    return (meeting, item) if item else None
