"""Definitions by giving a name: "sovellus nimeltä X", "X-niminen sovellus", "Y:tä kutsutaan X:ksi"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from indexer.relate.glossary.definition import Definition
from indexer.relate.glossary.words import DOERS, from_translative, is_common, is_person, nominative, phrase_at_end, plain, small
from kb.finnish import lemma
from kb.finnish.choice import likely
from kb.finnish.phrases import is_compound

_NAMED: Final = re.compile(
    r"(?P<thing>(?:[\w-]+ ){0,2}[\w-]{6,40}n) (?:nimi(?:: | on | tulee olemaan )|nimeksi (?:tuli |valittiin |tulee |päätettiin )?[:=]? ?)[”\"“]?"
    r"(?P<term>[A-ZÅÄÖ][\w-]{3,30})\W*$"
)
_BY_NAME: Final = re.compile(
    r"(?P<before>[^,;:()]{4,80}?)(?:,? nimeltä(?:än)?|, jonka nimi on|, jonka nimeksi (?:tulee|tuli|valittiin)) [”\"“]?(?P<term>[A-ZÅÄÖ][\w-]{2,30})"
)
_OF_NAME: Final = re.compile(
    r"(?<![\w-])(?P<term>[A-ZÅÄÖ][\w]{2,30})-nimi(?:nen|sen|stä|sessä|sestä|seen|sellä|selle) (?P<thing>(?:[\w-]+ ){0,2}?[\w-]{5,40})"
)
_IS_NAMED: Final = re.compile(
    r"^(?P<thing>(?:[\w-]+ ){0,3}[\w-]{4,40}) on nimeltään [”\"“]?(?P<term>[A-ZÅÄÖ][\w-]{2,30}(?: [\w-]{3,30})?)[”\"“]?\W*$"
)
_CALLED: Final = re.compile(
    r"(?P<thing>[\w-]+(?: [\w-]+){0,6})(?:, jo[ti]a)? (?:kutsutaan|sanotaan|nimitetään|(?:alettiin|ruvettiin|on alettu|on ruvettu) (?:kutsu(?:a|maan)|sano(?:a|maan)|nimittää)) (?:nyt |jatkossa |myös |usein |leikillään )*"
    r"(?:[”\"“]?(?P<into>[\w-]{5,40}ksi)[”\"“]?|nimellä [”\"“]?(?P<term>[\w-]{4,40})[”\"“]?)(?=[,.;]| \(|$)"
)
_WHERE: Final = ("sisaeronto", "sisatulento", "ulkoeronto", "ulkotulento")
_USED: Final = re.compile(
    r"(?P<thing>[\w-]+(?: [\w-]+){0,6})(?:, josta)? (?:käytetään|käytämme|käytettäneen) (?:nyt |jatkossa |myös |usein |tässä )*"
    r"(?:nimeä|nimitystä|nimikettä|termiä|sanaa|lyhennettä|käsitettä) [”\"“]?(?P<term>[\w-]{2,40})[”\"“]?(?=[,.;]|$)"
)
_AS_CALLED: Final = re.compile(
    r"(?<![\w-])(?P<term>[\w-]{4,40}), (?:kuten|joksi|jollaiseksi) (?P<thing>[^,.;:()]{4,100}?) "
    r"(?:kutsutaan|nimitetään|sanotaan|kutsumme|sanomme|on (?:alettu|tapana|totuttu|ruvettu) (?:kutsua|sanoa|nimittää|kutsumaan|sanomaan))(?=[,.;]|$)"
)
_SHORTENED: Final = re.compile(
    r"(?P<thing>[\w-]+(?: [\w-]+){0,6}) lyhennetään (?:jatkossa |usein |yleensä )?[”\"“]?(?P<term>[A-ZÅÄÖa-zåäö]{2,8})[”\"“]?(?=[,.;]|$)"
)
# Who does or is something is presented by name, not defined.
_NOT_DEFINED: Final = (
    *DOERS,
    *("tytär", "poika", "lapsi", "nuorukainen", "kollega", "opiskelija", "virkailija", "ystävä", "yritys", "yhtiö", "oy"),
)


def given_name(sentence: str) -> Iterator[Definition]:
    """ "Uuden penkkivaraston nimi: Puupaikka", "penkkivaraston nimeksi valittiin Puupaikka"; not the name of somebody who applies."""
    match = _NAMED.search(sentence)
    if match is None:
        return
    thing = match["thing"].split()[-1]
    known = likely(thing)
    if not known or not is_compound(lemma(thing)) or not any(r.case == "omanto" for r in known) or is_person(match["term"]):
        return
    yield Definition(match["term"], nominative(match["thing"], at_start=match.start() == 0), match.start(), match.end("term"))


def by_name(sentence: str) -> Iterator[Definition]:
    """ "Uusi sovellus nimeltä Lokki", "Lokki-niminen sovellus"."""
    for match in _BY_NAME.finditer(sentence):
        phrase, start = phrase_at_end(match["before"])
        if phrase and _is_thing(phrase) and not is_person(match["term"]):
            start += match.start("before")
            yield Definition(match["term"], nominative(phrase, at_start=start == 0), start, match.end("term"))
    for match in _OF_NAME.finditer(sentence):
        if is_common(match["thing"].split()[-1]) and _is_thing(match["thing"]) and not is_person(match["term"]):
            yield Definition(match["term"], nominative(match["thing"]), match.start("term"), match.end("thing"))


def is_named(sentence: str) -> Iterator[Definition]:
    """ "Uusi toimintamalli on nimeltään Kylätalkkari."."""
    named = _IS_NAMED.match(sentence)
    phrase, start = phrase_at_end(named["thing"]) if named else ("", 0)
    if named and phrase and _is_thing(phrase) and not is_person(named["term"].split()[0]):
        yield Definition(named["term"], nominative(phrase, at_start=start == 0), start, named.end("term"))


def called(sentence: str) -> Iterator[Definition]:
    """ "Mittausten tarkastajaa kutsutaan rantavahdiksi.", "tarkastusta sanotaan nimellä rantakierros"."""
    for match in _CALLED.finditer(sentence):
        word = match["into"] or match["term"]
        term = from_translative(word) if match["into"] else word
        phrase, start = _partitive_at_end(match["thing"])
        if not phrase or lemma(phrase.split()[-1]) == term:
            continue
        if match["into"] and not any(r.word_class in ("nimisana", "nimi") for r in likely(word)):
            continue
        start += match.start("thing")
        yield Definition(term, _as_called(phrase, at_start=start == 0), start, match.end())


def _partitive_at_end(words: str) -> tuple[str, int]:
    """The partitive noun that words end in, and where it begins, with nouns after it that say where it goes or whence."""
    phrase, start = phrase_at_end(words)
    if not phrase or any(r.case == "osanto" for r in likely(phrase.split()[-1])):
        return phrase, start
    if not all(r.case in _WHERE for r in likely(phrase.split()[-1])):
        return "", start
    before, begin = _partitive_at_end(words[:start].rstrip())
    return (words[begin:], begin) if before else ("", start)


def _as_called(phrase: str, *, at_start: bool) -> str:
    """What is called so, in the nominative: "polku vajalta rantaan"."""
    whole = plain(phrase)
    return nominative(phrase, at_start=at_start) if whole == phrase else small(whole) if at_start else whole


def name_used(sentence: str) -> Iterator[Definition]:
    """ "Viikon koosteesta käytetään nimeä tilannekuva.", "pitkän tähtäimen suunnitelma lyhennetään PTS"."""
    for match in (*_USED.finditer(sentence), *_SHORTENED.finditer(sentence)):
        phrase, start = phrase_at_end(match["thing"])
        if not phrase or is_person(match["term"]) or lemma(phrase.split()[-1]) == match["term"].lower():
            continue
        cases = {reading.case for reading in likely(phrase.split()[-1])}
        if ("sisaeronto" if match.re is _USED else "nimento") in cases:
            start += match.start("thing")
            yield Definition(match["term"], nominative(phrase, at_start=start == 0), start, match.end())


def as_called(sentence: str) -> Iterator[Definition]:
    """ "Aikaa jää rantapajoille, kuten kesän pienryhmiä laiturilla on alettu kutsua."."""
    for match in _AS_CALLED.finditer(sentence):
        words = match["thing"].split()
        cases = [{r.case for r in likely(word) if r.word_class == "nimisana"} for word in words]
        base = lemma(match["term"])
        if any("osanto" in own for own in cases) and is_common(match["term"]) and base not in map(lemma, words):
            yield Definition(base, match["thing"], match.start(), match.end())


def _is_thing(phrase: str) -> bool:
    return not lemma(phrase.split()[-1]).endswith(_NOT_DEFINED)
