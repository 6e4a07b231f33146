"""Promises in notes of project teams and of their customers, invented in eight habits of writing; half were kept from tuning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from files.extract import read
from indexer.interpret import interpret
from kb.knowledge.states import is_promise
from kb.model import Decision
from kb.results import Promise
from kb.settings import load
from tests.judgements.claims.annotations import read as read_truth
from tests.judgements.claims.annotations import same_words
from tests.judgements.claims.promises import same_doers

MATERIALS = Path(__file__).parents[1] / "invented"
# Known and shown of the clear ones, shown that promise something, doers right: of the notes tuned on, and of those kept.
FLOORS = {False: (0.73, 0.65, 0.95, 0.92), True: (0.83, 0.8, 0.88, 0.89)}


def _promises(file: str) -> list[Decision]:
    settings = load(corpus=MATERIALS / "teams")
    found = interpret(read(MATERIALS / "teams" / file, file, settings), settings)
    return [decision for meeting in found.meetings for decision in meeting.decisions if is_promise(decision)]


def _of(row: dict[str, Any], own: list[Decision]) -> Decision | None:
    """The promise that has a row's words: of several the shown one, then the one that is its doer's."""
    same = [d for d in own if same_words(d.text, row["quote"])]
    return max(same, key=lambda d: (Promise(d, None).shown, same_doers(row["doer"], d.responsible)), default=None)


@pytest.mark.parametrize("kept", FLOORS)
def test_promises_of_project_teams_are_known_and_shown_with_their_doers(kept: bool) -> None:
    rows = [row for row in read_truth("promises_teams", MATERIALS) if row["kept"] is kept]
    own = {file: _promises(file) for file in sorted({row["file"] for row in rows})}
    clear = [(row, _of(row, own[row["file"]])) for row in rows if row["clear"]]
    found = [(row, d) for row, d in clear if d]
    shown = [(file, d) for file, promises in own.items() for d in promises if Promise(d, None).shown]
    right = sum(any(row["file"] == file and same_words(d.text, row["quote"]) for row in rows) for file, d in shown)
    named = [(row, d) for row, d in found if row["doer"] or d.responsible]
    known, seen, true, doers = FLOORS[kept]

    assert len(found) >= known * len(clear)
    assert sum(Promise(d, None).shown for _, d in found) >= seen * len(clear)
    assert right >= true * len(shown)
    assert sum(same_doers(row["doer"], d.responsible) for row, d in named) >= doers * len(named)
