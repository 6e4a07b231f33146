"""The end of minutes: when the body meets next, and whom the minutes go to."""

from __future__ import annotations

import datetime

import pytest

from indexer.interpret.closing import distribution, next_meeting
from kb.model import NextMeeting
from tests.indexer.interpret.minutes import lines

DAY = datetime.date(2031, 11, 14)
BODY = "Reittityöryhmä"


def following(text: str, headings: tuple[tuple[int, str], ...] = ()) -> NextMeeting | None:
    """The next meeting that some marked text announces."""
    return next_meeting(lines(text), headings, DAY, BODY)


SAID = [
    ("Seuraava kokous pidetään 3.12.2031 klo 13.15.", "2031-12-03", "13:15"),
    ("Seuraava kokous on ke 3.12. klo 13.15–15.", "2031-12-03", "13:15"),
    ("Seuraava kokous: 15.1. klo 9", "2032-01-15", "09:00"),
    ("Seuraavan kerran kokoonnutaan 15. tammikuuta 2032.", "2032-01-15", None),
    ("Seuraava tapaaminen on tammikuun 15. päivänä 2032.", "2032-01-15", None),
    ("Työryhmän seuraava kokous järjestetään 3.12.2031.", "2031-12-03", None),
    ("Sovittiin, että seuraava palaveri on 3.12.2031 klo 9.", "2031-12-03", "09:00"),
    ("Seuraavat kokoukset: 3.12.2031, 14.1.2032 ja 11.2.2032.", "2031-12-03", None),
    ("Nästa möte hålls den 3 december 2031 kl. 13.15.", "2031-12-03", "13:15"),
    ("The next meeting will be held on 3 December 2031 at 13:15.", "2031-12-03", "13:15"),
]


@pytest.mark.parametrize(("sentence", "day", "begins"), SAID, ids=[row[0] for row in SAID])
def test_the_next_meeting_as_a_sentence_says_it(sentence: str, day: str, begins: str | None) -> None:
    found = following(f"Keskusteltiin opasteista 1.12.2031 mennessä.\n{sentence}\n")

    assert found is not None
    assert (found.date, found.start, found.quote) == (datetime.date.fromisoformat(day), begins, sentence)


NONE = [
    "Seuraavassa kokouksessa käsitellään opasteita.",
    "Seuraavan kokouksen aika sovitaan myöhemmin.",
    "Seuraava kokous pidettiin 3.10.2031.",
    "Kartta valmistuu 3.12.2031.",
    "Edellinen kokous oli 3.10.2031.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_words_that_give_no_later_day_announce_nothing(sentence: str) -> None:
    assert following(sentence) is None


def test_an_item_about_the_next_meeting_is_read_before_the_text() -> None:
    text = "# 5. Seuraava kokous\nKe 3.12. klo 13.15\n# 6. Muut asiat\nHallituksen seuraava kokous on 20.11.2031.\n"
    found = following(text, ((0, "Seuraava kokous"), (2, "Muut asiat")))

    assert found is not None
    assert (found.date, found.start) == (datetime.date(2031, 12, 3), "13:15")


def test_the_day_may_stand_in_the_items_title() -> None:
    found = following("# 5. Seuraava kokous 3.12.2031 klo 9\n", ((0, "Seuraava kokous 3.12.2031 klo 9"),))

    assert found is not None
    assert found.date == datetime.date(2031, 12, 3)


def test_the_bodys_own_meeting_comes_before_another_groups() -> None:
    found = following("Pääkäyttäjien seuraava kokous on 20.11.2031.\nSeuraava kokous on 3.12.2031.\n")

    assert found is not None
    assert found.date == datetime.date(2031, 12, 3)


RECEIVERS = {
    "on the label's line": "Jakelu: Työryhmän jäsenet; Kunnat",
    "below the label": "Jakelu\nTyöryhmän jäsenet\nKunnat\nTiedoksi\nMinisteriö",
    "a list below a heading": "## Jakelu\n- Työryhmän jäsenet\n- Kunnat\n## Tiedoksi\n- Ministeriö",
    "with those informed on the line": "Jakelu: Työryhmän jäsenet; Kunnat Tiedoksi Ministeriö",
    "Swedish": "Sändlista: Työryhmän jäsenet; Kunnat",
    "English": "Distribution: Työryhmän jäsenet; Kunnat",
}


@pytest.mark.parametrize("text", RECEIVERS.values(), ids=RECEIVERS.keys())
def test_whom_the_minutes_go_to(text: str) -> None:
    assert distribution(lines(text)) == ("Työryhmän jäsenet", "Kunnat")


def test_minutes_without_a_list_go_to_nobody_in_particular() -> None:
    assert distribution(lines("Jakelusta keskusteltiin.\nTiedoksi\nMinisteriö")) == ()
