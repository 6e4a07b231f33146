"""Two bodies in one library: a choice that stays, pages that show nothing of the other, and people's own mergings and partings."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from flask.testing import FlaskClient

from indexer.build import build
from kb.library import Library
from kb.settings import Settings, load
from web import create_app

TRACKS = """# Latutyöryhmän muistio 1/2031

Aika: 4.3.2031 klo 9–11
Läsnä: Tuuli Honkaranta, Veikko Salmiharju, Aino Kivelä

## 1. Latukoneet

Päätös: Hankitaan uusi latukone Hankijoelle.

## 2. Seuraava kokous

Seuraava kokous on 20.5.2031.
"""
SLEDGES = """# Kelkkatyöryhmän muistio 1/2031

Aika: 4.3.2031 klo 13–14
Läsnä: Maire Tunturila, Onni Paasivaara, Lahja Niemelä

## 1. Kelkkareitti

Päätös: Kelkkareitti viitoitetaan Suomurovalle. Maire Tunturila hoitaa viitat 1.6.2031 mennessä.
"""
OTHER_NAME = SLEDGES.replace("Kelkkatyöryhmän muistio 1/2031", "Hankijoen kelkkatyöryhmän muistio 2/2031").replace(
    "4.3.2031", "8.4.2031"
)
TRACK_WORDS, SLEDGE_WORDS = ("latukone", "Honkaranta"), ("Kelkkareitti", "Tunturila", "viitoitetaan")
LISTS = ("/", "/kokoukset", "/paatokset", "/henkilot", "/aiheet", "/lupaukset", "/poissa", "/uudelle", "/kuvat", "/syote.xml")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kirjasto") / "Hankijoki"
    folder.mkdir()
    for name, text in (("ladut.md", TRACKS), ("kelkat.md", SLEDGES), ("kelkat2.md", OTHER_NAME)):
        (folder / name).write_text(text, encoding="utf-8")
    build(load(folder, folder.parent / "data", environ={}))
    return folder


@pytest.fixture
def settings(corpus: Path, tmp_path: Path) -> Settings:
    return load(corpus, corpus.parent / "data", environ={}, journal=tmp_path / "merkinnat.jsonl")


@pytest.fixture
def client(settings: Settings) -> FlaskClient:
    app = create_app(settings, today=lambda: datetime.date(2031, 5, 1))
    app.testing = True
    return app.test_client()


def parsed(client: FlaskClient, address: str) -> lxml.html.HtmlElement:
    response = client.get(address, follow_redirects=True)
    assert response.status_code == 200, address
    return lxml.html.fromstring(response.get_data())


def main_of(client: FlaskClient, address: str) -> str:
    page = parsed(client, address)
    found = page.cssselect("main")
    return " ".join((found[0] if found else page).text_content().split())


@pytest.mark.parametrize("address", LISTS)
def test_a_chosen_body_is_alone_on_every_list(client: FlaskClient, address: str) -> None:
    text = main_of(client, f"{address}?toimielin=latutyöryhmä")
    assert not [word for word in SLEDGE_WORDS if word in text]


def test_a_search_finds_nothing_of_another_body(client: FlaskClient) -> None:
    assert "viitoitetaan" in main_of(client, "/haku?q=kelkkareitti")
    assert "viitoitetaan" not in main_of(client, "/haku?q=kelkkareitti&toimielin=latutyöryhmä")


def test_the_choice_stays_until_another_is_made(client: FlaskClient) -> None:
    chosen = client.get("/toimielimet/valitse?toimielin=latutyöryhmä&paluu=/paatokset%3Fs%3D2")
    assert chosen.location == "/paatokset?toimielin=latuty%C3%B6ryhm%C3%A4"
    assert "viitoitetaan" not in main_of(client, "/paatokset")
    assert "viitoitetaan" in main_of(client, "/paatokset?toimielin=kelkkatyöryhmä")
    assert "viitoitetaan" in main_of(client, "/paatokset?toimielin=kaikki")
    client.get("/toimielimet/valitse?toimielin=kaikki&paluu=/")
    assert "viitoitetaan" in main_of(client, "/paatokset")


@pytest.mark.parametrize("button", ["#valittu-toimielin", "#toimielin"])
def test_the_desk_keeps_the_chosen_body_in_the_header_and_for_a_new_draft(client: FlaskClient, button: str) -> None:
    chosen = parsed(client, "/esityslista?toimielin=latutyöryhmä").cssselect(f"{button} option[selected]")

    assert [option.text for option in chosen] == ["Latutyöryhmä"]


def test_the_header_names_the_library_and_a_mixed_list_says_whose(client: FlaskClient) -> None:
    page = parsed(client, "/paatokset")
    assert page.cssselect(".brand .group")[0].text == "Hankijoki"
    rows = {" ".join(row.text_content().split()) for row in page.cssselect("li.entry")}
    assert all(("Latutyöryhmä" in row) == ("latukone" in row) for row in rows)
    assert page.cssselect("#valittu-toimielin option[selected]") == []


def test_an_address_of_a_day_leads_to_the_days_meetings(client: FlaskClient) -> None:
    text = main_of(client, "/kokoukset/2031-03-04")
    assert "Latutyöryhmän muistio" in text
    assert "Kelkkatyöryhmän muistio" in text
    assert client.get("/kokoukset/2031-04-08").status_code == 200
    assert client.get("/kokoukset/2031-12-31").status_code == 404


def test_a_bodys_page_tells_of_it_alone(client: FlaskClient) -> None:
    text = main_of(client, "/toimielimet/latutyöryhmä")
    assert "20.5.2031" in text
    assert "Tuuli Honkaranta" in text
    assert not [word for word in SLEDGE_WORDS if word in text]


def test_a_newcomers_page_is_of_one_body_though_none_is_chosen(client: FlaskClient) -> None:
    text = main_of(client, "/uudelle")
    assert "Maire Tunturila" in text
    assert "Tuuli Honkaranta" not in text


def fields(client: FlaskClient, address: str, button: str) -> dict[str, Any]:
    found = next(one for one in parsed(client, address).forms if one.xpath(f".//button[@value='{button}']"))
    return dict(found.form_values()) | {"mita": button, "kuka": "Osmo Oja"}


def bodies(settings: Settings) -> dict[str, int]:
    return {body.id: body.meetings for body in Library.open(settings).bodies() if body.meetings}


def test_people_part_and_merge_bodies_and_take_it_back(client: FlaskClient, settings: Settings) -> None:
    own = "hankijoen-kelkkatyöryhmä"
    assert bodies(settings) == {own: 2, "latutyöryhmä": 1}
    page = f"/toimielimet/{own}"
    client.post("/merkinnat", data=fields(client, page, "part_body") | {"toinen": "Kelkkatyöryhmä"})
    assert bodies(settings) == {own: 1, "kelkkatyöryhmä": 1, "latutyöryhmä": 1}
    client.post("/merkinnat", data=fields(client, page, "undo"))
    assert bodies(settings) == {own: 2, "latutyöryhmä": 1}
    client.post("/merkinnat", data=fields(client, page, "merge_bodies") | {"toinen": "latutyöryhmä"})
    assert bodies(settings) == {"latutyöryhmä": 3}
    assert "kelkkatyöryhmä" in main_of(client, page)
    assert {decision.body for decision in Library.open(settings).decisions()} == {"Latutyöryhmä"}


def test_a_search_counts_a_merged_body_under_its_one_name(client: FlaskClient, settings: Settings) -> None:
    query = "kelkkareitti TAI latukone"
    before = dict(Library.open(settings).search(query).facets.body)
    assert len(before) == 2
    page = "/toimielimet/hankijoen-kelkkatyöryhmä"
    client.post("/merkinnat", data=fields(client, page, "merge_bodies") | {"toinen": "latutyöryhmä"})
    assert dict(Library.open(settings).search(query).facets.body) == {"Latutyöryhmä": sum(before.values())}


OF_TRACKS = """# Latutyöryhmän muistio 3/2032

Aika: 2.3.2032 klo 9–11
Läsnä: Tuuli Honkaranta, Veikko Salmiharju, Aino Kivelä

## 1. Tuotokset

Käytiin läpi kartan tilanne.

Päätös: Hyväksyttiin tuotos 1.3: Latuverkon kartta.

## 2. Valaistus

Esiteltiin tuotos 2.1: Valaistuksen ohje.
"""
OF_SLEDGES = """# Kelkkatyöryhmän muistio 3/2032

Aika: 3.3.2032 klo 13–14
Läsnä: Maire Tunturila, Onni Paasivaara, Lahja Niemelä

## 1. Tuotokset

Esiteltiin tuotos 1.3: Viittojen luettelo.
"""


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("tuotokset") / "Hankijoki"
    folder.mkdir()
    for name, text in (("ladut.md", OF_TRACKS), ("kelkat.md", OF_SLEDGES)):
        (folder / name).write_text(text, encoding="utf-8")
    settings = load(folder, folder.parent / "data", environ={})
    build(settings)
    app = create_app(settings, today=lambda: datetime.date(2032, 5, 1))
    app.testing = True
    return app.test_client()


def test_outputs_of_one_number_and_two_bodies_have_each_their_page(numbered: FlaskClient) -> None:
    tracks, sledges = (main_of(numbered, f"/tuotokset/1.3-{body}") for body in ("latutyöryhmä", "kelkkatyöryhmä"))
    assert ("Latuverkon" in tracks, "Viittojen" in tracks) == (True, False)
    assert ("Latuverkon" in sledges, "Viittojen" in sledges) == (False, True)
    assert "Tuotos 1.3" in tracks


def test_a_number_that_two_bodies_have_is_a_choice_and_a_body_of_its_own_is_told_at_once(numbered: FlaskClient) -> None:
    choice = main_of(numbered, "/tuotokset/1.3")
    assert "Latuverkon kartta" in choice
    assert "Viittojen luettelo" in choice
    assert "Valaistuksen" not in choice
    assert "Valaistuksen ohje" in main_of(numbered, "/tuotokset/2.1")


def test_a_search_by_number_finds_the_outputs_of_both(numbered: FlaskClient) -> None:
    found = main_of(numbered, "/haku?q=tuotos:1.3")
    assert "Latuverkon kartta" in found
    assert "Viittojen luettelo" in found
