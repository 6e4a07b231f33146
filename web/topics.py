"""Topics: what meetings keep talking about, and a page for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from flask import Blueprint, Response

from kb.library import Library
from kb.model import AgendaItem, Decision, Meeting
from kb.results import Topic
from web import drawing, linked, notebook, papers, tables
from web.answers import answer
from web.doers import doers_of
from web.formats import collate
from web.language import _, ngettext
from web.open_library import current_library, nearest, state_of

bp = Blueprint("topics", __name__, url_prefix="/aiheet")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """All topics, the most handled first."""
    library = current_library()
    topics = by_handling(library.topics())
    return answer(
        "topics/index.html",
        topics,
        lambda: tables.topics(topics),
        topics=topics,
        names={one.slug: one.name for one in topics},
        section="topics",
    )


@bp.get("/<slug>")
def show(slug: str) -> Response | str:
    """One topic: decisions, items, outputs and people, over time."""
    library = nearest(lambda one: (topic.slug for topic in one.topics()), slug)
    topic = library.topic(slug)
    decisions = decisions_of(library, topic.decisions)
    in_force, waiting, others = by_state(decisions)
    held = set(topic.meetings)
    meetings = [meeting for meeting in library.meetings() if meeting.id in held]
    doers = Counter(name for decision in waiting for name in doers_of(decision)).most_common()
    items = items_of(library, topic.items)
    outputs = [output for output in library.outputs() if output.number in topic.outputs]
    people = [person for person in library.people() if person.slug in topic.people]
    rest = _("Muut päätökset") if in_force or waiting else _("Päätökset")
    groups = ((_("Voimassa nyt"), in_force), (_("Auki"), waiting), (rest, others))
    return answer(
        "topics/show.html",
        topic,
        paper=lambda: papers.topic(topic, groups, items, outputs, people, doers, state_of),
        linked=linked.topic(topic),
        topic=topic,
        decisions=decisions,
        groups=groups,
        doers=doers,
        years=drawing.calendar(drawing.handled(line_of(meetings, topic), _counted)),
        items=items,
        outputs=outputs,
        people=people,
        meetings=meetings,
        others=sorted((one for one in library.topics() if one.slug != topic.slug), key=lambda one: collate(one.name)),
        merges=notebook.merges(library, "merge_topics", topic.slug),
        who=notebook.who(),
        children=[other for other in library.topics() if other.parent in (topic.slug, topic.name)],
        state_of=state_of,
        section="topics",
    )


def decisions_of(library: Library, ids: tuple[str, ...]) -> list[Decision]:
    """The decisions with these ids, newest first; uncertain ones too, procedural ones not."""
    wanted = set(ids)
    return [
        decision
        for decision in library.decisions(confidence=("high", "medium", "low"))
        if decision.id in wanted and decision.kind != "procedural"
    ]


def by_state(decisions: Iterable[Decision]) -> tuple[list[Decision], list[Decision], list[Decision]]:
    """Decisions in force, those that wait for somebody, and the others, each in the order they were given."""
    groups: dict[str, list[Decision]] = {"in_force": [], "open": [], "": []}
    for decision in decisions:
        state = state_of(decision)
        code = state.code if state else ""
        groups["open" if code in ("open", "overdue") else code if code == "in_force" else ""].append(decision)
    return groups["in_force"], groups["open"], groups[""]


def line_of(meetings: Iterable[Meeting], topic: Topic) -> list[tuple[Meeting, int]]:
    """The topic's dated meetings, the oldest first, each with how many of its items speak of it."""
    items = set(topic.items)
    dated = sorted((meeting for meeting in meetings if meeting.date), key=lambda meeting: (meeting.date, meeting.id))
    return [(meeting, sum(item.id in items for item in meeting.items)) for meeting in dated]


def _counted(count: int) -> str:
    return ngettext("%(num)s kohta", "%(num)s kohtaa", count) if count else ""


def items_of(library: Library, ids: tuple[str, ...]) -> list[tuple[Meeting, AgendaItem]]:
    """The items with these ids and their meetings, newest first."""
    wanted = set(ids)
    return [(meeting, item) for meeting in library.meetings() for item in meeting.items if item.id in wanted]


def by_handling(topics: Iterable[Topic]) -> list[Topic]:
    """Topics in the order of how many meetings and items have handled them, then by the alphabet."""
    return sorted(topics, key=lambda topic: (-len(topic.meetings), -len(topic.items), collate(topic.name)))
