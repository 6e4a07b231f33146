"""What is searched: passages.

A passage is the smallest thing that can be found: a decision, an output, an item's beginning, a piece of its
discussion, a slide or page of an attachment, a meeting, an attachment. `indexer.passages` cuts them, `indexer.write`
writes them, `kb.search.search` finds them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kb.model import DecisionKind, Where
from kb.results import HitKind


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that can be found, with what filters and facets ask about it.

    `id` is unique: the decision's, item's, meeting's or output's id, or "ITEM#2" and "PATH#3" for pieces and slides.
    `text` stands verbatim at `where`; `title` is the heading it stands under; `context` are words that are true of it but
    not in it (body, date, presenter, attachment labels), searched with little weight. `group` is shared by what is shown
    as one hit: the item's id, or the deck's path. `people` and `organisations` are slugs, `topics` slugs, `outputs`
    numbers, `attachments` labels. `decided` is a decision's kind and `low` that its confidence is, or that the text is an
    agenda's. `order` is its place in reading order within its group.
    """

    id: str
    kind: HitKind
    title: str
    text: str
    group: str
    meeting: str | None = None
    item: str | None = None
    date: datetime.date | None = None
    body: str | None = None
    where: Where | None = None
    language: str = "fi"
    ocr: bool = False
    decided: DecisionKind | None = None
    low: bool = False
    context: str = ""
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    order: int = 0
