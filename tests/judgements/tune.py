"""Tries other weights against judgement files: `python -m tests.judgements.tune FILE:CORPUS:DATA … [--weights NAME …]`.

One weight after another is moved a step up and down as long as that answers more questions, first at the first place and then
at the fifth. It prints what it would change; a person decides, and writes the value into `kb.search.weights`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from pathlib import Path

from kb.library import Library
from kb.search.weights import Weights
from kb.settings import load
from tests.judgements.judge import Judgement, judge

STEPS = (0.5, 0.7, 1.4, 2.0)
_LEFT_ALONE = frozenset(("kinds", "few"))


class Bench:
    """Judgement files with their libraries."""

    def __init__(self, places: Iterable[str]) -> None:
        self._libraries: list[tuple[list[Judgement], Library]] = []
        for place in places:
            judgements, corpus, data = map(Path, place.split(":"))
            told = json.loads(judgements.read_text(encoding="utf-8"))
            self._libraries.append((told, Library.open(load(corpus, data))))

    def worth(self, weights: Weights) -> tuple[float, float]:
        """Answers at the first place (an impossible question that finds nothing is one), and reciprocal ranks together."""
        first = reciprocal = 0.0
        for judgements, library in self._libraries:
            search = library._search
            search.weights = weights
            search._answers.clear()
            for _, place, good, _, _ in judge(judgements, library):
                first += good
                reciprocal += 1 / place if place else 0.0
        return first, round(reciprocal, 3)


def tune(bench: Bench, names: Sequence[str], start: Weights) -> Weights:
    """The best weights that single steps lead to."""
    best, worth = start, bench.worth(start)
    print(f"{worth[0]:.0f} right, {worth[1]:.2f} by reciprocal rank")
    for name in names:
        for step in STEPS:
            other = replace(best, **{name: getattr(best, name) * step})
            found = bench.worth(other)
            if found > worth:
                best, worth = other, found
                print(f"{name} = {getattr(best, name):.3g}: {worth[0]:.0f} right, {worth[1]:.2f}")
    return best


def main() -> None:
    """Prints the weights that would be better."""
    every = [field.name for field in fields(Weights) if field.name not in _LEFT_ALONE]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="+", metavar="FILE:CORPUS:DATA")
    parser.add_argument("--weights", nargs="*", default=every, choices=every, metavar="NAME")
    chosen = parser.parse_args()
    tuned = tune(Bench(chosen.places), chosen.weights, Weights())
    for name in every:
        if getattr(tuned, name) != getattr(Weights(), name):
            print(f"{name}: {getattr(Weights(), name)} → {getattr(tuned, name):.3g}")


if __name__ == "__main__":
    main()
