"""Which words of the corpus are probably misspelt, and what they were meant to be: a field of its own in the text index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from indexer.kept import Kept
from kb import finnish
from kb.passage import Passage

Counted = tuple[str, bool, int]


def find(passages: Iterable[Passage], kept: Kept | None = None) -> dict[str, frozenset[str]]:
    """Misspelt words, lower case, with the terms of the base-form field that they should have had.

    The words of a meeting or a document whose count was `kept` are not counted again.
    """
    kept = kept or Kept()
    counts: dict[str, int] = {}
    written: dict[str, str] = {}
    for _, group in groupby(passages, key=lambda passage: passage.meeting or passage.group):
        for word, is_finnish, count in _counted(tuple(group), kept):
            surface = word.lower()
            counts[surface] = counts.get(surface, 0) + count
            if is_finnish:
                # A word that stands somewhere without its capital is no name.
                known = written.get(surface)
                if known is None or (known not in (surface, word) and _capitals(word) < _capitals(known)):
                    written[surface] = word
    vocabulary = finnish.Vocabulary(counts)
    found = {}
    for surface, word in written.items():
        if meant := finnish.corrections(word, vocabulary):
            found[surface] = frozenset(one.base for one in meant)
    return found


def _counted(passages: Sequence[Passage], kept: Kept) -> tuple[Counted, ...]:
    """The tokens of some passages, each with whether it is a word of a Finnish text and how often it stands there."""
    texts = [(passage.title, passage.text, passage.language) for passage in passages]
    return kept.of(tuple[Counted, ...], lambda: tuple(_count(texts)), "words", texts)


def _count(texts: Iterable[tuple[str, str, str]]) -> Iterator[Counted]:
    found: Counter[tuple[str, bool]] = Counter()
    for language, group in groupby(texts, key=lambda text: text[2]):
        for (word, kind), count in finnish.count_tokens(part for title, text, _ in group for part in (title, text)).items():
            found[word, kind == "word" and language == "fi"] += count
    return ((word, is_finnish, count) for (word, is_finnish), count in found.items())


def _capitals(word: str) -> int:
    return sum(letter.isupper() for letter in word)
