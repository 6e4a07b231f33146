"""What a meeting decided and what somebody promised in it: an item's lines to `Found`s, each saying what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.interpret.decisions.found import Found, Setting
from indexer.interpret.decisions.oblique import gone_round, presenter
from indexer.interpret.decisions.parts import with_parts
from indexer.interpret.decisions.subject import find_subject
from indexer.interpret.decisions.tables import find_rows
from indexer.interpret.decisions.zones import find_decisions
from indexer.interpret.lines import Line

# How many decisions may begin inside another's words.
_NEAR = 50

__all__ = ["Found", "Setting", "read_decisions"]


def read_decisions(
    lines: Sequence[Line], setting: Setting, number: str | None = None, titles: Sequence[str] = ()
) -> Iterator[Found]:
    """The decisions of an item with what each is about, once each, those of tables last. `titles` are of the item and of the
    one above it, the nearest first; there are none for text that stands under no item."""
    title = titles[0] if titles else ""
    setting = replace(setting, speaker=presenter(title, setting), gone_round=gone_round((line.text for line in lines), setting))
    found = [*find_decisions(lines, setting, number, title), *find_rows(lines, setting, title)]
    places = {line.index: position for position, line in enumerate(lines)}
    for decision in _once(found):
        first = decision.span[0]
        subject = find_subject(lines, places[first.line.index], first.start, titles)
        yield from with_parts(replace(decision, subject=subject), setting)


def _once(found: Sequence[Found]) -> Iterator[Found]:
    """Each decision once: one whose words stand inside another's is the same."""
    beside: dict[int, set[int]] = {}
    for one, other in _overlapping(found):
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    for index, decision in enumerate(found):
        if not any(_holds(found[other], decision, is_earlier=other < index) for other in beside.get(index, ())):
            yield decision


def _overlapping(found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Pairs of decisions that share characters of a line, each line swept once from its beginning."""
    places = sorted(
        (piece.line.index, piece.start, piece.end, index) for index, decision in enumerate(found) for piece in decision.span
    )
    for at, (line, _, end, index) in enumerate(places):
        for other_line, start, _, other in places[at + 1 : at + 1 + _NEAR]:
            if other_line != line or start >= end:
                break
            yield index, other


def _holds(other: Found, decision: Found, *, is_earlier: bool) -> bool:
    text, longer = decision.text, other.text
    return (len(longer) > len(text) or is_earlier) and text in longer
