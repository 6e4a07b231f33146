"""One body's part of the library: what is narrowed to its meetings, so that no page shows another's by accident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from kb.knowledge import stages
from kb.model import Attachment, Decision, Meeting, OutputMention, Where
from kb.relations import Need, Term
from kb.results import Body, DocumentInfo, Organisation, Output, Person, Topic

T = TypeVar("T", Decision, Attachment, Need)


@dataclass(frozen=True, slots=True)
class Scope:
    """A body with the ids of its meetings and agendas, the paths of the files that are theirs, and the ids of the promises that
    its reports hold."""

    body: Body
    meetings: frozenset[str]
    documents: frozenset[str]
    reported: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, body: Body, meetings: Iterable[Meeting], attachments: Iterable[Attachment], decisions: Iterable[Decision] = ()
    ) -> Scope:
        """The scope of a body, from all meetings, attachments and decisions."""
        own = [meeting for meeting in meetings if meeting.body_id == body.id]
        ids = frozenset(meeting.id for meeting in own)
        files = {path for meeting in own for path in (*meeting.documents, *meeting.agenda)}
        files |= {one.file for one in attachments if one.file and one.meeting in ids}
        promises = {one.id: one.where for one in decisions if one.meeting is None and one.body == body.name}
        files |= _documents(promises.values())
        return cls(body, ids, frozenset(files), frozenset(promises))

    def has(self, id: str | None) -> bool:
        """Whether a meeting, an item or a decision with this id is the body's, in a report too."""
        return id is not None and (id.partition("/")[0] in self.meetings or id in self.reported)

    def held(self, things: Iterable[T]) -> tuple[T, ...]:
        """Those of a meeting of the body."""
        return tuple(thing for thing in things if thing.meeting in self.meetings)

    def terms(self, terms: Iterable[Term]) -> tuple[Term, ...]:
        """Words that people have explained, and those that the body's own meetings and files define."""
        return tuple(
            term
            for term in terms
            if (term.meeting is None or term.meeting in self.meetings)
            and (term.where is None or term.where.document in self.documents)
        )

    def outputs(self, outputs: Iterable[Output]) -> Iterator[Output]:
        """Outputs that the body has had before it, as its own minutes tell them."""
        for output in outputs:
            events = tuple(event for event in output.events if event.meeting in self.meetings)
            if not events:
                continue
            status = output.status if output.set_by_hand else stages.reached(events)
            titles = titles_in(output, events) or output.titles
            files = tuple(id for id in output.attachments if self.has(id) or id in self.documents)
            decisions = self._own(output.decisions)
            needs = self.held(output.needs)
            yield replace(
                output, events=events, status=status, titles=titles, decisions=decisions, attachments=files, needs=needs
            )

    def topics(self, topics: Iterable[Topic]) -> Iterator[Topic]:
        """Topics that the body has handled, with its own items and decisions."""
        for topic in topics:
            if meetings := self._own(topic.meetings):
                yield replace(topic, meetings=meetings, items=self._own(topic.items), decisions=self._own(topic.decisions))

    def people(self, people: Iterable[Person]) -> Iterator[Person]:
        """People who have been at the body's meetings, presented or promised there, with what they did and were there."""
        for person in people:
            attended, absent = self._own(person.attended), self._own(person.absent)
            presented, promised = self._own(person.presented), self._own(person.promised)
            if attended or absent or presented or promised:
                roles = tuple(role for role in person.roles if role.body_id == self.body.id)
                yield replace(person, roles=roles, attended=attended, absent=absent, presented=presented, promised=promised)

    def organisations(self, organisations: Iterable[Organisation], people: Iterable[Person]) -> Iterator[Organisation]:
        """Organisations that have had somebody at the body's meetings, presented or promised there."""
        here = {person.slug for person in people}
        for one in organisations:
            meetings, presented, promised = self._own(one.meetings), self._own(one.presented), self._own(one.promised)
            if meetings or presented or promised:
                members = tuple(slug for slug in one.people if slug in here)
                yield replace(one, people=members, meetings=meetings, presented=presented, promised=promised)

    def files(self, documents: Iterable[DocumentInfo]) -> tuple[DocumentInfo, ...]:
        """The body's minutes, agendas and attachments."""
        return tuple(document for document in documents if document.path in self.documents)

    def _own(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(id for id in ids if self.has(id))


def _documents(places: Iterable[Where | None]) -> set[str]:
    return {place.document for place in places if place}


def titles_in(output: Output, events: Iterable[OutputMention]) -> tuple[str, ...]:
    """Those of an output's names that some of its events give it, in the output's own order, the most usual first."""
    said = {event.title.casefold() for event in events if event.title}
    return tuple(title for title in output.titles if title.casefold() in said)
