"""The matter of a decision or an item as a page or a document shows it: links with the things at their other ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.errors import NoSuch
from kb.library import Library
from kb.model import AgendaItem, Decision, Meeting
from kb.relations import Link
from kb.store.journal import Entry
from web import notebook, words


@dataclass(frozen=True, slots=True)
class Tie:
    """A link as the page of one of its ends shows it: the other end, the relation's name, and whether it is sure."""

    link: Link
    name: str
    meeting: Meeting
    item: AgendaItem
    decision: Decision | None
    seen: str
    said: tuple[str, Entry] | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A decision's matter: what it takes up, what took it up, and the items of the whole matter, oldest first."""

    earlier: tuple[Tie, ...]
    later: tuple[Tie, ...]
    line: tuple[tuple[Meeting, AgendaItem], ...]


def chain_of(library: Library, id: str) -> Matter:
    """The matter of a decision or an item, with the things themselves in place of ids."""
    chain = library.chain(id)
    items = {item.id: (meeting, item) for meeting in library.meetings() for item in meeting.items}
    earlier = (_tie(library, link, link.earlier, link.earlier_decision, items, 0) for link in chain.earlier)
    later = (_tie(library, link, link.later, link.later_decision, items, 1) for link in chain.later)
    return Matter(
        _once(earlier),
        _once(later),
        tuple(items[item] for item in chain.line if item in items),
    )


def _once(ties: Iterable[Tie | None]) -> tuple[Tie, ...]:
    """One tie to each other item, the first, which is the surest; none on grounds that a reader cannot check."""
    made: dict[str, Tie] = {}
    for tie in ties:
        if tie is not None and tie.link.is_told:
            made.setdefault(tie.item.id, tie)
    return tuple(made.values())


def _tie(
    library: Library, link: Link, item: str, decision: str | None, items: dict[str, tuple[Meeting, AgendaItem]], side: int
) -> Tie | None:
    if item not in items:
        return None
    meeting, found = items[item]
    known = decisions_of(library, (decision,)) if decision else []
    name = str(words.RELATIONS[link.relation][side])
    return Tie(
        link,
        name,
        meeting,
        found,
        next(iter(known), None),
        notebook.last_entry(library, link.id),
        notebook.said_of(library, link),
    )


def decisions_of(library: Library, ids: tuple[str, ...]) -> list[Decision]:
    """The decisions with these ids, in their order; those that are gone are left out."""
    found = []
    for id in ids:
        try:
            found.append(library.decision(id))
        except NoSuch:
            continue
    return found
