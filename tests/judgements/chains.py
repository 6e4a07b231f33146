"""How well links between meetings are proposed: real consecutive minutes, judged by reading.

    python -m tests.judgements.chains [--list] [--shared FOLDER]

`chains.json` holds no words of the minutes, only places: date and number of an item, and a hash of its title that tells whether
it still is that item. `read` are links that a reader found before the program was run: how many of them are proposed is the
recall. `judged` are proposed links that were then read one by one, each with a verdict and a reason: the precision. `sample`
marks the forty of them that a seeded draw chose before their verdicts were written. A proposal nobody has judged is counted
apart. A link that was found by reading counts as right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from files.extract import read
from indexer.assemble import Assembly, assemble
from indexer.discover import discover
from indexer.interpret import interpret
from kb.settings import load

# Relations of a matter that goes on; *fulfils* and *refers* tell of a promise.
PROPOSED = ("replaces", "amends", "returns", "follows")
JUDGEMENTS = Path(__file__).with_suffix(".json")
SHARED = Path(os.environ.get("KB_SHARED", Path(__file__).resolve().parents[3] / "shared"))

End = tuple[str, str]
Pair = tuple[End, End]


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: links read and proposed, proposals judged right and wrong, those in the sample, and unjudged ones."""

    read: tuple[str, ...]
    missed: tuple[str, ...]
    right: tuple[Pair, ...]
    wrong: tuple[Pair, ...]
    sampled: tuple[bool, ...]
    unjudged: tuple[Pair, ...]
    moved: tuple[str, ...]

    @property
    def recall(self) -> float:
        """Of the links found by reading, how many are proposed."""
        return 1 - len(self.missed) / len(self.read)

    @property
    def precision(self) -> float:
        """Of the proposals that were judged, how many are right."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))


def title_hash(title: str) -> str:
    """Tells an item's title by its letters, whatever its spaces and marks."""
    letters = "".join(re.findall(r"\w", unicodedata.normalize("NFC", title).lower()))
    return hashlib.sha256(letters.encode()).hexdigest()[:10]


def gather(corpus: Path) -> Assembly:
    """Everything in a folder, read and put together."""
    settings = load(corpus)
    sources = []
    for file in discover(settings).files:
        document = read(file.absolute, file.path, settings)
        sources.append((file, document, interpret(document, settings)))
    return assemble(sources, settings)


def evaluate(shared: Path) -> Report:
    """Proposes links anew and holds them against the judgements."""
    kept = json.loads(JUDGEMENTS.read_text(encoding="utf-8"))
    assembly = gather(shared / kept["corpus"])
    items = {item.id: (meeting, item) for meeting in assembly.meetings for item in meeting.items}
    titles = {
        (meeting.date.isoformat(), item.number): title_hash(item.title) for meeting, item in items.values() if meeting.date
    }
    proposed = {(_end(items[link.later]), _end(items[link.earlier])) for link in assembly.links if link.relation in PROPOSED}
    verdicts = {(_place(entry["later"]), _place(entry["earlier"])): entry for entry in kept["judged"]}
    found = [(entry["id"], (_place(entry["later"]), _place(entry["earlier"]))) for entry in kept["read"]]
    read_pairs = {pair for _, pair in found}
    judged = [pair for pair in sorted(proposed) if pair in verdicts or pair in read_pairs]
    is_right = {pair: pair in read_pairs or bool(verdicts[pair]["right"]) for pair in judged}
    return Report(
        read=tuple(id for id, _ in found),
        missed=tuple(id for id, pair in found if pair not in proposed),
        right=tuple(pair for pair in judged if is_right[pair]),
        wrong=tuple(pair for pair in judged if not is_right[pair]),
        sampled=tuple(is_right[pair] for pair in judged if verdicts.get(pair, {}).get("sample")),
        unjudged=tuple(sorted(proposed - set(judged))),
        moved=tuple(_moved(titles, (*kept["read"], *kept["judged"]))),
    )


def _place(end: Sequence[str]) -> End:
    return end[0], end[1]


def _end(found: tuple[Any, Any]) -> End:
    meeting, item = found
    return meeting.date.isoformat(), item.number


def _moved(titles: dict[End, str], entries: Iterable[dict[str, Any]]) -> set[str]:
    """Places at which another item stands than the one judged."""
    ends = (end for entry in entries for end in (entry["later"], entry["earlier"]))
    return {f"{end[0]}/{end[1]}" for end in ends if titles.get(_place(end)) not in (end[2], None)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; 0 also where the materials are absent, which it says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--list", action="store_true", help="the links missed, wrong and unjudged")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of real minutes")
    options = parser.parse_args(arguments)
    if not options.shared.is_dir():
        print(f"real materials are not here: {options.shared} (set KB_SHARED)")
        return 0
    report = evaluate(options.shared)
    print(f"recall     {report.recall:.3f}  ({len(report.read) - len(report.missed)} of {len(report.read)} found by reading)")
    print(
        f"precision  {report.precision:.3f}  ({len(report.right)} of {len(report.right) + len(report.wrong)} judged proposals)"
    )
    print(f"sample     {sum(report.sampled)} right of {len(report.sampled)} drawn by a seed")
    print(f"unjudged   {len(report.unjudged)} proposals")
    if report.moved:
        print("other items now stand at:", ", ".join(sorted(report.moved)))
    if options.list:
        print("missed:", *report.missed)
        for name in ("wrong", "unjudged"):
            for later, earlier in getattr(report, name):
                print(f"{name}: {'/'.join(later)} <- {'/'.join(earlier)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
