"""The body a reader has chosen: in the address, else kept in a cookie; every list then tells of it alone.

Finnish offices share addresses, so the address goes before the cookie: `toimielin=ID`, or `toimielin=kaikki` for all.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, current_app, redirect, request
from werkzeug.wrappers import Response

from kb.errors import NoSuch
from kb.library import Library
from kb.results import Body
from web.language import back
from web.open_library import ALL, PARAMETER, current_library, whole_library

bp = Blueprint("choice", __name__)
_YEAR: Final = 365 * 24 * 3600


@bp.get("/toimielimet/valitse")
def choose() -> Response:
    """Keeps the choice and returns to the page it was made on, at the address that says it too."""
    wanted = request.args.get(PARAMETER, ALL)
    body = None if wanted == ALL else whole_library().body_of(wanted)
    path, _mark, query = back().partition("?")
    rest = [(name, value) for name, value in parse_qsl(query) if name not in (PARAMETER, "s")]
    if body is not None:
        rest.append((PARAMETER, body.id))
    response = current_app.make_response(redirect(path + (f"?{urlencode(rest)}" if rest else ""), code=303))
    if body is None:
        response.delete_cookie(PARAMETER)
    else:
        response.set_cookie(PARAMETER, body.id, max_age=_YEAR, samesite="Lax", httponly=True)
    return response


def bodies() -> tuple[Body, ...]:
    """The bodies to choose among: those that have minutes."""
    return tuple(body for body in whole_library().bodies() if body.meetings)


def whose(thing: Any) -> str:
    """The name of the body that a meeting, decision, hit or attachment is of; empty where only one body is shown anyway."""
    library = current_library()
    if library.body is not None or len(bodies()) < 2:
        return ""
    id = getattr(thing, "meeting", None) or getattr(thing, "id", "").partition("/")[0]
    return getattr(thing, "body", None) or name_of(library, id)


def name_of(library: Library, meeting: str) -> str:
    """The name of the body whose meeting has this id; empty when there is none."""
    try:
        id = library.meeting(meeting).body_id
        return library.body_of(id).name if id else ""
    except NoSuch:
        return ""
