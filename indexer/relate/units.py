"""The meetings of one body in order, their items cut into units: one matter each, ready to be compared.

An item whose title says nothing ("Muut asiat", "Ajankohtaiset") holds several matters: each of its paragraphs is a unit.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from indexer.relate.tickets import tickets_of
from kb.finnish import detect_language, fold, index_terms
from kb.model import AgendaItem, Decision, Meeting
from kb.search.ranking import overlap
from kb.search.ranking.overlap import Matter, Rarities
from kb.slugs import slug

# A paragraph that only makes sense with the one before it.
_GOES_ON: Final = re.compile(
    r"^(?:\W*(?:päätös|päätökset|tilanne|ongelma|perustel|esitys|ehdotus|onnistuu|beslut|förslag|decision)\b|[-–•*]|\d+[.)]\s|[a-zåäö])",
    re.IGNORECASE,
)
# What a paragraph is about stands before its colon, or is a short line by itself: "Latukartan aikataulu", "Asemarekisteri: …".
_LABEL: Final = re.compile(r"^\W*(?P<label>[A-ZÅÄÖ0-9][^:.?!\n]{2,60})(?::|\n|$)")
_LABEL_WORDS: Final = 5
_TELLING_TEXT: Final = 4000
# A title that most meetings have is a standing item: what it holds changes from meeting to meeting.
_STANDING_SHARE: Final = 0.4
_STANDING_LEAST: Final = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """A matter of a meeting. `place` counts the body's meetings from the oldest; `start:end` is its stretch of the item's
    text; `title` is empty where the item's title says nothing of the matter. `name` is the title as written."""

    meeting: Meeting
    place: int
    item: AgendaItem
    start: int
    end: int
    title: Matter
    body: Matter
    tickets: frozenset[str]
    outputs: frozenset[str]
    decisions: tuple[Decision, ...]
    language: str
    name: str
    standing: bool = False

    @property
    def text(self) -> str:
        """The unit's words."""
        return self.item.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Series:
    """One body's meetings, oldest first, with their units; meetings of one day share a place. `days` and `numbers` are the
    meetings' by place, `names` the base forms of the names of those who attend."""

    meetings: tuple[Meeting, ...]
    places: dict[str, int]
    units: tuple[Unit, ...]
    weights: Rarities
    days: tuple[datetime.date, ...]
    numbers: tuple[str | None, ...]
    names: frozenset[str] = frozenset()

    def place_after(self, day: datetime.date) -> int:
        """The place of the first meeting held after a day."""
        return bisect_right(self.days, day)


def bodies(meetings: Iterable[Meeting], same: Iterable[tuple[str, ...]] = ()) -> tuple[tuple[Meeting, ...], ...]:
    """Dated minutes by body, oldest first. A body whose name is a part of another's is the same one, and so are those
    that a group of `same` names. Minutes that do not say whose they are go to the body that has most."""
    groups: dict[str, list[Meeting]] = defaultdict(list)
    minutes = sorted((m for m in meetings if m.kind == "minutes" and m.date), key=lambda m: (m.date, m.id))
    shown = {slug(name): slug(group[0]) for group in same for name in group}
    own = {meeting.id: _name(meeting.body, shown) for meeting in minutes}
    names = Counter(name for name in own.values() if name)
    homes = {name: _home(name, names) for name in set(own.values())}
    for meeting in minutes:
        groups[homes[own[meeting.id]]].append(meeting)
    return tuple(tuple(group) for _, group in sorted(groups.items()))


def _name(body: str | None, shown: dict[str, str]) -> str | None:
    """The body's slug; None where a line of day and time was taken for one."""
    if not body or len(re.findall(r"\d+", body)) > 1:
        return None
    return shown.get(slug(body), slug(body))


def _home(name: str | None, names: Counter[str]) -> str:
    """The commonest name that is this one, is a part of it or holds it; the commonest of all for no name."""
    if not names:
        return ""
    fitting = [other for other in names if name is None or _is_part(other, name) or _is_part(name, other)]
    return max(fitting, key=lambda other: (names[other], other))


def _is_part(one: str, other: str) -> bool:
    return f"-{one}-" in f"-{other}-"


def people_words(meetings: Iterable[Meeting]) -> frozenset[str]:
    """Base forms of the names of those who attend: they say who speaks, not of what."""
    found: set[str] = set()
    for meeting in meetings:
        for attendee in meeting.attendees:
            for part in re.findall(r"[^\W\d_]+", attendee.name):
                if len(part) > 2 and part[0].isupper():
                    found |= {fold(part.lower())} | index_terms(part.lower())
    return frozenset(found)


def series(meetings: tuple[Meeting, ...]) -> Series:
    """One body's dated minutes, given oldest first, cut into units. The names of those who attend are no matters."""
    names = people_words(meetings)
    days = tuple(sorted({meeting.date for meeting in meetings if meeting.date}))
    at = {day: place for place, day in enumerate(days)}
    places = {meeting.id: at[meeting.date] for meeting in meetings if meeting.date}
    numbers = {places[meeting.id]: meeting.number for meeting in meetings}
    cut = [_cut(meeting, places[meeting.id], names) for meeting in meetings]
    weights = Rarities([part for unit in units for part in (unit.title, unit.body)] for units in cut)
    standing = _standing(cut, len(days))
    units = tuple(replace(unit, standing=unit.title.bases in standing) for units in cut for unit in units)
    return Series(meetings, places, units, weights, days, tuple(numbers[place] for place in sorted(numbers)), names)


def _standing(cut: Iterable[Iterable[Unit]], days: int) -> frozenset[frozenset[str]]:
    """The titles that most meetings have, each as its base forms."""
    count = Counter(title for units in cut for title in {unit.title.bases for unit in units})
    return frozenset(title for title, times in count.items() if title and times >= max(_STANDING_LEAST, _STANDING_SHARE * days))


def _cut(meeting: Meeting, place: int, names: frozenset[str]) -> list[Unit]:
    found = []
    language = language_of(meeting)
    for item in meeting.items:
        title = overlap.read(item.title, language, names)
        if title.words:
            found.append(_unit(meeting, place, item, (0, len(item.text)), (item.title, title), language, names))
            continue
        for start, end in _stretches(item.text):
            label = _label(item.text[start:end])
            found.append(
                _unit(meeting, place, item, (start, end), (label, overlap.read(label, language, names)), language, names)
            )
    return found


def language_of(meeting: Meeting) -> str:
    """The language that its items are written in; what the meeting says of itself where they do not tell."""
    return detect_language("\n".join(item.text for item in meeting.items if item.text)[:_TELLING_TEXT]) or meeting.language


def _label(text: str) -> str:
    """The words at the head of a paragraph that say what it is about; empty where there are none.

    >>> _label("Konesalin aikataulu\\nSiirto alkaa lokakuussa."), _label("Kysyttiin, onko tarvetta muutokseen.")
    ('Konesalin aikataulu', '')
    """
    found = _LABEL.match(text)
    return found["label"] if found and len(found["label"].split()) <= _LABEL_WORDS else ""


def _unit(
    meeting: Meeting,
    place: int,
    item: AgendaItem,
    stretch: tuple[int, int],
    named: tuple[str, Matter],
    language: str,
    names: frozenset[str],
) -> Unit:
    start, end = stretch
    name, title = named
    text = item.text[start:end]
    folded = " ".join(text.split())
    own = [decision for decision in meeting.decisions if decision.item == item.number]
    if (start, end) != (0, len(item.text)):
        own = [decision for decision in own if decision.text[:60] in folded]
    decisions = tuple(own)
    mentioned = {m.number for m in meeting.outputs if m.item == item.number and (title.words or m.number in text)}
    return Unit(
        meeting=meeting,
        place=place,
        item=item,
        start=start,
        end=end,
        title=title,
        body=overlap.read(text, language, names),
        tickets=tickets_of(AgendaItem("", "", item.title if title.words else "", text=text, case=item.case)),
        outputs=frozenset(mentioned | {number for decision in decisions for number in decision.outputs}),
        decisions=decisions,
        language=language,
        name=name,
    )


def _stretches(text: str) -> Iterable[tuple[int, int]]:
    """The paragraphs of a text, each with those that go on from it."""
    start = None
    end = 0
    for match in re.finditer(r"[^\n]+", text):
        if start is not None and not _GOES_ON.match(match.group()):
            yield start, end
            start = match.start()
        elif start is None:
            start = match.start()
        end = match.end()
    if start is not None:
        yield start, end
