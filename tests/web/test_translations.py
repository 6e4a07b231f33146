"""Every text of the interface is in Swedish and English, with the same placeholders, and what is compiled is what is written."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from flask.testing import FlaskClient

from web import translate

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("language", translate.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    written = translate.load(language)
    lacking = [message.id for message in translate.gather() if message.id and message.id not in written]
    assert lacking == [], "run python -m web.translate and translate what is new"
    assert translate.missing(written) == []


@pytest.mark.parametrize("language", translate.LANGUAGES)
def test_placeholders_are_kept(language: str) -> None:
    for message in translate.load(language):
        if not message.id:
            continue
        singular, *plural = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set(PLACEHOLDER.findall(singular)) | set(PLACEHOLDER.findall("".join(plural)))
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) == wanted, message.id


@pytest.mark.parametrize("language", translate.LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    with translate.po_path(language).with_suffix(".mo").open("rb") as file:
        compiled = texts(read_mo(file))
    assert compiled == texts(translate.load(language))


def texts(catalog: Catalog) -> dict[str, list[str]]:
    """Every text with its forms."""
    return {one(message.id)[0]: one(message.string) for message in catalog if message.id}


def one(value: str | list[str] | tuple[str, ...]) -> list[str]:
    """The forms of a text, also of one that has a single form."""
    return [value] if isinstance(value, str) else list(value)


@pytest.mark.parametrize(("language", "heading", "plural"), [("sv", "Beslut", "2 beslut"), ("en", "Decisions", "2 decisions")])
def test_a_chosen_language_is_kept(client: FlaskClient, page: Callable, language: str, heading: str, plural: str) -> None:
    response = client.get(f"/kieli/{language}?paluu=/paatokset")
    assert response.status_code == 303
    assert response.location == "/paatokset"
    found = page("/paatokset")
    assert found.get("lang") == language
    assert found.cssselect("h1")[0].text_content() == heading
    assert found.cssselect("[role=status]")[0].text_content().strip() == plural


@pytest.mark.parametrize("target", ["https://muualla.example/", "//muualla.example", "/\\muualla.example", "muualla"])
def test_a_choice_never_leads_to_another_server(client: FlaskClient, target: str) -> None:
    assert client.get("/kieli/sv", query_string={"paluu": target}).location == "/"


def test_an_unknown_language_is_no_page(client: FlaskClient) -> None:
    assert client.get("/kieli/xx").status_code == 404
