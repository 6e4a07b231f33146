"""Claims on invented minutes of ten kinds of bodies and agendas of eight groups, half of them kept from those who make rules."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.judgements import kinds
from tests.judgements.kinds import Half

# Right of what is claimed and claimed of what is true, for what rules were made with and for what was kept; None is not measured.
# What is below the bars of docs/claims.md is a debt.
Floor = tuple[float | None, float | None]
FLOORS: Mapping[str, tuple[Floor, Floor]] = {
    "Promises: known": ((None, 0.81), (None, 0.75)),
    "Promises: shown": ((0.81, 0.77), (0.75, 0.75)),
    "Promises: due day": ((0.9, None), (0.9, None)),
    "Promises: responsible": ((0.86, None), (0.83, None)),
    "What only looks like a promise, not shown": ((0.9, None), (0.83, None)),
    "States: claims": ((0.57, 0.75), (0.52, 0.75)),
    "Definitions": ((None, 0.58), (None, 0.17)),
    "Agenda: earlier outcome first, and among five": ((0.56, 0.82), (0.66, 0.87)),
    "– of renamed or hidden matters": ((0.47, 0.76), (0.58, 0.8)),
    "Missing: due or open for the meeting": ((0.48, 0.66), (0.4, 0.5)),
    "– settled or on the agenda, and not listed": ((0.93, None), (0.92, None)),
}


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> tuple[Half, Half]:
    return kinds.measure(tmp_path_factory.mktemp("kinds"))


@pytest.mark.parametrize("is_kept", [False, True])
@pytest.mark.parametrize("claim", FLOORS)
def test_claims_on_kinds_of_bodies_are_as_true_as_they_were(claim: str, is_kept: bool, halves: tuple[Half, Half]) -> None:
    figure = halves[is_kept].of(claim)
    precision, recall = FLOORS[claim][is_kept]

    assert figure.shown or precision is None
    assert precision is None or (figure.precision or 0.0) >= precision
    assert recall is None or (figure.recall or 0.0) >= recall


def test_every_row_of_the_truth_stands_in_its_minutes() -> None:
    for name in ("promises", "not_promises", "states", "definitions"):
        for row in kinds.rows(kinds.KINDS / "truth" / f"{name}.jsonl"):
            text = (kinds.KINDS / "minutes" / row["file"]).read_text(encoding="utf-8")
            assert kinds.bare(row["quote"]) in kinds.bare(text), row
