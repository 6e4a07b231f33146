"""The help page: how to search, taught by examples from the corpus itself."""

from __future__ import annotations

from flask import Blueprint, Response

from web import examples
from web.answers import answer
from web.shelf import library

bp = Blueprint("guide", __name__, url_prefix="/ohje")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """The query language, what the pages show, and how far the interpretation can be trusted."""
    shelf = library()
    found = examples.queries(shelf)
    return answer("guide/index.html", found, examples=found, info=shelf.info(), section="help")
