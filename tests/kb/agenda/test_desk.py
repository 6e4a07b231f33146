"""The desk over the demo corpus, held against the truth of its story."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from rapidfuzz import fuzz

from corpus.tarina import story
from kb.agenda import desk
from kb.agenda.desk import Answer
from kb.agenda.draft import Draft
from kb.library import Library
from kb.model import Decision

TRUTH = story.load()


@pytest.fixture(scope="module")
def found(demo: Library, draft: Draft) -> Answer:
    return desk.answer(demo, draft)


def named(decision: Decision) -> str:
    """The story's name of a decision: the likest words of its meeting."""
    meant = [one for one in TRUTH.decisions.values() if one.meeting == decision.meeting]
    return max(meant, key=lambda one: fuzz.ratio(one.text, decision.text)).id


def test_every_open_or_due_promise_that_the_draft_lacks_is_named_and_nothing_else(found: Answer) -> None:
    assert sorted(named(one.decision) for one in found.missing) == sorted(TRUTH.draft.lacks)


def test_a_standing_item_that_is_missing_is_named_and_nothing_else(found: Answer) -> None:
    assert found.standing == TRUTH.draft.lacks_standing


@pytest.mark.parametrize(("id", "number"), TRUTH.draft.covers)
def test_what_an_item_takes_up_is_shown_as_open_on_it(found: Answer, id: str, number: str) -> None:
    item = next(one for one in found.items if one.item.number == number)

    assert id in [named(left.decision) for left in item.open]


@pytest.mark.parametrize(("number", "id"), TRUTH.draft.prior)
def test_each_item_brings_back_what_was_decided(found: Answer, number: str, id: str) -> None:
    item = next(one for one in found.items if one.item.number == number)

    assert id in [named(prior.handling.decision) for prior in item.prior if prior.handling.decision]


def test_the_wrong_reference_is_told_with_the_decision_it_means(found: Answer) -> None:
    number, words, meant = TRUTH.draft.wrong_reference
    faults = [(one.item.number, check) for one in found.items for check in one.checks if check.fault]

    assert [(where, check.text) for where, check in faults] == [(number, words)]
    likely = faults[0][1].likely
    assert likely is not None and likely.decision is not None
    assert named(likely.decision) == meant


def test_nothing_from_the_day_of_the_meeting_or_after_it_is_brought_back(demo: Library, draft: Draft) -> None:
    day = datetime.date(2026, 3, 5)
    found = desk.answer(demo, draft, day)

    handlings = [prior.handling for one in found.items for prior in one.prior]
    assert handlings
    assert max(one.date for one in handlings) < day
    assert all(one.decision.date is not None and one.decision.date < day for one in found.missing)


def test_materials_are_due_as_the_group_has_agreed_last(found: Answer) -> None:
    # Three working days before Thursday 10 December 2026, where the 7th and 8th and 9th are working days.
    assert [(one.code, one.date) for one in found.agreed] == [("materials", datetime.date(2026, 12, 7))]


def test_a_draft_without_a_day_is_for_the_meeting_that_was_agreed_on(demo: Library, draft: Draft) -> None:
    assert desk.answer(demo, replace(draft, date=None)).draft.date == datetime.date(2026, 12, 10)


def test_a_draft_begins_from_the_standing_items_and_the_agreed_day(demo: Library) -> None:
    begun = desk.begin(demo)

    titles = [item.title for item in begun.items]
    assert set(TRUTH.standing) <= set(titles)
    assert not any("Lumikuormakart" in title for title in titles)
    assert begun.date == datetime.date(2026, 12, 10)


def test_the_shape_is_the_contract(demo: Library, found: Answer) -> None:
    shape = desk.shape(found, demo)

    assert {"date", "items", "missing", "standing"} <= shape.keys()
    assert {"number", "title", "prior", "open", "outputs", "attachments", "citation"} <= shape["items"][4].keys()
    first = shape["items"][4]["prior"][0]
    assert {"id", "meeting", "date", "item", "text", "kind", "score", "why"} <= first.keys()
    assert shape["items"][4]["citation"] == "ks. ohjausryhmä 22.10.2026, kohta 4"
