"""How near words stand to each other: search ranks by it, and both search and marking know by it a compound said in other words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# How far apart the parts of a compound may stand where a text says it in other words ("kuitujen pitkäaikainen vuokraus").
_TAKEN_APART: Final = 4
# And where it turns them round ("kanava ryhmän Teamsissa" for "Teams-kanava").
_TURNED_ROUND: Final = 2


def stand_together(places: Sequence[Sequence[int]]) -> bool:
    """Whether the parts of a compound stand one after another, or in one word, near enough to mean what it means."""
    if spread(places) <= _TURNED_ROUND:
        return True
    for start in places[0]:
        at = start
        for positions in places[1:]:
            at = min((position for position in positions if position >= at), default=start + _TAKEN_APART)
        if at - start < _TAKEN_APART:
            return True
    return False


def spread(places: Sequence[Sequence[int]]) -> int:
    """The least number of words from the first to the last in a stretch that has each of these; 1 when side by side."""
    tagged = sorted((position, which) for which, positions in enumerate(places) for position in positions)
    last: dict[int, int] = {}
    best = 10**6
    for position, which in tagged:
        last[which] = position
        if len(last) == len(places):
            best = min(best, position - min(last.values()))
    return max(1, best - len(places) + 2)
