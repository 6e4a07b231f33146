"""Explanations in brackets of words that are not known to all: of what kind a thing is, another name, what it does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from indexer.relate.glossary.definition import Definition
from indexer.relate.glossary.kinds import ends, is_happening, is_kind, tells_apart
from indexer.relate.glossary.words import (
    DOERS,
    MOST_WORDS,
    is_modifier,
    is_person,
    is_rare_thing,
    is_verb,
    nominative,
    noun_forms,
)
from kb.finnish import lemma
from kb.finnish.choice import likely
from kb.finnish.phrases import is_compound
from kb.finnish.voikko import Reading

MOST_OF_MEANING: Final = 6
# Who does something, and where, is presented by name, not defined.
NOT_DEFINED: Final = (*DOERS, "seutu", "kunta", "kylä", "kaupunki", "maa")


def kind_told(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Viherkertoimen (menetelmä kasvillisuuden arviointiin) käyttö": a compound, and of what kind it is with what it is for, of
    or about."""
    word = _term_before(before)
    words = inside.split()
    if word is None or not 1 < len(words) <= MOST_WORDS or not _is_prose(inside):
        return None
    head = next((place for place, part in enumerate(words) if _is_plain_noun(part)), None)
    if (
        head is None
        or lemma(words[head]) == lemma(word.group())
        or not _is_of_kind(words[:head], words[head], words[head + 1 :])
    ):
        return None
    return Definition(lemma(word.group()), inside, word.start(), match.end())


def _is_of_kind(front: Sequence[str], head: str, after: Sequence[str]) -> bool:
    """Whether words are a kind of things with what tells it apart; one genitive before it tells whose it is."""
    if not is_kind(head) or not all(map(is_modifier, front)):
        return False
    return _is_oblique(after[-1]) if after else len(front) > 1


def _term_before(before: str) -> re.Match[str] | None:
    """The compound that a text ends in, unless it is somebody or happens once."""
    word = re.search(r"(?<![\w-])[\w-]{6,40}$", before)
    base = lemma(word.group()) if word else ""
    return word if is_compound(base) and not base.endswith(NOT_DEFINED) and not is_happening(base) else None


def _is_prose(words: str) -> bool:
    """Whether there is no number, name, list or verb in words."""
    return re.search(r"[\d,;:=/A-ZÅÄÖ]", words) is None and not any(map(is_verb, words.split()))


def _is_plain_noun(word: str) -> bool:
    return ("nimento", "singular") in noun_forms(word)


def _is_oblique(word: str) -> bool:
    """Whether a noun stands in a case that tells of what or for what, or a word says what for: not "kopio liitteenä"."""
    forms = noun_forms(word)
    return word == "varten" or (bool(forms) and not any(case in ("nimento", "olento") for case, _ in forms))


def told_by_participle(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Vesihaarat (yksittäisille taloille lähtevät johdot)": a compound in the nominative, and a noun of the same number with what it
    does, or who makes it; not which of them are meant ("vapaana olevat paikat")."""
    word = _term_before(before)
    words = inside.split()
    if word is None or not 3 <= len(words) <= MOST_WORDS or not _is_prose(inside):
        return None
    base = lemma(word.group())
    forms = noun_forms(word.group()) & noun_forms(words[-1]) & {("nimento", "singular"), ("nimento", "plural")}
    if lemma(words[-1]) in ends(base) | {base} or not _is_doing(words[-2], forms):
        return None
    return Definition(base, inside, word.start(), match.end())


def _is_doing(word: str, forms: set[tuple[str | None, str | None]]) -> bool:
    doing = [r for r in likely(word) if r.participle in ("present_active", "present_passive", "agent")]
    return any((r.case, r.number) in forms for r in doing) and all(r.base != "oleva" for r in doing)


def rare_explained(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Asennetaan pollareita (kiinnityspylväitä)", "biohiiltä (kasvualustan parannusaine)": a simple noun hardly known, and another
    name for the thing."""
    word = re.search(r"(?<![\w-])[\wåäö]{4,20}$", before)
    words = inside.split()
    if word is None or not 0 < len(words) <= 3 or not _is_prose(inside) or not is_rare_thing(word.group()):
        return None
    if not _is_another_name(words) or not noun_forms(words[-1]):
        return None
    # In the nominative an aside may tell anything of a thing: "kanootti (lainavene)".
    agreed = {form for form in noun_forms(word.group()) & noun_forms(words[-1]) if form[0] != "nimento"}
    if not agreed and not (len(words) > 1 and is_kind(words[-1]) and is_explanation(inside)):
        return None
    return Definition(lemma(word.group()), nominative(inside), word.start(), match.end())


def _is_another_name(words: Sequence[str]) -> bool:
    """Whether words are a compound, or a noun with what tells it apart, for a thing: nothing done, nobody."""
    head = lemma(words[-1])
    is_deed = head.endswith(("us", "ys", "nta", "ntä", "minen")) and not is_kind(head)
    if is_deed or head.endswith(NOT_DEFINED) or is_happening(head):
        return False
    is_apart = any("laatusana" in (r.word_class or "") for word in words[:-1] for r in likely(word))
    return (is_compound(head) or is_apart) and all(map(is_modifier, words[:-1])) and not tells_apart(words)


def is_explanation(words: str) -> bool:
    """A noun phrase in the nominative singular that says more than a simple word does."""
    parts = words.split()
    if len(parts) > MOST_OF_MEANING or re.search(r"[\d,;:=]", words) or not _may_begin(parts):
        return False
    last = likely(parts[-1])
    if (last and not any(_is_basic_noun(reading, parts[-1]) for reading in last)) or any(map(is_verb, parts)):
        return False
    is_known = bool(last) or "-" in parts[-1] or len(parts) > 2
    says_more = len(parts) > 1 or is_compound(parts[-1].lower()) or _has_common_tail(parts[-1])
    return is_known and says_more and not is_person(parts[-1])


def _may_begin(parts: Sequence[str]) -> bool:
    """Whether an explanation may begin so: not with an example, a lone name or an adverb that says nothing of how."""
    first = parts[0]
    if first.lower().startswith("esim") or (len(parts) == 1 and first[:1].isupper() and "-" not in first):
        return False
    return first.endswith("sti") or all(reading.word_class != "seikkasana" for reading in likely(first))


def _is_basic_noun(reading: Reading, word: str) -> bool:
    """Whether a reading is a noun in the nominative singular; the name of a doing (*seuraaminen*) is one."""
    is_doing = reading.word_class == "teonsana" and word.endswith("minen")
    is_noun = (reading.word_class in ("nimisana", "nimisana_laatusana") or is_doing) and not reading.possessive
    return is_noun and reading.case == "nimento" and reading.number == "singular"


def _has_common_tail(word: str) -> bool:
    tail = word.rpartition("-")[2]
    return "-" in word and tail.islower() and len(tail) > 3 and any("nimisana" in (r.word_class or "") for r in likely(tail))
