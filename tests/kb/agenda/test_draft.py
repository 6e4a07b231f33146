"""Drafts are read however they are written."""

from __future__ import annotations

import datetime

import pytest

from kb.agenda.reading import of_text

TITLES = ["Kokouksen avaus", "Reittien merkintä", "Muut asiat"]
WRITTEN = {
    "numbered lines": "1. Kokouksen avaus\n2. Reittien merkintä\n3. Muut asiat\n",
    "numbers in brackets": "1) Kokouksen avaus\n2) Reittien merkintä\n3) Muut asiat\n",
    "plain lines": "Kokouksen avaus\nReittien merkintä\nMuut asiat\n",
    "bullets": "- Kokouksen avaus\n- Reittien merkintä\n- Muut asiat\n",
    "headings": "# Esityslista\n\n## Kokouksen avaus\n\n## Reittien merkintä\n\nTilanne kerrotaan.\n\n## Muut asiat\n",
    "numbered headings": "# Esityslista\nAika: 3.4.2031 klo 9\n## 1. Kokouksen avaus\n## 2. Reittien merkintä\n## 3. Muut asiat\n",
    "below a head": "Reittiryhmän kokous\nAika: 3.4.2031 klo 9\nPaikka: Virastotalo\n1. Kokouksen avaus\n2. Reittien merkintä\n3. Muut asiat",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_items_are_found_in_every_way_of_writing_them(text: str) -> None:
    assert [item.title for item in of_text(text).items] == TITLES


def test_a_list_inside_an_item_is_its_text() -> None:
    found = of_text("# Lista\n## 1. Avaus\n## 2. Opasteet\n1. kyltit\n2. tolpat\n## 3. Muut asiat\n")

    assert [item.number for item in found.items] == ["1", "2", "3"]
    assert found.items[1].text == "1. kyltit\n2. tolpat"


def test_sub_items_and_sections_keep_their_numbers() -> None:
    assert [item.number for item in of_text("3. Talous\n3.1 Tilinpäätös\n3.2 Arvio\n4 a. Muut").items] == [
        "3",
        "3.1",
        "3.2",
        "4 a",
    ]
    assert [item.number for item in of_text("§ 12 Opasteet\n§ 13 Muut").items] == ["§ 12", "§ 13"]


def test_the_day_the_body_the_presenter_and_outputs_are_read() -> None:
    text = "Saaristoreittien ohjausryhmän kokous\nAika: 3.4.2031 klo 9\n1. Avaus\n2. Opasteohje (tuotos 2.1), Salmiharju/SRK\n"
    found = of_text(text, ["Saaristoreittien ohjausryhmä"])

    assert found.date == datetime.date(2031, 4, 3)
    assert found.body == "Saaristoreittien ohjausryhmä"
    assert found.items[1].title == "Opasteohje (tuotos 2.1)"
    assert (found.items[1].presenter, found.items[1].organisation) == ("Salmiharju", "SRK")
    assert found.items[1].outputs == ("2.1",)


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_nothing_gives_no_items(text: str) -> None:
    assert of_text(text).items == ()
