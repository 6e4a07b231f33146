"""Short forms: whether letters or beginnings of words stand for the words beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from indexer.relate.glossary.words import JOINING
from kb.finnish import part_terms

_LEAST_OF_PART: Final = 2


def clips(short: str, words: Sequence[str]) -> bool:
    """Whether a word is made of the beginnings, of two letters at least, of the first words or parts of compounds; of three or
    more parts those between the first and the last may be left out.

    >>> clips("ohry", ["ohjausryhmä"]), clips("hyte", ["hyvinvoinnin", "ja", "terveyden", "edistäminen"])
    (True, True)
    >>> clips("pusu", ["puistonhoitosuunnitelma"]), clips("kevät", ["keväällä"]), clips("alue", ["alkava", "lue"])
    (True, False, False)
    """
    telling = [word.lower() for word in words if word.lower() not in JOINING]
    parts = telling if len(telling) > 1 else [part for word in telling for part in parts_of_word(word)]
    return _clips(short.lower(), parts) or (len(parts) > 2 and _clips(short.lower(), [parts[0], parts[-1]]))


def _clips(short: str, parts: Sequence[str]) -> bool:
    rest, used = short, 0
    for part in parts:
        if not rest:
            break
        same = 0
        while same < min(len(rest), len(part) - 1) and rest[same] == part[same]:
            same += 1
        if same < _LEAST_OF_PART:
            return False
        # The next part must have two letters to begin with.
        if len(rest) - same == 1:
            same -= 1
        rest, used = rest[same:], used + 1
    return not rest and used > 1


def spells(abbreviation: str, words: Sequence[str]) -> bool:
    """Whether the letters of an abbreviation begin, in order, words or parts of compounds, the first of them the first word's.

    >>> spells("LVM", ["liikenne-", "ja", "viestintäministeriö"]), spells("LVM", ["lausunto"])
    (True, False)
    """
    letters = re.sub(r"[^a-zåäö0-9]", "", abbreviation.lower())
    initials = [part[0] for word in words if word.lower() not in JOINING for part in parts_of_word(word) if part]
    if len(letters) < 2 or not initials or initials[0] != letters[0]:
        return False
    left = iter(initials)
    if not all(letter in left for letter in letters):
        return False
    # A long phrase spells anything: most of its words must be there.
    return len(letters) >= len([word for word in words if word.lower() not in JOINING])


def parts_of_word(word: str) -> list[str]:
    """The parts of a compound, none of which holds another; a word that is none alone.

    >>> parts_of_word("kiinteistönhoitosopimus")
    ['kiinteistö', 'hoito', 'sopimus']
    """
    whole = word.lower().strip("-")
    parts = [part for part in part_terms(whole) if part]
    singles = [part for part in parts if not any(part != other and other in part and parts.index(other) < 9 for other in parts)]
    return singles or [piece for piece in whole.split("-") if piece]
