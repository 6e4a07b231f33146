"""Signing in: passwords, sessions that end, tries that are counted, a proxy that is trusted, and a door that is open."""

from __future__ import annotations

import time
from pathlib import Path

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.access.accounts import Accounts
from kb.errors import BadAccount, NoSuch
from kb.settings import Settings
from tests.fixtures.group import settings_in, write_library
from web import create_app
from web.accounts import pages
from web.security import TOKEN_FIELD

PASSWORD = "neljä satunnaista sanaa"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return write_library(tmp_path_factory.mktemp("ovi")).settings


@pytest.fixture
def settings(built: Settings, tmp_path: Path) -> Settings:
    from dataclasses import replace

    return replace(built, journal=tmp_path / "kb-journal.jsonl")


@pytest.fixture
def app(settings: Settings) -> Flask:
    Accounts.of(settings).put("aino", "secretary", (), PASSWORD)
    return create_app(settings)


def token(client: FlaskClient) -> str:
    page = client.get("/kirjaudu").get_data(as_text=True)
    return page.split(f'name="{TOKEN_FIELD}" value="')[1].split('"')[0]


def enter(client: FlaskClient, password: str = PASSWORD, name: str = "aino", back: str = "/paatokset") -> int:
    form = {TOKEN_FIELD: token(client), "nimi": name, "salasana": password, "paluu": back}
    return client.post("/kirjaudu", data=form).status_code


def test_who_has_not_signed_in_is_asked_to(app: Flask) -> None:
    client = app.test_client()
    answer = client.get("/paatokset?laji=agreement")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/kirjaudu?paluu=%2Fpaatokset%3Flaji%3Dagreement")
    assert client.get("/paatokset?muoto=json").status_code == 401
    with client.get("/static/style.css") as style:
        assert style.status_code == 200


def test_the_right_password_opens_and_leads_back_to_this_server_alone(app: Flask) -> None:
    client = app.test_client()
    form = {TOKEN_FIELD: token(client), "nimi": "AINO ", "salasana": PASSWORD, "paluu": "//muualla.example"}
    assert client.post("/kirjaudu", data=form).headers["Location"] == "/"
    page = client.get("/paatokset")
    assert page.status_code == 200 and "aino" in page.get_data(as_text=True)


@pytest.mark.parametrize(("name", "password"), [("aino", "väärä"), ("aino", ""), ("eero", PASSWORD), ("", "")])
def test_a_wrong_password_and_a_wrong_name_are_answered_alike(app: Flask, name: str, password: str) -> None:
    client = app.test_client()
    assert enter(client, password, name) == 401
    assert client.get("/paatokset").status_code == 303


def test_tries_are_counted_by_name_and_then_refused(app: Flask) -> None:
    clients = [app.test_client() for _ in range(6)]
    assert [enter(client, "väärä") for client in clients[:5]] == [401] * 5
    assert enter(clients[5], "väärä") == 429
    assert enter(clients[5]) == 429
    assert enter(clients[5], name="eero") == 401


def test_tries_are_counted_by_address_too() -> None:
    tries = pages.Tries()
    for number in range(30):
        assert tries.wait(f"nimi{number}", "192.0.2.1") == 0
        tries.failed(f"nimi{number}", "192.0.2.1")
    assert tries.wait("aivan uusi", "192.0.2.1") > 0
    assert tries.wait("aivan uusi", "192.0.2.2") == 0


def test_a_session_ends_by_signing_out_by_time_and_with_the_password(app: Flask, settings: Settings) -> None:
    client = app.test_client()
    enter(client)
    assert client.post("/ulos", data={TOKEN_FIELD: _form_token(client)}).status_code == 303
    assert client.get("/paatokset").status_code == 303
    enter(client)
    with client.session_transaction() as session:
        assert session["paattyy"] - time.time() <= pages.LONGEST_SECONDS
        session["paattyy"] = time.time() - 1
    assert client.get("/paatokset").status_code == 303
    other = app.test_client()
    enter(other)
    Accounts.of(settings).put("aino", "secretary", (), "toinen salasana tällä kertaa")
    assert other.get("/paatokset").status_code == 303


def _form_token(client: FlaskClient) -> str:
    page = client.get("/paatokset").get_data(as_text=True)
    return page.split(f'name="{TOKEN_FIELD}" value="')[1].split('"')[0]


def test_a_session_is_new_when_one_signs_in(app: Flask) -> None:
    client = app.test_client()
    before = token(client)
    enter(client)
    assert client.post("/ulos", data={TOKEN_FIELD: before}).status_code == 403


def test_accounts_are_private_hashed_and_refuse_what_makes_no_sense(settings: Settings) -> None:
    accounts = Accounts.of(settings)
    accounts.put("Aino", "member", ("Rantaryhmä",), PASSWORD)
    accounts.put("aino", "secretary", ("Rantaryhmä",))
    (aino,) = accounts.all()
    assert (aino.name, aino.role) == ("aino", "secretary")
    assert accounts.verify("aino", PASSWORD) == aino
    assert PASSWORD not in settings.accounts_path.read_text(encoding="utf-8")
    assert "argon2id" in settings.accounts_path.read_text(encoding="utf-8")
    assert settings.accounts_path.stat().st_mode & 0o077 == 0
    for name, role, password in (("a b", "reader", PASSWORD), ("eero", "visitor", PASSWORD), ("eero", "reader", "lyhyt")):
        with pytest.raises(BadAccount):
            accounts.put(name, role, (), password)  # type: ignore[arg-type]
    accounts.remove("aino")
    assert accounts.all() == ()
    with pytest.raises(NoSuch):
        accounts.remove("aino")


def test_accounts_that_cannot_be_read_let_nobody_in(app: Flask, settings: Settings) -> None:
    client = app.test_client()
    enter(client)
    settings.accounts_path.write_text('{"accounts": 5}', encoding="utf-8")
    answer = client.get("/paatokset")
    assert answer.status_code == 503 and "kb user add" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("address", "name", "status"),
    [("127.0.0.1", "aino", 200), ("127.0.0.1", "eero", 200), ("127.0.0.1", "", 401), ("192.0.2.7", "aino", 403)],
)
def test_a_proxy_is_believed_at_its_own_address_alone(settings: Settings, address: str, name: str, status: int) -> None:
    from dataclasses import replace

    client = create_app(replace(settings, proxy_header="X-Remote-User", proxy_addresses=("127.0.0.1/32",))).test_client()
    headers = {"X-Remote-User": name} if name else {}
    assert client.get("/paatokset", headers=headers, environ_base={"REMOTE_ADDR": address}).status_code == status
    assert client.get("/merkinnat/merkinnat.jsonl", headers=headers, environ_base={"REMOTE_ADDR": address}).status_code != 200


def test_without_accounts_the_machines_owner_sees_everything(settings: Settings) -> None:
    client = create_app(settings).test_client()
    assert client.get("/esityslista").status_code == 200
    assert client.get("/kirjaudu").headers["Location"] == "/"


def test_an_open_door_shows_what_is_not_restricted(tmp_path: Path) -> None:
    from dataclasses import replace

    from kb.audiences import Access, Rule

    settings = write_library(tmp_path).settings
    assert settings == settings_in(tmp_path)
    body = next(iter(create_app(settings).test_client().get("/kokoukset?muoto=json").get_json()))["body"]
    closed = replace(settings, access=Access(rules=(Rule(("members",), body=body),)))
    assert create_app(settings, open_to_all=True).test_client().get("/kokoukset?muoto=json").get_json() != []
    assert create_app(closed, open_to_all=True).test_client().get("/kokoukset?muoto=json").get_json() == []
    assert create_app(closed).test_client().get("/kokoukset?muoto=json").get_json() != []


@pytest.mark.parametrize(("role", "offered"), [("reader", set()), ("member", {"done", "comment", "link"})])
def test_a_page_offers_only_what_its_reader_may_write(settings: Settings, role: str, offered: set[str]) -> None:
    Accounts.of(settings).put("eero", role, (), PASSWORD)  # type: ignore[arg-type]
    client = create_app(settings).test_client()
    assert enter(client, name="eero") == 303
    decision = next(row["id"] for row in client.get("/paatokset?muoto=json").get_json() if row["confidence"] == "high")
    found = lxml.html.fromstring(client.get(f"/paatokset/{decision}").get_data(as_text=True))
    assert set(found.xpath("//form[@action='/merkinnat']//button[@name='mita']/@value")) == offered
    for address in ("/", "/tarkistettavat", "/merkinnat", "/uudelle", "/aiheet"):
        page = lxml.html.fromstring(client.get(address).get_data(as_text=True))
        assert not page.xpath("//a[@href='/esityslista']")
        assert not set(page.xpath("//form[@action='/merkinnat']//button[@name='mita']/@value")) & {"confirm", "strike"}
