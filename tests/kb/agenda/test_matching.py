"""General titles are answered with the last meeting's; presenters are no matter."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from kb.agenda.draft import DraftItem
from kb.agenda.handlings import cut
from kb.agenda.matching import Asked, Matcher, Prior, general_titles, of_the_matter, with_latest
from kb.agenda.presenters import called, presenter_of, with_presenter
from kb.model import AgendaItem, Decision, Meeting
from kb.search.expansion import Synonyms

NAMES = frozenset({"aino", "salmela", "ranta"})


def meeting(day: str, body: str, *items: tuple[str, str]) -> Meeting:
    return Meeting(
        f"{day}-{body}",
        body,
        None,
        None,
        datetime.date.fromisoformat(day),
        items=tuple(
            AgendaItem(f"{day}-{body}/{n}", str(n), title, text=text) for n, (title, text) in enumerate(items, start=1)
        ),
    )


MEETINGS = [
    meeting("2031-02-10", "Reittiryhmä", ("Seuraava kokous", "Kokoonnutaan 12.3.2031."), ("Opasteet", "Tolpat tilattiin.")),
    meeting(
        "2031-03-12",
        "Reittiryhmä",
        ("Ainon kuulumiset", "Aino kertoi talkoista."),
        ("Seuraavat kokoukset keskiviikkona 14.5. klo 13.15", "Kokoonnutaan 14.5.2031 ja 4.6.2031."),
    ),
    meeting("2031-04-02", "Laavuryhmä", ("Seuraava kokous", "Kokoonnutaan 9.9.2031.")),
]
GENERAL = general_titles(MEETINGS, NAMES)
MATCHER = Matcher(cut(MEETINGS, GENERAL), Synonyms(()), names=NAMES, general=GENERAL)
DAY = datetime.date(2031, 5, 14)


@pytest.mark.parametrize(
    "title",
    [
        "Seuraava kokous",
        "Seuraavat kokoukset",
        "Seuraavan kokouksen ajankohta",
        "Seuraava kokous 4.6. klo 9",
        "Seuraava kokous (Aino)",
    ],
)
def test_a_general_title_in_any_form_brings_back_the_last_of_the_body(title: str) -> None:
    found = MATCHER.find(Asked(title), DAY, body="Reittiryhmä")

    assert [one.handling.text for one in found] == ["Kokoonnutaan 14.5.2031 ja 4.6.2031."]
    assert [reason.code for one in found for reason in one.why] == ["last"]


@pytest.mark.parametrize("title", ["Kuulumiset (Aino)", "Ainon kuulumiset", "Kuulumiset, Aino Salmela"])
def test_a_presenter_is_no_matter(title: str) -> None:
    assert [one.handling.text for one in MATCHER.find(Asked(title), DAY)] == ["Aino kertoi talkoista."]


@pytest.mark.parametrize(
    ("title", "plain", "name"),
    [
        ("Ajankohtaiset (Aino)", "Ajankohtaiset", "Aino"),
        ("Opasteet (Aino ja Ranta)", "Opasteet", "Aino ja Ranta"),
        ("Opasteet – Aino Salmela", "Opasteet", "Aino Salmela"),
        ("Opasteet, Ranta/SRK", "Opasteet", "Ranta"),
        ("Opasteet / Aino", "Opasteet", "Aino"),
        ("Opasteet Aino:", "Opasteet", "Aino"),
        ("Opasteet (Liisa)", "Opasteet", "Liisa"),
        ("Opasteet (Tolppa)", "Opasteet (Tolppa)", None),
        ("Opasteet (SRK)", "Opasteet (SRK)", None),
        ("Opasteet, Tolpat", "Opasteet, Tolpat", None),
        ("Opasteet (tuotos 4.2)", "Opasteet (tuotos 4.2)", None),
        ("Tulva-alueet – Kerttu", "Tulva-alueet – Kerttu", None),
        ("(Aino)", "(Aino)", None),
    ],
)
def test_who_presents_is_read_from_the_end_of_a_title(title: str, plain: str, name: str | None) -> None:
    assert presenter_of(title, NAMES)[:2] == (plain, name)


def test_a_presenter_that_is_set_stays() -> None:
    item = DraftItem("1", "Kuulumiset (Aino)", presenter="Veikko")

    assert with_presenter(item, NAMES) == item


def test_the_latest_of_the_matter_is_seen_without_opening_anything() -> None:
    def prior(day: str, score: float) -> Prior:
        handling = next(h for h in cut([meeting(day, "Reittiryhmä", ("Opasteet", f"Tolpat {day}."))], ()))
        return Prior(handling, score, ())

    old = [prior(f"2030-0{month}-01", 0.9 - month / 10) for month in range(1, 5)]
    late, other = prior("2031-01-01", 0.45), prior("2031-02-01", 0.3)

    assert with_latest([*old, late, other], 3) == (old[0], late, old[1])
    assert with_latest([late, *old], 3) == (late, old[0], old[1])
    assert with_latest([], 3) == ()


def test_an_item_for_the_next_meeting_is_answered_with_a_later_day_that_was_agreed_and_then_with_the_last_time() -> None:
    meetings = [
        meeting("2031-02-10", "Reittiryhmä", ("Seuraavat kokoukset", "12.3.2031, 14.5.2031 ja 4.6.2031")),
        meeting("2031-03-12", "Reittiryhmä", ("Seuraava kokous", "Kokoonnutaan 14.5.2031.")),
    ]
    general = general_titles(meetings)
    found = Matcher(cut(meetings, general), Synonyms(()), general=general).find(
        Asked("Seuraava kokous"), DAY, body="Reittiryhmä"
    )

    assert [one.handling.date.month for one in found] == [2, 3]


HANDLED = (
    ("2031-01-10", "Laavujen katot paikataan tervapahvilla."),
    ("2031-03-12", "Laavujen katot paikataan tervapahvilla, kun sää sallii."),
)


def test_a_line_under_a_standing_title_is_answered_from_the_same_title_first_and_under_the_rest_of_matters_from_anywhere() -> (
    None
):
    meetings = [
        meeting(
            "2031-02-10", "Reittiryhmä", ("Ainon kuulumiset", "Laavujen katot vuotavat."), ("Muut asiat", "Opasteet puuttuvat.")
        ),
        meeting("2031-03-12", "Reittiryhmä", ("Talkoot", "Laavujen katot ja opasteet talkoissa.")),
    ]
    general = general_titles(meetings, NAMES)
    matcher = Matcher(cut(meetings, general), Synonyms(()), names=NAMES, general=general)

    assert matcher.find(Asked("Laavujen katot", under="Ainon kuulumiset"), DAY)[0].handling.date.month == 2
    assert [one.handling.date.month for one in matcher.find(Asked("Opasteet", under="Muut asiat"), DAY)] == [
        one.handling.date.month for one in matcher.find(Asked("Opasteet"), DAY)
    ]


def test_what_stands_under_a_title_tells_the_handlings_of_one_item_from_each_other() -> None:
    meetings = [
        meeting(
            "2031-02-10",
            "Reittiryhmä",
            (
                "Reittien kunto",
                "Pitkospuut on korjattu. Päätös: Tilataan lankut.\nLaavun katto vuotaa ja se paikataan syksyllä.",
            ),
        )
    ]
    matcher = Matcher(cut(meetings, frozenset()), Synonyms(()), names=NAMES)

    found = matcher.find(Asked("Reittien kunto", "Laavun katto on yhä paikkaamatta."), DAY)

    assert "katto" in found[0].handling.text


def test_of_equal_handlings_the_latest_comes_first_even_within_a_year() -> None:
    meetings = [meeting(day, "Reittiryhmä", ("Muut asiat", text)) for day, text in HANDLED]
    general = general_titles(meetings, NAMES)
    matcher = Matcher(cut(meetings, general), Synonyms(()), names=NAMES, general=general)

    found = matcher.find(Asked("Laavujen katot", under="Muut asiat"), DAY)

    assert [one.handling.date.month for one in found][:2] == [3, 1]


def test_new_tickets_are_a_rubric_for_what_stands_below() -> None:
    meetings = [meeting("2031-02-10", "Reittiryhmä", ("Uusia tikettejä", "Kartta ei lataudu.\nLaavun varaus jumittaa."))]
    general = general_titles(meetings, NAMES)
    matcher = Matcher(cut(meetings, general), Synonyms(()), names=NAMES, general=general)

    found = matcher.find(Asked("Laavun varaus jumittaa", under="Uusia tikettejä"), DAY)

    assert general == {"Uusia tikettejä"}
    assert found[0].handling.text == "Laavun varaus jumittaa."


def test_titles_that_share_a_usual_word_are_not_the_same_when_their_own_words_are_new() -> None:
    meetings = [meeting("2031-03-12", "Reittiryhmä", ("Kartan värit", "Värit valittiin."), ("Laavut", "Kartta on laavuilla."))]
    found = Matcher(cut(meetings, ()), Synonyms(())).find(Asked("Kartan tietuepoistot"), DAY)

    assert all(reason.code != "title" for one in found for reason in one.why)


def test_a_compound_tells_more_of_a_matter_than_simple_words() -> None:
    meetings = [
        meeting("2031-03-12", "Reittiryhmä", ("Retket", "Huolto ja hinta sovittiin."), ("Laavut", "Opastetaulut tulivat."))
    ]
    found = Matcher(cut(meetings, ()), Synonyms(())).find(Asked("Opastetaulujen hinta"), DAY)

    assert found[0].handling.item.title == "Laavut"


def test_what_stands_under_a_personal_title_is_answered_with_the_last_time_whatever_days_an_earlier_one_names() -> None:
    meetings = [
        meeting("2031-02-10", "Reittiryhmä", ("Ainon kuulumiset", "Talkoot ovat 4.6.2031.")),
        meeting("2031-03-12", "Reittiryhmä", ("Ainon kuulumiset", "Aino kertoi matkasta.")),
    ]
    general = general_titles(meetings, NAMES)
    matcher = Matcher(cut(meetings, general), Synonyms(()), names=NAMES, general=general)

    assert [one.handling.date.month for one in matcher.find(Asked("Ainon kuulumiset"), DAY, body="Reittiryhmä")] == [3]


def test_a_matter_of_every_year_is_answered_with_its_last_time_first() -> None:
    first = meeting("2029-03-12", "Reittiryhmä", ("Huoltosuunnitelma", "Huoltosuunnitelma hyväksyttiin."))
    decision = Decision(
        "d", first.id, first.date, "1", "Huoltosuunnitelma", "approval", "Huoltosuunnitelma hyväksyttiin.", body="Reittiryhmä"
    )
    later = meeting(
        "2031-01-15",
        "Reittiryhmä",
        ("Talkoot", "Reittien huoltosuunnitelma käytiin läpi, ja todettiin tolppien, kattojen ja opasteiden kunto."),
    )
    other = meeting("2030-01-15", "Laavuryhmä", ("Polttopuut", "Puut tilattiin."))
    matcher = Matcher(cut([replace(first, decisions=(decision,)), other, later], ()), Synonyms(()))

    assert matcher.find(Asked("Huoltosuunnitelma 2032"), DAY, body="Reittiryhmä")[0].handling.date.year == 2031
    assert matcher.find(Asked("Huoltosuunnitelma"), DAY, body="Reittiryhmä")[0].handling.date.year == 2029


def test_a_decision_that_heads_a_list_is_one_of_each_line_and_says_nothing_for_itself() -> None:
    day = datetime.date(2031, 3, 12)
    item = AgendaItem("1", "1", "Muut asiat", text="Siirretään seuraavaan kokoukseen:\nOpasteet\nLaavut")
    put_off = Decision("d", "m", day, "1", "Muut asiat", "postponed", "Siirretään seuraavaan kokoukseen:")
    found = cut([Meeting("m", "Reittiryhmä", None, None, day, items=(item,), decisions=(put_off,))], {"Muut asiat"})

    assert [one.text for one in found] == [
        "Siirretään seuraavaan kokoukseen: Opasteet",
        "Siirretään seuraavaan kokoukseen: Laavut",
    ]


def test_a_ticket_for_a_title_is_no_rubric_and_finds_what_was_said_of_it() -> None:
    meetings = [meeting("2031-03-12", "Reittiryhmä", ("Muut asiat", "Aino hoitaa talkoot.\n#204: kartta korjataan keväällä."))]
    general = general_titles(meetings, NAMES)
    found = Matcher(cut(meetings, general), Synonyms(()), names=NAMES, general=general).find(Asked("#204"), DAY)

    assert found[0].handling.text == "#204: kartta korjataan keväällä."


def test_short_lines_under_a_general_title_are_handlings_of_their_own() -> None:
    text = "Opasteet tilattu\nLaavun katto vuotaa\nSeuraava kokous syksyllä"
    found = cut([meeting("2031-03-12", "Reittiryhmä", ("Muut asiat", text))], frozenset({"Muut asiat"}))

    assert [one.text for one in found] == text.split("\n")


def test_a_heading_stays_with_the_line_below_it_under_a_general_title() -> None:
    text = "Laavut\nKatto vuotaa pahasti ja uudet laudat on tilattu sahalta ensi kevääksi."
    found = cut([meeting("2031-03-12", "Reittiryhmä", ("Muut asiat", text))], frozenset({"Muut asiat"}))

    assert [one.text for one in found] == [text]


def test_a_line_finds_what_the_last_meeting_left_before_an_old_handling_as_good() -> None:
    meetings = [
        meeting("2031-02-10", "Reittiryhmä", ("Tolpat", "Tolpat maalataan punaisiksi.")),
        meeting("2031-03-12", "Reittiryhmä", ("Tolpat", "Tolpat maalataan sinisiksi.")),
    ]
    found = Matcher(cut(meetings, ()), Synonyms(())).find(Asked("Tolppien maali", under="Muut asiat"), DAY)

    assert found[0].handling.date == datetime.date(2031, 3, 12)
    assert found[0].score > 1.2 * found[1].score


def test_somebody_is_found_by_the_first_name_when_the_agenda_has_the_last() -> None:
    meetings = [
        meeting("2031-03-12", "Reittiryhmä", ("Työt", "Aino hoitaa opasteet toistaiseksi.\nVeikko hoitaa laavut toistaiseksi."))
    ]
    people = Synonyms(called(["Aino Salmela", "Veikko Koski"]))

    assert "Aino" in Matcher(cut(meetings, ()), people).find(Asked("Salmelan rooli"), DAY)[0].handling.text
    assert Matcher(cut(meetings, ()), Synonyms(())).find(Asked("Salmelan rooli"), DAY) == ()


def test_parts_of_words_and_numbers_alone_never_make_a_handling_one_of_the_matter() -> None:
    meetings = [meeting("2031-03-12", "Reittiryhmä", ("Siirtokuljetukset", "Kirjekysely tehtiin, kesti 20 min."))]
    matcher = Matcher(cut(meetings, ()), Synonyms(()))

    assert of_the_matter(matcher.find(Asked("Kirjekysely", under="Muut asiat"), DAY))
    for line in ("Terveyskysely", "Retki 20"):
        found = matcher.find(Asked(line, under="Muut asiat"), DAY)
        assert not found or not of_the_matter(found)


def test_what_was_accepted_comes_before_the_bare_word_that_it_was() -> None:
    item = AgendaItem(
        "m/1", "1", "Lomat", text="Talkoot pidetään viikolla 42 ja laavut suljetaan viikolla 9.\nPäätös: Hyväksyttiin."
    )
    day = datetime.date(2031, 3, 12)
    decision = Decision("m/1/1", "m", day, "1", "Lomat", "approval", "Hyväksyttiin.", confidence="high")
    minutes = Meeting("m", "Reittiryhmä", None, None, day, items=(item,), decisions=(decision,))
    found = Matcher(cut([minutes], ()), Synonyms(())).find(Asked("Lomat", "laavut"), DAY)

    assert found[0].handling.decision is None
