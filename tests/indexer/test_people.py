"""People, organisations and roles out of minutes: one person each, nothing that is nobody, roles by their words. All invented."""

from __future__ import annotations

import datetime

import pytest

from indexer import people
from indexer.organisations import Organisations
from kb.model import AgendaItem, Attendee, Decision, Meeting
from kb.results import Body, Organisation, Person

DAY = datetime.date(2031, 3, 4)
BODIES = (
    Body("laturyhmä", "Laturyhmä", ("Laturyhmä",)),
    Body("hallitus", "Hallitus", ("Hallitus",)),
    Body("kelkkaryhmä", "Kelkkaryhmä", ("Kelkkaryhmä",)),
)
ATTENDED = (
    Attendee("Tuuli Honkaranta", "Lumisuo", "pj"),
    Attendee("Veikko Salmiharju", "Hankijoki", None),
    Attendee("Aino Kivelä", "Lumisuo-kunnat", None),
)


def meeting(week: int = 0, attendees: tuple[Attendee, ...] = ATTENDED, body: str = "laturyhmä", **given: object) -> Meeting:
    day = DAY + datetime.timedelta(weeks=week)
    name = next(one.name for one in BODIES if one.id == body)
    return Meeting(
        f"{day}-{body}",
        name,
        None,
        None,
        day,
        attendees=attendees,
        documents=(f"{body}/{day}.md",),
        body_id=body,
        **given,  # type: ignore[arg-type]
    )


def gathered(*meetings: Meeting) -> tuple[dict[str, Person], dict[str, Organisation]]:
    found, organisations = people.gather(sorted(meetings, key=lambda m: str(m.date), reverse=True), (), BODIES)
    return {one.name: one for one in found}, {one.name: one for one in organisations}


def roles(person: Person) -> list[tuple[str, str, str, str]]:
    return [(role.role, role.body, str(role.since), str(role.to)) for role in person.roles]


SHORT = {
    "a first name": "Tuuli",
    "an initial": "T. Honkaranta",
    "a slip": "Tuuli Honkarata",
    "the other order": "Honkaranta, Tuuli",
    "a title before": "puheenjohtaja Tuuli Honkaranta",
}


@pytest.mark.parametrize("written", SHORT.values(), ids=SHORT.keys())
def test_another_way_of_writing_finds_its_person(written: str) -> None:
    found, _ = gathered(*(meeting(week) for week in range(4)), meeting(5, (Attendee(written), ATTENDED[1])))
    assert len(found["Tuuli Honkaranta"].attended) == 5
    assert (found["Tuuli Honkaranta"].first, found["Tuuli Honkaranta"].last) == (DAY, DAY + datetime.timedelta(weeks=5))
    assert len(found) == 3


def test_a_first_name_that_two_have_is_nobodys() -> None:
    other = Attendee("Tuuli Paasivaara")
    found, _ = gathered(meeting(0, (*ATTENDED, other)), meeting(1, (Attendee("Tuuli"), ATTENDED[1])))
    assert {name: len(one.attended) for name, one in found.items() if name.startswith("Tuuli")} == {
        "Tuuli Honkaranta": 1,
        "Tuuli Paasivaara": 1,
    }


def test_a_first_name_is_not_sought_in_another_bodys_people_far_away() -> None:
    found, _ = gathered(meeting(0), meeting(1, (Attendee("Tuuli"),), body="kelkkaryhmä"))
    assert len(found["Tuuli Honkaranta"].attended) == 1
    assert "Tuuli" not in found


FIRSTS = tuple(Attendee(name) for name in ("Tuuli", "Eero", "Saara", "Onni"))


def test_where_minutes_call_people_by_first_names_these_are_the_people_of_that_body_alone() -> None:
    names = [meeting(week, FIRSTS, body="kelkkaryhmä") for week in (0, 2)]
    found, _ = people.gather((*names, meeting(1, FIRSTS[1:], body="hallitus")), (), BODIES)
    assert [(one.slug, len(one.attended)) for one in found if one.name == "Eero"] == [
        ("eero-kelkkaryhmä", 2),
        ("eero-hallitus", 1),
    ]
    assert [one.slug for one in found if one.name == "Tuuli"] == ["tuuli-kelkkaryhmä"]


def test_a_first_name_is_somebody_whose_whole_name_the_body_tells_near() -> None:
    found, _ = gathered(meeting(0), meeting(1, (*FIRSTS, Attendee("Veikko"))))
    assert {"Tuuli Honkaranta", "Veikko Salmiharju", "Aino Kivelä", "Eero", "Saara", "Onni"} == set(found)
    assert len(found["Tuuli Honkaranta"].attended) == 2


def test_a_first_name_among_whole_names_is_nobodys_own() -> None:
    found, _ = gathered(meeting(0, (*ATTENDED, Attendee("Onni"))))
    assert "Onni" not in found


def test_where_the_whole_group_was_there_those_of_its_lists_were() -> None:
    found, _ = gathered(meeting(0, FIRSTS), meeting(1, (), speaking=()))
    assert {len(one.attended) for one in found.values()} == {2}


def test_who_speaks_where_the_whole_group_was_stands_for_its_list() -> None:
    whole = people.named(meeting(0, (), speaking=FIRSTS))
    assert whole.attendees == FIRSTS
    assert people.named(meeting(0)) == meeting(0)


NOBODY = ("Niitty-kirjastot", "Lumisuon Kirjastot", "Hankijoki", "Tekninen Työpaja", "Teams")


@pytest.mark.parametrize("line", NOBODY)
def test_what_is_no_persons_name_is_nobody(line: str) -> None:
    found, _ = gathered(meeting(0, (*ATTENDED, Attendee(line))), meeting(1))
    assert set(found) == {"Tuuli Honkaranta", "Veikko Salmiharju", "Aino Kivelä"}


def test_spellings_of_an_organisation_are_one_where_the_same_people_come_from_them() -> None:
    other = (Attendee("Tuuli Honkaranta", "Lumisuo-kunnat"), Attendee("Veikko Salmiharju", "Hankijoki/Lumisuo"))
    found, organisations = gathered(meeting(0), meeting(1), meeting(2, other), meeting(3, ATTENDED[:2]))
    assert found["Tuuli Honkaranta"].organisations == ("Lumisuo",)
    assert found["Veikko Salmiharju"].organisation == "Hankijoki"
    assert set(organisations) == {"Lumisuo", "Hankijoki"}
    assert "Lumisuo-kunnat" in organisations["Lumisuo"].names


@pytest.mark.parametrize("name", ["Laturyhmän", "Opetuspäällíkkö", "Aino Kivelä", "Laturyhmä"])
def test_bodies_titles_and_people_are_no_organisations(name: str) -> None:
    assert Organisations((), {name: {"a": 1, "b": 1}}, ("Laturyhmä", "Aino Kivelä")).shown(name) == ()


def test_a_chair_of_meeting_after_meeting_has_one_role_and_secretaries_in_turn_have_each_their_own() -> None:
    weeks = (
        meeting(0, secretary="Aino Kivelä"),
        meeting(1, secretary="Veikko Salmiharju"),
        meeting(2, secretary="Aino Kivelä"),
    )
    found, _ = gathered(*weeks)
    assert roles(found["Tuuli Honkaranta"]) == [("chair", "Laturyhmä", "2031-03-04", "2031-03-18")]
    assert [role[2:] for role in roles(found["Aino Kivelä"])] == [("2031-03-18",) * 2, ("2031-03-04",) * 2]


def test_an_office_elsewhere_is_that_bodys() -> None:
    guest = Attendee("Onni Paasivaara", None, "kelkkaryhmän puheenjohtaja")
    found, _ = gathered(meeting(0, (*ATTENDED, guest)))
    assert roles(found["Onni Paasivaara"]) == [("chair", "Kelkkaryhmä", "2031-03-04", "2031-03-04")]


def elected(title: str, text: str, decided: str) -> dict[str, Person]:
    item = AgendaItem("2031-03-04/4", "4", title, text=text)
    decision = Decision("2031-03-04/4/1", "2031-03-04", DAY, "4", title, "election", decided)
    return gathered(meeting(0, items=(item,), decisions=(decision,)))[0]


def test_a_list_that_is_elected_makes_members_and_deputies_of_the_coming_term() -> None:
    text = (
        "Valiokunta esittää:\n— Lumisuo: latumestari Maire Tunturila (Hankijoki), varajäsen rehtori Lahja Niemelä\n"
        "— Hankijoki: Urho Virtanen, varalla Reino Nieminen\nEsitys: Valitaan esityksen mukaan."
    )
    found = elected("Hallituksen jäsenten valinta toimikaudelle 2032–2033", text, "Valittiin esityksen mukaan.")
    assert roles(found["Maire Tunturila"]) == [("member", "Hallitus", "2032-01-01", "2033-12-31")]
    assert (
        roles(found["Lahja Niemelä"]) == roles(found["Reino Nieminen"]) == [("deputy", "Hallitus", "2032-01-01", "2033-12-31")]
    )
    assert found["Maire Tunturila"].attended == ()


def test_a_list_that_was_not_accepted_makes_nobody_anything() -> None:
    text = "1. Lumisuo: Maire Tunturila, varajäsen Lahja Niemelä"
    assert set(elected("Hallituksen jäsenten valinta", text, "Asia jätettiin pöydälle.")) == {one.name for one in ATTENDED}


def test_sentences_make_people_what_they_say() -> None:
    found = elected(
        "Hallituksen puheenjohtajan valinta",
        "",
        "Valittiin puheenjohtajaksi Maire Tunturila ja varapuheenjohtajaksi Aino Kivelä.",
    )
    assert roles(found["Maire Tunturila"]) == [("chair", "Hallitus", "2031-03-04", "None")]
    assert roles(found["Aino Kivelä"]) == [("vice_chair", "Hallitus", "2031-03-04", "None")]


def test_an_office_that_is_not_in_the_list_is_none() -> None:
    found = elected("Pöytäkirjan tarkastajat", "", "Pöytäkirjan tarkastajiksi valittiin Aino Kivelä ja Veikko Salmiharju.")
    assert not roles(found["Aino Kivelä"]) + roles(found["Veikko Salmiharju"])


def test_a_nominated_group_has_its_members_and_convener() -> None:
    text = "Kelkkaryhmään on ilmoitettu:\n* Lumisuo: Maire Tunturila\n* Hankijoki: Onni Paasivaara (kokoonkutsuja)"
    found = elected("Uusi ryhmä", text, "Merkittiin tiedoksi.")
    assert roles(found["Maire Tunturila"]) == [("member", "Kelkkaryhmä", "2031-03-04", "None")]
    assert roles(found["Onni Paasivaara"]) == [("convener", "Kelkkaryhmä", "2031-03-04", "None")]


def test_who_was_heard_is_the_one_on_the_list_though_the_sentence_has_a_slip() -> None:
    heard = AgendaItem("x/1", "1", "Latukone", text="Laturyhmä kuuli Veikko Salmihaarjua asiassa.")
    found, _ = gathered(meeting(0, items=(heard,)))
    assert ("expert", "Laturyhmä") in {(role.role, role.body) for role in found["Veikko Salmiharju"].roles}


def told(text: str) -> dict[str, list[tuple[str, str, str, str]]]:
    item = AgendaItem("2031-03-04/4", "4", "Muut asiat", text=text)
    return {name: roles(person) for name, person in gathered(meeting(0, items=(item,)))[0].items()}


@pytest.mark.parametrize(
    ("text", "name", "role", "body"),
    [
        (
            "Latujaoston puheenjohtajana on toiminut Maire Tunturila ja varapuheenjohtajana Lahja Niemelä.",
            "Lahja Niemelä",
            "vice_chair",
            "Latujaosto",
        ),
        ("Latujaoston sihteerinä toimii Maire Tunturila.", "Maire Tunturila", "secretary", "Latujaosto"),
        ("Maire Tunturila jatkaa latujaoston puheenjohtajana.", "Maire Tunturila", "chair", "Latujaosto"),
        ("Latujaoston jäsenet ovat Maire Tunturila ja Lahja Niemelä.", "Lahja Niemelä", "member", "Latujaosto"),
        ("Hallitukseen kuuluvat Maire Tunturila (pj) ja Lahja Niemelä.", "Maire Tunturila", "chair", "Hallitus"),
        ("Latujaoston puheenjohtajaksi on valittu Maire Tunturila.", "Maire Tunturila", "chair", "Latujaosto"),
        ("Latujaoston varajäsen Lahja Niemelä on muuttanut.", "Lahja Niemelä", "deputy", "Latujaosto"),
    ],
)
def test_sentences_tell_who_holds_an_office(text: str, name: str, role: str, body: str) -> None:
    assert (role, body) in {one[:2] for one in told(text)[name]}


@pytest.mark.parametrize(
    "text",
    [
        "Esitetään, että latujaoston puheenjohtajana toimii Maire Tunturila.",
        "Latujaoston entinen puheenjohtaja Maire Tunturila kertoi laduista.",
        "Pöytäkirjan tarkastajina toimivat Maire Tunturila ja Lahja Niemelä.",
        "Latujaoston puheenjohtaja Maire Tunturilan esitys hyväksyttiin.",
        "Puheenjohtajana on toiminut Maire Tunturila.",
    ],
)
def test_a_proposal_the_past_and_nobodys_office_make_nobody_anything(text: str) -> None:
    assert set(told(text)) == {one.name for one in ATTENDED}


def test_members_and_their_deputies_are_told_apart_in_a_sentence() -> None:
    found = elected(
        "Muut asiat",
        "",
        "Latujaostoon nimettiin Maire Tunturila (varalla Lahja Niemelä) ja Urho Virtanen sekä varalle Reino Nieminen.",
    )
    assert {
        name: roles(found[name])[0][0] for name in ("Maire Tunturila", "Lahja Niemelä", "Urho Virtanen", "Reino Nieminen")
    } == {
        "Maire Tunturila": "member",
        "Lahja Niemelä": "deputy",
        "Urho Virtanen": "member",
        "Reino Nieminen": "deputy",
    }


def test_who_is_elected_in_the_place_of_another_is_the_one_elected() -> None:
    found = elected("Muut asiat", "", "Latujaoston jäseneksi valittiin Maire Tunturilan tilalle Reino Nieminen.")
    assert roles(found["Reino Nieminen"]) == [("member", "Latujaosto", "2031-03-04", "None")]
    assert not any("Tunturila" in name for name in found)
