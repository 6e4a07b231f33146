"""Forms that are a promise by themselves, and those that look like one and only tell something."""

from __future__ import annotations

import datetime

import pytest

from indexer.interpret.decisions import forms
from indexer.interpret.decisions.details import weigh
from indexer.interpret.decisions.found import Setting
from indexer.interpret.decisions.promises import likelihood
from indexer.interpret.people import gather
from kb.model import Attendee
from kb.results import SHOWN

PEOPLE = gather((Attendee("Tuuli Honkaranta", "Reittilaitos"), Attendee("Veikko Salmiharju", "Reittilaitos")), ())
SETTING = Setting(datetime.date(2031, 5, 14), "Polkutiimi", PEOPLE, terse=True)

SHOWN_FORMS = [
    "Lupasin kysyä asiaa kunnilta.",
    "Ohje päivitetään.",
    "Kommentit voi lähettää Tuulille 3.6. mennessä.",
    "Selvitetään, kuka omistaa laiturin.",
    "Listat toimitetaan 3.6. mennessä.",
    "Seuraavaksi tehdään kirjautumissivu.",
    "Kokeillaan lyhyempiä palavereita ensi sprintissä.",
    "Ensi viikolla tehdään käyttäjätestit.",
    "Seuraava vaihe on käyttöliittymän testaus.",
    "Seuraavana vuorossa on tietokannan siirto.",
    "Kirjautuminen pitää vielä saada kuntoon.",
    "Haku on vielä saatava toimimaan.",
    "Tavoitteena on saada esittely valmiiksi ensi viikolla.",
    "Yritetään saada rajapinta valmiiksi ennen lomia.",
    "Pyritään ratkaisemaan kartan viat ensi viikolla.",
    "To do: päivitä ohjesivu",
    "Korjattava: haku ei löydä ääkkösiä",
    "Muistakaa lähettää matkalaskut!",
    "Miettikää kysymyksiä valmiiksi.",
    "Teemme käyttäjätestit ensi viikolla.",
    "Aiomme testata karttaa kolmella käyttäjällä.",
    "Isännöitsijää pyydettiin hankkimaan lisäselvitys.",
    "Asiakas lähettää logot ensi viikolla.",
    "Tuuli tekee sen itse.",
    "Veikko on yhteydessä kuntiin.",
    "Sihteeri valtuutettiin allekirjoittamaan sopimus.",
    "Puheenjohtaja ottaa yhteyttä kaupunkiin.",
]
TOLD_FORMS = [
    "Retkipäivä järjestetään elokuussa.",
    "Veikko toimittaa lehteä neljä kertaa vuodessa.",
    "Tuuli kirjaa tunnit joka viikko.",
    "Kaikkien pitää pystyä käyttämään samaa näkymää.",
    "Vastaajien mielestä kaikki pitää saada samaan paikkaan.",
    "Laskut toimitetaan toimistolle kuukauden kuluessa matkasta.",
    "Jos ehdotus todetaan hyväksi, tehdään siitä tiketti.",
    "Hallintosäännön 31 §:n mukaan viranhaltijan on ilmoitettava tekemästään päätöksestä.",
    "Ehdotetaan seuraavaa tapaa: tiketit käydään läpi ensi kerralla.",
    "Aineistot lähetetään viimeistään viisi päivää ennen kokousta.",
    "Rahasto antanee päätöksensä kesäkuussa.",
    "Hakemus käsiteltäneen syksyllä.",
    "Urakoitsija vastaa liikenteenohjauksesta.",
    "Ministeriö julkaisee uuden oppaan syksyllä.",
    "Käyttäjä valitsee kuvan ja painaa nappia.",
    "Kylän johtokunta ottaa asian omalle listalleen.",
    "Jokainen jäsen tekee vuodessa kuusi tuntia talkoita.",
    "Vaihtoehdot: poistetaan vanhat kuvat tai tilataan levy.",
    "Aikataulu pidetään ennallaan.",
    "Sihteeri ilmoittaa kulloinkin vuorossa olevat tarkastajat.",
    "Toivottavasti päästään pian kokeilemaan uutta karttaa.",
    "Kuvat skannataan ennen luetteloimista.",
    "Siitä tulee vielä ongelmia.",
    "Kunnat huolehtivat itse opasteistaan.",
    "Reittilaitos laatii oman lomakkeensa.",
    "Kylän hallitus päättää asiasta marraskuussa.",
    "Kutsun antaa puheenjohtaja.",
    "Jäsenten kommentit otetaan vastaan sähköpostilla.",
    "Tehtävät valmistuivat ajallaan.",
    "Tehtävä: luokanopettaja",
    "Tavoitteena on hiilineutraali kunta vuoteen 2040 mennessä.",
    "Seuraava kokous on 4.6. klo 9.",
    "Jos aikaa jää, ensi viikolla kokeillaan toista väriä.",
]


@pytest.mark.parametrize("sentence", SHOWN_FORMS)
def test_a_form_that_is_a_promise_by_itself_is_shown(sentence: str) -> None:
    assert likelihood(weigh(sentence, SETTING, ())) >= SHOWN


@pytest.mark.parametrize("sentence", TOLD_FORMS)
def test_what_only_looks_like_a_promise_is_not_shown(sentence: str) -> None:
    assert likelihood(weigh(sentence, SETTING, ())) < SHOWN


def test_no_form_stands_in_both_tables() -> None:
    assert not forms.PLAIN.keys() & forms.TOLD.keys()
