"""What is not for somebody is nowhere: every address of the route table, for every kind of reader, as a page and as JSON.

Two bodies keep their minutes to their members; one document is for a named account; one is marked in its text; one is public.
Each has words of its own, in every place where a word can stand. They must appear for those they are for, and for nobody else.
"""

from __future__ import annotations

import asyncio
import datetime
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.build import build
from kb import export
from kb.access import reads
from kb.access.accounts import Accounts
from kb.access.readers import OWNER, VISITOR, Reader, reader
from kb.access.sight import Seen
from kb.agenda.draft import Draft, DraftItem
from kb.agenda.drafts import Drafts
from kb.library import Library
from kb.settings import Settings, load
from kb.store.catalogue import Catalogue
from web import create_app
from web.accounts import rights
from web.security import TOKEN_FIELD

PASSWORD = "neljä satunnaista sanaa"
RULES = """
[access]
default = "signed_in"

[[access.rules]]
body = "Rantaryhmä"
to = "members"

[[access.rules]]
body = "Saaristoryhmä"
to = "members"

[[access.rules]]
document = "nimetty/*"
to = ["aino"]

[[access.rules]]
folder = "esitteet"
to = "public"
"""


@dataclass(frozen=True)
class Secret:
    """A body's or a document's own words: a stem that stands in all of them, a day, an output."""

    stem: str
    days: tuple[str, ...]
    body: str
    output: str


SHORE = Secret("hopeakettu", ("2025-03-04", "4.3.2025"), "Rantaryhmä", "71.3")
ISLES = Secret("karhunvatukka", ("2025-04-08", "8.4.2025"), "Saaristoryhmä", "72.4")
MARKED = Secret("mustaherukka", ("2025-05-13", "13.5.2025"), "Yhteisryhmä", "73.5")
NAMED = Secret("sinivuokko", ("2025-06-17", "17.6.2025"), "Yhteisryhmä", "74.6")
ALL = (SHORE, ISLES, MARKED, NAMED)


def minutes(secret: Secret, stamp: str = "") -> str:
    stem, day = secret.stem, secret.days[1]
    name = stem.capitalize()
    return f"""{stamp}

# {secret.body}n kokous

Aika: {day} klo 13.00–14.30
Paikka: {name}n talo

Läsnä:

- Maija {name}nen, {name}keskus (puheenjohtaja)
- Pekka {name}la, {name}keskus (sihteeri)

## 1. Kokouksen avaus

Puheenjohtaja avasi kokouksen.

## 2. {name}n hoito (tuotos {secret.output} {name}raportti)

{name}lla (HXK{len(stem)}) tarkoitetaan {stem}n vaalittua istutusta. Maija {name}nen esitteli {stem}n hoidon, LIITE 1.

Hyväksyttiin tuotos {secret.output} {name}raportti.

Sovittiin, että Pekka {name}la tilaa {stem}n siemenet viimeistään 1.9.2025.

## 3. {name}n jatko

Sovittiin, että {name}keskus jatkaa {stem}n hoitoa. Hakijan tunnus on 131052-308T.

Seuraava kokous pidetään 2.12.2025.

Liitteet

LIITE 1 {name}kartta
"""


def report(name: str) -> str:
    """A team's report that promises things in the words of a secret."""
    return f"""# Viikkoraportti

Viikko 12, 21.3.2025

## Seuraava viikko

Tekijä | Tehtävä
---|---
Pekka {name}la | Ke: {name}n taimien kastelu
"""


OPEN = """# Yhteisryhmän kokous

Aika: 21.1.2025 klo 9.00–10.00

Läsnä:

- Liisa Laiho, kunta (puheenjohtaja)
- Tauno Tamminen, kunta (sihteeri)

## 1. Kokouksen avaus

Avattiin kokous.

## 2. Puiston hoito (tuotos 1.1 Puistoraportti)

Sovittiin, että Liisa Laiho tilaa multaa puistoon viimeistään 1.3.2025.

Hyväksyttiin tuotos 1.1 Puistoraportti.
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    corpus = tmp_path_factory.mktemp("ovet") / "aineisto"
    files = {
        "ranta/muistio.md": minutes(SHORE),
        "ranta/liite 1 hopeakettukartta.md": "# Hopeakettukartta\n\nHopeaketun pesät kartalla.\n",
        "saari/muistio.md": minutes(ISLES),
        "saari/liite 1 karhunvatukkakartta.md": "# Karhunvatukkakartta\n\nKarhunvatukan paikat.\n",
        "yhteinen/mustaherukka.md": minutes(MARKED, "SALAINEN, JulkL 24 §"),
        "nimetty/sinivuokko.md": minutes(NAMED),
        "yhteinen/avoin.md": OPEN,
        "ranta/hopeakettu viikkoraportti.md": report("Hopeakettu"),
        "saari/karhunvatukka viikkoraportti.md": report("Karhunvatukka"),
        "esitteet/puisto.md": "# Puiston esite\n\nPuistossa on keinu.\n",
        "ranta/rikki hopeakettu.pdf": "%PDF-1.7 rikki",
        "kb.toml": RULES,
    }
    for name, text in files.items():
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text(text, encoding="utf-8")
    settings = load(corpus, environ={})
    build(settings)
    _write_by_people(settings)
    accounts = Accounts.of(settings)
    for name, (role, bodies) in READERS.items():
        if role != "visitor":
            accounts.put(name, role, bodies, PASSWORD)  # type: ignore[arg-type]
    return settings


def _write_by_people(settings: Settings) -> None:
    """Marks and drafts that speak of each secret, a mark whose decision is gone, and a line that is none."""
    library = Library.open(settings)
    drafts = Drafts.of(settings)
    for secret in ALL:
        found = library.decisions(meeting=_meetings(library, secret), confidence=("high", "medium", "low"))
        library.record("comment", found[0].id, "Aino", text=f"{secret.stem} on tärkeä")
        library.record("link", found[-1].id, "Aino", to=found[0].id, values={"relation": "follows"})
        library.record("explain", f"{secret.stem}n", "Aino", text=f"{secret.stem} on laji")
        library.record("output_state", secret.output, "Aino", values={"state": "reviewed"}, text=f"{secret.stem} valmis")
        link = (f"{secret.stem} {secret.days[1]}", f"/paatokset/{found[0].id}")
        item = DraftItem("1", f"{secret.stem.capitalize()}n jatko", text=secret.stem, links=(link,))
        drafts.add(Draft((item,), None, secret.body, f"{secret.stem}n esityslista"))
        library.journal.append("comment", "2019-01-01/9/9", "Aino", words=f"{secret.stem} poistettu", text=secret.stem)
    with library.journal.path.open("a", encoding="utf-8") as file:
        file.write('{"id": "hopeakettu karhunvatukka mustaherukka sinivuokko"\n')


def _meetings(library: Library, secret: Secret) -> tuple[str, ...]:
    return tuple(m.id for m in library.meetings() if m.date and m.date.isoformat() == secret.days[0])


READERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "vieras": ("visitor", ()),
    "lukija": ("reader", ()),
    "rantalainen": ("member", ("Rantaryhmä",)),
    "saarelainen": ("member", ("Saaristoryhmä",)),
    "rantasihteeri": ("secretary", ("rantaryhmä",)),
    "yhteissihteeri": ("secretary", ("Yhteisryhmä",)),
    "aino": ("reader", ()),
    "hoitaja": ("administrator", ()),
}
SEES: dict[str, tuple[Secret, ...]] = {
    "vieras": (),
    "lukija": (),
    "rantalainen": (SHORE,),
    "saarelainen": (ISLES,),
    "rantasihteeri": (SHORE,),
    "yhteissihteeri": (MARKED,),
    "aino": (NAMED,),
    "hoitaja": (),
}


@pytest.fixture(scope="module")
def app(settings: Settings) -> Flask:
    app = create_app(settings)
    app.testing = True
    return app


@pytest.fixture(scope="module")
def client_of(app: Flask) -> Callable[[str], FlaskClient]:
    made: dict[str, FlaskClient] = {}

    def client(name: str) -> FlaskClient:
        if name not in made:
            made[name] = app.test_client()
            if READERS[name][0] != "visitor":
                page = made[name].get("/kirjaudu").get_data(as_text=True)
                token = page.split(f'name="{TOKEN_FIELD}" value="')[1].split('"')[0]
                form = {TOKEN_FIELD: token, "nimi": name, "salasana": PASSWORD}
                assert made[name].post("/kirjaudu", data=form).status_code == 303
        return made[name]

    return client


@pytest.fixture(scope="module")
def everything(settings: Settings) -> dict[str, list[str]]:
    """What may stand in the place of each part of an address: everything there is, of all bodies."""
    library = Library.open(settings)
    meetings = [*library.meetings(), *library.meetings(kind="agenda")]
    return {
        "meetings": [meeting.id for meeting in meetings],
        "items": [item.id for meeting in meetings for item in meeting.items],
        "decisions": [decision.id for decision in library.decisions(confidence=("high", "medium", "low"))],
        "outputs": [output.number for output in library.outputs()],
        "topics": [topic.slug for topic in library.topics()],
        "people": [person.slug for person in library.people()],
        "organisations": [one.slug for one in library.organisations()],
        "attachments": [one.id for one in library.attachments()],
        "documents": [one.path for one in library.documents()],
        "bodies": [body.id for body in library.bodies()],
        "drafts": [kept.id for kept in Drafts.of(settings).all()],
    }


PARTS: dict[str, str] = {
    "meetings.show": "meetings",
    "decisions.show": "decisions",
    "outputs.show": "outputs",
    "topics.show": "topics",
    "people.show": "people",
    "people.show_organisation": "organisations",
    "documents.attachment": "attachments",
    "documents.show": "documents",
    "documents.picture": "documents",
    "documents.marks": "documents",
    "documents.original": "documents",
    "bodies.show": "bodies",
    "agenda.show": "drafts",
    "agenda.docx": "drafts",
    "agenda.markdown": "drafts",
    "agenda.compare": "drafts",
    "agenda.mail": "drafts",
    "agenda.pdf": "drafts",
    "api.meeting": "meetings",
    "api.item": "items",
    "api.decision": "decisions",
    "api.chain": "decisions",
    "api.similar": "decisions",
    "api.output": "outputs",
    "api.topic": "topics",
    "api.person": "people",
    "api.organisation": "organisations",
    "api.attachment": "attachments",
    "api.document": "documents",
    "api.body": "bodies",
    "api.oparl_meeting": "meetings",
    "api.oparl_organization": "bodies",
}
# Addresses that tell more than their bare form does.
BESIDE = (
    "/haku?q=hopeake*", "/haku?q=karhunvatuk*", "/haku?q=mustaheruk*", "/haku?q=sinivuok*",
    "/haku?q=hopeaketu", "/haku?q=karhunvattukka", "/haku?q=mustaheruka", "/haku?q=sinivuoko", "/haku?q=sovittiin",
    "/haku?q=laji:päätös", "/haku?q=jälkeen:2025-02-01", "/haku?q=siemenet+jatko", "/haku?q=EI+keinu", "/haku?q=hxk10",
    "/haku?toimielin=kaikki&q=kokous&jarjestys=date", "/haku?q=tuotos:71", "/haku?q=henkilö:maija",
    "/paatokset?varmuus=low&varmuus=medium&varmuus=high", "/paatokset?toimielin=rantaryhmä", "/lupaukset?nayta=kaikki&epavarmat=1",
    "/poissa?alkaen=2025-01-01", "/uudelle?toimielin=saaristoryhmä", "/toimielimet/valitse?toimielin=rantaryhmä",
    "/kokoukset/2025-03-04", "/syote.xml?toimielin=rantaryhmä", "/olematon/hopea",
    "/api/v1/search?q=sovittiin", "/api/v1/search?q=hopeake*", "/api/v1/search?q=sinivuoko", "/api/v1/chains/2025-03-04/2",
    "/api/v1/decisions?confidence=low&confidence=medium&confidence=high&limit=200", "/api/v1/promises?uncertain=true",
    "/api/v1/meetings?kind=agenda", "/api/v1/outputs?body=rantaryhmä", "/api/v1/bodies/Saaristoryhmä",
)  # fmt: skip


def addresses(app: Flask, everything: dict[str, list[str]]) -> Iterator[str]:
    """Every address that can be asked for, from the route table; a route whose parts are not known here fails."""
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        if rule.endpoint == "meetings.show_item":
            yield from (f"/kokoukset/{quote(id)}" for id in everything["items"])
        elif rule.endpoint in ("language.choose_language", "language.choose_theme"):
            yield from ()
        elif rule.endpoint == "agenda.merging":
            yield from (f"/esityslista/{id}/yhdistys/1" for id in everything["drafts"])
        elif rule.arguments:
            (name,) = rule.arguments
            converter = f"<path:{name}>" if f"<path:{name}>" in rule.rule else f"<{name}>"
            yield from (rule.rule.replace(converter, quote(value)) for value in everything[PARTS[rule.endpoint]])
        else:
            yield rule.rule
    yield from BESIDE


def in_form(address: str, form: str) -> str:
    """The address in another of its forms."""
    return f"{address}{'&' if '?' in address else '?'}muoto={form}"


def text_of(data: bytes, media_type: str) -> str:
    """An answer's words; of a Word document those of its parts."""
    if "wordprocessingml" in media_type:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return data.decode("utf-8", "replace")


def told(text: str, secret: Secret) -> list[str]:
    """The traces of a secret in a text."""
    low = text.casefold()
    return [trace for trace in (secret.stem, *secret.days, secret.output) if trace in low]


def test_every_address_has_a_rule_of_rights(app: Flask) -> None:
    known = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert known == set(rights.NEEDS)


def test_an_address_without_a_rule_is_closed(settings: Settings) -> None:
    app = create_app(settings)
    app.add_url_rule("/uusi", "uusi", lambda: "auki")
    assert app.test_client().get("/uusi").status_code == 403


def test_a_view_answers_all_that_a_catalogue_does() -> None:
    asked = {name for name in vars(Catalogue) if not name.startswith("_")}
    assert asked <= {name for name in vars(Seen) if not name.startswith("_")}


@pytest.mark.parametrize("name", READERS)
def test_nothing_is_told_to_whom_it_is_not_for(
    app: Flask, client_of: Callable[[str], FlaskClient], everything: dict[str, list[str]], name: str
) -> None:
    client, hidden = client_of(name), [secret for secret in ALL if secret not in SEES[name]]
    leaks: list[str] = []
    for address in dict.fromkeys(addresses(app, everything)):
        forms = [address] if "/api/" in address else [address, in_form(address, "json")]
        for asked in forms:
            with client.get(asked) as response:
                # A redirect tells what its address tells.
                data = f"{text_of(response.get_data(), response.mimetype)} {response.headers.get('Location', '')}"
                assert response.status_code < 500, asked
            if asked == address:
                # PDF is made of the Word document, and Excel of the table that CSV is.
                forms += (in_form(address, form) for form in ("docx", "csv", "md") if f"muoto={form}" in data)
            # What was asked for may stand in the answer: the reader knew it.
            for secret in hidden:
                traces = [trace for trace in told(data, secret) if trace not in told(asked, secret)]
                leaks += [f"{response.status_code} {asked}: {trace}" for trace in traces]
    assert leaks == []


@pytest.mark.parametrize("name", [name for name in READERS if SEES[name]])
def test_what_is_for_somebody_is_told(settings: Settings, client_of: Callable[[str], FlaskClient], name: str) -> None:
    client, library = client_of(name), Library.open(settings)
    for secret in SEES[name]:
        (meeting,) = _meetings(library, secret)
        assert secret.stem in client.get(f"/kokoukset/{meeting}").get_data(as_text=True).casefold()
        found = client.get(f"/haku?q={secret.stem}&muoto=json").get_json()
        assert found["total"] > 0


@pytest.mark.parametrize("name", READERS)
def test_a_hidden_word_is_answered_as_a_word_that_is_nowhere(client_of: Callable[[str], FlaskClient], name: str) -> None:
    if READERS[name][0] == "visitor":
        pytest.skip("a visitor has no search here")
    client = client_of(name)
    for secret in (secret for secret in ALL if secret not in SEES[name]):
        answers = []
        for word in (secret.stem, "qwxzzyplm"):
            found = client.get(f"/haku?q={word}&muoto=json").get_json()
            found.pop("took_ms", None)
            answers.append(json.dumps(found).replace(word, "SANA"))
        assert answers[0] == answers[1]


@pytest.mark.parametrize("name", READERS)
def test_a_hidden_thing_is_answered_as_one_that_is_not(
    client_of: Callable[[str], FlaskClient], settings: Settings, name: str
) -> None:
    if READERS[name][0] == "visitor":
        pytest.skip("a visitor is asked to sign in everywhere")
    client, library = client_of(name), Library.open(settings)
    for secret in (secret for secret in ALL if secret not in SEES[name]):
        for meeting in _meetings(library, secret):
            path = library.meeting(meeting).documents[0]
            for address in (
                f"/kokoukset/{meeting}",
                f"/asiakirjat/{path}",
                f"/asiakirjat-tiedosto/{path}",
                f"/asiakirjat-kuva/{path}",
                f"/asiakirjat-merkit/{path}",
            ):
                assert client.get(address).status_code == 404, address


def test_counts_are_of_what_is_seen(client_of: Callable[[str], FlaskClient]) -> None:
    one = client_of("lukija").get("/haku?q=sovittiin&muoto=json").get_json()
    two = client_of("rantalainen").get("/haku?q=sovittiin&muoto=json").get_json()
    assert 0 < one["total"] < two["total"]
    assert [year for year, _count in one["facets"]["year"]] == ["2025"]
    assert "Rantaryhmä" in [body for body, _count in two["facets"]["body"]]
    assert "Rantaryhmä" not in [body for body, _count in one["facets"]["body"]]


def test_marks_and_drafts_need_their_role(client_of: Callable[[str], FlaskClient], settings: Settings) -> None:
    library = Library.open(settings)
    (meeting,) = (m.id for m in library.meetings() if m.date and m.date.isoformat() == "2025-01-21")
    decision = library.decisions(meeting=(meeting,))[0].id
    hidden = library.decisions(meeting=_meetings(library, ISLES))[0].id
    expected = {
        "vieras": (401, 401, 401),
        "lukija": (403, 403, 403),
        "rantalainen": (303, 403, 403),
        "rantasihteeri": (303, 303, 303),
    }
    for name, statuses in expected.items():
        client = client_of(name)
        with client.session_transaction() as session:
            session.setdefault("id", "koe")
        token = token_of(client)
        mark = {TOKEN_FIELD: token, "kohde": decision, "kuka": "joku muu", "teksti": "huomio"}
        found = (
            client.post("/merkinnat", data={**mark, "mita": "comment"}).status_code,
            client.post("/merkinnat", data={**mark, "mita": "confirm"}).status_code,
            client.post("/esityslista", data={TOKEN_FIELD: token, "teksti": "1. Avaus\n2. Puisto"}).status_code,
        )
        assert found == statuses, name
        if name == "rantalainen":
            assert Library.open(settings).history(decision)[-1].who == "rantalainen"
            assert client.post("/merkinnat", data={**mark, "mita": "comment", "kohde": hidden}).status_code == 404


def token_of(client: FlaskClient) -> str:
    page = client.get("/kirjaudu").get_data(as_text=True)
    return page.split(f'name="{TOKEN_FIELD}" value="')[1].split('"')[0]


def test_reads_of_restricted_documents_are_logged(client_of: Callable[[str], FlaskClient], settings: Settings) -> None:
    client_of("rantalainen").get("/asiakirjat/ranta/muistio.md")
    client_of("rantalainen").get("/asiakirjat/yhteinen/avoin.md")
    found = [(read.who, read.document) for read in reads.noted(settings)]
    assert found[0] == ("rantalainen", "ranta/muistio.md")
    assert not any(document == "yhteinen/avoin.md" for _who, document in found)
    assert settings.reads_path.stat().st_mode & 0o077 == 0
    assert client_of("hoitaja").get("/lukuloki?muoto=json").get_json() == []
    assert client_of("rantasihteeri").get("/lukuloki").status_code == 403


def test_identity_codes_are_listed_for_the_secretary_alone(client_of: Callable[[str], FlaskClient]) -> None:
    listed = {
        name: [p["file"] for p in client_of(name).get("/ongelmat?muoto=json").get_json() if "henkilötunnu" in p["message"]]
        for name in ("rantasihteeri", "rantalainen", "yhteissihteeri")
    }
    assert listed == {"rantasihteeri": ["ranta/muistio.md"], "rantalainen": [], "yhteissihteeri": ["yhteinen/mustaherukka.md"]}
    assert "131052-308T" not in client_of("rantasihteeri").get("/ongelmat").get_data(as_text=True)


def test_views_with_the_same_rights_are_one_and_the_owner_sees_all(settings: Settings) -> None:
    library = Library.open(settings)
    one = library.seen_by(reader("yksi", "reader"))
    assert library.seen_by(reader("kaksi", "reader")) is one
    assert library.seen_by(OWNER) is library
    assert len(library.seen_by(VISITOR).documents()) == 1
    assert library.seen_by(VISITOR).info().passages < one.info().passages < library.info().passages


def test_the_index_and_the_catalogue_of_a_view_are_of_one_make(settings: Settings) -> None:
    view = Library.open(settings).seen_by(reader("rantalainen", "member", ("Rantaryhmä",)))
    hidden = view._catalogue.hidden_passages()
    assert hidden and not hidden & view._search.facets.all
    assert view.of("Rantaryhmä").search("hopeakettu").total == view.search("hopeakettu").total > 0


def test_the_corpus_has_no_other_files(settings: Settings) -> None:
    assert {path.name for path in settings.corpus.iterdir() if path.is_file()} >= {"kb.toml", "kb-accounts.json"}
    assert Path(settings.accounts_path).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", READERS)
def test_an_assistant_is_told_nothing_that_is_not_for_whom_it_asks(
    settings: Settings, everything: dict[str, list[str]], name: str
) -> None:
    pytest.importorskip("mcp")
    from mcp.shared.memory import create_connected_server_and_client_session

    from cli.assistant import server

    calls: list[tuple[str, dict[str, object]]] = [("about", {}), ("list_outputs", {})]
    calls += [("get", {"id": id}) for kind, ids in everything.items() if kind != "drafts" for id in ids]
    calls += [
        ("search", {"query": query}) for query in ("sovittiin", "sinivuoko", "hopeake*", "EI keinu", "laji:päätös", "kokous")
    ]
    calls += [("list_decisions", {"uncertain": True, "limit": 50}), ("list_promises", {"uncertain": True, "limit": 50})]
    calls += [("list_promises", {"doer": f"Pekka {secret.stem.capitalize()}la"}) for secret in ALL]
    calls += [("list_decisions", {"body": secret.body, "uncertain": True}) for secret in ALL]
    calls += [("check_agenda", {"draft": "1. Kokouksen avaus\n2. Hoito\n3. Jatko\n", "date": "2025-12-02"})]

    async def ask() -> list[str]:
        made = server.make(Library.open(settings), reader_named(settings, name))
        async with create_connected_server_and_client_session(made._mcp_server) as client:
            return [(await client.call_tool(tool, asked)).model_dump_json() for tool, asked in calls]

    answers = asyncio.run(ask())
    leaks = [
        f"{tool} {asked}: {trace}"
        for (tool, asked), answer in zip(calls, answers, strict=True)
        for secret in ALL
        if secret not in SEES[name]
        for trace in told(answer, secret)
        if trace not in told(str(asked), secret)
    ]
    assert leaks == []
    for secret in SEES[name]:
        assert any(secret.stem in answer.casefold() for answer in answers)


@pytest.mark.parametrize("name", READERS)
def test_an_export_for_somebody_tells_nothing_that_is_not_for_them(settings: Settings, name: str) -> None:
    library = Library.open(settings).seen_by(reader_named(settings, name))
    text = "\n".join(export.lines(library, datetime.date(2025, 12, 1)))
    assert {secret.stem: told(text, secret) for secret in ALL if secret not in SEES[name] and told(text, secret)} == {}
    assert all(secret.stem in text.casefold() for secret in SEES[name])


def reader_named(settings: Settings, name: str) -> Reader:
    account = Accounts.of(settings).get(name)
    return account.reader if account is not None else VISITOR
