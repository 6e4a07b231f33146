"""Where decisions stand, against what a careful reader found: by each state, and whether enough is said at all."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kb.library import Library
from kb.model import Decision
from kb.results import State
from tests.judgements.claims.annotations import is_guarded, read, same_words
from tests.judgements.claims.figures import Figure

# The reader knew the minutes to their end and nothing after.
AS_OF: Final = datetime.date(2025, 1, 31)
# What a claim may be called by the reader: whether a later handling settled the matter is often a matter of taste.
AGREES: Final = {
    "done": ("done", "handled"),
    "handled": ("handled", "done"),
    "in_force": ("in_force",),
    "open": ("open", "unknown"),
    "lapsed": ("lapsed", "open", "unknown"),
    "overdue": ("overdue",),
    "spent": ("spent",),
    "replaced": ("replaced",),
    "noted": ("noted",),
    "rejected": ("rejected",),
}
_SETTLED: Final = ("done", "handled")


@dataclass(frozen=True, slots=True)
class _Case:
    entry: dict[str, Any]
    decision: Decision
    state: State | None

    @property
    def code(self) -> str | None:
        return self.state.code if self.state else None

    @property
    def is_right(self) -> bool:
        return self.code is not None and self.entry["state"] in AGREES.get(self.code, ())

    @property
    def note(self) -> str:
        if is_guarded(self.entry["file"]):
            return ""
        return f"{self.decision.id} {self.code} is {self.entry['state']}: {self.decision.subject}: {self.decision.text[:90]}"


def measure(library: Library, shared: Path) -> Sequence[Figure]:
    """All claims of the decisions that were found, the same of unseen files, and each state that has a bar."""
    cases = _cases(library, shared)
    unseen = [case for case in cases if is_guarded(case.entry["file"])]
    figures = [_claims("States: claims", cases, "0.85"), _claims("– unseen", unseen, "")]
    for code, bar in (("in_force", "0.85"), ("overdue", "0.8"), ("replaced", "0.8, half")):
        figures.append(_of(code, (code,), cases, bar))
    figures.append(_of("settled or taken up", _SETTLED, cases, "0.75 is said"))
    figures.append(_of("– unseen", _SETTLED, unseen, ""))
    figures += [_of(code, (code,), cases, "") for code in ("spent", "lapsed", "open", "noted", "rejected")]
    return figures


def _cases(library: Library, shared: Path) -> list[_Case]:
    found: dict[tuple[str, str], list[Decision]] = {}
    for meeting in library.meetings():
        for document in meeting.documents:
            found.setdefault((document, str(meeting.date)), []).extend(meeting.decisions)
    cases: dict[str, _Case] = {}
    for entry in read("states", shared):
        file, day = entry["file"], entry["meeting_date"]
        decisions = found.get((file, day)) or found.get((file.partition("/")[2], day), [])
        decision = next((d for d in decisions if same_words(d.text, entry["quote"])), None)
        # A decision of several sentences speaks by its first: the reader's entry of that one is what it is held against.
        if decision is not None and decision.id not in cases:
            cases[decision.id] = _Case(entry, decision, library.state(decision, AS_OF))
    return list(cases.values())


def _claims(name: str, cases: Sequence[_Case], bar: str) -> Figure:
    claimed = [case for case in cases if case.code]
    right = sum(case.is_right for case in claimed)
    wrong = tuple(filter(None, (case.note for case in claimed if not case.is_right)))
    missed = tuple(filter(None, (case.note for case in cases if not case.code)))
    return Figure(name, right, len(claimed), len(claimed), len(cases), bar, wrong, missed)


def _of(name: str, codes: tuple[str, ...], cases: Sequence[_Case], bar: str) -> Figure:
    claimed = [case for case in cases if case.code in codes]
    true = [case for case in cases if case.entry["state"] in codes]
    right = sum(case.is_right for case in claimed)
    found = sum(case.code in codes for case in true)
    missed = tuple(filter(None, (case.note for case in true if case.code not in codes)))
    return Figure(f"– {name}" if not name.startswith("–") else name, right, len(claimed), found, len(true), bar, (), missed)
