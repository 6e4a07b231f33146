"""The front page: what matters today – the next meeting, what is late, what comes next, and what was decided last."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from flask import Blueprint, Response, current_app

from kb.agenda.drafts import Drafts
from kb.library import Library
from kb.results import State, url_of
from kb.welcome import pack
from web import examples, linked, promises
from web.answers import answer
from web.open_library import current_library, following_of, last_day, standing_day, state_of, whole_library

bp = Blueprint("front", __name__)
# As many of each as fit beside one another without one column running on alone.
_DECISIONS = 5
_PROMISES = 5
_MEETINGS = 14


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that comes next: its day, whose it is, where that is said, and the draft agenda that somebody has begun for it.
    `has_passed` where it was announced for a day that has gone by and no minutes tell of it."""

    day: datetime.date
    body: str | None
    url: str
    draft_url: str | None
    has_passed: bool = False


@bp.get("/")
def home() -> Response | str:
    """What is on the table now, for the chosen body or for all."""
    library = current_library()
    today: datetime.date = current_app.config["KB_TODAY"]()
    meetings = library.meetings()
    waiting, uncertain = promises.waiting(library)
    ended, then = last_day(library), library.states_on(standing_day(library))
    # Where minutes have ended nothing is late: it is told what was open then.
    late = [] if ended else [one for one in waiting if _is_late(then(one))]
    newest = next(iter(meetings), None)
    latest = next((meeting for meeting in meetings if pack.substance(meeting)), newest)
    decided = pack.substance(latest) if latest else []
    return answer(
        "front/index.html",
        library.info(),
        linked=linked.site(whole_library().info().name),
        info=library.info(),
        next_meeting=next_meeting(library),
        newest=newest,
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
        ended=ended,
        line=[(meeting, len(pack.substance(meeting))) for meeting in reversed([m for m in meetings if m.date][:_MEETINGS])],
        examples=examples.queries(library)[:6],
        state_of=state_of,
        section="home",
    )


def _is_late(state: State | None) -> bool:
    return state is not None and state.code == "overdue"


def next_meeting(library: Library) -> NextMeeting | None:
    """The meeting that comes next, or that was to be the next one when the body's minutes end; None when none is known."""
    found = following_of(library)
    if found is None:
        return None
    drafts = (kept for kept in Drafts.of(library.settings).all() if kept.draft.date == found.day)
    draft = next(iter(drafts), None)
    address = f"/esityslista/{draft.id}" if draft else None
    return NextMeeting(found.day, found.told_in.body, url_of("meeting", found.told_in.id), address, found.has_passed)
