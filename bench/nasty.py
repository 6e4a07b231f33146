"""Queries that cost the most: as many words as a query may have, common, rare, misspelt, cut short, in phrases, excluded."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kb.search.query import DEEPEST, LONGEST, MOST_WORDS


def queries(words: Mapping[str, int]) -> dict[str, str]:
    """The queries by what is nasty about them. `words` are a corpus's own, lower case, with how often each stands there."""
    chance = random.Random(3)
    own = sorted(word for word in words if word.isalpha() and len(word) > 3)
    common = sorted(own, key=lambda word: (-words[word], word))[: 2 * MOST_WORDS]
    long = sorted(own, key=lambda word: (-len(word), word))[: 4 * MOST_WORDS]
    chance.shuffle(long)
    rare = chance.sample(own, min(len(own), MOST_WORDS))
    letters = "aeioukstlnrpmhvjyäö"
    unknown = ["".join(chance.choice(letters) for _ in range(12)) for _ in range(MOST_WORDS)]
    return {
        "common words": _cut(common),
        "any of common words": _cut(common, " OR "),
        "any of rare words": _cut(rare, " OR "),
        "a question of long words": _cut(["miten", *long]),
        "words with a letter too many": _cut([word[:3] + "x" + word[3:] for word in long]),
        "words with another ending": _cut([word[:-1] + "q" for word in rare]),
        "words of no language": _cut(unknown),
        "names of no language": _cut([word.capitalize() for word in unknown]),
        "beginnings": _cut([word[:2] + "*" for word in rare]),
        "any of beginnings": _cut([word[:2] + "*" for word in rare], " OR "),
        "letters": _cut([letter + "*" for letter in "abcdefghijklmnopqrstuvwxyzåäö"]),
        "one long phrase": f'"{_cut(common)[: LONGEST - 2]}"',
        "many phrases": _cut([f'"{one} {other}"' for one, other in pairwise(common)]),
        "exclusions": _cut(["-" + word for word in common]),
        "hyphens": _cut([f"{one}-{other}" for one, other in pairwise(long)]),
        "one word again and again": _cut(common[:1] * MOST_WORDS),
        "a long word": "ä" * LONGEST,
        "a long compound": "lupa" * (LONGEST // 4),
        "deep in parentheses": "(" * (DEEPEST - 1) + "kokous" + ")" * (DEEPEST - 1),
        "filters": _cut([f"aihe:{word}" for word in common]),
    }


def _cut(words: Sequence[str], between: str = " ") -> str:
    """As many of the words as a query may have and has room for."""
    found: list[str] = []
    for word in words[:MOST_WORDS]:
        if len(between.join([*found, word])) > LONGEST:
            break
        found.append(word)
    return between.join(found)
