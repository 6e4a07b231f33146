"""Names of people: which spellings are one person, and who is meant by a surname, a first name or an initial.

Careful on purpose: two persons taken for one is a worse mistake than one taken for two, which people can mend themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

_TITLES: Final = re.compile(
    r"^(?:puheenjohtaja|pj|vpj|sihteeri|jäsen|varajäsen|esittelijä|asiantuntija|ordförande|sekreterare)\b\.?:?\s*",
    re.IGNORECASE,
)
# A slip of one letter in a name of so many letters, of two in a long one.
_SHORT: Final = 4
_LONG: Final = 8
# The same people attend meeting after meeting.
_REMEMBERED: Final = 16_384
# A slip is rarer than the right name: at most so large a part of the meetings.
_RARER: Final = 0.4


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as minutes write it: with whose organisations, and in which meetings it stands."""

    name: str
    organisations: frozenset[str] = frozenset()
    meetings: frozenset[str] = frozenset()


@lru_cache(maxsize=_REMEMBERED)
def person_key(name: str) -> str:
    """What two ways of writing a person's name have in common: the order of the names and letter case do not matter.

    >>> person_key("Esimerkki, Anneli"), person_key("puheenjohtaja Anneli Esimerkki")
    ('anneli esimerkki', 'anneli esimerkki')
    """
    return " ".join(sorted(re.sub(r"[^\w\s-]", " ", _TITLES.sub("", name)).lower().split()))


@lru_cache(maxsize=_REMEMBERED)
def without_title(name: str) -> str:
    """A name without the role that a list puts before it.

    >>> without_title("pj Anneli Esimerkki")
    'Anneli Esimerkki'
    """
    return _TITLES.sub("", name).strip()


def _by_word(keys: Iterable[str]) -> dict[str, list[str]]:
    """A word of names → the keys that have it."""
    found: dict[str, list[str]] = {}
    for key in keys:
        for word in key.split():
            found.setdefault(word, []).append(key)
    return found


def _near(key: str, by_word: Mapping[str, Iterable[str]]) -> dict[str, None]:
    """The keys that share a word with one: two spellings of a person share at least the first name or the surname."""
    return dict.fromkeys(other for word in key.split() for other in by_word[word] if other != key)


def homes(spellings: Mapping[str, Spelling]) -> dict[str, str]:
    """Keys of spellings that are another one's, with the key they belong to: the commoner spelling.

    >>> aune, aunne = Spelling("Aune Lehtovaara", frozenset({"X"}), frozenset("abcd")), Spelling("Aunne Lehtovaara", frozenset({"X"}))
    >>> homes({"aune lehtovaara": aune, "aunne lehtovaara": aunne})
    {'aunne lehtovaara': 'aune lehtovaara'}
    """
    found: dict[str, str] = {}
    by_word = _by_word(spellings)
    for key in sorted(spellings, key=lambda key: (len(spellings[key].meetings), key)):
        near = _near(key, by_word)
        slips = [other for other in near if other not in found and _is_slip(key, other, spellings, near)]
        fitting = slips or [other for other in near if _is_short_for(key, other)]
        if len(fitting) == 1:
            found[key] = fitting[0]
    return {key: _end(key, found) for key in found}


def _end(key: str, found: Mapping[str, str]) -> str:
    seen = {key}
    while found[key] in found and found[key] not in seen:
        key = found[key]
        seen.add(key)
    return found[key]


def meant(
    who: str, keys: Iterable[str], organisations: Mapping[str, Iterable[str]], organisation: str | None = None
) -> str | None:
    """The key of the one person meant by a name, a part of it or an initial with a surname; None where it may be several.

    >>> known = {"elina suvanne": ("AVK",), "pekka suvanne": ("VLL",)}
    >>> meant("E. Suvanne", known, known), meant("Suvanne", known, known, "VLL"), meant("Suvanne", known, known)
    ('elina suvanne', 'pekka suvanne', None)
    """
    own = person_key(who)
    if not own:
        return None
    every = list(keys)
    if own in every:
        return own
    fitting = [key for key in every if _is_short_for(own, key)]
    if organisation is not None and len(fitting) > 1:
        fitting = [key for key in fitting if organisation in organisations.get(key, ())]
    return fitting[0] if len(fitting) == 1 else None


def _is_shorter(parts: Sequence[str], words: Sequence[str]) -> bool:
    return len(parts) < len(words) or (len(parts) == len(words) and any(len(part) == 1 for part in parts))


def _is_short_for(short: str, whole: str) -> bool:
    """Whether every word of a key is a word of the longer one or the initial of one, at least one of them whole."""
    parts, words = short.split(), whole.split()
    if short == whole or not _is_shorter(parts, words):
        return False
    exact = [part for part in parts if part in words]
    beginnings = {word[:1] for word in words if word not in exact}
    return bool(exact) and all(part in beginnings for part in parts if part not in exact)


def _are_two(rare: Spelling, common: Spelling) -> bool:
    """Whether something tells that two spellings are two persons: a meeting that both were at, organisations of which none is
    the same, or that neither is rare beside the other."""
    first, second = rare.organisations, common.organisations
    are_apart = bool(first and second) and first.isdisjoint(second)
    return bool(rare.meetings & common.meetings) or are_apart or len(rare.meetings) > _RARER * len(common.meetings)


def _is_slip(rare: str, common: str, spellings: Mapping[str, Spelling], near: Iterable[str]) -> bool:
    """Whether one key is the other with a slip in one of its words, and nothing tells that they are two persons."""
    one, two = rare.split(), common.split()
    if len(one) != len(two) or len(one) < 2 or _are_two(spellings[rare], spellings[common]):
        return False
    shared = set(one) & set(two)
    odd, right = ([word for word in words if word not in shared] for words in (one, two))
    if len(odd) != 1 or len(right) != 1 or not _alike(odd[0], right[0]):
        return False
    # Where a third person bears the name they share, it is no rare one and tells nothing.
    return not any(key not in (rare, common) and shared & set(key.split()[-1:]) for key in near)


def _alike(one: str, two: str) -> bool:
    shortest = min(len(one), len(two))
    allowed = 2 if shortest >= _LONG else 1 if shortest >= _SHORT else 0
    return DamerauLevenshtein.distance(one, two, score_cutoff=allowed) <= allowed
