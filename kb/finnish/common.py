"""How common a nominal is in Finnish at large: what every text talks of tells nothing of any one of them.

The list beside this module is a background to which the words of a corpus are compared; a word that is not on it is rarer
than one in a hundred thousand.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

_LIST: Final = Path(__file__).with_name("common_nouns.txt")
RARE: Final = 3.9


def commonness(base: str) -> float:
    """Where a base form stands on the Zipf scale, the ten-logarithm of its uses in a thousand million words; `RARE` for all
    that are no commoner than that.

    >>> commonness("asia") > commonness("kirjasto") > commonness("jälkivalvonta") == RARE
    True
    """
    return _common().get(base, RARE)


@cache
def _common() -> dict[str, float]:
    lines = (line.split() for line in _LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {word: int(tenths) / 10 for tenths, *words in lines for word in words}
