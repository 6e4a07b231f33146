"""From a meeting of the story to the blocks of its minutes or agenda, the same for every format."""

from __future__ import annotations

from corpus.tarina.markup import Block, Run, parse_blocks, parse_runs
from corpus.tarina.story import Attendee, Draft, Meeting, Story

INVENTED = {
    "fi": "Tämä aineisto on kuvitteellinen: ryhmä, henkilöt, virastot ja käsitellyt asiat on keksitty esimerkiksi.",
    "sv": "Materialet är påhittat: gruppen, personerna, myndigheterna och ärendena finns inte.",
    "en": "This material is invented: the group, the people, the agencies and the matters do not exist.",
}
LABELS = {
    "fi": {
        "minutes": "KOKOUSMUISTIO",
        "agenda": "ESITYSLISTA",
        "when": "Aika ja paikka",
        "present": "Läsnäolijat",
        "absent": "Poissa",
        "attachments": "Liitteet",
        "distribution": "Jakelu",
        "informed": "Tiedoksi",
        "columns": "Nimi|Organisaatio|Rooli|Huomautus",
    },
    "sv": {
        "minutes": "PROMEMORIA",
        "agenda": "FÖREDRAGNINGSLISTA",
        "when": "Tid och plats",
        "present": "Närvarande",
        "absent": "Frånvarande",
        "attachments": "Bilagor",
        "distribution": "Sändlista",
        "informed": "För kännedom",
        "columns": "Namn|Organisation|Roll|Anmärkning",
    },
    "en": {
        "minutes": "MINUTES",
        "agenda": "AGENDA",
        "when": "Time and place",
        "present": "Present",
        "absent": "Absent",
        "attachments": "Annexes",
        "distribution": "Distribution",
        "informed": "For information",
        "columns": "Name|Organisation|Role|Remark",
    },
}


def compose_minutes(meeting: Meeting, *, first: bool = False) -> tuple[Block, ...]:
    """Return the blocks of the minutes; the first minutes say that everything is invented."""
    words = LABELS[meeting.language]
    blocks = [_text("title", meeting.title), _text("subtitle", words["minutes"])]
    if first:
        blocks.append(_text("paragraph", INVENTED[meeting.language]))
    blocks += [
        _text("label", meeting.style.get("when", words["when"])),
        _text("paragraph", f"{meeting.when}, {meeting.place}"),
    ]
    blocks += _attendance(meeting)
    for item in meeting.items:
        kind = "subitem" if item.parent else "item"
        blocks.append(Block(kind, parse_runs(item.title + _presenter(item.presenter, item.organisation)), (), item.number))
        if item.source.strip():
            blocks += parse_blocks(item.source)
    return (*blocks, *_tail(meeting))


def compose_agenda(meeting: Meeting) -> tuple[Block, ...]:
    """Return the blocks of the agenda that was sent before the meeting; ``ValueError`` if there was none."""
    if meeting.agenda is None:
        raise ValueError(f"{meeting.id} has no agenda")
    words = LABELS[meeting.language]
    blocks = [
        _text("title", meeting.title),
        _text("subtitle", words["agenda"]),
        _text("label", words["when"]),
        _text("paragraph", f"{meeting.when}, {meeting.place}"),
    ]
    presenters = {item.title: _presenter(item.presenter, item.organisation) for item in meeting.items}
    for number, title in meeting.agenda.items:
        kind = "subitem" if " " in number else "item"
        blocks.append(Block(kind, parse_runs(title + presenters.get(title, "")), (), number))
    return tuple(blocks)


def compose_draft(story: Story, draft: Draft, table: dict[str, list[dict[str, str]]]) -> tuple[Block, ...]:
    """Return the blocks of the draft agenda of the next meeting."""
    blocks = [
        _text("title", f"{story.name.removesuffix('ohjausryhmä')}ohjausryhmän kokous 7/2026"),
        _text("subtitle", "ESITYSLISTA (LUONNOS)"),
        _text("label", "Aika ja paikka"),
        _text("paragraph", f"Torstai {draft.date.day}.{draft.date.month}.{draft.date.year}, klo 13.00–15.00, Teams-kokous"),
    ]
    for item in table["items"]:
        presenter = ", " + item["presenter"] if "presenter" in item else ""
        blocks.append(Block("item", parse_runs(item["title"] + presenter), (), item["number"]))
        if "text" in item:
            blocks += parse_blocks(item["text"])
    return tuple(blocks)


def _text(kind: str, text: str) -> Block:
    return Block(kind, (Run(text),))


def _presenter(name: str | None, organisation: str | None) -> str:
    return f", {name}/{organisation}" if name and organisation else ""


def _attendance(meeting: Meeting) -> list[Block]:
    words = LABELS[meeting.language]
    present = [a for a in meeting.attendees if a.present]
    absent = [a for a in meeting.attendees if not a.present]
    blocks = [_text("label", meeting.style.get("present", words["present"]))]
    if meeting.style.get("attendance") == "table":
        rows = [tuple(words["columns"].split("|"))]
        rows += [(a.name, a.organisation, a.role or "", a.remark or "") for a in present]
        blocks.append(Block("table", rows=tuple(rows)))
    else:
        blocks += [_text("bullet", _line(a, meeting.style.get("roles", "parens"))) for a in present]
    if absent:
        blocks.append(_text("label", words["absent"]))
        blocks += [_text("bullet", _line(a, "parens")) for a in absent]
    return blocks


def _line(attendee: Attendee, roles: str) -> str:
    start = f"{attendee.name}, {attendee.organisation}"
    if roles == "comma":
        return ", ".join(part for part in (start, attendee.role, attendee.remark) if part)
    notes = ", ".join(part for part in (attendee.role, attendee.remark) if part)
    return f"{start} ({notes})" if notes else start


def _tail(meeting: Meeting) -> list[Block]:
    words = LABELS[meeting.language]
    parts = [
        (words["attachments"], tuple(f"{a.label} {a.name}" for a in meeting.attachments)),
        (words["distribution"], meeting.distribution),
        (words["informed"], meeting.informed),
    ]
    parts = [(name, lines) for name, lines in parts if lines]
    if meeting.style.get("tail") == "facts":
        return [Block("facts", rows=tuple((name, *lines) for name, lines in parts))] if parts else []
    blocks = []
    for name, lines in parts:
        blocks.append(_text("label", name))
        blocks += [_text("bullet", line) for line in lines]
    return blocks
