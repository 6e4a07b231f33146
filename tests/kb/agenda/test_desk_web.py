"""The desk's pages over the demo corpus: whose draft, mistakes told, conflicts, documents that come back as they were sent."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient

from files import sandbox
from kb.agenda import citations, comparison, desk
from kb.agenda.draft import Draft, DraftItem
from kb.agenda.drafts import Drafts
from kb.agenda.matching import matcher_of
from kb.agenda.reading import of_document, of_text
from kb.errors import BadSettings
from kb.library import Library
from web import create_app
from web.agenda import document, pages
from web.office import word

TEXT = "Ohjausryhmän kokous\nPaikka: Teams\n1. Avaus\n2. Kustannusten jakomalli vuodelle 2027\n3. Muut asiat\n- Laavut"


@pytest.fixture
def app(demo: Library, tmp_path: Path) -> Flask:
    app = create_app(replace(demo.settings, journal=tmp_path / "journal.jsonl"))
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def token(client: FlaskClient) -> str:
    page = lxml.html.fromstring(client.get("/esityslista").get_data(as_text=True))
    return str(page.cssselect("input[name=tunnus]")[0].get("value"))


def begin(client: FlaskClient, **fields: object) -> tuple[int, str, str]:
    """The status, the alert and the address of what a form leads to."""
    answer = client.post("/esityslista", data={"tunnus": token(client), **fields})
    text = answer.get_data(as_text=True)
    alerts = lxml.html.fromstring(text).cssselect("[role=alert]") if text.strip() else []
    return answer.status_code, " ".join(" ".join(alert.text_content().split()) for alert in alerts), answer.location or ""


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"teksti": TEXT, "paiva": "31.2.2026"}, 400, "31.2.2026"),
        ({"teksti": TEXT, "paiva": "torstai"}, 400, "17.12.2026"),
        ({"teksti": ""}, 422, "omalle rivilleen"),
        ({"teksti": "a" * (pages.MOST_TEXT + 1)}, 413, "liian pitkä"),
        ({"tiedosto": (io.BytesIO(b""), "tyhja.docx")}, 422, "Word-, PDF-"),
        ({"tiedosto": (io.BytesIO(b"PK broken"), "rikki.docx")}, 422, "Word-, PDF-"),
        ({"tiedosto": (io.BytesIO(b"GIF89a"), "kuva.gif")}, 422, "Word-, PDF-"),
        ({"tiedosto": (io.BytesIO(b"MZ"), "ohjelma.exe")}, 422, "Tuntematon tiedostomuoto"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_and_what_was_typed_stays(
    client: FlaskClient, fields: dict[str, object], status: int, words: str
) -> None:
    found = begin(client, **fields)

    assert found[0] == status
    assert words in found[1]


def test_what_is_written_is_saved_though_the_day_or_the_link_is_impossible(client: FlaskClient, app: Flask) -> None:
    id = begin(client, teksti=TEXT, paiva="10.12.2026")[2].rpartition("/")[2]
    form = {"tunnus": token(client), "nahty": "1", "kohta": "0", "otsikko-0": "Avaus", "teksti-0": "Uusi teksti"}

    for change in ({"paiva": "31.2.2026"}, {"tee": "viite:0:ei-ole"}):
        latest = Drafts.of(app.config["KB_SETTINGS"]).get(id).version
        answer = client.post(f"/esityslista/{id}", data={**form, **change, "nahty": str(latest)}, follow_redirects=True)
        alert = lxml.html.fromstring(answer.get_data(as_text=True)).cssselect("[role=alert]")
        assert answer.status_code == 200
        assert alert and next(iter(change.values())).rpartition(":")[2] in alert[0].text_content()
    kept = Drafts.of(app.config["KB_SETTINGS"]).get(id).draft
    assert (kept.items[0].text, str(kept.date)) == ("Uusi teksti", "2026-12-10")


def test_a_save_by_itself_after_a_conflict_keeps_the_version_that_was_seen(client: FlaskClient, app: Flask) -> None:
    id = begin(client, teksti=TEXT)[2].rpartition("/")[2]
    drafts = Drafts.of(app.config["KB_SETTINGS"])
    drafts.save(id, of_text("1. Toisen"), "Veikko", seen=1)
    form = {"tunnus": token(client), "nahty": "1", "kohta": "0", "otsikko-0": "Oma"}

    for _ in range(2):
        told = lxml.html.fromstring(
            "<div>"
            + client.post(f"/esityslista/{id}", data=form, headers={"HX-Request": "true"}).get_data(as_text=True)
            + "</div>"
        )
        assert told.cssselect("#nahty")[0].get("value") == "1"
    answer = client.post(f"/esityslista/{id}", data=form)
    assert answer.status_code == 409
    assert [item.title for item in drafts.get(id).draft.items] == ["Toisen"]
    assert [kept.draft.items[0].title for kept in drafts.asides(id)] == ["Oma"]


def test_a_draft_is_renamed_removed_and_brought_back(client: FlaskClient, app: Flask) -> None:
    id = begin(client, teksti=TEXT)[2].rpartition("/")[2]
    form = {"tunnus": token(client)}

    client.post(f"/esityslista/{id}/nimi", data={**form, "nimi": "Joulukuun lista"})
    client.post(f"/esityslista/{id}/poisto", data={**form, "tee": "poista", "nahty": "2"})
    drafts = Drafts.of(app.config["KB_SETTINGS"])
    assert (drafts.get(id).removed, drafts.get(id).draft.title) == (True, "Joulukuun lista")
    client.post(f"/esityslista/{id}/poisto", data={**form, "tee": "palauta"})
    assert not drafts.get(id).removed


def sent(demo: Library, tmp_path: Path, **settings: object) -> tuple[Draft, bytes]:
    """A draft with everything in it, and the Word document made of it."""
    handling = next(one for one in matcher_of(demo).handlings if one.decision and one.item.title.startswith("Kustannusten"))
    link = (citations.cite(handling, demo.settings), citations.address(handling))
    items = (
        DraftItem("1", "Kokouksen avaaminen"),
        DraftItem("2", "Kustannusten jakomalli", "Kappale.\n- ranskalainen\n  - alempi", "Salme", "SRK", (), (link,)),
        DraftItem("3", "Muut asiat", "- Laavut\n- Tolpat"),
    )
    body = demo.info().bodies[0]
    draft = Draft(items, None, body, f"{body}: kokous", ("Aika: 10.12.2026 klo 13", "Paikka: Teams"))
    library = Library.open(replace(demo.settings, **settings)) if settings else demo
    found = desk.answer(library, draft)
    sheet = document.sheet_of(found, library)
    return found.draft, word.docx_of(document.paper_of(sheet), library.settings.agenda_template)


def test_a_draft_that_was_sent_comes_back_as_it_was(demo: Library, tmp_path: Path) -> None:
    draft, word = sent(demo, tmp_path)
    (tmp_path / "lista.docx").write_bytes(word)

    read = of_document(sandbox.read_one(tmp_path / "lista.docx", "lista.docx", demo.settings), demo.info().bodies)

    back = citations.with_links(read, matcher_of(demo).handlings, demo.settings)
    assert [replace(item, links=()) for item in back.items] == [replace(item, links=(), outputs=()) for item in draft.items]
    assert [[words for words, _ in item.links] for item in back.items] == [[w for w, _ in item.links] for item in draft.items]
    assert (back.title, back.body, back.details) == (draft.title, draft.body, draft.details)


def test_references_lead_to_the_public_address_and_nowhere_without_one(demo: Library, tmp_path: Path) -> None:
    for address, links in ((None, []), ("https://kokoukset.example.fi", ["https://kokoukset.example.fi/paatokset/"])):
        _, word = sent(demo, tmp_path, public_url=address)
        paper = docx.Document(io.BytesIO(word))
        found = [link.address for paragraph in paper.paragraphs for link in paragraph.hyperlinks]
        assert [one.startswith(tuple(links)) for one in found] == [True] * (2 * len(links))
        assert "Aiemmat päätökset" in [paragraph.text for paragraph in paper.paragraphs]


def test_the_organisations_own_template_is_written_with(demo: Library, tmp_path: Path) -> None:
    template = docx.Document()
    template.add_paragraph("Mallin oma teksti")
    template.sections[0].header.paragraphs[0].text = "Retkikunnan ylätunniste"
    template.styles["Heading 1"].font.name = "Courier New"
    template.save(str(tmp_path / "malli.docx"))

    _, word = sent(demo, tmp_path, agenda_template=tmp_path / "malli.docx", agenda_author="Salme Koski")

    paper = docx.Document(io.BytesIO(word))
    assert paper.sections[0].header.paragraphs[0].text == "Retkikunnan ylätunniste"
    assert paper.styles["Heading 1"].font.name == "Courier New"
    assert "Mallin oma teksti" not in [paragraph.text for paragraph in paper.paragraphs]
    assert paper.core_properties.author == "Salme Koski"
    (tmp_path / "rikki.docx").write_bytes(b"ei Word")
    with pytest.raises(BadSettings):
        sent(demo, tmp_path, agenda_template=tmp_path / "rikki.docx")


def test_a_matter_handled_under_another_title_is_found_after_the_meeting(demo: Library) -> None:
    meeting = demo.meetings()[0]
    decided = next(one for one in meeting.decisions if one.kind not in ("procedural", "noted"))
    other = replace(meeting, items=tuple(replace(item, title="Muut asiat") for item in meeting.items))
    draft = Draft((DraftItem("1", f"{decided.item_title}"), DraftItem("2", "Avaruusmatkailun ohjesääntö")), meeting.date)

    found = comparison.compare(demo, draft, other)

    first = next(pair for pair in found.pairs if pair.sent and pair.sent.number == "1")
    assert first.within and decided in first.decisions
    assert [pair.sent.number for pair in found.dropped if pair.sent] == ["2"]


def test_everything_of_a_draft_is_in_the_text_for_an_e_mail(demo: Library, tmp_path: Path) -> None:
    draft, _ = sent(demo, tmp_path)

    text = document.text_of(document.sheet_of(desk.answer(demo, draft), demo))

    assert text.splitlines()[1:3] == ["Aika: 10.12.2026 klo 13", "Paikka: Teams"] or "Paikka: Teams" in text
    assert "2. Kustannusten jakomalli, Salme/SRK\nKappale.\n- ranskalainen" in text
    assert "(ks. " in text


def press(client: FlaskClient, app: Flask, id: str, wish: str) -> tuple[list[tuple[str, str]], str]:
    """The titles and texts of a draft after a button of its page, and the address that it led to."""
    page = lxml.html.fromstring(client.get(f"/esityslista/{id}").get_data(as_text=True))
    form = dict(page.cssselect("#luonnos")[0].form_values())
    places = [str(field.get("value")) for field in page.cssselect("input[name=kohta]")]
    answer = client.post(f"/esityslista/{id}", data={**form, "kohta": places, "tee": wish})
    draft = Drafts.of(app.config["KB_SETTINGS"]).get(id).draft
    return [(item.title, item.text) for item in draft.items], answer.location or ""


def test_an_empty_item_goes_before_the_rest_and_the_closing_and_is_open_on_the_page(client: FlaskClient, app: Flask) -> None:
    id = begin(client, teksti="1. Avaus\n2. Laavut\n3. Muut asiat\n4. Seuraava kokous")[2].rpartition("/")[2]

    items, address = press(client, app, id, "uusi")

    assert [title for title, _text in items] == ["Avaus", "Laavut", "", "Muut asiat", "Seuraava kokous"]
    assert address.endswith("auki=2#kohta-2")


def test_what_was_left_becomes_an_item_with_a_short_title_and_its_words_below(
    client: FlaskClient, app: Flask, demo: Library
) -> None:
    id = begin(client, teksti="1. Avaus\n2. Muut asiat", paiva="10.12.2026")[2].rpartition("/")[2]
    waiting = desk.answer(demo, Drafts.of(app.config["KB_SETTINGS"]).get(id).draft).missing
    first = waiting[0]

    items, address = press(client, app, id, f"lisaa:{first.handling.id}")

    assert items[1] == (first.handling.item.title, first.handling.text)
    assert address.endswith("auki=1#kohta-1")
    left = desk.answer(demo, Drafts.of(app.config["KB_SETTINGS"]).get(id).draft).missing
    assert [one.handling.id for one in left] == [one.handling.id for one in waiting[1:]]


def test_an_empty_item_and_a_reference_said_twice_do_not_go_out(demo: Library) -> None:
    twice = (
        ("ks. ryhmä 1.2.2026, kohta 2", "/paatokset/2026-02-01/2/1"),
        ("ks. ryhmä 1.2.2026, kohta 2", "/paatokset/2026-02-01/2/2"),
    )
    items = (DraftItem("1", "Avaus"), DraftItem("2", ""), DraftItem("3", "Laavut", links=twice))

    sent = document.text_of(document.sheet_of(desk.answer(demo, Draft(items)), demo))

    assert "2. Laavut\n(ks. ryhmä 1.2.2026, kohta 2)\n" in sent
    assert sent.count("ks. ryhmä") == 1


def test_what_is_due_opens_the_reminder(client: FlaskClient) -> None:
    due = begin(client, teksti="1. Avaus\n2. Muut asiat", paiva="10.12.2026")[2]
    page = lxml.html.fromstring(client.get(due).get_data(as_text=True))

    assert page.cssselect("#puuttuu[open]")


class Unread(io.RawIOBase):
    """A body of a request that must not be read."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise AssertionError("what the header says is too long was read")


def test_a_form_over_the_limit_is_refused_by_its_header_before_it_is_read(client: FlaskClient) -> None:
    answer = client.post(
        "/esityslista",
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"CONTENT_LENGTH": "4000000", "wsgi.input": Unread()},
    )

    assert answer.status_code == 413
    assert "200" in answer.get_data(as_text=True)
