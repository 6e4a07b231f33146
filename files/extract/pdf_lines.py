"""What PyMuPDF finds on a page, as lines of words with their look: the raw material of `pdf_layout`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pymupdf

from files.extract.text import clean

FLAGS: Final = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_COLLECT_STYLES
_BOLD_FLAG: Final = 16
_ITALIC_FLAG: Final = 2
_FAKE_BOLD: Final = 8
_BOLD_NAMES: Final = ("bold", "black", "heavy", "semibold", "demi")
# Symbol fonts put bullets and ticked boxes into the private use area.
_SYMBOLS: Final = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "►", "\uf076": "❖", "\uf0fc": "✓", "\uf0fe": "☒", "\uf0a8": "☐", "\uf06f": "o",
    "\uf0e0": "→", "\uf0e8": "→", "\uf02d": "-", "\uf0be": "–",
}  # fmt: skip


@dataclass(slots=True)
class PdfWord:
    """A word as drawn: its cleaned text (a soft hyphen at its end kept), box in points, look.

    `confidence` is 0…1 for a word read from a picture, None for a word that the file itself says.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    bold: bool
    italic: bool
    size: float
    font: str
    confidence: float | None = None


@dataclass(slots=True)
class Line:
    """Words on one baseline without a wide gap. `page` counts from 1."""

    words: list[PdfWord]
    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """The commonest size of its letters, in half points."""
        weights: dict[float, int] = {}
        for word in self.words:
            weights[word.size] = weights.get(word.size, 0) + len(word.text)
        return max(weights, key=lambda size: (weights[size], size))


def make_line(words: Sequence[PdfWord], page: int) -> Line:
    """A line around words, in the order given."""
    return Line(
        list(words),
        page,
        min(word.x0 for word in words),
        min(word.y0 for word in words),
        max(word.x1 for word in words),
        max(word.y1 for word in words),
    )


def page_lines(page: Any, number: int) -> tuple[list[Line], list[Line]]:
    """The horizontal lines of a page and the turned ones, each in the order of the file."""
    textpage = page.get_textpage(flags=FLAGS)
    words: dict[tuple[int, int], list[tuple[Any, ...]]] = {}
    for word in textpage.extractWORDS():
        words.setdefault((word[5], word[6]), []).append(word)
    level: list[Line] = []
    turned: list[Line] = []
    for block_number, block in enumerate(textpage.extractDICT()["blocks"]):
        for line_number, line in enumerate(block.get("lines", ())):
            found = _words(words.get((block.get("number", block_number), line_number), []), line["spans"])
            home = level if line["dir"][0] > 0.98 else turned
            home += [make_line(part, number) for part in _split_wide(found)]
    return _without_doubles(level), turned


def _split_wide(words: Sequence[PdfWord]) -> Iterator[list[PdfWord]]:
    """A line's parts between gaps as wide as two letters, which part a label from its value."""
    part: list[PdfWord] = []
    for word in words:
        if part and word.x0 - part[-1].x1 > 2 * word.size:
            yield part
            part = []
        part.append(word)
    if part:
        yield part


def _words(words: Sequence[tuple[Any, ...]], spans: Sequence[dict[str, Any]]) -> list[PdfWord]:
    """The words of one line with the look of the span in which most of each stands."""
    out: list[PdfWord] = []
    looks = [(span["bbox"][0], span["bbox"][2], *_look(span)) for span in spans if span["text"].strip()]
    if not looks:
        return out
    at = 0
    for x0, y0, x1, y1, raw, *_ in words:
        text = _text(raw)
        if not text:
            continue
        middle = (x0 + x1) / 2
        if not (looks[at][0] <= middle <= looks[at][1]):
            at = next((i for i, look in enumerate(looks) if look[0] <= middle <= look[1]), at)
        _, _, bold, italic, size, font = looks[at]
        out.append(PdfWord(text, x0, y0, x1, y1, bold, italic, size, font))
    return out


def _text(raw: str) -> str:
    """A word's text. Two asterisks, left by somebody's Markdown, are no part of it (`text.fold` does the same elsewhere)."""
    raw = raw.replace("**", "")
    if raw.isascii():
        return raw
    for private, plain in _SYMBOLS.items():
        if private in raw:
            raw = raw.replace(private, plain)
    text = clean(raw)
    return f"{text}\u00ad" if raw.rstrip("\u200b").endswith("\u00ad") and text else text


def _look(span: dict[str, Any]) -> tuple[bool, bool, float, str]:
    name = span["font"].partition("+")[2] or span["font"]
    lowered = name.lower()
    bold = (
        bool(span["flags"] & _BOLD_FLAG)
        or any(word in lowered for word in _BOLD_NAMES)
        or bool(span.get("char_flags", 0) & _FAKE_BOLD)
    )
    italic = bool(span["flags"] & _ITALIC_FLAG) or "italic" in lowered or "oblique" in lowered
    return bold, italic, round(span["size"] * 2) / 2, name.split("-")[0].split(",")[0]


def _without_doubles(lines: list[Line]) -> list[Line]:
    """Bold by printing twice, a hair apart: one line, bold."""
    seen: dict[tuple[str, int, int], Line] = {}
    out: list[Line] = []
    for line in lines:
        text = line.text
        keys = [(text, round((line.x0 + dx) / 3), round((line.y0 + dy) / 3)) for dx in (-1, 1) for dy in (-1, 1)]
        twin = next((seen[key] for key in keys if key in seen), None)
        if twin is not None and abs(twin.x0 - line.x0) < 1.5 and abs(twin.y0 - line.y0) < 1.5:
            for word in twin.words:
                word.bold = True
            continue
        seen.update(dict.fromkeys(keys, line))
        out.append(line)
    return out
