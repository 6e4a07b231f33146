"""Outputs (tuotokset): a board of where each stands, and a page that tells how one came to be."""

from __future__ import annotations

import datetime
from typing import Any

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as BaseResponse

from kb.errors import NoSuch
from kb.knowledge import stages
from kb.library import Library
from kb.model import Attachment, OutputMention, printed
from kb.results import Output, url_of
from web import linked, notebook, papers, tables
from web.answers import answer
from web.open_library import code_of, current_library, nearest, state_of

bp = Blueprint("outputs", __name__, url_prefix="/tuotokset")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """All outputs and their states, under the numbers they belong to."""
    library = current_library()
    outputs = library.outputs()
    return answer(
        "outputs/index.html",
        outputs,
        lambda: tables.outputs(outputs),
        outputs=outputs,
        groups=groups(outputs),
        track=track,
        needs=[(output, need) for output in outputs for need in output.needs],
        known={output.number: output for output in outputs},
        section="outputs",
    )


def groups(outputs: tuple[Output, ...]) -> list[tuple[str, list[Output]]]:
    """The outputs under the first part of their number, in the order given."""
    made: dict[str, list[Output]] = {}
    for output in outputs:
        made.setdefault(printed(output.number).partition(".")[0], []).append(output)
    return list(made.items())


@bp.get("/<number>")
def show(number: str) -> Response | BaseResponse | str:
    """One output: its names, its events from the first mention on, its decisions and attachments."""
    library = nearest(lambda one: (output.number for output in one.outputs()), number)
    if found := _of_several(library, number):
        return _choice(found)
    output = library.output(number)
    events = told(output)
    decisions = [d for d in library.decisions(confidence=("high", "medium", "low")) if d.id in set(output.decisions)]
    children = [other for other in library.outputs() if other.number in output.children]
    attachments = attachments_of(library, output.attachments)
    return answer(
        "outputs/show.html",
        output,
        paper=lambda: papers.output(output, events, decisions, children, attachments, state_of),
        linked=linked.output(output, decisions),
        output=output,
        events=events,
        decisions=decisions,
        attachments=attachments,
        children=children,
        known={other.number: other for other in library.outputs()},
        needed_by=[(other, need) for other in library.outputs() for need in other.needs if need.number == number],
        parent=_parent(library, output),
        history=library.history(number),
        seen=notebook.last_entry(library, number),
        who=notebook.who(),
        track=track,
        state_of=state_of,
        code_of=code_of,
        section="outputs",
    )


def _of_several(library: Library, number: str) -> tuple[Output, ...]:
    """What a bare number may mean where it is no output's own: the chosen body's, else those of all that have it."""
    if any(output.number == number for output in library.outputs()):
        return ()
    own = tuple(output for output in current_library().outputs() if printed(output.number) == number)
    return own or tuple(output for output in library.outputs() if printed(output.number) == number)


def _choice(outputs: tuple[Output, ...]) -> Response | BaseResponse | str:
    """The only one of some outputs, or all of them to choose from."""
    if len(outputs) == 1:
        return redirect(url_of("output", outputs[0].number), code=302)
    shown: dict[str, Any] = {
        "outputs": outputs,
        "groups": groups(outputs),
        "track": track,
        "needs": (),
        "known": {},
        "section": "outputs",
    }
    return answer("outputs/index.html", outputs, **shown)


def told(output: Output) -> list[OutputMention]:
    """The events to tell, oldest first. What an attachment mentions is left out where the same meeting's minutes say more."""
    spoken = {event.meeting for event in output.events if event.item}
    events = [event for event in output.events if event.item or event.meeting not in spoken]
    return sorted(events, key=lambda event: (event.date or datetime.date.max, event.item or ""))


def track(output: Output) -> list[OutputMention]:
    """The dated events that brought the output to another stage, oldest first."""
    return list(stages.passed(event for event in told(output) if event.date))


def _parent(library: Library, output: Output) -> Output | None:
    try:
        return library.output(output.parent) if output.parent else None
    except NoSuch:
        return None


def attachments_of(library: Library, ids: tuple[str, ...]) -> list[Attachment]:
    """The attachments with these ids, in the order of the ids."""
    known = {attachment.id: attachment for attachment in library.attachments()}
    return [known[id] for id in ids if id in known]
