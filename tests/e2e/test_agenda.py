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


def opened(page: Any, place: int) -> Any:
    """An item of the page, opened."""
    item = page.locator(f"#kohta-{place}")
    if item.locator("details").first.get_attribute("open") is None:
        item.locator("summary").first.click()
    return item


def test_from_a_pasted_draft_to_a_word_document(page: Any, site: str) -> None:
    begin(page, site)
    assert "jakomalli" in opened(page, 1).locator(".entry").first.inner_text()
    opened(page, 1).get_by_role("button", name="Lisää viite").first.click()
    page.wait_for_load_state()
    assert page.locator("#kohta-1 fieldset a").first.inner_text() == "ks. ohjausryhmä 22.10.2026, kohta 4"

    assert "Ryhmällä ei ollut kokousta 16.4.2026." in opened(page, 2).locator(".notice").inner_text()
    page.locator("#kohta-2").get_by_role("button", name="Korjaa viite").click()
    page.wait_for_load_state()
    assert "4.6.2026" in page.locator("#teksti-2").input_value()

    missing = page.locator("#puuttuu button")
    before = missing.count()
    for words in ("Avoimet toimeksiannot", "palvelutasolupauksen"):
        # Something is due, so the reminder is open.
        page.locator("#puuttuu[open] li", has_text=words).get_by_role("button").click()
        page.wait_for_load_state()
    assert missing.count() == before - 2

    page.locator(".menu > summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word-asiakirjana").click()
    paper = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    headings = [one.text for one in paper.paragraphs if one.style.name == "Heading 1"]
    assert headings[-2:] == ["Muut asiat", "Aiemmat päätökset"]
    assert "Avoimet toimeksiannot" in headings
    assert "ks. ohjausryhmä 22.10.2026, kohta 4" in [one.text for one in paper.paragraphs]
    # This machine's own address is nobody else's: without a public one a reference is words.
    assert [link.address for one in paper.paragraphs for link in one.hyperlinks] == []


def test_one_item_is_open_at_a_time_and_arrows_go_between_them(page: Any, site: str) -> None:
    begin(page, site)
    opened(page, 1)
    opened(page, 2)
    assert page.locator(".desk-item > details[open]").count() == 1

    page.locator("#kohta-0 summary").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('li').id") == "kohta-2"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.locator("#kohta-1 > details").get_attribute("open") is not None


TYPE, WAIT, SAVE = "type", "wait", "save"


def act(page: Any, words: str, what: str) -> None:
    """What a writer does: types into an item, waits for the page to save by itself, or presses the button."""
    if page.locator("#teksti-1").count() == 0:
        return
    if what == TYPE:
        opened(page, 1)
        field = page.locator("#teksti-1")
        field.evaluate("one => one.setSelectionRange(one.value.length, one.value.length)")
        field.press_sequentially(words)
    elif what == WAIT:
        page.wait_for_timeout(3_000)
    else:
        page.get_by_role("button", name="Tallenna").first.click()
        page.wait_for_load_state()


@pytest.mark.parametrize(
    "order",
    [
        # Each step: who (0 or 1), and what.
        ((0, TYPE), (0, SAVE), (1, TYPE), (1, SAVE)),
        ((0, TYPE), (0, WAIT), (1, TYPE), (1, WAIT), (1, SAVE)),
        ((0, TYPE), (1, TYPE), (0, WAIT), (1, WAIT), (0, SAVE), (1, SAVE)),
        ((1, TYPE), (0, TYPE), (1, SAVE), (0, WAIT), (0, TYPE), (0, WAIT), (0, SAVE)),
        ((0, TYPE), (0, WAIT), (0, TYPE), (0, SAVE), (1, TYPE), (1, WAIT), (1, TYPE), (1, SAVE)),
    ],
)
def test_whatever_two_writers_do_no_text_is_lost(page: Any, site: str, order: tuple[tuple[int, str], ...]) -> None:
    begin(page, site)
    address, other = page.url, page.context.new_page()
    other.goto(address)
    writers, count = (page, other), [0, 0]
    typed = []
    for who, what in order:
        words = f" w{who}n{count[who]}"
        if what == TYPE:
            count[who] += 1
            typed.append(words.strip())
        act(writers[who], words, what)

    # Whoever was told of a conflict chooses, as the page proposes.
    for one in writers:
        if one.get_by_role("button", name="Tallenna valitut").count():
            assert "ei tallennettu" in one.get_by_role("alert").inner_text()
            one.get_by_role("button", name="Tallenna valitut").click()
            one.wait_for_load_state()
    page.goto(address)
    text = page.locator("#teksti-1").input_value()
    assert [words for words in typed if words not in text] == []


def test_saving_again_after_a_conflict_was_told_overwrites_nothing(page: Any, site: str) -> None:
    begin(page, site)
    address, other = page.url, page.context.new_page()
    other.goto(address)
    act(other, "Toisen teksti", TYPE)
    act(other, "", SAVE)
    act(page, "Oma teksti", TYPE)
    page.get_by_text("Joku muu on tallentanut").wait_for()
    act(page, "", SAVE)

    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
    assert "Toisen teksti" in page.locator(".merge-theirs").first.inner_text()
    assert "Oma teksti" in page.locator(".merge-mine").first.inner_text()
    other.goto(address)
    assert other.locator("#teksti-1").input_value() == "Toisen teksti"
    page.locator("fieldset", has_text="Toisen").get_by_label("Oma").check()
    page.get_by_role("button", name="Tallenna valitut").click()
    page.wait_for_load_state()
    assert page.locator("#teksti-1").input_value() == "Oma teksti"


def test_typing_is_kept_without_saving(page: Any, site: str) -> None:
    begin(page, site)
    opened(page, 1)
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
    plain.locator("#kohta-1 summary").first.click()
    plain.locator("#kohta-1").get_by_role("button", name="Siirrä alemmas").click()
    plain.wait_for_load_state()
    assert plain.locator("#otsikko-2").input_value() == "Kustannusten jakomalli vuodelle 2027"
    assert plain.locator("#kohta-2 > details").get_attribute("open") is not None
    context.close()


def test_axe_finds_nothing_and_nothing_overflows(page: Any, site: str) -> None:
    begin(page, site)
    opened(page, 1)
    for width in (1280, 640, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
