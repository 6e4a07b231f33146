"""A paper as a Word document: real styles, automatic numbers, links, tables whose heading row is repeated, the text's language."""

from __future__ import annotations

import datetime
import io
import re
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from docx import Document as open_document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from kb.errors import BadSettings
from web.office.paper import Grid, Paper, Paragraph, Run

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Characters that XML 1.0 cannot hold.
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TONGUES: Final = {"fi": "fi-FI", "sv": "sv-FI"}
_INK: Final = RGBColor(0x1F, 0x3A, 0x5F)
_LINK: Final = RGBColor(0x05, 0x4A, 0x91)
_STYLES: Final = {
    "heading 1": "Heading 1",
    "heading 2": "Heading 2",
    "heading 3": "Heading 3",
    "quote": "Quote",
    "facts": "Caption",
    "bullet": "List Bullet",
    "bullet 2": "List Bullet 2",
    "bullet 3": "List Bullet 3",
    "number": "List Number",
}
_TABLE: Final = "Table Grid"
_PAGE: Final = 16.0


def docx_of(paper: Paper, template: Path | None = None) -> bytes:
    """The paper as DOCX. With a `template` its styles, header, footer and page are used, and nothing of its text.

    Raises BadSettings where the template cannot be used.
    """
    held = io.BytesIO()
    _Writer(paper, template).write().save(held)
    return held.getvalue()


class _Writer:
    """Writes one paper. Paragraphs are appended to the body as they come, so that the time grows with their number alone."""

    def __init__(self, paper: Paper, template: Path | None) -> None:
        self._paper = paper
        self._book: Any = open_document() if template is None else _emptied(template)
        if template is None:
            _prepare(self._book, paper.language)
        self._styles = {style.name: style.style_id for style in self._book.styles}
        self._body = self._book.element.body
        self._end = self._body.find(qn("w:sectPr"))
        if self._end is not None:
            self._body.remove(self._end)
        self._numbering: int | None = None

    def write(self) -> Any:
        paper = self._paper
        _describe(self._book, paper)
        self._line("Title", (Run(paper.title),))
        for line in paper.heads:
            self._line("Subtitle", (Run(line),))
        for part in paper.parts:
            if isinstance(part, Paragraph):
                self._paragraph(part)
            else:
                self._grid(part)
        if self._end is not None:
            self._body.append(self._end)
        return self._book

    def _line(self, style: str, runs: tuple[Run, ...]) -> WordParagraph:
        element = OxmlElement("w:p")
        self._body.append(element)
        line = WordParagraph(element, self._book._body)
        if style in self._styles:
            element.style = self._styles[style]
        for run in runs:
            _run(line, run)
        return line

    def _paragraph(self, part: Paragraph) -> None:
        name = _STYLES.get(part.style, "")
        if name not in self._styles and part.style.startswith("bullet"):
            name = _STYLES["bullet"]
        line = self._line(name, part.runs)
        if part.new_page:
            line.paragraph_format.page_break_before = True
        if part.counted:
            if self._numbering is None:
                self._numbering = _numbering(self._book)
            _number(line, self._numbering)

    def _grid(self, part: Grid) -> None:
        table = self._book._body.add_table(1, len(part.headings), Cm(_PAGE))
        if _TABLE in self._styles:
            table.style = _TABLE
        table.autofit = not part.widths
        _fill(table.rows[0], tuple(Run(text, weight="bold") for text in part.headings))
        # A heading row is repeated on every page, and read as one by a screen reader.
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
        for row in part.rows:
            _fill(table.add_row(), row)
        for column, share in zip(table.columns, part.widths, strict=False):
            column.width = Cm(_PAGE * share / sum(part.widths))
        self._line("", ())


def _fill(row: Any, cells: tuple[Run, ...]) -> None:
    for cell, run in zip(row.cells, cells, strict=True):
        line = cell.paragraphs[0]
        line.paragraph_format.space_after = Pt(2)
        _run(line, run)


def _run(line: Any, run: Run) -> None:
    """Some words in a paragraph; python-docx has no links of its own."""
    made = line.add_run(_clean(run.text))
    if run.weight == "italic":
        made.italic = True
    elif run.weight:
        made.bold = run.weight == "bold"
    if not run.address.startswith(("http://", "https://")):
        return
    mark = OxmlElement("w:hyperlink")
    mark.set(qn("r:id"), line.part.relate_to(run.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    made.font.underline = True
    made.font.color.rgb = _LINK
    mark.append(made._r)
    line._p.append(mark)


def _emptied(template: Path) -> Any:
    """The template without its text."""
    try:
        book: Any = open_document(str(template))
    except (OSError, ValueError, KeyError, BadZipFile, PackageNotFoundError) as error:
        raise BadSettings(name="[agenda] template", value=template, why=str(error)) from error
    for part in [*book.element.body]:
        if part.tag != qn("w:sectPr"):
            book.element.body.remove(part)
    return book


def _describe(book: Any, paper: Paper) -> None:
    """The document's own properties: what it is, whose, in which language, made now."""
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    properties = book.core_properties
    properties.title, properties.author, properties.last_modified_by = _clean(paper.title)[:255], paper.author, paper.author
    properties.created = properties.modified = now
    properties.comments, properties.revision = "", 1
    properties.language = _TONGUES.get(paper.language, "en-GB")


def _prepare(book: Any, language: str) -> None:
    section = book.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = book.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    _speak(normal, _TONGUES.get(language, "en-GB"))
    for name, size in (("Title", 20), ("Subtitle", 12), ("Heading 1", 14), ("Heading 2", 12), ("Heading 3", 11)):
        style = book.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _INK
        fonts = style.element.rPr.rFonts
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(key), None)
    quote, facts = book.styles["Quote"], book.styles["Caption"]
    quote.font.italic, quote.font.color.rgb = False, RGBColor(0x11, 0x11, 0x11)
    quote.paragraph_format.left_indent = Cm(0.6)
    facts.font.size, facts.font.bold, facts.font.color.rgb = Pt(9.5), False, RGBColor(0x44, 0x44, 0x44)
    for style in (book.styles["Subtitle"], quote):
        style.font.italic = False
    _page_numbers(section.footer.paragraphs[0])


def _speak(style: Any, language: str) -> None:
    """Tells Word the text's language, so that it is spelt and hyphenated as such."""
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    style.element.get_or_add_rPr().append(mark)


def _page_numbers(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _numbering(book: Any) -> int:
    """A numbering of its own for the headings that are counted, "1.", "2." …"""
    part = book.part.numbering_part.element
    number = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in part.findall(qn("w:abstractNum"))), default=0)
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(number))
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for name, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", "%1."), ("w:lvlJc", "left")):
        mark = OxmlElement(name)
        mark.set(qn("w:val"), value)
        level.append(mark)
    place = OxmlElement("w:pPr")
    indent = OxmlElement("w:ind")
    indent.set(qn("w:left"), "567")
    indent.set(qn("w:hanging"), "567")
    place.append(indent)
    level.append(place)
    abstract.append(level)
    part.insert(0, abstract)
    return int(part.add_num(number).numId)


def _number(line: Any, numbering: int) -> None:
    properties = line._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def _clean(text: str) -> str:
    r"""The text as XML can hold it, its white space folded; what stands at its ends stays, since runs follow one another.

    >>> _clean("rivi\n  toinen ")
    'rivi toinen '
    """
    return re.sub(r"[ \t\n\r]+", " ", _UNWRITABLE.sub("", text))
