"""What kind of a thing a decision is by its words, and until when its words give it."""

from __future__ import annotations

import datetime

import pytest

from indexer.relate.natures import nature, until
from kb.model import Decision, DecisionKind, Due, Nature

MADE = datetime.date(2025, 1, 14)


def decision(text: str, kind: DecisionKind = "decision", title: str = "Katos", due: Due | None = None) -> Decision:
    return Decision("m1/1/1", "m1", MADE, "1", title, kind, text, due=due)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Päätettiin, ettei maksua peritä vuosina 2025–2026.", datetime.date(2026, 12, 31)),
        ("Hyväksyttiin talousarvio vuodelle 2026.", datetime.date(2026, 12, 31)),
        ("Kokeilu jatkuu 30.6.2025 saakka.", datetime.date(2025, 6, 30)),
        ("Päätettiin rakentaa katos 30.6.2025.", None),
        ("Hyväksyttiin ajan 1.10.2024–13.1.2025 toteutuma.", None),
        ("Hyväksyttiin selvitys avustuksista vuodelle 2024.", None),
        ("Päätettiin rakentaa katos.", None),
    ],
)
def test_a_decision_lasts_as_long_as_its_own_words_say(text: str, last: datetime.date | None) -> None:
    assert until(decision(text)) == last


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Katos otetaan käyttöön kaikissa pihoissa.", "decision", "lasting"),
        ("Jatkossa katoksen valot sammutetaan klo 22.", "decision", "lasting"),
        ("Hyväksyttiin katoksen huoltosuunnitelma.", "approval", "lasting"),
        ("Maksu on 12 euroa.", "decision", "lasting"),
        ("Kokousaineisto toimitetaan viisi työpäivää ennen kokousta.", "decision", "lasting"),
        ("Hyväksyttiin edellisen kokouksen pöytäkirja.", "approval", None),
        ("Selvitetään katoksen hinta.", "decision", "task"),
        ("Haapala kysyy tarjouksen.", "assignment", "task"),
        ("Kokeilu kestää kaksi kuukautta ja siitä kerrotaan sitten.", "decision", "task"),
        ("Katokseen lisätään hylly.", "decision", None),
        ("Katosta ei muuteta.", "decision", "refused"),
        ("Ei toteuteta, koska tarvetta ei ole.", "decision", "refused"),
        ("Ehdotusta ei hyväksytty.", "decision", "refused"),
        ("Jätetään toteuttamatta.", "decision", "refused"),
        ("Päätettiin olla hankkimatta uutta katosta.", "decision", "refused"),
        ("Esitys raukesi kannattamattomana.", "decision", "refused"),
        ("Lupaa ei myönnetä.", "decision", "refused"),
        ("Keskusteltiin asiasta ja todettiin, ettei aikaa voi siirtää.", "noted", "refused"),
        ("Todettiin, että kaikki eivät voi osallistua.", "noted", None),
        ("Jatkossa ilmoituksia ei enää lähetetä.", "decision", "lasting"),
        ("Nostetaan enimmäismäärä viiteen.", "decision", "lasting"),
        ("Noutopaikka vaihdetaan aulasta kirjastoon.", "decision", "lasting"),
        ("Vaihdetaan anturit toukokuussa.", "decision", None),
        ("14.1.2025 päätetystä poiketen hinnat pidetään.", "decision", "lasting"),
        ("Jatketaan läpikäyntiä 3.9.2025 klo 9.30–11.", "agreement", "once"),
        ("Seuraava kokous pidetään 11.2.2025.", "decision", "once"),
        ("Haapala osallistuu kevään seminaariin.", "agreement", "once"),
        ("Kokouksen sihteeriksi valittiin Orvokki Haapala.", "election", "once"),
        ("Pöytäkirjantarkastajiksi valittiin Haapala ja Puistola.", "election", "once"),
        ("Puheenjohtajaksi valittiin Orvokki Haapala.", "election", None),
        ("Katostyöryhmään nimettiin Haapala ja Puistola.", "election", "lasting"),
        ("Merkittiin tiedoksi.", "noted", "noted"),
        ("Todettiin, että katoksen alla voi pysäköidä.", "noted", None),
        ("Katos on punainen.", "decision", None),
        ("Jatketaan selvittelyä kattotyön jälkeen ja tutkitaan, saadaanko vuoto estettyä.", "decision", "task"),
        ("Selvitetään, voidaanko katos ottaa käyttöön.", "decision", "task"),
        ("Käydään läpi taloyhtiöiden toiveet ja keskustellaan, olisiko mallia, jota pystyisi käyttämään.", "agreement", "task"),
        ("Jatkossa uusista antureista kysytään lupa ja niitä käytetään kaikissa pihoissa.", "decision", "lasting"),
        ("Lautakunta merkitsee katoksen käyttöraportin tiedokseen.", "approval", "noted"),
        ("Lautakunta merkitsee katoksen tuotot ajalta 1.1.-31.1.2025 tiedokseen.", "approval", "noted"),
        ("Merkitään tiedoksi ja korotetaan katoksen maksua.", "decision", "lasting"),
        ("Aino laittaa kunnalle pyynnön, ettei katosta poisteta.", "assignment", "task"),
        ("Huomatkaa portti, jossa ajastin ei muuta aikaa itse.", "assignment", "task"),
        ("Jaosto päätti olla käyttämättä otto-oikeuttaan ja merkitsi päätökset tiedokseen.", "decision", "noted"),
        ("Esitetään kunnalle, ettei aitaa poisteta.", "decision", "task"),
        ("Käytiin läpi ja päivitettiin katoksen hoitosuunnitelma.", "decision", "lasting"),
        ("Katoksen lainauslomake uudistettiin.", "decision", "lasting"),
        ("Avustukset myönnettiin liitteen mukaisesti.", "approval", None),
        ("Myönnettiin kerholle avustus vuosille 2026–2027.", "approval", "lasting"),
        ("Katoksen aineistot lähetetään viimeistään viisi työpäivää ennen kokousta.", "assignment", "lasting"),
        ("Katosta ei avata ennen tarkastusta.", "decision", None),
        ("Katosta ei vielä avata.", "decision", None),
        ("Katosta ei avata.", "decision", "refused"),
        ("Katoksen hoitosuunnitelma päivitetään.", "decision", "task"),
    ],
)
def test_the_words_tell_what_lasts_what_is_to_do_and_what_is_over(
    text: str, kind: DecisionKind, expected: Nature | None
) -> None:
    assert nature(decision(text, kind)) == expected


def test_an_approval_that_gives_somebody_a_day_is_something_to_do() -> None:
    due = Due("elokuun loppuun mennessä", datetime.date(2025, 8, 31))

    assert nature(decision("Hyväksyttiin, että ohje laaditaan elokuun loppuun mennessä.", "approval", due=due)) == "task"
