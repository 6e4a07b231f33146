"""Promises and outcomes without a marker: the forms that rules know, what clues tell, who is to do it and by when."""

from __future__ import annotations

import datetime
import doctest
from types import ModuleType

import pytest

from indexer.interpret.decisions import clues, deadlines, responsible, zones
from indexer.interpret.decisions.clues import CLUES
from indexer.interpret.decisions.deadlines import find_time
from indexer.interpret.decisions.details import weigh
from indexer.interpret.decisions.found import Setting
from indexer.interpret.decisions.promises import kind_of, likelihood, unmarked, weights
from indexer.interpret.decisions.responsible import responsible_in
from indexer.interpret.people import gather
from kb.knowledge.states import is_promise
from kb.model import Attendee
from kb.results import SHOWN, Promise
from tests.indexer.interpret.minutes import meeting

PEOPLE = gather(
    (
        Attendee("Tuuli Honkaranta", "KIRKAS"),
        Attendee("Veikko Salmiharju", "KIRKAS"),
        Attendee("Ansa Salmiharju", "Luotsi-virasto"),
        Attendee("Ilmari Rantakivi"),
    ),
    ("REITTI", "Reittilaitos"),
)
SETTING = Setting(datetime.date(2031, 5, 14), "Metsäpolkujen ohjausryhmä", PEOPLE, terse=True)

PROMISES = [
    ("Tuuli hoitaa tiedotuksen kunnille.", "assignment", ("Tuuli Honkaranta",)),
    ("Tuuli Honkaranta lähettää kyselyn kunnille.", "assignment", ("Tuuli Honkaranta",)),
    ("Honkaranta selvittää luvat.", "assignment", ("Tuuli Honkaranta",)),
    ("Tuuli ja Ilmari laativat luonnoksen.", "assignment", ("Tuuli Honkaranta", "Ilmari Rantakivi")),
    ("Tuuli, Veikko ja Ilmari testaavat karttaa.", "assignment", ("Tuuli Honkaranta", "Veikko Salmiharju", "Ilmari Rantakivi")),
    ("KIRKAS toimittaa tiedot kesäkuussa.", "assignment", ("KIRKAS",)),
    ("Reittilaitos päivittää rajapinnan.", "assignment", ("Reittilaitos",)),
    ("Sihteeri kokoaa palautteet.", "assignment", ("Sihteeri",)),
    ("Ilmari lupasi kysyä asiaa kunnilta.", "assignment", ("Ilmari Rantakivi",)),
    ("Ilmari on yhteydessä kuntiin.", "assignment", ("Ilmari Rantakivi",)),
    ("Lisäksi Ilmari kysyy asiaa kunnilta.", "assignment", ("Ilmari Rantakivi",)),
    ("Opasteet puuttuvat vielä -> Tuuli tilaa ne.", "assignment", ("Tuuli Honkaranta",)),
    ("Kartta on vanhentunut → päivitetään se kesällä.", "assignment", ()),
    ("Otetaan uusi kartta käyttöön.", "decision", ()),
    ("Jatketaan asian käsittelyä syksyllä.", "agreement", ()),
    ("Pyydetään lausunnot kunnilta.", "assignment", ()),
    ("Siirretään asia seuraavaan kokoukseen.", "postponed", ()),
    ("Ei tehdä tässä vaiheessa muutoksia.", "decision", ()),
    ("Salmiharju selvittää luvat.", None, ()),  # two people have that name
    ("Maija selvittää luvat.", "assignment", ("Maija",)),  # not present, but a name
    ("Puunmyyntitulot kattavat kulut.", None, ()),
    ("Sinne tehdään portaat.", None, ()),
    ("Muutoksen vuoksi tehdään selvitys.", None, ()),
    ("Ei toteuteta.", "rejected", ()),
    ("Tuuli kertoi, että luvat puuttuvat.", None, ()),
    ("Tuuli esitteli luonnoksen.", None, ()),
    ("Tuuli on sairas.", None, ()),
    ("Tuuli toivoo, että kartta uusitaan.", None, ()),
    ("Hoitaako Tuuli tiedotuksen?", None, ()),
    ("Koetaan, että opasteet ovat huonoja.", None, ()),
    ("Todetaan, että opasteet ovat huonoja.", None, ()),
    ("Opasteiden värit ovat haalistuneet.", None, ()),
    ("Keskusteltiin opasteista.", None, ()),
]


@pytest.mark.parametrize(("sentence", "kind", "doers"), PROMISES, ids=[row[0] for row in PROMISES])
def test_a_promise_or_an_outcome_without_a_marker_is_of_low_confidence(
    sentence: str, kind: str | None, doers: tuple[str, ...]
) -> None:
    outcome = unmarked(sentence, SETTING, terse=True)

    if kind is None:
        assert outcome is None
    else:
        assert outcome is not None
        assert (outcome.kind, outcome.confidence, outcome.doers) == (kind, "low", doers)


def test_in_running_prose_a_passive_at_the_head_is_no_outcome() -> None:
    sentence = "Pyydetään lausunnot kunnilta."

    assert unmarked(sentence, SETTING, terse=False) is None
    assert unmarked(sentence, SETTING, terse=True) is not None


def test_somebody_who_must_do_something_by_a_day_has_an_assignment() -> None:
    outcome = unmarked("Jokaisen jäsenen tulee tarkistaa kuntansa tiedot viimeistään 2.6.2031.", SETTING, terse=False)

    assert outcome is not None
    assert (outcome.kind, outcome.doers) == ("assignment", ("jokainen jäsen",))
    assert unmarked("Jäsenten tulee olla tarkkoina.", SETTING, terse=False) is None


# Sentences that somebody would be asked about later, and lookalikes that tell, wish or have been done.
LIKELY = [
    "Tuuli selvittää, voiko sillan korjata talvella.",
    "Ilmoittakaa Ilmarille viimeistään 2.6., kumpi väri on parempi.",
    "Aihe-ehdotukset Tuulille pe 30.5. mennessä.",
    "Palataan asiaan seuraavassa kokouksessa.",
    "Sovittiin, että Ilmari pyytää tarjoukset.",
    "Valtuutetaan viestintäryhmä valitsemaan värit.",
]
UNLIKELY = [
    "Tuuli selvitti sillan kunnon.",
    "Keskusteltiin sillan kunnosta.",
    "Silta on korjattu keväällä.",
    "Toivottiin, että opasteet olisivat kirkkaampia.",
    "Voisiko sillan korjata talvella?",
    "Opasteet näkyvät hyvin kauas.",
]


def test_promises_are_likelier_than_what_only_looks_like_them() -> None:
    likely = [likelihood(weigh(sentence, SETTING, ())) for sentence in LIKELY]
    unlikely = [likelihood(weigh(sentence, SETTING, ())) for sentence in UNLIKELY]

    assert min(likely) > max(unlikely)


def test_every_weight_is_of_a_clue() -> None:
    assert set(weights()) <= {"always", *CLUES}


DOERS = [
    ("Kukin reittipari tahollaan miettii opasteet.", ("Kukin reittipari",)),
    ("Vetäjät pohtivat aikataulua.", ("Vetäjät",)),
    ("Muutokset vaativat rahaa.", ()),
    ("KIRKAS toimitti tiedot ja muut laittavat ne kuun loppuun mennessä.", ("muut",)),
    ("Pääkäyttäjät tekevät ehdotuksen ja ohjausryhmä tekee päätöksen.", ("Pääkäyttäjät", "ohjausryhmä")),
    ("Rautalampi selvittää opasteiden hinnat.", ("Rautalampi",)),
    ("Tuuli palaa töihin 18.9.", ()),
    ("Ilmari aloittaa 1.6. Tuulin sijaisena.", ()),
    ("Tuuli palaa asiaan kesäkuussa.", ("Tuuli Honkaranta",)),
    ("Tuuli esittelee kyselyn tulokset.", ()),
    ("Tuuli esittelee kyselyn tulokset kesäkuun loppuun mennessä.", ("Tuuli Honkaranta",)),
    ("Tehdään luettelo, jonka KIRKAS tuo kesäkuun kokoukseen.", ("KIRKAS",)),
    ("Kukin jäsen tarkistaa kuntansa tiedot.", ("Kukin jäsen",)),
    ("Pääkäyttäjät testaavat lomakkeen.", ("Pääkäyttäjät",)),
    ("Valtuutetaan hallitus allekirjoittamaan sopimus.", ("hallitus",)),
    ("Pyydetään Ilmarilta tarkemmat tiedot.", ()),
    ("Tuloksia ei julkaista.", ()),
    ("Selvityksen jälkeen katsotaan uudelleen.", ()),
    ("Muutos tehdään kesällä.", ()),
    ("Kokous jatkaa työtä.", ()),
    ("Puheenjohtaja avaa kokouksen.", ()),
    ("Kartta julkaisee kuvat.", ()),
    ("Reittiryhmä valtuuttaa ympäristöpäällikön pyytämään lausunnot.", ("ympäristöpäällikkö",)),
    ("Kuntia pyydetään nimeämään edustajat.", ("kunta",)),
    ("Pöytäkirjanpitäjä huolehtii kuljetuksesta.", ("Pöytäkirjanpitäjä",)),
    ("Kunnat, joissa kartta on käytössä, selvittävät tilanteen.", ("Kunnat",)),
    ("Päätettiin perustaa reittityöryhmä, joka miettii opasteet.", ("reittityöryhmä",)),
    ("Sovitaan jaosta KIRKAS:n ja REITTI:n kesken.", ("KIRKAS", "REITTI")),
    ("Määräykset tulevat voimaan kesällä.", ()),
    ("Linjaus KIRKAS:n ja REITTI:n kanssa tehdään kesällä.", ("KIRKAS", "REITTI")),
    ("Vuosikokous voi valtuuttaa hallituksen päättämään lainasta.", ()),
]


@pytest.mark.parametrize(("sentence", "doers"), DOERS, ids=[row[0] for row in DOERS])
def test_only_people_groups_offices_and_organisations_are_responsible(sentence: str, doers: tuple[str, ...]) -> None:
    assert responsible_in(sentence, SETTING, decided=False) == doers


TIMES = [
    ("Päätetään 2.6. palaverissa.", "2031-06-02"),
    ("Katsotaan tilanne helmikuussa 2032.", "2032-02-29"),
    ("Pyritään saamaan palaveri elokuulle.", "2031-08-31"),
    ("Sovitaan perjantaina.", "2031-05-16"),
    ("Tehdään ensi viikolla.", "2031-05-25"),
    ("Palataan syksyllä.", "2031-11-30"),
    ("Toimitetaan vuodenvaihteen tienoilla.", "2031-12-31"),
    ("Testataan viikolla 24.", "2031-06-15"),
]


@pytest.mark.parametrize(("sentence", "day"), TIMES, ids=[row[0] for row in TIMES])
def test_a_promise_is_due_on_the_last_day_that_its_words_allow(sentence: str, day: str) -> None:
    due = find_time(sentence, SETTING.date)

    assert due is not None
    assert str(due.date) == day


@pytest.mark.parametrize(
    "sentence",
    [
        "Pyydetään lupaa kahden tehtävän täyttämiseen 1.8.2031 alkaen.",
        "Haapala kysyy hinnan 2.6. lukien.",
        "Pihatyöryhmän muistio 2.6.: Toteutetaan kattotyön jälkeen.",
        "Toteutetaan kattotyön jälkeen (isännöitsijän kirje 2.6.).",
    ],
)
def test_the_day_on_which_something_begins_or_a_cited_document_was_written_is_no_due_day(sentence: str) -> None:
    assert find_time(sentence, SETTING.date) is None


def test_each_day_of_a_teams_plan_is_a_task_of_whose_row_it_stands_in() -> None:
    found = meeting(
        "# 1. Seuraava viikko\n"
        "| Työntekijä | Tehtävä työ |\n"
        "| Tuuli | Ma: Opasteiden suunnittelu Ti - Ke: Kartan piirtäminen |\n"
        "| Ilmari | To: Lupien hakeminen |\n"
        "# 2. Edellinen viikko\n"
        "| Työntekijä | Työn kuvaus | Tunnit |\n"
        "| Tuuli | Ma: Opasteiden mittaus | 7 |\n"
    ).decisions

    assert [(d.text, d.responsible, str(d.due.date) if d.due else None) for d in found] == [
        ("Ma: Opasteiden suunnittelu", ("Tuuli Honkaranta",), "2031-05-19"),
        ("Ti - Ke: Kartan piirtäminen", ("Tuuli Honkaranta",), "2031-05-14"),
        ("To: Lupien hakeminen", ("Ilmari Rantakivi",), "2031-05-15"),
    ]


@pytest.mark.parametrize(
    ("sentence", "is_shown"),
    [
        ("Palataan asiaan huhtikuussa.", True),
        ("Nimet Tuulille 30.11. mennessä.", True),
        ("Reittiehdotus asiantuntijaryhmälle 31.3. mennessä.", True),
        ("Selvitetään, kuka opasteet päivittää.", True),
        ("Ilmoittautuminen avataan vko 27.", True),
        ("Opasteista keskustellaan kesäkuussa.", True),
        ("Aiheita voi lähettää Tuulille elokuun puoliväliin mennessä.", True),
        ("Polkua voi kulkea syyskuun loppuun saakka.", False),
        ("Opasteista ei keskustella kesäkuussa.", False),
        ("Reittiseminaari järjestetään elokuussa 2031 Pihlajassa.", False),
        ("Opasteista päätetään kesäkuussa.", True),
        ("Ohjeen liitteeksi laaditaan kuvaus vastuista.", True),
        ("Virheellisten tietojen määrä tarkistetaan.", True),
        ("Lupasin kysyä asiaa kunnilta.", True),
        ("Otan selvää painatuksen hinnasta.", True),
        ("Tuulin tehtävänä on tarkistaa luvat.", True),
        ("Reittitoimikunnan tehtävänä on valmistella esitys.", False),
        ("Tietoja kerätään jatkuvasti kaikista toimipisteistä.", False),
        ("Suurin osa tilauksista toimitetaan postitse.", False),
        ("Päätettiin, että kulut jaetaan tasan jäsenten kesken.", False),
        ("Rahoitus myönnetään, jos hakemus täyttää ehdot.", False),
    ],
)
def test_what_is_asked_for_and_still_to_be_done_is_shown_unasked(sentence: str, is_shown: bool) -> None:
    assert (likelihood(weigh(sentence, SETTING, ())) >= SHOWN) is is_shown


KINDS = [
    ("Lupien tila selvitetään kunnista.", "assignment"),
    ("Opasteiden kuvat Tuulille 30.11. mennessä.", "assignment"),
    ("Luvissa on ruuhkaa, joten niihin palataan keväällä.", "agreement"),
    ("Kunnille ehdotetaan kokousajaksi 3.6.", "agreement"),
    ("Rahat suunnataan tästä lähtien opasteisiin.", "decision"),
    ("Luettelo, jota kootaan syksyllä, siirretään verkkoon.", "decision"),
    ("Lintutornin huolto siirtyy seuraavaan kokoukseen.", "postponed"),
    ("Seura ehdottaa, että kirjaukset siirretään aina kaappiin, esim. huhtikuussa 2024 siirretään helmikuu.", "decision"),
]


@pytest.mark.parametrize(("sentence", "kind"), KINDS, ids=[row[0] for row in KINDS])
def test_what_is_promised_may_be_given_agreed_decided_or_put_off(sentence: str, kind: str) -> None:
    assert kind_of(weigh(sentence, SETTING, ())) == kind


def test_what_is_noted_with_a_promise_after_it_is_to_be_done() -> None:
    found = meeting(
        "# 1. Reittiohjelma\nPäätös: Merkittiin tiedoksi. Ohjelma tuodaan ryhmän käsittelyyn 30.11.2031 mennessä.\n"
        "# 2. Opasteet\nPäätös: Merkittiin tiedoksi. Opasteita on neljä.\n"
    ).decisions

    assert [(d.kind, str(d.due.date) if d.due else None) for d in found] == [("assignment", "2031-11-30"), ("noted", None)]


def told(text: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    """The promises of minutes with their doers and days."""
    found = meeting(text).decisions
    return [(d.text, d.responsible, str(d.due.date) if d.due and d.due.date else None) for d in found if is_promise(d)]


def test_each_promising_sentence_of_a_decision_is_a_promise_of_its_own() -> None:
    minutes = "# 1. Opasteet\nPäätös: Tuuli tilaa opasteet 30.11.2031 mennessä. Ilmari hakee luvat. Opasteita on neljä.\n"

    assert told(minutes) == [
        ("Tuuli tilaa opasteet 30.11.2031 mennessä.", ("Tuuli Honkaranta",), "2031-11-30"),
        ("Ilmari hakee luvat.", ("Ilmari Rantakivi",), None),
    ]
    whole = meeting(minutes).decisions[0]
    assert whole.text.endswith("Opasteita on neljä.")
    assert whole.in_parts


def test_a_proposal_that_is_accepted_promises_what_stands_in_it() -> None:
    minutes = (
        "# 1. Lintutornin laina\nEsitys: Hallitus esittää, että valtuutetaan hallitus neuvottelemaan lainasta. "
        "Lainaa saa ottaa 5 000 euroa.\nPäätös: Esityksen mukaisesti.\n"
    )

    assert told(minutes) == [("valtuutetaan hallitus neuvottelemaan lainasta.", ("hallitus",), None)]


def test_a_new_proposal_begins_where_the_last_was_answered() -> None:
    minutes = (
        "# 1. Laina\nEsitys: Valtuutetaan hallitus neuvottelemaan lainasta.\nPäätös: Esityksen mukaan.\n"
        "Esitys: Vahvistetaan maksut.\nPäätös: Esityksen mukaan.\n"
    )

    assert [d.content for d in meeting(minutes).decisions if d.content] == [
        "Valtuutetaan hallitus neuvottelemaan lainasta.",
        "Vahvistetaan maksut.",
    ]


def test_putting_off_to_a_meeting_is_a_promise_to_come_back() -> None:
    assert told("# 1. Opasteet\nSiirrettiin asia seuraavaan kokoukseen.\n") == [
        ("Siirrettiin asia seuraavaan kokoukseen.", (), None)
    ]


def test_what_a_body_decides_by_its_words_is_no_promise_of_it() -> None:
    minutes = (
        "# 1. Reittiohjelma\nEsitys: Reittityöryhmä hyväksyy ohjelman. Sihteeri lähettää sen kunnille.\n"
        "Päätös: Esityksen mukaisesti.\n"
    )

    assert told(minutes) == [("Sihteeri lähettää sen kunnille.", ("Sihteeri",), None)]


@pytest.mark.parametrize(
    ("entry", "doers", "day"),
    [
        ("Opasteiden tilaus (Tuuli)", ("Tuuli Honkaranta",), None),
        ("Kartan luonnos, Ilmari, pe 16.5.", ("Ilmari Rantakivi",), "2031-05-16"),
        ("Testaus: Tuuli ja Ilmari", ("Tuuli Honkaranta", "Ilmari Rantakivi"), None),
        ("Kysely kunnille", (), None),
    ],
)
@pytest.mark.parametrize("heading", ["To do", "Vastuut", "Seuraavat toimet", "Seuraavaksi", "Ensi viikolla"])
def test_below_a_heading_of_tasks_each_entry_is_one(heading: str, entry: str, doers: tuple[str, ...], day: str | None) -> None:
    assert told(f"# 1. {heading}\n- {entry}\n- Portaiden maalaus tehty\n") == [(entry, doers, day)]


@pytest.mark.parametrize(
    ("announced", "doers"),
    [("Reittityöryhmän osalta tulevia tehtäviä ovat:", ("Reittityöryhmä",)), ("Tulevia tehtäviä ovat:", ())],
)
def test_a_list_that_a_sentence_announces_as_work_is_known_and_shown_where_it_says_whose(
    announced: str, doers: tuple[str, ...]
) -> None:
    minutes = f"# 1. Tilanne\nLuvat puuttuvat. {announced}\n- Opasteiden mitoitus.\n"
    found = meeting(minutes).decisions

    assert told(minutes) == [("Opasteiden mitoitus.", doers, None)]
    assert [Promise(d, None).shown for d in found if is_promise(d)] == [bool(doers)]


def test_an_entry_with_an_empty_box_before_it_is_to_be_done_and_one_with_a_tick_is_done() -> None:
    found = meeting("# 1. Kesän avoimet\n- [ ] opasteiden kuvat – Tuuli, 28.6.\n- [x] kartan piirto – Ilmari\n").decisions

    assert [(d.text, d.responsible, str(d.due and d.due.date)) for d in found] == [
        ("opasteiden kuvat – Tuuli, 28.6.", ("Tuuli Honkaranta",), "2031-06-28")
    ]


def test_what_is_sent_back_gives_work_to_whom_it_names() -> None:
    minutes = "# 1. Luvat\nPäätös: Palautettiin valmisteltavaksi, Tuuli korjaa kartan.\n"

    assert told(minutes) == [("Palautettiin valmisteltavaksi, Tuuli korjaa kartan.", ("Tuuli Honkaranta",), None)]


def test_an_entry_of_a_list_of_tasks_is_whose_name_stands_between_dashes() -> None:
    found = meeting(
        "# 1. Seuraavaksi tehdään\n- Opasteet loppuun – Tuuli – 1 prio\n- Kartan käännös – Ilmari – ke 21.5. mennessä\n"
    ).decisions

    assert [d.responsible for d in found] == [("Tuuli Honkaranta",), ("Ilmari Rantakivi",)]
    assert found[1].due is not None
    assert str(found[1].due.date) == "2031-05-21"


@pytest.mark.parametrize("cell", ["Lomalla", "TBD", "Sairaana", "Matkoilla", "Kesälomalla"])
def test_whoever_is_away_in_a_table_of_tasks_has_none(cell: str) -> None:
    assert not meeting(f"# 1. Tämä viikko\n| Tekijä | Tehtävä |\n| Tuuli | {cell} |\n").decisions


@pytest.mark.parametrize(
    ("sentence", "is_decision"),
    [
        ("Asia palautettiin valmisteluun 21.3.2030 § 15.", False),
        ("Päätettiin kumota 21.3.2030 § 15 tehty päätös.", True),
    ],
)
def test_what_an_earlier_meeting_decided_is_no_decision_of_this_one(sentence: str, is_decision: bool) -> None:
    assert bool(meeting(f"# 1. Lintutorni\n{sentence}\n").decisions) is is_decision


@pytest.mark.parametrize(
    "module", [clues, deadlines, responsible, zones], ids=lambda module: module.__name__.rpartition(".")[2]
)
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)

    assert result.attempted > 0
    assert result.failed == 0
