"""Blocks → DOCX, with real headings and lists; items may be numbered by Word itself."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from corpus.tarina.archive import freeze
from corpus.tarina.markdown import number_of
from corpus.tarina.markup import Block, Run

_STYLE = {
    "title": "Heading 1",
    "subtitle": "Heading 2",
    "label": "Heading 3",
    "item": "Heading 3",
    "subitem": "Heading 4",
    "heading": "Heading 5",
    "bullet": "List Bullet",
}
_NUMBERING = """<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="432" w:hanging="432"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="576" w:hanging="432"/></w:pPr></w:lvl></w:abstractNum>"""


def write_docx(
    blocks: tuple[Block, ...],
    *,
    day: date,
    header: str,
    footer: str,
    language: str = "fi",
    bold_items: bool = False,
    auto_numbers: bool = False,
) -> bytes:
    """Return the DOCX file. ``auto_numbers`` leaves items' numbers to Word's numbering instead of the text."""
    document = docx.Document()
    _dress(document, header, footer)
    if auto_numbers:
        _define_numbering(document)
    for block in blocks:
        if block.kind in ("table", "facts"):
            _table(document, block)
        else:
            _paragraph(document, block, bold_items, auto_numbers)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Ohjausryhmän sihteeri"
    properties.title, properties.language, properties.comments = blocks[0].text, language, ""
    properties.created = properties.modified = datetime(day.year, day.month, day.day, 9)
    out = io.BytesIO()
    document.save(out)
    return freeze(out.getvalue(), day)


def _dress(document: Any, header: str, footer: str) -> None:
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    for level in range(1, 6):
        style = document.styles[f"Heading {level}"]
        style.font.color.rgb = RGBColor(0x1D, 0x3B, 0x53)
        style.font.name = "Calibri"
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    line = section.footer.paragraphs[0]
    line.add_run(footer + "\t\t")
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = line.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _define_numbering(document: Any) -> None:
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_NUMBERING.format(ns=nsdecls("w"))))
    num = parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    numbering.append(num)


def _paragraph(document: Any, block: Block, bold_items: bool, auto_numbers: bool) -> None:
    by_bold = bold_items and bool(block.number)
    paragraph = document.add_paragraph(style="Normal" if by_bold else _STYLE.get(block.kind, "Normal"))
    if block.number and auto_numbers:
        properties = paragraph._p.get_or_add_pPr()
        level = 1 if " " in block.number else 0
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'))
    elif block.number:
        _add_run(paragraph, Run(number_of(block) + " ", by_bold))
    for run in block.runs:
        _add_run(paragraph, Run(run.text, run.bold or by_bold, run.inserted))


def _add_run(paragraph: Any, run: Run) -> None:
    added = paragraph.add_run(run.text)
    if run.bold:
        added.bold = True
    if run.inserted:
        insertion = OxmlElement("w:ins")
        insertion.set(qn("w:id"), "900")
        insertion.set(qn("w:author"), "Ohjausryhmän sihteeri")
        insertion.set(qn("w:date"), "2026-01-01T09:00:00Z")
        added._r.addprevious(insertion)
        insertion.append(added._r)


def _table(document: Any, block: Block) -> None:
    width = 2 if block.kind == "facts" else len(block.rows[0])
    table = document.add_table(rows=0, cols=width, style="Table Grid")
    for index, row in enumerate(block.rows):
        cells = table.add_row().cells
        texts = (row[0], "\n".join(row[1:])) if block.kind == "facts" else row
        for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            lines = text.split("\n")
            cell.paragraphs[0].add_run(lines[0]).bold = (index == 0 and block.kind == "table") or (
                column == 0 and block.kind == "facts"
            )
            for line in lines[1:]:
                cell.add_paragraph(line)
    document.add_paragraph()
