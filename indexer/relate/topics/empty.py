"""Nouns that are about the handling of anything, or about any organisation's life: by themselves they are no topics."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kb.finnish import fold, part_terms
from kb.finnish.stopwords import HANDLING, SOFT, STOPWORDS

EMPTY: Final = frozenset(
    """
    aihe tehtävä toiminta toiminto toimintatapa toimenpide käyttö käyttöönotto kehittäminen kehitys edistäminen seuranta
    suunnitelma suunnittelu selvitys selvittely arvio arviointi raportti tiedote tiedotus palaute kommentti lausunto
    yhteenveto kokonaisuus kokemus muutos muutostarve päivitys päivittäminen täydentäminen täydennys perustaminen poisto siirto
    ylläpito organisaatio nimi nimeäminen kokoonpano järjestäytyminen edustaja osallistuja toimija vastuu aikaväli kausi
    toimikausi jäsenyys yhteistyö malli ohje periaate ratkaisu ominaisuus aineisto materiaali kokousmateriaali kokousaika
    kokouspäivä koko summa hinta tulos tilaisuus esittelytilaisuus pykälä momentti laki asetus sääntö oikaisuvaatimus
    muutoksenhaku valitus otto-oikeus pöytäkirjantarkastaja varajäsen varapuheenjohtaja lukumäärä euro sentti prosentti tunti
    millimetri senttimetri desimetri metri kilometri neliömetri kuutiometri hehtaari gramma kilogramma tonni litra
    minuutti alue paikka paikkakunta väli vaihe vaihtoehto piste sivu kuvaus työpäivä viikonloppu työtehtävä ongelma
    projekti aihealue esimies läsnäolo lähtökohta peruste toimivuus nykytila laajennus muutosehdotus toimielin kokouskutsu
    kirjelmä ote ennakkotieto lisätieto yhteystieto jatkotoimenpide jatkotoimi kehittämistarve kehitystyö muutostyö
    osallistujalista puheenvuoro allekirjoitus sähköposti palaverimuistio linkki nettisivu verkkosivu tekijä käyttäjä
    kehittäjä asiantuntija vastuuhenkilö yhteyshenkilö henkilö ihminen henkilökunta henkilöstö asiakas testi testaus kokeilu
    virhe vika häiriö puute korjaus esimerkki tarkistus tarkastus tarkennus lisäys muokkaus valmistuminen aloitus lopetus
    esille esiin kohde lista luettelo taulukko teksti kuva otsikko rivi kenttä arvo tyyppi luokka taso askel
    määräaika oheismateriaali tekijä tapaus tarkoitus käytäntö pohja este määrä työsuunnitelma toimintasuunnitelma toimintamalli
    jatkokehitys jatkokehittäminen katselmointi pullonkaula keventäminen lisääminen vähentäminen parantaminen tehostaminen
    hanke lakihanke lainsäädäntöhanke
    """.split()  # noqa: SIM905 (read as prose)
)
# Where people meet, write and keep things, whatever they are about.
TOOLS: Final = frozenset(
    """
    teams zoom skype meet excel word powerpoint outlook whatsapp slack github gitlab git jira redmine trello google facebook
    youtube sharepoint onedrive dropbox doodle webropol forms howspace flinga padlet miro wiki discord
    """.split()  # noqa: SIM905 (read as prose)
)
# Those who do something ("kehittäjä", "pääkäyttäjä") are no topics.
_DOER: Final = re.compile(
    r"(?:ttäjä|ttaja|stäjä|staja|tsija|tsijä|ntäjä|ntaja|vaaja|rija|lija|lijä|hoitaja|tekijä|johtaja|päällikkö|haltija|vastaava)$"
)
# A compound that ends so is an occasion or a paper of meeting, or a stretch of time, whatever it is about.
_FRAME: Final = frozenset(
    """kokous palaveri tapaaminen muistio pöytäkirja esityslista asialista katsaus kuu päivä viikko vuosi tunti kausi
    asia kohta ryhmä kunta jäsen puheenjohtaja puheenvuoro""".split()  # noqa: SIM905 (read as prose)
)


@lru_cache(maxsize=65_536)
def is_empty(base: str) -> bool:
    """Whether a base form is no topic by itself.

    >>> is_empty("toimenpide"), is_empty("pääkäyttäjä"), is_empty("suunnittelupalaveri"), is_empty("tulvavaroitus")
    (True, True, True, False)
    >>> is_empty("senttimetri"), is_empty("metrilinja")
    (True, False)
    """
    key = fold(base)
    if key in EMPTY or key in TOOLS or key in HANDLING or key in STOPWORDS or key in SOFT or _DOER.search(base):
        return True
    parts = part_terms(base)
    return len(parts) > 1 and any(base.endswith(frame) and frame in parts for frame in _FRAME)
