"""The fields of the text index. Imported only where Whoosh is used: `kb.search.engine` and `indexer.write`.

Whoosh pickles its schema into every index, so a field's class lives at a module's top level and holds no handle. Terms are
made beforehand (`kb.search.terms`): a field is given (term, position) pairs, several of which may share a position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from whoosh.analysis import IDAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.formats import Positions
from whoosh.system import pack_uint

SURFACE: Final = "surface"
BASE: Final = "base"
PART: Final = "part"
FIX: Final = "fix"
TITLE_SURFACE: Final = "title_surface"
TITLE_BASE: Final = "title_base"
TITLE_PART: Final = "title_part"
CONTEXT: Final = "context"


class Terms(TEXT):  # type: ignore[misc]
    """A field that is given its terms. `positions` keeps their places, which phrases need."""

    def __init__(self, *, positions: bool) -> None:
        super().__init__(analyzer=IDAnalyzer(), phrase=positions)

    def index(self, value: Iterable[tuple[str, int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Postings as Whoosh wants them: term, frequency, weight, encoded positions or frequency."""
        places: dict[str, list[int]] = {}
        for term, position in value:
            places.setdefault(term, []).append(position)
        keeps_positions = isinstance(self.format, Positions)
        for term, found in places.items():
            encoded = self.format.encode(found) if keeps_positions else pack_uint(len(found))
            yield term.encode(), len(found), float(len(found)), encoded


def schema() -> Schema:
    """A new schema: every field of the text index."""
    return Schema(
        id=ID(stored=True, unique=True),
        **{name: Terms(positions=True) for name in (SURFACE, BASE, PART, TITLE_SURFACE, TITLE_BASE)},
        **{name: Terms(positions=False) for name in (FIX, TITLE_PART, CONTEXT)},
    )
