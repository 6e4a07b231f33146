"""Where a title stands among the items of an agenda: openings first, then matters, the rest and the closing last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# Titles that have their place, in the order of an agenda (Kuntaliitto, kokouksen kulku); matters stand between the two.
_OPENINGS: Final = (
    r"(?:kokouksen\s+)?avau?s|kokouksen\s+avaaminen|(?:mötet|mötets)\s+öppn\w+|öppnande|opening",
    r"(?:kokouksen\s+)?(?:laillisuus|päätösvaltaisuus)|osallistujat|läsnäolijat|mötets\s+laglighet|närvarande|attendance",
    r"(?:kokouksen\s+)?(?:puheenjohtajan|sihteerin)\s+valin\w+|pöytäkirjan\s?tarkasta\w+|val\s+av\s+(?:ordförande|sekreterare|protokolljust\w+)",
    r"(?:esityslistan|työjärjestyksen)\s+hyväksy\w+|godkännande\s+av\s+föredragningslista\w*|(?:approval|adoption)\s+of\s+the\s+agenda",
    r"(?:edellisen|viime)\s+kokouksen\b|föregående\s+(?:mötes|protokoll)\w*|minutes\s+of\s+the\s+(?:previous|last)\b",
)
_CLOSINGS: Final = (
    r"muut\s+(?:\w+\s+)?asiat|muita\s+(?:\w+\s+)?asioita|övriga\s+(?:ärenden|frågor)|(?:any\s+)?other\s+(?:business|matters)",
    r"seuraav\w+\s+kokou\w+|tuleva\w*\s+kokou\w+|(?:nästa|följande)\s+möten?|(?:the\s+)?next\s+meetings?",
    r"kokouksen\s+(?:päät\w+|lopet\w+)|päätös\s*$|mötet\s+avslutas|mötets\s+avslut\w+|avslutning|closing",
)
_RANKS: Final = tuple(
    (re.compile(rf"\W*(?:{pattern})", re.IGNORECASE), rank)
    for rank, pattern in (*enumerate(_OPENINGS, start=-len(_OPENINGS)), *enumerate(_CLOSINGS, start=1))
)


def rank(title: str) -> int:
    """A title's place among kinds of items: below zero an opening, zero a matter, above it the rest and the closing.

    >>> rank("Kokouksen avaus"), rank("Laavujen polttopuut"), rank("Muut asiat"), rank("Seuraavat kokoukset")
    (-5, 0, 1, 2)
    """
    return next((rank for pattern, rank in _RANKS if pattern.match(title)), 0)


def place_for(title: str, titles: Sequence[str]) -> int:
    """Where an item of this title goes among others: before the first one that belongs after it, else to the end.

    >>> place_for("", ["Kokouksen avaus", "Laavut", "Muut asiat", "Seuraava kokous"]), place_for("Laavut", [])
    (2, 0)
    >>> place_for("Seuraavat kokoukset", ["Laavut", "Muut asiat"]), place_for("Kokouksen avaus", ["Laavut"])
    (2, 0)
    """
    own = rank(title)
    return next((place for place, other in enumerate(titles) if rank(other) > own), len(titles))
