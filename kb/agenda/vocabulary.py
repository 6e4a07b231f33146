"""Words that say nothing of an item's matter, and titles made of them alone."""

from __future__ import annotations

import re
from typing import Final

from kb import finnish
from kb.stopwords import SOFT, STOPWORDS

# Words of meeting as such: they say how a matter is handled, not what it is.
GENERAL: Final = frozenset(
    """
    asia asiakohta kohta kokous kokoontuminen palaveri istunto muistio pöytäkirja esityslista työlista ajankohtainen päätös
    ehdotus esitys esittely käsittely läpikäynti läpikäydä käydä keskustelu katsaus tilannekatsaus tilanne kuuluminen muu uusi
    seuraava edellinen viime jatko jatkaa jatkossa avaus avaaminen avata päättäminen päättää päätös hyväksyminen hyväksyä
    toteaminen todeta laillisuus päätösvaltaisuus läsnäolija osallistuja puheenjohtaja sihteeri liite tiedoksi ilmoitusasia
    ilmoitus valinta valita sulkeminen sulkea aloitus lopetus loppu alku viikko kuukausi vuosi päivä kerta kello tarkastaminen
    tarkastaja tarkistaminen kokoontua työjärjestys järjestäytyminen kehitysehdotus tiedotusasia tuotos tieto päivitys päivittää
    valmistelu valmistella kokemus suunnitelma ohjausryhmä ohry työryhmä ryhmä
    ärende möte promemoria protokoll föredragningslista beslut öppnande avslutande godkännande följande nästa föregående övrig
    item meeting minutes agenda decision opening closing approval next previous other any business
    """.split()  # noqa: SIM905 (read as prose)
)
TICKET: Final = re.compile(r"#\d{2,7}\b|(?<![\w/])[A-ZÅÄÖ]{1,6}/\d{1,6}(?:/[\d.]{1,12}){0,2}/(?:19|20)\d\d\b")


def is_general(title: str) -> bool:
    """Whether a title says nothing of the matter.

    >>> is_general("Muut asiat"), is_general("Seuraava kokous 12.3."), is_general("Asemarekisterin ylläpito")
    (True, True, False)
    """
    for analysed in finnish.analyze(title):
        terms = analysed.terms
        if analysed.token.kind != "word" or terms.surface in STOPWORDS:
            continue
        if not {*terms.bases, *terms.derived} & (GENERAL | SOFT):
            return False
    return True
