"""The head of minutes: title, number, body, date, times, place; and whether a document is minutes, an agenda or something else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from indexer.interpret import vocabulary
from indexer.interpret.days import HalfDay, half_day_of, week_of
from indexer.interpret.decisions.verbs import is_body
from indexer.interpret.lines import Line
from kb.dates import DateMention, TimeMention, find_dates, find_times
from kb.document import Document
from kb.finnish import base_forms, is_known

_NUMBER = re.compile(r"(?<![\d.])(\d{1,3}\s*/\s*(?:20)?\d\d)(?!\d|\.\d)")
_BARE_NUMBER = re.compile(
    r"(?:palaveri|kokous|muistio|pöytäkirja|möte|meeting|nro|nr|no)\s*\.?\s*(\d{1,3})(?![\d.]|\s*\.\s*\d)", re.I
)
_GENITIVE_TITLE = re.compile(
    r"^(?P<owner>.+?n)\s+(?:\d+\.\s*)?(?:(?:varsinaisen|ylimääräisen|etä)\s*)?(?:kokous|kokouksen|muistio\w*|kokousmuistio\w*|pöytäkirja|palaveri\w*|istunto|tapaaminen|esityslista|asialista|kokouskutsu|kokouksesta)\b",
    re.I,
)
_SWEDISH_TITLE = re.compile(
    r"^(?:protokoll|mötesprotokoll|promemoria|pm|minnesanteckningar)\s*(?:från|för|fört vid|:)?\s*(?P<owner>.+?)(?:s)?\s+möte\b|^(?P<owner2>.+?)s\s+(?:möte|sammanträde)\b|^(?:möte|sammanträde)\s+[\d/]*\s*(?:med|i)\s+(?P<owner3>.+)$",
    re.I,
)
_ENGLISH_TITLE = re.compile(
    r"^(?:(?:meeting\s+)?minutes|notes)\s*(?:of|from|:)?\s*(?:the\s+)?(?:meeting\s+of\s+(?:the\s+)?)?(?P<owner>.+?)(?:\s+meeting)?$|^(?:the\s+)?(?P<owner2>.+?)(?:'s)?\s+meeting\b|^meeting\s+[\d/]*\s*of\s+(?:the\s+)?(?P<owner3>.+)$",
    re.I,
)
_FOREIGN_BODY = re.compile(
    r"(?:grupp|nämnd|styrelse|utskott|delegation|råd|\bgroup|committee|board|council|panel|\bteam)(?:en|et|s|n)?\b", re.I
)
_ORGANISATION = re.compile(
    r"(?:kaupunki|kunta|kuntayhtymä|virasto|ministeriö|keskus|yhtymä|hyvinvointialue|seurakunta|Oy|Ab|ry|liitto|yliopisto|laitos|stad|kommun)\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of one meeting says."""

    title: str | None
    number: str | None
    body: str | None
    date: datetime.date | None
    start: str | None
    end: str | None
    place: str | None


def read_head(document: Document, lines: Sequence[Line], items_start: int) -> Head:
    """The head of the meeting whose lines these are; items begin at line `items_start` of them."""
    top = lines[: max(items_start, min(len(lines), 6))][:60]
    header = dict(document.properties).get("header", "")
    title = _title(top, header, document)
    when_text, place = _when_and_where(top)
    mentions = find_dates(when_text) if when_text else ()
    date = _date(mentions, top, header, title, document)
    times = find_times(when_text) if when_text else ()
    if not times:
        times = _first_times(top)
    begins, ends = _span(times, lines)
    return Head(
        title=title,
        number=_number(title, top, header),
        body=_body(title, top, header, document),
        date=date,
        start=begins,
        end=ends,
        place=place,
    )


def read_half_day(document: Document, lines: Sequence[Line]) -> HalfDay | int | None:
    """The meeting's day without its year, else the number of its week, where its head gives no full date; None where it gives none."""
    top = lines[:60]
    header = dict(document.properties).get("header", "")
    when, _place = _when_and_where(top)
    name = document.name.rpartition(".")[0]
    return half_day_of(lines, when, _title(top, header, document) or "", header, name) or week_of(lines, name)


_BARE_TITLE = re.compile(r"(?:kokous|palaveri)?muistio|pöytäkirja|protokoll|promemoria|minutes|memo", re.I)


def _title(top: Sequence[Line], header: str, document: Document) -> str | None:
    """The title: a line at the top that calls itself minutes, else what the running header says, else the first heading."""
    own = (_clean(line.text) for line in top[:12] if line.stands_out or line.index < 3)
    if title := next(filter(_names_minutes, own), None):
        return title
    from_header = [_clean(part) for part in header.split("\n") if part.strip()]
    if any(vocabulary.MINUTES_WORD.search(part) or vocabulary.AGENDA_WORD.search(part) for part in from_header):
        return _header_title(from_header)
    headings = (line for line in top[:12] if line.stands_out and _may_be_title(line, 200))
    first = (line for line in top[:1] if _may_be_title(line, 160))
    heading = next(chain(headings, first), None)
    return _clean(heading.text) if heading else document.title


def _may_be_title(line: Line, most: int) -> bool:
    return len(line.text) < most and not _is_field(line.text)


def _names_minutes(text: str) -> bool:
    """Whether a line is a title of minutes that says whose or which they are, and not the word alone."""
    is_title = bool(vocabulary.MINUTES_WORD.search(text)) and len(text) < 200 and not _is_field(text)
    return is_title and not _BARE_TITLE.fullmatch(text)


def _header_title(parts: Sequence[str]) -> str:
    """Body, kind and number out of a running header ("Kaupunki Pöytäkirja 9/2025 1 (11)" above "Lautakunta 19.11.2025")."""
    body = _header_body("\n".join(parts))
    kind = next(
        (
            match.group()
            for part in parts
            if (match := re.search(r"pöytäkirja|esityslista|kokouskutsu|muistio|protokoll", part, re.I))
        ),
        "",
    )
    number = next((match.group(1) for part in parts if (match := _NUMBER.search(part))), "")
    return ", ".join(part for part in (body.split(", ")[-1] if body else None, f"{kind} {number}".strip()) if part)


def _is_field(text: str) -> bool:
    return any(
        pattern.match(text)
        for pattern in (
            vocabulary.TIME,
            vocabulary.PLACE,
            vocabulary.PLACE_AND_TIME,
            vocabulary.PRESENT,
            vocabulary.ABSENT,
            vocabulary.CHAIR,
            vocabulary.SECRETARY,
        )
    )


def _clean(text: str) -> str:
    return re.sub(r"^[\s*_#]+|[\s*_#]+$", "", text).strip()


def _when_and_where(top: Sequence[Line]) -> tuple[str, str | None]:
    """The text that tells when, and the place; labels with the value on their line or below."""
    found = _WhenAndWhere(top)
    for index, line in enumerate(top):
        found.read(index, line.text)
    return found.when, _address(top) if found.place is None else found.place


class _WhenAndWhere:
    """What the head has told of the time and the place so far."""

    def __init__(self, top: Sequence[Line]) -> None:
        self.top = top
        self.when = ""
        self.place: str | None = None

    def read(self, index: int, text: str) -> None:
        """Takes one line: both in one, the time, or the place."""
        if both := vocabulary.PLACE_AND_TIME.match(text):
            value = _value(text[both.end() :], self.top, index, lines_below=2)
            self.when = self.when or value
            self.place = self.place or _place_of(value)
            return
        time = vocabulary.TIME.match(text)
        if time and self._read_time(index, text, text[time.end() :]):
            return
        place = vocabulary.PLACE.match(text)
        if place and not self.place:
            self.place = _value(text[place.end() :], self.top, index) or None

    def _read_time(self, index: int, text: str, rest: str) -> bool:
        """Whether a line with the label of a time gives one that is not known yet."""
        if self.when:
            # "Date: …" and "Time: …" on lines of their own.
            adds_time = not find_times(self.when) and bool(find_times(rest)) and not find_dates(text)
            self.when = f"{self.when} {rest.strip()}" if adds_time else self.when
            return adds_time
        value = _value(rest, self.top, index)
        tells = bool(find_dates(value, datetime.date(2000, 1, 1)) or find_times(value))
        self.when = value if tells else ""
        return tells


def _address(top: Sequence[Line]) -> str | None:
    """The place in a sentence: "… osoitteessa Rantatie 1." """
    for line in top[:10]:
        if match := re.search(r"\bosoitteessa\s+(?P<place>[^.]{5,90})\.", line.text):
            return match["place"]
    return None


def _value(rest: str, top: Sequence[Line], index: int, lines_below: int = 1) -> str:
    if rest.strip():
        return rest.strip()
    below: list[str] = []
    for line in top[index + 1 : index + 1 + lines_below]:
        if _is_field(line.text) or (line.is_heading and below):
            break
        below.append(line.text)
    return " ".join(below).strip()


def _place_of(value: str) -> str | None:
    """What is left of "Tiistai 17.12.2024, klo 13.00–15.30, etäkokous" without day, date and time."""
    cut = 0
    for mention in find_dates(value):
        cut = max(cut, mention.end)
    for time in find_times(value):
        cut = max(cut, time.end)
    rest = value[cut:].strip(" ,;.–-")
    return rest or None


def _date(
    mentions: Sequence[DateMention], top: Sequence[Line], header: str, title: str | None, document: Document
) -> datetime.date | None:
    if mentions:
        return mentions[0].first
    sources: list[str] = [title or ""]
    sources.extend(part for part in header.split("\n"))
    sources.extend(
        line.text
        for line in top[:15]
        if len(line.text) < 400 and not re.search(r"seuraava|edellinen|hyväksytty|tarkast|allekirj", line.text, re.I)
    )
    for text in sources:
        found = find_dates(text)
        if found:
            return found[0].first
    return _date_in_name(document.path)


def _date_in_name(path: str) -> datetime.date | None:
    """The date in a file's or its folder's name ("2024-12-17", "17.12.2024", "17122024"), a folder's before its parents'."""
    for part in reversed(path.split("/")):
        part = part.replace("_", " ")
        found = find_dates(part)
        if found:
            return found[0].first
        match = re.search(r"(?<!\d)(\d\d)(\d\d)(20\d\d)(?!\d)", part)
        if match:
            try:
                return datetime.date(int(match.group(3)), int(match.group(2)), int(match.group(1)))
            except ValueError:
                continue
    return None


def _first_times(top: Sequence[Line]) -> tuple[TimeMention, ...]:
    for line in top:
        if find_dates(line.text) and (found := find_times(line.text)):
            return found
    return ()


def _span(times: Sequence[TimeMention], lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """Start and end: as the head says, else as the chair opened and closed the meeting."""
    begins = times[0].begins if times else None
    ends = times[0].ends if times else None
    if ends is None:
        ends = _said(
            lines,
            re.compile(
                r"päätti\s+kokouksen|kokous\s+(?:päättyi|päätettiin)|kokous\s+loppui|avslutade\s+mötet|closed\s+the\s+meeting|meeting\s+(?:ended|closed)|mötet\s+avslutades",
                re.I,
            ),
            last=True,
        )
    if begins is None:
        begins = _said(
            lines,
            re.compile(r"avasi\s+kokouksen|kokous\s+(?:avattiin|alkoi)|öppnade\s+mötet|opened\s+the\s+meeting", re.I),
            last=False,
        )
    return begins, ends


def _said(lines: Sequence[Line], pattern: re.Pattern[str], *, last: bool) -> str | None:
    found = None
    for line in lines:
        match = pattern.search(line.text)
        if match:
            times = find_times(line.text[match.start() :]) or find_times("klo " + line.text[match.end() :].strip(" ."))
            if times and times[0].start < 40:
                found = times[0].begins
                if not last:
                    return found
    return found


def _number(title: str | None, top: Sequence[Line], header: str) -> str | None:
    candidates = [title or "", *header.split("\n"), *(line.text for line in top[:5] if line.stands_out)]
    for text in candidates:
        match = _NUMBER.search(text)
        if match:
            return match.group(1).replace(" ", "")
    for text in candidates[:1]:
        match = _BARE_NUMBER.search(text)
        if match:
            return match.group(1)
    return None


def _body(title: str | None, top: Sequence[Line], header: str, document: Document) -> str | None:
    """The body's name: from a running header, the title's genitive owner, a line that is a body's name, the file's own title,
    or the file's name where it is written without the letters ä and ö."""
    texts = [title or "", *(_clean(line.text) for line in top[:6] if len(line.text) < 200), document.title or ""]
    return (
        _header_body(header)
        or _members_meeting(top)
        or _fullest_owner(texts)
        or next((text for line in top[:8] if _is_name_of_body(text := _clean(line.text))), None)
        or _body_in_name(document.name)
    )


def _fullest_owner(texts: Iterable[str]) -> str | None:
    """The first body that a text belongs to, by the longest of its names that end alike."""
    best: str | None = None
    for owner in filter(None, map(_owner, texts)):
        if best is None or (len(owner) > len(best) and owner.lower().endswith(best.lower())):
            best = owner
    return best


def _is_name_of_body(text: str) -> bool:
    """Whether a line is a body's name and nothing more."""
    is_name = len(text) < 120 and text[:1].isupper() and not re.search(r"[.:;]|\d", text)
    return is_name and _is_nominative_body(text.split()[-1])


def _is_nominative_body(word: str) -> bool:
    return _is_named_body(word) and word.lower() in _nominatives(word)


_MEMBERS_MEETING = re.compile(
    r"(?P<owner>[A-ZÅÄÖ][\w-]*(?:\s[A-ZÅÄÖ][\w-]*){0,4}\s(?:Oyj?|Ab|ry|rf|osk|Osuuskunta)):?n?\b[^.]{0,80}?\b(?P<kind>(?:varsinai\w+|ylimääräi\w+|sääntömääräi\w+)\s+)?(?P<what>yhtiökokou|vuosikokou|syyskokou|kevätkokou|osuuskunnan kokou)",
    re.I,
)
# A gathering, not a body: nobody is its member between its meetings.
_GATHERINGS = ("palaveri", "kokous", "foorumi", "verkosto")


def _members_meeting(top: Sequence[Line]) -> str | None:
    """The general meeting of a company or an association: "Yhtiö Oy, varsinainen yhtiökokous"."""
    for line in top[:10]:
        match = _MEMBERS_MEETING.search(line.text[:400])
        if match:
            kind = {"v": "varsinainen ", "y": "ylimääräinen ", "s": "sääntömääräinen "}.get(
                (match["kind"] or "-")[0].lower(), ""
            )
            return f"{match['owner']}, {kind}{match['what'].lower()}s"
    return None


def _is_named_body(word: str) -> bool:
    """Whether a word names a body whose minutes these can be."""
    return is_body(word) and not any(base.endswith(_GATHERINGS) for base in (word.lower(), *_nominatives(word)))


def _nominatives(word: str) -> set[str]:
    return {base.lower() for base in base_forms(word)}


def _header_body(header: str) -> str | None:
    """Organisation and body out of a running header; both, with a comma, where both stand in it."""
    organisation = body = None
    for part in header.split("\n"):
        text = re.split(
            r"\s+(?:pöytäkirja|esityslista|kokouskutsu|muistio|protokoll|\d)", part.strip(), maxsplit=1, flags=re.I
        )[0].strip(" ,")
        if not text or len(text) > 100:
            continue
        if is_body(text.split()[-1]) and body is None:
            body = text
        elif _ORGANISATION.search(text) and organisation is None:
            organisation = text
    if body is None:
        return None
    return f"{organisation}, {body}" if organisation else body


_NOMINATIVE_TITLE = re.compile(r"^(?P<owner>[A-ZÅÄÖ][\w -]+?)(?:,|\s+\d|\s+[-–]\s|\s+(?:kokous|muistio|pöytäkirja)).*$")


def _owner(text: str) -> str | None:
    """The body a title belongs to, in the nominative ("Arviointiryhmän muistio 3/2024" → "Arviointiryhmä"). In "Etelän Oy
    asiantuntijaryhmän kokous" there is none: the owner before an own name is not a genitive.

    >>> _owner("Yhteisten palvelujen ohjausryhmän kokous")
    'Yhteisten palvelujen ohjausryhmä'
    """
    return _owner_in_genitive(text) or _foreign_owner(text) or _owner_in_nominative(text)


def _owner_in_genitive(text: str) -> str | None:
    if match := _GENITIVE_TITLE.match(text):
        owner = match["owner"].strip(" ,–-")
        words = owner.split()
        head = _nominative_of_body(words[-1])
        if head and len(owner) < 150:
            return " ".join([*words[:-1], head])
    return None


def _foreign_owner(text: str) -> str | None:
    for match in filter(None, (pattern.match(text) for pattern in (_SWEDISH_TITLE, _ENGLISH_TITLE))):
        owner = (match["owner"] or match["owner2"] or match["owner3"] or "").strip(" ,–-:")
        if _FOREIGN_BODY.search(owner) and len(owner) < 120 and not re.search(r"\d", owner):
            return owner[:1].upper() + owner[1:]
    return None


def _owner_in_nominative(text: str) -> str | None:
    """ "Yhteistyöryhmä 3/2024", "Asiantuntijaryhmä, muistio"."""
    match = _NOMINATIVE_TITLE.match(text)
    if match is None or not _is_nominative_body(match["owner"].split()[-1]):
        return None
    owner = match["owner"].strip()
    return None if vocabulary.MINUTES_WORD.fullmatch(owner) else owner


def _nominative_of_body(word: str) -> str | None:
    """The nominative of a body's name in the genitive, letter case kept; None when it names no body."""
    lower = word.lower()
    for base in (*_nominatives(word), lower):
        if base.endswith(vocabulary.BODY_HEADS) and not base.endswith(_GATHERINGS) and base != lower:
            same = 0
            while same < min(len(base), len(word)) and base[same] == lower[same]:
                same += 1
            rest = base[same:]
            return word[:same] + (rest.upper() if word.isupper() else rest)
    return None


def _body_in_name(name: str) -> str | None:
    """A body named by the file, its ä and ö restored where that makes a word ("asiantuntijaryhma2022-004.md")."""
    stem = re.sub(r"[\d_.,()-]+", " ", name.rpartition(".")[0]).strip()
    for word in stem.split():
        if len(word) < 6:
            continue
        for spelling in (word, *_restored(word)):
            if _is_named_body(spelling) and is_known(spelling.lower()) and spelling.lower().endswith(vocabulary.BODY_HEADS):
                return spelling[:1].upper() + spelling[1:].lower()
    return None


def _restored(word: str) -> list[str]:
    """The word with its last, then more, "a" and "o" given back their dots."""
    places = [index for index, letter in enumerate(word.lower()) if letter in "ao"][-4:]
    spellings = []
    for count in range(1, 2 ** len(places)):
        letters = list(word.lower())
        for bit, index in enumerate(reversed(places)):
            if count >> bit & 1:
                letters[index] = {"a": "ä", "o": "ö"}[letters[index]]
        spellings.append("".join(letters))
    return spellings
