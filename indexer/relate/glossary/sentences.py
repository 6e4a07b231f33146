"""Definitions that a sentence says: "X eli Y", "X = Y", "X tarkoittaa Y", "X on luettelo, joka …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from indexer.relate.glossary.brackets import MOST_OF_MEANING, NUMBERED
from indexer.relate.glossary.definition import Definition
from indexer.relate.glossary.words import (
    ABBREVIATION,
    JOINING,
    WORD,
    is_modifier,
    is_noun,
    is_person,
    is_strange,
    nominative,
    small,
)
from kb.finnish import lemma, part_terms, readings, tokenize, verb_forms
from kb.finnish.choice import likely
from kb.finnish.phrases import is_compound

_ELI: Final = re.compile(r"(?P<before>[^,;:()]{3,60}?)\s+eli\s+(?P<after>[^.;:()]{3,160})")
_EQUALS: Final = re.compile(r"^\W*(?P<term>[A-ZÅÄÖ][\w-]+(?: [\w-]+){0,2}) = (?P<meaning>[^\d=+*/<>:]{4,80})$")
_MEANS: Final = re.compile(
    r"^(?P<term>[\w-]{4,40}(?: [\w-]{4,40})??)(?P<case>(?:lla|llä)? tarkoitetaan(?: (?:tässä|tällä))?| tarkoittaa) (?P<meaning>[^.:]{8,200})"
)
_IS: Final = re.compile(
    r"^(?P<subject>(?:[\w-]+\s+)?[\w-]{4,40})(?:\s+\([^()]{2,12}\)|\s+20\d\d(?:[–-]20\d\d)?)?\s+on\s+(?P<rest>[^.]{15,240})"
)
_TWO: Final = re.compile(
    r"(?<![\w-])(?<!, )(?P<one>[A-ZÅÄÖ]{3,20}) ja (?P<two>[A-ZÅÄÖ]{3,20}) eli (?P<first>[A-ZÅÄÖa-zåäö][^.;:()]{3,60}?) ja (?P<second>[^.;:()]{3,60})(?=[.;]|$)"
)
_SHORT_FOR: Final = re.compile(
    r"(?P<term>[A-ZÅÄÖ][\w-]{1,20}) (?:on lyhenne(?: sanoista| sanasta| nimestä)?|tulee sanoista|(?:lyhenne )?muodostuu sanoista) [”\"]?(?P<meaning>[^.;:()”\"]{4,120})"
)
_NAMED: Final = re.compile(
    r"(?P<thing>(?:[\w-]+ ){0,2}[\w-]{6,40}n) nimi(?:: | on | tulee olemaan )(?P<term>[A-ZÅÄÖ][\w-]{3,30})\W*$"
)
_QUOTED: Final = re.compile(
    r"(?:ns\. |niin sanottu |[”\"“])(?P<term>[\w-]{6,40})[”\"“]?, (?P<clause>jo(?:ka|ssa|lla|sta|hon|nka)\b [^.;:()]{20,200})"
)
_MOST_OF_ELI: Final = 8
# Nouns that say how something stands, not what it is.
_NO_KIND: Final = frozenset(
    """
    tavoite tarkoitus tarve ongelma ajatus syy osa asia aika tilanne kysymys vaihtoehto mahdollisuus riski etu haaste puute este
    maanantai tiistai keskiviikko torstai perjantai edellytys lähtökohta peruste ehto tulos päivä viikko kuukausi vuosi määrä lupa vastuu mieli hyöty toive aihe
    """.split()  # noqa: SIM905 (read as prose)
)
# What is good or important is judged, not defined.
_JUDGING: Final = frozenset(
    [
        "tärkeä",
        "hyvä",
        "huono",
        "merkittävä",
        "keskeinen",
        "oleellinen",
        "olennainen",
        "hyödyllinen",
        "vaikea",
        "helppo",
        "uusi",
        "suuri",
        "pieni",
    ]
)


def equated(sentence: str) -> Iterator[Definition]:
    """ "X eli Y", not "alittunut eli jäänyt", "A ja B eli …", "valmistajan eli Fujitsun", nor numbers."""
    for match in _ELI.finditer(sentence):
        term, start = _term_before(match["before"], match.start("before"))
        meaning = _phrase_after(match["after"])
        if term and meaning and not re.search(r"\d", meaning.split(",")[0]):
            abbreviation = re.fullmatch(ABBREVIATION, meaning)
            if abbreviation:
                term, meaning = meaning, term
            yield Definition(nominative(term, at_start=start == 0), meaning, start, match.start("after") + len(meaning))


def _term_before(words: str, offset: int) -> tuple[str, int]:
    """The noun phrase that ends just before "eli", or a numbered thing."""
    numbered = re.search(rf"(?:^|\s)({NUMBERED})$", words)
    if numbered:
        return numbered[1], offset + numbered.start(1)
    found = list(WORD.finditer(words))
    if not found or re.search(r"\d", found[-1].group()) or not is_noun(found[-1].group()):
        return "", offset
    first = len(found) - 1
    while first > 0 and len(found) - first < 3 and is_modifier(found[first - 1].group()):
        first -= 1
    if first > 0 and found[first - 1].group() in JOINING:
        return "", offset
    return words[found[first].start() : found[-1].end()], offset + found[first].start()


def _phrase_after(words: str) -> str:
    """What follows "eli": a noun with its relative clause, or the words up to a verb, which end in a noun."""
    clause = re.match(r"(?:se|ne)\s+[^,]{3,60},\s+(?:jo\w+|mi\w+)[^,]{3,120}", words)
    if clause:
        return clause.group().strip()
    chosen: list[str] = []
    nominative = ""
    for word in words.split(",")[0].split()[:_MOST_OF_ELI]:
        if any(r.word_class in ("teonsana", "kieltosana") and r.participle is None for r in likely(word)):
            break
        chosen.append(word)
        if is_noun(word):
            nominative = " ".join(chosen)
            break
    # "Työsuunnitelma pilotointia varten" says what it is for too.
    purpose = re.match(r"(?:\s+\w+){1,2}\s+varten\b", words[len(nominative) :]) if nominative else None
    return nominative + (purpose.group() if purpose else "")


def equated_pairs(sentence: str) -> Iterator[Definition]:
    """ "HEPUI ja YHPUI eli henkilön puisto ja yhteisön puisto": two codes and what they are, in order."""
    for match in _TWO.finditer(sentence):
        if " ja " not in match["second"]:
            yield Definition(match["one"], match["first"].strip(), match.start(), match.end())
            yield Definition(match["two"], match["second"].strip(), match.start(), match.end())


def short_for(sentence: str) -> Iterator[Definition]:
    """ "KHK on lyhenne sanoista kiinteistöjen huoltokirja"."""
    for match in _SHORT_FOR.finditer(sentence):
        yield Definition(match["term"], match["meaning"].strip(), match.start(), match.end())


def given_name(sentence: str) -> Iterator[Definition]:
    """ "Uuden penkkivaraston nimi: Puupaikka"; not the name of somebody who applies."""
    match = _NAMED.search(sentence)
    if match is None:
        return
    thing = match["thing"].split()[-1]
    known = likely(thing)
    if not known or not is_compound(lemma(thing)) or not any(r.case == "omanto" for r in known) or is_person(match["term"]):
        return
    yield Definition(match["term"], nominative(match["thing"], at_start=match.start() == 0), match.start(), match.end("term"))


def so_called(sentence: str) -> Iterator[Definition]:
    """ "…”penkkikokous”, jossa sovitaan penkeistä": a compound that is set apart as somebody's own, with what it is."""
    for match in _QUOTED.finditer(sentence):
        base = lemma(match["term"])
        if is_compound(base):
            head = sorted(part_terms(base), key=base.rfind)[-1] if part_terms(base) else base
            yield Definition(base, f"{head}, {match['clause'].strip()}", match.start("term"), match.end())


def same(sentence: str) -> Iterator[Definition]:
    """ "X = Y", a line of its own."""
    match = _EQUALS.match(sentence.rstrip("."))
    if (
        match
        and len(match["meaning"].split()) <= MOST_OF_MEANING
        and any(is_strange(w) or is_compound(w) for w in match["term"].split())
    ):
        yield Definition(match["term"], match["meaning"].strip(), match.start("term"), match.end("meaning"))


def meant(sentence: str) -> Iterator[Definition]:
    """ "X tarkoittaa Y", "X:llä tarkoitetaan Y"; not "tämä tarkoittaa", nor "mikä tarkoittaa, että"."""
    match = _MEANS.match(sentence)
    if (
        match is None
        or match["meaning"].lstrip().startswith((",", "että", "sitä, että", "noin"))
        or re.match(r"\d", match["meaning"])
    ):
        return
    term = match["term"] + (match["case"].partition(" ")[0] or "")
    last = term.split()[-1]
    base = lemma(last)
    if likely(last) and not is_compound(base):
        return
    front = " ".join(term.split()[:-1])
    yield Definition(small(f"{front} {base}".strip()), match["meaning"].strip(), match.start("term"), match.end("meaning"))


def told(sentence: str) -> Iterator[Definition]:
    """ "X on merkintä, joka …"; not what is judged ("tärkeä"), nor how it stands ("myöhässä")."""
    match = _IS.match(sentence)
    if match is None or not _is_term(match["subject"]):
        return
    first = match["rest"].split()[0]
    if any(r.participle == "present_passive" for r in readings(first)) or re.search(r"(?:tt?ava|tt?ävä)$", first):
        return
    if any(form.tense == "perfect" for form in verb_forms(f"on {first}")) or lemma(first) in _JUDGING:
        return
    head = _kind(match["rest"])
    if head is None or head in _NO_KIND or head == lemma(match["subject"].split()[-1]):
        return
    yield Definition(small(match["subject"]), match["rest"].strip(), match.start("subject"), match.end("rest"))


def _is_term(subject: str) -> bool:
    """A compound or unknown noun in the nominative singular, perhaps with an adjective before it."""
    *front, last = subject.split()
    if front and not is_modifier(front[0]):
        return False
    found = likely(last)
    named = [r for r in found if r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular"]
    return bool(named) and len(part_terms(last.lower())) > 1


def _kind(rest: str) -> str | None:
    """The noun in the nominative that the words before the first comma come to, None where there is none."""
    for token in tokenize(re.split(r"[,(]", rest)[0]):
        if token.kind != "word":
            return None
        found = likely(token.text)
        if any(reading.word_class in ("teonsana", "seikkasana") and reading.participle is None for reading in found):
            return None
        if any(r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular" for r in found):
            return lemma(token.text)
    return None
