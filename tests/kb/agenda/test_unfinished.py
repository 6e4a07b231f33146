"""What the last meetings left unfinished: what is to be done or waited for, and no longer when a later meeting took it up."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import pytest

from kb.agenda import unfinished as module
from kb.agenda.handlings import cut
from kb.agenda.matching import Matcher, general_titles
from kb.agenda.openness import is_open, last_day, open_part
from kb.agenda.unfinished import Unfinished, unfinished
from kb.model import AgendaItem, Decision, DecisionKind, Due, Meeting
from kb.results import State
from kb.search.expansion import Synonyms

DAY = datetime.date(2031, 5, 14)


@pytest.mark.parametrize(
    "sentence",
    [
        "Selvitetään, voiko laavun varata etukäteen.",
        "Retkikunta kysyy tolppien hinnat kahdelta myyjältä.",
        "Päätettiin, että ryhmä kartoittaa pitkospuut.",
        "Laavun katto on tarkoitus uusia kesällä.",
        "Pyritään saamaan talkoot huhtikuulle.",
        "Palataan asiaan syksyllä.",
        "Etsikää ehdokkaat talkooväestä.",
        "Uutta siltaa odotellaan viikolla 9.",
        "Kartan päivitys jäi viime vuonna tekemättä.",
        "Ei ehditty, opasteita on paljon.",
        "Talkoopäivä siirtyy syksyyn.",
        "Kysytään vuokraajilta, onko laavu ohjeen mukaan varattu.",
    ],
)
def test_what_will_be_done_or_is_waited_for_is_open(sentence: str) -> None:
    assert is_open(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tolpat tilattiin keväällä.",
        "Pitkospuut on kartoitettu.",
        "Kokoonnutaan aina tiistaisin.",
        "Aino hoitaa laavut keskiviikkoisin.",
        "Aino ja Eero hakevat puut vuorotellen.",
        "Jos lupa saadaan, tilataan lankut.",
        "Puut valitaan iän perusteella.",
        "Viime kokouksessa päätettiin selvittää hinnat.",
        "Ehdotus: kysytään hinnat kahdelta myyjältä.",
        "Kysytäänkö hinnat?",
        "Ei selvitetä enempää.",
        "Seuraava kokous pidetään toukokuussa.",
        "Hän voisi selvittää hinnat.",
    ],
)
def test_what_is_done_usual_conditional_or_only_proposed_is_not(sentence: str) -> None:
    assert not is_open(sentence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Puusopimus on irtisanottava 31.5. mennessä, muuten se jatkuu.", datetime.date(2031, 5, 31)),
        ("Tarjous voimassa 30.6.2031.", datetime.date(2031, 6, 30)),
        ("Raportti jätettiin 30.4. mennessä.", None),
        ("Jos sää sallii, laavu puretaan 31.5. mennessä.", None),
        ("Talkoot ovat 31.5.", None),
    ],
)
def test_what_has_to_be_done_by_a_day_is_read_with_that_day(text: str, expected: datetime.date | None) -> None:
    found = last_day(text, DAY)

    assert (found and found[1]) == expected


def test_lines_of_a_text_are_sentences_of_their_own() -> None:
    assert open_part("Tolpat tulivat\nselvitetään kuljetus\nKatto on ehjä") == "selvitetään kuljetus"


class FakeLibrary:
    """States as they are given, else in force."""

    def __init__(self, states: dict[str, str]) -> None:
        self._states = states

    def state(self, decision: Decision, today: datetime.date) -> State:
        return State(self._states.get(decision.id, "in_force"))  # type: ignore[arg-type]


def meeting(day: str, *items: tuple[str, str], decided: Sequence[tuple[int, DecisionKind, str, Due | None]] = ()) -> Meeting:
    date = datetime.date.fromisoformat(day)
    found = tuple(AgendaItem(f"{day}/{n}", str(n), title, text=text) for n, (title, text) in enumerate(items, start=1))
    decisions = tuple(
        Decision(f"{day}/{n}/1", day, date, str(n), items[n - 1][0], kind, text, due=due) for n, kind, text, due in decided
    )
    return Meeting(day, "Reittiryhmä", None, None, date, items=found, decisions=decisions)


def unfinished_of(*meetings: Meeting, states: dict[str, str] | None = None) -> tuple[Unfinished, ...]:
    general = general_titles(meetings)
    matcher = Matcher(cut(meetings, general), Synonyms(()), general=general)
    return unfinished(FakeLibrary(states or {}), matcher, DAY, "Reittiryhmä")  # type: ignore[arg-type]


def left(*meetings: Meeting, states: dict[str, str] | None = None) -> list[str]:
    return [one.decision.text for one in unfinished_of(*meetings, states=states)]


def test_what_a_decision_or_a_sentence_left_is_named_and_what_is_over_is_not() -> None:
    last = meeting(
        "2031-04-10",
        ("Opasteet", "Selvitetään tolppien hinnat.\nKyltit maalattiin."),
        ("Laavut", "Polttopuita odotellaan viikolla 20."),
        ("Sillat", "Tilataan lankut."),
        decided=[
            (1, "decision", "Selvitetään tolppien hinnat.", None),
            (3, "assignment", "Tilataan lankut.", None),
        ],
    )

    assert left(last, states={"2031-04-10/3/1": "done"}) == [
        "Selvitetään tolppien hinnat.",
        "Polttopuita odotellaan viikolla 20.",
    ]


def test_what_a_later_meeting_took_up_stands_for_itself() -> None:
    first = meeting("2031-03-10", ("Opasteet", "Selvitetään tolppien hinnat ja maalausurakka."))
    second = meeting("2031-04-10", ("Opasteet", "Tolppien hinnat ja maalausurakka selvitettiin."))
    other = meeting("2031-04-10", ("Laavut", "Katto on ehjä."))

    assert left(first, second) == []
    assert left(first, other) == ["Selvitetään tolppien hinnat ja maalausurakka."]


def test_what_was_left_to_the_next_meeting_is_due_in_it_and_in_no_later_one() -> None:
    due = Due("seuraavaan kokoukseen", None, meeting=True)
    fresh = meeting("2031-04-10", ("Sillat", "Tuodaan hinnat."), decided=[(1, "assignment", "Tuodaan hinnat.", due)])
    stale = [meeting(f"2031-0{month}-10", (f"Asia {month}", "Todettiin.")) for month in (2, 3)]
    old = meeting("2030-12-10", ("Sillat", "Tuodaan hinnat."), decided=[(1, "assignment", "Tuodaan hinnat.", due)])

    assert left(fresh, states={"2031-04-10/1/1": "open"}) == ["Tuodaan hinnat."]
    assert left(old, *stale, fresh, states={"2030-12-10/1/1": "open", "2031-04-10/1/1": "done"}) == []


def test_nothing_that_is_older_than_what_is_remembered_is_told() -> None:
    old = meeting("2029-01-10", ("Sillat", "Tilataan lankut."), decided=[(1, "assignment", "Tilataan lankut.", None)])

    assert left(old) == []
    assert module._DAYS < 365


@pytest.mark.parametrize(
    "words",
    [
        "Jos lupa saadaan, Aino tilaa lankut.",
        "Ehdotettu tapa: Aino kysyy hinnat kaikilta.",
        "Edellisessä kokouksessa sovittiin, että Aino kysyy hinnat.",
        "Aino tarkistaa lankut talkoissa 10.4.2031.",
    ],
)
def test_an_unmarked_promise_that_is_conditional_proposed_or_over_with_its_day_is_not_open(words: str) -> None:
    sure = meeting("2031-04-10", ("Sillat", words), decided=[(1, "assignment", words, None)])
    weak = replace(sure, decisions=tuple(replace(one, confidence="low", promise=0.9) for one in sure.decisions))

    assert left(weak) == []


def test_an_unmarked_promise_with_a_day_that_a_later_meeting_took_up_stands_for_itself_no_more() -> None:
    words = "Aino selvittää tolppien hinnat ja maalausurakan."
    due = Due("toukokuussa", datetime.date(2031, 5, 10))
    first = meeting("2031-03-10", ("Opasteet", words), decided=[(1, "assignment", words, due)])
    second = meeting("2031-04-10", ("Opasteet", "Tolppien hinnat ja maalausurakka selvitettiin."))
    weak = replace(first, decisions=tuple(replace(one, confidence="low", promise=0.9) for one in first.decisions))

    assert left(weak) == [words]
    assert left(weak, second) == []
    assert left(first, second) == [words]


def test_an_unmarked_promise_that_names_its_doer_is_taken_up_by_as_much_as_a_marked_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_TAKEN_UP", 1.1)
    words = "Aino selvittää tolppien hinnat ja maalausurakan."
    first = meeting("2031-03-10", ("Opasteet", words), decided=[(1, "assignment", words, None)])
    second = meeting("2031-04-10", ("Opasteet", "Tolppien hinnat ja maalausurakka olivat esillä."))
    weak = replace(first.decisions[0], confidence="low", promise=0.9)
    named = replace(weak, responsible=("Aino",))

    assert left(replace(first, decisions=(weak,)), second) == []
    assert left(replace(first, decisions=(named,)), second) == [words]


def in_parts(*parts: tuple[str, float, tuple[str, ...], Due | None]) -> Meeting:
    """Minutes with a marked decision of several sentences, each with how likely it promises, its doers and its day."""
    words = " ".join(text for text, *_ in parts)
    sure = meeting("2031-04-10", ("Sillat", words), decided=[(1, "decision", words, None)])
    whole = replace(sure.decisions[0], in_parts=True)
    promised = [
        replace(whole, id=f"part-{n}", kind="assignment", text=text, confidence="low", promise=likely, responsible=doers, due=due, in_parts=False)
        for n, (text, likely, doers, due) in enumerate(parts, start=1)
    ]  # fmt: skip
    return replace(sure, decisions=(whole, *promised))


def test_a_decision_in_parts_is_told_once_as_a_whole_while_one_of_them_is_open() -> None:
    held = in_parts(("Retkikunta kysyy hinnat.", 0.9, (), None), ("Aino hakee luvan.", 0.9, (), None))
    words = "Retkikunta kysyy hinnat. Aino hakee luvan."

    assert left(held) == [words]
    assert left(held, states={"part-1": "done"}) == [words]
    assert left(held, states={"part-1": "done", "part-2": "done"}) == []
    assert left(held, states={"2031-04-10/1/1": "replaced"}) == []


def test_a_decision_in_parts_has_the_doer_the_day_and_the_state_of_the_part_that_is_left() -> None:
    due = Due("12.5.2031", datetime.date(2031, 5, 12))
    held = in_parts(("Retkikunta kysyy hinnat.", 0.9, ("Retkikunta",), None), ("Aino hakee luvan 12.5.", 0.9, ("Aino",), due))

    one = unfinished_of(held, states={"part-1": "done", "part-2": "overdue"})[0]

    assert (one.decision.id, one.decision.responsible, one.decision.due) == ("2031-04-10/1/1", ("Aino",), due)
    assert (one.due, one.state.code) == (due.date, "overdue")


def test_of_the_parts_that_are_left_the_one_that_is_open_and_has_a_doer_is_told() -> None:
    held = in_parts(
        ("Tolpat tilataan.", 0.9, (), None),
        ("Selvitetään hinnat.", 0.9, (), None),
        ("Aino hakee luvan.", 0.9, ("Aino",), None),
    )

    one = unfinished_of(held, states={"part-1": "in_force", "part-2": "open", "part-3": "open"})[0]

    assert (one.decision.responsible, one.state.code) == (("Aino",), "open")


def test_a_decision_whose_parts_are_none_of_them_sure_is_not_told_and_neither_are_they() -> None:
    assert left(in_parts(("Retkikunta kysyy hinnat.", 0.45, (), None), ("Aino hakee luvan.", 0.45, (), None))) == []


def test_a_part_without_a_day_is_over_with_the_day_of_another() -> None:
    due = Due("15.4.2031", datetime.date(2031, 4, 15))
    held = in_parts(("Retkikunta kysyy hinnat.", 0.9, (), None), ("Luvista päätetään 15.4. talkoissa.", 0.9, (), due))
    later = meeting("2031-05-02", ("Laavut", "Katto on ehjä."))

    assert left(held, later) == []


def test_a_sentence_that_leads_to_a_marked_decision_is_answered_by_it() -> None:
    request = "Retkikunta pyytää luvan siltaan."
    text = f"{request}\nPäätös: Lupa annetaan."
    asked = meeting(
        "2031-04-10", ("Sillat", text), decided=[(1, "assignment", request, None), (1, "decision", "Lupa annetaan.", None)]
    )
    weak, sure = asked.decisions
    weak = replace(weak, id="weak", confidence="low", promise=0.9)

    assert left(replace(asked, decisions=(weak,))) == [request]
    assert request not in left(replace(asked, decisions=(weak, sure)))
