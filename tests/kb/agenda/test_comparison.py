"""Minutes against the agenda that was sent."""

from __future__ import annotations

from kb.agenda.comparison import compare, pairs
from kb.agenda.draft import Draft
from kb.agenda.reading import of_text
from kb.library import Library
from kb.model import AgendaItem, Meeting


def meeting(*titles: str) -> Meeting:
    items = tuple(AgendaItem(f"m/{n}", str(n), title) for n, title in enumerate(titles, start=1))
    return Meeting("m", None, None, None, None, items=items)


SENT = of_text("1. Kokouksen avaus\n2. Opasteiden uusiminen\n3. Veneliikenteen aikataulu\n4. Muut asiat").items


def test_added_dropped_and_moved_items_are_told() -> None:
    found = pairs(
        SENT, meeting("Kokouksen avaaminen", "Veneliikenteen aikataulut", "Laavujen polttopuut", "Opasteiden uusiminen")
    )

    assert [pair.held.title for pair in found if pair.held and pair.sent is None] == ["Laavujen polttopuut"]
    assert [pair.sent.title for pair in found if pair.sent and pair.held is None] == ["Muut asiat"]
    assert len([pair for pair in found if pair.moved]) == 1


def test_the_same_order_moves_nothing() -> None:
    found = pairs(SENT, meeting("Kokouksen avaus", "Opasteiden uusiminen", "Veneliikenteen aikataulu", "Muut asiat"))

    assert not any(pair.moved or pair.sent is None or pair.held is None for pair in found)


def test_what_was_not_handled_was_due_by_the_meeting_or_put_off_to_it(demo: Library) -> None:
    found = [compare(demo, Draft(()), one) for one in demo.meetings() if one.date and one.kind == "minutes"]
    left = [(one, by.meeting.date) for by in found for one in by.unhandled]

    assert left
    for one, day in left:
        assert one.decision.kind == "postponed" or (one.decision.due and day)
        assert one.decision.due is None or one.decision.due.date is None or one.decision.due.date <= day
