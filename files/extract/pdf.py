"""PDF into blocks, with PyMuPDF: words, lines, rows, paragraphs; every block and word with its box on its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

import pymupdf

from files.extract import pdf_layout
from files.extract.pdf_layout import Paragraph, Row
from files.extract.pdf_lines import Line, PdfWord, page_lines
from files.extract.pdf_margins import split_margins
from files.extract.pdf_scans import has_hidden_text, is_garbled, is_scanned, mark_recognised, recognised
from files.extract.pdf_tables import cell_rows, grids, table_paragraphs
from files.extract.source import Source
from files.extract.text import clean
from kb.document import Block, BlockKind, Box, Document, PlacedWord, Section
from kb.errors import ExtractError
from kb.finnish import joins_at_line_end

_MAX_PAGES: Final = 5000
_BEAT: Final = 50
_HYPHENS: Final = ("-", "‐", "\u00ad")


def read(source: Source) -> Document:
    """The blocks of a PDF, one section a page. A paragraph cut by a page break stands in the section where it begins."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    with pymupdf.open(source.absolute, filetype="pdf") as pdf:
        if pdf.needs_pass:
            raise ExtractError(source.path, "encrypted")
        if pdf.page_count == 0:
            # Under a password that MuPDF cannot ask for, a file opens without pages and without an error.
            raise ExtractError(source.path, "encrypted" if b"/Encrypt" in source.absolute.read_bytes() else "no_pages")
        if pdf.page_count > _MAX_PAGES:
            raise ExtractError(source.path, "too_many_pages", pages=pdf.page_count, limit=_MAX_PAGES)
        pages = [page for index in range(pdf.page_count) if (page := _load(source, pdf, index)) is not None]
        if not pages:
            raise ExtractError(source.path, "broken_file")
        return _document(source, pdf, pages)


def _load(source: Source, pdf: Any, index: int) -> Any:
    try:
        return pdf.load_page(index)
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        source.warn("page_unread", f"s. {index + 1}")
        return None


def _document(source: Source, pdf: Any, pages: Sequence[Any]) -> Document:
    lines: list[list[Line]] = []
    turned: list[list[Line]] = []
    for page in pages:
        number = page.number + 1
        level, other = _page_lines(source, page, number)
        lines.append(level)
        turned.append(other)
        if number % _BEAT == 0:
            source.alive()
    headers, bodies, footers = split_margins(lines, [page.rect.height for page in pages])
    blocks = _blocks(pages, bodies, turned)
    sections = [
        Section(f"s. {number}", number, tuple(blocks[number]), width=page.rect.width, height=page.rect.height)
        for page in pages
        if (number := page.number + 1)
    ]
    metadata = pdf.metadata or {}
    properties = [
        ("author", clean(metadata.get("author") or "")),
        ("created", _date(metadata.get("creationDate"))),
        ("modified", _date(metadata.get("modDate"))),
        ("header", _margin_text(headers)),
        ("footer", _margin_text(footers)),
    ]
    return source.document(sections, title=clean(metadata.get("title") or ""), properties=properties)


def _blocks(pages: Sequence[Any], bodies: Sequence[list[Line]], turned: Sequence[list[Line]]) -> dict[int, list[Block]]:
    """The blocks of each page by its number: paragraphs where they begin, then what stands turned on the page."""
    blocks: dict[int, list[Block]] = {page.number + 1: [] for page in pages}
    for paragraph in _paragraphs([_lay_out(page, body) for page, body in zip(pages, bodies, strict=True)]):
        block = _block(paragraph)
        if block.text and block.text not in pdf_layout.BULLETS:
            blocks[paragraph.rows[0].page].append(block)
    for page, others in zip(pages, turned, strict=True):
        blocks[page.number + 1] += [_block(Paragraph([row])) for region in pdf_layout.rows_of(others, 1e9) for row in region]
    return blocks


def _page_lines(source: Source, page: Any, number: int) -> tuple[list[Line], list[Line]]:
    """The level and turned lines of a page, by OCR where it is a picture. A page that breaks costs a warning."""
    try:
        level, turned = page_lines(page, number)
        garbled = is_garbled(level)
        if garbled or is_scanned(page, level):
            return recognised(page, number, source, garbled=garbled) or ([] if garbled else level), turned
        if has_hidden_text(page, level):
            mark_recognised(level)
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        source.warn("page_unread", f"s. {number}")
        return [], []
    return level, turned


@dataclass(slots=True)
class _Page:
    """A page laid out: its regions of rows, its tables with their upper edges."""

    regions: list[list[Row]]
    tables: list[tuple[float, list[list[list[Row]]]]]
    width: float

    def rows(self) -> list[Row]:
        """Every row, for measuring."""
        return [
            *(row for region in self.regions for row in region),
            *(row for _, table in self.tables for cells in table for cell in cells for row in cell),
        ]


def _lay_out(page: Any, lines: Sequence[Line]) -> _Page:
    tables = grids(page, lines)
    inside = {identity for table in tables for identity in table.taken}
    free = [line for line in lines if id(line) not in inside]
    return _Page(pdf_layout.rows_of(free, page.rect.width), [(table.y0, cell_rows(table)) for table in tables], page.rect.width)


def _paragraphs(laid: Sequence[_Page]) -> list[Paragraph]:
    pdf_layout.set_right_edges([(page.width, page.regions) for page in laid])
    usual = pdf_layout.measure([page.rows() for page in laid])
    by_page = [_page_paragraphs(page, usual) for page in laid]
    pdf_layout.mark_headings([paragraph for page in by_page for paragraph in page], usual)
    out: list[Paragraph] = []
    for page in by_page:
        out += page[1:] if out and page and _is_taken_up(page[0], out, usual) else page
    pdf_layout.mark_depths(out)
    return out


def _is_taken_up(first: Paragraph, above: Sequence[Paragraph], usual: pdf_layout.Measures) -> bool:
    """Whether the first paragraph of a page is no paragraph of its own: it goes on with the last one, whose rows it gives its own,
    or it repeats a table's header."""
    if pdf_layout.crosses_page(above[-1], first, usual):
        above[-1].rows += first.rows
        return True
    return _is_repeated_header(first, above)


def _page_paragraphs(page: _Page, usual: pdf_layout.Measures) -> list[Paragraph]:
    found = [paragraph for region in page.regions for paragraph in pdf_layout.paragraphs(region, usual)]
    found = pdf_layout.join_numbers(found, usual)
    for top, table in page.tables:
        at = next((i for i, paragraph in enumerate(found) if not paragraph.cells and paragraph.rows[0].y0 > top), len(found))
        found[at:at] = table_paragraphs(table, usual)
    return found


def _is_repeated_header(paragraph: Paragraph, before: Sequence[Paragraph]) -> bool:
    """Whether a table that goes on on the next page only says its header again."""
    if not before[-1].cells:
        return False
    words = [word.text for word in paragraph.words]
    return any(other.header and [word.text for word in other.words] == words for other in before[-60:])


def _block(paragraph: Paragraph) -> Block:
    if paragraph.cells:
        return _table_row(paragraph)
    kind: BlockKind = "paragraph"
    level: int | None = None
    if paragraph.heading is not None:
        kind, level = "heading", paragraph.heading
    elif paragraph.bullet or pdf_layout.is_enumerated(paragraph):
        kind, level = "list_item", paragraph.depth
    text, places, bold = _joined(paragraph.rows, skip=1 if paragraph.bullet else 0)
    read, confidence = _confidence(paragraph)
    return Block(kind, text, level=level, bold=bold, boxes=_boxes(paragraph), words=places, ocr=read, confidence=confidence)


def _table_row(paragraph: Paragraph) -> Block:
    """Cells with their texts; a word's place counts the separators before it."""
    texts: list[str] = []
    places: list[PlacedWord] = []
    bold: list[tuple[int, int]] = []
    at = 0
    for cell in paragraph.cells:
        text, words, strong = _joined(cell)
        texts.append(text)
        places += [PlacedWord(word.start + at, word.end + at, word.box) for word in words]
        bold += [(start + at, end + at) for start, end in strong]
        at += len(text) + 3
    read, confidence = _confidence(paragraph)
    return Block(
        "table_row",
        " | ".join(texts),
        bold=tuple(bold),
        cells=tuple(texts),
        header=paragraph.header,
        boxes=_boxes(paragraph),
        words=tuple(places),
        ocr=read,
        confidence=confidence,
    )


def _confidence(paragraph: Paragraph) -> tuple[bool, float | None]:
    """Whether a block was read from a picture, and how surely, weighed by length; None where nobody says."""
    read = [word for word in paragraph.words if word.confidence is not None]
    said = [(word.confidence, len(word.text)) for word in read if word.confidence is not None and word.confidence >= 0]
    if not said:
        return bool(read), None
    return True, round(sum(sure * length for sure, length in said) / sum(length for _, length in said), 3)


def _joined(rows: Sequence[Row], skip: int = 0) -> tuple[str, tuple[PlacedWord, ...], tuple[tuple[int, int], ...]]:
    """The text of rows without their first `skip` words, where each word stands, and bold ranges.

    Words broken at a row's end are made whole.
    """
    words = [word for row in rows for word in row.words][skip:]
    ends = {id(row.words[-1]) for row in rows[:-1]}
    pages = {id(word): row.page for row in rows for word in row.words}
    text = ""
    places: list[PlacedWord] = []
    bold: list[tuple[int, int]] = []
    for word, following in zip_longest(words, words[1:]):
        start = len(text)
        core, space = _core_and_space(word.text, None if following is None else following.text, at_end=id(word) in ends)
        text += core
        places.append(PlacedWord(start, len(text), _box(pages[id(word)], word)))
        if word.bold and core:
            joins = bool(bold) and not text[bold[-1][1] : start].strip()
            bold.append((bold.pop()[0] if joins else start, len(text)))
        text += space
    return text, tuple(places), tuple(bold)


def _core_and_space(word: str, following: str | None, *, at_end: bool) -> tuple[str, str]:
    """What remains of a word and what comes between it and the next one, if there is one; `at_end` of a row it may be broken."""
    core = word.replace("\u00ad", "")
    if following is None:
        return core, ""
    if at_end and word.endswith(_HYPHENS) and len(word) > 1:
        return _broken(word, following.replace("\u00ad", ""))
    return core, "" if word.endswith("\u00ad") else " "


def _broken(left: str, right: str) -> tuple[str, str]:
    """What remains of a word broken at a line's end, and what comes between it and its rest."""
    joined = joins_at_line_end(left, right)
    head = joined[: len(joined) - len(right)] if joined.endswith(right) else f"{left} "
    return head.rstrip(), " " if head.endswith(" ") else ""


def _boxes(paragraph: Paragraph) -> tuple[Box, ...]:
    out: list[Box] = []
    for row in paragraph.rows:
        if out and out[-1].page == row.page:
            last, box = out[-1], _box(row.page, row)
            out[-1] = Box(row.page, min(last.x0, box.x0), min(last.y0, box.y0), max(last.x1, box.x1), max(last.y1, box.y1))
        else:
            out.append(_box(row.page, row))
    return tuple(out)


def _box(page: int, thing: Row | PdfWord) -> Box:
    """Its place to a tenth of a point."""
    return Box(page, round(thing.x0, 1), round(thing.y0, 1), round(thing.x1, 1), round(thing.y1, 1))


def _margin_text(pages: Sequence[Sequence[Line]]) -> str:
    """The margin of the first page that has one, as its lines."""
    lines = next((lines for lines in pages if lines), [])
    return "\n".join(" ".join(word.text for word in row.words) for region in pdf_layout.rows_of(lines, 1e9) for row in region)


def _date(text: str | None) -> str:
    """A PDF date ("D:20250319113307+02'00'") as ISO 8601; "" where there is none.

    >>> _date("D:20250319113307+02'00'")
    '2025-03-19T11:33:07'
    """
    digits = "".join(char for char in (text or "")[:16] if char.isdigit())
    if len(digits) < 14:
        return ""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}"
