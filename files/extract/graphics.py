"""The words in charts and SmartArt of Office files, as tables and lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from files.extract.text import clean
from kb.document import Block

_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CX: Final = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_DGM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MAX_CATEGORIES: Final = 500
_MAX_DEPTH: Final = 20

CHART: Final = "kaavio"
DIAGRAM: Final = "kuvio"


def chart_blocks(root: Any) -> list[Block]:
    """A chart's title and axes as captions, its series and categories as a table with their values."""
    out = [Block("caption", text, shape=CHART) for text in _captions(root) if text]
    series = [_series(element) for element in root.iter(f"{_C}ser")]
    if not series:
        return out or [Block("caption", text, shape=CHART) for text in dict.fromkeys(_loose(root)) if text]
    return [*out, *_series_table(series)]


def _captions(root: Any) -> Iterator[str]:
    """The words of titles, then of labels that somebody has written."""
    yield from (_plain(title) for title in root.iter(f"{_C}title"))
    yield from (_plain(text) for label in root.iter(f"{_C}dLbl") for text in label.iter(f"{_C}rich"))


Series = tuple[str, dict[int, str], dict[int, str]]


def _series_table(series: Sequence[Series]) -> Iterator[Block]:
    """A row of names where there are any, then a row for each category with the value of every series."""
    names = [name for name, _, _ in series]
    if any(names):
        yield _row(["", *names], header=True)
    keys = {key for _, categories, values in series for key in (*categories, *values)}
    for key in sorted(keys)[:_MAX_CATEGORIES]:
        category = next((categories[key] for _, categories, _ in series if key in categories), "")
        cells = [category, *(values.get(key, "") for _, _, values in series)]
        if any(cells):
            yield _row(cells)


def _row(cells: list[str], *, header: bool = False) -> Block:
    return Block("table_row", " | ".join(cells), cells=tuple(cells), header=header, shape=CHART)


def _series(element: Any) -> Series:
    """A series' name, its categories and its values, by their numbers."""
    name = element.find(f"{_C}tx")
    values = _first(element, "val", "yVal")
    return (
        clean(" ".join(v.text or "" for v in name.iter(f"{_C}v"))) if name is not None else "",
        _points(_first(element, "cat", "xVal"), numeric=False),
        _points(values, numeric=True),
    )


def _first(element: Any, *names: str) -> Any:
    return next((found for name in names if (found := element.find(f"{_C}{name}")) is not None), None)


def _points(element: Any, *, numeric: bool) -> dict[int, str]:
    """Points by number. Categories of several levels ("2024" over "tammikuu") are joined, the outer first."""
    found: dict[int, str] = {}
    if element is None:
        return found
    code = element.findtext(f".//{_C}formatCode") or ""
    levels = list(element.iter(f"{_C}lvl"))[::-1] or [element]
    for level in levels:
        points = {int(point.get("idx", "0")): clean(point.findtext(f"{_C}v") or "") for point in level.iter(f"{_C}pt")}
        last = ""
        for index in sorted({*points, *found}):
            last = points.get(index, last)
            found[index] = f"{found[index]} {last}".strip() if index in found else last
    return {index: _number(text, code) if numeric else text for index, text in found.items()}


def _number(text: str, code: str) -> str:
    """A stored value as a Finnish reader sees it: decimal comma, per cent where the chart shows it.

    >>> _number("0.35", "0%"), _number("12.50000001", "General"), _number("7", "")
    ('35 %', '12,5', '7')
    """
    try:
        value = float(text)
    except ValueError:
        return text
    percent = "%" in code
    shown = f"{value * 100 if percent else value:.6g}" if abs(value) < 1e6 else f"{value:.0f}"
    return shown.replace(".", ",") + (" %" if percent else "")


def _loose(root: Any) -> Iterator[str]:
    """All words of a newer kind of chart (waterfall, funnel …), whose parts are named otherwise."""
    for element in root.iter(f"{_A}t", f"{_CX}pt", f"{_CX}v"):
        yield clean(element.text or "")


def diagram_blocks(root: Any) -> list[Block]:
    """The texts of SmartArt, level by level as its connections say; texts without a connection last."""
    texts = {point.get("modelId", ""): _words_of(body) for point, body in _with_text(root)}
    below = _connections(root)
    seen: dict[str, int] = {}
    for point in root.iter(f"{_DGM}pt"):
        if point.get("type") == "doc":
            _descend(point.get("modelId", ""), -1, below, seen)
    for identity in texts:
        seen.setdefault(identity, 0)
    found = [(max(depth, 0), texts[identity]) for identity, depth in seen.items() if texts.get(identity)]
    return [Block("list_item", text, level=depth, shape=DIAGRAM) for depth, text in found]


def _with_text(root: Any) -> Iterator[tuple[Any, Any]]:
    """The points of a diagram that hold text, with it."""
    for point in root.iter(f"{_DGM}pt"):
        body = point.find(f"{_DGM}t")
        if body is not None:
            yield point, body


def _words_of(body: Any) -> str:
    return clean(" ".join(_plain(paragraph) for paragraph in body.iter(f"{_A}p")))


def _connections(root: Any) -> dict[str, list[tuple[int, str]]]:
    """A point → those below it, each with its place among them."""
    below: dict[str, list[tuple[int, str]]] = {}
    for connection in root.iter(f"{_DGM}cxn"):
        if connection.get("type", "parOf") == "parOf":
            order = connection.get("srcOrd", "0")
            pair = (int(order) if order.isdigit() else 0, connection.get("destId", ""))
            below.setdefault(connection.get("srcId", ""), []).append(pair)
    return below


def _descend(identity: str, depth: int, below: dict[str, list[tuple[int, str]]], seen: dict[str, int]) -> None:
    if identity in seen or depth > _MAX_DEPTH:
        return
    seen[identity] = depth
    for _, child in sorted(below.get(identity, [])):
        _descend(child, depth + 1, below, seen)


def _plain(element: Any) -> str:
    """The text of runs and cached values under an element."""
    return clean("".join(part.text or "" for part in element.iter(f"{_A}t", f"{_C}v")))
