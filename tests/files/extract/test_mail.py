"""Mail with its attachments: materials that came by mail are read where they lie."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from kb.document import Document
from tests.files.extract.compound import message as outlook
from tests.files.extract.drawing import Sheet
from tests.files.extract.office import build, paragraph

Read = Callable[[str, "str | bytes"], Document]
NOTES = "# Muistio\n\nAika: 4.3.2025\n\n1. Avaus\n\nSovittiin, että Pellervo kutsuu koolle."


def mail(text: str = "Hei,\n\nohessa muistio.\n", **attached: bytes) -> EmailMessage:
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = "Kokouksen muistio", "Äiti Ääri <aino@example.org>", "ryhma@example.org"
    made["Date"] = "Tue, 04 Mar 2025 10:00:00 +0200"
    made.set_content(text)
    for name, data in attached.items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return made


def pdf(text: str) -> bytes:
    sheet = Sheet()
    sheet.paragraph(text)
    return sheet.bytes()


def test_a_message_is_read_with_each_attachment_by_its_content(read: Read) -> None:
    attached = {"muistio_md": NOTES.encode(), "kartta_pdf": pdf("Rantareitti"), "liite_docx": build(paragraph("Budjetti"))}
    document = read("viesti.eml", mail(**attached).as_bytes())
    assert document.title == "Kokouksen muistio"
    labels = [section.label for section in document.sections]
    assert labels == ["viesti", "liite muistio.md", "liite kartta.pdf, s. 1", "liite liite.docx"]
    assert [section.number for section in document.sections] == [1, 2, 3, 4]
    text = "\n".join(section.text for section in document.sections)
    for words in ("ohessa muistio", "Pellervo kutsuu koolle", "Rantareitti", "Budjetti", "Äiti Ääri"):
        assert words in text
    assert not any(block.words or block.boxes for section in document.sections for block in section.blocks)
    assert not document.warnings


def test_the_senders_lines_stand_in_a_note_after_the_text(read: Read) -> None:
    blocks = read("viesti.eml", mail().as_bytes()).sections[0].blocks
    assert [block.kind for block in blocks] == ["heading", "paragraph", "paragraph", "note"]
    assert "aino@example.org" in blocks[-1].text


def test_a_message_of_markup_alone_is_read_as_a_page(read: Read) -> None:
    made = EmailMessage()
    made["Subject"] = "Kutsu"
    made.set_content("<h2>Kokouskutsu</h2><p>Tervetuloa <b>tiistaina</b>.</p><script>x()</script>", subtype="html")
    text = read("viesti.eml", made.as_bytes()).sections[0].text
    assert "Kokouskutsu" in text and "Tervetuloa tiistaina." in text and "x()" not in text


def test_a_message_inside_a_message_is_opened_and_endless_ones_are_not(read: Read) -> None:
    inner = mail("Alkuperäinen viesti", muistio_md=NOTES.encode())
    outer = EmailMessage()
    outer["Subject"] = "Edelleen"
    outer.set_content("Katso alla.")
    outer.add_attachment(inner)
    document = read("viesti.eml", outer.as_bytes())
    assert "Pellervo kutsuu koolle" in "\n".join(section.text for section in document.sections)
    for _ in range(8):
        around = EmailMessage()
        around["Subject"] = "Edelleen"
        around.set_content("Taas.")
        around.add_attachment(outer)
        outer = around
    assert tuple(code for _, code, _ in read("syva.eml", outer.as_bytes()).warnings) == ("mail_too_much",)


def test_an_attachment_that_cannot_be_read_is_told_by_its_name(read: Read) -> None:
    document = read("viesti.eml", mail(taulukko_csv=b"a;b\n1;2\n", rikki_pdf=b"%PDF-1.7 rikki").as_bytes())
    told = {(where, code) for where, code, _ in document.warnings if code == "mail_part_unread"}
    assert ("taulukko.csv", "mail_part_unread") in told


@pytest.mark.parametrize(
    "data",
    [
        b"From: a\nContent-Type: text/plain; charset=ei-ole\n\n\xe4\xe4ni",
        b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nHei\n",
        b"Subject: =?utf-8?B?***?=\nTo: <<<>>>, ;;:\nDate: eilen\n\nHei",
        b"From: a\nContent-Type: multipart/mixed\n\nHei",
        b"From: a\nContent-Transfer-Encoding: base64\n\n====",
    ],
)
def test_a_badly_broken_message_costs_nothing_else(read: Read, data: bytes) -> None:
    assert read("viesti.eml", data).sections


def test_an_outlook_message_is_read_with_its_attachment(read: Read) -> None:
    document = read("viesti.msg", outlook("Kokouksen muistio", "Hei,\r\n\r\nohessa muistio.", {"muistio.md": NOTES.encode()}))
    assert document.title == "Kokouksen muistio"
    assert [section.label for section in document.sections] == ["viesti", "liite muistio.md"]
    assert "ohessa muistio" in document.sections[0].text and "Aino Ääri" in document.sections[0].text
    assert "Pellervo kutsuu koolle" in document.sections[1].text
