"""How well real minutes are understood, held to figures: the annotations beside the texts and those kept here."""

from __future__ import annotations

import collections
from pathlib import Path

import pytest

from kb.settings import load
from tests.golden.evaluate import Count, Report, evaluate, load_annotations


@pytest.fixture(scope="session")
def reports(shared: Path) -> tuple[Report, ...]:
    """Every annotated meeting, read once."""
    annotations = load_annotations(shared)
    return tuple(evaluate(shared, annotations, load(corpus=shared / "real")))


@pytest.fixture(scope="session")
def totals(reports: tuple[Report, ...]) -> dict[str, Count]:
    """The counts over all of them."""
    summed: dict[str, Count] = collections.defaultdict(Count)
    for report in reports:
        for measure, count in report.counts.items():
            summed[measure].add(count)
    return summed


def _wrong(reports: tuple[Report, ...], measure: str) -> str:
    """What to read when a figure is too low."""
    return "\n".join(f"{report.name}: {note}" for report in reports for note in report.notes if note.startswith(measure))


def test_enough_meetings_are_annotated_for_the_figures_to_mean_something(totals: dict[str, Count]) -> None:
    assert totals["date"].hits + totals["date"].misses >= 30
    assert totals["core"].hits + totals["core"].misses >= 100
    assert totals["items"].hits + totals["items"].misses >= 200


@pytest.mark.parametrize("measure", ["date", "body", "next meeting"])
def test_what_every_meeting_has_is_always_right(reports: tuple[Report, ...], totals: dict[str, Count], measure: str) -> None:
    assert totals[measure].hits > 0
    assert totals[measure].misses == 0, _wrong(reports, measure)


@pytest.mark.parametrize(
    ("measure", "least"), [("items", 0.97), ("attendees", 0.95), ("core", 0.93), ("attachments", 0.95), ("due", 0.9)]
)
def test_what_is_found_is_there_and_what_is_there_is_found(
    reports: tuple[Report, ...], totals: dict[str, Count], measure: str, least: float
) -> None:
    assert totals[measure].hits > 0
    assert totals[measure].f1 >= least, _wrong(reports, measure)


def test_a_decision_in_the_register_is_one(reports: tuple[Report, ...], totals: dict[str, Count]) -> None:
    assert totals["core"].precision >= 0.93, _wrong(reports, "core")


def test_what_others_or_other_meetings_decided_is_no_decision_of_this_one(
    reports: tuple[Report, ...], totals: dict[str, Count]
) -> None:
    struck = totals["struck"]

    assert struck.hits > 50
    # Recognising that a sentence of news tells of another body's decision needs knowledge that is not in it.
    assert struck.inventions <= 1, _wrong(reports, "not a decision")


def test_no_meeting_is_invented(totals: dict[str, Count]) -> None:
    assert totals["meetings"].inventions == 0


@pytest.mark.parametrize(
    ("measure", "least"),
    [("kind", 0.93), ("item of", 0.97), ("responsible", 0.8), ("content", 0.9)],
)
def test_the_details_of_found_decisions_are_right(
    reports: tuple[Report, ...], totals: dict[str, Count], measure: str, least: float
) -> None:
    assert totals[measure].hits > 0
    assert totals[measure].f1 >= least, _wrong(reports, measure)


def test_the_same_minutes_in_three_formats_are_understood_alike(reports: tuple[Report, ...]) -> None:
    alike: dict[str, dict[str, list[tuple[int, int, int]]]] = collections.defaultdict(dict)
    for report in reports:
        name, _, suffix = report.name.rpartition(" ")
        if suffix in ("md", "docx", "pdf"):
            alike[name][suffix] = sorted((c.hits, c.inventions, c.misses) for c in report.counts.values())

    assert alike
    for name, by_format in alike.items():
        assert len(by_format) > 1, name
        assert len({str(counts) for counts in by_format.values()}) == 1, name
