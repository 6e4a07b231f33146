"""Whether the desk names what is due or open for a meeting, and whether what it lists as missing from the agenda is."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kb.agenda import desk
from kb.agenda.desk import Answer
from kb.agenda.draft import Draft, DraftItem
from kb.library import Library
from tests.judgements.claims import annotations
from tests.judgements.claims.figures import Figure


def measure(library: Library, shared: Path) -> Sequence[Figure]:
    """Right: of what is listed as missing, what an annotator called due or open. Found: of that, what is listed or stands open
    beside an item. The agenda is the titles of the meeting's own minutes."""
    wanted: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in annotations.read("agenda_missing", shared):
        wanted[entry["for_meeting"]].append(entry)
    every, known = _Count(), _Count()
    for day, entries in sorted(wanted.items()):
        found = _answer(library, datetime.date.fromisoformat(day), entries[0]["file"])
        every.add(found, entries)
        known.add(found, [entry for entry in entries if entry["strength"] == "due"])
    refused = _refused(library, shared)
    return (
        every.figure("Missing: due or open for the meeting", "0.8, 0.7"),
        Figure("– due by the meeting", found=known.found, wanted=known.wanted, bar="–, 0.7", missed=tuple(known.missed)),
        Figure("– listed though an annotator calls it settled", len(refused[1]) - len(refused[0]), len(refused[1])),
    )


def _refused(library: Library, shared: Path) -> tuple[list[str], list[str]]:
    entries = annotations.read("not_missing", shared)
    listed = [
        entry["quote"]
        for entry in entries
        if _has(_listed(_answer(library, datetime.date.fromisoformat(entry["for_meeting"]), entry["file"])), entry)
    ]
    return listed, [entry["quote"] for entry in entries]


def _answer(library: Library, day: datetime.date, file: str) -> Answer:
    meeting = annotations.held(library, day, file)
    titles = tuple(DraftItem(item.number, item.title) for item in meeting.items)
    return desk.answer(library, Draft(titles, day, meeting.body), day)


def _listed(found: Answer) -> list[tuple[str | None, str]]:
    return [(str(one.decision.date), one.decision.text) for one in found.missing]


def _open(found: Answer) -> list[tuple[str | None, str]]:
    return [(str(left.decision.date), left.decision.text) for item in found.items for left in item.open]


def _has(texts: Iterable[tuple[str | None, str]], entry: dict[str, Any]) -> bool:
    return any(day == entry["meeting_date"] and annotations.same_words(entry["quote"], text) for day, text in texts)


class _Count:
    def __init__(self) -> None:
        self.right = self.shown = self.found = self.wanted = 0
        self.wrong: list[str] = []
        self.missed: list[str] = []

    def add(self, found: Answer, entries: list[dict[str, Any]]) -> None:
        """Counts one meeting."""
        listed = _listed(found)
        for one in listed:
            good = any(_has([one], entry) for entry in entries)
            self.right += good
            if not good:
                self.wrong.append(f"{found.draft.date}: {one[0]} {one[1]}")
        self.shown += len(listed)
        for entry in entries:
            if _has([*listed, *_open(found)], entry):
                self.found += 1
            elif not annotations.is_guarded(entry["file"]):
                self.missed.append(f"{entry['for_meeting']}: {entry['meeting_date']} {entry['quote']}")
        self.wanted += len(entries)

    def figure(self, claim: str, bar: str) -> Figure:
        """The figure of all the meetings."""
        return Figure(claim, self.right, self.shown, self.found, self.wanted, bar, tuple(self.wrong), tuple(self.missed))
