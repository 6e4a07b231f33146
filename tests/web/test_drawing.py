"""Pictures: their columns, and what stands in them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from kb.model import Decision, Due, Meeting
from kb.results import State
from tests.web.conftest import Page
from web import drawing


def held(*days: str) -> list[Meeting]:
    return [Meeting(day, "Ryhmä", None, None, datetime.date.fromisoformat(day)) for day in days]


def test_few_meetings_have_a_column_each_in_order() -> None:
    columns = drawing.columns(held("2025-03-06", "2024-12-12"))
    assert [(column.year, column.label, column.url) for column in columns] == [
        (2024, "12.12.", "/kokoukset/2024-12-12"),
        (2025, "6.3.", "/kokoukset/2025-03-06"),
    ]
    assert drawing.years(columns) == [(2024, 1), (2025, 1)]


def test_many_meetings_share_quarters_and_an_empty_quarter_is_seen() -> None:
    columns = drawing.columns(held(*(f"2024-01-{day:02}" for day in range(1, 32)), "2024-08-01"))
    assert [(column.label, len(column.meetings)) for column in columns] == [("1–3", 31), ("4–6", 0), ("7–9", 1)]
    assert drawing.counts(columns, lambda meeting: 1)[1] == drawing.Cell(0, "")


def test_promises_of_many_months_are_counted_by_quarter_and_what_is_not_known_left_out() -> None:
    def due(day: str) -> Decision:
        text = "Ryhmä tekee."
        return Decision(day, "m", None, "1", None, "assignment", text, due=Due(day, datetime.date.fromisoformat(day)))

    spans = drawing.dues([due("2020-01-15"), due("2020-02-15"), due("2024-12-01")], lambda _: State("done"))
    assert (spans[0].label, spans[0].counts, spans[-1].year, len(spans)) == ("1–3", (("done", 2),), 2024, 20)
    assert drawing.dues([due("2020-01-15")], lambda _: None) == []


def test_every_drawn_cell_says_the_same_in_words(page: Callable[..., Page]) -> None:
    shown = page("/kuvat")
    for mark in shown.cssselect("td > .cell, td > .dot"):
        assert mark.get("aria-hidden") == "true"
        assert mark.getnext().text_content().strip()
    heads = [cell.text_content() for cell in shown.cssselect(".map tbody th[scope=row]")]
    assert "1.2 Seurantaohjelma" in heads


def test_a_small_time_line_has_every_year_and_each_meeting_in_its_month() -> None:
    meetings = held("2023-02-07", "2025-02-03", "2025-02-20")
    years = drawing.calendar(drawing.attended(meetings, {meetings[1].id}, "poissa"))
    assert [year for year, _months in years] == [2023, 2024, 2025]
    assert [[stop.level for stop in month] for _year, months in years for month in months if month] == [[4], [0, 4]]
    assert [stop.text for stop in years[2][1][1]] == ["poissa", ""]
    assert drawing.calendar([]) == []


def test_a_topics_stops_are_as_large_as_it_was_much_and_never_nothing() -> None:
    meetings = held("2025-01-01", "2025-02-01", "2025-03-01")
    stops = drawing.handled(zip(meetings, (0, 1, 8), strict=True), lambda count: f"{count} kohtaa")
    assert [(stop.level, stop.text) for stop in stops] == [(1, "0 kohtaa"), (1, "1 kohtaa"), (4, "8 kohtaa")]
