"""Who and which organisations the minutes name: attendance, presenting and promises gathered under one name each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kb.model import Meeting
from kb.names import Spelling, homes, meant, person_key, without_title
from kb.results import Organisation, Person
from kb.slugs import slug, unique

_SPLIT = re.compile(r"\s*(?:,|;|/| ja | sekä | och | and | & )\s*")


def organisation_key(name: str) -> str:
    """What two ways of writing an organisation's name have in common.

    >>> organisation_key("TEM:n"), organisation_key(" Maahanmuuttovirasto ")
    ('tem', 'maahanmuuttovirasto')
    """
    return re.sub(r":\w+$", "", re.sub(r"\s+", " ", name.strip().lower())).strip(" .,;()")


class Names:
    """Organisations by any of their names: the groups of the settings, and what the minutes add."""

    def __init__(self, groups: Iterable[tuple[str, ...]]) -> None:
        self._shown: dict[str, str] = {}
        self.groups: dict[str, tuple[str, ...]] = {}
        for group in groups:
            self.groups[group[0]] = group
            for name in group:
                self._shown.setdefault(organisation_key(name), group[0])

    def shown(self, name: str) -> str:
        """The name to show for an organisation written this way."""
        key = organisation_key(name)
        return self._shown.setdefault(key, name.strip())

    def known(self, text: str) -> str | None:
        """The name to show when the text names an organisation that is known, in any case form, else None."""
        key = organisation_key(text)
        if key in self._shown:
            return self._shown[key]
        from kb.finnish import base_forms

        *front, last = key.split(" ")
        for base in base_forms(last):
            if (whole := " ".join((*front, base))) in self._shown:
                return self._shown[whole]
        return None


@dataclass(slots=True)
class _Someone:
    names: dict[str, int] = field(default_factory=dict)
    organisations: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)
    attended: dict[str, None] = field(default_factory=dict)
    absent: dict[str, None] = field(default_factory=dict)
    presented: dict[str, None] = field(default_factory=dict)
    promised: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Body:
    people: dict[str, None] = field(default_factory=dict)
    meetings: dict[str, None] = field(default_factory=dict)
    presented: dict[str, None] = field(default_factory=dict)
    promised: dict[str, None] = field(default_factory=dict)


def gather(
    meetings: Sequence[Meeting], groups: Iterable[tuple[str, ...]]
) -> tuple[tuple[Person, ...], tuple[Organisation, ...]]:
    """People and organisations by name. Meetings are given newest first, and so are the ids that come back."""
    names = Names(groups)
    people: dict[str, _Someone] = {}
    bodies: dict[str, _Body] = {}
    minutes = [meeting for meeting in meetings if meeting.kind == "minutes"]
    for meeting in minutes:
        _attendance(meeting, names, people, bodies)
    _as_one(people, bodies)
    for meeting in minutes:
        _deeds(meeting, names, people, bodies)
    return _people(people), _organisations(bodies, people, names)


def _attendance(meeting: Meeting, names: Names, people: dict[str, _Someone], bodies: dict[str, _Body]) -> None:
    for attendee in meeting.attendees:
        key = person_key(attendee.name)
        if not key:
            continue
        someone = people.setdefault(key, _Someone())
        name = without_title(attendee.name)
        someone.names[name] = someone.names.get(name, 0) + 1
        (someone.absent if attendee.present is False else someone.attended)[meeting.id] = None
        if attendee.role:
            someone.roles[attendee.role] = None
        if attendee.organisation:
            shown = names.shown(attendee.organisation)
            someone.organisations[shown] = None
            body = bodies.setdefault(shown, _Body())
            body.people[key] = None
            if attendee.present is not False:
                body.meetings[meeting.id] = None
    for role, holder in (("puheenjohtaja", meeting.chair), ("sihteeri", meeting.secretary)):
        if holder and (key := person_key(holder)):
            someone = people.setdefault(key, _Someone())
            someone.names[holder] = someone.names.get(holder, 0) + 1
            someone.roles[role] = None
            someone.attended[meeting.id] = None


def _deeds(meeting: Meeting, names: Names, people: dict[str, _Someone], bodies: dict[str, _Body]) -> None:
    for item in meeting.items:
        for who in _SPLIT.split(item.presenter or ""):
            shown = names.shown(item.organisation) if item.organisation else None
            if presenter := _person(who, meeting, people, add=" " in who.strip(), organisation=shown):
                people[presenter].names.setdefault(who.strip(), 0)
                people[presenter].presented[item.id] = None
        if item.organisation:
            bodies.setdefault(names.shown(item.organisation), _Body()).presented[item.id] = None
    for decision in meeting.decisions:
        for who in decision.responsible:
            if shown := names.known(who):
                bodies.setdefault(shown, _Body()).promised[decision.id] = None
            elif doer := _person(who, meeting, people, add=False):
                people[doer].promised[decision.id] = None


def _person(
    who: str, meeting: Meeting, people: dict[str, _Someone], *, add: bool, organisation: str | None = None
) -> str | None:
    """The key of the person meant: the whole name, or the only one with this surname, first name or initial, in the meeting
    first and then in all of them."""
    affiliations = {key: tuple(someone.organisations) for key, someone in people.items()}
    here = [key for attendee in meeting.attendees if (key := person_key(attendee.name)) in people]
    for known in (here, people):
        if found := meant(who, known, affiliations, organisation):
            return found
    key = person_key(who)
    if add and key:
        people[key] = _Someone()
        return key
    return None


def _as_one(people: dict[str, _Someone], bodies: dict[str, _Body]) -> None:
    """Puts together what stands under several spellings of one person."""
    spellings = {
        key: Spelling(_shown_name(someone), frozenset(someone.organisations), frozenset({**someone.attended, **someone.absent}))
        for key, someone in people.items()
    }
    for key, home in homes(spellings).items():
        other = people.pop(key)
        someone = people[home]
        for name, count in other.names.items():
            someone.names[name] = someone.names.get(name, 0) + count
        for place in ("organisations", "roles", "attended", "absent", "presented", "promised"):
            getattr(someone, place).update(getattr(other, place))
        for body in bodies.values():
            if key in body.people:
                body.people = {home if one == key else one: None for one in body.people}


def _people(people: dict[str, _Someone]) -> tuple[Person, ...]:
    taken: set[str] = set()
    found = []
    for someone in sorted(people.values(), key=_shown_name):
        name = _shown_name(someone)
        found.append(
            Person(
                slug=unique(slug(name), taken),
                name=name,
                names=tuple(someone.names),
                organisations=tuple(someone.organisations),
                roles=tuple(someone.roles),
                attended=tuple(someone.attended),
                absent=tuple(someone.absent),
                presented=tuple(someone.presented),
                promised=tuple(someone.promised),
            )
        )
    return tuple(found)


def _shown_name(someone: _Someone) -> str:
    return max(someone.names, key=lambda name: (someone.names[name], len(name)))


def _organisations(bodies: dict[str, _Body], people: dict[str, _Someone], names: Names) -> tuple[Organisation, ...]:
    slugs = dict(zip(sorted(people, key=lambda key: _shown_name(people[key])), _people(people), strict=True))
    taken: set[str] = set()
    return tuple(
        Organisation(
            slug=unique(slug(name), taken),
            name=name,
            names=names.groups.get(name, (name,)),
            people=tuple(slugs[key].slug for key in body.people),
            meetings=tuple(body.meetings),
            presented=tuple(body.presented),
            promised=tuple(body.promised),
        )
        for name, body in sorted(bodies.items())
    )
