"""Floors: definitions and topics of real minutes are at least as right and as many as they have been."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.library import Library
from tests.judgements.claims import topics, words
from tests.judgements.claims.figures import Figure
from tests.judgements.judge import index


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The real minutes as one library."""
    return index(shared / "real", tmp_path_factory.mktemp("real") / "kb")


@pytest.mark.parametrize(
    ("measure", "number", "precision", "recall"),
    [(topics.measure, 0, 0.85, 0.65), (topics.measure, 2, 0.85, 0.6), (words.measure, 0, 0.95, 0.7)],
)
def test_a_claim_is_as_good_as_it_was(
    measure: Callable[[Library, Path], tuple[Figure, ...]],
    number: int,
    precision: float,
    recall: float,
    shared: Path,
    real: Library,
) -> None:
    figure = measure(real, shared)[number]

    assert figure.precision is None or figure.precision >= precision
    assert figure.recall is not None
    assert figure.recall >= recall


def test_key_words_are_explained_or_listed_as_often_as_they_were(shared: Path, real: Library) -> None:
    recall = words.measure(real, shared)[2].recall

    assert recall is not None and recall >= 0.7
