"""What a meeting decided and what somebody promised in it: an item's lines to `Found`s, each saying what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.interpret.decisions.found import Found, Setting
from indexer.interpret.decisions.subject import find_subject
from indexer.interpret.decisions.tables import find_rows
from indexer.interpret.decisions.zones import find_decisions
from indexer.interpret.lines import Line

__all__ = ["Found", "Setting", "read_decisions"]


def read_decisions(
    lines: Sequence[Line], setting: Setting, number: str | None = None, titles: Sequence[str] = ()
) -> Iterator[Found]:
    """The decisions of an item with what each is about, once each, those of tables last. `titles` are of the item and of the
    one above it, the nearest first; there are none for text that stands under no item."""
    title = titles[0] if titles else ""
    found = [*find_decisions(lines, setting, number, title), *find_rows(lines, setting, title)]
    places = {line.index: position for position, line in enumerate(lines)}
    for decision in _once(found):
        first = decision.span[0]
        yield replace(decision, subject=find_subject(lines, places[first.line.index], first.start, titles))


def _once(found: Sequence[Found]) -> Iterator[Found]:
    """Each decision once: one whose words stand inside another's is the same."""
    beside: dict[int, list[int]] = {}
    for index, decision in enumerate(found):
        for piece in decision.span:
            beside.setdefault(piece.line.index, []).append(index)
    for index, decision in enumerate(found):
        others = {other for piece in decision.span for other in beside[piece.line.index] if other != index}
        if not any(_holds(found[other], decision, is_earlier=other < index) for other in others):
            yield decision


def _holds(other: Found, decision: Found, *, is_earlier: bool) -> bool:
    return (len(other.text) > len(decision.text) or is_earlier) and decision.text in other.text and _overlap(decision, other)


def _overlap(one: Found, other: Found) -> bool:
    return any(
        piece.line.index == against.line.index and piece.start < against.end and against.start < piece.end
        for piece in one.span
        for against in other.span
    )
