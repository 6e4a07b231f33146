"""The register of outputs: each with its mentions in time order, its decisions and files, and the stage it has reached."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kb.knowledge.stages import RANK, reached
from kb.model import Attachment, Meeting, OutputMention
from kb.relations import Need
from kb.results import Output


def outputs_of(
    meetings: Sequence[Meeting],
    mentions: Iterable[OutputMention],
    attachments: Iterable[Attachment],
    needs: Mapping[str, tuple[Need, ...]],
) -> tuple[Output, ...]:
    """Every output by number. `mentions` are those of attachments, `meetings` bring their own; `needs` are by the number of who needs."""
    minutes = [meeting for meeting in meetings if meeting.kind == "minutes"]
    events: dict[str, list[OutputMention]] = {}
    for mention in (*(m for meeting in minutes for m in meeting.outputs), *mentions):
        events.setdefault(mention.number, []).append(mention)
    decided: dict[str, list[str]] = {}
    for number, id in _decided(minutes):
        decided.setdefault(number, []).append(id)
    by_file = {attachment.file: attachment.id for attachment in attachments if attachment.file}
    numbers = sorted({*events, *decided}, key=natural)
    made = (_output(number, events.get(number, []), decided.get(number, []), by_file, numbers) for number in numbers)
    return tuple(replace(output, needs=_known(needs.get(output.number, ()), numbers)) for output in made)


def _known(needs: Iterable[Need], numbers: Sequence[str]) -> tuple[Need, ...]:
    return tuple(need for need in needs if need.number in numbers)


def _decided(minutes: Iterable[Meeting]) -> Iterator[tuple[str, str]]:
    """Numbers of outputs with the decisions that name them, the unsure ones left out."""
    for meeting in minutes:
        for decision in meeting.decisions:
            if decision.confidence != "low":
                yield from ((number, decision.id) for number in dict.fromkeys(decision.outputs))


def _output(
    number: str, mentions: Sequence[OutputMention], decisions: Sequence[str], by_file: Mapping[str, str], known: Sequence[str]
) -> Output:
    events = tuple(sorted(mentions, key=_oldest_first))
    files = (by_file[m.where.document] for m in mentions if m.where and m.where.document in by_file)
    return Output(
        number=number,
        titles=_titles(mentions),
        status=reached(events),
        events=events,
        decisions=tuple(decisions),
        attachments=tuple(dict.fromkeys(files)),
        parent=_parent(number, known),
        children=tuple(other for other in known if _parent(other, known) == number),
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
