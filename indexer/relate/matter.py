"""What an agenda item is about: its content words by base form, weighed by how few meetings use them.

The first stage of relating: everything that compares two items, or a promise with a later sentence, does it with these.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from kb.finnish import Terms, analyze, readings
from kb.finnish.choice import likely
from kb.finnish.stopwords import SOFT, STOPWORDS
from kb.finnish.voikko import CACHED_WORDS, forgotten_with_backend
from kb.model import AgendaItem

# How much a word tells by its class. Compounds and words that Voikko does not know are mostly names of things of the group's
# own; a simple noun may stand anywhere; a verb tells less of what a matter is, but one promise from another of the same matter.
_COMPOUND_SHARE: Final = 1.0
_NOUN_SHARE: Final = 0.7
_CLASS_SHARES: Final = {
    "nimisana": _NOUN_SHARE,
    "paikannimi": 0.4,
    "lyhenne": _COMPOUND_SHARE,
    "nimi": _COMPOUND_SHARE,
    "nimisana_laatusana": 0.5,
    "laatusana": 0.4,
    "etunimi": 0.3,
    "sukunimi": 0.3,
    "teonsana": 0.3,
}
# A part of a compound tells less than the whole word.
_PART_SHARE: Final = 0.6
# Two compounds that only have a part in common (*sähkökatko*, *sähköposti*) may be about anything.
_BOTH_PARTS_SHARE: Final = 0.35

# The weight of a word of one meeting in about thirty.
_RARE: Final = 3.3

# Words of meeting as such, whatever it is about: they say how a matter is handled, not what it is.
HANDLING: Final = frozenset(
    """
    asia asiakohta kohta kokous kokoontuminen palaveri istunto muistio pöytäkirja esityslista työlista ajankohtainen päätös
    ehdotus esitys esittely esittelijä käsittely läpikäynti läpikäydä käydä keskustelu katsaus tilannekatsaus tilanne kuuluminen
    muu     uusi seuraava seuraavaksi edellinen viime jatko jatkaa jatkossa avaus avaaminen päättäminen hyväksyminen hyväksyä
    toteaminen laillisuus päätösvaltaisuus läsnäolija jäsen ryhmä työryhmä puheenjohtaja sihteeri liite liitteenä tiedoksi
    ilmoitusasia valinta osa aika ajankohta aikataulu loppu alku viikko kuukausi vuosi päivä kerta kello tavoite tarve
    mahdollisuus mahdollinen tapa tieto työ hanke asti mennä mennessä ottaa tehdä tulla saada antaa pitää voida laittaa
    siirtää siirtyä olla kaikki moni oma eri hyvä suuri iso pieni kysymys vastaus huomio lisä lisäksi tarkka myöhempi
    sija sijaan suhde suhteen puoli puolesta mukainen syy tekijä seikka määrä laatu sisältö
    koko yhteinen sama tällainen sellainen jokin joku kukin yksi kaksi kolme ensimmäinen toinen kolmas noin viimeistään
    ohry ohjausryhmä lautakunta hallitus johtoryhmä maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai tammikuu
    helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu kevät kesä syksy talvi
    tuotos versio luonnos valmistelu valmistella tuoda viedä sovittaa toimittaa toimeksianto avoin edelleen tarvittaessa
    ärende möte promemoria protokoll föredragningslista beslut förslag bilaga leverabel resultat nästa föregående
    item meeting minutes agenda decision proposal annex attachment output next previous
    """.split()  # noqa: SIM905 (read as prose)
)
_TICKET: Final = re.compile(
    r"(?:#|(?<![\w-])(?:tiketti|tikettiä|tiketin|ticket|issue|bug|bugi|diaarinumero|dnro|diaarinro)\s*:?\s*#?)(?P<number>\d{2,7})\b"
    r"|^\s*(?P<listed>\d{3,6})(?=\s*(?:[-–—]|$))"
    r"|(?<![\w/])(?P<case>[A-ZÅÄÖ]{1,6}/\d{1,6}(?:/[\d.]{1,12}){0,2}/(?:19|20)\d\d)\b",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: the letters as written, its base forms, the parts of a compound, what it counts, its place."""

    form: str
    bases: frozenset[str]
    parts: frozenset[str]
    share: float
    start: int
    end: int
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Matter:
    """The content words of a text, each base form once."""

    words: tuple[Word, ...]

    @cached_property
    def bases(self) -> frozenset[str]:
        """Every base form."""
        return frozenset(base for word in self.words for base in word.bases)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Every base form and part."""
        return self.bases | self.parts

    @cached_property
    def parts(self) -> frozenset[str]:
        """Every part of a compound."""
        return frozenset(part for word in self.words for part in word.parts)


def read(text: str, language: str = "fi", names: frozenset[str] = frozenset()) -> Matter:
    """The content words of a text without those of meeting as such and without `names` (base forms of people's names).

    >>> [word.form for word in read("Asemarekisterin ylläpidon siirto VLL:lle käsiteltiin 3.4.2025").words]
    ['Asemarekisterin', 'ylläpidon', 'siirto', 'VLL:lle']
    """
    found: dict[frozenset[str], Word] = {}
    for analyzed in analyze(text, language):
        token, terms = analyzed.token, analyzed.terms
        if token.kind != "word":
            continue
        share, bases, parts = _weighed(token.text, terms, language)
        if share and bases not in found and not bases & names:
            found[bases] = Word(token.text, bases, parts, share, token.start, token.end, bases | parts)
    return Matter(tuple(found.values()))


@forgotten_with_backend
@lru_cache(maxsize=CACHED_WORDS)
def _weighed(form: str, terms: Terms, language: str) -> tuple[float, frozenset[str], frozenset[str]]:
    """How much a word tells, its base forms and its telling parts."""
    parts = frozenset(part for part in terms.parts if len(part) > 3 and part not in HANDLING)
    return _share(form, terms, language), frozenset(terms.bases), parts


def _share(form: str, terms: Terms, language: str) -> float:
    """How much a word tells of a matter, 0 to 1."""
    bases = {base.partition(":")[2] if base.startswith(("sv:", "en:")) else base for base in terms.bases}
    if bases & (HANDLING | STOPWORDS | SOFT) or terms.surface in STOPWORDS:
        return 0.0
    if len(form) < 3 and not form.isupper():
        return 0.0
    if language != "fi":
        return 1.0 if len(form) > 3 or form.isupper() else 0.0
    return _share_by_class(form, terms)


def _share_by_class(form: str, terms: Terms) -> float:
    """How much a Finnish word tells by what the dictionary takes it for."""
    found = likely(form)
    if not found:
        return _COMPOUND_SHARE
    if form[0].isupper() and any(reading.word_class == "paikannimi" for reading in readings(form)):
        return _CLASS_SHARES["paikannimi"]
    if any(reading.word_class == "teonsana" for reading in found):
        return _CLASS_SHARES["teonsana"]
    best = max(_CLASS_SHARES.get(reading.word_class, 0.0) for reading in found)
    return _COMPOUND_SHARE if best == _NOUN_SHARE and terms.parts else best


class Weights:
    """How telling a term is: by how few of the corpus's meetings use it (a document is a meeting)."""

    def __init__(self, meetings: Iterable[Iterable[Matter]]) -> None:
        self._used: Counter[str] = Counter()
        self._known: dict[frozenset[str], float] = {}
        self.meetings = 0
        for matters in meetings:
            self.meetings += 1
            terms = {term for matter in matters for word in matter.words for term in (*word.bases, *word.parts)}
            self._used.update(terms)

    @property
    def scale(self) -> float:
        """What makes weights of a few meetings, where no word can be rare, comparable with those of many."""
        return max(1.0, _RARE / math.log(self.meetings + 1)) if self.meetings else 1.0

    def used(self, term: str) -> int:
        """In how many meetings a term stands, as a word or a part of one."""
        return self._used[term]

    def of(self, terms: frozenset[str]) -> float:
        """The weight of a word with these base forms; 0 for one that every meeting uses."""
        known = self._known.get(terms)
        if known is None:
            most = max([self._used[term] for term in terms if term in self._used], default=0)
            known = self._known[terms] = max(0.0, math.log((self.meetings + 1) / max(1, most)))
        return known

    def of_term(self, term: str) -> float:
        """The weight of one base form or part."""
        return max(0.0, math.log((self.meetings + 1) / max(1, self._used[term])))


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts have in common: the weight of the shared words, and the words as the first writes them, best first."""

    weight: float
    words: tuple[tuple[float, Word], ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The words as written."""
        return tuple(word.form for _, word in self.words)


def share(one: Matter, other: Matter, weights: Weights) -> Shared:
    """The words of `one` that `other` has too: whole, or as a part of a compound, which counts less."""
    found = []
    terms = other.terms
    for word in one.words:
        if not terms.isdisjoint(word.terms):
            value = _worth(word, other, weights)
            if value > 0:
                found.append((value, word))
    found.sort(key=lambda pair: (-pair[0], pair[1].start))
    return Shared(sum(value for value, _ in found), tuple(found))


def _worth(word: Word, other: Matter, weights: Weights) -> float:
    whole = word.bases & other.bases
    if whole:
        return weights.of(whole) * word.share
    one_inside = (word.bases & other.parts) | (word.parts & other.bases)
    if one_inside:
        return _PART_SHARE * max(weights.of_term(term) for term in one_inside) * word.share
    return _BOTH_PARTS_SHARE * max((weights.of_term(term) for term in word.parts & other.parts), default=0.0) * word.share


def are_different(one: Matter, other: Matter) -> bool:
    """Whether each of two names has a word of its own, so that what they share only tells what kind of thing both are."""
    return any(not word.bases & other.bases for word in one.words) and any(not word.bases & one.bases for word in other.words)


def weight(matter: Matter, weights: Weights) -> float:
    """The weight of all the words of a text."""
    return sum(weights.of(word.bases) * word.share for word in matter.words)


def tickets_of(text: str) -> frozenset[str]:
    """Numbers of cases and tickets that a text names.

    >>> sorted(tickets_of("#4234 Haku\\n3104 - Kotipalvelu"))
    ['3104', '4234']
    """
    return frozenset(match["number"] or match["listed"] or match["case"].upper() for match in _TICKET.finditer(text))


def tickets(item: AgendaItem) -> frozenset[str]:
    """Numbers of cases and tickets that an item names: "#4234", "Tiketti 3924", "VN/1234/2024", and its record number.

    >>> sorted(tickets(AgendaItem("m/1", "1", "Tiketit", text="#4234 Haku\\n3104 - Kotipalvelu")))
    ['3104', '4234']
    """
    return tickets_of(f"{item.title}\n{item.text}") | ({item.case} if item.case else frozenset())
