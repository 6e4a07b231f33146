"""A document's blocks as what a page shows: headings, paragraphs, nested lists, tables and notes, with marks where they stand.

Everything here escapes the document's own words; nothing of a file is ever HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from markupsafe import Markup, escape

from kb.document import Block, Section
from web.formats import shy_cell

NodeKind = Literal["heading", "paragraph", "list", "table", "note", "caption", "footnote"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to mark: characters of the section's text, the class to mark with, and an id to go to."""

    start: int
    end: int
    name: str = ""
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A list item (`depth` 0 the outermost) or a table row (its cells)."""

    cells: tuple[Markup, ...]
    depth: int = 0
    header: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One thing on the page: `html` (escaped) of a single block, or the `rows` of a list or table. `level` is a heading's."""

    kind: NodeKind
    html: str = ""
    rows: tuple[Row, ...] = ()
    level: int = 2
    shape: str | None = None
    ocr: bool = False


def nodes(section: Section, marks: Iterable[Mark] = (), top: int = 2) -> tuple[Node, ...]:
    """The section's blocks as nodes. The highest heading is given level `top`."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    levels = sorted({block.level or 1 for block in section.blocks if block.kind == "heading"})
    made: list[Node] = []
    offset = 0
    for block in section.blocks:
        html = inline(block, 0, len(block.text), offset, ordered)
        if block.kind == "list_item":
            _extend(made, "list", Row((html,), block.level or 0), block)
        elif block.kind == "table_row":
            _extend(made, "table", Row(_cells(block, offset, ordered), header=block.header), block)
        elif block.kind == "heading":
            level = min(6, top + levels.index(block.level or 1))
            made.append(Node("heading", html, level=level, shape=block.shape, ocr=block.ocr))
        else:
            made.append(Node(block.kind, html, shape=block.shape, ocr=block.ocr))
        offset += len(block.text) + 1
    return tuple(_headed(node) for node in made if node.html or node.rows)


def _headed(node: Node) -> Node:
    """A table whose upper left cell is empty has its headings in its first row, marked so or not (charts are such)."""
    if node.kind != "table" or len(node.rows) < 2 or node.rows[0].header or node.rows[0].cells[0].strip():
        return node
    top = node.rows[0]
    return replace(node, rows=(replace(top, header=True), *node.rows[1:]))


def _extend(made: list[Node], kind: Literal["list", "table"], row: Row, block: Block) -> None:
    before = made[-1] if made else None
    starts_anew = kind == "table" and row.header and before is not None and any(not r.header for r in before.rows)
    if before is not None and before.kind == kind and before.shape == block.shape and not starts_anew:
        made[-1] = Node(kind, rows=(*before.rows, row), shape=before.shape, ocr=before.ocr)
    else:
        made.append(Node(kind, rows=(row,), shape=block.shape, ocr=block.ocr))


def _cells(block: Block, offset: int, marks: Sequence[Mark]) -> tuple[Markup, ...]:
    cells = block.cells or (block.text,)
    if " | ".join(cells) != block.text:
        return tuple(escape(cell) for cell in cells)
    made, here = [], 0
    for cell in cells:
        made.append(inline(block, here, here + len(cell), offset, marks))
        here += len(cell) + 3
    return tuple(made)


def inline(block: Block, start: int, end: int, offset: int, marks: Sequence[Mark]) -> Markup:
    """Characters `start:end` of a block as HTML, with its bold runs, its links and the marks that touch it.

    `offset` is where the block begins in its section, which is what marks count in.
    """
    local = [
        (max(start, mark.start - offset), min(end, mark.end - offset), mark)
        for mark in marks
        if mark.start - offset < end and mark.end - offset > start
    ]
    cuts = sorted(
        {start, end}
        | {place for low, high, _mark in local for place in (low, high)}
        | {min(max(place, start), end) for low, high in block.bold for place in (low, high)}
        | {min(max(place, start), end) for low, high, _url in block.links for place in (low, high)}
    )
    html = Markup("")
    for low, high in pairwise(cuts):
        html += _run(block, low, high, local, offset)
    return html


def _linked(block: Block, low: int, high: int) -> Markup:
    """A run's text, bold and as a link where it is one that leads to a page or a mailbox."""
    text = block.text[low:high]
    html = escape(shy_cell(text) if block.kind == "table_row" else text)
    if any(b_low <= low and high <= b_high for b_low, b_high in block.bold):
        html = Markup("<strong>{}</strong>").format(html)
    link = next((url for l_low, l_high, url in block.links if l_low <= low and high <= l_high), None)
    if link is not None and link.lower().startswith(("https://", "http://", "mailto:")):
        html = Markup('<a href="{}" rel="noreferrer noopener nofollow">{}</a>').format(link, html)
    return html


def _run(block: Block, low: int, high: int, local: list[tuple[int, int, Mark]], offset: int) -> Markup:
    html = _linked(block, low, high)
    over = [mark for m_low, m_high, mark in local if m_low <= low and high <= m_high]
    for mark in reversed(over):
        # The id stands on the first run only: an id may occur once.
        begins = mark.id is not None and low == mark.start - offset
        anchor = Markup(' id="{}"').format(mark.id) if begins else Markup("")
        html = Markup('<mark class="at {}"{}>{}</mark>').format(mark.name, anchor, html)
    return html
