"""Definitions that a clause tells: "X: päivä, jolloin …", "X (luettelo, josta …)", "X, joka on Y, …", "X:n tehtävänä on …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from indexer.relate.glossary.definition import Definition
from indexer.relate.glossary.sentences import JUDGING, NO_KIND
from indexer.relate.glossary.words import (
    basic,
    is_common,
    is_modifier,
    is_person,
    is_strange,
    is_verb,
    nominative,
    phrase_at_end,
    small,
)
from kb.finnish import lemma, part_terms, verb_forms
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
_WHICH_IS: Final = re.compile(r"^(?P<term>[\w-]{5,40}), joka on (?P<meaning>(?:[\w-]+ ){0,5}[\w-]+)(?=, )")
_PURPOSE: Final = re.compile(
    r"^(?P<term>[\w-]{6,40}n) (?P<how>tehtävänä|tarkoituksena|tehtävä|tarkoitus) on (?P<what>[\wåäö-]+[^.;:()]{12,200})"
)
_DOES: Final = re.compile(r"(?<![\w-])(?P<term>[\wåäö-]{6,40})\s+\((?P<inside>(?P<verb>[a-zåäö]{4,20}) [^()]{6,120})\)")
_DASH: Final = re.compile(r"^\W*(?P<term>[A-ZÅÄÖ][\w-]{3,30}) [–-] (?P<meaning>[a-zåäö][\wåäö -]{8,100})\.?$")
# What a thing does by its nature, not what becomes of it.
_DOING: Final = frozenset(
    """
    sisältää kertoa näyttää tarkistaa tallentaa lähettää muuttaa hakea kuvata määrittää estää mitata käsittää tarkoittaa koskea
    yhdistää siirtää poistaa tuoda viedä laskea kerätä koota ilmoittaa varoittaa luetella muuntaa kääntää ohjata käyttää
    """.split()  # noqa: SIM905 (read as prose)
)
_FOUNDED: Final = re.compile(
    r"(?:perustaa|perustetaan|perustettiin|perustettu|käynnistetään|käynnistettiin|asetetaan|asetettiin) (?:uusi |oma |erillinen )?"
    r"(?P<term>[\wåäö-]{6,40}), (?P<clause>jo(?:ka|nka|ssa|lla) [^.;:()]{10,160})(?=[.;]|$)"
)
# What happens once, or is a piece of work, has a purpose without being defined by it.
_HAPPENING: Final = frozenset(
    """
    kokous tapaaminen palaveri paja tilaisuus keskustelu koulutus kysely selvitys esitys muutos hanke projekti testi seminaari
    päivä ilta käsittely jakso vaihe kohta asia työ suunnitelma raportti muistio ehdotus aloite lausunto
    """.split()  # noqa: SIM905 (read as prose)
)
# Words before a colon that say what kind of a line follows.
_LABELS: Final = frozenset(
    [
        "päätösehdotus",
        "toimenpide",
        "jatkotoimenpide",
        "päätösesitys",
        "lisätieto",
        "esityslista",
        "jatkotyö",
        "kokousaika",
        "vastuuhenkilö",
    ]
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
    if match and _is_kind(match["phrase"]) and lemma(match["phrase"].split()[-1]) in _ends(match["term"]):
        yield _of(match)
        return
    match = _EQUALS.match(sentence)
    if match and _is_kind(match["phrase"]):
        yield _of(match)


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
    head = next((place for place in range(len(words)) if _is_kind(" ".join(words[: place + 1]))), None)
    if head is None or any(map(is_verb, words)) or lemma(words[0]) in JUDGING:
        return
    kind = lemma(words[head])
    # One simple noun says too little; what happens once says how the matter stands.
    if (is_compound(kind) or len(words) > 1) and not (_ends(kind) | {kind}) & (_HAPPENING | NO_KIND):
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


def by_purpose(sentence: str) -> Iterator[Definition]:
    """ "Rantakierroksen tarkoituksena on löytää rikkoutuneet laiturit."; not what is a matter of one meeting, plan or study."""
    match = _PURPOSE.match(sentence)
    if match is None:
        return
    base = lemma(match["term"])
    verb = match["what"].split()[0]
    if not is_compound(base) or not any(r.case == "omanto" and r.number == "singular" for r in likely(match["term"])):
        return
    if _ends(base) & _HAPPENING or not any(r.mood == "A-infinitive" for r in likely(verb)):
        return
    yield Definition(base, f"{match['how']} on {match['what'].strip()}", match.start("term"), match.end("what"))


def founded(sentence: str) -> Iterator[Definition]:
    """ "Päätettiin perustaa laaturyhmä, joka seuraa mittausten laatua."."""
    for match in _FOUNDED.finditer(sentence):
        if _is_named_thing(match["term"]) and not re.search(r"tiin\b", match["clause"]):
            base = nominative(match["term"])
            kind = base.rpartition("-")[2] if "-" in base else min(_ends(base), key=len, default=base)
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
    return bool(_forms(word) & _forms(last)) and all(map(is_modifier, front))


def _forms(word: str) -> set[tuple[str | None, str | None]]:
    """The cases and numbers in which a word can be a noun."""
    return {(r.case, r.number) for r in likely(word) if r.word_class == "nimisana"}


def _is_named_thing(word: str) -> bool:
    """A compound in the nominative singular that is no label, or a word that Voikko does not know."""
    base = word.lower()
    if base in _LABELS or is_person(word):
        return False
    if not likely(word):
        return "-" in word and _is_kind(word.rpartition("-")[2])
    return is_compound(base) and _is_kind(word[:1].lower() + word[1:])


def _ends(word: str) -> set[str]:
    """The parts that a compound may end in: *vähimmäisvirtaama* in *virtaama*."""
    base = word.lower()
    return {part for part in part_terms(base) if part != base and base.endswith(part)} | (
        {base.rpartition("-")[2]} if "-" in base else set()
    )
