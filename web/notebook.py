"""What readers add: a decision confirmed, ticked off, struck, corrected, commented or linked, an output's state set, people or
topics merged, and all of it taken back.

Everything goes into the journal (`kb.store.journal`) with who and when; nothing here changes the index.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, get_args
from urllib.parse import unquote, urlsplit

from flask import Blueprint, abort, redirect, request, session
from flask import Response as Page
from werkzeug.wrappers import Response

from kb.errors import NoSuch, NotAllowed
from kb.library import Library
from kb.model import Decision, DecisionKind, OutputEvent
from kb.relations import Link, Relation, is_link
from kb.results import url_of
from kb.store.journal import Entry, What
from web.accounts.rights import SECRETARYS
from web.answers import answer
from web.days import day_in
from web.door import asking, may, signature
from web.language import safe_path
from web.open_library import whole_library

bp = Blueprint("notebook", __name__, url_prefix="/merkinnat")
ON_LINK: Final = ("confirm", "strike", "undo")
# What can be said of a thing, by the kind of thing that the form names; without a name it is a decision.
ALLOWED: Final[dict[str, tuple[str, ...]]] = {
    "": ("confirm", "strike", "done", "comment", "correct", "link", "undo"),
    "tuotos": ("output_state", "undo"),
    "henkilo": ("merge_people", "undo"),
    "aihe": ("merge_topics", "undo"),
    "sana": ("explain", "undo"),
    "toimielin": ("merge_bodies", "part_body", "undo"),
}
KINDS: Final[dict[str, str]] = {
    "output_state": "output",
    "merge_people": "person",
    "merge_topics": "topic",
    "merge_bodies": "body",
    "part_body": "body",
}
LEADS: Final = ("link", "merge_people", "merge_topics", "merge_bodies", "part_body")
DRAWN: Final[tuple[Relation, ...]] = ("follows", "replaces", "amends", "fulfils")


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry as a page shows it: what it is of and what it leads to, each a text and an address, None where there is none."""

    entry: Entry
    of: str
    href: str | None
    to: str | None = None
    to_href: str | None = None


@bp.get("/")
@bp.get("")
def index() -> Any:
    """Every entry in force, and those whose decision is gone."""
    library = whole_library()
    orphans = library.orphans()
    marks = [shown(library, target, entry) for target, entry in library.said()]
    data = {"entries": [mark.entry for mark in marks], "orphans": orphans}
    damaged = library.journal.damaged_lines() if may("secretary") else ()
    return answer("notebook/index.html", data, marks=marks, orphans=orphans, damaged=damaged, who=who(), section="")


@bp.get("/merkinnat.jsonl")
def export() -> Page:
    """The journal as it is: every line that was written, taken-back ones and undoings too."""
    lines = whole_library().journal_lines()
    headers = {"Content-Disposition": 'attachment; filename="merkinnat.jsonl"'}
    return Page(lines, mimetype="application/x-ndjson", headers=headers)


def shown(library: Library, target: str, entry: Entry) -> Mark:
    """An entry with the names and addresses of what it speaks of."""
    if is_link(target):
        return Mark(entry, *_named(library, target.partition("~")[0]), *_named(library, target.rpartition("~")[2]))
    kind = KINDS.get(entry.what, "")
    if entry.what == "explain":
        return Mark(entry, target, "/uudelle#sanasto")
    if entry.what == "part_body":
        return Mark(entry, *_named(library, target, kind), entry.to)
    to, to_href = _named(library, entry.to, kind) if entry.to else (None, None)
    return Mark(entry, *_named(library, target, kind), to, to_href)


def _named(library: Library, id: str, kind: str = "") -> tuple[str, str | None]:
    """What a thing is called (a decision its words), and its address; the id alone when it is gone."""
    find: dict[str, Callable[[str], Any]] = {
        "output": library.output,
        "person": library.person,
        "topic": library.topic,
        "body": library.body_of,
    }
    try:
        thing = find.get(kind, library.show)(id)
    except NoSuch:
        return id, None
    if kind == "output":
        return " ".join(filter(None, (id, thing.title))), url_of(kind, id)
    if kind == "body":
        return thing.name, url_of(kind, thing.id)
    if kind:
        return id, url_of(kind, thing.slug)
    return (thing.text, url_of("decision", id)) if isinstance(thing, Decision) else (thing.title, url_of("item", id))


def merges(library: Library, what: What, slug: str) -> list[Entry]:
    """The merges that brought others into a person, a topic or a body."""
    return [entry for _target, entry in library.said() if entry.what == what and _home(library, entry) == slug]


def _home(library: Library, entry: Entry) -> str | None:
    try:
        if entry.what == "merge_bodies":
            return library.body_of(entry.target).id
        return (library.person if entry.what == "merge_people" else library.topic)(entry.target).slug
    except NoSuch:
        return None


def said_of(library: Library, link: Link) -> tuple[str, Entry] | None:
    """What was last said of a link, by the one who drew it or judged it, and the entry's target now."""
    if said := library.history(link.id):
        return link.id, said[-1]
    for entry in library.history(link.later_decision or ""):
        drawn = entry.values.get("relation", "follows")
        if entry.what == "link" and entry.to == link.earlier_decision and drawn == link.relation:
            return str(link.later_decision), entry
    return None


@bp.post("")
@bp.post("/")
def add() -> Response:
    """Writes an entry and returns to the page it was made on."""
    form = request.form
    what, given = form.get("mita", ""), form.get("kohde", "")
    library = whole_library()
    _check(library, what, given)
    who = signature(form.get("kuka", "").strip())
    session["kuka"] = who
    target, to = given, form.get("kumoaa") if what == "undo" else other_end() if what in LEADS else None
    seen: Any = (form.get("nahty") or None) if "nahty" in form else False
    if what == "link":
        target, to = by_date(library, given, to or "")
        seen = seen if target == given else False
    library.record(
        what,  # type: ignore[arg-type]
        target,
        who,
        to=to or None,
        text=form.get("teksti", "").strip() or None,
        values=VALUES[what]() if what in VALUES else None,
        seen=seen,
    )
    return redirect(_after(given), code=303)


def _check(library: Library, what: str, target: str) -> None:
    """That such an entry can be made of such a thing, by the one who asks. Raises NotAllowed and aborts what makes no sense."""
    if not target or what not in (ON_LINK if is_link(target) else ALLOWED.get(request.form.get("laji", ""), ())):
        abort(400)
    if may("secretary"):
        return
    if what in SECRETARYS or (what == "undo" and not _is_own(library, request.form.get("kumoaa", ""))):
        raise NotAllowed


def _is_own(library: Library, id: str) -> bool:
    """Whether an entry is the reader's own; under one account, that is."""
    return any(entry.id == id and entry.who == asking().name for _target, entry in library.said())


def _after(target: str) -> str:
    path = safe_path(request.form.get("paluu", ""))
    return path if path != "/" else url_of("decision", target)


def other_end() -> str:
    """What is linked to or merged into: the one written, as an id or as an address, else the one chosen."""
    written = request.form.get("muu", "").strip()
    path = unquote(urlsplit(written).path).strip("/")
    return path.partition("paatokset/")[2] or path or request.form.get("toinen", "")


def by_date(library: Library, one: str, two: str) -> tuple[str, str]:
    """The later decision and the earlier one: it is always the later that takes up the earlier. Raises NoSuch."""
    first, second = library.decision(one), library.decision(two)
    none = datetime.date.min
    return (two, one) if (second.date or none) > (first.date or none) else (one, two)


def relation() -> dict[str, Any]:
    """The relation chosen for a link."""
    chosen = request.form.get("suhde", "")
    return {"relation": chosen if chosen in DRAWN else abort(400)}


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
        day = day_in(due)
        values["due"] = {"text": due, "date": day.isoformat() if day else None}
    return values


def output_state() -> dict[str, Any]:
    """The state chosen for an output."""
    state = request.form.get("tila", "")
    return {"state": state} if state in get_args(OutputEvent) else {}


VALUES: Final = {"correct": corrections, "output_state": output_state, "link": relation}


def last_entry(library: Library, target: str) -> str:
    """The id of the newest entry on a target, for telling whether somebody was quicker; empty when there is none."""
    return library.journal.last(target) or ""


def who() -> str:
    """The name the reader gave last."""
    return signature(str(session.get("kuka", "")))
