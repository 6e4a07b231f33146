"""The register of outputs: each with its mentions in time order, its decisions and files, and the stage it has reached."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from indexer.interpret.outputs import is_handling
from kb.finnish import lemma
from kb.knowledge.stages import RANK, reached
from kb.model import Attachment, Meeting, OutputMention, printed
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
    parents = _parents(numbers, _owners(meetings, events, decided))
    made = (_output(number, events.get(number, []), decided.get(number, []), by_file, parents) for number in numbers)
    return tuple(replace(output, needs=_met(needs.get(output.number, ()), numbers)) for output in made)


def _met(needs: Iterable[Need], numbers: Sequence[str]) -> tuple[Need, ...]:
    return tuple(need for need in needs if need.number in numbers)


def told_apart(
    meetings: Sequence[Meeting], mentions: Sequence[OutputMention], known: Iterable[Meeting] = ()
) -> tuple[tuple[Meeting, ...], tuple[OutputMention, ...]]:
    """The meetings and mentions with a number that outputs of several bodies bear told apart by the body's id. Bodies that call
    an output of one number alike have it in common; of `known`, the last build's meetings, who had the bare number keeps it."""
    bodies = {meeting.id: meeting.body_id for meeting in meetings}
    ids = _ids(meetings, mentions, bodies, _known(known))
    if not ids:
        return tuple(meetings), tuple(mentions)
    told = (replace(m, number=ids.get((m.number, bodies.get(m.meeting or "")), m.number)) for m in mentions)
    return tuple(_renamed(meeting, ids) for meeting in meetings), tuple(told)


_Owner = tuple[str, str | None]


def _ids(
    meetings: Iterable[Meeting],
    mentions: Iterable[OutputMention],
    bodies: Mapping[str, str | None],
    known: Mapping[str, set[str | None]],
) -> dict[_Owner, str]:
    """What each body's output of a number that several have is called; a body that is unknown tells nothing apart."""
    titles: dict[str, dict[str, set[str]]] = {}
    for body, number, title in _named_by(meetings, mentions, bodies):
        if body is not None:
            titles.setdefault(number, {}).setdefault(body, set()).update(_telling(title or ""))
    ids: dict[_Owner, str] = {}
    for number, owners in titles.items():
        groups = _alike(owners) if len(owners) > 1 else []
        for group in groups if len(groups) > 1 else ():
            is_kept = bool(known.get(number)) and known[number] <= set(group)
            ids.update({(number, body): number if is_kept else f"{number}-{group[0]}" for body in group})
    return ids


def _named_by(
    meetings: Iterable[Meeting], mentions: Iterable[OutputMention], bodies: Mapping[str, str | None]
) -> Iterator[tuple[str | None, str, str | None]]:
    """Whose output of which number is called what."""
    for meeting in sorted(meetings, key=lambda meeting: (meeting.date or datetime.date.max, meeting.id)):
        yield from ((meeting.body_id, mention.number, mention.title) for mention in meeting.outputs)
        yield from ((meeting.body_id, number, None) for decision in meeting.decisions for number in decision.outputs)
    yield from ((bodies.get(mention.meeting or ""), mention.number, mention.title) for mention in mentions)


def _alike(owners: Mapping[str, set[str]]) -> list[list[str]]:
    """The bodies, those together whose names for the output have half of the shorter one's words in common."""
    groups: list[list[str]] = []
    for body, words in owners.items():
        home = next((group for group in groups if any(_is_same(words, owners[other]) for other in group)), None)
        if home is None:
            groups.append([body])
        else:
            home.append(body)
    return groups


def _is_same(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and 2 * len(one & other) >= min(len(one), len(other))


def _telling(title: str) -> set[str]:
    return {lemma(word) for word in re.findall(r"[\w-]{4,}", title.lower())}


def _known(meetings: Iterable[Meeting]) -> dict[str, set[str | None]]:
    """The bodies whose output went by a bare number in the last build."""
    found: dict[str, set[str | None]] = {}
    for meeting in meetings:
        decided = (number for decision in meeting.decisions for number in decision.outputs)
        for number in (*(mention.number for mention in meeting.outputs), *decided):
            if printed(number) == number:
                found.setdefault(number, set()).add(meeting.body_id)
    return found


def _renamed(meeting: Meeting, ids: Mapping[_Owner, str]) -> Meeting:
    def called(number: str) -> str:
        return ids.get((number, meeting.body_id), number)

    outputs = tuple(replace(mention, number=called(mention.number)) for mention in meeting.outputs)
    decisions = tuple(
        replace(one, outputs=tuple(map(called, one.outputs))) if one.outputs else one for one in meeting.decisions
    )
    return replace(meeting, outputs=outputs, decisions=decisions)


def _decided(minutes: Iterable[Meeting]) -> Iterator[tuple[str, str]]:
    """Numbers of outputs with the decisions that name them, the unsure ones left out."""
    for meeting in minutes:
        for decision in meeting.decisions:
            if decision.confidence != "low":
                yield from ((number, decision.id) for number in dict.fromkeys(decision.outputs))


def _output(
    number: str,
    mentions: Sequence[OutputMention],
    decisions: Sequence[str],
    by_file: Mapping[str, str],
    parents: Mapping[str, str],
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
        parent=parents.get(number),
        children=tuple(other for other, above in parents.items() if above == number),
    )


def natural(number: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts 4.2 before 4.10.

    >>> sorted(["4.10", "4.2", "4.2-rantaryhmä", "1.3b", "1.3"], key=natural)
    ['1.3', '1.3b', '4.2', '4.2-rantaryhmä', '4.10']
    """
    found = []
    for part in number.split("."):
        digits = len(part) - len(part.lstrip("0123456789"))
        found.append((int(part[:digits] or 0), part[digits:]))
    return tuple(found)


def _titles(mentions: Iterable[OutputMention]) -> tuple[str, ...]:
    """The names it goes by, the most usual first."""
    spellings: dict[str, list[str]] = {}
    for mention in mentions:
        if mention.title:
            spellings.setdefault(mention.title.casefold(), []).append(mention.title)
    # What is done with it ("kehikon hyväksyminen") is its name only where it has no other.
    names = {key: told for key, told in spellings.items() if not is_handling(told[0])} or spellings
    usual = sorted(names.values(), key=len, reverse=True)
    # A name in the middle of a sentence begins with a small letter.
    return tuple(next((name for name in names if name[:1].isupper()), names[0][:1].upper() + names[0][1:]) for names in usual)


def _owners(
    meetings: Iterable[Meeting], events: Mapping[str, Sequence[OutputMention]], decided: Mapping[str, Sequence[str]]
) -> dict[str, set[str | None]]:
    """The bodies that each output is of."""
    bodies = {meeting.id: meeting.body_id for meeting in meetings}
    homes = {decision.id: meeting.body_id for meeting in meetings for decision in meeting.decisions}
    return {
        number: {bodies.get(event.meeting or "") for event in events.get(number, ())}
        | {homes.get(id) for id in decided.get(number, ())}
        for number in {*events, *decided}
    }


def _parents(numbers: Sequence[str], owners: Mapping[str, set[str | None]]) -> dict[str, str]:
    """The output above each, of the same body: 4 of 4.2."""
    found = {}
    for number in numbers:
        own, hyphen, body = number.partition("-")
        above = own.rpartition(".")[0]
        fitting = [one for one in (f"{above}{hyphen}{body}", above) if owners[number] & owners.get(one, set())]
        if above and fitting:
            found[number] = fitting[0]
    return found


def _oldest_first(mention: OutputMention) -> tuple[datetime.date, int]:
    return mention.date or datetime.date.min, RANK[mention.event]
