"""What one sentence does: decide, report, plan. All sentences are invented; each row is one reading of one form."""

from __future__ import annotations

import doctest

import pytest

from indexer.interpret import vocabulary
from indexer.interpret.decisions import verbs
from indexer.interpret.decisions.verbs import decide

DAY = "2031-05-14"
BODY = "Metsäpolkujen ohjausryhmä"

# The verbs of deciding, each in the past passive: (sentence, kind).
PASSIVE = [
    ("Sovittiin, että opasteet uusitaan kesäksi.", "agreement"),
    ("Opasteiden uusimisesta sovittiin yksimielisesti.", "agreement"),
    ("Lisäksi sovittiin jatkotapaamisesta maastossa.", "agreement"),
    ("Päätettiin lakkauttaa vanha laavu.", "decision"),
    ("Keskustelun jälkeen päätettiin, että kartta julkaistaan syksyllä.", "decision"),
    ("Linjattiin, että polut merkitään vain yhdellä värillä.", "decision"),
    ("Hyväksyttiin talousarvio muutoksitta.", "approval"),
    ("Polkuverkon kuvaus hyväksyttiin.", "approval"),
    ("Vahvistettiin vuoden 2032 toimintasuunnitelma.", "approval"),
    ("Hankkeelle myönnettiin lisäaikaa kaksi kuukautta.", "approval"),
    ("Puollettiin hakemusta sellaisenaan.", "approval"),
    ("Kannatettiin vaihtoehtoa B.", "approval"),
    ("Viestintäryhmään nimettiin Tuuli Honkaranta.", "election"),
    ("Projektipäälliköksi nimitettiin Veikko Salmiharju.", "election"),
    ("Valittiin sihteeriksi Ansa Salmiharju.", "election"),
    ("Pöytäkirjantarkastajien valinta suoritettiin lippuäänestyksellä.", "election"),
    ("Asetettiin työryhmä valmistelemaan polkuluokitusta.", "decision"),
    ("Perustettiin pienryhmä selvittämään siltojen kuntoa.", "decision"),
    ("Todettiin kokous päätösvaltaiseksi.", "noted"),
    ("Todettiin, että hanke etenee aikataulussa.", "noted"),
    ("Merkittiin tiedoksi katsaus siltojen kuntoon.", "noted"),
    ("Selostus merkittiin tiedoksi.", "noted"),
    ("Raportti saatettiin tiedoksi ministeriölle.", "noted"),
    ("Esitys uudesta logosta hylättiin.", "rejected"),
    ("Osa hylättiin, muut otetaan kevään työlistalle.", "decision"),
    ("Hylättiin oikaisuvaatimus perusteettomana.", "rejected"),
    ("Asian käsittely siirrettiin seuraavaan kokoukseen.", "postponed"),
    ("Päätöksenteko lykättiin syksyn kokoukseen.", "postponed"),
    ("Polkuluokitus palautettiin valmisteluun.", "postponed"),
    ("Asia palautettiin uudelleen valmisteltavaksi.", "postponed"),
    ("Jätettiin asia pöydälle.", "postponed"),
    ("Esitys jätettiin pöydälle seuraavaan kokoukseen.", "postponed"),
    ("Ohjeistettiin kuntia tarkistamaan opasteet.", "assignment"),
    ("Velvoitettiin toimittaja korjaamaan puutteet.", "assignment"),
    ("Kehotettiin jäseniä ilmoittautumaan ajoissa.", "assignment"),
    ("Valtuutettiin puheenjohtaja allekirjoittamaan sopimus.", "decision"),
    ("Sihteerin tehtäväksi annettiin koota palautteet.", "assignment"),
    ("Edellytettiin, että toimittaja toimittaa testiraportin.", "decision"),
]

# The body as the subject, the meeting speaking of itself, the chair for the meeting.
ACTIVE = [
    ("Ohjausryhmä hyväksyi polkuverkon kuvauksen.", "approval"),
    ("Ohjausryhmä päätti, että kartta painetaan kahdella kielellä.", "decision"),
    ("Ohjausryhmä kuuli selvityksen ja hyväksyi sen.", "approval"),
    ("Ohjausryhmä siirsi asian seuraavaan kokoukseen.", "postponed"),
    ("Ohjausryhmä palautti luonnoksen valmisteluun.", "postponed"),
    ("Ohjausryhmä merkitsi katsauksen tiedoksi.", "noted"),
    ("Ohjausryhmä valitsi varapuheenjohtajaksi Ilmari Rantakiven.", "election"),
    ("Ohjausryhmä velvoitti toimittajan korjaamaan puutteet.", "assignment"),
    ("Ohjausryhmä hylkäsi esityksen.", "rejected"),
    ("Ohry linjasi, ettei uusia taukopaikkoja rakenneta.", "decision"),
    ("Kokous hyväksyi esityslistan työjärjestykseksi.", "approval"),
    ("Ryhmä sopi, että maastokäynti pidetään elokuussa.", "agreement"),
    ("Kokous päätti yksimielisesti jatkaa sopimusta.", "decision"),
    ("Metsäpolkujen ohjausryhmä totesi tilanteen.", "noted"),
    ("Ohjausryhmässä päätettiin, että kartta painetaan.", "decision"),
    ("Ohjausryhmän kokouksessa päätettiin maastokäynnistä.", "decision"),
    ("Kokouksessa sovittiin maastokäynnistä.", "agreement"),
    ("Keskusteltiin väreistä, joista sovittiin, että ne valitaan kesällä.", "agreement"),
    ("Esityksen ohjausryhmä hyväksyi yksimielisesti.", "approval"),
    ("Sovimme, että jokainen tarkistaa oman kuntansa tiedot.", "agreement"),
    ("Päätimme luopua paperilomakkeista.", "decision"),
    ("Puheenjohtaja totesi kokouksen laillisesti koolle kutsutuksi ja päätösvaltaiseksi.", "noted"),
]

NEGATIVE = [
    ("Esitystä ei hyväksytty.", "rejected"),
    ("Ohjausryhmä ei hyväksynyt luonnosta.", "rejected"),
    ("Lisärahoitusta ei myönnetty.", "rejected"),
    ("Uutta aikaa ei vielä sovittu.", None),
    ("Asiasta ei päätetty mitään.", None),
    ("Vastuuhenkilöä ei nimetty.", None),
    ("Merkittäviä poikkeamia ei todettu.", None),
]

# What somebody else, some other day or nobody yet decided.
OTHERS = [
    ("Aikataulusta on sovittu kuntien kanssa.", None),
    ("Rahoitus oli päätetty jo ennen hankkeen alkua.", None),
    ("Sopimusmalli on hyväksytty ministeriössä.", None),
    ("Kuten oli sovittu, raportti lähetettiin kesäkuussa.", None),
    ("Luonnos on palautettu valmisteluun kahdesti.", None),
    ("Aikataulu päätetään kesäkuussa.", None),
    ("Asia hyväksytään seuraavassa kokouksessa.", None),
    ("Jos rahoitus hyväksyttiin, hankinta voidaan aloittaa.", None),
    ("Ohjausryhmä päättäisi asiasta vasta syksyllä.", None),
    ("Kaupunginhallitus hyväksyi maankäyttösopimuksen.", None),
    ("Kuntaliiton hallituksessa päätettiin uudesta suosituksesta.", None),
    ("Lautakunnassa sovittiin toisin.", None),
    ("Kaupunginhallituksen kokouksessa päätettiin maankäytöstä.", None),
    ("Viestintäryhmässä sovittiin värimaailmasta.", None),
    ("Eduskunta hyväksyi lain joulukuussa.", None),
    ("Edellisessä kokouksessa sovittiin maastokäynnistä.", None),
    ("Edellisellä kerralla päätettiin luopua paperikartasta.", None),
    ("Viime kokouksessa hyväksyttiin vain osa esityksestä.", None),
    ("Aiemmin sovittiin, että kartta painetaan keväällä.", None),
    ("Kokouksessa 12.3.2031 sovittiin opasteiden hankinnasta.", None),
    ("Huhtikuun kokouksessa päätettiin pyytää lausunnot.", None),
    ("Vuonna 2029 perustettiin työryhmä selvittämään siltoja.", None),
    ("Honkaranta esitteli opasteet, joista sovittiin huhtikuussa.", None),
    ("Esiteltiin sopimus, joka hyväksyttiin kesällä.", None),
    ("Honkaranta totesi, että sillat ovat huonossa kunnossa.", None),
    ("Tuuli Honkaranta päätti matkansa torstaina.", None),
    ("Salmiharju valitsi kohteet kartalta.", None),
    ("Puheenjohtaja päätti kokouksen klo 15.20.", None),
    ("Kokous päättyi klo 15.20.", None),
    ("Kokous päätettiin klo 15.20.", None),
    ("Opasteet merkittiin karttaan punaisella.", None),
    ("Palaute annettiin kirjallisena.", None),
    ("Lomake jätettiin vastaanottoon.", None),
    ("Avain palautettiin vahtimestarille.", None),
    ("Tiedostot siirrettiin uudelle palvelimelle.", None),
    ("Keskusteltiin opasteiden väreistä.", None),
    ("Kuultiin katsaus siltojen kuntoon.", None),
    ("Kysyttiin, päätettiinkö väristä jo keväällä.", None),
    ("Päätösluettelo lähetetään jäsenille.", None),
    ("Päätös on valmis kesällä.", None),
    ("Polut saatiin päätökseen ennen lunta.", None),
]

SWEDISH = [
    ("Man kom överens om att skyltarna förnyas.", "agreement"),
    ("Det beslutades att kartan trycks på hösten.", "decision"),
    ("Styrgruppen beslutade att ta bort den gamla leden.", "decision"),
    ("Promemorian godkändes.", "approval"),
    ("Styrgruppen godkände planen.", "approval"),
    ("Till sekreterare valdes Ansa Salmiharju.", "election"),
    ("Det antecknades för kännedom.", "noted"),
    ("Ärendet bordlades.", "postponed"),
    ("Ärendet återremitterades för ny beredning.", "postponed"),
    ("Förslaget förkastades.", "rejected"),
    ("Sekreteraren gavs i uppdrag att samla in svaren.", "assignment"),
    ("Planen godkändes inte.", "rejected"),
    ("Styrelsen har godkänt avtalet.", None),
    ("Om planen godkändes skulle arbetet börja.", None),
    ("Tidigare beslutades att leden stängs.", None),
]

ENGLISH = [
    ("It was agreed that the signs be renewed.", "agreement"),
    ("The group agreed to meet in the field.", "agreement"),
    ("It was decided that the map is printed in two languages.", "decision"),
    ("The committee decided to close the old trail.", "decision"),
    ("The minutes were approved.", "approval"),
    ("The steering group approved the plan.", "approval"),
    ("Ansa Salmiharju was elected secretary.", "election"),
    ("The report was noted.", "noted"),
    ("The board took note of the report.", "noted"),
    ("The proposal was rejected.", "rejected"),
    ("The plan was not approved.", "rejected"),
    ("The matter was postponed.", "postponed"),
    ("The draft was returned for further work.", "postponed"),
    ("The secretary was tasked with collecting the answers.", "assignment"),
    ("The plan has been approved by the ministry.", None),
    ("If it was agreed, the work could start.", None),
    ("Previously it was decided to close the trail.", None),
    ("The group will be asked whether the plan should be approved.", None),
]

TABLE = [*PASSIVE, *ACTIVE, *NEGATIVE, *OTHERS, *SWEDISH, *ENGLISH]


@pytest.mark.parametrize(("sentence", "kind"), TABLE, ids=[sentence for sentence, _ in TABLE])
def test_a_sentence_decides_or_does_not(sentence: str, kind: str | None) -> None:
    outcome = decide(sentence, date_of_meeting=DAY, own_body=BODY)

    assert (outcome.kind if outcome else None) == kind


@pytest.mark.parametrize(
    ("sentence", "rests_on"),
    [
        ("Sovittiin, että opasteet uusitaan kesäksi.", "Sovittiin, että"),
        ("Polkuverkon kuvaus hyväksyttiin.", "hyväksyttiin"),
        ("Selostus merkittiin tiedoksi.", "merkittiin tiedoksi"),
        ("Jätettiin asia pöydälle.", "Jätettiin pöydälle"),
        ("Esitystä ei hyväksytty.", "ei hyväksytty"),
        ("Ohjausryhmä päätti, että kartta painetaan.", "Ohjausryhmä päätti, että"),
        ("The minutes were approved.", "were approved"),
    ],
)
def test_a_decision_tells_which_words_it_rests_on(sentence: str, rests_on: str) -> None:
    outcome = decide(sentence, date_of_meeting=DAY, own_body=BODY)

    assert outcome is not None
    assert (outcome.rests_on, outcome.confidence) == (rests_on, "high")


@pytest.mark.parametrize(
    ("body", "sentence", "decides"),
    [
        ("Kaupunginhallitus", "Kaupunginhallitus hyväksyi maankäyttösopimuksen.", True),
        ("Sivistyslautakunta", "Lautakunta päätti hyväksyä esityksen.", True),
        ("Sivistyslautakunta", "Tekninen lautakunta päätti hyväksyä suunnitelman.", False),
        ("Sivistyslautakunta", "Kaupunginvaltuusto hyväksyi talousarvion.", False),
        ("Kunnanvaltuusto", "Valtuusto hyväksyi talousarvion.", True),
        ("Reittien asiantuntijaryhmä", "Ohjausryhmä hyväksyi kuvauksen.", False),
        ("Reittien asiantuntijaryhmä", "Asiantuntijaryhmä hyväksyi kuvauksen.", True),
        (None, "Työryhmä hyväksyi kuvauksen.", True),
        (None, "Luotsi-viraston ja Reittilaitoksen työryhmä hyväksyi kuvauksen.", False),
    ],
)
def test_only_the_meetings_own_body_decides_for_it(body: str | None, sentence: str, decides: bool) -> None:
    assert (decide(sentence, date_of_meeting=DAY, own_body=body) is not None) is decides


def test_the_meetings_own_day_and_a_later_one_do_not_make_a_decision_an_earlier_one() -> None:
    own = "Kokouksessa 14.5.2031 sovittiin opasteiden hankinnasta."
    later = "Seuraava kokous 3.6.2031 päätettiin pitää maastossa."

    assert decide(own, date_of_meeting=DAY, own_body=BODY) is not None
    assert decide(later, date_of_meeting=DAY, own_body=BODY) is not None


def test_the_examples_in_the_docstrings_hold() -> None:
    result = doctest.testmod(verbs)

    assert result.attempted > 0
    assert result.failed == 0


def test_each_alternative_of_another_language_holds_a_sign_of_it() -> None:
    swedish = [words for pattern, _ in vocabulary.SWEDISH for words in pattern.pattern[len(r"\b(?:") : -len(r")\b")].split("|")]
    english = [words for pattern, _ in vocabulary.ENGLISH for words in pattern.pattern.split(r"\b|\b")]
    assert [words for words in swedish if not any(sign in words for sign in vocabulary.SWEDISH_SIGNS)] == []
    assert [words for words in english if not any(sign in words for sign in vocabulary.ENGLISH_SIGNS)] == []
