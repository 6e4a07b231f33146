"""Learns what each clue of a promise weighs, from annotated minutes that nobody keeps for judging:

    python -m tests.judgements.claims.train_promises [--shared FOLDER] [--write]

Every sentence that the interpreter weighs is an example: a clear promise, or nothing of the kind; arguable ones are left out.
Logistic regression with weights held near 0, each file is judged by weights learnt from the others.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from files.extract import read as read_document
from indexer.interpret import decisions, interpret
from indexer.interpret.decisions import details, sentences
from indexer.interpret.decisions.clues import CLUES, Said, clues
from kb.settings import load
from tests.judgements.chains import SHARED
from tests.judgements.claims.annotations import is_guarded, read, same_words

_WEIGHTS: Final = Path(decisions.__file__).parent / "weights.json"
_NAMES: Final = ("promises_groups", "promises_others")
_ROUNDS: Final = 8
# How strongly weights are held near 0: a clue that few sentences give is not believed much.
_HELD: Final = 3.0
# What grammar says before any example: a clue's weight is held near this.
_BEFORE: Final = {
    **dict.fromkeys(("imperative", "promised", "to be done first", "given", "I do", "task of"), 2.0),
    **dict.fromkeys(("by", "responsibility", "next meeting", "actions", "verbless to somebody with a deadline"), 1.0),
    "a meeting is held": -3.0,
    "policy": -2.0,
    "habit": -1.0,
    **dict.fromkeys(("question", "talk", "past", "maybe", "can", "ought"), -0.7),
}
# What an example counts: an arguable one is a quarter of a promise to learn from, and never judged by.
_SHARE: Final = {True: 1.0, None: 0.25, False: 1.0}


@dataclass(frozen=True, slots=True)
class Example:
    """A weighed sentence of an annotated meeting; `is_promise` is None where it is arguable."""

    file: str
    text: str
    clues: tuple[str, ...]
    is_promise: bool | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints precision and recall at several likelihoods, and the weights; `--write` keeps these."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--list", action="store_true", help="the sentences that are judged worst")
    options = parser.parse_args(arguments)
    examples = list(gather(options.shared))
    judged = list(_judged(examples))
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        right = sum(bool(e.is_promise) for p, e in judged if p >= least)
        shown, true = sum(p >= least for p, _ in judged), sum(bool(e.is_promise) for _, e in judged)
        print(f"{least}: precision {right / max(shown, 1):.2f}, recall {right / true:.2f} ({right} of {shown} and {true})")
    if options.list:
        for p, e in sorted(judged, key=lambda pair: -abs(pair[0] - bool(pair[1].is_promise)))[:60]:
            print(f"{p:.2f} {'+' if e.is_promise else '-'} {e.text[:150]} | {', '.join(e.clues)}")
    weights = learn(examples)
    for name, weight in sorted(weights.items(), key=lambda pair: pair[1]):
        print(f"{weight:+.2f} {name}")
    if options.write:
        kept = {name: round(weight, 3) for name, weight in weights.items() if abs(weight) >= 0.02}
        _WEIGHTS.write_text(json.dumps({"weights": kept}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _judged(examples: Sequence[Example]) -> Iterator[tuple[float, Example]]:
    """Each example that is not arguable with its likelihood by weights learnt from the other files."""
    for file in sorted({example.file for example in examples}):
        weights = learn(example for example in examples if example.file != file)
        for example in examples:
            if example.file == file and example.is_promise is not None:
                yield likelihood(weights, example), example


def gather(shared: Path) -> Iterator[Example]:
    """Every sentence of the annotated files that are not kept for judging, as the interpreter weighs it."""
    settings = load(corpus=shared / "real")
    for name in _NAMES:
        entries = [entry for entry in read(name, shared) if not is_guarded(entry["file"])]
        for file in sorted({entry["file"] for entry in entries}):
            own = [entry for entry in entries if entry["file"] == file]
            seen: dict[tuple[str, str], Said] = {}

            def recorded(sentence: str, setting: Any, place: Any, kept: dict[tuple[str, str], Said] = seen) -> Said:
                one = _weigh(sentence, setting, place)
                kept[str(setting.date), sentence] = one
                return one

            with patch.object(details, "weigh", recorded), patch.object(sentences, "weigh", recorded):
                interpret(read_document(shared / "real" / file, file, settings), settings)
            days = {entry["meeting_date"] for entry in own}
            for (day, text), one in seen.items():
                if day in days or len(days) == 1:
                    yield Example(
                        file, text, clues(one), _verdict(text, [e for e in own if e["meeting_date"] == day or len(days) == 1])
                    )


_weigh = details.weigh


def _verdict(text: str, entries: Sequence[dict[str, Any]]) -> bool | None:
    same = [entry for entry in entries if same_words(text, entry["quote"])]
    return True if any(entry["clear"] for entry in same) else None if same else False


def learn(examples: Iterable[Example]) -> dict[str, float]:
    """What each clue weighs, "always" first: Newton's method on the penalised likelihood."""
    names = ["always", *CLUES]
    places = {name: index for index, name in enumerate(names)}
    rows = [([0, *(places[name] for name in e.clues)], e.is_promise is not False, _SHARE[e.is_promise]) for e in examples]
    weights = [0.0] * len(names)
    for _ in range(_ROUNDS):
        slopes = [
            (weight - _BEFORE.get(name, 0.0)) * _HELD if name != "always" else 0.0
            for name, weight in zip(names, weights, strict=True)
        ]
        bends = [[0.0] * len(names) for _ in names]
        for index in range(len(names)):
            bends[index][index] = _HELD if index else 1e-6
        for row, wanted, share in rows:
            likely = _squash(sum(weights[index] for index in row))
            for index in row:
                slopes[index] += share * (likely - wanted)
                for other in row:
                    bends[index][other] += share * likely * (1 - likely)
        steps = _solve(bends, slopes)
        weights = [weight - step for weight, step in zip(weights, steps, strict=True)]
    return dict(zip(names, weights, strict=True))


def _solve(matrix: list[list[float]], wanted: list[float]) -> list[float]:
    """The vector that a symmetric positive matrix takes to the wanted one, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, wanted, strict=True)]
    for at, row in enumerate(rows):
        for below in rows[at + 1 :]:
            if share := below[at] / row[at]:
                for index in range(at, len(below)):
                    below[index] -= share * row[index]
    found = [0.0] * len(rows)
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        found[at] = (row[-1] - sum(row[index] * found[index] for index in range(at + 1, len(rows)))) / row[at]
    return found


def likelihood(weights: dict[str, float], example: Example) -> float:
    """How likely an example is a promise by these weights."""
    return _squash(weights["always"] + sum(weights[name] for name in example.clues))


def _squash(total: float) -> float:
    return 1 / (1 + math.exp(-total))


if __name__ == "__main__":
    sys.exit(main())
