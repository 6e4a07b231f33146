"""What a word that stands nowhere was probably meant to be, in the form it was typed, from the corpus's own words."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from kb import finnish


def better_word(word: str, vocabulary: Mapping[str, int]) -> str | None:
    """The corpus's likeliest word for one that it does not have, or None. `vocabulary` counts surface forms.

    >>> better_word("seurantalinjjojen", {"seurantalinjojen": 3, "seuranta": 9})
    'seurantalinjojen'
    """
    low = word.lower()
    if len(low) < 4 or low[0].isdigit():
        return None
    for suggestion in finnish.suggest(low):
        if suggestion.lower() in vocabulary:
            return _as_typed(suggestion.lower(), word)
    most = 1 if len(low) < 6 else 2
    near = process.extract(
        low,
        [known for known in vocabulary if abs(len(known) - len(low)) <= most and known[:1] == low[:1]],
        scorer=DamerauLevenshtein.distance,
        score_cutoff=most,
        limit=20,
    )
    best = min(near, key=lambda found: (found[1], -vocabulary[found[0]]), default=None)
    return None if best is None else _as_typed(best[0], word)


def _as_typed(better: str, word: str) -> str:
    if word.isupper() and len(word) > 1:
        return better.upper()
    return better.capitalize() if word[:1].isupper() else better
