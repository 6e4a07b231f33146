"""One generation of the index with what people have added laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from kb.knowledge.glossary import explained, whose
from kb.knowledge.housing import housed, renamed
from kb.knowledge.register import Register
from kb.knowledge.scope import Scope
from kb.knowledge.states import States
from kb.model import Attachment, Decision, Meeting
from kb.relations import Ground, Link, Term
from kb.results import Body, DocumentInfo, Organisation, Output, Person, Topic
from kb.store.journal import Applied, Entry, replay

T = TypeVar("T", Person, Topic)


@dataclass(frozen=True, slots=True)
class Indexed:
    """What a build found, as the catalogue gives it."""

    meetings: tuple[Meeting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    outputs: tuple[Output, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    topics: tuple[Topic, ...] = ()
    links: tuple[Link, ...] = ()
    bodies: tuple[Body, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    documents: tuple[DocumentInfo, ...] = ()
    terms: tuple[Term, ...] = ()
    own_terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is known, as people have put it right. `struck` are ids of decisions that are none."""

    applied: Applied
    register: Register
    struck: frozenset[str]
    meetings: tuple[Meeting, ...]
    bodies: tuple[Body, ...]
    outputs: tuple[Output, ...]
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    topics: tuple[Topic, ...]
    attachments: tuple[Attachment, ...]
    documents: tuple[DocumentInfo, ...]
    terms: tuple[Term, ...]
    by_id: Mapping[str, Meeting]

    def of(self, body: Body) -> Overlay:
        """The part that is one body's. Meetings and decisions are still found by id, and decisions stand where they stand."""
        scope = Scope.of(body, self.meetings, self.attachments, self.register.all)
        people = tuple(scope.people(self.people))
        return replace(
            self,
            register=self.register.only(scope.has),
            meetings=tuple(meeting for meeting in self.meetings if meeting.id in scope.meetings),
            outputs=tuple(scope.outputs(self.outputs)),
            people=people,
            organisations=tuple(scope.organisations(self.organisations, people)),
            topics=tuple(scope.topics(self.topics)),
            attachments=scope.held(self.attachments),
            documents=scope.files(self.documents),
            terms=scope.terms(self.terms),
        )


def apply_journal(entries: Iterable[Entry], indexed: Indexed) -> Overlay:
    """Lays the journal's entries over what a build indexed."""
    applied = replay(entries, indexed.decisions)
    people, topics = merged(indexed.people, applied.people), merged(indexed.topics, applied.topics)
    meetings, bodies = housed(indexed.meetings, indexed.bodies, applied.bodies, applied.parted)
    dates = {meeting.id: meeting.date for meeting in meetings if meeting.date}
    current = renamed((applied.decisions[decision.id] for decision in indexed.decisions), meetings, bodies)
    homes = {meeting.id: meeting.body_id for meeting in meetings if meeting.kind == "minutes"} | _of_reports(current, bodies)
    states = States(current, (*_linked(indexed.links, applied), *_drawn(applied)), dates, homes)
    return Overlay(
        applied=applied,
        register=Register(current, people, indexed.organisations, topics, states),
        struck=frozenset(decision.id for decision in current if decision.status == "struck"),
        meetings=meetings,
        bodies=bodies,
        outputs=tuple(_set(output, applied) for output in indexed.outputs),
        people=people,
        organisations=indexed.organisations,
        topics=topics,
        attachments=indexed.attachments,
        documents=indexed.documents,
        terms=explained(
            whose(indexed.terms, {meeting.id: meeting.body for meeting in meetings}), indexed.own_terms, applied.terms
        ),
        by_id={meeting.id: meeting for meeting in meetings},
    )


def _of_reports(decisions: Iterable[Decision], bodies: Iterable[Body]) -> dict[str, str | None]:
    """The ids of the bodies that reports are of, by the homes of their promises."""
    ids = {body.name: body.id for body in bodies}
    return {one.home: ids.get(one.body or "") for one in decisions if one.meeting is None}


def _linked(links: Iterable[Link], applied: Applied) -> Iterator[Link]:
    """The proposed links as people have judged them."""
    for link in links:
        standing = applied.links.get(link.id)
        yield link if standing is None else replace(link, standing=standing)


def _drawn(applied: Applied) -> Iterator[Link]:
    """The links that people have drawn themselves: from a decision to the earlier one it takes up."""
    for target, entries in applied.entries.items():
        for entry in entries:
            if entry.what == "link" and entry.to and {target, entry.to} <= applied.decisions.keys():
                ends = (applied.decisions[target].end, applied.decisions[entry.to].end)
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
