"""What filters and facets ask of passages, in memory: for every value the numbers of the passages that have it.

Whoosh's own ranges and grouping read postings for each question and take twenty times as long (docs/decisions/0001).
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Collection, Iterable, Mapping

from kb.finnish import lemma
from kb.results import Facets, Filters, Organisation, Person, Topic
from kb.search.schema import Passage
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


def kind_of(word: str) -> str:
    """The kind of hit or of decision that a word names in any form and language; the word itself when it names none.

    >>> kind_of("Päätökset"), kind_of("beslut"), kind_of("approval"), kind_of("muu")
    ('decision', 'decision', 'approval', 'muu')
    """
    low = word.strip().lower()
    return _KIND_OF.get(low) or _KIND_OF.get(lemma(low)) or low


class Columns:
    """The passages of a generation by what they are, when, whose and on what."""

    def __init__(
        self,
        passages: Iterable[Passage],
        people: Iterable[Person],
        organisations: Iterable[Organisation],
        topics: Iterable[Topic],
        mentioning: Callable[[str], Numbers] = lambda name: _NONE,
    ) -> None:
        """`mentioning` tells which passages have all the words of a name."""
        self._mentioning = mentioning
        self.passages = tuple(passages)
        self.people = {person.slug: person.name for person in people}
        self.organisations = {organisation.slug: organisation.name for organisation in organisations}
        self.topics = {topic.slug: topic.name for topic in topics}
        self._people = _slugs((person.slug, (person.name, *person.names)) for person in people)
        self._organisations = _slugs((o.slug, (o.name, *o.names)) for o in organisations)
        self._topics = _slugs((topic.slug, (topic.name, *topic.synonyms)) for topic in topics)
        self._by: dict[str, dict[str, set[int]]] = {}
        self._dated = sorted((p.date, number) for number, p in enumerate(self.passages) if p.date is not None)
        self._days = [date for date, _ in self._dated]
        self.by_id = {passage.id: number for number, passage in enumerate(self.passages)}
        for number, passage in enumerate(self.passages):
            self._add(number, passage)

    @property
    def all(self) -> Numbers:
        """Every passage."""
        return frozenset(range(len(self.passages)))

    @property
    def first(self) -> datetime.date | None:
        """The oldest date."""
        return self._days[0] if self._days else None

    @property
    def last(self) -> datetime.date | None:
        """The newest date."""
        return self._days[-1] if self._days else None

    def field(self, name: str, value: str) -> Numbers:
        """The passages that a field of the query language asks for; dates are not asked here."""
        return _FIELDS[name](self, value)

    def between(self, since: datetime.date | None, until: datetime.date | None) -> Numbers:
        """The passages of these days, both included; undated ones are not among them."""
        begin = 0 if since is None else bisect.bisect_left(self._days, since)
        end = len(self._days) if until is None else bisect.bisect_right(self._days, until)
        return frozenset(number for _, number in self._dated[begin:end])

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

    def facets(self, numbers: Collection[int], key: Callable[[int], str], own_key: Callable[[int], str]) -> Facets:
        """How many hits each value of each filter has. `key` tells which passages are one hit, `own_key` the same under a
        filter by kind, where decisions are not folded together."""
        kinds: dict[str, set[str]] = {}
        counted: dict[str, dict[str, set[str]]] = {name: {} for name in ("body", "year", "organisation", "output", "topic")}
        for number in numbers:
            passage, hit = self.passages[number], key(number)
            kinds.setdefault(passage.kind, set()).add(own_key(number))
            for name, values in self._facet_values(passage):
                for value in values:
                    counted[name].setdefault(value, set()).add(hit)
        return Facets(_counts(kinds), **{name: _counts(values) for name, values in counted.items()})

    def _facet_values(self, passage: Passage) -> Iterable[tuple[str, tuple[str, ...]]]:
        yield "body", (passage.body,) if passage.body else ()
        yield "year", (str(passage.date.year),) if passage.date else ()
        yield "organisation", tuple(self.organisations[slug] for slug in passage.organisations if slug in self.organisations)
        yield "output", passage.outputs
        yield "topic", tuple(self.topics[slug] for slug in passage.topics if slug in self.topics)

    def _add(self, number: int, passage: Passage) -> None:
        self._put("kind", number, passage.kind, *((passage.decided,) if passage.decided else ()))
        self._put("body", number, *((slug(passage.body),) if passage.body else ()))
        self._put("meeting", number, *((passage.meeting,) if passage.meeting else ()))
        self._put("year", number, *((str(passage.date.year),) if passage.date else ()))
        self._put("person", number, *passage.people)
        self._put("organisation", number, *passage.organisations)
        self._put("topic", number, *passage.topics)
        self._put("output", number, *passage.outputs)
        self._put("attachment", number, *map(slug, passage.attachments))

    def _put(self, name: str, number: int, *values: str) -> None:
        for value in values:
            self._by.setdefault(name, {}).setdefault(value, set()).add(number)

    def _get(self, name: str, *values: str) -> Numbers:
        return frozenset().union(*(self._by.get(name, {}).get(value, _NONE) for value in values))

    def _kind(self, value: str) -> Numbers:
        return self._get("kind", kind_of(value))

    def _body(self, value: str) -> Numbers:
        wanted = slug(value)
        bodies = self._by.get("body", {})
        return self._get("body", *([wanted] if wanted in bodies else [name for name in bodies if wanted and wanted in name]))

    def _meeting(self, value: str) -> Numbers:
        from kb.dates import find_dates

        meetings = self._by.get("meeting", {})
        if value in meetings:
            return self._get("meeting", value)
        found = find_dates(value)
        days = {found[0].first.isoformat()} if found else {value}
        return self._get("meeting", *(id for id in meetings if any(id.startswith(day) for day in days if day)))

    def _year(self, value: str) -> Numbers:
        first, _, last = value.replace("–", "-").partition("-")
        if not (first.isdecimal() and (last.isdecimal() or not last)):
            return _NONE
        years = self._by.get("year", {})
        return self._get("year", *(year for year in years if int(first) <= int(year) <= int(last or first)))

    def _output(self, value: str) -> Numbers:
        wanted = value.strip().removesuffix(".")
        return self._get("output", *(n for n in self._by.get("output", {}) if n == wanted or n.startswith(f"{wanted}.")))

    def _attachment(self, value: str) -> Numbers:
        wanted = slug(value)
        labels = self._by.get("attachment", {})
        fitting = [label for label in labels if label == wanted or label.rpartition("-")[2] == wanted]
        if fitting or wanted.isdecimal():
            return self._get("attachment", *fitting)
        files = ((n, p) for n, p in enumerate(self.passages) if p.kind in ("attachment", "slide"))
        return frozenset(n for n, p in files if wanted and wanted in slug(f"{p.title} {p.group}"))

    def _person(self, value: str) -> Numbers:
        return self._get("person", *_fitting(self._people, value)) | self._mentioning(value)

    def _organisation(self, value: str) -> Numbers:
        return self._get("organisation", *_fitting(self._organisations, value))

    def _topic(self, value: str) -> Numbers:
        return self._get("topic", *_fitting(self._topics, value))


_FIELDS: Mapping[str, Callable[[Columns, str], Numbers]] = {
    "laji": Columns._kind,
    "toimielin": Columns._body,
    "kokous": Columns._meeting,
    "vuosi": Columns._year,
    "tuotos": Columns._output,
    "liite": Columns._attachment,
    "henkilö": Columns._person,
    "organisaatio": Columns._organisation,
    "aihe": Columns._topic,
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


def _slugs(things: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for own, names in things:
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


def _counts(values: Mapping[str, set[str]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(((value, len(hits)) for value, hits in values.items()), key=lambda pair: (-pair[1], pair[0])))
