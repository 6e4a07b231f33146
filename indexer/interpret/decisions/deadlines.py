"""By when something is to be done, as a decision's or a promise's words say it.

Days, weeks, months and named meetings come from `kb.dates.find_deadline`; a promise may also name its time more loosely
("maanantaina", "ensi viikolla", "23.2. palaverissa"), which is then the last day it allows. Named meetings are resolved later,
in `indexer.relate.deadlines`, when the body's meetings are known.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from typing import Final

from kb.dates import DateMention, find_dates, find_deadline, week_end
from kb.model import DecisionKind, Due

_LONGEST: Final = 1500
# A day in the words of a promise is its day when it is not farther than this.
_AHEAD: Final = datetime.timedelta(days=550)


def find_due(text: str, date: datetime.date | None, kind: DecisionKind) -> Due | None:
    """By when a decision's words say it is to be done; an election's term and a note's day are no deadlines.

    >>> find_due("Virastot toimittavat tiedot viimeistään 10.1.2025.", datetime.date(2024, 12, 17), "agreement").date
    datetime.date(2025, 1, 10)
    """
    if kind in ("noted", "procedural", "election"):
        return None
    deadline = find_deadline(text[:_LONGEST], date)
    if deadline is None or (kind == "approval" and deadline.date is None):
        return None
    return Due(deadline.text, deadline.date, deadline.meeting is not None)


def find_time(text: str, date: datetime.date | None) -> Due | None:
    """When a promise is to be kept: its deadline, else the time it names loosely.

    >>> day = datetime.date(2031, 5, 14)
    >>> [str(find_time(words, day).date) for words in ("Päätetään maanantaina.", "Tehdään 2.6. palaverissa.", "Ensi viikolla.")]
    ['2031-05-19', '2031-06-02', '2031-05-25']
    """
    text = text[:_LONGEST]
    deadline = find_deadline(text, date)
    if deadline is not None:
        return Due(deadline.text, deadline.date, deadline.meeting is not None)
    return next((due for rule in TIMES if (due := rule(text, date))), None) if date else None


_WEEKDAYS: Final = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai")
_WEEKDAY: Final = re.compile(rf"\b(?P<day>{'|'.join(_WEEKDAYS)})(?:na|hin|ta|ksi)?\b(?!\s*(?:\d|en\b))", re.I)
_WEEK: Final = re.compile(r"\b(?P<which>ensi|seuraavalla|tällä|tämän)\s+viiko(?:lla|n\b)", re.I)
_WEEK_NUMBER: Final = re.compile(r"\b(?:viiko(?:lla|ksi)|vko:?(?:lla|ksi)?|vk)\s*(?P<week>\d{1,2})\b", re.I)
_TURN_OF_YEAR: Final = re.compile(
    r"\bvuodenvaihte\w*(?:\s+tienoi\w+)?|\b(?:tämän\s+)?vuoden\s+lopu(?:lla|ssa)|\bvuoden\s+(?P<year>20\d\d)\s+aikana", re.I
)
_TODAY: Final = re.compile(r"\btänään\b|\bheti\s+kokouksen\s+jälkeen\b", re.I)
_INTO_MONTH: Final = re.compile(
    r"\b(?P<month>tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuulle(?:\s+(?P<year>20\d\d))?", re.I
)
_MONTHS: Final = ("tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu")
_SEASON: Final = re.compile(
    r"\b(?P<season>keväällä|kesällä|syksyllä|syksyn\s+aikana|kevään\s+aikana)(?:\s+(?P<year>20\d\d))?", re.I
)
_SEASON_ENDS: Final = {"kev": 5, "kes": 8, "syk": 11}

# From a day on something is so: by it nothing need be done.
_BEGINS: Final = re.compile(r"^\s*(?:alkaen|lähtien|lukien|från\s+och\s+med|onwards)\b", re.I)
_DOCUMENT: Final = re.compile(
    r"\b\w*(?:muistio|pöytäkirja|kirje|raportti|lausunto|tiedote|päätös|sähköposti|viesti|protokoll|promemoria|minutes|memo)\s*$",
    re.I,
)


def _a_day(text: str, date: datetime.date) -> Due | None:
    for mention in find_dates(text, date):
        if _BEGINS.match(text[mention.end :]) or _is_of_a_document(text, mention):
            continue
        if date <= mention.last <= date + _AHEAD:
            return Due(text[mention.start : mention.end], mention.last)
    return None


def _is_of_a_document(text: str, mention: DateMention) -> bool:
    """Whether a day is that of a document that is cited: "Työryhmän muistio 23.2.: …", "(kirje 3.4.)"."""
    before, after = _DOCUMENT.search(text[: mention.start]), text[mention.end :].lstrip(" .")
    return before is not None and after.startswith((":", ")"))


def _weekday(text: str, date: datetime.date) -> Due | None:
    """The next such day after the meeting."""
    match = _WEEKDAY.search(text)
    if match is None:
        return None
    ahead = (_WEEKDAYS.index(match["day"].lower()) - date.weekday() - 1) % 7 + 1
    return Due(match.group(), date + datetime.timedelta(days=ahead))


def _a_week(text: str, date: datetime.date) -> Due | None:
    match = _WEEK.search(text)
    if match is None:
        return None
    sunday = date + datetime.timedelta(days=6 - date.weekday())
    return Due(match.group(), sunday + datetime.timedelta(days=7 if match["which"].lower() in ("ensi", "seuraavalla") else 0))


def _week_number(text: str, date: datetime.date) -> Due | None:
    match = _WEEK_NUMBER.search(text)
    end = week_end(int(match["week"]), None, date) if match else None
    return Due(match.group(), end) if match and end else None


def _today(text: str, date: datetime.date) -> Due | None:
    match = _TODAY.search(text)
    return Due(match.group(), date) if match else None


def _end_of_year(text: str, date: datetime.date) -> Due | None:
    match = _TURN_OF_YEAR.search(text)
    return Due(match.group(), datetime.date(int(match["year"] or date.year), 12, 31)) if match else None


def _into_month(text: str, date: datetime.date) -> Due | None:
    match = _INTO_MONTH.search(text)
    return Due(match.group(), _last_day(_MONTHS.index(match["month"].lower()) + 1, match["year"], date)) if match else None


def _season(text: str, date: datetime.date) -> Due | None:
    match = _SEASON.search(text)
    return Due(match.group(), _last_day(_SEASON_ENDS[match["season"].lower()[:3]], match["year"], date)) if match else None


def _last_day(month: int, year: str | None, date: datetime.date) -> datetime.date:
    """A month's last day, of the next such month where no year is said."""
    which = int(year) if year else date.year + (month < date.month)
    return datetime.date(which, month, calendar.monthrange(which, month)[1])


TIMES: Final[tuple[Callable[[str, datetime.date], Due | None], ...]] = (
    _a_day,
    _into_month,
    _week_number,
    _a_week,
    _season,
    _end_of_year,
    _weekday,
    _today,
)
