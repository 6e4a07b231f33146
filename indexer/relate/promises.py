"""Finds where a promise was kept: a later sentence that reports as done what a decision says somebody will do.

A sentence speaks for a promise by the words they share, by who did it, by pointing back ("lokakuussa pyydetty", "sovitusti")
and by its day. It must say that something happened: a plan, a proposal, a denial and a new decision to do it do not count.
"""

from __future__ import annotations

import datetime
import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from indexer.relate import references
from indexer.relate.completion import is_denied, is_proposed, says_done
from indexer.relate.units import Series, Unit
from kb.dates import find_dates
from kb.finnish import detect_language, fold, index_terms, split_sentences
from kb.knowledge.states import is_promise
from kb.model import Decision, Due, Meeting
from kb.relations import Ground, Link, Relation
from kb.search.ranking import overlap
from kb.search.ranking.overlap import Matter

# What each sign is worth; a promise counts as kept from `_ENOUGH` on.
_POINTS_BACK: Final = 0.5
_SAYS_AGREED: Final = 0.25
_DOER: Final = 0.3
# Several doers who are all named again are hardly there by accident.
_ALL_DOERS: Final = 0.15
_DOERS_PERSON: Final = 0.2
_ANYBODY: Final = 0.1
_SAME_DAY: Final = 0.5
_IN_TIME: Final = 0.1
_BY_THE_DAY: Final = 0.3
_IN_THE_MEETING: Final = 0.35
# What is told later than this after a promise was due is about something else.
_HORIZON: Final = datetime.timedelta(days=550)
_COVERED: Final = 0.45
_SOME_WORDS: Final = 0.08
_ONLY_ONE: Final = 0.2
# The words name a meeting after the promise: its matter may have been handled there in between.
_POINTS_ELSEWHERE: Final = 0.1
_LATE: Final = datetime.timedelta(days=14)
_BEFORE: Final = datetime.timedelta(days=21)
_OUTPUT: Final = 0.2
_ENOUGH: Final = 0.75
_CERTAIN: Final = 1.05
_SHARED_WORDS: Final = 4

_AGREED: Final = re.compile(
    r"\b(?:sovit(?:tu|un|ut|tuja|usti|ulla)\w*|sovitusti|toimeksian(?:non|nosta)|pyyde(?:tty|tyn|tyt)\w*|luva(?:nnut|nneet|tun|ttu)\w*"
    r"|pääte(?:tty|tyn|tyt)\w*|edellyte(?:tty|tyn)\w*|suunnitellusti|määräaikaan|enligt|had been asked|as agreed|begärt)\b",
    re.IGNORECASE,
)
# Words that name a time of their own; "ke" and "Ma–Ti" stand in every week's table.
_NAMES_A_TIME: Final = re.compile(r"\d|\w{5}")
_PRESENTED: Final = re.compile(r"\b(?:esittel\w+|presentera\w+|presented|redogjorde|jaettiin|toimit\w+)\b", re.IGNORECASE)
# Decisions whose words may report something done: what was made is approved, what happened is noted.
_REPORTING: Final = ("approval", "noted")
_EVERYBODY: Final = frozenset(("jäsen", "jäsenet", "kaikki", "kukin", "osallistuja", "osallistujat", "members"))
# That a matter came back as was said is its handling; whether anything was done is another matter.
_ONLY_COMES_BACK: Final = re.compile(
    r"^\W*(?:\w+\s+){0,3}?(?:pala(?:taan|ttiin)|käsitellään|jatketaan|otetaan\s+esille|käydään\s+läpi)\b[^.;]*\.?\s*$",
    re.IGNORECASE,
)
_ROLES: Final = {"sihteeri": "secretary", "sekreterare": "secretary", "puheenjohtaja": "chair", "ordförande": "chair"}


@dataclass(frozen=True, slots=True)
class _Given:
    """Where a promise was given. `place` counts the body's meetings, and a report's stands between two; `beside` are the decisions
    of the same meeting or report; `meeting` and `item`, its item's id, are None for a report."""

    place: float
    language: str
    beside: tuple[Decision, ...]
    meeting: Meeting | None = None
    item: str | None = None

    @classmethod
    def of(cls, unit: Unit) -> _Given:
        """In a meeting."""
        return cls(unit.place, unit.language, unit.meeting.decisions, unit.meeting, unit.item.id)

    @classmethod
    def in_report(cls, own: Sequence[Decision], series: Series) -> _Given:
        """In a report that was written after a meeting and before the next one."""
        day = own[0].date or datetime.date.min
        spoken = next((unit.language for unit in reversed(series.units)), "fi")
        language = detect_language("\n".join(decision.text for decision in own)) or spoken
        return cls(series.place_after(day) - 0.5, language, tuple(own))


@dataclass(frozen=True, slots=True)
class _Promise:
    decision: Decision
    given: _Given
    matter: Matter
    weight: float
    doers: tuple[frozenset[str], ...]
    people: frozenset[str]
    by_anybody: bool


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a later meeting that says that something has been done, or, when `is_open`, that it has not."""

    unit: Unit
    start: int
    end: int
    text: str
    matter: Matter
    names: frozenset[str]
    places: frozenset[int]
    days: tuple[datetime.date, ...]
    agreed: re.Match[str] | None
    is_open: bool


def keep(series: Series, organisations: Iterable[tuple[str, ...]] = ()) -> tuple[Link, ...]:
    """A link from each promise that was kept to the item whose words say so (*fulfils*), the latest meeting's first; then
    links to items that say that it is still to be kept (*refers*, with the ground "open")."""
    doers = _Doers(series, organisations)
    promises = [
        _promise(decision, _Given.of(unit), series, doers)
        for unit in series.units
        for decision in unit.decisions
        if is_promise(decision)
    ]
    return _kept(promises, series)


def keep_reported(
    series: Series, promises: Sequence[Decision], organisations: Iterable[tuple[str, ...]] = ()
) -> tuple[Link, ...]:
    """The same links from dated promises that reports of the body hold, to what its later minutes say."""
    doers = _Doers(series, organisations)
    by_report: dict[str, list[Decision]] = defaultdict(list)
    for decision in promises:
        by_report[decision.home].append(decision)
    given = [
        _promise(decision, _Given.in_report(own, series), series, doers)
        for own in by_report.values()
        for decision in own
        if decision.date
    ]
    return _kept(given, series)


def _kept(promises: Sequence[_Promise], series: Series) -> tuple[Link, ...]:
    told = list(_sentences(series))
    done = _Told(series, [sentence for sentence in told if not sentence.is_open])
    missing = _Told(series, [sentence for sentence in told if sentence.is_open])
    best = [found for promise in promises if (found := _best(promise, done)) is not None]
    still = [found for promise in promises if (found := _best(promise, missing)) is not None]
    return (*(_link(*found, "fulfils") for found in reversed(best)), *(_link(*found, "refers") for found in reversed(still)))


class _Doers:
    """By what doers may be named later: all names of each organisation, and the surnames of those who attend for it."""

    def __init__(self, series: Series, organisations: Iterable[tuple[str, ...]]) -> None:
        self.known = {_key(name): group for group in organisations for name in group}
        self.surnames = _surnames(series)


class _Told:
    """Sentences of one body's meetings, oldest first, found by the words, the names and the days that a promise may share
    with them: a promise is judged by its candidates only."""

    def __init__(self, series: Series, sentences: Sequence[_Sentence]) -> None:
        self.series = series
        self.sentences = sentences
        self._places = [sentence.unit.place for sentence in sentences]
        self._by_term: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            for term in sentence.matter.terms:
                self._by_term[term].append(number)
            for name in sentence.names:
                self._by_name[name].append(number)

    def candidates(self, promise: _Promise, last: datetime.date) -> list[int]:
        """Numbers of the later sentences told by the last day that may be enough, in order."""
        first = bisect_right(self._places, promise.given.place)
        end = bisect_left(self._places, self.series.place_after(last))
        worth: dict[int, float] = defaultdict(float)
        for word in promise.matter.words:
            most = max((self.series.weights.of_term(term) for term in word.terms), default=0.0) * word.share
            for number in {number for term in word.terms for number in _between(self._by_term.get(term, ()), first, end)}:
                worth[number] += most
        named = {
            number for doer in promise.doers for name in doer for number in _between(self._by_name.get(name, ()), first, end)
        }
        enough = {
            number for number, told in worth.items() if _may_be_enough(promise, self.sentences[number], told, self.series)
        }
        return sorted(enough | {n for n in named if self.sentences[n].unit.language != promise.given.language})

    @cached_property
    def due(self) -> dict[str, list[tuple[datetime.date, int, Decision]]]:
        """Decisions with a day they are due, by the language they are written in, in order; each with its meeting's place."""
        found: dict[str, list[tuple[datetime.date, int, Decision]]] = defaultdict(list)
        for unit in self.series.units:
            for decision in unit.decisions:
                if decision.due and decision.due.date:
                    found[unit.language].append((decision.due.date, unit.place, decision))
        for decisions in found.values():
            decisions.sort(key=lambda row: row[:2])
        return found

    def due_about(self, day: datetime.date, language: str, before: int) -> list[Decision]:
        """Decisions in this language of meetings before a place that are due about a day."""
        rows = self.due.get(language, [])
        start = bisect_left(rows, day - _BEFORE, key=lambda row: row[0])
        end = bisect_right(rows, day + _BEFORE, key=lambda row: row[0])
        return [decision for _, place, decision in rows[start:end] if place < before]


def _between(numbers: Sequence[int], first: int, end: int) -> Sequence[int]:
    return numbers[bisect_left(numbers, first) : bisect_left(numbers, end)]


def _may_be_enough(promise: _Promise, sentence: _Sentence, told: float, series: Series) -> bool:
    """Whether the words in common, if they are worth `told` and not less, and every sign there may be can be enough."""
    covered = min(1.0, told / promise.weight) if promise.weight else 0.0
    most = (1 - math.exp(-told * series.weights.scale / 2.5)) * (0.35 + 0.65 * covered)
    most += _POINTS_BACK if promise.given.place in sentence.places else _SAYS_AGREED if sentence.agreed else 0.0
    most += _DOER + _ALL_DOERS if promise.doers or promise.people else 0.0
    most += _SAME_DAY if promise.decision.due else 0.0
    most += _BY_THE_DAY if sentence.days else 0.0
    return most + _ANYBODY + _OUTPUT + _ONLY_ONE >= _ENOUGH


def _promise(decision: Decision, given: _Given, series: Series, doers: _Doers) -> _Promise:
    each = tuple(frozenset(_terms(who, given.meeting, doers.known)) for who in decision.responsible)
    names = frozenset().union(*each)
    text = f"{decision.text} {decision.content or ''}"
    words = overlap.read(text, given.language)
    own = Matter(tuple(word for word in words.words if not word.bases & names))
    everybody = {fold(term) for who in decision.responsible for term in index_terms(who.lower())} & _EVERYBODY
    groups = {name for who in decision.responsible for name in map(_key, doers.known.get(_key(who), (who,)))}
    return _Promise(
        decision=decision,
        given=given,
        matter=own,
        weight=overlap.weight(own, series.weights),
        doers=each,
        people=frozenset().union(*(doers.surnames.get(name, frozenset()) for name in groups)),
        by_anybody=bool(everybody) or not decision.responsible,
    )


def _key(name: str) -> str:
    return re.sub(r":\w+$", "", name.strip().lower())


def _terms(who: str, meeting: Meeting | None, known: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Base forms by which a doer may be named later: any name of an organisation, a person's surname, a role's holder."""
    role = _ROLES.get(_key(who))
    holder = getattr(meeting, role) if role and meeting else None
    for name in known.get(_key(who), (who,)):
        words = re.findall(r"[^\W\d_][\w:-]*", name)
        for word in words if name.isupper() or len(words) == 1 else words[-1:]:
            yield from (fold(term) for term in index_terms(word.lower()))
    if holder:
        yield from (fold(term) for term in index_terms(holder.split()[-1].lower()))


def _surnames(series: Series) -> dict[str, frozenset[str]]:
    """Surnames of those who attend for each organisation: they report what their organisation has done."""
    found: dict[str, set[str]] = defaultdict(set)
    attended = {
        (attendee.organisation, attendee.name.split()[-1].lower())
        for meeting in series.meetings
        for attendee in meeting.attendees
        if attendee.organisation
    }
    for organisation, surname in attended:
        found[_key(organisation)] |= {fold(term) for term in index_terms(surname)}
    return {organisation: frozenset(names) for organisation, names in found.items()}


def _sentences(series: Series) -> Iterator[_Sentence]:
    before: dict[str, int] = {}
    for unit in series.units:
        for start, end in _read_one_by_one(unit.text):
            text = unit.text[start:end]
            # What an earlier meeting's minutes say word for word is copied from there, and what is proposed is not done.
            if before.setdefault(" ".join(text.split()), unit.place) < unit.place or is_proposed(unit.text, start):
                continue
            denied = is_denied(text)
            if not denied and not says_done(text, unit.language):
                continue
            if any(decision.kind not in _REPORTING or is_promise(decision) for decision in _holding(unit, text)):
                continue
            read = overlap.read(text, unit.language)
            names = frozenset(
                fold(t) for w in re.findall(r"[^\W\d_][\w:-]*", text) if w[0].isupper() for t in index_terms(w.lower())
            )
            places = frozenset(found.place for found in references.find(text, unit.place, series.days, series.numbers))
            stated = tuple(found.first for found in find_dates(text, unit.meeting.date))
            yield _Sentence(
                unit, unit.start + start, unit.start + end, text, read, names, places, stated, _AGREED.search(text), denied
            )


def _read_one_by_one(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text; the rows of a table each by itself, for a table has no full stops.

    >>> [end - start for start, end in _read_one_by_one("Tuuli | Reitti\\nVeikko | Luvat haettu")]
    [14, 21]
    """
    for start, end in split_sentences(text):
        if " | " not in text[start:end]:
            yield start, end
        else:
            yield from ((start + row.start(), start + row.end()) for row in re.finditer(r"[^\n]+", text[start:end]))


def _holding(unit: Unit, sentence: str) -> list[Decision]:
    folded = " ".join(sentence.split())
    return [decision for decision in unit.decisions if folded in decision.text or decision.text in folded]


def _best(promise: _Promise, told: _Told) -> tuple[_Promise, _Sentence, float, tuple[Ground, ...]] | None:
    found = None
    begun = promise.decision.date or datetime.date.min
    due = promise.decision.due.date if promise.decision.due else None
    last = max(begun, due or begun) + _HORIZON
    for number in told.candidates(promise, last):
        sentence = told.sentences[number]
        score, grounds = _judge(promise, sentence, told)
        if score >= _ENOUGH and (found is None or score > found[2] + 0.1):
            found = (promise, sentence, score, grounds)
    return found


def _judge(promise: _Promise, sentence: _Sentence, whole: _Told) -> tuple[float, tuple[Ground, ...]]:
    points_back = promise.given.place in sentence.places
    if sentence.places and not points_back and min(sentence.places) < promise.given.place:
        return 0.0, ()
    item = sentence.unit.item.id
    weights = whole.series.weights
    shared = overlap.share(promise.matter, sentence.matter, weights)
    told = sum(value for value, _ in shared.words[:_SHARED_WORDS]) * weights.scale
    covered = min(1.0, shared.weight / promise.weight) if promise.weight else 0.0
    score = (1 - math.exp(-told / 2.5)) * (0.35 + 0.65 * covered)
    grounds = [Ground("open" if sentence.is_open else "done", sentence.text, item, sentence.start, sentence.end)]
    signs = 0.0
    if points_back:
        signs += _POINTS_BACK
        grounds.append(Ground("date", sentence.text, item, sentence.start, sentence.end))
    elif word := sentence.agreed:
        signs += _SAYS_AGREED
        grounds.append(Ground("word", word.group(), item, sentence.start + word.start(), sentence.start + word.end()))
    signs += _who(promise, sentence, grounds)
    signs += _when(promise, sentence, covered, grounds)
    if signs == 0.0:
        return 0.0, ()
    if score < _SOME_WORDS:
        if not _is_the_only(promise, sentence, whole):
            return 0.0, ()
        signs += _ONLY_ONE
    if sentence.places and not points_back:
        signs -= _POINTS_ELSEWHERE
    if promise.by_anybody:
        signs += _ANYBODY
    if set(promise.decision.outputs) & sentence.unit.outputs:
        signs += _OUTPUT
    return score + signs, tuple(grounds)


def _when(promise: _Promise, sentence: _Sentence, covered: float, grounds: list[Ground]) -> float:
    """What the days and the deadline tell."""
    due = promise.decision.due
    begun, held = promise.decision.date, sentence.unit.meeting.date
    is_later = begun is not None and held is not None and any(begun < day <= held for day in sentence.days)
    if due is None or begun is None or held is None:
        return _IN_TIME if is_later else 0.0
    signs = _of_the_day(due, sentence, held)
    if signs:
        grounds.append(Ground("due", due.text, promise.given.item))
    if is_later:
        in_time = due.date is not None and any(begun < day <= due.date + _LATE for day in sentence.days)
        signs += _BY_THE_DAY if in_time and covered >= _COVERED else _IN_TIME
    return signs


def _of_the_day(due: Due, sentence: _Sentence, held: datetime.date) -> float:
    """What it tells that a sentence names the day of a promise, or stands in the meeting it was to be done by."""
    is_worded_so = _NAMES_A_TIME.search(due.text) is not None and due.text.lower() in sentence.text.lower()
    if (due.date and due.date in sentence.days) or is_worded_so:
        return _SAME_DAY
    return _IN_THE_MEETING if due.meeting and due.date == held and _PRESENTED.search(sentence.text) else 0.0


def _is_the_only(promise: _Promise, sentence: _Sentence, whole: _Told) -> bool:
    """Whether a sentence in another language than the promise, which shares no words with it, can only mean it."""
    if promise.given.language == sentence.unit.language or not _named(promise, sentence):
        return False
    due = promise.decision.due
    if promise.given.place in sentence.places or (due and due.date and due.date in sentence.days):
        rivals: Sequence[Decision] = promise.given.beside
    elif due and due.date and any(due.date - _BEFORE <= day <= due.date for day in sentence.days) and sentence.agreed:
        rivals = whole.due_about(due.date, promise.given.language, sentence.unit.place)
    else:
        return False
    doers = set(promise.decision.responsible)
    return sum(is_promise(rival) and bool(set(rival.responsible) & doers) for rival in rivals) == 1


def _named(promise: _Promise, sentence: _Sentence) -> int:
    """How many of the doers the sentence names."""
    return sum(bool(doer & sentence.names) for doer in promise.doers)


def _who(promise: _Promise, sentence: _Sentence, grounds: list[Ground]) -> float:
    if named := _named(promise, sentence):
        grounds.append(Ground("doer", ", ".join(promise.decision.responsible), sentence.unit.item.id))
        return _DOER + (_ALL_DOERS if named > 1 and named == len(promise.doers) else 0.0)
    if promise.people & sentence.names:
        grounds.append(Ground("doer", ", ".join(promise.decision.responsible), sentence.unit.item.id))
        return _DOERS_PERSON
    return 0.0


def _link(promise: _Promise, sentence: _Sentence, score: float, grounds: tuple[Ground, ...], relation: Relation) -> Link:
    return Link(
        later=sentence.unit.item.id,
        earlier=promise.decision.end if promise.given.item is None else promise.given.item,
        relation=relation,
        score=round(min(1.0, score / 1.5), 3),
        grounds=grounds,
        earlier_decision=promise.decision.id,
        certain=score >= _CERTAIN,
    )


def handled(series: Series, proposed: Iterable[Link], kept: Iterable[Link]) -> tuple[Link, ...]:
    """Links from promises that were to come to a certain meeting to the item of that meeting that takes them up, where no
    sentence says more. An item that was put off again, or says that it is not done, keeps no promise."""
    already = {link.earlier_decision for link in kept}
    units: dict[str, list[Unit]] = {}
    for unit in series.units:
        units.setdefault(unit.item.id, []).append(unit)
    found: dict[str, Link] = {}
    for link in proposed:
        signs = tuple(ground for ground in link.grounds if ground.code in ("previous", "date", "month", "number", "announced"))
        if link.relation != "follows" or not signs:
            continue
        later = units[link.later]
        if any(decision.kind == "postponed" for unit in later for decision in unit.decisions) or any(map(_is_open, later)):
            continue
        for decision in _due_then(units[link.earlier], later[0], link):
            if decision.id not in already:
                best = found.get(decision.id)
                relation: Relation = "follows" if _ONLY_COMES_BACK.match(decision.text) else "fulfils"
                made = replace(link, relation=relation, grounds=signs, earlier_decision=decision.id)
                found[decision.id] = made if best is None or best.score < made.score else best
    return tuple(found.values())


def _is_open(unit: Unit) -> bool:
    return any(is_denied(unit.text[start:end]) for start, end in split_sentences(unit.text))


def _due_then(earlier: Iterable[Unit], later: Unit, link: Link) -> Iterator[Decision]:
    """The promises of an item that were due in the meeting of the later one: the linked one, or the only one."""
    promised = [
        decision
        for unit in earlier
        for decision in unit.decisions
        if is_promise(decision) and decision.due and decision.due.meeting and decision.due.date == later.meeting.date
    ]
    linked = [decision for decision in promised if decision.id == link.earlier_decision]
    yield from linked or (promised if len(promised) == 1 else ())
