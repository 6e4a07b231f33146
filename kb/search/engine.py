"""Postings kept with Whoosh: the only module that knows it. Both sides of `kb.search.postings` are here.

An index is a few segments that never change once written (Whoosh's ordered hash files hold the terms, packed arrays their
postings), and one list of them. A build writes what is new into a segment of its own, links the others from the generation
before and notes which passages in them are gone. Small segments and those with many gone passages are written anew together
with what is new, so that their number stays about the logarithm of the size.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import secrets
import shutil
import struct
import threading
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import HashReader, HashWriter
from whoosh.filedb.structfile import StructFile

from kb.errors import IndexBroken
from kb.search.postings import FIELDS, POSITIONED, Entry, PassageTerms, Postings, Progress, TermIndex

_SEGMENTS: Final = "segments.json"
# The files of a segment: postings by field and term; the terms in order; the lengths of the fields; the passages' digests.
_POSTINGS, _TERMS, _LENGTHS, _DIGESTS = ".postings", ".terms", ".lengths", ".digests"
_CRC: Final = 1  # the quickest of the hashes that Whoosh knows
_DIGEST_BYTES: Final = 16
# A segment is filled in memory: so many passages take about 150 MB.
_MOST_PASSAGES: Final = 20_000
# A segment is kept when at least so much of it is still wanted, and when it is so many times what is written anew anyway.
_STILL_WANTED, _WORTH_KEEPING = 0.6, 2
_MOST_POSITION: Final = 0xFFFF
_HEAD = struct.Struct("<IB")
_HAS_FREQUENCIES, _HAS_POSITIONS = 1, 2
_NOWHERE: Final = Postings((), ())


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment in the list: its name, how many passages it has, and which of them are gone, numbered within it."""

    name: str
    size: int
    gone: tuple[int, ...] = ()


class WhooshEngine:
    """Writes and opens indexes of postings. Holds nothing."""

    def write(
        self,
        place: Path,
        entries: Sequence[Entry],
        before: Path | None = None,
        stale: Collection[int] = (),
        progress: Progress = lambda done, total: None,
    ) -> tuple[int, ...]:
        """Writes an index; see `Engine`."""
        old = _Old.read(before, frozenset(stale)) if before is not None else _Old()
        kept, numbers = old.keep(entries)
        for part in kept:
            old.link(part, place)
        base = sum(part.size for part in kept)
        fresh = [place_ for place_, number in enumerate(numbers) if number is None]
        parts = list(kept)
        for start in range(0, len(fresh), _MOST_PASSAGES):
            run = fresh[start : start + _MOST_PASSAGES]
            segment = _SegmentWriter(place)
            for done, number in enumerate(run, start=1):
                segment.add(entries[number])
                numbers[number] = base
                base += 1
                progress(start + done, len(fresh))
            parts.append(segment.finish())
        _list(parts, place)
        return tuple(number for number in numbers if number is not None)

    def extend(self, place: Path, entries: Iterable[Entry], before: Path, gone: Collection[int]) -> tuple[int, ...]:
        """Writes an index that has more; see `Engine`."""
        old = _Old(before, _parts(before))
        parts = old.without(frozenset(gone))
        for part in parts:
            old.link(part, place)
        segment = _SegmentWriter(place)
        for entry in entries:
            segment.add(entry)
        base, added = sum(part.size for part in parts), segment.finish()
        _list([*parts, added], place)
        return tuple(range(base, base + added.size))

    def open(self, place: Path) -> TermIndex:
        """Opens an index; see `Engine`."""
        return WhooshIndex(place)


def _parts(place: Path) -> list[_Part]:
    try:
        told = json.loads((place / _SEGMENTS).read_text(encoding="utf-8"))
        return [_Part(part["name"], part["size"], tuple(part["gone"])) for part in told]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexBroken(path=place) from error


def _list(parts: Iterable[_Part], place: Path) -> None:
    """Writes the list of an index's segments."""
    told = [{"name": part.name, "size": part.size, "gone": list(part.gone)} for part in parts]
    (place / _SEGMENTS).write_text(json.dumps(told), encoding="utf-8")


class _Old:
    """The index before this one: which of its segments are worth keeping."""

    def __init__(self, place: Path | None = None, parts: Sequence[_Part] = (), stale: frozenset[int] = frozenset()) -> None:
        self._place = place
        self._parts = tuple(parts)
        self._stale = stale

    @classmethod
    def read(cls, place: Path, stale: frozenset[int]) -> _Old:
        """The index in a directory; as good as none when it cannot be read."""
        try:
            return cls(place, _parts(place), stale)
        except IndexBroken:
            return cls()

    def keep(self, entries: Sequence[Entry]) -> tuple[list[_Part], list[int | None]]:
        """The segments to keep, with all that is now gone from them, and each entry's number in them, None for the rest."""
        wanted: dict[bytes, list[int]] = {}
        for number, entry in enumerate(entries):
            wanted.setdefault(entry.digest, []).append(number)
        found = [(part, self._found(part, start, wanted)) for part, start in zip(self._parts, self._starts, strict=True)]
        pending = len(entries) - sum(len(places) for _, places in found)
        chosen = []
        for part, places in sorted(found, key=lambda pair: len(pair[1])):
            if len(places) < _STILL_WANTED * part.size or len(places) < _WORTH_KEEPING * pending:
                pending += len(places)
            else:
                chosen.append((part, places))
        numbers: list[int | None] = [None] * len(entries)
        kept, base = [], 0
        for part, places in chosen:
            for place, number in places.items():
                numbers[number] = base + place
            kept.append(_Part(part.name, part.size, tuple(n for n in range(part.size) if n not in places)))
            base += part.size
        return kept, numbers

    def without(self, gone: frozenset[int]) -> list[_Part]:
        """All segments, these passages gone from them too."""
        return [
            _Part(
                part.name, part.size, tuple(sorted({*part.gone, *(n - start for n in gone if start <= n < start + part.size)}))
            )
            for part, start in zip(self._parts, self._starts, strict=True)
        ]

    @property
    def _starts(self) -> list[int]:
        return [0, *accumulate(part.size for part in self._parts)][:-1]

    def _found(self, part: _Part, start: int, wanted: dict[bytes, list[int]]) -> dict[int, int]:
        """The passages of a segment that are wanted again, each with the entry that it answers."""
        assert self._place is not None
        digests = (self._place / (part.name + _DIGESTS)).read_bytes()
        gone = frozenset(part.gone)
        found = {}
        for place in range(part.size):
            left = wanted.get(digests[place * _DIGEST_BYTES : (place + 1) * _DIGEST_BYTES])
            if left and place not in gone and start + place not in self._stale:
                found[place] = left.pop(0)
        return found

    def link(self, part: _Part, place: Path) -> None:
        """Brings a segment's files into a new index without copying them where the file system can."""
        assert self._place is not None
        for path in self._place.glob(f"{part.name}.*"):
            try:
                os.link(path, place / path.name)
            except OSError:
                shutil.copyfile(path, place / path.name)


class _Gathered:
    """The postings of one term while a segment is filled."""

    __slots__ = ("frequencies", "numbers", "positions")

    def __init__(self) -> None:
        self.numbers = array("I")
        self.frequencies = array("H")
        self.positions = array("H")

    def packed(self) -> bytes:
        """As they are written: a head, the numbers, and where needed the frequencies and the positions."""
        often = any(times != 1 for times in self.frequencies)
        flags = (_HAS_FREQUENCIES if often else 0) | (_HAS_POSITIONS if self.positions else 0)
        frequencies = self.frequencies.tobytes() if often else b""
        return _HEAD.pack(len(self.numbers), flags) + self.numbers.tobytes() + frequencies + self.positions.tobytes()


class _SegmentWriter:
    """Fills one segment: postings gathered in memory, written term by term."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._name = secrets.token_hex(8)
        self._terms: dict[str, dict[str, _Gathered]] = {field: {} for field in FIELDS}
        self._lengths = {field: array("I") for field in FIELDS}
        self._digests: list[bytes] = []

    def add(self, entry: Entry) -> None:
        """Adds a passage under the next number."""
        number, terms = len(self._digests), entry.terms()
        for field in FIELDS:
            self._add_field(number, field, terms)
        self._digests.append(entry.digest)

    def _add_field(self, number: int, field: str, terms: PassageTerms) -> None:
        pairs = terms.get(field, ())
        self._lengths[field].append(len(pairs))
        gathered = self._terms[field]
        places: dict[str, list[int]] = {}
        for term, position in pairs:
            if term in places:
                places[term].append(position)
            else:
                places[term] = [position]
        keeps_positions = field in POSITIONED
        for term, found in places.items():
            own = gathered.get(term)
            if own is None:
                own = gathered[term] = _Gathered()
            own.numbers.append(number)
            own.frequencies.append(min(len(found), _MOST_POSITION))
            if keeps_positions:
                own.positions.extend([min(place, _MOST_POSITION) for place in found[:_MOST_POSITION]])

    def finish(self) -> _Part:
        """Writes the segment's files."""
        table = HashWriter(FileStorage(str(self._place)).create_file(self._name + _POSTINGS), hashtype=_CRC)
        head: dict[str, list[int]] = {}
        lists = []
        for number, field in enumerate(FIELDS):
            ordered = sorted(self._terms[field].items(), key=itemgetter(0))
            for term, own in ordered:
                table.add(_key(number, term), own.packed())
            words = "\n".join(term for term, _ in ordered).encode("utf-8", "surrogatepass")
            head[field] = [len(ordered), len(words)]
            lists += [words, array("I", [len(own.numbers) for _, own in ordered]).tobytes()]
        table.close()
        self._write(_TERMS, json.dumps(head).encode() + b"\n", *lists)
        self._write(_LENGTHS, *(self._lengths[field].tobytes() for field in FIELDS))
        self._write(_DIGESTS, *self._digests)
        return _Part(self._name, len(self._digests))

    def _write(self, extension: str, *parts: bytes) -> None:
        with (self._place / (self._name + extension)).open("wb") as file:
            file.writelines(parts)


def _key(field: int, term: str) -> bytes:
    return bytes((field,)) + term.encode("utf-8", "surrogatepass")


class _SegmentReader:
    """One segment. Numbers are its own."""

    def __init__(self, place: Path, part: _Part) -> None:
        self.size = part.size
        self._place = place
        self._name = part.name
        with (place / (part.name + _POSTINGS)).open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._table: Any = HashReader(StructFile(content), len(content))

    def packed(self, field: str, term: str) -> bytes | None:
        """A term's postings as they were written; None when it has none."""
        found = self._table.get(_key(FIELDS.index(field), term))
        return None if found is None else bytes(found)

    @cached_property
    def _lengths(self) -> bytes:
        return (self._place / (self._name + _LENGTHS)).read_bytes()

    def lengths(self, field: str) -> array[int]:
        """How many terms the field has in each passage."""
        start = FIELDS.index(field) * self.size * 4
        found = array("I")
        found.frombytes(self._lengths[start : start + self.size * 4])
        return found

    @cached_property
    def lexicons(self) -> dict[str, tuple[list[str], array[int]]]:
        """For each field its terms in order, and how many passages have each."""
        content = (self._place / (self._name + _TERMS)).read_bytes()
        line, _, rest = content.partition(b"\n")
        found, start = {}, 0
        for field, (count, length) in json.loads(line).items():
            words, end = rest[start : start + length].decode("utf-8", "surrogatepass"), start + length + 4 * count
            counts = array("I")
            counts.frombytes(rest[start + length : end])
            found[field] = (words.split("\n") if count else [], counts)
            start = end
        return found

    def close(self) -> None:
        """Lets go of the files."""
        self._table.close()


@contextlib.contextmanager
def _reading(place: Path) -> Iterator[None]:
    """Reads of files that may be damaged. Raises IndexBroken for whatever comes of it."""
    try:
        yield
    except Exception as error:  # Whoosh unpacks and unpickles what it finds, so that any exception may come
        raise IndexBroken(path=place) from error


class WhooshIndex:
    """An index opened for searching: its segments, one after another. May be shared between threads."""

    def __init__(self, place: Path) -> None:
        parts = _parts(place)
        self._place = place
        with _reading(place):
            self._segments = tuple(_SegmentReader(place, part) for part in parts)
        self._starts = [0, *accumulate(part.size for part in parts)]
        self.size = self._starts[-1]
        self.gone = frozenset(start + place_ for part, start in zip(parts, self._starts, strict=False) for place_ in part.gone)
        self._lock = threading.Lock()

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands in a field; empty when nowhere."""
        numbers, frequencies = array("I"), array("H")
        for start, packed in self._packed(field, term):
            own, times, _ = _unpacked(packed)
            numbers.extend([start + number for number in own] if start else own)
            frequencies.extend(times)
        if self.gone and not self.gone.isdisjoint(numbers):
            left = [(number, times) for number, times in zip(numbers, frequencies, strict=True) if number not in self.gone]
            return Postings(tuple(number for number, _ in left), tuple(times for _, times in left)) if left else _NOWHERE
        return Postings(numbers, frequencies)

    def positions(self, field: str, term: str, numbers: Collection[int]) -> dict[int, Sequence[int]]:
        """The places of a term in a field of these passages, ascending."""
        asked = numbers if isinstance(numbers, (set, frozenset, dict)) else frozenset(numbers)
        found: dict[int, Sequence[int]] = {}
        for start, packed in self._packed(field, term):
            own, times, places = _unpacked(packed)
            end = 0
            for number, count in zip(own, times, strict=True):
                begin, end = end, end + count
                if start + number in asked:
                    found[start + number] = places[begin:end]
        return found

    def lengths(self, field: str) -> Sequence[int]:
        """How many terms the field has in each passage, by number."""
        found = array("I")
        for segment in self._segments:
            found.extend(segment.lengths(field))
        return found

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field that begin so, in order; see `TermIndex`."""
        if len(self._segments) == 1:
            walks: Iterable[tuple[str, int]] = _walk(self._segments[0], field, prefix)
        else:
            counts: dict[str, int] = {}
            for segment in self._segments:
                for term, count in _walk(segment, field, prefix):
                    counts[term] = counts.get(term, 0) + count
            walks = sorted(counts.items())
        for term, count in walks:
            # Where more passages have the term than are gone, one that is not gone has it.
            left = count if count > len(self.gone) else len(self.postings(field, term).numbers)
            if left:
                yield term, left

    def close(self) -> None:
        """Lets go of the files."""
        for segment in self._segments:
            segment.close()

    def _packed(self, field: str, term: str) -> list[tuple[int, bytes]]:
        with _reading(self._place), self._lock:
            found = [(start, segment.packed(field, term)) for start, segment in zip(self._starts, self._segments, strict=False)]
        return [(start, packed) for start, packed in found if packed is not None]


def _unpacked(packed: bytes) -> tuple[array[int], array[int], array[int]]:
    """Numbers, frequencies and positions of a posting list."""
    count, flags = _HEAD.unpack_from(packed)
    end = _HEAD.size + 4 * count
    numbers, frequencies, positions = array("I"), array("H"), array("H")
    numbers.frombytes(packed[_HEAD.size : end])
    if flags & _HAS_FREQUENCIES:
        frequencies.frombytes(packed[end : end + 2 * count])
        end += 2 * count
    else:
        frequencies = array("H", [1]) * count
    if flags & _HAS_POSITIONS:
        positions.frombytes(packed[end:])
    return numbers, frequencies, positions


def _walk(segment: _SegmentReader, field: str, prefix: str) -> Iterator[tuple[str, int]]:
    words, counts = segment.lexicons[field]
    start = bisect_left(words, prefix)
    for word, count in islice(zip(words, counts, strict=True), start, None):
        if not word.startswith(prefix):
            break
        yield word, count
