"""What a later decision takes the place of, and what only looks like it. The pairs were written before any rule was tried on them."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from indexer import relate
from kb.model import AgendaItem, Attendee, Decision, DecisionKind, Meeting
from kb.settings import load

BODY = "Kylätalon ryhmä"
FIRST = datetime.date(2024, 2, 13)
# What else the body has met about: without it no word would be rare.
OTHERS = (
    "Lipputanko maalataan keväällä.",
    "Haapala tilaa hiekkaa pihalle.",
    "Kioskin katto vuotaa edelleen.",
    "Talvikunnossapito kilpailutetaan.",
    "Pihavalot sammutetaan kesäksi.",
    "Keskusteltiin kesäteatterista ja sen lavasta.",
    "Hernemäki kysyy nuotiopaikan luvan.",
    "Romulava tilataan toukokuuksi.",
)

REPLACED: list[tuple[str, str, str, str, int]] = [
    ("Muut asiat", "Laina-aika on 14 päivää.", "Ajankohtaista", "Laina-aika pidennetään 21 päivään.", 200),
    ("Saunavuorot", "Saunavuoron hinta on 8 euroa.", "Hinnat", "Saunavuoron hinta nostetaan 10 euroon vuoden alusta.", 300),
    ("Sihteeri", "Sihteerin palkkio on 300 euroa vuodessa.", "Palkkiot", "Korotetaan sihteerin palkkio 400 euroon.", 365),
    ("Laavu", "Hyväksyttiin laavun käyttöohje.", "Muut asiat", "Hyväksyttiin päivitetty laavun käyttöohje.", 300),
    ("Viestintä", "Hyväksyttiin viestintäsuunnitelma.", "Muut asiat", "Uusi viestintäsuunnitelma hyväksyttiin.", 500),
    ("Vuokrahinnasto", "Hyväksyttiin hinnasto.", "Vuokrahinnasto", "Hyväksyttiin uusi hinnasto.", 400),
    (
        "Varaukset",
        "Otetaan käyttöön sähköinen varauskirja.",
        "Muut asiat",
        "Sähköisestä varauskirjasta luovutaan ja palataan vihkoon.",
        500,
    ),
    ("Kortti", "Kanta-asiakaskorttia ei oteta käyttöön.", "Muut asiat", "Kanta-asiakaskortti otetaan käyttöön.", 500),
    ("Palautukset", "Palautuslaatikkoa ei hankita.", "Hankinnat", "Hankitaan palautuslaatikko pääoven viereen.", 450),
    (
        "Muistutukset",
        "Tekstiviestimuistutukset lähetetään jatkossa kaikille.",
        "Viestintä",
        "Tekstiviestimuistutukset poistetaan käytöstä.",
        400,
    ),
    (
        "Ilmoitustaulu",
        "Ilmoitustaulu pidetään jatkossa lukittuna.",
        "Muut asiat",
        "Kumottiin päätös ilmoitustaulun lukitsemisesta.",
        200,
    ),
    (
        "Avaimet",
        "Aitan avaimia säilytetään kioskilla.",
        "Muut asiat",
        "Aiemmasta päätöksestä poiketen aitan avaimia säilytetään kirjastossa.",
        200,
    ),
    (
        "Varaukset",
        "Tilojen varaukset tehdään jatkossa sähköpostilla.",
        "Muut asiat",
        "Tilojen varaukset tehdään jatkossa kalenterissa, ei enää sähköpostilla.",
        300,
    ),
    (
        "Kahvila",
        "Kahvilan aukioloaika on klo 10–18.",
        "Muut asiat",
        "Kahvilan aukioloaika muutettiin, kahvila on auki klo 12–18.",
        300,
    ),
    ("Tiketit", "#4123 Varausten enimmäismäärä: 5 kpl.", "Tiketit", "#4123 Varausten enimmäismäärä: 8 kpl.", 300),
    ("Myöhästymismaksu", "Myöhästymismaksu on 1 euro päivältä.", "Muut asiat", "Myöhästymismaksuista luovutaan.", 600),
    ("Seminaari", "Syysseminaari pidetään 12.9.2024.", "Muut asiat", "Syysseminaari siirretään ja pidetään 26.9.2024.", 60),
    (
        "Seminaari",
        "Syysseminaari torstaina 12.9.2024, kirjasto kiinni yhden päivän.",
        "Muut asiat",
        "Siirretään syysseminaaria kahdella viikolla, uusi päivä to 26.9.2024.",
        60,
    ),
    (
        "Haku",
        "Stipendien hakuaika päättyy 31.5.2024.",
        "Muut asiat",
        "Stipendien hakuaikaa jatketaan 15.6.2024 saakka.",
        60,
    ),
    (
        "Valinnat",
        "Keittiötyöryhmän puheenjohtajaksi valittiin Orvokki Haapala.",
        "Valinnat",
        "Keittiötyöryhmän puheenjohtajaksi valittiin Sulo Hernemäki.",
        365,
    ),
    (
        "Edustajat",
        "Kylätoimikuntaan edustajaksi nimettiin Orvokki Haapala.",
        "Muut asiat",
        "Haapalan tilalle kylätoimikuntaan nimettiin edustajaksi Sulo Hernemäki.",
        200,
    ),
    (
        "Talkoot",
        "Pihatalkoot pidetään aina Koivurannassa.",
        "Muut asiat",
        "Pihatalkoot pidetään Koivurannan sijaan Mäntylässä.",
        200,
    ),
    (
        "Ilmoittautuminen",
        "Leirien ilmoittautumiset kerätään jatkossa paperilomakkeella.",
        "Muut asiat",
        "Leirien paperilomake korvataan sähköisellä ilmoittautumisella.",
        300,
    ),
    (
        "Lehdet",
        "Lehtiluettelo piilotetaan asiakkailta.",
        "Muut asiat",
        "Lehtiluettelo palautetaan asiakkaiden nähtäville.",
        300,
    ),
    (
        "Kokoukset",
        "Kuukausikokoukset pidetään jatkossa etänä.",
        "Muut asiat",
        "Palataan entiseen, kuukausikokoukset pidetään kylätalolla.",
        400,
    ),
    ("Työryhmän kokoonpano", "Nimettiin Haapala ja Puistola.", "Työryhmän kokoonpano", "Kokoonpano päivitettiin.", 300),
    (
        "Jäsenmaksu",
        "Jäsenmaksu on 20 euroa vuodessa.",
        "Talous",
        "Päätettiin, että jäsenmaksu on 25 euroa vuodessa.",
        365,
    ),
]
NOT_REPLACED: list[tuple[str, str, str, str, int]] = [
    ("Tiketit", "#4123 Varausten enimmäismäärä: 5 kpl.", "Tiketit", "#4567 Lainojen enimmäismäärä: 8 kpl.", 300),
    (
        "Talousarvio",
        "Hyväksyttiin talousarvio vuodelle 2024.",
        "Talousarvio",
        "Hyväksyttiin talousarvio vuodelle 2025.",
        365,
    ),
    ("Hinnat", "Saunavuoron hinta on 8 euroa.", "Hinnat", "Pesutuvan hinta on 5 euroa.", 200),
    ("Laina-ajat", "Kirjojen laina-aika on 14 päivää.", "Laina-ajat", "Elokuvien laina-aika on 7 päivää.", 200),
    ("Ohjeet", "Hyväksyttiin laavun käyttöohje.", "Ohjeet", "Hyväksyttiin pesutuvan käyttöohje.", 200),
    (
        "Pöytäkirja",
        "Hyväksyttiin edellisen kokouksen pöytäkirja.",
        "Pöytäkirja",
        "Hyväksyttiin edellisen kokouksen pöytäkirja muutettuna.",
        200,
    ),
    (
        "Järjestäytyminen",
        "Kokouksen puheenjohtajaksi valittiin Orvokki Haapala.",
        "Järjestäytyminen",
        "Kokouksen puheenjohtajaksi valittiin Sulo Hernemäki.",
        200,
    ),
    (
        "Valinnat",
        "Keittiötyöryhmän puheenjohtajaksi valittiin Orvokki Haapala.",
        "Valinnat",
        "Pihatyöryhmän puheenjohtajaksi valittiin Sulo Hernemäki.",
        200,
    ),
    (
        "Keittiötyöryhmä",
        "Keittiötyöryhmään nimettiin Orvokki Haapala.",
        "Keittiötyöryhmä",
        "Keittiötyöryhmään nimettiin lisäksi Sulo Hernemäki.",
        200,
    ),
    ("Avaimet", "Aitan avaimia säilytetään kioskilla.", "Muut asiat", "Aitan katto korjataan.", 200),
    (
        "Tarjoilu",
        "Tarjoilun tuki on 50 euroa vuonna 2024.",
        "Tarjoilu",
        "Tarjoilun tuki on 60 euroa vuonna 2025.",
        365,
    ),
    ("Varauskirja", "Varauskirja otetaan käyttöön.", "Varauskirja", "Varauskirjan käyttöä jatketaan.", 300),
    ("Viestintä", "Hyväksyttiin viestintäsuunnitelma.", "Viestintä", "Käytiin läpi viestintäsuunnitelma.", 60),
    ("Varaukset", "Varauskirja otetaan käyttöön.", "Muut asiat", "Keskusteltiin varauskirjasta luopumisesta.", 300),
    ("Varaukset", "Varauskirja otetaan käyttöön.", "Muut asiat", "Varauskirjasta ei luovuta.", 300),
    ("Varaukset", "Varauskirja otetaan käyttöön.", "Muut asiat", "Selvitetään, voiko varauskirjasta luopua.", 300),
    ("Palautukset", "Hankitaan palautuslaatikko.", "Palautukset", "Hankitaan toinen palautuslaatikko.", 300),
    ("Seminaari", "Syysseminaari pidetään 12.9.2024.", "Seminaari", "Syysseminaari pidetään 14.9.2025.", 365),
    ("Seminaari", "Syysseminaari pidetään 12.9.2024.", "Muut", "Siirretään siivouspäivää viikolla, uusi päivä 26.9.2024.", 60),
    ("Avustukset", "Myönnetään kerholle 200 euroa retkeen.", "Avustukset", "Myönnetään kerholle 300 euroa leiriin.", 200),
    (
        "Avustukset",
        "Urheilukerholle maksetaan 200 euroa.",
        "Avustukset",
        "Lukukerholle maksetaan 300 euroa.",
        200,
    ),
    ("Laitteet", "Aineistomaksu poistetaan.", "Laitteet", "Oven lukitus poistetaan.", 200),
    ("Seuraava kokous", "Seuraava kokous pidetään 12.3.2024.", "Seuraava kokous", "Seuraava kokous pidetään 9.4.2024.", 28),
    ("Varauskirja", "Varauskirja otetaan käyttöön.", "Muut asiat", "Varauskirjaa käytetään myös kesällä.", 300),
    ("Jäsenmaksu", "Korotetaan jäsenmaksu 20 euroon.", "Jäsenmaksu", "Jäsenmaksu pidetään 20 eurossa.", 300),
    ("Rekisteri", "Kerhon osoite muutetaan rekisteriin.", "Rekisteri", "Kerhon puhelinnumero muutetaan rekisteriin.", 200),
    (
        "Hinnat",
        "Saunavuoron hinta on 8 euroa.",
        "Hinnat",
        "Saunavuoron hinta ja varausmaksu pidetään ennallaan.",
        300,
    ),
    ("Kortti", "Kanta-asiakaskorttia ei oteta käyttöön.", "Muut asiat", "Selvitetään kanta-asiakaskortin käyttöönottoa.", 300),
    (
        "Ohjeet",
        "Hyväksyttiin laavun käyttöohje.",
        "Ohjeet",
        "Laavun käyttöohjeeseen lisätään kartta.",
        200,
    ),
]


ENDED = [
    ("Muistutukset", "Tekstiviestimuistutukset lähetetään jatkossa kaikille.", "Tekstiviestimuistutukset on lopetettu.", True),
    ("Varauskirja", "Otetaan käyttöön sähköinen varauskirja.", "Sähköisestä varauskirjasta luovuttiin kesällä.", True),
    ("Varauskirja", "Otetaan käyttöön sähköinen varauskirja.", "Kioskin vanha ovi on poistettu.", False),
    ("Varauskirja", "Otetaan käyttöön sähköinen varauskirja.", "Selvitetään, onko varauskirjasta luovuttu.", False),
]


def _kind(text: str) -> DecisionKind:
    lowered = text.lower()
    if lowered.startswith(("keskusteltiin", "käytiin")):
        return "noted"
    if "valittiin" in lowered or "nimettiin" in lowered:
        return "election"
    return "approval" if "hyväksy" in lowered else "decision"


def _meeting(day: datetime.date, title: str, text: str, body: str = BODY) -> Meeting:
    own = day.isoformat() if body == BODY else f"{day.isoformat()}-toinen"
    item = AgendaItem(f"{own}/1", "1", title, text=text)
    made = Decision(f"{own}/1/1", own, day, "1", title, _kind(text), text, body=body)
    attendees = tuple(map(Attendee, ("Orvokki Haapala", "Sulo Hernemäki", "Aino Puistola")))
    return Meeting(own, body, None, None, day, attendees=attendees, items=(item,), decisions=(made,))


def is_replaced(
    first: tuple[str, str], second: tuple[str, str], days: int, body: str = BODY, *, is_decided: bool = True
) -> bool:
    """Whether the first decision is said to be replaced by the second, made, or only told of, so many days later."""
    others = [
        _meeting(FIRST + datetime.timedelta(days=day), "Kuulumiset", text)
        for day, text in zip(range(-240, 0, 30), OTHERS, strict=True)
    ]
    pair = [_meeting(FIRST, *first), _meeting(FIRST + datetime.timedelta(days=days), *second, body=body)]
    if not is_decided:
        pair[1] = replace(pair[1], decisions=())
    given = tuple(sorted((*others, *pair), key=lambda one: one.date or FIRST, reverse=True))
    links = relate.links(relate.tell_natures(given), load(None, None, {}))
    return any(link.relation == "replaces" and link.earlier_decision == "2024-02-13/1/1" for link in links)


@pytest.mark.parametrize(("title", "text", "later_title", "later", "days"), REPLACED)
def test_what_takes_a_decisions_place_is_said_to_replace_it(
    title: str, text: str, later_title: str, later: str, days: int
) -> None:
    assert is_replaced((title, text), (later_title, later), days)


@pytest.mark.parametrize(("title", "text", "later_title", "later", "days"), NOT_REPLACED)
def test_what_only_looks_like_a_new_decision_of_the_thing_replaces_nothing(
    title: str, text: str, later_title: str, later: str, days: int
) -> None:
    assert not is_replaced((title, text), (later_title, later), days)


@pytest.mark.parametrize(("title", "text", "told", "expected"), ENDED)
def test_what_minutes_tell_to_have_ended_is_replaced(title: str, text: str, told: str, expected: bool) -> None:
    assert is_replaced((title, text), ("Muut asiat", told), 300, is_decided=False) is expected


def test_another_bodys_decision_replaces_nothing() -> None:
    first, second = ("Laina-aika", "Laina-aika on 14 päivää."), ("Laina-aika", "Laina-aika pidennetään 21 päivään.")

    assert is_replaced(first, second, 200)
    assert not is_replaced(first, second, 200, body="Urheiluseuran johtokunta")
