"""Documents and attachments: the lists, the viewer that opens a file at its place, and the original to download."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

from flask import Blueprint, Response, abort, current_app, request, send_file

from files import pictures
from kb.document import Box, Document, Section
from kb.errors import NoSuch
from kb.library import Library
from kb.model import Attachment, Confidence, Decision, Meeting, Problem
from kb.results import DocumentInfo
from kb.settings import Settings
from web import document_cache, linked, overlay, rendering, tables
from web.answers import answer, first, whole
from web.door import note_read
from web.open_library import current_library, whole_library
from web.rendering import Mark

bp = Blueprint("documents", __name__)
# The id of the chosen place in a section's text: beside the picture the picture holds the address's anchor.
ANCHORS: Final = {"teksti": "nyt", "kuva": "nyt-teksti"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document that the reader may want to go to: characters of a section, and whose words they are."""

    section: Section
    start: int
    end: int
    ordinal: int = 0
    decision: Decision | None = None

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Where the words stand; none where the format has no boxes. A paragraph may go on over a page break."""
        return boxes_of(self.section, self.start, self.end)

    @property
    def page(self) -> int | None:
        """The page or slide on which the words begin."""
        return next((box.page for box in self.boxes), self.section.number)


@bp.get("/asiakirjat/")
@bp.get("/asiakirjat")
def index() -> Response | str:
    """Every file of the corpus, under its topmost folder."""
    library = current_library()
    folders: dict[str, list[DocumentInfo]] = {}
    for document in library.documents():
        folders.setdefault(document.path.partition("/")[0] if "/" in document.path else "", []).append(document)
    return answer(
        "documents/index.html",
        library.documents(),
        lambda: tables.documents(library.documents()),
        folders=sorted(folders.items(), reverse=True),
        problems=_problems(library),
        section="documents",
    )


def _problems(library: Library) -> dict[str | None, Problem]:
    return {problem.file: problem for problem in reversed(library.problems())}


@bp.get("/liitteet/")
@bp.get("/liitteet")
def attachments() -> Response | str:
    """Every attachment under its meeting, the missing and the late ones marked."""
    library = current_library()
    groups: dict[str | None, list[Attachment]] = {}
    for attachment in library.attachments():
        groups.setdefault(attachment.meeting, []).append(attachment)
    known = {meeting.id: meeting for meeting in library.meetings()}
    return answer(
        "documents/attachments.html",
        library.attachments(),
        lambda: tables.attachments(library.attachments()),
        groups=[(known.get(id or ""), group) for id, group in groups.items()],
        missing=sum(attachment.file is None for attachment in library.attachments()),
        late=sum(attachment.late for attachment in library.attachments()),
        section="documents",
    )


@bp.get("/liitteet/<path:id>")
def attachment(id: str) -> Response | str:
    """One attachment: which items refer to it, and whether it is there."""
    library = whole_library()
    found = library.attachment(id)
    meeting = _meeting(library, found.meeting)
    return answer(
        "documents/attachment.html",
        found,
        linked=linked.attachment(found),
        attachment=found,
        meeting=meeting,
        items=[item for item in meeting.items if item.number in found.items] if meeting else [],
        section="documents",
    )


def _meeting(library: Library, id: str | None) -> Meeting | None:
    try:
        return library.meeting(id) if id else None
    except NoSuch:
        return None


@bp.get("/asiakirjat/<path:path>")
def show(path: str) -> Response | str:
    """The document itself, at the page or slide asked for, with the decision or the words sought marked."""
    library = whole_library()
    info = info_of(library, path)
    if not info.read:
        problem = next((problem for problem in library.problems() if problem.file == path), None)
        return answer("documents/unread.html", info, document=info, problem=problem, section="documents")
    note_read(library, path)
    document = document_cache.document(library, path)
    found = places(library, document)
    number = whole("dia", 0, 0, 100_000) or whole("sivu", 0, 0, 100_000)
    chosen = choose(found, number)
    section = _section_at(document, number, chosen)
    return answer(
        "documents/show.html",
        document,
        linked=linked.document(info),
        document=document,
        info=info,
        part=section,
        paged=len(document.sections) > 1 or bool(section and section.number),
        meetings=_meetings(library, info, path),
        attachment=next((a for a in library.attachments() if a.file == path), None),
        queried=request.args.get("q", ""),
        section="documents",
        **_shown(document, section, found, chosen),
    )


def _section_at(document: Document, number: int, chosen: Place | None) -> Section | None:
    """The page or slide with a number, else the one of the chosen place, else the first; None in an empty document."""
    numbers = [number, *((chosen.page,) if chosen else ())]
    for wanted in filter(None, numbers):
        found = next((section for section in document.sections if section.number == wanted), None)
        if found is not None:
            return found
    return chosen.section if chosen else next(iter(document.sections), None)


def _shown(document: Document, section: Section | None, found: list[Place], chosen: Place | None) -> dict[str, Any]:
    """What the page draws of a section: its picture with what lies over it, or its text with the marks, and the way on."""
    renders = pictures.can_picture(document.media_type) and section is not None and section.number is not None
    view = first(request.args, "nakyma", ("kuva", "teksti")) if renders else "teksti"
    here = [place for place in found if place.section is section]
    return {
        "unit": "dia" if section is not None and section.label.startswith("dia") else "sivu",
        "view": view,
        "renders": renders,
        "zoom": whole("suurennos", 100, 100, 200),
        "layer": layer(document, section, found, chosen) if section and view == "kuva" else None,
        "nodes": rendering.nodes(section, marks_of(here, chosen, ANCHORS[view])) if section else (),
        "places": found,
        "here": here,
        "chosen": chosen,
        "now": found.index(chosen) if chosen in found else None,
    }


def _meetings(library: Library, info: DocumentInfo, path: str) -> list[Meeting]:
    """The meetings a document tells of, or those it is an attachment of."""
    ids = [*info.meetings, *(a.meeting for a in library.attachments() if a.file == path)]
    return [meeting for meeting in (_meeting(library, id) for id in dict.fromkeys(ids)) if meeting]


def info_of(library: Library, path: str) -> DocumentInfo:
    """What the index knows of a file. Raises NoSuch."""
    for document in library.documents():
        if document.path == path:
            return document
    raise NoSuch(id=path)


def places(library: Library, document: Document) -> list[Place]:
    """The places to mark, in reading order: where the query's words stand, or without a query the decisions."""
    query = request.args.get("q", "").strip()
    if query:
        matches = document_cache.marks(library, document.path, query)
        return [Place(section, match.start, match.end, number) for number, (section, match) in enumerate(matches, 1)]
    meetings = info_of(library, document.path).meetings or ("",)
    decisions = (*library.decisions(confidence=get_args(Confidence), meeting=meetings), *library.reported(document.path))
    found = [place for place in (locate(document, decision) for decision in decisions) if place]
    order = {id(section): index for index, section in enumerate(document.sections)}
    return sorted(found, key=lambda place: (order[id(place.section)], place.start))


def locate(document: Document, decision: Decision) -> Place | None:
    """Where a decision stands in this document: as its citation says, or in another format of the minutes by its words."""
    return _cited(document, decision) or _by_words(document, decision)


def _cited(document: Document, decision: Decision) -> Place | None:
    where = decision.where
    if where is None or where.document != document.path or where.start is None:
        return None
    section = next((section for section in document.sections if section.label == where.label), None)
    end = where.start if where.end is None else where.end
    return None if section is None else Place(section, where.start, end, 0, decision)


def _by_words(document: Document, decision: Decision) -> Place | None:
    words = decision.text.split()
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    for section in document.sections if words else ():
        if match := pattern.search(section.text):
            return Place(section, match.start(), match.end(), 0, decision)
    return None


def choose(found: list[Place], number: int) -> Place | None:
    """The place the reader has gone to: what the address names, else the first hit on the page or in the document."""
    wanted = request.args.get("paatos")
    if wanted:
        return next((place for place in found if place.decision and place.decision.id == wanted), None)
    if not request.args.get("q"):
        return None
    ordinal = whole("osuma", 0, 0, 1_000_000)
    if 0 < ordinal <= len(found):
        return found[ordinal - 1]
    return next((place for place in found if not number or place.page == number), None)


def marks_of(here: Iterable[Place], chosen: Place | None, anchor: str = "nyt") -> list[Mark]:
    """The marks of a section's places, the chosen one standing out and holding the anchor."""
    return [
        Mark(
            place.start,
            place.end,
            f"{'decision' if place.decision else 'hit'}{' now' if place is chosen else ''}",
            anchor if place is chosen else None,
        )
        for place in here
    ]


def boxes_of(section: Section, start: int, end: int) -> tuple[Box, ...]:
    """The boxes of the words between two characters of a section, one for each run of words on a line."""
    found: list[Box] = []
    offset = 0
    for block in section.blocks:
        for word in block.words:
            if word.start + offset < end and word.end + offset > start:
                found.append(word.box)
        offset += len(block.text) + 1
    return tuple(join(found))


@dataclass(frozen=True, slots=True)
class Letters:
    """Words that follow each other on a line of the page: their text and where they stand, in points."""

    text: str
    x: float
    y: float
    width: float
    size: float

    def joined(self, word: Letters) -> Letters | None:
        """These words with the next one; None where that stands on another line or farther away than a word does."""
        gap = word.x - self.x - self.width
        if abs(word.y - self.y) > 1 or abs(word.size - self.size) > 1 or not -0.1 * self.size < gap < 0.6 * self.size:
            return None
        return Letters(f"{self.text} {word.text}", self.x, self.y, word.x + word.width - self.x, self.size)


@dataclass(frozen=True, slots=True)
class Layer:
    """What lies over a page's picture, in points: the lines of words to select, and the boxes of the marked places."""

    width: float
    height: float
    words: tuple[Letters, ...]
    boxes: tuple[tuple[Box, bool], ...]


def layer(document: Document, section: Section, found: Iterable[Place], chosen: Place | None) -> Layer:
    """The layer over a page, with what goes on from the page before. Without measures an upright A4 page is taken."""
    words = (
        Letters(block.text[word.start : word.end], word.box.x0, word.box.y1, width, word.box.y1 - word.box.y0)
        for other in document.sections
        for block in other.blocks
        for word in block.words
        if word.box.page == section.number and (width := word.box.x1 - word.box.x0) > 0
    )
    boxes = tuple((box, place is chosen) for place in found for box in place.boxes if box.page == section.number)
    return Layer(section.width or 595.0, section.height or 842.0, tuple(lines(words)), boxes)


def lines(words: Iterable[Letters]) -> list[Letters]:
    """The words of a page, those that follow each other on a line made one.

    >>> [line.text for line in lines([Letters("Koko", 0, 9, 20, 9), Letters("rivi", 23, 9, 15, 9), Letters("sarake", 90, 9, 30, 9)])]
    ['Koko rivi', 'sarake']
    """
    made: list[Letters] = []
    for word in words:
        longer = made[-1].joined(word) if made else None
        if longer is None:
            made.append(word)
        else:
            made[-1] = longer
    return made


@bp.get("/asiakirjat-kuva/<path:path>")
def picture(path: str) -> Response:
    """A picture of a page or slide, or of a part of it (`alue`: x0,y0,x1,y1 in points)."""
    _library, info = _drawable(path)
    settings: Settings = current_app.config["KB_SETTINGS"]
    scale = {"pieni": 0.25, "iso": 3.0}.get(request.args.get("koko", ""), 2.0)
    file = pictures.render_page(settings, path, info.media_type, whole("sivu", 1, 1, 100_000), scale, area())
    response = send_file(file, mimetype="image/png", conditional=True)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@bp.get("/asiakirjat-merkit/<path:path>")
def marks(path: str) -> Response:
    """The marks over a slide's picture, as a picture: what the viewer's address asks to be marked, where the drawn slide has it."""
    library, info = _drawable(path)
    number = whole("dia", 1, 1, 100_000)
    found = places(library, document_cache.document(library, path))
    here = [place for place in found if place.section.number == number]
    chosen = choose(found, number)
    sheet = pictures.words_on(current_app.config["KB_SETTINGS"], path, info.media_type, number)
    stands = overlay.boxes(sheet, [place.section.text[place.start : place.end] for place in here])
    drawn = overlay.svg(sheet, ((own, place is chosen) for own, place in zip(stands, here, strict=True)))
    response = Response(drawn, mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _drawable(path: str) -> tuple[Library, DocumentInfo]:
    """The library and a document of which a picture can be made, its reading noted; 404 where there is none."""
    library = whole_library()
    info = info_of(library, path)
    real_path(path)
    note_read(library, path)
    if not pictures.can_picture(info.media_type):
        abort(404)
    return library, info


def area() -> tuple[float, float, float, float] | None:
    """The part of a page that the address asks for; None when it asks for none that makes sense."""
    try:
        x0, y0, x1, y1 = (max(0.0, min(5000.0, float(edge))) for edge in request.args.get("alue", "").split(","))
    except ValueError:
        return None
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def join(boxes: Iterable[Box]) -> list[Box]:
    """Boxes of words that follow each other on a line, made one."""
    made: list[Box] = []
    for box in boxes:
        last = made[-1] if made else None
        middle = (box.y0 + box.y1) / 2
        if last is not None and last.page == box.page and last.y0 < middle < last.y1 and box.x0 >= last.x0:
            made[-1] = Box(last.page, last.x0, min(last.y0, box.y0), max(last.x1, box.x1), max(last.y1, box.y1))
        else:
            made.append(box)
    return made


@bp.get("/asiakirjat-tiedosto/<path:path>")
def original(path: str) -> Response:
    """The file as it lies in the folder, always to be saved and never shown: what it holds is not ours to trust."""
    library = whole_library()
    info = info_of(library, path)
    note_read(library, path)
    response = send_file(
        real_path(path), mimetype=info.media_type, as_attachment=True, download_name=info.name, conditional=True
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def real_path(path: str) -> Path:
    """Where a file of the corpus lies. A path that leads out of the corpus, also by a link, is no such page."""
    settings: Settings = current_app.config["KB_SETTINGS"]
    root = settings.corpus.resolve()
    try:
        file = (root / path).resolve(strict=True)
    except OSError:
        abort(404)
    if not file.is_relative_to(root) or not file.is_file():
        abort(404)
    return file
