"""Misspelt words: what a word of the minutes was likely meant to be, and what a question was likely meant to ask.

Candidates come from Voikko's own suggestions, from the words of the corpus and, for a word that neither helps, from everything
one slip away that Voikko knows; the corpus decides among them by how often it says the candidate's base form. A word that may
be right is left alone: a name, a word that recurs in other forms, a word without one convincing candidate.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import OSA

from kb.finnish.bases import fold, index_terms
from kb.finnish.choice import NAMES, NOMINAL, likely, rarity
from kb.finnish.compounds import part_terms, parts_of
from kb.finnish.guesser import guesses
from kb.finnish.tokens import clean
from kb.finnish.voikko import PYVOIKKO, backend_name, is_known, is_word, suggest


@dataclass(frozen=True, slots=True)
class Correction:
    """What a misspelt word was likely meant to be.

    ``form``: the right spelling in the inflection of the misspelt one. ``base``: its term in the base-form field.
    ``distance``: slips between the two; a wrong dot over a or o and a doubled letter count half.
    """

    form: str
    base: str
    distance: float


class Vocabulary(Mapping[str, int]):
    """The words of a corpus: lower-case surface form → how often it stands there.

    ``bases``: term of the base-form field → how often; computed from the words when it is not given (an index knows it).
    """

    def __init__(self, counts: Mapping[str, int], bases: Mapping[str, int] | None = None) -> None:
        self._counts = dict(counts)
        self._given = bases

    def __getitem__(self, word: str) -> int:
        return self._counts[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)

    @cached_property
    def bases(self) -> Mapping[str, int]:
        """How often the corpus says each base form, in any inflection."""
        if self._given is not None:
            return self._given
        found: dict[str, int] = {}
        for word, count in self._counts.items():
            for term in index_terms(word):
                found[term] = found.get(term, 0) + count
        return found

    @cached_property
    def _buckets(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        buckets: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._counts:
            if word:
                buckets[word[0], len(word)].append(word)
        return {key: tuple(words) for key, words in buckets.items()}

    def near(self, word: str, most: int) -> Iterator[str]:
        """The words with the same first letter that are at most so many slips away, the word itself not among them."""
        for length in range(len(word) - most, len(word) + most + 1):
            for other in self._buckets.get((word[0], length), ()):
                if other != word and OSA.distance(word, other, score_cutoff=most) <= most:
                    yield other

    def near_bases(self, base: str) -> Iterator[str]:
        """The base forms that are one slip away."""
        return self._bases.near(base, 1)

    @cached_property
    def _bases(self) -> Vocabulary:
        return Vocabulary(self.bases, {})

    def recurs(self, word: str) -> bool:
        """Whether an unknown word stands in the corpus in other forms too, as right words do and slips do not."""
        if any(self.bases.get(fold(guess), 0) > self.get(word, 0) for guess in (word, *guesses(word))):
            return True
        return word in self._last_parts or self._has_family(word)

    @cached_property
    def _last_parts(self) -> frozenset[str]:
        """What stands after a hyphen: *vuotias* is a word because *40-vuotias* is."""
        return frozenset(word.rpartition("-")[2] for word in self._counts if "-" in word)

    @cached_property
    def _sorted(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words that Voikko knows, and those that it does not, each in order."""
        known: list[str] = []
        unknown: list[str] = []
        for word in sorted(self._counts):
            (known if is_known(word) else unknown).append(word)
        return tuple(known), tuple(unknown)

    def _has_family(self, word: str) -> bool:
        """Whether another unknown word begins alike and no known one does: *mäppäys* and *mäppäystiedosto* are new words."""
        known, unknown = self._sorted
        place = bisect_left(unknown, word)
        neighbours = (*unknown[max(0, place - 1) : place], *unknown[place + 1 : place + 2])
        shared = max((_common_beginning(word, other) for other in neighbours), default=0)
        if shared < max(5, len(word) / 2):
            return False
        beginning = word[:shared]
        following = bisect_left(known, beginning)
        return not (following < len(known) and known[following].startswith(beginning))


def _common_beginning(word: str, other: str) -> int:
    pairs = zip(word, other, strict=False)
    return next((place for place, (one, two) in enumerate(pairs) if one != two), min(len(word), len(other)))


# A word that stands more often than this is no slip.
RARE = 2
SHORTEST = 6
_MIDDLING = 8
_LONG = 10
_VERY_LONG = 12
# How long a name must be for one slip in it to leave no doubt, and what an answer in another form than the one asked costs.
_NAME = 5
_UNINFLECTED = 0.5
_DOTS = str.maketrans("äöå", "aoa")


_DOUBLED = re.compile(r"(.)\1")


def _distance(word: str, other: str) -> float:
    """Slips between two words; a dot over a or o and a doubled letter count half, for they are the commonest."""
    slips = OSA.distance(word, other)
    if abs(len(word) - len(other)) == 1 and _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", other):
        return slips - 0.5
    return slips - 0.5 * (slips - OSA.distance(word.translate(_DOTS), other.translate(_DOTS)))


def _oddity(form: str) -> float:
    """How unusual the form is even in its commonest reading, so that *linjatta* ("without lines") comes after *linjat*."""
    return min(map(rarity, likely(form)), default=0.0)


@dataclass(frozen=True, slots=True)
class _Candidate:
    correction: Correction
    support: int  # how often the corpus says the base form
    score: float


def corrections(word: str, vocabulary: Vocabulary) -> tuple[Correction, ...]:
    """What a misspelt word of the corpus may have been meant to be, likeliest first; empty when it may well be right.

    Give the word as it was written: a capital is a sign of a name.

    >>> words = Vocabulary({"seurantalinja": 3, "seurantalinjojen": 2, "seurantalintojen": 1, "kokous": 9})
    >>> corrections("seurantalintojen", words)
    (Correction(form='seurantalinjojen', base='seurantalinja', distance=1.0),)
    >>> corrections("Mojanderin", words), corrections("kokouksessa", words)
    ((), ())
    """
    surface = clean(word).lower()
    if not _is_suspect(clean(word), surface, vocabulary):
        return ()
    found = [one for one in _candidates(surface, vocabulary) if _is_convincing(surface, one, vocabulary)]
    if word[:1].isupper():
        found = [one for one in found if _outweighs_capital(surface, one)]
    return tuple(dict.fromkeys(one.correction for one in _best_two(found)))


def _best_two(found: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """The likeliest, and the next one where it is hardly less likely."""
    ranked = sorted(found, key=lambda one: -one.score)
    yield from ranked[:1]
    for best, second in pairwise(ranked[:2]):
        if second.score >= best.score - 0.7 and (second.support or not best.support):
            yield second


def _is_suspect(word: str, surface: str, vocabulary: Vocabulary) -> bool:
    if vocabulary.get(surface, 0) > RARE or len(surface) < SHORTEST or not surface.isalpha() or is_known(surface):
        return False
    return not any(letter.isupper() for letter in word[1:]) and not vocabulary.recurs(surface)


def _candidates(word: str, vocabulary: Vocabulary) -> list[_Candidate]:
    most = 1 if len(word) < _LONG else 2
    found = _weighed(word, dict.fromkeys((*suggest(word), *vocabulary.near(word, most))), vocabulary)
    if any(one.support for one in found):
        return found
    # Nothing that the corpus says: perhaps it says another form of what is one slip away.
    return list(dict.fromkeys(found + _weighed(word, _one_slip_away(word), vocabulary)))


_CLITIC = re.compile(r"(?:p[aä]s?|k[oö]|h[aä]n)$")


def _weighed(word: str, forms: Iterable[str], vocabulary: Vocabulary) -> list[_Candidate]:
    found = []
    for form in dict.fromkeys(map(str.lower, forms)):
        if form == word or not form.replace("-", "").isalpha() or not is_known(form):
            continue
        if _CLITIC.search(form) and form not in vocabulary:
            continue  # "-pas" and the like make a word of anything
        terms = sorted(index_terms(form))
        base = max(terms, key=lambda term: vocabulary.bases.get(term, 0))
        support, distance = vocabulary.bases.get(base, 0), _distance(word, form)
        said = support or _said_of_parts(form, vocabulary) / 100
        score = math.log1p(said) + (1.0 if form in vocabulary else 0.0) - 2.5 * distance - _oddity(form)
        found.append(_Candidate(Correction(form, base, distance), support, score))
    return found


def _said_of_parts(form: str, vocabulary: Vocabulary) -> int:
    return sum(min(vocabulary.bases.get(fold(part), 0), 99) for part in part_terms(form))


_LETTERS = "aeiouyäöbdfghjklmnprstv"


def _one_slip_away(word: str) -> Iterator[str]:
    """Every word that Voikko knows within one letter missing, added, changed or swapped; nothing where that takes seconds."""
    if backend_name() == PYVOIKKO or len(word) > 30:
        return
    for place in range(1, len(word)):
        before, letter, after = word[:place], word[place], word[place + 1 :]
        changed = (before + other + after for other in _LETTERS if other != letter)
        added = (before + other + letter + after for other in _LETTERS)
        swapped = before + after[0] + letter + after[1:] if after else ""
        yield from (one for one in (before + after, swapped, *changed, *added) if one and is_word(one))


def _is_convincing_alone(word: str, form: str, distance: float, vocabulary: Vocabulary) -> bool:
    """Whether a form that the corpus does not have is right all the same: only dots are lacking, or its parts are known."""
    only_dots = distance < 1 and len(form) == len(word)
    return only_dots or (distance <= 1 and _is_made_of(form, vocabulary))


def _is_convincing(word: str, candidate: _Candidate, vocabulary: Vocabulary) -> bool:
    form, distance = candidate.correction.form, candidate.correction.distance
    if candidate.support == 0:
        return len(word) >= _LONG and form[0] == word[0] and _is_convincing_alone(word, form, distance, vocabulary)
    if distance > 1:
        return distance <= 2 and len(word) >= _VERY_LONG and candidate.support > 1 and form[:2] == word[:2]
    # Among short words a changed letter makes another word more often than a slip; a lost or doubled one does not.
    return len(word) >= _MIDDLING or (candidate.support > RARE and (len(form) != len(word) or distance < 1))


def _is_made_of(form: str, vocabulary: Vocabulary) -> bool:
    """Whether a compound that the corpus does not have is a noun of parts that it has; of three or more one may be new."""
    for reading in likely(form):
        bases = [fold(part.base) for part in parts_of(reading)]
        missing = sum(not vocabulary.bases.get(base, 0) for base in bases)
        if reading.word_class in NOMINAL and reading.participle is None and missing <= len(bases) - 2:
            return True
    return False


def _outweighs_capital(word: str, candidate: _Candidate) -> bool:
    """Whether a capitalised word is so long and so near a common word that it begins a sentence and is no name."""
    names = all(reading.word_class in NAMES for reading in likely(candidate.correction.form))
    return not names and len(word) >= _LONG and candidate.correction.distance <= 1 and candidate.support > 1


def suggest_query(word: str, vocabulary: Vocabulary) -> str | None:
    """What to ask instead of a word that finds nothing, in the inflection it was typed in; ``None`` when nothing is near.

    The answer finds something: it is a word of the corpus, or has a base form that the corpus has.

    >>> words = Vocabulary({"seurantalinja": 3, "ohjausryhmän": 2, "migri": 4})
    >>> suggest_query("ohjausryhmmän", words), suggest_query("migfi", words)
    ('ohjausryhmän', 'migri')
    >>> suggest_query("xyzzy", words) is None
    True
    """
    surface = clean(word).lower()
    if len(surface) < 4 or len(surface) > 60 or not surface.isalpha() or surface in vocabulary:
        return None
    most = 1 if len(surface) < SHORTEST else 2
    best = max(_answers(surface, vocabulary, most), key=lambda pair: (pair[1], pair[0]), default=None)
    if best is None:
        return None
    return best[0].capitalize() if word[:1].isupper() else best[0]


def _supported(forms: Iterable[str], vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    """The forms whose base the corpus has, with how often."""
    for form in forms:
        support = max(vocabulary.bases.get(term, 0) for term in index_terms(form))
        if support:
            yield form, support


def _answers(word: str, vocabulary: Vocabulary, most: int) -> Iterator[tuple[str, float]]:
    found = close = False
    for form in dict.fromkeys((*vocabulary.near(word, most), *map(str.lower, suggest(word)))):
        support = max(vocabulary.get(form, 0), *(vocabulary.bases.get(term, 0) for term in index_terms(form)))
        distance = _distance(word, form)
        if support and distance <= most:
            found, close = True, close or distance <= 1
            yield form, math.log1p(support) - 2.5 * distance - _oddity(form)
    if not found and most > 1:
        for form, support in _supported(_one_slip_away(word), vocabulary):
            close = True
            yield form, math.log1p(support) - _oddity(form)
    if not close and not is_known(word):
        yield from _uninflected(word, vocabulary)


def _uninflected(word: str, vocabulary: Vocabulary) -> Iterator[tuple[str, float]]:
    """Names of the corpus that a word may be in a case that they stand in nowhere: told by what the case was added to."""
    for guess in guesses(word):
        for base in vocabulary.near_bases(guess) if len(guess) >= _NAME else ():
            yield base, math.log1p(vocabulary.bases[base]) - 2.5 * _distance(guess, base) - _UNINFLECTED
