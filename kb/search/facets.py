"""What filters and facets ask of passages, as columns in memory: kind, body, meeting, day, people, topics …

A build packs the columns into one file of the generation; a search reads it as it is, and turns a column over (value → passages)
when a filter first asks it. Whoosh's own ranges and grouping read postings for each question and take twenty times as long
(docs/decisions/0001).
"""

from __future__ import annotations

import bisect
import datetime
import json
import sys
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from kb.errors import IndexBroken
from kb.finnish import lemma
from kb.model import within
from kb.passage import Passage
from kb.results import Facets, Filters, HitKind, Organisation, Person, Topic
from kb.slugs import slug

Numbers = frozenset[int]
_NONE: Numbers = frozenset()

_KINDS: Mapping[str, tuple[str, ...]] = {
    "decision": ("päätös", "decision", "beslut"),
    "output": ("tuotos", "output", "leverabel"),
    "item": ("kohta", "asiakohta", "asia", "pykälä", "item", "ärende", "punkt"),
    "passage": ("kappale", "passage", "stycke"),
    "slide": ("dia", "kalvo", "esitys", "slide", "bild"),
    "meeting": ("kokous", "meeting", "möte"),
    "attachment": ("liite", "attachment", "bilaga"),
}
_DECIDED: Mapping[str, tuple[str, ...]] = {
    "agreement": ("sovittu", "sopimus", "agreement", "överenskommelse"),
    "approval": ("hyväksyntä", "hyväksytty", "hyväksyminen", "approval", "godkännande"),
    "assignment": ("tehtävä", "toimeksianto", "assignment", "uppdrag"),
    "election": ("valinta", "nimeäminen", "vaali", "election", "val"),
    "noted": ("tiedoksi", "merkitty", "noted", "antecknat"),
    "rejected": ("hylätty", "hylkäys", "rejected", "förkastat"),
    "postponed": ("siirretty", "pöydälle", "lykätty", "postponed", "uppskjutet"),
    "procedural": ("menettely", "menettelyllinen", "procedural", "formell"),
}
_KIND_OF = {word: kind for names in (_KINDS, _DECIDED) for kind, words in names.items() for word in (kind, *words)}

_LOW, _OCR = 1, 2
# Columns with one value a passage and with several; "names" are the words by which a file is asked for.
_SINGLE: Final = ("kind", "decided", "body", "meeting", "group", "names")
_SEVERAL: Final = ("person", "organisation", "topic", "output", "attachment")


def kind_of(word: str) -> str:
    """The kind of hit or of decision that a word names in any form and language; the word itself when it names none.

    >>> kind_of("Päätökset"), kind_of("beslut"), kind_of("approval"), kind_of("muu")
    ('decision', 'decision', 'approval', 'muu')
    """
    low = word.strip().lower()
    return _KIND_OF.get(low) or _KIND_OF.get(lemma(low)) or low


class _Column:
    """A column of coded values: the values, and each passage's code, 0 where it has none. With several values a passage,
    `starts` tells where each passage's codes begin."""

    def __init__(self, values: Sequence[str], codes: array[int], starts: array[int] | None = None) -> None:
        self.values = values
        self.codes = codes
        self.starts = starts

    @cached_property
    def by_value(self) -> dict[str, list[int]]:
        """The column turned over: value → the passages that have it, ascending."""
        found: list[list[int]] = [[] for _ in range(len(self.values) + 1)]
        if self.starts is None:
            for number, code in enumerate(self.codes):
                found[code].append(number)
        else:
            for number in range(len(self.starts) - 1):
                for code in self.codes[self.starts[number] : self.starts[number + 1]]:
                    found[code].append(number)
        return dict(zip(self.values, found[1:], strict=True))

    def value(self, number: int) -> str:
        """The value of a passage; empty where it has none."""
        code = self.codes[number]
        return self.values[code - 1] if code else ""

    def of(self, number: int) -> tuple[str, ...]:
        """All the values of a passage."""
        assert self.starts is not None
        return tuple(self.values[code - 1] for code in self.codes[self.starts[number] : self.starts[number + 1]])

    def _coded(self, numbers: Sequence[int], hits: Sequence[int]) -> set[tuple[int, int]]:
        """The codes that passages have, each with the hit of its passage."""
        codes, starts = self.codes, self.starts
        if starts is None:
            return set(zip(map(codes.__getitem__, numbers), hits, strict=True))
        pairs = zip(numbers, hits, strict=True)
        return {(code, hit) for number, hit in pairs for code in codes[starts[number] : starts[number + 1]]}

    def counts(self, numbers: Sequence[int], hits: Sequence[int], name: Callable[[str], str | None]) -> dict[str, int]:
        """How many different hits have each value; `name` tells what a value is called, None to leave it out."""
        pairs = self._coded(numbers, hits)
        names = {code: name(self.values[code - 1]) for code in {code for code, _ in pairs} if code}
        if len(set(names.values())) < len(names):
            return Counter(value for value, _ in {(names.get(code), hit) for code, hit in pairs} if value)
        return Counter(value for code, _ in pairs if (value := names.get(code)))


def _coded(values: Iterable[str | None], codes: dict[str, int]) -> list[int]:
    """The code of each value, 0 for none; a new value gets the next code."""
    return [codes.setdefault(value, len(codes) + 1) if value else 0 for value in values]


def _codes_of(values: Sequence[str]) -> dict[str, int]:
    """The codes of a column's values."""
    return {value: code for code, value in enumerate(values, start=1)}


Row = tuple[int, Passage] | None


def save(
    place: Path,
    passages: Sequence[Passage],
    numbers: Sequence[int],
    people: Iterable[Person] = (),
    organisations: Iterable[Organisation] = (),
    topics: Iterable[Topic] = (),
) -> None:
    """Packs the columns of passages into a file. `numbers` are the passages' numbers in the text index."""
    rows = _rows(passages, numbers)
    singles = {name: _single_codes(name, rows, {}) for name in _SINGLE}
    several = {name: _several_codes(name, rows, {}) for name in _SEVERAL}
    arrays = [*_plain(rows), *(codes for _, codes in singles.values())]
    arrays += [one for _, starts, codes in several.values() for one in (starts, codes)]
    head: dict[str, Any] = {
        "count": len(passages),
        "byteorder": sys.byteorder,
        "people": [(one.slug, one.name, *one.names) for one in people],
        "organisations": [(one.slug, one.name, *one.names) for one in organisations],
        "topics": [(one.slug, one.name, *one.synonyms) for one in topics],
        "values": {name: coded[0] for name, coded in (*singles.items(), *several.items())},
    }
    _pack(place, head, arrays)


def _pack(place: Path, head: Mapping[str, Any], arrays: Sequence[array[int]]) -> None:
    """Writes columns into a file."""
    head = {**head, "lengths": [len(one) for one in arrays]}
    with place.open("wb") as file:
        file.write(json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        file.writelines(one.tobytes() for one in arrays)


def _rows(passages: Sequence[Passage], numbers: Sequence[int]) -> list[Row]:
    """By number in the text index: a passage and its place in reading order, None where a number is free."""
    rows: list[Row] = [None] * (max(numbers, default=-1) + 1)
    for order, (number, passage) in enumerate(zip(numbers, passages, strict=True)):
        rows[number] = (order, passage)
    return rows


def _plain(rows: Sequence[Row]) -> list[array[int]]:
    """The columns of numbers: day, place in the group, place in reading order, flags."""
    days, places, orders, flags = (array("I", bytes(4 * len(rows))) for _ in range(4))
    for number, row in enumerate(rows):
        if row:
            orders[number], passage = row
            places[number] = passage.order
            if passage.date:
                days[number] = passage.date.toordinal()
            if passage.low or passage.ocr:
                flags[number] = (_LOW if passage.low else 0) | (_OCR if passage.ocr else 0)
    return [days, places, orders, flags]


def _single_codes(name: str, rows: Sequence[Row], codes: dict[str, int]) -> tuple[list[str], array[int]]:
    """A column's values, and each passage's code; `codes` are those of values known before."""
    value = _name if name == "names" else attrgetter(name)
    column = array("I", _coded([value(row[1]) if row else None for row in rows], codes))
    return list(codes), column


def _several_codes(name: str, rows: Sequence[Row], codes: dict[str, int]) -> tuple[list[str], array[int], array[int]]:
    """A column's values, where each passage's codes begin, and the codes; `codes` are those of values known before."""
    column, starts = array("I"), array("I", [0])
    several = _labels if name == "attachment" else attrgetter({"person": "people"}.get(name, f"{name}s"))
    met: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        if row and (values := several(row[1])):
            known = met.get(values)
            if known is None:
                known = met[values] = _coded(filter(None, dict.fromkeys(values)), codes)
            column.extend(known)
        starts.append(len(column))
    return list(codes), starts, column


def _name(passage: Passage) -> str | None:
    """What an attachment or a slide is called."""
    return slug(f"{passage.title} {passage.group}") if passage.kind in ("attachment", "slide") else None


def _labels(passage: Passage) -> tuple[str, ...]:
    return tuple(map(slug, passage.attachments))


class FacetIndex:
    """The passages of a generation by what they are, when, whose and on what."""

    def __init__(self, head: Mapping[str, Any], arrays: Sequence[array[int]], mentioning: Callable[[str], Numbers]) -> None:
        """`mentioning` tells which passages have all the words of a name."""
        self._mentioning = mentioning
        self._head = head
        self.count: int = head["count"]
        self.days, self.orders, self.sequence, self.flags = arrays[:4]
        singles = arrays[4 : 4 + len(_SINGLE)]
        several = arrays[4 + len(_SINGLE) :]
        values = head["values"]
        self._columns = {name: _Column(values[name], codes) for name, codes in zip(_SINGLE, singles, strict=True)}
        for place, name in enumerate(_SEVERAL):
            self._columns[name] = _Column(values[name], several[2 * place + 1], several[2 * place])
        self.kinds: Sequence[HitKind] = values["kind"]
        self.kind_codes = self._columns["kind"].codes
        self.groups = self._columns["group"].codes

    @classmethod
    def load(cls, place: Path, mentioning: Callable[[str], Numbers] = lambda name: _NONE) -> FacetIndex:
        """The columns of a file. Raises IndexBroken."""
        try:
            with place.open("rb") as file:
                head = json.loads(file.readline().decode("utf-8", "surrogatepass"))
                arrays = []
                for length in head["lengths"]:
                    one = array("I")
                    one.fromfile(file, length)
                    arrays.append(one)
            if head["byteorder"] != sys.byteorder:
                raise IndexBroken(path=place)
            return cls(head, arrays, mentioning)
        except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError) as error:
            raise IndexBroken(path=place) from error

    def without(
        self,
        hidden: Collection[int],
        people: Iterable[Person],
        organisations: Iterable[Organisation],
        topics: Iterable[Topic],
        mentioning: Callable[[str], Numbers],
    ) -> FacetIndex:
        """The same without some passages, and with these people, organisations and topics alone."""
        head = {
            **self._head,
            "people": [(one.slug, one.name, *one.names) for one in people],
            "organisations": [(one.slug, one.name, *one.names) for one in organisations],
            "topics": [(one.slug, one.name, *one.synonyms) for one in topics],
        }
        return FacetIndex(head, self._arrays_without(hidden), mentioning)

    def _arrays_without(self, hidden: Collection[int]) -> list[array[int]]:
        """All columns as they are packed, with nothing said of some passages."""
        days, flags = array("I", self.days), array("I", self.flags)
        singles = [array("I", self._columns[name].codes) for name in _SINGLE]
        several = [(self._columns[name].starts, array("I", self._columns[name].codes)) for name in _SEVERAL]
        for number in hidden:
            for column in (days, flags, *singles):
                column[number] = 0
            for starts, codes in several:
                assert starts is not None
                codes[starts[number] : starts[number + 1]] = array("I", bytes(4 * (starts[number + 1] - starts[number])))
        arrays = [days, self.orders, self.sequence, flags, *singles]
        for starts, codes in several:
            assert starts is not None
            arrays += [array("I", starts), codes]
        return arrays

    def save_with(self, place: Path, gone: Collection[int], passages: Sequence[Passage], numbers: Sequence[int]) -> None:
        """Packs the columns into a file without the passages that are `gone` and with others under the next numbers, which come
        last in reading order."""
        arrays = self._arrays_without(gone)
        plain, singles, several = arrays[:4], arrays[4 : 4 + len(_SINGLE)], arrays[4 + len(_SINGLE) :]
        rows = self._rows_after(passages, numbers)
        values = {name: list(column.values) for name, column in self._columns.items()}
        for column, more in zip(plain, _plain(rows), strict=True):
            column.extend(more)
        for name, column in zip(_SINGLE, singles, strict=True):
            values[name], more = _single_codes(name, rows, _codes_of(values[name]))
            column.extend(more)
        for name, starts, column in zip(_SEVERAL, several[::2], several[1::2], strict=True):
            values[name], begins, more = _several_codes(name, rows, _codes_of(values[name]))
            starts.extend([len(column) + begin for begin in begins[1:]])
            column.extend(more)
        _pack(place, {**self._head, "count": self.count - len(gone) + len(passages), "values": values}, arrays)

    def _rows_after(self, passages: Sequence[Passage], numbers: Sequence[int]) -> list[Row]:
        """The rows that follow those that are there."""
        first, order = len(self.days), max(self.sequence, default=0) + 1
        return [row and (row[0] + order, row[1]) for row in _rows(passages, [number - first for number in numbers])]

    @cached_property
    def all(self) -> Numbers:
        """Every passage."""
        return frozenset(number for number, kind in enumerate(self.kind_codes) if kind)

    @property
    def days_span(self) -> tuple[int, int]:
        """The oldest and the newest day, as ordinals; 0 when nothing has a day."""
        return (self._sorted_days[0], self._sorted_days[-1]) if self._sorted_days else (0, 0)

    @cached_property
    def _by_day(self) -> list[int]:
        return sorted((number for number, day in enumerate(self.days) if day), key=self.days.__getitem__)

    @cached_property
    def _sorted_days(self) -> list[int]:
        return [self.days[number] for number in self._by_day]

    def kind(self, number: int) -> str:
        """What a passage is."""
        return self._columns["kind"].value(number)

    def group_code(self, group: str) -> int:
        """The code of a group; 0 for an unknown one."""
        return self._group_codes.get(group, 0)

    def of_group(self, group: str) -> list[int]:
        """The passages of a group, ascending."""
        code = self.group_code(group)
        return [number for number, other in enumerate(self.groups) if other == code] if code else []

    @cached_property
    def _group_codes(self) -> dict[str, int]:
        return {value: code for code, value in enumerate(self._columns["group"].values, start=1)}

    def outputs(self, number: int) -> tuple[str, ...]:
        """The outputs that a passage is about."""
        return self._columns["output"].of(number)

    def own_key(self, number: int) -> int:
        """What makes passages one hit where decisions and outputs are asked for: these are hits of their own."""
        return -1 - number if self.kind(number) in ("decision", "output") else self.groups[number]

    def field(self, name: str, value: str) -> Numbers:
        """The passages that a field of the query language asks for; dates are not asked here."""
        return _FIELDS[name](self, value)

    def between(self, since: datetime.date | None, until: datetime.date | None) -> Numbers:
        """The passages of these days, both included; undated ones are not among them."""
        begin = 0 if since is None else bisect.bisect_left(self._sorted_days, since.toordinal())
        end = len(self._by_day) if until is None else bisect.bisect_right(self._sorted_days, until.toordinal())
        return frozenset(self._by_day[begin:end])

    def chosen(self, filters: Filters) -> Numbers | None:
        """The passages that all filters leave; None when there are none."""
        sets = [
            frozenset().union(*(self.field(name, str(value)) for value in getattr(filters, attribute)))
            for attribute, name in _ATTRIBUTES.items()
            if getattr(filters, attribute)
        ]
        if filters.since is not None or filters.until is not None:
            sets.append(self.between(filters.since, filters.until))
        return frozenset.intersection(*sets) if sets else None

    def counts(self, numbers: Collection[int], own: bool) -> Facets:
        """How many hits each value of each filter has. `own`: decisions and outputs are hits of their own; under a filter by
        kind they always are."""
        found = tuple(numbers)
        alone = tuple(map(self.own_key, found))
        hits = alone if own else tuple(map(self.groups.__getitem__, found))
        years = {day: datetime.date.fromordinal(day).year for day in {self.days[number] for number in found} if day}
        pairs = {(years[day], hit) for day, hit in zip(map(self.days.__getitem__, found), hits, strict=True) if day}
        organisations, topics = self._names("organisations"), self._names("topics")
        return Facets(
            kind=_sorted(self._columns["kind"].counts(found, alone, str)),
            body=_sorted(self._columns["body"].counts(found, hits, str)),
            year=_sorted(Counter(str(year) for year, _ in pairs)),
            organisation=_sorted(self._columns["organisation"].counts(found, hits, organisations.get)),
            output=_sorted(self._columns["output"].counts(found, hits, str)),
            topic=_sorted(self._columns["topic"].counts(found, hits, topics.get)),
        )

    def _names(self, what: str) -> dict[str, str]:
        return {own: name for own, name, *_ in self._head[what]}

    @cached_property
    def _people(self) -> dict[str, set[str]]:
        return _slugs(self._head["people"])

    @cached_property
    def _organisations(self) -> dict[str, set[str]]:
        return _slugs(self._head["organisations"])

    @cached_property
    def _topics(self) -> dict[str, set[str]]:
        return _slugs(self._head["topics"])

    @cached_property
    def _years(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number in self._by_day:
            found.setdefault(datetime.date.fromordinal(self.days[number]).year, []).append(number)
        return found

    def _get(self, name: str, values: Iterable[str]) -> Numbers:
        by_value = self._columns[name].by_value
        return frozenset(number for value in values for number in by_value.get(value, ()))

    def _kind(self, value: str) -> Numbers:
        kind = kind_of(value)
        return self._get("kind", (kind,)) | self._get("decided", (kind,))

    def _body(self, value: str) -> Numbers:
        wanted = slug(value)
        bodies = [(body, slug(body)) for body in self._columns["body"].values]
        exact = [body for body, own in bodies if own == wanted]
        return self._get("body", exact or [body for body, own in bodies if wanted and wanted in own])

    def _meeting(self, value: str) -> Numbers:
        from kb.dates import find_dates

        meetings = self._columns["meeting"].values
        if value in meetings:
            return self._get("meeting", (value,))
        found = find_dates(value)
        day = found[0].first.isoformat() if found else value
        return self._get("meeting", (id for id in meetings if day and id.startswith(day)))

    def _year(self, value: str) -> Numbers:
        first, _, last = value.replace("–", "-").partition("-")
        if not (first.isdecimal() and (last.isdecimal() or not last)):
            return _NONE
        years = range(int(first), int(last or first) + 1)
        return frozenset(number for year, numbers in self._years.items() if year in years for number in numbers)

    def _output(self, value: str) -> Numbers:
        wanted = value.strip().removesuffix(".")
        outputs = self._columns["output"].values
        return self._get("output", (number for number in outputs if within(number, wanted)))

    def _attachment(self, value: str) -> Numbers:
        wanted = slug(value)
        labels = self._columns["attachment"].values
        fitting = [label for label in labels if label == wanted or label.rpartition("-")[2] == wanted]
        if fitting or wanted.isdecimal():
            return self._get("attachment", fitting)
        return self._get("names", (name for name in self._columns["names"].values if wanted and wanted in name))

    def _person(self, value: str) -> Numbers:
        return self._get("person", _fitting(self._people, value)) | self._mentioning(value)

    def _organisation(self, value: str) -> Numbers:
        return self._get("organisation", _fitting(self._organisations, value))

    def _topic(self, value: str) -> Numbers:
        return self._get("topic", _fitting(self._topics, value))


_FIELDS: Mapping[str, Callable[[FacetIndex, str], Numbers]] = {
    "laji": FacetIndex._kind,
    "toimielin": FacetIndex._body,
    "kokous": FacetIndex._meeting,
    "vuosi": FacetIndex._year,
    "tuotos": FacetIndex._output,
    "liite": FacetIndex._attachment,
    "henkilö": FacetIndex._person,
    "organisaatio": FacetIndex._organisation,
    "aihe": FacetIndex._topic,
}
_ATTRIBUTES = {
    "kind": "laji",
    "body": "toimielin",
    "year": "vuosi",
    "meeting": "kokous",
    "organisation": "organisaatio",
    "person": "henkilö",
    "output": "tuotos",
    "topic": "aihe",
    "attachment": "liite",
}


def _slugs(things: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    """The slugs of things by each of their names."""
    found: dict[str, set[str]] = {}
    for own, *names in things:
        for name in (own, *map(slug, names)):
            found.setdefault(name, set()).add(own)
    return found


def _fitting(names: Mapping[str, set[str]], value: str) -> set[str]:
    """The slugs of what the value names: by a whole name in any case form, else by a whole word of it."""
    for wanted in (slug(value), slug(lemma(value)), slug(value.rpartition(":")[0])):
        if wanted and wanted in names:
            return names[wanted]
    wanted = slug(value)
    return {own for name, owners in names.items() if wanted and f"-{wanted}-" in f"-{name}-" for own in owners}


def _sorted(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
