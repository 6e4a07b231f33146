"""A cache of the documents that are being read: unpacking one, and finding a query in it, takes longer than a page.

It holds a few entries for each Library, and is let go with it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from kb.document import Document, Section
from kb.library import Library
from kb.results import Matched

T = TypeVar("T")
MOST = 6

_cached: WeakKeyDictionary[Library, OrderedDict[tuple[str, ...], Any]] = WeakKeyDictionary()
_lock = threading.Lock()


def document(library: Library, path: str) -> Document:
    """What was read from a file. Raises NoSuch."""
    return _once(library, (path,), lambda: library.document(path))


def marks(library: Library, path: str, query: str) -> tuple[tuple[Section, Matched], ...]:
    """Where a document answers a query, in reading order; parts of compounds only where there is nothing better."""
    return _once(library, (path, query), lambda: _marks(library, path, query))


def _marks(library: Library, path: str, query: str) -> tuple[tuple[Section, Matched], ...]:
    sections = document(library, path).sections
    found = tuple((section, match) for section in sections for match in library.marks(query, section.text))
    return tuple(one for one in found if one[1].how not in ("part", "related")) or found


def _once(library: Library, key: tuple[str, ...], make: Callable[[], T]) -> T:
    with _lock:
        entries = _cached.setdefault(library, OrderedDict())
        if key in entries:
            entries.move_to_end(key)
            found: T = entries[key]
            return found
    made = make()
    with _lock:
        entries[key] = made
        while len(entries) > MOST:
            entries.popitem(last=False)
    return made
