"""A text as terms with what each is worth in it: by the field where it stands, how often, and in how long a text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kb import finnish
from kb.finnish import Terms
from kb.finnish.stopwords import STOPWORDS
from kb.finnish.voikko import CACHED_WORDS, forgotten_with_backend
from kb.search.expansion import main_parts
from kb.search.ranking.telling import DERIVED, PART

# How soon a term that stands often is worth no more, and how much a long text is worth less than a short one.
_SATURATION: Final = 1.6
_LENGTH: Final = 0.35
_LEAST_DAMPING: Final = 0.6


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a text: its terms with how well each stands for its word, how much it counts, and how many words are usual."""

    keys: Mapping[str, float]
    weight: float
    usual: float


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
        weights.setdefault(term, DERIVED)
    for part in main_parts(terms):
        weights.setdefault(part, PART)
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
