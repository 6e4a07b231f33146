"""Which nouns can say what a thing is, and which say only how it stands, what is done or how good it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kb.finnish import lemma, part_terms
from kb.finnish.choice import likely

# Nouns that say how something stands, not what it is.
NO_KIND: Final = frozenset(
    """
    tavoite tarkoitus tarve ongelma ajatus syy osa asia aika tilanne kysymys vaihtoehto mahdollisuus riski etu haaste puute este
    maanantai tiistai keskiviikko torstai perjantai edellytys lähtökohta peruste ehto tulos päivä viikko kuukausi vuosi määrä itse muutama noin lupa vastuu mieli hyöty toive aihe
    """.split()  # noqa: SIM905 (read as prose)
)
# Of an amount it is told how much it is.
AMOUNTS: Final = frozenset(["määrä", "hinta", "kustannus", "kesto", "budjetti", "summa", "pituus", "tarve"])
# What is good or important is judged, not defined.
JUDGING: Final = frozenset(
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
# What happens once, or is a piece of work, has a purpose without being defined by it.
HAPPENING: Final = frozenset(
    """
    kokous tapaaminen palaveri paja tilaisuus keskustelu koulutus kysely selvitys esitys muutos hanke projekti testi seminaari
    päivä ilta retki juhla leiri matka tapahtuma käsittely jakso vaihe kohta asia työ suunnitelma raportti muistio ehdotus aloite lausunto
    """.split()  # noqa: SIM905 (read as prose)
)
# Words that tell one of many apart, or say how good it is, in an explanation that is none.
_TELLING_APART: Final = (
    frozenset(["ainoa", "ensimmäinen", "toinen", "kolmas", "viimeinen", "seuraava", "sama", "oma", "vanha"]) | JUDGING
)
# Words before a colon, or before "on", that say what kind of a line follows.
LABELS: Final = frozenset(
    """
    päätösehdotus toimenpide jatkotoimenpide päätösesitys lisätieto esityslista asialista jatkotyö kokousaika kokouspaikka
    vastuuhenkilö yhteyshenkilö aikataulu
    """.split()  # noqa: SIM905 (read as prose)
)
# The kind of thing that an explanation begins from: "menetelmä, jolla …", "luettelo jäsenistä".
_KINDS: Final = frozenset(
    """
    menetelmä malli tapa työkalu väline sovellus ohjelma ohjelmisto palvelu järjestelmä alusta rekisteri tietokanta luettelo lista
    kooste kokoelma joukko kartta taulukko lomake asiakirja laite koje mittari anturi yksikkö verkosto toimielin elin yhteisö
    yhdistys järjestö alue reitti rakennus rakenne rakennelma aine aines materiaali kasvi laji eläin maksu korvaus avustus arvo
    luku suhde osuus raja tunnus tunniste merkintä merkki koodi kenttä avain sääntö periaate ohje käytäntö menettely prosessi
    toiminto ominaisuus henkilö aikataulu kopio näkymä sivusto tiedosto sopimus sitoumus varasto kasvillisuus
    """.split()  # noqa: SIM905 (read as prose)
)


def is_happening(word: str) -> bool:
    """Whether a noun, or the last part of a compound, is something that happens once or a piece of work.

    >>> is_happening("aloituspaja"), is_happening("viherkerroin")
    (True, False)
    """
    base = lemma(word)
    return bool((ends(base) | {base}) & HAPPENING)


def is_kind(word: str) -> bool:
    """Whether a noun, or the last part of a compound, names a kind that explanations begin from.

    >>> is_kind("tietojärjestelmä"), is_kind("toive")
    (True, False)
    """
    base = lemma(word)
    return bool((ends(base) | {base}) & _KINDS)


def tells_apart(words: Sequence[str]) -> bool:
    """Whether one of the words judges, or tells one of many: "kylän ainoa", "iso", "ensimmäinen".

    >>> tells_apart(["kylän", "ainoa"]), tells_apart(["yhteinen"])
    (True, False)
    """
    return any(reading.base.lower() in _TELLING_APART for word in words for reading in likely(word))


def ends(word: str) -> set[str]:
    """The parts that a compound may end in.

    >>> sorted(ends("vähimmäisvirtaama"))
    ['virtaama']
    """
    base = word.lower()
    return {part for part in part_terms(base) if part != base and base.endswith(part)} | (
        {base.rpartition("-")[2]} if "-" in base else set()
    )
