"""The day of a meeting as far as its own words tell it: minutes often leave out the year that everybody knew."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.lines import Line
from kb.dates import find_dates

# A leap year, so that 29.2. is a day too.
_ANY_YEAR: Final = datetime.date(2000, 6, 15)
WEEKDAYS: Final = (
    ("ma", "maanantai", "må", "måndag", "mon", "monday"),
    ("ti", "tiistai", "tis", "tisdag", "tue", "tuesday"),
    ("ke", "keskiviikko", "ons", "onsdag", "wed", "wednesday"),
    ("to", "torstai", "tors", "torsdag", "thu", "thursday"),
    ("pe", "perjantai", "fre", "fredag", "fri", "friday"),
    ("la", "lauantai", "lör", "lördag", "sat", "saturday"),
    ("su", "sunnuntai", "sön", "söndag", "sun", "sunday"),
)
_WEEKDAY: Final = {name: number for number, names in enumerate(WEEKDAYS) for name in names}
_BEFORE: Final = re.compile(r"\b(?P<name>[a-zåäö]+?)(?:na)?[.,]?\s*(?:den\s+)?$", re.I)
# "ti 13.5 klo 9": the last full stop left out, which only a day of the week or an hour tells from a number of an item.
_SLOPPY: Final = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?![\d.])(?P<hour>,?\s*(?:klo|kello|kl)\b)?", re.I)

_WEEK: Final = re.compile(r"(?<![^\W_])(?:viikko|vko|vk|vecka|week)\.?[\s_-]*(?P<number>\d{1,2})(?![\d.:]\d|\d)", re.I)
# What a program prints on the edge of a page; which of the first two is the month is not told.
_STAMP: Final = re.compile(r"(?<![\d/.-])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\d/])")
# A report of a week is written in it or in the one after.
_WRITTEN_WITHIN: Final = range(14)


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A day and a month without a year; `weekday` is 0 for Monday … 6, None where it is not said."""

    day: int
    month: int
    weekday: int | None = None

    def in_year(self, year: int) -> datetime.date | None:
        """The day in a year; None where the year has no such day or it is another day of the week."""
        try:
            found = datetime.date(year, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday in (None, found.weekday()) else None


def monday(week: int, year: int) -> datetime.date | None:
    """The first day of a week in a year; None where the year has no such week."""
    try:
        return datetime.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def week_in(text: str) -> int | None:
    """The first number of a week in a title or a name of a file.

    >>> week_in("Viikkopalaveri, viikko 7"), week_in("palaveri-vko38"), week_in("Viikkoraportti 12"), week_in("Viikko 60")
    (7, 38, None, None)
    """
    match = _WEEK.search(text)
    return int(match["number"]) if match and 1 <= int(match["number"]) <= 53 else None


def week_of(lines: Sequence[Line], name: str = "") -> int | None:
    """The week whose meeting these lines tell of: from a short line of the top that stands out, else from the file's name."""
    top = (line.text for line in lines[:4] if line.stands_out and len(line.text) < 100)
    return next(filter(None, map(week_in, (*top, name.replace("_", " ")))), None)


def days_stamped(text: str) -> tuple[datetime.date, ...]:
    """The days that a text names, those of a printed page's stamp both ways, where day and month may stand in either order.

    >>> [str(day) for day in days_stamped("1 / 4   04/02/2031, 12:51")], [str(day) for day in days_stamped("2031-02-04T12:51")]
    (['2031-02-04', '2031-04-02'], ['2031-02-04'])
    """
    found = []
    for stamp in _STAMP.finditer(text):
        for day, month in ((stamp["one"], stamp["two"]), (stamp["two"], stamp["one"])):
            with contextlib.suppress(ValueError):
                found.append(datetime.date(int(stamp["year"]), int(month), int(day)))
    return tuple(dict.fromkeys((*found, *(mention.last for mention in find_dates(text)))))


def written_in(week: int, days: Iterable[datetime.date]) -> datetime.date | None:
    """The first of the days on which a report of a week can have been written: one of the week's own, or of the next one's.

    >>> str(written_in(5, [datetime.date(2031, 4, 2), datetime.date(2031, 2, 4)])), written_in(30, [datetime.date(2031, 2, 4)])
    ('2031-02-04', None)
    """
    return min((day for day in days if _is_written_in(week, day)), default=None)


def _is_written_in(week: int, day: datetime.date) -> bool:
    mondays = (monday(week, year) for year in (day.year - 1, day.year))
    return any((day - first).days in _WRITTEN_WITHIN for first in mondays if first)


def half_day(text: str) -> HalfDay | None:
    """The first day without a year in a text that tells when a meeting is, or None.

    >>> half_day("ti 13.5 klo 9"), half_day("Kohta 4.2")
    (HalfDay(day=13, month=5, weekday=1), None)
    >>> half_day("Ke 13.5. klo 9–11, etäkokous"), half_day("Torstaina 2. lokakuuta"), half_day("13.5.2031")
    (HalfDay(day=13, month=5, weekday=2), HalfDay(day=2, month=10, weekday=3), None)
    """
    mentions = find_dates(text, _ANY_YEAR)
    for mention in mentions:
        if not mention.year_given:
            return HalfDay(mention.first.day, mention.first.month, weekday_before(text, mention.start))
    for match in _SLOPPY.finditer(text) if not mentions else ():
        weekday, day, month = weekday_before(text, match.start("day")), int(match["day"]), int(match["month"])
        if (weekday is not None or match["hour"]) and 1 <= day <= 31 and 1 <= month <= 12:
            return HalfDay(day, month, weekday)
    return None


def weekday_before(text: str, start: int) -> int | None:
    """The day of the week that is said just before a date that starts there, 0 for Monday."""
    match = _BEFORE.search(text[:start])
    return _WEEKDAY.get(match["name"].lower()) if match else None


def half_day_of(lines: Sequence[Line], when: str = "", title: str = "", header: str = "", name: str = "") -> HalfDay | None:
    """The day of the meeting whose head these lines are: from the words that tell when, the title, or a line of the top that
    names a day of the week; numbers of items ("1.2. Talous") are no days."""
    sure = (when, title, *header.split("\n"), name.replace("_", " "))
    for text in sure:
        if text and (found := half_day(text)):
            return found
    for line in lines[:12]:
        found = half_day(line.text) if len(line.text) < 200 else None
        if found and (found.weekday is not None or vocabulary.MINUTES_WORD.search(line.text)):
            return found
    return None


def years_in(texts: Iterable[str]) -> frozenset[int]:
    """The years that a name of a file or a folder tells ("muistiot 2022", "ryhma2022-004").

    >>> sorted(years_in(["muistiot 2022", "ryhma2023-004.md", "HE 12345"]))
    [2022, 2023]
    """
    return frozenset(int(year) for text in texts for year in re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text))
