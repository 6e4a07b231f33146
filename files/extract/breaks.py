"""Whether a line goes on on the next one, or ends: in text files and Markdown, where only line feeds tell.

Minutes write "Aika: …" and "Paikka: …" on lines of their own without an empty line between; prose wrapped by an editor
looks the same but for its widths.
"""

from __future__ import annotations

import re
from typing import Final

_LABEL: Final = re.compile(r"[A-ZÅÄÖ§][^\s:.,;]*(?: [^\s:.,;]+){0,4}:(?:\s|$)|\*\*|[A-ZÅÄÖ]\w+\t")
_MARK: Final = re.compile(r"(?:[-–—•*·▪o]|-+>|=+>|→|\(?\d{1,3}[.)]|\(?[a-zåäö]\)|§)\s")
# A heading with a number of its own: "8 § Kokouksen päättäminen", "Asia 2. Tilanne".
_HEADING: Final = re.compile(r"(?:\d{1,3}\s*§|§\s*\d{1,3}|\d{1,2}[.)]?|(?:Asia|Kohta|Ärende|Item)\s+\d{1,2}[.:]?)\s+[A-ZÅÄÖ]")
_WIDEST: Final = 120
_NARROWEST: Final = 40


def is_wrapped(line: str, after: str, width: int) -> bool:
    """Whether `after` merely continues `line`, in a paragraph whose longest line has `width` characters.

    >>> is_wrapped("Hankkeen toteutusta jatketaan vuoden loppuun ja siitä raportoidaan", "kuukausittain.", 68)
    True
    >>> is_wrapped("Aika: 14.11.2022 klo 13", "Läsnä: Anna Aalto, Kalle Koivu", 30)
    False
    """
    if not line or not after or is_marked(after) or _LABEL.match(after) or _HEADING.match(after):
        return False
    if _HEADING.match(line) and after[0].isupper() and len(line) < 100 and not line.endswith((",", "-", "/")):
        return False
    if not _NARROWEST <= width <= _WIDEST:
        return False
    first = after.split(maxsplit=1)[0]
    return len(line) + 1 + len(first) > width - 4


def is_marked(line: str) -> bool:
    """Whether a line begins with a bullet, an arrow or a number of its own."""
    return bool(_MARK.match(line + " "))
