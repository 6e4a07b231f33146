"""Candidates that mean the same are one topic: spelling variants, words of one origin, a noun and the phrase it stands for.

Everything is looked up by a key made of the words themselves; no candidate is compared with all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final

from indexer.relate.topics.candidates import Candidate
from kb.finnish import fold, is_known, lemma, part_terms
from kb.finnish.kin import kin
from kb.finnish.phrases import is_compound
from kb.relations import Term

# A phrase that makes up so large a part of its noun's uses is what the noun stands for.
_SAME: Final = 0.55
# A word is a misspelling of one that is so many times commoner.
_COMMONER: Final = 3
_LONG: Final = 8
# A word that is used less is no other's long name.
_LEAST: Final = 3
_FEW: Final = 2
_TOGETHER: Final = 0.6


def merge(found: dict[str, Candidate], groups: Iterable[tuple[str, ...]], terms: Iterable[Term]) -> dict[str, list[Candidate]]:
    """Takes candidates that mean the same together, in `found`; gives those that each of the left ones took in."""
    taken: dict[str, list[Candidate]] = defaultdict(list)
    ways = (_told(groups, terms), _respelt(found), _written_apart(found), _of_one_origin(found), _standing_for(found))
    for pairs in (*ways, _short_for(found), _only_phrases(found)):
        for kept, gone in list(pairs):
            if kept != gone and kept in found and gone in found:
                other = found.pop(gone)
                found[kept].add(other)
                taken[kept] += [other, *taken.pop(gone, ())]
    return dict(taken)


def gather_families(found: dict[str, Candidate]) -> dict[str, str]:
    """What is broader than what: a compound stands under the candidate that it ends in, else under the one that it begins
    with; a phrase under its noun. Gives the broader key by the narrower, and tells the broader ones of their kin."""
    broader: dict[str, str] = {}
    for key, entry in found.items():
        parts = _parts_in(key, entry, found)
        if parts[0] is not None:
            broader[key] = parts[0]
        for home in dict.fromkeys(parts):
            if home is not None and len(found[home].meetings) > 1:
                _lend(found[home], key, entry)
    return broader


def _parts_in(key: str, entry: Candidate, found: dict[str, Candidate]) -> tuple[str | None, str | None]:
    if entry.modifiers:
        head, modifier = (part if part in found else None for part in (entry.head, entry.modifiers[0]))
        return head, modifier
    parts = [fold(part) for part in part_terms(entry.base)]
    ends = max((part for part in parts if part != key and key.endswith(part) and part in found), key=len, default=None)
    return ends, _first_in(key, parts, found)


def _first_in(key: str, parts: Sequence[str], found: Container[str]) -> str | None:
    """The first of the parts that a word begins with, or its name of doing, among those that were found."""
    begins = [part for part in parts if part != key and key.startswith(part[: max(3, len(part) - 1)])]
    return next((home for part in begins for home in (part, f"{part}inti") if home in found and home != key), None)


def _lend(home: Candidate, key: str, entry: Candidate) -> None:
    home.narrower[key] = None
    home.kin_titles |= entry.titles.keys()
    home.kin_labels |= entry.labels.keys()
    home.kin_meetings |= entry.meetings.keys()


def _told(groups: Iterable[tuple[str, ...]], terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
    """Synonyms of the settings, and abbreviations with what they stand for."""
    for group in groups:
        first, *others = [key_of(name) for name in group]
        yield from ((first, other) for other in others)
    meant: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        if any(letter.isupper() for letter in term.term[1:]):
            meant[fold(term.term)].add(key_of(term.meaning))
    # What bodies mean each in its own way by an abbreviation is not one matter.
    yield from ((meanings.pop(), short) for short, meanings in meant.items() if len(meanings) == 1)


def key_of(name: str) -> str:
    """The key of a candidate by any form of its name."""
    return " ".join(fold(lemma(word)) for word in name.split())


def _respelt(found: dict[str, Candidate]) -> Iterator[tuple[str, str]]:
    """A rare word that is one letter away from a commoner one, and that Voikko does not know or that lacks the genitive's *n*."""
    near: dict[str, list[str]] = defaultdict(list)
    words = [key for key in found if " " not in key and len(key) >= _LONG]
    for word in words:
        for short in {word, *_shortened(word)}:
            near[short].append(word)
    for group in near.values():
        common = max(group, key=lambda key: (found[key].uses, key))
        for word in group:
            if word != common and _is_misspelt(word, common, found):
                yield common, word


def _shortened(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(1, len(word)))


def _is_misspelt(word: str, common: str, found: dict[str, Candidate]) -> bool:
    longer, shorter = sorted((word, common), key=len, reverse=True)
    if len(longer) == len(shorter) + 1 and any(
        longer[place] == "n" and longer[:place] + longer[place + 1 :] == shorter for place in range(3, len(longer) - 2)
    ):
        return True
    return found[common].uses >= _COMMONER * found[word].uses and not is_known(word)


def _written_apart(found: dict[str, Candidate]) -> Iterator[tuple[str, str]]:
    """*Kirjaston kortti* is *kirjastokortti*."""
    for key, entry in found.items():
        if entry.modifiers and "".join((*entry.modifiers, entry.head)) in found:
            yield "".join((*entry.modifiers, entry.head)), key


def _of_one_origin(found: dict[str, Candidate]) -> Iterator[tuple[str, str]]:
    """*Tilasto*, *tilastoida* and *tilastointi*; the one that stands in more headings gives the name."""
    for key in [key for key in found if " " not in key]:
        for other in {*map(fold, kin(key)), f"{key}inti"}:
            if other in found and other != key:
                kept, gone = sorted((key, other), key=lambda one: (-len(found[one].headings), -found[one].uses, one))
                yield kept, gone


def _standing_for(found: dict[str, Candidate]) -> Iterator[tuple[str, str]]:
    """A noun, or a shorter phrase, that mostly stands in one longer phrase."""
    for key in sorted(found, key=lambda one: -one.count(" ")):
        shorter = key.partition(" ")[2]
        if shorter in found and found[key].uses >= _SAME * found[shorter].uses and len(found[key].count) > 1:
            yield key, shorter


def _short_for(found: dict[str, Candidate]) -> Iterator[tuple[str, str]]:
    """A simple noun that mostly stands in the items of the one or two compounds that end in it (*mittaristo*)."""
    longer: dict[str, list[str]] = defaultdict(list)
    for key, entry in found.items():
        ends = None if entry.modifiers or entry.uses < _LEAST else _parts_in(key, entry, found)[0]
        if ends is not None and not is_compound(found[ends].base):
            longer[ends].append(key)
    for short, keys in longer.items():
        long = max(keys, key=lambda key: (found[key].uses, key))
        own = found[short].items
        if len(keys) <= _FEW and len(own.keys() & found[long].items.keys()) >= _TOGETHER * len(own):
            yield long, short


def _only_phrases(found: dict[str, Candidate]) -> Iterator[tuple[str, str]]:
    """The only phrase of a compound that comes back: the compound alone already means it."""
    phrases: dict[str, list[str]] = defaultdict(list)
    for key, entry in found.items():
        if entry.modifiers and entry.uses >= _LEAST and len(entry.meetings) > 1:
            phrases[key.partition(" ")[2]].append(key)
    for short, keys in phrases.items():
        if len(keys) == 1 and short in found and is_compound(found[short].base):
            yield short, keys[0]
