"""Rows of tables, the same for every format: a cell is the blocks that stand in it, a row becomes one or more blocks.

A cell may hold several lines. In a table of labels ("Läsnä" | five names, each on its line), and where cells have
equally many lines, each line becomes a row of its own; elsewhere a cell's lines are joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from files.extract.text import Piece, fold
from kb.document import Block

Cell = Sequence[Block]


def row_blocks(cells: Sequence[Cell], *, header: bool = False, shape: str | None = None) -> list[Block]:
    """The blocks of one row. A row of one cell is no row: its blocks stand as they are."""
    cells = [[block for block in cell if block.text] for cell in cells]
    if not any(cells):
        return []
    if len(cells) == 1:
        return list(cells[0])
    if header or not _is_stack(cells):
        return [_row([_joined(cell) for cell in cells], header, shape)]
    return [_line([list(cell[index : index + 1]) for cell in cells], shape) for index in range(max(map(len, cells)))]


def _is_stack(cells: Sequence[Cell]) -> bool:
    """Whether each line of the cells is a row: some have several, in a table of labels or equally many."""
    several = [len(cell) for cell in cells if len(cell) > 1]
    return bool(several) and (len(cells) == 2 or (len(several) > 1 and len(set(several)) == 1))


def _line(cells: Sequence[Cell], shape: str | None) -> Block:
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 and not cells[0]:
        return filled[0][0]
    return _row([_joined(cell) for cell in cells], False, shape)


def _joined(cell: Cell) -> list[Piece]:
    return [piece for block in cell for piece in (*pieces_of(block), Piece(" "))]


def _row(cells: Sequence[Sequence[Piece]], header: bool, shape: str | None) -> Block:
    texts: list[str] = []
    bold: list[tuple[int, int]] = []
    links: list[tuple[int, int, str]] = []
    at = 0
    for pieces in cells:
        folded = fold(pieces)
        bold += [(start + at, end + at) for start, end in folded.bold]
        links += [(start + at, end + at, address) for start, end, address in folded.links]
        texts.append(folded.text)
        at += len(folded.text) + 3
    return Block(
        "table_row", " | ".join(texts), bold=tuple(bold), links=tuple(links), cells=tuple(texts), header=header, shape=shape
    )


def pieces_of(block: Block) -> Iterator[Piece]:
    """A block taken apart again at the edges of bold and links."""
    edges = sorted({0, len(block.text), *(e for r in block.bold for e in r), *(e for link in block.links for e in link[:2])})
    for start, end in pairwise(edges):
        bold = any(s <= start and end <= e for s, e in block.bold)
        link = next((address for s, e, address in block.links if s <= start and end <= e), None)
        yield Piece(block.text[start:end], bold, link)
