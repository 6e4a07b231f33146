"""What was measured as a page of Markdown: ratios and medians first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.builds import Build
from bench.pages import Page
from bench.peers import Peer


@dataclass(frozen=True, slots=True)
class Sized:
    """All that was measured on a corpus of one size."""

    size: int
    builds: Sequence[Build]
    peers: Sequence[Peer]
    index: int
    ready: float
    pages: Sequence[Page]
    own: dict[str, tuple[float, float]]


def growth(points: Iterable[tuple[float, float]]) -> float:
    """The exponent that fits how a cost grows with size, by least squares over logarithms.

    >>> round(growth([(100, 2.0), (1000, 20.0), (10000, 200.0)]), 2)
    1.0
    """
    logs = [(math.log(size), math.log(cost)) for size, cost in points]
    x, y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    slope: float = sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)
    return slope


def render(machine: str, measured: Sequence[Sized]) -> str:
    """The report."""
    parts = [f"# How long it takes\n\n{machine}\n"]
    if len(measured) > 1:
        whole = growth((one.size, one.builds[0].run.seconds) for one in measured)
        parts.append(f"The whole build grows with the number of files to the power {whole:.2f}.\n")
    for one in measured:
        parts += [f"## {one.size} files\n", *_builds(one), *_peers(one), *_pages(one)]
    return "\n".join(parts)


def _builds(one: Sized) -> Iterable[str]:
    whole = one.builds[0]
    beside = next((peer for peer in one.peers if peer.name == "Recoll"), None)
    if beside is not None:
        clock, processor = whole.run.seconds / beside.seconds, whole.run.processor / beside.processor
        yield f"Everything: {clock:.1f} times what Recoll takes by the clock, {processor:.1f} times by the processors.\n"
    yield _table(
        ("build", "s", "found after, s", "processor s", "of the whole", "MB", "stages"),
        (
            (
                build.name,
                f"{build.run.seconds:.2f}",
                "–" if build.found is None else f"{build.found:.2f}",
                f"{build.run.processor:.2f}",
                f"{build.run.seconds / whole.run.seconds:.3f}",
                f"{build.run.megabytes:.0f}",
                ", ".join(f"{name} {took:.2f}" for name, took in build.stages.items()),
            )
            for build in one.builds
        ),
    )
    yield f"{whole.files} files read, {whole.passages} passages, index {one.index / 1e6:.1f} MB.\n"


def _peers(one: Sized) -> Iterable[str]:
    kinds = list(one.own)
    rows = [("Kokousmuisti", f"{one.builds[0].run.seconds:.2f}", f"{one.index / 1e6:.1f}", *_cells(one.own, kinds))]
    rows += [(peer.name, f"{peer.seconds:.2f}", f"{peer.size / 1e6:.1f}", *_cells(peer.queries, kinds)) for peer in one.peers]
    yield "Queries in ms, median / 95th percentile; the others are given lemmatised passages and answer with bare numbers.\n"
    yield _table(("", "index, s", "MB", *kinds), rows)


def _cells(queries: dict[str, tuple[float, float]], kinds: Sequence[str]) -> list[str]:
    return [f"{queries[kind][0]:.2f} / {queries[kind][1]:.2f}" if kind in queries else "–" for kind in kinds]


def _pages(one: Sized) -> Iterable[str]:
    if not one.pages:
        return
    yield f"The server answers {one.ready:.2f} s after its start. Pages in ms, median / 95th percentile.\n"
    yield _table(
        ("page", "first time", "again", "eight at once", "kB"),
        (
            (
                page.kind,
                *(f"{middle:.1f} / {late:.1f}" for middle, late in (page.cold, page.warm, page.at_once)),
                f"{page.bytes / 1000:.0f}",
            )
            for page in one.pages
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
