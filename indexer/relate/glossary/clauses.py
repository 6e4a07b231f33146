"""Definitions that a clause tells: "X: päivä, jolloin …", "X (luettelo, josta …)", "X, joka on Y, …", "X:n tehtävänä on …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from indexer.relate.glossary.definition import Definition
from indexer.relate.glossary.kinds import HAPPENING, JUDGING, LABELS, NO_KIND, ends, is_happening, is_kind, tells_apart
from indexer.relate.glossary.words import (
    basic,
    is_common,
    is_modifier,
    is_person,
    is_strange,
    is_verb,
    nominative,
    noun_forms,
    phrase_at_end,
    small,
)
from kb.finnish import lemma, verb_forms
from kb.finnish.choice import likely
from kb.finnish.phrases import is_compound

_CLAUSE: Final = (
    r"jo(?:ka|ssa|lla|sta|lta|hon|lle|ta|nka|lloin|iden|issa|ista|ihin|illa|tka) [^.;:()]{6,160}|kun [^.;:()]{6,160}"
)
_KIND_AND_CLAUSE: Final = re.compile(rf"(?P<phrase>[\wåäö-]+(?: [\w-]+){{0,4}}), (?P<clause>{_CLAUSE})")
_BRACKETS: Final = re.compile(r"(?P<before>[^()]{3,120}?)\s+\((?P<inside>[^()]{15,200})\)")
_AFTER_COLON: Final = re.compile(
    rf"^\W*(?P<term>[A-ZÅÄÖa-zåäö][\w-]{{4,40}}): (?P<phrase>[\w-]+(?: [\w-]+){{0,4}}), (?P<clause>{_CLAUSE})\.?$"
)
_EQUALS: Final = re.compile(
    rf"^\W*(?P<term>[A-ZÅÄÖa-zåäö][\w-]+(?: [\w-]+)?) = (?P<phrase>[\w-]+(?: [\w-]+){{0,4}}), (?P<clause>{_CLAUSE})\.?$"
)
_WHICH_IS: Final = re.compile(r"^\W*(?P<term>[\w-]{5,40}), joka on (?P<meaning>(?:[\w-]+ ){0,5}[\w-]+)(?=, )")
_WHICH_IS_KIND: Final = re.compile(
    r"(?<![\w-])(?P<term>[\w-]{5,40}), joka on (?P<meaning>[\wåäö-]+(?: [\w-]+){1,9})(?=[,.;]|$)"
)
_ASIDE: Final = re.compile(
    r"(?:^\W*|(?<=[,:;] ))(?P<term>[\w-]{4,40}) [–-] (?P<meaning>[\wåäö-]+(?:,? [\w-]+){1,12}) [–-] (?=[\wåäö])"
)
_LISTED_CLAUSE: Final = re.compile(r"^\W*(?P<term>[a-zåäö][\wåäö-]{4,40}): (?P<meaning>(?:se,? )?(?:kun|jos) [^;:()]{8,160})$")
_HAS_BEEN: Final = re.compile(r"\b(?:on|ovat) \w+(?:tu|ty|nut|nyt|neet)\b")
_ASKED: Final = re.compile(r"\((?P<term>[\wåäö-]{6,40}): (?P<meaning>(?:mi|ku|ke)\w{1,7} [^.;:()]{8,120})\)")
_PURPOSE: Final = re.compile(
    r"^\W*(?P<term>[\w-]{6,40}n) (?P<how>tehtävänä|tarkoituksena|tehtävä|tarkoitus|tavoitteena(?= on (?:toimia|olla) ))"
    r" on (?P<what>[\wåäö-]+[^.;:()]{12,200})"
)
_MEANT_AS: Final = re.compile(
    r"(?:^|(?<=, ))(?P<term>[\w-]{4,40}) on (?:alun perin )?(?:perustettu|tarkoitettu|luotu|kehitetty|suunniteltu) "
    r"(?P<what>(?:[\w-]+ ){1,6}[\w-]+ksi)(?=[,.;]|$)"
)
_DOES: Final = re.compile(r"(?<![\w-])(?P<term>[\wåäö-]{6,40})\s+\((?P<inside>(?P<verb>[a-zåäö]{4,20}) [^()]{6,120})\)")
_DASH: Final = re.compile(r"^\W*(?P<term>[A-ZÅÄÖ][\w-]{3,30}) [–-] (?P<meaning>[a-zåäö][\wåäö -]{8,100})\.?$")
# What a thing does by its nature, not what becomes of it.
_DOING: Final = frozenset(
    """
    sisältää kertoa näyttää tarkistaa tallentaa lähettää muuttaa hakea kuvata määrittää estää mitata käsittää tarkoittaa koskea
    yhdistää siirtää poistaa tuoda viedä laskea kerätä jakaa valvoa koota ilmoittaa varoittaa luetella muuntaa kääntää ohjata käyttää
    """.split()  # noqa: SIM905 (read as prose)
)
_FOUNDED: Final = re.compile(
    r"(?:perustaa|perustetaan|perustettiin|perustettu|käynnistetään|käynnistettiin|asetetaan|asetettiin) (?:uusi |oma |erillinen )?"
    r"(?P<term>[\wåäö-]{6,40}), (?P<clause>jo(?:ka|nka|ssa|lla) [^.;:()]{10,160})(?=[.;]|$)"
)


def explained_in_brackets(sentence: str) -> Iterator[Definition]:
    """ "Nollapäivä (päivä, jolloin vesi katkaistaan)", "otetaan käyttöön porttilokit (lista, josta näkee kulkijat)"."""
    for match in _BRACKETS.finditer(sentence):
        told = _KIND_AND_CLAUSE.fullmatch(match["inside"].strip())
        phrase, _ = phrase_at_end(match["before"])
        word = phrase.split()[-1] if phrase else ""
        if told is None or not word or not (is_compound(lemma(word)) or is_strange(word)):
            continue
        if _is_kind(told["phrase"]) or _agree(word, told["phrase"]):
            begin = match.start("before") + match["before"].rindex(word)
            meaning = f"{nominative(told['phrase'])}, {told['clause'].strip()}"
            yield Definition(lemma(word) if likely(word) else basic(word), meaning, begin, match.end())


def after_colon(sentence: str) -> Iterator[Definition]:
    """ "Vähimmäisvirtaama: pienin virtaama, joka …", a line whose kind is the compound's own last part, and "X = Y, joka …"."""
    match = _AFTER_COLON.match(sentence)
    if match and _is_kind(match["phrase"]) and (_ends_alike(match) or _is_listed_word(match)):
        yield _of(match)
        return
    match = _EQUALS.match(sentence)
    if match and _is_kind(match["phrase"]):
        yield _of(match)


def _ends_alike(match: re.Match[str]) -> bool:
    return lemma(match["phrase"].split()[-1]) in ends(match["term"])


def _is_listed_word(match: re.Match[str]) -> bool:
    """Whether it is a noun in small letters, as a list of words has them, that labels no line and is no happening: not
    "toimenpide: kysely, jossa …"."""
    term = match["term"]
    if not term.islower() or term in LABELS | NO_KIND or is_happening(term) or is_happening(match["phrase"].split()[-1]):
        return False
    return any(r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular" for r in likely(term))


def doing(sentence: str) -> Iterator[Definition]:
    """ "Havaintopuskuri (kerää vuorokauden mittaukset)", "porttitunnus (käytetään ovien avaamiseen)"."""
    for match in _DOES.finditer(sentence):
        if _verb_of(match["verb"]) not in _DOING:
            continue
        base = lemma(match["term"]) if likely(match["term"]) else basic(match["term"])
        if _is_named_thing(base) or (is_strange(match["term"]) and not match["term"].isupper()):
            yield Definition(small(base) if match.start() == 0 else base, match["inside"].strip(), match.start(), match.end())


def _verb_of(word: str) -> str:
    """The verb of a present: an active one, or "käytetään"; empty for another word."""
    forms = [form for form in verb_forms(word) if form.tense == "present"]
    return next((form.lemma for form in forms if form.person == "3" or form.lemma == "käyttää"), "")


def after_dash(sentence: str) -> Iterator[Definition]:
    """ "Sotsiilo – erillinen palvelin tunnuksia varten", a line of its own: what a name that Voikko does not know is."""
    match = _DASH.match(sentence)
    if match is None or not is_strange(match["term"]) or match["term"].isupper():
        return
    words = match["meaning"].split()
    head = _head(words)
    if head is None or any(map(is_verb, words)) or lemma(words[0]) in JUDGING:
        return
    kind = lemma(words[head])
    # One simple noun says too little; what happens once says how the matter stands.
    if (is_compound(kind) or len(words) > 1) and not (ends(kind) | {kind}) & (HAPPENING | NO_KIND):
        yield Definition(match["term"], match["meaning"], match.start("term"), match.end("meaning"))


def which_is(sentence: str) -> Iterator[Definition]:
    """ "Asukasfoorumi, joka on kaikille avoin keskustelutilaisuus, pidetään maaliskuussa."."""
    match = _WHICH_IS.match(sentence)
    if (
        match
        and _is_named_thing(match["term"])
        and _is_kind(match["meaning"])
        and lemma(match["meaning"].split()[-1]) not in NO_KIND
    ):
        yield Definition(small(match["term"]), match["meaning"], match.start("term"), match.end("meaning"))


def which_is_kind(sentence: str) -> Iterator[Definition]:
    """ "Käyttöön otetaan viherkerroin, joka on menetelmä tontin kasvillisuuden arviointiin.": anywhere, of a named kind."""
    for match in _WHICH_IS_KIND.finditer(sentence):
        word = match["term"]
        base = lemma(word) if likely(word) else basic(word)
        if not _is_named_thing(base) or is_happening(base) or not (_agree(word, word) or is_strange(word)):
            continue
        words = match["meaning"].split()
        head = _head(words)
        if head is not None and is_kind(words[head]) and not tells_apart(words[:head]) and not any(map(is_verb, words)):
            yield Definition(small(base), match["meaning"], match.start("term"), match.end("meaning"))


def set_apart(sentence: str) -> Iterator[Definition]:
    """ "Tilannekuva – viikon tapahtumien kooste – lähetetään perjantaisin.": what a thing is, between dashes."""
    for match in _ASIDE.finditer(sentence):
        term = match["term"]
        if not (_is_named_thing(term) or is_strange(term)) or is_person(term) or is_happening(term):
            continue
        words = re.split(r",? ", match["meaning"])
        head = _head(words)
        if head is None or tells_apart(words[:head]) or not is_kind(words[head]):
            continue
        if not any(map(is_verb, re.split(r", | jo\w{1,5} ", match["meaning"])[0].split())):
            yield Definition(small(term), match["meaning"], match.start("term"), match.end("meaning"))


def asked(sentence: str) -> Iterator[Definition]:
    """ "Tiedot tallentuvat (kulkuloki: millä kortilla ovi on avattu).": what a thing tells, as a question after its name."""
    for match in _ASKED.finditer(sentence):
        if (
            _is_named_thing(match["term"])
            and match["term"].islower()
            and not (is_happening(match["term"]) or is_kind(match["term"]))
        ):
            yield Definition(match["term"], match["meaning"], match.start("term"), match.end("meaning"))


def listed_clause(sentence: str) -> Iterator[Definition]:
    """ "- leimaus: kun kortti näytetään lukijalle": a word in small letters, and when it is so."""
    match = _LISTED_CLAUSE.match(sentence)
    if match is None or _HAS_BEEN.search(match["meaning"]):  # A condition, not a meaning.
        return
    if match["term"] not in LABELS | NO_KIND and not is_happening(match["term"]) and _is_kind(match["term"]):
        yield Definition(match["term"], match["meaning"].rstrip("."), match.start("term"), match.end("meaning"))


def _head(words: list[str]) -> int | None:
    """The place of the first noun in the nominative singular, with what belongs to it before it."""
    return next((place for place in range(len(words)) if _is_kind(" ".join(words[: place + 1]))), None)


def by_purpose(sentence: str) -> Iterator[Definition]:
    """ "Rantakierroksen tarkoituksena on löytää rikkoutuneet laiturit."; not what is a matter of one meeting, plan or study."""
    match = _PURPOSE.match(sentence)
    if match is None:
        return
    base = lemma(match["term"])
    verb = match["what"].split()[0]
    if not is_compound(base) or not any(r.case == "omanto" and r.number == "singular" for r in likely(match["term"])):
        return
    if ends(base) & HAPPENING or not any(r.mood == "A-infinitive" for r in likely(verb)):
        return
    yield Definition(base, f"{match['how']} on {match['what'].strip()}", match.start("term"), match.end("what"))


def meant_as(sentence: str) -> Iterator[Definition]:
    """ "Rantafoorumi on perustettu järvien hoitajien yhteiseksi verkostoksi.": what something was made to be."""
    match = _MEANT_AS.search(sentence)
    if match is None or not (_is_named_thing(match["term"]) or is_strange(match["term"])):
        return
    *front, last = match["what"].split()
    if _is_translative(last) and is_kind(last) and not any(map(is_verb, front)):
        agreeing = [lemma(word) if _is_translative(word) else word for word in front]
        yield Definition(small(match["term"]), " ".join((*agreeing, lemma(last))), match.start("term"), match.end())


def _is_translative(word: str) -> bool:
    return any(reading.case == "tulento" for reading in likely(word))


def founded(sentence: str) -> Iterator[Definition]:
    """ "Päätettiin perustaa laaturyhmä, joka seuraa mittausten laatua."."""
    for match in _FOUNDED.finditer(sentence):
        if _is_named_thing(match["term"]) and not re.search(r"tiin\b", match["clause"]):
            base = nominative(match["term"])
            kind = base.rpartition("-")[2] if "-" in base else min(ends(base), key=len, default=base)
            yield Definition(base, f"{kind}, {match['clause'].strip()}", match.start("term"), match.end("clause"))


def _of(match: re.Match[str]) -> Definition:
    meaning = f"{match['phrase']}, {match['clause'].strip()}"
    return Definition(small(match["term"]), meaning, match.start("term"), match.end("clause"))


def _is_kind(phrase: str) -> bool:
    """Whether words come to a common noun in the nominative singular and hold no verb: "pienin virtaama"."""
    *front, last = phrase.split()
    if any(is_verb(word) for word in front) or not is_common(last) or last[:1].isupper():
        return False
    return any(r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular" for r in likely(last))


def _agree(word: str, phrase: str) -> bool:
    """Whether a noun with its attributes stands in the case of a word: "nollapäivässä (päivässä, jolloin …)"."""
    *front, last = phrase.split()
    return bool(noun_forms(word) & noun_forms(last)) and all(map(is_modifier, front))


def _is_named_thing(word: str) -> bool:
    """A compound in the nominative singular that is no label, or a word that Voikko does not know."""
    base = word.lower()
    if base in LABELS or is_person(word):
        return False
    if not likely(word):
        return "-" in word and _is_kind(word.rpartition("-")[2])
    return is_compound(base) and _is_kind(word[:1].lower() + word[1:])
