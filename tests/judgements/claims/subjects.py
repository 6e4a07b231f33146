"""What decisions are about, against what a careful reader says: right where one says most of the words of the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kb.finnish import analyze
from kb.library import Library
from kb.model import Decision
from tests.judgements.claims.annotations import is_guarded, read, same_words
from tests.judgements.claims.figures import Figure

_ENOUGH = 0.5


def measure(library: Library, shared: Path) -> Sequence[Figure]:
    """All of them, and those that nobody tuned on. Decisions that were not found at all count as missed only."""
    found: dict[tuple[str, str], list[Decision]] = {}
    for meeting in library.meetings():
        for document in meeting.documents:
            found.setdefault((document, str(meeting.date)), []).extend(meeting.decisions)
    entries = read("subjects", shared)
    return [
        _figure("Subjects of decisions", entries, found),
        _figure("– unseen", [entry for entry in entries if is_guarded(entry["file"])], found),
    ]


def _figure(claim: str, entries: Sequence[dict[str, Any]], found: dict[tuple[str, str], list[Decision]]) -> Figure:
    right = shown = 0
    wrong, missed = [], []
    for entry in entries:
        decisions = found.get((entry["file"], entry["meeting_date"]), ())
        decision = next((d for d in decisions if same_words(d.text, entry["quote"])), None)
        note = "" if is_guarded(entry["file"]) else f"{entry['file']} {entry['item']}: {entry['subject']}"
        if decision is None or decision.subject is None:
            missed.append(note)
            continue
        shown += 1
        if _agree(decision.subject, entry["subject"]):
            right += 1
        else:
            wrong.append(f"{note} – {decision.subject}")
    return Figure(claim, right, shown, right, len(entries), "", tuple(filter(None, wrong)), tuple(filter(None, missed)))


def _agree(one: str, other: str) -> bool:
    mine, theirs = _terms(one), _terms(other)
    return bool(mine and theirs) and len(mine & theirs) >= _ENOUGH * min(len(mine), len(theirs))


def _terms(text: str) -> set[str]:
    return {term for token in analyze(text) for term in token.terms.bases}
