"""Every page comes up over a small library, says what it should, and escapes what documents say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest

from kb.relations import Need
from kb.results import Output
from tests.web.fake import DAY, DECK, NOTES, OUTPUT

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


def test_what_outputs_need_of_each_other_is_shown_with_the_words_that_say_so_and_nothing_where_nothing_is_said(
    page: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not page("/tuotokset").cssselect("#tarpeet") and not page("/tuotokset/1.2").cssselect("#tarvitsee, #tarvitaan")

    words = "Tuotos 1.2 edellyttää tuotosta 3.1."
    needing = replace(OUTPUT, needs=(Need("3.1", words, "2025-03-06/3", "2025-03-06", DAY),))
    found = (needing, Output("3.1", ("Mittari",), "mentioned"))
    monkeypatch.setattr("tests.web.fake.FakeLibrary.outputs", lambda self: found)
    monkeypatch.setattr("tests.web.fake.FakeLibrary.output", lambda self, number: {one.number: one for one in found}[number])

    row = page("/tuotokset").cssselect("section[aria-labelledby=tarpeet] tbody tr")
    assert [" ".join(one.text_content().split()) for one in row] == [f"1.2 Seurantaohjelma3.1 Mittari{words}6.3.2025"]
    assert [link.get("href") for link in row[0].cssselect("blockquote a")] == ["/kokoukset/2025-03-06/3"]
    assert words in page("/tuotokset/3.1").cssselect("section[aria-labelledby=tarvitaan]")[0].text_content()
