"""Attachments as minutes speak of them: labels in the text ("LIITE 3", "liitteet 1–2"), lists of names, links to files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from indexer.interpret.lines import Line

_LABEL = re.compile(
    r"(?<![\w-])(?P<word>liit(?:e(?:essä|enä|eseen|estä|een|ttä|en)?|teessä|teenä|teeseen|teestä|teen|että|teet|teissä|teinä|teiden|teisiin|teitä)|bilag(?:a|an|or|orna)|attachments?|annex(?:es)?|appendix|appendices)"
    r"\s*(?:n:?ro\.?\s*|nro\s*)?(?P<numbers>\d{1,2}[a-z]?\b(?!\s*[./]\s*\d)(?:\s*(?:,|–|-|ja|och|and|&)\s*\d{1,2}[a-z]?\b(?!\s*[./]\s*\d))*)",
    re.I,
)
_FILE = re.compile(r"[^\s|;]?[^|;\n]*?\.(?:pptx?|ppsx|docx?|pdf|xlsx?|odt|odp|ods|rtf|md|txt|html?|zip|csv)\b", re.I)
_DOCUMENT_LINK = re.compile(r"\.(?:pptx?|ppsx|docx?|pdf|xlsx?|odt|odp|ods)(?:$|[?#])", re.I)
_LIST_ENTRY = re.compile(r"(?=\b(?:LIITE|Liite|BILAGA|Bilaga|ANNEX|Annex|ATTACHMENT|Attachment)\s*\d{1,2}\b)")
_LIST_LABEL = re.compile(r"^(?:(?:liitteet|liiteluettelo|bilagor|attachments|annexes)\s*:?\s*)", re.I)
_NAMED_ENTRY = re.compile(r"^(?P<word>liite|bilaga|annex|attachment)\s*(?P<number>\d{1,2})\s*[:.,–-]?\s*(?P<name>\S.*)$", re.I)
_NUMBERED_ENTRY = re.compile(r"^(?P<number>\d{1,2})[.)]?\s+(?P<name>\S.*)$")
_APPOSITION = re.compile(
    r"\bliitteenä(?:\s+oli|\s+on|\s+olevassa|\s+oleva|\s+ollut)?\s+(?P<name>[a-zåäö][\w-]*(?:\s+[a-zåäö][\w-]*){1,4})(?=[.,;)]|$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A label that a line refers to, and where on the line."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """An attachment as listed: its label ("LIITE 3"), its name, and the line of the list."""

    label: str
    name: str
    line: int


def references(text: str) -> tuple[Reference, ...]:
    """The attachments that a text refers to by number.

    >>> [reference.label for reference in references("Esitys liitteenä (LIITE 1), ks. myös liitteet 3–4 ja 6.")]
    ['LIITE 1', 'LIITE 3', 'LIITE 4', 'LIITE 6']
    """
    found = []
    for match in _LABEL.finditer(text):
        for number in _numbers(match["numbers"]):
            found.append(Reference(f"{_word(match['word'])} {number}", match.start(), match.end()))
    return tuple(found)


def _word(word: str) -> str:
    """The word of a label in its base form, capitals: LIITE, BILAGA, ANNEX, ATTACHMENT, APPENDIX."""
    lower = word.lower()
    for stem, base in (("liit", "LIITE"), ("bilag", "BILAGA"), ("annex", "ANNEX"), ("append", "APPENDIX")):
        if lower.startswith(stem):
            return base
    return "ATTACHMENT"


def _numbers(text: str) -> Iterator[str]:
    for part in re.split(r"\s*(?:,|ja|och|and|&)\s*", text):
        ends = re.split(r"\s*[–-]\s*", part.strip())
        if len(ends) == 2 and ends[0].isdigit() and ends[1].isdigit() and 0 < int(ends[1]) - int(ends[0]) < 20:
            yield from (str(number) for number in range(int(ends[0]), int(ends[1]) + 1))
        else:
            yield from (end for end in ends if end)


def listed(lines: Sequence[Line]) -> tuple[Named, ...]:
    """Attachments with their names, from a list at the end, below a heading "Liitteet", or run together on one line.

    The label is the first number after the word; what follows is the name, numbers and all ("LIITE 5 7_Tilanne.pptx").
    """
    found: list[Named] = []
    for position, line in enumerate(lines):
        if entries := _entries_on(lines, position):
            found.extend(entries)
        elif word := next((word for heading, word in _LIST_HEADINGS if heading.fullmatch(line.text.strip())), None):
            found.extend(_entries_below(lines, position, word))
    return tuple(found)


def _entries_on(lines: Sequence[Line], position: int) -> list[Named]:
    """The attachments that a line lists: several, one with a file's name, or one in a list that a line above begins."""
    line = lines[position]
    labelled = bool(_LIST_LABEL.match(line.text))
    if not labelled and not _LIST_ENTRY.match(line.text):
        return []
    entries = [entry for entry in _LIST_ENTRY.split(line.text) if entry.strip()]
    named = [match for entry in entries if (match := _NAMED_ENTRY.match(entry.strip(" |")))]
    is_one = len(named) == 1 and (labelled or len(entries) == 1)
    if len(named) > 1 or (is_one and (_FILE.search(named[0]["name"]) or _below_list(lines, position))):
        return [Named(f"{_word(match['word'])} {match['number']}", _name(match["name"]), line.index) for match in named]
    return []


# What stands above a list, and the word of its labels.
_LIST_HEADINGS: Final = (
    (re.compile(r"(?:liitteet|bilagor|attachments)\s*:?", re.I), "LIITE"),
    (re.compile(r"oheismateriaalit?\s*:?", re.I), "OHEISMATERIAALI"),
)


def _below_list(lines: Sequence[Line], position: int) -> bool:
    return any(_LIST_LABEL.match(line.text) for line in lines[max(0, position - 12) : position])


def _entries_below(lines: Sequence[Line], position: int, word: str) -> Iterator[Named]:
    """ "1 Laaja kertomus" and the like below "Liitteet"; stops at the first line that is no entry."""
    for line in lines[position + 1 : position + 30]:
        if _NAMED_ENTRY.match(line.text):
            return
        match = _NUMBERED_ENTRY.match(line.text)
        if not match or len(line.text) > 200 or line.stands_out:
            return
        yield Named(f"{word} {match['number']}", _name(match["name"]), line.index)


def _name(text: str) -> str:
    """An attachment's name; what follows a file's ending or another label of the frame is not of it."""
    text = re.split(r"\s(?:Jakelu|Tiedoksi|Sändlista|För kännedom|Distribution)\b", " ".join(text.split()))[0]
    file = _FILE.match(text)
    return (file.group() if file and len(text) - file.end() > 1 else text).strip(" ,;|")


def linked(line: Line) -> tuple[Named, ...]:
    """Documents that a line links to, or names in parentheses with their address."""
    found = []
    for _, _, address in line.block.links:
        if _DOCUMENT_LINK.search(address):
            name = unquote(address.split("?")[0].split("#")[0].rpartition("/")[2])
            found.append(Named(name, name, line.index))
    if not found:
        for match in re.finditer(r"https?://\S+", line.text):
            address = match.group().rstrip(").,;")
            if _DOCUMENT_LINK.search(address):
                name = unquote(address.rpartition("/")[2])
                found.append(Named(name, name, line.index))
    return tuple(found)


def described(text: str) -> str | None:
    """An attachment told without a number: "liitteenä yhteenveto saaduista kommenteista" gives the words after.

    >>> described("Kommentit saatiin, liitteenä yhteenveto saaduista kommenteista.")
    'yhteenveto saaduista kommenteista'
    """
    match = _APPOSITION.search(text)
    if not match or re.search(r"\b(?:esityksessä|esitys|muistiossa|olevassa)\b", match["name"]):
        return None
    return match["name"]
