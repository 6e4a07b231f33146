"""What outputs need of each other: told where minutes say so, and by nothing else."""

from __future__ import annotations

import datetime

import pytest

from indexer.relate.needs import needs_in, needs_of
from kb.model import AgendaItem, Meeting, OutputMention

WORDS = ("tuotos", "leverans", "output")


@pytest.mark.parametrize(
    ("sentence", "pairs"),
    [
        ("Tuotos 4.2 edellyttää tuotosta 1.3.", [("4.2", "1.3")]),
        ("Todettiin, että tuotos 4.2 riippuu tuotoksesta 1.3.", [("4.2", "1.3")]),
        ("Karttapalvelu (tuotos 2.1) perustuu tietomalliin (tuotos 1.1).", [("2.1", "1.1")]),
        ("Todettiin, että paikkojen jako (tuotos 2.1) perustuu laiturin suunnitelmaan (tuotos 1.1).", [("2.1", "1.1")]),
        ("Tuotokset 2.1 ja 2.2 tarvitsevat tuotosta 1.1.", [("2.1", "1.1"), ("2.2", "1.1")]),
        ("Tuotosta 1.3 tarvitaan tuotoksen 4.2 laatimista varten.", [("4.2", "1.3")]),
        ("Tuotos 1.1 toimii syötteenä tuotokselle 4.2.", [("4.2", "1.1")]),
        ("Tuotos 1.1 on tuotoksen 4.2 edellytys.", [("4.2", "1.1")]),
        ("Tuotoksen 4.2 lähtötietoina käytetään tuotosta 1.1.", [("4.2", "1.1")]),
        ("Tuotos 3.1 odottaa tuotoksen 1.2 hyväksymistä.", [("3.1", "1.2")]),
        ("Leverans 4.2 förutsätter leverans 1.3.", [("4.2", "1.3")]),
        ("Output 4.2 depends on output 1.3.", [("4.2", "1.3")]),
    ],
)
def test_a_sentence_that_says_a_need_gives_its_pair(sentence: str, pairs: list[tuple[str, str]]) -> None:
    assert list(needs_in(sentence, WORDS)) == pairs


@pytest.mark.parametrize(
    "sentence",
    [
        "Tuotos 4.2 ei edellytä tuotosta 1.3.",
        "Edellyttääkö tuotos 4.2 tuotosta 1.3?",
        "Kysyttiin, perustuuko tuotos 4.2 tuotokseen 1.3 vai riippuuko tuotos 4.2 tuotoksesta 1.1.",
        "Tuotos 4.2 edellyttäisi tuotosta 1.3.",
        "Jos tuotos 4.2 edellyttää tuotosta 1.3, aikataulu siirtyy.",
        "Käsiteltiin tuotokset 4.2 ja 1.3.",
        "Tuotos 4.2 esitellään ennen tuotosta 1.3.",
        "Tuotos 4.2 edellyttää rahoitusta.",
        "Tuotos 4.2 perustuu kohtaan 1.3.",
        "Tuotos 4.2 korvaa tuotoksen 1.3.",
        "Aikataulu 1.3. perustuu tuotokseen 4.2.",
    ],
)
def test_nothing_is_told_where_no_need_is_said(sentence: str) -> None:
    assert needs_in(sentence, WORDS) == ()


def meeting(day: str, text: str) -> Meeting:
    item = AgendaItem(f"{day}/4", "4", "Tuotosten tilanne", text=text)
    mention = OutputMention("4.2", None, "mentioned", "4", text)
    return Meeting(day, "Rantaryhmä", None, None, datetime.date.fromisoformat(day), items=(item,), outputs=(mention,))


def test_a_need_is_told_once_with_the_words_of_the_newest_minutes_that_say_it() -> None:
    old = meeting("2031-03-10", "Esiteltiin luonnos. Tuotos 4.2 edellyttää tuotosta 1.3.")
    new = meeting("2031-04-10", "Tuotos 4.2 pohjautuu tuotokseen 1.3.\nMuuta ei ollut.")

    found = needs_of([new, old], WORDS)

    assert list(found) == ["4.2"]
    (need,) = found["4.2"]
    assert (need.number, need.item, need.quote) == ("1.3", "2031-04-10/4", "Tuotos 4.2 pohjautuu tuotokseen 1.3.")
