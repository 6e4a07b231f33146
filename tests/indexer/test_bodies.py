"""Whose a meeting is: many names of one body, and one name of many; everything here is invented."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from indexer import bodies
from indexer.assemble import Before, assemble
from kb.model import Attendee, Meeting
from kb.results import Body
from kb.settings import Settings
from tests.fixtures.group import Item, minutes

DAY = datetime.date(2031, 3, 4)
LATUVÄKI = ("Tuuli Honkaranta", "Veikko Salmiharju", "Aino Kivelä", "Reino Suopelto")
KELKKAVÄKI = ("Maire Tunturila", "Onni Paasivaara", "Lahja Niemelä", "Urho Kurki")
Told = tuple[str | None, str, Sequence[str]]


def settings_of(**given: object) -> Settings:
    return replace(Settings(Path("/aineisto"), Path("/hakemisto")), **given)  # type: ignore[arg-type]


def grouped(*told: Told, settings: Settings | None = None) -> list[str | None]:
    """The bodies' ids of meetings told as (name, file, people), each a week after the one before."""
    meetings = [
        (
            Meeting("", name, None, None, DAY + datetime.timedelta(weeks=week), attendees=tuple(map(Attendee, people))),
            path,
        )
        for week, (name, path, people) in enumerate(told)
    ]
    found, _bodies = bodies.identify(meetings, settings or settings_of())
    return [meeting.body_id for meeting in found]


ONE = {
    "with and without its organisation": (("Lumisuon latutyöryhmä", "a/1.md"), ("Latutyöryhmä", "a/2.md")),
    "with its organisation before a comma": (("Lumisuon kaupunki, Latulautakunta", "a/1.md"), ("Latulautakunta", "a/2.md")),
    "in another order": (("Latu- ja retkeilytyöryhmä", "a/1.md"), ("Retkeily- ja laturyhmä", "a/2.md")),
    "misspelt": (("Latutyöryhmä", "a/1.md"), ("Latutyörymhä", "a/2.md")),
    "abbreviated": (("Ohjausryhmä", "a/1.md"), ("Ohry", "a/2.md")),
    "in Swedish": (("Latutyöryhmä", "a/1.md"), ("Spårgruppen", "a/2.md")),
    "in folders of years": (("Latutyöryhmä", "a/2030/1.md"), ("Latutyöryhmä", "a/2031/2.md")),
}


@pytest.mark.parametrize("pair", ONE.values(), ids=ONE.keys())
def test_one_body_stays_one(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    first, second = grouped(*((name, path, LATUVÄKI) for name, path in pair))
    assert first == second


TWO: dict[str, tuple[Told, ...]] = {
    "of other names": (("Latutyöryhmä", "a/1.md", LATUVÄKI), ("Kelkkatyöryhmä", "a/2.md", KELKKAVÄKI)),
    "of the same people": (("Latutyöryhmä", "a/1.md", LATUVÄKI), ("Kelkkatyöryhmä", "a/2.md", LATUVÄKI)),
    "of one name in two places": (
        ("Ohjausryhmä", "ladut/1.md", LATUVÄKI),
        ("Ohjausryhmä", "kelkat/1.md", KELKKAVÄKI),
        ("Ohjausryhmä", "ladut/2.md", LATUVÄKI),
    ),
    "a group and its sub-group": (("Ohjausryhmä", "a/1.md", LATUVÄKI), ("Ohjausryhmän jaosto", "a/2.md", LATUVÄKI)),
    "of other towns": (
        ("Lumisuon kaupunki, Latulautakunta", "a/1.md", ()),
        ("Hankijoen kaupunki, Latulautakunta", "a/2.md", ()),
    ),
    "a long name of others": (("Ohjausryhmä", "a/1.md", LATUVÄKI), ("Kelkkareittien ohjausryhmä", "a/2.md", KELKKAVÄKI)),
}


@pytest.mark.parametrize("told", TWO.values(), ids=TWO.keys())
def test_two_bodies_stay_two(told: tuple[Told, ...]) -> None:
    assert len(set(grouped(*told))) == 2


def test_a_short_name_goes_to_the_body_whose_people_meet() -> None:
    long, other, short = grouped(
        ("Latuverkon ohjausryhmä", "a/1.md", LATUVÄKI),
        ("Kelkkareittien ohjausryhmä", "a/2.md", KELKKAVÄKI),
        ("Ohjausryhmä", "a/3.md", LATUVÄKI),
    )
    assert short == long != other


def test_minutes_that_name_no_body_are_of_the_only_body_of_their_folder() -> None:
    named, nameless, elsewhere = grouped(
        ("Latutyöryhmä", "ladut/1.md", LATUVÄKI), (None, "ladut/2.md", LATUVÄKI), (None, "kelkat/1.md", KELKKAVÄKI)
    )
    assert named == nameless == "latutyöryhmä"
    assert elsewhere == "kelkat"


def test_what_people_tell_goes_before_everything() -> None:
    told = settings_of(bodies=(("Latutyöryhmä", "Hiihtoväki"),))
    first, second = grouped(("Latutyöryhmä", "a/1.md", LATUVÄKI), ("Hiihtoväki", "b/2.md", KELKKAVÄKI), settings=told)
    assert first == second == "latutyöryhmä"


def test_an_id_outlives_a_new_name() -> None:
    meeting = Meeting("", "Lumisuon latutyöryhmä", None, None, DAY)
    _meetings, found = bodies.identify(
        [(meeting, "a/1.md")], settings_of(), [Body("latutyöryhmä", "Latutyöryhmä", ("Latutyöryhmä", "Lumisuon latutyöryhmä"))]
    )
    assert [(body.id, body.name) for body in found] == [("latutyöryhmä", "Lumisuon latutyöryhmä")]


def test_another_body_on_the_same_day_moves_no_id() -> None:
    items = (Item("1", "Ladut", ("Sovittiin laduista.",)),)
    first = minutes(DAY, items, path="a/1.md", body="Latutyöryhmä")
    second = minutes(DAY, items, path="b/1.md", body="Kelkkatyöryhmä")
    before = assemble([first], settings_of())
    after = assemble([second, first], settings_of(), Before((), before.meetings, before.bodies))
    assert {meeting.body_id: meeting.id for meeting in after.meetings} == {
        "latutyöryhmä": "2031-03-04",
        "kelkkatyöryhmä": "2031-03-04-kelkkatyöryhmä",
    }
