"""What stands under a general title is answered as matters of their own; a telling title is one matter."""

from __future__ import annotations

import datetime

import pytest

from kb.agenda import desk
from kb.agenda.draft import Draft, DraftItem
from kb.agenda.handlings import cut
from kb.agenda.matters import matters_of, plain
from kb.library import Library
from kb.model import AgendaItem, Decision, Meeting

DAY = datetime.date(2026, 12, 10)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("- Kustannusten jakomalli\n- Asemarekisteri (info)", ["Kustannusten jakomalli", "Asemarekisteri"]),
        ("1) Laavut 10 min\n2) Tolpat, klo 13.15–13.30", ["Laavut", "Tolpat"]),
        ("- Laavut\n  - polttopuut\n  - katot\n- Tolpat", ["Laavut", "Tolpat"]),
        ("Laavut:\n\nTolpat", ["Laavut", "Tolpat"]),
        ("#1234 Opasteiden tulostus\n#1250 Laavujen varaus", ["#1234 Opasteiden tulostus", "#1250 Laavujen varaus"]),
        ("- Muut asiat\n- Tolpat", ["Tolpat"]),
        ("Ei muita asioita.", []),
        ("", []),
    ],
)
def test_each_line_under_a_general_title_is_a_matter(text: str, titles: list[str]) -> None:
    assert [matter.title for matter in matters_of(DraftItem("9", "Muut asiat", text))] == titles


def test_a_telling_title_is_one_matter() -> None:
    assert matters_of(DraftItem("2", "Laavujen polttopuut", "- tilanne\n- tarjoukset")) == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("– Laavut (tiedoksi)", "Laavut"),
        ("info: Laavut", "Laavut"),
        ("Laavut, n. 15 min", "Laavut"),
        ("Talkoot 12.5.2031", "Talkoot 12.5.2031"),
        ("a) Laavut", "Laavut"),
        ("§ 12 Laavut", "§ 12 Laavut"),
        ("Informaatiotaulu", "Informaatiotaulu"),
    ],
)
def test_marks_and_times_are_no_words_of_a_matter(line: str, words: str) -> None:
    assert plain(line) == words


def test_matters_are_answered_as_if_they_were_items(demo: Library) -> None:
    titles = ("Kustannusten jakomalli vuodelle 2027", "Asemarekisterin ylläpidon siirto")
    under = DraftItem("1", "Muut asiat", "\n".join(f"- {title}" for title in titles))
    alone = tuple(DraftItem(str(number), title) for number, title in enumerate(titles, start=1))

    whole = desk.answer(demo, Draft((under,), DAY)).items[0]
    items = desk.answer(demo, Draft(alone, DAY)).items

    assert [one.prior[0].handling for one in whole.matters] == [one.prior[0].handling for one in items]
    assert [one.citation for one in whole.matters] == [one.citation for one in items]
    assert [prior.handling.id for prior in whole.prior[:2]] == [one.prior[0].handling.id for one in items]


def test_an_unmarked_promise_takes_neither_the_words_that_lead_to_a_decision_nor_those_of_other_matters() -> None:
    day = datetime.date(2031, 5, 14)
    text = "Laavujen katot vuotavat.\nAino kysyy hinnat kahdelta.\nPäätös: Katot uusitaan kesällä."
    other = "Tolpat tulivat.\nAino tuo maalit talkoisiin."
    items = (AgendaItem("1", "1", "Laavut", text=text), AgendaItem("2", "2", "Muut asiat", text=other))
    decisions = tuple(
        Decision(f"{item}/{words}", "m", day, item, title, "decision", words, confidence=confidence, promise=0.9)
        for item, title, words, confidence in (
            ("1", "Laavut", "Aino kysyy hinnat kahdelta.", "low"),
            ("1", "Laavut", "Katot uusitaan kesällä.", "high"),
            ("2", "Muut asiat", "Aino tuo maalit talkoisiin.", "low"),
        )
    )
    meeting = Meeting("m", "Reittiryhmä", None, None, day, items=items, decisions=decisions)

    found = {one.text: one.context for one in cut([meeting], {"Muut asiat"}) if one.decision}

    assert found["Katot uusitaan kesällä."] == text
    assert found["Aino tuo maalit talkoisiin."] == "Aino tuo maalit talkoisiin."


def test_what_is_neither_marked_nor_surely_promised_is_only_words_of_its_item() -> None:
    day = datetime.date(2031, 5, 14)
    item = AgendaItem("1", "1", "Laavut", text="Katot vuotavat. Niitä paikataan.")
    weak = Decision("d", "m", day, "1", "Laavut", "decision", "Niitä paikataan.", confidence="low", promise=0.3)
    meeting = Meeting("m", "Reittiryhmä", None, None, day, items=(item,), decisions=(weak,))

    assert [(one.decision, one.text) for one in cut([meeting], ())] == [(None, item.text)]


def test_a_new_matter_among_the_rest_is_not_answered_with_what_else_was_the_rest_the_last_time(demo: Library) -> None:
    under = DraftItem("1", "Muut asiat", "- Joulukahvit")

    whole = desk.answer(demo, Draft((under,), DAY)).items[0]

    assert (whole.last, whole.citation, whole.open) == (None, None, ())
    assert "last" not in [reason.code for prior in whole.prior for reason in prior.why]
