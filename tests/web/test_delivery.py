"""What is sent: nothing that the reader already has, and the rest compressed; what may have changed is made anew."""

from __future__ import annotations

import gzip
from pathlib import Path

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient


def tag(client: FlaskClient, address: str, **headers: str) -> str:
    return client.get(address, headers=headers).headers["ETag"]


@pytest.mark.parametrize("address", ["/haku?q=vesi", "/paatokset", "/kokoukset", "/paatokset?muoto=json", "/syote.xml"])
def test_a_page_that_the_reader_has_is_not_sent_again(client: FlaskClient, address: str) -> None:
    client.get(address)
    again = client.get(address, headers={"If-None-Match": tag(client, address)})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag(client, address)


def test_a_note_in_the_journal_makes_every_page_another(client: FlaskClient, app: Flask) -> None:
    client.get("/paatokset")
    before = tag(client, "/paatokset")
    journal: Path = app.extensions["open_library"].latest().journal.path
    journal.parent.mkdir(parents=True, exist_ok=True)
    journal.write_text("{}\n", encoding="utf-8")
    assert client.get("/paatokset", headers={"If-None-Match": before}).status_code == 200


def test_languages_looks_and_addresses_have_pages_of_their_own(client: FlaskClient) -> None:
    first = tag(client, "/tuotokset")
    others = (tag(client, "/tuotokset?x=1"), tag(client, "/aiheet"), tag(client, "/tuotokset", **{"Accept-Language": "sv"}))
    assert len({first, *others}) == 4
    client.set_cookie("kieli", "en")
    assert tag(client, "/tuotokset") != first


def test_drafts_and_refusals_are_always_made_anew(client: FlaskClient) -> None:
    assert "ETag" not in client.get("/").headers
    assert "ETag" not in client.get("/esityslista").headers
    assert "ETag" not in client.get("/paatokset/eioo").headers


def test_a_page_is_compressed_for_who_can_unpack_it(client: FlaskClient) -> None:
    plain = client.get("/paatokset")
    packed = client.get("/paatokset", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 2
    assert b"<main" in gzip.decompress(packed.data)
    assert "Accept-Encoding" in plain.headers["Vary"] and "Accept-Encoding" in packed.headers["Vary"]


def test_files_of_the_package_are_compressed_once_and_are_whole(client: FlaskClient, app: Flask) -> None:
    with client.get("/static/style.css") as response:
        plain = response.data
    for _ in range(2):
        packed = client.get("/static/style.css", headers={"Accept-Encoding": "gzip"})
        assert gzip.decompress(packed.data) == plain
        assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert len(app.extensions["packed"]) == 1


def packed_size(data: bytes) -> int:
    return len(gzip.compress(data, 6, mtime=0))


@pytest.mark.parametrize(
    "address",
    ["/", "/haku?q=kunta", "/paatokset/2025-03-06/3/1", "/paatokset", "/kokoukset/2025-03-06", "/lupaukset", "/uudelle"],
)
def test_a_page_weighs_little_more_than_its_frame_and_its_words(client: FlaskClient, address: str) -> None:
    """The yardsticks are of the same run: the page of an unknown address is the frame alone, and the words are the page's own."""
    frame = packed_size(client.get("/ei-ole").data)
    answer = client.get(address)
    main = lxml.html.fromstring(answer.get_data(as_text=True)).cssselect("main")[0]
    words = packed_size(" ".join(main.text_content().split()).encode())

    assert answer.status_code == 200
    assert packed_size(answer.data) <= frame + 3 * words


def test_the_frame_of_every_page_weighs_little_more_than_its_words(client: FlaskClient) -> None:
    answer = client.get("/ei-ole")
    words = packed_size(" ".join(lxml.html.fromstring(answer.get_data(as_text=True)).text_content().split()).encode())

    assert packed_size(answer.data) <= 4 * words, (packed_size(answer.data), words)


def test_a_page_has_no_indentation_of_its_template_but_a_documents_lines_keep_theirs(client: FlaskClient, app: Flask) -> None:
    assert not [line for line in client.get("/kokoukset").get_data(as_text=True).splitlines() if line[:1] in (" ", "\t")]
    shown = app.jinja_env.from_string("<pre>{{ text }}</pre>").render(text="  kaksi\n    neljä")
    assert shown == "<pre>  kaksi\n    neljä</pre>"


def test_the_keys_are_fetched_when_they_are_asked_for(client: FlaskClient) -> None:
    assert b"<dialog" not in client.get("/kokoukset").data
    told = client.get("/ohje/nappaimet").get_data(as_text=True)
    assert told.strip().startswith("<dialog id=") and "<kbd>?</kbd>" in told
