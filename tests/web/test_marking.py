"""Links drawn, states set and people and topics merged in the interface hold, can be taken back, and survive a rebuild."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.build import build
from kb.model import AgendaItem, Decision, Meeting
from kb.relations import Link
from kb.settings import Settings, load
from web import create_app
from web.chains import Matter, Tie, steps

SPRING = """# Lintujärven kunnostuksen ohjausryhmän kokous

Aika: 12.3.2025 klo 9–11
Läsnä: Aino Ääri, Kunta; Eero Öhman, ELY-keskus

## 1 Kokouksen avaaminen

Aino Ääri avasi kokouksen.

## 2 Näytteenotto

Päätös: Näytteet otetaan järvestä joka toinen viikko.

## 3 Seurantaohjelma (tuotos 1.2)

Päätös: Hyväksyttiin seurantaohjelma, tuotos 1.2.
"""
AUTUMN = """# Lintujärven kunnostuksen ohjausryhmän kokous

Aika: 24.9.2025 klo 9–11
Läsnä: Aino Ääri, Kunta; Eero Öhman, ELY-keskus

## 1 Kokouksen avaaminen

Aino Ääri avasi kokouksen.

## 2 Pohjan ruoppaus

Päätös: Ruoppaus kilpailutetaan talven aikana.
"""
OLD, NEW = "2025-03-12/2/1", "2025-09-24/2/1"
Fields = dict[str, Any]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for name, text in (("kevat.md", SPRING), ("syksy.md", AUTUMN)):
        (tmp_path / "corpus").mkdir(exist_ok=True)
        (tmp_path / "corpus" / name).write_text(text, encoding="utf-8")
    topics = "".join(f'[[topics]]\nname = "{name}"\n' for name in ("näytteenotto", "ruoppaus"))
    (tmp_path / "corpus" / "kb.toml").write_text(topics, encoding="utf-8")
    made = load(tmp_path / "corpus", tmp_path / "data", environ={}, journal=tmp_path / "merkinnat.jsonl")
    build(made)
    return made


@pytest.fixture
def client(settings: Settings) -> FlaskClient:
    app: Flask = create_app(settings, today=lambda: datetime.date(2025, 12, 1))
    app.testing = True
    return app.test_client()


def text_of(client: FlaskClient, address: str) -> str:
    return words_of(parsed(client, address))


def words_of(element: lxml.html.HtmlElement) -> str:
    """An element's words as they are read, without the places where they may break."""
    return " ".join(element.text_content().replace("\u00ad", "").split())


def parsed(client: FlaskClient, address: str) -> lxml.html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, address
    return lxml.html.fromstring(response.get_data(as_text=True))


def form(client: FlaskClient, address: str, button: str) -> Fields:
    """The fields of the page's first form that has this button, filled in as the page gives them, with a name."""
    found = next(one for one in parsed(client, address).forms if one.xpath(f".//button[@value='{button}']"))
    return dict(found.form_values()) | {"mita": button, "kuka": "Osmo Oja"}


def send(client: FlaskClient, fields: Fields, status: int = 303) -> str:
    response = client.post("/merkinnat", data=fields)
    assert response.status_code == status
    return response.location or ""


def journal(settings: Settings) -> list[dict[str, Any]]:
    return [json.loads(line) for line in settings.journal_path.read_text(encoding="utf-8").splitlines()]


def step_of(client: FlaskClient, here: str, other: str) -> str:
    """What a decision's picture of its matter says of another one."""
    link = parsed(client, f"/paatokset/{here}").xpath(f"//ol[@class='chain']//a[@href='/paatokset/{other}']")[0]
    return words_of(link.xpath("ancestor::li")[0])


def test_a_link_drawn_by_address_replaces_the_earlier_decision_and_can_be_taken_back(
    client: FlaskClient, settings: Settings
) -> None:
    fields = form(client, f"/paatokset/{OLD}", "link")
    back = send(client, fields | {"suhde": "replaces", "muu": f"http://localhost/paatokset/{NEW}", "teksti": "Kesä oli kuiva"})
    assert back == f"/paatokset/{OLD}"
    assert (journal(settings)[0]["target"], journal(settings)[0]["to"]) == (NEW, OLD)
    assert step_of(client, OLD, NEW).startswith(
        "24.9.2025 Korvattu Päätös: Pohjan ruoppaus: Ruoppaus kilpailutetaan talven aikana."
    )
    assert step_of(client, NEW, OLD).startswith(
        "12.3.2025 Korvaa Päätös: Näytteenotto: Näytteet otetaan järvestä joka toinen viikko."
    )
    send(client, form(client, f"/paatokset/{NEW}", "undo"))
    assert not parsed(client, f"/paatokset/{OLD}").find_class("chain")


def test_a_link_can_be_chosen_from_those_shown(client: FlaskClient, settings: Settings) -> None:
    send(client, form(client, f"/paatokset/{NEW}", "link") | {"suhde": "amends", "muu": OLD})
    select = parsed(client, f"/paatokset/{NEW}").get_element_by_id("toinen")
    assert OLD in select.value_options
    send(client, form(client, f"/paatokset/{NEW}", "link") | {"suhde": "follows", "toinen": OLD, "muu": ""})
    assert [entry["values"]["relation"] for entry in journal(settings)] == ["amends", "follows"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"muu": "1999-01-01/1/1"}, 404), ({"muu": ""}, 404), ({"muu": OLD, "suhde": "loves"}, 400), ({"muu": NEW}, 400)],
)
def test_a_link_to_what_is_not_there_is_not_written(
    client: FlaskClient, settings: Settings, changes: Fields, status: int
) -> None:
    send(client, form(client, f"/paatokset/{NEW}", "link") | changes, status)
    assert not settings.journal_path.exists()


def test_an_output_is_in_the_state_that_was_set_until_it_is_taken_back(client: FlaskClient) -> None:
    assert "Tila on päätelty muistioista." in text_of(client, "/tuotokset/1.2")
    assert send(client, form(client, "/tuotokset/1.2", "output_state") | {"tila": "rejected"}) == "/tuotokset/1.2"
    assert "Palautettu Tila on asetettu käsin." in text_of(client, "/tuotokset/1.2")
    assert "Osmo Oja asetti tilan: Palautettu" in text_of(client, "/tuotokset/1.2")
    send(client, form(client, "/tuotokset/1.2", "undo"))
    assert "Tila on päätelty muistioista." in text_of(client, "/tuotokset/1.2")


def test_an_output_has_no_state_that_does_not_exist(client: FlaskClient, settings: Settings) -> None:
    send(client, form(client, "/tuotokset/1.2", "output_state") | {"tila": "lost"}, 400)
    assert not settings.journal_path.exists()
    assert "Tila on päätelty muistioista." in text_of(client, "/tuotokset/1.2")


def test_two_people_are_merged_and_parted_again(client: FlaskClient) -> None:
    fields = form(client, "/henkilot/eero-öhman", "merge_people")
    send(client, fields | {"toinen": "aino-ääri"})
    assert "Kirjoitettu myös: Eero Öhman" in text_of(client, "/henkilot/aino-ääri")
    assert words_of(parsed(client, "/henkilot/eero-öhman").cssselect("h1")[0]) == "Aino Ääri"
    send(client, form(client, "/henkilot/aino-ääri", "undo"))
    assert words_of(parsed(client, "/henkilot/eero-öhman").cssselect("h1")[0]) == "Eero Öhman"


def test_two_topics_are_merged_and_parted_again(client: FlaskClient) -> None:
    assert send(client, form(client, "/aiheet/ruoppaus", "merge_topics") | {"toinen": "näytteenotto"}) == "/aiheet/ruoppaus"
    assert words_of(parsed(client, "/aiheet/ruoppaus").cssselect("h1")[0]) == "Näytteenotto"
    assert "Myös: ruoppaus" in text_of(client, "/aiheet/näytteenotto")
    send(client, form(client, "/aiheet/näytteenotto", "undo"))
    assert words_of(parsed(client, "/aiheet/ruoppaus").cssselect("h1")[0]) == "Ruoppaus"


def test_people_are_merged_only_with_people(client: FlaskClient, settings: Settings) -> None:
    send(client, form(client, "/henkilot/eero-öhman", "merge_people") | {"toinen": "1.2"}, 404)
    send(client, form(client, "/henkilot/eero-öhman", "merge_people") | {"mita": "merge_topics", "toinen": "aino-ääri"}, 400)
    assert not settings.journal_path.exists()


def test_a_form_without_a_token_is_refused(client: FlaskClient, settings: Settings) -> None:
    send(client, form(client, "/tuotokset/1.2", "output_state") | {"tunnus": ""}, 403)
    assert not settings.journal_path.exists()


def test_everything_survives_a_full_rebuild_and_is_listed_with_undo(client: FlaskClient, settings: Settings) -> None:
    send(client, form(client, f"/paatokset/{NEW}", "link") | {"suhde": "replaces", "muu": OLD})
    send(client, form(client, "/tuotokset/1.2", "output_state") | {"tila": "rejected"})
    send(client, form(client, "/henkilot/eero-öhman", "merge_people") | {"toinen": "aino-ääri"})
    build(settings, full=True)
    assert step_of(client, OLD, NEW).startswith("24.9.2025 Korvattu Päätös: Pohjan ruoppaus: Ruoppaus")
    assert "Tila on asetettu käsin." in text_of(client, "/tuotokset/1.2")
    assert "Kirjoitettu myös: Eero Öhman" in text_of(client, "/henkilot/aino-ääri")
    listed = text_of(client, "/merkinnat")
    for words in ("liitti (Korvaa): Ruoppaus", "asetti tilan (Palautettu): 1.2", "yhdisti: eero-öhman → aino-ääri"):
        assert words in listed
    for _each in range(3):
        assert send(client, form(client, "/merkinnat", "undo")) == "/merkinnat"
    assert "Merkintöjä ei vielä ole." in text_of(client, "/merkinnat")


def test_an_entry_whose_decision_is_gone_is_shown_as_such(client: FlaskClient, settings: Settings) -> None:
    send(client, form(client, f"/paatokset/{NEW}", "link") | {"suhde": "replaces", "muu": OLD})
    (settings.corpus / "kevat.md").unlink()
    build(settings, full=True)
    orphans = parsed(client, "/merkinnat").get_element_by_id("orvot").getparent().text_content()
    assert "Osmo Oja" in orphans
    assert f"{NEW} → {OLD}" in " ".join(orphans.split())


def test_the_journal_is_exported_as_it_is(client: FlaskClient, settings: Settings) -> None:
    assert client.get("/merkinnat/merkinnat.jsonl").data == b""
    send(client, form(client, "/tuotokset/1.2", "output_state") | {"tila": "rejected"})
    send(client, form(client, "/tuotokset/1.2", "undo"))
    response = client.get("/merkinnat/merkinnat.jsonl")
    assert response.data == settings.journal_path.read_bytes()
    assert response.data.count(b"\n") == 2
    assert response.headers["Content-Disposition"] == 'attachment; filename="merkinnat.jsonl"'


def test_a_long_matter_draws_what_is_tied_and_folds_the_rest() -> None:
    day = datetime.date(2025, 1, 1)
    line = []
    for number in range(12):
        item = AgendaItem(f"{number:02}/1", "1", "Näytteenotto")
        line.append((Meeting(f"{number:02}", None, None, None, day + datetime.timedelta(30 * number), items=(item,)), item))
    own = Decision("05/1/1", "05", line[5][0].date, "1", "Näytteenotto", "decision", "Otetaan.")
    link = Link("07/1", "05/1", "follows", 0.9)
    tie = Tie(link, "Jatkettu", *line[7], None, "")
    drawn = steps(Matter((), (tie,), tuple(line)), own, line[5][0], None)  # type: ignore[arg-type]
    assert [(step.meeting.id, len(step.left_out), step.here) for step in drawn] == [
        ("00", 0, False),
        ("05", 4, True),
        ("07", 1, False),
        ("11", 3, False),
    ]
    assert steps(Matter((), (), ()), own, line[5][0], None) == ()  # type: ignore[arg-type]
