"""Tables with drawn lines on a PDF page: the grid from the drawing, the words into its cells, the cells into rows.

PyMuPDF's own `find_tables` takes some fifty times as long as reading a page's text and misses borders drawn as thin
rectangles; a grid of horizontal and vertical strokes is enough for what word processors and browsers print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, product
from typing import Any, Final

from files.extract.pdf_layout import Measures, Paragraph, Row, paragraphs, rows_of
from files.extract.pdf_lines import Line, PdfWord, make_line

_THIN: Final = 3.0
_NEAR: Final = 3.0
_SHORTEST: Final = 6.0
_MAX_STROKES: Final = 4000


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal (`level`) or vertical stroke at `at`, from `start` to `end`; the edge of a coloured cell is `filled`."""

    level: bool
    at: float
    start: float
    end: float
    filled: bool = False


@dataclass(slots=True)
class Cell:
    """A cell's place, merged ones whole, and the lines in it."""

    row: int
    column: int
    x0: float
    y0: float
    x1: float
    y1: float
    lines: list[Line]


@dataclass(slots=True)
class Grid:
    """A table's outline and cells, row by row; `taken` are the ids of the lines that went into them."""

    x0: float
    y0: float
    x1: float
    y1: float
    cells: list[Cell]
    taken: set[int]

    @property
    def rows(self) -> list[list[Cell]]:
        """The cells of each row, from left to right; a cell merged over rows stands in its first."""
        count = max(cell.row for cell in self.cells) + 1
        return [sorted((cell for cell in self.cells if cell.row == row), key=lambda cell: cell.x0) for row in range(count)]


def grids(page: Any, lines: Sequence[Line]) -> list[Grid]:
    """The tables of a page that hold text in at least two columns, each with the lines that stand in it."""
    if not _has_neighbours(lines):
        return []
    out: list[Grid] = []
    for group in _connected(_strokes(page.get_cdrawings())):
        grid = _grid(group)
        if grid is not None and _fill(grid, lines):
            out.append(grid)
    return sorted(out, key=lambda grid: grid.y0)


def _has_neighbours(lines: Sequence[Line]) -> bool:
    """Whether any two lines stand side by side: without that there is no table worth a look at the drawing."""
    ordered = sorted(lines, key=lambda line: line.y0)
    return any(
        below.y0 < above.y1 - 0.5 * (above.y1 - above.y0) and (below.x0 > above.x1 or above.x0 > below.x1)
        for index, above in enumerate(ordered)
        for below in ordered[index + 1 : index + 4]
    )


def _strokes(drawings: Iterable[dict[str, Any]]) -> list[Stroke]:
    out: list[Stroke] = []
    fills: list[Sequence[float]] = []
    for drawing in drawings:
        stroked = "s" in drawing.get("type", "")
        for item in drawing.get("items", ()):
            if item[0] == "l":
                out += _line_stroke(item[1], item[2])
            elif item[0] == "re":
                out += _rectangle_strokes(item[1], stroked)
                fills += [item[1]] if not stroked else []
        if len(out) > _MAX_STROKES:
            return []
    return out + _filled_strokes(fills)


def _filled_strokes(fills: Sequence[Sequence[float]]) -> list[Stroke]:
    """The edges of coloured rectangles that stand side by side, as in a table whose every other row is coloured."""
    by_height: dict[tuple[int, int], list[Sequence[float]]] = {}
    for fill in fills:
        if fill[3] - fill[1] >= _SHORTEST and fill[2] - fill[0] >= _SHORTEST:
            by_height.setdefault((round(fill[1]), round(fill[3])), []).append(fill)
    out: list[Stroke] = []
    for row in by_height.values():
        row.sort(key=lambda fill: fill[0])
        if any(abs(left[2] - right[0]) < _NEAR for left, right in pairwise(row)):
            for x0, y0, x1, y1 in row:
                out += [Stroke(True, y0, x0, x1, True), Stroke(True, y1, x0, x1, True)]
                out += [Stroke(False, x0, y0, y1, True), Stroke(False, x1, y0, y1, True)]
    return out


def _line_stroke(start: Sequence[float], end: Sequence[float]) -> list[Stroke]:
    (ax, ay), (bx, by) = start, end
    if abs(ay - by) < 1 and abs(ax - bx) >= _SHORTEST:
        return [Stroke(True, (ay + by) / 2, min(ax, bx), max(ax, bx))]
    if abs(ax - bx) < 1 and abs(ay - by) >= _SHORTEST:
        return [Stroke(False, (ax + bx) / 2, min(ay, by), max(ay, by))]
    return []


def _rectangle_strokes(rectangle: Sequence[float], stroked: bool) -> list[Stroke]:
    x0, y0, x1, y1 = rectangle
    if y1 - y0 < _THIN and x1 - x0 >= _SHORTEST:
        return [Stroke(True, (y0 + y1) / 2, x0, x1)]
    if x1 - x0 < _THIN and y1 - y0 >= _SHORTEST:
        return [Stroke(False, (x0 + x1) / 2, y0, y1)]
    if not stroked or x1 - x0 < _SHORTEST or y1 - y0 < _SHORTEST:
        return []
    return [Stroke(True, y0, x0, x1), Stroke(True, y1, x0, x1), Stroke(False, x0, y0, y1), Stroke(False, x1, y0, y1)]


def _connected(strokes: list[Stroke]) -> list[list[Stroke]]:
    """Strokes that touch, table by table."""
    groups: list[list[Stroke]] = []
    for stroke in strokes:
        touching = [group for group in groups if any(_touch(stroke, other) for other in group)]
        for group in touching:
            groups = [other for other in groups if other is not group]
        groups.append([stroke, *(other for group in touching for other in group)])
    return groups


def _touch(one: Stroke, other: Stroke) -> bool:
    if one.level == other.level:
        return abs(one.at - other.at) < _NEAR and one.start <= other.end + _NEAR and other.start <= one.end + _NEAR
    return one.start - _NEAR <= other.at <= one.end + _NEAR and other.start - _NEAR <= one.at <= other.end + _NEAR


def _grid(strokes: Sequence[Stroke]) -> Grid | None:
    ys = _clustered(stroke.at for stroke in strokes if stroke.level)
    xs = _clustered(stroke.at for stroke in strokes if not stroke.level)
    if len(ys) < 2 or len(xs) < 3:
        return None
    coloured = _is_coloured(strokes, xs)
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, column in product(range(len(ys) - 1), range(len(xs) - 1)):
        if (row, column) in taken:
            continue
        right = column if coloured else _last_column(strokes, xs, column, (ys[row] + ys[row + 1]) / 2)
        low = _last_row(strokes, ys, row, (xs[column] + xs[column + 1]) / 2)
        taken.update(product(range(row, low + 1), range(column, right + 1)))
        cells.append(Cell(row, column, xs[column], ys[row], xs[right + 1], ys[low + 1], []))
    return Grid(xs[0], ys[0], xs[-1], ys[-1], cells, set())


def _is_coloured(strokes: Sequence[Stroke], xs: Sequence[float]) -> bool:
    """Whether colour alone parts the columns: nothing then parts the cells of the white rows, and the columns hold for all."""
    inner = [stroke for stroke in strokes if not stroke.level and xs[0] + _NEAR < stroke.at < xs[-1] - _NEAR]
    return bool(inner) and all(stroke.filled for stroke in inner)


def _last_column(strokes: Sequence[Stroke], xs: Sequence[float], column: int, y: float) -> int:
    """The last column that a cell reaches to: up to the first stroke that crosses it."""
    while column + 2 < len(xs) and not _crossed(strokes, False, xs[column + 1], y):
        column += 1
    return column


def _last_row(strokes: Sequence[Stroke], ys: Sequence[float], row: int, x: float) -> int:
    """The last row that a cell reaches to."""
    while row + 2 < len(ys) and not _crossed(strokes, True, ys[row + 1], x):
        row += 1
    return row


def _clustered(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _crossed(strokes: Sequence[Stroke], level: bool, at: float, along: float) -> bool:
    """Whether a stroke lies at a place, seen from the middle of the cells it would part."""
    return any(
        stroke.level == level and abs(stroke.at - at) <= _NEAR and stroke.start <= along <= stroke.end for stroke in strokes
    )


def _fill(grid: Grid, lines: Sequence[Line]) -> bool:
    """Put lines into cells; whether at least two columns and half of the lines inside came to hold some."""
    for line in lines:
        x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
        if grid.y0 <= y <= grid.y1 and grid.x0 - _NEAR <= x <= grid.x1 + _NEAR:
            grid.taken.add(id(line))
            for home, words in _by_cell(grid, line, y):
                home.lines.append(make_line(words, line.page))
    return len({cell.column for cell in grid.cells if cell.lines}) >= 2


def _by_cell(grid: Grid, line: Line, y: float) -> Iterator[tuple[Cell, list[PdfWord]]]:
    """A line's words cell by cell: a line may run across a border where the gap is small."""
    band = [cell for cell in grid.cells if cell.y0 <= y <= cell.y1] or grid.cells
    homes = [min(band, key=lambda cell: _distance(cell, word, y)) for word in line.words]
    for _, group in groupby(zip(homes, line.words, strict=True), key=lambda pair: id(pair[0])):
        pairs = list(group)
        yield pairs[0][0], [word for _, word in pairs]


def _distance(cell: Cell, word: PdfWord, y: float) -> float:
    x = (word.x0 + word.x1) / 2
    return max(cell.x0 - x, x - cell.x1, 0.0) + max(cell.y0 - y, y - cell.y1, 0.0)


def cell_rows(grid: Grid) -> list[list[list[Row]]]:
    """For each row of the table, for each of its cells, the rows of text in it; a cell's right edge is its own."""
    return [[_rows_in(cell) for cell in row] for row in grid.rows]


def _rows_in(cell: Cell) -> list[Row]:
    rows = [row for region in rows_of(cell.lines, 1e9) for row in region]
    for row in rows:
        row.right = max(row.x1, cell.x1 - 0.5 * row.size)
    return rows


def table_paragraphs(table: Sequence[Sequence[Sequence[Row]]], usual: Measures) -> list[Paragraph]:
    """The rows of a table as paragraphs with cells. A row of one cell is plain text."""
    out: list[Paragraph] = []
    headed = _is_headed(table)
    for number, row in enumerate(table):
        cells = [paragraphs(cell, usual) for cell in row]
        if not any(cells):
            continue
        header = headed and number == 0
        if len(cells) == 1:
            out += cells[0]
        elif not header and _is_stack(cells):
            out += [_stacked(cells, index) for index in range(max(map(len, cells)))]
        else:
            out.append(_row([[line for part in cell for line in part.rows] for cell in cells], header))
    return out


def _is_headed(table: Sequence[Sequence[Sequence[Row]]]) -> bool:
    """Whether the first row of several is in bold and not all are."""
    bold = [all(word.bold for cell in row for line in cell for word in line.words) for row in table]
    return len(table) > 1 and bold[0] and not all(bold)


def _is_stack(cells: Sequence[Sequence[Paragraph]]) -> bool:
    """As for other formats (see `rows`): each line of a table of labels, or of cells with equally many, is a row."""
    several = [len(cell) for cell in cells if len(cell) > 1]
    return bool(several) and (len(cells) == 2 or (len(several) > 1 and len(set(several)) == 1))


def _stacked(cells: Sequence[Sequence[Paragraph]], index: int) -> Paragraph:
    parts = [cell[index] if index < len(cell) else None for cell in cells]
    filled = [part for part in parts if part is not None]
    if len(filled) == 1 and parts[0] is None:
        return filled[0]
    return _row([part.rows if part is not None else [] for part in parts], False)


def _row(cells: Sequence[Sequence[Row]], header: bool) -> Paragraph:
    return Paragraph([row for cell in cells for row in cell], cells=tuple(tuple(cell) for cell in cells), header=header)
