"""Which of many small texts speak of what is asked: an index of terms in memory, how telling each term is, and a score.

For what is compared by its matter rather than searched by a person: an item of a draft with earlier handlings, an item of the
minutes with other items. It needs no text index on disk.

    terms = TextTerms()
    index = TermIndex([vector([Field(terms.of(title), 2.0, 4.0), Field(terms.of(text), 1.0, 60.0)]) for title, text in items])
    index.like(index.vectors[7], until=7, limit=5)            # the texts before the seventh that are most about its matter
    index.search(Seeker(index, synonyms).words("asemarekisteri"))   # the texts that answer words, also by synonyms and parts

Cost is linear. `like` asks a text's most telling terms alone, and none that more than `common` texts have, so a text costs at
most `terms` × `common` steps however many there are; `search` costs what the words' postings hold. Texts that are given in
the order of their days can be asked up to a place (`until`): what came later is not looked at.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from kb import finnish
from kb.finnish import Terms
from kb.finnish.choice import likely
from kb.finnish.stopwords import GENERAL, SOFT, STOPWORDS, WHEN
from kb.finnish.voikko import CACHED_WORDS, forgotten_with_backend
from kb.search.expansion import Related, Synonyms, main_parts

# What a text's word is worth by a term that is not its base form: what it is made from, a part, its family's beginning.
_DERIVED: Final = 0.6
_PART: Final = 0.65
# The same for a word that is sought, by how a text answers it.
_ASKED_DERIVED: Final = 0.6
_ASKED_SYNONYM: Final = 0.8
_ASKED_NEAR: Final = 0.3
_ASKED_PART: Final = 0.5
_ASKED_FAMILY: Final = 0.4
_ASKED_TYPO: Final = 0.7
# What numbers and words of meeting as such are worth beside words of a matter.
_NUMBER: Final = 0.3
_GENERAL: Final = 0.12
# What a word is worth by its class: what is done and how tells less of a matter than what it is done to.
_BY_CLASS: Final = {
    "teonsana": 0.4,
    "seikkasana": 0.25,
    "laatusana": 0.6,
    "nimisana_laatusana": 0.8,
    "asemosana": 0.1,
    "lukusana": 0.3,
    "suhdesana": 0.1,
    "sidesana": 0.1,
    "kieltosana": 0.1,
}
# How soon a term that stands often is worth no more, and how much a long text is worth less than a short one.
_SATURATION: Final = 1.6
_LENGTH: Final = 0.35
_LEAST_DAMPING: Final = 0.6
# A word that no text has is worth so much of the rarest, so that finding nothing for it counts.
_UNKNOWN: Final = 0.6
# A word in a text's title and nothing else gets about so much of what is possible.
_USUAL: Final = 0.6
# A word of at most so many letters is not taken for a slip of another; slips are so alike.
_SHORT: Final = 4
_SLIP: Final = 86
# The texts found first whose words are asked in a second round: from how many groups, how good against the best, how far down.
_FEEDBACK_FROM: Final = 3
_FEEDBACK_AS_GOOD: Final = 0.5
_FEEDBACK_DEPTH: Final = 10
_FEEDBACK_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a text: its terms with how well each stands for its word, how much it counts, and how many words are usual."""

    keys: Mapping[str, float]
    weight: float
    usual: float


@dataclass(frozen=True, slots=True)
class Sought:
    """A word that is sought: terms with what each is worth, the parts of a compound, and the weight of the word itself."""

    form: str
    keys: tuple[tuple[str, float], ...]
    parts: tuple[str, ...] = ()
    weight: float = 1.0
    in_title: bool = False

    @property
    def own(self) -> frozenset[str]:
        """The terms that are the word itself."""
        return frozenset(key for key, value in self.keys if value == 1.0)


@dataclass(slots=True)
class Found:
    """What a text answers: its score, and what each word that was sought brought to it."""

    score: float = 0.0
    words: dict[str, float] = field(default_factory=dict)


class TextTerms:
    """The terms of texts. A paragraph is analysed once, and not at all when a build has kept its terms (`known`)."""

    def __init__(self, known: Mapping[str, Mapping[str, float]] | None = None) -> None:
        self._known = known or {}
        self._asked: dict[str, Mapping[str, float]] = {}

    @property
    def kept(self) -> Mapping[str, Mapping[str, float]]:
        """What has been asked so far, by the paragraphs' digests: for a build to keep."""
        return self._asked

    def of(self, text: str, language: str = "fi") -> dict[str, float]:
        """The terms of a text: base forms count 1, what they are made from and parts of compounds less, families ("~tilas") least.

        >>> keys = TextTerms().of("Tilastointi jatkuu.")
        >>> keys["tilastointi"], "~tilas" in keys
        (1.0, True)
        """
        found: dict[str, float] = {}
        for paragraph in text.split("\n"):
            for key, weight in self._paragraph(" ".join(paragraph.split()), language).items():
                found[key] = found.get(key, 0.0) + weight
        return found

    def _paragraph(self, text: str, language: str) -> Mapping[str, float]:
        digest = hashlib.blake2b(f"{language} {text}".encode(), digest_size=9).hexdigest()
        found = self._asked.get(digest) or self._known.get(digest)
        if found is None:
            found = _keys_of(text, language)
        self._asked[digest] = found
        return found


def _keys_of(text: str, language: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for analysed in finnish.analyze(text, language):
        if analysed.terms.surface not in STOPWORDS:
            for key, weight in _word_keys(analysed.terms).items():
                found[key] = found.get(key, 0.0) + weight
    return found


@forgotten_with_backend
@lru_cache(maxsize=CACHED_WORDS)
def _word_keys(terms: Terms) -> Mapping[str, float]:
    weights: dict[str, float] = dict.fromkeys(terms.bases, 1.0)
    for term in terms.derived:
        weights.setdefault(term, _DERIVED)
    for part in main_parts(terms):
        weights.setdefault(part, _PART)
    for term in list(weights):
        if family := family_of(term):
            weights.setdefault(family, max(weights[term], weights.get(family, 0.0)))
    return weights


def family_of(term: str) -> str | None:
    """What words of one family share: their beginning; None for a short word.

    >>> family_of("tilastointi"), family_of("maksu")
    ('~tilas', None)
    """
    return f"~{term[:5]}" if len(term) >= 6 and term[:5].isalpha() else None


def is_family(key: str) -> bool:
    """Whether a term is a family's beginning rather than a word."""
    return key.startswith("~")


def vector(fields: Iterable[Field], beside: Mapping[str, float] | None = None, beside_weight: float = 0.0) -> dict[str, float]:
    """A text's terms with what each is worth in it, from 0 to 1. Terms that only `beside` has count at most `beside_weight`."""
    found: dict[str, float] = {}
    for one in fields:
        total = sum(count for key, count in one.keys.items() if not is_family(key)) or 1.0
        damping = max(_LEAST_DAMPING, 1 - _LENGTH + _LENGTH * total / one.usual)
        for key, count in one.keys.items():
            found[key] = found.get(key, 0.0) + one.weight * count / damping
    for key, count in (beside or {}).items():
        found.setdefault(key, beside_weight * min(1.0, count))
    return {key: weight / (weight + _SATURATION) for key, weight in found.items()}


class TermIndex:
    """An index over vectors, numbered in the order given. Texts of one group count once in how many use a term."""

    def __init__(self, vectors: Sequence[Mapping[str, float]], groups: Sequence[Hashable] | None = None) -> None:
        self.vectors = tuple(vectors)
        self.groups: tuple[Hashable, ...] = tuple(range(len(self.vectors))) if groups is None else tuple(groups)
        self.size = len(set(self.groups))
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, one in enumerate(self.vectors):
            for key, weight in one.items():
                self._postings[key].append((number, weight))

    @cached_property
    def _idfs(self) -> dict[str, float]:
        used = {key: len({self.groups[number] for number, _ in found}) for key, found in self._postings.items()}
        return {key: math.log(1 + (self.size - count + 0.5) / (count + 0.5)) for key, count in used.items()}

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The terms that a slip may stand for."""
        return tuple(key for key in self._postings if len(key) > _SHORT and not is_family(key))

    def idf(self, key: str) -> float:
        """How telling a term is: 0 for one that no text has."""
        return self._idfs.get(key, 0.0)

    def rarity(self, key: str) -> float:
        """How telling a term is, one that no text has too: it is rare, but nobody knows how rare."""
        return self.idf(key) or _UNKNOWN * math.log(1 + self.size)

    def has(self, key: str) -> bool:
        """Whether any text has the term."""
        return key in self._postings

    def worth(self, words: Iterable[Sought]) -> float:
        """What a text that has all the words in its title would get: scores are told as shares of it. Never 0."""
        usual = math.log(1 + self.size)
        total = 0.0
        for word in words:
            known = max((self.idf(key) * value for key, value in word.keys), default=0.0)
            total += word.weight * (known or _UNKNOWN * usual) * _USUAL
        return total or 1.0

    def search(self, words: Iterable[Sought], until: int | None = None) -> dict[int, Found]:
        """The texts before `until` that have any of the words, by number. A word counts once, by its best term."""
        end = len(self.vectors) if until is None else until
        found: dict[int, Found] = defaultdict(Found)
        for word in words:
            best = self._best(word.keys, end)
            apart: dict[int, float] = {}
            for part in word.parts:
                family = family_of(part)
                keys = ((part, _ASKED_PART), *(((family, _ASKED_PART * _ASKED_FAMILY),) if family else ()))
                for number, score in self._best(keys, end).items():
                    apart[number] = apart.get(number, 0.0) + score
            for number, score in apart.items():
                best[number] = max(best.get(number, 0.0), score)
            for number, score in best.items():
                found[number].score += score * word.weight
                found[number].words[word.form] = score * word.weight
        return found

    def _best(self, keys: Iterable[tuple[str, float]], end: int) -> dict[int, float]:
        best: dict[int, float] = {}
        for key, value in keys:
            worth = value * self.idf(key)
            for number, weight in self._postings.get(key, ()):
                if number < end and best.get(number, 0.0) < worth * weight:
                    best[number] = worth * weight
        return best

    def like(
        self,
        text: Mapping[str, float],
        *,
        since: int = 0,
        until: int | None = None,
        limit: int = 10,
        terms: int = 12,
        common: int = 200,
    ) -> tuple[tuple[int, float], ...]:
        """The texts from `since` on and before `until` most about a text's matter, with the share (0 to 1) of its most telling terms they have.

        >>> index = TermIndex([TextTerms().of(text) for text in ("Opasteet uusitaan", "Maksut nousevat", "Opasteet")])
        >>> index.like(index.vectors[2], until=2)
        ((0, 1.0),)
        """
        end = len(self.vectors) if until is None else until
        telling = sorted(
            ((weight * self.idf(key), key) for key, weight in text.items() if not is_family(key) and key not in GENERAL),
            reverse=True,
        )[:terms]
        scores: dict[int, float] = defaultdict(float)
        total = 0.0
        for worth, key in telling:
            total += worth
            if len(found := self._postings.get(key, ())) <= common:
                for number, weight in found:
                    if since <= number < end:
                        scores[number] += worth * min(1.0, weight / text[key])
        best = sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0]))[:limit]
        return tuple((number, score / total) for number, score in best if total)

    def feedback(self, found: Mapping[int, Found], asked: Iterable[Sought]) -> list[Sought]:
        """Words of what was found first, to find what says the same otherwise; empty where nothing was found."""
        ranked = sorted(found, key=lambda number: -found[number].score)
        if not ranked or not found[ranked[0]].score:
            return []
        top = found[ranked[0]].score
        shares: dict[Hashable, float] = {}
        for number in ranked:
            if len(shares) < _FEEDBACK_FROM:
                shares.setdefault(self.groups[number], found[number].score / top)
        own = {key for word in asked for key, _ in word.keys}
        weights: dict[str, float] = defaultdict(float)
        for number in ranked[:_FEEDBACK_DEPTH]:
            share = shares.get(self.groups[number], 0.0) if found[number].score >= _FEEDBACK_AS_GOOD * top else 0.0
            for key, weight in self.vectors[number].items() if share else ():
                if key not in own and _may_be_telling(key):
                    weights[key] += share * weight * self.idf(key)
        best = sorted(weights, key=lambda key: (-weights[key], key))[:_FEEDBACK_WORDS]
        return [Sought(key, ((key, 1.0),)) for key in best]


def _may_be_telling(key: str) -> bool:
    return not (is_family(key) or key in GENERAL or key in STOPWORDS or key.isdigit())


@lru_cache(maxsize=8192)
def _class_weight(surface: str) -> float:
    """What a word is worth by its likeliest class; 1 for nouns, names and what the dictionary does not know."""
    if surface.endswith("sti") and likely(surface):
        return _BY_CLASS["seikkasana"]
    return max((_BY_CLASS.get(reading.word_class or "", 1.0) for reading in likely(surface)), default=1.0)


@lru_cache(maxsize=8192)
def is_name(word: str) -> bool:
    """Whether a word is a name, or none that the dictionary knows; numbers and their like are not.

    >>> is_name("Salmelassa"), is_name("WMS-rajapinta"), is_name("laavu"), is_name("12.3.")
    (True, False, False, False)
    """
    return word.isalpha() and all((reading.word_class or "").endswith("nimi") for reading in likely(word.lower()))


class Seeker:
    """Makes words to seek of a text, with their synonyms and what is near to them, as an index has them."""

    def __init__(self, index: TermIndex, synonyms: Synonyms, related: Related | None = None) -> None:
        self._index = index
        self._synonyms = synonyms
        self._related = related or Related(())

    def words(self, text: str, language: str = "fi", weight: float = 1.0, *, in_title: bool = False) -> tuple[Sought, ...]:
        """The words of a text, each once; `weight` is what they count."""
        found: dict[str, Sought] = {}
        for analysed in finnish.analyze(text, language):
            word = self._word(analysed.token.text, analysed.terms, analysed.token.kind, weight, in_title)
            if word is not None:
                found.setdefault(word.keys[0][0], word)
        return tuple(found.values())

    def _word(self, form: str, terms: Terms, kind: str, weight: float, in_title: bool) -> Sought | None:
        if terms.surface in STOPWORDS or not terms.bases or kind == "section":
            return None
        bases = frozenset(terms.bases)
        keys = dict.fromkeys(terms.bases, 1.0)
        for term, value in self._beside(form, terms, bases):
            keys.setdefault(term, value)
        parts = tuple(part for part in main_parts(terms) if len(part) > 2 and part not in GENERAL)
        if kind != "word":
            weight *= _NUMBER
        elif bases & GENERAL or bases & SOFT or bases & WHEN:
            weight *= _GENERAL
        else:
            weight *= _class_weight(terms.surface)
        return Sought(form, tuple(keys.items()), parts, weight, in_title and weight > _GENERAL)

    def _slips(self, bases: Iterable[str]) -> Iterable[tuple[str, float]]:
        """Words of the texts that one of these may be a slip of."""
        for base in bases:
            for term, score, _ in process.extract(base, self._index.words, scorer=fuzz.ratio, limit=3, score_cutoff=_SLIP):
                yield term, _ASKED_TYPO * score / 100

    def _beside(self, form: str, terms: Terms, bases: frozenset[str]) -> Iterable[tuple[str, float]]:
        for term in terms.derived:
            yield term, _ASKED_DERIVED
        for _, names in self._synonyms.of_word(bases):
            for term in (term for name in names for term in name):
                yield term, _ASKED_SYNONYM / len(names)
        for _, near in self._related.of(bases | frozenset(terms.derived)):
            for term in near:
                yield term, _ASKED_NEAR
        if len(form) > _SHORT and not any(self._index.has(base) for base in bases):
            yield from self._slips(terms.bases)
        for term in (*terms.bases, *terms.derived):
            if family := family_of(term):
                yield family, _ASKED_FAMILY
