"""Links between invented meetings: what makes one, and what must not."""

from __future__ import annotations

import datetime

import pytest

from indexer import relate
from kb.model import AgendaItem, Attendee, Decision, DecisionKind, Due, Meeting
from kb.relations import Link
from kb.settings import Settings, load

FIRST = datetime.date(2025, 1, 14)
SECOND = datetime.date(2025, 2, 11)
THIRD = datetime.date(2025, 3, 11)

Told = tuple[str, str, tuple[tuple[DecisionKind, str, tuple[str, ...], Due | None], ...]]


def meeting(day: datetime.date, *items: Told, body: str = "Pihatyöryhmä") -> Meeting:
    """Minutes with items of a title, a text and decisions whose words stand in the text."""
    own = day.isoformat()
    made = tuple(AgendaItem(f"{own}/{n}", str(n), title, text=text) for n, (title, text, _) in enumerate(items, 1))
    decisions = tuple(
        Decision(f"{own}/{n}/{k}", own, day, str(n), title, kind, text, responsible=who, due=due, body=body)
        for n, (title, _, told) in enumerate(items, 1)
        for k, (kind, text, who, due) in enumerate(told, 1)
    )
    people = (Attendee("Orvokki Haapala", "Kiinteistöyhtiö"), Attendee("Urho Puistola", "Asukastoimikunta"))
    return Meeting(own, body, None, None, day, attendees=people, items=made, decisions=decisions)


@pytest.fixture
def settings(tmp_path: object) -> Settings:
    """Defaults."""
    return load(None, None, {})


def linked(settings: Settings, *meetings: Meeting) -> tuple[Link, ...]:
    newest_first = tuple(sorted(meetings, key=lambda m: m.date or FIRST, reverse=True))
    return relate.links(relate.resolve_deadlines(newest_first, settings), settings)


def ends(links: tuple[Link, ...]) -> set[tuple[str, str, str]]:
    return {(link.later, link.relation, link.earlier) for link in links}


SHED = ("Polkupyöräkatoksen paikka", "Päätettiin, että polkupyöräkatos rakennetaan portin viereen.")
SHED_DECIDED: Told = (*SHED, (("decision", "Päätettiin, että polkupyöräkatos rakennetaan portin viereen.", (), None),))


def later_on_shed(text: str, title: str = "Polkupyöräkatos") -> Told:
    return (title, text, (("decision", text, (), None),))


def test_a_decision_that_names_what_it_replaces_replaces_it(settings: Settings) -> None:
    new = later_on_shed("Päätettiin, että katos rakennetaan takapihalle. Päätös korvaa 14.1.2025 tehdyn päätöksen katoksesta.")
    (link,) = linked(settings, meeting(FIRST, SHED_DECIDED), meeting(SECOND, new))

    assert (link.relation, link.certain) == ("replaces", True)
    assert (link.later_decision, link.earlier_decision) == ("2025-02-11/1/1", "2025-01-14/1/1")
    assert "korvaa" in {ground.text for ground in link.grounds}


@pytest.mark.parametrize(
    "text",
    [
        "Päätettiin, että katos rakennetaan takapihalle.",
        "Uusi katos korvaa vanhan. Edellisessä kokouksessa päätetty paikka pidetään.",
        "Päätettiin, ettei 14.1.2025 tehtyä päätöstä polkupyöräkatoksesta muuteta eikä korvata.",
        "Jos lupaa ei saada, 14.1.2025 päätetty polkupyöräkatos korvataan telineillä.",
        "Haapala kysyi, voisiko polkupyöräkatoksen korvata telineillä.",
        "Taloyhtiö kumosi 3.2.2025 oman päätöksensä polkupyöräkatoksesta.",
    ],
)
def test_nothing_is_replaced_without_the_word_and_the_target(text: str, settings: Settings) -> None:
    links = linked(settings, meeting(FIRST, SHED_DECIDED), meeting(SECOND, later_on_shed(text)))

    assert {link.relation for link in links} <= {"follows"}


def test_an_amendment_names_what_it_adds_to(settings: Settings) -> None:
    new = later_on_shed("Täydennettiin 14.1.2025 tehtyä päätöstä polkupyöräkatoksesta siten, että katokseen tulee valo.")

    assert ends(linked(settings, meeting(FIRST, SHED_DECIDED), meeting(SECOND, new))) == {
        ("2025-02-11/1", "amends", "2025-01-14/1")
    }


def test_the_item_that_a_reference_names_is_the_target_whatever_it_is_called(settings: Settings) -> None:
    other: Told = (
        "Lumityöt",
        "Päätettiin, että lumityöt hoidetaan talkoilla.",
        (("decision", "Päätettiin, että lumityöt hoidetaan talkoilla.", (), None),),
    )
    text = "Päätettiin tilata työ yritykseltä. Päätös korvaa 14.1.2025 kohdassa 2 tehdyn päätöksen."
    links = linked(settings, meeting(FIRST, SHED_DECIDED, other), meeting(SECOND, later_on_shed(text, "Talvikunnossapito")))

    assert ("2025-02-11/1", "replaces", "2025-01-14/2") in ends(links)
    assert {link.earlier for link in links} == {"2025-01-14/2"}


def test_a_matter_put_off_comes_back_in_the_next_meeting(settings: Settings) -> None:
    put_off: Told = (
        "Leikkipaikan kunnostus",
        "Käsittely siirrettiin seuraavaan kokoukseen.",
        (("postponed", "Käsittely siirrettiin seuraavaan kokoukseen.", (), None),),
    )
    again: Told = ("Leikkipaikan kunnostus", "Päätettiin uusia keinut.", (("decision", "Päätettiin uusia keinut.", (), None),))
    (link,) = linked(settings, meeting(FIRST, put_off), meeting(SECOND, again))

    assert link.relation == "follows"
    assert {"announced", "title"} <= {ground.code for ground in link.grounds}


def test_a_shared_ticket_joins_items_of_other_names(settings: Settings) -> None:
    one: Told = ("Vikailmoitukset", "Käytiin läpi #4711 ja #4712.", ())
    two: Told = ("Huollon kuulumiset", "Korjattu: #4711 ja #4712.", ())

    assert ends(linked(settings, meeting(FIRST, one), meeting(SECOND, two))) == {("2025-02-11/1", "follows", "2025-01-14/1")}


def test_standing_items_are_no_chain(settings: Settings) -> None:
    days = [FIRST + datetime.timedelta(days=28 * k) for k in range(8)]
    standing = [meeting(day, ("Talouskatsaus", f"Tilillä on {k} 000 euroa.", ())) for k, day in enumerate(days, 1)]

    assert linked(settings, *standing) == ()


def test_another_bodys_decision_is_no_forerunner(settings: Settings) -> None:
    new = later_on_shed("Päätettiin, että polkupyöräkatos maalataan.")
    links = linked(settings, meeting(FIRST, SHED_DECIDED, body="Hallitus"), meeting(SECOND, new, body="Kulttuurivaliokunta"))

    assert links == ()


PROMISE = "Sovittiin, että Kiinteistöyhtiö hankkii tarjouksen aidan maalauksesta seuraavaan kokoukseen."
PROMISED: Told = (
    "Aidan maalaus",
    PROMISE,
    (("agreement", PROMISE, ("Kiinteistöyhtiö",), Due("seuraavaan kokoukseen", None, True)),),
)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Haapala esitteli edellisessä kokouksessa sovitun tarjouksen aidan maalauksesta.", {"fulfils"}),
        ("Kiinteistöyhtiö on hankkinut sovitun tarjouksen aidan maalauksesta.", {"fulfils"}),
        ("Kiinteistöyhtiö ei ole hankkinut tarjousta aidan maalauksesta.", {"refers"}),
        ("Kiinteistöyhtiö hankkii tarjouksen aidan maalauksesta keväällä.", set()),
        ("Puistola toivoi, että aidan maalauksesta saadaan tarjous.", set()),
        ("Naapuritalo maalasi aitansa.", set()),
    ],
)
def test_a_promise_is_kept_only_where_words_say_that_it_was_done(text: str, relations: set[str], settings: Settings) -> None:
    links = linked(settings, meeting(FIRST, PROMISED), meeting(SECOND, ("Pihan asiat", text, ())))

    assert {link.relation for link in links if link.earlier_decision == "2025-01-14/1/1"} - {"follows"} == relations


def test_a_deadline_that_names_the_next_meeting_is_resolved_to_it(settings: Settings) -> None:
    meetings = relate.resolve_deadlines((meeting(SECOND, ("Muut asiat", "", ())), meeting(FIRST, PROMISED)), settings)
    due = meetings[1].decisions[0].due

    assert due is not None
    assert due.date == SECOND


def test_a_deadline_in_a_meeting_that_nobody_has_called_stays_unknown(settings: Settings) -> None:
    (found,) = relate.resolve_deadlines((meeting(THIRD, PROMISED),), settings)

    assert found.decisions[0].due is not None
    assert found.decisions[0].due.date is None


def test_what_each_meeting_does_anew_for_itself_makes_no_chain(settings: Settings) -> None:
    def chosen(day: datetime.date, who: str) -> Meeting:
        text = f"Pöytäkirjantarkastajiksi ja lipputangon vartijoiksi valittiin {who}."
        return meeting(day, ("Tarkastajien ja lipputangon vartijoiden valinta", text, (("election", text, (), None),)))

    given = relate.tell_natures((chosen(SECOND, "Urho Puistola"), chosen(FIRST, "Orvokki Haapala")))

    assert linked(settings, *given) == ()
