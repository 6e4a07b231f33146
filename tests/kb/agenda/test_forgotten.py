"""What a draft is reminded of: items that stand, in their usual order, and what no item of the draft takes up."""

from __future__ import annotations

import datetime

import pytest

from kb.agenda.draft import DraftItem
from kb.agenda.forgotten import Missing, fresh, missing, standing, takes_up
from kb.agenda.handlings import Handling
from kb.agenda.unfinished import Unfinished
from kb.model import AgendaItem, Decision, Due, Meeting
from kb.results import State

TEXT = "Aino kysyy veneen hinnan rannan venekerholta ennen kesää.\nEero tekee laiturista ehdotuksen, jonka ryhmä käsittelee."


def meeting(day: str, *titles: str) -> Meeting:
    items = tuple(AgendaItem(f"{day}/{n}", str(n), title) for n, title in enumerate(titles, start=1))
    return Meeting(day, "Rantaryhmä", None, None, datetime.date.fromisoformat(day), items=items)


def handling(
    text: str, *, number: int = 1, home: AgendaItem | None = None, due: Due | None = None, whole: str = ""
) -> Handling:
    item = home or AgendaItem("2031-04-10/2", "2", "Laituri", text=TEXT)
    day = datetime.date(2031, 4, 10)
    decision = Decision(
        f"{item.id}/{1 if whole else number}", "2031-04-10", day, "2", item.title, "assignment", whole or text, due=due
    )
    return Handling("2031-04-10", "Rantaryhmä", day, item, decision, text, "", number)


def test_a_matter_that_only_old_meetings_had_is_no_standing_item_but_the_rest_and_the_closing_are() -> None:
    newest = meeting("2031-04-10", "Avaus", "Ajankohtaiset", "Seuraavat kokoukset")
    old = [
        meeting(
            day,
            "Avaus",
            "Ajankohtaiset",
            "Ominaisuuksien läpikäynti versionvaihtoa varten",
            "Muut asiat",
            "Seuraavat kokoukset",
        )
        for day in ("2030-04-11", "2030-03-12", "2030-02-13")
    ]

    assert standing((), [newest, *old]) == ("Avaus", "Ajankohtaiset", "Muut asiat", "Seuraavat kokoukset")


def test_a_body_that_meets_seldom_is_reminded_of_its_last_meetings_and_another_of_the_last_months() -> None:
    yearly = [meeting(f"20{year}-06-13", "Avaus", "Tilinpäätös", "Päättäminen") for year in (30, 29, 28)]
    monthly = [meeting(day, "Avaus", "Tilannekuva") for day in ("2030-05-13", "2030-04-13", "2030-03-13")]
    day = datetime.date(2031, 6, 12)

    assert standing((), yearly, day) == ("Avaus", "Tilinpäätös", "Päättäminen")
    assert [one.id for one in fresh(yearly, day)] == ["2030-06-13", "2029-06-13"]
    assert (standing((), monthly, day), fresh(monthly, day)) == (("Avaus",), ())


def test_a_standing_item_is_titled_without_what_one_meeting_said_of_the_one_before() -> None:
    held = [meeting("2031-04-10", "Siirtoraportti (jatkoa edellisestä kokouksesta)"), meeting("2031-03-10", "Siirtoraportti")]

    assert standing((), held) == ("Siirtoraportti",)


@pytest.mark.parametrize(
    ("text", "left", "expected"),
    [
        ("Aino kysyy veneen hinnan rannan venekerholta ennen kesää.", TEXT.split("\n")[0], True),
        ("Aino kysyy veneen hinnan rannan venekerholta ennen kesää.", TEXT.split("\n")[1], False),
        (TEXT, TEXT.split("\n")[1], True),
        ("Laiturin tilanne ja seuraavat vaiheet.", TEXT.split("\n")[1], True),
        ("", TEXT.split("\n")[1], True),
    ],
)
def test_an_item_made_of_an_earlier_ones_words_takes_up_only_what_they_tell(text: str, left: str, expected: bool) -> None:
    assert takes_up(DraftItem("3", "Laituri", text), handling(left)) is expected


def test_the_lines_of_a_list_that_one_decision_heads_are_told_as_one() -> None:
    lines = [
        handling(f"Valtuutetaan hallitus: {word}", number=n, whole="Valtuutetaan hallitus:") for n, word in enumerate("abc", 2)
    ]
    waiting = [Unfinished(one, one.as_decision, State("open")) for one in lines]

    assert [one.handling.id for one in missing(waiting, frozenset(), datetime.date(2031, 5, 14))] == ["2031-04-10/2/1#2"]


@pytest.mark.parametrize(
    ("due", "late", "expected"), [(None, False, False), (Due("huhtikuussa"), False, True), (None, True, True)]
)
def test_what_has_a_day_or_is_late_is_due(due: Due | None, late: bool, expected: bool) -> None:
    one = handling("Aino kysyy hinnan.", due=due)

    assert Missing(one, one.as_decision, State("open"), late).is_due is expected
