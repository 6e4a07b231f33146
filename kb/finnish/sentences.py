"""Sentences of Finnish minutes: where one ends, and where a full stop belongs to an abbreviation, a date or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kb.finnish.voikko import forgotten_with_backend, readings

# How far back the reason for a full stop is looked for.
_WINDOW = 80


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the last word of a sentence: what they introduce follows.
_OPENING = _words(
    "esim mm ts nk ns ks kts vrt mr n v vv klo ko ml sis alk ed em eo ent os s ss art lk prof dos tri dr mag kand yht "
    "viim puh tel fax nro no nr vt va ma ao asianos ap huom lyh engl ruots lat saks ransk ven suom toim kirj käänt synt k t "
    "st bl a f d kl jfr ev exkl inkl cf eg ie vs mrs ms"
)
# Before a name a title goes on ("pj. Virtanen"), before anything else it may end the sentence ("… valittiin pj.").
_TITLES = _words("pj siht vpj varapj puhj pvm kj tj toimj tjk erit dipl ins fil maist rva hra nti past rov ltn evl")
# After a number these are units ("65 v.", "3 s."), which may end a sentence.
_UNITS = _words("v vv s ss t k a d st")
_NAME_CLASSES = _words("etunimi sukunimi paikannimi nimi nimisana laatusana nimisana_laatusana lyhenne")

_STOP = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=[\s\u200b]|$)")
_GLUED = re.compile(r"(?<=[a-zåäö]{4})\.(?!(?i:pdf|docx?|pptx?|xlsx?|html?|md|txt)\b)(?=[A-ZÅÄÖ][a-zåäö]{2,})")
_PARAGRAPH = re.compile(r"\n(?:\s*\n|(?=[ \t]*(?:[-–•*▪●◦]|\d{1,2}[.)]|[a-zåäö]\))[ \t]))\s*")
_BLANK = re.compile(r"[\s\u200b]+")
_NEXT = re.compile(r"[\"”’'»(\[*_\s\u200b]*(\S)")
_WORD = re.compile(r"[^\W_]+")
_AFTER_NUMBER = re.compile(r"\d\s*$")
_LAST_NUMBER = re.compile(r"(?<![\w])(\d+(?:\.\d+)*)$")
_ENUMERATOR = re.compile(r"^[\W_]*(?:§\s*)?(?:\d{1,3}(?:\.\d{1,2})*|[A-ZÅÄÖa-zåäö]|[IVX]+)$")
_INITIAL = re.compile(r"(?:^|[\s(.\-\u200b])[A-ZÅÄÖ]$")
_LETTERED = re.compile(
    r"(?:^|\s)(?:liit\w+|kohd\w+|kohta|vaihtoeh\w+|luok\w+|ryhm\w+|os[ai]\w*|bilag\w+|annex)\s+[A-ZÅÄÖ]$", re.I
)
_MONTH = re.compile(
    r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu|klo\b|päivä|"
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b",
    re.I,
)


@forgotten_with_backend
@lru_cache(maxsize=8_192)
def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence, in order. Everything but the white space between them is in exactly one.

    A blank line ends a sentence, and so does a new item of a list; any other line break is a space.

    >>> text = "Todettiin 3 §. Sovittiin, että pj. Salo tuo n. 5 esitystä ym. asiat 13.2. klo 9. Hyväksyttiin liite 2."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Todettiin 3 §.', 'Sovittiin, että pj. Salo tuo n. 5 esitystä ym. asiat 13.2. klo 9.', 'Hyväksyttiin liite 2.']
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _ends(text):
        trimmed = _trim(text, start, end)
        if trimmed is not None:
            yield trimmed
        start = end


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    blank = _BLANK.match(text, start, end)
    start = blank.end() if blank else start
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\u200b"):
        end -= 1
    return (start, end) if end > start else None


def _ends(text: str) -> Iterator[int]:
    breaks = sorted({match.end() for match in _PARAGRAPH.finditer(text)} | {len(text)})
    start = 0
    for end in breaks:
        yield from _stops(text, start, end)
        yield end
        start = end


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    places = [match.span() for pattern in (_STOP, _GLUED) for match in pattern.finditer(text, start, end)]
    for stop, after in sorted(places):
        if _is_end(text, start, stop, after, end):
            yield after
            start = after


def _is_end(text: str, start: int, stop: int, after: int, end: int) -> bool:
    following = _NEXT.match(text, after, end)
    if following is None:
        return False  # the end of the paragraph, which is an end anyway
    first = following.group(1)
    if first.islower() or (first in ",;:)–-" and not text[after : following.start(1)].strip("\u200b").startswith("\n")):
        return False
    if text[stop : stop + 1] != "." or text[stop : stop + 2] == "..":
        return True
    before = text[max(start, stop - _WINDOW) : stop]
    position = following.start(1)
    return not (
        _is_enumerator(before, stop - start <= _WINDOW)
        or _is_abbreviation(before, text, position)
        or _is_number_going_on(before, text, position)
    )


def _is_enumerator(before: str, from_start: bool) -> bool:
    """The number "3." or "§ 3." in front of what it numbers, at the start or after a colon ("Päätettiin: 1. Hyväksyä …")."""
    ahead, colon, numbered = before.rpartition(":")
    if ahead[-1:].isdigit() and numbered[:1].isdigit():
        return False  # the minutes of a time: "at 9:00."
    return bool(colon or from_start) and bool(_ENUMERATOR.match(numbered.strip("\u200b\u00a0 \n*")))


def _is_abbreviation(before: str, text: str, position: int) -> bool:
    begin = _last_word(before)
    if begin == len(before):
        return False
    if begin == len(before) - 1 and _INITIAL.search(before):
        return text[position].isupper() and not _LETTERED.search(before) and _may_be_name(text, position)
    word, ahead = before[begin:].lower(), before[:begin]
    if word in _UNITS and _AFTER_NUMBER.search(ahead):
        return text[position].isdigit()
    if word in _OPENING:
        return True
    return word in _TITLES and (text[position].isdigit() or _may_be_name(text, position))


def _last_word(before: str) -> int:
    """Where the letters begin that a text ends in."""
    begin = len(before)
    while begin and before[begin - 1].isalnum() and not before[begin - 1].isdecimal():
        begin -= 1
    return begin


def _may_be_name(text: str, position: int) -> bool:
    """Whether a capitalised word can be a person's name: an unknown word or any noun, since *Korpi* and *Salo* are both."""
    found = _WORD.match(text, position)
    if found is None or not text[position].isupper():
        return False
    known = readings(found.group())
    return not known or len(found.group()) == 1 or any(reading.word_class in _NAME_CLASSES for reading in known)


def _is_number_going_on(before: str, text: str, position: int) -> bool:
    """Ordinals and dates in the middle: "17. 12.", "1. 2.", "3. joulukuuta", "17.12. klo 13"."""
    found = _LAST_NUMBER.search(before) if before[-1:].isdecimal() else None
    if found is None:
        return False
    if text[position].isdigit():
        return len(found.group(1).split(".")[-1]) <= 2
    return bool(_MONTH.match(text, position))
