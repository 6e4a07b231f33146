"""Definitions that stand in lists: a list of terms below its heading, things with numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from indexer.relate.glossary.definition import Definition, Names, lines_of

_SIBLINGS: Final = re.compile(
    r"^(?P<word>[A-ZÅÄÖ][a-zåäö]{3,20}) (?P<number>\d{1,2}): (?P<meaning>[a-zåäö][\w -]{3,60})$", re.MULTILINE
)
_TERM_LIST: Final = re.compile(
    r"(?:\W|\d)*(?:käsitteet|käsitteistö|termit|lyhenteet|sanasto|määritelmät|käsitteitä|lyhenneluettelo|keskeiset käsitteet|käsitteiden määritelmät|termien selitykset|sanojen selitykset)"
    r"(?: ja \w+)?\W*",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    r"[\W\d]*(?P<term>[A-ZÅÄÖa-zåäö0-9][\w/-]*(?: [\w-]+){0,3})\s*(?::| [=–-] ?| \| )\s*(?P<meaning>[^\d\W].{3,240})"
)


def in_list(text: str) -> Iterator[Definition]:
    """The lines below a heading such as "Käsitteet" that give a word and its meaning, up to the first that does not."""
    inside = False
    for begin, line in lines_of(text):
        if _TERM_LIST.fullmatch(line):
            inside = True
            continue
        match = _LISTED.fullmatch(line.strip()) if inside else None
        inside = match is not None
        if match is not None:
            yield Definition(match["term"].strip(), match["meaning"].strip(" ."), begin, begin + len(line))


def siblings_of(text: str, names: Names) -> Iterator[Definition]:
    """Lines such as "Osuus 1: pohjoinen", "Osuus 2: etelä": what each of the numbered ones is."""
    found = list(_SIBLINGS.finditer(text))
    for match in found:
        if any(other["word"] == match["word"] and other["number"] != match["number"] for other in found):
            yield Definition(f"{match['word']} {match['number']}", match["meaning"].strip(), match.start(), match.end())
