"""The agenda as a document: DOCX read again, Markdown escaped."""

from __future__ import annotations

import datetime
import io

import docx

from web.agenda.document import Line, Link, Sheet, markdown_of, paper_of
from web.office import word

SHEET = Sheet(
    "Reittiryhmän kokous",
    datetime.date(2031, 5, 14),
    (
        Line("1", "Kokouksen avaus"),
        Line(
            "2",
            "Opasteet <b>ja</b> *kyltit*",
            "Salmiharju/SRK",
            "Ensimmäinen kappale.\nToinen kappale.",
            (Link("ks. ryhmä 12.3.2031, kohta 3", "http://127.0.0.1/paatokset/2031-03-12/3/1"),),
            ((Link("ks. ryhmä 12.3.2031, kohta 3", "http://127.0.0.1/paatokset/2031-03-12/3/1"), "Uusitaan\x0b opasteet."),),
        ),
    ),
)


def test_the_word_document_has_headings_numbers_links_and_an_annex() -> None:
    paper = docx.Document(io.BytesIO(word.docx_of(paper_of(SHEET))))

    headings = [p for p in paper.paragraphs if p.style.name == "Heading 1"]
    assert [p.text for p in headings] == ["Kokouksen avaus", "Opasteet <b>ja</b> *kyltit*, Salmiharju/SRK", "Aiemmat päätökset"]
    assert [p._p.pPr.numPr is not None for p in headings] == [True, True, False]
    assert paper.paragraphs[0].style.name == "Title"
    links = [link for p in paper.paragraphs for link in p.hyperlinks]
    assert [(link.text, link.address) for link in links] == [
        (SHEET.lines[1].links[0].text, SHEET.lines[1].links[0].address)
    ] * 2
    assert "Ensimmäinen kappale." in [p.text for p in paper.paragraphs]


def test_numbers_that_do_not_count_from_one_are_written_out() -> None:
    paper = docx.Document(
        io.BytesIO(word.docx_of(paper_of(Sheet("Lautakunta", None, (Line("§ 12", "Avaus"), Line("§ 13", "Muut"))))))
    )

    assert [p.text for p in paper.paragraphs if p.style.name == "Heading 1"] == ["§ 12 Avaus", "§ 13 Muut"]


def test_markdown_escapes_what_documents_say() -> None:
    text = markdown_of(SHEET)

    assert "## 2. Opasteet \\<b\\>ja\\</b\\> \\*kyltit\\*, Salmiharju/SRK" in text
    assert "- [ks. ryhmä 12.3.2031, kohta 3](<http://127.0.0.1/paatokset/2031-03-12/3/1>)" in text
