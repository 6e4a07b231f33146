"""Words of a question that need not stand in the answer: Finnish, Swedish and English function words, and deciding as such."""

from __future__ import annotations

from typing import Final

# They carry no matter of their own. Left out of a question that has other words.
STOPWORDS: Final = frozenset(
    """
    ja tai sekä eli että jotta koska kun jos vaikka kuin mutta vaan myös ei eikä en et emme ette eivät on oli ovat olivat
    ole olla ollut olleet onko oliko ovatko olivatko olisi se ne sen sitä siitä siihen siinä sille niiden niitä niistä
    tämä tämän tätä tästä tässä nämä näiden näitä näistä mikä mitä minkä mistä mihin missä mitkä mille millä miltä
    milloin koska miten miksi kuka ketkä kenen ketä kuinka paljonko montako moni monta joka jota jonka josta johon jossa
    kauanko kenelle keneltä voivatko voiko voi voivat pitääkö pitää tuleeko tulee saako saa
    jotka joita joiden he te me hän hänen heidän minä sinä meidän teidän kanssa mukaan sekä niin näin sitten vielä jo
    asiasta asiassa asiaa koskien liittyen liittyvät liittyvä liittyy mennessä
    och eller att det den de en ett som är var hade har i på av för med till om vad när vem hur vilka vilken
    the a an and or of to in on at for with by is was were are be been what when who how which that this
    """.split()  # noqa: SIM905 (read as prose)
)

# They make a question of what is typed: then its words are the asker's own, and the answer may well use others.
QUESTIONS: Final = frozenset(
    """
    mikä mitä minkä mistä mihin missä mitkä mille millä miltä minä milloin koska miten miksi kuka ketkä kenen ketä kenelle keneltä
    kuinka paljonko montako kauanko onko oliko ovatko olivatko voiko voivatko pitääkö tuleeko saako
    vad när vem hur vilka vilken vilket varför var what when who how which where why
    """.split()  # noqa: SIM905
)

# Deciding and discussing: minutes say it in so many ways that a question's own verb must not be required of the answer.
SOFT: Final = frozenset(
    """
    päättää sopia linjata käsitellä keskustella todeta puhua sanoa kertoa esittää esitellä päätös päätetty sovittu
    käsitelty tarkoittaa merkitä vastata vastuu vastuullinen hoitaa huolehtia tehdä tulla käydä tapahtua edetä tilanne
    hyväksyä hyväksyntä hyväksyminen hyväksytty godkänna approve besluta diskutera behandla decide agree discuss
    """.split()  # noqa: SIM905
)

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

# Words of when and where in titles such as "Seuraavan kokouksen ajankohta" and "Seuraava kokous torstaina klo 13.15".
WHEN: Final = frozenset(
    """
    ajankohta aika paikka klo kello päivämäärä pvm maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
    tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu
    """.split()  # noqa: SIM905 (read as prose)
)

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
    vko vk pv kk läsnä läsnäolo ääniluettelo vahvistaminen pöytäkirjantarkastaja ääntenlaskija
    tuotos versio luonnos valmistelu valmistella tuoda viedä sovittaa toimittaa toimeksianto avoin edelleen tarvittaessa
    ärende möte promemoria protokoll föredragningslista beslut förslag bilaga leverabel resultat nästa föregående
    item meeting minutes agenda decision proposal annex attachment output next previous
    """.split()  # noqa: SIM905 (read as prose)
)
