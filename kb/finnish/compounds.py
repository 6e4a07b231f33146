"""Compounds: their parts in base form, and the words cut short beside them (*työ- ja koulutusperusteinen*).

The seams are Voikko's own (``[Bc]``), never its word bases, which also cut off derivations (*menettely* is no compound of
*menettää*). Words that Voikko does not know are cut at hyphens and before a known last part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kb.finnish.choice import likely
from kb.finnish.guesser import split_unknown
from kb.finnish.paths import SEAM, base_of, surface_of
from kb.finnish.voikko import Reading, forgotten_with_backend, is_known

_LISTED = re.compile(r"\[Xp\]([^\[=-]+)[=-]([^\[]+)\[X\]")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a compound: as it is written in it, and in base form, both lower case and without hyphens."""

    written: str
    base: str


def _noun_of_action(path: str) -> str | None:
    """*kehittämis-* → *kehittäminen*; ``None`` for other parts."""
    if "[Tn4]" not in path:
        return None
    written = surface_of(path)
    cut = written.rfind("mi")
    return written[:cut] + "minen" if cut > 0 else None


def _split(path: str) -> list[Part]:
    written = surface_of(path).strip("-")
    base = (_noun_of_action(path) or base_of(path)).lower().strip("-")
    listed = _LISTED.search(path)
    if listed and "[Bm]" in path:
        first = listed.group(1)
        return [Part(first, first), Part(*(one.removeprefix(first).strip("-") for one in (written, base)))]
    return [Part(written, base or written)]


def parts_of(reading: Reading) -> tuple[Part, ...]:
    """The parts of a known compound, left to right; one part for a simple word.

    >>> from kb.finnish.voikko import readings
    >>> [part.base for part in parts_of(readings("oleskelulupahakemusten")[0])]
    ['oleskelu', 'lupa', 'hakemus']
    >>> [part.base for part in parts_of(readings("kehittämistyössä")[0])]
    ['kehittäminen', 'työ']
    """
    return tuple(part for path in reading.fst.split(SEAM) if path for part in _split(path) if part.written)


@forgotten_with_backend
@lru_cache(maxsize=65_536)
def part_terms(word: str) -> tuple[str, ...]:
    """The parts of a lower-case word in base form, and of a longer compound also its shorter ones; empty for a simple word.

    >>> part_terms("oleskelulupahakemukset")
    ('oleskelu', 'lupa', 'hakemus', 'oleskelulupa', 'lupahakemus')
    >>> part_terms("uma-järjestelmästä"), part_terms("menettely")
    (('uma', 'järjestelmä'), ())
    """
    found: dict[str, None] = {}
    for parts in _simplest(word):
        found.update(dict.fromkeys(part.base for part in parts))
        # "ihmis-" is how people write the modifier *ihminen* itself.
        found.update(dict.fromkeys(part.written for part in parts if part.base.endswith("nen") and part.written[-1] == "s"))
        found.update(dict.fromkeys(_stretches(parts)))
    if not likely(word):
        for part in split_unknown(word):
            found[part] = None
            found.update(dict.fromkeys(part_terms(part)))
    return tuple(found)


def _simplest(word: str) -> list[tuple[Part, ...]]:
    """The divisions of a known compound with the fewest parts: *perusteinen* is no *perus-teinen*, "of basic tea"."""
    # Names that libvoikko puts together itself ("Ammattikorkeakoulu") come without a path.
    every = [parts_of(reading) for reading in likely(word) if reading.fst]
    fewest = min(map(len, every), default=0)
    return [parts for parts in every if len(parts) == fewest > 1]


def _stretches(parts: tuple[Part, ...]) -> list[str]:
    """Two or more neighbouring parts as words of their own, the whole left out."""
    length = len(parts)
    return [
        "".join(part.written for part in parts[first : last - 1]) + parts[last - 1].base
        for first in range(length)
        for last in range(first + 2, length + 1)
        if last - first < length
    ]


def completed(cut: str, whole: str) -> tuple[str, ...]:
    """What a word cut short before another stands for: *työ-* beside *koulutusperusteinen* is *työperusteinen*.

    Of a longer compound every ending that makes a word Voikko knows counts, or else the longest; lower case. Empty when the
    other word has no part to lend.

    >>> completed("työ", "koulutusperusteisten")
    ('työperusteisten',)
    >>> completed("EU", "ETA-kansalaisten"), completed("perhe", "oleskelulupahakemus")
    (('eu-kansalaisten',), ('perhelupahakemus', 'perhehakemus'))
    """
    tails = _tails(whole.lower())
    joined = [_join(cut, tail) for tail in tails]
    known = [word for word in joined if is_known(word)]
    return tuple(known or joined[:1])


def continued(whole: str, cut: str) -> tuple[str, ...]:
    """The other way about: *-päätös* beside *lupahakemus* is *lupapäätös*.

    >>> continued("lupahakemus", "päätös")
    ('lupapäätös',)
    """
    heads = _heads(whole.lower())
    joined = [head + cut.lower() for head in heads]
    known = [word for word in joined if is_known(word)]
    return tuple(known or joined[:1])


def _join(cut: str, tail: str) -> str:
    head = cut.lower()
    hyphen = cut.isupper() or cut[-1].isdigit() or (head[-1] == tail[0] and head[-1] in "aeiouyäö")
    return f"{head}-{tail}" if hyphen else head + tail


def _seams(word: str) -> list[int]:
    places = [match.end() for match in re.finditer("-", word)]
    if places:
        return places
    for parts in _simplest(word):
        written = [part.written for part in parts]
        if "".join(written) == word:
            return [len("".join(written[:count])) for count in range(1, len(written))]
    split = split_unknown(word)
    return [len(split[0])] if len(split) == 2 and word.startswith(split[0]) else []


def _tails(word: str) -> list[str]:
    return [word[place:] for place in _seams(word) if place < len(word)]


def _heads(word: str) -> list[str]:
    return [word[:place] for place in reversed(_seams(word))]
