"""Bodies, days, people and roles are true on real minutes, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.library import Library
from tests.judgements.claims import bodies, people
from tests.judgements.claims.__main__ import real_library


@pytest.fixture(scope="module")
def library(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return real_library(shared, tmp_path_factory.mktemp("kirjasto"))


def test_one_body_is_one_two_are_two_and_every_file_of_minutes_is_placed(library: Library, shared: Path) -> None:
    whose, placed = bodies.measure(library, shared)

    assert (whose.precision, whose.recall) == (1.0, 1.0)
    assert placed.precision == 1.0
    # What is not found are days that minutes mention under an item, not files.
    assert placed.recall is not None and placed.recall >= 0.98


def test_people_are_one_each_with_their_days_organisations_and_roles(library: Library, shared: Path) -> None:
    found, ends, organisation, roles, nobody = people.measure(library, shared)

    assert found.recall is not None and found.recall >= 0.97
    assert ends.precision is not None and ends.precision >= 0.97
    assert organisation.precision is not None and organisation.precision >= 0.95
    assert roles.precision is not None and roles.precision >= 0.95
    assert roles.recall is not None and roles.recall >= 0.75
    assert nobody.precision == 1.0
