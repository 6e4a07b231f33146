"""What counts how much in ranking. One place, so that a script can try other values against a judgement file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kb.results import HitKind


def _kinds() -> Mapping[HitKind, float]:
    return MappingProxyType(
        {
            "decision": 1.5,
            "output": 1.2,
            "item": 1.25,
            "passage": 1.0,
            "slide": 0.4,
            "meeting": 0.7,
            "attachment": 0.5,
        }
    )


@dataclass(frozen=True, slots=True)
class Weights:
    """Factors of a passage's score.

    Fields: what a word's score (BM25) is multiplied with where it is found. `kinds`: what the sum is multiplied with for
    each kind of passage; `low` for a decision of low confidence, `ocr` for text read from a picture. `newest` is what the
    newest meeting gains over the oldest, `near` what words side by side gain over words far apart, `apart` what a passage that
    lacks some of the words is multiplied with for each that it lacks, `named` what an output asked for by its number is
    multiplied with, `more` what the other passages of an item add to its best. `few` is how many hits are too few, so that the
    search is widened; `cover` the share of a question's words, weighed by rarity, that must be found together, and `verb` what
    its verbs count among them: minutes seldom say it with the same verb. `unknown` is what a word that stands nowhere counts in
    a question.
    """

    surface: float = 0.35
    base: float = 1.0
    title_surface: float = 0.6
    title_base: float = 1.9
    context: float = 0.35
    synonym: float = 0.75
    derived: float = 0.5
    part: float = 0.3
    kin: float = 0.2
    related: float = 0.2
    fix: float = 0.4
    prefix: float = 0.8
    phrase: float = 1.6
    kinds: Mapping[HitKind, float] = field(default_factory=_kinds)
    low: float = 0.6
    ocr: float = 0.95
    newest: float = 0.06
    near: float = 0.35
    apart: float = 0.45
    named: float = 2.0
    more: float = 0.05
    few: int = 5
    cover: float = 0.55
    verb: float = 0.35
    unknown: float = 0.35
