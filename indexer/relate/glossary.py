"""Words of the group's own with what they mean, in the words that defined them first.

A definition is told by its form: a code or a word in brackets after the words it stands for, an explanation in brackets after a
word that is no common one, "X eli Y", "X = Y", "X tarkoittaa Y", "X on luettelo, joka …". Each form is a function of its own
in `_FORMS`, with what it must not take for a definition said beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from indexer.kept import Kept, digest
from indexer.relate.topics.empty import TOOLS
from indexer.relate.units import language_of, people_words
from kb.document import Document
from kb.finnish import fold, lemma, part_terms, readings, split_sentences, tokenize, verb_forms
from kb.finnish.choice import likely
from kb.finnish.phrases import is_compound, nominal
from kb.model import Meeting, Where
from kb.relations import Term

_ABBREVIATION: Final = r"[A-ZÅÄÖ][A-ZÅÄÖa-zåäö0-9&/-]{0,8}[A-ZÅÄÖ0-9]"
_CODE: Final = re.compile(r"(?:[A-ZÅÄÖ][A-ZÅÄÖ0-9]{1,9}(?:[/-][A-ZÅÄÖ0-9]{1,5})?|[A-ZÅÄÖ](?:-\d{1,2})?)")
_BRACKETS: Final = re.compile(r"(?<=[\w”\"])\s+\((?P<inside>[^()]{1,90})\)")
_NUMBERED: Final = r"[A-ZÅÄÖa-zåäö]\w{3,20} \d{1,2}(?:\.\d{1,2})?"
_ELI: Final = re.compile(r"(?P<before>[^,;:()]{3,60}?)\s+eli\s+(?P<after>[^.;:()]{3,160})")
_EQUALS: Final = re.compile(r"^\W*(?P<term>[A-ZÅÄÖ][\w-]+(?: [\w-]+){0,2}) = (?P<meaning>[^\d=+*/<>:]{4,80})$")
_MEANS: Final = re.compile(
    r"^(?P<term>[\w-]{4,40}(?: [\w-]{4,40})??)(?P<case>(?:lla|llä)? tarkoitetaan(?: (?:tässä|tällä))?| tarkoittaa) (?P<meaning>[^.:]{8,200})"
)
_IS: Final = re.compile(
    r"^(?P<subject>(?:[\w-]+\s+)?[\w-]{4,40})(?:\s+\([^()]{2,12}\)|\s+20\d\d(?:[–-]20\d\d)?)?\s+on\s+(?P<rest>[^.]{15,240})"
)
_SIBLINGS: Final = re.compile(
    r"^(?P<word>[A-ZÅÄÖ][a-zåäö]{3,20}) (?P<number>\d{1,2}): (?P<meaning>[a-zåäö][\w -]{3,60})$", re.MULTILINE
)
_WORD: Final = re.compile(r"[\w-]+")
_CAPITALS: Final = r"[A-ZÅÄÖ][A-ZÅÄÖ&]{1,7}"
_KIND_OF: Final = rf"(?P<it>{_CAPITALS})-(?P<tail>[a-zåäö]{{3,30}})"
_LEAST_OF_PART: Final = 2
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
_TERM_LIST: Final = re.compile(
    r"(?:\W|\d)*(?:käsitteet|käsitteistö|termit|lyhenteet|sanasto|määritelmät|käsitteitä|lyhenneluettelo|keskeiset käsitteet|käsitteiden määritelmät|termien selitykset|sanojen selitykset)"
    r"(?: ja \w+)?\W*",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    r"[\W\d]*(?P<term>[A-ZÅÄÖa-zåäö0-9][\w/-]*(?: [\w-]+){0,3})\s*(?::| [=–-] ?| \| )\s*(?P<meaning>[^\d\W].{3,240})"
)
_MOST_WORDS: Final = 8
_MOST_OF_MEANING: Final = 6
_MOST_OF_ELI: Final = 8
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
_NAMES: Final = ("paikannimi", "etunimi", "sukunimi", "nimi", "lyhenne")
_JOINING: Final = frozenset(("ja", "sekä", "tai", "ja/tai", "och", "and", "of", "the", "for", "för"))


@dataclass(frozen=True, slots=True)
class _Found:
    term: str
    meaning: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Names:
    """Folded names of people and of organisations."""

    people: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()


_NOBODY: Final = _Names()
_Way = Callable[[str, _Names], Iterable[_Found]]


def mine(
    meetings: Iterable[Meeting],
    shown: Iterable[tuple[str, Document]] = (),
    own: Iterable[tuple[str, Document]] = (),
    organisations: Iterable[tuple[str, ...]] = (),
    kept: Kept | None = None,
) -> tuple[Term, ...]:
    """Every word that minutes, agendas and what was shown to meetings define, by name; of several definitions the first meeting's.
    `own` are the documents of the meetings themselves, of which what stands outside their items is read too. Names of people and of `organisations` are no such words. Texts whose definitions were `kept` are not read again."""
    kept = kept or Kept()
    every = sorted(meetings, key=lambda m: (m.date is None, m.date or 0, m.kind != "minutes", m.id))
    dates = {meeting.id: place for place, meeting in enumerate(every)}
    names = _Names(
        people_words(m for m in every if m.kind == "minutes"),
        frozenset(fold(name) for group in organisations for name in group),
    )
    known = digest(names.people, names.organisations)
    first: dict[str, Term] = {}
    for meeting in every:
        for made in _in_meeting(meeting, names, kept, known):
            first.setdefault(fold(made.term), made)
    for meeting_id, document in sorted(shown, key=lambda pair: (dates.get(pair[0], 0), pair[1].path)):
        for made in _in_document(meeting_id, document, (define, _siblings_of), names, kept, known):
            first.setdefault(fold(made.term), made)
    for meeting_id, document in sorted(own, key=lambda pair: (dates.get(pair[0], 0), pair[1].path)):
        for made in _in_document(meeting_id, document, (define,), names, kept, known):
            first.setdefault(fold(made.term), made)
    return tuple(sorted(first.values(), key=lambda term: term.term.lower()))


def _in_meeting(meeting: Meeting, names: _Names, kept: Kept, known: str) -> Iterator[Term]:
    texts = [f"{item.title}\n{item.text}" for item in meeting.items]

    def make() -> tuple[tuple[_Found, ...], ...]:
        if language_of(meeting) != "fi":
            return ()
        return tuple(tuple(define(text, names, len(item.title) + 1)) for item, text in zip(meeting.items, texts, strict=True))

    defined = kept.of(tuple[tuple[_Found, ...], ...], make, "definitions", texts, meeting.language, known)
    for item, made in zip(meeting.items, defined, strict=False):
        place = None if item.where is None else replace(item.where, start=None, end=None, boxes=())
        for found in made:
            yield Term(found.term, found.meaning, meeting.id, item.id, found.start, found.end, place)


def _in_document(
    meeting: str, document: Document, ways: Sequence[_Way], names: _Names, kept: Kept, known: str
) -> Iterator[Term]:
    texts = [section.text for section in document.sections] if document.language in (None, "fi") else []

    def make() -> tuple[tuple[_Found, ...], ...]:
        return tuple(tuple(found for way in ways for found in way(text, names)) for text in texts)

    defined = kept.of(tuple[tuple[_Found, ...], ...], make, "definitions of a document", texts, known, len(ways))
    for section, made in zip(document.sections, defined, strict=False):
        for found in made:
            where = Where(document.path, section.number, section.label, found.start, found.end)
            yield Term(found.term, found.meaning, meeting, None, found.start, found.end, where)


def define(text: str, names: _Names = _NOBODY, offset: int = 0) -> Iterator[_Found]:
    """The definitions in a text, in order, without those of `names`. Places are counted from `offset` on.

    >>> [(found.term, found.meaning) for found in define("Kivivirta esitteli tulvavaroitusten viestintämallin (TVM).")]
    [('TVM', 'tulvavaroitusten viestintämalli')]
    >>> [(found.term, found.meaning) for found in define("Lumen vesiarvo eli se vesimäärä, joka lumessa on, mitattiin.")]
    [('lumen vesiarvo', 'se vesimäärä, joka lumessa on')]
    >>> [(found.term, found.meaning) for found in define("Alueelle merkitään suojaviheralueita (EV).")]
    [('EV', 'suojaviheralue')]
    >>> [found.meaning for found in define("Laatuleima on havaintoon liitettävä merkintä, joka kertoo arvon laadun.")]
    ['havaintoon liitettävä merkintä, joka kertoo arvon laadun']
    >>> list(define("Kokous pidetään ensi viikolla (TEAMS). Käsittely siirretään seuraavaan kokoukseen eli 20.11.2023."))
    []
    """
    for found in _in_list(text):
        if _stands(found, text, 0, names):
            yield replace(found, start=found.start - offset, end=found.end - offset)
    for begin, line in _lines(text):
        for start, end in split_sentences(line):
            sentence = line[start:end]
            for form in _FORMS:
                for found in form(sentence):
                    place = begin + start
                    if _stands(found, text, place, names):
                        yield _Found(found.term, found.meaning, place + found.start - offset, place + found.end - offset)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match.group()) for match in re.finditer(r"[^\n]+", text))


def _stands(found: _Found, text: str, place: int, names: _Names) -> bool:
    """Whether it is a definition: of no person; and of a code that does not begin its words, only where the code is no
    organisation's and has not been used before without one."""
    if any(fold(lemma(word)) in names.people for word in found.term.split()) or fold(found.term) == fold(found.meaning):
        return False
    if not _CODE.fullmatch(found.term) or spells(found.term, _WORD.findall(found.meaning)):
        return True
    if not text[place + found.start : place + found.end].endswith(")"):
        return True
    used = re.search(rf"(?<![\w(/-]){re.escape(found.term)}(?![\w)/-])", text[: place + found.start])
    return used is None and fold(found.term) not in names.organisations


# --- brackets ---


def _bracketed(sentence: str) -> Iterator[_Found]:
    for match in _BRACKETS.finditer(sentence):
        inside = match["inside"].strip()
        before = sentence[: match.start()]
        for way in (
            _spelt,
            _clipped,
            _named_later,
            _put_otherwise,
            _coded,
            _listed,
            _explained_name,
            _named_phrase,
            _named_clause,
        ):
            found = way(before, inside, match)
            if found is not None:
                yield found
                break


def _spelt(before: str, inside: str, match: re.Match[str]) -> _Found | None:
    """ "Yhteinen tilannekuvapalvelu (YTP)", and the other way about: letters that begin the words."""
    abbreviation = re.fullmatch(rf"(?P<it>{_ABBREVIATION})(?::\w+)?", inside)
    if abbreviation:
        words = list(_WORD.finditer(before))[-_MOST_WORDS:]
        for count in range(1, len(words) + 1):
            if spells(abbreviation["it"], [word.group() for word in words[-count:]]):
                start = words[-count].start()
                return _Found(abbreviation["it"], _nominative(before[start:].strip(), at_start=start == 0), start, match.end())
    kind = re.fullmatch(_KIND_OF, inside)
    if kind:
        phrase, start = _phrase_with_commas(before)
        if phrase and _spells_kind(kind, phrase):
            return _Found(_basic(inside), _nominative(phrase, at_start=start == 0), start, match.end())
    kind = re.search(rf"(?<![\w-]){_KIND_OF}$", before)
    if kind and _spells_kind(kind, inside):
        return _Found(_basic(kind.group()), _nominative(inside), kind.start(), match.end())
    last = re.search(rf"(?<![\w-])(?P<it>{_ABBREVIATION})(?::\w+)?$", before)
    if last and len(inside) > 5 and spells(last["it"], _WORD.findall(inside)):
        return _Found(last["it"], _nominative(inside), last.start(), match.end())
    own = re.fullmatch(rf"(?P<words>.{{6,80}}) (?P<it>{_ABBREVIATION})", inside)
    if own and spells(own["it"], _WORD.findall(own["words"])):
        return _Found(own["it"], _nominative(own["words"]), match.start("inside"), match.end("inside"))
    return None


def _phrase_with_commas(before: str) -> tuple[str, int]:
    """The last words of a text from which a list of genitives and the noun they belong to may begin: "maan, veden ja ilman ohjelma"."""
    found = re.search(r"(?:[\w-]+n, )+[\w-]+n ja [\w-]+n [\w-]+$|(?:[\w-]+n ja )?[\w-]+n [\w-]+$", before)
    return (found.group(), found.start()) if found else ("", 0)


def _spells_kind(kind: re.Match[str], words: str) -> bool:
    """Whether "MVI-ohjelma" is short for "maan, veden ja ilman ohjelma"."""
    *front, last = _WORD.findall(words)
    return bool(front) and lemma(last) == lemma(kind["tail"]) and spells(kind["it"], front)


def _clipped(before: str, inside: str, match: re.Match[str]) -> _Found | None:
    """ "Ohjausryhmä (ohry)", "hyte (hyvinvoinnin ja terveyden edistäminen)": beginnings of words put together."""
    if re.fullmatch(r"[A-ZÅÄÖa-zåäö][a-zåäö]{3,7}", inside):
        words = list(re.finditer(r"[\w-]+", before))[-4:]
        for count in range(1, len(words) + 1):
            if clips(inside, [word.group() for word in words[-count:]]):
                start = words[-count].start()
                return _Found(inside, _nominative(before[start:].strip(), at_start=start == 0), start, match.end())
    word = re.search(r"(?<![\w-])[A-ZÅÄÖa-zåäö][a-zåäö]{3,7}$", before)
    if word and len(inside.split()) <= _MOST_OF_MEANING and clips(word.group(), _WORD.findall(inside)):
        return _Found(
            _small(word.group()) if word.start() == 0 else word.group(), _nominative(inside), word.start(), match.end()
        )
    return None


def clips(short: str, words: Sequence[str]) -> bool:
    """Whether a word is made of the beginnings, of two letters at least, of the first words or parts of compounds.

    >>> clips("ohry", ["ohjausryhmä"]), clips("hyte", ["hyvinvoinnin", "ja", "terveyden", "edistäminen"])
    (True, True)
    >>> clips("kevät", ["keväällä"]), clips("alue", ["alkava", "lue"])
    (False, False)
    """
    telling = [word.lower() for word in words if word.lower() not in _JOINING]
    parts = telling if len(telling) > 1 else [part for word in telling for part in _parts(word)]
    rest, used = short.lower(), 0
    for part in parts:
        if not rest:
            break
        same = 0
        while same < min(len(rest), len(part) - 1) and rest[same] == part[same]:
            same += 1
        if same < _LEAST_OF_PART:
            return False
        # The next part must have two letters to begin with.
        if len(rest) - same == 1:
            same -= 1
        rest, used = rest[same:], used + 1
    return not rest and used > 1


def _named_later(before: str, inside: str, match: re.Match[str]) -> _Found | None:
    """ "Vesistöjen kunnostusohjelma (jäljempänä ohjelma)", "(lyhennettynä VKO)", "(ns. pikakaista)"."""
    said = re.fullmatch(
        r"(?:(?:jäljempänä|jatkossa|myöhemmin|lyhyesti|lyhennettynä|lyhenne|lyh\.|ns\.|niin sanottu)(?: myös)?) [”\"]?"
        r"(?P<it>[\w-]+(?: [\w-]+)?)[”\"]?",
        inside,
    )
    phrase, start = _phrase_at_end(before)
    if said is None or not phrase or re.search(r"\d", inside) or not _is_name_of(said["it"]):
        return None
    return _Found(said["it"], _nominative(phrase, at_start=start == 0), start, match.end())


def _is_name_of(words: str) -> bool:
    """Whether it is a noun in the nominative, or unknown: not "jatkossa kuukausittain"."""
    found = likely(words.split()[-1])
    return not found or any(r.word_class in ("nimisana", "nimi", "lyhenne") and r.case == "nimento" for r in found)


def _put_otherwise(before: str, inside: str, match: re.Match[str]) -> _Found | None:
    """ "Siirtoraja (eli lainojen enimmäismäärä)", "siirtoraja (= …)": what says itself that it is the same."""
    said = re.match(r"(?:eli|=|ts\.|toisin sanoen|so\.)\s+(?P<meaning>[^\d].{3,})$", inside)
    word = re.search(r"[\w-]+$", before)
    if said is None or word is None:
        return None
    phrase, start = _phrase_at_end(before) if not _is_strange(word.group()) else (word.group(), word.start())
    return _Found(_nominative(phrase, at_start=start == 0), said["meaning"], start, match.end()) if phrase else None


def _coded(before: str, inside: str, match: re.Match[str]) -> _Found | None:
    """ "Suojaviheralue (EV)": a code after a noun phrase, whatever its letters."""
    if not _CODE.fullmatch(inside) or inside in _NO_CODE or inside.lower() in TOOLS or re.search(r"\d{3}", inside):
        return None
    phrase, start = _phrase_at_end(before)
    if not phrase or (len(phrase.split()) == 1 and not (is_compound(lemma(phrase)) and len(inside) > 1)):
        return None
    return _Found(inside, _nominative(phrase, at_start=start == 0), start, match.end())


def _explained_name(before: str, inside: str, match: re.Match[str]) -> _Found | None:
    """ "UPS-laitteet (pieni varavirtalaite)": a noun phrase in the nominative after a word that Voikko does not know."""
    words = list(_WORD.finditer(before))
    first = len(words)
    while first > 0 and len(words) - first < 4 and _is_strange(words[first - 1].group()):
        first -= 1
    if first == len(words) or not _is_explanation(inside):
        return None
    while first < len(words) - 1 and words[first].group()[0].islower():
        first += 1
    start = words[first].start()
    term = before[start:].strip()
    if "," in term or any(_is_person(word) for word in term.split()):
        return None
    return _Found(_basic(term), inside, start, match.end())


def _named_phrase(before: str, inside: str, match: re.Match[str]) -> _Found | None:
    """ "Puolitoistakertainen vuokra (viivästyskorvaus)", "lupien tunnusluvut (scoreboard)", "arviointikehikko (tuotos 4.2)"."""
    phrase, start = _phrase_at_end(before)
    numbered = re.fullmatch(_NUMBERED, inside)
    if numbered and phrase and lemma(inside.split()[0]) not in _COUNTED:
        return _Found(inside, _nominative(phrase, at_start=start == 0), start, match.end())
    if not phrase or not re.fullmatch(r"[A-ZÅÄÖ]?[a-zåäö]{6,30}", inside):
        return None
    found = likely(inside.lower())
    strange = not found and inside.islower() and len(phrase.split()) > 1 and _is_plain(phrase)
    own = any(r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular" and not r.possessive for r in found)
    whole = is_compound(inside.lower()) and own and _is_plain(phrase) and (len(phrase.split()) > 1)
    if not (strange or whole):
        return None
    return _Found(inside.lower(), _small(phrase) if start == 0 else phrase, start, match.end())


def _listed(before: str, inside: str, match: re.Match[str]) -> _Found | None:
    """ "Lampi-kunnat (Suola, Ruoko ja Kaisla)": names of those who belong to what Voikko does not know."""
    word = re.search(r"[\w-]+$", before)
    names = re.split(r", | ja ", inside)
    if word is None or len(names) < 3 or likely(word.group()) or "-" not in word.group():
        return None
    return _Found(word.group(), inside, word.start(), match.end()) if all(name[:1].isupper() for name in names) else None


def _named_clause(before: str, inside: str, match: re.Match[str]) -> _Found | None:
    """ "Se, johon päätös on kohdistettu (asianosainen)"."""
    clause = re.search(r"\b[Ss]e, jo[a-zäö]+ [^()]{15,200}$", before)
    if clause is None or not re.fullmatch(r"[a-zåäö]{5,30}", inside) or nominal(inside) is None:
        return None
    return _Found(inside, clause.group(), clause.start(), match.end())


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


def _phrase_at_end(before: str) -> tuple[str, int]:
    """The noun phrase that a text ends in, and where it begins; empty where it ends in no common noun."""
    words = list(re.finditer(r"[^\s(]+", before))
    if not words or not _is_common(words[-1].group()):
        return "", 0
    first = len(words) - 1
    while first > 0 and len(words) - first < _MOST_WORDS:
        word = words[first - 1].group()
        if word in _JOINING and first > 1 and _leads(words[first - 2].group(), words[first].group()):
            first -= 2
        elif word.rstrip(",").endswith("-") or _modifies(word, words[first].group()):
            first -= 1
        else:
            break
    return before[words[first].start() :].strip(), words[first].start()


def _leads(word: str, joined: str) -> bool:
    """Whether a word before "ja" is of the same phrase as the one after it: both genitives, or it is cut short."""
    return word.rstrip(",").endswith("-") or (_is_genitive(word) and _is_genitive(joined))


def _is_genitive(word: str) -> bool:
    found = likely(word)
    if not found:
        return word[:1].isupper() and word.endswith("n")
    return any(r.case == "omanto" and r.word_class in ("nimisana", "nimi", "paikannimi") for r in found)


def _modifies(word: str, following: str) -> bool:
    if word[-1] in ',.:;)”"':
        return False
    if _is_genitive(word) and not _is_person(word):
        return True
    if not likely(word) and word.islower() and word.endswith("nen"):
        return True
    cases = {(r.case, r.number) for r in likely(following)}
    return any(
        r.word_class in ("laatusana", "nimisana_laatusana")
        and r.participle != "past_active"
        and (not cases or (r.case, r.number) in cases)
        for r in likely(word)
    )


def _is_common(word: str) -> bool:
    """A common noun; of an unknown compound its known last part tells."""
    known = word if likely(word) else re.split(r"[-/]", word)[-1]
    found = nominal(known)
    return (
        found is not None
        and (found.known or is_compound(known))
        and bool(found.bases)
        and not _is_person(word)
        and not _is_place(word)
    )


def _is_person(word: str) -> bool:
    found = readings(word)
    return word[:1].isupper() and bool(found) and all(r.word_class in ("etunimi", "sukunimi") for r in found)


def _is_place(word: str) -> bool:
    return word[:1].isupper() and any(r.word_class == "paikannimi" for r in readings(word))


def _is_strange(word: str) -> bool:
    """A word that Voikko does not know, or an abbreviation, that is no name of a person."""
    if _is_person(word) or not re.search(r"[^\W\d_]{2}", word):
        return False
    found = likely(word)
    return not found or word[:2].isupper() or any(letter.isupper() for letter in word[1:])


def _is_explanation(words: str) -> bool:
    """A noun phrase in the nominative singular that says more than a simple word does."""
    parts = words.split()
    if len(parts) > _MOST_OF_MEANING or re.search(r"[\d,;:=]", words) or parts[0].lower().startswith("esim"):
        return False
    if len(parts) == 1 and parts[0][:1].isupper() and "-" not in parts[0]:
        return False
    if any(r.word_class == "seikkasana" for r in likely(parts[0])) and not parts[0].endswith("sti"):
        return False
    last = likely(parts[-1])
    if last and not any(
        r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular" and not r.possessive for r in last
    ):
        return False
    if any(_is_verb(word) for word in parts):
        return False
    return (
        (bool(last) or "-" in parts[-1] or len(parts) > 2)
        and (len(parts) > 1 or is_compound(parts[-1].lower()) or _has_common_tail(parts[-1]))
        and not _is_person(parts[-1])
    )


def _has_common_tail(word: str) -> bool:
    tail = word.rpartition("-")[2]
    return "-" in word and tail.islower() and len(tail) > 3 and _is_common(tail)


def _is_verb(word: str) -> bool:
    found = likely(word)
    return bool(found) and all(r.word_class in ("teonsana", "kieltosana") and r.participle is None for r in found)


def _is_plain(phrase: str) -> bool:
    """Whether a phrase stands in the nominative."""
    return any(reading.case == "nimento" for reading in likely(phrase.split()[-1]))


def _basic(term: str) -> str:
    """A term of strange words in base form: only the known last part of the last one is inflected."""
    *front, last = term.split()
    head, hyphen, tail = last.rpartition("-")
    base = f"{head}{hyphen}{lemma(tail)}" if hyphen and likely(tail) else last.split(":")[0]
    return " ".join((*front, base))


def spells(abbreviation: str, words: Sequence[str]) -> bool:
    """Whether the letters of an abbreviation begin, in order, words or parts of compounds, the first of them the first word's.

    >>> spells("LVM", ["liikenne-", "ja", "viestintäministeriö"]), spells("LVM", ["lausunto"])
    (True, False)
    """
    letters = re.sub(r"[^a-zåäö0-9]", "", abbreviation.lower())
    initials = [part[0] for word in words if word.lower() not in _JOINING for part in _parts(word) if part]
    if len(letters) < 2 or not initials or initials[0] != letters[0]:
        return False
    left = iter(initials)
    if not all(letter in left for letter in letters):
        return False
    # A long phrase spells anything: most of its words must be there.
    return len(letters) >= len([word for word in words if word.lower() not in _JOINING])


def _parts(word: str) -> list[str]:
    whole = word.lower().strip("-")
    parts = [part for part in part_terms(whole) if part]
    singles = [part for part in parts if not any(part != other and other in part and parts.index(other) < 9 for other in parts)]
    return singles or [piece for piece in whole.split("-") if piece]


def _nominative(words: str, *, at_start: bool = False) -> str:
    """The words with the last one in base form, unless it is a nominative already; a first capital that only begins a
    sentence becomes small."""
    *front, last = words.split()
    found = likely(last)
    if found and not any(reading.case == "nimento" for reading in found):
        cases = {(reading.case, reading.number) for reading in found}
        base = lemma(last)
        last = base.capitalize() if last[0].isupper() and not front else base
        front = [_agreeing(word, cases) for word in front]
    elif not found:
        last = _basic(last)
    whole = " ".join((*front, last))
    return _small(whole) if at_start else whole


def _agreeing(word: str, cases: set[tuple[str | None, str | None]]) -> str:
    """An adjective that was inflected with its noun, in base form; a genitive stays as it is."""
    found = likely(word)
    adjectives = [r for r in found if r.word_class in ("laatusana", "nimisana_laatusana") and (r.case, r.number) in cases]
    return lemma(word) if adjectives and len(adjectives) == len(found) else word


def _small(words: str) -> str:
    """The words without the capital that only begins a sentence; a name or an abbreviation keeps its own."""
    first = words.split()[0].strip("-,")
    common = any(reading.word_class not in _NAMES for reading in readings(first))
    return words[0].lower() + words[1:] if common and first[1:].islower() else words


# --- sentences ---


def _equated(sentence: str) -> Iterator[_Found]:
    """ "X eli Y", not "alittunut eli jäänyt", "A ja B eli …", "valmistajan eli Fujitsun", nor numbers."""
    for match in _ELI.finditer(sentence):
        term, start = _term_before(match["before"], match.start("before"))
        meaning = _phrase_after(match["after"])
        if term and meaning and not re.search(r"\d", meaning.split(",")[0]):
            abbreviation = re.fullmatch(_ABBREVIATION, meaning)
            if abbreviation:
                term, meaning = meaning, term
            yield _Found(_nominative(term, at_start=start == 0), meaning, start, match.start("after") + len(meaning))


def _term_before(words: str, offset: int) -> tuple[str, int]:
    """The noun phrase that ends just before "eli", or a numbered thing."""
    numbered = re.search(rf"(?:^|\s)({_NUMBERED})$", words)
    if numbered:
        return numbered[1], offset + numbered.start(1)
    found = list(_WORD.finditer(words))
    if not found or re.search(r"\d", found[-1].group()) or not _is_noun(found[-1].group()):
        return "", offset
    first = len(found) - 1
    while first > 0 and len(found) - first < 3 and _is_modifier(found[first - 1].group()):
        first -= 1
    if first > 0 and found[first - 1].group() in _JOINING:
        return "", offset
    return words[found[first].start() : found[-1].end()], offset + found[first].start()


def _is_noun(word: str) -> bool:
    found = likely(word)
    if not found:
        return word[0].isupper() or len(word) > 5
    return any(r.word_class in ("nimisana", "lyhenne", "nimi") and r.case == "nimento" for r in found)


def _is_modifier(word: str) -> bool:
    return any(
        (r.case == "omanto" and r.word_class in ("nimisana", "nimi", "paikannimi"))
        or r.word_class in ("laatusana", "nimisana_laatusana")
        for r in likely(word)
    )


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
        if _is_noun(word):
            nominative = " ".join(chosen)
            break
    # "Työsuunnitelma pilotointia varten" says what it is for too.
    purpose = re.match(r"(?:\s+\w+){1,2}\s+varten\b", words[len(nominative) :]) if nominative else None
    return nominative + (purpose.group() if purpose else "")


def _equated_pairs(sentence: str) -> Iterator[_Found]:
    """ "HEPUI ja YHPUI eli henkilön puisto ja yhteisön puisto": two codes and what they are, in order."""
    for match in _TWO.finditer(sentence):
        if " ja " not in match["second"]:
            yield _Found(match["one"], match["first"].strip(), match.start(), match.end())
            yield _Found(match["two"], match["second"].strip(), match.start(), match.end())


def _short_for(sentence: str) -> Iterator[_Found]:
    """ "KHK on lyhenne sanoista kiinteistöjen huoltokirja"."""
    for match in _SHORT_FOR.finditer(sentence):
        yield _Found(match["term"], match["meaning"].strip(), match.start(), match.end())


def _given_name(sentence: str) -> Iterator[_Found]:
    """ "Uuden penkkivaraston nimi: Puupaikka"; not the name of somebody who applies."""
    match = _NAMED.search(sentence)
    if match is None:
        return
    thing = match["thing"].split()[-1]
    known = likely(thing)
    if not known or not is_compound(lemma(thing)) or not any(r.case == "omanto" for r in known) or _is_person(match["term"]):
        return
    yield _Found(match["term"], _nominative(match["thing"], at_start=match.start() == 0), match.start(), match.end("term"))


def _so_called(sentence: str) -> Iterator[_Found]:
    """ "…”penkkikokous”, jossa sovitaan penkeistä": a compound that is set apart as somebody's own, with what it is."""
    for match in _QUOTED.finditer(sentence):
        base = lemma(match["term"])
        if is_compound(base):
            head = sorted(part_terms(base), key=base.rfind)[-1] if part_terms(base) else base
            yield _Found(base, f"{head}, {match['clause'].strip()}", match.start("term"), match.end())


def _in_list(text: str) -> Iterator[_Found]:
    """The lines below a heading such as "Käsitteet" that give a word and its meaning, up to the first that does not."""
    inside = False
    for begin, line in _lines(text):
        if _TERM_LIST.fullmatch(line):
            inside = True
            continue
        match = _LISTED.fullmatch(line.strip()) if inside else None
        inside = match is not None
        if match is not None:
            yield _Found(match["term"].strip(), match["meaning"].strip(" ."), begin, begin + len(line))


def _same(sentence: str) -> Iterator[_Found]:
    """ "X = Y", a line of its own."""
    match = _EQUALS.match(sentence.rstrip("."))
    if (
        match
        and len(match["meaning"].split()) <= _MOST_OF_MEANING
        and any(_is_strange(w) or is_compound(w) for w in match["term"].split())
    ):
        yield _Found(match["term"], match["meaning"].strip(), match.start("term"), match.end("meaning"))


def _meant(sentence: str) -> Iterator[_Found]:
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
    yield _Found(_small(f"{front} {base}".strip()), match["meaning"].strip(), match.start("term"), match.end("meaning"))


def _told(sentence: str) -> Iterator[_Found]:
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
    yield _Found(_small(match["subject"]), match["rest"].strip(), match.start("subject"), match.end("rest"))


def _siblings_of(text: str, names: _Names) -> Iterator[_Found]:
    """Lines such as "Osuus 1: pohjoinen", "Osuus 2: etelä": what each of the numbered ones is."""
    found = list(_SIBLINGS.finditer(text))
    for match in found:
        if any(other["word"] == match["word"] and other["number"] != match["number"] for other in found):
            yield _Found(f"{match['word']} {match['number']}", match["meaning"].strip(), match.start(), match.end())


_FORMS: Final[tuple[Callable[[str], Iterable[_Found]], ...]] = (
    _bracketed,
    _equated,
    _equated_pairs,
    _same,
    _short_for,
    _given_name,
    _so_called,
    _meant,
    _told,
)


def _is_term(subject: str) -> bool:
    """A compound or unknown noun in the nominative singular, perhaps with an adjective before it."""
    *front, last = subject.split()
    if front and not _is_modifier(front[0]):
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
