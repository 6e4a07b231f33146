"""A meeting's text as it is read: a decision with its promises is told once."""

from __future__ import annotations

from kb.model import Decision
from web.reading import lay_out


def decision(number: int, text: str, *, in_parts: bool = False) -> Decision:
    return Decision(f"m/1/{number}", "m", None, "1", None, "agreement", text, in_parts=in_parts)


def test_promises_in_the_words_of_a_decision_in_parts_are_told_within_it() -> None:
    whole = decision(1, "Sovittiin, että Aino kysyy hinnan. Eero varaa veneen.", in_parts=True)
    part, other = decision(2, "Eero varaa veneen."), decision(3, "Laituri tilataan.")

    found = lay_out(f"Alku.\n{whole.text}\nLaituri tilataan.", [whole, part, other])

    assert [(one.text, [inner.id for inner in one.within]) for one in found if one.decision] == [
        (whole.text, ["m/1/2"]),
        ("Laituri tilataan.", []),
    ]


def test_a_decision_that_is_no_part_of_another_stands_for_itself() -> None:
    first, second = decision(1, "Sovittiin, että Eero varaa veneen."), decision(2, "Eero varaa veneen.")

    assert [one.decision.id for one in lay_out(first.text, [first, second]) if one.decision] == ["m/1/1", "m/1/2"]
