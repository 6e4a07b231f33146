"""What a body's last meetings left to be done or waited for, as it stands on the eve of a meeting.

A decision that somebody is to carry out, a matter put off, and a sentence that says what will be done or is waited for. What a
later meeting took up again is not among them: it stands for itself. Of older meetings only what has a day about this time is.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kb.agenda.bodies import same_body
from kb.agenda.handlings import Handling
from kb.agenda.matching import Matcher
from kb.agenda.openness import is_aside, last_day, open_part
from kb.dates import find_dates
from kb.finnish import split_sentences
from kb.knowledge.states import is_promise
from kb.library import Library
from kb.model import Decision
from kb.results import Promise, State

# Of so many of the last meetings everything unfinished is told, of one more what somebody was given to do; none is older than so
# many days. A promise with a day and what was put off are remembered for longer.
_MEETINGS: Final = 2
_DAYS: Final = 270
_DUE_DAYS: Final = 365
# What is to be done by a day so soon after a meeting is due at it: at the next one it would be too late.
SOON: Final = datetime.timedelta(days=45)
# A day that went by longer ago than this is history, not something an agenda forgot.
_LATE_DAYS: Final = 120
# A later handling that has such a share of the telling words took the matter up.
_TAKEN_UP: Final = 0.42
_TAKEN_UP_UNSURE: Final = 0.28
# What names neither a day nor a doer is likely to be work from the first measure of a promise on, more than likely from the second.
_LIKELY_WORK: Final = 0.3
_SURELY_WORK: Final = 0.65
_OVER: Final = frozenset(("done", "handled", "replaced", "rejected", "struck", "lapsed", "spent"))
_NO_WORK: Final = frozenset(("procedural", "election", "approval"))


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A matter left unfinished: the handling that left it, its words as a decision, and its state on the eve.

    `due` is the day it is to be done by, or the meeting that is prepared when it was left to the next one; None without one.
    """

    handling: Handling
    decision: Decision
    state: State
    due: datetime.date | None = None


def unfinished(library: Library, matcher: Matcher, before: datetime.date, body: str | None) -> tuple[Unfinished, ...]:
    """What is unfinished before a meeting of a body (None: of all), what is due first, then the latest."""
    since = matcher.after(before - datetime.timedelta(days=_DUE_DAYS + 1))
    bodies = {name for name in matcher.bodies if body is None or same_body(name, body)} | {None}
    numbers = [number for number in range(since, matcher.until(before)) if matcher.handlings[number].body in bodies]
    days = sorted({matcher.handlings[number].date for number in numbers})
    recent = [day for day in days[-_MEETINGS - 1 :] if (before - day).days <= _DAYS]
    found = [
        one
        for number in numbers
        if (one := _left(library, matcher.handlings[number], before, days, recent)) is not None
        and _is_told(one, days[-1])
        and not _is_answered(matcher, number)
        and (_stands(one) or not _taken_up(matcher, number, before))
    ]
    return tuple(
        sorted(found, key=lambda one: (one.due is None, one.due or before, -one.handling.date.toordinal(), one.handling.id))
    )


def _is_told(one: Unfinished, last: datetime.date) -> bool:
    """Whether it is worth telling: what names neither a day nor a doer is, where it is likely to be work; one that is unmarked and
    older than the last meeting, only where that is more than likely."""
    decision = one.decision
    if one.due or decision.due or decision.responsible or decision.kind == "postponed" or decision.promise is None:
        return True
    is_older = decision.confidence == "low" and one.handling.date != last
    return decision.promise >= (_SURELY_WORK if is_older else _LIKELY_WORK)


def _is_answered(matcher: Matcher, number: int) -> bool:
    """Whether an unmarked sentence under a telling title leads to a marked decision that stands below it: that one answers it."""
    handling = matcher.handlings[number]
    decision, item = handling.decision, handling.item
    if item.title in matcher.general or (decision is not None and decision.confidence != "low"):
        return False
    place = item.text.find(handling.text.split("\n")[0])
    marked = (one.decision.text for one in matcher.of_item(number) if one.decision and one.decision.confidence != "low")
    return place >= 0 and any(item.text.find(text.split("\n")[0]) > place for text in marked)


def _stands(one: Unfinished) -> bool:
    """Whether it is open whatever later meetings say of the matter: marked with a day, or put off."""
    return one.decision.kind == "postponed" or (one.due is not None and one.decision.confidence != "low")


def _left(
    library: Library, handling: Handling, before: datetime.date, days: Sequence[datetime.date], recent: Sequence[datetime.date]
) -> Unfinished | None:
    decision = handling.decision
    if decision is None:
        return _left_undecided(handling, before, recent)
    if decision.in_parts:
        return _left_in_parts(library, handling, before, days, recent)
    if _is_no_work(decision):
        return None
    state = library.state(decision, before - datetime.timedelta(days=1))
    if _is_over(state):
        return None
    due = _due(decision, before, days)
    if due is None and decision.confidence == "low" and _is_past(decision, before):
        return None
    if not _is_given(decision) or not _is_of_now(decision, handling.date, due, before, recent):
        return None
    # A line of a list that a decision heads is told with its own words.
    told = replace(decision, text=" ".join(handling.text.split()))
    return Unfinished(handling, told, state or State("open", decision.date, certain=False), due)


def _is_over(state: State | None) -> bool:
    """Whether a matter is over; what was open when its body last met is not, however long ago that was."""
    return state is not None and state.code in _OVER and state.as_of is None


def _left_undecided(handling: Handling, before: datetime.date, recent: Sequence[datetime.date]) -> Unfinished | None:
    """What the words of an item of the last meetings leave to be done, where nothing was decided; of older ones, by a day that is near."""
    found = last_day(handling.text, handling.date)
    if found is not None and before <= found[1] <= before + SOON:
        return Unfinished(handling, replace(handling.as_decision, text=found[0]), State("open"), found[1])
    words = open_part(handling.text) if handling.date in recent[-_MEETINGS:] else ""
    return Unfinished(handling, replace(handling.as_decision, text=words), State("open")) if words else None


def _is_no_work(decision: Decision) -> bool:
    """Whether a decision gives no work by its kind, or is not surely one."""
    return decision.kind in _NO_WORK or (decision.confidence == "low" and not Promise(decision, None).shown)


def _left_in_parts(
    library: Library, handling: Handling, before: datetime.date, days: Sequence[datetime.date], recent: Sequence[datetime.date]
) -> Unfinished | None:
    """A decision with several promises while one of them is left: with the doer and the day of that one, of several the most pressing.

    Its promises are one plan: when the day of one has gone by, those without a day are over with it.
    """
    whole = handling.as_decision
    state = library.state(whole, before - datetime.timedelta(days=1))
    if _is_over(state):
        return None
    parts = (replace(handling, decision=part, text=part.text, parts=()) for part in handling.parts)
    is_over = any(_is_past(part, before) for part in handling.parts)
    left = [
        one
        for part in parts
        if (one := _left(library, part, before, days, recent)) is not None and (one.due is not None or not is_over)
    ]
    if not left:
        return None
    first = min(left, key=_pressing)
    told = replace(whole, text=" ".join(handling.text.split()), responsible=first.decision.responsible, due=first.decision.due)
    return Unfinished(handling, told, first.state, first.due)


def _pressing(one: Unfinished) -> tuple[datetime.date, bool, bool]:
    """By what of several is told first: what is due first, what is surely open, what somebody was given to do."""
    return (one.due or datetime.date.max, one.state.code not in ("open", "overdue"), not one.decision.responsible)


def _in_passing(decision: Decision) -> bool:
    """Whether a promise only says how it always is, what is proposed or what an earlier meeting did, or is over with its own day."""
    marked = decision.confidence != "low"
    sentences = [decision.text[start:end] for start, end in split_sentences(decision.text)]
    if all(map(is_aside, sentences)) and not (marked and (decision.responsible or decision.due)):
        return True
    days = [found.first for found in find_dates(decision.text, decision.date)]
    return not marked and any(decision.date is not None and day <= decision.date for day in days)


def _is_given(decision: Decision) -> bool:
    """Whether a decision leaves something to be done."""
    given = is_promise(decision) or bool(open_part(decision.text))
    return decision.kind == "postponed" or (given and not _in_passing(decision))


def _is_of_now(
    decision: Decision, day: datetime.date, due: datetime.date | None, before: datetime.date, recent: Sequence[datetime.date]
) -> bool:
    """Whether it is of the last meetings, was given at one of those a little before, or is to be done about this time."""
    if day in recent[-_MEETINGS:]:
        return True
    if day in recent and decision.kind in ("assignment", "postponed"):
        return True
    return (due is not None or decision.kind == "postponed") and (before - day).days <= _DUE_DAYS


def _due(decision: Decision, before: datetime.date, days: Sequence[datetime.date]) -> datetime.date | None:
    """The day by which a decision is to be done, when it is about this time."""
    if decision.due is None:
        return None
    day, last = decision.due.date, days[-1]
    if decision.due.meeting:
        # "Seuraavaan kokoukseen": this one, when it was left so in the last; what was left to an earlier one is over with it.
        return before if decision.date == last or (day is not None and last < day <= before) else None
    if day is None or not -_LATE_DAYS <= (day - before).days <= SOON.days:
        return None
    # What so many meetings since its day have not spoken of is history as well; what is not sure, from the first one on.
    since = sum(day < held for held in days)
    return day if since <= (0 if decision.confidence == "low" else _MEETINGS + 1) else None


def _is_past(decision: Decision, before: datetime.date) -> bool:
    return decision.due is not None and decision.due.date is not None and decision.due.date < before


def _taken_up(matcher: Matcher, number: int, before: datetime.date) -> bool:
    """Whether a meeting in between has handled the matter again; of what is not sure and names nobody who does it, less is enough."""
    decision = matcher.handlings[number].decision
    is_sure = decision is not None and (decision.confidence != "low" or bool(decision.responsible))
    enough = _TAKEN_UP if is_sure else _TAKEN_UP_UNSURE
    after = matcher.after(matcher.handlings[number].date)
    near = matcher.index.like(matcher.index.vectors[number], since=after, until=matcher.until(before), limit=1)
    return bool(near) and near[0][1] >= enough
