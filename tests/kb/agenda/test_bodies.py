"""Whose a draft is: as its head says, else as its items point."""

from __future__ import annotations

import datetime

import pytest

from kb.agenda.handlings import cut
from kb.agenda.matching import Matcher
from kb.agenda.owners import pointed
from kb.agenda.reading import of_text
from kb.model import AgendaItem, Meeting
from kb.search.expansion import Synonyms

DAY = datetime.date(2031, 6, 1)
BODIES = ("Reittiryhmä", "Salmelan kunta, Tielautakunta", "Laavuryhmä")


def meeting(month: int, body: str, **items: str) -> Meeting:
    id = f"2031-0{month}-{body}"
    found = tuple(
        AgendaItem(f"{id}/{n}", str(n), title.replace("_", " "), text=text) for n, (title, text) in enumerate(items.items())
    )
    return Meeting(id, body, None, None, datetime.date(2031, month, 3), items=found)


MATCHER = Matcher(
    cut(
        [
            meeting(1, BODIES[0], Opasteiden_uusiminen="Tolpat tilattiin.", Muut_asiat="Ei muuta."),
            meeting(2, BODIES[0], Pitkospuiden_korjaus="Lankut haetaan.", Muut_asiat="Ei ollut."),
            meeting(3, BODIES[1], Yksityistien_avustus="Avustus myönnettiin.", Muut_asiat="Sovittiin talkoista."),
            meeting(4, BODIES[2], Laavujen_polttopuut="Puut ostetaan.", Muut_asiat="Ei muuta."),
        ],
        {"Muut asiat"},
    ),
    Synonyms(()),
    general={"Muut asiat"},
)


@pytest.mark.parametrize(
    ("titles", "body"),
    [
        ("Muut asiat\nPitkospuiden korjauksen tilanne", BODIES[0]),
        ("Avaus\nAvustus yksityistielle\nMuut asiat", BODIES[1]),
        ("Polttopuiden ostaminen laavuille", BODIES[2]),
    ],
)
def test_the_body_whose_matters_the_items_are_is_meant(titles: str, body: str) -> None:
    assert pointed(of_text(titles).items, MATCHER, DAY) == (body,)


def test_titles_that_every_body_has_point_to_no_one_of_them() -> None:
    assert set(pointed(of_text("Kokouksen avaus\nMuut asiat").items, MATCHER, DAY)) == set(BODIES)
    assert pointed(of_text("Veneet\nKelkat").items, MATCHER, DAY) == ()


def test_nothing_later_than_the_meeting_points_to_a_body() -> None:
    assert pointed(of_text("Laavujen polttopuut\nVeneet").items, MATCHER, datetime.date(2031, 4, 1)) == ()


def test_the_head_names_a_body_without_its_organisation() -> None:
    assert of_text("Tielautakunnan kokous 3.6.2031\n1. Avaus\n2. Tiet\n", BODIES).body == BODIES[1]
    assert of_text("Tielautakunnan kokous\n1. Avaus\n", (*BODIES, "Kosken kunta, Tielautakunta")).body is None
