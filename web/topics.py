"""Topics: what meetings keep talking about, and a page for each."""

from __future__ import annotations

from flask import Blueprint, Response

from kb.library import Library
from kb.model import AgendaItem, Decision, Meeting
from kb.results import Topic
from web import notebook, tables
from web.answers import answer
from web.formats import collate
from web.shelf import library, nearest, state_of

bp = Blueprint("topics", __name__, url_prefix="/aiheet")


@bp.get("/")
@bp.get("")
def index() -> Response | str:
    """All topics, the most handled first."""
    shelf = library()
    topics = shelf.topics()
    return answer("topics/index.html", topics, lambda: tables.topics(topics), topics=topics, section="topics")


@bp.get("/<slug>")
def show(slug: str) -> Response | str:
    """One topic: decisions, items, outputs and people, over time."""
    shelf = nearest(lambda one: (topic.slug for topic in one.topics()), slug)
    topic = shelf.topic(slug)
    return answer(
        "topics/show.html",
        topic,
        topic=topic,
        decisions=decisions_of(shelf, topic.decisions),
        items=items_of(shelf, topic.items),
        outputs=[output for output in shelf.outputs() if output.number in topic.outputs],
        people=[person for person in shelf.people() if person.slug in topic.people],
        meetings=[meeting for meeting in shelf.meetings() if meeting.id in set(topic.meetings)],
        others=sorted((one for one in shelf.topics() if one.slug != topic.slug), key=lambda one: collate(one.name)),
        merges=notebook.merges(shelf, "merge_topics", topic.slug),
        who=notebook.who(),
        children=[other for other in shelf.topics() if other.parent in (topic.slug, topic.name)],
        state_of=state_of,
        section="topics",
    )


def decisions_of(shelf: Library, ids: tuple[str, ...]) -> list[Decision]:
    """The decisions with these ids, newest first; uncertain ones too, procedural ones not."""
    wanted = set(ids)
    return [
        decision
        for decision in shelf.decisions(confidence=("high", "medium", "low"))
        if decision.id in wanted and decision.kind != "procedural"
    ]


def items_of(shelf: Library, ids: tuple[str, ...]) -> list[tuple[Meeting, AgendaItem]]:
    """The items with these ids and their meetings, newest first."""
    wanted = set(ids)
    return [(meeting, item) for meeting in shelf.meetings() for item in meeting.items if item.id in wanted]


def key(topic: Topic) -> int:
    """How much a topic has been handled."""
    return len(topic.items)
