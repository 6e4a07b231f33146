"""What the rules of decisions are given and what they give: a `Setting` to judge in, a `Found` for each outcome."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from indexer.interpret.lines import Span, span_text
from indexer.interpret.people import People
from kb.model import Confidence, DecisionKind, Due


@dataclass(frozen=True, slots=True)
class Found:
    """A decision before it has an id: its words' places, what it is, and what belongs to it. `promise` is how likely somebody
    is to do something by it, None where it is nothing to be done. `accepted` are the words of a proposal that it accepts; `in_parts` tells that
    outcomes of their own hold its promises."""

    span: Span
    kind: DecisionKind
    confidence: Confidence
    rests_on: str
    content: str | None = None
    responsible: tuple[str, ...] = ()
    due: Due | None = None
    votes: str | None = None
    dissent: str | None = None
    disqualified: str | None = None
    subject: str | None = None
    promise: float | None = None
    accepted: Span = ()
    in_parts: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return span_text(self.span)


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What a sentence is judged against, itself alone equal to itself: the meeting's date and body, who is known, and the style of its notes: `terse`
    ones are short, `formal` ones mark every decision with a heading. `speaker` presents the item, `gone_round` are those of
    whom its lines tell in turn, `teller` is the one of them whose turn it is; `before` are the people whom the sentence before
    named, whom "hän" or "he" means."""

    date: datetime.date | None
    body: str | None
    people: People
    terse: bool
    formal: bool = False
    speaker: str | None = None
    gone_round: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    teller: str | None = None

    @property
    def day(self) -> str | None:
        """The meeting's date in ISO 8601."""
        return self.date.isoformat() if self.date else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """That a sentence is an outcome: its kind, how sure that is, the words it rests on, and where it begins in the sentence."""

    kind: DecisionKind
    confidence: Confidence
    rests_on: str
    start: int = 0
    doers: tuple[str, ...] = ()
