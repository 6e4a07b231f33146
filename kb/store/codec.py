"""Frozen dataclasses to JSON and back, for the cache and the catalogue: what is written is read as the same value.

`to_bytes` and `from_bytes` are for the many values of a build and go through msgspec. In what `encode` makes, a field that holds its default is left out, so that a value written before a field was added is still read.
"""

from __future__ import annotations

import dataclasses
import datetime
import threading
import types
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T")
Decoder = Callable[[Any], Any]
_MAKING: Final = threading.Lock()


def encode(value: object) -> Any:
    """The value as what `json` can write: dataclasses as dictionaries, tuples as lists, dates as ISO 8601.

    >>> from kb.model import Due
    >>> encode(Due("10.1.2025 mennessä", datetime.date(2025, 1, 10)))
    {'text': '10.1.2025 mennessä', 'date': '2025-01-10'}
    """
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, tuple):
        return [encode(part) for part in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: encode(part) for key, part in value.items()}
    found = {}
    for name, default in _fields(cast(Hashable, type(value))):
        part = getattr(value, name)
        if part is not default and part != default:
            found[name] = encode(part)
    return found


def decode(kind: type[T], data: Any) -> T:
    """The value of this type that `encode` wrote. Raises KeyError, TypeError or ValueError where the data is another's.

    >>> from kb.model import Due
    >>> decode(Due, {"text": "10.1.2025 mennessä", "date": "2025-01-10"})
    Due(text='10.1.2025 mennessä', date=datetime.date(2025, 1, 10), meeting=False)
    """
    return cast(T, _decoder(cast(Hashable, kind))(data))


def to_bytes(value: object) -> bytes:
    """The value as JSON in UTF-8.

    >>> from kb.model import Due
    >>> to_bytes(Due("maaliskuussa", datetime.date(2025, 3, 1)))
    b'{"text":"maaliskuussa","date":"2025-03-01","meeting":false}'
    """
    return _ENCODER.encode(value)


def from_bytes(kind: type[T], data: bytes | str) -> T:
    """The value of this type that `to_bytes` wrote. Raises ValueError where the data is another's.

    >>> from kb.model import Due
    >>> from_bytes(Due, b'{"text":"maaliskuussa","date":"2025-03-01"}')
    Due(text='maaliskuussa', date=datetime.date(2025, 3, 1), meeting=False)
    """
    try:
        return cast(T, _reader(cast(Hashable, kind)).decode(data))
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


@cache
def _reader(kind: Any) -> msgspec.json.Decoder[Any]:
    # One at a time: what msgspec keeps on a class is seen by other threads before it is whole, and reading by it crashes.
    with _MAKING:
        return msgspec.json.Decoder(kind)


_ENCODER = msgspec.json.Encoder()
_MISSING = object()


@cache
def _fields(kind: Any) -> tuple[tuple[str, object], ...]:
    return tuple(
        (field.name, _MISSING if field.default is dataclasses.MISSING else field.default) for field in dataclasses.fields(kind)
    )


@cache
def _decoder(kind: Any) -> Decoder:
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple_decoder(get_args(kind))
    if origin in (Union, types.UnionType):
        (inner,) = (part for part in get_args(kind) if part is not type(None))
        decoder = _decoder(inner)
        return lambda data: None if data is None else decoder(data)
    if origin is Literal or kind in (str, int, float, bool, object, Any):
        return _same
    if origin is dict:
        decoder = _decoder(get_args(kind)[1])
        return lambda data: {key: decoder(part) for key, part in data.items()}
    if kind is datetime.date:
        return datetime.date.fromisoformat
    if dataclasses.is_dataclass(kind):
        return _dataclass_decoder(kind)
    raise TypeError(f"cannot decode {kind}")


def _same(data: Any) -> Any:
    return data


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        decoder = _decoder(arguments[0])
        return lambda data: tuple(map(decoder, data))
    decoders = tuple(_decoder(argument) for argument in arguments)
    return lambda data: tuple(decoder(part) for decoder, part in zip(decoders, data, strict=True))


def _dataclass_decoder(kind: Any) -> Decoder:
    decoders: dict[str, Decoder] = {}

    def read(data: Any) -> Any:
        if not decoders:
            # Hints are looked up at first use, so that a type may hold itself.
            decoders.update({name: _decoder(hint) for name, hint in get_type_hints(kind).items()})
        return kind(**{name: decoders[name](part) for name, part in data.items()})

    return read
