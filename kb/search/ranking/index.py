"""Which of many small texts speak of what is asked: an index of terms in memory, and a score.

For what is compared by its matter rather than searched by a person, such as an item of a draft with earlier handlings.

    terms = TextTerms()
    index = TextIndex([vector([Field(terms.of(title), 2.0, 4.0), Field(terms.of(text), 1.0, 60.0)]) for title, text in items])
    index.like(index.vectors[7], until=7, limit=5)            # the texts before the seventh that are most about its matter
    index.search(Seeker(index, synonyms).words("asemarekisteri"))   # the texts that answer words, also by synonyms and parts

Cost is linear. `like` asks a text's most telling terms alone, and none that more than `common` texts have, so a text costs at
most `terms` × `common` steps however many there are; `search` costs what the words' postings hold. Texts that are given in
the order of their days can be asked up to a place (`until`): what came later is not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kb.finnish.stopwords import GENERAL, STOPWORDS
from kb.search.ranking.telling import DERIVED, FAMILY, idf
from kb.search.ranking.vectors import family_of, is_family

# What a word that is sought is worth where a text has a part of it, or a word of that part's family.
_PART: Final = 0.5
# A word that no text has is worth so much of the rarest, so that finding nothing for it counts.
_UNKNOWN: Final = 0.6
# A word in a text's title and nothing else gets about so much of what is possible.
_USUAL: Final = 0.6
# A term of at most so many letters is not taken for what a slip meant.
SHORT: Final = 4
# The texts found first whose words are asked in a second round: from how many groups, how good against the best, how far down.
_FEEDBACK_FROM: Final = 3
_FEEDBACK_AS_GOOD: Final = 0.5
_FEEDBACK_DEPTH: Final = 10
_FEEDBACK_WORDS: Final = 12


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
class TextScore:
    """What a text answers: its score, what each word that was sought brought to it, and whether it has one of them whole, rather
    than a part of it or what is near."""

    score: float = 0.0
    is_whole: bool = False
    words: dict[str, float] = field(default_factory=dict)


class TextIndex:
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
        return {key: idf(self.size, count) for key, count in used.items()}

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The terms that a slip may stand for."""
        return tuple(key for key in self._postings if len(key) > SHORT and not is_family(key))

    def idf(self, key: str) -> float:
        """How telling a term is: 0 for one that no text has."""
        return self._idfs.get(key, 0.0)

    def rarity(self, key: str) -> float:
        """How telling a term is, one that no text has too: it is rare, but nobody knows how rare."""
        return self.idf(key) or _UNKNOWN * idf(self.size, 1)

    def has(self, key: str) -> bool:
        """Whether any text has the term."""
        return key in self._postings

    def worth(self, words: Iterable[Sought], unknown: float = _UNKNOWN) -> float:
        """What a text that has all the words in its title would get: scores are told as shares of it. Never 0. A word that no text has is
        worth `unknown` of the rarest."""
        usual = unknown * idf(self.size, 1)
        total = 0.0
        for word in words:
            known = max((self.idf(key) * value for key, value in word.keys), default=0.0)
            total += word.weight * (known or usual) * _USUAL
        return total or 1.0

    def search(self, words: Iterable[Sought], until: int | None = None) -> dict[int, TextScore]:
        """The texts before `until` that have any of the words, by number. A word counts once, by its best term."""
        end = len(self.vectors) if until is None else until
        found: dict[int, TextScore] = defaultdict(TextScore)
        for word in words:
            best = self._best([key for key in word.keys if key[1] >= DERIVED], end)
            if any(map(str.isalpha, word.form)):
                for number in best:
                    found[number].is_whole = True
            _raise(best, self._best([key for key in word.keys if key[1] < DERIVED], end))
            _raise(best, self._apart(word, end))
            for number, score in best.items():
                found[number].score += score * word.weight
                found[number].words[word.form] = score * word.weight
        return found

    def _apart(self, word: Sought, end: int) -> dict[int, float]:
        """What the parts of a compound are worth together."""
        apart: dict[int, float] = {}
        for part in word.parts:
            for number, score in self._best(_part_keys(part), end).items():
                apart[number] = apart.get(number, 0.0) + score
        return apart

    def agreement(self, text: Mapping[str, float], words: Iterable[Sought]) -> float:
        """What a text that need not be of the index gets for words: a part of one of its texts, weighed by itself.

        >>> index = TextIndex([{"opaste": 1.0, "uusia": 0.5}, {"maksu": 1.0}])
        >>> index.agreement({"opaste": 0.4}, [Sought("opasteet", (("opaste", 1.0),))]) > 0.0
        True
        >>> index.agreement({"maksu": 0.4}, [Sought("opasteet", (("opaste", 1.0),))])
        0.0
        """
        total = 0.0
        for word in words:
            apart = sum(self._best_of(_part_keys(part), text) for part in word.parts)
            total += word.weight * max(apart, self._best_of(word.keys, text))
        return total

    def _best_of(self, keys: Iterable[tuple[str, float]], text: Mapping[str, float]) -> float:
        return max((value * self.idf(key) * text[key] for key, value in keys if key in text), default=0.0)

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

        >>> from kb.search.ranking.vectors import TextTerms
        >>> index = TextIndex([TextTerms().of(text) for text in ("Opasteet uusitaan", "Maksut nousevat", "Opasteet")])
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

    def feedback(self, found: Mapping[int, TextScore], asked: Iterable[Sought]) -> list[Sought]:
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
        good = (number for number in ranked[:_FEEDBACK_DEPTH] if found[number].score >= _FEEDBACK_AS_GOOD * top)
        for number in good:
            share = shares.get(self.groups[number], 0.0)
            for key in filter(_may_be_telling, self.vectors[number].keys() - own if share else ()):
                weights[key] += share * self.vectors[number][key] * self.idf(key)
        best = sorted(weights, key=lambda key: (-weights[key], key))[:_FEEDBACK_WORDS]
        return [Sought(key, ((key, 1.0),)) for key in best]


def _raise(best: dict[int, float], others: Mapping[int, float]) -> None:
    """Takes what others give where it is more."""
    for number, score in others.items():
        best[number] = max(best.get(number, 0.0), score)


def _part_keys(part: str) -> tuple[tuple[str, float], ...]:
    """What a part of a compound that is sought is found by."""
    family = family_of(part)
    return ((part, _PART), *(((family, _PART * FAMILY),) if family else ()))


def _may_be_telling(key: str) -> bool:
    return not (is_family(key) or key in GENERAL or key in STOPWORDS or key.isdigit())
