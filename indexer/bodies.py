"""Whose a meeting is: one identity for all the names of a body, told by the minutes themselves.

A body is called by a long and a short name, with its organisation before it or without, in an abbreviation, in three
languages and with a slip; and two bodies may be called alike. Names tell what may be one; the people who meet, the numbers
of the meetings and the folders tell what is. What people say in `kb.toml` goes before everything.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations_with_replacement
from pathlib import PurePosixPath
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from indexer.interpret import vocabulary
from kb.finnish import is_known, lemma, part_terms
from kb.model import Meeting
from kb.names import person_key
from kb.results import Body
from kb.settings import Settings
from kb.slugs import slug, unique

# Parts of names that tell nothing: "työryhmä" is a "ryhmä", and words that join or stand for an organisation's form.
_EMPTY: Final = frozenset(
    [
        "ja",
        "sekä",
        "och",
        "and",
        "työ",
        "oy",
        "oyj",
        "ab",
        "ry",
        "rf",
        "varsinainen",
        "ylimääräinen",
        "sääntömääräinen",
        "för",
        "the",
        "of",
        "med",
        "kokous",
        "kunta",
        "kaupunki",
    ]
)
_SWEDISH_AND_ENGLISH: Final = {
    "gruppen": "ryhmä", "grupp": "ryhmä", "group": "ryhmä", "nämnden": "lautakunta", "nämnd": "lautakunta",
    "committee": "lautakunta", "board": "hallitus", "styrelsen": "hallitus", "styrelse": "hallitus",
    "council": "valtuusto", "fullmäktige": "valtuusto", "team": "tiimi",
}  # fmt: skip
_FOLDER_NOISE: Final = re.compile(
    r"[\d\W_]+|(?:pöytäkirjat?|muistiot?|kokoukset|arkisto|esityslistat?|pdf|docx|vuosi|kevät|syksy|liitteet)", re.I
)
_GENERIC_TITLE: Final = re.compile(
    r"\b(?:kokous|palaveri)?(?:muistio|pöytäkirja|protokoll|promemoria|minutes|memo|esityslista|kokous|kokouskutsu|asialista)\w*\b"
    r"|\b(?:ma|ti|ke|to|pe|la|su)\b|\w+tai\b|\bkeskiviikko\b|\bklo\b|[\d.:/–-]+",
    re.I,
)
_ENOUGH_PEOPLE: Final = 3
_SAME_PEOPLE: Final = 0.5
_SOME_PEOPLE: Final = 0.25
_STRANGERS: Final = 0.1
_LONG_WORD: Final = 8
# With how many others, in the order of folders, a series of one name is compared.
_WINDOW: Final = 24


@dataclass(slots=True)
class _Series:
    """Meetings under one name in one place, or several of them when they are found to be one body's."""

    names: Counter[str] = field(default_factory=Counter)
    places: set[str] = field(default_factory=set)
    people: Counter[str] = field(default_factory=Counter)
    numbers: dict[tuple[str, int], set[datetime.date | None]] = field(default_factory=dict)
    days: set[datetime.date] = field(default_factory=set)
    meetings: list[int] = field(default_factory=list)
    title: str = ""
    told: bool = False

    def add(self, other: _Series) -> None:
        """Takes another's meetings as its own."""
        for name in ("names", "people"):
            getattr(self, name).update(getattr(other, name))
        self.places |= other.places
        self.days |= other.days
        self.meetings += other.meetings
        self.told = self.told or other.told
        for key, days in other.numbers.items():
            self.numbers.setdefault(key, set()).update(days)


@dataclass(frozen=True, slots=True)
class _Name:
    """What a body's name is made of: the parts of all its words, those of its last word, and the last part of that."""

    parts: frozenset[str]
    last: frozenset[str]
    head: str
    words: tuple[str, ...]
    is_foreign: bool


def identify(
    meetings: Sequence[tuple[Meeting, str]], settings: Settings, known: Iterable[Body] = ()
) -> tuple[tuple[Meeting, ...], tuple[Body, ...]]:
    """The meetings, each with its body's id and name, and the bodies. Each meeting comes with the path it was read from;
    `known` are the bodies of the last build, whose ids are kept."""
    told = _Told(settings)
    series = list(_series(meetings, told).values())
    named = _joined([one for one in series if one.names], settings)
    found = _housed([one for one in series if not one.names], named)
    bodies = _named(found, settings, known, told)
    home = {index: body for body, one in zip(bodies, found, strict=True) for index in one.meetings}
    return tuple(
        replace(meeting, body=home[index].name if meeting.body else None, body_id=home[index].id, body_said=meeting.body)
        for index, (meeting, _path) in enumerate(meetings)
    ), bodies


class _Told:
    """What `kb.toml` says about names: the group's own and each body's."""

    def __init__(self, settings: Settings) -> None:
        groups = [(settings.group, *settings.group_short)] if settings.group else []
        self.groups = [*groups, *settings.bodies]
        self._first = {slug(name): group[0] for group in reversed(self.groups) for name in group}

    def name(self, said: str) -> str | None:
        """The name to show for a body that is called so; None when nobody has said."""
        return self._first.get(slug(said))


def place_of(path: str) -> str:
    """The folder that a file lies in, without the levels that only tell a year, a day or a kind of document.

    >>> place_of("hanke/työryhmä/2024-12-17/muistio.md"), place_of("2024/muistio.md")
    ('hanke/työryhmä', '')
    """
    return "/".join(part for part in PurePosixPath(path).parts[:-1] if _FOLDER_NOISE.sub("", part))


def _series(meetings: Sequence[tuple[Meeting, str]], told: _Told) -> dict[tuple[str, str], _Series]:
    found: dict[tuple[str, str], _Series] = {}
    for index, (meeting, path) in enumerate(meetings):
        place, said = place_of(path), meeting.body
        shown = told.name(said) if said else None
        title = _own_title(meeting.title or "")
        key = (slug(shown), "") if shown else (slug(said), place) if said else (f"?{slug(title)}", place)
        one = found.setdefault(key, _Series(title=title))
        if said:
            one.names[shown or said] += 1
        one.told = one.told or shown is not None
        one.places.add(place)
        one.meetings.append(index)
        if meeting.speaking is None:  # Who speaks where a list says only "everybody" is no list to tell gatherings apart by.
            one.people.update({person_key(attendee.name) for attendee in meeting.attendees} - {""})
        if meeting.date:
            one.days.add(meeting.date)
        if (number := _number(meeting)) is not None:
            one.numbers.setdefault(number, set()).add(meeting.date)
    return found


def _own_title(title: str) -> str:
    """What is left of a title without its kind, number and day: what a gathering without a body's name is called."""
    rest = " ".join(_GENERIC_TITLE.sub(" ", title).split()).strip(" ,;–-")
    if not re.search(r"[a-zåäö]", rest):
        rest = rest.capitalize()
    return rest if len(re.sub(r"\W", "", rest)) > 3 else ""


def _number(meeting: Meeting) -> tuple[str, int] | None:
    match = re.match(r"(\d{1,3})\s*/\s*(?:20)?(\d\d)$", meeting.number or "")
    return (match[1], 2000 + int(match[2])) if match else None


# --- which series are one body's -----------------------------------------------------------------------------------


def _joined(series: list[_Series], settings: Settings) -> list[_Series]:
    """Series that are one body's put together, the surest first; a body never takes names that contradict each other."""
    synonyms = _synonyms(settings)
    names = {name: read_name(name, synonyms) for one in series for name in one.names}
    homes = list(range(len(series)))

    def home(index: int) -> int:
        while homes[index] != index:
            index = homes[index]
        return index

    weighed = sorted(
        ((weight, -b, -a) for a, b in _neighbours(series, names) if (weight := _oneness(series[a], series[b], names)) > 0),
        reverse=True,
    )
    for _weight, b, a in weighed:
        one, two = home(-a), home(-b)
        if one != two and _nested(series[one], series[two], names) and not _apart(series[one], series[two]):
            series[one].add(series[two])
            homes[two] = one
    return [one for index, one in enumerate(series) if homes[index] == index]


def _neighbours(series: Sequence[_Series], names: Mapping[str, _Name]) -> Iterator[tuple[int, int]]:
    """Pairs of series whose names can be one body's: names with the same head, or a last word that begins alike. Of many series
    under alike names only those near each other in the folders are compared."""
    homes: dict[str, list[int]] = {}
    for index, each in enumerate(series):
        for called in each.names:
            homes.setdefault(called, []).append(index)
    by_key: dict[str, list[str]] = {}
    for name in homes:
        own = names[name]
        for key in (own.head, *(f"{word[:5]}…" for word in own.words[-1:])):
            by_key.setdefault(key, []).append(name)
    alike = {
        (one, two)
        for group in by_key.values()
        for one, two in combinations_with_replacement(sorted(group), 2)
        if one == two or _likeness(names[one], names[two])
    }
    pairs: dict[tuple[int, int], None] = {}
    for one, two in sorted(alike):
        members = sorted({*homes[one], *homes[two]}, key=lambda index: (sorted(series[index].places), index))
        for place, first in enumerate(members):
            pairs.update(
                dict.fromkeys((min(first, other), max(first, other)) for other in members[place + 1 : place + _WINDOW])
            )
    yield from pairs


def read_name(name: str, synonyms: Mapping[str, str]) -> _Name:
    """What a name is made of.

    >>> read_name("Latu- ja retkeilytyöryhmä", {}).parts == read_name("Retkeily- ja laturyhmä", {}).parts
    True
    >>> read_name("Salmen kaupunki, Tielautakunta", {}).last == read_name("Tielautakunta", {}).parts
    True
    """
    name = re.sub(r":\w+", "", name)
    words = [synonyms.get(word, word) for word in re.findall(r"\w+", name.lower()) if word not in _EMPTY]
    foreign = False
    read: list[frozenset[str]] = []
    for word in words:
        whole = word
        for ending, finnish in _SWEDISH_AND_ENGLISH.items():
            if whole.endswith(ending):
                whole, foreign = finnish, True
                break
        read.append(frozenset(_word_parts(whole)) - _EMPTY)
    read = [parts for parts in read if parts] or [frozenset({name.lower()})]
    return _Name(frozenset().union(*read), read[-1], _head(words[-1] if words else name, read[-1]), tuple(words), foreign)


def _word_parts(word: str) -> Iterator[str]:
    base = lemma(word)
    parts = part_terms(base)
    # Only the simplest parts of a compound, without the stretches of them that `part_terms` gives as well.
    simple = [part for part in parts if not part_terms(part)]
    head = next((head for head in vocabulary.BODY_HEADS if base.endswith(head)), "")
    if not simple and head and base != head:
        simple = [base[: -len(head)], head]
    yield from simple or [base]


def _head(word: str, parts: frozenset[str]) -> str:
    base = lemma(word)
    return next((head for head in vocabulary.BODY_HEADS if base.endswith(head)), max(parts, key=len))


def _synonyms(settings: Settings) -> dict[str, str]:
    """One word for all words that mean a kind of body: "ohry" is "ohjausryhmä"."""
    found: dict[str, str] = {}
    for group in settings.synonyms:
        if any(word.lower().endswith(vocabulary.BODY_HEADS) for word in group):
            found.update({word.lower(): group[0].lower() for word in group if " " not in word})
    return found


def _oneness(one: _Series, two: _Series, names: Mapping[str, _Name]) -> float:
    """How sure it is that two series are one body's; 0 where it is not to be said."""
    if one.told and two.told:
        return 0.0
    likeness = max(_likeness(names[a], names[b]) for a in one.names for b in two.names)
    if not likeness:
        return 0.0
    shared = _shared(one, two)
    close = bool(one.places & two.places)
    if likeness >= 1.0:
        # The same name: one body unless the people are others while both meet.
        strangers = shared is not None and shared < _STRANGERS and not close and _overlapping(one, two)
        return 0.0 if strangers else likeness + (shared or 0.0)
    if shared is not None:
        return likeness + shared if shared >= (_SOME_PEOPLE if likeness >= 0.8 else _SAME_PEOPLE) else 0.0
    return likeness if close or likeness >= 0.9 else 0.0


def _likeness(one: _Name, two: _Name) -> float:
    """1 for the same name, less for one that lacks the organisation, has a slip or lacks words; 0 for another's."""
    if one.parts == two.parts:
        return 1.0
    short, long = sorted((one, two), key=lambda name: len(name.parts))
    if one.is_foreign != two.is_foreign:
        return 0.4
    if short.parts < long.parts and short.last <= long.last:
        if len(short.parts) == 1:
            return 0.3
        return 0.9 if short.last == long.last and short.parts == short.last else 0.6
    return 0.8 if _is_slip(one, two) else 0.0


def _is_slip(one: _Name, two: _Name) -> bool:
    """Whether two names differ by a slip or two in one long word that is no word as it is written."""
    odd_one, odd_two = ([word for word in a.words if word not in b.words] for a, b in ((one, two), (two, one)))
    if len(odd_one) != 1 or len(odd_two) != 1 or min(len(odd_one[0]), len(odd_two[0])) < _LONG_WORD:
        return False
    if is_known(odd_one[0]) and is_known(odd_two[0]):
        return False
    return DamerauLevenshtein.distance(odd_one[0], odd_two[0], score_cutoff=2) <= 2


def _shared(one: _Series, two: _Series) -> float | None:
    """How many of the smaller body's people are the other's too, 0…1; None where too few are known."""
    if min(len(one.people), len(two.people)) < _ENOUGH_PEOPLE:
        return None
    small, large = sorted((one.people, two.people), key=len)
    return sum(count for person, count in small.items() if person in large) / sum(small.values())


def _overlapping(one: _Series, two: _Series) -> bool:
    first, second = sorted(one.days), sorted(two.days)
    return not first or not second or (first[0] <= second[-1] and second[0] <= first[-1])


def _nested(one: _Series, two: _Series, names: Mapping[str, _Name]) -> bool:
    """Whether no two names of the two contradict each other, each having what the other lacks."""
    return all(_likeness(names[a], names[b]) > 0 for a in one.names for b in two.names)


def _apart(one: _Series, two: _Series) -> bool:
    """Whether the numbers of the meetings tell two series: several numbers of one year are of different days in the two."""
    if {slug(name) for name in one.names} & {slug(name) for name in two.names}:
        return False
    common = one.numbers.keys() & two.numbers.keys()
    clashes = sum(not one.numbers[key] & two.numbers[key] for key in common)
    return clashes >= 2 and clashes * 2 > len(common)


def _by_place(series: Iterable[_Series]) -> dict[str, list[_Series]]:
    """A folder → the bodies whose minutes lie in it."""
    found: dict[str, list[_Series]] = {}
    for one in series:
        for place in one.places:
            found.setdefault(place, []).append(one)
    return found


def _housed(nameless: list[_Series], named: list[_Series]) -> list[_Series]:
    """The bodies, with meetings that name no body put to the only body of their folder, or made a body of their own."""
    by_place = _by_place(named)
    alone: dict[str, list[_Series]] = {}
    for one in nameless:
        (place,) = one.places
        homes = by_place.get(place, [])
        fitting = [home for home in homes if (_shared(one, home) or 0.0) >= _SAME_PEOPLE]
        if not fitting and len(homes) == 1 and _shared(one, homes[0]) is None and not one.title:
            fitting = homes
        if len(fitting) == 1:
            fitting[0].add(one)
        elif (home := next((home for home in alone.get(place, ()) if not _strange(one, home)), None)) is not None:
            home.add(one)
            home.title = home.title if slug(home.title) == slug(one.title) else ""
        else:
            alone.setdefault(place, []).append(one)
    return [*named, *(one for homes in alone.values() for one in homes)]


def _strange(one: _Series, two: _Series) -> bool:
    """Whether two gatherings without a body's name in one folder are of different people, or only called differently."""
    if one.people and two.people:
        return not one.people.keys() & two.people.keys()
    return bool(one.people or two.people) and slug(one.title) != slug(two.title)


# --- what a body is called -----------------------------------------------------------------------------------------


def _named(found: Sequence[_Series], settings: Settings, known: Iterable[Body], told: _Told) -> tuple[Body, ...]:
    shown = [_shown(one, told) for one in found]
    twice = Counter(slug(name) for name in shown)
    shown = [
        f"{name} ({min(one.places).rpartition('/')[2] or '–'})" if twice[slug(name)] > 1 and any(one.places) else name
        for name, one in zip(shown, found, strict=True)
    ]
    ids = _ids(shown, found, list(known))
    bare = Counter(slug(name.rpartition(", ")[2]) for one in found for name in one.names)
    return tuple(
        Body(
            id,
            name,
            tuple(sorted({name, *one.names, *_bare(one, bare)}, key=lambda other: (other != name, -one.names[other], other))),
        )
        for id, name, one in zip(ids, shown, found, strict=True)
    )


def _bare(one: _Series, bare: Mapping[str, int]) -> Iterator[str]:
    """The names without the organisation before a comma, where no other body is called so."""
    own = Counter(slug(name.rpartition(", ")[2]) for name in one.names)
    for name in one.names:
        short = name.rpartition(", ")[2]
        if short != name and own[slug(short)] == bare[slug(short)] and not re.search(r"kokous$", short):
            yield short


def _shown(one: _Series, told: _Told) -> str:
    if one.names:
        own = next((name for name in one.names if told.name(name) == name), None)
        return own or max(one.names, key=lambda name: (one.names[name], len(name), name))
    return one.title or min(one.places).rpartition("/")[2] or "–"


def _ids(shown: Sequence[str], found: Sequence[_Series], known: Sequence[Body]) -> list[str]:
    """An id for each: the one it had in the last build, where a body of that build was called the same, else its name's."""
    ids: dict[int, str] = {}
    taken: set[str] = set()
    by_name = {slug(name): body.id for body in reversed(known) for name in (*body.names, body.name)}
    for index in sorted(range(len(shown)), key=lambda index: -len(found[index].meetings)):
        names = (shown[index], *(name for name, _count in found[index].names.most_common()))
        old = next((id for name in names if (id := by_name.get(slug(name))) and id not in taken), None)
        if old is not None:
            ids[index] = old
            taken.add(old)
    for index, name in enumerate(shown):
        if index not in ids:
            ids[index] = unique(slug(name), taken)
    return [ids[index] for index in range(len(shown))]


def counted(bodies: Iterable[Body], meetings: Iterable[Meeting]) -> tuple[Body, ...]:
    """The bodies with the days of their first and last minutes and how many there are, those with most meetings first."""
    held: dict[str | None, list[Meeting]] = {}
    for meeting in meetings:
        if meeting.kind == "minutes":
            held.setdefault(meeting.body_id, []).append(meeting)
    done = []
    for body in bodies:
        days = [meeting.date for meeting in held.get(body.id, ()) if meeting.date]
        done.append(
            replace(body, first=min(days, default=None), last=max(days, default=None), meetings=len(held.get(body.id, ())))
        )
    return tuple(sorted(done, key=lambda body: (-body.meetings, body.name.casefold())))
