"""How well the secretary's desk brings back what was decided before: items of real later agendas, judged by reading the minutes.

    python -m tests.judgements.agenda [--list] [--shared FOLDER]

`agenda.json` holds for each item the later file and its meeting's date, the item's title and the earlier outcomes that a reader
would want to see, all words as references (`tests.golden.references`). They were written down before the program was run.
An item is answered when one of its outcomes is among the first five. *Quote*: the words shown hold the outcome's words, or most
of them. *Item*: they come from the same item of the same meeting. A hard item is one whose matter was renamed or hidden in
another item. The items are halved by their names: weights were chosen on half 0 alone.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.build import build
from kb.agenda import matching
from kb.agenda.desk import DEEP, FIRST
from kb.agenda.matching import Asked, Matcher, Prior, with_latest
from kb.library import Library
from kb.settings import load
from tests.golden.references import ReferenceBroken, read_source, restore

JUDGEMENTS = Path(__file__).with_suffix(".json")


@dataclass(frozen=True, slots=True)
class Case:
    """One item of a later agenda, and the earlier outcomes that answer it as (date, item, quote)."""

    id: str
    date: datetime.date
    title: str
    hard: bool
    prior: tuple[tuple[datetime.date, str, str], ...]

    @property
    def half(self) -> int:
        """0 or 1, by the name."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the desk answered to a case: the places, from 0, of the first right answer by quote and by item."""

    case: Case
    priors: tuple[Prior, ...]
    quote: int | None
    item: int | None


def read_cases(shared: Path) -> Iterator[Case]:
    """The cases with their words put back. Raises ReferenceBroken where a file is another than the one judged."""
    kept = json.loads(JUDGEMENTS.read_text(encoding="utf-8"))
    sources = {}
    for name, digest in kept["files"].items():
        path = shared / "real" / name
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise ReferenceBroken(f"{path} is not the file that was judged (sha256 {digest[:12]}…)")
        sources[name] = read_source(path)
    for case in kept["items"]:
        prior = tuple(
            (datetime.date.fromisoformat(one["date"]), one["item"], restore(one["quote"], sources[one["file"]]))
            for one in case["prior"]
        )
        day = datetime.date.fromisoformat(case["date"])
        yield Case(case["id"], day, restore(case["title"], sources[case["file"]]), case["hard"], prior)


def answer(matcher: Matcher, cases: Iterable[Case]) -> Iterator[Outcome]:
    """Each case as the desk answers it, from the item's title alone."""
    for case in cases:
        priors = with_latest(matcher.find(Asked(case.title), case.date, limit=DEEP), FIRST)
        yield Outcome(case, priors, _place(priors, case, _has_quote), _place(priors, case, _is_of_item))


def _place(priors: Sequence[Prior], case: Case, fits: Any) -> int | None:
    return next((place for place, prior in enumerate(priors) if any(fits(prior, *one) for one in case.prior)), None)


def _has_quote(prior: Prior, day: datetime.date, item: str, quote: str) -> bool:
    handling = prior.handling
    if handling.date != day:
        return False
    shown = f"{handling.text} {handling.decision.content or '' if handling.decision else ''}"
    if _letters(quote) in _letters(shown) or (len(_letters(handling.text)) > 15 and _letters(handling.text) in _letters(quote)):
        return True
    wanted = set(re.findall(r"\w+", quote.lower()))
    return len(wanted & set(re.findall(r"\w+", shown.lower()))) >= 0.6 * len(wanted)


def _is_of_item(prior: Prior, day: datetime.date, item: str, quote: str) -> bool:
    return prior.handling.date == day and prior.handling.item.number == item


def _letters(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad]+", "", unicodedata.normalize("NFC", text)).lower()


def library_over(folder: Path, data: Path) -> Library:
    """A folder of minutes as a library, indexed into `data`."""
    settings = load(folder, data, environ={})
    build(settings)
    return Library.open(settings)


def shares(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The shares of items answered among the first five, and first, by quote and by item."""
    total = max(1, len(outcomes))
    return {
        "quote, first five": sum(one.quote is not None for one in outcomes) / total,
        "quote, first": sum(one.quote == 0 for one in outcomes) / total,
        "item, first five": sum(one.item is not None for one in outcomes) / total,
        "item, first": sum(one.item == 0 for one in outcomes) / total,
    }


def groups(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes as they are reported: all, the hard ones, the rest, and each half."""
    return {
        "all": list(outcomes),
        "hard": [one for one in outcomes if one.case.hard],
        "easy": [one for one in outcomes if not one.case.hard],
        "half 0": [one for one in outcomes if one.case.half == 0],
        "half 1": [one for one in outcomes if one.case.half == 1],
        "hard, half 0": [one for one in outcomes if one.case.hard and one.case.half == 0],
        "hard, half 1": [one for one in outcomes if one.case.hard and one.case.half == 1],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    parser.add_argument("--list", action="store_true", help="name the items whose outcome did not come first")
    options = parser.parse_args(arguments)
    if not options.shared.is_dir():
        print(f"real materials are not here: {options.shared} (--shared)", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as data:
        library = library_over(options.shared / "real" / "koha", Path(data))
        matcher = matching.matcher_of(library)
        library.close()
    outcomes = list(answer(matcher, read_cases(options.shared)))
    print(f"{'':14}{'n':>4}  quote: first five, first   item: first five, first")
    for name, group in groups(outcomes).items():
        found = list(shares(group).values())
        print(f"{name:14}{len(group):>4}  {found[0]:>17.2f} {found[1]:>6.2f}   {found[2]:>16.2f} {found[3]:>6.2f}")
    late = [p.handling.id for one in outcomes for p in one.priors if p.handling.date >= one.case.date]
    print(f"dated on or after the meeting: {len(late)}")
    if options.list:
        for one in outcomes:
            if one.quote != 0:
                shown = ", ".join(prior.handling.id for prior in one.priors)
                print(f"{one.case.id} {'hard ' if one.case.hard else ''}{one.case.date} at {one.quote}: {shown}")
    return int(bool(late) or shares(outcomes)["quote, first five"] < 0.9 or shares(outcomes)["quote, first"] < 0.7)


if __name__ == "__main__":
    sys.exit(main())
