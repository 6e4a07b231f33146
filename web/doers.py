"""Who is to do something under one name each: what minutes write as a whole name, a first name, with an initial or in small letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from flask import g

from kb.library import Library
from kb.model import Decision
from kb.results import Person
from web.open_library import whole_library


class Doers:
    """The names that a library's doers are shown by."""

    def __init__(self, library: Library) -> None:
        self._people: dict[str, list[Person]] = {}
        self._called = _called(library)
        for person in library.people():
            for decision in person.promised:
                self._people.setdefault(decision, []).append(person)
        self._organisations = {name.casefold(): one.name for one in library.organisations() for name in (*one.names, one.name)}

    def of(self, decision: Decision) -> tuple[str, ...]:
        """Whoever is to do a decision, each once."""
        return tuple(dict.fromkeys(self.shown(name, decision) for name in decision.responsible))

    def means(self, wanted: str, decision: Decision) -> bool:
        """Whether a decision is for whoever a name means: as it is written, as it is shown, or by any other of their names."""
        names = {name.casefold() for name in (*decision.responsible, *self.of(decision))}
        return not names.isdisjoint({wanted.casefold(), self._called.get(wanted.casefold(), "")})

    def shown(self, name: str, decision: Decision) -> str:
        """The one name of a doer of a decision who is written so."""
        fitting = [person for person in self._people.get(decision.id, ()) if _may_be(name, person)]
        if len(fitting) == 1:
            return fitting[0].name
        return self._organisations.get(name.casefold(), name[:1].upper() + name[1:])


def doers_of(decision: Decision) -> tuple[str, ...]:
    """Who is to do a decision as every page shows it, each once under one name."""
    if not decision.responsible:
        return ()
    if "doers" not in g:
        g.doers = Doers(whole_library())
    return cast(Doers, g.doers).of(decision)


def _called(library: Library) -> dict[str, str]:
    """The shown name, in small letters, by every name that one alone bears."""
    bearers: dict[str, set[str]] = {}
    people = ((one.name, one.names) for one in library.people())
    for shown, names in (*people, *((one.name, one.names) for one in library.organisations())):
        for name in (shown, *names):
            bearers.setdefault(name.casefold(), set()).add(shown.casefold())
    return {name: next(iter(found)) for name, found in bearers.items() if len(found) == 1}


def _may_be(name: str, person: Person) -> bool:
    """Whether a name, whole or in part, is a person's: "Aino", "Aino K.", "A. Kivelä" of Aino Kivelä."""
    if name.casefold() in map(str.casefold, (person.name, *person.names)):
        return True
    own = person.name.casefold().split()
    return all(_fits(word.strip("."), own) for word in name.casefold().split())


def _fits(word: str, own: Iterable[str]) -> bool:
    return any(other == word or (len(word) == 1 and other.startswith(word)) for other in own)
