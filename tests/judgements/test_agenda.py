"""The desk brings back what was decided before, on real minutes where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.agenda.matching import matcher_of
from kb.library import Library
from tests.judgements.agenda import Outcome, answer, groups, read_cases, shares
from tests.judgements.claims import agendas, missing


@pytest.fixture(scope="module")
def outcomes(shared: Path, library: Library) -> list[Outcome]:
    return list(answer(matcher_of(library), read_cases(shared)))


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


def test_what_stands_under_general_titles_is_answered_too(library: Library, shared: Path) -> None:
    every, *_, more, _ = agendas.measure(library, shared)

    assert every.precision is not None and every.precision >= 0.7
    assert every.recall is not None and every.recall >= 0.82
    assert more.precision is not None and more.precision >= 0.6
    assert more.recall is not None and more.recall >= 0.82
    assert agendas.dated_on_or_after(library, shared) == []


def test_what_is_listed_as_missing_is_due_or_open_and_most_of_what_is_so_is_told(library: Library, shared: Path) -> None:
    every, due, settled = missing.measure(library, shared)

    assert every.precision is not None and every.precision >= 0.76
    assert every.recall is not None and every.recall >= 0.63
    assert due.recall is not None and due.recall >= 0.6
    assert settled.precision is not None and settled.precision >= 0.9
