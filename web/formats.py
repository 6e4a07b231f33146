"""How values look on a page: dates, times, sizes, sorting by the Finnish alphabet, and text with its marks."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape

from kb import dates
from kb.finnish import hyphenated, is_known
from kb.model import Decision, Meeting, printed
from kb.results import Segment
from web.language import _, language

_ALPHABET = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y", "ð": "d", "þ": "th", "ß": "ss"})
NBSP = "\u00a0"
_SHY = "\u00ad"
# Words of so many letters are broken where need be, and so many letters stay together.
_LONG = re.compile(r"[^\W\d_]{16,}")
_CELL = re.compile(r"[^\W\d_]{10,}")
_ENDS = 4


def date(day: datetime.date | None) -> str:
    """A date as the reader's language writes it; words for an unknown one."""
    if day is None:
        return _("päiväys ei tiedossa")
    return dates.format_date(day, language()).replace(" ", NBSP)


def long_date(day: datetime.date | None) -> str:
    """A date with its day of the week: "tiistai 17.12.2024"."""
    if day is None:
        return date(day)
    names = (
        _("maanantai"),
        _("tiistai"),
        _("keskiviikko"),
        _("torstai"),
        _("perjantai"),
        _("lauantai"),
        _("sunnuntai"),
    )
    return f"{names[day.weekday()]} {date(day)}"


def clock(time: str | None) -> str:
    """ "13:00" as 13.00 in Finnish and Swedish, as 13:00 in English."""
    if not time:
        return ""
    return time if language() == "en" else time.replace(":", ".")


def span(start: str | None, end: str | None) -> str:
    """ "13.00–15.30"; only the one that is known."""
    return "–".join(part for part in (clock(start), clock(end)) if part)


def size(count: int) -> str:
    """A file's size: "1,4 Mt", "220 kt", in the reader's language."""
    units = (_("t"), _("kt"), _("Mt"), _("Gt"))
    value, unit = float(count), 0
    while value >= 1000 and unit < len(units) - 1:
        value, unit = value / 1000, unit + 1
    text = f"{value:.1f}" if unit > 1 and value < 100 else f"{value:.0f}"
    return f"{text if language() == 'en' else text.replace('.', ',')}{NBSP}{units[unit]}"


def place(label: str | None) -> str:
    """A section's label ("s. 3", "dia 3") in the reader's language; other labels as they are."""
    kind, _space, number = (label or "").rpartition(" ")
    if kind == "s.":
        return _("sivu %(number)s", number=number)
    return _("dia %(number)s", number=number) if kind == "dia" else label or ""


def number(count: int) -> str:
    """1234567 as 1 234 567 (fi, sv) or 1,234,567 (en)."""
    return f"{count:,}".replace(",", "," if language() == "en" else NBSP)


def collate(text: str) -> tuple[str, str]:
    """A sorting key by the Finnish alphabet: å, ä and ö come last, other marks on letters do not count.

    >>> sorted(["Öljy", "Äänekoski", "Åbo", "Zeus", "Émile", "Eero"], key=collate)
    ['Eero', 'Émile', 'Zeus', 'Åbo', 'Äänekoski', 'Öljy']
    """
    folded = text.casefold().translate(_ALPHABET)
    plain = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    return plain, text


def segments(parts: Iterable[Segment]) -> Markup:
    """A snippet's segments as HTML, the marked ones in `mark`; everything is escaped."""
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part.text) if part.marked else escape(flowing(part.text)) for part in parts
    )


def flowing(text: str) -> str:
    """A text as it is read where a table's row stands in it: the cells are told apart by a dot.

    >>> flowing("4.2 | Riskikehikko | Rantaryhmä")
    '4.2 · Riskikehikko · Rantaryhmä'
    """
    return text.replace(" | ", " · ")


def shorten(text: str, length: int = 240) -> str:
    """The text cut at a space, with an ellipsis, when it is longer than `length` characters.

    >>> shorten("Sovittiin seuraavasta kokouksesta", 12)
    'Sovittiin…'
    """
    text = flowing(text)
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + "…"


def said(decision: Decision, length: int = 240, beside: str = "") -> str:
    """A decision's words after what it is about, cut as by `shorten`; `beside` is a title that the page shows already.

    >>> decision = Decision("1/1/1", "1", None, "1", "Muut asiat", "decision", "Toteutetaan.", subject="#2130 Hakunäkymä")
    >>> said(decision), said(decision, beside="#2130 Hakunäkymä")
    ('#2130 Hakunäkymä: Toteutetaan.', 'Toteutetaan.')
    """
    subject = decision.subject or ""
    if not subject or subject == beside or subject.lower() in decision.text.lower():
        return shorten(decision.text, length)
    subject = shorten(subject, 80)
    return f"{subject}: {shorten(decision.text, max(40, length - len(subject)))}"


def meeting_name(meeting: Meeting) -> str:
    """What a meeting is called: its title, or its body, and its number where that does not say it."""
    name = meeting.title or meeting.body or meeting.id
    return f"{name} {meeting.number}" if meeting.number and meeting.number not in (meeting.title or "") else name


def shy(text: str) -> str:
    """A heading with soft hyphens in its long Finnish words, so that a narrow screen breaks them where they may be broken.

    Not for attributes, nor for words that somebody copies.

    >>> shy("Tulvavaroitusten seuranta").replace("\u00ad", "|"), shy("Bastuskärsin sauna")
    ('Tulva|varoi|tusten seuranta', 'Bastuskärsin sauna')
    """
    return _LONG.sub(lambda found: _broken(found.group()), text)


def shy_cell(text: str) -> str:
    """As `shy`, for a cell of a table, where a shorter word too may want to be broken.

    >>> shy_cell("puheenjohtaja").replace("\u00ad", "|")
    'puheen|johtaja'
    """
    return _CELL.sub(lambda found: _broken(found.group()), text)


def _broken(word: str) -> str:
    if not is_known(word):
        return word
    pieces = [""]
    left = len(word)
    for part in hyphenated(word):
        if len(pieces[-1]) >= _ENDS and left >= _ENDS:
            pieces.append("")
        pieces[-1] += part
        left -= len(part)
    return _SHY.join(pieces)


def markdown_text(text: str) -> str:
    r"""Words as Markdown shows them, on one line; what would mark them up is escaped.

    >>> markdown_text("2. *Hinta* on\n<5>")
    '2\\. \\*Hinta\\* on \\<5\\>'
    """
    text = re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", " ".join(text.split()))
    return re.sub(r"^(\d+)([.)])(?=\s)", r"\1\\\2", re.sub(r"^([-+])(?=\s)", r"\\\1", text))


def moment(stamp: str) -> str:
    """A moment in ISO 8601 as a date and a time: "24.11.2026 klo 5.52"."""
    try:
        when = datetime.datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    told = _("%(day)s klo %(time)s", day=date(when.date()), time=clock(f"{when.hour}:{when.minute:02d}"))
    return told.replace(" ", NBSP)


FILTERS = {
    "flowing": flowing,
    "printed": printed,
    "place": place,
    "moment": moment,
    "date": date,
    "long_date": long_date,
    "clock": clock,
    "filesize": size,
    "thousands": number,
    "segments": segments,
    "shorten": shorten,
    "said": said,
    "meeting_name": meeting_name,
    "shy": shy,
}
