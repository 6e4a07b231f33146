"""Who presents an item, as a draft's title says it at its end: "(Aino)", "– Aino Salmela", ", Salmela/SRK", "Aino:"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kb.agenda.draft import DraftItem
from kb.finnish.voikko import readings

_NAME: Final = r"[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)*"
_PERSON: Final = rf"{_NAME}(?:\s{_NAME}){{0,2}}"
_PEOPLE: Final = rf"{_PERSON}(?:(?:,|\sja|\s&)\s{_PERSON}){{0,3}}"
_OFFICE: Final = r"[A-ZÅÄÖ][\w.-]{1,14}"
_ENDINGS: Final = (
    re.compile(rf"\s*\((?P<name>{_PEOPLE})(?:\s?[/,]\s?(?P<organisation>{_OFFICE}))?\)\s*:?\s*$"),
    re.compile(rf"(?:\s*[,;–/]|\s-)\s*(?P<name>{_PEOPLE})(?:/(?P<organisation>{_OFFICE}))?\s*:?\s*$"),
    re.compile(rf"\s+(?P<name>{_PERSON})(?:/(?P<organisation>{_OFFICE})\s*:?|\s*:)\s*$"),
)
_PERSON_CLASSES: Final = frozenset({"etunimi", "sukunimi"})


def names_of(names: Iterable[str]) -> frozenset[str]:
    """The words of people's names in small letters: what a title may call somebody by.

    >>> sorted(names_of(["Aino Salmela", "Eeva-Liisa Koski"]))
    ['aino', 'eeva-liisa', 'koski', 'salmela']
    """
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name.lower()) if len(word) > 1)


def called(people: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What else people are called by: the first and the last name of each whose first name nobody else has.

    >>> called(["Aino Salmela", "Veikko Koski", "Veikko Laine", "Tuula"])
    (('Aino', 'Salmela'),)
    """
    names = [name.split() for name in people]
    pairs = {(words[0], words[-1]) for words in names if len(words) > 1}
    having = Counter(first for first, _ in pairs)
    return tuple(sorted(pair for pair in pairs if having[pair[0]] == 1))


def with_presenter(item: DraftItem, names: frozenset[str]) -> DraftItem:
    """The item with the person at its title's end as its presenter; as it was where the title names none.

    >>> with_presenter(DraftItem("1", "Kuulumiset (Aino)"), frozenset()).presenter
    'Aino'
    """
    title, name, organisation = presenter_of(item.title, names)
    if name is None or (item.presenter and name not in item.presenter):
        return item
    return replace(item, title=title, presenter=item.presenter or name, organisation=item.organisation or organisation)


def presenter_of(title: str, names: frozenset[str]) -> tuple[str, str | None, str | None]:
    """A title without its presenter, the presenter's name and organisation; None where it names nobody.

    >>> presenter_of("Kuulumiset (Aino)", frozenset()), presenter_of("Raportit (Tilastolaari)", frozenset())
    (('Kuulumiset', 'Aino', None), ('Raportit (Tilastolaari)', None, None))
    >>> presenter_of("Laavut – Salmiranta/SRK", frozenset({"salmiranta"}))
    ('Laavut', 'Salmiranta', 'SRK')
    """
    for number, ending in enumerate(_ENDINGS):
        match = ending.search(title)
        if match is None or not title[: match.start()].strip():
            continue
        people = re.split(r",\s|\sja\s|\s&\s", match["name"])
        # In brackets or with an organisation a name that the dictionary knows is enough; elsewhere it must be somebody known.
        sure = number == 0 or match["organisation"] is not None
        if all(_is_person(person, names, sure) for person in people):
            return title[: match.start()].rstrip(" ,;:–-/"), match["name"], match["organisation"]
    return title, None, None


def _is_person(name: str, names: frozenset[str], sure: bool) -> bool:
    words = name.split()
    if all(word.lower() in names for word in words):
        return True
    return sure and any(_is_name(word) for word in words) and all(_is_name(word) or not readings(word) for word in words)


@lru_cache(maxsize=2048)
def _is_name(word: str) -> bool:
    """Whether the dictionary has the word as a person's name and as no common word."""
    found = {reading.word_class for reading in readings(word) if not word[:1].islower()}
    return bool(found & _PERSON_CLASSES) and found <= _PERSON_CLASSES
