"""Words near in meaning, as data: what one person asks for and another writes of the same matter in Finnish administration.

Unlike the names in `kb.defaults`, which mean the same thing, these only often do: a search of several words looks for them when it
finds little, below everything else, and says so. A corpus adds its own in `kb.toml` (`[[related]]`). Words are in base form;
words of the same verb (*palkata*, *palkkaus*, *palkkaaminen*) need one entry only. Source: the authors' own knowledge of the language
of minutes; no list was taken from elsewhere.
"""

from __future__ import annotations

from typing import Final

_GROUPS: Final = """
    # money
    kustannus kulu hinta maksu
    rahoitus määräraha avustus rahoittaja
    ilmainen maksuton veloitukseton
    lasku laskutus
    palkkio korvaus
    tulo tuotto ansainta
    säästää karsia supistaa
    osinko voitonjako
    osakkuus osake omistus
    osakas omistaja
    velka laina
    sijoittaa investoida
    tarjous tarjouspyyntö kilpailutus

    # people and work
    palkata rekrytoida
    rekrytointi työpaikka virka
    työntekijä henkilöstö henkilökunta
    esimies esihenkilö johtaja
    koodari kehittäjä ohjelmoija
    opettaja opetushenkilöstö
    asiakas käyttäjä kävijä
    kansalainen asukas kuntalainen
    maanviljelijä viljelijä maataloustuottaja
    ikäihminen vanhus ikääntynyt
    lapsi nuori alaikäinen
    sijainen tuuraaja varahenkilö varajäsen
    edustaja jäsen
    asiantuntija osaaja
    vastuuhenkilö yhteyshenkilö vetäjä
    lomauttaa irtisanoa
    kuolla menehtyä edesmennyt kuollut
    työtaakka työmäärä työkuorma taakka kuormitus
    poissa estynyt
    työharjoittelu harjoittelija

    # running things
    erota irtautua luopua vetäytyä
    lakkauttaa lopettaa päättyä
    aloittaa käynnistää aloitus
    käyttöönotto käynnistys
    perustaa asettaa muodostaa
    perustaminen asettaminen
    valita nimetä nimittää
    vastata hoitaa huolehtia
    vastuu velvollisuus
    järjestää pitää toteuttaa
    toteuttaa tehdä
    kehittää parantaa edistää
    helpottaa sujuvoittaa yksinkertaistaa keventää vähentää
    nopeuttaa vauhdittaa jouduttaa
    vähentää alentaa laskea pienentää
    lisätä korottaa nostaa kasvattaa
    lykätä siirtää myöhentää
    viivästyä myöhästyä
    peruuttaa perua
    hylätä evätä torjua
    myöntää antaa
    poistaa hävittää tuhota
    poistaminen siivous siivota
    korjata paikata
    korjaaminen kunnostus remontti peruskorjaus saneeraus
    muuttaa vaihtaa päivittää uudistaa
    muutos uudistus päivitys
    hankkia ostaa tilata
    yhdistää liittää sulauttaa
    erottaa eriyttää jakaa
    seurata valvoa tarkkailla
    arvioida evaluoida
    tarkistaa tarkastaa todentaa
    selvittää kartoittaa tutkia
    selvitys kartoitus tutkimus
    kysely haastattelu
    tiedottaa ilmoittaa viestiä
    tiedote ilmoitus uutiskirje
    lähettää toimittaa postittaa
    kuljettaa toimittaa kuljetus
    tallentaa säilyttää arkistoida
    kirjoittaa laatia kirjata
    keskustella käsitellä
    sallia mahdollistaa
    kieltää estää
    käydä vierailla
    vierailu tutustuminen vierailija

    # plans and how they go
    tavoite päämäärä
    aikataulu ajankohta
    määräaika takaraja
    ohje ohjeistus opas
    koulutus perehdytys valmennus
    kokous palaveri tapaaminen istunto
    työpaja workshop
    verkkokokous etäkokous
    ongelma häiriö vika virhe
    vika rikki
    puute vaje
    riski uhka vaara
    tulos lopputulos
    mittari tunnusluku indikaattori
    tilasto lukumäärä määrä
    toimenpide toimi
    ehdotus aloite
    sopimus sitoumus
    laki lainsäädäntö säädös
    sääntö määräys
    palaute kommentti lausunto
    valitus muutoksenhaku oikaisuvaatimus
    kiista erimielisyys
    yhteistyö kumppanuus
    jatko jatkokausi jatkaminen
    priorisointi priorisoida tärkeysjärjestys
    kokoonpano jäsen jäsenistö
    vuosisuunnitelma toimintasuunnitelma vuosikello
    kokeilu pilotti koekäyttö
    puutteellinen vajavainen

    # computers and messages
    ohjelma ohjelmisto sovellus järjestelmä
    palvelin konesali
    verkkosivu kotisivu sivusto verkkosivusto nettisivu
    netti internet
    kaksivaiheinen monivaiheinen
    kirjautuminen todennus tunnistautuminen autentikointi
    tunnus käyttäjätunnus
    salasana tunnusluku pin pin-koodi
    sähköposti s-posti
    puhelin kännykkä matkapuhelin älypuhelin mobiili
    tietoturva kyberturvallisuus
    varmuuskopio varmistus
    tulostaa printata
    lomake kaavake
    käyttöliittymä näkymä
    esteettömyys saavutettavuus
    varmenne sertifikaatti
    vanheneminen vanhentua voimassaolo voimassaoloaika
    huoltokatko käyttökatko huolto katko

    # things and places
    kirja aineisto nide teos
    aikakauslehti kausijulkaisu lehti
    maksuautomaatti automaatti itsepalvelu
    kiinteistö rakennus talo
    toimitila tila huone
    tie katu väylä
    koulu oppilaitos
    suurlähetystö edustusto lähetystö konsulaatti
    kaupunki kunta
    saastunut pilaantunut
    maaperä maa
    jäte roska
    järjestö yhdistys
    ammattijärjestö ammattiliitto
    yritys yhtiö firma
    virasto viranomainen
"""


def _read(text: str) -> tuple[tuple[str, ...], ...]:
    lines = (line.strip() for line in text.splitlines())
    return tuple(tuple(line.split()) for line in lines if line and not line.startswith("#"))


RELATED: Final = _read(_GROUPS)
