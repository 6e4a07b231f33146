"""The register of decisions: which ones answer a filter, and where each stands."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from kb.knowledge.states import States
from kb.model import Decision, within
from kb.results import DecisionFilter, DecisionSort, Organisation, Person, State, Topic
from kb.slugs import slug

Test = Callable[[Decision], bool]

_LAST = datetime.date.max
# The fields of a filter whose values are counted beside a list.
_FACETS = ("kind", "state", "year", "body", "output", "organisation")
# How many lists are kept, so that a page may ask for the same one again and again.
_MOST_KEPT = 64


class Register:
    """Decisions with what is known about them; `reports` are the promises that each report holds. Never changes."""

    def __init__(
        self,
        decisions: Iterable[Decision],
        people: Iterable[Person],
        organisations: Iterable[Organisation],
        topics: Iterable[Topic],
        states: States | None = None,
    ) -> None:
        self.all = tuple(decisions)
        self.by_id = {decision.id: decision for decision in self.all}
        self.reports: dict[str, list[Decision]] = {}
        for decision in self.all:
            if decision.meeting is None:
                self.reports.setdefault(decision.home, []).append(decision)
        self.states = states or States(self.all, (), {})
        self._selected: dict[tuple[DecisionFilter, datetime.date], tuple[Decision, ...]] = {}
        self._left_open: dict[tuple[DecisionFilter, datetime.date], Mapping[str, tuple[Decision, ...]]] = {}
        self._people = _ids({name: person.promised for person in people for name in (person.slug, *person.names)})
        self._organisations = _ids({name: o.promised for o in organisations for name in (o.slug, *o.names)})
        self._topics = _ids({name: topic.decisions for topic in topics for name in (topic.slug, topic.name)})

    def only(self, has: Callable[[str], bool]) -> Register:
        """The register of some decisions, by their ids; any decision is still found by its id, and stands where it stands."""
        narrowed = copy.copy(self)
        narrowed.all = tuple(decision for decision in self.all if has(decision.id))
        narrowed._selected, narrowed._left_open = {}, {}
        return narrowed

    def select(self, wanted: DecisionFilter, today: datetime.date) -> tuple[Decision, ...]:
        """The decisions that answer the filter, sorted as it says."""
        found = self._selected.get((wanted, today))
        if found is None:
            if len(self._selected) >= _MOST_KEPT:
                self._selected.clear()
            found = self._selected[wanted, today] = self._select(wanted, today)
        return found

    def _select(self, wanted: DecisionFilter, today: datetime.date) -> tuple[Decision, ...]:
        tests = [test for _, test in self._tests(wanted, today)]
        found = [decision for decision in self.all if all(test(decision) for test in tests)]
        if wanted.sort in _ORDERS:
            found.sort(key=_ORDERS[wanted.sort])
        return tuple(found)

    def left_open(self, wanted: DecisionFilter, today: datetime.date) -> Mapping[str, tuple[Decision, ...]]:
        """For each field of the filter the decisions that all the other fields leave, in one pass: what facets count."""
        found = self._left_open.get((wanted, today))
        if found is None:
            if len(self._left_open) >= _MOST_KEPT:
                self._left_open.clear()
            found = self._left_open[wanted, today] = self._without_one(wanted, today)
        return found

    def _without_one(self, wanted: DecisionFilter, today: datetime.date) -> Mapping[str, tuple[Decision, ...]]:
        tests = self._tests(wanted, today)
        all_left: list[Decision] = []
        but_for: dict[str, list[Decision]] = {name: [] for name in _FACETS}
        for decision in self.all:
            failed = [name for name, test in tests if not test(decision)]
            if not failed:
                all_left.append(decision)
            elif len(failed) == 1 and failed[0] in but_for:
                but_for[failed[0]].append(decision)
        found = {name: (*all_left, *more) for name, more in but_for.items()}
        found["state"] = tuple(one for one in found["state"] if self._code(one, today) != "struck")
        return found

    def state(self, decision: Decision, today: datetime.date) -> State | None:
        """Where a decision stands, None where nothing is known: what people have said first, then what the minutes say, then the calendar."""
        return self.states.of(decision, today)

    def _code(self, decision: Decision, today: datetime.date) -> str | None:
        state = self.state(decision, today)
        return state.code if state else None

    def _tests(self, wanted: DecisionFilter, today: datetime.date) -> list[tuple[str, Test]]:
        """What a decision must pass, by the filter's fields; the quickest first."""
        tests = [(name, make(wanted)) for name, make in _TESTS if getattr(wanted, name)]
        if wanted.since is not None or wanted.until is not None:
            first, last = wanted.since or datetime.date.min, wanted.until or datetime.date.max
            tests.append(("days", lambda d: d.date is not None and first <= d.date <= last))
        for name, owners in (("person", self._people), ("organisation", self._organisations), ("topic", self._topics)):
            if names := getattr(wanted, name):
                tests.append((name, _owned(frozenset[str]().union(*(owners.get(slug(one), frozenset()) for one in names)))))
        states = frozenset(wanted.state)
        if states:
            tests.append(("state", lambda d: self._code(d, today) in states))
        else:
            tests.append(("struck", lambda d: self._code(d, today) != "struck"))
        return tests


def _owned(ids: frozenset[str]) -> Test:
    return lambda decision: decision.id in ids


def _of_bodies(wanted: DecisionFilter) -> Test:
    bodies = {slug(body) for body in wanted.body}
    return lambda decision: slug(decision.body or "") in bodies


# A filter's field → what a decision must be when something is asked there.
_TESTS: Final[tuple[tuple[str, Callable[[DecisionFilter], Test]], ...]] = (
    ("kind", lambda wanted: lambda d: d.kind in wanted.kind),
    ("confidence", lambda wanted: lambda d: d.confidence in wanted.confidence),
    ("meeting", lambda wanted: lambda d: d.meeting in wanted.meeting),
    ("body", _of_bodies),
    ("year", lambda wanted: lambda d: d.date is not None and d.date.year in wanted.year),
    ("output", lambda wanted: lambda d: any(within(own, number) for own in d.outputs for number in wanted.output)),
)


def _ids(owners: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, ids in owners.items():
        found[slug(name)] = found.get(slug(name), frozenset()) | frozenset(ids)
    return found


def _natural(id: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in id.split("/"))


_ORDERS: Mapping[DecisionSort, Callable[[Decision], Any]] = {
    "oldest": lambda d: (d.date or _LAST, _natural(d.id)),
    "due": lambda d: d.due.date if d.due and d.due.date else _LAST,
    "kind": lambda d: d.kind,
    "organisation": lambda d: d.responsible or ("\uffff",),
}
