"""The seam for stages that see the whole: what they make of a part – a meeting, a body – is kept by the part's content.

Whatever is made must depend on nothing but what is in its key, and on the code, which is in the key of the stage.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Protocol, TypeVar

from kb.store import codec

T = TypeVar("T")


class Store(Protocol):
    """Where values are kept by keys of text: a stage of the cache."""

    def value(self, kind: type[T], *key: str) -> T | None:
        """What was kept, or None."""

    def put_value(self, value: object, *key: str) -> None:
        """Keeps a value."""


class Kept:
    """What was made of parts by builds before; without a store everything is made anew."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store

    def known(self, kind: type[T], name: str, *parts: object) -> T | None:
        """What was made of these parts before, or None."""
        return None if self._store is None else self._store.value(kind, name, digest(*parts))

    def keep(self, value: T, name: str, *parts: object) -> T:
        """The value, which was made of these parts."""
        if self._store is not None:
            self._store.put_value(value, name, digest(*parts))
        return value

    def of(self, kind: type[T], make: Callable[[], T], name: str, *parts: object) -> T:
        """What `make` makes of these parts, or made of them before."""
        found = self.known(kind, name, *parts)
        return self.keep(make(), name, *parts) if found is None else found


def digest(*parts: object) -> str:
    """The same for the same values, whatever they are made of.

    >>> digest("a", ("b",)) == digest("a", ("b",)), digest("a", "b") == digest("ab")
    (True, False)
    """
    hasher = hashlib.blake2b(digest_size=16)
    for part in parts:
        told = codec.to_bytes(sorted(part) if isinstance(part, frozenset) else part)
        hasher.update(len(told).to_bytes(8, "big") + told)
    return hasher.hexdigest()
