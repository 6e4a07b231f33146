"""One generation of the index with what people have added laid over it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from kb.knowledge.register import Register
from kb.knowledge.relations import Ground, Link
from kb.knowledge.states import States
from kb.model import Decision
from kb.results import Organisation, Output, Person, Topic
from kb.store.journal import Applied, Entry, replay

T = TypeVar("T", Person, Topic)


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is known, as people have put it right. `struck` are ids of decisions that are none."""

    applied: Applied
    register: Register
    outputs: tuple[Output, ...]
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    struck: frozenset[str]


def lay(
    entries: Iterable[Entry],
    decisions: Sequence[Decision],
    outputs: Iterable[Output],
    people: Iterable[Person],
    organisations: Iterable[Organisation],
    topics: Iterable[Topic],
    links: Iterable[Link] = (),
    dates: Mapping[str, datetime.date] | None = None,
) -> Overlay:
    """Lays the journal's entries over what a build found. `dates` are the meetings' days, by which states are told."""
    applied = replay(entries, decisions)
    merged_people = merged(people, applied.people)
    merged_topics = merged(topics, applied.topics)
    current = tuple(applied.decisions[decision.id] for decision in decisions)
    return Overlay(
        applied,
        Register(
            current,
            merged_people,
            organisations,
            merged_topics,
            States(current, (*_linked(links, applied), *_drawn(applied)), dates or {}),
        ),
        tuple(_set(output, applied) for output in outputs),
        merged_people,
        merged_topics,
        frozenset(decision.id for decision in current if decision.status == "struck"),
    )


def _linked(links: Iterable[Link], applied: Applied) -> Iterator[Link]:
    """The proposed links as people have judged them."""
    for link in links:
        standing = applied.links.get(link.id)
        yield link if standing is None else replace(link, standing=standing)


def _drawn(applied: Applied) -> Iterator[Link]:
    """The links that people have drawn themselves: from a decision to the earlier one it takes up."""
    for target, entries in applied.entries.items():
        for entry in entries:
            if entry.what == "link" and entry.to and entry.to in applied.decisions:
                ends = (target.rpartition("/")[0], entry.to.rpartition("/")[0])
                ground = (Ground("word", entry.text),) if entry.text else ()
                yield Link(
                    *ends,
                    entry.values.get("relation", "follows"),
                    1.0,
                    ground,
                    target,
                    entry.to,
                    certain=True,
                    standing="confirmed",
                )


def merged(things: Iterable[T], into: Mapping[str, str]) -> tuple[T, ...]:
    """The things, those that are to be one put together under the slug they are merged into; an unknown one is left alone."""
    found = {thing.slug: thing for thing in things}
    for slug in list(found):
        home = home_of(slug, into)
        if home != slug and home in found:
            found[home] = _together(found[home], found.pop(slug))
    return tuple(found.values())


def home_of(slug: str, into: Mapping[str, str]) -> str:
    """Where a slug has been merged to in the end; one that leads back to itself stays."""
    seen = {slug}
    home = slug
    while home in into:
        home = into[home]
        if home in seen:
            return slug
        seen.add(home)
    return home


def _together(one: Any, two: Any) -> Any:
    """The first with everything the second has: every field that is a tuple holds both."""
    changes: dict[str, Any] = {}
    names: list[str] = [field.name for field in fields(one)]
    for name in names:
        value: object = getattr(one, name)
        if isinstance(value, tuple):
            changes[name] = tuple(dict.fromkeys((*value, *getattr(two, name))))
    if isinstance(one, Topic):
        changes["synonyms"] = tuple(dict.fromkeys((*changes["synonyms"], two.name)))
    return replace(one, **changes)


def _set(output: Output, applied: Applied) -> Output:
    state = applied.states.get(output.number)
    return output if state is None else replace(output, status=state, set_by_hand=True)
