"""The demo corpus answers the questions written from its story: right at the first place, and nothing for the impossible."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.build import build
from kb.library import Library
from kb.settings import load
from tests.judgements.judge import judge


@pytest.fixture(scope="module")
def demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    settings = load(root / "corpus", tmp_path_factory.mktemp("demo") / "kb", environ={})
    build(settings)
    return Library.open(settings)


def test_questions_about_the_demo_find_their_answers(root: Path, demo: Library) -> None:
    judgements = json.loads((root / "tests" / "judgements" / "demo.json").read_text(encoding="utf-8"))
    found = list(judge(judgements, demo))
    possible = [(told["query"], place) for told, place, *_ in found if told["expect"]]
    first = [query for query, place in possible if place == 1]
    assert len(first) / len(possible) >= 0.95, [pair for pair in possible if pair[1] != 1]
    assert all(place is not None and place <= 5 for _, place in possible), possible
    wrongly_found = [told["query"] for told, _, good, *_ in found if not told["expect"] and not good]
    assert wrongly_found == []
