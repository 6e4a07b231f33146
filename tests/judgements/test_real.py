"""The real minutes answer the queries judged by reading them; what is reached is held, and misspellings and names are minded."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.library import Library
from tests.judgements.judge import LATER, index, judge, read_names, read_real, shares, wrongly_found


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return index(shared / "real", tmp_path_factory.mktemp("real") / "kb")


def test_judged_queries_find_their_answers_and_impossible_ones_nothing(shared: Path, real: Library) -> None:
    found = list(judge(read_real(shared), real))
    first, five = shares(found)
    assert len(found) >= 150
    assert first >= 0.90, f"success at 1 is {first:.3f}"
    assert five >= 0.98, f"success at 5 is {five:.3f}"
    assert sum(not told["expect"] for told, *_ in found) >= 20
    assert wrongly_found(found) == []


def test_later_queries_in_other_words_than_the_minutes_mostly_find_their_answers(shared: Path, real: Library) -> None:
    found = list(judge(read_real(shared, LATER), real))
    first, five = shares(found)
    assert len(found) >= 300
    assert first >= 0.91, f"success at 1 is {first:.3f}"
    assert five >= 0.94, f"success at 5 is {five:.3f}"
    # One finds what has two of its three words, and says so.
    assert len(wrongly_found(found)) <= 1, wrongly_found(found)


def test_misspelt_forms_are_found_by_the_right_spelling(shared: Path, real: Library) -> None:
    misspelt = [told for told in read_real(shared) if told["kind"] == "misspelt-source"]
    found = [place for _, place, *_ in judge(misspelt, real) if place is not None and place <= 5]
    assert len(misspelt) >= 25
    assert len(found) >= 25, f"{len(found)} of {len(misspelt)}"


def test_rare_names_are_hardly_ever_taken_for_misspellings(shared: Path, real: Library) -> None:
    names = read_names(shared)
    corrections = real._catalogue.corrections()
    taken = [name for name in names if name.lower() in corrections]
    assert len(names) >= 40
    # One is a name written together with common words; it is still found as itself, and first.
    assert len(taken) <= 1, taken


def test_rare_names_are_found_as_they_are_written(shared: Path, real: Library) -> None:
    names = read_names(shared)
    found = [name for name in names if any(hit.matched for hit in real.search(name, limit=3).hits)]
    assert found == names
    assert [name for name in names if real.search(name).did_you_mean] == []
