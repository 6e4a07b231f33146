"""Pictures drawn on the server as SVG, each with its table: the timeline, attendance, topics by meeting, promises by month."""

from __future__ import annotations

from flask import Blueprint, Response

from web.answers import answer
from web.shelf import library

bp = Blueprint("pictures", __name__, url_prefix="/kuvat")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """The pictures."""
    shelf = library()
    return answer("pictures/index.html", shelf.info(), info=shelf.info(), section="pictures")
