"""Promises: what somebody is to do, by when, and where it stands; for everybody, or one organisation or person."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, Response, current_app, request

from kb.results import Promise
from web import names
from web.answers import answer, first
from web.shelf import library

bp = Blueprint("promises", __name__, url_prefix="/lupaukset")
OPEN = ("open", "overdue")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """Promises by doer: the open and overdue ones first, or all."""
    shelf = library()
    today = current_app.config["KB_TODAY"]()
    every = [promise for promise in shelf.promises(today) if promise.decision.confidence != "low"]
    view = first(request.args, "nayta", ("avoimet", "kaikki"))
    doer = request.args.get("kuka", "")
    shown = [p for p in every if view == "kaikki" or p.state.code in OPEN]
    groups = by_doer(shown)
    if doer:
        groups = [(name, group) for name, group in groups if name == doer]
    return answer(
        "promises/index.html",
        [{"decision": promise.decision, "state": promise.state} for _name, group in groups for promise in group],
        groups=groups,
        doers=[name for name, _group in by_doer(every)],
        doer=doer,
        view=view,
        counts=Counter(promise.state.code for promise in every),
        organisation_url=names.organisations(shelf),
        person_url=names.people(shelf),
        section="promises",
    )


def by_doer(promises: list[Promise]) -> list[tuple[str, list[Promise]]]:
    """The promises under each who is to do them, those with most first; those that name nobody last, under ""."""
    groups: dict[str, list[Promise]] = {}
    for promise in promises:
        for name in promise.decision.responsible or ("",):
            groups.setdefault(name, []).append(promise)
    return sorted(groups.items(), key=lambda row: (row[0] == "", -len(row[1]), row[0]))
