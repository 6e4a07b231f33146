"""Documents to take along: read back with python-docx and PyMuPDF they say what their pages say."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pymupdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import Page
from tests.web.fake import AGREED, BODY, DECISIONS
from web import answers
from web.office import printing, word
from web.office.paper import Grid, Paper, Run, grid, heading, section, text

# What of each page must stand in its document: headings, words of minutes, facts.
PAPERS = {
    "/kokoukset/2025-03-06": ("h1", ".agenda h2", ".minutes > p, .minutes .words", "#osallistujat ~ dl dd a"),
    "/paatokset/2025-03-06/3/1": ("h1", ".quote p", "#viite-teksti", "#tiedot ~ dl dd a"),
    "/tuotokset/1.2": ("h1", ".line blockquote", ".entry .words"),
    "/aiheet/vedenlaatu": ("h1", ".entry .words", ".entry h3 a"),
    "/uudelle": ("h1", "#jasenet ~ * tbody th", ".entry .words", ".reading a"),
}


def book(client: FlaskClient, address: str) -> docx.document.Document:
    response = client.get(f"{address}{'&' if '?' in address else '?'}muoto=docx")
    assert (response.status_code, response.mimetype) == (200, word.MEDIA_TYPE)
    return docx.Document(io.BytesIO(response.get_data()))


def words_of(made: docx.document.Document) -> str:
    """Everything a document says, white space folded."""
    lines = [paragraph.text for paragraph in made.paragraphs]
    lines += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize("address", PAPERS)
def test_a_document_says_what_its_page_says(client: FlaskClient, page: Callable[..., Page], address: str) -> None:
    said, shown, found = words_of(book(client, address)), page(address), 0
    for path in PAPERS[address]:
        for element in shown.cssselect(path):
            for part in " ".join(element.text_content().replace("\u00ad", "").split()).split("…"):
                assert part.strip(" .") in said, (path, part)
                found += 1
    assert found > 2


def test_the_register_holds_every_decision_that_the_filters_leave(client: FlaskClient) -> None:
    made = book(client, "/paatokset?laji=approval")
    quotes = [one.text for one in made.paragraphs if one.style.name == "Quote"]
    assert quotes == [one.text for one in DECISIONS if one.kind == "approval"]
    assert [one.text for one in made.paragraphs if one.style.name == "Subtitle"] == ["1 päätös", "Laji: Hyväksytty"]


def test_the_register_has_real_styles_under_the_meetings(client: FlaskClient) -> None:
    made = book(client, "/paatokset")
    styles = [one.style.name for one in made.paragraphs]
    assert styles[0] == "Title"
    assert styles[2:5] == ["Heading 1", "Heading 2", "Quote"]
    assert made.paragraphs[2].text == "Ohjausryhmän kokous 1/2025, 6.3.2025"
    assert any(one.text == AGREED for one in made.paragraphs)
    targets = {one.target_ref for one in made.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.HYPERLINK}
    assert "http://127.0.0.1:80/paatokset/2025-03-06/3/1" in targets


def test_a_document_is_in_the_readers_language(client: FlaskClient) -> None:
    client.set_cookie("kieli", "sv")
    made = book(client, "/paatokset/2025-03-06/3/1")
    assert made.core_properties.language == "sv-FI"
    assert "Överenskommet" in words_of(made)
    assert BODY in words_of(made)


def test_every_page_with_a_document_shows_the_way_to_it(page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_office", lambda: "/usr/bin/soffice")
    for address in PAPERS:
        forms = [link.get("href").partition("muoto=")[2] for link in page(address).cssselect(".save-list a")]
        assert forms == ["docx", "pdf", "json"], address


def test_where_there_is_no_office_no_pdf_is_promised(
    client: FlaskClient, page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "_office", lambda: None)
    assert "pdf" not in "".join(link.get("href") for link in page("/paatokset").cssselect(".save-list a"))
    refused = client.get("/paatokset?muoto=pdf")
    assert refused.status_code == 501
    assert "LibreOffice" in refused.get_data(as_text=True)


@pytest.mark.skipif(not printing.is_possible(), reason="no LibreOffice")
@pytest.mark.parametrize("address", ("/paatokset", "/kokoukset/2025-03-06"))
def test_a_pdf_says_what_the_word_document_says(client: FlaskClient, address: str) -> None:
    response = client.get(f"{address}?muoto=pdf")
    assert response.mimetype == "application/pdf"
    with pymupdf.open(stream=response.get_data()) as found:
        # The number of the page stands in the footer.
        printed = "".join("".join(page.get_text().split()).removesuffix(str(page.number + 1)) for page in found)
    for paragraph in book(client, address).paragraphs:
        assert "".join(paragraph.text.split()) in printed


def test_the_pack_is_where_it_was_before(client: FlaskClient) -> None:
    moved = client.get("/uudelle/perehdytys.docx")
    assert (moved.status_code, moved.location) == (301, "/uudelle?muoto=docx")


def test_what_xml_cannot_hold_is_left_out_and_what_looks_like_it_stays() -> None:
    made = word.docx_of(Paper("x", "A\x00B <c>", (text("rivi\x0b\n & toinen"), *grid(("a", "b"), (("1", Run("2")),)))))
    found = docx.Document(io.BytesIO(made))
    assert [one.text for one in found.paragraphs] == ["AB <c>", "rivi & toinen", ""]
    assert [[cell.text for cell in row.cells] for row in found.tables[0].rows] == [["a", "b"], ["1", "2"]]


def test_a_heading_stands_over_something() -> None:
    assert section(1, "Liitteet", ()) == ()
    assert section(1, "Liitteet", (text("x"),))[0] == heading(1, "Liitteet")
    assert grid(("a",), ()) == ()
    assert isinstance(grid(("a",), (("1",),))[0], Grid)


def test_a_long_register_takes_no_longer_a_line_than_a_short_one(app: Flask) -> None:
    import time

    took = []
    for count in (400, 1600):
        paper = Paper("x", "X", tuple(text(f"Sovittiin asiasta {number}.") for number in range(count)))
        start = time.process_time()
        word.docx_of(paper)
        took.append((time.process_time() - start) / count)
    assert took[1] < took[0] * 2
    assert answers.DOCX == "docx"
