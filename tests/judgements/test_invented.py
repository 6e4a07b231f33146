"""What is claimed of minutes that were invented for this, in the shapes of three kinds of bodies: an expert group's, a board's and a
project team's. They lie here with their truth, so that these gates stand on every machine; the real ones are held where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.library import Library
from tests.judgements.claims import agendas, chains, promises, states, subjects
from tests.judgements.claims.__main__ import real_library
from tests.judgements.claims.figures import Figure

MATERIALS = Path(__file__).parents[1] / "invented"


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return real_library(MATERIALS, tmp_path_factory.mktemp("keksitty"))


def share(found: dict[str, Figure], claim: str) -> tuple[float, float]:
    """Precision and recall of a claim; 1 where nothing was to be judged."""
    figure = found[claim]
    return (1.0 if figure.precision is None else figure.precision), (1.0 if figure.recall is None else figure.recall)


def test_promises_are_known_and_shown_with_their_days_and_doers(invented: Library) -> None:
    found = {figure.claim: figure for figure in promises.measure(invented, MATERIALS)}
    assert share(found, "Promises of expert groups: known")[1] >= 0.9
    precision, recall = share(found, "Promises of expert groups: shown")
    assert precision >= 0.85
    assert recall >= 0.7
    assert share(found, "Promises of expert groups: due day")[0] >= 0.9
    assert share(found, "Promises of expert groups: responsible")[0] >= 0.85
    precision, recall = share(found, "Promises of other bodies: shown")
    assert precision >= 0.7
    assert recall >= 0.4


def test_decisions_are_said_to_be_about_what_they_are_about(invented: Library) -> None:
    every = subjects.measure(invented, MATERIALS)[0]
    assert every.precision is not None
    assert every.precision >= 0.9
    assert every.recall is not None
    assert every.recall >= 0.85


def test_links_join_what_belongs_together_and_nothing_else(invented: Library) -> None:
    every = chains.measure(invented, MATERIALS)[0]
    assert every.precision == 1.0
    assert every.recall is not None
    assert every.recall >= 0.65


def test_states_are_said_of_most_decisions(invented: Library) -> None:
    found = {figure.claim: figure for figure in states.measure(invented, MATERIALS)}
    precision, recall = share(found, "States: claims")
    assert precision >= 0.85
    assert recall >= 0.9
    precision, recall = share(found, "– settled or taken up")
    assert precision >= 0.9
    assert recall >= 0.7
    precision, recall = share(found, "– replaced")
    assert precision >= 0.9
    assert recall >= 0.75
    assert share(found, "– rejected") == (1.0, 1.0)


def test_what_an_agenda_calls_by_another_name_is_brought_back(invented: Library) -> None:
    every = agendas.measure(invented, MATERIALS)[0]
    assert every.precision is not None
    assert every.precision >= 0.75
    assert every.recall is not None
    assert every.recall >= 0.9
    assert agendas.dated_on_or_after(invented, MATERIALS) == []
