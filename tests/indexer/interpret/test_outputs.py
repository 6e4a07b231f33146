"""Outputs: where a text names them by number, what it calls them, what a meeting did with them, and decks that name them."""

from __future__ import annotations

import doctest

import pytest

from indexer.interpret import interpret, outputs
from indexer.interpret.outputs import event_in, find_outputs, in_rows
from tests.indexer.interpret.minutes import SETTINGS, document, meeting

WORDS = ("tuotos", "toimenpide", "osahanke", "output", "resultat")

NAMED = [
    ("Tuotos 4.2 on kesken.", ["4.2"]),
    ("Tuotoksen 4.2 valmistelu jatkuu.", ["4.2"]),
    ("tuotoksessa 4.2 ja tuotoksesta 1.1", ["4.2", "1.1"]),
    ("Tuotokset 1.1–1.3 ja 5.1", ["1.1", "1.2", "1.3", "5.1"]),
    ("Tuotokset 1.1, 1.2 sekä 3.4", ["1.1", "1.2", "3.4"]),
    ("tuotoksen 4.2:n luonnos", ["4.2"]),
    ("(tuotos 4.2)", ["4.2"]),
    ("Toimenpide 2.1 käynnistyy.", ["2.1"]),
    ("Osahankkeessa 3.1 on viivettä.", ["3.1"]),
    ("Väliraportti: tuotos 12.10", ["12.10"]),
    ("output 2.1", ["2.1"]),
    ("Tuotos 5 on valmis.", ["5"]),
    ("Kohta 3.4 siirtyi.", []),
    ("Työhön menee 1,5 kuukautta.", []),
    ("Kokous alkaa 13.00.", []),
    ("Tuotos 4.2 % kasvusta", []),
    ("Tuotosten määrä on 4.2 miljoonaa.", []),
    ("Tuotos valmistuu 4.2.2031.", []),
    ("versio 2.1", []),
    ("Tuotannon 4.2 arvo", []),
]


@pytest.mark.parametrize(("text", "numbers"), NAMED, ids=[row[0] for row in NAMED])
def test_a_number_after_the_word_for_an_output_names_one(text: str, numbers: list[str]) -> None:
    assert [naming.number for naming in find_outputs(text, WORDS)] == numbers


TITLES = [
    ("Tuotos 1.3 eli reittiluokitus on työstetty valmiiksi.", "reittiluokitus"),
    ("Polkuverkon kuvaus (tuotos 2.4)", "Polkuverkon kuvaus"),
    ("3. Polkuverkon kuvaus (tuotos 2.4)", "Polkuverkon kuvaus"),
    ("Tuotos 2.4: Polkuverkon kuvaus", "Polkuverkon kuvaus"),
    ("Tuotos 2.4 – Polkuverkon kuvaus", "Polkuverkon kuvaus"),
    ("Tuotos 2.4 on kesken.", None),
    ("Tuotos 2.4: käsittely", None),
    ("Tuotos 2.4: Arviointikehikko", "Arviointikehikko"),
    ("Todettiin että työ etenee ja polkukartta (tuotos 2.4) valmistuu.", None),
    ("Koivu kertoi polkukartasta (tuotos 2.4).", None),
    ("Kartta, joka kattaa polut (tuotos 2.4)", None),
    ("The group noted that the map is ready (output 2.4).", None),
    ("The map will be finished in May (output 2.4)", None),
    ("Map of paths (output 2.4)", "Map of paths"),
    ("Arbetsgruppen antecknade att kartan är klar (output 2.4).", None),
    ("Kuntien tukeminen kaavoituksessa (tuotos 2.4)", "Kuntien tukeminen kaavoituksessa"),
]


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[row[0] for row in TITLES])
def test_what_a_text_calls_an_output(text: str, title: str | None) -> None:
    (found,) = find_outputs(text, WORDS)

    assert found.title == title


def test_the_word_for_an_output_is_data() -> None:
    assert [naming.number for naming in find_outputs("Työpaketissa 2.3 on viivettä.", ("työpaketti",))] == ["2.3"]
    assert find_outputs("Työpaketissa 2.3 on viivettä.", WORDS) == ()


EVENTS = [
    ("Ohjausryhmä hyväksyi tuotoksen 2.4.", "approved"),
    ("Tuotos 2.4 hyväksyttiin.", "approved"),
    ("Resultat 2.4 godkändes.", "approved"),
    ("Output 2.4 was approved.", "approved"),
    ("Tuotos 2.4 palautettiin valmisteluun.", "rejected"),
    ("Tuotosta 2.4 ei hyväksytty.", "rejected"),
    ("Tuotos 2.4 katselmoitiin.", "reviewed"),
    ("Käytiin läpi tuotos 2.4.", "reviewed"),
    ("Honkaranta esitteli tuotoksen 2.4.", "presented"),
    ("Tuotos 2.4 valmistuu keväällä.", "mentioned"),
]


@pytest.mark.parametrize(("text", "event"), EVENTS, ids=[row[0] for row in EVENTS])
def test_what_a_sentence_says_was_done_with_an_output(text: str, event: str) -> None:
    assert event_in(text) == event


def test_a_meeting_tells_one_strongest_event_of_each_output() -> None:
    found = meeting(
        "# 1. Polkuverkon kuvaus (tuotos 2.4)\nHonkaranta esitteli kuvauksen.\nHyväksyttiin kuvaus.\n"
        "# 2. Reittiluokitus (tuotos 1.3)\nHonkaranta esitteli luokituksen. Luokitus palautettiin valmisteluun.\n"
        "# 3. Rajapinta (tuotos 3.1)\nKäytiin läpi rajapinnan luonnos.\n"
        "# 4. Muut asiat\nTuotos 5.2 valmistuu keväällä.\n"
    ).outputs

    assert [(output.number, output.event, output.item, output.title) for output in found] == [
        ("2.4", "approved", "1", "Polkuverkon kuvaus"),
        ("1.3", "rejected", "2", "Reittiluokitus"),
        ("3.1", "reviewed", "3", "Rajapinta"),
        ("5.2", "mentioned", "4", None),
    ]


def test_approving_a_proposal_about_an_output_is_not_approving_it() -> None:
    (found,) = meeting(
        "# 1. Kenttäohje (tuotos 4.1)\nOhje puuttuu.\nEsitys: Tuuli Honkaranta laatii kenttäohjeen.\nPäätös: Hyväksyttiin esitys.\n"
        "# 2. Muut asiat\nEi muita.\n"
    ).outputs

    assert found.event in ("mentioned", "presented")


def test_numbers_in_a_table_under_the_word_are_outputs() -> None:
    rows = (("Tuotos", "Nimi", "Tila"), ("1.1", "Reittiluokitus", "valmis"), ("2.4", "Polkuverkon kuvaus", "kesken"))

    assert list(in_rows(rows, WORDS)) == [(1, "1.1", "Reittiluokitus"), (2, "2.4", "Polkuverkon kuvaus")]
    assert list(in_rows((("Tuotos", "Tila"), ("1.1 Reittiluokitus", "valmis")), WORDS)) == [(1, "1.1", "Reittiluokitus")]
    assert list(in_rows((("Kohta", "Nimi"), ("1.1", "Reittiluokitus")), WORDS)) == []


def test_a_deck_presents_what_it_names() -> None:
    media = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    text = "# Polkuverkon kuvaus (tuotos 2.4)\nHyväksyttiin kesäkuussa.\n<2>\n| Tuotos | Nimi |\n| 1.1 | Reittiluokitus |\n"
    found = interpret(document(text, "liitteet/esitys.pptx", media_type=media), SETTINGS)

    assert found.kind == "attachment"
    assert found.meetings == ()
    assert {(output.number, output.title) for output in found.outputs} == {
        ("2.4", "Polkuverkon kuvaus"),
        ("1.1", "Reittiluokitus"),
    }
    assert {output.event for output in found.outputs} <= {"mentioned", "presented"}
    assert {output.where.label for output in found.outputs if output.where} == {"s. 1", "s. 2"}


def test_the_examples_in_the_docstrings_hold() -> None:
    result = doctest.testmod(outputs)

    assert result.attempted > 0
    assert result.failed == 0
