"""Pages of a PDF that are pictures, or whose letters cannot be read: recognised page by page, their words read by OCR."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from statistics import median
from typing import Any, Final

import pymupdf

from files import ocr
from files.extract.pdf_lines import Line, PdfWord, make_line
from files.extract.source import Source
from files.extract.text import clean

_FEW_LETTERS: Final = 40
_COVERED: Final = 0.3
_WHOLE: Final = 0.8
_GARBLED: Final = 0.3
_MAX_PIXELS: Final = 20_000_000
_SCAN_PIXELS: Final = 300_000
_DOUBTFUL: Final = 0.6
_INVISIBLE: Final = 3


def coverage(page: Any) -> float:
    """The part of the page that its largest picture covers, 0…1."""
    area = abs(page.rect.width * page.rect.height) or 1.0
    boxes = [pymupdf.Rect(info["bbox"]) & page.rect for info in page.get_image_info()]
    return max((abs(box.width * box.height) / area for box in boxes if not box.is_empty), default=0.0)


def is_scanned(page: Any, lines: Sequence[Line]) -> bool:
    """Whether a page is a picture with hardly a word on it."""
    return _letters(lines) < _FEW_LETTERS and coverage(page) > _COVERED


def is_garbled(lines: Sequence[Line]) -> bool:
    """Whether a page's letters have lost their meaning: fonts without a table of characters."""
    text = "".join(word.text for line in lines for word in line.words)
    bad = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    return len(text) >= _FEW_LETTERS and bad > _GARBLED * len(text)


def has_hidden_text(page: Any, lines: Sequence[Line]) -> bool:
    """Whether a scanner has laid its own invisible text over the picture: it is recognised text too."""
    if not lines or not _has_large_picture(page) or coverage(page) < _WHOLE:
        return False
    spans = page.get_texttrace()
    hidden = sum(len(span["chars"]) for span in spans if span["type"] == _INVISIBLE)
    return 2 * hidden > sum(len(span["chars"]) for span in spans)


def _has_large_picture(page: Any) -> bool:
    """Whether a picture has pixels enough for a scanned page; asks the page's resources, which is quick."""
    return any(image[2] * image[3] >= _SCAN_PIXELS for image in page.get_images())


def recognised(page: Any, number: int, source: Source, *, garbled: bool) -> list[Line]:
    """The page's lines by OCR; none, with a warning, where they cannot be had."""
    where = f"s. {number}"
    if not ocr.is_available():
        source.warn("garbled_text" if garbled else "scan_unread", where)
        return []
    zoom = min(ocr.DPI / 72, (_MAX_PIXELS / max(page.rect.width * page.rect.height, 1.0)) ** 0.5)
    picture = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=False)
    try:
        words = ocr.recognise(picture.tobytes("png"))
    except ocr.OcrFailed:
        source.warn("scan_failed", where)
        return []
    source.alive()
    lines = _lines(words, number, zoom)
    if words and ocr.sureness(words) < _DOUBTFUL:
        source.warn("scan_uncertain", where, percent=round(100 * ocr.sureness(words)))
    return lines


def _lines(words: Sequence[ocr.OcrWord], number: int, zoom: float) -> list[Line]:
    """OCR's lines in points. Letters are given one size, and a line the height of its usual letters, as in type."""
    height = median([word.height for word in words]) / zoom if words else 0.0
    out: list[Line] = []
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        own = median([word.height for word in line]) / zoom
        size = round(2 * (own if own > 1.5 * height else height)) / 2
        found = [
            PdfWord(
                text,
                word.left / zoom,
                word.top / zoom,
                (word.left + word.width) / zoom,
                (word.top + word.height) / zoom,
                False,
                False,
                size,
                "",
                word.confidence,
            )
            for word in line
            if (text := clean(word.text))
        ]
        if found:
            out.append(make_line(found, number))
    return out


def mark_recognised(lines: Sequence[Line]) -> None:
    """Mark words that a scanner's own recognition laid under the picture; how sure it was, it does not say."""
    for line in lines:
        for word in line.words:
            word.confidence = -1.0


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(word.text) for line in lines for word in line.words)
