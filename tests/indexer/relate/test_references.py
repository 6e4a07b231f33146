"""Words that point back at a meeting, and sentences that tell of something done."""

from __future__ import annotations

import datetime

import pytest

from indexer.relate import completion, references

DAYS = [datetime.date(*day) for day in ((2024, 11, 14), (2024, 12, 17), (2025, 1, 28), (2025, 3, 11), (2025, 4, 22))]
NUMBERS = ["5/2024", "6/2024", "1/2025", "2/2025", "3/2025"]


def found(text: str) -> list[tuple[str, str, str | None]]:
    """Code, day of the meeting and item of each reference in a text of the last meeting."""
    return [(r.code, DAYS[r.place].isoformat(), r.item) for r in references.find(text, 4, DAYS, NUMBERS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Päätös kumoaa 17.12.2024 tehdyn päätöksen.", [("date", "2024-12-17", None)]),
        ("Päätös korvaa 28.1.2025 kohdassa 4 b sovitun aikataulun.", [("date", "2025-01-28", "4 b")]),
        ("Asia oli esillä 14.11.2024 § 31.", [("date", "2024-11-14", "31")]),
        ("Kuten kokouksessa 6/2024 linjattiin, varasto tyhjennetään.", [("number", "2024-12-17", None)]),
        ("Edellisessä kokouksessa sovittiin kyselystä.", [("previous", "2025-03-11", None)]),
        ("Jatketaan viime kokouksen pohdintoja.", [("previous", "2025-03-11", None)]),
        ("Joulukuun kokouksen toimeksiannosta laadittu luettelo käytiin läpi.", [("month", "2024-12-17", None)]),
        ("Puistola esitteli maaliskuussa pyydetyn laskelman.", [("month", "2025-03-11", None)]),
        ("Kysely palautettiin tammikuussa valmisteluun.", [("month", "2025-01-28", None)]),
        ("Styrelsen följde beslutet den 17 december 2024.", [("date", "2024-12-17", None)]),
        ("The plan was asked for on 28 January 2025.", [("date", "2025-01-28", None)]),
    ],
)
def test_words_that_name_an_earlier_meeting(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Edellisen kokouksen muistio hyväksyttiin.",
        "Kokouksen 17.12.2024 pöytäkirja tarkastettiin.",
        "Asia käsitellään joulukuun kokouksessa.",
        "Sovittiin, että Puistola esittelee laskelman joulukuun kokouksessa.",
        "Varaston inventointi päätetään tehdä maaliskuussa.",
        "Kauppa avattiin 18.12.2024.",
        "Seuraava kokous pidetään 3.6.2025.",
        "Tammikuussa satoi lunta.",
    ],
)
def test_words_that_name_no_earlier_meeting(text: str) -> None:
    assert found(text) == []


def test_a_reference_stands_where_its_words_stand() -> None:
    text = "Kyselyyn vastattiin. Päätös korvaa 28.1.2025 kohdassa 4 b sovitun."
    (reference,) = references.find(text, 4, DAYS, NUMBERS)

    assert text[reference.start : reference.end] == reference.text == "28.1.2025 kohdassa 4 b"


@pytest.mark.parametrize(
    ("sentence", "done", "denied"),
    [
        ("Puistola on toimittanut laskelman jäsenille.", True, False),
        ("Kysely tehtiin maaliskuussa.", True, False),
        ("Työryhmän laatima ohje jaettiin kokouksessa.", True, False),
        ("Ohje on otettu käyttöön.", True, False),
        ("Puistola toimittaa laskelman huhtikuussa.", False, False),
        ("Sovittiin, että Puistola toimittaa laskelman.", False, False),
        ("Haapala ehdotti, että ohje uusitaan.", False, False),
        ("Laskelmaa ei ole toimitettu.", False, True),
        ("Ohje ei ehtinyt kokoukseen.", False, True),
        ("Lausunto on edelleen saamatta.", False, True),
        ("Laskelma on kesken.", False, True),
    ],
)
def test_a_sentence_tells_whether_something_was_done(sentence: str, done: bool, denied: bool) -> None:
    assert completion.is_denied(sentence) is denied
    assert completion.says_done(sentence) is done or denied
