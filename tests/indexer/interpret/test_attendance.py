"""Attendance in all its shapes: labels, lines, lists, tables, roles, organisations, who left and who was away."""

from __future__ import annotations

import doctest

import pytest

from indexer.interpret import attendance
from indexer.interpret.attendance import Attendance, read_attendance
from tests.indexer.interpret.minutes import document, lines

THREE = ["Tuuli Honkaranta", "Veikko Salmiharju", "Ilmari Rantakivi"]


def read(text: str) -> Attendance:
    """The attendance of minutes that begin with some marked text and have one item."""
    whole = f"# Työryhmän muistio 14.5.2031\n{text}\n# 1. Opasteet\nKeskusteltiin opasteista.\n"
    found = lines(whole)
    first = next(index for index, line in enumerate(found) if line.text == "1. Opasteet")
    return read_attendance(document(whole), found, first)


def present(text: str) -> list[str]:
    return [person.name for person in read(text).attendees if person.present is not False]


LISTED = "Tuuli Honkaranta, Veikko Salmiharju, Ilmari Rantakivi"
ON_LINES = "Tuuli Honkaranta\nVeikko Salmiharju\nIlmari Rantakivi"
AS_LIST = "- Tuuli Honkaranta\n- Veikko Salmiharju\n- Ilmari Rantakivi"

SHAPES = {
    "on the label's line": f"Läsnä: {LISTED}",
    "without a colon": f"Läsnä {LISTED}",
    "bold label": f"**Läsnä:** {LISTED}",
    "paikalla": f"Paikalla: {LISTED}",
    "paikalla olleet": f"Paikalla olleet: {LISTED}",
    "kuulolla": f"Kuulolla: {LISTED}",
    "osallistujat": f"Osallistujat: {LISTED}",
    "osanottajat": f"Osanottajat: {LISTED}",
    "läsnäolijat": f"Läsnäolijat:\n{ON_LINES}",
    "saapuvilla": f"Saapuvilla olleet jäsenet\n{ON_LINES}",
    "jäsenet": f"Jäsenet:\n{ON_LINES}",
    "a heading and lines": f"## Läsnä\n{ON_LINES}",
    "a heading and a list": f"## Osallistujat\n{AS_LIST}",
    "a bold line and a list": f"**Osallistujat**\n{AS_LIST}",
    "a label and a list": f"Läsnä:\n{AS_LIST}",
    "ja before the last": "Läsnä: Tuuli Honkaranta, Veikko Salmiharju ja Ilmari Rantakivi",
    "sekä before the last": "Läsnä: Tuuli Honkaranta, Veikko Salmiharju sekä Ilmari Rantakivi",
    "semicolons": "Läsnä: Tuuli Honkaranta; Veikko Salmiharju; Ilmari Rantakivi",
    "a missing comma": "Läsnä: Tuuli Honkaranta (KIRKAS), Veikko Salmiharju (KIRKAS) Ilmari Rantakivi (Luotsi)",
    "a full stop at the end": f"Läsnä: {LISTED}.",
    "a table": "Läsnä\n| Nimi | Organisaatio |\n| Tuuli Honkaranta | KIRKAS |\n| Veikko Salmiharju | KIRKAS |\n"
    "| Ilmari Rantakivi | Luotsi |",
    "a table with crosses": "Läsnä\n| Tuuli Honkaranta | x |\n| Veikko Salmiharju | x |\n| Ilmari Rantakivi | x |",
    "Swedish": "Närvarande: Tuuli Honkaranta, Veikko Salmiharju och Ilmari Rantakivi",
    "English": "Present: Tuuli Honkaranta, Veikko Salmiharju and Ilmari Rantakivi",
    "participants": f"Participants:\n{AS_LIST}",
    "two groups": "Jäsenet:\nTuuli Honkaranta\nVeikko Salmiharju\nMuut läsnäolijat:\nIlmari Rantakivi",
    "roles first": "Läsnä:\npuheenjohtaja Tuuli Honkaranta\nVeikko Salmiharju\nsihteeri Ilmari Rantakivi",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_those_present_are_found_in_every_shape(text: str) -> None:
    assert present(text) == THREE


def test_first_names_alone_are_enough() -> None:
    assert present("Läsnä: Tuuli, Veikko, Ilmari") == ["Tuuli", "Veikko", "Ilmari"]


def test_those_who_speak_were_there_where_the_whole_group_was() -> None:
    found = read("Osallistujat: koko ryhmä\nAino: meni hyvin\nEerolla oli muita töitä\nSaara: tavoite täyttyi")
    assert found.attendees == ()
    assert [person.name for person in found.speaking or ()] == ["Aino", "Eero", "Saara"]


def test_lines_by_organisation_without_a_label_tell_who_was_there() -> None:
    found = read("Reittilaitos: Tuuli Honkaranta (TH), Veikko Salmiharju (VS)\nLuotsi: Ilmari Rantakivi\nMuistion teki: Tuuli")

    assert [(person.name, person.organisation) for person in found.attendees] == [
        ("Tuuli Honkaranta", "Reittilaitos"),
        ("Veikko Salmiharju", "Reittilaitos"),
        ("Ilmari Rantakivi", "Luotsi"),
    ]
    assert not read("Reittilaitos: Tuuli Honkaranta\nMuistion teki: Tuuli").attendees


def test_who_is_only_told_of_was_not_there() -> None:
    assert read("Osallistujat: koko ryhmä\nAino: pyydetään lausunto").speaking == ()
    assert read(f"Läsnä: {LISTED}\nAino: hoitaa\nEero: hoitaa\nSaara: hoitaa").speaking is None


def test_an_organisation_in_brackets_belongs_to_those_before_it() -> None:
    found = read("Läsnä: Tuuli Honkaranta (KIRKAS), Veikko Salmiharju ja Ilmari Rantakivi (Luotsi-virasto)").attendees

    assert [(person.name, person.organisation) for person in found] == [
        ("Tuuli Honkaranta", "KIRKAS"),
        ("Veikko Salmiharju", "Luotsi-virasto"),
        ("Ilmari Rantakivi", "Luotsi-virasto"),
    ]


DETAILS = [
    ("Tuuli Honkaranta, KIRKAS, puheenjohtaja", "KIRKAS", "puheenjohtaja", None),
    ("Tuuli Honkaranta, KIRKAS (pj.)", "KIRKAS", "pj", None),
    ("Tuuli Honkaranta, KIRKAS pj.", "KIRKAS", "pj", None),
    ("Tuuli Honkaranta, puheenjohtaja", None, "puheenjohtaja", None),
    ("Tuuli Honkaranta (sihteeri)", None, "sihteeri", None),
    ("Tuuli Honkaranta (KIRKAS), poistui klo 10.35", "KIRKAS", None, "poistui klo 10.35"),
    ("Tuuli Honkaranta, KIRKAS, etänä", "KIRKAS", None, "etänä"),
    ("Tuuli Honkaranta (KIRKAS) kohdat 2 ja 3", "KIRKAS", None, "kohdat 2 ja 3"),
    ("Tuuli Honkaranta, saapui klo 9.10, poistui klo 10.35", None, None, "saapui klo 9.10, poistui klo 10.35"),
    ("Tuuli Honkaranta, varajäsen", None, "varajäsen", None),
    ("Tuuli Honkaranta, Luotsi-virasto, varalla", "Luotsi-virasto", None, "varalla"),
    ("Tuuli Honkaranta, toimitusjohtaja", None, "toimitusjohtaja", None),
    ("Tuuli Honkaranta, KIRKAS, left at 10:35", "KIRKAS", None, "left at 10:35"),
]


@pytest.mark.parametrize(("line", "organisation", "role", "note"), DETAILS, ids=[row[0] for row in DETAILS])
def test_what_stands_after_a_name_is_organisation_role_or_remark(
    line: str, organisation: str | None, role: str | None, note: str | None
) -> None:
    found = read(f"Läsnä:\n- {line}\n- Veikko Salmiharju\n").attendees

    assert [person.name for person in found] == ["Tuuli Honkaranta", "Veikko Salmiharju"]
    assert (found[0].organisation, found[0].role, found[0].note) == (organisation, role, note)


ABSENT = {
    "a label": "Läsnä: Tuuli Honkaranta, Veikko Salmiharju\nPoissa: Ilmari Rantakivi",
    "a list": "Läsnä:\n- Tuuli Honkaranta\n- Veikko Salmiharju\n\nPoissa:\n- Ilmari Rantakivi",
    "a heading": "## Läsnä\nTuuli Honkaranta\nVeikko Salmiharju\n## Poissa\nIlmari Rantakivi",
    "a mark in the list": "Läsnä:\n- Tuuli Honkaranta\n- Veikko Salmiharju\n- Ilmari Rantakivi (poissa)",
    "estynyt": "Läsnä: Tuuli Honkaranta, Veikko Salmiharju\nEstynyt: Ilmari Rantakivi",
    "Swedish": "Närvarande: Tuuli Honkaranta, Veikko Salmiharju\nFrånvarande: Ilmari Rantakivi",
    "English": "Present: Tuuli Honkaranta, Veikko Salmiharju\nApologies: Ilmari Rantakivi",
}


@pytest.mark.parametrize("text", ABSENT.values(), ids=ABSENT.keys())
def test_those_away_are_kept_apart(text: str) -> None:
    found = read(text).attendees

    assert [person.name for person in found if person.present] == THREE[:2]
    assert [person.name for person in found if not person.present] == THREE[2:]


LEADERS = [
    ("Läsnä:\n- Tuuli Honkaranta, KIRKAS, pj.\n- Veikko Salmiharju, siht.", "Tuuli Honkaranta", "Veikko Salmiharju"),
    (
        "Puheenjohtaja: Tuuli Honkaranta\nSihteeri: Veikko Salmiharju\nLäsnä: Ilmari Rantakivi",
        "Tuuli Honkaranta",
        "Veikko Salmiharju",
    ),
    ("Läsnä: Tuuli Honkaranta (pj), Veikko Salmiharju (sihteeri)", "Tuuli Honkaranta", "Veikko Salmiharju"),
    (
        f"Läsnä: {LISTED}\nPuheenjohtajana toimi Tuuli Honkaranta ja sihteerinä Veikko Salmiharju.",
        "Tuuli Honkaranta",
        "Veikko Salmiharju",
    ),
    (f"Läsnä: {LISTED}\nPuheenjohtaja Honkaranta avasi kokouksen.", "Tuuli Honkaranta", None),
    (f"Läsnä: {LISTED}\nSihteerinä toimi Veikko Salmiharju.", None, "Veikko Salmiharju"),
    (f"Läsnä: {LISTED}\nSihteeriksi valittiin Salmiharju.", None, "Veikko Salmiharju"),
    ("Närvarande: Tuuli Honkaranta, ordförande, Veikko Salmiharju, sekreterare", "Tuuli Honkaranta", "Veikko Salmiharju"),
    (f"Läsnä: {LISTED}", None, None),
]


@pytest.mark.parametrize(("text", "chair", "secretary"), LEADERS, ids=[row[0][:60] for row in LEADERS])
def test_who_led_and_who_wrote(text: str, chair: str | None, secretary: str | None) -> None:
    found = read(text)

    assert (found.chair, found.secretary) == (chair, secretary)


NOBODY = [
    "Osallistujat kokivat opasteet tarpeellisiksi.",
    "Jäsenet esittelivät kuntiensa reittejä ja kertoivat niiden kunnosta.",
    "Läsnä olevat jäsenet hyväksyivät esityksen.",
    "Osallistujia oli kolme.",
]


@pytest.mark.parametrize("sentence", NOBODY)
def test_a_sentence_that_begins_with_a_label_is_no_list(sentence: str) -> None:
    assert read(sentence).attendees == ()


def test_a_person_listed_twice_is_one_attendee() -> None:
    found = read(
        "Jäsenet:\n- Tuuli Honkaranta, KIRKAS\n- Veikko Salmiharju\n\nAsiantuntijat:\n- Tuuli Honkaranta, etänä\n"
    ).attendees

    assert [(person.name, person.organisation, person.note) for person in found] == [
        ("Tuuli Honkaranta", "KIRKAS", "etänä"),
        ("Veikko Salmiharju", None, None),
    ]


def test_the_heading_of_a_list_says_who_are_members_those_away_too() -> None:
    found = read(
        "Saapuvilla olleet jäsenet\nTuuli Honkaranta, puheenjohtaja\nVeikko Salmiharju\n\nMuut saapuvilla olleet\nOtso Kuusela\n\n"
        "Poissa\nIlmari Rantakivi"
    ).attendees

    assert [(person.name, person.role, person.present) for person in found] == [
        ("Tuuli Honkaranta", "puheenjohtaja", True),
        ("Veikko Salmiharju", "jäsen", True),
        ("Otso Kuusela", None, True),
        ("Ilmari Rantakivi", "jäsen", False),
    ]


def test_those_of_a_list_of_those_present_are_not_called_members() -> None:
    found = read(f"Läsnä:\n{AS_LIST}\n\nPoissa: Otso Kuusela").attendees

    assert [person.role for person in found] == [None] * 4


def test_those_of_two_places_need_no_heading() -> None:
    head = "Esilän retkeily / Mallisto Oy\nPalaveri 14.5.2031\nEsilä: Tuuli, Veikko (poistui 11.15)\nMallisto: Ilmari R., Aino Kivelä"

    assert [(person.name, person.organisation) for person in read(head).attendees] == [
        ("Tuuli", "Esilä"),
        ("Veikko", "Esilä"),
        ("Ilmari R", "Mallisto"),
        ("Aino Kivelä", "Mallisto"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Esilän retkeily\nEsilä: Tuuli, Veikko, Ilmari, Aino",
        "Palaveri\nEsilä: Tuuli, Veikko\nMallisto: Ilmari, Aino",
    ],
)
def test_lines_of_names_alone_are_no_list_of_two_places(head: str) -> None:
    assert read(head).attendees == ()


def test_the_name_of_a_group_is_no_part_of_its_first_name() -> None:
    text = "Osallistujat\n- Tilaaja: Aino Kivelä (Esilä ry)\n- Ryhmä: Tuuli, Veikko, Ilmari\n- Pj: Kaisa Mehto"

    assert present(text) == ["Aino Kivelä", "Tuuli", "Veikko", "Ilmari", "Kaisa Mehto"]


def test_names_in_the_discussion_are_not_attendees() -> None:
    whole = "# Muistio 14.5.2031\nLäsnä: Tuuli Honkaranta\n# 1. Opasteet\nAnsa Salmiharju kutsutaan mukaan.\nJäsenet: Otso Kuusela\n"
    found = read_attendance(document(whole), lines(whole), 2)

    assert [person.name for person in found.attendees] == ["Tuuli Honkaranta"]


def test_an_attendee_is_cited_where_the_name_stands() -> None:
    found = read(f"Läsnä:\n{AS_LIST}").attendees

    assert [person.where.start for person in found if person.where] == sorted(
        {person.where.start for person in found if person.where and person.where.start is not None}
    )
    assert len(found) == 3


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(attendance).failed == 0
