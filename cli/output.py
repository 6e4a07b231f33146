"""Printing: JSON alone, or lines that a person reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

import click

from kb.model import Decision, Problem, as_json
from kb.results import State
from kb.shapes import stated

_SEVERITIES = {"error": "VIRHE", "warning": "Huomautus", "note": "Tieto"}


def print_json(value: object, state_of: Callable[[Decision], State | None] | None = None) -> None:
    """One JSON value on standard output, UTF-8 whatever the terminal's locale. With `state_of` each decision in it says where
    it stands."""
    shape = as_json(value) if state_of is None else stated(value, state_of)
    click.echo(json.dumps(shape, ensure_ascii=False, indent=2).encode("utf-8", "replace"))


def print_rows(rows: Iterable[Sequence[str | None]], empty: str = "Ei mitään.") -> None:
    """Rows as columns as wide as their widest cell, the last one free. `empty` is said when there are none."""
    table = [[cell or "–" for cell in row] for row in rows]
    if not table:
        click.echo(empty, err=True)
        return
    widths = [min(60, max(len(row[column]) for row in table)) for column in range(len(table[0]) - 1)]
    for row in table:
        cells = [cell[:width].ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join((*cells, row[-1])).rstrip())


def print_problem(problem: Problem) -> None:
    """A problem on one line: how grave, which file, what happened, what to do."""
    place = f" ({problem.where})" if problem.where else ""
    text = f"{_SEVERITIES[problem.severity]}: {problem.file or '–'}{place}: {problem.message()} {problem.hint()}"
    click.echo(printable(text.rstrip()))


def printable(text: str) -> str:
    """A text whose file names may hold what no terminal should be sent: control characters and halves of characters are shown.

    >>> printable("muis\\x1b[2Jtio.md")
    'muis\\\\x1b[2Jtio.md'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def clip(text: str, length: int = 100) -> str:
    """A text on one line, cut at a word with an ellipsis.

    >>> clip("Sovittiin, että asia  jatkuu", 20)
    'Sovittiin, että…'
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[: max(1, text.rfind(" ", 0, length))].rstrip() + "…"
