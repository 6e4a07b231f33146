"""Every page comes up over a small library, says what it should, and escapes what documents say."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.web.fake import DECK, NOTES

PAGES = (
    "/",
    "/haku",
    "/haku?q=tutkimus",
    "/haku?q=eilöydy",
    "/haku?q=tutkimus&laji=decision&vuosi=2025&jarjestys=aika&s=2",
    "/kokoukset",
    "/kokoukset/2025-03-06",
    "/kokoukset/2025-03-06/3",
    "/kokoukset/2025-03-06/3a",
    "/paatokset",
    "/paatokset?nakyma=taulukko&jarjestys=vanhin",
    "/paatokset?laji=noted",
    "/paatokset?varmuus=low",
    "/paatokset/2025-03-06/3/1",
    "/paatokset/2025-03-06/3a/1",
    "/tuotokset",
    "/tuotokset/1.2",
    "/aiheet",
    "/aiheet/vedenlaatu",
    "/henkilot",
    "/henkilot/aino-ääri",
    "/organisaatiot",
    "/organisaatiot/kunta",
    "/liitteet",
    "/liitteet/2025-03-06/liite-1",
    "/liitteet/2025-03-06/liite-2",
    "/asiakirjat",
    f"/asiakirjat/{NOTES}",
    f"/asiakirjat/{NOTES}?paatos=2025-03-06/3/1",
    f"/asiakirjat/{NOTES}?q=mittaukset",
    f"/asiakirjat/{quote(DECK)}?dia=2",
    "/asiakirjat/2025-03-06/rikki.pdf",
    "/ongelmat",
    "/ohje",
    "/uudelle",
    "/poissa",
    "/poissa?alkaen=2024-01-01&asti=2025-12-31",
    "/kuvat",
    "/lupaukset",
    "/tarkistettavat",
    "/lupaukset?nayta=kaikki&kuka=Kunta",
    "/merkinnat",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_one_main_heading_a_title_and_a_language(page: Callable, address: str) -> None:
    found = page(address)
    assert len(found.cssselect("h1")) == 1
    assert found.cssselect("title")[0].text.strip()
    assert found.get("lang") == "fi"
    assert not found.cssselect("script:not([src]):not([type='application/ld+json'])")
    assert not found.cssselect("[style]")
