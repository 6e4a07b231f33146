"""Definitions as they are said aloud: "X on se, kun …", "X:ksi sanotaan …", "niitä, jotka …, kutsutaan X:ksi", "Nuppu, edullinen
palvelin, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from indexer.relate.glossary.definition import Definition
from indexer.relate.glossary.kinds import HAPPENING, LABELS, NO_KIND, is_happening, is_kind
from indexer.relate.glossary.words import (
    DOERS,
    basic,
    from_translative,
    is_common,
    is_modifier,
    is_person,
    is_strange,
    is_uncommon,
    is_verb,
    plain,
    small,
)
from kb.finnish import lemma
from kb.finnish.choice import likely
from kb.finnish.phrases import is_compound

_THAT_WHEN: Final = re.compile(
    r"(?<![\w-])(?P<term>[\w-]{5,40})(?: on|,(?: siis)?) (?P<meaning>se(?: [\w-]+)?,? (?:kun|minkä|jos|joka|jota|jossa|johon|jolla|jolloin|mitä|mihin|missä) [^.;:()]{8,160})"
)
_INTO_FIRST: Final = re.compile(
    r"(?<![\w-])(?P<term>[\w-]{5,40}ksi) (?:me |meillä |tässä )?(?:kutsutaan|sanotaan|nimitetään|kutsumme|sanomme) (?P<meaning>[^.;:()]{8,160})"
)
_THOSE: Final = re.compile(
    r"(?<![\w-])(?P<thing>(?:sitä|niitä),? jo\w{1,6} [^.;:()]{8,140}?),? (?:[\w-]+ )?(?:kutsutaan|kutsuu|sanotaan|sanoo|nimitetään) "
    r"(?P<front>[\w-]+ksi )?(?P<term>[\w-]{4,40}ksi)(?=[,.;]|$)",
    re.IGNORECASE,
)
_SUCH: Final = re.compile(
    r"(?<![\w-])(?P<term>[\w-]{4,40}), (?P<meaning>(?:sellainen|eräänlainen|tietynlainen) [\w-]+,? jo\w{1,6} [^.;:()]{6,140})"
)
_BESIDE_KIND: Final = re.compile(
    r"(?:^\W*|(?<=[.:;] ))(?P<term>[\w-]{4,40}), (?P<meaning>(?P<kind>[a-zåäö]{4,20}) [^,.;:()]{6,120}), (?P<verb>[a-zåäö]+)"
)
_WHICH_MEANS: Final = re.compile(
    r"(?<![\w-])(?P<term>[\w-]{5,40}), (?:joka tarkoittaa|jotka tarkoittavat|jolla tarkoitetaan|joilla tarkoitetaan) (?P<meaning>[^.;:()]{6,160})"
)
_IS_DEFINED: Final = re.compile(
    r"(?:^\W*|^[\w-]+(?:ssa|ssä) |(?<=[,;] ))(?P<term>(?:[\w-]+ )?[\w-]{4,40}) (?:on määritelty|määritellään|määriteltiin)"
    r"(?: (?:tässä|seuraavasti|näin))?(?:: (?P<meaning>[^;()]{6,160})| (?P<into>(?:[\w-]+ ){0,4}[\w-]+ksi(?:, jo\w{1,5} [^.;:()]{6,120})?))(?=[.;]|$)",
    re.I,
)
_BESIDE: Final = re.compile(
    r"(?:^|(?<=[.:;] ))(?P<term>[A-ZÅÄÖ][\w-]{3,30}), (?P<meaning>[a-zåäö][\w-]+(?: [\w-]+){1,5}), (?P<verb>[a-zåäö]+)"
)


def is_when(sentence: str) -> Iterator[Definition]:
    """ "Vesipäivä on se, kun pumppu on päällä.", "lykkäys, se kun maksu siirretään"."""
    for match in _THAT_WHEN.finditer(sentence):
        if _is_telling(match["term"]):
            yield Definition(small(match["term"]), match["meaning"].strip(), match.start("term"), match.end("meaning"))


def called_into(sentence: str) -> Iterator[Definition]:
    """ "Lähtörajaksi kutsutaan sitä syvyyttä, jonka täytyttyä aurataan."; nobody is invited by it."""
    for match in _INTO_FIRST.finditer(sentence):
        base = from_translative(match["term"])
        if _may_be_called(match["term"], base) and _tells_of_what(match["meaning"]):
            yield Definition(base, _plainly(match["meaning"].strip()), match.start(), match.end())


def _plainly(meaning: str) -> str:
    """What something is called, as what it is: "sitä lumensyvyyttä, josta …" is the depth of snow from which."""
    phrase, comma, clause = meaning.partition(",")
    bare = re.sub(r"^(?:sitä|niitä) (?=\w)", "", phrase)
    return f"{plain(bare)}{comma}{clause}"


def _may_be_called(word: str, base: str) -> bool:
    """Whether a word in the translative is a noun that a thing, and nobody, can be called."""
    if base.endswith(DOERS) or not (is_compound(base) or is_uncommon(base)):
        return False
    return any(r.word_class == "nimisana" and r.case == "tulento" and r.number == "singular" for r in likely(word))


def _tells_of_what(meaning: str) -> bool:
    words = re.split(r",? jo\w{1,6} ", meaning)[0].split()
    return words[0] in ("sitä", "niitä", "kun", "jos") or any(map(_is_partitive_noun, words))


def those_called(sentence: str) -> Iterator[Definition]:
    """ "Niitä, jotka eivät vastaa, kutsutaan hiljaisiksi hakijoiksi."."""
    for match in _THOSE.finditer(sentence):
        noun = match["term"]
        if any(r.word_class == "nimisana" and r.case == "tulento" for r in likely(noun)):
            front = f"{lemma(match['front'].strip())} " if match["front"] else ""
            yield Definition(f"{front}{from_translative(noun)}", match["thing"].lower().strip(" ,"), match.start(), match.end())


def beside_name(sentence: str) -> Iterator[Definition]:
    """ "Nuppu, edullinen kotimainen palvelinmalli, riittää.": a name, what sort of a thing it is, and what it does."""
    for match in _BESIDE.finditer(sentence):
        if (
            _may_be_verb(match["verb"])
            and not is_person(match["term"])
            and not is_compound(match["term"].lower())
            and _says_what_sort(match["meaning"].split())
        ):
            yield Definition(match["term"], match["meaning"], match.start("term"), match.end("meaning"))


def such(sentence: str) -> Iterator[Definition]:
    """ "Tarvitaan sovitelevy, sellainen pelti jolla laite kiinnitetään."."""
    for match in _SUCH.finditer(sentence):
        if _is_telling(match["term"]):
            yield Definition(small(match["term"]), match["meaning"], match.start("term"), match.end("meaning"))


def which_means(sentence: str) -> Iterator[Definition]:
    """ "Otetaan käyttöön vuorokortti, jolla tarkoitetaan yhden vuoron kirjausta."."""
    for match in _WHICH_MEANS.finditer(sentence):
        base = lemma(match["term"]) if likely(match["term"]) else basic(match["term"])
        if _is_telling(base):
            front, comma, rest = match["meaning"].rpartition(", ")
            meaning = front if comma and is_verb(rest.split()[0]) else match["meaning"]
            yield Definition(small(base), _plainly(meaning.strip()), match.start("term"), match.start("meaning") + len(meaning))


def is_defined(sentence: str) -> Iterator[Definition]:
    """ "Kevyt alus on määritelty: alle viisi metriä.", "ekoteko määritellään valinnaksi, joka säästää luontoa"."""
    match = _IS_DEFINED.search(sentence)
    if match is None or match["term"].lower() in LABELS or not _is_plain_noun(match["term"].split()[-1]):
        return
    meaning = match["meaning"] or _from_into(match["into"])
    if meaning:
        yield Definition(small(match["term"]), meaning.strip(), match.start("term"), match.end())


def _from_into(words: str) -> str:
    """What something is defined to be, in the nominative; empty where it is no noun."""
    phrase, comma, clause = words.partition(",")
    *front, last = phrase.split()
    if not any(r.word_class == "nimisana" and r.case == "tulento" for r in likely(last)):
        return ""
    agreeing = (lemma(word) if any(r.case == "tulento" for r in likely(word)) else word for word in front)
    return f"{' '.join((*agreeing, lemma(last)))}{comma}{clause}"


def _is_plain_noun(word: str) -> bool:
    return any(r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular" for r in likely(word))


def beside_kind(sentence: str) -> Iterator[Definition]:
    """ "K-lista, luettelo niistä jotka saavat lainata, on vanhentunut."."""
    for match in _BESIDE_KIND.finditer(sentence):
        kinds = [
            r for r in likely(match["kind"]) if r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular"
        ]
        if kinds and is_kind(match["kind"]) and is_verb(match["verb"]) and _is_telling(match["term"]):
            yield Definition(small(match["term"]), match["meaning"], match.start("term"), match.end("meaning"))


def _says_what_sort(words: list[str]) -> bool:
    """Whether words are a compound in the nominative with what tells it apart, for nobody and nothing that happens."""
    *front, head = words
    if head.endswith(DOERS) or not is_compound(head) or is_happening(head) or not is_common(head):
        return False
    named = any(r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular" for r in likely(head))
    return named and all(map(is_modifier, front))


def _is_telling(word: str) -> bool:
    """Whether a word is a compound or a word seldom used, in the nominative, for nothing that happens once."""
    if is_person(word) or word.lower() in LABELS | NO_KIND | HAPPENING:
        return False
    found = likely(word.lower())
    named = [r for r in found if r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular"]
    if not found:
        return is_strange(word)
    return bool(named or word.endswith("minen")) and (is_compound(word.lower()) or is_uncommon(word) or word.endswith("minen"))


def _may_be_verb(word: str) -> bool:
    return any(reading.word_class == "teonsana" for reading in likely(word))


def _is_partitive_noun(word: str) -> bool:
    return any(r.word_class == "nimisana" and r.case == "osanto" for r in likely(word))
