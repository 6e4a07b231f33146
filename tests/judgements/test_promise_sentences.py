"""Promises of single sentences that were invented in the manner of many bodies' minutes, half of them before any output was seen.

Each stands in an item of its own below one head of minutes; `promise` is None where it is arguable.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb.knowledge.states import is_promise
from kb.model import Decision
from kb.results import Promise
from tests.indexer.interpret.minutes import meeting
from tests.judgements.claims.annotations import same_words
from tests.judgements.claims.promises import same_doers

SENTENCES = Path(__file__).parents[1] / "invented" / "truth" / "promise_sentences.jsonl"
HEAD = """\
# Reittiryhmän kokous 4/2031
Aika: ke 14.5.2031 klo 9.00–11.15
Paikka: Kurkimäen tupa
Läsnä: Tuuli Honkaranta (KIRKAS), Veikko Salmiharju (KIRKAS), Ilmari Rantakivi (Luotsi-virasto), Helmi Kaarna (Reittilaitos), \
Oiva Sorsa (Kurkimäen kaupunki), Lahja Mykkänen (siht.)
"""
# Known, shown, shown that promise nothing, and doers right of those that are named.
FLOORS = {"groups": (0.9, 0.85, 0.15, 0.94), "others": (0.93, 0.85, 0.1, 0.95)}


def _found(row: dict[str, Any]) -> Decision | None:
    """The promise found in a sentence's minutes: of several the shown one."""
    minutes = meeting(f"# 1. {row['title']}\n{row['text']}\n", HEAD)
    own = [d for d in minutes.decisions if is_promise(d) and same_words(d.text, row["quote"])]
    return max(own, key=lambda d: (Promise(d, None).shown, same_doers(row["doers"], d.responsible)), default=None)


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict[str, Any], Decision | None]]:
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    return [(row, _found(row)) for row in rows]


@pytest.mark.parametrize("kind", FLOORS)
def test_invented_promises_are_known_and_shown_with_their_doers(
    judged: list[tuple[dict[str, Any], Decision | None]], kind: str
) -> None:
    known, shown, wrong, right = FLOORS[kind]
    own = [(row, d) for row, d in judged if row["kind"] == kind]
    promised = [(row, d) for row, d in own if row["promise"]]
    others = [(row, d) for row, d in own if row["promise"] is False]
    named = [(row, d) for row, d in promised if d and (row["doers"] or d.responsible)]

    assert sum(d is not None for _, d in promised) >= known * len(promised)
    assert sum(_is_shown(d) for _, d in promised) >= shown * len(promised)
    assert sum(_is_shown(d) for _, d in others) <= wrong * len(others)
    assert sum(same_doers(row["doers"], d.responsible) for row, d in named if d) >= right * len(named)


def _is_shown(decision: Decision | None) -> bool:
    return decision is not None and Promise(decision, None).shown
