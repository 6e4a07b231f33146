"""Promises of real minutes hold what was reached: fewer known, fewer shown or more of them wrong is a step back."""

from __future__ import annotations

import dataclasses
import json

import pytest

from files.extract import read
from indexer.interpret import interpret
from kb.model import Decision, Meeting
from kb.settings import load
from tests.judgements.chains import SHARED
from tests.judgements.claims.annotations import FOLDER
from tests.judgements.claims.promises import measure

pytestmark = pytest.mark.skipif(not (SHARED / "real").is_dir(), reason="real minutes are not here")

# Known, shown, right of the shown, right doers: all files of expert groups and of other bodies, then those that nobody tuned on.
FLOORS = {
    "Promises of expert groups": (0.86, 0.74, 0.91, 0.87),
    "– unseen, expert groups": (0.85, 0.78, 0.85, 0.65),
    "Promises of other bodies": (0.68, 0.58, 0.95, 0.89),
    "– unseen, other bodies": (0.48, 0.37, 0.9, 0.9),
}


class _Read:
    """The annotated files alone, as a library answers with its meetings."""

    def __init__(self) -> None:
        settings = load(corpus=SHARED / "real")
        kept = (json.loads((FOLDER / f"promises_{kind}.json").read_text(encoding="utf-8")) for kind in ("groups", "others"))
        files = [file for one in kept for file in one["sha256"]]
        read_ = {file: interpret(read(SHARED / "real" / file, file, settings), settings) for file in files}
        self._meetings = tuple(
            dataclasses.replace(meeting, documents=(file,)) for file, found in read_.items() for meeting in found.meetings
        )
        self._reported = tuple(promise for found in read_.values() for promise in found.promises)

    def meetings(self) -> tuple[Meeting, ...]:
        return self._meetings

    def reported(self) -> tuple[Decision, ...]:
        return self._reported


def test_promises_are_known_shown_and_right_as_often_as_before() -> None:
    figures = {figure.claim: figure for figure in measure(_Read(), SHARED)}

    for claim, (known, shown, right, doers) in FLOORS.items():
        assert (figures[f"{claim}: known"].recall or 0) >= known, claim
        assert (figures[f"{claim}: shown"].recall or 0) >= shown, claim
        assert (figures[f"{claim}: shown"].precision or 0) >= right, claim
        assert (figures[f"{claim}: responsible"].precision or 0) >= doers, claim
