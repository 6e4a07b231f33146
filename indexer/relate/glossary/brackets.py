"""Definitions in brackets: what stands before them, what stands in them, and which of the two is the term."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from indexer.relate.glossary.definition import Definition
from indexer.relate.glossary.glosses import (
    MOST_OF_MEANING,
    NOT_DEFINED,
    is_explanation,
    kind_told,
    rare_explained,
    told_by_participle,
)
from indexer.relate.glossary.kinds import is_happening, tells_apart
from indexer.relate.glossary.short import clips, parts_of_word, spells
from indexer.relate.glossary.words import (
    ABBREVIATION,
    JOINING,
    MOST_WORDS,
    WORD,
    basic,
    is_person,
    is_place,
    is_plain,
    is_strange,
    is_verb,
    nominative,
    noun_forms,
    phrase_at_end,
    phrase_with_commas,
    small,
)
from indexer.relate.topics.empty import TOOLS
from kb.finnish import lemma
from kb.finnish.choice import likely
from kb.finnish.phrases import is_compound, nominal

CODE: Final = re.compile(r"(?:[A-ZÅÄÖ][A-ZÅÄÖ0-9]{1,9}(?:[/-][A-ZÅÄÖ0-9]{1,5})?|[A-ZÅÄÖ](?:-\d{1,2})?)")
_INFLECTED: Final = re.compile(r"[\w-]+(?::\w+)?")
_QUANTITY: Final = re.compile(
    r"(?:yli|vähintään|enintään|alle|noin) (?:puolet|puolikas|kolmasosa|kaksi kolmasosaa|kolme neljäsosaa|neljäsosa)\b.*"
)
_BRACKETS: Final = re.compile(r"(?<=[\w”\"])\s+\((?P<inside>[^()]{1,90})\)")
NUMBERED: Final = r"[A-ZÅÄÖa-zåäö]\w{3,20} \d{1,2}(?:\.\d{1,2})?"
_CAPITALS: Final = r"[A-ZÅÄÖ][A-ZÅÄÖ&]{1,7}"
_KIND_OF: Final = rf"(?P<it>{_CAPITALS})-(?P<tail>[a-zåäö]{{3,30}})"
_MOST_OF_GLOSS: Final = 5
# What stands in capitals in brackets and is no code of what stands before it.
_NO_CODE: Final = frozenset(
    [
        "LIITE",
        "LIITTEET",
        "BILAGA",
        "PDF",
        "DOC",
        "XLS",
        "TEAMS",
        "ETÄ",
        "ETÄNÄ",
        "OK",
        "HUOM",
        "PJ",
        "VPJ",
        "VS",
        "VT",
        "HE",
        "KV",
        "KH",
        "KHALL",
        "EUR",
        "ALV",
        "KLO",
        "KPL",
        "TBD",
        "NB",
    ]
)


def bracketed(sentence: str) -> Iterator[Definition]:
    """What each pair of brackets defines, by the first way of reading it that does."""
    for match in _BRACKETS.finditer(sentence):
        inside = re.sub(r"^(?:meillä|täällä) ", "", match["inside"].strip(' ”“"'))
        before = sentence[: match.start()]
        for way in (
            _spelt,
            _spelt_inside,
            _spelt_small,
            _once_named,
            _equated_inside,
            _clipped,
            _named_later,
            _put_otherwise,
            _coded,
            _listed,
            _explained_name,
            _explained_capital,
            _counted,
            _numbered,
            _named_phrase,
            _named_clause,
            _glossed,
            kind_told,
            rare_explained,
            told_by_participle,
            _put_in_english,
        ):
            found = way(before, inside, match)
            if found is not None:
                yield found
                break


def _spelt(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Yhteinen tilannekuvapalvelu (YTP)", and the other way about: letters that begin the words."""
    abbreviation = re.fullmatch(rf"(?P<it>{ABBREVIATION})(?::\w+)?", inside)
    if abbreviation:
        words = list(WORD.finditer(before))[-MOST_WORDS:]
        for count in range(1, len(words) + 1):
            if spells(abbreviation["it"], [word.group() for word in words[-count:]]):
                start = words[-count].start()
                return Definition(
                    abbreviation["it"], nominative(before[start:].strip(), at_start=start == 0), start, match.end()
                )
    kind = re.fullmatch(_KIND_OF, inside)
    if kind:
        phrase, start = phrase_with_commas(before)
        if phrase and _spells_kind(kind, phrase):
            return Definition(basic(inside), nominative(phrase, at_start=start == 0), start, match.end())
    kind = re.search(rf"(?<![\w-]){_KIND_OF}$", before)
    if kind and _spells_kind(kind, inside):
        return Definition(basic(kind.group()), nominative(inside), kind.start(), match.end())
    last = re.search(rf"(?<![\w-])(?P<it>{ABBREVIATION})(?::\w+)?$", before)
    if last and len(inside) > 5 and spells(last["it"], WORD.findall(inside)):
        return Definition(last["it"], nominative(inside), last.start(), match.end())
    own = re.fullmatch(rf"(?P<words>.{{6,80}}?),? (?P<it>{ABBREVIATION})", inside)
    if own and spells(own["it"], WORD.findall(own["words"])):
        return Definition(own["it"], nominative(own["words"]), match.start("inside"), match.end("inside"))
    return None


def _spelt_small(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Definition of done (dod)", "dod (definition of done)": small letters that Voikko does not know, one for each word."""
    words = list(WORD.finditer(before))
    if re.fullmatch(r"[a-zåäö]{2,6}", inside) and not likely(inside) and words:
        own = words[-len(inside) :] if _begin(inside, [word.group() for word in words[-len(inside) :]]) else words[-1:]
        if len(own) > 1 or (len(inside) > 2 and _are_initials(inside, own[0].group())):
            start = own[0].start()
            phrase = before[start:].strip()
            return Definition(inside, phrase if len(own) > 1 else nominative(phrase, at_start=start == 0), start, match.end())
    return _small_first(words[-1], inside, match) if words else None


def _small_first(last: re.Match[str], inside: str, match: re.Match[str]) -> Definition | None:
    """ "Dod (definition of done)", "khs (kiinteistönhoitosopimus)"."""
    short = last.group()
    if not re.fullmatch(r"[A-ZÅÄÖa-zåäö][a-zåäö]{1,5}", short) or likely(short):
        return None
    if not _begin(short.lower(), WORD.findall(inside)) and (" " in inside or not _are_initials(short.lower(), inside)):
        return None
    return Definition(small(short) if last.start() == 0 else short, inside, last.start(), match.end())


def _begin(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are the first ones of so many words."""
    return len(words) > 1 and letters == "".join(word[0].lower() for word in words)


def _are_initials(letters: str, word: str) -> bool:
    """Whether letters are the first ones of all parts of a compound: "khs" of "kiinteistönhoitosopimus"."""
    parts = parts_of_word(lemma(word))
    return len(parts) > 2 and letters == "".join(part[0] for part in parts)


def _spelt_inside(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Yhteinen kirjautuminen (SSO, Single Sign-On)": an abbreviation and its words, both in the brackets."""
    said = re.sub(r"^(?:engl\.|lyh\.|lyhenne|engl\. lyhenne) ", "", inside)
    pair = re.fullmatch(r"(?P<one>[^,]+), (?:eli |engl\. |lyh\. |lyhenne )?(?P<two>[^,]+)", said)
    for short, words in ((pair["one"], pair["two"]), (pair["two"], pair["one"])) if pair else ():
        if re.fullmatch(ABBREVIATION, short) and spells(short, WORD.findall(words)):
            return Definition(short, words, match.start("inside"), match.end("inside"))
    return None


def _spells_kind(kind: re.Match[str], words: str) -> bool:
    """Whether "MVI-ohjelma" is short for "maan, veden ja ilman ohjelma"."""
    *front, last = WORD.findall(words)
    return bool(front) and lemma(last) == lemma(kind["tail"]) and spells(kind["it"], front)


def _clipped(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Ohjausryhmä (ohry)", "hyte (hyvinvoinnin ja terveyden edistäminen)": beginnings of words put together."""
    if re.fullmatch(r"[A-ZÅÄÖa-zåäö][a-zåäö]{3,7}", inside):
        words = list(re.finditer(r"[\w-]+", before))[-4:]
        for count in range(1, len(words) + 1):
            if clips(inside, [word.group() for word in words[-count:]]):
                start = words[-count].start()
                return Definition(inside, nominative(before[start:].strip(), at_start=start == 0), start, match.end())
    word = re.search(r"(?<![\w-])[A-ZÅÄÖa-zåäö][a-zåäö]{3,7}$", before)
    if word and len(inside.split()) <= MOST_OF_MEANING and clips(word.group(), WORD.findall(inside)):
        return Definition(
            small(word.group()) if word.start() == 0 else word.group(), nominative(inside), word.start(), match.end()
        )
    return None


def _named_later(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Vesistöjen kunnostusohjelma (jäljempänä ohjelma)", "(lyhennettynä VKO)", "(ns. pikakaista)"."""
    said = re.fullmatch(
        r"(?:(?:jäljempänä|jatkossa|myöhemmin|lyhyesti|lyhennettynä|lyhenne|lyh\.|n[sk]\.|niin (?:sano|kutsu)ttu)(?: myös)?):? [”\"]?"
        r"(?P<it>[\w-]+(?: [\w-]+)?)[”\"]?",
        inside,
    )
    phrase, start = phrase_at_end(before)
    if said is None or not phrase or re.search(r"\d", inside) or not _is_name_of(said["it"]):
        return None
    whole, begin = phrase_at_end(before[:start].rstrip()) if not is_plain(phrase) else ("", 0)
    if whole and is_plain(whole):  # "Kooste viikon tapahtumista".
        return Definition(said["it"], small(before[begin:].strip()), begin, match.end())
    return Definition(said["it"], nominative(phrase, at_start=start == 0), start, match.end())


def _is_name_of(words: str) -> bool:
    """Whether it is a noun in the nominative, or unknown: not "jatkossa kuukausittain"."""
    found = likely(words.split()[-1])
    return not found or any(r.word_class in ("nimisana", "nimi", "lyhenne") and r.case == "nimento" for r in found)


def _once_named(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Aurlokki (ent. Lokkari)": a name that Voikko does not know, and the name it had before or has now."""
    word = re.search(r"(?<![\w-])[A-ZÅÄÖ][\w-]{3,30}$", before)
    said = re.fullmatch(
        r"(?:ent\.|entinen|ent|nyk\.|nykyinen|nykyisin|aiemmin|aikaisemmin|vanha nimi:?) [A-ZÅÄÖ][^,;()]{2,60}", inside
    )
    if word is None or said is None or not is_strange(word.group()):
        return None
    return Definition(basic(lemma(word.group()).capitalize()), inside, word.start(), match.end())


def _equated_inside(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Taulukossa (tth = työtuntien hinta)": an equation that stands in the brackets whole."""
    pair = re.fullmatch(r"(?P<it>[A-ZÅÄÖa-zåäö][\wåäö-]{1,20}) ?= ?(?P<meaning>[A-ZÅÄÖa-zåäö][^=\d]{3,80})", inside)
    if pair is None or not is_strange(pair["it"]):
        return None
    return Definition(pair["it"], pair["meaning"].strip(), match.start("inside"), match.end("inside"))


def _put_otherwise(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Siirtoraja (eli lainojen enimmäismäärä)", "siirtoraja (= …)": what says itself that it is the same."""
    said = re.match(
        r"(?:(?:eli|ts\.|toisin sanoen|so\.|engl\.|englanniksi|ruots\.|ruotsiksi|tarkoittaa)\s+|=\s*)(?P<meaning>[^\d].{3,})$",
        inside,
    )
    word = re.search(r"[\w-]+$", before)
    if said is None or word is None:
        return None
    phrase, start = phrase_at_end(before) if not is_strange(word.group()) else (word.group(), word.start())
    return Definition(nominative(phrase, at_start=start == 0), said["meaning"], start, match.end()) if phrase else None


def _coded(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Suojaviheralue (EV)": a code after a noun phrase, whatever its letters."""
    if not CODE.fullmatch(inside) or inside in _NO_CODE or inside.lower() in TOOLS or re.search(r"\d{3}", inside):
        return None
    phrase, start = phrase_at_end(before)
    if not phrase or _is_word(inside) or (" " not in phrase and not _may_be_code(inside, phrase)):
        return None
    return Definition(inside, nominative(phrase, at_start=start == 0), start, match.end())


def _is_word(code: str) -> bool:
    """Whether letters are a common word that is only written in capitals: "(LUONNOS)"."""
    return len(code) > 4 and any(r.word_class in ("nimisana", "laatusana") for r in likely(code.lower()))


def _may_be_code(code: str, word: str) -> bool:
    """Whether letters can be the code of one compound: of three or more one begins a part of it; zones of a plan have two."""
    if len(code) < 2 or not is_compound(lemma(word)):
        return False
    return len(code) == 2 or bool({part[0] for part in parts_of_word(word)} & set(code.lower()))


def _explained_name(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "UPS-laitteet (pieni varavirtalaite)": a noun phrase in the nominative after a word that Voikko does not know."""
    words = list(_INFLECTED.finditer(before))
    first = len(words)
    while first > 0 and len(words) - first < 4 and is_strange(words[first - 1].group()):
        first -= 1
    if first == len(words):
        return None
    agreed = _agreeing(words[-1].group(), inside)
    if not agreed and not is_explanation(inside):
        return None
    while first < len(words) - 1 and words[first].group()[0].islower():
        first += 1
    start = words[first].start()
    term = before[start:].strip()
    if tells_apart(inside.split()) and not (agreed or is_compound(lemma(inside.split()[-1]))):
        return None
    # "Hyry (uusi omistaja)" is somebody.
    if "," in term or any(map(is_person, term.split())) or (term.istitle() and inside.endswith(NOT_DEFINED)):
        return None
    return Definition(basic(term), agreed or inside, start, match.end())


def _agreeing(word: str, inside: str) -> str:
    """A compound in basic form that stands in the same case as the known last part of an unknown word: "TX-laitteilla
    (mittapäätteillä)"; empty where it does not."""
    tail = word.rpartition("-")[2]
    if tail == word or re.search(r"[\d,;:=/A-ZÅÄÖ]", inside) or not is_compound(lemma(inside.split()[-1])):
        return ""
    return lemma(inside) if " " not in inside and phrase_at_end(inside)[0] and noun_forms(tail) & noun_forms(inside) else ""


def _explained_capital(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Uuteen Lokkiin (havaintosovellus)": a common word that a capital amid a sentence makes a name, and the kind of thing it is."""
    word = re.search(r"(?:(?<=[a-zåäö] )|(?<=[a-zåäö], ))[A-ZÅÄÖ][a-zåäö]{3,20}$", before)
    if (
        word is None
        or is_person(word.group())
        or is_place(word.group())
        or not re.fullmatch(r"(?:[a-zåäö-]+ )?[a-zåäö-]{6,}", inside)
    ):
        return None
    if not is_compound(inside.split()[-1]) or not is_explanation(inside) or inside.endswith(NOT_DEFINED):
        return None
    return Definition(lemma(word.group()).capitalize(), inside, word.start(), match.end())


def _counted(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Yksinkertaisella enemmistöllä (yli puolet annetuista äänistä)": how much an adjective and its noun are."""
    phrase, start = phrase_at_end(before)
    if len(phrase.split()) != 2 or not _QUANTITY.fullmatch(inside) or lemma(phrase.split()[-1]) in ("osa", "määrä"):
        return None
    return Definition(nominative(phrase, at_start=start == 0), inside, start, match.end())


def _numbered(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Arviointikehikko (tuotos 4.2)"; not a page, a room or an address, nor in another language ("data (resultat 3.2)")."""
    phrase, start = phrase_at_end(before)
    word = inside.split()[0]
    if word.islower() and not likely(word):
        return None
    if not phrase or not re.fullmatch(NUMBERED, inside) or is_verb(word) or lemma(word) in _COUNTED or word.endswith(_STREETS):
        return None
    return Definition(inside, nominative(phrase, at_start=start == 0), start, match.end())


def _named_phrase(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Puolitoistakertainen vuokra (viivästyskorvaus)", "lupien tunnusluvut (scoreboard)"."""
    phrase, start = phrase_at_end(before)
    if not phrase or not re.fullmatch(r"[A-ZÅÄÖ]?[a-zåäö]{6,30}", inside) or not is_plain(phrase):
        return None
    if tells_apart(phrase.split()) or is_happening(inside) or is_happening(phrase.split()[-1]) or inside.endswith(_PLACES):
        return None
    if not (_is_foreign(inside, phrase) or (" " in phrase and _is_own_compound(inside.lower()))):
        return None
    return Definition(inside.lower(), small(phrase) if start == 0 else phrase, start, match.end())


def _is_foreign(word: str, phrase: str) -> bool:
    """Whether a word in small letters is one that Voikko does not know, after words that can have a name."""
    return not likely(word.lower()) and word.islower() and (" " in phrase or is_compound(lemma(phrase)))


def _is_own_compound(word: str) -> bool:
    return is_compound(word) and any(
        r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular" and not r.possessive for r in likely(word)
    )


def _glossed(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Testikannassa (kopiossa tuotannosta)", "testikanta (kopio tuotannosta)": a compound, and a noun of the same case with what
    tells it apart."""
    word = re.search(r"(?<![\w-])[\w-]{6,40}$", before)
    if word is None or not _can_gloss(inside):
        return None
    first, *rest = inside.split()
    base = lemma(word.group())
    if not is_compound(base) or base.endswith(NOT_DEFINED) or is_happening(base) or lemma(first) == base or first[:1].isupper():
        return None
    if not noun_forms(word.group()) & noun_forms(first):
        return None
    return Definition(base, " ".join((lemma(first), *rest)), word.start(), match.end())


def _put_in_english(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Palvelupolku (customer journey)": a compound, or a noun with its attribute, and words of which Voikko knows none."""
    phrase, start = phrase_at_end(before)
    words = inside.split()
    if not phrase or not re.fullmatch(r"[a-z]{2,20}(?: [a-z]{2,20}){1,3}", inside) or any(likely(word) for word in words):
        return None
    own = phrase.split()[-3:]
    if not is_compound(lemma(own[-1])) and len(own) < 2:
        return None
    start += phrase.rindex(" ".join(own))
    return Definition(nominative(" ".join(own), at_start=start == 0), inside, start, match.end())


def _can_gloss(inside: str) -> bool:
    """Whether words in brackets are a noun with what tells it apart, and no list, sentence or number."""
    words = inside.split()
    if not 1 < len(words) <= _MOST_OF_GLOSS or re.search(r"[\d,;:=/]|liitteenä|ohessa|luonnos", inside):
        return False
    return not any(word in JOINING or is_verb(word) for word in words)


def _listed(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Lampi-kunnat (Suola, Ruoko ja Kaisla)": names of those who belong to what Voikko does not know."""
    word = re.search(r"[\w-]+$", before)
    names = re.split(r", | ja ", inside)
    if word is None or len(names) < 3 or likely(word.group()) or "-" not in word.group():
        return None
    return Definition(word.group(), inside, word.start(), match.end()) if all(name[:1].isupper() for name in names) else None


def _named_clause(before: str, inside: str, match: re.Match[str]) -> Definition | None:
    """ "Se, johon päätös on kohdistettu (asianosainen)"."""
    clause = re.search(r"\b[Ss]e, jo[a-zäö]+ [^()]{15,200}$", before)
    if clause is None or not re.fullmatch(r"[a-zåäö]{5,30}", inside) or nominal(inside) is None:
        return None
    return Definition(inside, clause.group(), clause.start(), match.end())


_COUNTED: Final = frozenset(
    [
        "liite",
        "kohta",
        "luku",
        "sivu",
        "dia",
        "taulukko",
        "kuva",
        "vuosi",
        "viikko",
        "klo",
        "pykälä",
        "momentti",
        "kappale",
        "valtatie",
        "kortteli",
        "tontti",
        "sali",
        "huone",
    ]
)
_PLACES: Final = ("piha", "puoli", "kerros", "sali", "huone", "talo", "ranta", "katu", "ovi", "portti")
_STREETS: Final = ("katu", "tie", "kuja", "polku", "raitti", "aukio", "tori", "väylä", "rinne")
