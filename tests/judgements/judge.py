"""How well search answers: `python -m tests.judgements.judge [--quiet] [--keep FOLDER] [--try NAME=VALUE …]`.

Indexes the demo corpus and the real minutes (left out with a word where they are absent) into a temporary folder, asks the
queries of `demo.json`, `search.json` and `later.json`, and prints success at 1 and at 5 by kind of query, and every failure.
`search.json` was written from the material before the search was first tried on it. `later.json`, written likewise without a look
at the search, came after it: many of its queries say the matter in other words than the minutes do.

A judgement is {"id", "query", "kind", "expect": [{"file", "date", "item", "slide", "contains", "also_item"}]}: what must be found,
any of them; an empty "expect" means that nothing may be. `file` may be a list: the same minutes in several formats; where it is
missing, any file will do. Words of real minutes are kept as references (`tests.golden.references`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kb.library import Hit, Library
from kb.search.weights import Weights
from kb.settings import load
from kb.slugs import item_slug
from tests.golden.references import ReferenceBroken, SourceText, read_source, restore

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KB_SHARED", ROOT.parent / "shared"))

# The judgement files over the real minutes, in the order in which they were written.
FIRST, LATER = "search.json", "later.json"

Judgement = dict[str, Any]
Judged = tuple[Judgement, int | None, bool, float, tuple[Hit, ...]]


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


def judge(judgements: Iterable[Judgement], library: Library) -> Iterator[Judged]:
    """Each judgement with the rank of the first right hit, whether it is a success at 1, its milliseconds and the hits."""
    for judgement in judgements:
        began = time.perf_counter()
        results = library.search(judgement["query"], limit=10)
        took = (time.perf_counter() - began) * 1000
        place = rank(judgement, results.hits, library)
        good = place == 1 if judgement["expect"] else results.total == 0
        yield judgement, place, good, took, results.hits


def read_demo() -> list[Judgement]:
    """The queries over the demo corpus."""
    told: list[Judgement] = json.loads(Path(__file__).with_name("demo.json").read_text(encoding="utf-8"))
    return told


def read_real(shared: Path, name: str = FIRST) -> list[Judgement]:
    """The queries over the real minutes, words put back. Raises ReferenceBroken where a file is another than the one judged."""
    told: list[Judgement] = _read_kept(shared, name)["queries"]
    return told


def read_names(shared: Path) -> list[str]:
    """Rare but right names of the real minutes, as they are written there. Raises ReferenceBroken likewise."""
    names: list[str] = _read_kept(shared, FIRST)["names"]
    return names


def _read_kept(shared: Path, name: str) -> Any:
    kept = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    sources: dict[str, SourceText] = {}
    for file, digest in kept["files"].items():
        path = shared / "real" / file
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise ReferenceBroken(f"{path} is not the file that was judged (sha256 {digest[:12]}…)")
        sources[file] = read_source(path)
    return {key: _restored(kept[key], sources) for key in ("queries", "names")}


def _restored(value: Any, sources: dict[str, SourceText]) -> Any:
    if isinstance(value, list):
        return [_restored(part, sources) for part in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"in", "words"}:
        return restore(value["words"], sources[value["in"]])
    return {key: _restored(part, sources) for key, part in value.items()}


def index(corpus: Path, data: Path) -> Library:
    """A library over a corpus, indexed into `data` unless it already is."""
    from indexer.build import build

    settings = load(corpus, data, environ={})
    build(settings)
    return Library.open(settings)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; 1 when the real minutes miss the first target or an impossible query finds something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where to keep the indexes for the next time")
    parser.add_argument("--try", dest="tries", nargs="*", default=[], metavar="NAME=VALUE", help="other weights")
    parser.add_argument("--quiet", action="store_true", help="figures only")
    chosen = parser.parse_args(arguments)
    changes: dict[str, Any] = {name: float(value) for name, value in (one.split("=") for one in chosen.tries)}
    good = True
    with tempfile.TemporaryDirectory() as folder:
        data = chosen.keep or Path(folder)
        demo = index(ROOT / "corpus", data / "demo")
        sets = [("demo corpus", demo, read_demo())]
        if chosen.shared.is_dir():
            real = index(chosen.shared / "real", data / "real")
            sets.append(("real minutes", real, read_real(chosen.shared)))
            sets.append(("real minutes, later queries", real, read_real(chosen.shared, LATER)))
        else:
            print(f"real minutes are not here: {chosen.shared} (--shared or KB_SHARED)", file=sys.stderr)
        for name, library, judgements in sets:
            library._search.weights = replace(Weights(), **changes)
            print(f"— {name}")
            found = list(judge(judgements, library))
            _print(found, chosen.quiet)
            first, _ = shares(found)
            good = good and first >= 0.9 and not wrongly_found(found)
    return int(not good)


def shares(found: Sequence[Judged]) -> tuple[float, float]:
    """Success at 1 and at 5 of the queries that have an answer."""
    places = [place for told, place, *_ in found if told["expect"]]
    total = max(1, len(places))
    return sum(place == 1 for place in places) / total, sum(place is not None and place <= 5 for place in places) / total


def wrongly_found(found: Iterable[Judged]) -> list[str]:
    """The impossible queries that found something."""
    return [told["id"] for told, _, good, *_ in found if not told["expect"] and not good]


def _print(found: Sequence[Judged], quiet: bool) -> None:
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
    sys.exit(main())
