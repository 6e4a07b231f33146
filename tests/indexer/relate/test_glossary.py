"""What counts as a definition, on invented sentences."""

from __future__ import annotations

import pytest

from indexer.relate.glossary import define, spells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiinteistöjen huoltokirja (KHK) päivitetään.", ("KHK", "kiinteistöjen huoltokirja")),
        ("Asia siirtyi kaupunkiympäristölautakunnalle (KYL).", ("KYL", "kaupunkiympäristölautakunta")),
        ("KYL (kaupunkiympäristölautakunta) käsitteli asian.", ("KYL", "kaupunkiympäristölautakunta")),
        (
            "Pyörävarasto on rakennus, jossa säilytetään polkupyöriä.",
            ("pyörävarasto", "rakennus, jossa säilytetään polkupyöriä"),
        ),
        ("Kasvualusta eli istutusmulta vaihdetaan.", ("kasvualusta", "istutusmulta")),
    ],
)
def test_a_definition_gives_the_word_and_its_meaning(text: str, expected: tuple[str, str]) -> None:
    assert [(found.term, found.meaning) for found in define(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Esitys on liitteenä (LIITE 1).",
        "Kokous pidetään etänä (TEAMS).",
        "Käsittely siirretään seuraavaan kokoukseen eli 20.11.2023.",
        "Pyörävarasto on aloittanut toimintansa, ja sitä pidetään hyvänä.",
        "Pyörävarasto on myöhässä, koska lupa puuttuu.",
        "Pyörävaraston tavoite on selvä.",
        "Rahoitus kattaa menot (vrt. talousarvio).",
    ],
)
def test_what_only_looks_like_a_definition_gives_nothing(text: str) -> None:
    assert list(define(text)) == []


@pytest.mark.parametrize(
    ("abbreviation", "words", "right"),
    [
        ("MML", ["maanmittauslaitos"], True),
        ("YTJ", ["yritys-", "ja", "yhteisötietojärjestelmä"], True),
        ("LIITE", ["esityksen", "liite"], False),
        ("YTJ", ["ohjausryhmän", "yhteinen", "tilannekuva", "järvellä"], False),
    ],
)
def test_an_abbreviation_spells_its_words(abbreviation: str, words: list[str], right: bool) -> None:
    assert spells(abbreviation, words) is right


def test_a_definition_stands_where_its_words_stand() -> None:
    text = "Todettiin tilanne. Kiinteistöjen huoltokirja (KHK) päivitetään."
    (found,) = define(text)

    assert text[found.start : found.end] == "Kiinteistöjen huoltokirja (KHK)"
