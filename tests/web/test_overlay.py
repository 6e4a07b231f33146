"""Marks on a slide's picture, and decks that are drawn before anybody asks."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import lxml.etree
import pytest
from flask.testing import FlaskClient

from files import pictures
from files.pictures import Sheet
from kb.document import Box
from kb.settings import Settings
from tests.fixtures.group import settings_in
from tests.web.fake import DECK
from web import ahead, overlay

SHEET = Sheet(
    960.0,
    540.0,
    ((Box(2, 100, 50, 200, 80), "Fosfori"), (Box(2, 210, 50, 280, 80), "laskee,"), (Box(2, 100, 90, 200, 120), "fosfori")),
)


def test_a_hit_is_marked_where_the_drawn_slide_has_its_word(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(pictures, "has_office", lambda: True)
    monkeypatch.setattr(pictures, "words_on", lambda settings, path, kind, page: asked.append(page) or SHEET)
    answer = client.get(f"/asiakirjat-merkit/{quote(DECK)}?dia=2&q=fosfori")
    assert (answer.status_code, answer.mimetype, asked) == (200, "image/svg+xml", [2])
    boxes = lxml.etree.fromstring(answer.data).findall("{*}rect")
    assert [(box.get("x"), box.get("y"), box.get("stroke")) for box in boxes] == [("98", "49", "#b34700")]
    assert client.get(f"/asiakirjat-merkit/{quote('2025-03-06/ei-ole.pptx')}?dia=1&q=fosfori").status_code == 404


def test_the_viewer_lays_the_marks_over_the_slide_only_where_there_are_some(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "has_office", lambda: True)
    found = client.get(f"/asiakirjat/{quote(DECK)}?dia=2&q=fosfori").get_data(as_text=True)
    assert "/asiakirjat-merkit/" in found
    assert "/asiakirjat-merkit/" not in client.get(f"/asiakirjat/{quote(DECK)}?dia=1&q=fosfori").get_data(as_text=True)


def test_two_hits_of_one_word_go_to_two_places_and_what_is_not_drawn_gets_none() -> None:
    assert overlay.boxes(SHEET, ["fosfori", "Fosfori", "typpi"]) == [[SHEET.words[0][0]], [SHEET.words[2][0]], []]
    assert overlay.boxes(SHEET, ["Fosfori laskee"]) == [[SHEET.words[0][0], SHEET.words[1][0]]]


def test_words_in_a_picture_are_escaped() -> None:
    assert "<script" not in overlay.svg(Sheet(1, 1, ((Box(1, 0, 0, 1, 1), "<script>"),)), [([Box(1, 0, 0, 1, 1)], True)])


def test_only_decks_are_drawn_ahead(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(pictures, "has_office", lambda: True)
    monkeypatch.setattr(pictures, "prepare", lambda settings, path, kind: bool(drawn.append(path)) or True)
    settings = _with_a_deck(root, tmp_path)
    assert ahead.draw_decks(settings) == len(drawn) == 1
    assert drawn[0].endswith(".pptx")
    monkeypatch.setattr(pictures, "has_office", lambda: False)
    assert ahead.draw_decks(settings) == 0


def _with_a_deck(root: Path, folder: Path) -> Settings:
    from indexer.build import build

    settings = settings_in(folder)
    settings.corpus.mkdir(parents=True, exist_ok=True)
    for source in ("2025-01-30/muistio.pdf", "2025-01-30/liitteet/LIITE 1 Tietomalli 1.0 ja laatuleimat.pptx"):
        target = settings.corpus / source
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((root / "corpus" / source).read_bytes())
    build(settings)
    return settings
