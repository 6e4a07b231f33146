"""What a later meeting took up or did, found by what the decision is about and not by its item's title."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from indexer import relate
from kb.model import AgendaItem, Attendee, Decision, DecisionKind, Meeting
from kb.relations import Link
from kb.settings import Settings, load

FIRST, SECOND, THIRD = datetime.date(2025, 1, 14), datetime.date(2025, 2, 11), datetime.date(2025, 6, 10)
ASKED = "Haapala kysyy pesulalta mankelin huoltosopimuksen hinnan."


def meeting(day: datetime.date, title: str, text: str, decided: str = "", kind: DecisionKind = "assignment") -> Meeting:
    own = day.isoformat()
    item = AgendaItem(f"{own}/1", "1", title, text=text)
    subject = "Mankelin huoltosopimus" if "mankel" in decided.lower() else None
    made = Decision(f"{own}/1/1", own, day, "1", title, kind, decided, subject=subject, body="Pihatyöryhmä")
    return Meeting(own, "Pihatyöryhmä", None, None, day, items=(item,), decisions=(made,) if decided else ())


@pytest.fixture
def settings() -> Settings:
    return load(None, None, {})


def found(settings: Settings, *meetings: Meeting) -> tuple[Link, ...]:
    given = tuple(sorted(meetings, key=lambda m: m.date or FIRST, reverse=True))
    return tuple(
        link for link in relate.links(relate.tell_natures(given), settings) if link.earlier_decision == "2025-01-14/1/1"
    )


def test_a_line_under_another_title_that_is_about_the_matter_takes_it_up(settings: Settings) -> None:
    later = "Pihan kuulumiset.\nMankelin huoltosopimus: hinta on 200 euroa vuodessa."
    (link,) = found(settings, meeting(FIRST, "Muut asiat", ASKED, ASKED), meeting(SECOND, "Ajankohtaista", later))

    assert (link.later, link.relation) == ("2025-02-11/1", "follows")
    assert ("said", "Mankelin huoltosopimus: hinta on 200 euroa vuodessa.") in [(g.code, g.text) for g in link.grounds]


def test_a_line_that_reports_the_deed_says_that_it_was_done(settings: Settings) -> None:
    later = "Haapala kysyi pesulalta mankelin huoltosopimuksen hinnan, ja se saatiin."
    links = found(settings, meeting(FIRST, "Muut asiat", ASKED, ASKED), meeting(SECOND, "Ajankohtaista", later))

    assert {link.relation for link in links} == {"fulfils"}


def test_what_is_about_something_else_takes_nothing_up(settings: Settings) -> None:
    later = "Portin lukko vaihdetaan keväällä.\nHiekoitus sujui talvella hyvin."

    assert found(settings, meeting(FIRST, "Muut asiat", ASKED, ASKED), meeting(SECOND, "Ajankohtaista", later)) == ()


def test_what_was_added_to_the_minutes_after_the_meeting_tells_what_became_of_it(settings: Settings) -> None:
    text = f"{ASKED}\nLisäys 20.1.: Pesula toimitti mankelin huoltosopimuksen hinnan."
    (link,) = found(settings, meeting(FIRST, "Muut asiat", text, ASKED))

    assert (link.later, link.relation, link.grounds[0].code) == ("2025-01-14/1", "fulfils", "done")


def test_what_its_own_item_says_in_the_meeting_keeps_no_promise(settings: Settings) -> None:
    text = f"{ASKED}\nPäivitys mankelin huoltosopimuksen hinnasta: pesula toimitti edellisen hinnan."

    assert found(settings, meeting(FIRST, "Muut asiat", text, ASKED)) == ()


@pytest.mark.parametrize(
    "later",
    [
        "Esitys: Haapala kysyi pesulalta mankelin huoltosopimuksen hinnan, ja se saatiin.",
        "Edellinen hinta: Haapala kysyi pesulalta mankelin huoltosopimuksen hinnan, ja se saatiin.",
    ],
)
def test_what_is_proposed_or_copied_from_earlier_minutes_reports_no_deed(later: str, settings: Settings) -> None:
    text = f"{later}\n{ASKED}" if later.startswith("Edellinen") else ASKED
    links = found(settings, meeting(FIRST, "Muut asiat", text, ASKED), meeting(SECOND, "Ajankohtaista", later))

    assert "fulfils" not in {link.relation for link in links}


def test_a_row_of_a_register_of_risks_reports_no_deed(settings: Settings) -> None:
    later = "Mankelin huoltosopimuksen hinta puuttuu | 2 | 5 | Haapala on kysynyt pesulalta mankelin huoltosopimuksen hinnan"
    links = found(settings, meeting(FIRST, "Muut asiat", ASKED, ASKED), meeting(SECOND, "Riskit", later))

    assert "fulfils" not in {link.relation for link in links}


def test_the_next_plan_of_its_name_takes_a_plans_place(settings: Settings) -> None:
    first = meeting(
        FIRST, "Pihan vuosisuunnitelma", "Hyväksyttiin vuosisuunnitelma.", "Hyväksyttiin vuosisuunnitelma.", "approval"
    )
    soon = meeting(SECOND, "Vuosisuunnitelma", "Käytiin läpi vuosisuunnitelma.")
    later = meeting(THIRD, "Vuosisuunnitelma", "Hyväksyttiin uusi vuosisuunnitelma.")

    assert "replaces" not in {link.relation for link in found(settings, first, soon)}
    assert "replaces" in {link.relation for link in found(settings, first, soon, later)}


def test_the_plan_of_another_group_takes_no_plans_place(settings: Settings) -> None:
    first = meeting(FIRST, "Talkoiden vuosisuunnitelma", "Hyväksyttiin.", "Vuosisuunnitelma hyväksyttiin.", "approval")
    other = meeting(THIRD, "Kerhon vuosisuunnitelma", "Hyväksyttiin vuosisuunnitelma.")
    both = meeting(THIRD, "Ryhmien vuosisuunnitelmat", "Hyväksyttiin talkoiden ja kerhon vuosisuunnitelmat.")

    assert "replaces" not in {link.relation for link in found(settings, first, other)}
    assert "replaces" in {link.relation for link in found(settings, first, both)}


def test_a_persons_name_alone_is_no_matter_in_common(settings: Settings) -> None:
    later = "Pihan kuulumiset.\nSovittiin, että Sulo Hernemäki maalaa aidan."
    first = meeting(FIRST, "Sulon tilannekatsaus", "Haapala tilaa hiekkaa.", "Haapala tilaa hiekkaa.")
    second = meeting(SECOND, "Ajankohtaista", later)
    attending = tuple(replace(m, attendees=(Attendee("Sulo Hernemäki"),)) for m in (first, second))

    assert found(settings, *attending) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Laina-aika on 14 päivää.", "Pidennetään laina-aika 21 päivään."),
        ("Lainaaminen on maksutonta.", "Lainaaminen muutetaan maksuttomasta maksulliseksi."),
        ("Jatkossa viestit lähetetään kaikille.", "Viestejä ei enää lähetetä, aiemmin ne lähetettiin kaikille."),
        ("Nostetaan enimmäismäärä viiteen.", "Varauksia saa olla enintään kolme."),
    ],
)
def test_a_new_value_or_what_is_otherwise_now_takes_the_place_of_what_was_decided(
    first: str, second: str, settings: Settings
) -> None:
    before = meeting(FIRST, "Lainaaminen", first, first, "decision")
    same = meeting(SECOND, "Lainaaminen", second, second, "decision")
    other = meeting(SECOND, "Palauttaminen", second, second, "decision")

    assert "replaces" in {link.relation for link in found(settings, before, same)}
    assert "replaces" not in {link.relation for link in found(settings, before, other)}


def test_going_on_with_a_matter_of_the_name_is_not_yet_to_do_what_was_decided(settings: Settings) -> None:
    later = "Mankelin huoltosopimus on kallis.\nKeskusteltiin naapurin sopimuksesta."
    asked = "Sulo Hernemäki lähettää pesulalle valokuvan ovesta, mankelista ja ikkunasta."
    links = found(
        settings, meeting(FIRST, "Mankelin huoltosopimus", asked, asked), meeting(SECOND, "Mankelin huoltosopimus", later)
    )

    assert not [ground for link in links for ground in link.grounds if ground.code == "said"]


def test_a_ticket_added_after_the_meeting_says_that_what_was_to_be_asked_for_was_asked(settings: Settings) -> None:
    asked = "Haapala tekee mankelin viasta tukipyynnön."
    (link,) = found(
        settings, meeting(FIRST, "Muut asiat", f"{asked}\nKokouksen jälkeen lisätty tiketti: mankelin vika.", asked)
    )

    assert (link.relation, link.grounds[0].code) == ("fulfils", "done")
