"""A running server follows what is written into `kb.toml`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kb.settings import load
from tests.fixtures.group import settings_in, write_library
from web import create_app


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_library(tmp_path).settings.corpus


@pytest.fixture
def client(corpus: Path) -> FlaskClient:
    return create_app(load(corpus, settings_in(corpus.parent).data, environ={})).test_client()


def write(corpus: Path, text: str, at: int) -> None:
    (corpus / "kb.toml").write_text(text, encoding="utf-8")
    os.utime(corpus / "kb.toml", (at, at))


def test_synonyms_and_language_reach_a_running_server(client: FlaskClient, corpus: Path) -> None:
    assert client.get("/haku?q=piuha&muoto=json").get_json()["total"] == 0
    write(corpus, '[[synonyms]]\nwords = ["kaapeli", "piuha"]\n[interface]\nlanguage = "sv"\n', 1_700_000_000)
    assert client.get("/haku?q=piuha&muoto=json").get_json()["total"] > 0
    assert 'lang="sv"' in client.get("/ohje").get_data(as_text=True)


def test_settings_that_cannot_be_used_leave_those_of_before_and_are_told(client: FlaskClient, corpus: Path) -> None:
    write(corpus, '[[synonyms]]\nwords = ["kaapeli", "piuha"]\n', 1_700_000_000)
    assert client.get("/haku?q=piuha&muoto=json").get_json()["total"] > 0
    write(corpus, "[[synonyms]]\nwords = 7\n", 1_700_000_100)
    assert client.get("/haku?q=piuha&muoto=json").get_json()["total"] > 0
    assert "rivi 2" in client.get("/ongelmat").get_data(as_text=True)
    write(corpus, "", 1_700_000_200)
    assert client.get("/haku?q=piuha&muoto=json").get_json()["total"] == 0
    assert "rivi 2" not in client.get("/ongelmat").get_data(as_text=True)
