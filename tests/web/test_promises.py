"""Promises on pages: uncertain ones are never silently left out."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml.html import HtmlElement

from kb.model import Decision, Due
from kb.results import Promise, State
from kb.welcome.pack import tells
from tests.web.fake import FakeLibrary
from web.promises import by_due_day

Fetch = Callable[..., HtmlElement]
DAY = datetime.date(2025, 3, 6)


def promised(number: int, confidence: str, code: str = "open") -> Promise:
    decision = Decision(
        f"2025-03-06/3/{number}", "2025-03-06", DAY, "3", "Katos", "assignment", f"Tehtävä {number} hoidetaan.",
        confidence=confidence, body="Neuvosto",  # type: ignore[arg-type]
    )  # fmt: skip
    return Promise(decision, State(code, DAY))  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def promises(monkeypatch: pytest.MonkeyPatch) -> None:
    found = (promised(1, "high"), promised(2, "low"), promised(3, "low"), promised(4, "high", "handled"))
    monkeypatch.setattr(FakeLibrary, "promises", lambda self, today=None: found)


def test_open_promises_say_how_many_uncertain_ones_there_are_and_show_them(page: Fetch) -> None:
    plain = page("/lupaukset")
    link = plain.xpath("//a[contains(@href, 'epavarmat=1')]")[0]

    assert "Lisäksi 2 epävarmaa tehtävää" in link.text_content()
    assert "Tehtävä 2" not in plain.text_content()
    every = page(link.get("href"))
    assert "Tehtävä 2" in every.text_content()
    assert sum("Epävarma" in row.text_content() for row in every.cssselect("li.entry")) == 2


def test_what_is_listed_unasked_is_not_called_uncertain(page: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    worded = promised(5, "low")
    worded = replace(worded, decision=replace(worded.decision, promise=0.9))
    monkeypatch.setattr(FakeLibrary, "promises", lambda self, today=None: (worded,))

    (row,) = page("/lupaukset").cssselect("li.entry")

    assert "Epävarma" not in row.text_content()


@pytest.mark.parametrize("address", ["/", "/uudelle"])
def test_other_lists_of_open_promises_lead_to_the_uncertain_ones(page: Fetch, address: str) -> None:
    assert page(address).xpath("//a[@href='/lupaukset?epavarmat=1']")


def test_promises_are_one_list_or_by_doer_as_a_choice(page: Fetch) -> None:
    assert page("/lupaukset").cssselect("section.block > header") == []
    assert page("/lupaukset?jarjestys=tekija").cssselect("section.block > header h2")


def test_late_promises_come_before_the_others_and_those_without_a_day_last() -> None:
    def due(number: int, day: datetime.date | None, code: str) -> Promise:
        promise = promised(number, "high", code)
        return replace(promise, decision=replace(promise.decision, due=Due("päivä", day) if day else None))

    ordered = by_due_day(
        [
            due(1, None, "open"),
            due(2, datetime.date(2025, 4, 1), "open"),
            due(3, datetime.date(2025, 2, 1), "overdue"),
            due(4, datetime.date(2025, 1, 1), "overdue"),
        ]
    )
    assert [promise.decision.id[-1] for promise in ordered] == ["4", "3", "2", "1"]


def test_what_a_later_meeting_took_up_is_listed_apart(page: Fetch) -> None:
    assert "Tehtävä 4" not in page("/lupaukset").text_content()
    assert "Tehtävä 4" in page("/lupaukset?nayta=kasitellyt").text_content()


def test_what_was_open_when_the_minutes_ended_is_told_so_and_not_as_nothing_open(
    page: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = replace(promised(5, "high"), state=State("lapsed", DAY, certain=False, as_of=DAY))
    monkeypatch.setattr(FakeLibrary, "promises", lambda self, today=None: (left,))

    assert "1 oli avoinna, kun viimeksi kokoonnuttiin" in page("/lupaukset").text_content()
    assert "Tehtävä 5" in page("/lupaukset?nayta=viimeksi").text_content()
    assert "Tehtävä 5" not in page("/lupaukset?nayta=vanhat").text_content()
    assert "Avoin, kun viimeksi kokoonnuttiin 6.3.2025" in page("/lupaukset?nayta=kaikki").text_content()


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("Käytiin läpi, ei tullut lisäyksiä.", False),
        ("Kehitetään yhdessä.", False),
        ("Päätettiin rakentaa katos pihalle ensi kesänä.", True),
    ],
)
def test_a_decision_tells_something_or_nothing(text: str, telling: bool) -> None:
    assert tells(replace(promised(1, "high").decision, text=text)) is telling
