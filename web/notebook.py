"""What readers add: a decision confirmed, ticked off, struck, corrected or commented, a link confirmed or struck, and taken back.

Everything goes into the journal (`kb.journal`) with who and when; nothing here changes the index.
"""

from __future__ import annotations

from typing import Any, get_args

from flask import Blueprint, abort, redirect, request, session
from werkzeug.wrappers import Response

from kb.library import Library
from kb.model import DecisionKind, OutputEvent
from kb.relations import is_link
from kb.results import url_of
from web import search
from web.answers import answer
from web.language import safe_path
from web.shelf import library

bp = Blueprint("notebook", __name__, url_prefix="/merkinnat")
ON_DECISION = ("confirm", "strike", "done", "comment", "correct", "undo")
ON_LINK = ("confirm", "strike", "undo")


@bp.get("/")
@bp.get("")
def index() -> Any:
    """Every entry in force on decisions that are still there, and those whose decision is gone."""
    shelf = library()
    entries = [entry for decision in shelf.decisions(confidence=(), state=ALL) for entry in shelf.history(decision.id)]
    entries.sort(key=lambda entry: entry.at, reverse=True)
    orphans = shelf.orphans()
    return answer("notebook/index.html", {"entries": entries, "orphans": orphans}, entries=entries, orphans=orphans, section="")


ALL = ("in_force", "open", "overdue", "done", "replaced", "confirmed", "struck", "noted", "lapsed")


@bp.post("")
@bp.post("/")
def add() -> Response:
    """Writes an entry and returns to the page it was made on."""
    form = request.form
    what, target, who = form.get("mita", ""), form.get("kohde", ""), form.get("kuka", "").strip()
    allowed = ON_LINK if is_link(target) else ("output_state", "undo") if form.get("laji") == "tuotos" else ON_DECISION
    if what not in allowed or not target:
        abort(400)
    session["kuka"] = who
    shelf = library()
    seen = form.get("nahty", "")
    shelf.record(
        what,  # type: ignore[arg-type]
        target,
        who,
        to=form.get("kumoaa") or None,
        text=form.get("teksti", "").strip() or None,
        values=corrections() if what == "correct" else output_state() if what == "output_state" else None,
        seen=(seen or None) if "nahty" in form else False,
    )
    return redirect(_after(shelf, target), code=303)


def _after(shelf: Library, target: str) -> str:
    path = safe_path(request.form.get("paluu", ""))
    return path if path != "/" else url_of("decision", target)


def corrections() -> dict[str, Any]:
    """The fields of a correction that were filled in. A date as a browser or a Finn writes it."""
    form = request.form
    values: dict[str, Any] = {}
    if form.get("korjattu-laji") in get_args(DecisionKind):
        values["kind"] = form["korjattu-laji"]
    if form.get("korjattu-sisalto", "").strip():
        values["content"] = form["korjattu-sisalto"].strip()
    if form.get("korjattu-vastuu", "").strip():
        values["responsible"] = [name.strip() for name in form["korjattu-vastuu"].split(",") if name.strip()]
    due = form.get("korjattu-maaraaika", "").strip()
    if due:
        day = search.day_in(due)
        values["due"] = {"text": due, "date": day.isoformat() if day else None}
    return values


def output_state() -> dict[str, Any]:
    """The state chosen for an output."""
    state = request.form.get("tila", "")
    return {"state": state} if state in get_args(OutputEvent) else {}


def last_entry(shelf: Library, target: str) -> str:
    """The id of the newest entry on a target, for telling whether somebody was quicker; empty when there is none."""
    return shelf.journal.last(target) or ""


def who() -> str:
    """The name the reader gave last."""
    return str(session.get("kuka", ""))
