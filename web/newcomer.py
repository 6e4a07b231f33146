"""What a new member needs in the first hour: what the group is, who is in it, its words, where things stand, what to read."""

from __future__ import annotations

import datetime
import re
import statistics
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flask import Blueprint, Response, current_app

from kb.finnish import split_sentences
from kb.library import Library
from kb.model import AgendaItem, Decision, Meeting
from kb.results import Body, Output, Person, Topic, url_of
from web import abbreviations, promises, search
from web.abbreviations import Explained
from web.answers import answer
from web.formats import collate, date
from web.language import _, ngettext
from web.security import root_url
from web.shelf import library, state_of

bp = Blueprint("newcomer", __name__, url_prefix="/uudelle")
TEN = 10
HOUR = 60
OF_ONE_YEAR = 3
# What a year of age takes from a decision's weight, and how short a text says nothing by itself.
A_YEAR = 0.8
FEW_WORDS = 4
_NOTHING = re.compile(
    r"\b(?:ei (?:tullut|ollut|esitetty|muita)|käytiin läpi\b(?!.*\b(?:hyväksy|päät))|inga tillägg|no (?:comments|additions))",
    re.IGNORECASE,
)
WORDS_A_MINUTE = 180
SUBSTANCE = {"decision": 3, "approval": 3, "agreement": 2, "election": 2, "rejected": 2, "postponed": 1, "assignment": 1}


_ORDER = ("chair", "vice_chair", "secretary", "convener", "member")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who has been at one of the latest meetings or is elected, and since when they have been seen, if at all."""

    person: Person
    since: datetime.date | None
    meetings: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A decision that matters and why it was chosen."""

    decision: Decision
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to read, why, and about how many minutes it takes."""

    title: str
    url: str
    why: str
    minutes: int


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """The pack for a new member."""
    pack = make_pack(library())
    return answer("newcomer/index.html", pack.as_data(), pack=pack, state_of=state_of, section="newcomer")


@bp.get("/perehdytys.docx")
def word() -> Response:
    """The same pack as a Word document."""
    from web import handbook

    content = handbook.write(make_pack(library()), root_url())
    response = Response(content, mimetype="application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    response.headers["Content-Disposition"] = "attachment; filename=perehdytys.docx"
    return response


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything a new member's page and document hold."""

    body: Body | None
    group: str | None
    bodies: tuple[Body, ...]
    meetings: tuple[Meeting, ...]
    interval: int | None
    tasks: tuple[tuple[Meeting, AgendaItem, str], ...]
    members: tuple[Member, ...]
    gone: tuple[Member, ...]
    words: tuple[Explained, ...]
    outputs: tuple[Output, ...]
    decisions: tuple[Weighed, ...]
    open: tuple[Decision, ...]
    uncertain: int
    coming: tuple[tuple[datetime.date, str, str], ...]
    reading: tuple[Reading, ...]

    def as_data(self) -> dict[str, object]:
        """The pack for JSON."""
        return {
            "group": self.group,
            "members": [{"name": m.person.name, "since": m.since, "meetings": m.meetings} for m in self.members],
            "words": self.words,
            "outputs": [{"number": o.number, "title": o.title, "status": o.status} for o in self.outputs],
            "decisions": [{"id": w.decision.id, "text": w.decision.text, "why": w.why} for w in self.decisions],
            "open": self.open,
            "reading": self.reading,
        }


def make_pack(shelf: Library) -> Pack:
    """The pack of one body, made from what is in the index now: the chosen one, else the group whose memory this is, else the
    one with most meetings; where there is but one, of everything."""
    today: datetime.date = current_app.config["KB_TODAY"]()
    bodies = tuple(body for body in shelf.bodies() if body.meetings)
    if shelf.body is None and len(bodies) > 1:
        own = next((body for body in bodies if shelf.settings.group in body.names), bodies[0])
        shelf = shelf.of(own.id)
    meetings = shelf.meetings()
    ids = frozenset(meeting.id for meeting in meetings)
    waiting, uncertain = promises.waiting(shelf)
    chosen = weigh(shelf, ids)[:TEN]
    members, gone = membership(shelf.people(), meetings)
    return Pack(
        shelf.body,
        shelf.info().group,
        bodies if len(bodies) > 1 else (),
        meetings,
        interval(meetings),
        tasks(meetings),
        members,
        gone,
        vocabulary(shelf, meetings),
        shelf.outputs(),
        chosen,
        tuple(waiting),
        len(uncertain),
        coming(shelf, today),
        reading(meetings, chosen),
    )


def interval(meetings: Iterable[Meeting]) -> int | None:
    """The usual number of days between meetings; None of fewer than three."""
    days = sorted({meeting.date for meeting in meetings if meeting.date})
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return round(statistics.median(gaps)) if len(gaps) > 1 else None


def tasks(meetings: Iterable[Meeting]) -> tuple[tuple[Meeting, AgendaItem, str], ...]:
    """What the first minutes say about the group's task: at most three sentences, the earliest first."""
    found = []
    for meeting in sorted(meetings, key=lambda one: one.date or datetime.date.max)[:4]:
        for item in meeting.items:
            for sentence in sentences(item.text):
                low = sentence.lower()
                if any(
                    word in low
                    for word in ("ryhmän tehtäv", "ryhmän tavoit", "tehtävänä on", "toimikau", "on asettanut", "asetti")
                ):
                    found.append((meeting, item, sentence))
                    if len(found) == 3:
                        return tuple(found)
    return tuple(found)


def sentences(text: str) -> Iterable[str]:
    """A text's sentences."""
    for line in text.split("\n"):
        for start, end in split_sentences(line):
            yield line[start:end]


def membership(people: Iterable[Person], meetings: tuple[Meeting, ...]) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Who has been at one of the three latest meetings or is elected for the time that goes on, and who no longer comes; each
    since their first meeting."""
    dates = {meeting.id: meeting.date for meeting in meetings}
    held = [meeting.id for meeting in meetings if meeting.attendees][:3]
    bodies = {meeting.body_id for meeting in meetings}
    latest = max((day for day in dates.values() if day), default=datetime.date.min)
    here: list[Member] = []
    gone: list[Member] = []
    for person in people:
        seen = [day for day in (dates.get(id) for id in person.attended) if day]
        own = [role for role in person.roles if role.body_id and role.body_id in bodies and role.role in ("member", "deputy")]
        elected = [role for role in own if role.since != role.to and role.holds(latest)]
        if not seen and not elected:
            continue
        member = Member(person, min(seen, default=None), len(seen))
        (here if elected or set(held) & {*person.attended, *person.absent} else gone).append(member)
    here.sort(key=lambda one: (_rank(one.person, bodies, held, dates), one.since or datetime.date.max))
    return tuple(here), tuple(gone)


def _rank(
    person: Person, bodies: Collection[str | None], held: Sequence[str], dates: Mapping[str, datetime.date | None]
) -> int:
    """The place in a list of members: who has led the latest meetings first, then deputies of the chair, then who wrote."""
    since = min((day for id in held if (day := dates.get(id))), default=datetime.date.max)
    now = [role.role for role in person.roles if role.body_id in bodies and role.holds(since)]
    return min((_ORDER.index(role) for role in now if role in _ORDER), default=len(_ORDER))


def vocabulary(shelf: Library, meetings: Iterable[Meeting]) -> tuple[Explained, ...]:
    """The group's words and abbreviations with their meanings, by the alphabet."""
    texts = (item.text for meeting in meetings for item in meeting.items)
    known = (*shelf.settings.organisations, *shelf.settings.synonyms)
    return tuple(sorted(abbreviations.explain(shelf.glossary(), texts, known), key=lambda one: collate(one.word)))


def weigh(shelf: Library, meetings: frozenset[str]) -> tuple[Weighed, ...]:
    """Decisions of substance that are still good, the weightiest first: at most two of one output or item title, and of one
    year at most three, as long as there are other years."""
    topics = {id: topic for topic in reversed(shelf.topics()) for id in topic.decisions}
    outputs = {output.number: output for output in shelf.outputs()}
    newest = max((d.date for d in shelf.decisions() if d.date and d.meeting in meetings), default=datetime.date.max)
    weighed_ones = (_weigh(shelf, d, topics, outputs, newest) for d in shelf.decisions() if d.meeting in meetings)
    found = sorted(weighed_ones, key=lambda w: (-w.score, -(w.decision.date or datetime.date.min).toordinal(), w.decision.id))
    taken: Counter[str] = Counter()
    of_year: Counter[int | None] = Counter()
    chosen: list[Weighed] = []
    rest: list[Weighed] = []
    for weighed in found:
        key = weighed.decision.outputs[0] if weighed.decision.outputs else (weighed.decision.item_title or weighed.decision.id)
        taken[key] += 1
        if taken[key] > 2 or weighed.score <= 0:
            continue
        year = weighed.decision.date.year if weighed.decision.date else None
        of_year[year] += 1
        (chosen if of_year[year] <= OF_ONE_YEAR else rest).append(weighed)
    return (*chosen, *rest)


def _weigh(
    shelf: Library, decision: Decision, topics: dict[str, Topic], outputs: dict[str, Output], newest: datetime.date
) -> Weighed:
    state = state_of(decision)
    if state.code in ("replaced", "struck", "lapsed") or decision.kind in ("noted", "procedural"):
        return Weighed(decision, 0, ())
    score, why = float(SUBSTANCE.get(decision.kind, 0)), []
    if not tells(decision):
        score -= 4
    if decision.date:
        score -= min(4.0, (newest - decision.date).days / 365 * A_YEAR)
    for number in decision.outputs:
        output = outputs.get(number)
        if output is not None and decision.kind == "approval" and output.status == "approved":
            score += 3
            why.append(_("hyväksyi tuotoksen %(number)s", number=number))
        elif output is not None:
            score += 1
            why.append(_("koskee tuotosta %(number)s", number=number))
    if decision.replaces:
        score += 3
        why.append(_("korvasi aiemman päätöksen"))
    topic = topics.get(decision.id)
    count = len(topic.meetings) if topic is not None else 0
    if topic is not None and count > 2:
        score += min(count, 8) / 2
        why.append(
            ngettext(
                "aihetta ”%(topic)s” on käsitelty %(num)s kokouksessa",
                "aihetta ”%(topic)s” on käsitelty %(num)s kokouksessa",
                count,
                topic=topic.name,
            )
        )
    if state.code in ("open", "overdue"):
        score += 1
        why.append(_("vielä kesken"))
    if len(decision.responsible) > 1:
        score += 1
        why.append(_("sitoo useaa organisaatiota"))
    return Weighed(decision, score, tuple(why[:3]))


def tells(decision: Decision) -> bool:
    """Whether the words say what was decided: they are not few, nor only that nothing came of going through something."""
    text = f"{decision.text} {decision.content or ''}"
    return len(text.split()) >= FEW_WORDS and _NOTHING.search(text) is None


def coming(shelf: Library, today: datetime.date) -> tuple[tuple[datetime.date, str, str], ...]:
    """What comes next: meetings and due dates from today on, the nearest first."""
    found: dict[tuple[datetime.date, str], str] = {}
    for meeting in (*shelf.meetings(kind="agenda"), *shelf.meetings()):
        if meeting.date and meeting.date >= today:
            found.setdefault((meeting.date, _("Kokous")), url_of("meeting", meeting.id))
        following = meeting.next_meeting
        if following and following.date and following.date >= today:
            found.setdefault((following.date, _("Kokous")), url_of("meeting", meeting.id))
    for decision in shelf.decisions(state=("open",)):
        if decision.due and decision.due.date and decision.due.date >= today:
            found[(decision.due.date, decision.text)] = url_of("decision", decision.id)
    return tuple((day, text, url) for (day, text), url in sorted(found.items()))


def reading(held: Iterable[Meeting], chosen: Iterable[Weighed]) -> tuple[Reading, ...]:
    """An order to read in, about an hour: the latest minutes, the first ones, then the meetings of the weightiest decisions."""
    meetings = [meeting for meeting in held if search.substance(meeting)]
    if not meetings:
        return ()
    weights: Counter[str] = Counter()
    for weighed in chosen:
        weights[weighed.decision.meeting] += 1
    order: list[tuple[Meeting, str]] = [(meetings[0], _("Mikä on ajankohtaista nyt."))]
    if len(meetings) > 1:
        order.append((meetings[-1], _("Mistä työ alkoi.")))
    heavy = sorted(meetings[1:-1], key=lambda one: (-weights[one.id], -(one.date or datetime.date.min).toordinal()))
    for meeting in heavy:
        if weights[meeting.id]:
            number = weights[meeting.id]
            order.append((meeting, ngettext("%(num)s keskeinen päätös.", "%(num)s keskeistä päätöstä.", number)))
    order += [(meeting, _("Näin asiat ovat edenneet.")) for meeting in meetings[1:-1] if not weights[meeting.id]]
    made, total = [], 0
    for meeting, why in order:
        minutes = max(2, round(sum(len(item.text.split()) for item in meeting.items) / WORDS_A_MINUTE))
        if total + minutes > HOUR:
            continue
        made.append(Reading(_title(meeting), url_of("meeting", meeting.id), why, minutes))
        total += minutes
    return tuple(made)


def _title(meeting: Meeting) -> str:
    return f"{meeting.title or meeting.body or meeting.id}, {date(meeting.date)}"
