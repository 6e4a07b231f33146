"""The word for what an index holds changes with its fields."""

from __future__ import annotations

import dataclasses

import pytest

from kb.store import shape


@dataclasses.dataclass(frozen=True)
class Inner:
    one: int


@dataclasses.dataclass(frozen=True)
class Outer:
    name: str
    parts: tuple[Inner, ...] = ()


@dataclasses.dataclass(frozen=True)
class Other:
    name: str
    parts: tuple[str, ...] = ()


def test_fields_of_what_is_inside_count_too() -> None:
    assert list(shape._described(Outer))[-1] == "Inner.one: <class 'int'>"
    assert sorted(shape._described(Outer)) != sorted(shape._described(Other))


def test_another_field_of_a_stored_value_is_another_word(monkeypatch: pytest.MonkeyPatch) -> None:
    before = shape.stored_shape()
    monkeypatch.setattr(shape, "_STORED", (*shape._STORED, Outer))
    shape.stored_shape.cache_clear()
    assert shape.stored_shape() != before
    monkeypatch.undo()
    shape.stored_shape.cache_clear()
    assert shape.stored_shape() == before
