"""What builds cost, as ratios to a yardstick that is measured in the same run: a slow machine does not fail, a slow build does.

All in seconds of processors, which other work on the machine disturbs least. The limits leave room for half as much again as
was measured when they were set.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import builds, corpus, measured
from bench.builds import Build

SIZE = 100


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    corpus.make(folder, SIZE)
    return folder


def _least(folder: Path) -> float:
    """Processor seconds of reading and indexing alone."""
    return float(measured.run([sys.executable, "-m", "bench.yardstick", str(folder / "aineisto")]).output)


@pytest.fixture(scope="module")
def least(folder: Path) -> float:
    return _least(folder)


@pytest.fixture(scope="module")
def made(folder: Path, least: float) -> dict[str, Build]:
    return {build.name: build for build in builds.builds(folder, SIZE)}


def test_a_build_costs_few_times_what_reading_and_indexing_alone_would(
    folder: Path, least: float, made: dict[str, Build]
) -> None:
    # What else runs on the machine comes and goes: the yardstick is measured before the builds and after them.
    usual = (least + _least(folder)) / 2
    assert made["everything"].run.processor / usual < 13.0


@pytest.mark.parametrize(
    ("name", "share"),
    [("nothing changed", 0.15), ("one file changed", 0.4), ("one file added", 0.4), ("one file removed", 0.4)],
)
def test_a_build_costs_what_changed(made: dict[str, Build], name: str, share: float) -> None:
    assert made[name].run.processor / made["everything"].run.processor < share


@pytest.mark.parametrize("name", ["one file changed", "one file added"])
def test_what_is_new_is_found(made: dict[str, Build], name: str) -> None:
    found = made[name].found
    # One look more than the build took is the longest that it may be.
    assert found is not None and found < made[name].run.seconds + 5


def test_a_build_needs_little_memory(made: dict[str, Build]) -> None:
    assert made["everything"].run.megabytes < 1024


def test_the_same_size_gives_the_same_corpus() -> None:
    assert list(corpus.plan(SIZE)) == list(corpus.plan(SIZE))
    assert [file.path for file in corpus.plan(SIZE)] != [file.path for file in corpus.plan(SIZE, seed=2)]
