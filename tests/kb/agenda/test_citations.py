"""References of a draft: what is one, and what is wrong with it."""

from __future__ import annotations

import datetime

import pytest

from kb.agenda.citations import check
from kb.model import AgendaItem, Meeting

DAY = datetime.date(2031, 5, 14)
HELD = Meeting("2031-03-12", None, None, None, datetime.date(2031, 3, 12), items=(AgendaItem("2031-03-12/3", "3", "Opasteet"),))


@pytest.mark.parametrize(
    "text",
    [
        "Opasteet uusitaan, kuten 16.4.2031 sovittiin.",
        "Kokouksessa 16.4. päätettiin uusia opasteet.",
        "Jatketaan 16.4.2031 siirretyn asian käsittelyä.",
        "Opasteet (ks. ohjausryhmä 16.4.2031, kohta 3).",
    ],
)
def test_a_meeting_that_was_not_is_told(text: str) -> None:
    found = check(text, (), (HELD,), DAY)

    assert [(one.date, one.fault) for one in found] == [(datetime.date(2031, 4, 16), "no_meeting")]


def test_an_item_that_the_meeting_has_not_is_told_and_a_right_one_is_not() -> None:
    assert [one.fault for one in check("Ks. kokous 12.3.2031, kohta 9.", (), (HELD,), DAY)] == ["no_item"]
    assert [one.fault for one in check("Ks. kokous 12.3.2031, kohta 3.", (), (HELD,), DAY)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Hanke alkaa 16.4.2031.",
        "Lausunnot annetaan viimeistään 16.4.2031.",
        "Seuraava kokous pidetään 20.6.2031.",
        "Tuotos 4.2",
    ],
)
def test_a_date_as_such_is_no_reference(text: str) -> None:
    assert check(text, (), (HELD,), DAY) == ()
