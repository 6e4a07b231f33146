"""What a new member needs in the first hour, as knowledge: who is in the group, what it is for, its words, where things stand and
what to read. Codes and values; a face makes sentences of them."""

from __future__ import annotations

import datetime
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final, Literal

from kb.dates import find_dates
from kb.finnish import split_sentences
from kb.library import Library
from kb.model import AgendaItem, Decision, Meeting
from kb.results import Body, Output, Person, Role, Topic
from kb.welcome import abbreviations
from kb.welcome.abbreviations import Explained

TEN = 10
WAITING = 15
HOUR = 60
OF_ONE_YEAR = 3
# What a year of age takes from a decision's weight, and how short a text says nothing by itself.
A_YEAR = 0.8
FEW_WORDS = 4
_NOTHING = re.compile(
    r"\b(?:ei (?:tullut|ollut|esitetty|muita)|käytiin läpi\b(?!.*\b(?:hyväksy|päät))|inga tillägg|no (?:comments|additions))",
    re.IGNORECASE,
)
# "Ryhmän tehtävä" is its own; "tilastoryhmän tehtävä" is its own where it is called so.
_TASK = re.compile(r"\b(?P<whose>\w*ryhmä)n (?:tehtäv|tavoit)|tehtävänä on|toimikau|on asettanut|asetti", re.IGNORECASE)
# The beginning of a group's name, in whatever form it stands.
_GROUP: Final = re.compile(r"\b(\w{3,}ryhm)ä", re.IGNORECASE)
# States of what binds nobody any more.
_OVER: Final = frozenset(("replaced", "struck", "lapsed", "spent", "done", "handled", "noted"))
WORDS_A_MINUTE = 180
SUBSTANCE: Final = {"decision": 3, "approval": 3, "agreement": 2, "election": 2, "rejected": 2, "postponed": 1, "assignment": 1}


_ELECTED = ("member", "deputy")
_ORDER = ("chair", "vice_chair", "secretary", "convener", "member")


# Why a decision was chosen: what it did to an output, that it replaced another, how often its topic has come up, and the like.
ReasonCode = Literal["approved_output", "output", "replaced", "topic", "open", "binds_many"]
# Why minutes are to be read: the latest, the first, those of weighty decisions, the others.
ReadingCode = Literal["now", "beginning", "weighty", "course"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a decision matters: a code, the output or topic it names, and a number."""

    code: ReasonCode
    name: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who has been at one of the latest meetings or is elected, since when they have been seen, if at all, and the roles
    that they have had at the latest meetings or have for the time to come."""

    person: Person
    since: datetime.date | None
    meetings: int
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A decision that matters and why it was chosen."""

    decision: Decision
    score: float
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Minutes to read, why, how many weighty decisions they hold, and about how many minutes it takes."""

    meeting: Meeting
    why: ReadingCode
    decisions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Coming:
    """A day to come: what is due, or else the meeting; and the id of the meeting whose minutes say so, None where a report does."""

    day: datetime.date
    meeting: str | None
    due: Decision | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything a new member's page and document hold. `waiting` are words that the group uses and nobody has explained."""

    body: Body | None
    group: str | None
    bodies: tuple[Body, ...]
    meetings: tuple[Meeting, ...]
    interval: int | None
    tasks: tuple[tuple[Meeting, AgendaItem, str], ...]
    members: tuple[Member, ...]
    gone: tuple[Member, ...]
    words: tuple[Explained, ...]
    waiting: tuple[str, ...]
    outputs: tuple[Output, ...]
    decisions: tuple[Weighed, ...]
    open: tuple[Decision, ...]
    uncertain: int
    coming: tuple[Coming, ...]
    reading: tuple[Reading, ...]


def make(library: Library, today: datetime.date, open: Iterable[Decision] = (), uncertain: int = 0) -> Pack:
    """The pack of one body, made from what is in the index now: the chosen one, else the group whose memory this is, else the
    one with most meetings; where there is but one, of everything. `open` are its promises, `uncertain` how many more there may be."""
    bodies = tuple(body for body in library.bodies() if body.meetings)
    meetings = library.meetings()
    chosen = weigh(library, frozenset(meeting.id for meeting in meetings), today)[:TEN]
    members, gone = membership(library.people(), meetings)
    return Pack(
        library.body,
        library.info().group,
        bodies if len(bodies) > 1 else (),
        meetings,
        interval(meetings),
        tasks(meetings),
        members,
        gone,
        vocabulary(library, meetings),
        tuple(term.term for term in library.unexplained()[:WAITING]),
        library.outputs(),
        chosen,
        tuple(open),
        uncertain,
        coming(library, today),
        reading(meetings, chosen),
    )


def narrowed(library: Library) -> Library:
    """The library of the body whose pack is made: see `make`."""
    bodies = tuple(body for body in library.bodies() if body.meetings)
    if library.body is not None or len(bodies) < 2:
        return library
    return library.of(next((body for body in bodies if library.settings.group in body.names), bodies[0]).id)


def substance(meeting: Meeting) -> list[Decision]:
    """The meeting's decisions that are about its matters: neither procedural nor uncertain."""
    return [decision for decision in meeting.decisions if decision.confidence != "low" and decision.kind != "procedural"]


def interval(meetings: Iterable[Meeting]) -> int | None:
    """The usual number of days between meetings; None of fewer than three."""
    days = sorted({meeting.date for meeting in meetings if meeting.date})
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return round(statistics.median(gaps)) if len(gaps) > 1 else None


def tasks(meetings: Iterable[Meeting]) -> tuple[tuple[Meeting, AgendaItem, str], ...]:
    """What the first minutes say about the group's task: at most three sentences, the earliest first; words that only lead a
    list bring the list with them."""
    found = []
    for meeting in sorted(meetings, key=lambda one: one.date or datetime.date.max)[:4]:
        for item in meeting.items:
            lines = item.text.split("\n")
            for place, line in enumerate(lines):
                before = "\n".join(lines[:place])
                for sentence in (one for one in sentences(line) if _tells_task(one, meeting.body or "", before)):
                    below = lines[place + 1 : place + 6] if sentence.rstrip().endswith(":") else ()
                    found.append((meeting, item, " ".join((sentence.strip(), *_list(below)))))
    return tuple(found[:3])


def _tells_task(sentence: str, body: str, before: str = "") -> bool:
    """Whether a sentence says what a body is for; `before` is what leads to it, which may be of another group.

    >>> _tells_task("Ryhmän tehtävänä on ohjata työtä.", "Rantaryhmä"), _tells_task("Käytiin läpi venetyöryhmän tehtävät.", "Rantaryhmä")
    (True, False)
    >>> _tells_task("Ryhmän tehtävät: laskea veneet.", "Rantaryhmä", "Veneryhmään on ilmoittautunut kolme.")
    False
    """
    found = _TASK.search(sentence)
    if found is None:
        return False
    whose = (found["whose"] or "").lower()
    if whose == "ryhmä":
        whose = next((group.lower() for group in reversed(_GROUP.findall(before))), "")
    return whose in body.lower()


def _list(lines: Iterable[str]) -> Iterable[str]:
    """The entries of a list up to the first line that is none of it."""
    return takewhile(lambda line: not line[:1].isupper(), (line.strip(" -–•*") for line in lines if line.strip()))


def sentences(text: str) -> Iterable[str]:
    """A text's sentences."""
    for line in text.split("\n"):
        for start, end in split_sentences(line):
            yield line[start:end]


def membership(people: Iterable[Person], meetings: tuple[Meeting, ...]) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Who has been at one of the three latest meetings or is elected for the time that goes on, and who no longer comes; each
    since their first meeting."""
    body = _Sitting(meetings)
    found = [(person, member) for person in people if (member := body.member(person))]
    here = [member for person, member in found if body.goes_on(person)]
    gone = [member for person, member in found if not body.goes_on(person)]
    here.sort(key=lambda one: (_rank(one), one.since or datetime.date.max))
    return tuple(here), tuple(gone)


class _Sitting:
    """A body as its meetings show it: who was at them, and who is elected for the time of the latest."""

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        self.dates = {meeting.id: meeting.date for meeting in meetings}
        self.bodies = {meeting.body_id for meeting in meetings}
        self.latest_held = [meeting.id for meeting in meetings if meeting.attendees][:3]
        self.latest_day = max((day for day in self.dates.values() if day), default=datetime.date.min)

    def member(self, person: Person) -> Member | None:
        """Somebody with their first meeting, how many there were, and their roles now; None who was at none and is not elected."""
        seen = [day for day in map(self.dates.get, person.attended) if day]
        if not seen and not self.is_elected(person):
            return None
        return Member(person, min(seen, default=None), len(seen), self._roles(person))

    def goes_on(self, person: Person) -> bool:
        """Whether somebody is named in one of the latest meetings, or elected for their time."""
        return self.is_elected(person) or not {*person.attended, *person.absent}.isdisjoint(self.latest_held)

    def is_elected(self, person: Person) -> bool:
        """Whether a term of office, with a beginning and an end, holds."""
        own = [role for role in person.roles if role.body_id and role.body_id in self.bodies and role.role in _ELECTED]
        return any(role.since != role.to and role.holds(self.latest_day) for role in own)

    def _roles(self, person: Person) -> tuple[Role, ...]:
        since = min((day for id in self.latest_held if (day := self.dates.get(id))), default=datetime.date.max)
        return tuple(role for role in person.roles if role.body_id in self.bodies and role.holds(since))


def _rank(member: Member) -> int:
    """The place in a list of members: who leads first, then deputies of the chair, then who writes."""
    return min((_ORDER.index(role.role) for role in member.roles if role.role in _ORDER), default=len(_ORDER))


def vocabulary(library: Library, meetings: Iterable[Meeting]) -> tuple[Explained, ...]:
    """The group's words and abbreviations with their meanings; outputs, which are told apart, are none."""
    texts = (item.text for meeting in meetings for item in meeting.items)
    known = (*library.settings.organisations, *library.settings.synonyms)
    outputs = {output.number for output in library.outputs()}
    terms = (term for term in library.glossary() if term.term.rpartition(" ")[2] not in outputs)
    return tuple(sorted(abbreviations.explain(terms, texts, known), key=lambda one: one.word.casefold()))


def weigh(library: Library, meetings: frozenset[str], today: datetime.date) -> tuple[Weighed, ...]:
    """Decisions of substance that are still good, the weightiest first: at most two of one output or item title, and of one
    year at most three, as long as there are other years."""
    topics = {id: topic for topic in reversed(library.topics()) for id in topic.decisions}
    outputs = {output.number: output for output in library.outputs()}
    own = [decision for decision in library.decisions() if decision.meeting in meetings]
    newest = max((decision.date for decision in own if decision.date), default=datetime.date.max)
    states = {decision.id: state.code for decision in own if (state := library.state(decision, today))}
    found = [_weigh(one, states.get(one.id), topics, outputs, newest) for one in _binding(own, states, today)]
    found.sort(key=lambda w: (-w.score, -(w.decision.date or datetime.date.min).toordinal(), w.decision.id))
    return _mixed(found)


def _mixed(found: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """The weightiest with no more than a few of one matter and one year before others."""
    taken: Counter[str] = Counter()
    of_year: Counter[int | None] = Counter()
    chosen: list[Weighed] = []
    rest: list[Weighed] = []
    for weighed in found:
        key = _matter_of(weighed.decision)
        taken[key] += 1
        if taken[key] > 2 or weighed.score <= 0:
            continue
        year = weighed.decision.date.year if weighed.decision.date else None
        of_year[year] += 1
        (chosen if of_year[year] <= OF_ONE_YEAR else rest).append(weighed)
    return (*chosen, *rest)


def _matter_of(decision: Decision) -> str:
    """What a decision is of: its output, else its item's title."""
    return decision.outputs[0] if decision.outputs else decision.item_title or decision.id


def _binding(decisions: Iterable[Decision], states: Mapping[str, str], today: datetime.date) -> Iterable[Decision]:
    return (decision for decision in decisions if not _is_past(decision, states.get(decision.id), today))


def _is_past(decision: Decision, state: str | None, today: datetime.date) -> bool:
    """Whether a decision binds nobody any more or tells nothing: replaced, done or over, work of which nothing is heard, a plan for
    days that have gone by."""
    if state in _OVER or decision.kind in ("noted", "procedural"):
        return True
    if decision.nature == "task" and state not in ("open", "overdue"):
        return True
    day = decision.date
    planned = (
        [mention.last for mention in find_dates(decision.text, day) if day and mention.first > day] if state is None else []
    )
    return bool(planned) and max(planned) < today


def _weigh(
    decision: Decision, state: str | None, topics: dict[str, Topic], outputs: dict[str, Output], newest: datetime.date
) -> Weighed:
    score = float(SUBSTANCE.get(decision.kind, 0)) - (0 if tells(decision) else 4)
    if decision.date:
        score -= min(4.0, (newest - decision.date).days / 365 * A_YEAR)
    reasons = [*_of_outputs(decision, outputs), *_of_course(decision, state, topics.get(decision.id))]
    return Weighed(decision, score + sum(worth for worth, _ in reasons), tuple(reason for _, reason in reasons[:3]))


def _of_outputs(decision: Decision, outputs: Mapping[str, Output]) -> Iterable[tuple[float, Reason]]:
    for output in (outputs[number] for number in decision.outputs if number in outputs):
        if decision.kind == "approval" and output.status == "approved":
            yield 3, Reason("approved_output", output.number)
        else:
            yield 1, Reason("output", output.number)


def _of_course(decision: Decision, state: str | None, topic: Topic | None) -> Iterable[tuple[float, Reason]]:
    if decision.replaces:
        yield 3, Reason("replaced")
    if topic is not None and len(topic.meetings) > 2:
        yield min(len(topic.meetings), 8) / 2, Reason("topic", topic.name, len(topic.meetings))
    if state in ("open", "overdue"):
        yield 1, Reason("open")
    if len(decision.responsible) > 1:
        yield 1, Reason("binds_many")


def tells(decision: Decision) -> bool:
    """Whether the words say what was decided: they are not few, nor only that nothing came of going through something."""
    text = f"{decision.text} {decision.content or ''}"
    return len(text.split()) >= FEW_WORDS and _NOTHING.search(text) is None


def coming(library: Library, today: datetime.date) -> tuple[Coming, ...]:
    """What comes next: meetings and due dates from today on, the nearest first."""
    found: dict[tuple[datetime.date, str], Coming] = {}
    for meeting in (*library.meetings(kind="agenda"), *library.meetings()):
        following = meeting.next_meeting.date if meeting.next_meeting else None
        for day in (meeting.date, following):
            if day and day >= today:
                found.setdefault((day, ""), Coming(day, meeting.id))
    for decision in library.decisions(state=("open",)):
        if decision.due and decision.due.date and decision.due.date >= today:
            found[(decision.due.date, decision.text)] = Coming(decision.due.date, decision.meeting, decision)
    return tuple(coming for _, coming in sorted(found.items(), key=lambda pair: pair[0]))


def reading(held: Iterable[Meeting], chosen: Iterable[Weighed]) -> tuple[Reading, ...]:
    """An order to read in, about an hour: the latest minutes, the first ones, then the meetings of the weightiest decisions."""
    meetings = [meeting for meeting in held if substance(meeting)]
    weights = Counter(weighed.decision.meeting for weighed in chosen)
    order: list[tuple[Meeting, ReadingCode]] = [(meeting, "now") for meeting in meetings[:1]]
    order += [(meeting, "beginning") for meeting in meetings[1:][-1:]]
    between = sorted(meetings[1:-1], key=lambda one: (-weights[one.id], -(one.date or datetime.date.min).toordinal()))
    order += [(meeting, "weighty" if weights[meeting.id] else "course") for meeting in between]
    made, total = [], 0
    for meeting, why in order:
        minutes = max(2, round(sum(len(item.text.split()) for item in meeting.items) / WORDS_A_MINUTE))
        if total + minutes <= HOUR:
            made.append(Reading(meeting, why, weights[meeting.id], minutes))
            total += minutes
    return tuple(made)
