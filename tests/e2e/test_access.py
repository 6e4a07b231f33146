"""Nobody is shut out: axe-core finds nothing on any page, nothing overflows a narrow or enlarged window, and keys are enough."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import AXE, PASSWORD

pytestmark = pytest.mark.e2e

DECK = "/asiakirjat/2024-12-12/liitteet/LIITE%201%20YTP%20toteutusvaihtoehdot%20ja%20kustannukset.pptx?dia=3"
PAGES = (
    "/",
    "/haku",
    "/haku?q=tietomalli",
    "/haku?q=kustanukset",
    "/haku?q=VLL&laji=decision&jarjestys=aika",
    "/haku?q=%22auki",
    "/kokoukset",
    "/kokoukset/2024-12-12",
    "/kokoukset/2024-12-12/4",
    "/paatokset",
    "/paatokset?nakyma=taulukko&tila=open",
    "/paatokset/2024-12-12/4b/2",
    "/tuotokset",
    "/tuotokset/1.1",
    "/aiheet",
    "/aiheet/tietomalli",
    "/henkilot",
    "/henkilot/pekka-suvanne",
    "/toimielimet",
    "/toimielimet/lumi-ja-vesitiedon-yhteiskäytön-ohjausryhmä",
    "/organisaatiot",
    "/organisaatiot/vll",
    "/asiakirjat",
    "/liitteet",
    "/asiakirjat/2024-11-07/muistio.docx",
    "/asiakirjat/2024-12-12/muistio.md?q=tietomalli",
    "/asiakirjat/2025-01-30/muistio.pdf?sivu=2",
    DECK,
    "/asiakirjat/2024-12-12/liitteet/LIITE%201%20YTP%20toteutusvaihtoehdot%20ja%20kustannukset.pptx?dia=3&nakyma=teksti",
    "/asiakirjat/2025-01-30/muistio.pdf?q=tietomalli&suurennos=150",
    "/paatokset/2025-01-30/4/1",
    "/uudelle",
    "/poissa",
    "/kuvat",
    "/lupaukset",
    "/lupaukset/muistutus",
    "/merkinnat",
    "/ongelmat",
    "/ohje",
    "/tarkistettavat",
    "/esityslista",
    "/olematon",
)
# What a page of each kind says by itself, apart from the material.
TEXTS = (
    "/",
    "/haku?q=tietomalli",
    "/paatokset",
    "/paatokset/2025-01-30/4/1",
    "/tuotokset/1.1",
    "/aiheet/tietomalli",
    "/kuvat",
    DECK,
)


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_nothing_overflows(page: Any, site: str, address: str) -> None:
    page.goto(site + address)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = violations(page, "wide")
    page.emulate_media(color_scheme="dark")
    found += violations(page, "dark", "color-contrast")
    page.emulate_media(color_scheme="light")
    # 640 pixels is what is left of 1280 when the page is enlarged to 200 %.
    for width in (640, 390):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"wider than {width}")
    found += violations(page, "narrow")
    assert found == []


def violations(page: Any, view: str, rule: str | None = None) -> list[str]:
    """What axe-core objects to: the view, the rule, the element and what to fix."""
    options = {"resultTypes": ["violations"]} | ({"runOnly": {"type": "rule", "values": [rule]}} if rule else {})
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{view} {rule['id']} {node['target']} {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("address", TEXTS)
def test_axe_finds_nothing_in_the_other_languages(page: Any, site: str, address: str, code: str) -> None:
    page.goto(f"{site}/kieli/{code}?paluu=/")
    page.goto(site + address)
    assert page.evaluate("document.documentElement.lang") == code
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = violations(page, "wide")
    page.set_viewport_size({"width": 390, "height": 844})
    if page.evaluate("document.documentElement.scrollWidth") > 390:
        found.append("wider than 390")
    assert found + violations(page, "narrow") == []


def test_the_page_for_signing_in_shuts_nobody_out(page: Any, guarded: str) -> None:
    page.goto(f"{guarded}/paatokset")
    assert "/kirjaudu" in page.url
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = violations(page, "wide")
    page.set_viewport_size({"width": 390, "height": 844})
    assert found + violations(page, "narrow") == []
    page.get_by_label("Tunnus").fill("aino")
    page.get_by_label("Salasana").fill("väärä salasana")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert violations(page, "refused") == []
    page.get_by_label("Salasana").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/paatokset")
    assert page.locator("form.account").count() == 1
