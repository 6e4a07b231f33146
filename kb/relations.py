"""How a later meeting's words hang together with an earlier meeting's: links, and the words they rest on.

`indexer.relate` proposes links when the index is built; people confirm or strike them in the journal. A link joins two
agenda items and names the decision on either side where one is meant.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, get_args

from kb.model import Where

Relation = Literal["replaces", "amends", "fulfils", "returns", "follows", "refers"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
Standing = Literal["proposed", "confirmed", "struck"]
GroundCode = Literal[
    "date",
    "previous",
    "month",
    "number",
    "item",
    "announced",
    "output",
    "ticket",
    "title",
    "terms",
    "word",
    "done",
    "open",
    "doer",
    "due",
    "said",
    "age",
    "nature",
]


# From this score on the line that says most of what the two share tells a reader that they are one matter.
_ALIKE = 0.8
# Grounds that name something: a meeting, a case, an output, a title, a deed.
TOLD: frozenset[GroundCode] = frozenset(
    (
        "date",
        "previous",
        "month",
        "number",
        "item",
        "announced",
        "output",
        "ticket",
        "title",
        "word",
        "done",
        "open",
        "due",
        "said",
    )
)


@dataclass(frozen=True, slots=True)
class Need:
    """What an output needs, as minutes say: the other's number, the sentence, and the item, the meeting and the day that say so."""

    number: str
    quote: str
    item: str
    meeting: str
    date: datetime.date | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for a link. `text` are the words, as the later item writes them, or what the two share.

    `code`: date, previous, month, number (the meeting the words name, and the § or kohta), announced (the earlier item
    was put off to this meeting), output (shared number), ticket (shared number of a case), title, terms (the line
    that shares most words few items have), word (*korvaa*, *täydentää*, *palautettiin* …), done (words of completion), open (words that something is still to be
    done), doer, due, said (what a later meeting says of the matter), age (nothing has been heard for so long), nature (its own
    words tell that it lasts, or that it is over). `item` is the id of the
    item where the words stand, `start:end` their place in its text; None where they are not one stretch of it.
    """

    code: GroundCode
    text: str
    item: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A later item or decision and the earlier one it takes up.

    `later` and `earlier` are item ids, `later_decision` and `earlier_decision` ids of decisions or None. `score` is between
    0 and 1. `certain` tells that the words themselves name their target; `standing` whether people have confirmed it.
    """

    later: str
    earlier: str
    relation: Relation
    score: float
    grounds: tuple[Ground, ...] = ()
    later_decision: str | None = None
    earlier_decision: str | None = None
    certain: bool = False
    standing: Standing = "proposed"

    @property
    def id(self) -> str:
        """What the journal names the link by: both ends and the relation."""
        return f"{self.later_decision or self.later}~{self.relation}~{self.earlier_decision or self.earlier}"

    @property
    def is_told(self) -> bool:
        """Whether it rests on a ground that a reader can check: something named, or the same name; not on a few
        words alone."""
        return self.standing == "confirmed" or self.score >= _ALIKE or any(ground.code in TOLD for ground in self.grounds)

    @property
    def reasons(self) -> tuple[Ground, ...]:
        """The grounds that a reader can check, those that name something first; the line that only sounds alike where none does."""
        naming = tuple(ground for ground in self.grounds if ground.code in TOLD)
        return naming or tuple(ground for ground in self.grounds if ground.code == "terms")


def is_link(id: str) -> bool:
    """Whether an id is a link's.

    >>> is_link("2025-01-30/4/1~follows~2024-12-12/5/1"), is_link("2025-01-30/4/1")
    (True, False)
    """
    return "~" in id


@dataclass(frozen=True, slots=True)
class Term:
    """A word or abbreviation of a body's own, with what it means in the words with which that body defined it first.

    `item`, `start` and `end` are the place of those words in an item's text, or in the section that `where` names where `item` is
    None. A document of no meeting has only `where`; a term that people have explained has neither meeting nor place; one that waits for it has an empty meaning, and
    `uses` tells in how many of the body's meetings it stands. `body` is the name of the body whose meeting it is of.
    """

    term: str
    meaning: str
    meeting: str | None = None
    item: str | None = None
    start: int | None = None
    end: int | None = None
    where: Where | None = None
    uses: int = 0
    body: str | None = None
