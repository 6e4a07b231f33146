"""Base forms: what the inflected forms of a word have in common, and the terms of the base-form field.

The index keeps the base form of every likely reading, and of a participle its verb too; a question asks for base forms only.
What a word is merely made from (the verb of *kuuleminen*, the adjective of *nopeasti*) and its unlikely readings are apart, in
:func:`derived_terms`, for a field of lower weight.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from kb.finnish.choice import is_doubtful, likely
from kb.finnish.guesser import guess
from kb.finnish.paths import surface_of
from kb.finnish.verbs import verb_of
from kb.finnish.voikko import Reading, forgotten_with_backend, is_known, readings

_CACHED = 65_536


def noun_of(reading: Reading) -> str | None:
    """The *-minen* noun that a reading is a form of (*kuulemiset* → *kuuleminen*), or ``None``: Voikko gives the verb."""
    if reading.mood != "MINEN-infinitive":
        return None
    stem = surface_of(reading.fst)
    cut = stem.rfind("mi")
    return stem[:cut] + "minen" if cut > 0 else None


@forgotten_with_backend
@lru_cache(maxsize=_CACHED)
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
    """The base form of the first likely reading, or the best guess, or the word itself; lower case.

    >>> lemma("Ohjausryhmän"), lemma("tilanne"), lemma("kuulemiset"), lemma("TEM:n")
    ('ohjausryhmä', 'tilanne', 'kuuleminen', 'tem')
    """
    found = likely(word)
    if found:
        return _own_base(found[0])
    return next(iter(guess(word.lower())), word.lower())


def fold(base: str) -> str:
    """A base form as a term: lower case and without hyphens, which writers put and leave out as they like.

    >>> fold("raaka-aine"), fold("1800-luku")
    ('raakaaine', '1800luku')
    """
    return base.lower().replace("-", "")


def _own_base(reading: Reading) -> str:
    return noun_of(reading) or reading.base.lower()


def _bases(word: str, reading: Reading) -> tuple[str, ...]:
    """What the base-form field keeps of one likely reading."""
    noun = noun_of(reading)
    if noun:
        return (noun,)
    if reading.case == "kerrontosti":
        return (word,)
    if reading.case == "keinonto" and reading.comparison == "comparative":
        return (word, *_plain_adverbs(word))
    verb = verb_of(reading) if reading.participle != "negation" else None
    return (reading.base.lower(), verb) if verb else (reading.base.lower(),)


_COMPARED = re.compile(r"(e?)mmin$")


def _plain_adverbs(word: str) -> tuple[str, ...]:
    """*helpommin* → *helposti*, *selvemmin* → *selvästi*: Voikko only gives the adjective."""
    found = _COMPARED.search(word)
    if found is None:
        return ()
    stem = word[: found.start()]
    return tuple(adverb for vowel in ("aäe" if found.group(1) else ("",)) if is_known(adverb := f"{stem}{vowel}sti"))


@forgotten_with_backend
@lru_cache(maxsize=_CACHED)
def _known_terms(word: str) -> frozenset[str]:
    return frozenset(fold(base) for reading in likely(word) for base in _bases(word, reading))


def _unknown_terms(word: str, known: Container[str] | None) -> set[str]:
    return {fold(word), *map(fold, guess(word, known))}


def index_terms(word: str, known: Container[str] | None = None) -> set[str]:
    """The terms under which the base-form field keeps one lower-case word; never empty for a word.

    An unknown word is kept as it is and under its guesses, or under those of them that ``known``, the words of the corpus,
    bears out. Compound parts are apart, see :func:`kb.finnish.analyze_word`.

    >>> sorted(index_terms("päätettiin")), sorted(index_terms("hyväksytyn")), sorted(index_terms("kuulemiset"))
    (['päättää'], ['hyväksytty', 'hyväksyä'], ['kuuleminen'])
    >>> sorted(index_terms("tem:n")), sorted(index_terms("uma-järjestelmästä"))
    (['tem', 'tem:n'], ['umajärjestelmä', 'umajärjestelmästä'])
    """
    terms = set(_known_terms(word))
    return terms | _unknown_terms(word, known) if is_doubtful(word) else terms


def query_terms(word: str, known: Container[str] | None = None) -> set[str]:
    """The terms that a question for one lower-case word asks of the base-form field, any of them; never empty for a word.

    A word that is a base form asks for itself alone; an inflected one for its base forms; an unknown one for itself and its
    guesses, since it may be either.

    >>> query_terms("tuki"), query_terms("tuilla"), query_terms("kuuleminen")
    ({'tuki'}, {'tuki'}, {'kuuleminen'})
    """
    if is_doubtful(word):
        return set(_known_terms(word)) | _unknown_terms(word, known)
    found = likely(word)
    bases = {_bases(word, reading)[0] for reading in found}
    return {fold(word)} if word in bases else {fold(base) for base in bases}


@forgotten_with_backend
@lru_cache(maxsize=_CACHED)
def derived_terms(word: str) -> frozenset[str]:
    """Terms further off: what the word is made from, and its unlikely readings; none of :func:`index_terms`.

    >>> sorted(derived_terms("kuulemiset")), sorted(derived_terms("nopeasti"))
    (['kuulla'], ['nopea'])
    """
    if not readings(word):
        return frozenset()
    return frozenset(fold(base) for base in base_forms(word)) - _known_terms(word)
