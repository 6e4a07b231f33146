"""The head of minutes: body, number, day, hours and place in the ways minutes write them."""

from __future__ import annotations

import datetime
import doctest

import pytest

from indexer.interpret import head
from indexer.interpret.head import Head, read_head
from tests.indexer.interpret.minutes import document, lines


def read(text: str, path: str = "muistio.md", header: str = "") -> Head:
    """The head of some marked text that has no items."""
    return read_head(document(text, path, header), lines(text), len(lines(text)))


WHEN = [
    ("Aika: 14.5.2031 klo 9.00–11.15", "2031-05-14", "09:00", "11:15"),
    ("Aika: ke 14.5.2031 klo 9-11", "2031-05-14", "09:00", "11:00"),
    ("Aika 14.5.2031 klo 9.00", "2031-05-14", "09:00", None),
    ("**Aika:** keskiviikko 14.5.2031, klo 9.00 – 11.15", "2031-05-14", "09:00", "11:15"),
    ("Aika ja paikka: 14.5.2031 klo 9.00–11.15, Teams", "2031-05-14", "09:00", "11:15"),
    ("Aika ja paikka\n14. toukokuuta 2031 kello 9.00–11.15, Kurkimäki", "2031-05-14", "09:00", "11:15"),
    ("Ajankohta: toukokuun 14. päivänä 2031 klo 9", "2031-05-14", "09:00", None),
    ("Kokousaika\n14.05.2031 klo 09:00 - 11:15", "2031-05-14", "09:00", "11:15"),
    ("Pvm: 14.5.2031", "2031-05-14", None, None),
    ("| Aika | 14.5.2031 klo 9.00–11.15 |", "2031-05-14", "09:00", "11:15"),
    ("Tid: 14.5.2031 kl. 9.00–11.15", "2031-05-14", "09:00", "11:15"),
    ("Tid och plats: den 14 maj 2031 kl. 9.00–11.15, Teams", "2031-05-14", "09:00", "11:15"),
    ("Date: 14 May 2031, 9:00–11:15", "2031-05-14", "09:00", "11:15"),
    ("Time and place: May 14, 2031 at 9:00", "2031-05-14", "09:00", None),
    ("Keskiviikko 14.5.2031 klo 9.00–11.15", "2031-05-14", "09:00", "11:15"),
]


@pytest.mark.parametrize(("line", "day", "begins", "ends"), WHEN, ids=[row[0] for row in WHEN])
def test_the_day_and_the_hours_of_a_meeting(line: str, day: str, begins: str | None, ends: str | None) -> None:
    found = read(f"# Reittityöryhmän kokous\n{line}\nLäsnä: Tuuli Honkaranta\n")

    assert found.date == datetime.date.fromisoformat(day)
    assert (found.start, found.end) == (begins, ends)


def test_the_day_in_the_title_or_in_the_files_name_is_enough() -> None:
    assert read("# Reittityöryhmän muistio 14.5.2031\nLäsnä: Tuuli\n").date == datetime.date(2031, 5, 14)
    for path in ("2031-05-14/muistio.md", "muistio 14.5.2031.md", "muistio_14052031.md"):
        assert read("# Reittityöryhmän muistio\nLäsnä: Tuuli\n", path).date == datetime.date(2031, 5, 14), path


def test_another_meetings_day_is_not_this_ones() -> None:
    text = "# Reittityöryhmän muistio\nEdellinen kokous 2.4.2031\nSeuraava kokous: 3.6.2031\nLäsnä: Tuuli\n"

    assert read(text).date is None


def test_without_a_day_there_is_none() -> None:
    assert read("# Reittityöryhmän muistio\nLäsnä: Tuuli\nKohdat 3.4 ja 5.6 käsiteltiin.\n").date is None


def test_the_hours_may_be_told_by_who_opened_and_closed() -> None:
    text = "# Muistio 14.5.2031\nLäsnä: Tuuli\nPuheenjohtaja avasi kokouksen klo 9.02.\nPuheenjohtaja päätti kokouksen klo 11.40.\n"
    found = read(text)

    assert (found.start, found.end) == ("09:02", "11:40")


PLACES = [
    ("Paikka: Kurkimäen tupa", "Kurkimäen tupa"),
    ("Paikka\nKurkimäen tupa", "Kurkimäen tupa"),
    ("Kokouspaikka: Teams", "Teams"),
    ("Aika ja paikka: 14.5.2031 klo 9.00–11.15, Kurkimäen tupa", "Kurkimäen tupa"),
    ("Plats: Teams", "Teams"),
    ("Venue: Town Hall", "Town Hall"),
]


@pytest.mark.parametrize(("line", "place"), PLACES, ids=[row[0] for row in PLACES])
def test_the_place_of_a_meeting(line: str, place: str) -> None:
    assert read(f"# Reittityöryhmän kokous 14.5.2031\n{line}\nLäsnä: Tuuli Honkaranta\n").place == place


BODIES = [
    ("# Reittityöryhmän kokous 4/2031", "Reittityöryhmä", "4/2031"),
    ("# REITTITYÖRYHMÄN KOKOUS 4/2031", "REITTITYÖRYHMÄ", "4/2031"),
    ("# Kansallisten reittien ohjausryhmän muistio", "Kansallisten reittien ohjausryhmä", None),
    ("# Reittien kehittämisen johtoryhmän pöytäkirja 4/2031", "Reittien kehittämisen johtoryhmä", "4/2031"),
    ("# Sivistyslautakunnan kokous 14.5.2031", "Sivistyslautakunta", None),
    ("# Reittityöryhmä 4/2031", "Reittityöryhmä", "4/2031"),
    ("# Ohjausryhmän 4. kokous", "Ohjausryhmä", None),
    ("# Kurkimäen kunnanvaltuuston kokous", "Kurkimäen kunnanvaltuusto", None),
    ("# Möte 4/2031 med styrgruppen för leder", "styrgruppen för leder", "4/2031"),
    ("# Meeting 4/2031 of the Steering Group for Trails", "Steering Group for Trails", "4/2031"),
    ("# Minutes of the Trails Committee", "Trails Committee", None),
    ("# Reittipalaveri 4/2031", None, "4/2031"),
]


@pytest.mark.parametrize(("title", "body", "number"), BODIES, ids=[row[0] for row in BODIES])
def test_whose_meeting_it_is_and_its_number(title: str, body: str | None, number: str | None) -> None:
    found = read(f"{title}\nAika: 14.5.2031 klo 9.00–11.15\nLäsnä: Tuuli Honkaranta\n")

    assert (found.body.lower() if found.body else None) == (body.lower() if body else None)
    assert found.number == number


def test_a_running_header_tells_the_organisation_the_body_and_the_number() -> None:
    found = read(
        "Aika 14.5.2031 klo 18.00–19.30\nSaapuvilla: Tuuli Honkaranta\n",
        header="Kurkimäen kaupunki Pöytäkirja 4/2031 1 (12)\nKaupunginvaltuusto 14.5.2031",
    )

    assert found.body == "Kurkimäen kaupunki, Kaupunginvaltuusto"
    assert found.title == "Kaupunginvaltuusto, Pöytäkirja 4/2031"
    assert found.number == "4/2031"


def test_a_body_may_be_named_only_by_the_file_even_without_dots() -> None:
    assert read("# Muistio 14.5.2031\nLäsnä: Tuuli\n", "reittityoryhma2031-004.md").body == "Reittityöryhmä"


def test_times_and_amounts_are_no_bodys_name() -> None:
    assert read("# Muistio\nAika: Wednesday 14 May 2031, 9:00–11:15, Teams\nPresent: Tuuli\n").body is None


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(head).failed == 0
