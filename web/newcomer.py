"""What a new member needs in the first hour: the pack of `kb.welcome` as a page and as a Word document."""

from __future__ import annotations

import datetime
from dataclasses import replace

from flask import Blueprint, Response, current_app, redirect
from werkzeug.wrappers import Response as BaseResponse

from kb.library import Library
from kb.results import url_of
from kb.welcome import pack as packs
from kb.welcome.pack import Coming, Pack, Reading, Reason
from web import notebook, papers, promises
from web.answers import address, answer
from web.formats import collate, date
from web.language import _, ngettext
from web.open_library import current_library, following_of, last_day, state_of

bp = Blueprint("newcomer", __name__, url_prefix="/uudelle")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """The pack for a new member."""
    library = packs.narrowed(current_library())
    pack = make_pack(library)
    return answer(
        "newcomer/index.html",
        as_data(pack),
        paper=lambda: papers.pack(pack, why, step, title, event, state_of),
        pack=pack,
        state_of=state_of,
        ended=last_day(library),
        following=following_of(library),
        why=why,
        step=step,
        title=title,
        event=event,
        who=notebook.who(),
        section="newcomer",
    )


@bp.get("/perehdytys.docx")
def word() -> BaseResponse:
    """Where the pack as a Word document was before every page had its forms."""
    return redirect(address("/uudelle", muoto="docx"), code=301)


def make_pack(library: Library) -> Pack:
    """The pack of the chosen body on this day, its words by the Finnish alphabet."""
    today: datetime.date = current_app.config["KB_TODAY"]()
    own = packs.narrowed(library)
    waiting, uncertain = promises.waiting(own)
    pack = packs.make(own, today, waiting, len(uncertain))
    return replace(pack, words=tuple(sorted(pack.words, key=lambda one: collate(one.word))))


def as_data(pack: Pack) -> dict[str, object]:
    """The pack for JSON."""
    return {
        "group": pack.group,
        "members": [{"name": m.person.name, "since": m.since, "meetings": m.meetings} for m in pack.members],
        "words": pack.words,
        "unexplained": pack.waiting,
        "outputs": [{"number": o.number, "title": o.title, "status": o.status} for o in pack.outputs],
        "decisions": [
            {"id": w.decision.id, "text": w.decision.text, "why": [why(reason) for reason in w.why]} for w in pack.decisions
        ],
        "open": pack.open,
        "reading": [
            {"title": title(one), "url": url_of("meeting", one.meeting.id), "why": step(one), "minutes": one.minutes}
            for one in pack.reading
        ],
    }


def why(reason: Reason) -> str:
    """Why a decision was chosen, in words."""
    if reason.code == "topic":
        return ngettext(
            "aihetta ”%(topic)s” on käsitelty %(num)s kokouksessa",
            "aihetta ”%(topic)s” on käsitelty %(num)s kokouksessa",
            reason.count,
            topic=reason.name,
        )
    if reason.code == "approved_output":
        return _("hyväksyi tuotoksen %(number)s", number=reason.name)
    if reason.code == "output":
        return _("koskee tuotosta %(number)s", number=reason.name)
    plain = {
        "replaced": _("korvasi aiemman päätöksen"),
        "open": _("vielä kesken"),
        "binds_many": _("sitoo useaa organisaatiota"),
    }
    return plain[reason.code]


def step(reading: Reading) -> str:
    """Why minutes are to be read, in words."""
    if reading.why == "weighty":
        return ngettext("%(num)s keskeinen päätös.", "%(num)s keskeistä päätöstä.", reading.decisions)
    plain = {
        "now": _("Mikä on ajankohtaista nyt."),
        "beginning": _("Mistä työ alkoi."),
        "course": _("Näin asiat ovat edenneet."),
    }
    return plain[reading.why]


def title(reading: Reading) -> str:
    """What the minutes are called."""
    meeting = reading.meeting
    return f"{meeting.title or meeting.body or meeting.id}, {date(meeting.date)}"


def event(coming: Coming) -> tuple[str, str]:
    """What comes, in words, and its address."""
    if coming.due is not None:
        return coming.due.text, url_of("decision", coming.due.id)
    return _("Kokous"), url_of("meeting", coming.meeting or "")
