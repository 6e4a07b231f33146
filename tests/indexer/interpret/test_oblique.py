"""Who is to do it where no subject says so: in another case, behind the verb, in brackets, beside a colon, or understood."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest

from indexer.interpret.decisions import actors
from indexer.interpret.decisions.oblique import gone_round, named_at_head, presenter
from indexer.interpret.decisions.responsible import responsible_in
from indexer.interpret.people import gather
from kb.knowledge.states import is_promise
from kb.model import Attendee
from kb.results import Promise
from tests.indexer.interpret.minutes import meeting
from tests.indexer.interpret.test_promises import SETTING

TUULI, VEIKKO, ILMARI = "Tuuli Honkaranta", "Veikko Salmiharju", "Ilmari Rantakivi"

SAID = [
    # a clause that leaves its subject out
    ("Tuuli ei tiennyt hintaa, kysyy kunnilta.", (TUULI,)),
    ("Ilmari on piirtänyt kartan ja tulostaa sen ensi viikolla.", (ILMARI,)),
    ("Tuuli kertoi, että kone hakee tiedot.", ()),
    # left to somebody, asked of somebody
    ("Tuulille jäi ohjeen oikoluku.", (TUULI,)),
    ("Tuulille jäi hyvä mieli.", ()),
    ("Veikolla on vielä opasteet maalaamatta.", (VEIKKO,)),
    ("Veikolla on pitkä kokemus poluista.", ()),
    ("Kirje on Tuulin listalla.", (TUULI,)),
    ("Tuulilta tarvitaan vielä kartta.", (TUULI,)),
    ("Tuulilta pitää kysyä.", ()),
    ("Tilaus puuttuu -> Tuuli", (TUULI,)),
    ("Kehitetään aineisto, Tuuli + Veikko", (TUULI, VEIKKO)),
    ("Toimikunta pyysi teknistä johtajaa tuomaan selvityksen.", ("johtaja",)),
    ("Kaikkien pitää pystyä käyttämään karttaa.", ()),
    ("Kaikki lainausajat pitää perustella.", ()),
    # the object first, and a name before the day
    ("Kunnat valitsevat Tuuli ja Veikko yhdessä.", (TUULI, VEIKKO)),
    ("Kunnat valitsevat edustajat ja varaedustajat.", ("Kunnat",)),
    ("Pyydetään portaista tarjous kahdelta, Ilmari, ennen seuraavaa kokousta.", (ILMARI,)),
    ("Kutsutaan kunnat, Ilmari, Tuuli ja muut.", ()),
    # what one has to do
    ("Tuulin pitää vielä lähettää kartta.", (TUULI,)),
    ("Ilmarin on tiedotettava kunnille ensi viikolla.", (ILMARI,)),
    ("Kartan pitää vielä latautua.", ()),
    ("Tuulin on oltava tavoitettavissa.", ()),
    ("Portaiden on kestettävä talvi.", ()),
    ("Opasteiden hommaksi jäi odottaminen.", ()),
    ("Veikon hommaksi jäi ohjeen uusiminen.", (VEIKKO,)),
    ('Tuuli: "mä tuon kartan perjantaina"', (TUULI,)),
    ('Kartta: "mä tuon kuvat perjantaina"', ()),
    # verbs of those who are named
    ("Toimikunta pyytää Kurkimäen osalta uuden laskelman.", ("Toimikunta",)),
    ("Tuuli yrittää saada luvat tällä viikolla.", (TUULI,)),
    ("Veikko siirtyy seuraavaksi tekemään karttaa.", (VEIKKO,)),
    ("Tuuli ja Veikko käy kartan läpi.", (TUULI, VEIKKO)),
    ("Tekninen johtaja pyytää tarjoukset.", ("Tekninen johtaja",)),
    ("Veikko lopettaa elokuussa.", ()),
    # a clause that leaves its verb out
    ("Tuuli kysyy asiaa kunnilta ja Veikko ministeriöltä.", (TUULI, VEIKKO)),
    ("Tuuli kokoaa toiveet kirjastoilta, Veikko kouluilta.", (TUULI, VEIKKO)),
    ("KIRKAS kysyy kunnilta ja REITTI Pohjolalta tukeeko laite karttaa.", ("KIRKAS", "REITTI")),
    ("Tuuli kysyy asiaa kunnilta ja Veikko Salmiharjulta.", (TUULI,)),
    ("Tuuli kysyy asiaa kunnilta ja kirjastoilta.", (TUULI,)),
    # behind the verb
    ("Asiaa selvittää Veikko.", (VEIKKO,)),
    ("Selvitystä jatkavat Tuuli ja Veikko.", (TUULI, VEIKKO)),
    ("Latupohjien kunnostuksesta vastaa Ilmari Rantakivi.", (ILMARI,)),
    ("Lisätietoja antaa Tuuli Honkaranta.", ()),
    ("Pöytäkirjan laatii Tuuli.", ()),
    # in another case
    ("Reittilaitoksessa selvitetään, voiko opasteet tilata.", ("Reittilaitos",)),
    ("KIRKAS:ssa tarkistetaan sopimuksen ehdot.", ("KIRKAS",)),
    ("Selvitetään kunnissa, onko luvat haettu.", ("kunta",)),
    ("Aikataulu tarkistetaan kehittäjien palaverissa.", ("kehittäjä",)),
    ("Reittiseminaari järjestetään Reittilaitoksessa.", ()),
    ("Kartassa tarkistetaan värit.", ()),
    ("Reittitoimistolla on tehtävänä koota luvat taulukkoon.", ("Reittitoimisto",)),
    ("Tuulin tehtävänä on tarkistaa luvat.", (TUULI,)),
    ("Tiedotteen laatiminen on Ilmarin ja Tuulin vastuulla.", (ILMARI, TUULI)),
    ("Ilmarille annettiin tehtäväksi koota latutiedot.", (ILMARI,)),
    ("Edellisessä kokouksessa Ilmarille annettiin tehtäväksi koota latutiedot.", ()),
    ("Ryhmän tehtävänä on edistää polkujen käyttöä.", ()),
    # beside it
    ("Kutsut lähetetään (Tuuli, Ilmari).", (TUULI, ILMARI)),
    ("Kutsut lähetetään (Suomen Latu).", ()),
    ("Reittilaitos: selvitetään", ("Reittilaitos",)),
    ("Portaat: selvitetään korjauksen hinta.", ()),
    ("Kurkimäki: selvitetään pysäköinti.", ()),
    # several
    ("Sihteeri ja puheenjohtaja laativat lausunnon.", ("Sihteeri", "puheenjohtaja")),
    ("Toimitusjohtaja valtuutetaan neuvottelemaan vakuutuksista.", ("toimitusjohtaja",)),
    ("Oikeutetaan kaupunginjohtaja allekirjoittamaan sopimus.", ("kaupunginjohtaja",)),
    ("Osakkaita pyydetään ilmoittamaan osoitteet.", ("osakas",)),
    ("Työryhmä valmistelee ohjeen luonnoksen.", ("Työryhmä",)),
]


@pytest.mark.parametrize(("sentence", "doers"), SAID, ids=[row[0] for row in SAID])
def test_who_is_to_do_it_is_told_by_more_than_subjects(sentence: str, doers: tuple[str, ...]) -> None:
    assert responsible_in(sentence, SETTING, decided=False) == doers


def test_the_working_group_that_meets_is_nobody_that_it_gives_work_to() -> None:
    own = replace(SETTING, body="Polkutyöryhmä")

    assert responsible_in("Työryhmä valmistelee ohjeen luonnoksen.", own, decided=False) == ()


@pytest.mark.parametrize(
    ("sentence", "before", "doers"),
    [
        ("Hän lähettää luonnoksen kunnille.", (TUULI,), (TUULI,)),
        ("He laativat koosteen.", (TUULI, ILMARI), (TUULI, ILMARI)),
        ("Hän lähettää luonnoksen kunnille.", (TUULI, ILMARI), ()),
        ("He laativat koosteen.", (TUULI,), ()),
        ("Hän on lomalla.", (TUULI,), ()),
    ],
)
def test_a_pronoun_means_whom_the_sentence_before_named(sentence: str, before: tuple[str, ...], doers: tuple[str, ...]) -> None:
    assert responsible_in(sentence, replace(SETTING, before=before), decided=False) == doers


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Tuuli esitteli luonnosta.", (TUULI,)),
        ("Tuuli ja Ilmari tapasivat kuntia.", (TUULI, ILMARI)),
        ("Kartta esitteli uudet värit.", ()),
    ],
)
def test_the_people_a_sentence_begins_with_are_its_subject(sentence: str, people: tuple[str, ...]) -> None:
    assert named_at_head(sentence, SETTING) == people


@pytest.mark.parametrize(
    ("title", "who"),
    [("Kartat (Tuuli)", TUULI), ("Kartat – Ilmari", ILMARI), ("Kartat (Tuuli, Ilmari)", None), ("Kartat", None)],
)
def test_whoever_presents_an_item_is_named_in_its_heading(title: str, who: str | None) -> None:
    assert presenter(title, SETTING) == who


def test_each_whom_a_round_names_tells_of_itself() -> None:
    lines = ("KIRKAS: luvat on haettu", "Kuopio: selvitetään", "Rautalampi: ei vielä tietoa", "Kartta: selvitetään")
    names = gone_round(lines, SETTING)

    assert names == {"KIRKAS", "Kuopio", "Rautalampi"}
    assert responsible_in("Kuopio: selvitetään", replace(SETTING, gone_round=names), decided=False) == ("Kuopio",)
    assert gone_round(lines[1:], SETTING) == frozenset()


TURNS = """\
# 1. Kierros
- Tuuli: sai kartan valmiiksi, seuraavaksi tekee haun.
- Veikko (etänä): kuvat kesken. Hakee luvat ensi viikolla.
- Ilmari: kävi kunnissa, muuten hiljaista.

**Ilmari**

- seuraavaksi testit
- kävi messuilla

**Avoimia**

- kokoaa tiedot itse
"""


def test_what_the_one_whose_turn_it_is_does_next_is_theirs() -> None:
    found = [(d.text, d.responsible) for d in meeting(TURNS).decisions if Promise(d, None).shown]

    assert found == [
        ("Tuuli: sai kartan valmiiksi, seuraavaksi tekee haun.", (TUULI,)),
        ("Hakee luvat ensi viikolla.", (VEIKKO,)),
        ("seuraavaksi testit", (ILMARI,)),
    ]


LISTED = """\
# 1. Sovitut asiat
## Sprint 2 taskit
- kartan piirto (Tuuli ~4h)
- opasteiden kuvat, Veikko

## Muuta
Ilmari tekee seuraavat:
- tilaa opasteet
- kutsuu kunnat

Tehtävät valmistuivat ajallaan:
- portaat
- kaiteet

| Alue | Kuka | Milloin |
|---|---|---|
| Reittikartta | Tuuli | 21.5. |
| Kukat | jos jää aikaa | |

## Riskit
| Riski | Omistaja | Tilanne |
|---|---|---|
| Lupa viipyy | Veikko | Veikko soittaa kuntaan |
| Raha loppuu | Tuuli | seurataan |
| Kartta vanhenee | Ilmari | kirjoittaa esityksen uudesta |

| Tehtävä | Kuka | Tila |
|---|---|---|
| Kaiteet | Ilmari | kesken |
| Portaat | Ilmari | tehty |
"""


def test_lists_and_tables_of_work_give_each_task_to_whom_they_name() -> None:
    found = [(d.text, d.responsible) for d in meeting(LISTED).decisions if Promise(d, None).shown]

    assert found == [
        ("kartan piirto (Tuuli ~4h)", (TUULI,)),
        ("opasteiden kuvat, Veikko", (VEIKKO,)),
        ("tilaa opasteet", (ILMARI,)),
        ("kutsuu kunnat", (ILMARI,)),
        ("Reittikartta", (TUULI,)),
        ("Veikko soittaa kuntaan", (VEIKKO,)),
        ("kirjoittaa esityksen uudesta", (ILMARI,)),
        ("Kaiteet", (ILMARI,)),
    ]


def test_initials_on_the_list_of_those_present_mean_them() -> None:
    people = gather(
        (Attendee("Mikko", "MK"), Attendee("Saara Vuori", "SV"), Attendee("Hanna-Riikka", "HR"), Attendee("Ilari")), ()
    )

    assert (people.person("SV"), people.person("HR"), people.organisations) == ("Saara Vuori", "Hanna-Riikka", ())
    assert gather((Attendee("Mikko", "TEM"), Attendee("Saara", "SM")), ()).organisations == ("TEM", "SM")


def test_who_speaks_and_whom_a_pronoun_means_are_known_in_minutes() -> None:
    found = meeting(
        "# 1. Kartat (Tuuli)\nKartan mittakaava puhutti. Otan selvää painatuksen hinnasta.\n"
        "# 2. Kysely\nIlmari esitteli kyselyä. Hän lähettää sen kunnille.\n"
    ).decisions

    assert [(d.text, d.responsible) for d in found if is_promise(d)] == [
        ("Otan selvää painatuksen hinnasta.", (TUULI,)),
        ("Hän lähettää sen kunnille.", (ILMARI,)),
    ]


def test_the_examples_in_the_docstrings_hold() -> None:
    result = doctest.testmod(actors)

    assert result.attempted > 0
    assert result.failed == 0
