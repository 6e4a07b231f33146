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

    # what a matter is called at first, and what it has become
    hankinta kilpailutus tarjouspyyntö tarjouskilpailu hankintapäätös
    tarjous toimittaja valinta vertailu
    minikilpailutus puitejärjestely puitesopimus
    markkinakartoitus esiselvitys tietopyyntö
    sopimus sopimuskausi optio irtisanominen
    allekirjoitus allekirjoittaa sopimus
    sanktio sakko viivästyssakko uhkasakko sopimussakko
    viivästys myöhästyminen lykkääntyminen viive
    käyttöönotto tuotanto tuotantoonvienti asennus lanseeraus
    versio päivitys versionvaihto versiopäivitys
    asentaa asennus päivittää päivitys
    konversio migraatio siirto aineistonsiirto muunto
    testi testaus koekäyttö kokeilu testaaja
    kokeilla testata koekäyttää pilotoida
    koeajo testiajo koekäyttö
    pilotti demo kokeiluhanke
    alasajo lopetus purku tyhjennys poisto sulkeminen
    poistaa siivota tyhjentää purkaa
    poisto tuhoaminen hävittäminen siivous
    säilytysaika säilyttäminen arkistointi
    loppuraportti raportti selvitys arviointi
    raportti koonti yhteenveto tulos seuranta
    vaikutus vaikuttavuus hyöty
    talousarvio budjetti kehys taloussuunnitelma
    tilinpäätös toteuma toteutuma
    kustannusarvio hinta-arvio kustannuslaskelma
    hinta hinnoittelu hinnasto taksa maksu
    maksu maksuluokka asiakasmaksu palvelumaksu
    korotus hinnankorotus indeksikorotus indeksi
    hyvitys palautus oikaisu
    tilitys maksatus hyvitys
    maksatus maksatushakemus maksuerä erä
    elpymisväline elpymisraha
    avustus tuki apuraha määräraha
    kulu matkakulu päiväraha
    luku tilasto tunnusluku määrä
    tilasto tilastointi lukumäärä
    kysely tiedonkeruu vastaus kartoitus
    palaute kysely arvio kokemus
    lausunto lausuntokierros lausuntopyyntö kommentti kuuleminen
    vastine vastaus selitys
    aloite valtuustoaloite kuntalaisaloite
    oikaisuvaatimus valitus muutoksenhaku
    lakiesitys mietintö lakipaketti lainsäädäntö
    laki lakipaketti lainmuutos säädös asetus
    lainsäädäntö lakimuutos säädösmuutos
    direktiivi sääntely asetus
    antopäivä antoviikko
    automaatio automatisointi konepäätös automaattinen

    # people in office
    nimeäminen asettaminen valinta kokoonpano
    kokoonpano toimikausi kausi jäsen asettaminen
    toimikausi kausi asettamispäätös määräaika
    jatkaminen jatko jatkaa pidentäminen
    edustus edustaja valtuutettu
    puheenjohtaja puheenjohtajuus vetäjä
    luottamushenkilö valtuutettu
    virkamies viranhaltija työntekijä henkilöstö
    rehtori apulaisrehtori koulunjohtaja
    koeaika määräaikaisuus työsuhde
    eläke eläköityminen läksiäinen
    sijaisuus sijainen tuuraus tuuraaja varahenkilö
    vuorotteluvapaa virkavapaa hoitovapaa vanhempainvapaa opintovapaa työloma
    rooli tehtävä toimenkuva vastuualue
    tehtävänkuva toimenkuva työnkuva
    resurssi resursointi työaika työpanos henkilöresurssi
    työaika osa-aikainen osa-aikatyö
    päivystys päivystäjä varallaolo
    päivystysnumero iltanumero puhelinnumero
    asiakaspalvelu neuvonta tiski palvelupiste asiakasneuvonta
    tukijono jono tukipyyntö tiketti palvelupyyntö
    tukipalvelu helpdesk lähituki käyttötuki
    pääkäyttäjä ylläpitäjä admin
    puhuja esiintyjä luennoitsija alustaja
    kouluttaja koulutus ohjaaja

    # gatherings and what is told of them
    seminaari koulutuspäivä koulutustilaisuus kierros
    seminaari ajankohtaispäivä kehittämispäivä suunnittelupäivä konferenssi
    roadshow kiertue kierros seminaarikierros
    tilaisuus tapahtuma juhla
    koulutus kurssi verkkokurssi koulutuspäivä
    perehdyttäminen perehdytys koulutus
    harjoitus kyberharjoitus valmiusharjoitus
    valmius varautuminen varautumissuunnitelma jatkuvuus
    ohjelma sisältö aihe
    paikka tila sali majoitus
    kuljetus kyyti bussi
    koulukuljetus koulukyyti kuljetusoppilas
    tulkkaus käännös kaksikielinen kieli
    kääntäminen käännös kieliversio
    ruotsi sv svenska ruotsinkielinen
    englanti english englanninkielinen
    suomi fi suomenkielinen
    viestintä tiedotus tiedottaminen tiedote
    uutiskirje tiedote jäsenkirje
    media lehdistö mediaseuranta
    mainonta markkinointi kampanja
    ilme logo visuaalinen

    # plans
    vuosisuunnitelma työlista työsuunnitelma toimintasuunnitelma
    hankesuunnitelma projektisuunnitelma toteutussuunnitelma
    tiekartta roadmap kehittämissuunnitelma
    kehittämiskohde kehityskohde parannus parannuslista kehittäminen
    parannus korjaus kehitysehdotus
    strategia painopiste visio
    painopiste prioriteetti tärkeysjärjestys
    riskienhallinta riski
    mittaristo mittari seuranta
    itsearviointi arviointi kysely
    rytmi kokousrytmi aikataulu
    vastuunjako työnjako roolitus
    pelisääntö toimintatapa käytäntö
    toimintamalli malli käytäntö
    linjaus periaate sääntö
    ohje ohjeistus käsikirja
    ohje vaihto-ohje pikaohje
    opetussuunnitelma ops
    lukuvuosi koulutyö loma-aika
    työaika loma-aika kesäloma

    # computers
    läppäri kannettava työasema päätelaite tietokone
    työasema tietokone leasing laite
    tabletti päätelaite laite
    tulostin kopiokone monitoimilaite mfp tulostus
    tekoäly ai kielimalli copilot chatgpt
    palvelin palvelinrauta konesali
    konesali palvelinsali kellari palvelinkeskus pilvi
    pilvi pilvipalvelu
    verkko tietoliikenne yhteys runkoverkko
    wlan langaton wifi
    vaihde puhelinvaihde keskus
    lisenssi käyttöoikeus tilaus
    palomuuri tietoturva
    hälytys valvomo soc
    tietojenkalastelu huijaus kalastelu
    kyberturvallisuus kyber tietoturva nis2
    tunnistautuminen kirjautuminen mfa passkey salasana
    loki lokitieto kirjautumisloki
    käyttövaltuus käyttöoikeus tunnus
    tietosuoja rekisteri tietosuojaseloste rekisteriseloste
    tietosuojaseloste seloste
    vaikutustenarviointi dpia
    saavutettavuus saavutettavuusauditointi auditointi
    rajapinta integraatio api liittymä
    tietokanta kanta rekisteri
    metatieto kuvailu luettelointi
    asianhallinta arkisto diaari
    sähköinen digitaalinen
    mobiili sovellus appi
    kortti kirjastokortti mobiilikortti
    puhelin puhelimeton kännykkä
    verkkomaksu maksupalvelu maksaminen
    verkkokauppa kauppa
    sijaintitieto koordinaatti paikkatieto sijainti
    sanoma viesti ilmoitus
    dokumentti asiakirja
    excel taulukko

    # children, care, food and places
    ruokapalvelu ruokailu keittiö ateria lounas
    ruokalista kasvisruoka ateria
    kasvisruoka kasvisvaihtoehto kasvis
    iltapäivätoiminta iltapäiväkerho ip-toiminta kerho
    vuorohoito hoito varhaiskasvatus päiväkoti
    varhaiskasvatus päiväkoti esiopetus
    liikunta uinti uimaopetus
    harjoitustila tila vuokra
    vuokra vuokrasopimus vuokraus
    kiinteistö toimitila tilahanke
    peruskorjaus remontti sisäilma
    kokoelma aineisto hankinta
    aukioloaika aukiolo
    matkalippu lippu matka
    pysäköinti parkkipaikka
    leikkipuisto puisto leikkipaikka
    katuvalo valaistus
    lumi auraus kunnossapito
    siivous puhtaanapito
    avain lukitus kulkulupa
    vakuutus vahinko
    ikäraja alaikäinen
"""


def _read(text: str) -> tuple[tuple[str, ...], ...]:
    lines = (line.strip() for line in text.splitlines())
    return tuple(tuple(line.split()) for line in lines if line and not line.startswith("#"))


RELATED: Final = _read(_GROUPS)
