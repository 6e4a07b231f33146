"""What is asked of people: what is claimed and nobody has confirmed, the weightiest first, like answered alike."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from kb.knowledge.states import States
from kb.knowledge.unsure import Unsure, ask
from kb.model import Confidence, Decision, Due
from kb.relations import Ground, Link, Relation
from kb.store.journal import Entry

MADE, LATER, TODAY = datetime.date(2025, 1, 14), datetime.date(2025, 2, 11), datetime.date(2025, 3, 1)
DATES = {"m1": MADE, "m2": LATER}


def decision(
    number: int, text: str = "Haapala kysyy hinnan.", due: datetime.date | None = None, confidence: Confidence = "high"
) -> Decision:
    return Decision(
        f"m1/{number}/1",
        "m1",
        MADE,
        str(number),
        "Katos",
        "assignment",
        text,
        responsible=("Haapala",),
        due=Due(f"{due}", due) if due else None,
        confidence=confidence,
    )


def taken_up(number: int, relation: Relation = "follows") -> Link:
    return Link(
        "m2/1",
        f"m1/{number}",
        relation,
        0.9,
        (Ground("title", "Katos"), Ground("said", "Katos tilattiin")),
        None,
        f"m1/{number}/1",
    )


def asked(decisions: Iterable[Decision], links: Iterable[Link] = (), entries: Iterable[Entry] = ()) -> tuple[Unsure, ...]:
    given = tuple(decisions)
    by_target: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        by_target[entry.target] = (*by_target.get(entry.target, ()), entry)
    return ask(given, States(given, links, DATES), by_target, TODAY)


def entry(what: str, target: str) -> Entry:
    return Entry(f"{what}-{target}", "2025-02-20T10:00:00+00:00", "Orvokki", what, target)  # type: ignore[arg-type]


def test_a_day_that_passed_a_later_handling_and_a_low_promise_are_asked() -> None:
    late = decision(1, due=datetime.date(2025, 2, 15))
    handled = decision(2)
    low = decision(3, confidence="low")
    plain = decision(4)
    found = {one.decision.id: one for one in asked([late, handled, low, plain], [taken_up(2)])}

    assert {id: one.question for id, one in found.items()} == {"m1/1/1": "done", "m1/2/1": "settled", "m1/3/1": "is_one"}
    assert found["m1/2/1"].target == "m2/1~follows~m1/2/1"
    assert (found["m1/1/1"].yes, found["m1/1/1"].no) == ("done", "confirm")


def test_the_nearest_deadline_comes_first() -> None:
    near, far = decision(1, due=datetime.date(2025, 2, 27)), decision(2, due=datetime.date(2025, 1, 20))

    assert [one.decision.id for one in asked([far, near])] == ["m1/1/1", "m1/2/1"]


def test_what_was_answered_is_not_asked_again_and_answers_its_like() -> None:
    first, like = decision(1, confidence="low"), decision(2, confidence="low")
    other = decision(3, "Puistola siivoaa pihan.", confidence="low")
    found = asked([first, like, other], entries=[entry("strike", "m1/1/1")])

    assert {one.decision.id: one.like for one in found} == {"m1/1/1": False, "m1/2/1": False, "m1/3/1": None}


def test_an_answer_on_a_link_answers_those_of_the_same_words() -> None:
    found = asked([decision(1), decision(2)], [taken_up(1), taken_up(2)], [entry("confirm", "m2/1~follows~m1/1/1")])

    assert {one.decision.id: one.like for one in found}["m1/2/1"] is True
