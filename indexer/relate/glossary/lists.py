"""Definitions that stand in lists: a list of terms below its heading, things with numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from indexer.relate.glossary.definition import Definition, Names, lines_of
from indexer.relate.glossary.short import spells
from indexer.relate.glossary.words import WORD, is_verb, small

_SIBLINGS: Final = re.compile(
    r"^(?P<word>[A-ZÅÄÖ][a-zåäö]{3,20}) (?P<number>\d{1,2}): (?P<meaning>[a-zåäö][\w -]{3,60})$", re.MULTILINE
)
_TERM_LIST: Final = re.compile(
    r"(?:\W|\d)*(?:(?:[\w-]+(?:ssa|ssä|n) )?(?:käytetyt|käytettävät|keskeiset|keskeisiä|tärkeimmät|yleisimmät|yleiset|omat) )?"
    r"(?:[\w-]+n )?(?:käsitteet|käsitteistö|termit|termejä|lyhenteet|lyhenteitä|sanasto|määritelmät|käsitteitä|lyhenneluettelo"
    r"|termiluettelo|(?:käsitteiden|termien|sanojen|lyhenteiden) (?:määritelmät|selitykset|selityksiä|merkitykset)"
    r"|mitä (?:sanat|termit|käsitteet|lyhenteet) tarkoittavat)(?: (?:ja|sekä|/) \w+)*\W*",
    re.IGNORECASE,
)
_TERM_TABLE: Final = re.compile(
    r"\s*(?:termi|käsite|sana|lyhenne|nimi)\s*\|\s*(?:selitys|selite|määritelmä|merkitys|tarkoitus|mitä (?:se )?tarkoittaa|kuvaus)\b.*",
    re.IGNORECASE,
)
_CODE_BELOW: Final = re.compile(
    r"^(?P<phrase>[A-ZÅÄÖa-zåäö][\w-]+(?: [\w-]+){0,4})\n\((?P<code>[A-ZÅÄÖ]{2,6})\)$", re.MULTILINE
)
_LISTED: Final = re.compile(
    r"[\W\d]*(?P<term>[A-ZÅÄÖa-zåäö0-9][\w/-]*(?: [\w-]+){0,3})\s*(?::| [=–-] ?| \| )\s*(?P<meaning>[^\d\W].{3,240})"
)
_ASKS: Final = re.compile(r"(?:mi|ku|ke|jo)\w{1,7}$")
_CODE_LISTED: Final = re.compile(
    r"\W*(?P<term>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö0-9&/-]{0,8}[A-ZÅÄÖ0-9])\s+(?P<meaning>[A-ZÅÄÖa-zåäö][\w,/ -]{5,160})"
)


def in_list(text: str) -> Iterator[Definition]:
    """The lines below a heading such as "Käsitteet" that give a word and its meaning, up to the first that does not."""
    inside = False
    for begin, line in lines_of(text):
        if _TERM_LIST.fullmatch(line) or _TERM_TABLE.fullmatch(line):
            inside = True
            continue
        match = (_LISTED.fullmatch(line.strip()) or _CODE_LISTED.fullmatch(line.strip())) if inside else None
        inside = match is not None and not _tells(match["meaning"])
        if match is not None and inside:
            yield Definition(match["term"].strip(), match["meaning"].strip(" ."), begin, begin + len(line))


def _tells(meaning: str) -> bool:
    """Whether what follows the first word is a sentence of its own: "päivitys: vastuu siirtyy"."""
    first, *words = re.split(r"[,(;]", meaning)[0].split()
    return not _ASKS.match(first.lower()) and any(map(is_verb, words))


def codes_below(text: str) -> Iterator[Definition]:
    """ "ARVOLUPAUS" and "(AL)" on the next line: boxes of a slide with their codes. Letters that do not fit are taken only among
    several that do."""
    found = list(_CODE_BELOW.finditer(text))
    fitting = sum(match["phrase"][0].lower() == match["code"][0].lower() for match in found)
    for match in found:
        phrase = match["phrase"].lower() if match["phrase"].isupper() else small(match["phrase"])
        if spells(match["code"], WORD.findall(phrase)) or fitting > max(2, len(found) // 2):
            yield Definition(match["code"], phrase, match.start(), match.end())


def siblings_of(text: str, names: Names) -> Iterator[Definition]:
    """Lines such as "Osuus 1: pohjoinen", "Osuus 2: etelä": what each of the numbered ones is."""
    found = list(_SIBLINGS.finditer(text))
    for match in found:
        if any(other["word"] == match["word"] and other["number"] != match["number"] for other in found):
            yield Definition(f"{match['word']} {match['number']}", match["meaning"].strip(), match.start(), match.end())
