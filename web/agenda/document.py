"""The agenda as it goes out: DOCX with real headings, numbering and links, and Markdown. Used by the pages and the command."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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

from kb.agenda import citations
from kb.agenda.desk import Answer
from kb.agenda.draft import Draft
from kb.agenda.matching import matcher_of
from kb.agenda.texts import say
from kb.dates import format_date
from kb.errors import BadSettings
from kb.library import Library
from kb.settings import Settings

# Characters that XML 1.0 cannot hold.
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BULLET: Final = re.compile(r"^(?P<indent>\s*)[-*•–]\s+(?P<words>\S.*)$")
_TONGUES: Final = {"fi": "fi-FI", "sv": "sv-FI"}
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
    author: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The lines below the title: the day, unless a line has it, and the rest."""
        day = format_date(self.date, self.language) if self.date else ""
        return (*((day,) if day and not any(day in line for line in self.details) else ()), *self.details)

    @property
    def has_annex(self) -> bool:
        """Whether there is a list of earlier agreements."""
        return any(line.earlier for line in self.lines)


def sheet_of(found: Answer, library: Library, language: str = "fi", *, annex: bool = True) -> Sheet:
    """The sheet of an answered draft: everything it says, its references and, unless told, an annex of what they lead to.

    A reference is words; where a public address is set it leads there, too.
    """
    settings = library.settings
    cited = {citations.address(one): one for one in matcher_of(library).handlings} if annex else {}
    lines = []
    for one in found.items:
        links = tuple(Link(text, _whole(address, settings)) for text, address in one.item.links)
        earlier = tuple(
            (link, cited[address].text) for link, (_, address) in zip(links, one.item.links, strict=True) if address in cited
        )
        presenter = _presenter(one.item.presenter, one.item.organisation)
        lines.append(Line(one.item.number, one.item.title, presenter, one.item.text, links, earlier))
    draft = found.draft
    author = settings.agenda_author or draft.body or library.info().group or ""
    return Sheet(title_of(draft, library, language), draft.date, tuple(lines), language, draft.details, author)


def _whole(address: str, settings: Settings) -> str:
    if address.startswith(("http://", "https://")):
        return address
    return settings.public_url + address if settings.public_url else ""


def title_of(draft: Draft, library: Library, language: str = "fi") -> str:
    """The heading: the draft's own, else whose agenda it is."""
    return draft.title or " – ".join(filter(None, (draft.body or library.info().group, say("agenda", "", language))))


def _presenter(name: str | None, organisation: str | None) -> str:
    return "/".join(filter(None, (name, organisation)))


# --- Markdown ---


def markdown_of(sheet: Sheet) -> str:
    """The sheet as Markdown; what documents say is escaped."""
    parts = [f"# {_escaped(sheet.title)}"]
    parts += [_escaped(detail) for detail in sheet.heads]
    for line in sheet.lines:
        presenter = f", {_escaped(line.presenter)}" if line.presenter else ""
        parts.append(f"## {_heading_number(line.number)} {_escaped(line.title)}{presenter}")
        parts += [_markdown_line(text) for text in line.text.split("\n") if text.strip()]
        if line.links:
            parts.append("\n".join(f"- {_link(link)}" for link in line.links))
    if sheet.has_annex:
        parts.append(f"## {say('annex', '', sheet.language)}")
        for line in sheet.lines:
            if line.earlier:
                parts.append(f"### {_heading_number(line.number)} {_escaped(line.title)}")
                parts.append("\n".join(f"- {_link(link)}: {_escaped(text)}" for link, text in line.earlier))
    return "\n\n".join(parts) + "\n"


def _markdown_line(text: str) -> str:
    bullet = _BULLET.match(text)
    return f"{bullet['indent']}- {_escaped(bullet['words'])}" if bullet else _escaped(text)


def _heading_number(number: str) -> str:
    return number if "§" in number else f"{number}."


def _link(link: Link) -> str:
    return f"[{_escaped(link.text)}](<{link.address}>)" if link.address else _escaped(link.text)


def _escaped(text: str) -> str:
    text = re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", " ".join(text.split()))
    return re.sub(r"^([-+]|\d+[.)])(?=\s)", r"\\\1", text)


# --- plain text ---


def text_of(sheet: Sheet) -> str:
    """The sheet as text for an e-mail: nothing marked up, references in words."""
    parts = ["\n".join((sheet.title, *sheet.heads))]
    for line in sheet.lines:
        title = f"{_heading_number(line.number)} {line.title}" + (f", {line.presenter}" if line.presenter else "")
        links = [f"({link.text}{': ' + link.address if link.address else ''})" for link in line.links]
        parts.append("\n".join([title, *filter(str.strip, line.text.split("\n")), *links]))
    return "\n\n".join(parts) + "\n"


# --- DOCX ---


def docx_of(sheet: Sheet, template: Path | None = None) -> bytes:
    """The sheet as a Word document: Title and Heading styles, automatic numbers where the items count from one, hyperlinks.

    With a `template` its styles, header, footer and page are used, and nothing of its text. Raises BadSettings where it cannot be.
    """
    paper: Any = _paper(sheet, template)
    _describe(paper, sheet)
    paper.add_paragraph(_clean(sheet.title), style=_style(paper, "Title"))
    for detail in sheet.heads:
        paper.add_paragraph(_clean(detail), style=_style(paper, "Subtitle"))
    numbering = _numbering(paper) if _counts(sheet.lines) else None
    for line in sheet.lines:
        title = line.title if numbering is not None else f"{_heading_number(line.number)} {line.title}"
        heading = paper.add_paragraph(_clean(title), style=_style(paper, "Heading 1"))
        if line.presenter:
            heading.add_run(_clean(f", {line.presenter}")).bold = False
        if numbering is not None:
            _number(heading, numbering)
        for text in filter(str.strip, line.text.split("\n")):
            _written(paper, text)
        for link in line.links:
            _hyperlink(paper.add_paragraph(style=_style(paper, "List Bullet")), link)
    if sheet.has_annex:
        _annex(paper, sheet)
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def _paper(sheet: Sheet, template: Path | None) -> Any:
    if template is None:
        paper = open_document()
        _prepare(paper, sheet)
        return paper
    try:
        paper = open_document(str(template))
    except (OSError, ValueError, KeyError, BadZipFile, PackageNotFoundError) as error:
        raise BadSettings(name="[agenda] template", value=template, why=str(error)) from error
    for part in [*paper.element.body]:
        if part.tag != qn("w:sectPr"):
            paper.element.body.remove(part)
    return paper


def _style(paper: Any, name: str) -> str | None:
    """The style's name when the document has it; None for the usual one."""
    return name if name in {style.name for style in paper.styles} else None


def _written(paper: Any, text: str) -> None:
    """A line of an item's text: a bullet, as deep as it is indented, or a paragraph."""
    bullet = _BULLET.match(text)
    if bullet is None:
        paper.add_paragraph(_clean(text))
        return
    depth = min(2, len(bullet["indent"]) // 2)
    name = _style(paper, "List Bullet" if not depth else f"List Bullet {depth + 1}") or _style(paper, "List Bullet")
    paper.add_paragraph(_clean(bullet["words"]), style=name)


def _describe(paper: Any, sheet: Sheet) -> None:
    """The document's own properties: what it is, whose, in which language, made now."""
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    properties = paper.core_properties
    properties.title, properties.author, properties.last_modified_by = _clean(sheet.title), sheet.author, sheet.author
    properties.created = properties.modified = now
    properties.comments, properties.revision = "", 1
    properties.language = _TONGUES.get(sheet.language, "en-GB")


def _prepare(paper: Any, sheet: Sheet) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    _speak(normal, _TONGUES.get(sheet.language, "en-GB"))
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
    heading = paper.add_paragraph(say("annex", "", sheet.language), style=_style(paper, "Heading 1"))
    heading.paragraph_format.page_break_before = True
    for line in sheet.lines:
        if line.earlier:
            paper.add_paragraph(_clean(f"{_heading_number(line.number)} {line.title}"), style=_style(paper, "Heading 2"))
            _earlier(paper, line.earlier)


def _earlier(paper: Any, earlier: Iterable[tuple[Link, str]]) -> None:
    for link, text in earlier:
        paragraph = paper.add_paragraph(style=_style(paper, "List Bullet"))
        _hyperlink(paragraph, link)
        paragraph.add_run(_clean(f": {text}"))


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", " ".join(text.split()))
