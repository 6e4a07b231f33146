"""Printing: JSON alone, or lines that a person reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import click

from kb.model import as_json


def print_json(value: object) -> None:
    """One JSON value on standard output, UTF-8 whatever the terminal's locale."""
    click.echo(json.dumps(as_json(value), ensure_ascii=False, indent=2).encode("utf-8", "replace"))


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


def clip(text: str, length: int = 100) -> str:
    """A text on one line, cut at a word with an ellipsis.

    >>> clip("Sovittiin, että asia  jatkuu", 20)
    'Sovittiin, että…'
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[: max(1, text.rfind(" ", 0, length))].rstrip() + "…"
