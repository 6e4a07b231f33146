"""Pictures drawn on the server as SVG, each with its table: the timeline, attendance, topics by meeting, promises by month."""

from __future__ import annotations

from flask import Blueprint, Response

from kb.results import url_of
from kb.welcome import pack
from web import drawing
from web.answers import answer
from web.shelf import library, state_of

bp = Blueprint("pictures", __name__, url_prefix="/kuvat")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """The pictures."""
    shelf = library()
    meetings = shelf.meetings()
    over = drawing.scale(meetings)
    top = 150
    months = drawing.months(shelf.decisions(), state_of)
    return answer(
        "pictures/index.html",
        {"promises": [{"year": m.year, "month": m.month, "counts": dict(m.counts)} for m in months]},
        over=over,
        stops=drawing.stops(meetings, over, lambda meeting: len(pack.substance(meeting))) if over else [],
        ways=drawing.ways(shelf.outputs(), over, top) if over else [],
        top=top,
        people=drawing.attendance(shelf.people(), meetings, lambda person: url_of("person", person.slug)),
        topics=drawing.topic_map(shelf.topics(), meetings, lambda topic: url_of("topic", topic.slug)),
        months=months,
        WIDTH=drawing.WIDTH,
        LEFT=drawing.LEFT,
        CELL=drawing.CELL,
        section="pictures",
    )
