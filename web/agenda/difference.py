"""Two texts as parts that both have and parts that one of them has: for seeing what two writers have changed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher


def differing(text: str, other: str) -> list[tuple[str, bool]]:
    """The parts of a text in order, each with whether the other lacks it.

    >>> differing("Tolpat tilataan nyt.", "Tolpat tilataan.")
    [('Tolpat tilataan', False), (' nyt', True), ('.', False)]
    """
    mine, theirs = re.findall(r"\s+|\w+|[^\w\s]", text), re.findall(r"\s+|\w+|[^\w\s]", other)
    parts = []
    for what, start, end, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if end > start:
            parts.append(("".join(mine[start:end]), what != "equal"))
    return parts
