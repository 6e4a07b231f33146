"""The minutes as handlings: each decision with the words it stands among, and what an item says where nothing was decided.

A meeting's "Muut asiat" holds many matters: a handling is one of them. It is what an item of a draft is compared with.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kb.model import AgendaItem, Decision, Meeting

# An outcome without a decision is shown as a stretch of about so many words.
_STRETCH_WORDS: Final = 60
# A paragraph of at most so many words that ends without a stop is the heading of what comes after it.
_HEADING_WORDS: Final = 8
# So many words beside a decision in its paragraph are worth showing for themselves.
_LEFT_WORDS: Final = 4
_MARKER: Final = re.compile(r"^\W*(?:päätös|beslut|decision)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Handling:
    """A matter as an earlier meeting handled it. `decision` is None where none was found; `text` are then the item's words, its paragraphs on lines of
    their own.

    `context` are the paragraphs that lead to it. `number` is its place among the item's handlings.
    """

    meeting: str
    body: str | None
    date: datetime.date
    item: AgendaItem
    decision: Decision | None
    text: str
    context: str
    number: int
    language: str = "fi"

    @property
    def id(self) -> str:
        """The decision's id, with a number for a line of a list that it is of; without one the item's with the stretch's number."""
        if self.decision is None:
            return f"{self.item.id}#{self.number}"
        return self.decision.id if self.text == self.decision.text else f"{self.decision.id}#{self.number}"

    @property
    def as_decision(self) -> Decision:
        """The handling's decision; for an outcome without one its words, noted and of low confidence."""
        if self.decision is not None:
            return self.decision
        item = self.item
        return Decision(
            item.id,
            self.meeting,
            self.date,
            item.number,
            item.title,
            "noted",
            self.text,
            where=item.where,
            confidence="low",
            body=self.body,
        )


def cut(meetings: Iterable[Meeting], general: Container[str]) -> tuple[Handling, ...]:
    """The handlings of dated minutes, in the order of the meetings given; minutes that lie in the corpus twice count once.

    Under a title of `general` every paragraph is a handling of its own.
    """
    found: dict[tuple[object, ...], Handling] = {}
    for meeting in meetings:
        if meeting.kind == "minutes" and meeting.date is not None:
            for item in meeting.items:
                for handling in _handlings(meeting, item, item.title in general):
                    found.setdefault((meeting.date, item.title, _letters(handling.text), handling.decision is None), handling)
    return tuple(found.values())


def _handlings(meeting: Meeting, item: AgendaItem, alone: bool) -> Iterator[Handling]:
    assert meeting.date is not None
    paragraphs = [" ".join(part.split()) for part in item.text.split("\n")]
    decisions = [d for d in meeting.decisions if d.item == item.number and d.status != "struck"]
    homes = {decision.id: _home(decision, paragraphs) for decision in decisions}
    decided = sorted({home for home in homes.values() if home is not None})
    number = 0
    for decision in decisions:
        home = homes[decision.id]
        context = "" if home is None else "\n".join(_leading(paragraphs, home, decided))
        number += 1
        yield Handling(meeting.id, meeting.body, meeting.date, item, decision, decision.text, context, number, meeting.language)
    headed = {
        place: decision for decision in decisions for place in _list_below(homes[decision.id], decision, paragraphs, decided)
    }
    for place, decision in sorted(headed.items()):
        number += 1
        text, context = f"{decision.text} {paragraphs[place]}", decision.text
        yield Handling(meeting.id, meeting.body, meeting.date, item, decision, text, context, number, meeting.language)
    for text in _stretches([_left(text, decisions) for text in paragraphs], {*decided, *headed}, alone):
        number += 1
        yield Handling(meeting.id, meeting.body, meeting.date, item, None, text, "", number, meeting.language)
    if not number:
        yield Handling(meeting.id, meeting.body, meeting.date, item, None, item.title, "", 1, meeting.language)


def _list_below(home: int | None, decision: Decision, paragraphs: list[str], decided: list[int]) -> range:
    """The places of the lines that a decision such as "Siirretään seuraavaan kokoukseen:" is of."""
    if home is None or not decision.text.endswith(":"):
        return range(0)
    end = next((place for place in decided if place > home), len(paragraphs))
    return range(home + 1, next((place for place in range(home + 1, end) if paragraphs[place].endswith(":")), end))


def _home(decision: Decision, paragraphs: list[str]) -> int | None:
    """The paragraph where a decision stands."""
    start = _letters(decision.text)[:40]
    return next((place for place, text in enumerate(paragraphs) if start and start in _letters(text)), None)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _left(paragraph: str, decisions: list[Decision]) -> str:
    """What a paragraph says besides the decisions in it; empty where that is next to nothing."""
    left = paragraph
    for decision in decisions:
        left = left.replace(decision.text, " ")
    if left == paragraph:
        return paragraph
    left = _MARKER.sub("", " ".join(left.split()))
    return left if len(left.split()) >= _LEFT_WORDS else ""


def _leading(paragraphs: list[str], home: int, decided: list[int]) -> list[str]:
    """The paragraphs since the decision before, up to this one's own."""
    before = max((place for place in decided if place < home), default=-1)
    return paragraphs[before + 1 : home + 1]


def _stretches(paragraphs: list[str], decided: set[int], alone: bool) -> Iterator[str]:
    """What stands outside the decisions' paragraphs, in stretches that keep a heading with what it heads; `alone`: one each."""
    stretch: list[str] = []
    for place, text in enumerate(paragraphs):
        if place in decided:
            if stretch:
                yield "\n".join(stretch)
            stretch = []
        if not text:
            continue
        if stretch and not _is_heading(stretch[-1]) and (alone or _count(stretch) >= _STRETCH_WORDS or _is_heading(text)):
            yield "\n".join(stretch)
            stretch = []
        stretch.append(text)
    if stretch:
        yield "\n".join(stretch)


def _count(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _is_heading(text: str) -> bool:
    return len(text.split()) <= _HEADING_WORDS and not text.endswith((".", "!", "?", ",", ";"))
