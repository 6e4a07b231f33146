"""`/esityslista`: a draft is begun, written beside what the group has decided, kept by versions, and sent out as a document.

One form holds the whole draft; every button of the page saves it, so that it works without scripts and nothing typed is lost.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as BaseResponse

from files import sandbox
from kb.agenda import citations, comparison, desk
from kb.agenda.desk import Answer, ItemAnswer
from kb.agenda.draft import Draft, DraftItem
from kb.agenda.drafts import Drafts, Kept
from kb.agenda.handlings import Handling
from kb.agenda.matching import Reason, matcher_of
from kb.agenda.reading import of_document, of_text
from kb.agenda.texts import say
from kb.dates import format_date
from kb.errors import JournalConflict, NoSuch
from kb.library import Library
from kb.model import Decision
from web import search
from web.agenda import document
from web.answers import answer, json_response, wants_json
from web.language import language
from web.security import root_url
from web.shelf import library, whole_library

bp = Blueprint("agenda", __name__, url_prefix="/esityslista")

SUFFIXES: Final = (".docx", ".pdf", ".md", ".txt", ".html", ".htm", ".odt")
_MOST_ITEMS: Final = 200
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else saved while this reader was writing."""

    theirs: Kept


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """The drafts there are, and the ways to begin one."""
    shelf = library()
    return answer(
        "agenda/index.html",
        kept := drafts().all(),
        drafts=kept,
        bodies=shelf.info().bodies,
        suffixes=",".join(SUFFIXES),
        empty=request.args.get("tyhja"),
        section="agenda",
    )


@bp.post("")
@bp.post("/")
def begin() -> BaseResponse:
    """Makes a draft of what was pasted or sent, or of the group's standing items, and opens it."""
    shelf = library()
    body = request.form.get("toimielin") or (shelf.body.name if shelf.body else None)
    file = request.files.get("tiedosto")
    if request.form.get("tee") == "vakiokohdista":
        draft = desk.begin(shelf, body)
    elif file is not None and file.filename:
        draft = _read(file, shelf)
    else:
        draft = of_text(request.form.get("teksti", ""), shelf.info().bodies, shelf.settings.output_words)
    if not draft.items:
        return redirect("/esityslista?tyhja=1", code=303)
    day = search.day_in(request.form.get("paiva", ""))
    draft = replace(draft, date=day or draft.date, body=draft.body or body or _only(shelf), items=draft.items[:_MOST_ITEMS])
    return redirect(f"/esityslista/{drafts().add(draft, _who()).id}", code=303)


@bp.get("/<id>")
def show(id: str) -> Response | str:
    """A draft beside what is known of its items."""
    version = request.args.get("versio", type=int)
    return _page(drafts().get(id, version), old=version is not None)


@bp.post("/<id>")
def save(id: str) -> Response | BaseResponse | tuple[str, int] | str:
    """Saves the form and does what its button says. A conflict shows the reader's own text beside the other's version."""
    shelf = library()
    draft = _changed(form_draft(drafts().get(id).draft), request.form.get("tee", ""), shelf)
    seen = request.form.get("nahty", type=int) or 0
    try:
        kept = drafts().save(id, draft, _who(), seen=seen)
    except JournalConflict as error:
        theirs = drafts().get(id)
        if request.headers.get("HX-Request"):
            return render_template("agenda/_saved.html", conflict=Conflict(theirs), kept=theirs), 200
        mine = Kept(id, theirs.version, theirs.at, _who(), draft)
        page = _page(mine, conflict=Conflict(theirs))
        return page if isinstance(page, Response) else (page, error.http_status)
    if request.headers.get("HX-Request"):
        return render_template("agenda/_saved.html", kept=kept, conflict=None)
    place = request.form.get("tee", "").partition(":")[2].partition(":")[0]
    return redirect(f"/esityslista/{id}" + (f"#kohta-{place}" if place.isdecimal() else ""), code=303)


@bp.get("/<id>.docx")
def docx(id: str) -> Response:
    """The draft as a Word document; `liite=0` leaves the annex out."""
    sheet, name = _sheet(id)
    return _download(document.docx_of(sheet), _WORD, f"{name}.docx")


@bp.get("/<id>.md")
def markdown(id: str) -> Response:
    """The draft as Markdown; `liite=0` leaves the annex out."""
    sheet, name = _sheet(id)
    return _download(document.markdown_of(sheet).encode(), "text/markdown; charset=utf-8", f"{name}.md")


@bp.get("/<id>/vertailu")
def compare(id: str) -> Response | str:
    """The draft against the minutes of its meeting, once there are some."""
    shelf = library()
    kept = drafts().get(id)
    held = [
        one for one in shelf.meetings() if one.date is not None and (kept.draft.date is None or one.date >= kept.draft.date)
    ]
    wanted = request.args.get("kokous")
    meeting = shelf.meeting(wanted) if wanted else next((one for one in reversed(held) if one.date == kept.draft.date), None)
    found = comparison.compare(shelf, kept.draft, meeting) if meeting else None
    return answer(
        "agenda/compare.html", found, kept=kept, found=found, meetings=held or shelf.meetings()[:12], section="agenda"
    )


# --- reading ---


def drafts() -> Drafts:
    """The drafts of this corpus."""
    return Drafts.of(current_app.config["KB_SETTINGS"])


def _read(file: FileStorage, shelf: Library) -> Draft:
    """A sent file through a worker. Raises ExtractError."""
    name = Path(file.filename or "").name
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        abort(415)
    with tempfile.TemporaryDirectory(prefix="kb-luonnos-") as folder:
        path = Path(folder) / f"luonnos{suffix}"
        file.save(path)
        read = sandbox.read_one(path, name, shelf.settings)
    return of_document(read, shelf.info().bodies, shelf.settings.output_words)


def _only(shelf: Library) -> str | None:
    bodies = shelf.info().bodies
    return bodies[0] if len(bodies) == 1 else None


def _who() -> str:
    who = str(request.form.get("kuka", session.get("kuka", ""))).strip()[:80]
    session["kuka"] = who
    return who


def form_draft(before: Draft) -> Draft:
    """The draft that the form holds, in its order; references are kept by the place of their item."""
    form = request.form
    items = []
    for place in form.getlist("kohta")[:_MOST_ITEMS]:
        known = before.items[int(place)] if place.isdecimal() and int(place) < len(before.items) else None
        links = known.links if known else ()
        dropped = set(form.getlist(f"poista-viite-{place}"))
        items.append(
            DraftItem(
                number=known.number if known else "",
                title=form.get(f"otsikko-{place}", "").strip(),
                text="\n".join(line.rstrip() for line in form.get(f"teksti-{place}", "").splitlines()).strip(),
                presenter=form.get(f"esittelija-{place}", "").strip() or None,
                outputs=known.outputs if known else (),
                links=tuple(link for link in links if link[1] not in dropped),
            )
        )
    day = search.day_in(form.get("paiva", ""))
    title = form.get("nimi", "").strip()
    return replace(before, items=tuple(items), date=day or before.date, title=title or before.title)


def _changed(draft: Draft, wish: str, shelf: Library) -> Draft:
    """The draft after a button: `ylos:2`, `alas:2`, `poista:2`, `uusi`, `viite:2:ID`, `korjaa:2:N:ID`, `lisaa:ID`, `vakio:TITLE`."""
    what, _colon, rest = wish.partition(":")
    place, _colon, target = rest.partition(":")
    items = list(draft.items)
    here = int(place) if place.isdecimal() and int(place) < len(items) else None
    if what == "uusi":
        items.append(DraftItem("", ""))
    elif what == "vakio" and rest:
        items.insert(_before_closing(items), DraftItem("", rest[:300]))
    elif what == "lisaa":
        items.insert(_before_closing(items), _item_of(shelf.decision(rest), shelf))
    elif here is not None and what in ("ylos", "alas"):
        other = max(0, min(len(items) - 1, here + (-1 if what == "ylos" else 1)))
        items[here], items[other] = items[other], items[here]
    elif here is not None and what == "poista":
        del items[here]
    elif here is not None and what == "viite":
        items[here] = _with_reference(items[here], _handling(target, shelf), shelf)
    elif here is not None and what == "korjaa":
        items[here] = _with_correction(items[here], target, draft, shelf)
    return replace(draft, items=_numbered(items))


def _numbered(items: list[DraftItem]) -> tuple[DraftItem, ...]:
    """Items counted anew, unless they are all numbered in another way (§ 12, 4 a) and none is new or moved."""
    own = [item.number for item in items]
    if all(own) and any(not number.isdecimal() for number in own) and len(set(own)) == len(own):
        return tuple(items)
    return tuple(replace(item, number=str(number)) for number, item in enumerate(items, start=1))


def _before_closing(items: list[DraftItem]) -> int:
    """Where a new matter goes: before "Muut asiat" and the closing ones."""
    closing = ("muut asiat", "muita asioita", "seuraava kokous", "kokouksen päättä", "övriga ärenden", "any other business")
    place = next((n for n, item in enumerate(items) if item.title.lower().startswith(closing)), len(items))
    return place if place else len(items)


def _item_of(decision: Decision, shelf: Library) -> DraftItem:
    """A new item that takes up a forgotten promise or matter, with its reference."""
    handling = _handling(decision.id, shelf)
    item = DraftItem("", handling.item.title if not _general(handling) else decision.text[:120], outputs=decision.outputs)
    return _with_reference(replace(item, text=decision.text), handling, shelf)


def _general(handling: Handling) -> bool:
    from kb.agenda.vocabulary import is_general

    return is_general(handling.item.title)


def _handling(id: str, shelf: Library) -> Handling:
    found = next((one for one in matcher_of(shelf).handlings if one.id == id), None)
    if found is None:
        raise NoSuch(id=id)
    return found


def _with_reference(item: DraftItem, handling: Handling, shelf: Library) -> DraftItem:
    link = (citations.cite(handling, shelf.settings, language()), citations.address(handling))
    return item if link in item.links else replace(item, links=(*item.links, link))


def _with_correction(item: DraftItem, target: str, draft: Draft, shelf: Library) -> DraftItem:
    """The item with a wrong reference's date exchanged for the right one, and the reference added."""
    place, _colon, id = target.partition(":")
    handling = _handling(id, shelf)
    found = desk.answer(shelf, replace(draft, items=(item,)), draft.date).items[0].checks
    check = next((one for one in found if one.start == int(place or -1)), None) if place.isdecimal() else None
    if check is None:
        return item
    from kb.dates import find_dates

    for mention in find_dates(item.text, draft.date):
        if check.start <= mention.start < check.end:
            item = replace(item, text=item.text[: mention.start] + format_date(handling.date) + item.text[mention.end :])
            break
    return _with_reference(item, handling, shelf)


# --- showing ---


def _page(kept: Kept, *, old: bool = False, conflict: Conflict | None = None) -> Response | str:
    shelf = _shelf_of(kept)
    found = desk.answer(shelf, kept.draft, kept.draft.date, language())
    if wants_json():
        return json_response(desk.shape(found, shelf, language()))
    return render_template(
        "agenda/show.html",
        kept=kept,
        draft=kept.draft,
        found=found,
        old=old,
        conflict=conflict,
        versions=list(reversed(drafts().versions(kept.id)))[:12],
        cite=lambda handling: citations.cite(handling, shelf.settings, language()),
        cite_address=citations.address,
        reason=_reason,
        fault=lambda check: check.message(language()),
        time=lambda agreed: say(agreed.code, format_date(agreed.date, language()), language()),
        presenter=_presenter,
        is_in=_is_in,
        who=session.get("kuka", ""),
        section="agenda",
    )


def _shelf_of(kept: Kept) -> Library:
    """What a draft is answered from: its body's minutes alone where that body is chosen, else all of them."""
    shelf = library()
    own = shelf.body is not None and (kept.draft.body is None or kept.draft.body in shelf.body.names)
    return shelf if own else whole_library()


def _reason(reason: Reason) -> str:
    return say(reason.code, reason.text, language())


def _presenter(item: DraftItem) -> str:
    return "/".join(filter(None, (item.presenter, item.organisation)))


def _is_in(one: ItemAnswer, handling: Handling) -> bool:
    return any(address == citations.address(handling) for _text, address in one.item.links)


def _sheet(id: str) -> tuple[document.Sheet, str]:
    kept = drafts().get(id)
    shelf = _shelf_of(kept)
    found: Answer = desk.answer(shelf, kept.draft, kept.draft.date, language())
    annex = request.args.get("liite") != "0"
    sheet = document.sheet_of(found, shelf, language(), annex=annex, host=root_url())
    return sheet, "-".join(filter(None, ("esityslista", kept.draft.date.isoformat() if kept.draft.date else "")))


def _download(content: bytes, media_type: str, name: str) -> Response:
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
