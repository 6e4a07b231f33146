"""A doer is one, however minutes write the name. All invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

import pytest

from kb.library import Library
from kb.model import Decision
from kb.results import Organisation, Person
from web.doers import Doers


@dataclass
class Named:
    """A library that knows somebody and an organisation."""

    def people(self) -> tuple[Person, ...]:
        return (Person("aino-kivelä", "Aino Kivelä", ("Aino Kivelä", "Aino"), promised=("1", "2", "3")),)

    def organisations(self) -> tuple[Organisation, ...]:
        return (Organisation("kunta", "Rantakunta", ("Rantakunta", "RK")),)


def decision(id: str, *responsible: str) -> Decision:
    given: dict[str, Any] = {
        "id": id,
        "meeting": "m",
        "date": None,
        "item": None,
        "item_title": None,
        "kind": "decision",
        "text": "…",
    }
    return replace(Decision(**given), responsible=responsible)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Aino", "Aino Kivelä"),
        ("Aino K.", "Aino Kivelä"),
        ("A. Kivelä", "Aino Kivelä"),
        ("kaikki", "Kaikki"),
        ("rk", "Rantakunta"),
    ],
)
def test_the_ways_to_write_a_doer_are_one(written: str, shown: str) -> None:
    assert Doers(cast(Library, Named())).of(decision("1", written)) == (shown,)


def test_a_first_name_of_another_decision_is_not_somebody_known() -> None:
    assert Doers(cast(Library, Named())).of(decision("9", "Aino K.")) == ("Aino K.",)


def test_whoever_is_meant_is_found_by_either_name() -> None:
    doers, own = Doers(cast(Library, Named())), decision("1", "Aino")
    assert [doers.means(name, own) for name in ("Aino", "aino kivelä", "Eero")] == [True, True, False]


def test_an_organisation_is_found_by_any_of_its_names() -> None:
    doers, own = Doers(cast(Library, Named())), decision("9", "Rantakunta")
    assert [doers.means(name, own) for name in ("RK", "rantakunta", "Kunta")] == [True, True, False]
