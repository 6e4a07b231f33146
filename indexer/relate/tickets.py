"""Numbers of cases and tickets that items name."""

from __future__ import annotations

import re
from typing import Final

from kb.model import AgendaItem

_TICKET: Final = re.compile(
    r"(?:#|(?<![\w-])(?:tiketti|tikettiä|tiketin|ticket|issue|bug|bugi|diaarinumero|dnro|diaarinro)\s*:?\s*#?)(?P<number>\d{2,7})\b"
    r"|^\s*(?P<listed>\d{3,6})(?=\s*(?:[-–—]|$))"
    r"|(?<![\w/])(?P<case>[A-ZÅÄÖ]{1,6}/\d{1,6}(?:/[\d.]{1,12}){0,2}/(?:19|20)\d\d)\b",
    re.IGNORECASE | re.MULTILINE,
)
# What every number of a case or ticket has.
_TWO_DIGITS: Final = re.compile(r"\d\d")


def tickets_in(text: str) -> frozenset[str]:
    """Numbers of cases and tickets that a text names.

    >>> sorted(tickets_in("#4234 Haku\\n3104 - Kotipalvelu"))
    ['3104', '4234']
    """
    found = _TICKET.finditer(text) if _TWO_DIGITS.search(text) else ()
    return frozenset(match["number"] or match["listed"] or match["case"].upper() for match in found)


def tickets_of(item: AgendaItem) -> frozenset[str]:
    """Numbers of cases and tickets that an item names: "#4234", "Tiketti 3924", "VN/1234/2024", and its record number.

    >>> sorted(tickets_of(AgendaItem("m/1", "1", "Tiketit", text="#4234 Haku\\n3104 - Kotipalvelu")))
    ['3104', '4234']
    """
    return tickets_in(f"{item.title}\n{item.text}") | ({item.case} if item.case else frozenset())
