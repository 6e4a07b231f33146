"""Attachments as minutes speak of them: labels in text, lists of names, links, and words without a number."""

from __future__ import annotations

import doctest

import pytest

from indexer.interpret import attachments
from indexer.interpret.attachments import described, linked, listed, references
from tests.indexer.interpret.minutes import lines, meeting

LABELS = [
    ("Kartta on liitteenä (LIITE 3).", ["LIITE 3"]),
    ("Ks. liite 3.", ["LIITE 3"]),
    ("Liitteessä 3 on kartta.", ["LIITE 3"]),
    ("liitteen 3 mukaisesti", ["LIITE 3"]),
    ("Liitteet 1–3", ["LIITE 1", "LIITE 2", "LIITE 3"]),
    ("LIITTEET 1, 2 ja 5", ["LIITE 1", "LIITE 2", "LIITE 5"]),
    ("liite nro 4", ["LIITE 4"]),
    ("Liite 2a", ["LIITE 2a"]),
    ("LIITE 2: Kartta ja LIITE 4: Taulukko", ["LIITE 2", "LIITE 4"]),
    ("Kartta on liitteenä.", []),
    ("Hakemuksen liite puuttuu 3 kunnalta.", []),
    ("liittymä 3", []),
    ("Liittyi mukaan kohdassa 3.", []),
    ("Oheismateriaali 3", []),
]


@pytest.mark.parametrize(("text", "labels"), LABELS, ids=[row[0] for row in LABELS])
def test_labels_in_running_text(text: str, labels: list[str]) -> None:
    assert [reference.label for reference in references(text)] == labels


@pytest.mark.parametrize(("text", "number"), [("Se bilaga 3.", "3"), ("See annex 3.", "3"), ("See attachment 3.", "3")])
def test_labels_in_other_languages_keep_their_number(text: str, number: str) -> None:
    assert [reference.label.split()[-1] for reference in references(text)] == [number]


LISTS = {
    "lines": "Liitteet\nLIITE 1 Kartta.pdf\nLIITE 2 7_Opasteet_luonnos.pptx\n",
    "with colons": "Liitteet:\nLIITE 1: Kartta.pdf\nLIITE 2: 7_Opasteet_luonnos.pptx\n",
    "list items": "## Liitteet\n- Liite 1 Kartta.pdf\n- Liite 2 7_Opasteet_luonnos.pptx\n",
    "run together": "Liitteet LIITE 1 Kartta.pdf LIITE 2 7_Opasteet_luonnos.pptx\n",
    "a row": "| Liitteet | LIITE 1 Kartta.pdf LIITE 2 7_Opasteet_luonnos.pptx |\n",
    "numbered below a label": "Liitteet\n1 Kartta.pdf\n2 7_Opasteet_luonnos.pptx\n",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS.keys())
def test_a_list_of_attachments_gives_their_names(text: str) -> None:
    assert [(file.label, file.name) for file in listed(lines(text))] == [
        ("LIITE 1", "Kartta.pdf"),
        ("LIITE 2", "7_Opasteet_luonnos.pptx"),
    ]


def test_a_sentence_that_names_an_attachment_is_no_list() -> None:
    assert listed(lines("Kartta käytiin läpi (LIITE 1).\nLiite 1 on kartta, josta keskusteltiin.\n")) == ()


def test_what_follows_an_attachments_name_in_the_frame_is_not_of_it() -> None:
    (found,) = listed(lines("Liitteet LIITE 1 Kartta.pdf Jakelu Työryhmän jäsenet\n"))

    assert found.name == "Kartta.pdf"


def test_a_link_to_a_document_is_an_attachment_and_a_link_to_a_page_is_not() -> None:
    (line,) = lines("Katso [kartta](https://esimerkki.fi/a/Polku%20kartta.pdf) ja [sivu](https://esimerkki.fi/polut).")

    assert [file.name for file in linked(line)] == ["Polku kartta.pdf"]


def test_an_attachment_may_be_told_by_its_words_alone() -> None:
    assert described("Kommentit saatiin, liitteenä yhteenveto kuntien vastauksista.") == "yhteenveto kuntien vastauksista"
    assert described("Kartta jaettiin kokouksessa.") is None


def test_an_attachment_knows_its_items_and_its_name() -> None:
    found = meeting(
        "# 1. Kartta\nKäytiin läpi kartta (LIITE 1).\n# 2. Opasteet\nLiitteet 1 ja 2 esiteltiin.\n"
        "# 3. Muut asiat\nEi muita.\nLiitteet\nLIITE 1 Kartta.pdf\nLIITE 2 Opasteet.pptx\n"
    ).attachments

    assert [(file.label, file.name, file.items) for file in found] == [
        ("LIITE 1", "Kartta.pdf", ("1", "2")),
        ("LIITE 2", "Opasteet.pptx", ("2",)),
    ]
    assert all(file.file is None for file in found)


def test_an_attachment_that_is_only_referred_to_has_no_name() -> None:
    (found,) = meeting("# 1. Kartta\nKäytiin läpi kartta (LIITE 7).\n# 2. Muut asiat\nEi muita.\n").attachments

    assert (found.label, found.name, found.items) == ("LIITE 7", None, ("1",))


def test_the_examples_in_the_docstrings_hold() -> None:
    result = doctest.testmod(attachments)

    assert result.attempted > 0
    assert result.failed == 0
