"""Organisations in all their spellings: the groups of the settings, and what the minutes show to be one.

"Niitty", "Niitty-kunnat" and "Niityn kunnat" are one where the same people come from them; a title, a body or a person
that stands where an organisation does is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from kb.finnish import base_forms, lemma
from kb.names import person_key

# What organisations are, whosever they are: two that share only such a word are two.
_KINDS: Final = frozenset(
    [
        "kirjasto",
        "kirjastot",
        "kaupunki",
        "kunta",
        "kuntayhtymä",
        "virasto",
        "oy",
        "oyj",
        "ab",
        "ry",
        "rf",
        "keskus",
        "ministeriö",
        "palvelu",
        "palvelut",
        "yhtymä",
        "liitto",
        "osasto",
        "yksikkö",
        "toimiala",
        "hyvinvointialue",
        "seurakunta",
        "koulu",
        "yliopisto",
        "suomi",
        "ja",
    ]
)
_TITLE: Final = re.compile(
    r"(?:johtaja|päällikkö|sihteeri|rehtori|koordinaattori|asiantuntija|neuvos|suunnittelija|edustaja|tarkastaja|insinööri"
    r"|opettaja|esimies|hoitaja|puheenjohtaja|jäsen|varajäsen|esittelijä|etänä|poissa|paikalla)$"
)
_LONG: Final = 6


def organisation_key(name: str) -> str:
    """What two ways of writing an organisation's name have in common.

    >>> organisation_key("TEM:n"), organisation_key(" Maahanmuuttovirasto ")
    ('tem', 'maahanmuuttovirasto')
    """
    return re.sub(r":\w+$", "", re.sub(r"\s+", " ", name.strip().lower())).strip(" .,;()")


def _same_names(people: Mapping[str, set[str]]) -> Iterable[list[str]]:
    """The keys of names that are one organisation, together; only names that share a telling word are compared."""
    homes = {key: key for key in people}
    by_word: dict[str, list[str]] = {}
    for key in people:
        for word in {*telling(key), key[:4]}:
            by_word.setdefault(word, []).append(key)
    for group in by_word.values():
        for one, two in pairwise(group):
            if _is_same(one, two, people):
                _join(homes, one, two)
    whole: dict[str, list[str]] = {}
    for key in people:
        whole.setdefault(_root(homes, key), []).append(key)
    return whole.values()


class Organisations:
    """Organisations by any of their names. `seen` are names as minutes write them, each with how often which people come from there;
    `others` names of bodies and people, which are no organisations."""

    def __init__(
        self, groups: Iterable[tuple[str, ...]], seen: Mapping[str, Mapping[str, int]], others: Iterable[str] = ()
    ) -> None:
        self._shown: dict[str, str] = {}
        self.names: dict[str, tuple[str, ...]] = {}
        self._others = {organisation_key(name) for name in others} | {person_key(name) for name in others}
        for group in groups:
            self.names[group[0]] = group
            for name in group:
                self._shown.setdefault(organisation_key(name), group[0])
        self._gather(seen)

    def shown(self, name: str) -> tuple[str, ...]:
        """The names to show for the organisations written so: several where a stroke parts them, none for what is none."""
        found = []
        for part in split(name):
            known = self._shown.get(organisation_key(part))
            if known is None and self._is_one(part):
                known = self._shown.setdefault(organisation_key(part), part.strip())
                self.names.setdefault(known, (known,))
            if known is not None:
                found.append(known)
        return tuple(dict.fromkeys(found))

    def known(self, text: str) -> str | None:
        """The name to show when the text names an organisation that is known, in any case form, else None."""
        key = organisation_key(text)
        if key in self._shown:
            return self._shown[key]
        *front, last = key.split(" ")
        for base in base_forms(last):
            if (whole := " ".join((*front, base))) in self._shown:
                return self._shown[whole]
        return None

    def _is_one(self, name: str) -> bool:
        key = organisation_key(name)
        bare = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
        title = _TITLE.search(key) or re.search(r"(?:paallikko|johtaja)$", bare)
        is_other = key in self._others or person_key(name) in self._others or lemma(key) in self._others
        return len(key) > 1 and not title and not is_other and not re.search(r"\d{2}", key)

    def _gather(self, seen: Mapping[str, Mapping[str, int]]) -> None:
        """Names that are one, under the one that is written most."""
        people: dict[str, set[str]] = {}
        written: dict[str, Counter[str]] = {}
        for name, own in seen.items():
            for part in split(name):
                key = organisation_key(part)
                if key not in self._shown and self._is_one(part):
                    people.setdefault(key, set()).update(own)
                    written.setdefault(key, Counter())[part.strip()] += sum(own.values())
        for keys in _same_names(people):
            ranked = sorted(keys, key=lambda key: (-written[key].total(), -len(key), key))
            names = [written[key].most_common(1)[0][0] for key in ranked]
            self.names[names[0]] = tuple(dict.fromkeys(names))
            self._shown.update(dict.fromkeys(keys, names[0]))


def split(name: str) -> list[str]:
    """The organisations in what stands after a name: "Latu/Retki" is two.

    >>> split("Latuyhtymä/Retkeily"), split("Suunnittelu- ja/tai rakentaminen")
    (['Latuyhtymä', 'Retkeily'], ['Suunnittelu- ja/tai rakentaminen'])
    """
    parts = [part.strip() for part in re.split(r"\s*/\s*", name)]
    return parts if all(len(part) > 1 and part[:1].isupper() for part in parts) else [name]


def telling(name: str) -> frozenset[str]:
    """The words of an organisation's name that tell it from others of its kind, in base form.

    >>> telling("Koivu-kirjastot") == telling("Koivun kirjasto") == {"koivu"}
    True
    """
    words = [word for word in re.split(r"[\W_]+", organisation_key(name)) if word]
    bases = {base for word in words for base in (lemma(word), *(list(base_forms(word))[:1]))}
    return frozenset(bases - _KINDS - {word for word in words if lemma(word) in _KINDS})


def _is_same(one: str, two: str, people: Mapping[str, set[str]]) -> bool:
    shared = people[one] & people[two]
    first, second = telling(one), telling(two)
    if first and second and (first <= second or second <= first):
        return bool(shared) or first == second
    close = min(len(one), len(two)) >= _LONG and DamerauLevenshtein.distance(one, two, score_cutoff=1) <= 1
    return close and bool(shared)


def _root(homes: dict[str, str], key: str) -> str:
    while homes[key] != key:
        key = homes[key]
    return key


def _join(homes: dict[str, str], one: str, two: str) -> None:
    homes[_root(homes, two)] = _root(homes, one)
