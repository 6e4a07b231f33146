"""The new member's pack as a Word document: real headings, tables and links, so that it can be edited and sent on."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from kb.results import url_of
from kb.welcome.pack import Coming, Pack, Reading, Reason
from web import words
from web.formats import date
from web.language import _, language

LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def write(
    pack: Pack,
    host: str,
    why: Callable[[Reason], str],
    step: Callable[[Reading], str],
    title: Callable[[Reading], str],
    event: Callable[[Coming], tuple[str, str]],
) -> bytes:
    """The pack as a DOCX file; links lead to `host`, and the others put the pack's codes in words."""
    book = _blank()
    book.add_heading(_("Uudelle jäsenelle"), 0)
    book.add_paragraph(pack.group or "")
    _group(book, pack, host)
    book.add_heading(_("Ketkä ovat mukana nyt"), 1)
    members = (
        (
            m.person.name,
            next(iter(m.person.organisations), ""),
            next(iter(words.role_names(m.roles)), ""),
            date(m.since),
            str(m.meetings),
        )
        for m in pack.members
    )
    _table(book, (_("Nimi"), _("Organisaatio"), _("Rooli"), _("Mukana alkaen"), _("Kokouksia")), members)
    book.add_heading(_("Sanat, lyhenteet ja mitä ne tarkoittavat"), 1)
    _table(book, (_("Sana"), _("Merkitys")), ((one.word, one.meaning) for one in pack.words))
    book.add_heading(_("Tuotokset ja missä ne ovat"), 1)
    outputs = ((o.number, o.title or "", str(words.EVENTS[o.status].name)) for o in pack.outputs)
    _table(book, (_("Numero"), _("Tuotos"), _("Tila")), outputs)
    book.add_heading(_("Keskeiset päätökset"), 1)
    for weighed in pack.decisions:
        line = book.add_paragraph(style="List Number")
        line.add_run(f"{words.DECISIONS[weighed.decision.kind].name}. ").bold = True
        line.add_run(f"{weighed.decision.text} ")
        _link(line, date(weighed.decision.date), f"{host}/paatokset/{weighed.decision.id}")
        if weighed.why:
            line.add_run(f" {_('Miksi:')} {', '.join(map(why, weighed.why))}.").italic = True
    book.add_heading(_("Mitä on auki"), 1)
    for decision in pack.open:
        line = book.add_paragraph(style="List Bullet")
        line.add_run(f"{decision.text} ")
        _link(line, date(decision.date), f"{host}/paatokset/{decision.id}")
    book.add_heading(_("Mitä on tulossa"), 1)
    _table(book, (_("Päivä"), _("Mitä")), ((date(one.day), event(one)[0]) for one in pack.coming))
    book.add_heading(_("Tunnin lukujärjestys"), 1)
    for one in pack.reading:
        line = book.add_paragraph(style="List Number 2")
        _link(line, title(one), host + url_of("meeting", one.meeting.id))
        line.add_run(f" {step(one)} {_('Noin %(minutes)s min.', minutes=one.minutes)}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _blank() -> Document:
    book = docx.Document()
    for section in book.sections:
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
    style = book.styles["Normal"]
    style.font.name = "Calibri"
    style.font.size = Pt(11)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}[language()])
    style.element.get_or_add_rPr().append(tongue)
    book.core_properties.title = _("Uudelle jäsenelle")
    book.core_properties.author = "Kokousmuisti"
    return book


def _group(book: Document, pack: Pack, host: str) -> None:
    book.add_heading(_("Mikä ryhmä on"), 1)
    for meeting, item, sentence in pack.tasks:
        line = book.add_paragraph(style="Quote")
        line.add_run(f"{sentence} ")
        _link(line, f"{date(meeting.date)}", f"{host}/kokoukset/{item.id}")


def _table(book: Document, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    table = book.add_table(rows=1, cols=len(heads))
    table.style = "Light Grid Accent 1"
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    # A heading row is repeated on every page, and read as one by a screen reader.
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _link(line: Paragraph, text: str, url: str) -> None:
    """A link run: python-docx has none of its own."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(url, LINK, is_external=True))
    run = line.add_run(text)
    run.font.color.rgb = RGBColor(0x0A, 0x4C, 0x86)
    run.font.underline = True
    link.append(run._r)
    line._p.append(link)
