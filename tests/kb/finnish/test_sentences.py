"""Sentences of minutes: abbreviations, dates and numbers do not end them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.finnish import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Todettiin asia.", "Sovittiin, että valmistelu jatkuu."],
        ["Kokous pidettiin 17.12. klo 13.", "Läsnä oli 12 jäsentä."],
        ["Seuraava kokous on 13.2.", "Puheenjohtaja päätti kokouksen klo 15.30."],
        ["Hyväksyttiin esim. liite 2 ja mm. hankesuunnitelma."],
        ["Läsnä olivat pj. Laine, siht. M. Korpi ym.", "Sovittiin työnjaosta."],
        ["Käsiteltiin maksut, kulut jne.", "Todettiin riittäväksi."],
        ["Sovittiin, että 1. varapuheenjohtaja A. Salo valmistelee asian."],
        ["1. Kokouksen avaus"],
        ["§ 3. Päätös hyväksyttiin (ks. liite 3.)", "Asia jätettiin pöydälle."],
        ["Päätettiin 3. joulukuuta pidetyssä kokouksessa."],
        ["Hinta on n. 500 euroa v. 2024.", "Sitten 15 henkilöä siirtyi."],
        ["Palautetaan liite B.", "Todettiin muutokset."],
        ["Voiko asian hyväksyä?", "Kyllä!", "Hyväksyttiin…", "Jatketaan."],
        ['Hän sanoi: "Sopii."', "Muut olivat samaa mieltä."],
        ["Tämä koskee ml. Helsinkiä ja ko. aluetta."],
        ["Aika on klo 9.00–10.30.", "Paikka on Teams."],
        ["Tuotos 4.2 esiteltiin.", "Tuotos 1.3 hyväksyttiin."],
        ["Nykyinen 65 v. ikäraja säilyy."],
    ],
)
def test_sentences_joined_by_a_space_come_apart_again(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_list_that_runs_on_in_a_sentence_stays_with_its_numbers() -> None:
    assert sentences("Päätettiin: 1. Hyväksyä esitys. 2. Palauttaa liite.") == [
        "Päätettiin: 1. Hyväksyä esitys.",
        "2. Palauttaa liite.",
    ]


def test_blank_lines_and_list_items_end_sentences_and_other_line_breaks_do_not() -> None:
    assert sentences("Sovittiin, että\nasia etenee\n\nSeuraava kokous\n- raportti\n- liite") == [
        "Sovittiin, että\nasia etenee",
        "Seuraava kokous",
        "- raportti",
        "- liite",
    ]


def test_a_missing_space_after_a_sentence_does_not_hide_the_next_one() -> None:
    assert sentences("Asia hyväksyttiin.Seuraavaksi käsiteltiin liite.Docx tai muistio.Docx.") == [
        "Asia hyväksyttiin.",
        "Seuraavaksi käsiteltiin liite.Docx tai muistio.Docx.",
    ]


@given(st.text(alphabet='aäKS1 .:!?…\n-§"()\u200b\u00a0'))
def test_no_character_but_white_space_is_outside_a_sentence(text: str) -> None:
    places = split_sentences(text)
    end = 0
    for start, stop in places:
        assert end <= start < stop <= len(text)
        assert text[end:start].strip(" \n\u200b\u00a0") == ""
        end = stop
    assert text[end:].strip(" \n\u200b\u00a0") == ""


@given(st.text())
def test_any_text_can_be_split(text: str) -> None:
    assert "".join(sentences(text)).replace(" ", "").strip() is not None
    joined = "".join("".join(sentences(text)).split())
    assert joined.replace("\u200b", "") == "".join(text.split()).replace("\u200b", "")
