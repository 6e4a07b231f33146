"""What counts as a definition, on invented sentences."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from indexer.relate.glossary import _FORMS, define, mine
from indexer.relate.glossary.definition import lines_of
from indexer.relate.glossary.short import spells
from kb.model import AgendaItem, Meeting


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiinteistöjen huoltokirja (KHK) päivitetään.", ("KHK", "kiinteistöjen huoltokirja")),
        ("Asia siirtyi kaupunkiympäristölautakunnalle (KYL).", ("KYL", "kaupunkiympäristölautakunta")),
        ("KYL (kaupunkiympäristölautakunta) käsitteli asian.", ("KYL", "kaupunkiympäristölautakunta")),
        (
            "Pyörävarasto on rakennus, jossa säilytetään polkupyöriä.",
            ("pyörävarasto", "rakennus, jossa säilytetään polkupyöriä"),
        ),
        ("Kasvualusta eli istutusmulta vaihdetaan.", ("kasvualusta", "istutusmulta")),
    ],
)
def test_a_definition_gives_the_word_and_its_meaning(text: str, expected: tuple[str, str]) -> None:
    assert [(found.term, found.meaning) for found in define(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Esitys on liitteenä (LIITE 1).",
        "Kokous pidetään etänä (TEAMS).",
        "Käsittely siirretään seuraavaan kokoukseen eli 20.11.2023.",
        "Pyörävarasto on aloittanut toimintansa, ja sitä pidetään hyvänä.",
        "Pyörävarasto on myöhässä, koska lupa puuttuu.",
        "Pyörävaraston tavoite on selvä.",
        "Rahoitus kattaa menot (vrt. talousarvio).",
    ],
)
def test_what_only_looks_like_a_definition_gives_nothing(text: str) -> None:
    assert list(define(text)) == []


@pytest.mark.parametrize(
    ("abbreviation", "words", "right"),
    [
        ("MML", ["maanmittauslaitos"], True),
        ("YTJ", ["yritys-", "ja", "yhteisötietojärjestelmä"], True),
        ("LIITE", ["esityksen", "liite"], False),
        ("YTJ", ["ohjausryhmän", "yhteinen", "tilannekuva", "järvellä"], False),
    ],
)
def test_an_abbreviation_spells_its_words(abbreviation: str, words: list[str], right: bool) -> None:
    assert spells(abbreviation, words) is right


def test_a_definition_stands_where_its_words_stand() -> None:
    text = "Todettiin tilanne. Kiinteistöjen huoltokirja (KHK) päivitetään."
    (found,) = define(text)

    assert text[found.start : found.end] == "Kiinteistöjen huoltokirja (KHK)"


@pytest.mark.parametrize(
    ("text", "term", "meaning"),
    [
        ("Kaavassa on suojaviheralueita (EV).", "EV", "suojaviheralue"),
        ("Siirrytään rivitalojen korttelialueeksi (AR-2).", "AR-2", "rivitalojen korttelialue"),
        (
            "Hankitaan KVS-mittari (kannettava vedenlaadun seurantalaite).",
            "KVS-mittari",
            "kannettava vedenlaadun seurantalaite",
        ),
        (
            "Perittiin puolitoistakertainen puistomaksu (viivästyskorvaus).",
            "viivästyskorvaus",
            "puolitoistakertainen puistomaksu",
        ),
        ("Lampi-puistot (Ruoko, Kaisla ja Vehka) avataan.", "Lampi-puistot", "Ruoko, Kaisla ja Vehka"),
        ("Penkkirekka = siirrettävä penkki", "Penkkirekka", "siirrettävä penkki"),
        ("Kulumisraja (eli pienin sallittu paksuus) ylittyi.", "kulumisraja", "pienin sallittu paksuus"),
        ("Kulumisrajalla tarkoitetaan pienintä sallittua paksuutta.", "kulumisraja", "pienintä sallittua paksuutta"),
        ("Vesistöjen kunnostusohjelma (jäljempänä ohjelma) hyväksyttiin.", "ohjelma", "vesistöjen kunnostusohjelma"),
        ("Asia siirtyi ohjausryhmälle (ohry).", "ohry", "ohjausryhmä"),
        ("Hyvinvoinnin ja terveyden edistäminen (hyte) jatkuu.", "hyte", "hyvinvoinnin ja terveyden edistäminen"),
        ("Maan, veden ja ilman ohjelma (MVI-ohjelma) uusitaan.", "MVI-ohjelma", "maan, veden ja ilman ohjelma"),
        ("MVI-ohjelma (maan, veden ja ilman ohjelma) uusitaan.", "MVI-ohjelma", "maan, veden ja ilman ohjelma"),
        ("KHK on lyhenne sanoista kiinteistöjen huoltokirja.", "KHK", "kiinteistöjen huoltokirja"),
        ("Uuden penkkivaraston nimi: Puupaikka", "Puupaikka", "uusi penkkivarasto"),
        (
            "Järjestetään ”penkkikokous”, jossa sovitaan penkkien paikoista.",
            "penkkikokous",
            "kokous, jossa sovitaan penkkien paikoista",
        ),
        ("Alueelle merkitään varastorakennusten alue (T).", "T", "varastorakennusten alue"),
        ("Laaja puistokertomus 2021-2025 on katsaus puistojen tilaan.", "laaja puistokertomus", "katsaus puistojen tilaan"),
        ("Käytetään Vexa flow (Lumo-liitännäinen).", "Vexa flow", "Lumo-liitännäinen"),
        ("Tuotos 2.1 eli suunnitelma istutuksia varten esiteltiin.", "tuotos 2.1", "suunnitelma istutuksia varten"),
        ("Istutusohjelman eli IO:n päivitys siirtyy.", "IO", "istutusohjelma"),
        ("Otetaan käyttöön uusi istutusohjelma, eli IO.", "IO", "uusi istutusohjelma"),
        ("Istutusohjelma, jäljempänä ohjelma, hyväksyttiin.", "ohjelma", "istutusohjelma"),
        ("Kiinteistöjen huoltokirja, KHK, päivitetään.", "KHK", "kiinteistöjen huoltokirja"),
        ("KHK, kiinteistöjen huoltokirja, päivitetään.", "KHK", "kiinteistöjen huoltokirja"),
        ("KHK: kiinteistöjen huoltokirja", "KHK", "kiinteistöjen huoltokirja"),
        ("KHK – kiinteistöjen huoltokirja", "KHK", "kiinteistöjen huoltokirja"),
        ("KHK tarkoittaa kiinteistöjen huoltokirjaa.", "KHK", "kiinteistöjen huoltokirja"),
        ("KHK-lyhenne tarkoittaa kiinteistöjen huoltokirjaa.", "KHK", "kiinteistöjen huoltokirja"),
        ("Termillä ”pusikko” tarkoitetaan hoitamatonta istutusta.", "pusikko", "hoitamaton istutus"),
        (
            "Käytetään ns. varjobudjettia eli budjettia, jota ei ole hyväksytty.",
            "varjobudjetti",
            "budjetti, jota ei ole hyväksytty",
        ),
        ("Otettiin käyttöön Vexa-niminen sovellus.", "Vexa", "sovellus"),
        ("Uusi sovellus nimeltä Vexa otettiin käyttöön.", "Vexa", "uusi sovellus"),
        ("Istutusten hoitajaa kutsutaan puistovahdiksi.", "puistovahti", "istutusten hoitaja"),
        ("Vexa on puistojen tietojärjestelmä.", "Vexa", "puistojen tietojärjestelmä"),
        ("Kimppa on joukko puistoja, joita hoidetaan yhdessä.", "kimppa", "joukko puistoja, joita hoidetaan yhdessä"),
        ("Puistovahdit ovat asukkaita, jotka kastelevat istutukset.", "puistovahti", "asukkaita, jotka kastelevat istutukset"),
        ("Huoltokirja sisältää penkkien tiedot.", "huoltokirja", "sisältää penkkien tiedot"),
        (
            "Puistojohtoon kuuluvat puutarhuri ja puistojen päälliköt.",
            "puistojohto",
            "puutarhuri ja puistojen päälliköt",
        ),
        ("Yhteinen kirjautuminen (SSO, Single Sign-On) avataan.", "SSO", "Single Sign-On"),
        ("SSO:lla (kertakirjautuminen) pääsee palveluun.", "SSO", "kertakirjautuminen"),
        ("TX-laitteilla (mittapäätteillä) mitataan.", "TX-laite", "mittapääte"),
        ("Valitaan yksinkertaisella enemmistöllä (yli puolet äänistä).", "yksinkertainen enemmistö", "yli puolet äänistä"),
        ("Huoltokirja (luettelo penkeistä) uusitaan.", "huoltokirja", "luettelo penkeistä"),
        ("Avataan Vexa-sovellus, jolla penkit kirjataan.", "Vexa-sovellus", "sovellus, jolla penkit kirjataan"),
        ("Käytössä on luokka RVX = rannan varattu alue.", "RVX", "rannan varattu alue"),
    ],
)
def test_each_form_of_defining_is_read(text: str, term: str, meaning: str) -> None:
    assert [(found.term.lower(), found.meaning) for found in define(text)] == [(term.lower(), meaning)]


@pytest.mark.parametrize(
    "text",
    [
        "Sihteerinä toimi Aino Koivu (Tampere).",
        "Työpaja pidetään keväällä (toukokuu).",
        "Kyselyyn vastasivat käyttäjät (lapset ja aikuiset).",
        "Puistopenkki on tärkeä työkalu, joka tukee lepoa.",
        "Kulut ovat alittuneet eli ne ovat pienet.",
        "Hankitaan PENKKI, KEINU ja LIUKU eli istuin ja kaksi leikkivälinettä.",
        "Läsnä olivat Aino Koivu (Vanda) ja Pekka Puu (klo 15 asti).",
        "Työpaja on keväällä (kesä).",
        "Oikaisuvaatimus on tehtävä kahden viikon kuluessa.",
        "Hakijan nimi: Koivunen",
        "Kokouksia pidetään harvoin (jatkossa kuukausittain).",
        "Käsitellään kohta (A).",
        "Tämä tarkoittaa, että työ jatkuu.",
        "Työryhmään kuuluvat Aino Koivu ja Pekka Puu.",
        "Koivunen on puistojohtaja.",
        "Vexa on hyvä ja nopea.",
        "Vexa on poissa käytöstä.",
        "Kokoukseen osallistui työntekijä nimeltä Pekka.",
        "Ongelma on penkki, joka ei pysy pystyssä.",
        "Laitteet toimitetaan valmistajan eli Lumitekin kanssa.",
        "Toimintatapa on nimeltään lumipallo: jokainen kutsuu kaksi.",
        "Puistovahdit ovat hyviä työssään ja palkitaan keväällä.",
        "Huoltokirja (päivitetty keväällä) on liitteenä.",
        "Användningsvillkoren för data (resultat 3.2) godkändes.",
        "Avataan Vexa-sovellus, josta todettiin, että se on hyvä.",
    ],
)
def test_brackets_and_verbs_that_define_nothing_give_nothing(text: str) -> None:
    assert list(define(text)) == []


def test_a_code_that_was_used_before_is_not_defined_by_what_stands_before_it() -> None:
    assert list(define("RVX on käytössä. Päivitetään puiston istutusohjelma (RVX).")) == []


def test_two_codes_are_what_the_two_phrases_after_eli_say() -> None:
    found = define("Otetaan käyttöön HEPUI ja YHPUI eli henkilön puisto ja yhteisön puisto.")

    assert [(one.term, one.meaning) for one in found] == [("HEPUI", "henkilön puisto"), ("YHPUI", "yhteisön puisto")]


def test_lines_below_the_heading_of_a_list_of_terms_define_until_one_does_not() -> None:
    found = define("Käsitteet\nHulevesi: sade- ja sulamisvesi\nReunus: nurmen laita\nPäätettiin jatkaa.\nVastuu: Aino")

    assert [(one.term, one.meaning) for one in found] == [("Hulevesi", "sade- ja sulamisvesi"), ("Reunus", "nurmen laita")]


@pytest.mark.parametrize(
    ("text", "term", "meaning"),
    [
        ("Hulevesiä eli sade- ja sulamisvesiä johdetaan ojiin.", "hulevesi", "sade- ja sulamisvesi"),
        ("Lumikuormaraja, eli suurin katolle sallittu paino, nousee.", "lumikuormaraja", "suurin katolle sallittu paino"),
        ("OKR:n eli omistajakunnan rahoitusosuuden määrä vahvistettiin.", "OKR", "omistajakunnan rahoitusosuus"),
        ("Poikkeava lähtötaso eli niin sanottu nollataso mitattiin.", "nollataso", "poikkeava lähtötaso"),
        ("Ns. nollapäivä (päivä, jolloin vesi katkaistaan) sovittiin.", "nollapäivä", "päivä, jolloin vesi katkaistaan"),
        ("Varausavain (numero, jolla varaus löytyy) vaihdetaan.", "varausavain", "numero, jolla varaus löytyy"),
        ("Porttitunnus (käytetään ovien avaamiseen) vaihdetaan.", "porttitunnus", "käytetään ovien avaamiseen"),
        ("Palvelupolku (customer journey) kuvattiin.", "palvelupolku", "customer journey"),
        ("Kun dod (definition of done) täyttyy, työ on valmis.", "dod", "definition of done"),
        ("Laskut lähetetään Kuittaamon (entinen Laskupaja Oy) kautta.", "Kuittaamo", "entinen Laskupaja Oy"),
        ("Luvut kirjataan (tth = työtuntien hinta).", "tth", "työtuntien hinta"),
        ("Vähimmäisvirtaama: pienin virtaama, joka on pidettävä.", "vähimmäisvirtaama", "pienin virtaama, joka on pidettävä"),
        ("Poikkeama = tapahtuma, joka estää käytön.", "poikkeama", "tapahtuma, joka estää käytön"),
        ("Sotsiilo – erillinen palvelin tunnuksia varten", "Sotsiilo", "erillinen palvelin tunnuksia varten"),
        ("Asukasfoorumi, joka on avoin tilaisuus, pidetään.", "asukasfoorumi", "avoin tilaisuus"),
        ("Rantavahdin tehtävänä on mitata veden korkeus.", "rantavahti", "tehtävänä on mitata veden korkeus"),
        ("Päätettiin perustaa laaturyhmä, joka seuraa laatua.", "laaturyhmä", "ryhmä, joka seuraa laatua"),
        ("Vihreällä listalla viitataan tuotteisiin, jotka sallitaan.", "vihreä lista", "tuotteisiin, jotka sallitaan"),
        ("Sovittiin, että vuoropöydällä tarkoitetaan vuorottelua.", "vuoropöytä", "vuorottelu"),
        ("Uusi toimintamalli on nimeltään Kylätalkkari.", "Kylätalkkari", "uusi toimintamalli"),
        ("027-kenttä sisältää havainnon aikaleiman.", "027-kenttä", "sisältää havainnon aikaleiman"),
        ("Suvanto-kuntiin kuuluvat Lehtola, Kivelä ja Rantala.", "Suvanto-kunta", "Lehtola, Kivelä ja Rantala"),
        ("Termi | Selitys\nVaunupäivä | päivä, jolloin kalusto siirretään", "Vaunupäivä", "päivä, jolloin kalusto siirretään"),
        ("ARVOLUPAUS\n(AL)", "AL", "arvolupaus"),
    ],
)
def test_what_a_word_means_is_told_in_many_ways(text: str, term: str, meaning: str) -> None:
    assert (term, meaning) in {(found.term, found.meaning) for found in define(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Kokous pidettiin Rantasalissa (Satamakatu 3).",
        "Kokouspäivä eli tiistai sopi kaikille.",
        "Valtuustokokouksessa eli budjettikokouksessa päätetään hinnoista.",
        "Rahoituspäätös (tulee toukokuussa) vaikuttaa aikatauluun.",
        "Laituripaikka (odottaa vastausta) jätetään listalle.",
        "Mobiilisovellus – lyhyt tilannekatsaus",
        "Jatkokokouksen tarkoituksena on sopia talkoista.",
        "Vastuuhenkilö: sihteeri, joka kokoaa listan.",
        "Toimenpide: kysely, jossa selvitetään talkoiden päivä.",
        "Perustetaan työryhmä, joka kokoontui viime viikolla.",
        "Kesäkausi, joka on pitkä aika, vaatii suunnitelman.",
        "Vuosisuunnitelma, joka on hyväksytty, julkaistaan.",
        "Muutos tarkoittaa sitä, että lomakkeet uusitaan.",
        "Talossa asui nuorukainen nimeltä Tuulikki.",
    ],
)
def test_what_happens_once_or_is_somebodys_defines_nothing(text: str) -> None:
    assert list(define(text)) == []


def test_a_form_finds_nothing_in_a_sentence_that_holds_none_of_its_signs() -> None:
    corpus = Path(__file__).parents[3] / "corpus"
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpus.rglob("*.md"))]
    lines = [line for text in texts for _, line in lines_of(text)]
    assert len(lines) > 100
    for form, signs in _FORMS:
        missed = [line for line in lines if not any(sign in line for sign in signs) and list(form(line))]
        assert missed == [], form.__name__


@pytest.mark.parametrize(
    ("text", "term", "meaning"),
    [
        ("Raporttiin tuli tilannekuva eli kooste viikon tapahtumista.", "tilannekuva", "kooste"),
        ("Kuntoarvio tehdään PTS:n eli pitkän tähtäimen suunnitelman pohjalta.", "PTS", "pitkän tähtäimen suunnitelma"),
        ("Kiinteistönhoitosopimus (khs) päättyy.", "khs", "kiinteistönhoitosopimus"),
        ("Varhaiskasvatussuunnitelma (vasu) päivitetään.", "vasu", "varhaiskasvatussuunnitelma"),
        ("Katuvalojen ohjausjärjestelmä (”KVO”) uusitaan.", "KVO", "katuvalojen ohjausjärjestelmä"),
        ("Katuvalojen ohjausjärjestelmä (lyhenne: KVO) uusitaan.", "KVO", "katuvalojen ohjausjärjestelmä"),
        ("KVO – katuvalojen ohjausjärjestelmä – uusitaan.", "KVO", "katuvalojen ohjausjärjestelmä"),
        ("Kooste viikon tapahtumista (nk. tilannekuva) julkaistaan.", "tilannekuva", "kooste viikon tapahtumista"),
        ("Asennetaan pollareita (kiinnityspylväitä).", "pollari", "kiinnityspylväs"),
        ("Testataan Vexlabissa (kaupungin pilvipalvelu).", "Vexlab", "kaupungin pilvipalvelu"),
        (
            "Viherkertoimen (menetelmä kasvillisuuden arviointiin) käyttö laajenee.",
            "viherkerroin",
            "menetelmä kasvillisuuden arviointiin",
        ),
        (
            "Vesihaarat (yksittäisille taloille lähtevät johdot) uusitaan.",
            "vesihaara",
            "yksittäisille taloille lähtevät johdot",
        ),
        ("Ovi tallentaa tiedot (kulkutieto: millä avaimella ovi on avattu).", "kulkutieto", "millä avaimella ovi on avattu"),
        ("Lyhenteet\nPTS pitkän tähtäimen suunnitelma", "PTS", "pitkän tähtäimen suunnitelma"),
        ("Raportissa käytetyt käsitteet\nTilannekuva: viikon kooste", "Tilannekuva", "viikon kooste"),
        ("Mitä sanat tarkoittavat?\nTilannekuva: viikon kooste", "Tilannekuva", "viikon kooste"),
        ("Tässä ohjelmassa tilannekuvalla tarkoitetaan koostetta viikosta.", "tilannekuva", "kooste viikosta"),
        ("Tilannekuva-termillä tarkoitetaan viikon koostetta.", "tilannekuva", "viikon kooste"),
        ("Nosturi tarkoittaa sitä, joka nostaa avannon kannen.", "nosturi", "sitä, joka nostaa avannon kannen"),
        ("Viikoittaisesta koosteesta käytetään nimeä tilannekuva.", "tilannekuva", "viikoittainen kooste"),
        ("Pitkän tähtäimen suunnitelma lyhennetään PTS.", "PTS", "pitkän tähtäimen suunnitelma"),
        ("Aikaa jää rantapajoille, kuten kesän pienryhmiä on alettu kutsua.", "rantapaja", "kesän pienryhmiä"),
        ("Tilannekuva – viikon tapahtumien kooste – lähetetään.", "tilannekuva", "viikon tapahtumien kooste"),
        (
            "Käyttöön otetaan viherkerroin, joka on menetelmä kasvillisuuden arviointiin.",
            "viherkerroin",
            "menetelmä kasvillisuuden arviointiin",
        ),
        ("Rantafoorumi on perustettu hoitajien yhteiseksi verkostoksi.", "rantafoorumi", "hoitajien yhteinen verkosto"),
        ("- Mittapäivä = vuorokausi, jona vesi mitataan", "mittapäivä", "vuorokausi, jona vesi mitataan"),
        ("- puolikas: laituri, joka on jaettu kahdelle", "puolikas", "laituri, joka on jaettu kahdelle"),
        ("Talkoopäivä on se kun kaikki haravoivat.", "talkoopäivä", "se kun kaikki haravoivat"),
        (
            "Aurausrajaksi kutsutaan sitä lumensyvyyttä, josta auraus alkaa.",
            "aurausraja",
            "lumensyvyys, josta auraus alkaa",
        ),
        ("Niitä, jotka eivät vastaa, kutsutaan hiljaisiksi jäseniksi.", "hiljainen jäsen", "niitä, jotka eivät vastaa"),
        ("Tilataan mallipaketti, siis aineisto jota saa muokata.", "mallipaketti", "aineisto, jota saa muokata"),
        ("Työ on arvioitu (htp, henkilötyöpäivä).", "htp", "henkilötyöpäivä"),
        ("KAT on katokset (ja aitaukset).", "KAT", "katokset"),
        ("Nuppula, edullinen kotimainen palvelinkeskus, riittää.", "Nuppula", "edullinen kotimainen palvelinkeskus"),
        (
            "Rantakehikon tavoitteena on toimia työkaluna, joka auttaa.",
            "rantakehikko",
            "tavoitteena on toimia työkaluna, joka auttaa",
        ),
    ],
)
def test_words_are_explained_in_lists_asides_and_plain_talk(text: str, term: str, meaning: str) -> None:
    assert (term, meaning) in {(found.term, found.meaning) for found in define(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Puheenjohtaja eli Koivu avasi kokouksen.",
        "Ensimmäinen vaihtoehto eli A-malli sai kannatusta.",
        "Esitys on pohja, josta jatketaan.",
        "Kokouspaikka on kirjaston luentosali, joka on toisessa kerroksessa.",
        "Talousarvio (ensimmäinen luonnos) käsiteltiin.",
        "Uusi tila (kokoushuone) otetaan käyttöön.",
        "Laiturin kunnostus (talkootyö) aloitetaan.",
        "Kyselylomake (sähköinen versio) lähetetään.",
        "Vuosijuhla (pääjuhla) on lauantaina.",
        "Pesula (kunnan yksikkö) muuttaa.",
        "Kioski (jäätelön myynti) avataan.",
        "Pergola (talkoolaisten rakentama) maalataan.",
        "Opastaulut (käytössä olevat taulut) maalataan.",
        "Kaukolaina (TRX) ei toimi.",
        "* 2226 Portit (asiakasliittymä)",
        "Muutoksella tarkoitetaan lähinnä aikataulua.",
        "Tällä tarkoitetaan uutta lomaketta.",
        "Korotus tarkoittaa kahta euroa asukasta kohden.",
        "Palveluverkkoselvitys tarkoittaa säästöjä.",
        "Siirto tarkoittaa uutta aikataulua.",
        "Vuosikokous – yhdistyksen tärkein tilaisuus – pidetään maaliskuussa.",
        "Uimahalli – kaupungin suosituin paikka – suljetaan.",
        "Kuultiin rahoituspäätös, joka on hakijalle iso helpotus.",
        "Remontoidaan seurantalo, joka on kylän ainoa rakennus rannassa.",
        "Lähetetään kutsu (asialista: mitä käsitellään ja kuka esittelee).",
        "Vesijohdot uusitaan, kuten kokouksessa sanottiin.",
        "Varajäseneksi kutsutaan uutta toimijaa.",
        "Rahoituksesta käytetään puolet.",
        "Sanasto\nSanaston päivitys: vastuu siirtyy sihteerille.",
        "Ongelma on se, joka tulee esiin keväällä.",
        "Läsnä: Hanna (HV, Hanna Virta), Pekka",
        "Tilanne = sama kuin viime kerralla",
        "- vuokra: kun sopimus on allekirjoitettu",
        "Kevätretki (luettelo osallistujista) lähetetään.",
        "Tilinpäätös (taulukko liitteenä) hyväksyttiin.",
        "Rajat määritellään: pohjoisessa tie.",
        "Kanootti (lainavene) palautettiin.",
        "Pumppu (vesipumppu) huolletaan.",
        "Kuormuri (uusi auto) hankittiin.",
        "Vieraaksi kutsutaan kunnan edustajaa.",
        "Aikataulu määritellään: ensi viikolla.",
        "Vastuut määritellään myöhemmin tarkemmiksi.",
        "ESITYSLISTA (LUONNOS)",
        "Ylläpidon työmäärä on arviolta puoli henkilötyövuotta.",
        "Sampo (poistui 11.15) kertoi laiturista.",
        "Saukonkadun ovi (takapiha) suljetaan.",
        "Hyry (uusi tuoteomistaja) esittäytyi.",
        "Paikalla olivat Sampo Kinnunen (SK) ja Ossi Kuusela (OK).",
        "Uimahalli, kaupungin suosituin liikuntapaikka, suljetaan.",
        "Perjantai on se päivä, jolloin tavataan.",
    ],
)
def test_stages_places_owners_and_consequences_explain_nothing(text: str) -> None:
    assert list(define(text)) == []


def _meeting(id: str, body: str, *texts: str) -> Meeting:
    day = datetime.date(2031, 1, int(id))
    items = tuple(AgendaItem(f"{id}/{place}", str(place), "Asia", text=text) for place, text in enumerate(texts, start=1))
    return Meeting(id, body, None, None, day, items=items, body_id=body.lower(), language="fi")


def test_each_body_keeps_its_own_first_meaning_of_a_word() -> None:
    found = mine(
        (
            _meeting("1", "Kaava", "Alueelle merkitään suojaviheralue (SVA)."),
            _meeting("2", "Voima", "Hankitaan sähkön varastoaltaat (SVA).", "Uusitaan siirron valvonta-asema (SVA)."),
            _meeting("3", "Kaava", "Poistetaan suuri viheralue (SVA)."),
        )
    )
    assert [(term.term, term.meaning, term.meeting) for term in found] == [
        ("SVA", "suojaviheralue", "1"),
        ("SVA", "sähkön varastoaltaat", "2"),
    ]
