"""Words that point back at an earlier meeting: its day, its number, "edellisessä kokouksessa", "maaliskuussa päätetty".

Only the meeting is read here, and the § or kohta where the words name one; which of its items is meant is for `chains`.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kb.dates import find_dates
from kb.finnish import split_sentences
from kb.relations import GroundCode

_MONTHS: Final = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()  # noqa: SIM905
_MEETING: Final = r"(?:kokou\w+|palaver\w+|istun\w+|tapaami\w+|ohr(?:y\w*|issa)|ohjausryhm\w+|kerra\w+|käsittely\w*)"
_PREVIOUS: Final = re.compile(
    rf"\b(?:edelli(?:sessä|sen|sestä|sellä)|viime)\s+(?:\w+\s+)?{_MEETING}"
    r"|\b(?:föregående|förra|senaste)\s+(?:möte\w*|sammanträde\w*)|\b(?:previous|last)\s+meeting",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)})kuu(?:ssa|n)(?:\s+(?P<year>20\d\d))?(?P<meeting>\s+{_MEETING}|\s+päätö\w+|\s+toimeksian\w+|\s+katselmoin\w+)?",
    re.IGNORECASE,
)
# A month points back where something was agreed, asked for or left in it.
_AGREED: Final = re.compile(
    r"\b(?!\w+(?:aan|ään)\b)(?:sovi(?:t|n|m)\w*|sopi(?:nut|neet|i|vat)\b|pääte(?:t|n)\w*|päätö\w+|päättä(?:nyt|neet)|pyyde(?:t|n)\w*|luva(?:nnut|nneet|t\w*)"
    r"|palaute(?:t\w*)|hyväksyt\w*|linjat\w*|jäte(?:t|n)\w*|annet\w*|anne(?:tun|ttu)\w*|toivot\w*|edellyte\w*|toimeksian\w+|siirret\w*"
    r"|siirtyi|siirtyneen|puuttu(?:nut|neet)|katselmoi\w+|käsitel\w+|esitel(?:tyn|ty|lyn)\w*|nimet\w+|valit(?:t|u)\w*|mainit\w+)",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"\b(?:kokou\w+|istun\w+|palaver\w+|möte\w*|meeting)\s+(?:nro\s*)?(?P<number>\d{1,3}\s?/\s?\d{2,4})\b", re.IGNORECASE
)
# "Edellisen kokouksen muistio hyväksyttiin" is about the minutes, not about a matter of that meeting.
_MINUTES: Final = re.compile(r"\b(?:muisti\w+|pöytäkirj\w+|promemori\w+|protokoll\w*|minutes)\b", re.IGNORECASE)
_ITEM: Final = re.compile(
    r"(?:\b(?:asia)?koh(?:da\w*|ta|dat)|§(?::\w+)?|\bpykäl\w+|\bpunkt\w*|\bärende\w*|\bitem)\s*(?P<item>\d+(?:\.\d+)*(?:\s?[a-z](?!\w))?)"
    r"|\b(?P<before>\d+)\s*§",
    re.IGNORECASE,
)
_ITEM_REACH: Final = 30
_AGREED_REACH: Final = 60


@dataclass(frozen=True, slots=True)
class Reference:
    """Words `start:end` that name an earlier meeting: which, by its place in the series, and the item's number if told.

    `code` is the ground it gives: date, number, previous or month.
    """

    start: int
    end: int
    text: str
    code: GroundCode
    place: int
    item: str | None = None


def find(text: str, place: int, days: Sequence[datetime.date], numbers: Sequence[str | None]) -> Iterator[Reference]:
    """References in a text of the meeting at `place` to earlier ones; `days` and `numbers` are the meetings', oldest first.

    >>> days = [datetime.date(2024, 12, 12), datetime.date(2025, 1, 30), datetime.date(2025, 3, 13)]
    >>> text = "Päätös korvaa 12.12.2024 kohdassa 4 a tehdyn päätöksen."
    >>> [(found.text, found.place, found.item) for found in find(text, 2, days, ["", "", ""])]
    [('12.12.2024 kohdassa 4 a', 0, '4 a')]
    >>> [(r.text, r.place) for r in find("Edellisessä kokouksessa sovittiin kyselystä.", 2, days, ["", "", ""])]
    [('Edellisessä kokouksessa', 1)]
    >>> [(r.text, r.place) for r in find("Yliniva esitteli tammikuussa päätetyn kyselyn.", 2, days, ["", "", ""])]
    [('tammikuussa', 1)]
    >>> list(find("Edellisen kokouksen muistio hyväksyttiin.", 2, days, ["", "", ""]))
    []
    """
    for start, end in split_sentences(text):
        yield from _in_sentence(text[start:end], start, place, days, numbers)


def _in_sentence(
    sentence: str, offset: int, place: int, days: Sequence[datetime.date], numbers: Sequence[str | None]
) -> Iterator[Reference]:
    found = [
        *_dates(sentence, place, days),
        *_numbers(sentence, place, numbers),
        *_previous(sentence, place),
        *_months(sentence, place, days),
    ]
    for reference in found:
        if _is_of_minutes(sentence, reference):
            continue
        item, end = _item(sentence, reference)
        yield Reference(
            reference.start + offset, end + offset, sentence[reference.start : end], reference.code, reference.place, item
        )


def _dates(sentence: str, place: int, days: Sequence[datetime.date]) -> Iterator[Reference]:
    for mention in find_dates(sentence, days[place]):
        where = bisect_left(days, mention.first)
        if mention.first == mention.last and where < place and days[where] == mention.first:
            yield Reference(mention.start, mention.end, sentence[mention.start : mention.end], "date", where)


def _numbers(sentence: str, place: int, numbers: Sequence[str | None]) -> Iterator[Reference]:
    for match in _NUMBER.finditer(sentence):
        wanted = _plain(match["number"])
        where = next(
            (index for index in reversed(range(place)) if numbers[index] and _plain(numbers[index] or "") == wanted), None
        )
        if where is not None:
            yield Reference(match.start(), match.end(), match.group(), "number", where)


def _plain(number: str) -> str:
    """ "3/24" and "3/2024" are one."""
    parts = re.findall(r"\d+", number)
    return "/".join(str(int(part)) if len(part) != 2 or index == 0 else f"20{part}" for index, part in enumerate(parts))


def _previous(sentence: str, place: int) -> Iterator[Reference]:
    if place:
        for match in _PREVIOUS.finditer(sentence):
            yield Reference(match.start(), match.end(), match.group(), "previous", place - 1)


def _months(sentence: str, place: int, days: Sequence[datetime.date]) -> Iterator[Reference]:
    for match in _MONTH.finditer(sentence):
        is_genitive = match.group().lower().startswith(f"{match['month'].lower()}kuun")
        if is_genitive and not match["meeting"]:
            continue
        # "esittelee sen joulukuun kokouksessa" looks ahead, "joulukuun kokouksessa sovittu" back.
        behind = sentence[max(0, match.start() - _AGREED_REACH) : match.start()] if not _is_inside(match) else ""
        ahead = sentence[match.end() : match.end() + _AGREED_REACH]
        if not any(_AGREED.search(words) for words in (match["meeting"] or "", behind, ahead)):
            continue
        month = _MONTHS.index(match["month"].lower()) + 1
        where = _last_in_month(month, int(match["year"]) if match["year"] else None, place, days)
        if where is not None:
            yield Reference(match.start(), match.end(), match.group(), "month", where)


def _is_inside(match: re.Match[str]) -> bool:
    """Whether the words say "in the meeting" (inessive) or "to the meeting" (illative), which may be one to come."""
    return re.search(r"(?:ssa|ssä|een|iin|yyn)$", match["meeting"] or "") is not None


def _last_in_month(month: int, year: int | None, place: int, days: Sequence[datetime.date]) -> int | None:
    for index in reversed(range(place)):
        if (days[place] - days[index]).days > 366:
            return None
        if days[index].month == month and (year is None or days[index].year == year):
            return index
    return None


def _is_of_minutes(sentence: str, reference: Reference) -> bool:
    around = sentence[max(0, reference.start - 40) : reference.end + 40]
    return _MINUTES.search(around) is not None and _ITEM.search(around) is None


def _item(sentence: str, reference: Reference) -> tuple[str | None, int]:
    """The item's number named right after the meeting, and where the reference then ends."""
    match = _ITEM.search(sentence, reference.end)
    if match is None or match.start() - reference.end > _ITEM_REACH:
        return None, reference.end
    return (match["item"] or match["before"]).strip().lower(), match.end()
