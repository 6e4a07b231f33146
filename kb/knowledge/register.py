"""The register of decisions: which ones answer a filter, and where each stands."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Collection, Iterable

from kb.knowledge.states import States
from kb.model import Decision
from kb.results import DecisionFilter, Organisation, Person, State, Topic
from kb.slugs import slug

_LAST = datetime.date.max


class Register:
    """Decisions with what is known about them. Never changes."""

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
        self.states = states or States(self.all, (), {})
        self._people = _ids({name: person.promised for person in people for name in (person.slug, *person.names)})
        self._organisations = _ids({name: o.promised for o in organisations for name in (o.slug, *o.names)})
        self._topics = _ids({name: topic.decisions for topic in topics for name in (topic.slug, topic.name)})

    def only(self, meetings: Collection[str]) -> Register:
        """The register of some meetings' decisions; any decision is still found by its id, and stands where it stands."""
        narrowed = copy.copy(self)
        narrowed.all = tuple(decision for decision in self.all if decision.meeting in meetings)
        return narrowed

    def select(self, wanted: DecisionFilter, today: datetime.date) -> tuple[Decision, ...]:
        """The decisions that answer the filter, sorted as it says."""
        found = [decision for decision in self.all if self._answers(decision, wanted, today)]
        if wanted.sort == "oldest":
            found.sort(key=lambda d: (d.date or _LAST, _natural(d.id)))
        elif wanted.sort == "due":
            found.sort(key=lambda d: d.due.date if d.due and d.due.date else _LAST)
        elif wanted.sort == "kind":
            found.sort(key=lambda d: d.kind)
        elif wanted.sort == "organisation":
            found.sort(key=lambda d: d.responsible or ("\uffff",))
        return tuple(found)

    def state(self, decision: Decision, today: datetime.date) -> State | None:
        """Where a decision stands, None where nothing is known: what people have said first, then what the minutes say, then the calendar."""
        return self.states.of(decision, today)

    def _answers(self, decision: Decision, wanted: DecisionFilter, today: datetime.date) -> bool:
        found = self.state(decision, today)
        state = found.code if found else None
        return (
            (not wanted.kind or decision.kind in wanted.kind)
            and (not wanted.confidence or decision.confidence in wanted.confidence)
            and (state in wanted.state if wanted.state else state != "struck")
            and (not wanted.meeting or decision.meeting in wanted.meeting)
            and (not wanted.body or slug(decision.body or "") in {slug(body) for body in wanted.body})
            and (not wanted.year or (decision.date is not None and decision.date.year in wanted.year))
            and (wanted.since is None or (decision.date is not None and decision.date >= wanted.since))
            and (wanted.until is None or (decision.date is not None and decision.date <= wanted.until))
            and (not wanted.output or any(within(own, number) for own in decision.outputs for number in wanted.output))
            and _is_of(decision, self._people, wanted.person)
            and _is_of(decision, self._organisations, wanted.organisation)
            and _is_of(decision, self._topics, wanted.topic)
        )


def within(number: str, wanted: str) -> bool:
    """Whether an output is the wanted one or a part of it.

    >>> within("4.2", "4"), within("4.2", "4.2"), within("42", "4")
    (True, True, False)
    """
    return number == wanted or number.startswith(f"{wanted}.")


def _is_of(decision: Decision, owners: dict[str, frozenset[str]], wanted: tuple[str, ...]) -> bool:
    return not wanted or any(decision.id in owners.get(slug(name), frozenset()) for name in wanted)


def _ids(owners: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, ids in owners.items():
        found[slug(name)] = found.get(slug(name), frozenset()) | frozenset(ids)
    return found


def _natural(id: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in id.split("/"))
