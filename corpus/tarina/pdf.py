"""Blocks → PDF, laid out by hand: running header, page numbers, words broken at line ends, paragraphs over pages."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pymupdf

from corpus.tarina.markdown import number_of
from corpus.tarina.markup import Block, Run

_WIDTH, _HEIGHT = 595, 842
_LEFT, _RIGHT, _TOP, _BOTTOM = 68, 68, 92, 76
_VOWELS = "aeiouyåäöAEIOUYÅÄÖ"
_SIZES = {"title": 16.0, "subtitle": 12.5, "label": 12.0, "item": 12.0, "subitem": 11.5, "heading": 11.0}
_BODY = 10.5
_SCAN_DPI = 130

Word = tuple[str, bool]


@dataclass(slots=True)
class _Sheet:
    """The page being written, the place on it, and the fonts."""

    header: tuple[str, ...]
    footer: str
    regular: Any
    bold: Any
    document: Any = field(default_factory=pymupdf.open)
    writer: Any = None
    y: float = 0.0

    def open_page(self) -> None:
        """Begin a new page with its running header."""
        self.close_page()
        self.document.new_page(width=_WIDTH, height=_HEIGHT)
        self.writer = pymupdf.TextWriter((0, 0, _WIDTH, _HEIGHT))
        for row, line in enumerate(self.header):
            self.writer.append((_LEFT, 40 + 11 * row), line, self.regular, 8.5)
        self.y = _TOP

    def close_page(self) -> None:
        """Write what the page has."""
        if self.writer is not None:
            self.writer.write_text(self.document[-1])

    def room(self, height: float) -> None:
        """Go to a new page where the height does not fit."""
        if self.writer is None or self.y + height > _HEIGHT - _BOTTOM:
            self.open_page()

    def font(self, bold: bool) -> Any:
        """Return the font of a look."""
        return self.bold if bold else self.regular

    def number_pages(self) -> None:
        """Write page numbers and the footer when the count is known."""
        self.close_page()
        count = len(self.document)
        for index, page in enumerate(self.document):
            writer = pymupdf.TextWriter(page.rect)
            writer.append((_WIDTH - _RIGHT - 34, 40), f"{index + 1} ({count})", self.regular, 8.5)
            if self.footer:
                writer.append((_LEFT, _HEIGHT - 40), self.footer, self.regular, 8)
            writer.write_text(page)


def write_pdf(
    blocks: tuple[Block, ...],
    *,
    day: date,
    header: tuple[str, ...],
    footer: str,
    serif: bool = False,
    bold_items: bool = False,
    scanned: tuple[int, ...] = (),
) -> bytes:
    """Return the PDF file. Pages whose index is in ``scanned`` become pictures of themselves, as from a scanner."""
    names = ("tiro", "tibo") if serif else ("helv", "hebo")
    sheet = _Sheet(header, footer, pymupdf.Font(names[0]), pymupdf.Font(names[1]))
    sheet.open_page()
    for block in blocks:
        _write_block(sheet, block, bold_items)
    sheet.number_pages()
    document = _scan(sheet.document, scanned) if scanned else sheet.document
    document.subset_fonts()
    stamp = f"D:{day:%Y%m%d}090000Z"
    document.set_metadata(
        {"title": blocks[0].text, "creator": "Tarina", "producer": "", "creationDate": stamp, "modDate": stamp}
    )
    content: bytes = document.tobytes(garbage=4, deflate=True, no_new_id=True)
    return content


def _write_block(sheet: _Sheet, block: Block, bold_items: bool) -> None:
    if block.kind == "pagebreak":
        sheet.open_page()
    elif block.kind == "table":
        _write_table(sheet, block)
    elif block.kind == "facts":
        for name, *lines in block.rows:
            sheet.room(30)
            _write_lines(sheet, [(name, True)], _BODY, _LEFT, _WIDTH - _RIGHT, advance=False)
            for line in lines:
                _write_lines(sheet, _words((Run(line),), False), _BODY, _LEFT + 90, _WIDTH - _RIGHT)
            sheet.y += 5
    else:
        _write_text(sheet, block, bold_items)


def _write_text(sheet: _Sheet, block: Block, bold_items: bool) -> None:
    by_bold = bold_items and bool(block.number)
    size = _BODY if by_bold else _SIZES.get(block.kind, _BODY)
    heading = block.kind in _SIZES
    runs = (Run(number_of(block) + " "), *block.runs) if block.number else block.runs
    if heading:
        sheet.y += 7 if sheet.y > _TOP else 0
        # A heading never stands alone at the foot of a page.
        sheet.room(size * 1.35 + 2 * _BODY * 1.4)
    left = _LEFT
    if block.kind == "bullet":
        sheet.room(_BODY * 1.4)
        sheet.writer.append((_LEFT + 8, sheet.y + _BODY), "•", sheet.regular, _BODY)
        left += 22
    _write_lines(sheet, _words(runs, heading), size, left, _WIDTH - _RIGHT, hyphenate=not heading)
    sheet.y += 2 if block.kind == "bullet" else 6


def _words(runs: tuple[Run, ...], bold: bool) -> list[Word]:
    """Return the words with their looks; a word glued to another of a different look stays glued (no space)."""
    words: list[Word] = []
    for run in runs:
        words += [(piece, run.bold or bold) for piece in re.findall(r"\s+|\S+", run.text)]
    return [(" ", look) if text.isspace() else (text, look) for text, look in words]


def _write_lines(
    sheet: _Sheet,
    words: list[Word],
    size: float,
    left: float,
    right: float,
    *,
    hyphenate: bool = True,
    advance: bool = True,
) -> None:
    for line in _break_lines(sheet, words, size, right - left, hyphenate):
        sheet.room(size * 1.4)
        x = left
        for text, bold in _join(line):
            sheet.writer.append((x, sheet.y + size), text, sheet.font(bold), size)
            x += sheet.font(bold).text_length(text, size)
        if advance:
            sheet.y += size * 1.38


def _break_lines(sheet: _Sheet, words: list[Word], size: float, width: float, hyphenate: bool) -> Iterator[list[Word]]:
    line: list[Word] = []
    used = 0.0
    queue = list(words)
    while queue:
        text, bold = queue.pop(0)
        length = sheet.font(bold).text_length(text, size)
        if used + length <= width:
            if text != " " or line:
                line.append((text, bold))
                used += length
            continue
        if text == " ":
            # A letter narrower than the space would still fit, and stick to the word before.
            if line:
                yield _trim(line)
            line, used = [], 0.0
            continue
        room = width - used
        head, tail = _split(sheet, text, bold, size, room) if hyphenate else ("", text)
        if head:
            line.append((head, bold))
        elif not line:
            raise ValueError(f"{text!r} is wider than the line")
        yield _trim(line)
        line, used = [], 0.0
        queue.insert(0, (tail, bold))
    if line:
        yield _trim(line)


def _trim(line: list[Word]) -> list[Word]:
    return line[:-1] if line[-1][0] == " " else line


def _join(line: list[Word]) -> list[Word]:
    joined: list[Word] = []
    for text, bold in line:
        if joined and (joined[-1][1] == bold):
            joined[-1] = (joined[-1][0] + text, bold)
        else:
            joined.append((text, bold))
    return joined


def _split(sheet: _Sheet, word: str, bold: bool, size: float, room: float) -> tuple[str, str]:
    """Return the widest head that fits with its hyphen, and the tail; ``("", word)`` where none does."""
    for at in reversed(break_points(word)):
        head = word[:at] if word[at - 1] == "-" else word[:at] + "-"
        if sheet.font(bold).text_length(head, size) <= room:
            return head, word[at:]
    return "", word


def break_points(word: str) -> list[int]:
    """Return where a Finnish word may be broken: after its own hyphens, and before consonant and vowel in long words.

    >>> [("tilannekuvapalvelu"[:at], "tilannekuvapalvelu"[at:]) for at in break_points("tilannekuvapalvelu")][-1]
    ('tilannekuvapal', 'velu')
    """
    own = [match.end() for match in re.finditer(r"(?<=\w\w)-(?=\w\w)", word)]
    if own:
        return own
    letters = re.match(r"\w+", word)
    if letters is None or len(letters.group()) < 12 or any(sign.isdigit() for sign in word):
        return []
    end = len(letters.group()) - 3
    return [
        at
        for at in range(4, end)
        if word[at] not in _VOWELS and word[at + 1] in _VOWELS and any(sign in _VOWELS for sign in word[:at])
    ]


def _write_table(sheet: _Sheet, block: Block) -> None:
    columns = len(block.rows[0])
    shares = [max(max(len(row[i]) for row in block.rows), 6) for i in range(columns)]
    shares = [min(share, 40) for share in shares]
    width = _WIDTH - _LEFT - _RIGHT
    edges = [float(_LEFT)]
    for share in shares:
        edges.append(edges[-1] + width * share / sum(shares))
    size = 9.5
    for index, row in enumerate(block.rows):
        cells = [
            list(_break_lines(sheet, _words((Run(text),), index == 0), size, edges[i + 1] - edges[i] - 8, True))
            for i, text in enumerate(row)
        ]
        height = max(max(len(lines) for lines in cells), 1) * size * 1.3 + 6
        sheet.room(height)
        for i, lines in enumerate(cells):
            for number, line in enumerate(lines):
                x = edges[i] + 4
                for text, bold in _join(line):
                    sheet.writer.append((x, sheet.y + size + 2 + number * size * 1.3), text, sheet.font(bold), size)
                    x += sheet.font(bold).text_length(text, size)
        page = sheet.document[-1]
        for i in range(columns):
            page.draw_rect((edges[i], sheet.y, edges[i + 1], sheet.y + height), color=(0.55, 0.6, 0.65), width=0.5)
        sheet.y += height
    sheet.y += 8


def _scan(document: Any, scanned: tuple[int, ...]) -> Any:
    """Return the document with some pages as grey pictures with a scanner's specks and no text."""
    out = pymupdf.open()
    chance = random.Random(7)
    for index, page in enumerate(document):
        if index not in scanned:
            out.insert_pdf(document, from_page=index, to_page=index)
            continue
        picture = page.get_pixmap(dpi=_SCAN_DPI, colorspace=pymupdf.csGRAY)
        for _ in range(350):
            x, y = chance.randrange(picture.width), chance.randrange(picture.height)
            picture.set_pixel(x, y, (chance.randrange(120, 200),))
        target = out.new_page(width=_WIDTH, height=_HEIGHT)
        target.insert_image(target.rect, stream=picture.tobytes("jpeg", jpg_quality=70))
    return out
