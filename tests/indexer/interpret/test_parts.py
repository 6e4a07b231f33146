"""Lines put under their headings: the cost grows with their number, not with its square."""

from __future__ import annotations

import time

from indexer.interpret.agenda import Heading
from indexer.interpret.meetings import _parts


def took(count: int) -> float:
    headings = [Heading(place, str(place), "Asia", last=place) for place in range(count)]
    began = time.process_time()
    assert len(list(_parts((), headings, 0))) == count
    return time.process_time() - began


def test_four_times_the_headings_cost_about_four_times_as_much() -> None:
    took(500)
    assert min(took(8000) for _ in range(3)) < 9 * max(min(took(2000) for _ in range(3)), 0.004)
