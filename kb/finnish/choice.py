"""Which readings of a word are likely. Voikko gives every reading the grammar allows, and gives them no weight.

*tilanne* is also "perhaps does not order" and "your space"; *ajan* is also "I drive". Minutes hardly ever say "you" or
"perhaps", so a reading is dropped when another is clearly commoner by its grammar alone; no word is judged one by one. What
is dropped stays findable in the field of derived words (docs/decisions/0003-finnish-analysis.md has what each rule gave).
"""

from __future__ import annotations

from functools import lru_cache

from kb.finnish.paths import SEAM
from kb.finnish.voikko import CACHED_WORDS, Reading, forgotten_with_backend, readings

NOMINAL = frozenset(("nimisana", "laatusana", "nimisana_laatusana"))
NAMES = frozenset(("etunimi", "sukunimi", "paikannimi", "nimi"))
INVARIABLE = frozenset(("seikkasana", "suhdesana", "sidesana"))

# A reading is kept unless its rarity exceeds that of the commonest by more than this.
TOLERANCE = 1.0

_MOODS = {"potential": 3.0, "imperative": 1.5}
_PERSONS = {("1", "singular"): 1.2, ("1", "plural"): 0.5, ("2", "singular"): 2.0, ("2", "plural"): 2.0}
_POSSESSIVES = {"1s": 1.5, "1p": 1.0, "2s": 2.5, "2p": 2.5}


def rarity(reading: Reading) -> float:
    """How unusual a reading is in plain prose, from 0 up; only differences between readings of one word mean anything."""
    cost = _rare_class(reading) + _rare_person(reading)
    if reading.negative == "true":
        cost += 0.5
    if reading.participle == "agent" and reading.possessive is None:
        cost += 1.0
    return cost


def _rare_person(reading: Reading) -> float:
    cost = _MOODS.get(reading.mood or "", 0.0) + _POSSESSIVES.get(reading.possessive or "", 0.0)
    if reading.mood in ("indicative", "conditional"):
        cost += _PERSONS.get((reading.person or "", reading.number or ""), 0.0)
    return cost


def _rare_class(reading: Reading) -> float:
    if reading.word_class in NOMINAL:
        return _rare_case(reading)
    if reading.word_class == "lyhenne":
        return 0.0 if SEAM in reading.fst else 1.5
    return 0.5 if reading.word_class in NAMES else 0.0


def _rare_case(reading: Reading) -> float:
    if reading.case == "seuranto":
        return 2.0
    if reading.case == "vajanto":
        return 1.0
    return 1.2 if reading.case == "keinonto" and reading.comparison in (None, "positive") else 0.0


# A word that Voikko only knows by a reading this rare may as well be another word that it does not know.
DOUBTFUL = 2.5


def is_doubtful(word: str) -> bool:
    """Whether Voikko does not know the word, or only as something hardly ever said (*kielinen*, "I might chatter").

    >>> is_doubtful("kielinen"), is_doubtful("migri"), is_doubtful("kieli")
    (True, True, False)
    """
    return all(rarity(reading) >= DOUBTFUL for reading in likely(word))


@forgotten_with_backend
@lru_cache(maxsize=CACHED_WORDS)
def likely(word: str) -> tuple[Reading, ...]:
    """The readings worth the base-form field, in dictionary order; never empty for a word that Voikko knows.

    >>> [reading.base for reading in likely("tilanne")], [reading.base for reading in likely("vähintään")]
    (['tilanne'], ['vähintään'])
    """
    found = readings(word)
    if len(found) < 2:
        return found
    invariable = tuple(reading for reading in found if reading.word_class in INVARIABLE)
    if invariable:
        return invariable
    found = _without_twins(found)
    rarities = [rarity(reading) for reading in found]
    limit = min(rarities) + TOLERANCE
    return tuple(reading for reading, cost in zip(found, rarities, strict=True) if cost <= limit)


def _without_twins(found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Without a participle that the dictionary also has as a word (*tapahtuma*), and *-mista* as an agent participle."""
    words = {reading.base for reading in found if reading.participle is None}
    has_noun_of_action = any(reading.mood == "MINEN-infinitive" for reading in found)
    return tuple(
        reading
        for reading in found
        if reading.participle is None or not (reading.base in words or (has_noun_of_action and reading.participle == "agent"))
    )
