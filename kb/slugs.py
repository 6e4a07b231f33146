"""Readable addresses: what a name looks like in a URL. Finnish letters stay."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# The same few names are asked for again and again.
_REMEMBERED = 16_384


@lru_cache(maxsize=_REMEMBERED)
def slug(text: str) -> str:
    """The name in lower case with hyphens for everything that is neither a letter nor a digit; may be empty.

    >>> slug("Jälkivalvonta ja  valvonnan TEM:n linja"), slug("§ 121"), slug("LIITE 3")
    ('jälkivalvonta-ja-valvonnan-tem-n-linja', '121', 'liite-3')
    """
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", text).lower()).strip("-")


@lru_cache(maxsize=_REMEMBERED)
def item_slug(number: str) -> str:
    """An item's number as ids use it.

    >>> item_slug("§ 121"), item_slug("4 a"), item_slug("3")
    ('121', '4a', '3')
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", number).lower())


def unique(wanted: str, taken: set[str]) -> str:
    """The name, or the name with the first free number from 2 on; it is then taken.

    >>> taken = {"aihe"}
    >>> unique("aihe", taken), unique("aihe", taken), unique("", taken)
    ('aihe-2', 'aihe-3', 'x')
    """
    base = wanted or "x"
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    taken.add(name)
    return name
