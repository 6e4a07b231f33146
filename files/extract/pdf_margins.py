"""Running headers, footers and page numbers of a PDF: what stands at the same place on page after page.

A line belongs to the margin when all above it (or below it, at the foot) does, and the same words stand at the same
height on at least half of the pages, or on three pages in a row. Digits may differ in a page number and in a line of
words, not in the number of an item ("§ 62" at the head of page after page).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from files.extract.pdf_lines import Line

_ZONE: Final = 0.30
_LEAST: Final = 110.0
_NEAR: Final = 4.0
_PAGE_NUMBER: Final = re.compile(
    r"(?:sivu|s\.|sida|page)?\s*[-–]?\s*\d{1,4}\s*(?:(?:/|\(|av|of|\s)\s*\d{1,4}\s*\)?)?\s*[-–]?", re.IGNORECASE
)

_PARTS: Final = re.compile(r"(?:sivu|sida|page|s\.|av|of|[-–/()\s\d])+", re.IGNORECASE)
_ITEM: Final = re.compile(r"§|\b(?:asia|kohta|liite|pykälä|tuotos|bilaga|ärende|punkt|item|annex)\b", re.IGNORECASE)


def split_margins(
    pages: Sequence[list[Line]], heights: Sequence[float]
) -> tuple[list[list[Line]], list[list[Line]], list[list[Line]]]:
    """Each page's header lines, body lines and footer lines. A lone page cannot tell, and keeps all but a bare page number;
    of pages that have nothing else everything is body."""
    places = _places(pages, heights)
    split = []
    for index, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        split.append(_split(lines, height, [line for line in lines if _is_running(line, index, height, places, len(pages))]))
    if not any(body for _, body, _ in split):
        # Pages that are alike all over, such as forms: a document is never margins alone.
        return [[] for _ in pages], [list(lines) for lines in pages], [[] for _ in pages]
    return [header for header, _, _ in split], [body for _, body, _ in split], [footer for _, _, footer in split]


def _places(pages: Sequence[list[Line]], heights: Sequence[float]) -> dict[str, list[tuple[int, float]]]:
    """The text of a line in the zone of margins → the pages it stands on, each with its height."""
    places: dict[str, list[tuple[int, float]]] = {}
    for index, lines in enumerate(pages):
        for line in lines:
            if _in_zone(line, heights[index]):
                places.setdefault(_mask(line), []).append((index, line.y0))
    return places


def _split(lines: Sequence[Line], height: float, running: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """A page's header, body and footer: running lines are margins where no other stands outside them."""
    others = _without(lines, running)
    top = min((line.y0 for line in others), default=height)
    bottom = max((line.y1 for line in others), default=0.0)
    header = [line for line in running if line.y1 <= top + _NEAR and (line.y0 + line.y1) / 2 < height / 2]
    footer = [line for line in running if line.y0 >= bottom - _NEAR and (line.y0 + line.y1) / 2 > height / 2]
    return header, _without(lines, (*header, *footer)), footer


def _without(lines: Sequence[Line], some: Sequence[Line]) -> list[Line]:
    ids = {id(line) for line in some}
    return [line for line in lines if id(line) not in ids]


def _mask(line: Line) -> str:
    """The text that must be the same from page to page."""
    text = line.text.casefold()
    letters = sum(char.isalpha() for char in text)
    if _PARTS.fullmatch(text) or (letters >= 4 and not _ITEM.search(text)):
        text = re.sub(r"\d+", "#", text)
    return text.replace(" ", "")


def _in_zone(line: Line, height: float) -> bool:
    zone = max(height * _ZONE, _LEAST)
    return line.y1 < zone or line.y0 > height - zone


def _is_running(line: Line, index: int, height: float, places: dict[str, list[tuple[int, float]]], count: int) -> bool:
    if not _in_zone(line, height):
        return False
    if _PAGE_NUMBER.fullmatch(line.text) and (line.y1 < height * 0.12 or line.y0 > height * 0.88):
        return True
    pages = {page for page, y0 in places.get(_mask(line), ()) if abs(y0 - line.y0) <= _NEAR}
    if count > 1 and len(pages) >= 2 and len(pages) * 2 >= count:
        return True
    return any({index + shift, index + shift + 1, index + shift + 2} <= pages for shift in (-2, -1, 0))
