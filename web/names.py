"""From a name in the minutes to the page of whoever it names."""

from __future__ import annotations

from collections.abc import Callable

from kb.library import Library
from kb.results import url_of

Finder = Callable[[str | None], str | None]


def people(library: Library) -> Finder:
    """Gives a person's address by a name as the minutes write it, or None."""
    bearers: dict[str, set[str]] = {}
    for person in library.people():
        for name in {*person.names, person.name, *person.name.split()}:
            bearers.setdefault(name.casefold(), set()).add(person.slug)
    # A first name or a surname that two bear is nobody's in particular.
    return _finder({name: next(iter(slugs)) for name, slugs in bearers.items() if len(slugs) == 1}, "person")


def organisations(library: Library) -> Finder:
    """Gives an organisation's address by any of its names, or None."""
    known = {name.casefold(): one.slug for one in library.organisations() for name in (*one.names, one.name)}
    return _finder(known, "organisation")


def _finder(known: dict[str, str], kind: str) -> Finder:
    def find(name: str | None) -> str | None:
        slug = known.get((name or "").casefold())
        return None if slug is None else url_of(kind, slug)

    return find
