"""Variants of today's formats are what they are; old and open ones come by way of LibreOffice, or say that it is missing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest

from files import office
from files.extract import media
from kb.document import Document
from kb.errors import ExtractError
from tests.files.extract.office import build, paragraph

Read = Callable[[str, "str | bytes"], Document]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
RTF = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\f0\fs24 Muistio\par Sovittiin, ett\'e4 Pellervo kutsuu koolle.\par}"
)


def deck() -> bytes:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Vesitilanne"
    slide.placeholders[1].text = "Pinta laskee"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def retyped(data: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        for name in package.namelist():
            content = package.read(name)
            if name == "[Content_Types].xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            made.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("a.dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        ("a.dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        ("a.pptm", "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"),
        ("a.ppsx", "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"),
        ("a.ppsm", "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml"),
        ("a.potx", "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"),
        ("a.potm", "application/vnd.ms-powerpoint.template.macroEnabled.main+xml"),
    ],
)
def test_a_template_a_show_and_a_file_with_macros_are_read_as_what_they_are(read: Read, name: str, kind: str) -> None:
    word = name[2] == "d"
    data = retyped(build(paragraph("Vesitilanne")) if word else deck(), WORD if word else SLIDES, kind)
    document = read(name, data)
    assert document.media_type == (media.DOCX if word else media.PPTX)
    assert "Vesitilanne" in document.sections[0].text
    assert not document.warnings


def test_without_libreoffice_the_hint_names_it(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(ExtractError) as caught:
        read("muistio.rtf", RTF)
    assert caught.value.reason == "format_rtf"
    assert "LibreOffice" in caught.value.hint("fi")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """The same document or deck in an old or open format, made by LibreOffice."""
    if office.program() is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("vanhat")

    def make(form: str) -> bytes:
        source = folder / ("deck.pptx" if form in ("ppt", "odp") else "muistio.docx")
        source.write_bytes(deck() if form in ("ppt", "odp") else build(paragraph("Vesitilanne") + paragraph("Pinta laskee")))
        out = folder / f"tulos.{form}"
        office.convert(source, source.name, out, form, 100)
        return out.read_bytes()

    return make


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("doc", media.DOC), ("odt", media.ODT), ("rtf", media.RTF), ("ppt", media.PPT), ("odp", media.ODP)],
)
def test_an_old_or_open_format_is_read_by_way_of_libreoffice(
    read: Read, converted: Callable[[str], bytes], form: str, media_type: str
) -> None:
    document = read(f"aineisto.{form}", converted(form))
    assert document.media_type == media_type
    text = "\n".join(section.text for section in document.sections)
    assert "Vesitilanne" in text and "Pinta laskee" in text
    assert document.sections[0].label == ("dia 1" if form in ("ppt", "odp") else "teksti")


def test_a_broken_old_file_is_told(read: Read) -> None:
    if office.program() is None:
        pytest.skip("LibreOffice is not installed")
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
    with pytest.raises(ExtractError) as caught:
        read("rikki.doc", data)
    assert caught.value.reason == "not_opened"


def test_an_old_file_is_read_within_a_workers_limits(tmp_path: Path) -> None:
    if office.program() is None:
        pytest.skip("LibreOffice is not installed")
    from files.sandbox import read_one
    from kb.settings import Settings

    (tmp_path / "muistio.rtf").write_bytes(RTF)
    document = read_one(tmp_path / "muistio.rtf", "muistio.rtf", Settings(tmp_path, tmp_path / ".kb"))
    assert "Pellervo kutsuu koolle" in document.sections[0].text
