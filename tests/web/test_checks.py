"""What is unsure is asked in one list with two keys, without a script, and every answer can be taken back there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import lxml.html
from flask.testing import FlaskClient

CHECKS = "/tarkistettavat"


def form_with(client: FlaskClient, button: str) -> dict[str, Any]:
    page = lxml.html.fromstring(client.get(CHECKS).get_data(as_text=True))
    form = next(form for form in page.forms if form.xpath(f".//button[@value='{button}']"))
    return dict(form.form_values()) | {"mita": button}


def test_a_question_has_the_words_the_place_and_two_keys(page: Callable[..., Any]) -> None:
    (entry,) = page(CHECKS).cssselect("ol.entries li.entry")
    text = " ".join(entry.text_content().split())

    assert "kunta tilaa pohjatutkimuksen" in text
    assert "Onko tämä tehty?" in text
    assert entry.xpath(".//a[contains(@href, '/asiakirjat/')]")
    assert [button.get("value") for button in entry.xpath(".//button")] == ["done", "confirm"]
    assert [button.get("data-answer") for button in entry.xpath(".//button")] == ["1", "2"]


def test_an_answer_is_kept_the_question_goes_and_the_answer_can_be_taken_back(client: FlaskClient, app: Any) -> None:
    response = client.post("/merkinnat", data=form_with(client, "done"))
    assert response.status_code == 303
    assert response.location == CHECKS
    (entry,) = app.extensions["open_library"].fake.journal.entries()
    assert (entry.what, entry.target) == ("done", "2025-03-06/3/1")
    assert "Mitään ei odota tarkistamista" in client.get(CHECKS).get_data(as_text=True)

    assert client.post("/merkinnat", data=form_with(client, "undo")).location == CHECKS
    assert "Onko tämä tehty?" in client.get(CHECKS).get_data(as_text=True)
