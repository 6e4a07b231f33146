"""Pictures of pages: the right page, the part asked for, made once; slides where LibreOffice is installed."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from files import pictures
from kb.errors import ExtractError
from kb.settings import Settings
from tests.files.extract.test_pptx import bullets, deck


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    corpus = tmp_path / "aineisto"
    corpus.mkdir()
    pdf = pymupdf.open()
    for shade in (1.0, 0.0):
        page = pdf.new_page(width=200, height=100)
        page.draw_rect(page.rect, fill=(shade, shade, shade))
    pdf.save(corpus / "a.pdf")
    return Settings(corpus, tmp_path / ".kb")


def picture(path: Path) -> pymupdf.Pixmap:
    return pymupdf.Pixmap(path.read_bytes())


def test_each_page_is_drawn_in_its_size_times_the_scale(settings: Settings) -> None:
    light, dark = (picture(pictures.render_page(settings, "a.pdf", pictures.PDF, page, 2.0)) for page in (1, 2))
    assert (light.width, light.height) == (400, 200)
    assert light.pixel(200, 100)[0] > 200 > 50 > dark.pixel(200, 100)[0]


def test_a_part_of_a_page_can_be_cut_out(settings: Settings) -> None:
    cut = picture(pictures.render_page(settings, "a.pdf", pictures.PDF, 1, 1.0, (50, 20, 150, 60)))
    assert (cut.width, cut.height) == (100, 40)


def test_a_picture_is_made_once_and_again_when_the_file_has_changed(settings: Settings) -> None:
    first = pictures.render_page(settings, "a.pdf", pictures.PDF, 1)
    made = first.stat().st_mtime_ns
    assert pictures.render_page(settings, "a.pdf", pictures.PDF, 1).stat().st_mtime_ns == made
    pdf = pymupdf.open()
    pdf.new_page(width=300, height=300)
    pdf.save(settings.corpus / "a.pdf")
    assert picture(pictures.render_page(settings, "a.pdf", pictures.PDF, 1, 1.0)).width == 300


def test_the_store_is_private_to_its_owner(settings: Settings) -> None:
    made = pictures.render_page(settings, "a.pdf", pictures.PDF, 1)
    assert made.parent.stat().st_mode & 0o077 == 0


def test_a_page_that_is_not_there_a_file_that_is_gone_and_a_broken_one_say_so(settings: Settings) -> None:
    (settings.corpus / "rikki.pdf").write_bytes(b"%PDF-1.4 rikki")
    reasons = []
    for name, page in (("a.pdf", 3), ("a.pdf", 0), ("ei.pdf", 1), ("rikki.pdf", 1)):
        with pytest.raises(ExtractError) as caught:
            pictures.render_page(settings, name, pictures.PDF, page)
        reasons.append(caught.value.reason)
    assert reasons == ["no_page", "no_page", "file_vanished", "broken_file"]


def test_an_immense_page_is_drawn_small_enough(settings: Settings) -> None:
    pdf = pymupdf.open()
    pdf.new_page(width=14000, height=14000)
    pdf.save(settings.corpus / "iso.pdf")
    made = picture(pictures.render_page(settings, "iso.pdf", pictures.PDF, 1, 4.0))
    assert made.width * made.height <= 16_100_000


def test_pages_are_counted(settings: Settings) -> None:
    assert pictures.page_count(settings, "a.pdf", pictures.PDF) == 2


def test_slides_are_drawn_where_libreoffice_is_and_otherwise_said_to_need_it(settings: Settings) -> None:
    (settings.corpus / "d.pptx").write_bytes(deck(bullets, bullets))
    if pictures.can_picture(pictures.DECKS[0]):
        made = picture(pictures.render_page(settings, "d.pptx", pictures.DECKS[0], 2, 1.0))
        assert made.width > made.height > 300
        assert pictures.page_count(settings, "d.pptx", pictures.DECKS[0]) == 2
    else:
        with pytest.raises(ExtractError) as caught:
            pictures.render_page(settings, "d.pptx", pictures.DECKS[0], 1)
        assert caught.value.reason == "no_office"


def test_the_words_of_a_page_stand_where_the_picture_shows_them(settings: Settings) -> None:
    pdf = pymupdf.open()
    pdf.new_page(width=300, height=200).insert_text((50, 100), "Vedenlaatu paranee", fontsize=20)
    pdf.save(settings.corpus / "sanat.pdf")
    sheet = pictures.words_on(settings, "sanat.pdf", pictures.PDF, 1)
    assert (sheet.width, sheet.height, [text for _box, text in sheet.words]) == (300, 200, ["Vedenlaatu", "paranee"])
    box = sheet.words[0][0]
    drawn = picture(pictures.render_page(settings, "sanat.pdf", pictures.PDF, 1, 1.0))
    dark = [(x, y) for x in range(300) for y in range(200) if drawn.pixel(x, y)[0] < 128 and x < sheet.words[1][0].x0 - 2]
    assert dark and all(box.x0 - 1 <= x <= box.x1 + 1 and box.y0 - 1 <= y <= box.y1 + 1 for x, y in dark)


def test_decks_are_drawn_ahead_as_long_as_there_is_room(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pictures.prepare(settings, "a.pdf", pictures.PDF)
    assert not pictures.prepare(settings, "ei-ole.pdf", pictures.PDF)
    monkeypatch.setattr(pictures, "_AHEAD_MEGABYTES", 0)
    assert not pictures.prepare(settings, "a.pdf", pictures.PDF)
