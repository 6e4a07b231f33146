"""Who is to do it where no subject says so: in another case, behind the verb, in brackets, beside a colon, or understood."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest

from indexer.interpret.decisions import actors
from indexer.interpret.decisions.oblique import gone_round, named_at_head, presenter
from indexer.interpret.decisions.responsible import responsible_in
from kb.knowledge.states import is_promise
from tests.indexer.interpret.minutes import meeting
from tests.indexer.interpret.test_promises import SETTING

TUULI, VEIKKO, ILMARI = "Tuuli Honkaranta", "Veikko Salmiharju", "Ilmari Rantakivi"

SAID = [
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
