"""Whose each meeting is, and that every minutes file stands on its true day or is named as a problem."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kb.library import Library
from kb.model import Meeting
from tests.judgements.claims import annotations
from tests.judgements.claims.figures import Figure

PLACING = ("minutes_undated", "minutes_not_known")


def measure(library: Library, shared: Path) -> Sequence[Figure]:
    """Bodies that are one and two; minutes placed."""
    entries = annotations.read("meetings", shared)
    return bodies(library, entries), placed(library, entries)


def meetings_of(library: Library) -> dict[tuple[str, str], Meeting]:
    """Meetings and agendas by file and day."""
    every = (*library.meetings(), *library.meetings(kind="agenda"))
    return {(path, str(m.date)): m for m in reversed(every) for path in (*m.documents, *m.agenda)}


def keys_of(library: Library, entries: Iterable[dict[str, Any]]) -> dict[str, set[str]]:
    """The annotated bodies that each found body's meetings are of."""
    known = meetings_of(library)
    found: dict[str, set[str]] = {}
    for entry in entries:
        meeting = known.get((entry["file"], entry["date"]))
        if meeting is not None and meeting.body_id:
            found.setdefault(meeting.body_id, set()).add(entry["body_key"])
    return found


def bodies(library: Library, entries: Sequence[dict[str, Any]]) -> Figure:
    """Found bodies that are one annotated body, and annotated bodies that are one found body."""
    keys = keys_of(library, entries)
    homes: dict[str, set[str]] = {}
    for id, own in keys.items():
        for key in own:
            homes.setdefault(key, set()).add(id)
    mixed = [f"{id}: {', '.join(sorted(own))}" for id, own in keys.items() if len(own) > 1]
    cut = [f"{key}: {', '.join(sorted(ids))}" for key, ids in homes.items() if len(ids) > 1]
    wanted = {entry["body_key"] for entry in entries}
    return Figure(
        "bodies: one is one, two are two",
        len(keys) - len(mixed), len(keys), len(homes) - len(cut), len(wanted), "1.00", tuple(mixed), tuple(cut),
    )  # fmt: skip


def placed(library: Library, entries: Sequence[dict[str, Any]]) -> Figure:
    """Meetings found in annotated files that are on a true day, and annotated ones that are found or whose file a problem names."""
    known = meetings_of(library)
    named = {problem.file for problem in library.problems() if problem.code in PLACING}
    true = {(entry["file"], entry["date"]) for entry in entries}
    files = {entry["file"] for entry in entries}
    claimed = [place for place in known if place[0] in files]
    wrong = [place for place in claimed if place not in true]
    missed = [place for place in sorted(true) if place not in known and place[0] not in named]
    return Figure(
        "minutes on their true day, or named as a problem",
        len(claimed) - len(wrong), len(claimed), len(true) - len(missed), len(true), "1.00", _open(wrong), _open(missed),
    )  # fmt: skip


def _open(places: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{file} {day}" for file, day in places if not annotations.is_guarded(file))
