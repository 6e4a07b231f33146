"""The matter of a decision or an item as a page or a document shows it: links with the things at their other ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.errors import NoSuch
from kb.library import Library
from kb.model import AgendaItem, Decision, Meeting
from kb.relations import Link
from kb.store.journal import Entry
from web import notebook, words

# A line of more handlings than this shows those tied to the decision, the first and the last, and folds the others.
_STEPS = 8


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


@dataclass(frozen=True, slots=True)
class Step:
    """One handling in the line: `decision` is what it came to, None where nothing was decided; `tie` how it hangs together with
    the page's decision, `relation` the tie's name; `here` marks the page's own; `left_out` are the handlings just before
    it that are not drawn."""

    meeting: Meeting
    item: AgendaItem
    decision: Decision | None
    relation: str = ""
    tie: Tie | None = None
    here: bool = False
    left_out: tuple[tuple[Meeting, AgendaItem], ...] = ()


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


def steps(matter: Matter, decision: Decision, meeting: Meeting | None, library: Library) -> tuple[Step, ...]:
    """The line to draw, oldest first; empty where the matter has no other handling than the decision's own."""
    item = meeting.item(decision.item) if meeting else None
    if meeting is None or item is None:
        return ()
    made = {item.id: Step(meeting, item, decision, here=True)}
    for tie in (*matter.earlier, *matter.later):
        made.setdefault(
            tie.item.id, Step(tie.meeting, tie.item, tie.decision or _outcome(tie.meeting, tie.item), tie.name, tie)
        )
    for step in _replacing(library, decision):
        made.setdefault(step.item.id, step)
    if len(made) == 1:
        return ()
    line = {one.id: (held, one) for held, one in matter.line}
    every = sorted({**line, **{id: (step.meeting, step.item) for id, step in made.items()}}.values(), key=_place)
    drawn = set(made) if len(every) > _STEPS else {one.id for _held, one in every}
    drawn |= {every[0][1].id, every[-1][1].id}
    return tuple(_drawn(every, drawn, made))


def _replacing(library: Library, decision: Decision) -> Iterator[Step]:
    """What the decision replaces and what has replaced it."""
    for ids, side in ((decision.replaces, 0), (decision.replaced_by, 1)):
        for other in decisions_of(library, ids):
            meeting = library.meeting_of(other)
            item = meeting.item(other.item) if meeting else None
            if meeting is not None and item is not None:
                yield Step(meeting, item, other, str(words.RELATIONS["replaces"][side]))


def _drawn(every: Iterable[tuple[Meeting, AgendaItem]], drawn: set[str], made: Mapping[str, Step]) -> Iterator[Step]:
    left_out: list[tuple[Meeting, AgendaItem]] = []
    for meeting, item in every:
        if item.id not in drawn:
            left_out.append((meeting, item))
            continue
        step = made.get(item.id) or Step(meeting, item, _outcome(meeting, item))
        yield Step(step.meeting, step.item, step.decision, step.relation, step.tie, step.here, tuple(left_out))
        left_out = []


def _place(one: tuple[Meeting, AgendaItem]) -> tuple[str, str]:
    meeting, item = one
    return (meeting.date.isoformat() if meeting.date else "9999"), item.id


def _outcome(meeting: Meeting, item: AgendaItem) -> Decision | None:
    """The first decision of substance that an item came to."""
    own = (one for one in meeting.decisions if one.item == item.number and one.kind != "procedural")
    return next((one for one in own if one.confidence != "low"), None)
