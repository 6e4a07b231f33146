"""The seam for stages that see the whole: what they make of a part – a meeting, a body – is kept by the part's content.

Whatever is made must depend on nothing but what is in its key, and on the code, which is in the key of the stage.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Final, Protocol, TypeVar

from kb.document import Document
from kb.model import Meeting
from kb.store import codec

T = TypeVar("T")
_LARGE: Final = (Meeting, Document)


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
        # What is asked of the same meeting or document by many stages is digested once.
        self._digests: dict[int, tuple[object, bytes]] = {}

    def known(self, kind: type[T], name: str, *parts: object) -> T | None:
        """What was made of these parts before, or None."""
        return None if self._store is None else self._store.value(kind, name, self._key(parts))

    def keep(self, value: T, name: str, *parts: object) -> T:
        """The value, which was made of these parts."""
        if self._store is not None:
            self._store.put_value(value, name, self._key(parts))
        return value

    def of(self, kind: type[T], make: Callable[[], T], name: str, *parts: object) -> T:
        """What `make` makes of these parts, or made of them before."""
        found = self.known(kind, name, *parts)
        return self.keep(make(), name, *parts) if found is None else found

    def _key(self, parts: Iterable[object]) -> str:
        return _joined(map(self._told, parts))

    def _told(self, part: object) -> bytes:
        if isinstance(part, tuple) and part and isinstance(part[0], _LARGE):
            return b"".join(map(self._told, part))
        if not isinstance(part, _LARGE):
            return _told(part)
        known = self._digests.get(id(part))
        if known is None:
            # With the value itself, so that no other gets its number.
            known = self._digests[id(part)] = (part, hashlib.blake2b(_told(part), digest_size=16).digest())
        return known[1]


def digest(*parts: object) -> str:
    """The same for the same values, whatever they are made of.

    >>> digest("a", ("b",)) == digest("a", ("b",)), digest("a", "b") == digest("ab")
    (True, False)
    """
    return _joined(map(_told, parts))


def _told(part: object) -> bytes:
    return codec.to_bytes(sorted(part) if isinstance(part, frozenset) else part)


def _joined(parts: Iterable[bytes]) -> str:
    hasher = hashlib.blake2b(digest_size=16)
    for told in parts:
        hasher.update(len(told).to_bytes(8, "big") + told)
    return hasher.hexdigest()
