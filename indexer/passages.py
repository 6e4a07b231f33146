"""Cuts everything into passages: what a search can find, each knowing its meeting, its item and its place.

Minutes are cut at items, long discussions at paragraphs of about 120 words; attachments at slides and pages. Text of minutes
that belongs to no item (attendance, distribution) becomes passages of the meeting: nothing that was read is lost.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import PurePosixPath
from typing import Any, Final

from rapidfuzz import fuzz

from indexer import sources
from indexer.assemble import Assembly
from indexer.kept import Kept
from kb.dates import format_date
from kb.document import Document, Section
from kb.finnish import split_sentences
from kb.model import AgendaItem, Attachment, Decision, Meeting, Where, printed
from kb.passage import Passage
from kb.results import Output
from kb.slugs import slug

LENGTH: Final = 120
LONGEST: Final = 240
SLIDE: Final = 300
_NEARLY: Final = 85

# A passage with the ids of the meeting, items and decision that it is of.
Owned = tuple[Passage, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """A block's text with its place: section index and offset in that section's text, both None when it was not found."""

    text: str
    section: int | None = None
    start: int | None = None
    ocr: bool = False


def cut(assembly: Assembly) -> tuple[Passage, ...]:
    """All passages, each meeting's together in reading order. Their ids are unique."""
    return marked(bare(assembly), assembly)


def marked(found: Iterable[Owned], assembly: Assembly) -> tuple[Passage, ...]:
    """Bare passages with the people, organisations and topics that each belongs to."""
    owners = _Owners(assembly)
    return tuple(owners.mark(passage, *ids) if ids else passage for passage, ids in found)


def bare(assembly: Assembly, kept: Kept | None = None) -> tuple[Owned, ...]:
    """All passages, without those that they belong to but with the ids by which these know them: what the assembly's texts name is
    not asked for. Documents whose passages were `kept` are not cut again."""
    documents = {info.path: document for info, document in assembly.documents if document is not None}
    cut = _Cut(kept or Kept())
    found: list[Owned] = []
    for path, meetings in _by_document(assembly.meetings).items():
        found.extend(cut.minutes(path, documents.get(path), meetings))
    for output in assembly.outputs:
        found.append((_output(output, assembly), ()))
    found.extend(_attachments(assembly, documents, cut))
    found.extend(_reported(promise, documents) for promise in assembly.reported)
    return _with_unique_ids(_beside_minutes(found, assembly.meetings))


def alone(document: Document, like: Passage | None = None) -> tuple[Passage, ...]:
    """The pages of a file by themselves, before it is known what they mean to the rest; `like` is a passage that tells whose they
    are."""
    found = tuple(_slides(document, Attachment("", None, file=document.path), {}))
    if like is None:
        return found
    of_meeting = ("meeting", "item", "date", "body", "context", "attachments", "people", "organisations", "topics")
    own = {name: getattr(like, name) for name in of_meeting}
    return tuple(replace(passage, **own) for passage in found)


def pieces(lines: Sequence[Line], length: int = LENGTH, longest: int = LONGEST) -> Iterator[tuple[Line, ...]]:
    """The lines in runs of about `length` words. No text is lost and the order is kept; a line of over `longest` words is
    cut at sentences."""
    run: list[Line] = []
    words = 0
    for line in (part for whole in lines for part in _short_enough(whole, longest)):
        size = len(line.text.split())
        if run and words + size > length:
            yield tuple(run)
            run, words = [], 0
        run.append(line)
        words += size
    if run:
        yield tuple(run)


def _short_enough(line: Line, longest: int) -> Iterator[Line]:
    if len(line.text.split()) <= longest:
        yield line
        return
    for start, end in _bounded_sentences(line.text, longest):
        yield replace(line, text=line.text[start:end], start=None if line.start is None else line.start + start)


def _bounded_sentences(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Sentences; one that is itself too long (a table read as one line, a list without stops) is cut at words."""
    for start, end in split_sentences(text):
        words = list(re.finditer(r"\S+", text[start:end]))
        for first in range(0, len(words), longest):
            part = words[first : first + longest]
            yield start + part[0].start(), start + part[-1].end()


class _Cut:
    """Cuts documents, unless the passages of the same text were kept."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._version = sources.version("indexer.passages")

    def minutes(self, path: str, document: Document | None, meetings: Sequence[Meeting]) -> tuple[Owned, ...]:
        """The passages of the meetings that a document tells of."""

        def make() -> tuple[Owned, ...]:
            return tuple(_minutes(path, document, meetings))

        return self._kept.of(tuple[Owned, ...], make, "passages", self._version, path, document, meetings)

    def slides(self, document: Document, attachment: Attachment, meeting: Meeting | None) -> tuple[Passage, ...]:
        """The passages of an attachment that was shown to a meeting."""
        shown = _of_meeting(meeting)

        def make() -> tuple[Passage, ...]:
            return tuple(_slides(document, attachment, shown))

        return self._kept.of(tuple[Passage, ...], make, "slides", self._version, document, attachment, shown)


class _Owners:
    """Which people, organisations and topics an item, decision or meeting belongs to."""

    def __init__(self, assembly: Assembly) -> None:
        self.people: dict[str, list[str]] = {}
        self.organisations: dict[str, list[str]] = {}
        self.topics: dict[str, list[str]] = {}
        for person in assembly.people:
            for id in (*person.attended, *person.presented, *person.promised):
                self.people.setdefault(id, []).append(person.slug)
        for organisation in assembly.organisations:
            for id in (*organisation.meetings, *organisation.presented, *organisation.promised):
                self.organisations.setdefault(id, []).append(organisation.slug)
        for topic in assembly.topics:
            for id in (*topic.items, *topic.decisions):
                self.topics.setdefault(id, []).append(topic.slug)

    def mark(self, passage: Passage, *ids: str) -> Passage:
        """The passage with everything that owns one of the ids."""
        found = tuple(_gathered(owners, ids) for owners in (self.people, self.organisations, self.topics))
        if not any(found):
            return passage
        people, organisations, topics = found
        return replace(passage, people=people, organisations=organisations, topics=topics)


def _gathered(owners: Mapping[str, Sequence[str]], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for id in ids for name in owners.get(id, ())))


def _by_document(meetings: Sequence[Meeting]) -> dict[str, list[Meeting]]:
    found: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        found.setdefault(meeting.documents[0] if meeting.documents else "", []).append(meeting)
    return found


class _Text:
    """A document's blocks, and which of them have been taken by an item."""

    def __init__(self, document: Document | None) -> None:
        self.lines: list[Line] = []
        self.taken: list[str | None] = []
        self._places: dict[str, list[int]] = {}
        self.sections = document.sections if document else ()
        for number, section in enumerate(self.sections):
            start = 0
            for block in section.blocks:
                self._places.setdefault(block.text, []).append(len(self.lines))
                self.lines.append(Line(block.text, number, start, block.ocr))
                start += len(block.text) + 1
        self.taken = [None] * len(self.lines)

    def index_at(self, where: Where | None) -> int | None:
        """The number of the block where a citation begins."""
        if where is None or where.start is None:
            return None
        for index, line in enumerate(self.lines):
            section = self.sections[line.section or 0]
            if section.label == where.label and line.start is not None and line.start + len(line.text) >= where.start:
                return index
        return None

    def take(self, text: str, after: int, owner: str) -> list[Line]:
        """The text's lines with their places, looked for from a block on, in order."""
        found = []
        for text_line in filter(None, text.split("\n")):
            index = next((n for n in self._places.get(text_line, ()) if n >= after and self.taken[n] is None), None)
            if index is None:
                found.append(Line(text_line))
                continue
            self.taken[index] = owner
            after = index + 1
            found.append(self.lines[index])
        return found


def _minutes(path: str, document: Document | None, meetings: Sequence[Meeting]) -> Iterator[Owned]:
    text = _Text(document)
    for meeting in meetings:
        yield _meeting(meeting), (meeting.id,)
        for item in meeting.items:
            begins = text.index_at(item.where) or 0
            if text.lines and item.where is not None and item.where.start is not None:
                text.taken[begins] = text.taken[begins] or item.id
            yield from ((passage, (item.id,)) for passage in _item(meeting, item, text, begins))
        for decision in meeting.decisions:
            yield _decision(meeting, decision)
    yield from ((passage, ()) for passage in _rest(path, text, meetings))


def _meeting(meeting: Meeting) -> Passage:
    people = "\n".join(
        ", ".join(filter(None, (attendee.name, attendee.organisation, attendee.role))) for attendee in meeting.attendees
    )
    head = ", ".join(filter(None, (meeting.place, meeting.chair, meeting.secretary)))
    return Passage(
        id=meeting.id,
        kind="meeting",
        title=meeting_title(meeting),
        text="\n".join(filter(None, (head, people))),
        group=meeting.id,
        meeting=meeting.id,
        date=meeting.date,
        body=meeting.body,
        where=meeting.where,
        language=meeting.language,
        context=_context(meeting),
    )


def meeting_title(meeting: Meeting) -> str:
    """What to call a meeting: its own title, or its body and date."""
    if meeting.title:
        return meeting.title
    return " ".join(filter(None, (meeting.body, _printed(meeting.date)))) or meeting.id


def _printed(date: datetime.date | None) -> str | None:
    return None if date is None else format_date(date)


def _context(meeting: Meeting, *more: str | None) -> str:
    words = (meeting.body, meeting.title, meeting.number, _printed(meeting.date), meeting.id, *more)
    return " ".join(dict.fromkeys(filter(None, words)))


def _item(meeting: Meeting, item: AgendaItem, text: _Text, begins: int) -> Iterator[Passage]:
    parent = meeting.item(item.parent)
    context = _context(
        meeting, item.number, item.presenter, item.organisation, item.case, parent.title if parent else None, *item.attachments
    )
    lines = text.take(item.text, begins, item.id)
    is_agenda = meeting.kind == "agenda"
    outputs = tuple(dict.fromkeys(m.number for m in meeting.outputs if m.item == item.number))
    for number, run in enumerate(pieces(lines) if lines else ((),), start=1):
        yield (
            Passage(
                id=item.id if number == 1 else f"{item.id}#{number}",
                kind="item" if number == 1 else "passage",
                title=item.title,
                text=_joined(run),
                group=item.id,
                meeting=meeting.id,
                item=item.number,
                date=meeting.date,
                body=meeting.body,
                where=_where(text, run, item.where),
                language=meeting.language,
                ocr=any(line.ocr for line in run),
                low=is_agenda,
                context=context,
                outputs=outputs,
                attachments=item.attachments,
                order=number,
            )
        )


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _where(text: _Text, run: Sequence[Line], fallback: Where | None) -> Where | None:
    """The run's own place, as far as it is found in the document; else the item's."""
    found = next((line for line in run if line.start is not None and line.section is not None), None)
    if found is None or found.section is None or found.start is None or fallback is None:
        return fallback
    section = text.sections[found.section]
    same = [line for line in run if line.section == found.section and line.start is not None]
    end = (same[-1].start or 0) + len(same[-1].text)
    return Where(fallback.document, section.number, section.label, found.start, end)


def _decision(meeting: Meeting, decision: Decision) -> Owned:
    item = meeting.item(decision.item)
    title = decision.subject or decision.item_title or (item.title if item else "") or meeting_title(meeting)
    context = _context(
        meeting,
        decision.item,
        decision.item_title if decision.item_title != title else None,
        *decision.responsible,
        decision.due.text if decision.due else None,
        *decision.attachments,
    )
    passage = Passage(
        id=decision.id,
        kind="decision",
        title=title,
        text="\n".join(filter(None, (decision.text, decision.content))),
        group=item.id if item else meeting.id,
        meeting=meeting.id,
        item=decision.item,
        date=decision.date,
        body=decision.body or meeting.body,
        where=decision.where,
        language=meeting.language,
        decided=decision.kind,
        low=decision.confidence == "low",
        context=context,
        outputs=decision.outputs,
        attachments=decision.attachments,
    )
    return passage, (decision.id, item.id if item else "")


def _reported(promise: Decision, documents: Mapping[str, Document]) -> Owned:
    """A promise that a report holds: it is found with the report's pages."""
    path = promise.where.document if promise.where else ""
    document = documents.get(path)
    passage = Passage(
        id=promise.id,
        kind="decision",
        title=promise.subject or PurePosixPath(path).stem,
        text=promise.text,
        group=path,
        meeting=None,
        date=promise.date,
        body=promise.body,
        where=promise.where,
        language=(document.language if document else None) or "fi",
        decided=promise.kind,
        low=True,
        context=" ".join(filter(None, (*promise.responsible, promise.due.text if promise.due else None))),
        outputs=promise.outputs,
    )
    return passage, (promise.id,)


def _rest(path: str, text: _Text, meetings: Sequence[Meeting]) -> Iterator[Passage]:
    """What no item took: each run of blocks goes to the meeting whose text it stands in."""
    if not meetings:
        return
    starts = sorted(((text.index_at(meeting.where) or 0, n) for n, meeting in enumerate(meetings)), key=lambda pair: pair[0])
    numbers = {meeting.id: count(1) for meeting in meetings}
    for run in _runs(text):
        first = text.lines.index(run[0])
        owner = meetings[next((n for begin, n in reversed(starts) if begin <= first), starts[0][1])]
        place = Where(path, None, None, None, None)
        for piece in pieces(run):
            number = next(numbers[owner.id])
            yield Passage(
                id=f"{owner.id}#{number}",
                kind="passage",
                title=meeting_title(owner),
                text=_joined(piece),
                group=owner.id,
                meeting=owner.id,
                date=owner.date,
                body=owner.body,
                where=_where(text, piece, place),
                language=owner.language,
                ocr=any(line.ocr for line in piece),
                context=_context(owner),
                order=number,
            )


def _runs(text: _Text) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line, owner in zip(text.lines, text.taken, strict=True):
        if owner is None and line.text:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _output(output: Output, assembly: Assembly) -> Passage:
    bodies = {meeting.id: meeting.body for meeting in assembly.meetings}
    last = output.events[-1] if output.events else None
    word = "Tuotos"
    return Passage(
        id=output.number,
        kind="output",
        title=" ".join(filter(None, (word, printed(output.number), output.title))),
        text="\n".join(dict.fromkeys(event.quote for event in output.events if event.quote)),
        group=f"tuotos {output.number}",
        meeting=last.meeting if last else None,
        item=last.item if last else None,
        date=last.date if last else None,
        body=bodies.get(last.meeting or "") if last else None,
        where=last.where if last else None,
        context=" ".join(output.titles[1:]),
        outputs=(output.number,),
    )


def _attachments(assembly: Assembly, documents: Mapping[str, Document], cut: _Cut) -> Iterator[Owned]:
    """Attachments and their slides or pages, each document once; then those documents that nothing refers to. Minutes are told
    by their items."""
    meetings = {meeting.id: meeting for meeting in assembly.meetings}
    kinds = {info.path: info.kind for info, _ in assembly.documents}
    cited = {path for meeting in assembly.meetings for path in meeting.documents}
    left = {path: document for path, document in documents.items() if path not in cited}
    for attachment in assembly.attachments:
        meeting = meetings.get(attachment.meeting or "")
        items = _items_of(attachment, meeting)
        yield _attachment(attachment, meeting), items
        document = left.pop(attachment.file or "", None)
        if document is not None:
            yield from ((passage, items) for passage in cut.slides(document, attachment, meeting))
    for path, document in left.items():
        if kinds[path] != "minutes":
            yield from ((passage, ()) for passage in cut.slides(document, Attachment("", None, file=path), None))


def _items_of(attachment: Attachment, meeting: Meeting | None) -> tuple[str, ...]:
    return tuple(item.id for item in meeting.items if item.number in attachment.items) if meeting else ()


def _attachment(attachment: Attachment, meeting: Meeting | None) -> Passage:
    file = PurePosixPath(attachment.file) if attachment.file else None
    name = attachment.name or (file.stem if file else "") or attachment.label
    return Passage(
        id=attachment.id,
        kind="attachment",
        title=" ".join(filter(None, (attachment.label, name if name != attachment.label else None))),
        text=file.name if file else "",
        group=attachment.file or attachment.id,
        meeting=attachment.meeting,
        item=next(iter(attachment.items), None),
        where=None if attachment.file is None else Where(attachment.file),
        attachments=(attachment.label,) if attachment.label else (),
        **_of_meeting(meeting),
    )


def _of_meeting(meeting: Meeting | None) -> dict[str, Any]:
    """What a passage has from its meeting."""
    return {"date": meeting.date, "body": meeting.body, "context": _context(meeting)} if meeting else {}


def _lines_of(section: Section) -> list[Line]:
    """The blocks of a page or slide that hold text, each where it begins."""
    lines = []
    start = 0
    for block in section.blocks:
        lines.append(Line(block.text, 0, start, block.ocr))
        start += len(block.text) + 1
    return [line for line in lines if line.text]


def _slides(document: Document, attachment: Attachment, shown: Mapping[str, Any]) -> Iterator[Passage]:
    """The pages or slides of an attachment; `shown` is what its passages have from the meeting that it was shown to."""
    number = count(1)
    name = PurePosixPath(document.path).stem
    context = " ".join(filter(None, (attachment.label, attachment.name, name, shown.get("context"))))
    for section in document.sections:
        for run in pieces(_lines_of(section), SLIDE, SLIDE):
            order = next(number)
            first, last = run[0], run[-1]
            yield Passage(
                id=f"{document.path}#{order}",
                kind="slide",
                title=section.title or document.title or name,
                text=_joined(run),
                group=document.path,
                meeting=attachment.meeting,
                item=next(iter(attachment.items), None),
                date=shown.get("date"),
                body=shown.get("body"),
                where=Where(document.path, section.number, section.label, first.start, (last.start or 0) + len(last.text)),
                language=document.language or "fi",
                ocr=any(line.ocr for line in run),
                context=context,
                attachments=(attachment.label,) if attachment.label else (),
                order=order,
            )


def _beside_minutes(passages: Iterable[Owned], meetings: Sequence[Meeting]) -> Iterator[Owned]:
    """What an agenda says of a matter is found with what its minutes say of it, not as a hit of its own."""
    homes = _homes(meetings)
    for passage, ids in passages:
        yield (replace(passage, group=homes[passage.group]) if passage.group in homes else passage), ids


def _homes(meetings: Sequence[Meeting]) -> dict[str, str]:
    """The agendas that have minutes, and their items: id → the same in the minutes. A matter that the minutes dropped has none."""
    minutes = {path: meeting for meeting in meetings if meeting.kind == "minutes" for path in meeting.agenda}
    found: dict[str, str] = {}
    for agenda in meetings:
        meeting = next((minutes[path] for path in agenda.documents if path in minutes), None)
        if agenda.kind != "agenda" or meeting is None:
            continue
        found[agenda.id] = meeting.id
        for item in agenda.items:
            same = _same_matter(item, meeting.items)
            if same is not None:
                found[item.id] = same.id
    return found


def _same_matter(item: AgendaItem, items: Sequence[AgendaItem]) -> AgendaItem | None:
    """The item of the same title; else the one of the same number whose title says nearly the same."""
    titled = next((other for other in items if slug(other.title) == slug(item.title)), None)
    if titled is not None:
        return titled
    return next(
        (o for o in items if o.number == item.number and fuzz.token_set_ratio(slug(o.title), slug(item.title)) >= _NEARLY), None
    )


def _with_unique_ids(passages: Iterable[Owned]) -> tuple[Owned, ...]:
    taken: dict[str, int] = {}
    found = []
    for passage, ids in passages:
        times = taken.get(passage.id, 0)
        taken[passage.id] = times + 1
        found.append((passage if not times else replace(passage, id=f"{passage.id}~{times + 1}"), ids))
    return tuple(found)
