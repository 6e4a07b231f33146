"""The minutes as handlings: each decision with the words it stands among, and what an item says where nothing was decided.

A meeting's "Muut asiat" holds many matters: a handling is one of them. It is what an item of a draft is compared with.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kb.finnish import split_sentences
from kb.model import AgendaItem, Decision, Meeting
from kb.results import Promise

# An outcome without a decision is shown as a stretch of about so many words.
_STRETCH_WORDS: Final = 30
# A paragraph of at most so many words that ends without a stop is the heading of what comes after it.
_HEADING_WORDS: Final = 8
# So many words beside a decision in its paragraph are worth showing for themselves.
_LEFT_WORDS: Final = 4
_MARKER: Final = re.compile(r"^\W*(?:päätös|beslut|decision)\b\W*", re.IGNORECASE)
# A sentence of fewer words says no matter of its own.
_TELLING_WORDS: Final = 3
# Words of one beginning of so many letters are of one matter where sentences stand beside each other.
_BEGINNING: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]+")
# A sentence that begins so says more of what the one before it says.
_POINTS_BACK: Final = re.compile(
    r"^\W*(?:(?i:se|sen|sitä|siitä|siihen|siinä|sille|sillä|siten|ne|niiden|niitä|niistä|niihin|niissä|niille|tämä|tämän|tätä|tästä"
    r"|tähän|tässä|nämä|näiden|näitä|näistä|näihin|näissä|hän|hänen|he|heidän|jos|mikäli|kun|koska|muuten|lisäksi|myös|samalla|sitten"
    r"|näin|niin|silloin|vielä|mutta|kuitenkin|toinen|toisena|sekä|asia|asian|asiasta|asiaa|asiaan|asiassa|seuraavaksi"
    r"|päätös|palataan|päätettiin|sovittiin|todettiin|den|det|de|detta|this|it|they)\b|[a-zåäö–-])"
)


@dataclass(frozen=True, slots=True)
class Handling:
    """A matter as an earlier meeting handled it. `decision` is None where none was found; `text` are then the item's words, its paragraphs on lines of
    their own.

    `context` are the paragraphs that lead to it. `number` is its place among the item's handlings. `parts` are the promises in a
    decision of several, those that are sure enough: it is told once, as a whole.
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
    parts: tuple[Decision, ...] = ()

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
    decisions = [d for d in meeting.decisions if d.item == item.number and d.status != "struck" and _is_one(d)]
    parts = {one.id: _parts(one, decisions) for one in decisions if one.in_parts}
    folded = {part.id for found in parts.values() for part in found}
    decisions = [d for d in decisions if d.id not in folded]
    paragraphs = [" ".join(part.split()) for part in item.text.split("\n")]
    if alone:
        paragraphs = [text for paragraph in paragraphs for text in matters(paragraph, [d.text for d in decisions])]
    pieces = list(_pieces(decisions, paragraphs, alone)) or [(None, item.title, "")]
    for number, (decision, text, context) in enumerate(pieces, start=1):
        within = parts.get(decision.id, ()) if decision else ()
        yield Handling(meeting.id, meeting.body, meeting.date, item, decision, text, context, number, meeting.language, within)


def _parts(whole: Decision, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The promises of a decision that stand in its own words; those of a proposal that it accepts stand for themselves."""
    return tuple(one for one in decisions if not one.in_parts and one.confidence == "low" and one.text in whole.text)


def _pieces(decisions: list[Decision], paragraphs: list[str], alone: bool) -> Iterator[tuple[Decision | None, str, str]]:
    """What an item's text is cut into, each with its context: its decisions, the lines of lists that they head, and the rest."""
    homes = {decision.id: _home(decision, paragraphs) for decision in decisions}
    decided = sorted({home for one in decisions if one.confidence != "low" and (home := homes[one.id]) is not None})
    headed = {
        place: decision for decision in decisions for place in _list_below(homes[decision.id], decision, paragraphs, decided)
    }
    heading = {decision.id for decision in headed.values()}
    for decision in decisions:
        # One that heads a list is one of each of its lines, and says nothing for itself.
        if decision.id not in heading:
            yield decision, decision.text, "\n".join(_context(decision, homes[decision.id], paragraphs, decided, alone))
    for place, decision in sorted(headed.items()):
        yield decision, f"{decision.text} {paragraphs[place]}", decision.text
    left = ["" if place in headed else _left(text, decisions) for place, text in enumerate(paragraphs)]
    for text in _stretches(left, {*decided, *headed}, alone):
        yield None, text, ""


def _is_one(decision: Decision) -> bool:
    """Whether a decision is a handling for itself: one that is neither marked nor surely promised is only words of its item."""
    return decision.confidence != "low" or decision.kind == "postponed" or Promise(decision, None).shown


def _context(decision: Decision, home: int | None, paragraphs: list[str], decided: list[int], alone: bool) -> list[str]:
    """The paragraphs that lead to a decision: those since the one before; for one without a marker among many matters, and for
    an unmarked promise, its own, with the heading above it."""
    if home is None:
        return []
    marked = any(_MARKER.match(text) for text in paragraphs[max(0, home - 1) : home + 1])
    if decision.confidence != "low" and (marked or not alone):
        return _leading(paragraphs, home, decided)
    return paragraphs[home - 1 : home + 1] if home and _is_heading(paragraphs[home - 1]) else [paragraphs[home]]


def matters(paragraph: str, whole: Iterable[str] = ()) -> tuple[str, ...]:
    """A paragraph of several matters cut where a sentence takes up another; never within what is to stay `whole`.

    >>> matters("Laavu on valmis. Laavulle tuodaan puita. Opasteet tilattiin keväällä. Ne tulevat kesällä.")
    ('Laavu on valmis. Laavulle tuodaan puita.', 'Opasteet tilattiin keväällä. Ne tulevat kesällä.')
    """
    kept = [(start, start + len(text)) for text in whole if (start := paragraph.find(text)) >= 0]
    found: list[tuple[int, int]] = []
    for start, end in split_sentences(paragraph):
        if found and (
            any(first < start < last for first, last in kept)
            or _goes_on(paragraph[found[-1][0] : found[-1][1]], paragraph[start:end])
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(paragraph[start:end] for start, end in found) or (paragraph,)


def _goes_on(before: str, sentence: str) -> bool:
    """Whether a sentence is of the matter before it: it points back, says how it goes on, or has a word of it."""
    words = _WORD.findall(sentence)
    if len(words) < _TELLING_WORDS or _POINTS_BACK.match(sentence):
        return True
    beginnings = {word[:_BEGINNING].lower() for word in words}
    return any(word[:_BEGINNING].lower() in beginnings for word in _WORD.findall(before) if len(word) >= _BEGINNING)


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
        if stretch and _ends(stretch, text, alone):
            yield "\n".join(stretch)
            stretch = []
        stretch.append(text)
    if stretch:
        yield "\n".join(stretch)


def _ends(stretch: list[str], text: str, alone: bool) -> bool:
    """Whether a stretch is over before a text: of lines as short as headings that stand beside each other none heads the next."""
    if _is_heading(stretch[-1]):
        return alone and _is_heading(text)
    return alone or _count(stretch) >= _STRETCH_WORDS or _is_heading(text)


def _count(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _is_heading(text: str) -> bool:
    return len(text.split()) <= _HEADING_WORDS and not text.endswith((".", "!", "?", ",", ";"))
