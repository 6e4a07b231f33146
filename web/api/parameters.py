"""What an address of the API may say: named, typed values, read strictly. What is not understood is refused, never passed over."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args, get_origin

from werkzeug.datastructures import MultiDict

from kb.errors import BadParameter
from kb.schemas import Schema, Schemas, fields_of

LIMIT: Final = 50
MOST: Final = 200
DEEPEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of an address: `kind` is its type (a tuple's are given one by one), `told` what it means; `low` and `high` are a
    number's limits."""

    name: str
    kind: Any
    told: str
    default: Any = None
    low: int = 0
    high: int = 9999

    @property
    def repeats(self) -> bool:
        """Whether it may be given several times."""
        return get_origin(self.kind) is tuple

    @property
    def one(self) -> Any:
        """The type of one value."""
        return get_args(self.kind)[0] if self.repeats else self.kind

    def schema(self) -> Schema:
        """Its schema, as OpenAPI has it."""
        one = Schemas("").of(self.one)
        if self.one is int:
            one |= {"minimum": self.low, "maximum": self.high}
        if self.one is str:
            one |= {"minLength": 1}
        found: Schema = {"type": "array", "items": one} if self.repeats else one
        if self.default in (None, ()):
            return found
        return {**found, "default": list(self.default) if self.repeats else self.default}

    def read(self, values: list[str]) -> Any:
        """The value that an address gives. Raises BadParameter."""
        if not values:
            return self.default
        if self.repeats:
            return tuple(map(self._one, values))
        if len(values) > 1:
            raise BadParameter(name=self.name)
        return self._one(values[0])

    def _one(self, text: str) -> Any:
        try:
            value: Any = _READ[self.one](text) if self.one in _READ else text
        except (ValueError, KeyError):
            raise BadParameter(name=self.name) from None
        choices = get_args(self.one) if get_origin(self.one) is Literal else ()
        if value == "" or (choices and value not in choices) or (self.one is int and not self.low <= value <= self.high):
            raise BadParameter(name=self.name)
        return value


def _day(text: str) -> datetime.date:
    if len(text) != 10:
        raise ValueError(text)
    return datetime.date.fromisoformat(text)


def _number(text: str) -> int:
    if not (text.isascii() and text.removeprefix("-").isdigit() and len(text) < 12):
        raise ValueError(text)
    return int(text)


_READ: Final[Mapping[Any, Any]] = {int: _number, datetime.date: _day, bool: {"true": True, "false": False}.__getitem__}

PAGING: Final = (
    Parameter("limit", int, "How many at most.", LIMIT, 1, MOST),
    Parameter("offset", int, "How many are passed over before the first.", 0, 0, DEEPEST),
)
BODY: Final = Parameter("body", str, "One body's alone: its id or any of its names.")
ON: Final = Parameter("on", datetime.date, "The day on which states are told; today unless given.")


def of_filter(kind: Any, told: Mapping[str, str]) -> tuple[Parameter, ...]:
    """The parameters that a filter's fields make; `told` has a sentence for each."""
    given = kind()
    return tuple(
        Parameter(name, _plain(of_it), told[name], getattr(given, name) or None, 1 if name == "year" else 0)
        for name, of_it in fields_of(kind).items()
        if name in told
    )


def _plain(kind: Any) -> Any:
    """A type without "or None": whoever leaves a parameter out gives none."""
    inner = tuple(one for one in get_args(kind) if one is not type(None))
    return inner[0] if type(None) in get_args(kind) and len(inner) == 1 else kind


def read(parameters: Iterable[Parameter], given: MultiDict[str, str]) -> dict[str, Any]:
    """The values of an address by their names. Raises BadParameter for what is not among them or makes no sense."""
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            raise BadParameter("no_such_parameter", name=name)
    return {name: parameter.read(given.getlist(name)) for name, parameter in known.items()}
