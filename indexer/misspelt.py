"""Which words of the corpus are probably misspelt, and what they were meant to be: a field of its own in the text index."""

from __future__ import annotations

from collections.abc import Iterable

from kb import finnish
from kb.search.schema import Passage


def find(passages: Iterable[Passage]) -> dict[str, frozenset[str]]:
    """Misspelt words, lower case, with the terms of the base-form field that they should have had."""
    counts: dict[str, int] = {}
    written: dict[str, str] = {}
    for passage in passages:
        for text in (passage.title, passage.text):
            for token in finnish.tokenize(text):
                surface = token.text.lower()
                counts[surface] = counts.get(surface, 0) + 1
                if token.kind == "word" and passage.language == "fi":
                    # A word that stands somewhere without its capital is no name.
                    written[surface] = min(written.get(surface, token.text), token.text, key=_capitals)
    vocabulary = finnish.Vocabulary(counts)
    found = {}
    for surface, word in written.items():
        if meant := finnish.corrections(word, vocabulary):
            found[surface] = frozenset(one.base for one in meant)
    return found


def _capitals(word: str) -> int:
    return sum(letter.isupper() for letter in word)
