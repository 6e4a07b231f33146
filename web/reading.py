"""A meeting's text as it is read: an item's discussion in its order, with the decisions set apart where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.model import AgendaItem, Decision, Meeting


@dataclass(frozen=True, slots=True)
class Part:
    """A run of an item's text: discussion, or the words of a decision (`decision` set). `within` are the promises in those words,
    which are told with them and not once more for themselves."""

    text: str
    decision: Decision | None = None
    within: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """An item with its parts in reading order, its sub-items left to their own entries. `depth` is 0 or 1."""

    item: AgendaItem
    parts: tuple[Part, ...]
    decisions: tuple[Decision, ...]
    depth: int


def read_items(meeting: Meeting) -> tuple[Read, ...]:
    """The meeting's items in order with their text and decisions."""
    return tuple(read_item(item, meeting.decisions) for item in meeting.items)


def read_item(item: AgendaItem, decisions: Iterable[Decision]) -> Read:
    """One item with its text and the decisions that stand under it."""
    own = tuple(decision for decision in decisions if decision.item == item.number)
    return Read(item, lay_out(item.text, own), own, 0 if item.parent is None else 1)


def loose(meeting: Meeting) -> tuple[Decision, ...]:
    """Decisions that stand under no item of the meeting."""
    numbers = {item.number for item in meeting.items}
    return tuple(decision for decision in meeting.decisions if decision.item not in numbers)


def lay_out(text: str, decisions: Sequence[Decision]) -> tuple[Part, ...]:
    """The text cut into paragraphs and the words of decisions. Decisions whose words are not found come last.

    >>> decision = Decision("1/1/1", "1", None, "1", None, "agreement", "Sovittiin, että palataan.")
    >>> [(part.text, part.decision is not None) for part in lay_out("Alku. Sovittiin, että palataan.\\nLoppu.", [decision])]
    [('Alku.', False), ('Sovittiin, että palataan.', True), ('Loppu.', False)]
    """
    places: list[tuple[int, int, Decision]] = []
    missing: list[Decision] = []
    flat = text.replace("\n", " ")
    reach = 0
    inside = _inside(decisions)
    folded = {one.id for within in inside.values() for one in within}
    for decision in (one for one in decisions if one.id not in folded):
        found = _find(decision.text, flat, reach)
        if found is None:
            missing.append(decision)
        else:
            places.append((*found, decision))
            reach = found[1]
    parts: list[Part] = []
    here = 0
    for start, end, decision in places:
        parts.extend(_paragraphs(text[here:start]))
        parts.append(Part(text[start:end].replace("\n", " "), decision, inside.get(decision.id, ())))
        here = end
    parts.extend(_paragraphs(text[here:]))
    parts.extend(Part(decision.text, decision, inside.get(decision.id, ())) for decision in missing)
    return tuple(parts)


def _inside(decisions: Sequence[Decision]) -> dict[str, tuple[Decision, ...]]:
    """By the id of each decision in parts, the promises that stand in its own words."""
    return {
        whole.id: tuple(one for one in decisions if one is not whole and not one.in_parts and one.text in whole.text)
        for whole in decisions
        if whole.in_parts
    }


def _find(words: str, text: str, start: int) -> tuple[int, int] | None:
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    match = re.compile(pattern).search(text, start) if pattern else None
    return match.span() if match else None


def _paragraphs(text: str) -> Iterable[Part]:
    return (Part(line.strip()) for line in text.split("\n") if line.strip(" .:\u00a0"))
