"""Whoever follows a feed or a calendar is shown nothing twice, though the index is built anew, minutes are edited and the server moves."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Calendar

from indexer.build import build
from kb.library import Library
from kb.settings import Settings, load
from web import create_app

# feedparser warns of its own ways to get a day.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:feedparser")
TODAY = datetime.date(2025, 4, 1)


def minutes(day: str, items: str, following: str) -> str:
    return f"""# Lauttaryhmän kokous

Aika: {day} klo 13.00–14.30

Läsnä:

- Iiris Vesterholm, Satama (puheenjohtaja)
- Osmo Tervahauta, Varustamo (sihteeri)

## 1. Kokouksen avaus

Puheenjohtaja avasi kokouksen.

{items}

Seuraava kokous pidetään {following}.
"""


FIRST = """## 2. Lauttojen aikataulu

Sovittiin, että Varustamo julkaisee aikataulun viimeistään 1.6.2025.

## 3. Laiturin korjaus

Päätettiin korjata laituri. Sovittiin, että Satama pyytää tarjoukset viimeistään 15.5.2025.
"""
# A remark comes into the minutes, and an item before the others: what was decided keeps its words.
EDITED = FIRST.replace("## 2.", "## 2. Ilmoitusasiat\n\nTodettiin jäätilanne.\n\n## 3.", 1).replace(
    "## 3. Laiturin", "## 4. Laiturin"
)
SECOND = (
    "## 2. Lippujen hinnat\n\nHyväksyttiin lippujen hinnat. Sovittiin, että Varustamo ilmoittaa hinnat viimeistään 20.6.2025.\n"
)


class Follower:
    """Keeps what it has been shown, by id, as readers of feeds and calendars do."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.entries: dict[str, str] = {}
        self.events: dict[str, tuple[Any, str]] = {}

    def fetch(self, port: str = "8765") -> tuple[list[str], list[str]]:
        """Fetches both; the words that are new to it."""
        client = create_app(self.settings, today=lambda: TODAY).test_client()
        where = {"SERVER_PORT": port}
        feed = feedparser.parse(client.get("/syote.xml", environ_overrides=where).get_data())
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.version == "atom10"
        shown = {one.id: one.content[0].value for one in feed.entries}
        assert len(shown) == len(feed.entries)
        calendar = Calendar.from_ical(client.get("/kalenteri.ics", environ_overrides=where).get_data())
        events = {str(one["uid"]): (one.decoded("dtstart"), str(one["description"])) for one in calendar.walk("VEVENT")}
        assert len(events) == len(calendar.walk("VEVENT"))
        fresh = [shown[id] for id in shown if id not in self.entries], [events[id][1] for id in events if id not in self.events]
        self.entries.update(shown)
        self.events.update(events)
        return fresh


@pytest.fixture
def follower(tmp_path: Path) -> Follower:
    corpus = tmp_path / "aineisto"
    corpus.mkdir()
    (corpus / "maaliskuu.md").write_text(minutes("4.3.2025", FIRST, "8.4.2025"), encoding="utf-8")
    settings = load(corpus, environ={})
    build(settings)
    return Follower(settings)


def test_the_first_time_everything_is_new(follower: Follower) -> None:
    entries, events = follower.fetch()
    library = Library.open(follower.settings)
    assert sorted(entries) == sorted(one.content or one.text for one in library.decisions() if one.kind != "procedural")
    assert {day for day, _words in follower.events.values()} == {
        datetime.date(2025, 4, 8), datetime.date(2025, 6, 1), datetime.date(2025, 5, 15),
    }  # fmt: skip
    assert len(events) == 3


def test_a_build_from_nothing_and_another_port_show_nothing_again(follower: Follower) -> None:
    follower.fetch()
    build(follower.settings, full=True)
    assert follower.fetch() == ([], [])
    assert follower.fetch(port="9999") == ([], [])


def test_an_edit_elsewhere_in_the_minutes_shows_only_what_it_brings(follower: Follower) -> None:
    follower.fetch()
    path = follower.settings.corpus / "maaliskuu.md"
    path.write_text(minutes("4.3.2025", EDITED, "8.4.2025"), encoding="utf-8")
    build(follower.settings)
    entries, events = follower.fetch()
    assert entries == ["Todettiin jäätilanne."]
    assert events == []


def test_new_minutes_show_what_is_new_in_them_alone(follower: Follower) -> None:
    follower.fetch()
    path = follower.settings.corpus / "huhtikuu.md"
    path.write_text(minutes("8.4.2025", SECOND, "6.5.2025"), encoding="utf-8")
    build(follower.settings)
    entries, events = follower.fetch()
    assert len(entries) == 2 and all("hinnat" in one for one in entries)
    assert len(events) == 2 and sum("hinnat" in one for one in events) == 1
    assert follower.fetch() == ([], [])
