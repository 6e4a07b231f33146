"""What a reader sees of a generation: the catalogue, without what is not for them and without any trace of it.

Everything a Library answers with is made from a catalogue, so this is the one place where it is held back. A meeting is seen when
all the documents it was read from are. What is gathered from many meetings – people, topics, outputs, bodies – keeps only what
the seen ones say; a name that stands only in what is hidden goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from kb.access.readers import Reader, allows
from kb.audiences import Access, Audience, Rule, is_restricted
from kb.document import Document
from kb.knowledge.scope import Scope, titles_in
from kb.model import Attachment, Decision, Meeting, OutputMention, Problem
from kb.passage import Passage
from kb.relations import Link, Need, Term
from kb.results import Body, DocumentInfo, Organisation, Output, Person, Topic
from kb.slugs import slug
from kb.store.catalogue import Catalogue

IDENTITY_CODE: Final = "identity_code"


@dataclass(frozen=True, slots=True)
class Sight:
    """What one set of rights opens: paths of documents, ids of meetings, and whether identity codes found are listed."""

    documents: frozenset[str]
    meetings: frozenset[str]
    codes: bool


@dataclass(frozen=True, slots=True)
class Holdings:
    """Every document with its audience and the slugs of its bodies, and every meeting with its documents: made once."""

    audiences: Mapping[str, Audience]
    bodies: Mapping[str, frozenset[str]]
    meetings: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, catalogue: Catalogue, access: Access) -> Holdings:
        """What the rules say of everything in a catalogue."""
        names = {body.id: frozenset((body.id, *map(slug, (body.name, *body.names)))) for body in catalogue.bodies()}
        meetings = {meeting.id: meeting for meeting in catalogue.meetings()}
        homes = _homes(meetings.values(), catalogue.attachments())
        bodies: dict[str, frozenset[str]] = {}
        beside: dict[str, set[str]] = {}
        documents = catalogue.documents()
        for info in documents:
            ids = homes.get(info.path, set()) | set(info.meetings)
            bodies[info.path] = frozenset().union(*(_names(meetings[id], names) for id in ids if id in meetings))
            beside.setdefault(_folder(info.path), set()).update(bodies[info.path])
        for path, own in bodies.items():
            # What says nothing of whose it is, or could not be read, is of those whose material lies beside it.
            bodies[path] = own or frozenset(beside[_folder(path)])
        audiences = {info.path: access.audience(info.path, bodies[info.path], info.marking) for info in documents}
        return cls(audiences, bodies, {id: meeting.documents for id, meeting in meetings.items()})

    def sight(self, reader: Reader) -> Sight:
        """What a reader sees."""
        documents = {
            path for path, audience in self.audiences.items() if allows(audience, reader, self.bodies.get(path, frozenset()))
        }
        hidden = self.audiences.keys() - documents
        meetings = {id for id, paths in self.meetings.items() if not hidden.intersection(paths)}
        return Sight(frozenset(documents), frozenset(meetings), reader.owner or (bool(reader.name) and reader.may("secretary")))

    def idle(self, access: Access) -> tuple[Rule, ...]:
        """Rules that fit nothing there is: a name that is written otherwise than the minutes do restricts nothing."""
        bodies = frozenset().union(*self.bodies.values())
        return tuple(rule for rule in access.rules if not rule.fits(self.audiences, bodies))

    def is_restricted(self, path: str) -> bool:
        """Whether reading this document is logged."""
        return is_restricted(self.audiences.get(path, ()))


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _names(meeting: Meeting, names: Mapping[str, frozenset[str]]) -> frozenset[str]:
    said = (slug(name) for name in (meeting.body, meeting.body_said) if name)
    return frozenset(said) | names.get(meeting.body_id or "", frozenset())


class Seen:
    """A catalogue as a sight shows it: answers what `Catalogue` answers."""

    def __init__(self, catalogue: Catalogue, sight: Sight) -> None:
        self._whole = catalogue
        self._sight = sight

    def close(self) -> None:
        """Nothing: the catalogue behind it is held by others too."""

    def faults(self) -> tuple[str, ...]:
        """What SQLite finds wrong in the file."""
        return self._whole.faults()

    def meta(self) -> dict[str, str]:
        """What the build wrote about itself; the group is the body that has most of the meetings that are seen."""
        bodies = [meeting.body for meeting in self.meetings() if meeting.kind == "minutes" and meeting.body]
        return {**self._whole.meta(), "group": max(sorted(set(bodies)), key=bodies.count, default="")}

    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings all of whose documents are seen."""
        return self._meetings

    def decisions(self) -> tuple[Decision, ...]:
        """Their decisions, and the promises of the reports that are seen."""
        return tuple(self._decision(decision) for decision in self._whole.decisions() if self._scope.has(decision.id))

    def reported(self) -> tuple[Decision, ...]:
        """The promises of the reports that are seen."""
        return tuple(
            promise for promise in self._whole.reported() if promise.where and promise.where.document in self._sight.documents
        )

    def outputs(self) -> tuple[Output, ...]:
        """Outputs as the seen meetings and documents tell them."""
        whole = map(self._output, self._whole.outputs())
        left = tuple(self._scope.outputs(whole))
        numbers = {output.number for output in left}
        files = {attachment.id for attachment in self.attachments()}
        return tuple(
            replace(
                output,
                attachments=tuple(id for id in output.attachments if id in files),
                parent=output.parent if output.parent in numbers else None,
                children=tuple(number for number in output.children if number in numbers),
                needs=tuple(need for need in output.needs if need.number in numbers),
            )
            for output in left
        )

    def _output(self, output: Output) -> Output:
        """An output with the events, the names and the needs that are seen; what people have set of one that is seen in part is not."""
        events, needs = tuple(filter(self._shows, output.events)), tuple(filter(self._shows, output.needs))
        if (events, needs) == (output.events, output.needs):
            return output
        return replace(output, titles=titles_in(output, events), events=events, needs=needs, set_by_hand=False)

    def attachments(self) -> tuple[Attachment, ...]:
        """Attachments of seen meetings, without files that are not seen; a seen file of a hidden meeting belongs to none."""
        found = []
        for attachment in self._whole.attachments():
            if attachment.meeting is not None and attachment.meeting not in self._sight.meetings:
                if attachment.file in self._sight.documents:
                    name = str(attachment.file).rpartition("/")[2]
                    found.append(Attachment(name, name, (), attachment.file, slides=attachment.slides, id=str(attachment.file)))
            elif attachment.file is None or attachment.file in self._sight.documents:
                found.append(attachment)
            elif attachment.meeting is not None:
                found.append(replace(attachment, file=None, slides=None, late=False))
        return tuple({attachment.id: attachment for attachment in found}.values())

    def people(self) -> tuple[Person, ...]:
        """People of the seen meetings."""
        return self._people

    def organisations(self) -> tuple[Organisation, ...]:
        """Organisations of the seen meetings."""
        whole = {one.slug: one for one in self._whole.organisations()}
        found = self._scope.organisations(whole.values(), self.people())
        return tuple(self._told(found, whole, ("names",)))

    def bodies(self) -> tuple[Body, ...]:
        """Bodies of the seen meetings, and those that are only named in the settings."""
        found = []
        for body in self._whole.bodies():
            held = [m for m in self.meetings() if m.body_id == body.id]
            minutes = [m for m in held if m.kind == "minutes"]
            if body.meetings and not held:
                continue
            found.append(body if len(minutes) == body.meetings else self._as_seen(body, held, minutes))
        return tuple(sorted(found, key=lambda body: (-body.meetings, body.name.casefold())))

    def _as_seen(self, body: Body, held: Sequence[Meeting], minutes: Sequence[Meeting]) -> Body:
        """A body by those of its meetings that are seen."""
        said = {slug(name) for m in held for name in (m.body, m.body_said) if name}
        names = tuple(name for name in body.names if slug(name) in said or self.hears(name))
        days = [m.date for m in minutes if m.date]
        return replace(body, names=names, first=min(days, default=None), last=max(days, default=None), meetings=len(minutes))

    def topics(self) -> tuple[Topic, ...]:
        """Topics of the seen meetings."""
        whole = {topic.slug: topic for topic in self._whole.topics()}
        left = tuple(self._told(self._scope.topics(whole.values()), whole, ("synonyms",)))
        parents = {called for topic in left for called in (topic.slug, topic.name)}
        people, numbers = {person.slug for person in self.people()}, {output.number for output in self.outputs()}
        return tuple(
            replace(
                topic,
                parent=topic.parent if topic.parent in parents else None,
                outputs=tuple(number for number in topic.outputs if number in numbers),
                people=tuple(slug for slug in topic.people if slug in people),
            )
            for topic in left
        )

    def links(self) -> tuple[Link, ...]:
        """Links both of whose ends are seen, with the grounds that are."""
        return tuple(
            replace(link, grounds=tuple(g for g in link.grounds if g.item is None or self._scope.has(g.item)))
            for link in self._whole.links()
            if self._scope.has(link.later_decision or link.later) and self._scope.has(link.earlier_decision or link.earlier)
        )

    def terms(self) -> tuple[Term, ...]:
        """Words that seen meetings and documents define."""
        return self._scope.terms(self._whole.terms())

    def problems(self) -> tuple[Problem, ...]:
        """Problems of what is seen."""
        hidden = {document.path for document in self._whole.documents()} - self._sight.documents
        away = {meeting.id for meeting in self._whole.meetings()} - self._sight.meetings
        return tuple(
            problem
            for problem in self._whole.problems()
            if problem.file not in hidden
            and (self._sight.codes or problem.code != IDENTITY_CODE)
            and not any(value in hidden or value in away for _name, value in problem.params)
        )

    def documents(self) -> tuple[DocumentInfo, ...]:
        """The documents that are seen."""
        return tuple(
            replace(info, meetings=tuple(id for id in info.meetings if id in self._sight.meetings))
            for info in self._whole.documents()
            if info.path in self._sight.documents
        )

    def document_info(self, path: str) -> DocumentInfo | None:
        """One document that is seen, with the meetings that are."""
        info = self._whole.document_info(path) if path in self._sight.documents else None
        return info and replace(info, meetings=tuple(id for id in info.meetings if id in self._sight.meetings))

    def document(self, path: str) -> Document | None:
        """What was read from a document that is seen."""
        return self._whole.document(path) if path in self._sight.documents else None

    def passages(self) -> Iterator[Passage]:
        """The passages that are seen."""
        for _number, passage in self.numbered_passages():
            yield passage

    def numbered_passages(self) -> Iterator[tuple[int, Passage]]:
        """The passages that are seen, with their numbers in the text index."""
        return (pair for pair in self._whole.numbered_passages() if self._opens(pair[1]))

    def hidden_passages(self) -> frozenset[int]:
        """The numbers of the passages that are not seen."""
        return self._hidden

    def passages_at(self, numbers: Iterable[int]) -> dict[int, Passage]:
        """Passages that are seen, by their numbers."""
        return self._whole.passages_at(number for number in numbers if number not in self._hidden)

    def passage_numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of passages that are seen, by their ids."""
        return {id: number for id, number in self._whole.passage_numbers(ids).items() if number not in self._hidden}

    def meeting_titles(self, ids: Iterable[str]) -> dict[str, str]:
        """What seen meetings are called."""
        return self._whole.meeting_titles(id for id in ids if id in self._sight.meetings)

    def corrections(self) -> dict[str, frozenset[str]]:
        """Misspelt words and what was meant; they are only looked up by words that stand in what is seen."""
        return self._whole.corrections()

    def paragraph_terms(self) -> dict[str, dict[str, float]]:
        """Terms by digests of paragraphs; they are only looked up by paragraphs that are seen."""
        return self._whole.paragraph_terms()

    def general_titles(self) -> frozenset[str]:
        """Titles that say nothing of a matter, among those that are seen."""
        return frozenset(title for title in self._whole.general_titles() if self.hears(title))

    # --- how it is held back ---

    @cached_property
    def _scope(self) -> Scope:
        reported = frozenset(promise.id for promise in self.reported())
        return Scope(Body("", ""), self._sight.meetings, self._sight.documents, reported)

    @cached_property
    def _meetings(self) -> tuple[Meeting, ...]:
        files = {(one.meeting, one.label): one for one in self.attachments()}
        found = []
        for meeting in self._whole.meetings():
            if meeting.id not in self._sight.meetings:
                continue
            found.append(
                replace(
                    meeting,
                    decisions=tuple(map(self._decision, meeting.decisions)),
                    outputs=tuple(filter(self._shows, meeting.outputs)),
                    attachments=tuple(
                        files.get((meeting.id, one.label), replace(one, file=None)) for one in meeting.attachments
                    ),
                    agenda=tuple(path for path in meeting.agenda if path in self._sight.documents),
                )
            )
        return tuple(found)

    def _decision(self, decision: Decision) -> Decision:
        """Without what follows from hidden meetings: what it replaces, what replaced it, the day of a meeting nobody sees."""
        replaced_by = tuple(filter(self._scope.has, decision.replaced_by))
        due = decision.due
        if due is not None and due.meeting and due.date is not None and due.date not in self._days:
            due = replace(due, date=None)
        status = None if decision.status == "replaced" and not replaced_by else decision.status
        return replace(
            decision,
            replaces=tuple(filter(self._scope.has, decision.replaces)),
            replaced_by=replaced_by,
            due=due,
            status=status,
        )

    @cached_property
    def _days(self) -> frozenset[Any]:
        """Days of seen meetings, and those that seen minutes announce."""
        seen = [meeting for meeting in self._whole.meetings() if meeting.id in self._sight.meetings]
        return frozenset(m.date for m in seen) | {m.next_meeting.date for m in seen if m.next_meeting}

    @cached_property
    def _people(self) -> tuple[Person, ...]:
        whole = {person.slug: person for person in self._whole.people()}
        return tuple(self._told(self._scope.people(whole.values()), whole, ("names", "organisations", "roles")))

    def _told(self, things: Iterable[Any], whole: Mapping[str, Any], fields: tuple[str, ...]) -> Iterator[Any]:
        """Things from which something was held back, without the words that only hidden meetings say of them."""
        for thing in things:
            if thing == whole[thing.slug]:
                yield thing
            elif self.hears(thing.name):
                yield replace(thing, **{name: tuple(filter(self._says, getattr(thing, name))) for name in fields})

    def _says(self, value: Any) -> bool:
        """Whether seen meetings say this of somebody: words by the words, anything else by where it stands."""
        if isinstance(value, str):
            return self.hears(value)
        where = getattr(value, "where", None)
        return where is not None and where.document in self._sight.documents

    def hears(self, words: str) -> bool:
        """Whether words stand anywhere in what is seen."""
        return " ".join(words.casefold().split()) in self._speech

    @cached_property
    def _speech(self) -> str:
        """Everything that is seen, folded, for asking whether words stand in it."""
        parts: list[str] = []
        for passage in self.passages():
            parts += (passage.title, passage.text, passage.context)
        for meeting in self.meetings():
            parts += filter(None, (meeting.body, meeting.body_said, meeting.title, meeting.chair, meeting.secretary))
            for one in meeting.attendees:
                parts += filter(None, (one.name, one.organisation, one.role))
            for item in meeting.items:
                parts += filter(None, (item.title, item.presenter, item.organisation))
        return "\n".join(" ".join(part.casefold().split()) for part in parts)

    @cached_property
    def _hidden(self) -> frozenset[int]:
        return frozenset(number for number, passage in self._whole.numbered_passages() if not self._opens(passage))

    def _opens(self, passage: Passage) -> bool:
        """Whether a passage is seen; an output's only when all that it gathers is."""
        if passage.kind == "output" and passage.id in self._parted:
            return False
        if passage.meeting is not None and passage.meeting not in self._sight.meetings:
            return False
        return passage.where is None or passage.where.document in self._sight.documents

    @cached_property
    def _parted(self) -> frozenset[str]:
        """Numbers of outputs of which something is held back."""
        return frozenset(output.number for output in self._whole.outputs() if not all(map(self._shows, output.events)))

    def _shows(self, event: OutputMention | Need) -> bool:
        if event.meeting is not None and event.meeting not in self._sight.meetings:
            return False
        return event.where is None or event.where.document in self._sight.documents


def _homes(meetings: Iterable[Meeting], attachments: Iterable[Attachment]) -> dict[str, set[str]]:
    """The meetings of each document: those whose minutes or agenda it is, and those that it was attached to."""
    homes: dict[str, set[str]] = {}
    for meeting in meetings:
        for path in (*meeting.documents, *meeting.agenda):
            homes.setdefault(path, set()).add(meeting.id)
    for attachment in attachments:
        if attachment.file and attachment.meeting:
            homes.setdefault(attachment.file, set()).add(attachment.meeting)
    return homes
