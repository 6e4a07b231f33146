"""A page cannot be turned against its reader: headers, names, tokens, paths, and words of documents that stay words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.settings import Settings
from tests.web.fake import DECK
from web import create_app, security
from web.accounts import rights


def open_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets everyone use the addresses that a test adds."""
    for name in ("receive", "form"):
        monkeypatch.setitem(rights.NEEDS, name, "always")


@pytest.mark.parametrize("address", ["/", "/olematon", "/haku?q=%22auki", "/static/style.css", "/paatokset?muoto=json"])
def test_every_answer_forbids_scripts_and_frames_from_elsewhere(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        headers = response.headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1:8765", 200), ("localhost", 200), ("muualla.example", 400), ("", 400)])
def test_only_its_own_names_are_answered(client: FlaskClient, host: str, status: int) -> None:
    assert client.get("/ohje", headers={"Host": host}).status_code == status


def test_words_of_documents_stay_words(client: FlaskClient) -> None:
    for address in ("/haku?q=<script>alert(1)</script>", "/kokoukset/2025-03-06", "/asiakirjat", "/paatokset?varmuus=low"):
        text = client.get(address).get_data(as_text=True)
        assert "<script>alert" not in text
        assert "<vedenlaatu>" not in text
        assert not re.search(r"<b>(merkittiin|Sovittiin)", text)


@pytest.mark.parametrize(
    "path",
    ["../salaisuus.txt", "..%2Fsalaisuus.txt", "/etc/passwd", "2025-03-06/../../salaisuus.txt", "2025-03-06/muistio.docx"],
)
def test_only_files_of_the_corpus_can_be_fetched(client: FlaskClient, path: str) -> None:
    # The last one is in the index but no longer in the folder.
    assert client.get(f"/asiakirjat-tiedosto/{path}").status_code in (404, 308)


def test_a_link_out_of_the_corpus_is_not_followed(app: Flask, client: FlaskClient) -> None:
    deck: Path = app.config["KB_SETTINGS"].corpus / DECK
    deck.unlink()
    deck.symlink_to(app.config["KB_SETTINGS"].corpus.parent / "salaisuus.txt")
    assert client.get(f"/asiakirjat-tiedosto/{quote(DECK)}").status_code == 404


def test_an_original_is_saved_and_never_shown(client: FlaskClient) -> None:
    with client.get(f"/asiakirjat-tiedosto/{quote(DECK)}") as response:
        assert response.status_code == 200
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.mimetype.endswith("presentationml.presentation")
        assert "sandbox" in response.headers["Content-Security-Policy"]


def test_a_form_needs_the_token_of_its_reader(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    open_up(monkeypatch)

    @app.post("/koe")
    def receive() -> str:
        return "otettu"

    @app.get("/koe-lomake")
    def form() -> str:
        return security.form_token()

    mine, other = app.test_client(), app.test_client()
    token = mine.get("/koe-lomake").get_data(as_text=True)
    other.get("/koe-lomake")
    assert mine.post("/koe").status_code == 403
    assert mine.post("/koe", data={security.TOKEN_FIELD: "väärä"}).status_code == 403
    assert other.post("/koe", data={security.TOKEN_FIELD: token}).status_code == 403
    assert mine.post("/koe", data={security.TOKEN_FIELD: token}).status_code == 200


def test_the_secret_is_made_once_and_is_private(tmp_path: Path) -> None:
    first = security.secret(tmp_path)
    assert security.secret(tmp_path) == first
    assert len(first) == 32
    assert (tmp_path / "web-secret").stat().st_mode & 0o077 == 0


def test_a_missing_index_says_what_to_do(app: Flask, page: Callable) -> None:
    from web.open_library import OpenLibrary

    app.extensions["open_library"] = OpenLibrary(app.config["KB_SETTINGS"])
    found = page("/", 503)
    assert "kb index" in found.text_content()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://muualla.example"}, 403),
        ({"Origin": "http://localhost:9999"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_change_comes_from_a_page_of_this_server(
    app: Flask, headers: dict[str, str], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_up(monkeypatch)

    @app.post("/koe")
    def receive() -> str:
        return "otettu"

    @app.get("/koe-lomake")
    def form() -> str:
        return security.form_token()

    client = app.test_client()
    token = client.get("/koe-lomake").get_data(as_text=True)
    assert client.post("/koe", data={security.TOKEN_FIELD: token}, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("host", "asked", "status"),
    [
        ("::1", "[::1]:8765", 200),
        ("127.0.0.1", "[::1]", 200),
        ("127.0.0.1", "MUISTI.example:8765", 200),
        ("127.0.0.1", "kokoukset.example", 200),
        ("0.0.0.0", "muualla.example", 400),
        ("0.0.0.0", "kokoukset.example", 200),
        ("192.0.2.7", "192.0.2.7:8765", 200),
        ("192.0.2.7", "192.0.2.8:8765", 400),
        ("0.0.0.0", "[::1", 400),
        ("0.0.0.0", "192.0.2.8:8765", 200),
    ],
)
def test_the_names_answered_to_are_the_machines_own_and_the_settings(
    tmp_path: Path, host: str, asked: str, status: int
) -> None:
    settings = Settings(tmp_path, tmp_path, host=host, hosts=("muisti.example",), public_url="https://kokoukset.example")
    client = create_app(settings).test_client()
    with client.get("/static/style.css", headers={"Host": asked}) as answer:
        assert answer.status_code == status


def test_what_is_read_elsewhere_names_the_configured_address_never_the_requests_host(app: Flask) -> None:
    client = app.test_client()
    settings = app.extensions["open_library"].fake.settings
    assert "http://127.0.0.1:" in client.get("/syote.xml").get_data(as_text=True)
    app.extensions["open_library"].fake.settings = replace(settings, public_url="https://kokoukset.example")
    for address in ("/syote.xml", "/kalenteri.ics", "/paatokset/2025-03-06/3/1"):
        text = client.get(address, headers={"Host": "localhost:1234"}).get_data(as_text=True)
        assert "localhost:1234" not in text, address
        assert "https://kokoukset.example/" in text, address


def test_two_servers_on_one_machine_have_cookies_of_their_own(tmp_path: Path) -> None:
    names = set()
    for name in ("yksi", "kaksi"):
        app = create_app(Settings(tmp_path, tmp_path / name))
        names.add(app.config["SESSION_COOKIE_NAME"])
        assert app.config["SESSION_COOKIE_NAME"].startswith("kokousmuisti")
    assert len(names) == 2
