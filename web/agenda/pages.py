"""`/esityslista`: a draft is begun, written beside what the group has decided, kept by versions, and sent out as a document.

One form holds the whole draft; every button of the page saves it, so that it works without scripts and nothing typed is lost.
"""

from __future__ import annotations

import secrets
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlencode

from flask import Blueprint, Response, current_app, redirect, render_template, request, session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as BaseResponse

from files import sandbox
from kb.access.readers import allows
from kb.agenda import citations, comparison, desk
from kb.agenda.desk import Answer, ItemAnswer
from kb.agenda.draft import Draft, DraftItem
from kb.agenda.drafts import DraftConflict, Drafts, Kept
from kb.agenda.handlings import Handling
from kb.agenda.matching import Reason, matcher_of
from kb.agenda.merging import CHOICES, Choice, Merge, merge
from kb.agenda.reading import of_document, of_text
from kb.agenda.texts import say
from kb.dates import format_date
from kb.errors import ExtractError, NoSuch
from kb.library import Library
from kb.model import AgendaItem, Attachment, Meeting
from kb.slugs import slug
from web.agenda import document, editing
from web.agenda.difference import differing
from web.answers import answer, json_response, wants_json
from web.door import asking, signature
from web.language import language
from web.office import printing, word
from web.open_library import current_library, whole_library

bp = Blueprint("agenda", __name__, url_prefix="/esityslista")

SUFFIXES: Final = (".docx", ".pdf", ".md", ".txt", ".html", ".htm", ".odt")
# A draft's text is at most so many characters: some sixty pages.
MOST_TEXT: Final = 200_000
# So many bytes may a whole form be as it is sent: twice as much text, each letter in up to six bytes ("ä" is "%C3%A4").
MOST_FORM: Final = 2 * MOST_TEXT * 6
# The buttons that add an item.
_ADDING: Final = ("uusi", "vakio", "lisaa")
# What is told after a save, by the names in the address.
_NOTES: Final = (("paiva", "no_day"), ("puuttuu", "no_link"))


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """The drafts there are, and the ways to begin one."""
    body = current_library().body
    kept = tuple(one for one in drafts().all() if body is None or one.draft.body in (None, *body.names))
    if wants_json():
        return json_response(kept)
    return _index(kept)


@bp.post("")
@bp.post("/")
def begin() -> BaseResponse | tuple[str, int]:
    """Makes a draft of what was pasted or sent, or of the group's standing items, and opens it; else says what was wrong."""
    library = current_library()
    body = request.form.get("toimielin") or (library.body.name if library.body else None) or _only(library)
    day = request.form.get("paiva", "")
    file = request.files.get("tiedosto")
    if editing.is_no_day(day):
        return _refused("no_day", day)
    try:
        if request.form.get("tee") == "vakiokohdista":
            if body is None:
                return _refused("which_body")
            draft = desk.begin(library, body)
        elif file is not None and file.filename:
            draft = _read(file, library)
        else:
            text = request.form.get("teksti", "")
            if len(text) > MOST_TEXT:
                return _refused("too_long", f"{MOST_TEXT // 1000}", status=413)
            draft = of_text(text, library.info().bodies, library.settings.output_words)
    except ExtractError as error:
        return _refused("unreadable", error.text(language()), status=422)
    if not draft.items:
        return _refused("no_items", status=422)
    draft = citations.with_links(draft, matcher_of(library).handlings, library.settings)
    draft = replace(
        draft, date=editing.day_of(day) or draft.date, body=body or draft.body, items=draft.items[: editing.MOST_ITEMS]
    )
    return redirect(f"/esityslista/{drafts().add(draft, _who()).id}", code=303)


@bp.get("/<id>")
def show(id: str) -> Response | str:
    """A draft beside what is known of its items."""
    version = request.args.get("versio", type=int)
    kept = drafts().get(id, version)
    return _page(kept, seen=drafts().get(id).version, old=version is not None)


@bp.post("/<id>")
def save(id: str) -> Response | BaseResponse | tuple[str, int] | str:
    """Saves the form and does what its button says. A conflict overwrites nothing: the reader's own text is kept aside, and both
    are shown beside each other."""
    by_itself = bool(request.headers.get("HX-Request"))
    if sum(map(len, request.form.values())) > 2 * MOST_TEXT:
        most = f"{2 * MOST_TEXT // 1000}"
        text = say("too_long", most, language())
        return render_template("_refused.html", text=text, hint="") if by_itself else _refused("too_long", most, status=413)
    seen = request.form.get("nahty", type=int) or 0
    # What the form does not hold (references, numbers) is as it was in the version that it was made of.
    before = drafts().get(id, request.form.get("pohja", type=int) or seen)
    draft = typed = editing.form_draft(before.draft)
    wish, notes = request.form.get("tee", ""), {}
    try:
        draft = editing.changed(draft, wish, _library_of(before))
    except NoSuch as error:
        # What is written is saved all the same.
        notes["puuttuu"] = error.params["id"]
    if editing.is_no_day(request.form.get("paiva", "")):
        notes["paiva"] = request.form["paiva"]
    try:
        kept = drafts().save(id, draft, _who(), seen=seen, page=request.form.get("sivu", "")[:40])
    except DraftConflict as error:
        if by_itself:
            # The version that was seen stays what it was: saving again is a conflict again.
            return render_template("agenda/_saved.html", kept=replace(error.theirs, version=seen), conflict=error, note="")
        return _merge_page(id, error.mine), error.http_status
    if by_itself:
        note = say("no_day", notes["paiva"], language()) if "paiva" in notes else ""
        return render_template("agenda/_saved.html", kept=kept, conflict=None, note=note)
    place = _opened(wish, typed, draft)
    if place is not None:
        notes["auki"] = str(place)
    query = "?" + urlencode(notes) if notes else ""
    return redirect(f"/esityslista/{id}{query}" + (f"#kohta-{notes['auki']}" if "auki" in notes else ""), code=303)


@bp.get("/<id>/yhdistys/<int:number>")
def merging(id: str, number: int) -> str:
    """What was kept aside in a conflict beside the latest version, to choose from."""
    return _merge_page(id, drafts().aside(id, number))


@bp.post("/<id>/yhdistys/<int:number>")
def merge_chosen(id: str, number: int) -> BaseResponse | tuple[str, int]:
    """Saves what was chosen of the two texts; where somebody has saved again, the choice is made anew."""
    mine = drafts().aside(id, number)
    seen = request.form.get("nahty", type=int) or 0
    found = _merge(id, mine, drafts().get(id, seen))
    choices = {n: _choice(f"valinta-{n}", row.likely) for n, row in enumerate(found.rows)}
    try:
        drafts().save(id, found.merged(choices, _choice("paa", "mine")), _who(), seen=seen)
    except DraftConflict as error:
        return _merge_page(id, mine), error.http_status
    return redirect(f"/esityslista/{id}", code=303)


@bp.post("/<id>/poisto")
def remove(id: str) -> BaseResponse:
    """Removes a draft, or brings a removed one back: its versions stay in either case."""
    if request.form.get("tee") == "palauta":
        drafts().restore(id, _who())
    else:
        drafts().remove(id, _who(), seen=request.form.get("nahty", type=int) or 0)
    return redirect("/esityslista", code=303)


@bp.post("/<id>/nimi")
def rename(id: str) -> BaseResponse:
    """Gives a draft another title."""
    latest = drafts().get(id)
    title = request.form.get("nimi", "").strip()[:300] or None
    drafts().save(id, replace(latest.draft, title=title), _who(), seen=latest.version)
    return redirect("/esityslista", code=303)


@bp.get("/<id>.docx")
def docx(id: str) -> Response:
    """The draft as a Word document; `liite=0` leaves the annex out."""
    sheet, name = _sheet(id)
    return _download(_word(sheet), word.MEDIA_TYPE, f"{name}.docx")


@bp.get("/<id>.pdf")
def pdf(id: str) -> Response:
    """The same as PDF, where LibreOffice is installed."""
    sheet, name = _sheet(id)
    return _download(printing.pdf_of(_word(sheet)), "application/pdf", f"{name}.pdf")


@bp.get("/<id>.md")
def markdown(id: str) -> Response:
    """The draft as Markdown; `liite=0` leaves the annex out."""
    sheet, name = _sheet(id)
    return _download(document.markdown_of(sheet).encode(), "text/markdown; charset=utf-8", f"{name}.md")


@bp.get("/<id>.txt")
def mail(id: str) -> Response:
    """The draft as plain text for an e-mail."""
    sheet, _name = _sheet(id)
    return Response(document.text_of(sheet), content_type="text/plain; charset=utf-8")


@bp.get("/<id>/vertailu")
def compare(id: str) -> Response | str:
    """The draft against the minutes of its meeting, once there are some."""
    library = current_library()
    kept = drafts().get(id)
    held = [
        one for one in library.meetings() if one.date is not None and (kept.draft.date is None or one.date >= kept.draft.date)
    ]
    wanted = request.args.get("kokous")
    meeting = library.meeting(wanted) if wanted else next((one for one in reversed(held) if one.date == kept.draft.date), None)
    found = comparison.compare(library, kept.draft, meeting) if meeting else None
    return answer(
        "agenda/compare.html", found, kept=kept, found=found, meetings=held or library.meetings()[:12], section="agenda"
    )


# --- reading ---


def drafts() -> Drafts:
    """The drafts of this corpus that the reader may see."""
    return Held(current_app.config["KB_SETTINGS"].drafts_path)


class Held(Drafts):
    """The drafts of bodies whose material the reader sees, that lead to nothing that is hidden from them."""

    def _read(self, id: str) -> tuple[Kept, ...]:
        found = super()._read(id)
        return found if all(_shows(kept.draft) for kept in found) else ()


def _shows(draft: Draft) -> bool:
    reader = asking()
    if reader.owner:
        return True
    library = whole_library()
    bodies = frozenset((slug(draft.body),)) if draft.body else frozenset()
    if not allows(library.settings.access.audience("", bodies), reader, bodies):
        return False
    whole = current_app.extensions["open_library"].latest()
    ids = [unquote(address).partition("?")[0].split("/", 2)[-1] for item in draft.items for _text, address in item.links]
    return all(_is_there(library, id) or not _is_there(whole, id) for id in ids)


def _is_there(library: Library, id: str) -> bool:
    try:
        library.show(id)
    except NoSuch:
        return False
    return True


def _read(file: FileStorage, library: Library) -> Draft:
    """A sent file through a worker. Raises ExtractError."""
    name = Path(file.filename or "").name
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise ExtractError(name, "format_unknown")
    with tempfile.TemporaryDirectory(prefix="kb-luonnos-") as folder:
        path = Path(folder) / f"luonnos{suffix}"
        file.save(path)
        read = sandbox.read_one(path, name, library.settings)
    return of_document(read, library.info().bodies, library.settings.output_words)


def _only(library: Library) -> str | None:
    bodies = library.info().bodies
    return bodies[0] if len(bodies) == 1 else None


def _who() -> str:
    who = signature(str(request.form.get("kuka", session.get("kuka", ""))))
    session["kuka"] = who
    return who


# --- showing ---


def _index(kept: tuple[Kept, ...], wrong: str = "") -> str:
    return render_template(
        "agenda/index.html",
        drafts=[one for one in kept if not one.removed],
        removed=[one for one in kept if one.removed],
        body_names=current_library().info().bodies,
        suffixes=",".join(SUFFIXES),
        wrong=wrong,
        most=MOST_TEXT,
        form=request.form,
        unsure=_unsure(current_library()),
        section="agenda",
    )


def _refused(code: str, text: str = "", *, status: int = 400) -> tuple[str, int]:
    """The page to begin at with what was wrong, and what was written still in it."""
    return _index(drafts().all(), say(code, text, language())), status


def _merge(id: str, mine: Kept, theirs: Kept) -> Merge:
    return merge(drafts().get(id, mine.aside).draft, mine.draft, theirs.draft)


def _merge_page(id: str, mine: Kept) -> str:
    theirs = drafts().get(id)
    return render_template(
        "agenda/merge.html",
        mine=mine,
        theirs=theirs,
        found=_merge(id, mine, theirs),
        parts=differing,
        presenter=_presenter,
        section="agenda",
    )


def _choice(name: str, usual: Choice) -> Choice:
    return next((choice for choice in CHOICES if choice == request.form.get(name)), usual)


def _opened(wish: str, before: Draft, after: Draft) -> int | None:
    """The place of the item that a button was of, or that it added: it is open on the page that follows."""
    what, _colon, rest = wish.partition(":")
    place = rest.partition(":")[0]
    if what in _ADDING:
        return editing.touched(before, after)
    if not place.isdecimal():
        return None
    step = {"ylos": -1, "alas": 1}.get(what, 0)
    return max(0, min(len(after.items) - 1, int(place) + step))


def _page(kept: Kept, *, seen: int, old: bool = False) -> Response | str:
    library = _library_of(kept)
    found = desk.answer(library, kept.draft, kept.draft.date, language())
    if wants_json():
        return json_response(desk.shape(found, library, language()))
    wrong = [(say(code, request.args[name], language())) for name, code in _NOTES if name in request.args]
    return render_template(
        "agenda/show.html",
        kept=kept,
        seen=seen,
        page=secrets.token_hex(8),
        draft=kept.draft,
        found=found,
        old=old,
        wrong=wrong,
        opened=request.args.get("auki", type=int),
        body_names=library.info().bodies,
        can_print=printing.is_possible(),
        asides=drafts().asides(kept.id),
        versions=list(reversed(drafts().versions(kept.id)))[:12],
        cite=lambda handling: citations.cite(handling, library.settings, language()),
        cite_address=citations.address,
        reason=_reason,
        fault=lambda check: check.message(language()),
        time=lambda agreed: say(agreed.code, format_date(agreed.date, language()), language()),
        presenter=_presenter,
        is_in=_is_in,
        spoken_of=lambda attachment: _spoken_of(attachment, library),
        state_of=library.states_on(kept.draft.date or current_app.config["KB_TODAY"]()),
        unsure=_unsure(library),
        who=signature(session.get("kuka", "")),
        section="agenda",
    )


def _spoken_of(attachment: Attachment, library: Library) -> tuple[Meeting | None, tuple[AgendaItem, ...]]:
    """The meeting that refers to an attachment, and the items it was of."""
    if attachment.meeting is None:
        return None, ()
    meeting = library.meeting(attachment.meeting)
    return meeting, tuple(item for item in meeting.items if item.number in attachment.items)


def _unsure(library: Library) -> int:
    """How many claims about earlier decisions wait to be checked."""
    return len(library.unsure(current_app.config["KB_TODAY"]()))


def _library_of(kept: Kept) -> Library:
    """What a draft is answered from: the minutes of the body that it names, of the chosen one where it names none, else all."""
    if kept.draft.body is None:
        return current_library()
    try:
        return whole_library().of(kept.draft.body)
    except NoSuch:
        return whole_library()


def _reason(reason: Reason) -> str:
    return say(reason.code, reason.text, language())


def _presenter(item: DraftItem) -> str:
    return "/".join(filter(None, (item.presenter, item.organisation)))


def _is_in(one: ItemAnswer, handling: Handling) -> bool:
    return any(address == citations.address(handling) for _text, address in one.item.links)


def _sheet(id: str) -> tuple[document.Sheet, str]:
    kept = drafts().get(id)
    library = _library_of(kept)
    found: Answer = desk.answer(library, kept.draft, kept.draft.date, language())
    annex = request.args.get("liite") != "0"
    sheet = document.sheet_of(found, library, language(), annex=annex)
    return sheet, "-".join(filter(None, ("esityslista", kept.draft.date.isoformat() if kept.draft.date else "")))


def _word(sheet: document.Sheet) -> bytes:
    return word.docx_of(document.paper_of(sheet), whole_library().settings.agenda_template)


def _download(content: bytes, media_type: str, name: str) -> Response:
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
