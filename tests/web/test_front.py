"""The front page: what matters today, and no noughts."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import Page


def text_of(page: Page, selector: str) -> str:
    (found,) = page.cssselect(selector)
    return " ".join(found.text_content().split())


def test_the_next_meeting_is_shown_with_the_way_to_its_agenda(page: Callable[..., Page]) -> None:
    first = page("/").cssselect(".today .card")[0]
    assert "Seuraava kokous 15.5.2025" in " ".join(first.text_content().split())
    assert [link.get("href") for link in first.cssselect("p.small a")] == ["/esityslista"]


def test_a_draft_begun_for_the_next_meeting_is_gone_on_with(page: Callable[..., Page], client: FlaskClient) -> None:
    token = page("/esityslista").cssselect("input[name=tunnus]")[0].get("value")
    started = client.post("/esityslista", data={"tunnus": token, "teksti": "1. Avaus\n2. Mittaukset", "paiva": "15.5.2025"})
    assert started.status_code == 303
    first = page("/").cssselect(".today .card")[0]
    assert [link.get("href") for link in first.cssselect("p.small a")] == [started.headers["Location"].partition("#")[0]]


def test_what_there_is_none_of_is_not_counted(page: Callable[..., Page]) -> None:
    shown = text_of(page("/"), ".today")
    assert " 0 " not in f" {shown} "
    assert "lukematta" not in shown or "1 tiedosto jäi lukematta" in shown


def test_the_latest_meetings_are_a_row_of_links_with_their_decisions_in_words(page: Callable[..., Page]) -> None:
    row = page("/").cssselect(".stops a")
    assert all("päätös" in link.text_content() for link in row)


def test_where_minutes_have_ended_what_was_open_then_is_told_as_such(
    page: Callable[..., Page], app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = text_of(page("/"), "#lupaukset")
    monkeypatch.setitem(app.config, "KB_TODAY", lambda: datetime.date(2028, 1, 10))
    front = page("/")

    assert (now, text_of(front, "#lupaukset")) == ("Seuraavaksi tehtävänä", "Avoinna, kun muistiot päättyvät")
    assert "Muistiot päättyvät" in text_of(front, ".today")
    assert "Seuraava kokous oli sovittu päiväksi" in text_of(front, ".today")
    assert not front.cssselect("#myohassa")


def test_every_page_tells_the_same_next_meeting_also_when_its_day_has_passed(
    page: Callable[..., Page], app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "KB_TODAY", lambda: datetime.date(2028, 1, 10))
    told = "Seuraava kokous oli sovittu päiväksi 15.5.2025."

    for address in ("/", "/uudelle", "/haku?q=milloin+on+seuraava+kokous"):
        assert told in " ".join(page(address).text_content().split()), address
