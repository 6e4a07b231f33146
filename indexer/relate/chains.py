"""Proposes which earlier matter a later one takes up: links between items, on grounds that a reader can check.

Grounds add up. A shared output or case number, words that name the earlier meeting, and an item put off to the very next
meeting weigh most; titles and rare words alone must be many. *Replaces* and *amends* need the word and a named target both.
"""

from __future__ import annotations

import heapq
import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from indexer.relate import references
from indexer.relate.references import Reference
from indexer.relate.tickets import tickets_in
from indexer.relate.units import Series, Unit
from kb.dates import find_deadline
from kb.finnish import split_sentences
from kb.model import Decision
from kb.relations import Ground, Link, Relation
from kb.search.ranking import overlap
from kb.search.ranking.overlap import ContentWord, Matter
from kb.search.ranking.telling import idf

# Chances that a ground of this kind alone makes a link; grounds are joined as independent chances.
_OUTPUT: Final = 0.7
_TICKET: Final = 0.6
_REFERENCE: Final = 0.5
_NAMED_ITEM: Final = 0.95
_ANNOUNCED: Final = 0.35
_SAME_TITLE: Final = 0.6
_ENOUGH: Final = 0.5
# What a link needs that rests on words in common and nothing else.
_ENOUGH_WORDS: Final = 0.62
# Links of one unit to earlier ones that are kept, the best first.
_MOST: Final = 3
# So many earlier units are compared with a unit, beside those of the meeting just before.
_COMPARED: Final = 30
# Of the earlier units that share a word only the latest so many are looked at: what a title of every meeting shares says nothing.
_SHARING: Final = 200
# A link this much weaker than the best one of its unit is left out.
_BEHIND: Final = 0.25
# A nearer link this little weaker takes the place of a farther one that it leads to.
_NO_WORSE: Final = 0.1
# What a terms-only link needs when no word is in a title, and when both are bits of news without a decision.
_BODIES_ONLY: Final = 0.8
# "Edellisessä kokouksessa" is no ground where so long has passed that a meeting is likely missing from the corpus.
_PREVIOUS_DAYS: Final = 150
_TITLE_WORD: Final = 1.5
_TELLING: Final = 6
_SOMETHING: Final = 0.8
_SINGLE: Final = 0.75
_NOMINAL: Final = 0.5
_LIKELY: Final = 0.8
# A title of common words ("Versionvaihto") is the same matter only so long.
_TELLING_TITLE: Final = 1.5
_WEAK_TITLE_DAYS: Final = 150

_REPLACES: Final = re.compile(
    r"\b(?:korva(?:a|si|taan|ttiin|nnut|ten|amaan)|kumo(?:aa|si|taan|ttiin|ten)|ersätter|ersatte|upphäv\w*|replaces?d?|supersedes?d?"
    r"|revoke[sd]?|repeal(?:s|ed)?)\b",
    re.IGNORECASE,
)
_AMENDS: Final = re.compile(
    r"\b(?:täydenn(?:etään|ettiin|etty\w*)|täydentää|täydensi|muut(?:etaan|ettiin|ti)|muuttaa|tarkenn(?:etaan|ettiin)|tarkentaa|tarkensi"
    r"|korja(?:taan|ttiin|si)|laajenn(?:etaan|ettiin)|laajentaa|kompletterade\w*|ändrade\w*|amend(?:s|ed)?|supplement(?:s|ed)?)\b",
    re.IGNORECASE,
)
# A permit or a decision given before is changed, or what was agreed before is decided anew.
_GIVEN_BEFORE: Final = re.compile(
    r"\bmuut(?:etaan|ettiin|ti)\b[^.]*\b(?:annet|myönnet|tehty|hyväksyt)\w+\s+\w*(?:lup|päätö|ohje|linjau)\w*", re.IGNORECASE
)
_AGREED_BEFORE: Final = re.compile(r"\s*(?:sovit|päätet|linjat|hyväksyt)\w+\b", re.IGNORECASE)
_CHANGES: Final[tuple[tuple[Relation, re.Pattern[str]], ...]] = (("replaces", _REPLACES), ("amends", _AMENDS))
_UNREAL: Final = re.compile(r"\b(?:ei|eivät|eikä|ettei|jos|mikäli|inte|om|not|if)\b|\b\w+isi(?:vat|in)?\b", re.IGNORECASE)
_RETURNED: Final = re.compile(r"\bpalaut\w+|\båterremi\w+|\breturned\b|\bsent back\b", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"\b(?:jatk(?:etaan|ettiin|oi)\s+\w*|pala(?:taan|ttiin)|jatkokäsittely\w*|edelleen|fortsätt\w+|continued?)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Case:
    """What speaks for a link between two units."""

    later: Unit
    earlier: Unit
    grounds: list[Ground] = field(default_factory=list)
    chance_of_none: float = 1.0
    named: bool = False
    reference: Reference | None = None
    announced: float = 0.0

    @property
    def score(self) -> float:
        """The chance that any of the grounds makes the link, each by itself (a noisy-or)."""
        return 1 - self.chance_of_none

    @property
    def reference_rest(self) -> str:
        """The later unit's words after those that name the earlier meeting."""
        return self.later.text[self.reference.end :] if self.reference else ""

    @property
    def is_enough(self) -> bool:
        """Whether the grounds make a link worth showing."""
        return self.score >= (_ENOUGH_WORDS if all(ground.code == "terms" for ground in self.grounds) else _ENOUGH)

    def add(self, chance: float, *grounds: Ground) -> None:
        """Joins a ground that alone would make the link with this chance."""
        self.chance_of_none *= 1 - min(chance, 0.99)
        self.grounds.extend(grounds)

    @property
    def is_told(self) -> bool:
        """Whether the words name the earlier meeting, or put its matter off to the later one."""
        return self.named or self.announced > 0

    @property
    def rests_on_words(self) -> bool:
        """Whether only titles and words in common speak for it."""
        return all(ground.code in ("title", "terms") for ground in self.grounds)

    @property
    def has_same_name(self) -> bool:
        """Whether both items have just the same title."""
        return bool(self.later.title.words) and self.later.title.bases == self.earlier.title.bases

    def announce(self, chance: float, grounds: Iterable[Ground]) -> None:
        """Joins the ground that the earlier unit was put off to the later one's meeting."""
        self.announced = chance
        self.add(chance, *grounds)

    def forget_announcement(self) -> None:
        """Takes that ground away again."""
        self.chance_of_none /= 1 - self.announced
        self.grounds = [ground for ground in self.grounds if ground.code != "announced"]
        self.announced = 0.0


def propose(series: Series) -> tuple[Link, ...]:
    """Links between one body's items, the latest meeting's first."""
    index = _Index(series)
    kept: dict[int, list[_Case]] = {}
    cases_of = [index.cases(number) for number in range(len(series.units))]
    _announce_once(case for cases in cases_of for case in cases)
    for number, found in enumerate(cases_of):
        cases = _without_neighbours([case for case in found if case.is_enough and not _is_routine(case)])
        cases.sort(key=lambda case: (-case.named, -case.score, -case.earlier.place))
        kept[number] = _reduced(cases, kept, index)[:_MOST]
    links = [_link(case) for number in reversed(kept) for case in kept[number]]
    return _one_each(links)


def _without_neighbours(cases: Sequence[_Case]) -> list[_Case]:
    """Without cases that only resemble the matter, where another is it: the item of just this name, or in the same meeting the
    one that the words name or that was put off."""
    namesakes = any(case.has_same_name for case in cases)
    told = {case.earlier.place for case in cases if case.is_told}
    return [
        case
        for case in cases
        if case.is_told
        or not case.rests_on_words
        or not (case.earlier.place in told or (namesakes and not case.has_same_name and case.score < _LIKELY))
    ]


def _is_routine(case: _Case) -> bool:
    """Whether only words join what each meeting does anew for itself: its chair, its scrutinisers, its order of business."""
    units = (case.later, case.earlier)
    return not case.is_told and all(unit.decisions and all(map(_is_of_the_meeting, unit.decisions)) for unit in units)


def _is_of_the_meeting(decision: Decision) -> bool:
    return decision.kind == "procedural" or (decision.kind == "election" and decision.nature == "once")


def _announce_once(cases: Iterable[_Case]) -> None:
    """What was put off to the next meeting came back there as one item: the likeliest; to the others it says nothing."""
    groups: dict[int, list[_Case]] = defaultdict(list)
    for case in cases:
        if case.announced:
            groups[id(case.earlier)].append(case)
    for group in groups.values():
        best = max(group, key=lambda case: case.score)
        for case in group:
            if case is not best and case.later.item.parent != best.later.item.number:
                case.forget_announcement()


def _reduced(cases: Sequence[_Case], kept: dict[int, list[_Case]], index: _Index) -> list[_Case]:
    """Without those that a nearer link leads to anyway, unless the words themselves name them."""
    found = []
    for case in cases:
        through = {
            id(step.earlier)
            for other in cases
            if other.earlier.place > case.earlier.place and other.score >= case.score - _NO_WORSE
            for step in kept.get(index.number(other.earlier), ())
        }
        if case.named or id(case.earlier) not in through or index.is_ordered(case):
            found.append(case)
    best = max((case.score for case in found), default=0.0)
    return [case for case in found if case.named or case.score >= best - _BEHIND]


def _places(unit: Unit) -> Iterator[tuple[Matter, float]]:
    """An item's title and its text, with what a word in them counts; the title of a standing item tells nothing."""
    if not unit.standing:
        yield unit.title, _TITLE_WORD
    yield unit.body, 1.0


def _add_numbers(case: _Case) -> None:
    """Adds the grounds of outputs, unless the earlier item lists many, and of tickets that both name."""
    outputs = sorted(case.later.outputs & case.earlier.outputs)
    tickets = sorted(case.later.tickets & case.earlier.tickets)
    if outputs and len(case.earlier.outputs) < 4:
        case.add(_OUTPUT, *(Ground("output", number) for number in outputs))
    if tickets:
        case.add(1 - (1 - _TICKET) ** len(tickets), *(Ground("ticket", number) for number in tickets[:5]))


class _Index:
    """Finds the earlier units that a unit may take up, without comparing every pair."""

    def __init__(self, series: Series) -> None:
        self.series = series
        self._numbers = {id(unit): number for number, unit in enumerate(series.units)}
        self._by_term: dict[str, list[int]] = defaultdict(list)
        self._by_place: dict[int, list[int]] = defaultdict(list)
        self._first: dict[int, int] = {}
        self.days = series.days
        self._title_weights = {id(unit): overlap.weight(unit.title, series.weights) for unit in series.units}
        self._approved: dict[str, set[int]] = defaultdict(set)
        common = _common(series)
        for number, unit in enumerate(series.units):
            for decision in unit.decisions:
                if decision.kind == "approval":
                    for output in decision.outputs:
                        self._approved[output].add(unit.place)
            self._by_place[unit.place].append(number)
            self._first.setdefault(unit.place, number)
            for key in self._keys(unit, common):
                self._by_term[key].append(number)

    def number(self, unit: Unit) -> int:
        """The unit's number in the series."""
        return self._numbers[id(unit)]

    def is_ordered(self, case: _Case) -> bool:
        """Whether a decisive word on an output answers the decision that ordered its making, none having come between."""
        shared = case.later.outputs & case.earlier.outputs
        decisive = any(
            d.kind in ("approval", "rejected", "postponed") and shared & set(d.outputs) for d in case.later.decisions
        )
        ordered = any((d.responsible or d.due or d.content) and shared & set(d.outputs) for d in case.earlier.decisions)
        between = range(case.earlier.place + 1, case.later.place)
        return decisive and ordered and not any(place in between for number in shared for place in self._approved[number])

    def _keys(self, unit: Unit, common: float) -> Iterable[str]:
        yield from (f"#{ticket}" for ticket in unit.tickets)
        yield from (f"={number}" for number in unit.outputs)
        for part in (unit.title, unit.body):
            for word in part.words:
                for term in (*word.bases, *word.parts):
                    if self.series.weights.used(term) <= common or part is unit.title:
                        yield term

    def cases(self, number: int) -> list[_Case]:
        """Every earlier unit with something in common, and what that is."""
        unit = self.series.units[number]
        near = set(self._by_place[unit.place - 1])
        found = {other: self._case(unit, self.series.units[other]) for other in near | self._likeliest(unit)}
        self._refer(unit, found)
        return list(found.values())

    def _likeliest(self, unit: Unit) -> set[int]:
        """The earlier units that share the most telling keys, by their places in the series."""
        told: dict[int, float] = defaultdict(float)
        for key in set(self._keys(unit, _common(self.series))):
            sharing = self._by_term[key]
            end = bisect_left(sharing, self._first[unit.place])
            for other in sharing[max(0, end - _SHARING) : end]:
                told[other] += 1 / len(sharing)
        return set(heapq.nlargest(_COMPARED, told, key=lambda other: (told[other], other)))

    def _case(self, later: Unit, earlier: Unit) -> _Case:
        case = _Case(later, earlier)
        gap = later.place - earlier.place
        same_title = self._has_same_title(later, earlier)
        words = self._telling(later, earlier, same_title)
        weight = sum(value for value, _ in words) * (1.2 if gap == 1 else 0.97 ** (gap - 1))
        other_year = _is_of_another_year(later, earlier)
        same = same_title and not other_year
        _add_numbers(case)
        if same:
            self._add_title(case)
        if gap == 1 and (same or weight >= 2.5) and _puts_off(earlier):
            case.announce(_ANNOUNCED + (0.3 if same else 0.0), _announcing(earlier))
        if later.standing or earlier.standing:
            # What a standing item says of a matter counts only where it names it.
            weight *= 0.4
        if other_year:
            weight *= 0.6
        if weight > 0.5:
            case.add(self._chance(case, words, weight), *_word_grounds(words, later))
        return case

    def _add_title(self, case: _Case) -> None:
        """Adds the ground of one title, which tells less the longer ago it was: unless it says what the matter is, not for ever."""
        later, earlier = case.later, case.earlier
        gap = later.place - earlier.place
        is_near = gap == 1 or overlap.share(later.title, earlier.title, self.series.weights).weight > _TELLING_TITLE
        if is_near or (self.days[later.place] - self.days[earlier.place]).days <= _WEAK_TITLE_DAYS:
            case.add(_SAME_TITLE if is_near else _SAME_TITLE - 0.08 * (gap - 1), Ground("title", later.name))

    def _chance(self, case: _Case, words: Sequence[tuple[float, ContentWord]], weight: float) -> float:
        """What words in common alone are worth. One is an accident more often than not, and so are words of the bodies."""
        chance = 1 - math.exp(-max(0.0, weight - 1.2) / 2.6)
        later, earlier = case.later, case.earlier
        is_near = later.place - earlier.place == 1
        titles = later.title.bases | earlier.title.bases
        is_title = any(word.bases & titles or word.parts & titles for _, word in words)
        if not (is_title and is_near) and len([value for value, _ in words if value >= _SOMETHING]) < 2:
            chance *= _SINGLE
        if not is_title and not is_near:
            chance *= _BODIES_ONLY
        return chance

    def _telling(self, later: Unit, earlier: Unit, same_title: bool) -> list[tuple[float, ContentWord]]:
        """The most telling words both have; those of a title count more, general words of the bodies not at all."""
        weights = self.series.weights
        rare = 0.8 * idf(weights.meetings, max(4.0, 0.15 * weights.meetings))
        if later.place - earlier.place == 1:
            rare *= 0.75
        best: dict[str, tuple[float, ContentWord]] = {}
        for value, factor, word in self._in_common(later, earlier, same_title):
            if word.share < _NOMINAL or value < 0.25 or (factor == 1.0 and value < rare * word.share):
                continue
            key = next((known for known in best if known[:6] == min(word.bases)[:6]), min(word.bases))
            if key not in best or best[key][0] < value * factor:
                best[key] = (value * factor, word)
        length = len(later.body.words) + len(earlier.body.words)
        damping = 1 + 0.12 * max(0.0, math.log2(max(1, length) / 40))
        ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].form))[:_TELLING]
        return [(value / damping, word) for value, word in ranked]

    def _in_common(self, later: Unit, earlier: Unit, same_title: bool) -> Iterator[tuple[float, float, ContentWord]]:
        """The words both have: what each is worth, and how much more it is for where it stands."""
        # Where each title has a word of its own, the words they share only tell what kind of thing both are.
        differ = bool(later.title.words and earlier.title.words) and not same_title
        for own, own_factor in _places(later):
            for other, other_factor in _places(earlier):
                factor = own_factor * other_factor
                factor = 1.0 if differ and factor > _TITLE_WORD else factor
                yield from ((value, factor, word) for value, word in overlap.share(own, other, self.series.weights).words)

    def _has_same_title(self, later: Unit, earlier: Unit) -> bool:
        """Whether one title says what the other does, and perhaps more; not where each has a word of its own."""
        if later.standing or earlier.standing or not later.title.words or not earlier.title.words:
            return False
        weights = self.series.weights
        shared = [word for word in later.title.words if word.bases & earlier.title.bases]
        others = [word for word in earlier.title.words if not word.bases & later.title.bases]
        told = sum(weights.of(word.bases & earlier.title.bases) * word.share for word in shared)
        least = min(self._title_weights[id(later)], self._title_weights[id(earlier)])
        return (len(shared) == len(later.title.words) or not others) and told >= 0.7 * least and told > 0.15

    def _refer(self, unit: Unit, cases: dict[int, _Case]) -> None:
        """Adds what the words name: of the meeting they name, the unit most alike, or the item they name."""
        for reference in references.find(unit.text, unit.place, self.days, self.series.numbers):
            if reference.code == "previous" and (self.days[unit.place] - self.days[reference.place]).days > _PREVIOUS_DAYS:
                continue
            ground = Ground(
                reference.code, reference.text, unit.item.id, unit.start + reference.start, unit.start + reference.end
            )
            places = self._by_place[reference.place]
            cases.update((n, self._case(unit, self.series.units[n])) for n in places if n not in cases)
            there = [cases[n] for n in places]
            named = [case for case in there if reference.item and _plain(case.earlier.item.number) == _plain(reference.item)]
            ranked = sorted(named or there, key=lambda case: -self._likeness(case, reference))
            if not ranked:
                continue
            best = ranked[0]
            if named:
                best.add(_NAMED_ITEM, ground)
            elif self._likeness(best, reference) > 0.3:
                best.add(_REFERENCE, ground)
            else:
                continue
            if best.reference is None or _REPLACES.search(_sentence(unit.text, reference)):
                best.reference = reference
            best.named = True

    def _likeness(self, case: _Case, reference: Reference) -> float:
        """How well an earlier unit fits the sentence that refers to its meeting."""
        sentence = overlap.read(_sentence(case.later.text, reference), case.later.language)
        weights = self.series.weights
        told = (
            overlap.share(sentence, case.earlier.body, weights).weight
            + overlap.share(sentence, case.earlier.title, weights).weight
        )
        return told + 2 * case.score


def _is_of_another_year(later: Unit, earlier: Unit) -> bool:
    """Whether a title names a year of which the earlier unit, from a year before, says nothing: a yearly matter comes anew."""
    years = set(_YEAR.findall(later.item.title))
    before = str(earlier.meeting.date.year) if earlier.meeting.date else ""
    return bool(years) and before not in years and not any(year in f"{earlier.item.title} {earlier.text}" for year in years)


def _common(series: Series) -> float:
    """In more meetings than this a word of a text brings no two units together by itself."""
    return max(6.0, min(30.0, 0.25 * series.weights.meetings))


def _plain(number: str) -> str:
    return re.sub(r"[\s§.]", "", number).lower()


def _sentence(text: str, reference: Reference) -> str:
    for start, end in split_sentences(text):
        if start <= reference.start < end:
            return text[start:end]
    return text


def _puts_off(unit: Unit) -> bool:
    """Whether a unit says that its matter comes back in the next meeting."""
    if any(decision.kind == "postponed" for decision in unit.decisions):
        return True
    return bool(_announcing(unit))


def _announcing(unit: Unit) -> tuple[Ground, ...]:
    if not unit.title.words and len(unit.body.words) < 2:
        return ()
    for start, end in split_sentences(unit.text):
        due = find_deadline(unit.text[start:end], unit.meeting.date)
        if due and due.meeting == "next":
            return (Ground("announced", due.text, unit.item.id, unit.start + start + due.start, unit.start + start + due.end),)
    return ()


def _word_grounds(words: Sequence[tuple[float, ContentWord]], unit: Unit) -> tuple[Ground, ...]:
    """The line of the later item that says most of what the two share: a reader judges by it, not by bare words."""
    told = {word.form.lower(): value for value, word in words}
    best, most = None, 0.0
    for line in re.finditer(r"[^\n]+", unit.text):
        text = line.group().lower()
        value = sum(worth for form, worth in told.items() if form in text)
        if value > most:
            best, most = line, value
    if best is None:
        return (Ground("terms", unit.name, unit.item.id),) if words else ()
    return (Ground("terms", best.group(), unit.item.id, unit.start + best.start(), unit.start + best.end()),)


def _link(case: _Case) -> Link:
    later, relation, words = _deciding(case)
    earlier = _meant(case)
    return Link(
        later=case.later.item.id,
        earlier=case.earlier.item.id,
        relation=relation,
        score=round(case.score, 3),
        grounds=(*words, *case.grounds),
        later_decision=later.id if later else None,
        earlier_decision=earlier.id if earlier else None,
        certain=case.named and (relation in ("replaces", "amends") or case.score >= 0.8),
    )


def _deciding(case: _Case) -> tuple[Decision | None, Relation, tuple[Ground, ...]]:
    """The later decision, what it does to the earlier one, and the words that say so."""
    unit = case.later
    if case.reference is not None:
        sentence = _sentence(unit.text, case.reference)
        for relation, pattern in _CHANGES:
            word = _GIVEN_BEFORE.search(sentence) if relation == "replaces" else None
            word = word or pattern.search(sentence)
            if word and not _UNREAL.search(sentence[: word.end()]):
                place = unit.text.find(sentence) + unit.start
                ground = Ground("word", word.group(), unit.item.id, place + word.start(), place + word.end())
                return _decision_at(unit, sentence), relation, (ground,)
        if (word := _AGREED_BEFORE.match(case.reference_rest)) and _is_decided_anew(case):
            return _weightiest(unit, case), "replaces", (Ground("word", word.group().strip(), unit.item.id),)
    decision = _weightiest(unit, case)
    if decision is not None and decision.kind in ("postponed", "rejected"):
        word = _RETURNED.search(decision.text)
        if word:
            return decision, "returns", (Ground("word", word.group(), unit.item.id),)
    return decision, "follows", ()


def _is_decided_anew(case: _Case) -> bool:
    """Whether both items of one name hold a rule, and nothing else: the later one takes the earlier one's place."""
    natures = [decision.nature for unit in (case.later, case.earlier) for decision in unit.decisions]
    return case.has_same_name and natures == ["lasting", "lasting"]


def _decision_at(unit: Unit, sentence: str) -> Decision | None:
    """The decision whose words hold the sentence, or the last one before it in the same item."""
    folded = " ".join(sentence.split())
    text = " ".join(unit.text.split())
    holding = [decision for decision in unit.decisions if folded in decision.text or decision.text in folded]
    before = [d for d in unit.decisions if 0 <= text.find(d.text) <= text.find(folded)]
    return holding[0] if holding else before[-1] if before else None


_RANK: Final = {
    "approval": 5,
    "rejected": 5,
    "postponed": 5,
    "decision": 4,
    "agreement": 3,
    "election": 3,
    "assignment": 2,
    "noted": 1,
}


# What a reference calls the earlier decision tells which of several it is: "30.1.2025 hyväksyttyä mallia".
_SAID: Final = (
    (re.compile(r"\bhyväksyt\w+|\bgodkän\w+|\bapproved\b", re.IGNORECASE), ("approval",)),
    (re.compile(r"\bsovit\w+|\bagreed\b|\böverens\w+", re.IGNORECASE), ("agreement",)),
    (re.compile(r"\bpäätet\w+|\btehdyn päätöksen|\btehty päätös|\bbeslut\w+|\bdecided\b", re.IGNORECASE), ("decision",)),
    (re.compile(r"\bpalautet\w+|\bsiirret\w+|\bjätet\w+|\båterremit\w+", re.IGNORECASE), ("postponed", "rejected")),
)
_YEAR: Final = re.compile(r"\b20\d\d\b")


def _weightiest(unit: Unit, case: _Case) -> Decision | None:
    """The unit's decision that settles its matter: on the shared output first, then by kind."""
    shared = case.later.outputs & case.earlier.outputs
    tickets = case.later.tickets & case.earlier.tickets
    return max(
        unit.decisions,
        key=lambda d: (
            bool(tickets & _tickets_of(d)),
            bool(shared & set(d.outputs)),
            d.confidence != "low",
            _RANK.get(d.kind, 0),
        ),
        default=None,
    )


def _meant(case: _Case) -> Decision | None:
    """The earlier decision that is taken up: the one whose words the later unit shares most."""
    decisions = case.earlier.decisions
    if len(decisions) < 2:
        return decisions[0] if decisions else None
    words = case.later.title.bases | case.later.body.bases
    tickets = case.later.tickets & case.earlier.tickets
    shared = case.later.outputs & case.earlier.outputs
    text = _sentence(case.later.text, case.reference) if case.reference else ""
    told = overlap.read(text, case.later.language).bases if text else frozenset()
    years = set(_YEAR.findall(f"{case.later.item.title} {' '.join(d.text for d in case.later.decisions)}"))

    def likeness(decision: Decision) -> tuple[float, ...]:
        own = overlap.read(decision.text, case.earlier.language)
        return (
            float(bool(tickets & _tickets_of(decision))),
            float(any(decision.kind in kinds and pattern.search(text) for pattern, kinds in _SAID)),
            float(len(own.bases & told)),
            float(bool(shared & set(decision.outputs))),
            float(len(_YEAR.findall(decision.text)) and bool(set(_YEAR.findall(decision.text)) & years)),
            len(own.bases & words) / max(1, len(own.bases)),
            float(_RANK.get(decision.kind, 0)),
        )

    return max(decisions, key=likeness)


def _tickets_of(decision: Decision) -> frozenset[str]:
    return tickets_in(f"{decision.subject or ''}\n{decision.text}")


def _one_each(links: Iterable[Link]) -> tuple[Link, ...]:
    """One link between the same ends: the best."""
    best: dict[tuple[str, str], Link] = {}
    for link in links:
        ends = (link.later_decision or link.later, link.earlier_decision or link.earlier)
        if ends not in best or best[ends].score < link.score:
            best[ends] = link
    return tuple(best.values())
