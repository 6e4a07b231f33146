"""Which meetings are one and the same, and what they, their items and their decisions are called for good.

The same minutes in several formats become one meeting. Ids are the date, with the body's name where several meetings
share it; a decision keeps its number as long as its words are recognisable, whatever is added or removed around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import PurePosixPath
from typing import Final

from rapidfuzz import fuzz

from kb.model import AgendaItem, Decision, Meeting
from kb.slugs import item_slug, slug, unique

# Which format is cited when a meeting was read from several: the most faithful to what people saw comes first.
_PREFERENCE: Final = ("pdf", "wordprocessingml", "markdown", "html", "plain")
_FILLED: Final = ("body", "title", "number", "start", "end", "place", "chair", "secretary", "next_meeting")
AGENDA_SUFFIX: Final = "-esityslista"


@dataclass(frozen=True, slots=True)
class Reading:
    """A meeting as one document tells it."""

    meeting: Meeting
    path: str
    media_type: str


def merge(readings: Iterable[Reading]) -> tuple[Meeting, ...]:
    """One meeting for each set of readings that tell of the same one, the document to cite first in `documents`."""
    groups: list[list[Reading]] = []
    by_day: dict[tuple[str, object], list[list[Reading]]] = {}
    for reading in readings:
        same_day = by_day.setdefault((reading.meeting.kind, reading.meeting.date), [])
        home = next((group for group in same_day if _same_meeting(group, reading)), None)
        if home is None:
            groups.append([reading])
            same_day.append(groups[-1])
        else:
            home.append(reading)
    return tuple(_merged(group) for group in groups)


def identify(
    meetings: Sequence[Meeting], previous: Iterable[Decision] = (), known: Iterable[Meeting] = ()
) -> tuple[Meeting, ...]:
    """The meetings with final ids, newest first. `previous` are the decisions and `known` the meetings of the last build: their
    ids are kept, whatever other meetings have come to the same day."""
    old: dict[str, list[Decision]] = {}
    for decision in previous:
        if decision.meeting is not None:
            old.setdefault(decision.meeting, []).append(decision)
    ids = _meeting_ids(meetings, known)
    return tuple(sorted((_renamed(meeting, id, old) for meeting, id in zip(meetings, ids, strict=True)), key=_newest_first))


def _meeting_ids(meetings: Sequence[Meeting], known: Iterable[Meeting]) -> list[str]:
    kept = _kept_ids(meetings, known)
    taken = set(kept.values())
    crowded = _crowded_days(meetings)
    return [
        kept[index] if index in kept else unique(_meeting_id(meeting, crowded), taken) for index, meeting in enumerate(meetings)
    ]


def _kept_ids(meetings: Sequence[Meeting], known: Iterable[Meeting]) -> dict[int, str]:
    """Which meetings had an id in the last build: those of the same day and kind that are read from one of its files, or else
    are the same body's."""
    by_file: dict[tuple[object, ...], str] = {}
    by_body: dict[tuple[object, ...], str] = {}
    for meeting in known:
        if meeting.date is not None:
            by_body.setdefault((meeting.kind, meeting.date, meeting.body_id), meeting.id)
            for path in meeting.documents:
                by_file.setdefault((meeting.kind, meeting.date, path), meeting.id)
    kept: dict[int, str] = {}
    for index, meeting in enumerate(meetings):
        day = (meeting.kind, meeting.date)
        old = next((id for path in meeting.documents if (id := by_file.get((*day, path)))), None)
        old = old or by_body.get((*day, meeting.body_id))
        if old is not None and old not in kept.values():
            kept[index] = old
    return kept


def _newest_first(meeting: Meeting) -> tuple[int, str]:
    return (-(meeting.date.toordinal()) if meeting.date else 0, meeting.id)


def _same_meeting(group: list[Reading], other: Reading) -> bool:
    if any(reading.path == other.path for reading in group):
        return False
    return any(_alike(reading, other) for reading in group)


def _alike(one: Reading, two: Reading) -> bool:
    """Whether two files tell of the same meeting."""
    a, b = one.meeting, two.meeting
    if not _may_be_same(a, b):
        return False
    if _is_same_by_number(a, b):
        return True
    if a.items and b.items:
        return _overlap([item.title for item in a.items], [item.title for item in b.items]) >= 0.6
    if a.decisions and b.decisions:
        return _overlap([d.text for d in a.decisions], [d.text for d in b.decisions]) >= 0.6
    return _stem(one.path) == _stem(two.path)


def _may_be_same(a: Meeting, b: Meeting) -> bool:
    """Whether nothing speaks against it: the same kind and day, and no other number or body."""
    alike = a.kind == b.kind and a.date == b.date
    return alike and _agree(_number(a.number), _number(b.number)) and _agree(_whose(a), _whose(b))


def _is_same_by_number(a: Meeting, b: Meeting) -> bool:
    """One body's meeting of one number on one day, however differently two people have written it down."""
    is_numbered = bool(a.number) and _number(a.number) == _number(b.number)
    return is_numbered and bool(a.body) and _whose(a) == _whose(b) and a.date is not None


def _agree(one: str | None, two: str | None) -> bool:
    return not one or not two or one == two


def _number(number: str | None) -> str | None:
    """A meeting's number, the year in four figures.

    >>> _number("3/31"), _number("3 / 2031"), _number("3")
    ('3/2031', '3/2031', '3')
    """
    match = re.match(r"(\d{1,3})\s*/\s*(?:20)?(\d\d)$", number or "")
    return f"{int(match[1])}/20{match[2]}" if match else number


def _whose(meeting: Meeting) -> str | None:
    return meeting.body_id if meeting.body else None


def _stem(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(""))


def _overlap(one: list[str], two: list[str]) -> float:
    """How much of the shorter list is in the longer one, 0…1, small differences of spelling apart."""
    short, long = sorted((one, two), key=len)
    found = sum(any(fuzz.ratio(text.lower(), other.lower()) >= 85 for other in long) for text in short)
    return found / len(short)


def _merged(group: list[Reading]) -> Meeting:
    ranked = sorted(group, key=_preference)
    richest = max(_richness(reading.meeting) for reading in ranked)
    # A scan or a poor conversion is not cited when another format of the same minutes says clearly more.
    first = next(reading for reading in ranked if _richness(reading.meeting) >= 0.7 * richest)
    ranked.remove(first)
    meeting = first.meeting
    for reading in ranked:
        missing = {name: getattr(reading.meeting, name) for name in _FILLED if getattr(meeting, name) is None}
        meeting = replace(meeting, **{name: value for name, value in missing.items() if value is not None})
    return replace(meeting, documents=(first.path, *(reading.path for reading in ranked)))


def _preference(reading: Reading) -> tuple[int, str]:
    return preference(reading.media_type), reading.path


def preference(media_type: str) -> int:
    """The place of a format among those that are cited, the most faithful to what people saw first."""
    return next((n for n, name in enumerate(_PREFERENCE) if name in media_type), len(_PREFERENCE))


def _richness(meeting: Meeting) -> int:
    return 1 + len(meeting.items) + len(meeting.decisions) + len(meeting.attendees)


def _crowded_days(meetings: Sequence[Meeting]) -> set[tuple[str, object]]:
    seen: set[tuple[str, object]] = set()
    crowded: set[tuple[str, object]] = set()
    for meeting in meetings:
        day = (meeting.kind, meeting.date)
        (crowded if day in seen else seen).add(day)
    return crowded


def _meeting_id(meeting: Meeting, crowded: set[tuple[str, object]]) -> str:
    file = slug(PurePosixPath(meeting.documents[0]).stem) if meeting.documents else ""
    if meeting.date is None:
        wanted = file or slug(meeting.title or "")
    elif (meeting.kind, meeting.date) in crowded:
        wanted = f"{meeting.date.isoformat()}-{meeting.body_id or file}"
    else:
        wanted = meeting.date.isoformat()
    return wanted + (AGENDA_SUFFIX if meeting.kind == "agenda" else "")


def _renamed(meeting: Meeting, id: str, old: Mapping[str, list[Decision]]) -> Meeting:
    taken: set[str] = set()
    items = tuple(replace(item, id=unique(f"{id}/{_own_slug(item)}", taken)) for item in meeting.items)
    return replace(
        meeting,
        id=id,
        items=items,
        decisions=_number_decisions(meeting, id, items, old.get(id, [])),
        outputs=tuple(replace(output, meeting=id, date=output.date or meeting.date) for output in meeting.outputs),
        attachments=tuple(replace(attachment, meeting=id) for attachment in meeting.attachments),
    )


def _own_slug(item: AgendaItem) -> str:
    return item_slug(item.number) or slug(item.title)[:40] or "kohta"


def _number_decisions(meeting: Meeting, id: str, items: tuple[AgendaItem, ...], old: list[Decision]) -> tuple[Decision, ...]:
    places = {item.number: item.id.removeprefix(f"{id}/") for item in reversed(items)}
    folders = [places.get(decision.item or "", item_slug(decision.item or "") or "0") for decision in meeting.decisions]
    numbers = ordinals(meeting.decisions, folders, id, old)
    return tuple(
        replace(
            decision,
            id=f"{id}/{folder}/{ordinal}",
            meeting=id,
            date=decision.date or meeting.date,
            body=decision.body or meeting.body,
        )
        for decision, folder, ordinal in zip(meeting.decisions, folders, numbers, strict=True)
    )


def ordinals(new: Sequence[Decision], folders: Sequence[str], id: str, old: Sequence[Decision]) -> list[int]:
    """A number for each decision within its folder below an id: the one that its words had among the `old` ones, else the next."""
    kept = _kept_ordinals(new, folders, id, old)
    highest: dict[str, int] = {}
    for decision in old:
        folder, ordinal = _place(decision.id, id)
        highest[folder] = max(highest.get(folder, 0), ordinal)
    found = []
    for index, folder in enumerate(folders):
        if index not in kept:
            highest[folder] = highest.get(folder, 0) + 1
        found.append(kept.get(index, highest.get(folder, 0)))
    return found


def _kept_ordinals(new: Sequence[Decision], folders: Sequence[str], id: str, old: Sequence[Decision]) -> dict[int, int]:
    """For each new decision that was there before, its old ordinal: the same words first, then the likest of those left; of the
    same words those that give it to the same people."""
    left: dict[str, dict[int, Decision]] = {}
    for decision in old:
        folder, ordinal = _place(decision.id, id)
        left.setdefault(folder, {})[ordinal] = decision
    kept: dict[int, int] = {}
    for least in (100.0, 75.0):
        for index, decision in enumerate(new):
            if index in kept:
                continue
            candidates = [
                (fuzz.ratio(decision.text, other.text), decision.responsible == other.responsible, -ordinal)
                for ordinal, other in left.get(folders[index], {}).items()
            ]
            score, _, negative = max(candidates, default=(0.0, False, 0))
            if score >= least:
                kept[index] = -negative
                del left[folders[index]][-negative]
    return kept


def _place(decision_id: str, meeting_id: str) -> tuple[str, int]:
    folder, _, ordinal = decision_id.removeprefix(f"{meeting_id}/").rpartition("/")
    return folder, int(ordinal) if ordinal.isdecimal() else 0


assert {field.name for field in fields(Meeting)}.issuperset(_FILLED)
