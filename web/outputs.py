"""Outputs (tuotokset): a board of where each stands, and a page that tells how one came to be."""

from __future__ import annotations

from flask import Blueprint, Response
from flask_babel import gettext as _

from kb.errors import NoSuch
from kb.library import Library
from kb.model import Attachment, Decision
from kb.results import Output
from web.answers import answer
from web.shelf import library

bp = Blueprint("outputs", __name__, url_prefix="/tuotokset")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """All outputs and their states, under the numbers they belong to."""
    shelf = library()
    outputs = shelf.outputs()
    return answer("outputs/index.html", outputs, outputs=outputs, groups=groups(outputs), section="outputs")


def groups(outputs: tuple[Output, ...]) -> list[tuple[str, list[Output]]]:
    """The outputs under the first part of their number, in the order given."""
    made: dict[str, list[Output]] = {}
    for output in outputs:
        made.setdefault(output.number.partition(".")[0], []).append(output)
    return list(made.items())


@bp.get("/<number>")
def show(number: str) -> Response | str:
    """One output: its names, its events from the first mention on, its decisions and attachments."""
    shelf = library()
    output = shelf.output(number)
    events = sorted(output.events, key=lambda event: (event.date is None, event.date, event.item or ""))
    return answer(
        "outputs/show.html",
        output,
        output=output,
        events=events,
        decisions=[d for d in shelf.decisions(confidence=("high", "medium", "low")) if d.id in set(output.decisions)],
        attachments=attachments_of(shelf, output.attachments),
        children=[other for other in shelf.outputs() if other.number in output.children],
        parent=_parent(shelf, output),
        state_of=shelf.state,
        section="outputs",
    )


def _parent(shelf: Library, output: Output) -> Output | None:
    try:
        return shelf.output(output.parent) if output.parent else None
    except NoSuch:
        return None


def attachments_of(shelf: Library, ids: tuple[str, ...]) -> list[Attachment]:
    """The attachments with these ids, in the order of the ids."""
    known = {attachment.id: attachment for attachment in shelf.attachments()}
    return [known[id] for id in ids if id in known]


def open_ends(decisions: list[Decision], shelf: Library) -> list[Decision]:
    """The decisions that still wait for something."""
    return [decision for decision in decisions if shelf.state(decision).code in ("open", "overdue")]


def untitled(output: Output) -> str:
    """What an output is called that no document names."""
    return output.title or _("Nimi ei ilmene aineistosta")
