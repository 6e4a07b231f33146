"""From single documents to one whole: meetings, attachments tied to their files, outputs, people, topics, problems.

The stage between reading files one by one and cutting passages: everything that needs to see more than one file.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from indexer import attach, dating, identity, people, relate, reports, thesaurus
from indexer import bodies as found_bodies
from indexer.kept import Kept
from indexer.outputs import outputs_of, told_apart
from kb.access import markings
from kb.document import Document
from kb.model import Attachment, Decision, Meeting, OutputMention, Problem
from kb.relations import Link, Term
from kb.results import Body, DocumentInfo, Organisation, Output, Person, Topic
from kb.settings import Settings

if TYPE_CHECKING:
    from indexer.discover import SourceFile
    from indexer.interpret import Interpretation

T = TypeVar("T")
_GRAVITY = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Assembly:
    """Everything a generation of the index holds, before it is cut into passages. Newest meetings first; `reported` are the
    promises that reports hold, made in no meeting."""

    meetings: tuple[Meeting, ...]
    attachments: tuple[Attachment, ...]
    outputs: tuple[Output, ...]
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    topics: tuple[Topic, ...]
    documents: tuple[tuple[DocumentInfo, Document | None], ...]
    problems: tuple[Problem, ...]
    links: tuple[Link, ...] = ()
    terms: tuple[Term, ...] = ()
    bodies: tuple[Body, ...] = ()
    reported: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """What texts name: people, organisations, words of the group's own, topics. It takes about as long to gather as the links do."""

    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    terms: tuple[Term, ...]
    topics: tuple[Topic, ...]

    def of(self, assembly: Assembly) -> Assembly:
        """The assembly with them."""
        return replace(assembly, people=self.people, organisations=self.organisations, terms=self.terms, topics=self.topics)


class Begin(Protocol):
    """Begins work that goes on beside the build's own; what it gives waits for the value."""

    def __call__(self, work: Callable[[], T], kind: type[T], /) -> Callable[[], T]: ...


def later(work: Callable[[], T], _kind: type[T]) -> Callable[[], T]:
    """Leaves the work for when its value is asked for."""
    return work


@dataclass(frozen=True, slots=True)
class Before:
    """What the last build made, whose ids are kept."""

    decisions: tuple[Decision, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    bodies: tuple[Body, ...] = ()


def assemble(
    sources: Sequence[tuple[SourceFile, Document, Interpretation]],
    settings: Settings,
    previous: Before | None = None,
    unread: Sequence[SourceFile] = (),
    problems: Iterable[Problem] = (),
    kept: Kept | None = None,
    compare: relate.Compare | None = None,
) -> Assembly:
    """Puts what was read together: `begin`, and what it leaves for later."""
    assembly, named = begin(sources, settings, previous, unread, problems, kept, compare)
    return named().of(assembly)


def begin(
    sources: Sequence[tuple[SourceFile, Document, Interpretation]],
    settings: Settings,
    previous: Before | None = None,
    unread: Sequence[SourceFile] = (),
    problems: Iterable[Problem] = (),
    kept: Kept | None = None,
    compare: relate.Compare | None = None,
    beside: Begin = later,
) -> tuple[Assembly, Callable[[], Named]]:
    """Puts what was read together but for what the texts name, which is gathered `beside`. `previous` is what the last build made, whose ids are kept; `unread` the files that
    could not be read, and `problems` what is already known to be wrong; `kept` has what builds before made of meetings that are as they were,
    and `compare` compares the others."""
    sources = dating.place(sources, settings)
    previous = previous or Before()
    readings, bodies = _readings(sources, settings, previous)
    meetings = identity.identify(identity.merge(readings), previous.decisions, previous.meetings)
    meetings = _with_agendas(meetings)
    files = [
        attach.candidate(document.path, interpretation.kind, document.title, len(document.sections))
        for _, document, interpretation in sources
    ]
    meetings = attach.tie(meetings, files)
    attachments = attach.name_ids(
        (*(a for m in meetings if m.kind == "minutes" for a in m.attachments), *attach.unlisted(meetings, files))
    )
    meetings, mentions = told_apart(meetings, tuple(_mentions(sources, attachments, meetings)), previous.meetings)
    meetings = relate.resolve_deadlines(_with_named_attachments(meetings, attachments), settings)
    meetings = told = relate.tell_natures(meetings, kept)
    reported = reports.gather(sources, meetings, attachments, bodies, previous.decisions)
    concepts, concept_problems = thesaurus.concepts(settings)

    def gather() -> Named:
        found_people, organisations = people.gather(told, settings.organisations, bodies, kept, reported)
        shown, own = tuple(_shown(sources, attachments)), tuple(_own(sources, told, attachments))
        return Named(found_people, organisations, *relate.find_words(told, settings, found_people, shown, concepts, kept, own))

    named = beside(gather, Named)
    links = (
        *relate.links(meetings, settings, kept, compare),
        *relate.links_of_reports(meetings, reported, bodies, settings, kept),
    )
    needs = relate.needs_of(meetings, settings.output_words)
    outputs = outputs_of(meetings, mentions, attachments, needs)
    meetings = relate.with_replacements(meetings, links)
    found = (
        *problems,
        *concept_problems,
        *(problem for _, _, interpretation in sources for problem in interpretation.problems),
        *(Problem(d.path, where, "warning", code, params) for _, d, _ in sources for where, code, params in d.warnings),
        *(problem for _, document, _ in sources for problem in _identity_codes(document)),
        *attach.missing(meetings),
        *dating.unplaced(sources),
    )
    assembly = Assembly(
        meetings=meetings,
        attachments=attachments,
        outputs=outputs,
        people=(),
        organisations=(),
        topics=(),
        documents=_documents(sources, meetings, unread),
        problems=tuple(sorted(dict.fromkeys(found), key=lambda p: (_GRAVITY[p.severity], p.file or "", p.code))),
        links=links,
        bodies=found_bodies.counted(bodies, meetings),
        reported=reported,
    )
    return assembly, named


def _identity_codes(document: Document) -> Iterable[Problem]:
    """Where personal identity codes stand, for the secretary to judge; never the codes themselves."""
    for section in document.sections:
        if count := markings.identity_codes(section.text):
            yield Problem(document.path, section.label, "warning", "identity_code", (("count", str(count)),))


def _readings(
    sources: Sequence[tuple[SourceFile, Document, Interpretation]], settings: Settings, previous: Before
) -> tuple[list[identity.Reading], tuple[Body, ...]]:
    """The meetings that were read, each with its body, and the bodies."""
    read = [
        (people.named(meeting), document)
        for _, document, interpretation in sources
        if interpretation.kind in ("minutes", "agenda")
        for meeting in interpretation.meetings
    ]
    meetings, bodies = found_bodies.identify(
        [(meeting, document.path) for meeting, document in read], settings, previous.bodies
    )
    return [
        identity.Reading(meeting, document.path, document.media_type)
        for meeting, (_, document) in zip(meetings, read, strict=True)
    ], bodies


def _with_agendas(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """Minutes know the paths of their agendas: the same day, and the same body unless one of them does not say."""
    agendas: dict[datetime.date, list[Meeting]] = {}
    for meeting in meetings:
        if meeting.kind == "agenda" and meeting.date is not None:
            agendas.setdefault(meeting.date, []).append(meeting)
    return tuple(
        replace(
            meeting,
            agenda=tuple(
                path
                for agenda in (agendas.get(meeting.date, ()) if meeting.date else ())
                if _same_body(agenda, meeting)
                for path in agenda.documents
            ),
        )
        if meeting.kind == "minutes"
        else meeting
        for meeting in meetings
    )


def _same_body(one: Meeting, two: Meeting) -> bool:
    return one.body is None or two.body is None or one.body_id == two.body_id


def _with_named_attachments(meetings: Sequence[Meeting], attachments: Sequence[Attachment]) -> tuple[Meeting, ...]:
    named = iter(attachments)
    return tuple(
        replace(meeting, attachments=tuple(next(named) for _ in meeting.attachments)) if meeting.kind == "minutes" else meeting
        for meeting in meetings
    )


def _mentions(
    sources: Sequence[tuple[SourceFile, Document, Interpretation]],
    attachments: Sequence[Attachment],
    meetings: Sequence[Meeting],
) -> Iterable[OutputMention]:
    """What attachments say of outputs, dated by the first meeting that they were shown to."""
    home = {
        attachment.file: attachment.meeting for attachment in reversed(attachments) if attachment.file and attachment.meeting
    }
    dates = {meeting.id: meeting.date for meeting in meetings}
    for _, document, interpretation in sources:
        meeting = home.get(document.path)
        for mention in interpretation.outputs:
            yield replace(mention, meeting=mention.meeting or meeting, date=mention.date or dates.get(meeting or ""))


def _shown(
    sources: Sequence[tuple[SourceFile, Document, Interpretation]], attachments: Sequence[Attachment]
) -> Iterable[tuple[str, Document]]:
    """Attachments that are there, each with the first meeting that it was shown to."""
    home = {a.file: a.meeting for a in reversed(attachments) if a.file and a.meeting}
    return ((meeting, document) for _, document, _ in sources if (meeting := home.get(document.path)) is not None)


def _own(
    sources: Sequence[tuple[SourceFile, Document, Interpretation]],
    meetings: Sequence[Meeting],
    attachments: Sequence[Attachment],
) -> Iterable[tuple[str | None, Document]]:
    """The documents that meetings were read from, each with the first meeting that it tells of, and those of no meeting."""
    home = {path: meeting.id for meeting in reversed(meetings) for path in meeting.documents}
    shown = {attachment.file for attachment in attachments if attachment.meeting is not None}
    agendas = {path for meeting in meetings for path in meeting.agenda}
    for _, document, _ in sources:
        if document.path in home or document.path not in shown | agendas:
            yield home.get(document.path), document


def info_of(source: SourceFile, document: Document, interpretation: Interpretation, meetings: tuple[str, ...]) -> DocumentInfo:
    """What is told of a file that was read; `meetings` are the ids of those that it tells of."""
    return DocumentInfo(
        path=document.path,
        media_type=document.media_type,
        kind=interpretation.kind,
        title=document.title,
        language=document.language,
        sections=len(document.sections),
        size=source.size,
        meetings=meetings,
        marking=markings.marking(document),
    )


def _documents(
    sources: Sequence[tuple[SourceFile, Document, Interpretation]], meetings: Sequence[Meeting], unread: Sequence[SourceFile]
) -> tuple[tuple[DocumentInfo, Document | None], ...]:
    told: dict[str, list[str]] = {}
    for meeting in meetings:
        for path in (*meeting.documents, *meeting.agenda):
            if meeting.id not in told.setdefault(path, []):
                told[path].append(meeting.id)
    read: list[tuple[DocumentInfo, Document | None]] = [
        (info_of(source, document, interpretation, tuple(told.get(document.path, ()))), document)
        for source, document, interpretation in sources
    ]
    lost: list[tuple[DocumentInfo, Document | None]] = [
        (DocumentInfo(file.path, file.media_type or "", "other", None, None, 0, file.size, read=False), None) for file in unread
    ]
    return tuple(sorted((*read, *lost), key=lambda pair: pair[0].path))
