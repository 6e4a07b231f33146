"""The group's abbreviations and what they mean, mined from its own documents: the first place that explains each.

A definition is a long form beside a short one, "Vesi- ja lumitietolaitos (VLL)" or "VLL (Vesi- ja lumitietolaitos)",
checked letter by letter from the end as Schwartz and Hearst do (A simple algorithm for identifying abbreviation
definitions in biomedical text, PSB 2003); a letter may also begin a part of a compound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.document import Document, Section
from kb.model import Where

SHORT = r"[A-ZÅÄÖ][A-ZÅÄÖ0-9]{1,5}"
_WORD = re.compile(rf"(?<![\w.-])({SHORT})(?=[:\-–]|\b)")
_BESIDE = re.compile(rf"\(({SHORT})\)")
_INSIDE = re.compile(rf"(?<![\w-])({SHORT})(?::[a-zåäö]+)? \(([^()]{{5,90}})\)")
_SAYS = re.compile(rf"(?<![\w-])({SHORT}) (?:=|on lyhenne sanoista|tarkoittaa) ([^.;()\n]{{5,90}})")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form, its meaning, where it was explained (None when only the settings know it), and how often it occurs."""

    short: str
    meaning: str
    where: Where | None
    count: int


def mine(documents: Iterable[Document], known: Iterable[tuple[str, ...]], least: int = 3) -> tuple[Abbreviation, ...]:
    """The abbreviations that occur at least `least` times and have a meaning; the documents oldest first.

    `known` are groups of names that mean the same: an abbreviation no document explains takes its long name from them.
    """
    counts: Counter[str] = Counter()
    found: dict[str, tuple[str, Where]] = {}
    for document in documents:
        for section in document.sections:
            text = section.text
            counts.update(match.group(1) for match in _WORD.finditer(text))
            for short, meaning, start, end in definitions(text):
                if short not in found:
                    found[short] = (meaning, where(document, section, start, end))
    names = {name: group for group in known for name in group if re.fullmatch(SHORT, name)}
    made = []
    for short, count in counts.items():
        if count < least:
            continue
        if short in found:
            made.append(Abbreviation(short, *found[short], count))
        elif spelled := next((name for name in names.get(short, ()) if not re.fullmatch(SHORT, name)), None):
            made.append(Abbreviation(short, spelled, None, count))
    return tuple(sorted(made, key=lambda one: one.short))


def where(document: Document, section: Section, start: int, end: int) -> Where:
    """The citation of characters of a section."""
    return Where(document.path, section.number, section.label, start, end)


def definitions(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Each definition in a text: short form, long form, and the characters where both stand.

    >>> [found[:2] for found in definitions("Esiteltiin tulvavaroitusten viestintämalli (TVM).")]
    [('TVM', 'tulvavaroitusten viestintämalli')]
    >>> [found[:2] for found in definitions("Mukana oli YTP (yhteinen tilannekuvapalvelu).")]
    [('YTP', 'yhteinen tilannekuvapalvelu')]
    >>> list(definitions("Sovittiin asiasta (LIITE) ja palattiin (VM)."))
    []
    """
    for match in _BESIDE.finditer(text):
        short = match.group(1)
        before = text[: match.start()].rstrip()
        line = before[before.rfind("\n") + 1 :]
        words = re.split(r"(?<=\s)", line)[-min(len(short) + 5, 2 * len(short)) :]
        long = fit(short, "".join(words).strip(' ,;:"”'))
        if long:
            yield short, long, match.start() - len(before) + before.rfind(long), match.end()
    for pattern in (_INSIDE, _SAYS):
        for match in pattern.finditer(text):
            short, candidate = match.group(1), match.group(2).strip()
            long = fit(short, candidate)
            if long and long == candidate.strip(' ,;:"”'):
                yield short, long, match.start(), match.end()


def fit(short: str, text: str) -> str | None:
    """The end of the text that the short form's letters spell, its first letter beginning a word; None when they do not.

    >>> fit("VLL", "ja myös Vesi- ja lumitietolaitos")
    'Vesi- ja lumitietolaitos'
    >>> fit("TEM", "kokouksen puheenjohtaja") is None
    True
    """
    if not text or text.upper() == text:
        return None
    place = len(text)
    for index in range(len(short) - 1, -1, -1):
        letter = short[index].lower()
        place -= 1
        while place >= 0 and (
            text[place].lower() != letter
            or (index == 0 and place > 0 and (text[place - 1].isalnum() or text[place - 1] == "-"))
        ):
            place -= 1
        if place < 0:
            return None
    long = text[place:]
    # The letters must not be strewn far apart: a long form has at most two words for each letter and starts within the line.
    words = [word for word in long.split() if word.lower() not in ("ja", "och", "and", "of", "för", "the")]
    return long if len(long) > 2 * len(short) and len(words) <= len(short) and "(" not in long else None
