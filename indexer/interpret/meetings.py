"""One file's lines to its meetings: cut where one meeting's minutes end and the next begin, each read part by part."""

from __future__ import annotations

import bisect
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from indexer.interpret import attachments as attached
from indexer.interpret import outputs as named
from indexer.interpret import vocabulary
from indexer.interpret.agenda import Heading, find_headings
from indexer.interpret.attendance import Attendance, read_attendance
from indexer.interpret.closing import distribution, next_meeting
from indexer.interpret.days import half_day
from indexer.interpret.decisions import Found, Setting, read_decisions
from indexer.interpret.head import read_head
from indexer.interpret.lines import Line, locate, whole
from indexer.interpret.people import gather
from kb.dates import find_dates
from kb.document import Document
from kb.finnish import detect_language, split_sentences
from kb.model import AgendaItem, Attachment, Decision, DecisionKind, DocumentKind, Meeting, OutputEvent, OutputMention
from kb.settings import Settings

_MEETING_TITLE = re.compile(
    r"(?:muistio|pöytäkirja|kokous|palaveri|tapaaminen|protokoll|möte|minutes|meeting)\b[^.]{0,60}?\d", re.I
)


T = TypeVar("T")
_AFTER_ITEMS = re.compile(
    r"^(?:allekirjoitukset|muutoksenhaku|muutoksenhakukielto|oikaisuvaatimus|jakelu|liitteet|tiedoksi|underskrifter|bilagor|sändlista|"
    r"för kännedom|annexes|attachments|distribution|for information|signatures|vakuudeksi|pöytäkirjan\s+vakuudeksi)\b",
    re.I,
)
# Letters that are enough to tell a language.
_TELLING = 20_000


def split_meetings(lines: Sequence[Line]) -> tuple[Sequence[Line], ...]:
    """The lines of each meeting in a file: cut at headings of one level that each title a meeting and are soon followed by
    a time or an attendance. One run of all lines where there are no two such headings."""
    starts = [position for position in range(len(lines)) if _begins_meeting(lines, position)]
    levels = [level for position in starts if (level := lines[position].block.level) is not None]
    top = min(levels, default=None)
    starts = [position for position in starts if lines[position].block.level == top]
    if len(starts) < 2:
        return (lines,)
    return tuple(lines[start:end] for start, end in pairwise([*starts, len(lines)]))


def _begins_meeting(lines: Sequence[Line], position: int) -> bool:
    """Whether a line titles a meeting."""
    line = lines[position]
    is_title = line.stands_out and bool(_MEETING_TITLE.search(line.text)) and len(line.text) < 150
    return is_title and _head_follows(lines, position)


def _head_follows(lines: Sequence[Line], position: int) -> bool:
    for line in lines[position + 1 : position + 6]:
        if vocabulary.TIME.match(line.text) and (find_dates(line.text) or half_day(line.text)):
            return True
        if vocabulary.PLACE_AND_TIME.match(line.text):
            return True
    return False


def read_meeting(
    document: Document, lines: Sequence[Line], kind: DocumentKind, settings: Settings, day: datetime.date | None = None
) -> Meeting:
    """The meeting whose minutes (or agenda) these lines are; `day` is its worked-out day where they give no full date."""
    rough = find_headings(lines)
    first = rough[0].position if rough else len(lines)
    attendance = read_attendance(document, lines, first)
    headings = find_headings(lines, attendance.lines)
    items_start = headings[0].position if headings else len(lines)
    head = read_head(document, lines, items_start)
    is_worked_out = head.date is None and day is not None
    head = replace(head, date=head.date or day)
    end = _end_of_items(lines, headings)
    meeting_id = head.date.isoformat() if head.date else ""
    parts = tuple(_parts(lines, headings, end))
    files = attached.listed(lines)
    items = tuple(_item(document, meeting_id, part, lines, files) for part in parts)
    people = gather(
        attendance.attendees or attendance.speaking or (), (name for group in settings.organisations for name in group)
    )
    setting = Setting(head.date, head.body or settings.group, people, _is_terse(lines), _is_formal(lines))
    decisions: tuple[Decision, ...] = ()
    if kind == "minutes":
        decisions = tuple(_decisions(document, meeting_id, head.body, parts, items, setting, settings, lines, attendance))
    outputs = tuple(_outputs(document, meeting_id, head.date, parts, items, decisions, settings))
    return Meeting(
        id=meeting_id,
        body=head.body,
        title=head.title,
        number=head.number,
        date=head.date,
        start=head.start,
        end=head.end,
        place=head.place,
        chair=attendance.chair,
        secretary=attendance.secretary,
        attendees=attendance.attendees,
        items=items,
        decisions=_with_outputs(decisions, items, settings),
        outputs=outputs,
        attachments=tuple(_attachments(lines, parts, items, files, meeting_id)),
        next_meeting=next_meeting(lines, [(heading.position, heading.title) for heading in headings], head.date, head.body),
        distribution=distribution(lines),
        kind=kind,
        language=document.language or detect_language("\n".join(line.text for line in lines)[:_TELLING]) or "fi",
        documents=(document.path,),
        where=locate(document, (whole(lines[0]),)) if lines else None,
        date_worked_out=is_worked_out,
        speaking=attendance.speaking,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """An item's heading and the lines below it, up to the next heading."""

    heading: Heading
    lines: Sequence[Line]
    head_lines: Sequence[Line]


def _parts(lines: Sequence[Line], headings: Sequence[Heading], end: int) -> Iterator[_Part]:
    below: dict[int, Sequence[Line]] = {}
    for index, heading in enumerate(headings):
        stop = headings[index + 1].position if index + 1 < len(headings) else end
        below[index] = () if heading.closed else lines[heading.last + 1 : stop]
    under: dict[str | None, list[int]] = {}
    for index, heading in enumerate(headings):
        under.setdefault(heading.parent, []).append(index)
    for index, heading in enumerate(headings):
        # Sub-items listed one after another below their item's heading: the text below the last is the item's.
        subs = under.get(heading.number, [])
        group = subs[bisect.bisect_right(subs, index) :]
        if len(group) > 1 and not any(below[other] for other in (index, *group[:-1])):
            below[index], below[group[-1]] = below[group[-1]], ()
    for index, heading in enumerate(headings):
        yield _Part(heading, below[index], lines[heading.position : heading.last + 1])


def _end_of_items(lines: Sequence[Line], headings: Sequence[Heading]) -> int:
    """Where the last item ends: before signatures, lists of attachments and instructions for appeal."""
    if not headings:
        return len(lines)
    for position in range(headings[-1].last + 1, len(lines)):
        if _AFTER_ITEMS.match(lines[position].text) and (
            len(lines[position].text) < 60 or attached.listed(lines[position : position + 1]) or position > len(lines) - 4
        ):
            return position
    return len(lines)


def _is_terse(lines: Sequence[Line]) -> bool:
    """Whether the minutes are short notes: the middle paragraph or list item is short."""
    lengths = sorted(len(line.text) for line in lines if line.block.kind in ("paragraph", "list_item") and len(line.text) > 20)
    return bool(lengths) and lengths[len(lengths) // 2] < 330


def _is_formal(lines: Sequence[Line]) -> bool:
    """Whether the minutes mark every decision with a heading of its own below a proposal's."""
    alone = sum(1 for line in lines if re.fullmatch(r"(?:päätös|beslut|decision)\s*:?", line.text.strip(), re.I))
    proposals = sum(1 for line in lines if vocabulary.PROPOSAL_MARKER.match(line.text))
    return alone >= 2 and proposals >= 2


def slug(number: str, title: str) -> str:
    """The item's part of an id: "§ 121" → "121", "4 a" → "4a"; without a number, the title's words.

    >>> slug("§ 121", ""), slug("4 a", ""), slug("4.1", ""), slug("", "Muut asiat")
    ('121', '4a', '4.1', 'muut-asiat')
    """
    if number:
        return re.sub(r"[^\w.]+", "", number.lower())
    return "-".join(re.findall(r"\w+", title.lower())[:5]) or "kohta"


def _item(
    document: Document, meeting_id: str, part: _Part, lines: Sequence[Line], files: Sequence[attached.Named]
) -> AgendaItem:
    heading = part.heading
    labels = [reference.label for line in (*part.head_lines, *part.lines) for reference in attached.references(line.text)]
    inside = {line.index for line in part.lines}
    labels.extend(file.label for file in files if file.line in inside)
    for line in part.lines:
        labels.extend(link.label for link in attached.linked(line))
    return AgendaItem(
        id=f"{meeting_id}/{slug(heading.number, heading.title)}",
        number=heading.number,
        title=heading.title,
        parent=heading.parent,
        presenter=heading.presenter,
        organisation=heading.organisation,
        attachments=tuple(dict.fromkeys(labels)),
        case=heading.case,
        text="\n".join(line.text for line in part.lines),
        where=locate(document, tuple(whole(line) for line in part.head_lines)),
    )


def _decisions(
    document: Document,
    meeting_id: str,
    body: str | None,
    parts: Sequence[_Part],
    items: Sequence[AgendaItem],
    setting: Setting,
    settings: Settings,
    lines: Sequence[Line],
    attendance: Attendance,
) -> Iterator[Decision]:
    counts: dict[str, int] = {}
    for part, item in zip(parts, items, strict=True):
        above = next((other.title for other in items if other.number == item.parent), "") if item.parent else ""
        for decision in read_decisions(part.lines, setting, part.heading.number, (item.title, above)):
            counts[item.id] = counts.get(item.id, 0) + 1
            yield decision_of(document, meeting_id, body, item, decision, counts[item.id], settings, setting)
    loose = _loose(lines, parts, attendance)
    for number, decision in enumerate(read_decisions(loose, setting) if loose else (), start=1):
        yield decision_of(document, meeting_id, body, None, decision, number, settings, setting)


def _loose(lines: Sequence[Line], parts: Sequence[_Part], attendance: Attendance) -> list[Line]:
    """Text that stands under no item, where the items are only a list, or where there are none, or below a heading of its own
    between the list of those present and the first of numbered items: it is searched, too."""
    closed = [part.head_lines[-1].index for part in parts if part.heading.closed]
    after = -1 if not parts else max(closed, default=len(lines) + lines[0].index)
    inside = {line.index for part in parts for line in (*part.head_lines, *part.lines)}
    before = _headed_before(lines, parts, attendance)
    return [
        line
        for line in lines
        if (line.index > after or line.index in before) and line.index not in attendance.lines and line.index not in inside
    ]


def _headed_before(lines: Sequence[Line], parts: Sequence[_Part], attendance: Attendance) -> frozenset[int]:
    """The lines below a heading of its own that stands after the list of those present and before the first item."""
    first = parts[0].head_lines[0].index if parts else -1
    listed = max((index for index in attendance.lines if index < first), default=first)
    between = [line for line in lines if listed < line.index < first]
    start = next((at for at, line in enumerate(between) if line.is_heading), len(between))
    return frozenset(line.index for line in between[start:])


def decision_of(
    document: Document,
    meeting_id: str | None,
    body: str | None,
    item: AgendaItem | None,
    found: Found,
    ordinal: int,
    settings: Settings,
    setting: Setting,
) -> Decision:
    """The decision that was found, with the outputs and attachments that its words name; `meeting_id` None outside meetings."""
    kind: DecisionKind = found.kind
    if item and vocabulary.PROCEDURAL_TITLE.search(item.title) and kind in ("noted", "approval", "decision", "procedural"):
        kind = "procedural"
    text = found.text
    numbers = [naming.number for naming in named.find_outputs(text, settings.output_words)]
    labels = [reference.label for reference in attached.references(text)]
    return Decision(
        id=f"{item.id if item else meeting_id or ''}/{ordinal}",
        meeting=meeting_id,
        date=setting.date,
        item=item.number if item else None,
        item_title=item.title if item else None,
        kind=kind,
        text=text,
        content=found.content,
        subject=found.subject,
        promise=found.promise,
        in_parts=found.in_parts,
        responsible=found.responsible,
        due=found.due,
        outputs=tuple(dict.fromkeys(numbers)),
        attachments=tuple(dict.fromkeys(labels)),
        where=locate(document, found.span),
        confidence=found.confidence,
        rests_on=found.rests_on,
        body=body,
        votes=found.votes,
        dissent=found.dissent,
        disqualified=found.disqualified,
    )


def _with_outputs(decisions: Sequence[Decision], items: Sequence[AgendaItem], settings: Settings) -> tuple[Decision, ...]:
    """Decisions that name no output take the one their item's heading names; a heading's several outputs say nothing."""
    by_number = {item.number: item for item in items}
    completed = []
    for decision in decisions:
        item = by_number.get(decision.item or "")
        completed.append(_with_output_of(item, decision, settings) if item else decision)
    return tuple(completed)


def _with_output_of(item: AgendaItem, decision: Decision, settings: Settings) -> Decision:
    """A decision with the one output that its item's heading names and the few attachments of the item, where it names none."""
    numbers = {naming.number for naming in named.find_outputs(item.title, settings.output_words)}
    takes_output = not decision.outputs and decision.confidence != "low" and len(numbers) == 1
    takes_attachments = not decision.attachments and len(item.attachments) <= 3
    return replace(
        decision,
        outputs=tuple(numbers) if takes_output else decision.outputs,
        attachments=item.attachments if takes_attachments else decision.attachments,
    )


@dataclass(frozen=True, slots=True)
class _Naming:
    """A place where an output is named: the item and line, whether in the item's heading, under what title, in what sentence, and
    what the sentence says was done with it."""

    item: AgendaItem
    in_heading: bool
    title: str | None
    sentence: str
    line: Line
    event: OutputEvent


def _outputs(
    document: Document,
    meeting_id: str,
    date: datetime.date | None,
    parts: Sequence[_Part],
    items: Sequence[AgendaItem],
    decisions: Sequence[Decision],
    settings: Settings,
) -> Iterator[OutputMention]:
    """Each output once a meeting: the strongest event over the items it stands in, in the item whose heading names it."""
    places: dict[str, list[_Naming]] = {}
    for part, item in zip(parts, items, strict=True):
        for number, naming in _namings(part, item, settings):
            places.setdefault(number, []).append(naming)
    for number, found in places.items():
        best = max(found, key=lambda naming: named.STRENGTH[naming.event])
        own = next((naming.item for naming in found if naming.in_heading), None)
        events = [naming.event for naming in found]
        if own is not None:
            events.append(_event_of_item(own, items, parts, decisions, number))
        event = "rejected" if "rejected" in events and "approved" not in events else named.strongest(events)
        decided = () if own is None else (decision.text for decision in decisions if decision.item == own.number)
        is_told = named.STRENGTH[best.event] >= named.STRENGTH[event]
        quote = best.sentence if is_told else next(iter(decided), best.sentence)
        title = next(filter(None, (naming.title for naming in found)), None)
        yield OutputMention(
            number, title, event, (own or found[0].item).number, quote, meeting_id, date, locate(document, (whole(best.line),))
        )


def _namings(part: _Part, item: AgendaItem, settings: Settings) -> Iterator[tuple[str, _Naming]]:
    """The outputs that an item names, by number, with the places."""
    for line in (*part.head_lines, *part.lines):
        in_heading = line in part.head_lines
        for start, end in split_sentences(line.text):
            sentence = line.text[start:end]
            for found in named.find_outputs(sentence, settings.output_words):
                event: OutputEvent = "mentioned" if in_heading else named.event_in(sentence)
                yield found.number, _Naming(item, in_heading, found.title, " ".join(sentence.split()), line, event)


def _event_of_item(
    item: AgendaItem, items: Sequence[AgendaItem], parts: Sequence[_Part], decisions: Sequence[Decision], number: str
) -> OutputEvent:
    """What an item whose heading names an output did with it, when its text does not repeat the number."""
    own = _deciding(decisions, item, number)
    if any(map(_sends_back, own)):
        return "rejected"
    if any(map(_approves, own)):
        return "approved"
    titles = [item.title, *(parent.title for parent in items if parent.number == item.parent)]
    text = _text_of(item, parts)
    event = named.event_in(" ".join(titles))
    events: list[OutputEvent] = ["reviewed" if event in ("approved", "rejected") else event, named.discussed_in(text)]
    if any(map(_is_stated, own)):
        events.append("reviewed")
    if item.attachments:
        # What the item is about was shown as its attachment.
        events.append("presented")
    return named.strongest(events)


def _deciding(decisions: Iterable[Decision], item: AgendaItem, number: str) -> list[Decision]:
    """An item's decisions that name an output, or none."""
    own = [decision for decision in decisions if decision.item == item.number]
    return [decision for decision in own if not decision.outputs or number in decision.outputs]


def _text_of(item: AgendaItem, parts: Sequence[_Part]) -> str:
    return " ".join(line.text for part in parts if part.heading.number == item.number for line in part.lines)


def _sends_back(decision: Decision) -> bool:
    is_put_off = decision.kind in ("postponed", "rejected")
    return is_put_off and bool(re.search(r"palaut|hylät|hylkä|returned|återremit", decision.text, re.I))


def _approves(decision: Decision) -> bool:
    return decision.kind == "approval" and decision.confidence == "high" and _approves_output(decision)


def _is_stated(decision: Decision) -> bool:
    return decision.kind == "noted" and bool(vocabulary.BODY_STATES.search(decision.text))


def _approves_output(decision: Decision) -> bool:
    """Whether an approval under an output's heading is of the output: what it points at must itself approve something."""
    if decision.content is None:
        return not re.search(r"\b(?:esity|ehdotu)", decision.text, re.I)
    return bool(re.search(r"hyväksy|vahvist|godkän|approv", decision.content, re.I))


def _attachments(
    lines: Sequence[Line], parts: Sequence[_Part], items: Sequence[AgendaItem], files: Sequence[attached.Named], meeting_id: str
) -> Iterator[Attachment]:
    """Every attachment the minutes refer to or list, with the items that refer to it; a number listed under several items
    is an attachment of each (municipal minutes number them afresh). Where there is none, those that are only described."""
    places = _grouped((label, item.number) for item in items for label in item.attachments)
    listed = _grouped((file.label, file) for file in files)
    if not places and not listed:
        yield from _described(parts, items, meeting_id)
    inside = {line.index: item.number for part, item in zip(parts, items, strict=True) for line in part.lines}
    per_item = any(len({inside.get(file.line) for file in found}) > 1 for found in listed.values())
    for label in sorted({*places, *listed}, key=_label_order):
        found = listed.get(label, [])
        if per_item and found:
            titles = dict.fromkeys((file.name, inside.get(file.line)) for file in found)
            yield from (Attachment(label, title, (n,) if n else (), None, meeting=meeting_id) for title, n in titles)
        else:
            name = found[0].name if found else _name_of(label)
            yield Attachment(label, name, tuple(dict.fromkeys(places.get(label, ()))), None, meeting=meeting_id)


def _name_of(label: str) -> str | None:
    """The name that a label itself is, None for one that only numbers."""
    return None if re.match(r"[A-Z]+ \d", label) else label


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _described(parts: Sequence[_Part], items: Sequence[AgendaItem], meeting_id: str) -> Iterator[Attachment]:
    """Attachments without a label, as a line of an item describes them."""
    for part, item in zip(parts, items, strict=True):
        for line in part.lines:
            described = attached.described(line.text)
            if described:
                yield Attachment(described, described, (item.number,), None, meeting=meeting_id)


def _label_order(label: str) -> tuple[int, int, str]:
    match = re.match(r"[A-Z]+ (\d+)", label)
    return (0, int(match.group(1)), label) if match else (1, 0, label)
