"""Misspelt words: what a word of the minutes was likely meant to be, and what a question was likely meant to ask.

Candidates come from Voikko's own suggestions, from the words of the corpus and, for a word that neither helps, from everything
one slip away that Voikko knows; the corpus decides among them by how often it says the candidate's base form. A word that may
be right is left alone: a name, a word that recurs in other forms, a word without one convincing candidate.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from kb.finnish.bases import fold, index_terms
from kb.finnish.choice import NAMES, likely
from kb.finnish.compounds import part_terms
from kb.finnish.guesser import guesses
from kb.finnish.tokens import clean
from kb.finnish.voikko import PYVOIKKO, backend_name, is_known, suggest


@dataclass(frozen=True, slots=True)
class Correction:
    """What a misspelt word was likely meant to be.

    ``form``: the right spelling in the inflection of the misspelt one. ``base``: its term in the base-form field.
    ``distance``: slips between the two; a missing or wrong dot over a or o counts half.
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
        found: Counter[str] = Counter()
        for word, count in self._counts.items():
            for term in index_terms(word):
                found[term] += count
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

    def recurs(self, word: str) -> bool:
        """Whether an unknown word stands in the corpus in other forms too, as right words do and slips do not."""
        return any(self.bases.get(fold(guess), 0) > self.get(word, 0) for guess in (word, *guesses(word)))


# A word that stands more often than this is no slip.
RARE = 2
SHORTEST = 6
_LONG = 10
_DOTS = str.maketrans("äöå", "aoa")


def _distance(word: str, other: str) -> float:
    slips = OSA.distance(word, other)
    return slips - 0.5 * (slips - OSA.distance(word.translate(_DOTS), other.translate(_DOTS)))


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
    >>> corrections("Lojanderin", words), corrections("kokouksessa", words)
    ((), ())
    """
    surface = clean(word).lower()
    if not _is_suspect(clean(word), surface, vocabulary):
        return ()
    found = _candidates(surface, vocabulary)
    if word[:1].isupper():
        found = [one for one in found if _outweighs_capital(surface, one)]
    ranked = sorted((one for one in found if _is_convincing(surface, one, vocabulary)), key=lambda one: -one.score)
    best = ranked[0].score if ranked else 0.0
    return tuple(one.correction for one in ranked[:2] if one.score >= best - 0.7)


def _is_suspect(word: str, surface: str, vocabulary: Vocabulary) -> bool:
    if len(surface) < SHORTEST or not surface.isalpha() or any(letter.isupper() for letter in word[1:]):
        return False
    return vocabulary.get(surface, 0) <= RARE and not is_known(surface) and not vocabulary.recurs(surface)


def _candidates(word: str, vocabulary: Vocabulary) -> list[_Candidate]:
    most = 1 if len(word) < _LONG else 2
    forms = dict.fromkeys((*suggest(word), *vocabulary.near(word, most)))
    found = _weighed(word, forms, vocabulary)
    if not any(one.support for one in found):
        found += _weighed(word, _one_slip_away(word), vocabulary)
    return found


def _weighed(word: str, forms: Iterable[str], vocabulary: Vocabulary) -> list[_Candidate]:
    found = []
    for form in forms:
        lowered = form.lower()
        if lowered == word or not is_known(lowered) or " " in lowered:
            continue
        base, support = max(
            ((term, vocabulary.bases.get(term, 0)) for term in sorted(index_terms(lowered))), key=lambda pair: pair[1]
        )
        distance = _distance(word, lowered)
        score = math.log1p(support) + (1.0 if lowered in vocabulary else 0.0) - 2.5 * distance
        found.append(_Candidate(Correction(lowered, base, distance), support, score))
    return found


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
        yield from (one for one in (before + after, swapped, *changed, *added) if one and is_known(one))


def _is_convincing(word: str, candidate: _Candidate, vocabulary: Vocabulary) -> bool:
    distance = candidate.correction.distance
    if candidate.support == 0:
        # A compound that the corpus does not have, of parts that it has.
        parts = part_terms(candidate.correction.form)
        return distance <= 1 and len(word) >= _LONG and any(vocabulary.bases.get(fold(part), 0) for part in parts[-1:])
    if distance <= 1:
        return True
    return distance <= 2 and len(word) >= _LONG and candidate.support > 1


def _outweighs_capital(word: str, candidate: _Candidate) -> bool:
    """Whether a capitalised word is so long and so near a common word that it begins a sentence and is no name."""
    names = all(reading.word_class in NAMES for reading in likely(candidate.correction.form))
    return not names and len(word) >= _LONG and candidate.correction.distance <= 1 and candidate.support > 1


def suggest_query(word: str, vocabulary: Vocabulary) -> str | None:
    """What to ask instead of a word that finds nothing, in the inflection it was typed in; ``None`` when nothing is near.

    The answer finds something: it is a word of the corpus, or has a base form that the corpus has.

    >>> words = Vocabulary({"seurantalinja": 3, "ohjausryhmän": 2, "migri": 4})
    >>> suggest_query("ohjausryhmmän", words), suggest_query("seurantalintojen", words), suggest_query("migfi", words)
    ('ohjausryhmän', 'seurantalinjojen', 'migri')
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


def _answers(word: str, vocabulary: Vocabulary, most: int) -> Iterator[tuple[str, float]]:
    found = False
    for form in dict.fromkeys((*vocabulary.near(word, most), *map(str.lower, suggest(word)))):
        support = max(vocabulary.get(form, 0), *(vocabulary.bases.get(term, 0) for term in index_terms(form)))
        distance = _distance(word, form)
        if support and distance <= most:
            found = True
            yield form, math.log1p(support) - 2.5 * distance
    if not found and most > 1:
        for form in _one_slip_away(word):
            support = max(vocabulary.bases.get(term, 0) for term in index_terms(form))
            if support:
                yield form, math.log1p(support)
