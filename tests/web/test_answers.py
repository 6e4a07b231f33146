"""What the pages hold: results, lists and filters, documents with their marks, feeds, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.document import Block, Box, PlacedWord, Section
from kb.results import Role, Topic
from tests.web.fake import AGREED, DECK, NOTES, FakeLibrary
from web import documents, rendering, search, topics, words
from web.rendering import Mark


def test_decisions_come_before_passages(page: Callable) -> None:
    found = page("/haku?q=tutkimus")
    headings = [h.text_content() for h in found.cssselect("#tulokset h2")]
    assert headings == ["Päätökset ja tuotokset", "Asiakohdat, asiakirjat ja liitteet"]
    links = [a.get("href") for a in found.cssselect("#tulokset .entry h3 a")]
    assert links[0] == "/paatokset/2025-03-06/3/1"
    assert links[-1].startswith(f"/asiakirjat/{quote(DECK)}?dia=2&q=tutkimus")


def test_a_match_is_marked_and_its_reason_told(page: Callable) -> None:
    found = page("/haku?q=tutkimus")
    assert found.cssselect("#tulokset mark")[0].text == "pohjatutkimuksen"
    assert found.cssselect(".why")[0].text == "pohjatutkimuksen – yhdyssanan osa: tutkimus"


def test_other_hits_of_the_item_are_folded(page: Callable) -> None:
    folded = page("/haku?q=tutkimus").cssselect("details.more-hits summary")
    assert [summary.text for summary in folded] == ["1 muu osuma samassa kohdassa"]


def test_filters_stay_in_the_address_and_can_be_taken_off(page: Callable) -> None:
    found = page("/haku?q=tutkimus&laji=decision&vuosi=2025")
    ticked = {box.get("value") for box in found.cssselect("input[type=checkbox][checked]")}
    assert ticked == {"decision", "2025"}
    off = next(a for a in found.cssselect("a.chip.on") if "2025" in a.text_content())
    assert parse_qs(urlsplit(off.get("href")).query) == {"q": ["tutkimus"], "laji": ["decision"]}


def test_the_other_pages_of_results_are_linked(page: Callable) -> None:
    numbers = [a.text_content().split()[-1] for a in page("/haku?q=tutkimus").cssselect(".pager a")[:2]]
    assert numbers == ["2", "3"]


def test_a_search_in_vain_says_what_was_searched_and_what_could_not_be_read(page: Callable) -> None:
    text = " ".join(page("/haku?q=eilöydy").text_content().split())
    assert "Haettiin 2 asiakirjasta: 1 kokous (6.3.2025–6.3.2025), 2 päätöstä, 2 liitettä." in text
    assert "1 tiedostoa ei voitu lukea" in text
    assert "Tarkoititko: löytyy" in text


def test_a_query_that_cannot_be_read_is_shown_with_its_place(page: Callable) -> None:
    assert page('/haku?q="auki', 400).cssselect("code mark")[0].text == '"'


def test_a_meeting_reads_like_its_minutes(page: Callable) -> None:
    found = page("/kokoukset/2025-03-06")
    item = found.get_element_by_id("3")
    words = [" ".join(part.text_content().split()) for part in item.cssselect(".inside > p, .inside .outcome .words")]
    assert words == ["Ääri esitteli mittaukset.", AGREED, "Sitten rahoituksesta."]
    assert "puuttuu" in found.text_content()
    assert found.cssselect(".head .lead")[0].text_content() == "torstai 6.3.2025, klo 13.00–15.30, Kunnantalo"


def test_an_item_is_found_by_its_number_too(client: FlaskClient) -> None:
    assert client.get("/kokoukset/2025-03-06/3 a").location == "/kokoukset/2025-03-06/3a"


def test_a_decision_can_be_cited(page: Callable) -> None:
    text = page("/paatokset/2025-03-06/3/1").get_element_by_id("viite-teksti").text_content()
    assert text.startswith("Lintujärven kunnostuksen ohjausryhmä 6.3.2025, kohta 3. ")
    assert text.endswith("/paatokset/2025-03-06/3/1")


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["2025-03-06/3/1", "2025-03-06/3a/1"]),
        ("?laji=approval", ["2025-03-06/3a/1"]),
        ("?tila=open", ["2025-03-06/3/1"]),
        ("?organisaatio=kunta", ["2025-03-06/3/1"]),
        ("?varmuus=low", ["2025-03-06/1/1"]),
        ("?vuosi=2024", []),
        ("?laji=olematon&vuosi=abc", ["2025-03-06/3/1", "2025-03-06/3a/1"]),
        ("?alkaen=7.3.2025", []),
    ],
)
def test_the_register_is_filtered_by_its_address(client: FlaskClient, query: str, ids: list[str]) -> None:
    address = f"/paatokset{query}{'&' if query else '?'}muoto=json"
    assert [decision["id"] for decision in client.get(address).get_json()] == ids


@pytest.mark.parametrize("address", ["/", "/kokoukset/2025-03-06", "/tuotokset/1.2", "/uudelle", "/poissa", "/ongelmat"])
def test_a_page_is_json_too(client: FlaskClient, address: str) -> None:
    by_address = client.get(f"{address}?muoto=json")
    by_header = client.get(address, headers={"Accept": "application/json"})
    assert by_address.mimetype == by_header.mimetype == "application/json"
    assert json.loads(by_address.get_data()) == json.loads(by_header.get_data())


def test_an_error_is_json_too(client: FlaskClient) -> None:
    response = client.get("/paatokset/olematon?muoto=json")
    assert response.status_code == 404
    assert response.get_json()["error"]["code"] == "no_such"


def test_a_decision_is_marked_in_its_document(page: Callable) -> None:
    found = page(f"/asiakirjat/{NOTES}?paatos=2025-03-06/3/1")
    marked = found.get_element_by_id("nyt")
    assert marked.tag == "mark"
    whole = "".join(mark.text_content() for mark in found.cssselect("mark.now"))
    assert whole == AGREED


def test_words_sought_are_marked_and_walked_through(page: Callable) -> None:
    found = page(f"/asiakirjat/{NOTES}?q=mittaukset")
    assert [mark.text_content() for mark in found.cssselect("mark.hit")] == ["mittaukset", "mittaukset"]
    following = found.cssselect("[data-key=next]")[0].get("href")
    assert parse_qs(urlsplit(following).query)["osuma"] == ["2"]


def test_a_slide_shows_its_notes_and_neighbours(page: Callable) -> None:
    found = page(f"/asiakirjat/{quote(DECK)}?dia=2&nakyma=teksti")
    assert "Muista kertoa näytteistä" in found.cssselect(".note-block")[0].text_content()
    assert found.cssselect("[data-key=backward]")[0].get("href").endswith("?dia=1&nakyma=teksti")
    assert not found.cssselect("[data-key=forward]")


def test_lists_and_tables_keep_their_shape() -> None:
    section = Section(
        "teksti",
        None,
        (
            Block("list_item", "ulompi", level=0),
            Block("list_item", "sisempi", level=1),
            Block("table_row", "Vuosi | Arvo", cells=("Vuosi", "Arvo"), header=True),
            Block("table_row", "2024 | 12 < 13", cells=("2024", "12 < 13")),
        ),
    )
    listed, table = rendering.nodes(section)
    assert [row.depth for row in listed.rows] == [0, 1]
    assert [row.header for row in table.rows] == [True, False]
    assert table.rows[1].cells[1] == "12 &lt; 13"


def test_a_mark_over_two_blocks_has_its_anchor_once() -> None:
    section = Section("teksti", None, (Block("paragraph", "Ensin tämä."), Block("paragraph", "Sitten tuo.")))
    html = "".join(node.html for node in rendering.nodes(section, [Mark(6, 18, "now", "nyt")]))
    assert html.count('id="nyt"') == 1
    assert html == 'Ensin <mark class="at now" id="nyt">tämä.</mark><mark class="at now">Sitten</mark> tuo.'


def test_a_link_that_is_no_web_address_is_only_text() -> None:
    block = Block("paragraph", "paina tästä", links=((0, 5, "javascript:alert(1)"), (6, 11, "https://esimerkki.example")))
    html = rendering.inline(block, 0, len(block.text), 0, ())
    assert "javascript" not in html
    assert '<a href="https://esimerkki.example"' in html


def test_words_have_boxes_one_a_line() -> None:
    words = (
        PlacedWord(0, 5, Box(2, 10, 100, 40, 110)),
        PlacedWord(6, 10, Box(2, 45, 101, 70, 111)),
        PlacedWord(11, 16, Box(2, 10, 115, 50, 125)),
    )
    section = Section("s. 2", 2, (Block("paragraph", "Sanat ovat tässä", words=words),))
    assert documents.boxes_of(section, 0, 16) == (Box(2, 10, 100, 70, 111), Box(2, 10, 115, 50, 125))
    assert documents.boxes_of(section, 6, 10) == (Box(2, 45, 101, 70, 111),)


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        ("2025-03-06", "6.3.2025", 0),
        ("6.3.2025", "6.3.2025", 0),
        ("06/03 joskus", "06/03 joskus", 1),
        ("", "", 0),
    ],
)
def test_a_day_is_typed_as_finns_write_it_and_told_when_it_is_none(page: Callable, typed: str, kept: str, told: int) -> None:
    found = page(f"/haku?q=mittaus&alkaen={quote(typed)}")
    (field,) = found.cssselect("#alkaen")
    assert (field.get("type"), field.get("value")) == ("text", kept)
    assert len(found.xpath("//*[contains(text(), 'ei ymmärretty')]")) == told
    chips = [chip.text_content() for chip in found.cssselect(".chips .chip.on")]
    assert [text.strip().startswith(f"Alkaen {kept}") for text in chips] == [True] * bool(kept and not told)


@pytest.mark.parametrize(
    ("query", "meant"), [("fosforin", True), ("fosfori", True), ("fosforin määrä", False), ("vesi", False)]
)
def test_a_word_the_minutes_define_is_told_over_its_hits(page: Callable, query: str, meant: bool) -> None:
    assert ("ravinne, joka rehevöittää" in page(f"/haku?q={quote(query)}").text_content()) is meant


def test_roles_are_told_once_in_the_readers_language(app: Flask) -> None:
    with app.test_request_context("/"):
        roles = (Role("chair", "Neuvosto"), Role("chair", "Jaosto"), Role("vice_chair", "Neuvosto"))
        assert words.role_names(roles) == ["puheenjohtaja", "varapuheenjohtaja"]
    with app.test_request_context("/", headers={"Cookie": "kieli=sv"}):
        assert words.role_names((Role("secretary", "Neuvosto"),)) == ["sekreterare"]


def test_a_decision_that_answers_comes_before_its_item(app: Flask) -> None:
    library = FakeLibrary(Path(app.config["KB_SETTINGS"].data))
    decision, slide = library.search("tutkimus").hits
    (item,) = decision.more
    first = search.decision_first(replace(item, more=(replace(item, id="2025-03-06/3#3"), replace(decision, more=()))))
    assert (first.id, [other.id for other in first.more]) == (decision.id, [item.id, "2025-03-06/3#3"])
    assert search.decision_first(slide) is slide
    assert search.decision_first(item) is item


def test_topics_stand_in_the_order_that_the_table_promises() -> None:
    made = [Topic(slug=name, name=name, meetings=meetings, items=items) for name, meetings, items in TOPICS]
    assert [topic.name for topic in topics.by_handling(made)] == ["laituri", "ääni", "kaava", "aita"]


TOPICS = (
    ("aita", ("a",), ("a/1",)),
    ("kaava", ("a", "b"), ("a/1", "b/1")),
    ("ääni", ("a", "b"), ("a/1", "b/1", "b/2")),
    ("laituri", ("a", "b", "c"), ("a/1", "b/1", "c/1")),
)
