"""Words made of one verb: who does it, the doing, the verb itself (*poimija*, *poiminta*, *poimia*)."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.finnish.choice import likely
from kb.finnish.verbs import verb_of
from kb.finnish.voikko import readings

# The path of a noun that the dictionary makes of a verb tells the verb.
_MADE_OF = re.compile(r"^\[Lt\]\[Xp\]([^\[\]]+)\[X\].*\[Ln\]")
# How a verb ends, and how the nouns of it do in that place, with back vowels (VISK § 221–265).
_NOUNS = (
    ("ida", ("inti", "ija")),
    ("ttaa", ("tus", "ttaja")),
    ("taa", ("tus", "taja", "to")),
    ("lla", ("lu", "lija")),
    ("ata", ("aus", "aaja")),
    ("ia", ("inta", "ija")),
    ("aa", ("aja", "anta", "anto", "u", "o")),
    ("oa", ("oja", "onta")),
    ("ea", ("ija", "enta", "u")),
    ("ua", ("uja", "unta")),
)
_TO_FRONT = str.maketrans("aou", "äöy")


@lru_cache(maxsize=4096)
def kin(base: str) -> frozenset[str]:
    """The verb of a noun and that verb's other nouns, or a verb's nouns; without the word itself. In base form, lower case.

    Only what the dictionary itself derives from the verb; nothing for compounds and for words it does not know so.

    >>> sorted(kin("poimija")), sorted(kin("hallinnointi"))
    (['poimia', 'poiminta'], ['hallinnoida', 'hallinnoija'])
    >>> sorted(kin("jyvittää")), sorted(kin("asia"))
    (['jyvittäjä', 'jyvitys'], [])
    """
    verbs = _made_of(base) or {verb for reading in likely(base) if (verb := verb_of(reading)) == base}
    family = {word for verb in verbs for word in (verb, *_nouns(verb))}
    return frozenset(family - {base})


def _made_of(noun: str) -> set[str]:
    found = (_MADE_OF.match(reading.fst) for reading in readings(noun) if reading.base.lower() == noun)
    return {match[1] for match in found if match}


def _nouns(verb: str) -> set[str]:
    found = set()
    for ending, others in _NOUNS:
        for shift in ({}, _TO_FRONT):
            if verb.endswith(ending.translate(shift)):
                stem = verb[: -len(ending)]
                found |= {stem + other.translate(shift) for other in others}
    return {noun for noun in found if verb in _made_of(noun)}
