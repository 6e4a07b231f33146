"""A text index kept in dictionaries: a double of the engine, for tests of the seam and of everything above it."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from kb.errors import IndexBroken
from kb.search.postings import FIELDS, Entry, Postings, Progress, TermIndex


class MemoryEngine:
    """Keeps what it writes as long as it lives, by directory."""

    def __init__(self) -> None:
        self._indexes: dict[Path, MemoryIndex] = {}

    def write(
        self,
        place: Path,
        entries: Sequence[Entry],
        before: Path | None = None,
        stale: Collection[int] = (),
        progress: Progress = lambda done, total: None,
    ) -> tuple[int, ...]:
        """Writes everything anew, whatever was there before."""
        self._indexes[place] = MemoryIndex(entries)
        return tuple(range(len(entries)))

    def open(self, place: Path) -> TermIndex:
        """What was written under a directory's name."""
        if place not in self._indexes:
            raise IndexBroken(path=place)
        return self._indexes[place]


class MemoryIndex:
    """field → term → number → places."""

    gone: frozenset[int] = frozenset()

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.size = len(entries)
        self._places: dict[str, dict[str, dict[int, list[int]]]] = {field: {} for field in FIELDS}
        self._lengths: dict[str, list[int]] = {field: [] for field in FIELDS}
        for number, entry in enumerate(entries):
            terms = entry.terms()
            for field in FIELDS:
                self._lengths[field].append(len(terms.get(field, ())))
                for term, position in terms.get(field, ()):
                    insort(self._places[field].setdefault(term, {}).setdefault(number, []), position)

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands."""
        found = self._places[field].get(term, {})
        return Postings(tuple(found), tuple(map(len, found.values())))

    def positions(self, field: str, term: str, numbers: Collection[int]) -> dict[int, Sequence[int]]:
        """Its places in some passages."""
        return {number: places for number, places in self._places[field].get(term, {}).items() if number in numbers}

    def lengths(self, field: str) -> Sequence[int]:
        """How many terms a field has in each passage."""
        return self._lengths[field]

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms that begin so."""
        return ((term, len(found)) for term, found in sorted(self._places[field].items()) if term.startswith(prefix))

    def close(self) -> None:
        """Nothing to let go of."""
