"""Promises: what somebody is to do, by when, and where it stands; for everybody, or one organisation or person."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, Response, current_app, request

from kb.library import Library
from kb.model import Decision
from kb.results import Promise
from web import names, pasting, tables
from web.answers import answer, first
from web.doers import Doers
from web.language import _
from web.open_library import current_library, last_day, standing_day, state_of

bp = Blueprint("promises", __name__, url_prefix="/lupaukset")
OPEN = ("open", "overdue")
VIEWS = {"avoimet": OPEN, "viimeksi": ("lapsed",), "kasitellyt": ("handled",), "vanhat": ("lapsed",), "kaikki": ()}
ORDERS = ("maaraaika", "tekija")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """Promises by due day, the late ones on top, or by doer: the open ones, those that were open when their body last met, those a
    later meeting took up, those of which nothing is known any more, or all. Uncertain ones on request."""
    library = current_library()
    day = standing_day(library)
    every = library.promises(day)
    asked = _Asked.read()
    doers = Doers(library)
    fitting = [promise for promise in every if asked.fits(promise, doers)]
    counted = [promise for promise in every if asked.with_uncertain or is_sure(promise)]
    shown = [promise for promise in fitting if asked.with_uncertain or is_sure(promise)]
    if last_day(library):
        # Which were open is told as of the end of the minutes; where each stands is said as on every other page.
        shown = [replace(promise, state=state_of(promise.decision)) for promise in shown]
    groups = asked.grouped(shown, doers)
    listed = [promise for _name, group in groups for promise in group]
    return answer(
        "promises/index.html",
        [{"decision": promise.decision, "state": promise.state} for promise in listed],
        lambda: _table(listed),
        groups=groups,
        order=asked.order,
        doers=[name for name, _group in by_doer(every, doers)],
        doer=asked.doer,
        view=asked.view,
        with_uncertain=asked.with_uncertain,
        uncertain=sum(not is_sure(promise) for promise in fitting),
        counts={name: sum(in_view(promise, name) for promise in counted) for name in VIEWS},
        ended=last_day(library),
        states=Counter(promise.code for promise in counted),
        organisation_url=names.organisations(library),
        person_url=names.people(library),
        section="promises",
    )


@bp.get("/muistutus")
def reminder() -> Response | str:
    """A message to whoever is to do something (`kuka`): what is open and sure, ready for an e-mail; else who there is."""
    library = current_library()
    sure = [promise for promise in library.promises(_today()) if promise.code in OPEN and is_sure(promise)]
    doer = request.args.get("kuka", "").strip()[:200]
    doers = Doers(library)
    own = by_due_day(promise for promise in sure if doers.means(doer, promise.decision)) if doer else []
    message = pasting.reminder(library, doer, own) if own else None
    return answer(
        "promises/reminder.html",
        {"doer": doer, "promises": own, "message": message},
        doer=doer,
        message=message,
        doers=[(name, len(group)) for name, group in by_doer(sure, doers) if name],
        section="promises",
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for: which states, whose, in which order, and whether the uncertain ones too."""

    view: str
    order: str
    doer: str
    with_uncertain: bool

    @classmethod
    def read(cls) -> _Asked:
        args = request.args
        view, order = first(args, "nayta", tuple(VIEWS)), first(args, "jarjestys", ORDERS)
        return cls(view, order, args.get("kuka", ""), args.get("epavarmat") == "1")

    def fits(self, promise: Promise, doers: Doers) -> bool:
        return in_view(promise, self.view) and (not self.doer or doers.means(self.doer, promise.decision))

    def grouped(self, promises: Sequence[Promise], doers: Doers) -> list[tuple[str, list[Promise]]]:
        if self.order == "tekija":
            groups = by_doer(promises, doers)
            return [
                (name, own)
                for name, own in groups
                if not self.doer or any(doers.shown(self.doer, promise.decision) == name for promise in own)
            ]
        return [("", by_due_day(promises))] if promises else []


def _table(listed: Iterable[Promise]) -> tables.Table:
    """The promises of the page, each once though several are to do it."""
    found = {promise.decision.id: promise for promise in listed}
    return tables.decisions(
        [promise.decision for promise in found.values()],
        lambda decision: found[decision.id].state,
        "lupaukset",
        _("Lupaukset"),
    )


def _today() -> datetime.date:
    today: datetime.date = current_app.config["KB_TODAY"]()
    return today


def in_view(promise: Promise, view: str) -> bool:
    """Whether a view of the page shows the promise: the view of all has no states of its own."""
    if promise.was_open:
        return view in ("viimeksi", "kaikki")
    return view != "viimeksi" and (not VIEWS[view] or promise.code in VIEWS[view])


def is_sure(promise: Promise) -> bool:
    """Whether the minutes' words make it a promise; an uncertain one may be no more than talk."""
    return promise.shown


def waiting(library: Library) -> tuple[list[Decision], list[Decision]]:
    """Open and overdue promises, the sure and the uncertain ones: those of the nearest future first, then the overdue, the
    latest first, then the undated, the newest first. Where minutes have ended they are those open at their end."""
    day = standing_day(library)
    found = [promise for promise in library.promises(day) if promise.code in OPEN]
    sure = _by_urgency((promise.decision for promise in found if is_sure(promise)), day)
    return sure, _by_urgency((promise.decision for promise in found if not is_sure(promise)), day)


def _by_urgency(found: Iterable[Decision], today: datetime.date) -> list[Decision]:
    newest = sorted(found, key=lambda decision: decision.date or datetime.date.min, reverse=True)
    dated = [decision for decision in newest if decision.due and decision.due.date]
    coming = sorted((decision for decision in dated if _due(decision) >= today), key=_due)
    late = sorted((decision for decision in dated if _due(decision) < today), key=_due, reverse=True)
    return [*coming, *late, *(decision for decision in newest if decision not in dated)]


def _due(decision: Decision) -> datetime.date:
    return decision.due.date if decision.due and decision.due.date else datetime.date.max


def by_due_day(promises: Iterable[Promise]) -> list[Promise]:
    """The late ones first, the longest late on top, then by due day, then those without one, the newest first."""
    newest = sorted(promises, key=lambda promise: promise.decision.date or datetime.date.min, reverse=True)
    return sorted(newest, key=lambda promise: (promise.code != "overdue", _due(promise.decision)))


def by_doer(promises: Iterable[Promise], doers: Doers) -> list[tuple[str, list[Promise]]]:
    """The promises under each who is to do them, those with most first; those that name nobody last, under ""."""
    groups: dict[str, list[Promise]] = {}
    for promise in promises:
        for name in doers.of(promise.decision) or ("",):
            groups.setdefault(name, []).append(promise)
    return sorted(groups.items(), key=lambda row: (row[0] == "", -len(row[1]), row[0]))
