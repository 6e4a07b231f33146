"""`/api/v1`: what it answers is what its description says, nothing less and nothing beside, and what the pages show."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import validate
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from kb.library import Library
from tests.fixtures.group import write_library
from web import create_app
from web.api.description import ROOT, describe
from web.api.endpoints import ENDPOINTS

TODAY = datetime.date(2025, 6, 1)
DRAFT = "1. Kokouksen avaus\n2. Hankesuunnitelma\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return write_library(tmp_path_factory.mktemp("rajapinta"))


@pytest.fixture(scope="module")
def app(library: Library) -> Flask:
    app = create_app(library.settings, today=lambda: TODAY)
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def api_schema(app: Flask) -> Any:
    return schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", app)


# A query with an open quotation mark and a draft without items are refused, which no schema can say.
REFUSES_MORE = ("/search", "/agenda-check")


TAKEN = {
    (path, method): any(one["in"] == "query" for one in told.get("parameters", ())) or "requestBody" in told
    for path, methods in describe("")["paths"].items()
    for method, told in methods.items()
}
# What takes no parameter cannot be asked wrongly.
ASKED = [
    (path, method, mode)
    for path, method in TAKEN
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or TAKEN[path, method]
]


@pytest.mark.parametrize(("path", "method", "mode"), ASKED)
def test_nothing_is_answered_that_the_description_does_not_say(
    api_schema: Any, path: str, method: str, mode: GenerationMode
) -> None:
    operation = api_schema[path][method]
    excluded = [positive_data_acceptance] if path in REFUSES_MORE else []

    @given(operation.as_strategy(generation_mode=mode))
    @settings(max_examples=6, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def ask(case: Any) -> None:
        # What asks here unpacks nothing.
        answer = case.call_and_validate(excluded_checks=excluded, headers={"Accept-Encoding": "identity"})
        assert answer.status_code < 500

    ask()


def test_the_description_is_valid() -> None:
    described = describe("https://muisti.example.fi")
    validate(described)
    assert described["openapi"].startswith("3.1")


def test_every_route_is_described_and_no_other(app: Flask) -> None:
    routes = {
        (rule.rule.removeprefix(ROOT).replace("<path:id>", "{id}"), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {(path, method) for path, told in describe("")["paths"].items() for method in told}
    assert routes == described


def strict(schema: Any) -> Any:
    """The schema with no room for what it does not name."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items()}
    return {**made, "additionalProperties": False} if "properties" in made and "type" in made else made


def addresses(library: Library, endpoint: Any) -> Iterator[str]:
    if endpoint.id is None:
        more = (
            "?q=sovittiin"
            if endpoint.name == "search"
            else "?confidence=low&confidence=high"
            if endpoint.name == "decisions"
            else ""
        )
        yield endpoint.path + more
        return
    meetings = library.meetings()
    known: dict[str, list[str]] = {
        "bodies": [one.id for one in library.bodies()],
        "meetings": [one.id for one in meetings],
        "items": [item.id for one in meetings for item in one.items],
        "outputs": [one.number for one in library.outputs()],
        "topics": [one.slug for one in library.topics()],
        "people": [one.slug for one in library.people()],
        "organisations": [one.slug for one in library.organisations()],
        "attachments": [one.id for one in library.attachments()],
        "documents": [one.path for one in library.documents() if one.read],
    }
    decisions = [one.id for one in library.decisions()]
    known["organizations"] = known["bodies"]
    for id in known.get(endpoint.path.split("/")[-2], decisions)[:8]:
        yield endpoint.path.replace("{id}", quote(id))


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.name)
def test_an_answer_has_every_field_that_is_described_and_no_other(client: FlaskClient, library: Library, endpoint: Any) -> None:
    described = strict(describe(""))
    answer = described["paths"][endpoint.path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    checker = jsonschema.Draft202012Validator(
        {**answer, "components": described["components"]}, format_checker=jsonschema.FormatChecker()
    )
    for address in addresses(library, endpoint):
        response = client.get(ROOT + address)
        assert response.status_code == 200, address
        assert [error.message for error in checker.iter_errors(response.get_json())] == [], address


def test_an_answer_to_a_draft_has_every_field_that_is_described(client: FlaskClient) -> None:
    described = strict(describe(""))
    response = client.post(f"{ROOT}/agenda-check", json={"text": DRAFT, "date": "2025-06-10"})
    told = response.get_json()
    answer = described["paths"]["/agenda-check"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator({**answer, "components": described["components"]}).validate(told)
    assert [item["title"] for item in told["items"]] == ["Kokouksen avaus", "Hankesuunnitelma"]


def test_the_pages_of_a_list_make_the_whole_list_once(client: FlaskClient, library: Library) -> None:
    found, address, pages = [], f"{ROOT}/decisions?limit=2", 0
    while address:
        response = client.get(address)
        told = response.get_json()
        found += [one["id"] for one in told["items"]]
        address, pages = told["next"], pages + 1
        assert ("Link" in response.headers) == bool(address)
    assert found == [one.id for one in library.decisions()]
    assert pages > 1


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    for address in ("/decisions", "/search?q=kokous", "/openapi.json"):
        first = client.get(ROOT + address)
        again = client.get(ROOT + address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.get_data()) == (304, b"")


@pytest.mark.parametrize(
    ("address", "status", "code"),
    (
        ("/meetings/1999-01-01", 404, "no_such"),
        ("/decisions?limit=0", 400, "bad_parameter"),
        ("/decisions?since=eilen", 400, "bad_parameter"),
        ("/decisions?laji=decision", 400, "no_such_parameter"),
        ("/search?q=%22auki", 400, "bad_query_quote"),
        ("/people?body=ei-ole", 404, "no_such"),
        ("/olematon", 404, "http_404"),
    ),
)
def test_an_error_is_told_as_problem_details(client: FlaskClient, address: str, status: int, code: str) -> None:
    response = client.get(ROOT + address)
    told = response.get_json()
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert (told["status"], told["code"], told["type"]) == (status, code, "about:blank")
    assert told["detail"] and told["title"]


@pytest.mark.parametrize(("sent", "status"), (({"text": ""}, 400), ({"text": "x", "more": 1}, 400), ({"text": "\n\n"}, 422)))
def test_a_draft_that_cannot_be_read_is_refused(client: FlaskClient, sent: dict[str, object], status: int) -> None:
    assert client.post(f"{ROOT}/agenda-check", json=sent).status_code == status


def test_a_form_of_another_page_cannot_ask(client: FlaskClient) -> None:
    assert client.post(f"{ROOT}/agenda-check", data={"text": DRAFT}).status_code == 400
    elsewhere = {"Origin": "https://muualla.example"}
    assert client.post(f"{ROOT}/agenda-check", json={"text": DRAFT}, headers=elsewhere).status_code == 403


def test_the_choice_made_on_the_pages_changes_no_answer(client: FlaskClient, library: Library) -> None:
    before = client.get(f"{ROOT}/meetings").get_json()["total"]
    client.set_cookie("toimielin", library.bodies()[-1].id)
    assert client.get(f"{ROOT}/meetings").get_json()["total"] == before == len(library.meetings())


def every(client: FlaskClient, path: str) -> list[dict[str, Any]]:
    """All things of a list of the API."""
    told = client.get(f"{ROOT}{path}?limit=200").get_json()
    assert told["next"] is None
    return list(told["items"])


def test_popolo_tells_the_same_people_bodies_and_decisions_and_refers_to_what_it_has(
    client: FlaskClient, library: Library
) -> None:
    people = {one["id"]: one for one in every(client, "/popolo/persons")}
    organizations = {one["id"]: one for one in every(client, "/popolo/organizations")}
    assert {one["name"] for one in people.values()} == {one.name for one in library.people()}
    assert [one["name"] for one in organizations.values() if one["classification"] == "body"] == [
        one.name for one in library.bodies()
    ]
    memberships = every(client, "/popolo/memberships")
    assert len({one["id"] for one in memberships}) == len(memberships) > 0
    assert {one["person_id"] for one in memberships} <= set(people)
    assert {one["organization_id"] for one in memberships} <= set(organizations)
    motions = every(client, "/popolo/motions")
    assert [(one["id"], one["text"]) for one in motions] == [
        (one.id, one.content or one.text) for one in library.decisions() if one.kind != "procedural"
    ]
    assert {one["organization_id"] for one in motions} <= set(organizations)
    votes = {one["id"]: one["note"] for one in every(client, "/popolo/vote-events")}
    assert votes == {f"{one.id}/vote": one.votes for one in library.decisions() if one.votes and one.kind != "procedural"}


def test_oparl_tells_the_meetings_of_the_pages_under_ids_that_open(client: FlaskClient, library: Library) -> None:
    meetings = every(client, "/oparl/meetings")
    assert [one["date"] for one in meetings] == [str(one.date) for one in library.meetings()]
    for told, meeting in zip(meetings, library.meetings(), strict=True):
        assert client.get(told["id"].removeprefix("http://127.0.0.1:80")).get_json() == told
        assert [(item["number"], item["name"]) for item in told["agendaItem"]] == [(i.number, i.title) for i in meeting.items]
        assert told["resultsProtocol"]["fileName"] == meeting.documents[0].rpartition("/")[2]
        (body,) = told["organization"]
        assert told["id"] in client.get(body.removeprefix("http://127.0.0.1:80")).get_json()["meeting"]
