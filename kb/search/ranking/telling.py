"""How telling a word is: by how few texts have it, and by its class. The one measure of search, desk and relations."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from kb.finnish import Terms, readings
from kb.finnish.choice import likely
from kb.finnish.stopwords import HANDLING, SOFT, STOPWORDS
from kb.finnish.voikko import CACHED_WORDS, forgotten_with_backend

# What stands for a word is worth less than the word: what it is made from, a part of a compound, the beginning of its family.
DERIVED: Final = 0.6
PART: Final = 0.6
FAMILY: Final = 0.4
# As if so many texts had a term that none has: it is rare, but nobody knows how rare.
_NONE: Final = 0.5

# What a word tells of a matter by its class. Compounds and words that Voikko does not know are mostly names of things of the group's
# own; a simple noun may stand anywhere; a verb tells less of what a matter is, but one promise from another of the same matter.
COMPOUND: Final = 1.0
NOUN: Final = 0.7
_BY_CLASS: Final = {
    "nimi": COMPOUND,
    "lyhenne": COMPOUND,
    "nimisana": NOUN,
    "nimisana_laatusana": 0.5,
    "paikannimi": 0.4,
    "laatusana": 0.4,
    "etunimi": 0.3,
    "sukunimi": 0.3,
    "teonsana": 0.3,
    "lukusana": 0.2,
    "seikkasana": 0.18,
}
_OTHER: Final = 0.07
# From what on a word is one of content.
_CONTENT: Final = 0.25


def idf(texts: int, having: float) -> float:
    """How telling a term is that so many of the texts have (inverse document frequency); nearly 0 where all have it.

    >>> round(idf(100, 1), 2), round(idf(100, 50), 2), round(idf(100, 100), 2)
    (4.62, 0.7, 0.01)
    """
    return max(0.0, math.log((texts + 1) / max(having, _NONE)))


@forgotten_with_backend
@lru_cache(maxsize=CACHED_WORDS)
def content(form: str, terms: Terms, language: str) -> tuple[float, frozenset[str], frozenset[str]]:
    """How much a word tells, its base forms and its telling parts."""
    parts = frozenset(part for part in terms.parts if len(part) > 3 and part not in HANDLING)
    return _share(form, terms, language), frozenset(terms.bases), parts


def _share(form: str, terms: Terms, language: str) -> float:
    """How much a word tells of a matter, 0 to 1; 0 for those that only tell how one is handled, or how it is said."""
    bases = {base.partition(":")[2] if base.startswith(("sv:", "en:")) else base for base in terms.bases}
    if bases & (HANDLING | STOPWORDS | SOFT) or terms.surface in STOPWORDS:
        return 0.0
    if len(form) < 3 and not form.isupper():
        return 0.0
    if language != "fi":
        return 1.0 if len(form) > 3 or form.isupper() else 0.0
    worth = by_class(form, terms)
    return worth if worth >= _CONTENT else 0.0


def by_class(form: str, terms: Terms) -> float:
    """How much a Finnish word tells by what the dictionary takes it for, from 0 to 1: most for compounds and names of things."""
    found = likely(form)
    if not found:
        return COMPOUND
    if form[0].isupper() and any(reading.word_class == "paikannimi" for reading in readings(form)):
        return _BY_CLASS["paikannimi"]
    if any(reading.word_class == "teonsana" for reading in found):
        return _BY_CLASS["teonsana"]
    best = max(_BY_CLASS.get(reading.word_class, _OTHER) for reading in found)
    return COMPOUND if best == NOUN and terms.parts else best
