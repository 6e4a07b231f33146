"""What a file is, by its content: each kind that cannot be read has a sentence of its own in three languages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from files.extract import media
from kb import messages
from kb.document import Document
from tests.files.extract.drawing import Sheet
from tests.files.extract.office import build, paragraph

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, b"<x/>")
    return out.getvalue()


UNREAD = [
    ("tyhjä.pdf", b"", "empty_file"),
    ("~$muistio.docx", b"\x07Anna" + bytes(157), "lock_file"),
    ("vanha.doc", CFB, "broken_file"),
    ("vanha.xls", CFB, "format_old_office"),
    ("suojattu.docx", CFB + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ("viesti.msg", CFB, "broken_file"),
    ("viesti.eml", b"%% ei viesti", "broken_file"),
    ("kaavio.odg", package("mimetype", "content.xml"), "format_opendocument"),
    ("taulukko.xlsx", package("[Content_Types].xml", "xl/workbook.xml"), "format_spreadsheet"),
    ("taulukko.csv", b"nimi;summa\nAnna;3\n", "format_spreadsheet"),
    ("paketti.zip", package("a.txt"), "format_archive"),
    ("kuva.png", b"\x89PNG\r\n\x1a\n" + bytes(30), "format_image"),
    ("kuva.jpg", b"\xff\xd8\xff\xe0" + bytes(30), "format_image"),
    ("video.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(30), "format_media"),
    ("data.json", b'{"a": 1}', "format_unknown"),
    ("ohjelma.bin", bytes(range(256)) * 4, "format_unknown"),
    ("katkennut.docx", build(paragraph("Avaus"))[:2000], "broken_zip"),
    ("roska.pdf", bytes(range(256)) * 4, "broken_file"),
    ("sivu.pdf", b"Kirjaudu sisaan jatkaaksesi", "broken_file"),
]


@pytest.mark.parametrize(("name", "data", "problem"), UNREAD, ids=[case[0] for case in UNREAD])
def test_a_file_that_cannot_be_read_is_known_for_what_it_is(name: str, data: bytes, problem: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert media.sniff(tmp_path / name).problem == problem


@pytest.mark.parametrize("problem", sorted({case[2] for case in UNREAD}))
def test_every_such_reason_has_its_own_sentence_in_three_languages(problem: str) -> None:
    sentences = {messages.message(problem, language, file="x") for language in messages.LANGUAGES}
    assert len(sentences) == 3
    assert messages.message("error") not in sentences


READ = [
    ("muistio.pdf", media.PDF, False),
    ("muistio.docx", media.PDF, True),
    ("muistio.txt", media.PDF, True),
    ("muistio", media.PDF, False),
]


@pytest.mark.parametrize(("name", "media_type", "misnamed"), READ)
def test_a_pdf_is_read_as_a_pdf_whatever_its_name_says(
    name: str, media_type: str, misnamed: bool, read: Callable[[str, bytes], Document]
) -> None:
    sheet = Sheet()
    sheet.paragraph("Avaus")
    document = read(name, sheet.bytes())
    assert (document.media_type, document.sections[0].text) == (media_type, "Avaus")
    assert any(code == "misnamed" for _, code, _ in document.warnings) == misnamed


def test_a_login_page_saved_as_a_deck_is_read_as_html_with_a_warning(read: Callable[[str, bytes], Document]) -> None:
    document = read("esitys.pptx", b"<!DOCTYPE html><html><body><p>Kirjaudu</p></body></html>")
    assert document.media_type == media.HTML
    assert [code for _, code, _ in document.warnings] == ["misnamed"]


def test_every_code_that_extraction_gives_has_sentences() -> None:
    import re

    root = Path(media.__file__).parents[2]
    code = "\n".join(path.read_text(encoding="utf-8") for path in [*root.glob("files/**/*.py"), *root.glob("indexer/*.py")])
    given = set(re.findall(r"""(?:ExtractError\([\w.]+, |\.warn\(|Problem\(\w+, None, "\w+", )"(\w+)\"""", code))
    assert len(given) > 20
    assert sorted(given - set(messages.TEXTS)) == []
