"""Finds what a later decision takes the place of: a new value, a new version of what was approved, another holder of an office, the
end of what was laid down, or the doing of what was turned down.

Each decision is looked for among the earlier ones of its body that share its words, the latest first. What it must share with one
follows from how it says that something changes; what each names of its own tells two things of one kind apart.
"""

from __future__ import annotations

import datetime
import heapq
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from indexer.relate.documents import DOCUMENT, OF_ANYTHING, PLAN
from indexer.relate.natures import (
    amounts,
    are_values_of_two,
    changes_what_was,
    gives_value,
    refused_verb,
    says_what_it_is,
    verbs_of,
)
from indexer.relate.tickets import tickets_in
from indexer.relate.units import Series, Unit
from kb.dates import find_dates
from kb.finnish import index_terms, split_sentences
from kb.model import Decision
from kb.relations import Ground, Link
from kb.search.ranking import overlap
from kb.search.ranking.overlap import Matter

# Of the earlier decisions that share a word only the latest so many are looked at.
_SHARING: Final = 40
# Of those so many are compared, those that share what is rarest.
_COMPARED: Final = 16
# What the shared words must weigh: one that few meetings use.
_TELLING: Final = 1.6
# A verb says what is done and not to what.
_NOMINAL: Final = 0.4
_MOST: Final = 0.75
_HALF: Final = 0.5
_SOME: Final = 0.3
_LITTLE: Final = 0.2
# By how much a thing is moved, and not what is.
_OF_TIME: Final = frozenset(
    ("päivä", "viikko", "kuukausi", "vuosi", "tunti", "ajankohta", "aika", "dag", "vecka", "day", "week")
)
# Words that tell the one before from the one after, and not what they are.
_BEFORE: Final = frozenset(("aiempi", "aikaisempi", "entinen", "vanha", "nykyinen", "edellinen"))

_LEAD: Final = re.compile(
    r"^\W*(?:päätös|päätettiin|sovittiin|linjattiin|beslut|decision)\s*(?::|,?\s+että\b)\s*", re.IGNORECASE
)
# What was laid down, or was to be done, is over.
_ENDS: Final = re.compile(
    r"\b(?:luovu(?:taan|ttiin)|luopua|kumo(?:taan|ttiin|si|ta)|lakkaute(?:taan|ttiin)|lopete(?:taan|ttiin)|poiste(?:taan|ttiin)"
    r"|(?:on|ovat)\s+(?:\w+\s+)?(?:poistettu|lopetettu|kumottu|luovuttu|lakkautettu)|peru(?:taan|ttiin)|palaute(?:taan|ttiin)|otetaan\s+takaisin|upphäv\w+|revoked?|repealed?)\b",
    re.IGNORECASE,
)
# What is told to have ended, without a decision of the meeting.
_HAS_ENDED: Final = re.compile(
    r"\b(?:on|ovat)\s+(?:\w+\s+)?(?:poistettu|lopetettu|korvattu|kumottu|luovuttu|lakkautettu)\b"
    r"|\b(?:luovuttiin|kumottiin|lakkautettiin|korvattiin)\b",
    re.IGNORECASE,
)
# It is otherwise from now on.
_CHANGES: Final = re.compile(
    r"\b(?:muute(?:taan|ttiin|ttu)|vaihde(?:taan|ttiin)|korva(?:taan|ttiin|ttu|a|si)|ersätt\w+|replace[sd]?)\b", re.IGNORECASE
)
# What holds from now on stands beside what held before.
_INSTEAD: Final = re.compile(
    r"\b(?:poiketen|sijaan|sijasta|tilalle|palataan\s+(?:entise|takaisin|aiempa|aikaisempa|vanha)\w*|aiemmin|aikaisemmin|tähän\s+asti"
    r"|(?:ei|eikä)\s+(?:enää|jatkossa)|enää\s+ei|i\s+stället\s+för|tidigare|instead\s+of|previously|no\s+longer)\b",
    re.IGNORECASE,
)
# A day or a period is put elsewhere.
_MOVES: Final = re.compile(
    r"\b(?:siirre(?:tään|ttiin)|siirtyy|jatke(?:taan|ttiin)|pidenne(?:tään|ttiin)|aikaiste(?:taan|ttiin)|lykä(?:tään|ttiin)"
    r"|muute(?:taan|ttiin)|uusi\s+(?:ajankohta|aika|päivä|määräaika))\b",
    re.IGNORECASE,
)
# A plan, an instruction or a list that is approved or brought up to date takes the place of the one of its name.
_RENEWS: Final = re.compile(
    r"\b(?:hyväksy(?:ttiin|tään|i)|vahvist(?:ettiin|etaan|i)|päivite(?:ttiin|tty|tään)|uusittiin|uudistettiin|godkän\w+|approved|updated)\b",
    re.IGNORECASE,
)
# A plan that is only gone through in a later year is another one than that of the year before.
_GONE_THROUGH: Final = re.compile(rf"{_RENEWS.pattern}|\b(?:käytiin läpi|uusitaan|tehtiin)\b", re.IGNORECASE)
_NEW: Final = re.compile(
    r"\b(?:uu(?:si|den|tta|det)|päivite\w+|uudiste\w+|tarkiste\w+|muutet\w+|nya?|new|updated|revised)\b", re.IGNORECASE
)
_OFFICE: Final = re.compile(
    r"(?:(?P<of>\w+)\s+)?\b(?P<office>(?:vara)?puheenjohtaja|sihteeri|(?:vara)?edustaja|koordinaattori|yhteyshenkilö|vastuuhenkilö"
    r"|tilintarkastaja)(?:ksi|na)\b",
    re.IGNORECASE,
)
_AS_WELL: Final = re.compile(r"\b(?:lisäksi|myös|toi(?:nen|seksi|sen)|dessutom|also|another)\b", re.IGNORECASE)
# Talked over, proposed, asked or thought of: nothing has changed.
_UNREAL: Final = re.compile(
    r"\b(?:keskustel\w+|ehdote\w+|esitet\w+|selvit\w+|harki\w+|pohdi\w+|mieti\w+|kysyt\w+|jos|mikäli|voisi\w*|voiko|toivot\w+|om|if)\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(r"\b(?:ei|eikä|ettei|eivät|inte|not)\b(?!\s+(?:enää|jatkossa))", re.IGNORECASE)
_RATHER: Final = re.compile(r"(?P<who>\w{3,})\s+(?:sijaan|sijasta|tilalle)\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b20\d\d\b")
# A new version of a document may come so soon; one that is only gone through, or another holder of an office, not before.
_NEW_VERSION_DAYS: Final = 28
_NEXT_DAYS: Final = 120


@dataclass(frozen=True)
class _Said:
    """A decision as it is compared: its words, what they name, and what it is about."""

    unit: Unit
    decision: Decision
    text: str
    own: Matter
    subject: Matter
    names: frozenset[str]

    @cached_property
    def first(self) -> str:
        """Its first sentence."""
        return next((self.text[start:end] for start, end in split_sentences(self.text)), self.text)

    @cached_property
    def things(self) -> Matter:
        """What its own words name, without verbs; what its subject names, where they name nothing."""
        own = _nominal(self.own)
        return own if own.words else _nominal(self.subject)

    @cached_property
    def every(self) -> Matter:
        """Its own words and its subject's."""
        return Matter((*self.own.words, *self.subject.words))

    @cached_property
    def tickets(self) -> frozenset[str]:
        return tickets_in(f"{self.decision.subject or ''}\n{self.decision.text}")

    @cached_property
    def years(self) -> frozenset[str]:
        return frozenset(_YEAR.findall(f"{self.decision.subject or self.decision.item_title or ''} {self.decision.text}"))

    @cached_property
    def values(self) -> frozenset[str]:
        """The amounts that it gives."""
        return amounts(self.text)

    @cached_property
    def days(self) -> frozenset[datetime.date]:
        """The days that it gives."""
        return frozenset(found.last for found in find_dates(self.text, self.decision.date))

    @cached_property
    def documents(self) -> frozenset[str]:
        """Base forms of the plans, instructions and lists that it, or its subject, names."""
        found = DOCUMENT.findall(f"{self.text}\n{self.decision.subject or self.decision.item_title or ''}")
        words = overlap.read(" ".join(found), self.unit.language).words
        return frozenset(base for word in words if not word.bases & OF_ANYTHING for base in word.bases)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What it is found by: the words that it names and its tickets."""
        return self.things.terms | _nominal(self.subject).terms | {f"#{ticket}" for ticket in self.tickets}

    @property
    def changes(self) -> bool:
        """Whether it may change anything: not what is noted, talked over or proposed, nor put off without a new day."""
        kind = self.decision.kind
        if kind == "postponed" and not (_MOVES.search(self.first) and find_dates(self.first, self.decision.date)):
            return False
        return kind not in ("noted", "procedural") and not _UNREAL.search(self.text)

    def has(self, form: re.Pattern[str]) -> bool:
        """Whether its first sentence has words of this form, and does not deny them."""
        found = form.search(self.first)
        return found is not None and not _DENIED.search(self.first[: found.start()])


@dataclass(frozen=True)
class _Pair:
    """A later decision beside an earlier one."""

    later: _Said
    earlier: _Said
    series: Series

    @property
    def days(self) -> int:
        return (self.series.days[self.later.unit.place] - self.series.days[self.earlier.unit.place]).days

    def read(self, text: str) -> Matter:
        """What words of the later one name."""
        return _nominal(overlap.read(text, self.later.unit.language, self.series.names))

    def part(self, one: Matter, other: Matter) -> float:
        """How much of what one says the other says too."""
        whole = overlap.weight(one, self.series.weights)
        return overlap.share(one, other, self.series.weights).weight / whole if whole else 0.0

    @cached_property
    def covers(self) -> float:
        """How much of what the later one names the earlier one is about."""
        return self.part(self.later.things, self.earlier.every)

    @cached_property
    def is_covered(self) -> float:
        """How much of what the earlier one names the later one is about."""
        return self.part(self.earlier.things, self.later.every)

    @cached_property
    def has_each_its_own(self) -> bool:
        """Whether each names a thing of which the other says nothing, so that what they share only tells what kind both are of."""
        one, other = self.later, self.earlier
        return any(not word.bases & other.every.terms for word in one.things.words) and any(
            not word.bases & one.every.terms for word in other.things.words
        )


def _is_of_one_thing(pair: _Pair) -> bool:
    """Whether what both name is telling, and neither their tickets nor their years are others."""
    later, earlier = pair.later, pair.earlier
    for one, other in ((later.tickets, earlier.tickets), (later.years, earlier.years)):
        if one and other and not one & other:
            return False
    weights = pair.series.weights
    shared = overlap.share(later.things, earlier.every, weights).weight * weights.scale
    return bool(later.tickets & earlier.tickets) or shared >= _TELLING


def _is_other_value(pair: _Pair) -> bool:
    """Another value of the same thing."""
    later, earlier = pair.later, pair.earlier
    if not (gives_value(later.decision) and (gives_value(earlier.decision) or says_what_it_is(earlier.decision))):
        return False
    is_same = pair.covers >= _MOST and pair.is_covered >= _MOST and not pair.has_each_its_own
    return is_same and later.values.isdisjoint(earlier.values)


def _is_moved(pair: _Pair) -> bool:
    """Another day or time of the same thing, of which it says that it is put elsewhere."""
    later, earlier = pair.later, pair.earlier
    if not (later.days and earlier.days) or not later.days.isdisjoint(earlier.days) or not later.has(_MOVES):
        return False
    if pair.covers >= _MOST and pair.is_covered >= _HALF:
        return True
    told = _MOVES.search(later.first)
    assert told is not None
    moved = [word for word in pair.read(later.first[told.end() :].split(",")[0]).words if not word.bases & _OF_TIME]
    return bool(moved) and pair.part(Matter(tuple(moved)), earlier.own) >= _MOST and pair.is_covered >= _SOME


def _is_ended(pair: _Pair) -> bool:
    """The end of what held or was to be done."""
    later, earlier = pair.later, pair.earlier
    if not later.has(_ENDS) or earlier.has(_ENDS) or earlier.decision.nature in ("refused", "once", "noted"):
        return False
    return _has_its_object(pair, _ENDS)


def _is_changed(pair: _Pair) -> bool:
    """Something else in place of what held."""
    is_lasting = pair.earlier.decision.nature in ("lasting", None)
    return is_lasting and pair.later.has(_CHANGES) and _has_its_object(pair, _CHANGES)


def _has_its_object(pair: _Pair, verb: re.Pattern[str]) -> bool:
    """Whether what the words before a verb name, else those after it, is what the earlier one is about."""
    later = pair.later
    found = verb.search(later.first)
    assert found is not None
    before = pair.read(later.first[: found.start()])
    named = before if before.words else pair.read(later.first[found.end() :])
    if not named.words:
        named = _nominal(later.subject)
    return pair.part(named, pair.earlier.every) >= _MOST and pair.is_covered >= _SOME


def _is_instead(pair: _Pair) -> bool:
    """Another way than before, which it says; most of what it names the earlier one is about."""
    later, earlier = pair.later, pair.earlier
    if not later.has(_INSTEAD) or earlier.decision.nature in ("noted", "task") or earlier.decision.kind == "election":
        return False
    rather = _RATHER.search(later.first)
    if rather is not None and not _names(rather["who"], earlier):
        return False
    return min(pair.covers, pair.is_covered) >= _HALF or (pair.is_covered >= _MOST and pair.covers >= _SOME)


def _is_done_after_all(pair: _Pair) -> bool:
    """The doing of what was turned down."""
    later, earlier = pair.later.decision, pair.earlier.decision
    verb = refused_verb(earlier)
    if verb is None or refused_verb(later) is not None or verb not in verbs_of(later):
        return False
    return pair.is_covered >= _MOST and pair.covers >= _LITTLE


def _is_next_version(pair: _Pair) -> bool:
    """A document of the same name, approved or brought up to date."""
    later, earlier = pair.later, pair.earlier
    if not later.has(_RENEWS) or not (earlier.has(_RENEWS) or earlier.decision.nature == "lasting"):
        return False
    least = _NEW_VERSION_DAYS if _NEW.search(later.first) else _NEXT_DAYS
    is_same = bool(later.documents & earlier.documents) and not pair.has_each_its_own
    return is_same and pair.days >= least and pair.is_covered >= _HALF


def _is_of_the_office(pair: _Pair) -> bool:
    """Another holder of an office, or somebody in somebody's place."""
    later, earlier = pair.later, pair.earlier
    one, other = _OFFICE.search(later.text), _OFFICE.search(earlier.text)
    are_chosen = later.decision.kind == earlier.decision.kind == "election"
    if not are_chosen or one is None or other is None or one["office"].lower() != other["office"].lower():
        return False
    if _AS_WELL.search(later.text) or "once" in (later.decision.nature, earlier.decision.nature):
        return False
    rather = _RATHER.search(later.text)
    if rather is not None:
        return _names(rather["who"], earlier)
    return (one["of"] or "").lower() == (other["of"] or "").lower() and pair.days >= _NEXT_DAYS


@dataclass(frozen=True, slots=True)
class _Rule:
    """A way of taking the place of something: how what does so may be worded, what it must share with what it replaces, and how
    likely that is."""

    may: Callable[[_Said], bool]
    holds: Callable[[_Pair], bool]
    score: float


def _has(form: re.Pattern[str]) -> Callable[[_Said], bool]:
    return lambda said: said.has(form)


_RULES: Final = (
    _Rule(lambda said: gives_value(said.decision), _is_other_value, 0.85),
    _Rule(_has(_MOVES), _is_moved, 0.85),
    _Rule(_has(_ENDS), _is_ended, 0.8),
    _Rule(_has(_CHANGES), _is_changed, 0.8),
    _Rule(_has(_INSTEAD), _is_instead, 0.8),
    _Rule(_has(_RENEWS), _is_next_version, 0.75),
    _Rule(lambda said: said.decision.kind == "election", _is_of_the_office, 0.75),
)
# What was turned down is looked for apart: nearly every decision has a verb of doing.
_AFTER_ALL: Final = (_Rule(lambda said: True, _is_done_after_all, 0.8),)


def find(series: Series) -> Iterator[Link]:
    """Links to what was decided from what takes its place later, each pair once."""
    known: set[tuple[str | None, str | None]] = set()
    for link in (*_by_matter(series), *_overturned(series), *_renewals(series)):
        ends = (link.later_decision or link.later, link.earlier_decision)
        if ends not in known:
            known.add(ends)
            yield link


class _Before:
    """The earlier decisions of a body by what they name."""

    def __init__(self, series: Series) -> None:
        self._series = series
        self._by_key: dict[str, list[_Said]] = defaultdict(list)

    def add(self, said: _Said) -> None:
        for key in said.keys:
            self._by_key[key].append(said)

    def pairs(self, later: _Said) -> list[_Pair]:
        """Those that share most of what is rare with a later one and are of one thing with it, the latest first."""
        told: dict[int, float] = defaultdict(float)
        found: dict[int, _Said] = {}
        for key in later.keys:
            sharing = self._by_key.get(key, [])
            for said in sharing[-_SHARING:]:
                if said.unit.place < later.unit.place:
                    found[id(said)] = said
                    told[id(said)] += 1 / len(sharing)
        best = heapq.nlargest(_COMPARED, found, key=lambda one: (told[one], found[one].unit.place))
        pairs = [_Pair(later, found[one], self._series) for one in best]
        return sorted(filter(_is_of_one_thing, pairs), key=lambda pair: -pair.earlier.unit.place)


def _overturned(series: Series) -> Iterator[Link]:
    """Links from the decisions of a body to what takes their place later, by the words of both."""
    before, refused = _Before(series), _Before(series)
    for unit in series.units:
        own = [_said(decision, unit, series) for decision in unit.decisions]
        for later in (*own, *_ended_since(unit, series)):
            if later.changes:
                yield from _links_of(later, _RULES, before)
                yield from _links_of(later, _AFTER_ALL, refused)
        for said in own:
            before.add(said)
            if refused_verb(said.decision):
                refused.add(said)


def _ended_since(unit: Unit, series: Series) -> Iterator[_Said]:
    """The lines of a unit that tell, outside its decisions, that something has ended since."""
    for found in re.finditer(r"[^\n]+", unit.text):
        line = " ".join(found.group().split())
        if _HAS_ENDED.search(line) and not any(line in d.text or d.text in line for d in unit.decisions):
            meeting = unit.meeting
            told = Decision("", meeting.id, meeting.date, unit.item.number, unit.item.title, "decision", line)
            yield _said(told, unit, series)


def _links_of(later: _Said, rules: Sequence[_Rule], before: _Before) -> Iterator[Link]:
    """From the latest earlier decision that it takes the place of by the first rule that fits."""
    fitting = [rule for rule in rules if rule.may(later)]
    pairs = before.pairs(later) if fitting else []
    for rule in fitting:
        replaced = next(filter(rule.holds, pairs), None)
        if replaced is not None:
            yield _link(replaced, rule.score)
            return


def _link(pair: _Pair, score: float) -> Link:
    later, earlier = pair.later, pair.earlier
    tickets = tuple(Ground("ticket", ticket, later.unit.item.id) for ticket in sorted(later.tickets & earlier.tickets))
    ground = Ground("said", " ".join(later.decision.text.split()), later.unit.item.id)
    ends = later.unit.item.id, earlier.unit.item.id
    return Link(*ends, "replaces", score, (*tickets, ground), later.decision.id or None, earlier.decision.id)


def _said(decision: Decision, unit: Unit, series: Series) -> _Said:
    subject = decision.subject or ("" if unit.standing else decision.item_title) or ""
    text = _LEAD.sub("", decision.content or decision.text)
    own = overlap.read(text, unit.language, series.names)
    return _Said(unit, decision, text, own, overlap.read(subject, unit.language, series.names), series.names)


def _nominal(words: Matter) -> Matter:
    """The words of it that are no verbs."""
    return Matter(tuple(word for word in words.words if word.share >= _NOMINAL and not word.bases & _BEFORE))


def _names(word: str, said: _Said) -> bool:
    """Whether a decision has a word in some form."""
    bases = index_terms(word.lower())
    return any(bases & index_terms(other.lower()) for other in re.findall(r"\w{3,}", said.text))


def _by_matter(series: Series) -> Iterator[Link]:
    """Links from a value or a rule that was decided to the next one of the same ticket or subject, which takes its place: another
    value, or one of which it says that things were otherwise before."""
    latest: dict[str, tuple[Unit, Decision]] = {}
    for unit in series.units:
        for decision in unit.decisions:
            is_value, is_change = gives_value(decision), changes_what_was(decision)
            holds = is_value or decision.nature == "lasting" or says_what_it_is(decision)
            if not (holds or is_change):
                continue
            for key, ground in _matters(decision, unit, series):
                before = latest.get(key)
                if before and before[0].place < unit.place and _takes_its_place(decision, before[1], is_change):
                    yield Link(unit.item.id, before[0].item.id, "replaces", 0.85, (ground,), decision.id, before[1].id)
                if holds:
                    latest[key] = (unit, decision)


def _takes_its_place(decision: Decision, earlier: Decision, is_change: bool) -> bool:
    if is_change:
        return True
    are_values = gives_value(decision) and (gives_value(earlier) or says_what_it_is(earlier))
    return are_values and not are_values_of_two(decision, earlier)


def _matters(decision: Decision, unit: Unit, series: Series) -> Iterator[tuple[str, Ground]]:
    """What a decision is about, as keys: its tickets, else the words of its subject; with the grounds that say so."""
    subject = decision.subject or ("" if unit.standing else decision.item_title) or ""
    tickets = tickets_in(f"{subject}\n{decision.text}")
    for ticket in sorted(tickets):
        yield ticket, Ground("ticket", ticket, unit.item.id)
    name = " ".join(sorted(overlap.read(subject, unit.language, series.names).bases))
    if name and not tickets:
        yield name, Ground("title", subject, unit.item.id)


def _renewals(series: Series) -> Iterator[Link]:
    """Links from an approved plan to the next one of its name among the items, which takes its place though it decides nothing."""
    latest: dict[str, list[tuple[Unit, Decision]]] = defaultdict(list)
    for unit in series.units:
        for name in _plan_names(unit.item.title, unit.language):
            for earlier, decision in latest[name]:
                if _is_renewed(earlier, decision, unit):
                    ground = Ground("title", unit.name, unit.item.id)
                    by = next((d.id for d in unit.decisions if d.nature == "lasting"), None)
                    yield Link(unit.item.id, earlier.item.id, "replaces", 0.75, (ground,), by, decision.id)
            latest[name] = [pair for pair in latest[name] if not _is_renewed(*pair, unit)]
            latest[name] += [(unit, d) for d in unit.decisions if d.nature == "lasting" and _GONE_THROUGH.search(d.text)]


def _plan_names(title: str, language: str) -> frozenset[str]:
    """Base forms of the words of a title that name a plan."""
    words = overlap.read(" ".join(match.group() for match in PLAN.finditer(title)), language).words
    # "Suunnitelma" alone is of anything.
    return frozenset(base for word in words if "suunnitelma" not in word.bases for base in word.bases)


def _is_renewed(earlier: Unit, decision: Decision, later: Unit) -> bool:
    first, second = earlier.meeting.date, later.meeting.date
    least = _NEW_VERSION_DAYS if _RENEWS.search(later.text) else _NEXT_DAYS
    if first is None or second is None or (second - first).days < least:
        return False
    years = [set(_YEAR.findall(f"{name} {text}")) for name, text in ((earlier.name, decision.text), (later.name, later.text))]
    if years[0] and years[1] and not years[0] & years[1]:
        return False
    return _GONE_THROUGH.search(later.text) is not None and not _is_of_another(earlier.title, later)


def _is_of_another(name: Matter, later: Unit) -> bool:
    """Whether a later unit's plan is another one than that of this name, of which it says nothing."""
    told = later.title.bases | later.body.terms
    return overlap.are_different(name, later.title) and any(word.bases.isdisjoint(told) for word in name.words)
