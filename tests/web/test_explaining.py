"""A word that nobody has explained is explained on the newcomer's page in a line, and stays so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from kb.model import Where
from kb.relations import Term
from tests.web.conftest import Page
from tests.web.fake import FakeLibrary


@pytest.fixture(autouse=True)
def waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeLibrary, "unexplained", lambda _: (Term("kellutus", "", uses=4),))


def form_of(page: Page) -> dict[str, Any]:
    """The fields of the form that explains a word."""
    form = next(form for form in page.forms if form.xpath(".//button[@value='explain']"))
    return dict(form.form_values()) | {"mita": "explain"}


def test_the_form_offers_the_words_that_wait(page: Callable[..., Page]) -> None:
    shown = page("/uudelle")

    assert [option.get("value") for option in shown.cssselect("#selittamattomat option")] == ["kellutus"]
    assert "kellutus" in [chip.text_content() for chip in shown.cssselect(".chips .chip")]


def test_an_explanation_is_kept_with_its_name(client: FlaskClient, page: Callable[..., Page], app: Any) -> None:
    given = form_of(page("/uudelle")) | {"kohde": "kellutus", "kuka": "Aino Ääri"}

    response = client.post("/merkinnat", data=given | {"teksti": "nide jää sinne, minne se palautetaan"})

    assert response.status_code == 303
    assert response.location.startswith("/uudelle")
    (entry,) = app.extensions["open_library"].fake.journal.entries()
    assert (entry.what, entry.who) == ("explain", "Aino Ääri")
    assert entry.text == "nide jää sinne, minne se palautetaan"


def test_an_explanation_without_words_is_not_kept(client: FlaskClient, page: Callable[..., Page], app: Any) -> None:
    given = form_of(page("/uudelle")) | {"kohde": "kellutus", "kuka": "Aino Ääri"}

    assert client.post("/merkinnat", data=given).status_code == 400
    assert list(app.extensions["open_library"].fake.journal.entries()) == []


@pytest.mark.parametrize("has_outputs", [True, False])
def test_what_the_page_offers_at_its_head_is_on_the_page(
    page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch, has_outputs: bool
) -> None:
    if not has_outputs:
        monkeypatch.setattr(FakeLibrary, "outputs", lambda _: ())
    shown = page("/uudelle")
    offered = [chip.get("href", "")[1:] for chip in shown.cssselect("nav .chip") if chip.get("href", "").startswith("#")]

    assert "sanasto" in offered
    assert ("tuotokset" in offered) is has_outputs
    assert [id for id in offered if not shown.cssselect(f"#{id}")] == []


def test_a_word_of_a_slide_leads_to_the_slide(page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch) -> None:
    told = Term("RVX", "rannan varattu alue", "2024-12-12", where=Where("esitys.pptx", 3, "dia 3", 0, 9))
    monkeypatch.setattr(FakeLibrary, "glossary", lambda _: (told,))
    (source,) = page("/uudelle").cssselect("dl.glossary dd a")

    assert source.get("href") == "/asiakirjat/esitys.pptx?dia=3"
