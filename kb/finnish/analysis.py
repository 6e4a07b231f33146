"""The analyzer for both ends of the search: a word's terms, sorted by how far they are from the word itself.

The index writes each tuple of :class:`Terms` into a field of its own; a question asks the same fields with the same function's
answers (:func:`ask_word`), so that what is written and what is asked cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kb.finnish.bases import derived_terms, fold, index_terms, query_terms
from kb.finnish.compounds import completed, continued, part_terms
from kb.finnish.languages import ENGLISH, FINNISH, SWEDISH, stem
from kb.finnish.tokens import ADDRESS, DATE, HYPHENS, INVISIBLE, NUMBER, SECTION, WORD, Token, clean, tokenize
from kb.finnish.voikko import CACHED_WORDS, Remembered, forgotten_with_backend


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one word; no term is in two of the last three.

    ``surface``: the word as written, lower case. ``bases``: base forms of its likely readings, or its stem; numbers and dates
    in their plain form. ``derived``: what it is made from and its unlikely readings. ``parts``: of a compound, in base form.
    """

    surface: str
    bases: tuple[str, ...]
    derived: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalyzedToken:
    """A token and its terms; those of a word cut short (*työ-*) include the whole word it stands for."""

    token: Token
    terms: Terms


_ENDING = re.compile(r":[^\W\d_]+$")
_DATE = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{2,4})$")
_ISO_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})$")


def analyze_token(token: Token, language: str = FINNISH) -> Terms:
    """The terms of one token in a text of the given language (``fi``, ``sv``, ``en``).

    >>> analyze_token(next(tokenize("ohjausryhmän")))
    Terms(surface='ohjausryhmän', bases=('ohjausryhmä',), derived=(), parts=('ohjaus', 'ryhmä'))
    >>> analyze_token(next(tokenize("03.02.2025"))).bases
    ('3.2.2025',)
    """
    if token.kind == WORD:
        return analyze_word(token.text, language)
    return _SIGNS[token.kind](token.text.lower())


@forgotten_with_backend
@lru_cache(maxsize=65_536)
def analyze_word(word: str, language: str = FINNISH) -> Terms:
    """The terms of one word, in any letter case, in a text of the given language.

    >>> analyze_word("UMA-järjestelmästä").bases, analyze_word("UMA-järjestelmästä").parts
    (('umajärjestelmä', 'umajärjestelmästä'), ('uma', 'järjestelmä'))
    >>> analyze_word("besluten", "sv").bases
    ('besluten', 'sv:beslut')
    """
    surface = clean(word).lower()
    return _finnish(surface) if language not in (SWEDISH, ENGLISH) else _stemmed(surface, language)


known_terms: Remembered[Terms] = Remembered()


@forgotten_with_backend
@lru_cache(maxsize=CACHED_WORDS)
def _finnish(surface: str) -> Terms:
    taught = known_terms.taught.get(surface)
    if taught is not None:
        return taught
    bases = tuple(sorted(index_terms(surface)))
    derived = tuple(sorted(derived_terms(surface)))
    parts = tuple(dict.fromkeys(map(fold, part_terms(surface))))
    taken = {*bases, *derived}
    return known_terms.add(surface, Terms(surface, bases, derived, tuple(part for part in parts if part not in taken)))


@lru_cache(maxsize=65_536)
def _stemmed(surface: str, language: str) -> Terms:
    plain = _ENDING.sub("", surface)
    parts = tuple(dict.fromkeys(part for part in plain.split("-") if part)) if "-" in plain else ()
    stems = tuple(stem(part, language) for part in parts)
    return Terms(surface, (fold(plain), stem(plain, language)), (), (*parts, *stems))


def _number(text: str) -> Terms:
    plain = _ENDING.sub("", text)
    clock = _CLOCK.match(plain)
    base = f"{clock.group(1)}.{clock.group(2)}" if clock else plain
    return Terms(text, (base,), (), tuple(base.split("/")) if "/" in base else ())


def _date(text: str) -> Terms:
    day, month, year = _day_month_year(text)
    return Terms(text, (f"{day}.{month}.{year}",), (), (f"{day}.{month}", f"{month}.{year}", str(year)))


def _day_month_year(text: str) -> tuple[int, int, int]:
    iso, finnish = _ISO_DATE.match(text), _DATE.match(text)
    if iso:
        year, month, day = map(int, iso.groups())
        return day, month, year
    day, month, year = map(int, finnish.groups()) if finnish else (0, 0, 0)
    return day, month, year + 2000 if year < 100 else year


def _section(text: str) -> Terms:
    return Terms(text, ("§",))


def _address(text: str) -> Terms:
    parts = (part for part in re.split(r"[\W_]+", text) if part not in ("https", "http", "www", ""))
    return Terms(text, (text,), (), tuple(dict.fromkeys(parts)))


_SIGNS = {NUMBER: _number, DATE: _date, SECTION: _section, ADDRESS: _address}


def ask_word(word: str, known: Container[str] | None = None) -> Terms:
    """The terms that a question for one word asks: any of ``bases`` is a full answer, ``derived`` and ``parts`` lesser ones.

    The language of a question is not known, so the stems of all three languages are in ``bases``. ``known``: the words of the
    corpus, to choose among guesses for an unknown word. ``parts`` are for a second, wider question: they find *lupahakemus*
    for *oleskelulupahakemus*.

    >>> ask_word("ohjausryhmän").bases
    ('ohjausryhmä', 'sv:ohjausryhmän', 'en:ohjausryhmän')
    """
    tokens = tuple(tokenize(word))
    if len(tokens) == 1 and tokens[0].kind != WORD:
        return analyze_token(tokens[0])
    surface = (tokens[0].text if len(tokens) == 1 else clean(word)).lower()
    if not surface:
        return Terms("", ())
    bases = tuple(sorted(query_terms(surface, known)))
    stems = tuple(stem(_ENDING.sub("", surface), language) for language in (SWEDISH, ENGLISH))
    full = _finnish(surface)
    return Terms(
        surface,
        bases + stems,
        tuple(term for term in (*full.bases, *full.derived) if term not in bases),
        tuple(part for part in full.parts if part not in bases),
    )


_CONJUNCTIONS = frozenset(("ja", "tai", "sekä", "eli", "eikä", "että", "kuin", "och", "eller", "and", "or"))
_CUT_HYPHEN = re.compile(f"[{INVISIBLE}]*[{HYPHENS}–](?=[\\s,;/)]|[{INVISIBLE}]|$)")
_LEADING_HYPHEN = re.compile(f"(?:^|[\\s(,])[{INVISIBLE}]*[{HYPHENS}–][{INVISIBLE}]*$")
# What stands beside a word that is cut short; a line may end between its hyphen and it.
_BESIDE = frozenset((*INVISIBLE, *HYPHENS, "–", "\n"))
# How far ahead the whole word may stand: "perhe-, työ-, opiskelu- ja kausityölupa".
_REACH = 8


def analyze(text: str, language: str = FINNISH) -> Iterator[AnalyzedToken]:
    """Every token of a text with its terms, left to right.

    >>> [found.terms.bases for found in analyze("työ- ja koulutusperusteinen")]
    [('työ', 'työperusteinen'), ('ja',), ('koulutusperusteinen',)]
    """
    tokens = tuple(tokenize(text))
    for place, token in enumerate(tokens):
        terms = analyze_token(token, language)
        if token.kind == WORD and language == FINNISH and _is_beside_hyphen(text, token):
            terms = _with_wholes(terms, _wholes(text, tokens, place))
        yield AnalyzedToken(token, terms)


def _is_beside_hyphen(text: str, token: Token) -> bool:
    """Whether a token may be cut short; most are told from such at once."""
    return text[token.end : token.end + 1] in _BESIDE or (token.start > 0 and text[token.start - 1] in _BESIDE)


def _with_wholes(terms: Terms, wholes: tuple[str, ...]) -> Terms:
    if not wholes:
        return terms
    full = [_finnish(whole) for whole in wholes]
    bases = dict.fromkeys((*terms.bases, *(base for one in full for base in one.bases)))
    parts = dict.fromkeys((*terms.parts, *(part for one in full for part in one.parts)))
    return replace(terms, bases=tuple(bases), parts=tuple(part for part in parts if part not in bases))


def _wholes(text: str, tokens: tuple[Token, ...], place: int) -> tuple[str, ...]:
    """The whole words that a token cut short stands for; empty for other tokens."""
    token = tokens[place]
    if _CUT_HYPHEN.match(text, token.end):
        whole = _whole_ahead(text, tokens, place)
        return completed(token.text, whole) if whole else ()
    if place and _LEADING_HYPHEN.search(text[max(0, token.start - 4) : token.start]):
        whole = _whole_behind(tokens, place)
        return continued(whole, token.text) if whole else ()
    return ()


def _whole_ahead(text: str, tokens: tuple[Token, ...], place: int) -> str | None:
    """The first word ahead that is not itself cut short, with nothing but conjunctions and cut words between."""
    joined = False
    for token in tokens[place + 1 : place + 1 + _REACH]:
        if token.kind != WORD:
            return None
        if token.text.lower() in _CONJUNCTIONS:
            joined = True
        elif not _CUT_HYPHEN.match(text, token.end):
            return token.text if joined or "/" in text[tokens[place].end : token.start] else None
    return None


def _whole_behind(tokens: tuple[Token, ...], place: int) -> str | None:
    for token in reversed(tokens[max(0, place - 3) : place]):
        if token.text.lower() not in _CONJUNCTIONS:
            return token.text if token.kind == WORD else None
    return None
