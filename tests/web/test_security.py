"""A page cannot be turned against its reader: headers, names, tokens, paths, and words of documents that stay words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.fake import DECK
from web import security


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


def test_a_form_needs_the_token_of_its_reader(app: Flask) -> None:
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
    from web.shelf import Shelf

    app.extensions["shelf"] = Shelf(app.config["KB_SETTINGS"])
    found = page("/", 503)
    assert "kb index" in found.text_content()
