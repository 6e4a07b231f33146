"""The words of bodies with their meanings: as people have explained them, which wins over what the minutes were found to say, and
each once, or once for each body that means another thing by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kb.finnish import fold, lemma
from kb.relations import Term


def explained(found: Iterable[Term], own: Iterable[tuple[str, str]], said: Mapping[str, str]) -> tuple[Term, ...]:
    """The terms with those of `kb.toml` (`own`) and of the journal (`said`, the last word), by name.

    >>> [(term.term, term.meaning) for term in explained((Term("KVS", ""), Term("EV", "viheralue")), (), {"kvs": "mittari"})]
    [('EV', 'viheralue'), ('kvs', 'mittari')]
    """
    people = {fold(word): Term(word, meaning) for word, meaning in (*own, *said.items())}
    rest = (term for term in found if fold(term.term) not in people)
    return tuple(sorted((*rest, *people.values()), key=lambda term: term.term.lower()))


def whose(terms: Iterable[Term], bodies: Mapping[str, str | None]) -> tuple[Term, ...]:
    """The terms, each with the body of its meeting."""
    return tuple(replace(term, body=bodies.get(term.meeting)) if term.meeting else term for term in terms)


def told_once(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms without what says the same of a word again: a word that two bodies define alike stands once, one that they define
    each in its own way once for each.

    >>> found = (Term("EV", "suojaviheralue"), Term("EV", "suojaviheralueet"), Term("EV", "energian varasto"))
    >>> [term.meaning for term in told_once(found)]
    ['suojaviheralue', 'energian varasto']
    """
    kept: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        others = kept[fold(term.term)]
        if not any(_is_same(term.meaning, other.meaning) for other in others):
            others.append(term)
    return tuple(term for others in kept.values() for term in others)


def _is_same(one: str, other: str) -> bool:
    """Whether two meanings share half of the shorter one's words."""
    if one == other:
        return True
    shorter, longer = sorted(({fold(lemma(word)) for word in meaning.split()} for meaning in (one, other)), key=len)
    return 2 * len(shorter & longer) >= len(shorter)
