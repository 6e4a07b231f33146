"""The group's words and what they mean: those its own minutes define, and the names of organisations that the settings know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kb.model import Where
from kb.relations import Term

SHORT = r"[A-ZÅÄÖ][A-ZÅÄÖ0-9]{1,5}"
_WORD = re.compile(rf"(?<![\w.-])({SHORT})(?=[:\-–]|\b)")


@dataclass(frozen=True, slots=True)
class Explained:
    """A word or abbreviation, its meaning, and the item whose words defined it. `body` tells whose meaning it is where others mean
    another thing by the word; `where` the place in a document, where no item but a document defines it."""

    word: str
    meaning: str
    item: str | None
    body: str | None = None
    where: Where | None = None


def explain(
    terms: Iterable[Term], texts: Iterable[str], known: Iterable[tuple[str, ...]], least: int = 3
) -> tuple[Explained, ...]:
    """The terms that the minutes define, and abbreviations in at least `least` places of the texts that a group of names explains.

    >>> found = explain((), ["TEM:n ja VM:n esitys", "TEM lausui", "TEM ja Xyz"], [("TEM", "työ- ja elinkeinoministeriö")])
    >>> [(one.word, one.meaning) for one in found]
    [('TEM', 'työ- ja elinkeinoministeriö')]
    """
    told = tuple(terms)
    of_word = Counter(term.term.casefold() for term in told)
    made = [
        Explained(
            term.term,
            term.meaning,
            term.item,
            term.body if of_word[term.term.casefold()] > 1 else None,
            None if term.item else term.where,
        )
        for term in told
    ]
    counts = Counter(match.group(1) for text in texts for match in _WORD.finditer(text))
    for group in known:
        spelled = next((name for name in group if not re.fullmatch(SHORT, name)), None)
        for name in group:
            if spelled and re.fullmatch(SHORT, name) and counts[name] >= least and not of_word[name.casefold()]:
                of_word[name.casefold()] += 1
                made.append(Explained(name, spelled, None))
    return tuple(made)
