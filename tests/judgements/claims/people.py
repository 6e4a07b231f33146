"""Who the people are: one person each, from when to when, from where, in which roles; and nothing that is nobody."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kb.library import Library
from kb.results import Person, Role
from tests.judgements.claims import annotations, bodies
from tests.judgements.claims.annotations import name_digest
from tests.judgements.claims.figures import Figure

MOST = 40
Entry = dict[str, Any]


def measure(library: Library, shared: Path) -> Sequence[Figure]:
    """The forty who attend most, and everybody's roles."""
    entries = annotations.read("people", shared)
    known = _Known(library, shared)
    most = sorted(entries, key=lambda entry: -entry["attended"])[:MOST]
    return (*presence(known, most), organisation(known, most), roles(known, entries), nobody(library, shared))


class _Known:
    """The library's people by the digests of their names, and its bodies by the annotators' keys."""

    def __init__(self, library: Library, shared: Path) -> None:
        self.people = library.people()
        self.by_name = {
            name_digest(name): person for person in self.people for name in (*person.names, person.name) if " " in name
        }
        self.shown: dict[str, list[Person]] = {}
        for person in self.people:
            self.shown.setdefault(name_digest(person.name), []).append(person)
        self._bodies = {meeting.id: meeting.body_id or "" for meeting in library.meetings()}
        self.organisations = {
            one.name: {name_digest(name) for name in (*one.names, one.name)} for one in library.organisations()
        }
        self.keys = bodies.keys_of(library, annotations.read("meetings", shared))
        self.named = {name: entry["body_key"] for entry in annotations.read("bodies", shared) for name in entry["names"]}

    def person(self, entry: Entry) -> Person | None:
        """The one person that an entry is; None where nobody or several."""
        found = self.by_name.get(entry["name"]) or next(iter(self._shown_as(entry["name"], entry)), None)
        others = {person.slug for name in entry["spellings"] for person in self._shown_as(name, entry)}
        return found if found is not None and others <= {found.slug} else None

    def _shown_as(self, name: str, entry: Entry) -> list[Person]:
        """Those shown by a name; by a first name alone, those of the entry's own bodies."""
        every = self.shown.get(name, [])
        return [person for person in every if " " in person.name or self._bodies_of(person) & set(entry["body_keys"])]

    def _bodies_of(self, person: Person) -> set[str]:
        ids = {self._bodies[meeting] for meeting in (*person.attended, *person.absent)}
        return {key for id in ids for key in self.keys.get(id, ())}

    def keys_of(self, role: Role) -> set[str]:
        """The annotated bodies that a role's body may be."""
        if role.body_id in self.keys:
            return self.keys[role.body_id or ""]
        short = role.body.split()[-1]
        forms = [form for name in (role.body, short) for form in _cases(name)]
        return {key for name in forms if (key := self.named.get(name_digest(name)))}


def _cases(name: str) -> tuple[str, ...]:
    """The forms in which annotators quote a body's name from running text."""
    return (name, f"{name}n", f"{name}än", name.replace("kunta", "kunnan"))


def presence(known: _Known, most: Sequence[Entry]) -> tuple[Figure, Figure]:
    """Those who attend most as one person each; their first and last meetings."""
    found = [(entry, person) for entry in most if (person := known.person(entry))]
    missed = [str(entry["name"]) for entry in most if known.person(entry) is None]
    ends = [
        (str(day), wanted, person)
        for entry, person in found
        for day, wanted in ((person.first, entry["first"]), (person.last, entry["last"]))
        if wanted
    ]
    wrong = [f"{name_digest(person.name)}: {day}, not {wanted}" for day, wanted, person in ends if day != wanted]
    return (
        Figure(
            "people: the forty who attend most, one person each",
            found=len(found),
            wanted=len(most),
            bar="0.97",
            missed=tuple(missed),
        ),
        Figure("people: first and last presence", len(ends) - len(wrong), len(ends), bar="0.95", wrong=tuple(wrong)),
    )


def organisation(known: _Known, most: Sequence[Entry]) -> Figure:
    """The organisation that is shown for each of them."""
    shown = [(entry, person) for entry in most if (person := known.person(entry)) and person.organisation]
    wrong = [
        f"{entry['name']}: {person.organisation}"
        for entry, person in shown
        if entry["organisation"]
        not in known.organisations.get(person.organisation or "", {name_digest(person.organisation or "")})
    ]
    wanted = [entry for entry in most if entry["organisation"]]
    found = sum(bool((person := known.person(entry)) and person.organisation) for entry in wanted)
    return Figure("people: organisation", len(shown) - len(wrong), len(shown), found, len(wanted), "0.95", tuple(wrong))


def roles(known: _Known, entries: Sequence[Entry]) -> Figure:
    """The roles that are shown, of everybody; of annotated ones those that are shown."""
    told: dict[str, list[Entry]] = {}
    for entry in entries:
        person = known.by_name.get(entry["name"])
        if person is not None:
            told.setdefault(person.slug, []).extend(entry["roles"])
    wrong, shown, met = [], 0, []
    for person in known.people:
        for role in person.roles:
            shown += 1
            right = [one for one in told.get(person.slug, ()) if _is_it(known, role, one)]
            met.extend(right)
            if not right and not annotations.is_guarded(role.where.document if role.where else ""):
                wrong.append(f"{person.slug}: {role.role} {role.body} {role.since}–{role.to} “{role.words[:80]}”")
            elif not right:
                wrong.append("(guarded)")
    every = [role for entry in entries for role in entry["roles"]]
    missed = [
        f"{role['role']} {role['body_key']} {role['from']} {role['file']}"
        for role in every
        if not any(role is other for other in met) and not annotations.is_guarded(role["file"])
    ]
    found = sum(any(role is other for other in met) for role in every)
    return Figure("people: roles", shown - len(wrong), shown, found, len(every), "0.95", tuple(wrong), tuple(missed))


def _is_it(known: _Known, role: Role, told: Entry) -> bool:
    if role.role != told["role"] or told["body_key"] not in known.keys_of(role):
        return False
    since, first, last = str(role.since), told["from"], told["to"]
    until = str(role.to or role.since)
    return first is None or since <= first <= until or (since >= first and (last is None or since <= last))


def nobody(library: Library, shared: Path) -> Figure:
    """People and organisations that are shown: none is what readers said is none, and none is both."""
    none = {str(entry["string"]).strip().casefold() for entry in annotations.read("not_people", shared)}
    people = [person.name for person in library.people()]
    organisations = [one.name for one in library.organisations()]
    both = {name.casefold() for name in people} & {name.casefold() for name in organisations}
    shown = [*people, *organisations]
    wrong = [name for name in shown if name.casefold() in none | both]
    return Figure(
        "people and organisations: nothing that is none or both",
        len(shown) - len(wrong),
        len(shown),
        bar="1.00",
        wrong=tuple(wrong),
    )
