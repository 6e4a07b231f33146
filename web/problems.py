"""What could not be read or is missing, each with what to do about it."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, Response, current_app

from web import tables
from web.answers import answer
from web.open_library import whole_library

bp = Blueprint("problems", __name__, url_prefix="/ongelmat")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """Every problem of the latest build, the gravest first."""
    library = whole_library()
    problems = library.problems()
    return answer(
        "problems/index.html",
        problems,
        lambda: tables.problems(problems),
        problems=problems,
        counts=Counter(problem.severity for problem in problems),
        readable={document.path for document in library.documents() if document.read},
        info=library.info(),
        refused=current_app.extensions["open_library"].refused,
        section="problems",
    )
