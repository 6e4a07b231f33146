"""Where a decision stands on a day: in force, kept, open, overdue, taken up later, replaced; each with its grounds, and whether
it is certain.

What people have said in the journal comes first, then what the words of the minutes say, then the calendar. A state that rests
on a proposed link that nobody has confirmed is not certain, and faces say so.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kb.dates import find_dates
from kb.knowledge.relations import Link
from kb.model import Decision
from kb.results import Chain, Promise, State, StateCode

_NO_PROMISE: Final = frozenset(("noted", "procedural", "election", "rejected", "postponed"))
# What takes a matter up again; a mere reference does not.
_TAKES_UP: Final = frozenset(("follows", "amends", "returns", "replaces"))
# From this score on a link that names nothing itself is still taken for the handling of what was put off.
_LIKELY: Final = 0.8
_YEARS: Final = re.compile(
    r"\b(?:vuodelle|vuosille|vuosina|vuosiksi|vuodeksi|för (?:år|åren)|for the years?)\s+"
    r"(?:20\d\d\s*(?:[-–]|ja|och|and)\s*)?(?P<last>20\d\d)\b",
    re.IGNORECASE,
)
_LASTS: Final = re.compile(r"\b(?:asti|saakka)\s*$")
_UNTIL: Final = re.compile(r"^\s*(?:asti|saakka)\b")


def is_promise(decision: Decision) -> bool:
    """Whether somebody is to do something by it: it is an assignment or has a doer or a deadline, and is not only noted,
    chosen or put off. An assignment that names neither ("Selvitetään, onko tarvetta") is still one.

    "Kommentointiaikaa jatkettiin 14.2.2025 asti" names nobody and gives a time until which, not by which.

    >>> assigned = Decision("m/1/1", "m", None, "1", None, "assignment", "SHL laatii ohjeen.", responsible=("SHL",))
    >>> is_promise(assigned)
    True
    """
    if decision.kind in _NO_PROMISE:
        return False
    if decision.kind == "assignment" or decision.responsible:
        return True
    return decision.due is not None and _LASTS.search(decision.due.text) is None


def lapses(decision: Decision) -> datetime.date | None:
    """The last day that a decision's own words give it, None where they give none.

    >>> decided = Decision("m/1/1", "m", None, "1", None, "decision", "Päätettiin, ettei korvausta makseta vuosina 2025–2026.")
    >>> str(lapses(decided))
    '2026-12-31'
    """
    text = f"{decision.text} {decision.content or ''}"
    if years := _YEARS.search(text):
        return datetime.date(int(years["last"]), 12, 31)
    for found in find_dates(text, decision.date):
        if _UNTIL.match(text[found.end :]) or found.last > found.first:
            return found.last
    return None


class States:
    """Decisions with the links between them. Never changes."""

    def __init__(self, decisions: Iterable[Decision], links: Iterable[Link], dates: Mapping[str, datetime.date]) -> None:
        """`dates` are the meetings' days by their ids; links that people have struck are left out."""
        self.links = tuple(link for link in links if link.standing != "struck")
        self._dates = dates
        self._decisions = {decision.id: decision for decision in decisions}
        self._items = {id: _item_of(decision) for id, decision in self._decisions.items()}
        self._earlier: dict[str, list[Link]] = defaultdict(list)
        self._later: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            for end in {link.later, link.later_decision or link.later}:
                self._earlier[end].append(link)
            for end in {link.earlier, link.earlier_decision or link.earlier}:
                self._later[end].append(link)

    def of(self, decision: Decision, today: datetime.date) -> State:
        """Where a decision stands on a day; only what had been said by then counts."""
        for rule in (_struck, self._replaced, _ticked_off, self._put_off, self._promised, _noted, _lapsed):
            state = rule(decision, today)
            if state is not None:
                return state
        return self._in_force(decision, today)

    def promises(self, today: datetime.date) -> tuple[Promise, ...]:
        """Every promise made by the day with its state, by deadline, those without one last."""
        found = [
            Promise(decision, self.of(decision, today))
            for decision in self._decisions.values()
            if is_promise(decision) and decision.status != "struck" and (decision.date is None or decision.date <= today)
        ]
        return tuple(sorted(found, key=lambda promise: _by_deadline(promise.decision)))

    def chain(self, id: str) -> Chain:
        """What a decision or an item takes up, what takes it up, and the whole line of the matter, oldest first."""
        earlier = tuple(sorted(self._own(self._earlier, id), key=lambda link: -link.score))
        later = tuple(sorted(self._own(self._later, id), key=lambda link: (self._date(link.later), -link.score)))
        return Chain(earlier, later, self._line(id))

    def _own(self, side: Mapping[str, Sequence[Link]], id: str) -> list[Link]:
        """Links of a decision: its own, and those of its item that name no decision."""
        item = self._items.get(id, id)
        if item == id:
            return list(side.get(id, ()))
        own = list(side.get(id, ()))
        ends = "later_decision" if side is self._earlier else "earlier_decision"
        return own + [link for link in side.get(item, ()) if getattr(link, ends) is None]

    def _line(self, id: str) -> tuple[str, ...]:
        """The items that certain or likely links join to this one, by date."""
        home = self._items.get(id, id)
        seen = {home}
        ahead = [home]
        while ahead:
            here = ahead.pop()
            for link in (*self._earlier.get(here, ()), *self._later.get(here, ())):
                if link.certain or link.standing == "confirmed" or link.score >= _LIKELY:
                    for end in (link.earlier, link.later):
                        if end not in seen:
                            seen.add(end)
                            ahead.append(end)
        return tuple(sorted(seen, key=lambda item: (self._date(item), item)))

    def _date(self, id: str) -> datetime.date:
        return self._dates.get(id.partition("/")[0], datetime.date.min)

    def _said(self, decision: Decision, relation: str, today: datetime.date) -> list[Link]:
        """Links of this relation to the decision from meetings held by the day, the surest first."""
        found = [
            link
            for link in self._later.get(decision.id, ())
            if link.relation == relation and link.earlier_decision == decision.id and self._date(link.later) <= today
        ]
        return sorted(found, key=lambda link: (link.standing != "confirmed", not link.certain, -link.score))

    def _replaced(self, decision: Decision, today: datetime.date) -> State | None:
        for link in self._said(decision, "replaces", today):
            return _state("replaced", self._date(link.later), link)
        by = [other for other in decision.replaced_by if self._date(other) <= today]
        return State("replaced", since=self._date(by[-1]), by=by[-1]) if by else None

    def _put_off(self, decision: Decision, today: datetime.date) -> State | None:
        if decision.kind != "postponed":
            return None
        later = [link for link in self.chain(decision.id).later if self._date(link.later) <= today]
        same = [link for link in self._later.get(_item_of(decision), ()) if self._date(link.later) <= today]
        for link in (*later, *same):
            if link.certain or link.score >= _LIKELY or link.standing == "confirmed":
                return _state("done", self._date(link.later), link)
        return State("open", since=decision.date, by=decision.due.text if decision.due else None)

    def _promised(self, decision: Decision, today: datetime.date) -> State | None:
        if not is_promise(decision):
            return None
        for link in self._said(decision, "fulfils", today):
            return _state("done", self._date(link.later), link)
        due = decision.due
        missing = [link for link in self._said(decision, "refers", today) if any(g.code == "open" for g in link.grounds)]
        grounds = missing[-1].grounds if missing else ()
        if due is None or due.date is None:
            is_order = decision.kind == "assignment" or due is not None
            return State("open", decision.date, due.text if due else None, bool(missing), grounds) if is_order else None
        if due.date >= today:
            return State("open", due.date, due.text, True, grounds)
        # Nothing says that it was done, which does not yet say that it was not.
        return self._taken_up(decision, missing, today) or State("overdue", due.date, due.text, bool(missing), grounds)

    def _taken_up(self, decision: Decision, missing: Iterable[Link], today: datetime.date) -> State | None:
        """A later meeting took the matter of a promise up: it is for people to say whether that settled it. Where a meeting
        said that the thing is still to be done, only what came after that counts."""
        denied = max((self._date(link.later) for link in missing), default=datetime.date.min)
        own = [link for link in self.chain(decision.id).later if link.relation in _TAKES_UP]
        found = [link for link in own if denied < self._date(link.later) <= today]
        if denied > datetime.date.min:
            again = [next_ for link in own for next_ in self._later.get(link.later, ()) if next_.relation in _TAKES_UP]
            found += [link for link in again if denied < self._date(link.later) <= today and link.score >= _LIKELY]
        if not found:
            return None
        link = min(found, key=lambda one: (one.standing != "confirmed", not one.certain, -one.score))
        state = _state("handled", self._date(link.later), link)
        return replace(state, certain=link.standing == "confirmed")

    def _in_force(self, decision: Decision, today: datetime.date) -> State:
        amended = self._said(decision, "amends", today)
        return State("in_force", since=decision.date, grounds=amended[0].grounds if amended else ())


def _item_of(decision: Decision) -> str:
    return decision.id.rpartition("/")[0]


def _by_deadline(decision: Decision) -> tuple[datetime.date, str]:
    return (decision.due.date if decision.due and decision.due.date else datetime.date.max, decision.id)


def _state(code: StateCode, since: datetime.date, link: Link) -> State:
    sure = link.certain or link.standing == "confirmed"
    return State(code, since, link.later_decision or link.later, sure, link.grounds)


def _struck(decision: Decision, today: datetime.date) -> State | None:
    return State("struck", by=decision.rests_on) if decision.status == "struck" else None


def _ticked_off(decision: Decision, today: datetime.date) -> State | None:
    return State("done") if decision.status == "done" else None


def _noted(decision: Decision, today: datetime.date) -> State | None:
    return State("noted", since=decision.date) if decision.kind in ("noted", "procedural") else None


def _lapsed(decision: Decision, today: datetime.date) -> State | None:
    last = lapses(decision)
    if last is None or last >= today or (decision.date and last < decision.date):
        return None
    return State("lapsed", since=last, certain=False)
