"""Base forms: what the inflected forms of a word have in common."""

from __future__ import annotations

from functools import lru_cache

from kb.finnish.paths import surface_of
from kb.finnish.verbs import verb_of
from kb.finnish.voikko import Reading, forgotten_with_backend, readings


def noun_of(reading: Reading) -> str | None:
    """The *-minen* noun that a reading is a form of (*kuulemiset* → *kuuleminen*), or ``None``: Voikko gives the verb."""
    if reading.mood != "MINEN-infinitive":
        return None
    stem = surface_of(reading.fst)
    cut = stem.rfind("mi")
    return stem[:cut] + "minen" if cut > 0 else None


@forgotten_with_backend
@lru_cache(maxsize=65_536)
def base_forms(word: str) -> tuple[str, ...]:
    """The base form of every reading, lower case, in dictionary order, each once; the word itself when it is unknown.

    A participle gives its own base form and then its verb, a *-minen* form its noun and then its verb.

    >>> base_forms("kokouksissa"), base_forms("hyväksytty"), base_forms("kuulemiset")
    (('kokous',), ('hyväksytty', 'hyväksyä'), ('kuuleminen', 'kuulla'))
    """
    found: dict[str, None] = {}
    for reading in readings(word):
        for base in (noun_of(reading), reading.base.lower(), verb_of(reading)):
            if base:
                found.setdefault(base)
    return tuple(found) or (word.lower(),)


def lemma(word: str) -> str:
    """The first base form: that of the dictionary's first reading, or the word itself, lower case.

    >>> lemma("Ohjausryhmän")
    'ohjausryhmä'
    """
    return base_forms(word)[0]
