"""What is said of where decisions stand is true of real minutes, and enough is said."""

from __future__ import annotations

from pathlib import Path

from kb.library import Library
from tests.judgements.claims import chains, states
from tests.judgements.claims.figures import Figure


def test_what_is_said_of_decisions_is_true_and_of_most_something_is_said(library: Library, shared: Path) -> None:
    found = {figure.claim: figure for figure in states.measure(library, shared)}

    assert _precision(found["States: claims"]) >= 0.85
    assert _recall(found["States: claims"]) >= 0.72
    assert _precision(found["– in_force"]) >= 0.85
    assert _precision(found["– replaced"]) >= 0.8
    assert _recall(found["– replaced"]) >= 0.5
    assert _precision(found["– settled or taken up"]) >= 0.85
    assert _recall(found["– settled or taken up"]) >= 0.7


def test_links_that_are_shown_join_what_a_reader_joins(library: Library, shared: Path) -> None:
    every = chains.measure(library, shared)[0]

    assert _precision(every) >= 0.8
    assert _recall(every) >= 0.45


def _precision(figure: Figure) -> float:
    assert figure.precision is not None
    return figure.precision


def _recall(figure: Figure) -> float:
    assert figure.recall is not None
    return figure.recall
