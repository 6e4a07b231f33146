"""The matters that stand under a draft's title: under "Muut asiat" each line, bullet or ticket is one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.agenda.draft import DraftItem
from kb.agenda.presenters import presenter_of
from kb.agenda.vocabulary import is_rubric

_BULLET: Final = re.compile(r"^(?P<indent>\s*)(?:[-*•–·o▪]\s+|\d{1,2}[.)]\s+(?=\D)|[a-zåäö]\)\s+)?(?P<words>.*)$")
# What a line says of how it is handled rather than of its matter: "(info)", "tiedoksi", "10 min", "klo 13.15–13.30".
_MARKS: Final = re.compile(
    r"\(\s*(?:info|tiedoksi|keskustelu|päätös|päätettävä|för kännedom|diskussion|beslut|for information|discussion|decision)\s*\)"
    r"|(?:^|(?<=[\s,–-]))(?:info|tiedoksi)\s*[:–-]\s*|[\s,–-]+(?:info|tiedoksi)\s*$"
    r"|\(?\b(?:noin\s+|n\.\s*)?\d{1,3}\s?(?:min|minuuttia|minuter|minutes|h|t)\b\.?\)?"
    r"|\(?\b(?:klo|kello|kl\.?)\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[–-]\s*\d{1,2}(?:[.:]\d\d)?)?\)?"
    r"|\(?(?<![\d.])\d{1,2}[.:]\d\d\s*[–-]\s*\d{1,2}[.:]\d\d(?![.\d])\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter under a general title: the words it is sought by, what stands below them, and its place among the text's lines."""

    title: str
    text: str
    line: int


def plain(line: str, names: frozenset[str] = frozenset()) -> str:
    """A line without its bullet, its presenter, times and what is said of how it is handled.

    >>> plain("- Opasteiden uusiminen (info), 10 min"), plain("Laavut (Aino)", frozenset({"aino"}))
    ('Opasteiden uusiminen', 'Laavut')
    """
    match = _BULLET.match(line)
    words = " ".join(_MARKS.sub(" ", match["words"] if match else line).split()).strip(" ,;–-")
    return presenter_of(words, names)[0]


def matters_of(item: DraftItem, names: frozenset[str] = frozenset()) -> tuple[Matter, ...]:
    """The matters of an item whose title says nothing of one; none under a title that tells its matter.

    >>> [matter.title for matter in matters_of(DraftItem("9", "Muut asiat", "- Laavut\\n  - polttopuut\\n- Tolppien maalaus (info)"))]
    ['Laavut', 'Tolppien maalaus']
    >>> matters_of(DraftItem("2", "Laavujen polttopuut", "Tilanne."))
    ()
    """
    if not is_rubric(item.title, names):
        return ()
    found = []
    for place, lines in _grouped(item.text.split("\n")):
        title = plain(lines[0], names).rstrip(" :")
        if title and not is_rubric(title, names):
            found.append(Matter(title, "\n".join(plain(line, names) for line in lines[1:]), place))
    return tuple(found)


def _grouped(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines with those that stand deeper below them, and the place of the first."""
    group: list[str] = []
    start, depth = 0, 0
    for place, line in enumerate(lines):
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        if group and indent > depth:
            group.append(line)
            continue
        if group:
            yield start, group
        group, start, depth = [line], place, indent
    if group:
        yield start, group
