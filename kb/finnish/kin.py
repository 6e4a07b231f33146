"""Words made of one another: who does, the doing and the verb (*poimija*, *poiminta*, *poimia*); a quality and what has it
(*sijaisuus*, *sijainen*)."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.finnish.choice import likely
from kb.finnish.paths import SEAM, base_of
from kb.finnish.verbs import verb_of
from kb.finnish.voikko import readings

# The path of a noun that the dictionary makes of a verb tells the verb; that of a quality ends in how it is made.
_MADE_OF = re.compile(r"^(\[Lt\]\[Xp\].*)\[Ln\]")
_QUALITY = re.compile(r"\[Ln\]\[Xj\](?:us|ys)\[X\]")
# How a verb ends, and how the nouns of it do in that place, with back vowels (VISK § 221–265).
_NOUNS = (
    ("ida", ("inti", "ija")),
    ("ttaa", ("tus", "ttaja")),
    ("taa", ("tus", "taja", "to")),
    ("lla", ("lu", "lija")),
    ("ata", ("aus", "aaja")),
    ("ia", ("inta", "ija")),
    ("aa", ("aja", "anta", "anto", "u", "o")),
    ("oa", ("oja", "onta")),
    ("ea", ("ija", "enta", "u")),
    ("ua", ("uja", "unta")),
)
# What stands before -ella in a verb, and what does in its nouns: *harjoitella*, *harjoittelu* (VISK § 41).
_STRONG = {"t": "tt", "p": "pp", "k": "kk", "d": "t", "v": "p", "l": "lt", "n": "nt", "r": "rt", "m": "mp"}
_TO_FRONT = str.maketrans("aou", "äöy")
# How what has a quality ends, and how the quality does (VISK § 173).
_QUALITIES = (("nen", "suus"), ("ton", "ttomuus"), ("va", "vuus"), ("in", "imuus"), ("ea", "eus"), ("ut", "uus"))


@lru_cache(maxsize=4096)
def kin(base: str) -> frozenset[str]:
    """The verb of a noun and that verb's other nouns, or a verb's nouns; the quality of an adjective and what has a quality.
    Without the word itself; in base form, lower case.

    Only what the dictionary itself derives from the verb; nothing for compounds and for words it does not know so.

    >>> sorted(kin("poimija")), sorted(kin("hallinnointi"))
    (['poimia', 'poiminta'], ['hallinnoida', 'hallinnoija'])
    >>> sorted(kin("jyvittää")), sorted(kin("asia"))
    (['jyvittäjä', 'jyvitys'], [])
    >>> sorted(kin("sijaisuus")), sorted(kin("avoin"))
    (['sijainen'], ['avoimuus'])
    """
    others = _of_quality(base)
    if not others:
        verbs = _made_of(base) or {verb for reading in likely(base) if (verb := verb_of(reading)) == base}
        others = {word for verb in verbs for word in (verb, *_nouns(verb))}
    return frozenset(others - {base})


def _made_of(noun: str) -> set[str]:
    found = (_MADE_OF.match(path) for path in _simple_paths(noun))
    return {base_of(match[1]) for match in found if match and "[Ll]" not in match[1]}


def _simple_paths(word: str) -> list[str]:
    """The paths by which the word is a base form and no compound."""
    return [one.fst for one in readings(word) if one.base.lower() == word and SEAM not in one.fst]


def _of_quality(word: str) -> set[str]:
    """What has the quality that the word names, or the quality of what it names."""
    found = set()
    for adjective, noun in ((a.translate(shift), n.translate(shift)) for a, n in _QUALITIES for shift in ({}, _TO_FRONT)):
        if word.endswith(noun) and _is_quality(word):
            other = word.removesuffix(noun) + adjective
            found |= {other} if _simple_paths(other) else set()
        elif word.endswith(adjective):
            other = word.removesuffix(adjective) + noun
            found |= {other} if _is_quality(other) else set()
    return found


def _is_quality(word: str) -> bool:
    return any(_QUALITY.search(path) for path in _simple_paths(word))


def _of_doing_often(verb: str) -> set[str]:
    """Nouns of a verb of doing something again and again (*neuvotella*: *neuvottelu*, *neuvottelija*), right or not."""
    stem, shift = verb[:-4], _TO_FRONT if verb.endswith("ä") else {}
    strong = {stem, stem[:-1] + _STRONG.get(stem[-1:], stem[-1:]), stem[:-2] + _STRONG.get(stem[-1:], stem[-1:])}
    return {one + ending.translate(shift) for one in strong for ending in ("elu", "elija")}


def _nouns(verb: str) -> set[str]:
    found = set()
    for ending, others in _NOUNS:
        for shift in ({}, _TO_FRONT):
            if verb.endswith(ending.translate(shift)):
                stem = verb[: -len(ending)]
                found |= {stem + other.translate(shift) for other in others}
    if verb.endswith(("ella", "ellä")):
        found |= _of_doing_often(verb)
    # The dictionary has some of these as words of their own: *kieltää*, *kielto*.
    plain = {verb[:-3] + ending for end, ending in (("taa", "to"), ("tää", "tö"), ("tää", "to")) if verb.endswith(end)}
    return {noun for noun in found if verb in _made_of(noun)} | {noun for noun in plain if _is_noun(noun)}


def _is_noun(word: str) -> bool:
    return any(one.base.lower() == word and one.word_class == "nimisana" and SEAM not in one.fst for one in readings(word))
