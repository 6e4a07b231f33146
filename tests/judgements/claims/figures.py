"""What is measured of one kind of claim, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`right` of `shown` claims were true (precision); `found` of `wanted` annotated ones were claimed (recall).

    A part that was not measured is 0 of 0. `wrong` and `missed` say which, for those who mend rules; guarded ones are not named.
    `bar` is what the product promises, as it is printed.
    """

    claim: str
    right: int = 0
    shown: int = 0
    found: int = 0
    wanted: int = 0
    bar: str = ""
    wrong: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def precision(self) -> float | None:
        """The share of what is claimed that is right; None when nothing was judged."""
        return self.right / self.shown if self.shown else None

    @property
    def recall(self) -> float | None:
        """The share of what is true that is claimed; None when nothing was annotated."""
        return self.found / self.wanted if self.wanted else None


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = ["| Claim | Right of what is claimed | Claimed of what is true | Bar |", "| --- | --- | --- | --- |"]
    for figure in figures:
        precision = _share(figure.precision, figure.right, figure.shown)
        rows.append(f"| {figure.claim} | {precision} | {_share(figure.recall, figure.found, figure.wanted)} | {figure.bar} |")
    return "\n".join(rows)


def _share(share: float | None, part: int, whole: int) -> str:
    return "–" if share is None else f"{share:.2f} ({part} of {whole})"
