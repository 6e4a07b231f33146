"""Who and which organisations the minutes name: attendance, presenting, promises and roles gathered under one name each.

A name is a person's by evidence; a first name, an initial or a slip finds its person within the body and the time, or nobody.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Final

from indexer import offices, roles
from indexer.bodies import place_of
from indexer.kept import Kept
from indexer.organisations import Organisations, organisation_key
from indexer.relate.topics.empty import TOOLS
from kb.finnish import lemma, readings
from kb.model import Attendee, Decision, Meeting
from kb.names import Spelling, homes, meant, person_key, without_title
from kb.results import Body, Organisation, Person, Role
from kb.slugs import slug, unique

__all__ = ["gather", "organisation_key"]

_SPLIT: Final = re.compile(r"\s*(?:,|;|/| ja | sekä | och | and | & )\s*")
_INSTITUTION: Final = re.compile(
    r"(?:kirjasto|kirjastot|virasto|ministeriö|keskus|kunta|kaupunki|liitto|laitos|yliopisto|toimisto|palvelut|yhtymä|oy|ry|ab)$",
    re.I,
)
# How far in time a first name looks for its person: in the body, then among its neighbours'.
_NEAR: Final = datetime.timedelta(days=400)
# Minutes that call so many people by their first names, and no more by whole ones, call everybody so.
_LEAST_OF_FIRST_NAMES: Final = 3
_FAR: Final = datetime.timedelta(days=1100)


@dataclass(slots=True)
class _Someone:
    names: Counter[str] = field(default_factory=Counter)
    organisations: Counter[str] = field(default_factory=Counter)
    attended: dict[str, None] = field(default_factory=dict)
    absent: dict[str, None] = field(default_factory=dict)
    presented: dict[str, None] = field(default_factory=dict)
    promised: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Organisation:
    people: dict[str, None] = field(default_factory=dict)
    meetings: dict[str, None] = field(default_factory=dict)
    presented: dict[str, None] = field(default_factory=dict)
    promised: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Occasion:
    """Where a name is said: the day, the body's id and the folder, and the keys of those who are present."""

    date: datetime.date | None
    body_id: str | None
    place: str
    here: frozenset[str] = frozenset()


def gather(
    meetings: Sequence[Meeting],
    groups: Iterable[tuple[str, ...]],
    bodies: Sequence[Body] = (),
    kept: Kept | None = None,
    reported: Sequence[Decision] = (),
) -> tuple[tuple[Person, ...], tuple[Organisation, ...]]:
    """People and organisations by name. Meetings are given newest first, as are the promises `reported` outside them, and so are
    the ids that come back. What minutes say of roles is not read again where it was `kept`."""
    minutes = [meeting for meeting in meetings if meeting.kind == "minutes"]
    found = _Gathering(minutes, groups, bodies, kept or Kept())
    for meeting in minutes:
        found.attend(meeting)
    found.act_all(reported)
    found.call_by_first_names()
    found.count_everybody()
    return found.people(), found.organisations()


def named(meeting: Meeting) -> Meeting:
    """A meeting whose list says only that everybody was there, with those who speak in its minutes for its list."""
    return replace(meeting, attendees=meeting.attendees or meeting.speaking) if meeting.speaking else meeting


def _said_by(meeting: Meeting) -> tuple[roles.Said, ...]:
    return tuple(roles.said_by(meeting))


def _repeated(minutes: Sequence[Meeting]) -> set[str]:
    """The keys of organisations that stand beside more than one name."""
    called = Counter(_key(attendee.organisation) for m in minutes for attendee in m.attendees if attendee.organisation)
    return {key for key, count in called.items() if count > 1}


class _Gathering:
    """People and organisations as they are found, by the keys of their names."""

    def __init__(
        self, minutes: Sequence[Meeting], groups: Iterable[tuple[str, ...]], bodies: Sequence[Body], kept: Kept
    ) -> None:
        self._minutes = minutes
        self._told: list[Meeting | Decision] = []
        self._kept = kept
        self._bodies = {body.id: body for body in bodies}
        self._by_name = {slug(name): body for body in bodies for name in (*body.names, body.name)}
        groups = list(groups)
        self._homes = _one_each(minutes, {organisation_key(name) for group in groups for name in group} | _repeated(minutes))
        self._people: dict[str, _Someone] = {}
        self._names = Organisations(groups, self._seen(), self._no_organisations(bodies))
        self._orgs: dict[str, _Organisation] = {}
        # Those on lists whom nobody is known to be, and who is called by a first name alone in which body.
        self._left: list[tuple[Meeting, Attendee]] = []
        self._firsts: dict[tuple[str | None, str], str] = {}
        self._by_word: dict[str, dict[str, None]] = {}
        self._days: dict[str, dict[str, list[datetime.date]]] = {}
        for meeting in minutes:
            for attendee in meeting.attendees:
                if key := self._whole(attendee.name):
                    self._learn(key, attendee.name, meeting)

    def _no_organisations(self, bodies: Iterable[Body]) -> list[str]:
        """Names that are people's or the bodies' own."""
        names = [attendee.name for meeting in self._minutes for attendee in meeting.attendees if self._whole(attendee.name)]
        return [*names, *(name for body in bodies for name in (*body.names, offices.nominative(body.name) or body.name))]

    def _whole(self, name: str) -> str | None:
        """The key of a person called by a whole name; None for a part of a name and for what is no person."""
        return self._homes.get(person_key(name))

    def _seen(self) -> dict[str, Counter[str]]:
        seen: dict[str, Counter[str]] = {}
        for meeting in self._minutes:
            for attendee in meeting.attendees:
                if attendee.organisation:
                    key = self._whole(attendee.name) or person_key(attendee.name)
                    seen.setdefault(attendee.organisation, Counter())[key] += 1
        return seen

    def _learn(self, key: str, name: str, meeting: Meeting) -> None:
        self._people.setdefault(key, _Someone()).names[without_title(name)] += 1
        for word in {*key.split(), *person_key(name).split()}:
            self._by_word.setdefault(word, {})[key] = None
        if meeting.date:
            for home in _circles(meeting):
                self._days.setdefault(home, {}).setdefault(key, []).append(meeting.date)

    # --- who is meant ---

    def meant(self, who: str, meeting: Meeting, organisation: str | None = None) -> str | None:
        """The key of the person meant by a name in the minutes of a meeting: `_meant` with those present."""
        return self._meant(who, self._at(meeting), organisation)

    def _at(self, meeting: Meeting) -> _Occasion:
        here = frozenset(key for attendee in meeting.attendees if (key := self._whole(attendee.name)))
        return _Occasion(meeting.date, meeting.body_id, _circles(meeting)[1], here)

    def _meant(self, who: str, at: _Occasion, organisation: str | None = None) -> str | None:
        """The key of the person meant by a name: by the whole of it, or the only one with this surname, first name or initial
        among those present, then in the body and among its neighbours about that time; None where it may be several."""
        own = person_key(who)
        if not own:
            return None
        known = self._homes.get(own) or self._called(own, at.body_id)
        if known is not None:
            return known
        words = own.split()
        fitting = self._bearing(words)
        if not fitting:
            return None
        affiliations = {key: tuple(self._people[key].organisations) for key in fitting}
        for circle in self._around(at, len(words) > 1):
            near = [key for key in fitting if circle(key)]
            for name in (own, " ".join(map(lemma, words))):
                if found := meant(name, near, affiliations, organisation):
                    return found
            if near:
                return None
        return None

    def _bearing(self, words: Sequence[str]) -> dict[str, None]:
        """The people one of whose names is one of the words, or what it is an inflected form of."""
        return {key: None for word in (*words, *map(lemma, words)) for key in self._by_word.get(word, ())}

    def _called(self, own: str, body_id: str | None) -> str | None:
        """The person whom the body calls by this first name alone."""
        return self._firsts.get((body_id, own)) or self._firsts.get((body_id, lemma(own).lower()))

    def _around(self, at: _Occasion, is_sure: bool) -> Sequence[Callable[[str], bool]]:
        def within(home: str, distance: datetime.timedelta) -> Callable[[str], bool]:
            days = self._days.get(home, {})
            return lambda key: any(at.date and abs(day - at.date) <= distance for day in days.get(key, ()))

        circles: list[Callable[[str], bool]] = [
            at.here.__contains__,
            within(f"body:{at.body_id}", _NEAR),
            within(f"body:{at.body_id}", _FAR),
            within(at.place, _FAR),
        ]
        return [*circles, lambda key: True] if is_sure else circles

    def call_by_first_names(self) -> None:
        """In a body whose minutes list first names, each that can be nobody's whose whole name is told near is a person of that
        body's own: who was there, and what else the minutes say of them."""
        if not self._left:
            return
        self._roles()  # What elections tell of whole names.
        for meeting, attendee in self._left:
            key = self.meant(attendee.name, meeting) or self._call(attendee.name, meeting)
            if key is not None:
                self._note(key, attendee, meeting)
        if self._firsts:
            self.act_all()

    def count_everybody(self) -> None:
        """Where minutes say only that the whole group was there: those who stand on half of the body's lists near that time."""
        for meeting in self._minutes:
            if meeting.speaking is None or meeting.attendees or meeting.date is None:
                continue
            near = [other for other in self._minutes if _is_near(other, meeting)]
            listed = Counter(key for other in near for attendee in other.attendees if (key := self.meant(attendee.name, other)))
            for key, count in listed.items():
                if 2 * count >= len(near):
                    self._people[key].attended[meeting.id] = None

    def _call(self, name: str, meeting: Meeting) -> str | None:
        """The key of a new person called by a first name; None where the minutes call people otherwise, or it may be somebody
        whose whole name is told near."""
        own = person_key(name)
        if not _is_first_name(name) or not _calls_by_first_names(meeting) or self._names.known(name):
            return None
        if any(circle(key) for key in self._bearing([own]) for circle in self._around(self._at(meeting), False)):
            return None
        key = self._firsts.setdefault((meeting.body_id, own), f"{own}\0{meeting.body_id}")
        self._people.setdefault(key, _Someone()).names[name] += 1
        return key

    # --- what they did ---

    def attend(self, meeting: Meeting) -> None:
        """Who was there and from where."""
        for attendee in meeting.attendees:
            key = self._whole(attendee.name) or self.meant(attendee.name, meeting)
            if key is None:
                self._left.append((meeting, attendee))
            else:
                self._note(key, attendee, meeting)
        for holder in (meeting.chair, meeting.secretary):
            if holder and (key := self.meant(holder, meeting) or self._new(holder, meeting)):
                self._people[key].attended[meeting.id] = None

    def _note(self, key: str, attendee: Attendee, meeting: Meeting) -> None:
        someone = self._people[key]
        someone.names[without_title(attendee.name)] += 0
        (someone.absent if attendee.present is False else someone.attended)[meeting.id] = None
        self._belong(key, attendee, meeting)

    def _belong(self, key: str, attendee: Attendee, meeting: Meeting) -> None:
        for shown in self._names.shown(attendee.organisation or ""):
            self._people[key].organisations[shown] += 1
            one = self._orgs.setdefault(shown, _Organisation())
            one.people[key] = None
            if attendee.present is not False:
                one.meetings[meeting.id] = None

    def act_all(self, reported: Sequence[Decision] = ()) -> None:
        """What people and organisations presented and promised, in meetings and in reports, the newest first; a second time with
        those who are known by then."""
        self._told = self._told or sorted((*self._minutes, *reported), key=_day, reverse=True)
        for one in self._told:
            if isinstance(one, Meeting):
                self.act(one)
            else:
                self.promise(one)

    def act(self, meeting: Meeting) -> None:
        """What people and organisations presented and promised."""
        for item in meeting.items:
            shown = self._names.shown(item.organisation) if item.organisation else ()
            for who in _SPLIT.split(item.presenter or ""):
                key = self.meant(who, meeting, shown[0] if shown else None)
                if key := key or self._new(who.strip(), meeting):
                    self._people[key].presented[item.id] = None
            for name in shown:
                self._orgs.setdefault(name, _Organisation()).presented[item.id] = None
        for decision in meeting.decisions:
            self._give(decision, self._at(meeting))

    def promise(self, decision: Decision) -> None:
        """What a report promises: a first name finds its person among those who meet in the body or the folder."""
        body = self._by_name.get(slug(decision.body or ""))
        path = decision.where.document if decision.where else ""
        self._give(decision, _Occasion(decision.date, body.id if body else None, _circle_of(path)))

    def _give(self, decision: Decision, at: _Occasion) -> None:
        for who in decision.responsible:
            if doer := self._names.known(who):
                self._orgs.setdefault(doer, _Organisation()).promised[decision.id] = None
            elif key := self._meant(who, at):
                self._people[key].promised[decision.id] = None

    # --- what comes of it ---

    def _roles(self) -> dict[str, tuple[Role, ...]]:
        said: list[tuple[str, roles.Said, str, str | None]] = []
        for meeting, told in self._said:
            own = self._bodies.get(meeting.body_id or "")
            for one in told:
                body = own if one.body is None else self._by_name.get(slug(one.body))
                name = body.name if body else one.body or meeting.body
                key = self._elected(one, meeting) if name else None
                if key is not None and name is not None:
                    said.append((key, one, name, body.id if body else None))
        return roles.spans(said, self._days_held())

    @cached_property
    def _said(self) -> list[tuple[Meeting, tuple[roles.Said, ...]]]:
        """The minutes, each with what it says of roles."""
        return [
            (meeting, self._kept.of(tuple[roles.Said, ...], partial(_said_by, meeting), "roles", meeting))
            for meeting in self._minutes
        ]

    def _days_held(self) -> dict[str | None, list[datetime.date]]:
        """The days of each body's meetings."""
        held: dict[str | None, list[datetime.date]] = {}
        for meeting in self._minutes:
            if meeting.date:
                held.setdefault(meeting.body_id, []).append(meeting.date)
        return held

    def _elected(self, one: roles.Said, meeting: Meeting) -> str | None:
        """Who has a role: somebody known, in the basic form, or a whole name that the election is the first to tell."""
        for name in (one.name, *_basic_forms(one.name), " ".join(one.name.split()[-2:])):
            if key := self.meant(name, meeting):
                return key
        new = _nominative(one.name) if one.is_object else one.name
        return self._new(new, meeting) if one.body is not None and new else None

    def _new(self, name: str, meeting: Meeting) -> str | None:
        """The key of somebody whom no attendance list has, called by a whole name that is a person's; else None."""
        if " " not in name or not offices.is_persons_name(name) or self._names.known(name):
            return None
        key = self._homes.setdefault(person_key(name), person_key(name))
        self._learn(key, name, meeting)
        return key

    def people(self) -> tuple[Person, ...]:
        """Everybody, by name."""
        held = self._roles()
        dates = {meeting.id: meeting.date for meeting in self._minutes}
        taken: set[str] = set()
        self._slugs: dict[str, str] = {}
        found = []
        for key, someone in sorted(self._people.items(), key=lambda entry: _shown(entry[1])):
            name = _shown(someone)
            days = [day for id in someone.attended if (day := dates.get(id))]
            organisations = tuple(name for name, _count in someone.organisations.most_common())
            _, _, body = key.partition("\0")
            self._slugs[key] = unique(slug(f"{name} {body}"), taken)
            found.append(
                Person(
                    slug=self._slugs[key],
                    name=name,
                    names=tuple(someone.names),
                    organisations=organisations,
                    roles=held.get(key, ()),
                    attended=tuple(someone.attended),
                    absent=tuple(someone.absent),
                    presented=tuple(someone.presented),
                    promised=tuple(someone.promised),
                    organisation=organisations[0] if organisations else None,
                    first=min(days, default=None),
                    last=max(days, default=None),
                )
            )
        return tuple(found)

    def organisations(self) -> tuple[Organisation, ...]:
        """Every organisation, by name. Asked after `people`."""
        taken: set[str] = set()
        return tuple(
            Organisation(
                slug=unique(slug(name), taken),
                name=name,
                names=self._names.names.get(name, (name,)),
                people=tuple(self._slugs[key] for key in one.people),
                meetings=tuple(one.meetings),
                presented=tuple(one.presented),
                promised=tuple(one.promised),
            )
            for name, one in sorted(self._orgs.items())
        )


def _day(one: Meeting | Decision) -> datetime.date:
    return one.date or datetime.date.min


def _key(name: str | None) -> str:
    return organisation_key(name or "")


def _circles(meeting: Meeting) -> tuple[str, str]:
    """The body that meets, and the topmost folder that its minutes lie in: who meets there may be called by a first name."""
    return f"body:{meeting.body_id}", _circle_of(meeting.documents[0] if meeting.documents else "")


def _circle_of(path: str) -> str:
    return f"place:{place_of(path).partition('/')[0]}"


def _one_each(minutes: Sequence[Meeting], organisations: set[str]) -> dict[str, str]:
    """The keys of whole names that are people's, each with the key of the person: slips and initials under the right name."""
    spellings: dict[str, tuple[str, set[str], set[str]]] = {}
    for meeting in minutes:
        for attendee in meeting.attendees:
            if not _is_person(attendee.name, organisations):
                continue
            _name, own, places = spellings.setdefault(person_key(attendee.name), (attendee.name, set(), set()))
            places.add(meeting.id)
            if attendee.organisation:
                own.add(_key(attendee.organisation))
    found = {key: Spelling(name, frozenset(own), frozenset(at)) for key, (name, own, at) in spellings.items()}
    moved = homes(found)
    return {key: moved.get(key, key) for key in found}


def _is_person(name: str, organisations: set[str]) -> bool:
    """Whether a line of an attendance list names a person by a whole name: no organisation, nothing of common words."""
    name = without_title(name)
    words = name.split()
    if len(words) < 2 or organisation_key(name) in organisations or any(_INSTITUTION.search(word) for word in words):
        return False
    first = {reading.word_class for reading in readings(words[0])}
    if "etunimi" in first or not first:
        return True
    return not any(
        (classes := {reading.word_class for reading in readings(word)})
        and not classes & {"etunimi", "sukunimi", "paikannimi", "nimi"}
        for word in words
    )


def _is_near(other: Meeting, meeting: Meeting) -> bool:
    """Whether another meeting of the same body, with names on its list, was held within the time that first names look around."""
    if not other.attendees or other.body_id != meeting.body_id or other.date is None or meeting.date is None:
        return False
    return abs(other.date - meeting.date) <= _NEAR


def _calls_by_first_names(meeting: Meeting) -> bool:
    """Whether a list of people is mostly of first names alone."""
    names = [person_key(attendee.name) for attendee in meeting.attendees]
    firsts = [name for name in names if name and " " not in name]
    return len(firsts) >= _LEAST_OF_FIRST_NAMES and 2 * len(firsts) >= len(names)


def _is_first_name(name: str) -> bool:
    """Whether a word of a list of people may be a first name: one that Voikko knows, or a word with a capital that it lacks."""
    found = readings(name)
    if found:
        return any(reading.word_class == "etunimi" for reading in found)
    return name.istitle() and name.isalpha() and name.lower() not in TOOLS


def _basic_forms(name: str) -> tuple[str, ...]:
    """What a name may be without the case ending of its last word.

    >>> _basic_forms("Tuuli Honkarannan"), _basic_forms("Veikko Salmelan")
    (('Tuuli Honkaranta', 'Tuuli Honkaranna'), ('Veikko Salmela', 'Veikko Salmela'))
    """
    *front, last = name.split()
    base = lemma(last.lower())
    return tuple(" ".join((*front, word)) for word in (base[:1].upper() + base[1:], last[:-1]))


def _nominative(name: str) -> str | None:
    """The basic form of a name in the genitive, where it is sure: a known surname, or a word that the dictionary lacks.

    >>> _nominative("Tuuli Virtasen"), _nominative("Onni Kylkisalon")
    ('Tuuli Virtanen', None)
    """
    by_word, stripped = _basic_forms(name)
    classes = {reading.word_class for reading in readings(name.split()[-1])}
    if not name.endswith("n"):
        return name
    return by_word if "sukunimi" in classes else None if classes else stripped


def _shown(someone: _Someone) -> str:
    return max(someone.names, key=lambda name: (" " in name, someone.names[name], len(name)))
