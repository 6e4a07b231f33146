"""Dates and times as Finnish minutes write them (Swedish and English ones too), and by when something is to be done.

Own work rather than a general parser, which reads "kohta 3.4" as a date and misses "maaliskuun 3. päivänä 2024". The forms
follow Kotus, "Päiväyksen merkintä" and "Kellonajan merkintä"; numbers of items, outputs, money and measures are not dates.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from dateutil.easter import easter

# A sentence is asked for its days by one rule after another.
_REMEMBERED: Final = 4096

Precision = Literal["day", "week", "month", "season", "year"]

_MONTHS_FI: Final = ("tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu")
_MONTHS_SV: Final = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_MONTHS_EN: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_NUMBER: Final = {
    name: number for names in (_MONTHS_FI, _MONTHS_SV, _MONTHS_EN) for number, name in enumerate(names, start=1)
}
# The first and last month of a season as Finnish offices use the word; winter reaches over the new year.
_SEASONS: Final = {"kevä": (1, 5), "kevää": (1, 5), "kesä": (6, 8), "syksy": (9, 12), "talve": (12, 2), "talvi": (12, 2)}
_WEEKDAYS: Final = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai")

_DASH = r"\s*[-–—]\s*"
_MONTH_FI = r"(?P<month_fi>tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu[a-zåäö]*"
_MONTH_NAMES = r"(?P<month_name>" + "|".join((*_MONTHS_SV, *_MONTHS_EN)) + r")"
_YEAR = r"(?:19|20)\d\d"

_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(
    rf"(?<![\d.,/§:])(?P<d1>\d{{1,2}})\.(?:(?P<m1>\d{{1,2}})\.(?P<y1>{_YEAR}|\d\d(?!\d))?)?(?:{_DASH}(?P<d2>\d{{1,2}})\.\s?(?P<m2>\d{{1,2}})\.\s?(?P<y2>{_YEAR}|\d\d(?![\d.]))?)"
    rf"|(?<![\d.,/§:])(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.(?:\s?(?P<y>{_YEAR}|\d\d(?![\d.:])))?(?!\d)"
)
_ISO = re.compile(rf"(?<![\d-])(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])")
_SLASHED = re.compile(rf"(?<![\d/])(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>{_YEAR})(?![\d/])")
_FINNISH = re.compile(
    rf"(?:(?P<d>\d{{1,2}})\.(?:{_DASH}(?P<d2>\d{{1,2}})\.)?\s*(?:päivä\w*\s+)?{_MONTH_FI}(?:\s+(?P<y>{_YEAR})\b)?"
    rf"|{_MONTH_FI.replace('month_fi', 'month_fi2')}\s+(?P<dd>\d{{1,2}})\.?\s*päivä\w*(?:\s+(?:vuonna\s+)?(?P<yy>{_YEAR})\b)?)",
    re.I,
)
_NAMED = re.compile(
    rf"(?<![\d.])(?:den\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th|:?e|\.)?(?:{_DASH}(?P<d2>\d{{1,2}})\.?)?\s+(?:of\s+)?{_MONTH_NAMES}\b(?:,?\s+(?P<y>{_YEAR}))?"
    rf"|\b{_MONTH_NAMES.replace('month_name', 'month_name2')}\s+(?P<dd>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<yy>{_YEAR})\b",
    re.I,
)
# Numbers that stand after these are an item's, an output's, a section's or an amount's, never a day's.
_NOT_BEFORE = re.compile(
    r"(?:\b(?:kohda\w*|kohta\w*|kohti|asiakoh\w+|luku\w*|luvu\w*|luvussa|tuoto\w+|toimenpi\w+|versio\w*|v\.|liit\w+|kuva\w*|taulukko|punkt\w*|"
    r"version|section|item|output|deliverable|åtgärd\w*|leverabe\w+|nro|numero|osahan\w+|työpake\w+)\s*(?:\d[\d., –-]*(?:ja|och|and)?\s*)?)$",
    re.I,
)
_UNIT_AFTER = re.compile(
    r"^\s*(?:%|€|eur|euro|milj|mrd|kuukau|kk\b|vuotta|vrk|tunti|h\b|htv|prosent|pv\b|kpl|krs|luokka|luokan|kerros)", re.I
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: the characters `start:end`, its first and last day (the same for one day), and how exact it is.

    `year_given` tells whether the text says the year or it came from the context.
    """

    start: int
    end: int
    first: datetime.date
    last: datetime.date
    precision: Precision = "day"
    year_given: bool = True


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time of day, or a span: "13.00–15.30" gives start "13:00" and stop "15:30"; stop is None for one time."""

    start: int
    end: int
    begins: str
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: the words `start:end`, the last day they allow (None when they name a meeting or no day), and the meeting.

    `meeting` is "next" ("seuraavaan kokoukseen"), "month" ("tammikuun ohryyn", `month` then its first day) or None.
    """

    start: int
    end: int
    text: str
    date: datetime.date | None
    meeting: Literal["next", "month"] | None = None
    month: datetime.date | None = None


@lru_cache(maxsize=_REMEMBERED)
def find_dates(text: str, context: datetime.date | None = None) -> tuple[DateMention, ...]:
    """Every full date in the text, in order; a date without a year takes the one nearest to `context`, or is left out.

    >>> [str(found.first) for found in find_dates("Seuraava kokous maaliskuun 3. päivänä 2024 klo 9, ks. kohta 3.4")]
    ['2024-03-03']
    >>> [(str(f.first), str(f.last)) for f in find_dates("Seminaari 3.–4.3.2024, tuotos 4.2. ja 1,5 kuukautta")]
    [('2024-03-03', '2024-03-04')]
    >>> [str(found.first) for found in find_dates("ke 15.1. klo 13.15", datetime.date(2024, 12, 17))]
    ['2025-01-15']
    """
    found = sorted(_mentions(text, context), key=lambda mention: (mention.start, -mention.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _mentions(text: str, context: datetime.date | None) -> Iterator[DateMention]:
    if not _DIGIT.search(text):
        return  # Every form of a date has one, and most sentences have none.
    for match in _NUMERIC.finditer(text):
        yield from _numeric(text, match, context)
    for match in (*_ISO.finditer(text), *_SLASHED.finditer(text)):
        day = _day(match["d"], match["m"], match["y"], context)
        if day:
            yield DateMention(match.start(), match.end(), day, day)
    for pattern in (_FINNISH, _NAMED):
        for match in pattern.finditer(text):
            yield from _named(match, context)


def _numeric(text: str, match: re.Match[str], context: datetime.date | None) -> Iterator[DateMention]:
    if _NOT_BEFORE.search(text[: match.start()]) or _UNIT_AFTER.match(text[match.end() :]):
        return
    if match["d2"]:
        days = _numeric_span(match, context)
        if days:
            yield DateMention(match.start(), match.end(), *days, year_given=bool(match["y2"]))
        return
    day = _day(match["d"], match["m"], match["y"], context)
    if day:
        yield DateMention(match.start(), match.end(), day, day, year_given=bool(match["y"]))


def _numeric_span(match: re.Match[str], context: datetime.date | None) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of "3.–5.12.2024": what the first does not say it has from the last, or from the year before."""
    last = _day(match["d2"], match["m2"], match["y2"], context)
    first = _day(match["d1"], match["m1"] or match["m2"], match["y1"] or str(last.year), context) if last else None
    if first is None or last is None:
        return None
    if first > last and not match["y1"] and match["m1"]:
        first = _day(match["d1"], match["m1"], str(last.year - 1), context) or first
    return first, last


def _named(match: re.Match[str], context: datetime.date | None) -> Iterator[DateMention]:
    groups = match.groupdict()
    name = groups.get("month_fi") or groups.get("month_fi2") or groups.get("month_name") or groups.get("month_name2") or ""
    month = str(_MONTH_NUMBER[name.lower()])
    year = groups.get("y") or groups.get("yy")
    first = _day(groups.get("d") or groups.get("dd") or "", month, year, context)
    if first is None:
        return
    last = _day(groups["d2"], month, year, context) if groups.get("d2") else first
    yield DateMention(match.start(), match.end(), first, last or first, year_given=bool(year))


def _day(day: str, month: str, year: str | None, context: datetime.date | None) -> datetime.date | None:
    number, month_number = int(day), int(month)
    if year is None and context is None:
        return None
    if year is not None:
        full = int(year) if len(year) == 4 else 2000 + int(year)
        return _date(full, month_number, number)
    assert context is not None
    near = [_date(context.year + step, month_number, number) for step in (-1, 0, 1)]
    # A day without a year is the nearest one; what lies ahead is nearer to a meeting than what is behind.
    return min(
        (day for day in near if day is not None),
        key=lambda day: (day - context).days if day >= context else (context - day).days * 1.5,
        default=None,
    )


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


_CLOCK = r"\b(?:klo|kello|kl\.?|at|from|klockan)\.?\s*"
_HM = r"([01]?\d|2[0-4])(?:[.:]([0-5]\d))?"
_TIME = re.compile(
    rf"(?<![\d.,])(?:(?P<clock>{_CLOCK}))?{_HM}(?:{_DASH}(?:{_CLOCK})?{_HM})?(?!\d|[.,:/]\d|\s*[%€])(?P<tail>\s*(?:am|pm|h)\b)?",
    re.I,
)


def find_times(text: str) -> tuple[TimeMention, ...]:
    """Times of day after "klo" (kello, kl., at), or spans and times with minutes; dates and amounts are not times.

    >>> [(found.begins, found.ends) for found in find_times("Tiistai 17.12.2024, klo 13.00–15.30")]
    [('13:00', '15:30')]
    >>> [(found.begins, found.ends) for found in find_times("Aika: 23.10.2024 klo 13-14, aloitus kello 9")]
    [('13:00', '14:00'), ('09:00', None)]
    """
    taken = [(match.start(), match.end()) for pattern in (_NUMERIC, _ISO) for match in pattern.finditer(text)]
    found = []
    for match in _TIME.finditer(text):
        hour, minute, hour2, minute2 = match.group(2), match.group(3), match.group(4), match.group(5)
        is_of_day = hour != "24" or minute in (None, "00")
        if is_of_day and (match["clock"] or _is_time_without_clock(match, text, taken)):
            ends = _clock(hour2, minute2) if hour2 else None
            found.append(TimeMention(match.start(), match.end(), _clock(hour, minute), ends))
    return tuple(found)


def _is_time_without_clock(match: re.Match[str], text: str, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers that no "klo" calls a time are one: they have minutes, stand in no date and after no word of an amount."""
    minute, hour2, minute2 = match.group(3), match.group(4), match.group(5)
    if not (minute and (hour2 is None or minute2 or ":" in match.group())):
        return False
    in_date = any(start <= match.start() < end or start < match.end() <= end for start, end in taken)
    return not in_date and not _NOT_BEFORE.search(text[: match.start()])


def _clock(hour: str, minute: str | None) -> str:
    return f"{int(hour):02d}:{minute or '00'}"


_PERIOD = (
    rf"(?:(?P<p_year>vuoden\s+(?P<year_only>{_YEAR})|kuluvan\s+vuoden|tämän\s+vuoden|ensi\s+vuoden|vuoden(?=\s+(?:lop|alu)))"
    rf"|(?P<p_month>tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuun(?:\s+(?P<m_year>{_YEAR}))?"
    rf"|(?P<p_season>kevään|kesän|syksyn|talven)(?:\s+(?P<s_year>{_YEAR}))?)"
)
_MEETING_WORD = (
    r"(?:kokouk\w+|kokou\w+|ohry\w*|ohjausryhm\w+|tapaami\w+|palaver\w+|johtoryhm\w+|työryhm\w+|neuvottel\w+|istun\w+)"
)
_DUE_MEETING = re.compile(
    rf"\b(?:(?:viimeistään|ennen|jo)\s+)?(?P<next>seuraava(?:an|ssa|ksi|lle|a)\s+(?:\w+\s+){{0,2}}?{_MEETING_WORD}|seuraavan\s+kokoukseen|ensi\s+kokou\w+|(?:ensi|seuraavaksi|seuraavalla)\s+kerra(?:ksi|lle|lla)|nästa\s+möte\w*|till\s+nästa\s+möte\w*|(?:by|for|at|before)\s+the\s+next\s+meeting)"
    rf"|\b(?:(?:viimeistään|ennen)\s+)?(?P<month>tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuun\s+(?:(?P<year>{_YEAR})\s+)?"
    r"(?P<what>kokou(?:kseen|ksessa|sta|ksiin)|ohryyn|ohryssa|ohjausryhmään|ohjausryhmässä|ohjausryhmän\s+kokoukse\w+|johtoryhmään|palaveriin|tapaamiseen)",
    re.I,
)
_DUE_PERIOD = re.compile(
    rf"\b(?:viimeistään\s+)?{_PERIOD}\s+(?P<part>loppuun|lopussa|loppupuolella|puoliväliin|puolivälissä|puoleenväliin|puolessavälissä|alkuun|alussa|alkupuolella|aikana|kuluessa)"
    rf"(?:\s+(?:mennessä|saakka|asti))?(?:\s+(?:vuonna\s+)?(?P<late_year>{_YEAR})(?![\d.])(?:\s+mennessä)?)?",
    re.I,
)
_ORDINALS: Final = {"ensi": 1, "toi": 2, "kolma": 3, "neljä": 4, "viimei": -1}
_DUE_WEEK_OF_MONTH = re.compile(
    rf"\b(?:viimeistään\s+)?(?P<month>tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuun\s+(?:(?P<year>{_YEAR})\s+)?"
    r"(?P<which>ensimmäi|toi|kolma|neljä|viimei)(?:sell[aä]|sen|seen|nnell[aä]|nnen|nteen)\s+vii(?:kolla|kon|kkoon)"
    rf"(?:\s+(?:aikana|loppuun|kuluessa|alussa|lopussa))?(?:\s+mennessä)?(?:\s+(?:vuonna\s+)?(?P<late_year>{_YEAR})(?![\d.]))?",
    re.I,
)
_DUE_IN = re.compile(
    rf"\b(?:viimeistään\s+)?(?P<month>tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuussa(?:\s+(?P<year>{_YEAR}))?",
    re.I,
)
_DUE_MONTH_TO = re.compile(
    rf"\b(?:viimeistään\s+)?(?P<month>tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuuhun\s+(?:(?P<year>{_YEAR})\s+)?mennessä",
    re.I,
)
_DUE_WEEK = re.compile(
    rf"\b(?:viimeistään\s+)?(?:viikolla|viikon|viikkoon|vko:?n?|vk:?n?|vecka|week)\s+(?P<week>[1-5]?\d)(?![\d%]|[.,:]\d)(?:\s*/\s*(?P<year>{_YEAR}))?(?!\s*[-–]\s*\d)(?:\s+(?:loppuun|mennessä|aikana|loppuun mennessä))*",
    re.I,
)
_DUE_YEAR_END = re.compile(
    r"\b(?:viimeistään\s+)?vuodenvaihteeseen(?:\s+mennessä)?|\bvid årsskiftet|\bby the end of the year", re.I
)
# Feasts by which minutes say when something is to be ready; it is then to be ready before they begin.
_FEASTS: Final = (
    r"(?:(?P<newyear>uute(?:en\s*vuote|nvuote)en|uuttavuotta|nyår(?:et)?|new\s+year)|(?P<epiphany>loppiais(?:een|eksi|ta)|trettondag\w*|epiphany)"
    r"|(?P<easter>pääsiäis(?:een|eksi|tä)|påsk(?:en)?|easter)|(?P<mayday>vap(?:puun|uksi|pua)|valborg\w*|första\s+maj|may\s+day)"
    r"|(?P<ascension>helatorsta(?:ihin|iksi|ita)|kristi\s+himmelsfärd\w*|ascension\s+day)"
    r"|(?P<midsummer>juhannu(?:kseen|kseksi|ksi|sta)|midsommar(?:en)?|midsummer)"
    r"|(?P<independence>itsenäisyyspäivä(?:än|ksi|ä)|självständighetsdagen|independence\s+day)|(?P<christmas>jou(?:luun|luksi|lua)|jul(?:en)?|christmas))"
)
_DUE_BEFORE_FEAST = re.compile(
    rf"\b(?:viimeistään|ennen|senast\s+till|före|till|by|before)\s+{_FEASTS}(?:\s+mennessä)?\b", re.I
)
_DUE_BY_FEAST = re.compile(rf"\b{_FEASTS}\s+mennessä\b", re.I)
_BEFORE_DATE = re.compile(
    r"(?:viimeistään|viimeistään\s+\w+na|ennen|määräaika\w*(?:\s+on)?|takaraja\w*(?:\s+on)?|senast(?:\s+den)?|före(?:\s+den)?|by|no\s+later\s+than|before|deadline(?:\s+is)?|until|due|dl)\s*:?\s*(?:\w{2,12}na\s+|ma|ti|ke|to|pe|la|su)?\s*$",
    re.I,
)
_AFTER_DATE = re.compile(
    r"^\s*(?:klo\s*[\d.:]+\s*)?(?:mennessä|asti|saakka|loppuun\s+mennessä|ennen\s+klo|at the latest)\b", re.I
)
# Between words such as "ennen kesäkuun kokousta" and the day that makes them exact.
_BRACKET: Final = re.compile(r"(?:\s+\w+)?\s*\(\s*(?:(?:ma|ti|ke|to|pe|la|su)\s+)?", re.I)


@lru_cache(maxsize=_REMEMBERED)
def find_deadline(text: str, context: datetime.date | None) -> Deadline | None:
    """The first statement of by when something is to be done, resolved against the meeting's date; None without one.

    Periods give their last day; "alkuun, alussa" the tenth, "puoliväliin" the fifteenth day of a month.

    >>> found = find_deadline("Jäsenet kommentoivat luonnosta viimeistään 10.1.2025.", datetime.date(2024, 12, 17))
    >>> (found.text, str(found.date))
    ('viimeistään 10.1.2025', '2025-01-10')
    >>> find_deadline("Ratkaisut tuodaan tammikuun ohryyn", datetime.date(2024, 12, 17)).meeting
    'month'
    >>> str(find_deadline("Raportti valmistuu vuoden 2025 loppuun mennessä.", None).date)
    '2025-12-31'
    >>> [str(find_deadline(text, datetime.date(2025, 3, 25)).date) for text in ("Luonnos vappuun mennessä", "Ennen juhannusta")]
    ['2025-04-30', '2025-06-19']
    """
    days, vague = [*_due_days(text, context)], [*_due_meetings(text, context), *_due_periods(text, context)]
    first = min([*days, *vague], key=lambda due: (due.start, -due.end), default=None)
    return _with_day_in_brackets(first, text, context) if first in vague else first


def _with_day_in_brackets(due: Deadline, text: str, context: datetime.date | None) -> Deadline:
    """The same with the day that brackets right behind it give: "helmikuun puoliväliin (14.2.) mennessä"."""
    bracket = _BRACKET.match(text, due.end)
    day = next((one for one in find_dates(text, context) if bracket and one.start == bracket.end()), None)
    if day is None:
        return due
    return Deadline(due.start, due.end, due.text, day.last)


def _due_days(text: str, context: datetime.date | None) -> Iterator[Deadline]:
    for mention in find_dates(text, context):
        before = _BEFORE_DATE.search(text[: mention.start])
        after = _AFTER_DATE.match(text[mention.end :])
        if not before and not after:
            continue
        if before and "määräaik" not in before.group().lower() and before.group().lower().startswith("ennen"):
            last = mention.first - datetime.timedelta(days=1)
        else:
            last = mention.last
        start = before.start() if before else mention.start
        end = mention.end + (after.end() if after else 0)
        yield Deadline(start, end, text[start:end].strip(), last)


def _due_meetings(text: str, context: datetime.date | None) -> Iterator[Deadline]:
    for match in _DUE_MEETING.finditer(text) if _holds(text.lower(), _MEETING_SIGNS) else ():
        if match["next"]:
            yield Deadline(match.start(), match.end(), match.group(), None, "next")
            continue
        month = _MONTH_NUMBER[match["month"].lower()]
        year = _year_of(match["year"], month, context)
        first = datetime.date(year, month, 1) if year else None
        yield Deadline(match.start(), match.end(), match.group(), None, "month", first)


def _due_periods(text: str, context: datetime.date | None) -> Iterator[Deadline]:
    small = text.lower()
    for pattern, end, signs in _DUE_ENDS:
        for match in pattern.finditer(text) if _holds(small, signs) else ():
            last = end(match, context)
            if last:
                yield Deadline(match.start(), match.end(), match.group().strip(), last)


def _holds(text: str, signs: Sequence[str]) -> bool:
    return any(sign in text for sign in signs)


def _named_month_end(match: re.Match[str], context: datetime.date | None) -> datetime.date | None:
    month = _MONTH_NUMBER[match["month"].lower()]
    year = _year_of(match["year"], month, context)
    return _month_end(year, month) if year else None


def _week_of_month_end(match: re.Match[str], context: datetime.date | None) -> datetime.date | None:
    month = _MONTH_NUMBER[match["month"].lower()]
    year = _year_of(match["year"] or match["late_year"], month, context)
    which = next(number for stem, number in _ORDINALS.items() if match["which"].lower().startswith(stem))
    return week_of_month_end(year, month, which) if year else None


def _named_week_end(match: re.Match[str], context: datetime.date | None) -> datetime.date | None:
    return week_end(int(match["week"]), int(match["year"]) if match["year"] else None, context)


def _this_year_end(match: re.Match[str], context: datetime.date | None) -> datetime.date | None:
    return datetime.date(context.year, 12, 31) if context else None


def _before_feast(match: re.Match[str], context: datetime.date | None) -> datetime.date | None:
    """The last day before the next feast of that name begins, its eve being a part of it."""
    if context is None:
        return None
    name = next(group for group, words in match.groupdict().items() if words)
    begins = (_FEAST_BEGINS[name](year) for year in (context.year, context.year + 1))
    return next((day - datetime.timedelta(days=1) for day in begins if day > context), None)


def _midsummer_eve(year: int) -> datetime.date:
    """The Friday between the 19th and the 25th of June."""
    return next(day for number in range(19, 26) if (day := datetime.date(year, 6, number)).isoweekday() == 5)


# The first free day of each feast of `_FEASTS`, by year.
_FEAST_BEGINS: Final[dict[str, Callable[[int], datetime.date]]] = {
    "newyear": lambda year: datetime.date(year + 1, 1, 1),
    "epiphany": lambda year: datetime.date(year, 1, 6),
    "easter": lambda year: easter(year) - datetime.timedelta(days=2),
    "mayday": lambda year: datetime.date(year, 5, 1),
    "ascension": lambda year: easter(year) + datetime.timedelta(days=39),
    "midsummer": _midsummer_eve,
    "independence": lambda year: datetime.date(year, 12, 6),
    "christmas": lambda year: datetime.date(year, 12, 24),
}


def _period_end(match: re.Match[str], context: datetime.date | None) -> datetime.date | None:
    """The last day of the beginning, middle or end of a year, month or season; None where its year is not known."""
    end = next(end for group, end in _PERIODS if match[group])
    return end(match, match["part"].lower(), context)


def _year_part_end(match: re.Match[str], part: str, context: datetime.date | None) -> datetime.date | None:
    said = match["year_only"] or match["late_year"]
    year = int(said) if said else context.year if context else None
    if year is None:
        return None
    year += 1 if match["p_year"].lower().startswith("ensi") else 0
    return datetime.date(year, 1, 31) if part.startswith("al") else _middle(year, 6, part) or datetime.date(year, 12, 31)


def _month_part_end(match: re.Match[str], part: str, context: datetime.date | None) -> datetime.date | None:
    month = _MONTH_NUMBER[match["p_month"].lower()]
    year = _year_of(match["m_year"] or match["late_year"], month, context)
    if not year:
        return None
    if part.startswith("al"):
        return datetime.date(year, month, 10)
    return datetime.date(year, month, 15) if part.startswith("puol") else _month_end(year, month)


def _season_part_end(match: re.Match[str], part: str, context: datetime.date | None) -> datetime.date | None:
    first, last = next(span for stem, span in _SEASONS.items() if match["p_season"].lower().startswith(stem))
    year = _year_of(match["s_year"] or match["late_year"], last, context)
    if not year:
        return None
    if part.startswith("al"):
        return _month_end(year, first)
    return _middle(year, (first + last) // 2, part) or _month_end(year + (1 if last < first else 0), last)


# What a period is a part of, as a group of `_DUE_PERIOD`.
_PERIODS: Final = (("p_year", _year_part_end), ("p_month", _month_part_end), ("p_season", _season_part_end))


def _year_of(said: str | None, month: int, context: datetime.date | None) -> int | None:
    """The year that is said, else that of the next such month; None where neither is known."""
    return int(said) if said else _year_ahead(month, context)


# How a deadline without a day is said, when it ends, and signs in small letters of which a text must hold one for it to be looked
# for: most texts hold none.
_DUE_ENDS: Final = (
    (_DUE_PERIOD, _period_end, ("lop", "puoli", "puole", "alku", "alus", "aikana", "kuluessa")),
    (_DUE_MONTH_TO, _named_month_end, ("kuuhun",)),
    (_DUE_IN, _named_month_end, ("kuussa",)),
    (_DUE_WEEK_OF_MONTH, _week_of_month_end, ("viik",)),
    (_DUE_WEEK, _named_week_end, ("viik", "vko", "vk", "vecka", "week")),
    (_DUE_YEAR_END, _this_year_end, ("vuodenvaihteeseen", "årsskiftet", "end of the year")),
    (_DUE_BEFORE_FEAST, _before_feast, ("viimeistään", "ennen", "senast", "före", "till", "by", "before")),
    (_DUE_BY_FEAST, _before_feast, ("mennessä",)),
)
_MEETING_SIGNS: Final = ("seuraav", "ensi", "nästa", "next", "kuun")


def _middle(year: int, month: int, part: str) -> datetime.date | None:
    return _month_end(year, month) if part.startswith("puol") else None


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _year_ahead(month: int, context: datetime.date | None) -> int | None:
    """The year of the next such month: this year's when it is not over at the meeting."""
    if context is None:
        return None
    return context.year if month >= context.month else context.year + 1


def week_end(week: int, year: int | None, context: datetime.date | None) -> datetime.date | None:
    """The Sunday of an ISO week; a week without a year is the next one that is not over.

    >>> str(week_end(4, None, datetime.date(2024, 12, 17)))
    '2025-01-26'
    """
    if not 1 <= week <= 53 or (year is None and context is None):
        return None
    years = [year] if year is not None else [context.year, context.year + 1] if context else []
    for candidate in years:
        try:
            end = datetime.date.fromisocalendar(candidate, week, 7)
        except ValueError:
            continue
        if year is not None or context is None or end >= context:
            return end
    return None


def week_of_month_end(year: int, month: int, which: int) -> datetime.date:
    """The last day of the first, second, … (1, 2, …) or last (-1) week of a month, never past the month's own end.

    A week belongs to the month that has most of its days, as ISO 8601 gives a week to a year: the first has the first Thursday.

    >>> str(week_of_month_end(2024, 8, 1)), str(week_of_month_end(2024, 9, 1)), str(week_of_month_end(2024, 8, -1))
    ('2024-08-04', '2024-09-08', '2024-08-31')
    """
    end = _month_end(year, month)
    days = [datetime.date(year, month, day) for day in range(1, end.day + 1)]
    thursdays = [day for day in days if day.isoweekday() == 4]
    return min(thursdays[which if which < 0 else which - 1] + datetime.timedelta(days=3), end)


def format_date(day: datetime.date, language: str = "fi") -> str:
    """A date as the reader's language writes it: 17.12.2024 (fi, sv), 17 December 2024 (en).

    >>> format_date(datetime.date(2024, 12, 7))
    '7.12.2024'
    """
    if language == "en":
        return f"{day.day} {_MONTHS_EN[day.month - 1].capitalize()} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"
