"""The register of outputs: each with its mentions in time order, its decisions and files, and the stage it has reached."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from kb.knowledge.stages import RANK, reached
from kb.model import Attachment, Meeting, OutputMention
from kb.results import Output


def outputs_of(
    meetings: Sequence[Meeting], mentions: Iterable[OutputMention], attachments: Iterable[Attachment]
) -> tuple[Output, ...]:
    """Every output by number. `mentions` are those of attachments, `meetings` bring their own."""
    minutes = [meeting for meeting in meetings if meeting.kind == "minutes"]
    events: dict[str, list[OutputMention]] = {}
    for mention in (*(m for meeting in minutes for m in meeting.outputs), *mentions):
        events.setdefault(mention.number, []).append(mention)
    decisions = [decision for meeting in minutes for decision in meeting.decisions if decision.confidence != "low"]
    for number in {number for decision in decisions for number in decision.outputs} - set(events):
        events[number] = []
    files: dict[str, list[str]] = {}
    by_file = {attachment.file: attachment.id for attachment in attachments if attachment.file}
    for number, found in events.items():
        files[number] = list(dict.fromkeys(by_file[m.where.document] for m in found if m.where and m.where.document in by_file))
    return tuple(
        Output(
            number=number,
            titles=_titles(events[number]),
            status=reached(sorted(events[number], key=_oldest_first)),
            events=tuple(sorted(events[number], key=_oldest_first)),
            decisions=tuple(decision.id for decision in decisions if number in decision.outputs),
            attachments=tuple(files[number]),
            parent=_parent(number, events),
            children=tuple(sorted((other for other in events if _parent(other, events) == number), key=natural)),
        )
        for number in sorted(events, key=natural)
    )


def natural(number: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts 4.2 before 4.10.

    >>> sorted(["4.10", "4.2", "1.3b", "1.3"], key=natural)
    ['1.3', '1.3b', '4.2', '4.10']
    """
    found = []
    for part in number.split("."):
        digits = len(part) - len(part.lstrip("0123456789"))
        found.append((int(part[:digits] or 0), part[digits:]))
    return tuple(found)


def _titles(mentions: Iterable[OutputMention]) -> tuple[str, ...]:
    """The names it goes by, the most usual first."""
    count: dict[str, int] = {}
    for mention in mentions:
        if mention.title:
            count[mention.title] = count.get(mention.title, 0) + 1
    return tuple(sorted(count, key=lambda title: -count[title]))


def _parent(number: str, known: Iterable[str]) -> str | None:
    above = number.rpartition(".")[0]
    return above if above and above in known else None


def _oldest_first(mention: OutputMention) -> tuple[datetime.date, int]:
    return mention.date or datetime.date.min, RANK[mention.event]
