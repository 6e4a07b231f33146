"""Small PDFs for tests: text set in lines by hand, so that a test says where every line, page and hyphen falls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pymupdf

MARGIN = 60.0
FONTS = {"helv": "hebo", "tiro": "tibo", "cour": "cobo"}


@dataclass(slots=True)
class Sheet:
    """Sets paragraphs on pages of a chosen size and font. `hyphenate(word)` gives the places where a word may be broken."""

    width: float = 595.0
    height: float = 842.0
    font: str = "helv"
    size: float = 11.0
    hyphenate: Callable[[str], Sequence[int]] = lambda word: ()
    hyphen: str = "-"
    header: Sequence[str] = ()
    footer: Callable[[int], str] | None = None
    pdf: pymupdf.Document = field(default_factory=pymupdf.open)
    page: pymupdf.Page | None = None
    y: float = 0.0

    def heading(self, text: str) -> None:
        self.gap(1.0)
        self._set(text, FONTS[self.font], self.size, 0.0)
        self.gap(0.4)

    def paragraph(self, text: str, *, bold: bool = False) -> None:
        self._set(text, FONTS[self.font] if bold else self.font, self.size, 0.0)
        self.gap(0.8)

    def item(self, text: str) -> None:
        self._set(text, self.font, self.size, 18.0, bullet="\u2022")
        self.gap(0.2)

    def gap(self, lines: float) -> None:
        self.y += lines * self.size

    def bytes(self) -> bytes:
        if self.page is None:
            self._turn()
        return bytes(self.pdf.tobytes())

    def _set(self, text: str, font: str, size: float, indent: float, bullet: str = "") -> None:
        for number, line in enumerate(self._lines(text, font, size, self.width - 2 * MARGIN - indent)):
            if self.page is None or self.y + 1.25 * size > self.height - MARGIN:
                self._turn()
            assert self.page is not None
            self.y += 1.25 * size
            if bullet and not number:
                self.page.insert_text((MARGIN + 4, self.y), bullet, fontname=self.font, fontsize=size)
            self.page.insert_text((MARGIN + indent, self.y), line, fontname=font, fontsize=size)

    def _lines(self, text: str, font: str, size: float, width: float) -> list[str]:
        lines = [""]
        for word in text.split(" "):
            trial = f"{lines[-1]} {word}".strip()
            if self._width(trial, font, size) <= width:
                lines[-1] = trial
                continue
            head, tail = self._broken(word, lines[-1], font, size, width)
            if head:
                lines[-1] = f"{lines[-1]} {head}".strip()
            lines.append(tail)
        return [line for line in lines if line]

    def _broken(self, word: str, line: str, font: str, size: float, width: float) -> tuple[str, str]:
        for place in sorted(self.hyphenate(word), reverse=True):
            head = word[:place] + self.hyphen
            if self._width(f"{line} {head}".strip(), font, size) <= width:
                return head, word[place:]
        return "", word

    def _width(self, text: str, font: str, size: float) -> float:
        return float(pymupdf.Font(font).text_length(text, fontsize=size))

    def _turn(self) -> None:
        self.page = self.pdf.new_page(width=self.width, height=self.height)
        for number, line in enumerate(self.header):
            self.page.insert_text((MARGIN, 24 + 10 * number), line, fontname="helv", fontsize=8)
        if self.footer is not None:
            self.page.insert_text(
                (self.width / 2, self.height - 20), self.footer(self.pdf.page_count), fontname="helv", fontsize=8
            )
        self.y = max(MARGIN, 30.0 + 10 * len(self.header))
