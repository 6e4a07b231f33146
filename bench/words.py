"""Invented Finnish: nouns, verbs and names that bend as Finnish words do, drawn as often as words of minutes are.

A word is a stem and a type of inflection (without gradation of consonants). Some stems are Finnish, for an analyzer knows
most words of minutes; compounds are put together of those; the rest are syllables in vowel harmony, as proper names and new
terms are. The same seed gives the same words.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Case = Literal["nom", "gen", "par", "ine", "ela", "ill", "ade", "all", "pl", "plpar", "plgen"]
CASES: Final[tuple[Case, ...]] = ("nom", "gen", "par", "ine", "ela", "ill", "ade", "all", "pl", "plpar", "plgen")

# Endings by type of inflection, in the order of CASES; A and O stand for the vowel that harmony asks for, = for the vowel
# before it, doubled.
_ENDINGS: Final[dict[str, tuple[str, ...]]] = {
    "talo": ("", "n", "A", "ssA", "stA", "=n", "llA", "lle", "t", "jA", "jen"),
    "malli": ("i", "in", "iA", "issA", "istA", "iin", "illA", "ille", "it", "ejA", "ien"),
    "hanke": ("e", "een", "ettA", "eessA", "eestA", "eeseen", "eellA", "eelle", "eet", "eitA", "eiden"),
    "muutos": ("s", "ksen", "stA", "ksessA", "ksestA", "kseen", "ksellA", "kselle", "kset", "ksiA", "sten"),
    "yhteinen": ("nen", "sen", "stA", "sessA", "sestA", "seen", "sellA", "selle", "set", "siA", "sten"),
    "kala": ("A", "An", "AA", "AssA", "AstA", "AAn", "AllA", "Alle", "At", "OjA", "Ojen"),
}
# Finnish words that an analyzer knows, by their types.
_KNOWN: Final = {
    "talo": "arvio palvelu maksu muisto neuvo koulu luettelo aineisto kalusto kaavio kokeilu keskustelu vaihtelu toimisto talo",
    "malli": "malli mittari rekisteri projekti portaali termi seminaari moduuli kriteeri kalenteri laji",
    "hanke": "kirje alue suure kone aine huone piste ohje lause virhe este aste",
    "muutos": "muutos päätös kysymys selvitys tarkistus koulutus tulos kustannus vaatimus hakemus ilmoitus rakennus esitys "
    "tutkimus korjaus toimitus avustus sopimus",
    "yhteinen": "yhteinen hallinnollinen tekninen väliaikainen julkinen valtakunnallinen vuosittainen alueellinen sähköinen",
    "kala": "kaava raja tila linja kirja sana",
}
_MODIFIERS: Final = [
    "lumi",
    "vesi",
    "tieto",
    "palvelu",
    "asiakas",
    "lupa",
    "ympäristö",
    "koulu",
    "terveys",
    "liikenne",
    "maa",
    "metsä",
    "talous",
    "laatu",
    "verkko",
    "kieli",
    "kirjasto",
    "rakennus",
    "tulva",
    "sää",
    "kartta",
    "rekisteri",
    "seuranta",
    "tilasto",
    "hankinta",
    "työ",
    "nuoriso",
    "kulttuuri",
    "energia",
    "jäte",
    "tie",
    "satama",
]
_ONSETS: Final = ("k", "t", "p", "s", "l", "m", "n", "r", "v", "h", "j", "")
_CODAS: Final = ("", "", "", "n", "l", "r", "s")
_BACK: Final = "aou"
_FRONT: Final = "äöy"
_NEUTRAL: Final = "ei"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun or an adjective: its stem and its type of inflection."""

    stem: str
    kind: str

    def form(self, case: Case) -> str:
        """The word in a case.

        >>> Noun("mittar", "malli").form("ill"), Noun("selvity", "muutos").form("plpar")
        ('mittariin', 'selvityksiä')
        """
        back = any(letter in _BACK for letter in self.stem)
        ending = _ENDINGS[self.kind][CASES.index(case)]
        whole = self.stem + ending.replace("A", "a" if back else "ä").replace("O", "o" if back else "ö")
        at = whole.find("=")
        return whole if at < 0 else whole[:at] + whole[at - 1] + whole[at + 1 :]


def _known() -> tuple[Noun, ...]:
    drop = {"talo": 0, "malli": 1, "hanke": 1, "muutos": 1, "yhteinen": 3, "kala": 1}
    return tuple(Noun(word[: len(word) - drop[kind]], kind) for kind, words in _KNOWN.items() for word in words.split())


KNOWN: Final = _known()


class Lexicon:
    """Words of one corpus, drawn by chance from a seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def stem(self, syllables: int = 2) -> str:
        """Syllables in vowel harmony, ending with a vowel."""
        vowels = self._chance.choice((_BACK, _FRONT)) + _NEUTRAL
        pick = self._chance.choice
        front = [pick(_ONSETS[:-1]) + pick(vowels) + pick(_CODAS) for _ in range(syllables - 1)]
        return "".join(front) + pick(_ONSETS[:-1]) + pick(vowels)

    def invented(self) -> Noun:
        """A word that no dictionary has."""
        stem = self.stem(self._chance.choice((2, 3)))
        kind = self._chance.choice(("talo", "malli", "muutos", "yhteinen"))
        return Noun(stem.rstrip("ie") + ("" if kind == "malli" else "u" if stem[-1] in "ie" and kind == "talo" else ""), kind)

    def compound(self) -> Noun:
        """Two or three Finnish words as one, of which there are as many as one likes."""
        head = self._chance.choice(KNOWN)
        count = self._chance.choices((1, 2), (4, 1))[0]
        return Noun("".join(self._chance.sample(_MODIFIERS, count)) + head.stem, head.kind)

    def matter(self) -> tuple[Noun, ...]:
        """Words that a matter is told with, the telling ones first."""
        first = self.invented() if self._chance.random() < 0.25 else self.compound()
        return (first, self.compound(), self.compound(), *self._chance.sample(KNOWN, 4), self.invented())

    def surname(self) -> str:
        """An invented surname."""
        tail = self._chance.choice(("nen", "la", "vaara", "mäki", "joki", "salo", "niemi"))
        return (self.stem(2) + tail).capitalize()

    def first_name(self) -> str:
        """An invented first name."""
        return self.stem(2).capitalize()

    def acronym(self) -> str:
        """Three or four capitals."""
        return "".join(self._chance.choice("AEHIKLMNOPRSTUV") for _ in range(self._chance.choice((3, 3, 4))))


def often(chance: random.Random, words: Sequence[Noun]) -> Noun:
    """One of the words, the first ones the oftenest, as Zipf has it."""
    return words[min(int(len(words) ** chance.random()) - 1, len(words) - 1)]
