"""A secretary's whole task in the browser: paste a draft, pick references, add what was missing, take the Word document."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.e2e.conftest import AXE

pytestmark = pytest.mark.e2e

DRAFT = """Lumi- ja vesitiedon yhteiskäytön ohjausryhmän kokous
Aika: 10.12.2026 klo 13
1. Kokouksen avaaminen
2. Kustannusten jakomalli vuodelle 2027
3. Asemarekisterin ylläpidon siirto
Rekisteri siirtyy vuodenvaihteessa, kuten 16.4.2026 päätettiin.
4. Muut asiat
"""


def begin(page: Any, site: str) -> None:
    page.goto(site + "/esityslista")
    page.get_by_label("Liitä tai kirjoita luonnos").fill(DRAFT)
    page.get_by_role("button", name="Avaa luonnos").click()
    page.wait_for_url("**/esityslista/2026-12-10-*")


def test_from_a_pasted_draft_to_a_word_document(page: Any, site: str) -> None:
    begin(page, site)
    title = page.locator("#kohta-1 .entry").first
    assert "jakomalli" in title.inner_text()
    page.locator("#kohta-1").get_by_role("button", name="Lisää viite").first.click()
    page.wait_for_load_state()
    assert page.locator("#kohta-1 fieldset a").first.inner_text() == "ks. ohjausryhmä 22.10.2026, kohta 4"

    assert "Ryhmällä ei ollut kokousta 16.4.2026." in page.locator("#kohta-2 .notice").inner_text()
    page.locator("#kohta-2").get_by_role("button", name="Korjaa viite").click()
    page.wait_for_load_state()
    assert "4.6.2026" in page.locator("#teksti-2").input_value()

    missing = page.get_by_role("button", name="Lisää kohdaksi")
    before = missing.count()
    page.locator(".desk-missing li", has_text="Avoimet toimeksiannot").get_by_role("button").click()
    page.wait_for_load_state()
    page.locator(".desk-missing li", has_text="palvelutasolupauksen").get_by_role("button").click()
    page.wait_for_load_state()
    assert missing.count() == before - 2

    with page.expect_download() as download:
        page.get_by_role("link", name="Word-asiakirjana").click()
    paper = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    headings = [one.text for one in paper.paragraphs if one.style.name == "Heading 1"]
    assert headings[-2:] == ["Muut asiat", "Aiemmat päätökset"]
    assert "Avoimet toimeksiannot" in headings
    links = [link for one in paper.paragraphs for link in one.hyperlinks]
    assert "ks. ohjausryhmä 22.10.2026, kohta 4" in [link.text for link in links]
    assert all(link.address.startswith(site) for link in links)


def test_the_later_of_two_writers_is_told_and_keeps_the_text(page: Any, site: str) -> None:
    begin(page, site)
    address = page.url
    other = page.context.new_page()
    other.goto(address)
    other.locator("#teksti-1").fill("Toisen teksti")
    other.get_by_role("button", name="Tallenna").last.click()
    other.wait_for_load_state()
    page.evaluate("document.querySelectorAll('[hx-post]').forEach(one => one.remove())")
    page.locator("#teksti-1").fill("Oma teksti")
    page.get_by_role("button", name="Tallenna").last.click()

    page.get_by_role("alert").wait_for()
    assert "ei tallennettu" in page.get_by_role("alert").inner_text()
    assert "Toisen teksti" in page.get_by_role("alert").inner_text()
    assert page.locator("#teksti-1").input_value() == "Oma teksti"


def test_typing_is_kept_without_saving(page: Any, site: str) -> None:
    begin(page, site)
    page.locator("#teksti-1").press_sequentially("Kesken jäänyt")
    page.get_by_text("Tallennettu, versio 2").wait_for()
    address = page.url
    page.goto(site + "/")
    page.goto(address)

    assert page.locator("#teksti-1").input_value() == "Kesken jäänyt"


def test_the_desk_works_without_scripts(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    plain = context.new_page()
    begin(plain, site)
    plain.locator("#kohta-1").get_by_role("button", name="Siirrä alemmas").click()
    plain.wait_for_load_state()
    assert plain.locator("#otsikko-2").input_value() == "Kustannusten jakomalli vuodelle 2027"
    context.close()


def test_axe_finds_nothing_and_nothing_overflows(page: Any, site: str) -> None:
    begin(page, site)
    for width in (1280, 640, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
