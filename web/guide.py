"""The help page: how to search, taught by examples from the corpus itself."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from web import examples
from web.answers import answer
from web.open_library import current_library

bp = Blueprint("guide", __name__, url_prefix="/ohje")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """The query language, what the pages show, and how far the interpretation can be trusted."""
    library = current_library()
    found = examples.queries(library)
    latest = next(iter(library.meetings()), None)
    output = next(iter(library.outputs()), None)
    names = {
        "meeting": latest.id if latest else "2024-12-17",
        "output": output.number if output else "4.2",
        "organisation": next((one.name for one in library.organisations() if " " not in one.name), "TEM"),
        "topic": next((topic.slug for topic in library.topics() if topic.decisions), "tietosuoja"),
        "person": next((person.name.split()[-1].lower() for person in library.people() if person.presented), "virtanen"),
    }
    return answer("guide/index.html", found, examples=found, info=library.info(), names=names, section="help")


@bp.get("/nappaimet")
def keys() -> str:
    """The keys of every page as a dialog, fetched when somebody asks for them."""
    return render_template("guide/_keys.html")
