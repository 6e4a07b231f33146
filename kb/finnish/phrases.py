"""Noun phrases in basic form: a noun with the agreeing adjectives and genitives before it (*kaksivaiheiseen kirjautumiseen* →
*kaksivaiheinen kirjautuminen*, *tietojen säilytysaikoja* → *tietojen säilytysaika*).

What terms and topics are made of: they are named as a heading of a word list would be, not as a sentence inflects them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.finnish.bases import fold, lemma, noun_of
from kb.finnish.choice import likely
from kb.finnish.compounds import part_terms
from kb.finnish.guesser import guess
from kb.finnish.stopwords import STOPWORDS
from kb.finnish.tokens import WORD, Token, tokenize
from kb.finnish.voikko import CACHED_WORDS, Reading, forgotten_with_backend

MOST_WORDS = 3
_NOUNS = frozenset(("nimisana", "nimi", "lyhenne", "paikannimi", "etunimi", "sukunimi"))
# Names are written with a capital: *oman* is no country.
_PROPER = frozenset(("paikannimi", "etunimi", "sukunimi"))
_ADJECTIVES = frozenset(("laatusana", "nimisana_laatusana"))
_PLAIN_GAP = re.compile(r"[ \u00a0]")


@dataclass(frozen=True, slots=True)
class Nominal:
    """What a word can be in a noun phrase. `bases` are its base forms as a noun, `adjective` its base form as an adjective;
    `agreements` its (case, number); `genitive` tells that it can stand before what is its own; `known` that Voikko knows it."""

    bases: tuple[str, ...]
    adjective: str | None
    agreements: frozenset[tuple[str | None, str | None]]
    genitive: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun, perhaps with one or two words that define it. `bases` are the alternative base forms of the noun itself,
    `modifiers` the words before it as they stand in the basic form; `start` and `end` its place in the text."""

    bases: tuple[str, ...]
    modifiers: tuple[str, ...]
    modifier_keys: tuple[str, ...]
    form: str
    start: int
    end: int


@forgotten_with_backend
@lru_cache(maxsize=CACHED_WORDS)
def nominal(word: str) -> Nominal | None:
    """What a word can be in a noun phrase; None for verbs, adverbs and the like.

    >>> nominal("lumikuormia").bases, nominal("tietojen").genitive, nominal("siirretään")
    (('lumikuorma',), True, None)
    """
    if word.lower() in STOPWORDS:
        return None
    found = likely(word)
    if not found:
        return _unknown(word) if re.search(r"[^\W\d_]{2}", word) else None
    nouns = _nouns(word, found)
    adjective = _adjective(found)
    if not nouns and adjective is None:
        return None
    return Nominal(
        tuple(dict.fromkeys(noun_of(reading) or reading.base.lower() for reading in nouns)),
        adjective,
        frozenset((reading.case, reading.number) for reading in found if _is_nominal(reading)),
        any(reading.case == "omanto" for reading in nouns),
        True,
    )


def _nouns(word: str, found: Sequence[Reading]) -> list[Reading]:
    """The readings as a noun; none where the word can also be a verb's own form."""
    if any(reading.word_class == "teonsana" and noun_of(reading) is None for reading in found):
        return []
    capital = word[0].isupper()
    return [reading for reading in found if _is_noun(reading) and (capital or reading.word_class not in _PROPER)]


def _adjective(found: Iterable[Reading]) -> str | None:
    return next((r.base.lower() for r in found if r.word_class in _ADJECTIVES and r.participle is None), None)


def _is_nominal(reading: Reading) -> bool:
    return _is_noun(reading) or reading.word_class in _ADJECTIVES


def _unknown(word: str) -> Nominal:
    """What a word may be that Voikko does not know: any of its guesses, or a base form itself."""
    low = word.lower()
    action = re.sub(r"(?<=[uy])(?:kse\w*|ksi\w*|sta|stä)$", "s", low) if low[:1] == word[:1] else low
    bases = (action,) if action != low else (low, *guess(low))
    return Nominal(tuple(dict.fromkeys(bases)), None, frozenset(), low.endswith("n"), False)


def _is_noun(reading: Reading) -> bool:
    return (reading.word_class in _NOUNS and reading.participle is None) or noun_of(reading) is not None


def noun_phrases(text: str) -> Iterator[Phrase]:
    """Every noun of a text, alone and with what defines it, in order: the noun first, then ever longer phrases.

    >>> [" ".join((*found.modifiers, found.bases[0])) for found in noun_phrases("Siirryttiin vahvaan tunnistautumiseen.")]
    ['tunnistautuminen', 'vahva tunnistautuminen']
    >>> [" ".join((*found.modifiers, found.bases[0])) for found in noun_phrases("lumikuorman mittausten säilytysajat")]
    ['lumikuorma', 'mittaus', 'lumikuorman mittaus', 'säilytysaika', 'mittausten säilytysaika', 'lumikuorman mittausten säilytysaika']
    """
    tokens = tuple(tokenize(text))
    for place, token in enumerate(tokens):
        head = nominal(token.text) if token.kind == WORD else None
        if head is None or not head.bases:
            continue
        yield Phrase(head.bases, (), (), token.text, token.start, token.end)
        modifiers: tuple[str, ...] = ()
        keys: tuple[str, ...] = ()
        for before in range(place - 1, max(-1, place - MOST_WORDS), -1):
            shown = _modifier(text, tokens[before], tokens[before + 1], head)
            if shown is None:
                break
            modifiers = (shown, *modifiers)
            keys = (fold(lemma(tokens[before].text)), *keys)
            start = tokens[before].start
            yield Phrase(head.bases, modifiers, keys, text[start : token.end], start, token.end)


def _modifier(text: str, word: Token, following: Token, head: Nominal) -> str | None:
    """A word before a noun in the form it has in the basic form of the whole; None where it does not define the noun."""
    if word.kind != WORD or not _PLAIN_GAP.fullmatch(text[word.end : following.start]):
        return None
    found = nominal(word.text)
    if found is None:
        return None
    agrees = not head.known or bool(found.agreements & head.agreements)
    if (
        found.adjective
        and agrees
        and (found.agreements != {("omanto", "singular")} or ("omanto", "singular") in head.agreements)
    ):
        return found.adjective
    if found.genitive:
        return word.text if _keeps_capital(word.text) else word.text.lower()
    return None


def _keeps_capital(word: str) -> bool:
    found = likely(word)
    if any(letter.isupper() for letter in word[1:]):
        return True
    return word[0].isupper() and (
        not found or all(reading.word_class in ("paikannimi", "nimi", "etunimi", "sukunimi") for reading in found)
    )


def is_compound(word: str) -> bool:
    """Whether a base form is made of two or more words.

    >>> is_compound("säilytysaika"), is_compound("pin-koodi"), is_compound("menettely")
    (True, True, False)
    """
    return "-" in word.strip("-") or len(part_terms(word.lower())) > 1


def is_name_like(forms: Mapping[str, int]) -> bool:
    """Whether a word is written as a name, in these forms so often: mostly with a capital inside, or nearly always with a first
    one though Voikko knows it as no common word.

    >>> is_name_like({"ReKuun": 2, "reku": 1}), is_name_like({"Lumikuorma": 3}), is_name_like({"Lumikannassa": 3})
    (True, False, False)
    """
    total = sum(forms.values())
    inside = sum(count for form, count in forms.items() if any(letter.isupper() for letter in form[1:]))
    first = sum(count for form, count in forms.items() if form[0].isupper())
    common = any(
        r.word_class in ("nimisana", "laatusana", "nimisana_laatusana") for form in forms for r in likely(form.lower())
    )
    return inside > total / 2 or (first > 0.75 * total and not common)
