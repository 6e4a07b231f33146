"""What happened between two meetings: for somebody who was away, by output and by topic."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from flask import Blueprint, Response, request

from kb.knowledge import stages
from kb.library import Library
from kb.model import Decision, Meeting, OutputMention
from kb.results import Output, Topic
from kb.welcome import pack
from web.answers import answer
from web.days import day_in
from web.open_library import current_library, state_of

bp = Blueprint("absence", __name__, url_prefix="/poissa")


@dataclass(frozen=True, slots=True)
class Change:
    """An output's way in the time: where it stood before, and what happened to it, oldest first."""

    output: Output
    before: str | None
    events: tuple[OutputMention, ...]


@dataclass(frozen=True, slots=True)
class Absence:
    """What changed after `since` (a day already known to the reader) until `until`, both included in the address."""

    since: datetime.date
    until: datetime.date
    meetings: tuple[Meeting, ...]
    changes: tuple[Change, ...]
    topics: tuple[tuple[Topic, tuple[Decision, ...]], ...]
    others: tuple[Decision, ...]
    due: tuple[Decision, ...]
    new: tuple[pack.Member, ...]


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """The form, and what changed when two ends are chosen. Without them: since the meeting before the latest one."""
    library = current_library()
    days = sorted({meeting.date for meeting in library.meetings() if meeting.date}, reverse=True)
    since = day_in(request.args.get("alkaen", "")) or (days[min(2, len(days) - 1)] if days else None)
    until = day_in(request.args.get("asti", "")) or (days[0] if days else None)
    if since and until and since > until:
        since, until = until, since
    found = between(library, since, until) if since and until else None
    return answer(
        "absence/index.html",
        found,
        found=found,
        days=days,
        since=since,
        until=until,
        state_of=state_of,
        section="absence",
    )


def between(library: Library, since: datetime.date, until: datetime.date) -> Absence:
    """What changed after the first day, until the second one."""

    def is_inside(day: datetime.date | None) -> bool:
        return day is not None and since < day <= until

    meetings = tuple(meeting for meeting in library.meetings() if is_inside(meeting.date))
    decisions = [decision for meeting in meetings for decision in pack.substance(meeting)]
    topics, others = by_topic(library, decisions)
    members, _gone = pack.membership(library.people(), library.meetings())
    return Absence(
        since,
        until,
        meetings,
        tuple(change for change in (changed(output, since, until) for output in library.outputs()) if change.events),
        topics,
        others,
        tuple(decision for decision in library.decisions() if decision.due and is_inside(decision.due.date)),
        tuple(member for member in members if is_inside(member.since)),
    )


def changed(output: Output, since: datetime.date, until: datetime.date) -> Change:
    """What happened to an output in the time; mere mentions do not count."""
    strong = sorted(
        (event.date, place) for place, event in enumerate(output.events) if event.date and event.event != "mentioned"
    )
    told = [(day, output.events[place]) for day, place in strong]
    earlier = [event for day, event in told if day <= since]
    before = stages.reached(earlier) if earlier else None
    inside = [event for day, event in told if since < day <= until and event.item]
    return Change(output, before, tuple(stages.passed(inside, before or "mentioned")))


def by_topic(
    library: Library, decisions: list[Decision]
) -> tuple[tuple[tuple[Topic, tuple[Decision, ...]], ...], tuple[Decision, ...]]:
    """Decisions under the topic each fits best, every decision once; and those that fit none."""
    left = {decision.id: decision for decision in decisions}
    groups = []
    ranked = sorted(library.topics(), key=lambda topic: -len(left.keys() & set(topic.decisions)))
    for topic in ranked:
        own = tuple(left.pop(id) for id in topic.decisions if id in left)
        if own:
            groups.append((topic, own))
    return tuple(groups), tuple(left.values())
