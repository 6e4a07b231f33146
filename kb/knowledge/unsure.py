"""What is claimed and nobody has confirmed, as questions that a person answers with yes or no, the weightiest first.

An answer is an entry of the journal: it confirms or strikes the link that a claim rests on, or the decision itself, or ticks it
off. It settles its like too, as a proposal: what has the same words, or the same subject and doer, shows how that was answered.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kb.knowledge.states import States, is_promise
from kb.model import Decision
from kb.relations import Link, is_link
from kb.results import State
from kb.store.journal import Entry, What

Question = Literal["settled", "replaced", "done", "is_one"]
# What yes and no are in the journal, by question; those of a link are said of the link.
ANSWERS: Final[Mapping[Question, tuple[What, What]]] = {
    "settled": ("confirm", "strike"),
    "replaced": ("confirm", "strike"),
    "done": ("done", "confirm"),
    "is_one": ("confirm", "strike"),
}
_BY_LINK: Final[Mapping[str, Question]] = {"done": "settled", "handled": "settled", "replaced": "replaced"}
_ANSWERED: Final = frozenset(("confirmed", "done", "struck"))
# How much a near deadline, a dependent and freshness weigh; a day halves its weight in so many days.
_DUE: Final = 3.0
_DUE_DAYS: Final = 21
_LATE: Final = 1.0
_DEPENDENT: Final = 0.2
_DEPENDENTS: Final = 6
_FRESH: Final = 2.0
_FRESH_DAYS: Final = 120
_LIKE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Unsure:
    """A question about a decision: whether a later meeting settled it ("settled") or replaced it, whether it is done, or whether
    it is a promise at all ("is_one").

    `target` is what the answer is said of in the journal, `link` the link that it rests on where it does; `like` how its like
    was answered, None where nobody has.
    """

    decision: Decision
    question: Question
    target: str
    state: State | None = None
    link: Link | None = None
    weight: float = 0.0
    like: bool | None = None

    @property
    def yes(self) -> What:
        """What a yes is in the journal."""
        return ANSWERS[self.question][0]

    @property
    def no(self) -> What:
        """What a no is."""
        return ANSWERS[self.question][1]


def ask(
    decisions: Iterable[Decision], states: States, entries: Mapping[str, tuple[Entry, ...]], today: datetime.date
) -> tuple[Unsure, ...]:
    """The questions that wait on a day, the weightiest first. `entries` are the journal's in force, by what they are said of."""
    every = tuple(decisions)
    answered = _answers({decision.id: decision for decision in every}, states, entries)
    found = []
    for decision in every:
        question = _question(decision, states, today)
        if question is not None:
            like = next((answered[key] for key in _keys(question, decision) if key in answered), None)
            found.append(_weighed(question, like, states, today))
    return tuple(sorted(found, key=lambda one: (-one.weight, one.decision.id)))


def _question(decision: Decision, states: States, today: datetime.date) -> Unsure | None:
    if decision.status in _ANSWERED or decision.kind == "procedural" or (decision.date and decision.date > today):
        return None
    state = states.of(decision, today)
    if state is None or state.certain:
        return None
    if state.code in _BY_LINK:
        link = states.link_of(decision, state)
        return Unsure(decision, _BY_LINK[state.code], link.id, state, link) if link else None
    if is_promise(decision) and (state.code == "overdue" or state.is_to_check):
        return Unsure(decision, "done", decision.id, state)
    if is_promise(decision) and decision.confidence == "low" and state.code == "open":
        return Unsure(decision, "is_one", decision.id, state)
    return None


def _weighed(one: Unsure, like: bool | None, states: States, today: datetime.date) -> Unsure:
    decision = one.decision
    weight = _LIKE if like is not None else 0.0
    if decision.due and decision.due.date:
        weight += _DUE / (1 + abs((decision.due.date - today).days) / _DUE_DAYS)
    if one.state and one.state.code == "overdue":
        weight += _LATE
    if decision.date:
        weight += _FRESH / (1 + (today - decision.date).days / _FRESH_DAYS)
    weight += _DEPENDENT * min(_DEPENDENTS, states.dependents(decision.id))
    return Unsure(decision, one.question, one.target, one.state, one.link, round(weight, 4), like)


def _answers(
    decisions: Mapping[str, Decision], states: States, entries: Mapping[str, tuple[Entry, ...]]
) -> dict[tuple[str, ...], bool]:
    """What has been answered, by question and by what the decision says or is about; the latest answer holds."""
    said = sorted(((entry, target) for target, kept in entries.items() for entry in kept), key=lambda pair: pair[0].id)
    found: dict[tuple[str, ...], bool] = {}
    for entry, target in said:
        question, of = _asked(entry, target)
        decision = decisions.get(of)
        if question is not None and decision is not None:
            found |= dict.fromkeys(_keys(Unsure(decision, question, target), decision), entry.what == ANSWERS[question][0])
    return found


def _asked(entry: Entry, target: str) -> tuple[Question | None, str]:
    """Which question an entry answers, and of which decision."""
    if is_link(target):
        relation, earlier = target.split("~")[1:3]
        question: Question = "replaced" if relation == "replaces" else "settled"
        return (question if entry.what in ANSWERS[question] else None), earlier
    by_what: dict[str, Question] = {"done": "done", "strike": "is_one", "confirm": "is_one"}
    return by_what.get(entry.what), target


def _keys(one: Unsure, decision: Decision) -> tuple[tuple[str, ...], ...]:
    """What makes two questions alike: the same words, or the same subject and doers."""
    words = (one.question, _letters(decision.text))
    if not decision.subject or not decision.responsible:
        return (words,)
    return words, (one.question, _letters(decision.subject), *sorted(map(_letters, decision.responsible)))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
