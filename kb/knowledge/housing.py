"""Bodies as people have put them right: two that are one merged, and one that is two parted by what the minutes call it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kb.model import Decision, Meeting
from kb.results import Body
from kb.slugs import slug


def _parted(known: dict[str, Body], parted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Makes bodies of names that are another body's; a body's id and such a name → the id of the body that is made."""
    own: dict[tuple[str, str], str] = {}
    for id, name in parted:
        new = slug(name) if slug(name) not in known else f"{slug(name)}-2"
        if id in known and new not in known:
            known[new] = Body(new, name, (name,))
            own[id, slug(name)] = new
            known[id] = _without(known[id], name)
    return own


def housed(
    meetings: Sequence[Meeting], bodies: Iterable[Body], into: Mapping[str, str], parted: Iterable[tuple[str, str]]
) -> tuple[tuple[Meeting, ...], tuple[Body, ...]]:
    """The meetings with their bodies and the bodies, the one with most meetings first. `into` tells which body's id was merged
    into which; `parted` are a body's id and a name of it that is another body's."""
    if not into and not parted:
        return tuple(meetings), tuple(bodies)
    known = {body.id: body for body in bodies}
    own = _parted(known, parted)
    homes = {id: _home(id, into) for id in known}
    for id, home in homes.items():
        if home != id and home in known:
            known[home] = replace(known[home], names=tuple(dict.fromkeys((*known[home].names, *known[id].names))))
    shown = tuple(_moved(meeting, own, homes, known) for meeting in meetings)
    left = [_counted(known[id], shown) for id, home in homes.items() if home == id or home not in known]
    return shown, tuple(sorted(left, key=lambda body: (-body.meetings, body.name.casefold())))


def _without(body: Body, name: str) -> Body:
    names = tuple(other for other in body.names if slug(other) != slug(name)) or body.names
    return replace(body, names=names, name=body.name if slug(body.name) != slug(name) else names[0])


def _home(id: str, into: Mapping[str, str]) -> str:
    seen, home = {id}, id
    while home in into:
        home = into[home]
        if home in seen:
            return id
        seen.add(home)
    return home


def _moved(
    meeting: Meeting, own: Mapping[tuple[str, str], str], homes: Mapping[str, str], known: Mapping[str, Body]
) -> Meeting:
    if meeting.body_id is None:
        return meeting
    id = own.get((meeting.body_id, slug(meeting.body_said or "")), meeting.body_id)
    home = homes.get(id, id)
    if home == meeting.body_id or home not in known:
        return meeting
    name = known[home].name
    decisions = tuple(replace(decision, body=name) for decision in meeting.decisions)
    return replace(meeting, body_id=home, body=name if meeting.body else None, decisions=decisions)


def _counted(body: Body, meetings: Iterable[Meeting]) -> Body:
    held = [meeting for meeting in meetings if meeting.body_id == body.id and meeting.kind == "minutes"]
    days = [meeting.date for meeting in held if meeting.date]
    return replace(body, first=min(days, default=None), last=max(days, default=None), meetings=len(held))


def renamed(decisions: Iterable[Decision], meetings: Iterable[Meeting], bodies: Iterable[Body]) -> tuple[Decision, ...]:
    """The decisions under the names of the bodies that their meetings are of; a report's promise under the name that its body has
    now."""
    names: dict[str | None, str | None] = {meeting.id: meeting.body for meeting in meetings}
    shown = {slug(name): body.name for body in bodies for name in body.names}
    return tuple(
        decision if decision.body == (name := _name(decision, names, shown)) else replace(decision, body=name)
        for decision in decisions
    )


def _name(decision: Decision, names: Mapping[str | None, str | None], shown: Mapping[str, str]) -> str | None:
    if decision.meeting is None:
        return shown.get(slug(decision.body or ""), decision.body)
    return names.get(decision.meeting, decision.body)
