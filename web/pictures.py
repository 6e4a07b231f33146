"""Pictures, each of which is a table too: the timeline, promises by month, topics and attendance by meeting."""

from __future__ import annotations

from flask import Blueprint, Response

from kb.results import url_of
from kb.welcome import pack
from web import drawing, topics
from web.answers import answer
from web.open_library import current_library, state_of

bp = Blueprint("pictures", __name__, url_prefix="/kuvat")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """The pictures."""
    library = current_library()
    columns = drawing.columns(library.meetings())
    dues = drawing.dues(library.decisions(), state_of)
    return answer(
        "pictures/index.html",
        {"promises": [{"year": span.year, "months": span.label, "counts": dict(span.counts)} for span in dues]},
        columns=columns,
        years=drawing.years(columns),
        counts=drawing.counts(columns, lambda meeting: len(pack.substance(meeting))),
        tracks=drawing.tracks(library.outputs(), columns),
        people=drawing.attendance(library.people(), columns, lambda person: url_of("person", person.slug)),
        topics=drawing.topic_map(topics.by_handling(library.topics()), columns, lambda topic: url_of("topic", topic.slug)),
        dues=dues,
        due_states=drawing.DUE_STATES,
        section="pictures",
    )
