"""The desk brings back what was decided before, on real minutes where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.judgements.agenda import Outcome, answer, groups, matcher_over, read_cases, shares


@pytest.fixture(scope="module")
def outcomes(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    return list(answer(matcher_over(shared / "real" / "koha", tmp_path_factory.mktemp("koha")), read_cases(shared)))


def test_the_earlier_decision_is_among_the_first_five_and_mostly_first(outcomes: list[Outcome]) -> None:
    found = shares(outcomes)

    assert found["quote, first five"] >= 0.9
    assert found["quote, first"] >= 0.7


def test_a_matter_that_was_renamed_or_hidden_is_found_too(outcomes: list[Outcome]) -> None:
    hard = groups(outcomes)["hard"]

    assert len(hard) >= 15
    assert shares(hard)["quote, first five"] >= 0.8


def test_nothing_is_dated_on_or_after_the_meeting(outcomes: list[Outcome]) -> None:
    assert [prior.handling.id for one in outcomes for prior in one.priors if prior.handling.date >= one.case.date] == []
