"""The register of decisions: a list to filter and sort, as cards or as a table, and a page for each decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from flask import Blueprint, Response, request

from files import pictures
from kb.citing import cite
from kb.document import Box
from kb.errors import NoSuch
from kb.library import Library
from kb.model import Attachment, Confidence, Decision, DecisionKind, Meeting
from kb.results import DecisionFilter, Similar, StateCode
from web import linked, names, notebook, papers, pasting, reading, tables, words
from web.answers import answer, first, whole
from web.chains import Matter, chain_of, decisions_of, steps
from web.days import day_in
from web.door import note_read
from web.formats import collate, date
from web.language import _, language
from web.open_library import ALL, PARAMETER, code_of, current_library, state_of

bp = Blueprint("decisions", __name__, url_prefix="/paatokset")
PAGE = 30
SORT_NAMES = {
    "uusin": "newest",
    "vanhin": "oldest",
    "maaraaika": "due",
    "laji": "kind",
    "vastuutaho": "organisation",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter with how many decisions it leaves, and whether it is on."""

    value: str
    name: str
    count: int
    on: bool


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """The decisions that the address's filters leave."""
    library = current_library()
    wanted = read_filter()
    found = library.decisions(wanted)
    page = whole("s", 1, 1, max(1, -(-len(found) // PAGE)))
    offset = (page - 1) * PAGE
    return answer(
        "decisions/index.html",
        found,
        lambda: tables.decisions(found, state_of),
        lambda: papers.register(found, library.meeting_of, state_of, *told(wanted)),
        decisions=found[offset : offset + PAGE],
        total=len(found),
        limit=PAGE,
        offset=offset,
        facets=facets(library, wanted),
        view=first(request.args, "nakyma", ("kortit", "taulukko")),
        sort=next(name for name, code in SORT_NAMES.items() if code == wanted.sort),
        state_of=state_of,
        filtered=any(
            request.args.get(name)
            for name in (
                "laji",
                "tila",
                "vuosi",
                "toimielin",
                "organisaatio",
                "tuotos",
                "aihe",
                "henkilo",
                "kokous",
                "alkaen",
                "asti",
                "varmuus",
            )
        ),
        uncertain=len(library.decisions(confidence=("low",))),
        section="decisions",
    )


def read_filter() -> DecisionFilter:
    """The filter that the address says. Values that mean nothing are left out."""
    years = request.args.getlist("vuosi")
    return DecisionFilter(
        kind=_codes("laji", DecisionKind),
        state=_codes("tila", StateCode),
        confidence=_codes("varmuus", Confidence) or ("high", "medium"),
        year=tuple(int(year) for year in years if year.isdecimal() and len(year) == 4),
        body=tuple(name for name in _texts(PARAMETER) if name != ALL),
        output=_texts("tuotos"),
        topic=_texts("aihe"),
        organisation=_texts("organisaatio"),
        person=_texts("henkilo"),
        meeting=_texts("kokous"),
        since=_day("alkaen"),
        until=_day("asti"),
        sort=SORT_NAMES.get(request.args.get("jarjestys", ""), "newest"),  # type: ignore[arg-type]
    )


def told(wanted: DecisionFilter) -> list[str]:
    """The filters that are on, in words, as the page shows them ticked."""
    rows = (
        (_("Laji"), [str(words.DECISIONS[code].name) for code in wanted.kind]),
        (_("Tila"), [str(words.STATES[code].name) for code in wanted.state if code in words.STATES]),
        (_("Vuosi"), list(map(str, wanted.year))),
        (_("Toimielin"), list(wanted.body)),
        (_("Vastuutaho"), list(wanted.organisation)),
        (_("Tuotos"), list(wanted.output)),
        (_("Aihe"), list(wanted.topic)),
        (_("Henkilö"), list(wanted.person)),
        (_("Kokous"), list(wanted.meeting)),
        (_("Aika"), [f"{date(wanted.since) if wanted.since else ''}–{date(wanted.until) if wanted.until else ''}"]),
    )
    return [f"{name}: {', '.join(values)}" for name, values in rows if any(value.strip("–") for value in values)]


def _codes(name: str, codes: Any) -> tuple[Any, ...]:
    """Those of a Literal's values that the address gives, in their own order."""
    given = request.args.getlist(name)
    return tuple(code for code in get_args(codes) if code in given)


def _texts(name: str) -> tuple[str, ...]:
    return tuple(value for value in request.args.getlist(name) if value.strip())


def _day(name: str) -> Any:
    return day_in(request.args.get(name, ""))


def facets(library: Library, wanted: DecisionFilter) -> list[tuple[str, str, list[Choice]]]:
    """Each filter with its values and how many decisions have them, counted with that filter itself left open."""
    left = library.left_open(wanted)
    kinds = Counter(decision.kind for decision in left["kind"])
    states = Counter(code for decision in left["state"] if (code := code_of(decision)))
    years = Counter(str(decision.date.year) for decision in left["year"] if decision.date)
    outputs = Counter(number for decision in left["output"] for number in decision.outputs)
    rows = [
        ("laji", _("Laji"), _choices(_named(kinds, words.DECISIONS), wanted.kind)),
        ("tila", _("Tila"), _choices(_named(states, words.STATES), wanted.state)),
        ("vuosi", _("Vuosi"), _choices(_as_they_are(sorted(years.items(), reverse=True)), map(str, wanted.year))),
        ("toimielin", _("Toimielin"), _choices(_bodies(left["body"], wanted), wanted.body)),
        ("tuotos", _("Tuotos"), _choices(_as_they_are(sorted(outputs.items())), wanted.output)),
        ("organisaatio", _("Vastuutaho"), _choices(_doers(left["organisation"], library), wanted.organisation)),
    ]
    return [row for row in rows if row[2]]


Counted = tuple[str, str, int]


def _named(counts: Counter[Any], names: Mapping[Any, words.Badge]) -> Iterable[Counted]:
    """Codes with their names, the most usual first."""
    return ((code, str(names[code].name), count) for code, count in counts.most_common())


def _as_they_are(counts: Iterable[tuple[str, int]]) -> Iterable[Counted]:
    return ((value, value, count) for value, count in counts)


def _bodies(decisions: Iterable[Decision], wanted: DecisionFilter) -> Iterable[Counted]:
    """The bodies with most decisions; none where there is only one and it is not asked for."""
    bodies = Counter(decision.body for decision in decisions if decision.body)
    return _as_they_are(bodies.most_common(12)) if len(bodies) > 1 or wanted.body else ()


def _doers(decisions: Iterable[Decision], library: Library) -> list[Counted]:
    """The organisations that have most to do."""
    ids = {decision.id for decision in decisions}
    counted = [(one.slug, one.name, len(ids.intersection(one.promised))) for one in library.organisations()]
    return sorted((row for row in counted if row[2]), key=lambda row: (-row[2], collate(row[1])))[:12]


def _choices(rows: Iterable[tuple[str, str, int]], on: Iterable[str]) -> list[Choice]:
    chosen = set(on)
    return [Choice(value, name, count, value in chosen) for value, name, count in rows]


@bp.get("/<path:id>")
def show(id: str) -> Response | str:
    """One decision: its words, what they rest on, where they stand and what became of them."""
    library = current_library()
    decision = library.decision(id)
    meeting = library.meeting_of(decision)
    note_read(library, *library.documents_of(decision))
    item = meeting.item(decision.item) if meeting else None
    previous, following = _neighbours(library, decision)
    chain, similar = chain_of(library, id), _similar(library, id)
    read = reading.read_item(item, meeting.decisions) if meeting and item else None
    attachments = attachments_of(decision, meeting)
    outputs = [output for output in library.outputs() if output.number in decision.outputs]
    later, earlier = decisions_of(library, decision.replaced_by), decisions_of(library, decision.replaces)
    state = state_of(decision)
    return answer(
        "decisions/show.html",
        decision,
        paper=lambda: papers.decision(
            decision, meeting, state, chain, (later, earlier), (outputs, attachments), read, state_of
        ),
        linked=linked.decision(decision, meeting, cite(decision, meeting, language())),
        decision=decision,
        meeting=meeting,
        item=item,
        read=read,
        state=state,
        attachments=attachments,
        outputs=outputs,
        steps=steps(chain, decision, meeting, library),
        similar=similar,
        candidates=candidates(library, decision, chain, similar),
        drawn=notebook.DRAWN,
        citation=cite(decision, meeting, language()),
        pasted=pasting.pasted(decision, cite(decision, meeting, language())),
        cut=cut_of(decision, library),
        chain=chain,
        history=library.history(id),
        seen=notebook.last_entry(library, id),
        who=notebook.who(),
        previous=previous,
        following=following,
        organisation_url=names.organisations(library),
        person_url=names.people(library),
        state_of=state_of,
        section="decisions",
    )


def _neighbours(library: Library, decision: Decision) -> tuple[Decision | None, Decision | None]:
    """The decision before it and the one after it, of the same meeting or report."""
    beside = library.beside(decision)
    place = [one.id for one in beside].index(decision.id)
    return beside[place - 1] if place else None, beside[place + 1] if place + 1 < len(beside) else None


@dataclass(frozen=True, slots=True)
class Cut:
    """A strip of the page on which a decision stands, with its boxes, all in points."""

    document: str
    page: int
    area: tuple[float, float, float, float]
    boxes: tuple[Box, ...]


def cut_of(decision: Decision, library: Library) -> Cut | None:
    """The strip of the page to show; None where the format has no pages, or its pages cannot be drawn."""
    where = decision.where
    if where is None or where.page is None:
        return None
    boxes = tuple(box for box in where.boxes if box.page == where.page)
    info = next((info for info in library.documents() if info.path == where.document), None)
    if not boxes or info is None or not pictures.can_picture(info.media_type):
        return None
    return Cut(where.document, where.page, _around(boxes), boxes)


def _around(boxes: Collection[Box]) -> tuple[float, float, float, float]:
    """A strip of a page with some room around the boxes: left, top, right and bottom in points."""
    top, bottom = min(box.y0 for box in boxes) - 36, max(box.y1 for box in boxes) + 36
    left, right = min(box.x0 for box in boxes) - 24, max(560.0, max(box.x1 for box in boxes) + 24)
    return max(0.0, left), max(0.0, top), right, bottom


def candidates(library: Library, decision: Decision, chain: Matter, similar: tuple[Similar, ...]) -> list[Decision]:
    """The decisions that this one may be linked to: of its matter and of those like it, the newest first."""
    ties = (*chain.earlier, *chain.later)
    items = {tie.item.id for tie in ties} | {item.id for _meeting, item in chain.line} | _ids_of(similar, "item")
    ids = {tie.decision.id for tie in ties if tie.decision} | _ids_of(similar, "decision")
    found = [one for one in library.decisions() if one.id in ids or one.id.rpartition("/")[0] in items]
    return [one for one in found if one.id != decision.id and one.kind != "procedural"]


def _ids_of(similar: Iterable[Similar], kind: str) -> set[str]:
    return {one.id for one in similar if one.kind == kind}


def attachments_of(decision: Decision, meeting: Meeting | None) -> tuple[Attachment, ...]:
    """The attachments the decision itself names, else those of its item."""
    if meeting is None:
        return ()
    own = tuple(a for a in meeting.attachments if a.label in decision.attachments)
    return own or tuple(a for a in meeting.attachments if decision.item in a.items)


def _similar(library: Library, id: str) -> tuple[Similar, ...]:
    try:
        return library.similar(id, 5)
    except NoSuch:
        return ()
