"""What is pasted elsewhere: a decision in three forms, and a reminder to whoever is to do something."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from markdown_it import MarkdownIt

from tests.web.conftest import Page
from tests.web.fake import AGREED, BODY
from web import pasting

URL = "http://127.0.0.1:80/paatokset/2025-03-06/3/1"
REFERENCE = f"{BODY} 6.3.2025, kohta 3"


def test_a_decision_is_copied_from_the_page_as_rich_text_without_script(page: Callable[..., Page]) -> None:
    (rich,) = page("/paatokset/2025-03-06/3/1").cssselect("#liita-rikas")
    (link,) = rich.cssselect("a")
    assert " ".join(rich.text_content().split()) == f"”{AGREED}” ({REFERENCE})"
    assert (link.get("href"), link.text) == (URL, REFERENCE)


def test_the_same_is_there_as_markdown_and_as_plain_text(page: Callable[..., Page]) -> None:
    found = page("/paatokset/2025-03-06/3/1")
    (markdown,), (plain,) = found.cssselect("#liita-markdown"), found.cssselect("#liita-teksti")
    html = MarkdownIt().render(markdown.text)
    assert f"<p>{AGREED}</p>" in html
    assert f'<a href="{URL}">{REFERENCE}</a>' in html
    assert plain.text == f"”{AGREED}” ({REFERENCE}. {URL})"


def test_words_that_look_like_markup_stay_words(page: Callable[..., Page]) -> None:
    (markdown,) = page("/paatokset/2025-03-06/1/1").cssselect("#liita-markdown")
    assert "Asia &lt;b&gt;merkittiin&lt;/b&gt; tiedoksi." in MarkdownIt().render(markdown.text)


def test_a_reminder_tells_what_is_open_by_when_and_where_it_was_agreed(page: Callable[..., Page]) -> None:
    found = page("/lupaukset/muistutus?kuka=Kunta")
    (text,) = found.cssselect("#muistutus-teksti")
    for words in (AGREED, "Määräaika: 30.4.2025.", REFERENCE, URL):
        assert words in text.text.replace("\u00a0", " ")


def test_a_reminder_opens_in_a_mail_program_with_its_subject_and_text(page: Callable[..., Page]) -> None:
    found = page("/lupaukset/muistutus?kuka=Kunta")
    (link,) = found.cssselect("a[href^='mailto:']")
    told = parse_qs(urlsplit(link.get("href")).query, strict_parsing=True)
    message = EmailMessage()
    message["Subject"] = told["subject"][0]
    message.set_content(told["body"][0])
    assert message["Subject"] == "Muistutus: 1 avoin tehtävä, Kunta"
    assert "\r\n" in told["body"][0]
    assert told["body"][0].replace("\r\n", "\n") == found.cssselect("#muistutus-teksti")[0].text


def test_a_doer_is_known_by_each_of_their_names_and_nobody_else_is_reminded(page: Callable[..., Page]) -> None:
    assert page("/lupaukset/muistutus?kuka=Lintuj%C3%A4rven+kunta").cssselect("#muistutus-teksti")
    assert not page("/lupaukset/muistutus?kuka=Muu").cssselect("#muistutus-teksti")
    assert [one.text.strip() for one in page("/lupaukset/muistutus").cssselect("a.chip")] == ["Kunta"]


def test_a_message_too_long_for_an_address_leads_to_the_list(
    page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pasting, "_LONGEST", 300)
    found = page("/lupaukset/muistutus?kuka=Kunta")
    body = parse_qs(urlsplit(found.cssselect("a[href^='mailto:']")[0].get("href")).query)["body"][0]
    assert "http://127.0.0.1:80/lupaukset/muistutus?kuka=Kunta" in body
    assert AGREED not in body
    assert AGREED in found.cssselect("#muistutus-teksti")[0].text


@pytest.mark.parametrize("address", ("/organisaatiot/kunta", "/lupaukset?jarjestys=tekija", "/lupaukset"))
def test_the_reminder_is_reached_from_the_pages_of_promises(page: Callable[..., Page], address: str) -> None:
    assert any("/lupaukset/muistutus" in (one.get("href") or "") for one in page(address).cssselect("main a"))


def test_a_reminder_is_in_the_readers_language(client: FlaskClient, page: Callable[..., Page]) -> None:
    client.set_cookie("kieli", "en")
    (text,) = page("/lupaukset/muistutus?kuka=Kunta").cssselect("#muistutus-teksti")
    assert "Due: 30 April 2025." in text.text.replace("\u00a0", " ")
