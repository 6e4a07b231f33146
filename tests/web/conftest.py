"""An application over the fake library, and pages as parsed HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.settings import Settings
from tests.web.fake import DAY, DECK, FakeOpenLibrary
from web import create_app

Page = lxml.html.HtmlElement


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    corpus, data = tmp_path / "corpus", tmp_path / "data"
    (corpus / DECK).parent.mkdir(parents=True)
    (corpus / DECK).write_bytes(b"PK not really a deck")
    (tmp_path / "salaisuus.txt").write_text("ei kuulu aineistoon")
    data.mkdir()
    app = create_app(Settings(corpus=corpus, data=data), today=lambda: DAY)
    app.extensions["open_library"] = FakeOpenLibrary(tmp_path)
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def page(client: FlaskClient) -> Callable[..., Page]:
    """Fetches an address and gives its page parsed; the status must be the one expected."""

    def fetch(address: str, status: int = 200) -> Page:
        response = client.get(address)
        assert response.status_code == status, response.get_data(as_text=True)[:2000]
        return lxml.html.fromstring(response.get_data(as_text=True))

    return fetch
