"""The agenda as it goes out: DOCX with real headings, numbering and links, and Markdown. Used by the pages and the command."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx import Document as open_document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from kb.agenda import citations
from kb.agenda.desk import Answer
from kb.agenda.draft import Draft
from kb.agenda.handlings import Handling
from kb.agenda.texts import say
from kb.dates import format_date
from kb.library import Library

# Characters that XML 1.0 cannot hold.
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INK: Final = RGBColor(0x1F, 0x3A, 0x5F)


@dataclass(frozen=True, slots=True)
class Link:
    """A reference with its address."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """An item on paper: its number, title, who presents it, the text under it, references, and earlier agreements for the annex."""

    number: str
    title: str
    presenter: str = ""
    text: str = ""
    links: tuple[Link, ...] = ()
    earlier: tuple[tuple[Link, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """An agenda as it is written out. `language` is that of its fixed words."""

    title: str
    date: datetime.date | None
    lines: tuple[Line, ...]
    language: str = "fi"
    details: tuple[str, ...] = ()

    @property
    def has_annex(self) -> bool:
        """Whether there is a list of earlier agreements."""
        return any(line.earlier for line in self.lines)


def sheet_of(found: Answer, library: Library, language: str = "fi", *, annex: bool = True, host: str = "") -> Sheet:
    """The sheet of an answered draft with its references and, unless told, its annex. `host` makes addresses whole."""
    lines = []
    for one in found.items:
        decided = [p.handling for p in one.prior if p.handling.decision and p.score >= 0.25]
        lines.append(
            Line(
                one.item.number,
                one.item.title,
                _presenter(one.item.presenter, one.item.organisation),
                one.item.text,
                tuple(Link(text, host + address) for text, address in one.item.links),
                earlier=tuple((link_to(h, library, host, language), h.text) for h in decided[:3]) if annex else (),
            )
        )
    return Sheet(title_of(found.draft, library, language), found.draft.date, tuple(lines), language)


def title_of(draft: Draft, library: Library, language: str = "fi") -> str:
    """The heading: the draft's own, else whose agenda it is."""
    return draft.title or " – ".join(filter(None, (draft.body or library.info().group, say("agenda", "", language))))


def link_to(handling: Handling, library: Library, host: str = "", language: str = "fi") -> Link:
    """The citation of a handling with its address."""
    return Link(citations.cite(handling, library.settings, language), host + citations.address(handling))


def _presenter(name: str | None, organisation: str | None) -> str:
    return "/".join(filter(None, (name, organisation)))


# --- Markdown ---


def markdown_of(sheet: Sheet) -> str:
    """The sheet as Markdown; what documents say is escaped."""
    parts = [f"# {_escaped(sheet.title)}"]
    if sheet.date:
        parts.append(format_date(sheet.date, sheet.language))
    parts += [_escaped(detail) for detail in sheet.details]
    for line in sheet.lines:
        presenter = f", {_escaped(line.presenter)}" if line.presenter else ""
        parts.append(f"## {_heading_number(line.number)} {_escaped(line.title)}{presenter}")
        parts += [_escaped(text) for text in line.text.split("\n") if text.strip()]
        if line.links:
            parts.append("\n".join(f"- {_link(link)}" for link in line.links))
    if sheet.has_annex:
        parts.append(f"## {say('annex', '', sheet.language)}")
        for line in sheet.lines:
            if line.earlier:
                parts.append(f"### {_heading_number(line.number)} {_escaped(line.title)}")
                parts.append("\n".join(f"- {_link(link)}: {_escaped(text)}" for link, text in line.earlier))
    return "\n\n".join(parts) + "\n"


def _heading_number(number: str) -> str:
    return number if "§" in number else f"{number}."


def _link(link: Link) -> str:
    return f"[{_escaped(link.text)}](<{link.address}>)" if link.address else _escaped(link.text)


def _escaped(text: str) -> str:
    text = re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", " ".join(text.split()))
    return re.sub(r"^([-+]|\d+[.)])(?=\s)", r"\\\1", text)


# --- DOCX ---


def docx_of(sheet: Sheet) -> bytes:
    """The sheet as a Word document: Title and Heading styles, automatic numbers where the items count from one, hyperlinks."""
    paper: Any = open_document()
    _prepare(paper, sheet)
    paper.add_paragraph(_clean(sheet.title), style="Title")
    for detail in (*((format_date(sheet.date, sheet.language),) if sheet.date else ()), *sheet.details):
        paper.add_paragraph(_clean(detail), style="Subtitle")
    numbering = _numbering(paper) if _counts(sheet.lines) else None
    for line in sheet.lines:
        title = line.title if numbering is not None else f"{_heading_number(line.number)} {line.title}"
        heading = paper.add_paragraph(_clean(title), style="Heading 1")
        if line.presenter:
            heading.add_run(_clean(f", {line.presenter}")).bold = False
        if numbering is not None:
            _number(heading, numbering)
        for text in filter(str.strip, line.text.split("\n")):
            paper.add_paragraph(_clean(text))
        for link in line.links:
            _hyperlink(paper.add_paragraph(style="List Bullet"), link)
    if sheet.has_annex:
        _annex(paper, sheet)
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def _prepare(paper: Any, sheet: Sheet) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    paper.core_properties.title = _clean(sheet.title)
    paper.core_properties.author = "Kokousmuisti"
    paper.core_properties.language = {"fi": "fi-FI", "sv": "sv-FI"}.get(sheet.language, "en-GB")
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    _speak(normal, paper.core_properties.language)
    for name, size in (("Title", 20), ("Heading 1", 13), ("Heading 2", 12)):
        style = paper.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _INK
        fonts = style.element.rPr.rFonts
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(key), None)
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


def _counts(lines: Sequence[Line]) -> bool:
    """Whether the items' numbers are 1, 2, 3 …, so that Word can count them itself."""
    return [line.number for line in lines] == [str(number) for number in range(1, len(lines) + 1)]


def _numbering(paper: Any) -> int:
    """A numbering of its own for the items, "1.", "2." …"""
    part = paper.part.numbering_part.element
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


def _number(paragraph: Any, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def _hyperlink(paragraph: Any, link: Link) -> None:
    if not link.address.startswith(("http://", "https://")):
        paragraph.add_run(_clean(link.text))
        return
    key = paragraph.part.relate_to(link.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    mark = OxmlElement("w:hyperlink")
    mark.set(qn("r:id"), key)
    run = paragraph.add_run(_clean(link.text))
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x05, 0x4A, 0x91)
    mark.append(run._r)
    paragraph._p.append(mark)


def _annex(paper: Any, sheet: Sheet) -> None:
    heading = paper.add_paragraph(say("annex", "", sheet.language), style="Heading 1")
    heading.paragraph_format.page_break_before = True
    for line in sheet.lines:
        if line.earlier:
            paper.add_paragraph(_clean(f"{_heading_number(line.number)} {line.title}"), style="Heading 2")
            _earlier(paper, line.earlier)


def _earlier(paper: Any, earlier: Iterable[tuple[Link, str]]) -> None:
    for link, text in earlier:
        paragraph = paper.add_paragraph(style="List Bullet")
        _hyperlink(paragraph, link)
        paragraph.add_run(_clean(f": {text}"))


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", " ".join(text.split()))
