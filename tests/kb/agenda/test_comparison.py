"""Minutes against the agenda that was sent."""

from __future__ import annotations

from kb.agenda.comparison import pairs
from kb.agenda.reading import of_text
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
