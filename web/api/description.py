"""The OpenAPI description of `/api/v1`, made of the table of endpoints and the types of what they answer."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any, Final

from kb.agenda.desk import Answer
from kb.schemas import Schema, Schemas
from web.api.endpoints import ENDPOINTS, Endpoint

ROOT: Final = "/api/v1"
MOST_TEXT: Final = 200_000
_COMPONENTS: Final = "#/components/schemas/"
_ABOUT: Final = """Everything that the pages show, for programs. What you may not see is left out without a trace, and a thing that is
not for you is answered as one that does not exist (404). Sign in as for the pages: the session's cookie, or the proxy's header.

Ids hold slashes, which may be written as such or as %2F. Lists are paged with `limit` and `offset`; `next` and the Link header
lead on. Answers carry an ETag: send it back as If-None-Match. Errors are problem details (RFC 9457). Fields may be added within v1;
those there are keep their names and meaning. A state of null claims nothing; one that is not `certain` is a proposal with its grounds."""
_PROBLEM: Final[Schema] = {
    "type": "object",
    "description": "Problem details (RFC 9457). `hint` says what to do, `code` names the error, `position` where a query ended.",
    "properties": {
        "type": {"type": "string", "const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "hint": {"type": "string"},
        "code": {"type": "string"},
        "position": {"type": "integer"},
    },
    "required": ["type", "title", "status", "detail", "hint", "code"],
}
_REFUSALS: Final = {
    400: "The address or what was sent cannot be read.",
    401: "Sign in first.",
    403: "Your role does not allow this.",
    404: "There is nothing of that name, or it is not for you.",
    413: "Too long.",
    422: "The draft has no items.",
    503: "There is no index, or it cannot be read.",
}
_DRAFT: Final[Schema] = {
    "type": "object",
    "description": "A draft agenda: an item a line. `date` is the meeting's, `body` whose it is.",
    "properties": {
        "text": {"type": "string", "minLength": 1, "maxLength": MOST_TEXT},
        "date": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        "body": {"type": ["string", "null"]},
    },
    "required": ["text"],
    "additionalProperties": False,
}


def describe(server: str) -> dict[str, Any]:
    """The description, for the server at an address."""
    schemas = Schemas(_COMPONENTS)
    paths = {endpoint.path: {"get": _operation(endpoint, schemas)} for endpoint in ENDPOINTS}
    paths["/agenda-check"] = {"post": _check(schemas)}
    paths["/openapi.json"] = {
        "get": {
            "operationId": "openapi",
            "summary": "This description.",
            "responses": {"200": _json("OpenAPI 3.1.", {"type": "object"}), **_not_modified(), **_refusals(400, 401, 403, 503)},
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kokousmuisti",
            "version": version("kokousmuisti"),
            "description": _ABOUT,
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": server + ROOT}],
        "paths": paths,
        "components": {
            "schemas": {**schemas.known, "ProblemDetails": _PROBLEM, "Draft": _DRAFT},
            "headers": {"ETag": {"schema": {"type": "string"}}},
        },
    }


def _operation(endpoint: Endpoint, schemas: Schemas) -> dict[str, Any]:
    answer = schemas.of(endpoint.answers)
    parameters: list[Schema] = [
        {
            "name": parameter.name,
            "in": "query",
            "description": parameter.told,
            "schema": parameter.schema(),
        }
        for parameter in endpoint.every_parameter
    ]
    if endpoint.id is not None:
        own = {"name": "id", "in": "path", "required": True, "description": endpoint.id}
        parameters.insert(0, {**own, "schema": {"type": "string", "minLength": 1}})
    return {
        "operationId": endpoint.name,
        "summary": endpoint.told,
        "parameters": parameters,
        "responses": {
            "200": _json(endpoint.told, _page(answer) if endpoint.is_list else answer),
            **_not_modified(),
            **_refusals(400, 401, 403, 404, 503),
        },
    }


def _page(answer: Schema) -> Schema:
    number = {"type": "integer", "minimum": 0}
    return {
        "type": "object",
        "properties": {
            "total": number,
            "limit": number,
            "offset": number,
            "next": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "items": {"type": "array", "items": answer},
        },
        "required": ["total", "limit", "offset", "next", "items"],
    }


def _check(schemas: Schemas) -> dict[str, Any]:
    told = "What is known of each item of a draft agenda, and what the draft lacks."
    return {
        "operationId": "agenda_check",
        "summary": told,
        "requestBody": {"required": True, "content": {"application/json": {"schema": {"$ref": _COMPONENTS + "Draft"}}}},
        "responses": {"200": _json(told, schemas.of(Answer)), **_refusals(400, 401, 403, 404, 413, 422, 503)},
    }


def _json(told: str, schema: Schema) -> dict[str, Any]:
    headers = {"ETag": {"$ref": "#/components/headers/ETag"}}
    return {"description": told, "headers": headers, "content": {"application/json": {"schema": schema}}}


def _not_modified() -> dict[str, Any]:
    return {"304": {"description": "What you have is still so."}}


def _refusals(*statuses: int) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": _COMPONENTS + "ProblemDetails"}}}
    return {str(status): {"description": _REFUSALS[status], "content": content} for status in statuses}
