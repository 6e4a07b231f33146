"""Minutes, agendas, attachments and other texts told apart; several meetings in one file parted."""

from __future__ import annotations

import datetime
import time

import pytest

from indexer.interpret.meetings import split_meetings
from tests.indexer.interpret.minutes import lines, understand

MINUTES = {
    "named so": "# Reittityöryhmän muistio 14.5.2031\nLäsnä: Tuuli Honkaranta, Veikko Salmiharju\n# 1. Opasteet\nUusitaan.\n# 2. Muut\nEi.\n",
    "named by nothing": "# Reittityöryhmä\nAika: 14.5.2031 klo 9\nLäsnä: Tuuli Honkaranta\n# 1. Opasteet\nSovittiin, että uusitaan.\n# 2. Muut\nEi.\n",
    "an agenda that was held": "# Esityslista 14.5.2031\nLäsnä: Tuuli Honkaranta, Veikko Salmiharju\n# 1. Avaus\nPuheenjohtaja avasi kokouksen klo 9.\n"
    "# 2. Opasteet\nPäätös: Uusitaan.\n",
    "a telegram": "# Palaveri 14.5.2031\nPaikalla: Tuuli, Veikko\n- opasteet uusitaan\n- Tuuli kysyy luvat\n",
    "Swedish": "# Styrgruppens möte 14.5.2031\nPROMEMORIA\nNärvarande: Tuuli Honkaranta\n# 1. Öppnande\nOrdförande öppnade mötet.\n# 2. Skyltar\nGodkändes.\n",
    "English": "# Minutes of the Trails Committee\nDate: 14 May 2031\nPresent: Tuuli Honkaranta\n# 1. Signs\nIt was agreed to renew them.\n# 2. Other\nNone.\n",
}


@pytest.mark.parametrize("text", MINUTES.values(), ids=MINUTES.keys())
def test_minutes_are_known_by_what_stands_in_them(text: str) -> None:
    found = understand(text)

    assert found.kind == "minutes"
    assert [meeting.date for meeting in found.meetings] == [datetime.date(2031, 5, 14)]


UNDATED = {
    "a weekly meeting of a numbered week": "# Viikkopalaveri, viikko 20\nPaikalla: Tuuli\nopasteet uusitaan\n",
}


@pytest.mark.parametrize("text", UNDATED.values(), ids=UNDATED.keys())
def test_minutes_of_a_week_without_a_day_are_minutes(text: str) -> None:
    found = understand(text)

    assert (found.kind, [meeting.date for meeting in found.meetings], found.days) == ("minutes", [None], (20,))


AGENDAS = {
    "esityslista": "# Reittityöryhmän kokous 4/2031\nESITYSLISTA\nAika: 14.5.2031 klo 9\n# 1. Avaus\n# 2. Opasteet\n# 3. Muut asiat\n",
    "kokouskutsu": "# Kokouskutsu\nReittityöryhmän kokous 14.5.2031 klo 9\n1. Avaus\n2. Opasteet\n3. Muut asiat\n",
    "asialista": "# Asialista 14.5.2031\n- 1. Avaus\n- 2. Opasteet\n- 3. Muut asiat\n",
    "with proposals": "# Esityslista 14.5.2031\n# 1. Avaus\n# 2. Opasteet\nEhdotus: Uusitaan opasteet.\nPäätös:\n# 3. Muut asiat\nPäätös:\n",
    "an earlier decision recalled": "# Reittityöryhmä\nESITYSLISTA (LUONNOS)\nAika: 14.5.2031 klo 9\n# 1. Avaus\n# 2. Opasteet\n"
    "Opasteet uusitaan, kuten 3.4.2031 päätettiin.\n",
    "the invited": "# Kutsu: reittityöryhmän kokous 14.5.2031\nOsallistujat: Tuuli Honkaranta\n# 1. Avaus\n# 2. Opasteet\n",
    "Swedish": "# Styrgruppens möte 14.5.2031\nFÖREDRAGNINGSLISTA\n# 1. Öppnande\n# 2. Skyltar\n",
    "English": "# Trails Committee, 14 May 2031\nAGENDA\n# 1. Opening\n# 2. Signs\n",
}


@pytest.mark.parametrize("text", AGENDAS.values(), ids=AGENDAS.keys())
def test_an_agenda_is_one_and_decides_nothing(text: str) -> None:
    found = understand(text)

    assert found.kind == "agenda"
    assert [meeting.kind for meeting in found.meetings] == ["agenda"]
    assert [meeting.decisions for meeting in found.meetings] == [()]
    assert len(found.meetings[0].items) >= 2


OTHERS = {
    "a project's plan with tasks": "# Projektisuunnitelma\n# Seuraava viikko\n| Tekijä | Tehtävä |\n| Tuuli | Opasteet |\n| Veikko | Luvat |\n",
    "a week named in a letter": "# Viikko 20\nHei Tuuli ja Veikko,\nopasteet saapuvat.\n",
    "a plan": "# Viestintäsuunnitelma 2031\nTavoitteena on tavoittaa kaikki kunnat.\n",
    "a letter": "Kurkimäki 14.5.2031\nHyvä vastaanottaja,\nlähetämme oheisen kartan.\n",
    "nothing": "",
    "rules": "# Työryhmän työjärjestys\nTyöryhmä kokoontuu neljä kertaa vuodessa.\n",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_other_texts_are_no_meetings(text: str) -> None:
    found = understand(text)

    assert found.kind == "other"
    assert found.meetings == ()


REPORTS = {
    "a team's report": "# Viikkoraportti\nViikko 20, 14.5.2031\nTehtiin opasteita.\nPäätettiin jatkaa.\n",
    "one of hours": "# Viikkoraportti\n# Viikko 20\n# Edellinen viikko\n| Tekijä | Tehtävä | Tunnit |\n| Tuuli | Opasteet | 30 |\n| Veikko | Luvat | 31 |\n",
    "one of one person's week": "# Viikkoraportti\n# Viikko 20\n# Seuraava viikko\n| Tekijä | Tehtävä |\n| Tuuli | Opasteet |\n",
    "a Swedish one": "# Veckorapport\nVecka 20\nStigen är märkt.\n",
    "an English one": "# Project status report, week 20\nThe path is marked.\n",
}


@pytest.mark.parametrize("text", REPORTS.values(), ids=REPORTS.keys())
def test_a_report_of_a_week_is_one_and_no_meeting_was_held_for_it(text: str) -> None:
    found = understand(text)

    assert found.kind == "report"
    assert found.meetings == ()


def test_a_report_that_lists_who_were_present_is_minutes() -> None:
    text = "# Viikkoraportti, viikkopalaveri 14.5.2031\nLäsnä: Tuuli Honkaranta, Veikko Salmiharju\n# 1. Reitit\nPäätettiin jatkaa.\n"

    assert understand(text).kind == "minutes"


def test_a_text_in_a_folder_of_attachments_is_an_attachment() -> None:
    assert (
        understand("# Kartan selite\nPunainen on polku, 14.5.2031.\n", "2031-05-14/liitteet/LIITE 1 selite.md").kind
        == "attachment"
    )


TWO = (
    "# Muistiot 2031\n"
    "## Reittityöryhmän kokous 5/2031\nAika: 3.6.2031 klo 9\nLäsnä: Tuuli Honkaranta\n### 1. Kartta\nSovittiin, että kartta painetaan.\n"
    "### 2. Muut asiat\nEi muita.\n"
    "## Reittityöryhmän kokous 4/2031\nAika: 14.5.2031 klo 9\nLäsnä: Veikko Salmiharju\n### 1. Opasteet\nSovittiin, että ne uusitaan.\n"
    "### 2. Muut asiat\nEi muita.\n"
)


def test_several_meetings_in_one_file_are_each_read_for_themselves() -> None:
    found = understand(TWO).meetings

    assert [(meeting.id, meeting.number) for meeting in found] == [("2031-06-03", "5/2031"), ("2031-05-14", "4/2031")]
    assert [[person.name for person in meeting.attendees] for meeting in found] == [["Tuuli Honkaranta"], ["Veikko Salmiharju"]]
    assert [[item.title for item in meeting.items] for meeting in found] == [
        ["Kartta", "Muut asiat"],
        ["Opasteet", "Muut asiat"],
    ]
    assert [decision.id for meeting in found for decision in meeting.decisions] == ["2031-06-03/1/1", "2031-05-14/1/1"]


def test_the_words_of_one_meeting_are_cited_in_their_own_place() -> None:
    first, second = understand(TWO).meetings

    assert first.where is not None
    assert second.where is not None
    assert (first.where.start or 0) < (second.where.start or 0)
    assert all(d.where and (d.where.start or 0) > (second.where.start or 0) for d in second.decisions)


def test_minutes_that_speak_of_another_meeting_in_a_heading_are_one() -> None:
    text = "# Reittityöryhmän kokous 4/2031\nAika: 14.5.2031\nLäsnä: Tuuli\n## 1. Kokous 3/2031\nHyväksyttiin.\n## 2. Kokous 5/2031\nSovitaan.\n"

    assert len(split_meetings(lines(text))) == 1


def test_a_first_line_without_end_costs_no_more_than_its_length() -> None:
    def took(letters: int) -> float:
        began = time.process_time()
        assert understand("# Ranta" + "ry" * letters + "\nAika: 14.5.2031\nLäsnä: Tuuli\n").kind is not None
        return time.process_time() - began

    took(100)
    assert took(40_000) < 9 * max(took(10_000), 0.05)
