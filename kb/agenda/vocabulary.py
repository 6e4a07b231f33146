"""Words that say nothing of an item's matter, and titles made of them alone."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Final

from kb import finnish
from kb.dates import find_dates
from kb.finnish.stopwords import GENERAL, SOFT, STOPWORDS, WHEN
from kb.finnish.voikko import forgotten_with_backend

TICKET: Final = re.compile(r"#\d{2,7}\b|(?<![\w/])[A-ZÅÄÖ]{1,6}/\d{1,6}(?:/[\d.]{1,12}){0,2}/(?:19|20)\d\d\b")


# Words that any item may have: they tell one general title from another only when it has no others.
_FILLERS: Final = frozenset({"kokous", "asia", "kohta", "asiakohta", "ärende", "möte", "item", "meeting", "business"}) | WHEN
_NEXT: Final = frozenset({"seuraava", "tuleva", "kokousaika", "nästa", "följande", "next"})
# In what form matters come to a meeting.
_FORMS: Final = frozenset({"tiketti", "toive", "kysymys", "nosto", "poiminta", "huomio", "idea"})
_REST: Final = frozenset({"muu", "övrig", "annan", "other"})
# A day without a year is one in whatever year.
_ANY_YEAR: Final = datetime.date(2000, 1, 1)
# Nouns of doing whose verb the analyzer does not tell.
_DOING: Final = {
    "avaus": "avata",
    "päätös": "päättää",
    "valinta": "valita",
    "tarkastus": "tarkastaa",
    "läpikäynti": "läpikäydä",
}


@forgotten_with_backend
@lru_cache(maxsize=4_096)
def is_general(title: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a title says nothing of the matter. `names` are the first names of people, who may own a title.

    >>> is_general("Muut asiat"), is_general("Seuraava kokous 12.3."), is_general("Asemarekisterin ylläpito"), is_general("#204")
    (True, True, False, False)
    >>> is_general("Seuraavan kokouksen ajankohta"), is_general("Ajankohta"), is_general("Ainon kuulumiset", frozenset({"aino"}))
    (True, False, True)
    """
    return _says_nothing(title, names, GENERAL | SOFT)


def is_rubric(title: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether matters stand under a title that it does not tell: it is general, or says only in what form they came.

    >>> is_rubric("Uusia tikettejä"), is_rubric("Muut asiat"), is_rubric("Tikettien tärkeysjärjestys")
    (True, True, False)
    """
    return _says_nothing(title, names, GENERAL | SOFT | _FORMS)


def _says_nothing(title: str, names: frozenset[str], empty: frozenset[str]) -> bool:
    if TICKET.search(title):
        return False
    said = False
    for bases in _words(title, names):
        if bases & empty:
            said = True
        elif not bases & WHEN:
            return False
    return said or not any(True for _ in _words(title, names))


def is_rest(title: str) -> bool:
    """Whether a title is for whatever has no item of its own, so that two of them have nothing in common.

    >>> is_rest("Muut asiat"), is_rest("Toimiston kuulumiset")
    (True, False)
    """
    return any(bases & _REST for bases in _words(title, frozenset()))


def is_of_next(title: str) -> bool:
    """Whether a title asks when the next meetings are.

    >>> is_of_next("Seuraavat kokoukset"), is_of_next("Kokouksen avaus")
    (True, False)
    """
    return any(bases & _NEXT for bases in _words(title, frozenset()))


def is_of_dates_alone(title: str) -> bool:
    """Whether the numbers of a title, if any, are days and times: a case or an output has a number of another kind.

    >>> is_of_dates_alone("Seuraava kokous 12.3. klo 13.15"), is_of_dates_alone("Tuotos 4.2")
    (True, False)
    """
    return re.search(r"\d", _without_days(title)) is None


def same_general(one: str, other: str, names: frozenset[str] = frozenset(), *, part: bool = False) -> bool:
    """Whether two general titles are the same in another form; with `part`, whether the other has the one in it.

    >>> same_general("Seuraavat kokoukset", "Seuraava kokous torstaina 14.12. klo 13.15"), same_general("Muut asiat", "Muita asioita")
    (True, True)
    >>> same_general("Kokouksen avaus", "Kokouksen päättäminen"), same_general("Kokouksen avaaminen", "Avaus ja läsnäolijat", part=True)
    (False, True)
    """
    mine, theirs = _telling(one, names), _telling(other, names)
    within = bool(mine) and all(any(bases & word for word in theirs) for bases in mine)
    return within and (part or all(any(bases & word for word in mine) for bases in theirs))


def _telling(title: str, names: frozenset[str]) -> list[frozenset[str]]:
    words = [bases | {_DOING[base] for base in bases if base in _DOING} for bases in _words(_without_days(title), names)]
    return [bases for bases in words if not bases & _FILLERS] or words


def _without_days(title: str) -> str:
    for found in reversed(find_dates(title, _ANY_YEAR)):
        title = f"{title[: found.start]} {title[found.end :]}"
    return re.sub(
        r"\b(?:klo|kello|kl\.?)\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[–-]\s*\d{1,2}(?:[.:]\d\d)?)?", " ", title, flags=re.IGNORECASE
    )


def _words(title: str, names: frozenset[str]) -> list[frozenset[str]]:
    """The words of a title as what they may be forms of; without a person's name in the genitive ("Ainon kuulumiset")."""
    found = []
    for analysed in finnish.analyze(title):
        terms = analysed.terms
        if analysed.token.kind != "word" or terms.surface in STOPWORDS:
            continue
        if (
            analysed.token.text[:1].isupper()
            and terms.surface.endswith("n")
            and any(b in names for b in terms.bases if b != terms.surface)
        ):
            continue
        found.append(frozenset((*terms.bases, *terms.derived)))
    return found
