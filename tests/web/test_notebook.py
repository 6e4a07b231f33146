"""What a reader marks is kept with their name, can be taken back, and never overrides somebody who was quicker unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import lxml.html
from flask.testing import FlaskClient

DECISION = "/paatokset/2025-03-06/3/1"


def fields(client: FlaskClient, button: str) -> dict[str, Any]:
    """The fields of the form on the decision's page that has this button."""
    page = lxml.html.fromstring(client.get(DECISION).get_data(as_text=True))
    form = next(form for form in page.forms if form.xpath(f".//button[@value='{button}']") or form.fields.get("mita") == button)
    return dict(form.form_values()) | {"mita": button}


def test_a_confirmation_is_kept_with_its_name(client: FlaskClient, page: Callable) -> None:
    response = client.post("/merkinnat", data=fields(client, "correct") | {"kuka": "Aino Ääri", "mita": "confirm"})
    assert response.status_code == 303
    assert response.location == DECISION
    text = " ".join(page(DECISION).text_content().split())
    assert "Aino Ääri vahvisti oikeaksi" in text


def test_it_can_be_taken_back(client: FlaskClient, page: Callable) -> None:
    client.post("/merkinnat", data=fields(client, "correct") | {"kuka": "Aino Ääri", "mita": "done"})
    client.post("/merkinnat", data=fields(client, "undo"))
    assert "merkitsi toteutetuksi" not in page(DECISION).text_content()


def test_somebody_who_was_quicker_is_not_overridden(client: FlaskClient) -> None:
    form = fields(client, "correct")
    client.post("/merkinnat", data=form | {"kuka": "Aino Ääri", "mita": "confirm"})
    late = client.post("/merkinnat", data=form | {"kuka": "Eero Öhman", "mita": "strike"})
    assert late.status_code == 409
    assert "Joku muu on muuttanut" in late.get_data(as_text=True)


def test_a_correction_carries_only_what_was_filled_in(client: FlaskClient, app: Any) -> None:
    form = fields(client, "correct") | {
        "kuka": "Aino",
        "korjattu-vastuu": "Kunta, ELY-keskus",
        "korjattu-maaraaika": "31.12.2025",
    }
    assert client.post("/merkinnat", data=form).status_code == 303
    (entry,) = app.extensions["open_library"].fake.journal.entries()
    assert entry.values == {
        "responsible": ["Kunta", "ELY-keskus"],
        "due": {"text": "31.12.2025", "date": "2025-12-31"},
    }


def test_without_a_name_nothing_is_kept(client: FlaskClient) -> None:
    response = client.post("/merkinnat", data=fields(client, "correct") | {"kuka": " ", "mita": "confirm"})
    assert response.status_code == 400


def test_a_link_is_shown_as_a_proposal_and_can_be_confirmed(client: FlaskClient, page: Callable, app: Any) -> None:
    assert "Ehdotus" in page(DECISION).get_element_by_id("ketju").getparent().getparent().text_content()
    found = lxml.html.fromstring(client.get(DECISION).get_data(as_text=True))
    form = next(form for form in found.forms if "~" in str(form.fields.get("kohde")))
    client.post("/merkinnat", data=dict(form.form_values()) | {"mita": "confirm"})
    assert [entry.target for entry in app.extensions["open_library"].fake.journal.entries()] == [form.fields["kohde"]]
    chain = page(DECISION).get_element_by_id("ketju").getparent().getparent()
    assert "vahvisti oikeaksi" in chain.text_content()
    assert chain.xpath(".//button[@value='undo']")
    assert "Hyväksyttiin seurantaohjelma." in page("/merkinnat").get_element_by_id("voimassa").getparent().text_content()


def test_an_entry_cannot_be_of_an_unknown_kind(client: FlaskClient) -> None:
    assert (
        client.post("/merkinnat", data=fields(client, "correct") | {"mita": "merge_people", "kuka": "Aino"}).status_code == 400
    )
