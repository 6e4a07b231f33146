"""PDF into blocks, with PyMuPDF: words, lines, rows, paragraphs; every block and word with its box on its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pymupdf

from indexer.extract import pdf_layout
from indexer.extract.pdf_layout import Paragraph
from indexer.extract.pdf_lines import Line, PdfWord, page_lines
from indexer.extract.pdf_margins import split_margins
from indexer.extract.source import Source
from indexer.extract.text import clean
from kb.document import Block, BlockKind, Box, Document, Section, Word
from kb.errors import ExtractError
from kb.finnish import joins_at_line_end

_HYPHENS = ("-", "‐", "\u00ad")


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
        pages = [pdf.load_page(index) for index in range(pdf.page_count)]
        return _document(source, pdf, pages)


def _document(source: Source, pdf: Any, pages: Sequence[Any]) -> Document:
    lines, turned = [], []
    for number, page in enumerate(pages, start=1):
        level, other = page_lines(page, number)
        lines.append(level)
        turned.append(other)
    heights = [page.rect.height for page in pages]
    headers, bodies, footers = split_margins(lines, heights)
    found = _paragraphs(bodies, [page.rect.width for page in pages])
    blocks: list[list[Block]] = [[] for _ in pages]
    for paragraph in found:
        block = _block(paragraph)
        if block.text and block.text not in pdf_layout.BULLETS:
            blocks[paragraph.rows[0].page - 1].append(block)
    for index, others in enumerate(turned):
        blocks[index] += [_block(Paragraph([row])) for region in pdf_layout.rows_of(others, 1e9) for row in region]
    sections = [
        Section(f"s. {number}", number, tuple(blocks[number - 1]), width=page.rect.width, height=page.rect.height)
        for number, page in enumerate(pages, start=1)
    ]
    metadata = pdf.metadata or {}
    properties = [
        ("author", clean(metadata.get("author") or "")),
        ("created", _date(metadata.get("creationDate"))),
        ("modified", _date(metadata.get("modDate"))),
    ]
    properties += [("header", _margin_text(headers)), ("footer", _margin_text(footers))]
    return source.document(sections, title=clean(metadata.get("title") or ""), properties=properties)


def _paragraphs(bodies: Sequence[Sequence[Line]], widths: Sequence[float]) -> list[Paragraph]:
    regions = [pdf_layout.rows_of(lines, width) for lines, width in zip(bodies, widths, strict=True)]
    usual = pdf_layout.measure([[row for region in page for row in region] for page in regions])
    by_page = [
        pdf_layout.join_numbers([paragraph for region in page for paragraph in pdf_layout.paragraphs(region, usual)], usual)
        for page in regions
    ]
    everything = [paragraph for page in by_page for paragraph in page]
    pdf_layout.mark_headings(everything, usual)
    out: list[Paragraph] = []
    for page in by_page:
        for index, paragraph in enumerate(page):
            if index == 0 and out and pdf_layout.crosses_page(out[-1], paragraph, usual):
                out[-1].rows += paragraph.rows
            else:
                out.append(paragraph)
    pdf_layout.mark_depths(out)
    return out


def _block(paragraph: Paragraph) -> Block:
    if paragraph.cells:
        return _table_row(paragraph)
    words = paragraph.words
    kind: BlockKind = "paragraph"
    level: int | None = None
    if paragraph.heading is not None:
        kind, level = "heading", paragraph.heading
    elif paragraph.bullet:
        kind, level, words = "list_item", paragraph.depth, words[1:]
    elif pdf_layout.is_enumerated(paragraph):
        kind, level = "list_item", paragraph.depth
    ends = {id(row.words[-1]) for row in paragraph.rows[:-1]}
    pages = {id(word): row.page for row in paragraph.rows for word in row.words}
    text, places, bold = _joined(words, ends, pages)
    return Block(kind, text, level=level, bold=bold, boxes=_boxes(paragraph), words=places)


def _table_row(paragraph: Paragraph) -> Block:
    """Cells with their texts; a word's place counts the separators before it."""
    pages = {id(word): paragraph.rows[0].page for cell in paragraph.cells for word in cell}
    texts: list[str] = []
    places: list[Word] = []
    bold: list[tuple[int, int]] = []
    at = 0
    for cell in paragraph.cells:
        text, words, strong = _joined(cell, set(), pages) if cell else ("", (), ())
        texts.append(text)
        places += [Word(word.start + at, word.end + at, word.box) for word in words]
        bold += [(start + at, end + at) for start, end in strong]
        at += len(text) + 3
    return Block(
        "table_row",
        " | ".join(texts),
        bold=tuple(bold),
        cells=tuple(texts),
        header=paragraph.header,
        boxes=_boxes(paragraph),
        words=tuple(places),
    )


def _joined(
    words: Sequence[PdfWord], ends: set[int], pages: dict[int, int]
) -> tuple[str, tuple[Word, ...], tuple[tuple[int, int], ...]]:
    """The text of words, where each stands, and bold ranges; words broken at a row's end made whole."""
    text = ""
    places: list[Word] = []
    bold: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        start = len(text)
        core = word.text.replace("\u00ad", "")
        following = words[index + 1] if index + 1 < len(words) else None
        space = " " if following is not None else ""
        if following is not None and id(word) in ends and word.text.endswith(_HYPHENS) and len(word.text) > 1:
            core, space = _broken(word.text, following.text.replace("\u00ad", ""))
        elif following is not None and word.text.endswith("\u00ad"):
            space = ""
        text += core
        places.append(Word(start, len(text), Box(pages[id(word)], word.x0, word.y0, word.x1, word.y1)))
        if word.bold and core:
            bold.append((start, len(text))) if not bold or text[bold[-1][1] : start].strip() else bold.__setitem__(
                -1, (bold[-1][0], len(text))
            )
        text += space
    return text, tuple(places), tuple(bold)


def _broken(left: str, right: str) -> tuple[str, str]:
    """What remains of a word broken at a line's end, and what comes between it and its rest."""
    joined = joins_at_line_end(left, right)
    head = joined[: len(joined) - len(right)] if joined.endswith(right) else f"{left} "
    return head.rstrip(), " " if head.endswith(" ") else ""


def _boxes(paragraph: Paragraph) -> tuple[Box, ...]:
    out: list[Box] = []
    for row in paragraph.rows:
        if out and out[-1].page == row.page:
            last = out[-1]
            out[-1] = Box(row.page, min(last.x0, row.x0), min(last.y0, row.y0), max(last.x1, row.x1), max(last.y1, row.y1))
        else:
            out.append(Box(row.page, row.x0, row.y0, row.x1, row.y1))
    return tuple(out)


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
