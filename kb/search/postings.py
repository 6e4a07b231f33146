"""The seam of the text index: what keeps postings, on its two sides. Nothing here knows how they are kept.

A build gives an `Engine` passages as terms by field; a search asks a `TermIndex` in which passages a term stands, how often and
where. Everything above it (expansion, evaluation, scoring, facets, highlights) is the same whatever stands behind:
`kb.search.engine` with Whoosh, or dictionaries in memory in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

SURFACE: Final = "surface"
BASE: Final = "base"
PART: Final = "part"
FIX: Final = "fix"
TITLE_SURFACE: Final = "title_surface"
TITLE_BASE: Final = "title_base"
TITLE_PART: Final = "title_part"
CONTEXT: Final = "context"
FIELDS: Final = (SURFACE, BASE, PART, FIX, TITLE_SURFACE, TITLE_BASE, TITLE_PART, CONTEXT)
# The fields that phrases and nearness ask for places; the others keep only how often a term stands in a passage.
POSITIONED: Final = frozenset((SURFACE, BASE, PART, TITLE_SURFACE, TITLE_BASE))

# What a passage is to the index: for each field its terms with their places, several of which may be the same.
PassageTerms = Mapping[str, Sequence[tuple[str, int]]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage to be indexed. `digest` (16 bytes) is the same as before when its terms are; `terms` is asked only for new ones."""

    digest: bytes
    terms: Callable[[], PassageTerms]


@dataclass(frozen=True, slots=True)
class Postings:
    """The passages that have a term in a field, by number, ascending, and how often each has it."""

    numbers: Sequence[int]
    frequencies: Sequence[int]


class TermIndex(Protocol):
    """The side of a search. Passages are numbered from 0; `gone` are numbers that no passage has any more."""

    size: int
    gone: frozenset[int]

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands in a field; empty when nowhere."""

    def positions(self, field: str, term: str, numbers: Collection[int]) -> dict[int, Sequence[int]]:
        """The places of a term in a field of these passages, ascending; only of fields in `POSITIONED`."""

    def lengths(self, field: str) -> Sequence[int]:
        """How many terms the field has in each passage, by number."""

    def terms(self, field: str, prefix: str = "") -> Iterable[tuple[str, int]]:
        """The terms of a field that begin so, in order, each with the number of passages that have it; passages that are gone
        may be counted, but a term that no other has is left out."""

    def close(self) -> None:
        """Lets go of the files."""


class Held:
    """An index without some passages, as one sees it who may not see them: no count and no length tells of them."""

    def __init__(self, index: TermIndex, hidden: frozenset[int]) -> None:
        self._index = index
        self.size = index.size
        self.gone = index.gone | hidden

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands in a field of what is left."""
        found = self._index.postings(field, term)
        left = [pair for pair in zip(found.numbers, found.frequencies, strict=True) if pair[0] not in self.gone]
        return Postings([number for number, _ in left], [times for _, times in left])

    def positions(self, field: str, term: str, numbers: Collection[int]) -> dict[int, Sequence[int]]:
        """The places of a term in a field of these passages."""
        return self._index.positions(field, term, [number for number in numbers if number not in self.gone])

    def lengths(self, field: str) -> Sequence[int]:
        """How many terms the field has in each passage."""
        return self._index.lengths(field)

    def terms(self, field: str, prefix: str = "") -> Iterable[tuple[str, int]]:
        """The terms of a field that begin so, in what is left."""
        for term, _count in self._index.terms(field, prefix):
            if count := len(self.postings(field, term).numbers):
                yield term, count

    def close(self) -> None:
        """Lets go of the files."""
        self._index.close()


class Engine(Protocol):
    """The side of a build, and the way to a `TermIndex`."""

    def write(
        self,
        place: Path,
        entries: Sequence[Entry],
        before: Path | None = None,
        stale: Collection[int] = (),
        progress: Progress = lambda done, total: None,
    ) -> tuple[int, ...]:
        """Writes an index into an empty directory and gives the number of each entry's passage.

        `before` is the directory of an index over the same kind of terms: what is in it need not be written again, except the
        passages whose numbers there are `stale`.
        """

    def extend(self, place: Path, entries: Iterable[Entry], before: Path, gone: Collection[int]) -> tuple[int, ...]:
        """Writes into an empty directory the index of `before` with these entries more, and gives their numbers; what is there
        keeps its numbers, but for the passages that are to be `gone`. Raises IndexBroken."""

    def open(self, place: Path) -> TermIndex:
        """An index that was written. Raises IndexBroken."""


def first_terms(terms: Iterable[tuple[str, int]], most: int) -> list[str]:
    """The first terms of a walk through a field, without their counts."""
    return [term for (term, _), _ in zip(terms, range(most), strict=False)]
