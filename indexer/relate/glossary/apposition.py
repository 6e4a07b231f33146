"""Definitions that stand beside a word between commas or after its colon: "X, jäljempänä Y", "X, eli Y", "YTP: yhteinen palvelu"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from indexer.relate.glossary.definition import Definition
from indexer.relate.glossary.sentences import SO_CALLED
from indexer.relate.glossary.short import parts_of_word, spells
from indexer.relate.glossary.words import (
    ABBREVIATION,
    WORD,
    basic,
    is_common,
    is_person,
    is_plain,
    is_strange,
    is_verb,
    nominative,
    phrase_at_end,
)
from kb.finnish import lemma
from kb.finnish.choice import likely
from kb.finnish.phrases import is_compound

_LATER: Final = re.compile(
    r"(?P<before>[^,;:()]{4,120}), (?:jäljempänä|jatkossa|myöhemmin|lyhyesti|lyhennettynä|lyhenne|lyh\.) (?:myös )?"
    r"[”\"“]?(?P<it>[\w-]+)[”\"“]?(?=[,.;]|$)"
)
_OR: Final = re.compile(
    r"(?P<before>[^,;:()]{4,120})(?:,? eli|, (?:so\.|ts\.|siis|toisin sanoen)) (?:suomeksi(?: sanottuna)? |toisin sanoen )?(?P<after>[^.;:()]{2,160})"
)
_SO_CALLED: Final = re.compile(
    r"(?P<before>[^,;:()]{4,120})(?:,| eli) (?:ns\.|niin sanot\w+|niin kutsut\w+) [”\"“]?(?P<it>[\w-]{4,40})[”\"“]?(?=[,.;]| |$)"
)
_BETWEEN: Final = re.compile(rf"(?P<before>[^,;:()]{{4,120}}), (?P<it>{ABBREVIATION})(?::\w+)?(?=[,.;]|$)")
# What must be there for `_BETWEEN`, which is dear to look for.
_SET_OFF: Final = re.compile(rf", {ABBREVIATION}")
_SHORT_FIRST: Final = re.compile(
    rf"(?<![\w,-])(?P<it>{ABBREVIATION})(?::\w+)?(?:, | ?: | [–-] )(?P<words>[A-ZÅÄÖa-zåäö][\w-]+(?: [\w-]+){{0,7}})(?=[,.;]| [–-] |$)"
)
_SMALL_BESIDE: Final = re.compile(r"(?<![\w-])(?P<it>[a-zåäö]{3,6}), (?P<word>[a-zåäö]{8,40})(?![\w-])")
_CLAUSE: Final = re.compile(
    r"(?<![\w-])(?P<name>[A-ZÅÄÖa-zåäö]\w{2,20}(?:-\w+)?)-(?P<kind>[a-zåäö]{4,30}),? (?P<clause>jo(?:ka|lla|lle|ssa|sta|hon|ta|nka|n) [^.;:()]{12,160})"
    r"(?=[.;]|$)"
)
_CODE_OR: Final = re.compile(rf"(?<![\w-])(?P<it>{ABBREVIATION}):\w+ eli (?P<after>[^.;:(),]{{4,100}})")
_MOST_OF_PHRASE: Final = 8
# Of what comes once "eli" says when or which it is, not what.
_ONCE: Final = ("kokous", "palaveri", "päivä", "viikko", "kuukausi", "vuosi", "tapaaminen", "kausi", "ilta")
_AGREEING: Final = (
    "nimento",
    "omanto",
    "osanto",
    "sisaolento",
    "sisatulento",
    "sisaeronto",
    "ulkoolento",
    "ulkotulento",
    "ulkoeronto",
)


def named_later(sentence: str) -> Iterator[Definition]:
    """ "Vesistöjen kunnostusohjelma, jäljempänä ohjelma, hyväksyttiin."."""
    for match in _LATER.finditer(sentence):
        phrase, start = phrase_at_end(match["before"])
        if phrase and not likely_inflected(match["it"]):
            start += match.start("before")
            yield Definition(match["it"], nominative(phrase, at_start=start == 0), start, match.end("it"))


def likely_inflected(word: str) -> bool:
    """Whether a known word stands in no nominative: "jatkossa kuukausittain".

    >>> likely_inflected("kuukausittain"), likely_inflected("ohjelma"), likely_inflected("VKO")
    (True, False, False)
    """
    found = likely(word)
    return bool(found) and not word[:2].isupper() and not any(reading.case == "nimento" for reading in found)


def equated_inflected(sentence: str) -> Iterator[Definition]:
    """ "Tilannekuvapalvelun eli YTP:n avaus", "käytetään valevarastoa eli varastoa, jota ei ole", "uusi palvelu, eli YTP": what
    `sentences.equated` leaves, because both sides are inflected or a comma parts them."""
    for match in _OR.finditer(sentence):
        phrase, start = phrase_at_end(match["before"].rstrip(","))
        if not phrase or SO_CALLED.match(match["after"]):
            continue
        start += match.start("before")
        short = re.match(rf"(?P<it>{ABBREVIATION})(?::\w+)?(?![\w-])", match["after"])
        if short and _spells_end(short["it"], phrase):
            meaning = nominative(phrase, at_start=start == 0)
            yield Definition(short["it"], meaning, start, match.start("after") + short.end())
        elif meaning := _agreeing_meaning(phrase.split()[-1], match["after"]):
            yield Definition(nominative(phrase, at_start=start == 0), meaning, start, match.end())
        elif meaning := _agreeing_phrase(phrase.split()[-1], match["after"]):
            yield Definition(nominative(phrase.split()[-1]).lower(), meaning, start, match.end())


def code_inflected(sentence: str) -> Iterator[Definition]:
    """ "OKR:n eli omistajakunnan rahoitusosuuden määrä": the words after "eli" that a code spells."""
    for match in _CODE_OR.finditer(sentence):
        words = list(WORD.finditer(match["after"]))
        count = next((n for n in range(2, len(words) + 1) if spells(match["it"], [word.group() for word in words[:n]])), 0)
        if count and is_common(words[count - 1].group()):
            words_end = words[count - 1].end()
            meaning = nominative(match["after"][:words_end])
            yield Definition(match["it"], meaning, match.start("it"), match.start("after") + words_end)


def _agreeing_phrase(word: str, after: str) -> str:
    """The words after "eli" to the first noun in the case of a compound before it: "sade- ja sulamisvesiä"; empty where there is
    none, where the noun has a capital, or where the word is no compound."""
    base = lemma(word)
    if not is_compound(base) or base.endswith(_ONCE):
        return ""
    here = {(r.case, r.number) for r in likely(word) if r.word_class == "nimisana"}
    words = list(itertools.takewhile(_may_explain, re.split(r"[,;:.]", after)[0].split()[:_MOST_OF_PHRASE]))
    for place, part in enumerate(words):
        if is_common(part) and here & {(r.case, r.number) for r in likely(part) if r.word_class == "nimisana"}:
            return nominative(" ".join(words[: place + 1])) if lemma(part) != base else ""
    return ""


def _may_explain(word: str) -> bool:
    return not (is_verb(word) or word[0].isupper() or re.search(r"\d", word))


def _spells_end(short: str, phrase: str) -> bool:
    """Whether an abbreviation spells a noun phrase, or what is left of it without some of its first words."""
    words = WORD.findall(phrase)
    return any(spells(short, words[place:]) for place in range(len(words)))


def _agreeing_meaning(word: str, after: str) -> str:
    """A noun in the same case as a word, with a clause that tells it apart; empty where there is none."""
    told = re.match(r"(?P<phrase>(?:[\w-]+ ){0,2}(?P<head>[\w-]{3,})),? (?P<clause>jo\w{1,6} [^.;:()]{8,140})", after)
    if told is None or not is_common(told["head"]) or told["head"][0].isupper():
        return ""
    here = {(r.case, r.number) for r in likely(word)}
    cases = {(r.case, r.number) for r in likely(told["head"]) if r.case in _AGREEING}
    # The sentence goes on after the clause.
    front, comma, after_clause = told["clause"].rpartition(", ")
    clause = front if comma and is_verb(after_clause.split()[0]) else told["clause"]
    return f"{nominative(told['phrase'])}, {clause.strip()}" if here & cases else ""


def so_called_beside(sentence: str) -> Iterator[Definition]:
    """ "Tilapäistä virtaa, ns. kausivirtaa, mitataan.", "vapaa lähtötaso eli ns. nollataso"."""
    for match in _SO_CALLED.finditer(sentence):
        phrase, start = phrase_at_end(match["before"])
        word = match["it"]
        here = {(r.case, r.number) for r in likely(phrase.split()[-1])} if phrase else set()
        if here and (not likely(word) or here & {(r.case, r.number) for r in likely(word) if r.word_class == "nimisana"}):
            start += match.start("before")
            yield Definition(nominative(word), nominative(phrase, at_start=start == 0), start, match.end())


def spelt_beside(sentence: str) -> Iterator[Definition]:
    """ "Hulevesien yhteinen ohjausmalli, HYO, uusitaan.", "HYO, hulevesien yhteinen ohjausmalli, uusitaan.", "HYO: hulevesien …"."""
    for match in _BETWEEN.finditer(sentence) if _SET_OFF.search(sentence) else ():
        words = list(WORD.finditer(match["before"]))[-8:]
        for count in range(1, len(words) + 1):
            if spells(match["it"], [word.group() for word in words[-count:]]):
                start = match.start("before") + words[-count].start()
                phrase = sentence[start : match.end("before")]
                yield Definition(match["it"], nominative(phrase, at_start=start == 0), start, match.end("it"))
                break
    for match in _SHORT_FIRST.finditer(sentence):
        if _are_initials(match["it"], match["words"]):
            yield Definition(match["it"], match["words"], match.start("it"), match.end("words"))
        elif _spells_end(match["it"], match["words"]) and phrase_at_end(match["words"])[1] == 0 and is_plain(match["words"]):
            yield Definition(match["it"], nominative(match["words"]), match.start("it"), match.end("words"))


def _are_initials(short: str, words: str) -> bool:
    """Whether letters are the first ones of all words, joining ones too: "definition of done"."""
    return len(short) > 2 and short.lower() == "".join(word[0].lower() for word in words.split())


def small_beside(sentence: str) -> Iterator[Definition]:
    """ "Tarjoukset annetaan henkilöpäivinä (htp, henkilötyöpäivä)", "htp, henkilötyöpäivä": small letters for parts of a compound."""
    for match in _SMALL_BESIDE.finditer(sentence):
        parts = parts_of_word(lemma(match["word"]))
        if not likely(match["it"]) and len(parts) > 2 and match["it"] == "".join(part[0] for part in parts):
            yield Definition(match["it"], nominative(match["word"]), match.start(), match.end())


def with_clause(sentence: str) -> Iterator[Definition]:
    """ "Avataan Lokki-sovellus, jolla havainnot kirjataan.": a kind of thing with a name of its own, and what it is for."""
    match = _CLAUSE.search(sentence)
    if match is None or is_person(match["name"]) or not is_common(match["kind"]):
        return
    if re.search(r"tiin\b", match["clause"]):  # What was done or said of it once.
        return
    if not is_strange(match["name"]) and (match.start() == 0 or match["name"][0].islower()):
        return
    term = basic(f"{match['name']}-{match['kind']}")
    yield Definition(term, f"{term.rpartition('-')[2]}, {match['clause'].strip()}", match.start(), match.end())
