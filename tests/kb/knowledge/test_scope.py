"""A library narrowed to one body."""

from __future__ import annotations

from kb.knowledge.scope import Scope
from kb.library import Library
from kb.model import OutputMention
from kb.results import Body, Output


def test_what_is_one_bodys_is_worked_out_once_for_all_who_ask(library: Library) -> None:
    body = library.bodies()[0]

    first, second = library.of(body.id), library.of(body.name)

    assert first.meetings()
    assert first.people() is second.people()


def test_an_output_stands_for_its_body_where_it_stands_for_all() -> None:
    body = Body("ranta", "Rantaryhmä", ("Rantaryhmä",))
    events = tuple(
        OutputMention("1.1", title, event, "3", "", meeting)
        for title, event, meeting in (
            ("Luonnos", "presented", "m1"),
            ("Käyttöohje", "rejected", "m2"),
            ("Käyttöohje", "approved", "m3"),
            ("Toisten nimi", "presented", "other"),
        )
    )
    output = Output("1.1", ("Käyttöohje", "Toisten nimi", "Luonnos"), "approved", events)

    found = next(Scope(body, frozenset({"m1", "m2", "m3"}), frozenset()).outputs((output,)))

    assert (found.status, found.titles) == ("approved", ("Käyttöohje", "Luonnos"))
