"""Decisions as minutes mark them and as they only say them: blocks, tables, arrows, proposals, what belongs to each."""

from __future__ import annotations

import datetime
import time

import pytest

from kb.model import Decision
from tests.indexer.interpret.minutes import meeting

WORDS = "Opasteet uusitaan kesäkuun aikana."


def decided(text: str) -> tuple[Decision, ...]:
    """The decisions of minutes with this one item."""
    return meeting(f"# 1. Opasteet\n{text}\n# 2. Muut asiat\nEi muita asioita.\n").decisions


def sure(text: str) -> list[str]:
    """The words of those that are not of low confidence."""
    return [decision.text for decision in decided(text) if decision.confidence != "low"]


MARKED = {
    "own line": f"Päätös: {WORDS}",
    "bold marker": f"**Päätös:** {WORDS}",
    "bold marker, colon outside": f"**Päätös**: {WORDS}",
    "all bold": f"**Päätös: {WORDS}**",
    "capitals": f"PÄÄTÖS: {WORDS}",
    "alone on its line": f"Päätös\n{WORDS}",
    "alone, with a colon": f"Päätös:\n{WORDS}",
    "alone and bold": f"**Päätös**\n{WORDS}",
    "a heading": f"## Päätös\n{WORDS}",
    "a list item": f"- Päätös: {WORDS}",
    "a bold list item": f"- **Päätös:** {WORDS}",
    "a list below": f"- Keskusteltiin väreistä.\n  - Päätös: {WORDS}",
    "a dash": f"Päätös – {WORDS}",
    "an arrow": f"Päätös -> {WORDS}",
    "plural": f"Päätökset: {WORDS}",
    "whose": f"Työryhmän päätös: {WORDS}",
    "whose, alone": f"Työryhmän päätös\n{WORDS}",
    "agreed": f"Sovittu: {WORDS}",
    "a policy": f"Linjaus: {WORDS}",
    "a conclusion": f"Johtopäätös: {WORDS}",
    "a row of two cells": f"| Päätös | {WORDS} |",
    "Swedish": f"Beslut: {WORDS}",
    "English": f"Decision: {WORDS}",
    "English, alone": f"**Decisions**\n{WORDS}",
    "of what": f"**Päätös opasteista:** {WORDS}",
}


@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED.keys())
def test_a_marked_block_is_a_decision_whatever_the_marker_looks_like(text: str) -> None:
    found = [decision for decision in decided(text) if decision.confidence == "high"]

    assert [decision.text for decision in found] == [WORDS]
    assert found[0].rests_on.startswith(("otsikko", "taulukko"))
    assert found[0].item == "1"
    assert found[0].id == "2031-05-14/1/1"


UNMARKED_LOOKALIKES = [
    "Päätös on valmisteilla kunnissa.",
    "Päätökset kirjataan jatkossa taulukkoon.",
    "Asia saatiin päätökseen.",
    "Ei tehty päätöksiä.",
    "Päätöksenteko kestää kunnissa kauan.",
    "Ehdotus: Uusitaan kaikki opasteet.",
    "Esitys: Hyväksytään polkuverkon kuvaus.",
    "Päätösehdotus: Hyväksytään polkuverkon kuvaus.",
    "Puheenjohtajan ehdotus: Hyväksytään polkuverkon kuvaus.",
    "Förslag: Planen godkänns.",
    "Päätös: <kirjataan kokouksessa>",
    "Päätös: [täydennetään]",
]


@pytest.mark.parametrize("text", UNMARKED_LOOKALIKES)
def test_what_only_looks_like_a_marked_decision_is_none(text: str) -> None:
    assert sure(text) == []


def test_a_marked_block_alone_on_its_line_reaches_to_the_next_label() -> None:
    text = "Päätös\nHyväksyttiin kuvaus.\nSe julkaistaan kesäkuussa.\nLisätiedot: Tuuli Honkaranta\nTeksti jatkuu."

    assert sure(text) == ["Hyväksyttiin kuvaus. Se julkaistaan kesäkuussa."]


def test_a_marked_block_ends_at_the_list_it_announces() -> None:
    text = "Päätös: Uusitaan seuraavat:\n- pohjoisen reitin opasteet\n- laavun opasteet\n\nKeskusteltiin vielä väreistä."

    assert sure(text) == ["Uusitaan seuraavat: pohjoisen reitin opasteet laavun opasteet"]


def test_a_decision_marker_in_a_nested_list_takes_only_what_lies_below_it() -> None:
    text = "- Opasteet\n  - Päätös:\n    - Uusitaan kesällä.\n  - Kartta on myöhässä.\n"

    assert sure(text) == ["Uusitaan kesällä."]


def test_several_decisions_of_an_item_are_numbered_in_their_order() -> None:
    found = decided("Sovittiin, että värit valitaan myöhemmin. Opasteista keskusteltiin.\n\nPäätös: Uusitaan opasteet.")

    assert [(decision.id, decision.kind) for decision in found] == [
        ("2031-05-14/1/1", "agreement"),
        ("2031-05-14/1/2", "decision"),
    ]


def test_a_page_break_inside_a_block_does_not_end_it() -> None:
    found = meeting("# 1. Opasteet\nPäätös\n<2>\nOpasteet uusitaan kesällä.\n# 2. Muut asiat\nEi muita.\n").decisions

    assert [decision.text for decision in found] == ["Opasteet uusitaan kesällä."]
    assert found[0].where is not None
    assert found[0].where.label == "s. 2"


# --- proposals and earlier handlings --------------------------------------------------------------------------------------

PROPOSAL = "Polkuverkon kuvaus hyväksytään ja julkaistaan."

POINTING = [
    (f"Ehdotus: {PROPOSAL}\nPäätös: Hyväksyttiin ehdotus.", "approval"),
    (f"Esitys: {PROPOSAL}\nPäätös: Esityksen mukaan.", "approval"),
    (f"Päätösehdotus:\n{PROPOSAL}\nPäätös:\nPäätettiin ehdotuksen mukaan.", "approval"),
    (f"Esitys\n{PROPOSAL}\nTyöryhmä hyväksyi esityksen.", "approval"),
    (f"Puheenjohtajan ehdotus:\n{PROPOSAL}\nPäätös:\nTyöryhmä hyväksyi ehdotuksen yksimielisesti.", "approval"),
    (f"Förslag: {PROPOSAL}\nBeslut: Enligt förslaget.", "approval"),
    (f"Proposal: {PROPOSAL}\nDecision: Approved as proposed.", "approval"),
]


@pytest.mark.parametrize(("text", "kind"), POINTING, ids=[text.replace("\n", " / ")[:60] for text, _ in POINTING])
def test_what_a_decision_only_points_at_is_its_content(text: str, kind: str) -> None:
    found = [decision for decision in decided(text) if decision.confidence == "high"]

    assert len(found) == 1
    assert found[0].content == PROPOSAL
    assert found[0].kind == kind


def test_a_decision_that_says_itself_what_was_decided_needs_no_proposal() -> None:
    found = decided(f"Ehdotus: {PROPOSAL}\nPäätös: Uusitaan vain pohjoisen reitin opasteet ja palataan muihin syksyllä.")

    assert [decision.content for decision in found] == [None]


def test_the_proposal_of_one_item_is_not_the_content_of_the_next() -> None:
    found = meeting(f"# 1. Kuvaus\nEhdotus: {PROPOSAL}\nJätettiin pöydälle.\n# 2. Kartta\nHyväksyttiin esitys.\n").decisions

    assert found[-1].item == "2"
    assert found[-1].content is None


def test_another_bodys_earlier_handling_is_not_a_decision_of_this_meeting() -> None:
    head = "# Kunnanvaltuuston kokous 4/2031\nAika: 14.5.2031 klo 18.00\nLäsnä: Tuuli Honkaranta, Veikko Salmiharju\n"
    items = (
        "# § 31 Talousarvion muutos\n"
        "Kunnanhallitus, 5.5.2031, § 77\nEhdotus\nHyväksytään muutos.\nPäätös\nKunnanhallitus hyväksyi ehdotuksen.\n"
        "Kunnanvaltuusto, 14.5.2031, § 31\nEhdotus\nValtuusto hyväksyy muutoksen.\nPäätös\nValtuusto hyväksyi ehdotuksen.\n"
        "# § 32 Kokouksen päättäminen\nPuheenjohtaja päätti kokouksen klo 19.\n"
    )

    found = meeting(items, head).decisions

    assert [(decision.item, decision.text) for decision in found] == [("§ 31", "Valtuusto hyväksyi ehdotuksen.")]
    assert found[0].content == "Valtuusto hyväksyy muutoksen."


# --- running text ----------------------------------------------------------------------------------------------------------


def test_a_sentence_that_decides_is_the_decision_and_its_neighbours_are_not() -> None:
    text = "Honkaranta esitteli opasteet. Sovittiin, että ne uusitaan kesällä. Rantakivi muistutti väreistä."

    assert sure(text) == ["Sovittiin, että ne uusitaan kesällä."]


def test_bold_goes_on_with_a_decision_begun_in_bold() -> None:
    text = "Keskusteltiin. **Sovittiin, että opasteet uusitaan. Työssä käytetään lehtikuusta.** Värejä on kolme."

    assert sure(text) == ["Sovittiin, että opasteet uusitaan. Työssä käytetään lehtikuusta."]


def test_words_that_announce_a_list_take_the_list() -> None:
    text = "Sovittiin seuraavaa:\n- Tuuli laatii kartan\n- Ilmari kysyy luvat\n\nKeskusteltiin väreistä."

    assert sure(text) == ["Sovittiin seuraavaa: Tuuli laatii kartan Ilmari kysyy luvat"]


def test_unmarked_outcomes_are_kept_apart_by_their_confidence() -> None:
    found = decided("Tuuli hoitaa tiedotuksen kunnille.\n\nSovittiin, että värit valitaan myöhemmin.")

    assert [(decision.confidence, decision.kind) for decision in found] == [("low", "assignment"), ("high", "agreement")]
    assert found[0].responsible == ("Tuuli Honkaranta",)


def test_a_heading_a_caption_and_a_question_decide_nothing() -> None:
    assert decided("## Sovittiin aikataulu\nSovittiinko aikataulu?\n") == ()


# --- rows of a table of actions --------------------------------------------------------------------------------------------


def test_the_rows_of_a_table_of_actions_are_assignments() -> None:
    found = decided(
        "| Toimenpide | Vastuu | Määräaika |\n"
        "| Tilataan opasteet | Tuuli Honkaranta | 30.5.2031 |\n"
        "| Kysytään luvat | Ilmari | |\n"
    )

    assert [(d.text, d.kind, d.responsible, d.due and d.due.date) for d in found] == [
        ("Tilataan opasteet", "assignment", ("Tuuli Honkaranta",), datetime.date(2031, 5, 30)),
        ("Kysytään luvat", "assignment", ("Ilmari Rantakivi",), None),
    ]


def test_a_table_without_somebody_responsible_is_no_table_of_actions() -> None:
    assert decided("| Asia | Kustannus |\n| Opasteet | 4 000 € |\n") == ()


def test_an_arrow_gives_what_follows_to_somebody() -> None:
    (found,) = decided("Luvat puuttuvat vielä -> Ilmari kysyy kunnilta")

    assert (found.kind, found.responsible, found.confidence) == ("assignment", ("Ilmari Rantakivi",), "low")


# --- what belongs to a decision --------------------------------------------------------------------------------------------

DUE = [
    ("Sovittiin, että Tuuli toimittaa kartan viimeistään 30.5.2031.", datetime.date(2031, 5, 30), "viimeistään 30.5.2031"),
    ("Sovittiin, että kartta valmistuu 30.5. mennessä.", datetime.date(2031, 5, 30), "30.5. mennessä"),
    ("Sovittiin, että kartta valmistuu kesäkuun loppuun mennessä.", datetime.date(2031, 6, 30), "kesäkuun loppuun mennessä"),
    ("Sovittiin, että kartta tuodaan seuraavaan kokoukseen.", None, "seuraavaan kokoukseen"),
    ("Päätettiin pyytää lausunnot viikolla 22.", datetime.date(2031, 6, 1), "viikolla 22"),
    ("It was agreed that the map is sent no later than 30 May 2031.", datetime.date(2031, 5, 30), "no later than 30 May 2031"),
    ("Det beslutades att kartan skickas senast den 30 maj 2031.", datetime.date(2031, 5, 30), "senast den 30 maj 2031"),
]


@pytest.mark.parametrize(("text", "date", "words"), DUE, ids=[row[0] for row in DUE])
def test_a_decision_knows_by_when(text: str, date: datetime.date | None, words: str) -> None:
    (found,) = decided(text)

    assert found.due is not None
    assert (found.due.date, found.due.text) == (date, words)
    assert found.due.meeting is (date is None)


@pytest.mark.parametrize(
    "text",
    [
        "Sovittiin, että opasteet ovat puisia.",
        "Todettiin, että lausunnot pyydettiin viimeistään 30.4.2031.",
        "Valittiin Tuuli Honkaranta puheenjohtajaksi 31.12.2032 asti.",
        "Päätettiin julkaista kartta, joka painettiin 3.2.2031.",
    ],
)
def test_a_day_that_is_no_deadline_is_none(text: str) -> None:
    assert [decision.due for decision in decided(text)] == [None]


RESPONSIBLE = [
    ("Sovittiin, että Tuuli laatii kartan.", ("Tuuli Honkaranta",)),
    ("Sovittiin, että Tuuli Honkaranta ja Ilmari Rantakivi laativat kartan.", ("Tuuli Honkaranta", "Ilmari Rantakivi")),
    ("Sovittiin, että KIRKAS toimittaa tiedot.", ("KIRKAS",)),
    ("Sovittiin, että KIRKAS ja Luotsi-virasto toimittavat tiedot.", ("KIRKAS", "Luotsi-virasto")),
    ("Päätös: Ilmari kysyy luvat kunnilta.", ("Ilmari Rantakivi",)),
    ("Sihteeriksi valittiin Veikko Salmiharju.", ("Veikko Salmiharju",)),
    (
        "Vetäjiksi nimettiin Tuuli Honkaranta (KIRKAS) ja Ilmari Rantakivi (Luotsi-virasto).",
        ("Tuuli Honkaranta", "Ilmari Rantakivi"),
    ),
    ("Työryhmä valitsi puheenjohtajaksi Tuuli Honkarannan.", ("Tuuli Honkaranta",)),
    ("Sovittiin, että viestintätiimi julkaisee kartan.", ("viestintätiimi",)),
    ("Sovittiin, että opasteet uusitaan.", ()),
    ("Hyväksyttiin kuvaus, jonka Tuuli oli laatinut.", ()),
]


@pytest.mark.parametrize(("text", "names"), RESPONSIBLE, ids=[row[0] for row in RESPONSIBLE])
def test_a_decision_knows_who_is_to_do_it(text: str, names: tuple[str, ...]) -> None:
    (found,) = decided(text)

    assert found.responsible == names


KINDS = [
    ("Päätös: Merkittiin tiedoksi.", "noted"),
    ("Päätös: Hyväksyttiin.", "approval"),
    ("Päätös: Esitystä ei hyväksytty.", "rejected"),
    ("Päätös: Asia jätettiin pöydälle.", "postponed"),
    ("Päätös: Siirretään seuraavaan kokoukseen.", "postponed"),
    ("Päätös: Valittiin sihteeriksi Tuuli Honkaranta.", "election"),
    ("Päätös: Ilmari hoitaa luvat.", "assignment"),
    ("Päätös: Opasteet ovat jatkossa puisia.", "decision"),
    ("Päätös: Todettiin tilanne.", "noted"),
    ("Hylättiin esitys uudesta logosta.", "rejected"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[row[0] for row in KINDS])
def test_the_kind_of_a_decision_comes_from_its_verb(text: str, kind: str) -> None:
    assert [decision.kind for decision in decided(text)] == [kind]


def test_opening_formalities_are_procedural() -> None:
    found = meeting(
        "# 1. Kokouksen avaus\nPuheenjohtaja avasi kokouksen. Todettiin kokous päätösvaltaiseksi.\n"
        "# 2. Edellisen kokouksen muistio\nHyväksyttiin edellisen kokouksen muistio.\n"
        "# 3. Talous\nHyväksyttiin talousraportti.\n"
    ).decisions

    assert [(decision.item, decision.kind) for decision in found] == [
        ("1", "procedural"),
        ("2", "procedural"),
        ("3", "approval"),
    ]


def test_a_vote_a_dissent_and_a_disqualification_stay_with_the_decision() -> None:
    (found,) = decided(
        "Veikko Salmiharju ilmoitti olevansa esteellinen ja poistui käsittelyn ajaksi.\n"
        "Äänestyksessä ehdotus voitti äänin 5–3.\n"
        "Päätös: Opasteet uusitaan.\n"
        "Ilmari Rantakivi jätti päätökseen eriävän mielipiteen.\n"
    )

    assert found.votes == "Äänestyksessä ehdotus voitti äänin 5–3."
    assert found.dissent == "Ilmari Rantakivi jätti päätökseen eriävän mielipiteen."
    assert found.disqualified == "Veikko Salmiharju ilmoitti olevansa esteellinen ja poistui käsittelyn ajaksi."


def test_a_decision_names_its_outputs_and_attachments() -> None:
    found = meeting(
        "# 1. Polkuverkon kuvaus (tuotos 2.4)\nHyväksyttiin kuvaus (LIITE 3).\n"
        "# 2. Muut tuotokset\nSovittiin, että tuotokset 1.1–1.3 viimeistellään.\n"
    ).decisions

    assert [(decision.outputs, decision.attachments) for decision in found] == [
        (("2.4",), ("LIITE 3",)),
        (("1.1", "1.2", "1.3"), ()),
    ]


def test_a_decision_is_cited_where_its_words_stand() -> None:
    (found,) = decided("Honkaranta kertoi väreistä. Sovittiin, että opasteet uusitaan.")

    assert found.where is not None
    assert found.where.start is not None
    assert found.where.end is not None
    assert found.where.end - found.where.start == len("Sovittiin, että opasteet uusitaan.")


def test_a_line_without_full_stops_costs_by_its_length_alone() -> None:
    words = "selvitetään kunnat lautakunta päätti ohjausryhmän tiedot Tuuli laatii luonnoksen jos sovittiin opasteista kuten "

    def seconds(times: int) -> float:
        begun = time.process_time()
        decided(words * times)
        return time.process_time() - begun

    seconds(20)
    assert seconds(800) < 10 * seconds(200)
