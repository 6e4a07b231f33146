"""A library narrowed to one body."""

from __future__ import annotations

from kb.library import Library


def test_what_is_one_bodys_is_worked_out_once_for_all_who_ask(library: Library) -> None:
    body = library.bodies()[0]

    first, second = library.of(body.id), library.of(body.name)

    assert first.meetings()
    assert first.people() is second.people()
