"""A document as values: what it says in paragraphs and tables, before it is written as Word or PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Style = Literal["heading 1", "heading 2", "heading 3", "text", "quote", "facts", "bullet", "bullet 2", "bullet 3", "number"]
Weight = Literal["", "bold", "light", "italic"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words; with an `address` they lead there. "light" is what is not bold in a heading."""

    text: str
    address: str = ""
    weight: Weight = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or entry of a list. `counted` headings are numbered by Word itself; `new_page` begins a page."""

    style: Style
    runs: tuple[Run, ...]
    counted: bool = False
    new_page: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a row of headings. `widths` are the columns' shares of the page; even where it is empty."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Run, ...], ...]
    widths: tuple[int, ...] = ()


Part = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: `name` is its file's name without ending, `heads` the lines below the title, `language` that of its words."""

    name: str
    title: str
    parts: tuple[Part, ...]
    heads: tuple[str, ...] = ()
    language: str = "fi"
    author: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything it says, a paragraph or a cell of a table a line."""
        told = [self.title, *self.heads]
        for part in self.parts:
            if isinstance(part, Paragraph):
                told.append(part.text)
            else:
                told += [*part.headings, *(cell.text for row in part.rows for cell in row)]
        return tuple(told)


def heading(level: Literal[1, 2, 3], *runs: Run | str) -> Paragraph:
    """A heading of a level."""
    return Paragraph(f"heading {level}", _runs(runs))  # type: ignore[arg-type]


def text(*runs: Run | str, style: Style = "text") -> Paragraph:
    """A paragraph of words and runs.

    >>> text("Lue ", Run("lisää", "https://muisti.example.fi/")).text
    'Lue lisää'
    """
    return Paragraph(style, _runs(runs))


def section(level: Literal[1, 2, 3], title: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Parts under a heading; nothing where there are none.

    >>> section(1, "Liitteet", ())
    ()
    """
    return (heading(level, title), *parts) if parts else ()


def grid(headings: Iterable[str], rows: Iterable[Iterable[Run | str]], widths: tuple[int, ...] = ()) -> tuple[Part, ...]:
    """A table, or nothing where it has no rows."""
    made = tuple(_runs(row) for row in rows)
    return (Grid(tuple(headings), made, widths),) if made else ()


def _runs(parts: Iterable[Run | str]) -> tuple[Run, ...]:
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts)
