"""Bodies (toimielimet): the list, and a page for each: what it is for, who is in it, what comes next, what is open."""

from __future__ import annotations

import datetime

from flask import Blueprint, Response, current_app

from kb.results import Body
from kb.welcome import pack
from web import choice, linked, newcomer, notebook, promises
from web.answers import answer
from web.open_library import following_of, last_day, state_of, whole_library

bp = Blueprint("bodies", __name__, url_prefix="/toimielimet")
_LATEST = 6
_TOPICS = 14


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """Every body, the one with most meetings first."""
    library = whole_library()
    return answer("bodies/index.html", library.bodies(), every=library.bodies(), section="bodies")


@bp.get("/<id>")
def show(id: str) -> Response | str:
    """One body, whichever is chosen."""
    found = whole_library().body_of(id)
    library = whole_library().of(found.id)
    today: datetime.date = current_app.config["KB_TODAY"]()
    meetings = library.meetings()
    members, _gone = pack.membership(library.people(), meetings)
    waiting, uncertain = promises.waiting(library)
    return answer(
        "bodies/show.html",
        found,
        linked=linked.body(found),
        found=found,
        tasks=pack.tasks(meetings),
        interval=pack.interval(meetings),
        members=members,
        coming=pack.coming(library, today),
        event=newcomer.event,
        open=waiting,
        uncertain=len(uncertain),
        outputs=library.outputs(),
        topics=library.topics()[:_TOPICS],
        latest=meetings[:_LATEST],
        ended=last_day(library),
        following=following_of(library),
        count=len(meetings),
        called=_called(found),
        others=[_choice(body) for body in choice.bodies() if body.id != found.id],
        merges=notebook.merges(whole_library(), "merge_bodies", found.id),
        parts=[entry for _target, entry in whole_library().said() if entry.what == "part_body" and entry.target == found.id],
        who=notebook.who(),
        state_of=state_of,
        whose=lambda thing: "",
        section="bodies",
    )


def _called(body: Body) -> list[str]:
    """What else the minutes call it."""
    return [name for name in body.names if name != body.name]


def _choice(body: Body) -> dict[str, str]:
    return {"slug": body.id, "name": body.name}
