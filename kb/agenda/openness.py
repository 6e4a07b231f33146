"""Whether a sentence of minutes leaves something to be done or waited for: "Selvitetään …", "Aino kysyy …", "odotetaan …"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kb.dates import find_dates
from kb.finnish import VerbForm, split_sentences, verb_forms
from kb.finnish.choice import likely

# What somebody is to do, when a sentence says that they do it. Verbs of being, deciding and telling are not among them.
_DOING: Final = frozenset(
    """
    aikatauluttaa aloittaa arvioida asentaa ehdottaa ehtiä etsiä hakea hankkia hoitaa ilmoittaa kartoittaa kerätä
    kilpailuttaa kirjata kirjoittaa kokeilla koota korjata kysellä kysyä käynnistää kääntää laatia laittaa lisätä lähettää
    luoda miettiä määrittää määritellä muokata neuvotella nimetä ohjeistaa ottaa palata perustaa pitää pohtia poistaa pyytää päivittää
    rakentaa rekrytoida selvittää selvitellä selvitä sopia suunnitella tarkentaa tarkistaa tavata tehdä testata tiedottaa
    tiedustella tilata toimittaa toteuttaa tuoda tutkia täsmentää valita valmistella varata varmistaa viedä viimeistellä yhdistää
    """.split()  # noqa: SIM905 (read as prose)
)
_WAITING: Final = re.compile(
    r"\b(?:odot(?:e(?:taan|llaan)|ellaan)|on\s+(?:\w+\s+)?tarkoitus|pyritään|suunnitteilla|harkinnassa"
    r"|^\W*seuraavaksi|palataan|siirretään|tavoitteena|vielä\s+(?:auki|avoinna|kesken)|on\s+yhteydessä"
    r"|ei\s+(?:ole\s+)?(?:vielä\s+)?ehditty|jä[iä]\w*\s+(?:\w+\s+){0,3}(?:tekemättä|kesken|auki|avoimeksi|odottamaan)"
    r"|siirtyy\s+(?:ensi|seuraav\w+|kevää\w+|syksy\w+|vuode\w+|myöhem\w+|\w+kuu\w+|(?:\w+\s+){1,2}(?:vuoksi|takia)))\b",
    re.IGNORECASE,
)
# What has to be done by a day whoever does it: "on jätettävä 30.6. mennessä", "tarjous voimassa 30.6.".
_BY_A_DAY: Final = re.compile(r"\b(?:mennessä|viimeistään|voimassa)\b", re.IGNORECASE)
# How it always is or may be, what somebody proposes, what an earlier meeting did: nothing that this one left to be done.
_ASIDE: Final = re.compile(
    r"\b(?:aina|yleensä|joka\s+(?:kerta|viikko|kuukausi|vuosi)|kerran\s+\w+ssa|vuosittain|kuukausittain|viikoittain|päivittäin|vuorotellen|vuoroviikoin|pareittain|\w+(?:tai|viikkoi)sin|edelleen|toistaiseksi|tänään|mukaan|perusteella)\b"
    r"|\b(?:edellise|viime)\w*\s+(?:kokoukse|kerra)|^\W*(?:jos|kun|mikäli|muista)\b|\behdote(?:taan|ttu|ttiin)\b|^\W*(?:ehdotus|ehdotettu|esitys|esitetty|kysymys)\b|^\W*seuraava\w*\s+(?:kokou|palaveri|tapaami)",
    re.IGNORECASE,
)
# "Sovittiin, että …" says what comes after it.
_AGREED: Final = re.compile(r"^\W*(?:\w+\W+){0,3}?(?:sovittiin|päätettiin|sovittu|päätetty)\b,?\s*(?:että\s)?", re.IGNORECASE)
_SUBORDINATE: Final = re.compile(
    r",\s*(?:että|jotta|koska|kun|jos|mikä|mitä|joka|jo[ist]\w+|miten|missä|milloin|onko|ovatko|kuka|ketkä|vaikka|ettei|\w+k[oö]\b|voi\w*)\b"
)
# The verb stands so near to the beginning of a sentence that says what is to be done.
_REACH: Final = 5


def open_part(text: str) -> str:
    """The sentences of a text that leave something to be done or waited for; empty where none does.

    >>> open_part("Laavut tarkastettiin. Aino selvittää hinnat. Tolppia on vielä.")
    'Aino selvittää hinnat.'
    >>> open_part("Tolpat tilattiin keväällä."), open_part("Kokoonnutaan aina tiistaisin.")
    ('', '')
    """
    sentences = (line[start:end] for line in text.split("\n") for start, end in split_sentences(line))
    return " ".join(filter(is_open, sentences))


def is_open(sentence: str) -> bool:
    """Whether a sentence leaves something to be done or waited for.

    >>> is_open("Selvitetään, voiko laavun varata."), is_open("Sovittiin, että ryhmä kysyy hinnat.")
    (True, True)
    >>> is_open("Opasteet on uusittu."), is_open("Säilytetään nykyinen tapa.")
    (False, False)
    """
    if is_aside(sentence):
        return False
    agreed = _AGREED.match(sentence)
    main = _SUBORDINATE.split(sentence[agreed.end() :] if agreed else sentence)[0]
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", main)
    return _WAITING.search(main) is not None or _will_be_done(words[:_REACH])


def last_day(text: str, said: datetime.date) -> tuple[str, datetime.date] | None:
    """The first sentence of a text that tells by when something has to be done, with that day; None where none does. `said` is the
    day of the text.

    >>> last_day("Laavu on ehjä. Tarjous on voimassa 30.6. asti.", datetime.date(2031, 5, 14))
    ('Tarjous on voimassa 30.6. asti.', datetime.date(2031, 6, 30))
    """
    for line in text.split("\n"):
        for start, end in split_sentences(line):
            sentence = line[start:end]
            if _BY_A_DAY.search(sentence) and not is_aside(sentence):
                days = [found.last for found in find_dates(sentence, said) if found.last > said]
                if days:
                    return sentence, min(days)
    return None


def is_aside(sentence: str) -> bool:
    """Whether a sentence asks, or says how it always is or may be, what is proposed, or what an earlier meeting did.

    >>> is_aside("Jos laavu puretaan, ilmoitetaan vuokraajille."), is_aside("Aino ilmoittaa vuokraajille.")
    (True, False)
    >>> is_aside("Aino ja Eero päivystävät vuorotellen."), is_aside("Kysytään, onko laavu edelleen ehjä.")
    (True, False)
    """
    return _ASIDE.search(_SUBORDINATE.split(sentence)[0]) is not None or sentence.rstrip().endswith("?")


def _will_be_done(words: Sequence[str]) -> bool:
    """Whether a verb near the beginning of a clause says that something is or will be done."""
    alone = True
    for word in words:
        forms = _forms(word)
        # "Selvittää" may be the infinitive: with nothing before it, or after another verb ("voisi selvittää").
        if any(_is_doing(form) and not (alone and form.lemma == word.lower()) for form in forms):
            return True
        alone = any(form.finite for form in forms)
    return False


@lru_cache(maxsize=8192)
def _forms(word: str) -> tuple[VerbForm, ...]:
    """The forms of a word that is a verb and nothing else."""
    return verb_forms(word) if all(reading.word_class == "teonsana" for reading in likely(word)) else ()


def _is_doing(form: VerbForm) -> bool:
    if form.lemma not in _DOING or form.tense not in ("present", None) or form.negative:
        return False
    if form.mood == "imperative":
        return form.number == "plural" and form.person == "2"
    # "Hän pitää" may be anything, "pidetään" is an event.
    by_somebody = form.person == "3" and form.lemma != "pitää"
    return form.mood == "indicative" and (form.voice == "passive" or by_somebody)
