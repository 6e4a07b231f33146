"""Lists and feeds in the forms that other programs read: each is read back with a program that others wrote, or by its standard."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable

import lxml.etree
import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from tests.web.conftest import Page
from tests.web.fake import AGREED, DECISIONS
from web import tables
from web.tables import Table

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LISTS = (
    "/kokoukset", "/paatokset", "/tuotokset", "/aiheet", "/henkilot", "/organisaatiot", "/asiakirjat", "/liitteet", "/lupaukset",
    "/ongelmat",
)  # fmt: skip


def rows_of(client: FlaskClient, address: str) -> list[list[str]]:
    response = client.get(address)
    assert response.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(response.get_data().decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("address", LISTS)
def test_every_list_tells_the_same_in_every_form(client: FlaskClient, address: str) -> None:
    comma = rows_of(client, f"{address}?muoto=csv")
    sheet = load_workbook(io.BytesIO(client.get(f"{address}?muoto=xlsx").get_data())).active
    excel = [[_as_written(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    marked = MarkdownIt().enable("table").render(client.get(f"{address}?muoto=md").get_data(as_text=True))
    cells = [["".join(cell.itertext()) for cell in row.iter("th", "td")] for row in lxml.etree.HTML(marked).iter("tr")]
    assert len(comma) > 1
    assert excel == comma
    assert cells == comma


def _as_written(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return f"{value.day}.{value.month}.{value.year}"
    return "" if value is None else str(value)


@pytest.mark.parametrize("address", LISTS)
def test_every_list_shows_the_way_to_its_forms(page: Callable[..., Page], address: str) -> None:
    links = page(address).cssselect(".save-list a")
    assert [link.get("href").partition("muoto=")[2] for link in links][-4:] == ["xlsx", "csv", "md", "json"]


def test_a_filtered_list_is_saved_as_it_is_filtered(client: FlaskClient) -> None:
    rows = rows_of(client, "/paatokset?laji=approval&muoto=csv")
    ids = rows[0].index("Tunnus")
    assert [row[ids] for row in rows[1:]] == [one.id for one in DECISIONS if one.kind == "approval"]


def test_a_saved_list_is_named_by_what_it_is_and_its_day(client: FlaskClient) -> None:
    header = client.get("/paatokset?muoto=xlsx").headers["Content-Disposition"]
    assert header == "attachment; filename=paatokset-2025-03-06.xlsx"


def test_words_of_a_document_never_become_a_formula() -> None:
    table = Table("x", "X", ("A",), (("=1+1",), ("@SUM(1)",), ("tavallinen",)))
    assert tables.as_csv(table).decode("utf-8-sig").split("\r\n")[1:4] == ["'=1+1", "'@SUM(1)", "tavallinen"]
    sheet = load_workbook(io.BytesIO(tables.as_xlsx(table))).active
    assert [(cell.value, cell.data_type) for cell in sheet["A"][1:3]] == [("=1+1", "s"), ("@SUM(1)", "s")]


def feed(client: FlaskClient, address: str = "/syote.xml") -> lxml.etree._Element:
    response = client.get(address)
    assert response.mimetype == "application/atom+xml"
    return lxml.etree.fromstring(response.get_data())


def texts(element: lxml.etree._Element, path: str) -> list[str]:
    return [str(text) for text in element.xpath(path, namespaces=ATOM)]


def test_the_feed_has_the_decisions_by_what_they_are_about(client: FlaskClient) -> None:
    found = feed(client)
    assert texts(found, "a:entry/a:title/text()")[0] == "Sovittu: Vedenlaadun mittaukset"
    assert texts(found, "a:entry/a:content/text()")[0] == AGREED
    assert texts(found, "a:entry/a:updated/text()")[0] == "2025-03-06T12:00:00Z"


def test_a_feed_takes_the_filters_of_the_register_and_a_search(client: FlaskClient) -> None:
    every, approved = feed(client), feed(client, "/syote.xml?laji=approval")
    assert 0 < len(texts(approved, "a:entry/a:id/text()")) < len(texts(every, "a:entry/a:id/text()"))
    found = feed(client, "/syote.xml?q=tutkimus")
    assert "tutkimus" in texts(found, "a:title/text()")[0]
    assert len(texts(found, "a:entry/a:id/text()")) == 2


def test_ids_are_no_addresses_and_stay_when_the_server_moves(app: Flask, client: FlaskClient) -> None:
    before = texts(feed(client), "a:entry/a:id/text()")
    assert len(set(before)) == len(before)
    assert all(id.startswith("urn:uuid:") for id in before)
    with app.test_client() as other:
        moved = other.get("/syote.xml", environ_overrides={"SERVER_PORT": "9999"})
    assert texts(lxml.etree.fromstring(moved.get_data()), "a:entry/a:id/text()") == before


def test_the_calendar_holds_the_next_meeting_and_due_days(client: FlaskClient) -> None:
    response = client.get("/kalenteri.ics")
    assert response.mimetype == "text/calendar"
    events = {event.decoded("dtstart"): event for event in Calendar.from_ical(response.get_data()).walk("VEVENT")}
    assert set(events) == {datetime.date(2025, 5, 15), datetime.date(2025, 4, 30)}
    due = events[datetime.date(2025, 4, 30)]
    assert str(due["summary"]) == f"Määräaika: {AGREED}"
    assert due.decoded("dtend") - due.decoded("dtstart") == datetime.timedelta(days=1)
    assert "127.0.0.1" not in str(due["uid"])


def test_a_calendar_may_be_of_one_organisation(client: FlaskClient) -> None:
    of_it = Calendar.from_ical(client.get("/kalenteri.ics?organisaatio=kunta").get_data()).walk("VEVENT")
    of_none = Calendar.from_ical(client.get("/kalenteri.ics?organisaatio=muu").get_data()).walk("VEVENT")
    assert [event.decoded("dtstart") for event in of_it] == [datetime.date(2025, 4, 30)]
    assert of_none == []


def test_a_calendar_fetched_twice_is_the_same(client: FlaskClient) -> None:
    assert client.get("/kalenteri.ics").get_data() == client.get("/kalenteri.ics").get_data()
