"""Pages as pictures: PDF by PyMuPDF; decks by way of PDF where LibreOffice is installed. Runs in workers only."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pymupdf

from files.office import write_whole
from kb.errors import ExtractError

_MAX_PIXELS: Final = 16_000_000
_MAX_WORDS: Final = 20_000


def draw(
    absolute: Path, path: str, page: int, scale: float, out: Path, clip: tuple[float, float, float, float] | None = None
) -> None:
    """A page (from 1), or the part of it in `clip` (points), as PNG in the file `out`; `scale` pixels a point.

    Raises ExtractError: `encrypted`, `no_page` where there is no such page.
    """
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    with pymupdf.open(absolute, filetype="pdf") as pdf:
        if pdf.needs_pass:
            raise ExtractError(path, "encrypted")
        if not 1 <= page <= pdf.page_count:
            raise ExtractError(path, "no_page", page=page)
        sheet = pdf.load_page(page - 1)
        area = (pymupdf.Rect(clip) & sheet.rect) if clip is not None else sheet.rect
        if area.is_empty:
            area = sheet.rect
        scale = min(scale, (_MAX_PIXELS / max(area.width * area.height, 1.0)) ** 0.5)
        picture = sheet.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=area, alpha=False)
        write_whole(out, picture.tobytes("png"))


def count(absolute: Path) -> int:
    """How many pages a PDF has."""
    with pymupdf.open(absolute, filetype="pdf") as pdf:
        return int(pdf.page_count)


def words(absolute: Path, path: str, page: int) -> dict[str, Any]:
    """The size of a page (from 1) of a PDF and its words as they stand on it, each with its box, all in points.

    Raises ExtractError: `no_page` where there is no such page.
    """
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    with pymupdf.open(absolute, filetype="pdf") as pdf:
        if not 1 <= page <= pdf.page_count:
            raise ExtractError(path, "no_page", page=page)
        sheet = pdf.load_page(page - 1)
        found = [[*(round(float(edge), 1) for edge in word[:4]), str(word[4])] for word in sheet.get_text("words")]
        return {"width": float(sheet.rect.width), "height": float(sheet.rect.height), "words": found[:_MAX_WORDS]}
