"""The front page: what matters today – the next meeting, what is late, what comes next, and what was decided last."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, Response, current_app

from kb.agenda.drafts import Drafts
from kb.library import Library
from kb.model import Decision, Meeting
from kb.results import url_of
from kb.welcome import pack
from web import examples, linked, promises
from web.answers import answer
from web.open_library import current_library, state_of, whole_library

bp = Blueprint("front", __name__)
# As many of each as fit beside one another without one column running on alone.
_DECISIONS = 5
_PROMISES = 5
_MEETINGS = 14


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that comes next: its day, whose it is, where that is said, and the draft agenda that somebody has begun for it."""

    day: datetime.date
    body: str | None
    url: str
    draft_url: str | None


@bp.get("/")
def home() -> Response | str:
    """What is on the table now, for the chosen body or for all."""
    library = current_library()
    today: datetime.date = current_app.config["KB_TODAY"]()
    meetings = library.meetings()
    waiting, uncertain = promises.waiting(library)
    late = [decision for decision in waiting if _is_late(decision)]
    latest = next((meeting for meeting in meetings if pack.substance(meeting)), next(iter(meetings), None))
    decided = pack.substance(latest) if latest else []
    return answer(
        "front/index.html",
        library.info(),
        linked=linked.site(whole_library().info().name),
        info=library.info(),
        next_meeting=next_meeting(library, today),
        latest=latest,
        decided=decided[:_DECISIONS],
        more_decided=max(0, len(decided) - _DECISIONS),
        late=late[:_PROMISES],
        more_late=max(0, len(late) - _PROMISES),
        coming=[decision for decision in waiting if decision not in late][: max(2, _PROMISES - len(late))],
        waiting=len(waiting),
        uncertain=len(uncertain),
        unsure=len(library.unsure(today)),
        outputs=library.outputs(),
        line=[(meeting, len(pack.substance(meeting))) for meeting in reversed([m for m in meetings if m.date][:_MEETINGS])],
        examples=examples.queries(library)[:6],
        state_of=state_of,
        section="home",
    )


def _is_late(decision: Decision) -> bool:
    state = state_of(decision)
    return state is not None and state.code == "overdue"


def next_meeting(library: Library, today: datetime.date) -> NextMeeting | None:
    """The nearest meeting from today on that an agenda is for or that minutes announce; None when none is known."""
    known = sorted(_announced(library.meetings(), library.meetings(kind="agenda"), today), key=lambda found: found[0])
    if not known:
        return None
    day, body, url = known[0]
    drafts = (kept for kept in Drafts.of(library.settings).all() if kept.draft.date == day)
    draft = next(iter(drafts), None)
    return NextMeeting(day, body, url, f"/esityslista/{draft.id}" if draft else None)


def _announced(
    held: Iterable[Meeting], agendas: Iterable[Meeting], today: datetime.date
) -> Iterable[tuple[datetime.date, str | None, str]]:
    for meeting in agendas:
        if meeting.date and meeting.date >= today:
            yield meeting.date, meeting.body, url_of("meeting", meeting.id)
    for meeting in held:
        following = meeting.next_meeting
        if following and following.date and following.date >= today:
            yield following.date, meeting.body, url_of("meeting", meeting.id)
