"""What one process has worked out about words, told to another: the analysis of words is most of what a build costs.

The workers of a build tell the build, and that tells the next build by way of its cache. Only what was worked out with the same
dictionary and the same code may be told.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.finnish.analysis import Terms, known_terms
from kb.finnish.guesser import known_guesses
from kb.finnish.voikko import Reading, known_readings, known_suggestions


@dataclass(frozen=True, slots=True)
class Words:
    """Readings and terms of words, suggestions for misspelt ones and guesses for unknown ones, by the words."""

    readings: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    terms: dict[str, Terms] = field(default_factory=dict)
    suggestions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    guesses: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.readings or self.terms or self.suggestions or self.guesses)

    def update(self, other: Words) -> None:
        """Takes in what another has."""
        self.readings.update(other.readings)
        self.terms.update(other.terms)
        self.suggestions.update(other.suggestions)
        self.guesses.update(other.guesses)


def teach(words: Words) -> None:
    """Spares this process the work for these words."""
    known_readings.taught.update(words.readings)
    known_terms.taught.update(words.terms)
    known_suggestions.taught.update(words.suggestions)
    known_guesses.taught.update(words.guesses)


def learnt() -> Words:
    """What this process has worked out since it was asked last. The first call begins the noting and gives nothing."""
    return Words(known_readings.note(), known_terms.note(), known_suggestions.note(), known_guesses.note())


def pass_on(words: Words) -> None:
    """Takes in what a process has worked out that was forked from this one, as if it had been worked out here."""
    known_readings.take(words.readings)
    known_terms.take(words.terms)
    known_suggestions.take(words.suggestions)
    known_guesses.take(words.guesses)
