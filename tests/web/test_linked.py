"""Linked data, canonical addresses, the description of the search and the sitemap: read back by rdflib and lxml."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import lxml.etree
import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Namespace, URIRef

from kb.audiences import PUBLIC, Access, Rule
from kb.library import Library
from tests.fixtures.group import write_library
from tests.web.conftest import Page
from tests.web.fake import AGREED, BODY, DECISIONS, DECK, MEETING
from web import create_app, discovery

# rdflib's own reader of JSON-LD warns of a class of rdflib's.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
SCHEMA = Namespace("https://schema.org/")
HOST = "http://127.0.0.1:80"
KINDS = {
    "/": ("WebSite", "Kokousmuisti"),
    "/kokoukset/2025-03-06": ("Event", "Ohjausryhmän kokous 1/2025"),
    "/kokoukset/2025-03-06/3": ("Event", "3 Vedenlaadun mittaukset"),
    "/paatokset/2025-03-06/3/1": ("CreativeWork", "Vedenlaadun mittaukset"),
    "/tuotokset/1.2": ("CreativeWork", "Seurantaohjelma"),
    "/aiheet/vedenlaatu": ("DefinedTerm", "vedenlaatu"),
    "/henkilot/aino-%C3%A4%C3%A4ri": ("Person", "Aino Ääri"),
    "/organisaatiot/kunta": ("Organization", "Kunta"),
    "/liitteet/2025-03-06/liite-2": ("DigitalDocument", "Kustannukset"),
}


def graph_of(found: Page) -> Graph:
    """What a page's data block says."""
    (block,) = found.cssselect("script[type='application/ld+json']")
    return Graph().parse(data=block.text, format="json-ld")


@pytest.mark.parametrize("address", KINDS)
def test_a_page_says_what_it_is_of_under_its_own_address(page: Callable[..., Page], address: str) -> None:
    found = page(address)
    graph, subject = graph_of(found), URIRef(HOST + address)
    kind, name = KINDS[address]
    assert graph.value(subject, RDF.type) == SCHEMA[kind]
    assert kind == "WebSite" or str(graph.value(subject, SCHEMA.name)).casefold() == name.casefold()
    assert [link.get("href") for link in found.cssselect("link[rel=canonical]")] == [HOST + address]


def test_a_meeting_has_its_day_its_people_and_its_items(page: Callable[..., Page]) -> None:
    graph, meeting = graph_of(page("/kokoukset/2025-03-06")), URIRef(f"{HOST}/kokoukset/2025-03-06")
    assert str(graph.value(meeting, SCHEMA.startDate)) == "2025-03-06T13:00"
    assert str(graph.value(graph.value(meeting, SCHEMA.organizer), SCHEMA.name)) == BODY
    # Who is told to be absent attended nothing.
    assert {str(graph.value(one, SCHEMA.name)) for one in graph.objects(meeting, SCHEMA.attendee)} == {"Aino Ääri"}
    assert len(list(graph.objects(meeting, SCHEMA.subEvent))) == len(MEETING.items)


def test_a_decision_has_its_words_and_its_reference(page: Callable[..., Page]) -> None:
    graph, decision = graph_of(page("/paatokset/2025-03-06/3/1")), URIRef(f"{HOST}/paatokset/2025-03-06/3/1")
    assert str(graph.value(decision, SCHEMA.text)) == AGREED
    assert str(graph.value(decision, SCHEMA.creditText)) == f"{BODY} 6.3.2025, kohta 3"
    assert graph.value(decision, SCHEMA.isPartOf) == URIRef(f"{HOST}/kokoukset/2025-03-06")


def test_words_of_a_document_never_end_the_data_block(page: Callable[..., Page]) -> None:
    graph = graph_of(page("/paatokset/2025-03-06/1/1"))
    assert "Asia <b>merkittiin</b> tiedoksi." in {str(text) for text in graph.objects(None, SCHEMA.text)}
    assert DECISIONS[2].text == "Asia <b>merkittiin</b> tiedoksi."


def test_a_list_is_canonical_with_its_filters_and_without_its_look(page: Callable[..., Page]) -> None:
    found = page("/paatokset?laji=approval&nakyma=taulukko&jarjestys=vanhin")
    assert [link.get("href") for link in found.cssselect("link[rel=canonical]")] == [f"{HOST}/paatokset?laji=approval"]


def test_a_browser_finds_the_search_and_it_answers(client: FlaskClient, page: Callable[..., Page]) -> None:
    (link,) = page("/").cssselect("link[rel=search]")
    response = client.get(link.get("href"))
    assert response.mimetype == link.get("type")
    root = lxml.etree.fromstring(response.get_data())
    spaces = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert len(root.findtext("o:ShortName", namespaces=spaces)) <= 16
    templates = {one.get("type"): one.get("template") for one in root.findall("o:Url", spaces)}
    for kind in ("text/html", "application/atom+xml"):
        found = client.get(templates[kind].removeprefix(HOST).replace("{searchTerms}", "tutkimus"))
        assert found.mimetype == kind
        assert "tutkimu" in found.get_data(as_text=True)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return write_library(tmp_path_factory.mktemp("kartta"))


def sitemap(library: Library, access: Access, monkeypatch: pytest.MonkeyPatch) -> tuple[FlaskClient, list[str]]:
    settings = replace(library.settings, access=access, public_url="https://muisti.example.fi")
    monkeypatch.setattr("web.open_library.reread", lambda before: before)
    client = create_app(settings).test_client()
    response = client.get("/sitemap.xml")
    if response.status_code != 200:
        return client, []
    root = lxml.etree.fromstring(response.get_data())
    return client, [str(one.text) for one in root.iter("{*}loc")]


def test_the_sitemap_has_what_is_public_and_each_of_it_answers(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    client, found = sitemap(library, Access(default=PUBLIC), monkeypatch)
    paths = [one.removeprefix("https://muisti.example.fi") for one in found]
    assert len(paths) == len(set(paths)) > 20
    assert f"/paatokset/{library.decisions()[0].id}" in paths
    with_answers = [path for path in paths if not path.startswith("/asiakirjat/")]
    assert {client.get(path).status_code for path in with_answers} == {200}
    assert "Sitemap: https://muisti.example.fi/sitemap.xml" in client.get("/robots.txt").get_data(as_text=True)


def test_the_sitemap_tells_nothing_of_what_is_not_public_even_to_the_owner(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, found = sitemap(library, Access(), monkeypatch)
    assert found == []
    assert client.get("/sitemap.xml").status_code == 404
    assert client.get("/robots.txt").get_data(as_text=True).split() == ["User-agent:", "*", "Disallow:", "/"]
    path = library.documents()[0].path
    _client, found = sitemap(library, Access(rules=(Rule(PUBLIC, document=path),)), monkeypatch)
    own = {library.documents()[0].meetings[0]} if library.documents()[0].meetings else set()
    assert {one.rpartition("/")[2] for one in found if "/kokoukset/" in one and one.count("/") == 4} == own


def test_a_long_sitemap_is_told_in_parts(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "MOST", 20)
    client, parts = sitemap(library, Access(default=PUBLIC), monkeypatch)
    assert parts[0] == "https://muisti.example.fi/sitemap.xml?osa=1"
    held = [len(lxml.etree.fromstring(client.get(one.partition(".fi")[2]).get_data())) for one in parts]
    assert max(held) == 20 and len(held) > 2
    assert client.get("/sitemap.xml?osa=0").status_code == 404


def test_nothing_is_fetched_for_the_vocabulary(tmp_path: Path, page: Callable[..., Page]) -> None:
    (block,) = page(f"/asiakirjat/{DECK.replace(' ', '%20').replace('<', '%3C').replace('>', '%3E')}").cssselect(
        "script[type='application/ld+json']"
    )
    assert '"@context": {"@vocab"' in block.text
