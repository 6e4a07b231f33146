"""Measures search against a judgement file: `python -m tests.judgements.judge FILE --data DIR [--kinds] [--try name=value …]`.

A judgement is {"id", "query", "kind", "expect": [{"file", "date", "item", "slide", "contains", "also_item"}]}: what must be found,
any of them; an empty "expect" means that nothing may be. `file` may be a list: the same minutes in several formats. Prints
success at 1 and at 5 by kind of query, and every failure with what was found instead.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kb.library import Hit, Library
from kb.settings import load
from kb.slugs import item_slug
from kb.weights import Weights

Judgement = dict[str, Any]


def rank(judgement: Judgement, hits: Iterable[Hit], library: Library) -> int | None:
    """The place from 1 of the first hit that answers, or None."""
    for place, hit in enumerate(hits, start=1):
        if any(_answers(hit, expected, library) for expected in judgement["expect"]):
            return place
    return None


def _answers(hit: Hit, expected: dict[str, Any], library: Library) -> bool:
    wanted = expected.get("file")
    files = set(wanted) if isinstance(wanted, list) else {wanted}
    return any(
        _is_at(one, expected, library) and (wanted is None or _document(one, library) & files) for one in (hit, *hit.more[:3])
    )


def _is_at(hit: Hit, expected: dict[str, Any], library: Library) -> bool:
    if expected.get("date") and hit.date is not None and hit.date.isoformat() != expected["date"]:
        return False
    if expected.get("slide") is not None:
        return hit.where is not None and hit.where.page == expected["slide"]
    if expected.get("item") is not None:
        wanted = {item_slug(number) for number in (expected["item"], *expected.get("also_item", ()))}
        return hit.item is not None and item_slug(hit.item) in wanted
    return True


def _document(hit: Hit, library: Library) -> set[str]:
    found = {hit.where.document} if hit.where else set()
    if hit.kind not in ("slide", "attachment") and hit.meeting:
        found |= set(library.meeting(hit.meeting).documents)
    return found


def judge(
    judgements: Iterable[Judgement], library: Library
) -> Iterator[tuple[Judgement, int | None, bool, float, tuple[Hit, ...]]]:
    """Each judgement with the rank of the first right hit, whether it is a success at 1, its milliseconds and the hits."""
    for judgement in judgements:
        began = time.perf_counter()
        results = library.search(judgement["query"], limit=10)
        took = (time.perf_counter() - began) * 1000
        place = rank(judgement, results.hits, library)
        good = place == 1 if judgement["expect"] else results.total == 0
        yield judgement, place, good, took, results.hits


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judgements", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--try", dest="tries", nargs="*", default=[], metavar="NAME=VALUE", help="other weights")
    parser.add_argument("--quiet", action="store_true", help="figures only")
    chosen = parser.parse_args()
    library = Library.open(load(chosen.corpus, chosen.data))
    changes: dict[str, Any] = {name: float(value) for name, value in (one.split("=") for one in chosen.tries)}
    library._search.weights = replace(Weights(), **changes)
    judgements = json.loads(chosen.judgements.read_text(encoding="utf-8"))
    _print(list(judge(judgements, library)), chosen.quiet)


def _print(found: list[tuple[Judgement, int | None, bool, float, tuple[Hit, ...]]], quiet: bool) -> None:
    kinds: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for judgement, place, good, _, hits in found:
        at_five = (place is not None and place <= 5) if judgement["expect"] else good
        kinds[judgement["kind"]].append((good, at_five))
        if not good and not quiet:
            shown = [f"{hit.kind} {hit.id} {hit.score:.1f}" for hit in hits[:3]]
            print(f"{judgement['id']} {judgement['kind']} {judgement['query']!r}: rank {place}; found {shown}")
            if judgement["expect"]:
                wanted = judgement["expect"][0]
                print(f"      wanted {wanted['date']} {wanted['item']} {wanted['slide']} {wanted.get('contains', '')!r}")
    for kind, successes in sorted(kinds.items()):
        _print_line(kind, successes)
    possible = [pair for kind, pairs in kinds.items() if kind != "impossible" for pair in pairs]
    _print_line("all but impossible", possible)
    times = sorted(took for _, _, _, took, _ in found)
    print(f"ms p50 {times[len(times) // 2]:.1f} p95 {times[int(len(times) * 0.95)]:.1f} worst {times[-1]:.1f}")


def _print_line(name: str, successes: list[tuple[bool, bool]]) -> None:
    count = len(successes)
    first, five = (sum(pair[n] for pair in successes) / count for n in (0, 1))
    print(f"{name:<20} {count:4} success@1 {first:.3f} @5 {five:.3f}")


if __name__ == "__main__":
    main()
