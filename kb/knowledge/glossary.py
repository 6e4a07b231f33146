"""The group's words as people have explained them: what they say wins over what the minutes were found to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.finnish import fold
from kb.relations import Term


def explained(found: Iterable[Term], own: Iterable[tuple[str, str]], said: Mapping[str, str]) -> tuple[Term, ...]:
    """The terms with those of `kb.toml` (`own`) and of the journal (`said`, the last word), by name.

    >>> [(term.term, term.meaning) for term in explained((Term("KVS", ""), Term("EV", "viheralue")), (), {"kvs": "mittari"})]
    [('EV', 'viheralue'), ('kvs', 'mittari')]
    """
    people = {fold(word): Term(word, meaning) for word, meaning in (*own, *said.items())}
    rest = (term for term in found if fold(term.term) not in people)
    return tuple(sorted((*rest, *people.values()), key=lambda term: term.term.lower()))
