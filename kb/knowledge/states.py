"""Where a decision stands on a day: in force, done, open, overdue, taken up later, replaced, spent, history; each with its
grounds, and whether it is certain. Nothing is claimed by default: where no more is known than that it was decided, it is None.

What people have said in the journal comes first, then what the words of the minutes say, then the calendar. A state that rests
on a proposed link that nobody has confirmed is not certain, and faces say so.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kb.dates import find_dates
from kb.model import Decision, Due, Nature
from kb.relations import Ground, Link
from kb.results import SHOWN, Chain, Promise, State, StateCode

_NO_PROMISE: Final = frozenset(("noted", "procedural", "election", "rejected", "postponed"))
# How likely a promise must be by its wording to be one at all.
_WORDED_SO: Final = 0.35
# What takes a matter up again; a mere reference does not.
_TAKES_UP: Final = frozenset(("follows", "amends", "returns", "replaces"))
# Grounds that make a later item the handling of the matter, and not only one like it.
_TELLING: Final = frozenset(("said", "ticket", "date", "previous", "month", "number", "item", "announced"))
# From this score on a link that names nothing itself is still taken for the handling of what was put off.
_LIKELY: Final = 0.8
# A thing to do of which nothing is heard is history after so long: nobody knows what became of it.
_HISTORY: Final = datetime.timedelta(days=365)
# What a later meeting has surely gone on with may have changed: it is not said to be in force.
_SURE_TO_GO_ON: Final = 0.8
# A later item so much alike may have handled what was to be done, though it does not say so.
_GOES_ON: Final = 0.7
# An event without a day is over after so long.
_EVENT_OVER: Final = datetime.timedelta(days=120)
_UNSETTLED: Final = frozenset(("open", "overdue", "lapsed"))
# A deadline is called passed only so long; after that nobody knows.
_LATE: Final = datetime.timedelta(days=270)
# So far from the time it gives an item of its name still keeps it.
_ABOUT: Final = datetime.timedelta(days=31)
_TICKET: Final = re.compile(r"#(\d{2,7})\b")
_ABOUT_A_TIME: Final = re.compile(
    r"\b(?:tienoilla|paikkeilla|tienoissa|maissa|noin|arviolta|alustavasti|omkring|ungefär|around|about)\b", re.IGNORECASE
)
# "Raportti verkkosivuille 15.4." and "julkaisee toukokuussa" plan a time; only words such as these make it a limit.
_LIMIT: Final = re.compile(
    r"\b(?:viimeistään|mennessä|ennen|loppuun|puoliväliin|alkuun|määräaika\w*|takaraja\w*|deadline|dl|senast|före|by|before|no\s+later)\b",
    re.IGNORECASE,
)
_FROM_THEN: Final = re.compile(r"\s*(?:alkaen|lähtien)\b", re.IGNORECASE)
_LASTS: Final = re.compile(r"\b(?:asti|saakka)\s*$")
_AUTHORISES: Final = re.compile(r"\b(?:valtuut\w+|bemyndiga\w*|authori[sz]e[sd]?)\b", re.IGNORECASE)
_IF_NEED_BE: Final = re.compile(r"\b(?:tarvittaessa|vid\s+behov|if\s+(?:needed|necessary))\b", re.IGNORECASE)
_BY_KIND: Final[Mapping[str, Nature]] = {"procedural": "noted", "postponed": "task", "rejected": "refused"}
# For how many days states are kept worked out.
_MOST_DAYS: Final = 4


def is_promise(decision: Decision) -> bool:
    """Whether somebody is to do something by it: it is an assignment, has a doer or a deadline or is worded as a promise, and is
    not only noted, chosen or put off; what is put off promises where it has a day or gives somebody work. An assignment that names neither ("Selvitetään, onko tarvetta") is still one.

    "Kommentointiaikaa jatkettiin 14.2.2025 asti" names nobody and gives a time until which, not by which.

    >>> assigned = Decision("m/1/1", "m", None, "1", None, "assignment", "SHL laatii ohjeen.", responsible=("SHL",))
    >>> is_promise(assigned)
    True
    """
    if decision.kind == "noted" and decision.nature == "task":
        return True
    if decision.in_parts:
        return False
    if decision.kind == "postponed":
        return decision.due is not None or (bool(decision.responsible) and (decision.promise or 0.0) >= SHOWN)
    if decision.kind in _NO_PROMISE:
        return False
    if decision.kind == "assignment" or decision.responsible or (decision.promise or 0.0) >= _WORDED_SO:
        return True
    return decision.due is not None and _LASTS.search(decision.due.text) is None


def nature(decision: Decision) -> Nature | None:
    """What kind of a thing it is by its words; where they were not asked, by its kind; else None."""
    return decision.nature or _BY_KIND.get(decision.kind) or ("task" if is_promise(decision) else None)


@dataclass(slots=True)
class _Day:
    """What has been worked out for a day."""

    states: dict[str, State | None] = field(default_factory=dict)
    promises: tuple[Promise, ...] | None = None


class States:
    """Decisions with the links between them. Never changes."""

    def __init__(
        self,
        decisions: Iterable[Decision],
        links: Iterable[Link],
        dates: Mapping[str, datetime.date],
        bodies: Mapping[str, str | None] | None = None,
    ) -> None:
        """`dates` are the meetings' days by their ids, `bodies` whose they are; links that people have struck are left out."""
        self.links = tuple(link for link in links if link.standing != "struck")
        self._dates = dates
        self._bodies = bodies or {}
        self._held = _days_held(dates, self._bodies)
        self._days: dict[datetime.date, _Day] = {}
        self._decisions = {decision.id: decision for decision in decisions}
        self._items = {id: decision.end for id, decision in self._decisions.items()}
        self._earlier: dict[str, list[Link]] = defaultdict(list)
        self._later: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            for end in {link.later, link.later_decision or link.later}:
                self._earlier[end].append(link)
            for end in {link.earlier, link.earlier_decision or link.earlier}:
                self._later[end].append(link)

    def of(self, decision: Decision, today: datetime.date) -> State | None:
        """Where a decision stands on a day, None where nothing is known; only what had been said by then counts.

        Worked out once for a day, as long as it is one of these decisions.
        """
        if self._decisions.get(decision.id) is not decision:
            return self._work_out(decision, today)
        known = self._on(today).states
        if decision.id not in known:
            known[decision.id] = self._work_out(decision, today)
        return known[decision.id]

    def _on(self, today: datetime.date) -> _Day:
        if today not in self._days:
            if len(self._days) >= _MOST_DAYS:
                self._days.clear()
            self._days[today] = _Day()
        return self._days[today]

    def _work_out(self, decision: Decision, today: datetime.date) -> State | None:
        for rule in (_struck, self._replaced, _ticked_off):
            if state := rule(decision, today):
                return state
        kind = nature(decision)
        by_nature = {"task": self._to_do, "lasting": self._lasting, "once": _once, "refused": self._refused, "noted": _noted}
        return by_nature[kind](decision, today) if kind else None

    def promises(self, today: datetime.date) -> tuple[Promise, ...]:
        """Every promise made by the day with its state, by deadline, those without one last."""
        day = self._on(today)
        if day.promises is None:
            made = [
                decision
                for decision in self._decisions.values()
                if is_promise(decision) and decision.status != "struck" and (decision.date is None or decision.date <= today)
            ]
            found = [Promise(decision, self.of(decision, today)) for decision in made]
            day.promises = tuple(sorted(found, key=lambda promise: _by_deadline(promise.decision)))
        return day.promises

    def link_of(self, decision: Decision, state: State) -> Link | None:
        """The link that a decision's state rests on; None where it rests on none."""
        by = (link for link in self._own(self._later, decision.id) if state.by in (link.later_decision, link.later))
        return next(iter(sorted(by, key=self._in_order)), None)

    def dependents(self, id: str) -> int:
        """How many later items or decisions hang on a decision."""
        return len(_between_items(self._own(self._later, id)))

    def chain(self, id: str) -> Chain:
        """What a decision or an item takes up, what takes it up, and the whole line of the matter, oldest first."""
        earlier = tuple(sorted(_between_items(self._own(self._earlier, id)), key=lambda link: -link.score))
        later = tuple(sorted(_between_items(self._own(self._later, id)), key=self._in_order))
        return Chain(earlier, later, self._line(id))

    def _in_order(self, link: Link) -> tuple[datetime.date, float]:
        return self._date(link.later), -link.score

    def _own(self, side: Mapping[str, Sequence[Link]], id: str) -> list[Link]:
        """Links of a decision: its own, and those of its item that name no decision."""
        item = self._items.get(id, id)
        if item == id:
            return list(side.get(id, ()))
        own = [link for link in side.get(id, ()) if not _is_of_another_ticket(link, self._decisions.get(id))]
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
        """What was put off and has come back was handled then: whether it was done is another matter."""
        later = [link for link in self.chain(decision.id).later if self._date(link.later) <= today]
        same = [link for link in self._later.get(decision.end, ()) if self._date(link.later) <= today]
        for link in (*later, *same):
            if link.certain or link.score >= _LIKELY or link.standing == "confirmed":
                return _state("handled", self._date(link.later), link)
        return None

    def _refused(self, decision: Decision, today: datetime.date) -> State:
        """What was turned down; what was only sent back has come up again."""
        if decision.kind == "rejected" and (again := self._taken_up(decision, (), today)):
            return again
        return State("rejected", decision.date, certain=decision.confidence != "low")

    def _lasting(self, decision: Decision, today: datetime.date) -> State | None:
        if decision.until and decision.until < today and (decision.date is None or decision.until >= decision.date):
            return State("spent", decision.until)
        if _begins_after(decision, today):
            return None
        amended = self._said(decision, "amends", today)
        if not amended and _is_past_authority(decision, today):
            return None
        if not amended and self._may_have_gone_on(decision, today, _SURE_TO_GO_ON):
            return None
        grounds = amended[0].grounds if amended else ()
        return State("in_force", decision.date, certain=decision.confidence == "high", grounds=grounds)

    def _to_do(self, decision: Decision, today: datetime.date) -> State | None:
        """Where a thing to do stands; where its body's minutes ended long ago, as it stood when they did."""
        due = decision.due.date if decision.due else None
        last = self._last_held(decision, today)
        now = self._stands(decision, today)
        if last is None or today - last <= _HISTORY or (due is not None and due >= today):
            return now
        then = self._stands(decision, last) if now is None or now.code in _UNSETTLED else None
        if then is None or then.code not in ("open", "overdue"):
            return now
        return State("lapsed", due or decision.date, decision.due.text if decision.due else None, certain=False, as_of=last)

    def _last_held(self, decision: Decision, today: datetime.date) -> datetime.date | None:
        """The day of the newest minutes of a decision's body by a day; None where it is not known whose it is."""
        held = self._held.get(self._bodies.get(decision.meeting or decision.home), ())
        before = bisect_right(held, today)
        return held[before - 1] if before else None

    def _stands(self, decision: Decision, today: datetime.date) -> State | None:
        for link in self._said(decision, "fulfils", today):
            return _state("handled" if decision.kind == "postponed" else "done", self._date(link.later), link)
        if decision.kind == "postponed" and (back := self._put_off(decision, today)):
            return back
        due = decision.due
        missing = [link for link in self._said(decision, "refers", today) if _says_open(link)]
        grounds = missing[-1].grounds if missing else ()
        if due and due.date and due.date >= today:
            return State("open", due.date, due.text, True, grounds)
        # Nothing says that it was done, which does not yet say that it was not.
        if handled := self._taken_up(decision, missing, today):
            return handled
        if _is_history(decision, today):
            return self._lapsed(decision, today)
        if due and due.date:
            return self._late(decision, today, grounds)
        return State("open", decision.date, due.text if due else None, bool(missing), grounds)

    def _lapsed(self, decision: Decision, today: datetime.date) -> State | None:
        """That nothing is known, which is said of what was given to somebody by name or surely by a day, and nothing later is like."""
        due = decision.due
        is_given = (
            bool(decision.responsible)
            or (decision.confidence != "low" and due is not None)
            or (decision.promise or 0.0) >= SHOWN
        )
        if not is_given or self._may_have_gone_on(decision, today):
            return None
        return State("lapsed", due.date if due and due.date else decision.date, due.text if due else None, certain=False)

    def _may_have_gone_on(self, decision: Decision, today: datetime.date, score: float = 0.0) -> bool:
        """Whether something later is like it, though not so that it could be said to handle it."""
        later = self.chain(decision.id).later
        return any(link.relation in _TAKES_UP and self._date(link.later) <= today and link.score >= score for link in later)

    def _late(self, decision: Decision, today: datetime.date, grounds: tuple[Ground, ...]) -> State:
        """Past its day: overdue where the day and the thing to do are sure, else only to be looked at."""
        due = decision.due
        assert due is not None and due.date is not None
        if grounds:
            return State("overdue", due.date, due.text, True, grounds)
        is_sure = self._is_surely_late(decision, due, today)
        return State(
            "overdue" if is_sure else "open", due.date, due.text, False, (Ground("due", due.text, _ground_of(decision)),)
        )

    def _is_surely_late(self, decision: Decision, due: Due, today: datetime.date) -> bool:
        """Whether somebody is surely to do it, its day is sure, and nothing later is so like it that it may have been done. What a
        report plans for a day is no deadline."""
        is_told = decision.confidence != "low" or (bool(decision.responsible) and not due.meeting)
        # "Vuodenvaihteen tienoilla" names no day that could be passed.
        if (
            decision.kind == "postponed"
            or decision.meeting is None
            or not is_told
            or not is_promise(decision)
            or _ABOUT_A_TIME.search(due.text)
            or (decision.confidence == "low" and not self._is_surely_limited(decision, due, today))
        ):
            return False
        assert due.date is not None
        return today - due.date <= _LATE and not self._may_have_gone_on(decision, today, _GOES_ON)

    def _is_surely_limited(self, decision: Decision, due: Due, today: datetime.date) -> bool:
        """Whether the day of an unmarked promise is said to be a limit, and no meeting since then could have told of it in words that
        were not understood."""
        last = self._last_held(decision, today)
        assert due.date is not None
        return last is not None and last < due.date and _LIMIT.search(due.text) is not None

    def _taken_up(self, decision: Decision, missing: Iterable[Link], today: datetime.date) -> State | None:
        """A later meeting took the matter up: it is for people to say whether that settled it. Where a meeting said that the
        thing is still to be done, only what came after that counts."""
        denied = max((self._date(link.later) for link in missing), default=datetime.date.min)
        own = [link for link in self.chain(decision.id).later if link.relation in _TAKES_UP]
        found = [link for link in own if denied < self._date(link.later) <= today and self._is_telling(link, decision)]
        if denied > datetime.date.min:
            again = [next_ for link in own for next_ in self._later.get(link.later, ()) if next_.relation in _TAKES_UP]
            found += [link for link in again if denied < self._date(link.later) <= today and link.score >= _LIKELY]
        if not found:
            return None
        link = min(found, key=lambda one: (one.standing != "confirmed", not one.certain, -one.score))
        state = _state("handled", self._date(link.later), link)
        return replace(state, certain=link.standing == "confirmed")

    def _is_telling(self, link: Link, decision: Decision) -> bool:
        """Whether a link tells that the decision's matter was handled, and not only that the two are alike."""
        if link.certain or link.standing == "confirmed":
            return True
        if link.earlier_decision != decision.id:
            return False
        if self._is_of_its_time(link, decision):
            return True
        return any(ground.code in _TELLING for ground in link.grounds)

    def _is_of_its_time(self, link: Link, decision: Decision) -> bool:
        """Whether an item of the same name was held about the time that the decision gives: "Palataan asiaan huhtikuussa." """
        due = decision.due.date if decision.due else None
        is_named = any(ground.code == "title" for ground in link.grounds)
        return is_named and due is not None and abs(self._date(link.later) - due) <= _ABOUT


def _days_held(
    dates: Mapping[str, datetime.date], bodies: Mapping[str, str | None]
) -> Mapping[str | None, Sequence[datetime.date]]:
    """The days of each body's minutes, the oldest first."""
    held: dict[str | None, list[datetime.date]] = defaultdict(list)
    for id, day in sorted(dates.items(), key=lambda pair: pair[1]):
        if id in bodies:
            held[bodies[id]].append(day)
    return held


def _between_items(links: Iterable[Link]) -> list[Link]:
    """The links that join two items: what was added to a decision's own item tells its state, and is no later matter."""
    return [link for link in links if link.later != link.earlier]


def _says_open(link: Link) -> bool:
    """Whether a later meeting said that the thing is still to be done."""
    return any(ground.code == "open" for ground in link.grounds)


def _is_of_another_ticket(link: Link, decision: Decision | None) -> bool:
    """Whether a link rests on tickets that are not the decision's, which names its own."""
    shared = {ground.text for ground in link.grounds if ground.code == "ticket"}
    own = set(_TICKET.findall(decision.subject or "")) if decision else set()
    return bool(shared and own) and not shared & own


def _is_past_authority(decision: Decision, today: datetime.date) -> bool:
    """Whether it allowed something to be done if need be, in a year that is over: whether the leave still holds is not told."""
    is_old = decision.until is None and decision.date is not None and decision.date.year < today.year
    return is_old and all(word.search(decision.text) for word in (_AUTHORISES, _IF_NEED_BE))


def _begins_after(decision: Decision, today: datetime.date) -> bool:
    """Whether it says that it holds from a later day on: "Kuuden numeron tunnus 2.9. alkaen"."""
    text = decision.content or decision.text
    return any(found.first > today and _FROM_THEN.match(text, found.end) for found in find_dates(text, decision.date))


def _is_history(decision: Decision, today: datetime.date) -> bool:
    """Whether so long has passed since it was to be done, or was decided, that its being open says nothing any more."""
    due = decision.due.date if decision.due else None
    day = max((day for day in (due, decision.date) if day), default=None)
    return day is not None and today - day > _HISTORY


def _ground_of(decision: Decision) -> str | None:
    """The item in which its words are to be read; a report has none."""
    return decision.home if decision.meeting is not None else None


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
    return State("noted", decision.date, certain=decision.confidence != "low")


def _once(decision: Decision, today: datetime.date) -> State | None:
    """What was for a day or a meeting is over with it; until then nothing is said."""
    if decision.until or decision.kind == "election":
        last = decision.until or decision.date
        return State("spent", last, certain=decision.confidence != "low") if last and last < today else None
    if decision.date and today - decision.date > _EVENT_OVER:
        return State("spent", None, certain=False)
    return None
