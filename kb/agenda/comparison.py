"""New minutes against the agenda that was sent: what was added, dropped and moved, what was decided, what was not handled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from kb.agenda import desk
from kb.agenda.draft import Draft, DraftItem
from kb.agenda.forgotten import Missing, covers
from kb.agenda.matching import Asked, Matcher, matcher_of
from kb.agenda.matters import plain
from kb.agenda.vocabulary import is_rubric
from kb.library import Library
from kb.model import AgendaItem, Decision, Meeting

_ALIKE = 60.0
# From which score on a matter is said to have been handled in an item of another name: a wrong claim costs more than none.
_HANDLED = 0.4


@dataclass(frozen=True, slots=True)
class Pair:
    """An item of the agenda, the item of the minutes it became, and what was decided. `moved`: handled in another order.

    One of the two is None: dropped from the agenda, or added in the meeting. `within`: it was handled in an item of another name,
    of which `held` is that item and the decisions are its own; `words` are what was said where nothing was decided.
    """

    sent: DraftItem | None
    held: AgendaItem | None
    decisions: tuple[Decision, ...] = ()
    moved: bool = False
    within: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pairs in the order of the minutes, dropped items last, and promises that were due and not handled."""

    meeting: Meeting
    pairs: tuple[Pair, ...]
    unhandled: tuple[Missing, ...]

    @property
    def added(self) -> tuple[Pair, ...]:
        """Items that only the minutes have."""
        return tuple(pair for pair in self.pairs if pair.sent is None)

    @property
    def dropped(self) -> tuple[Pair, ...]:
        """Items that only the agenda has."""
        return tuple(pair for pair in self.pairs if pair.held is None)

    @property
    def moved(self) -> tuple[Pair, ...]:
        """Items handled in another order than they were sent."""
        return tuple(pair for pair in self.pairs if pair.moved)


def compare(library: Library, draft: Draft, meeting: Meeting) -> Comparison:
    """The minutes of a meeting held against its agenda."""
    found = pairs(draft.items, meeting)
    return Comparison(
        meeting, tuple(_really(pair, meeting, matcher_of(library)) for pair in found), _unhandled(library, meeting)
    )


def _unhandled(library: Library, meeting: Meeting) -> tuple[Missing, ...]:
    """What was due by a meeting, or put off to it, and taken up neither under a title nor in the text of its minutes."""
    titles = tuple(DraftItem(item.number, item.title) for item in meeting.items)
    texts = tuple(DraftItem(item.number, item.title, item.text) for item in meeting.items)
    by_title, by_text = (
        desk.answer(library, Draft(items, meeting.date, meeting.body), meeting.date).missing for items in (titles, texts)
    )
    left = {one.handling.id for one in by_title}
    return tuple(one for one in by_text if one.handling.id in left and _was_due(one, meeting))


def _was_due(one: Missing, meeting: Meeting) -> bool:
    """Whether a meeting should have taken it up: what is due only after it is nothing that it left unhandled."""
    due = one.decision.due
    in_time = due is not None and (due.date is None or meeting.date is None or due.date <= meeting.date)
    return one.late or in_time or one.decision.kind == "postponed"


def _really(pair: Pair, meeting: Meeting, matcher: Matcher) -> Pair:
    """A dropped item with where the meeting handled its matter all the same, if it did: the outcome before a remark."""
    if pair.sent is None or pair.held is not None or is_rubric(pair.sent.title, matcher.names):
        return pair
    priors = matcher.find(Asked(plain(pair.sent.title), pair.sent.text, frozenset(pair.sent.outputs)), None, limit=desk.DEEP)
    here = [one.handling for one in priors if one.handling.meeting == meeting.id and one.score >= _HANDLED]
    if not here:
        return pair
    decided = [handling for handling in here if handling.decision is not None]
    best = [*decided, here[0]][0]
    decisions = tuple(dict.fromkeys(one.decision for one in decided if one.decision and one.item.id == best.item.id))
    return Pair(pair.sent, best.item, decisions, within=True, words="" if decisions else best.text)


def pairs(sent: Sequence[DraftItem], meeting: Meeting) -> tuple[Pair, ...]:
    """Items of an agenda and of minutes joined by their titles, the likest first."""
    by_held = _joined(sent, meeting.items)
    moved = _moved([by_held[j] for j in sorted(by_held)])
    found = [
        Pair(
            sent[by_held[j]] if j in by_held else None,
            item,
            tuple(one for one in meeting.decisions if one.item == item.number),
            by_held.get(j) in moved,
        )
        for j, item in enumerate(meeting.items)
    ]
    return (*found, *(Pair(one, None) for i, one in enumerate(sent) if i not in by_held.values()))


def _joined(sent: Sequence[DraftItem], held: Sequence[AgendaItem]) -> dict[int, int]:
    """The place of an item in the minutes → its place in the agenda, for those that are alike enough."""
    scores = [
        (_likeness(one.title, other.title), -abs(i - j), i, j) for i, one in enumerate(sent) for j, other in enumerate(held)
    ]
    by_held: dict[int, int] = {}
    for score, _, i, j in sorted(scores, reverse=True):
        if score >= _ALIKE and j not in by_held and i not in by_held.values():
            by_held[j] = i
    return by_held


def _likeness(one: str, other: str) -> float:
    score: float = fuzz.token_sort_ratio(one.lower(), other.lower())
    return max(score, 75.0) if covers(one, other) or covers(other, one) else score


def _moved(order: Sequence[int]) -> set[int]:
    """The fewest items that must be moved to bring the order back: all but a longest rising run.

    >>> _moved([1, 2, 0, 3])
    {0}
    """
    best: list[list[int]] = [[]]
    for number in order:
        runs = [run for run in best if not run or run[-1] < number]
        best.append([*max(runs, key=len), number])
    longest = max(best, key=len)
    return set(order) - set(longest)
