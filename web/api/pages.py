"""What `/api/v1` answers: the table's endpoints, the check of a draft agenda, and the description of them all."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final
from urllib.parse import urlencode

import msgspec
from flask import Blueprint, Response, current_app, request

from kb import shapes
from kb.agenda import citations, desk
from kb.agenda.matching import matcher_of
from kb.agenda.reading import of_text
from kb.errors import BadParameter, NoItems
from kb.model import Decision
from kb.results import Results, State
from web.api import description
from web.api.endpoints import ENDPOINTS, Endpoint
from web.api.parameters import read
from web.door import note_read
from web.language import language
from web.open_library import library_of
from web.security import root_url

bp = Blueprint("api", __name__, url_prefix=description.ROOT)
# A draft's text is at most so many characters, as on the page.
MOST_TEXT: Final = description.MOST_TEXT


class Draft(msgspec.Struct, forbid_unknown_fields=True):
    """A draft agenda to check: an item a line, numbered or not."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_TEXT)]
    date: datetime.date | None = None
    body: str | None = None


@bp.get("/openapi.json")
def openapi() -> Response:
    """The description of all of this, OpenAPI 3.1."""
    read((), request.args)
    return _answer(description.describe(root_url()))


@bp.post("/agenda-check")
def agenda_check() -> Response:
    """What is known of each item of a draft agenda, and what the draft lacks."""
    read((), request.args)
    if request.mimetype != "application/json":
        raise BadParameter("bad_body", reason="Content-Type")
    try:
        sent = msgspec.json.decode(request.get_data(), type=Draft)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadParameter("bad_body", reason=error) from error
    library = library_of(sent.body)
    draft = of_text(sent.text, (library.body.name,) if library.body else library.info().bodies, library.settings.output_words)
    if not draft.items:
        raise NoItems
    draft = citations.with_links(draft, matcher_of(library).handlings, library.settings)
    return _answer(desk.shape(desk.answer(library, draft, sent.date, language()), library, language()))


def _view(endpoint: Endpoint) -> Callable[..., Response]:
    def view(id: str = "") -> Response:
        asked = {**read(endpoint.every_parameter, request.args), "id": id, "root": root_url()}
        library = library_of(asked.get("body") if isinstance(asked.get("body"), str) else None)
        found = endpoint.ask(library, asked)
        day = asked.get("on")

        def state_of(decision: Decision) -> State | None:
            return library.state(decision, day or current_app.config["KB_TODAY"]())

        if not endpoint.is_list:
            note_read(library, *endpoint.reads(library, found))
            told = (
                shapes.results(found, language()) if isinstance(found, Results) else shapes.stated(found, state_of, language())
            )
            return _answer(told)
        page = found[asked["offset"] : asked["offset"] + asked["limit"]]
        note_read(library, *endpoint.reads(library, page))
        return _answer_page(shapes.stated(page, state_of, language()), asked, len(found))

    view.__doc__ = endpoint.told
    return view


def _answer_page(told: object, asked: dict[str, Any], total: int) -> Response:
    """A page of a list, with the address of the next one."""
    limit, offset = asked["limit"], asked["offset"]
    following = None
    if offset + limit < total:
        values = [(name, value) for name, value in request.args.items(multi=True) if name not in ("limit", "offset")]
        following = f"{request.path}?{urlencode([*values, ('limit', limit), ('offset', offset + limit)])}"
    response = _answer({"total": total, "limit": limit, "offset": offset, "next": following, "items": told})
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def _answer(told: Any) -> Response:
    """An answer with its ETag; nothing but that it has not changed, where the asker has it already."""
    text = json.dumps(told, ensure_ascii=False)
    stable = json.dumps({**told, "took_ms": 0}, ensure_ascii=False) if "took_ms" in told else text
    response = Response(text + "\n", mimetype="application/json")
    response.set_etag(hashlib.sha256(stable.encode("utf-8", "replace")).hexdigest()[:32], weak=True)
    response.make_conditional(request)
    return response


def _route(endpoints: Sequence[Endpoint]) -> None:
    for endpoint in endpoints:
        rule = endpoint.path.replace("{id}", "<path:id>")
        bp.add_url_rule(rule, endpoint.name, _view(endpoint), methods=("GET",), merge_slashes=False)


_route(ENDPOINTS)
