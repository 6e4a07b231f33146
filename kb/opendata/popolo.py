"""Bodies, people, memberships, motions and votes in the shapes of Popolo (popoloproject.com), as far as minutes tell them.

What minutes do not say is null. A motion is a decision of substance as the minutes word it; a vote is told where they record one,
in their own words: no counts are made of them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final, Literal

from kb.library import Library
from kb.model import Decision
from kb.results import Person, Role, RoleCode, url_of

Result = Literal["pass", "fail"]
_RESULTS: Final[dict[str, Result]] = {
    "agreement": "pass",
    "decision": "pass",
    "approval": "pass",
    "assignment": "pass",
    "election": "pass",
    "rejected": "fail",
}


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name of a person or an organization."""

    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where it is told: the address of a page of this server, and what it is."""

    url: str
    note: str


@dataclass(frozen=True, slots=True)
class PopoloOrganization:
    """A Popolo Organization: a body whose minutes are here ("body"), or an organization that people are from ("organization")."""

    id: str
    name: str
    classification: Literal["body", "organization"]
    other_names: tuple[OtherName, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PopoloPerson:
    """A Popolo Person: somebody the minutes name."""

    id: str
    name: str
    other_names: tuple[OtherName, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PopoloMembership:
    """A Popolo Membership: a role in a body, from which day to which as far as the minutes say, or that somebody is from an
    organization (`role` null)."""

    id: str
    person_id: str
    organization_id: str
    role: RoleCode | None
    label: str | None
    start_date: datetime.date | None
    end_date: datetime.date | None


@dataclass(frozen=True, slots=True)
class PopoloMotion:
    """A Popolo Motion: a decision of substance in the words of the minutes. `result` is null where it was postponed or noted;
    `vote_event_id` null where no vote is recorded."""

    id: str
    organization_id: str | None
    legislative_session_id: str
    text: str
    classification: str
    date: datetime.date | None
    result: Result | None
    vote_event_id: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PopoloVoteEvent:
    """A Popolo VoteEvent: a vote in the words of the minutes (`note`), with the dissent that they record."""

    id: str
    motion_id: str
    organization_id: str | None
    legislative_session_id: str
    start_date: datetime.date | None
    result: Result | None
    note: str
    dissent: str | None


def organizations(library: Library, root: str) -> tuple[PopoloOrganization, ...]:
    """The bodies, and the organizations that people are from; `root` is this server's address."""
    bodies = (
        PopoloOrganization(_body_id(body.id), body.name, "body", _others(body.names, body.name), _page(root, "body", body.id))
        for body in library.bodies()
    )
    others = (
        PopoloOrganization(
            _organization_id(one.slug),
            one.name,
            "organization",
            _others(one.names, one.name),
            _page(root, "organisation", one.slug),
        )
        for one in library.organisations()
    )
    return (*bodies, *others)


def people(library: Library, root: str) -> tuple[PopoloPerson, ...]:
    """Everybody the minutes name."""
    return tuple(
        PopoloPerson(person.slug, person.name, _others(person.names, person.name), _page(root, "person", person.slug))
        for person in library.people()
    )


def memberships(library: Library, root: str) -> tuple[PopoloMembership, ...]:
    """Roles in bodies that have minutes here, and the organizations that people are from."""
    ids = {body.id for body in library.bodies()}
    slugs = {one.name: one.slug for one in library.organisations()}
    found = []
    for person in library.people():
        found += [_role(person, role, role.body_id) for role in person.roles if role.body_id in ids and role.body_id]
        found += [_from(person, slugs[name]) for name in person.organisations if name in slugs]
    # One role of one time may be told twice, by two minutes.
    return tuple({one.id: one for one in found}.values())


def motions(library: Library, root: str) -> tuple[PopoloMotion, ...]:
    """Decisions of substance that the reading is sure of, the newest first."""
    homes = _homes(library)
    return tuple(
        PopoloMotion(
            decision.id,
            homes.get(decision.meeting),
            decision.meeting,
            decision.content or decision.text,
            decision.kind,
            decision.date,
            _RESULTS.get(decision.kind),
            _vote_id(decision) if decision.votes else None,
            _page(root, "decision", decision.id),
        )
        for decision in library.decisions()
        if decision.meeting is not None and decision.kind != "procedural"
    )


def vote_events(library: Library, root: str) -> tuple[PopoloVoteEvent, ...]:
    """The votes that the minutes record, the newest first."""
    homes = _homes(library)
    return tuple(
        PopoloVoteEvent(
            _vote_id(decision),
            decision.id,
            homes.get(decision.meeting),
            decision.meeting,
            decision.date,
            _RESULTS.get(decision.kind),
            decision.votes,
            decision.dissent,
        )
        for decision in library.decisions()
        if decision.meeting is not None and decision.votes and decision.kind != "procedural"
    )


def _homes(library: Library) -> dict[str, str | None]:
    return {meeting.id: _body_id(meeting.body_id) if meeting.body_id else None for meeting in library.meetings()}


def _body_id(id: str) -> str:
    """A body and an organization may be called the same.

    >>> _body_id("rantaryhmä"), _organization_id("kunta")
    ('body/rantaryhmä', 'organization/kunta')
    """
    return f"body/{id}"


def _organization_id(slug: str) -> str:
    return f"organization/{slug}"


def _vote_id(decision: Decision) -> str:
    return f"{decision.id}/vote"


def _others(names: tuple[str, ...], shown: str) -> tuple[OtherName, ...]:
    return tuple(OtherName(name) for name in dict.fromkeys(names) if name != shown)


def _page(root: str, kind: str, id: str) -> tuple[Source, ...]:
    return (Source(root + url_of(kind, id), kind),)


def _role(person: Person, role: Role, body: str) -> PopoloMembership:
    since = role.since.isoformat() if role.since else ""
    id = "/".join((person.slug, body, role.role, since))
    return PopoloMembership(id, person.slug, _body_id(body), role.role, role.words or None, role.since, role.to)


def _from(person: Person, organization: str) -> PopoloMembership:
    id = f"{person.slug}/{organization}"
    return PopoloMembership(id, person.slug, _organization_id(organization), None, None, None, None)
