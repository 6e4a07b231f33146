"""Where a decision stands: people's words before the minutes', the minutes' before the calendar's, and never a guess as a fact."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

import pytest

from kb.knowledge.overlay import Indexed, apply_journal
from kb.knowledge.states import States, is_promise
from kb.model import Decision, DecisionKind, Due, Meeting, Nature
from kb.names import Spelling, homes, meant
from kb.relations import Ground, Link, Relation, Standing
from kb.results import Chain, State
from kb.store.journal import Entry

MADE = datetime.date(2025, 1, 14)
LATER = datetime.date(2025, 2, 11)
TODAY = datetime.date(2025, 3, 1)
DATES = {"m1": MADE, "m2": LATER, "m3": datetime.date(2025, 4, 8)}
OLD, NEW = "m1/1/1", "m2/1/1"


def decision(
    kind: DecisionKind = "decision",
    text: str = "Päätettiin rakentaa katos.",
    *,
    id: str = OLD,
    who: tuple[str, ...] = (),
    due: Due | None = None,
    status: str | None = None,
    replaced_by: tuple[str, ...] = (),
    nature: Nature | None = None,
    until: datetime.date | None = None,
) -> Decision:
    meeting = id.partition("/")[0]
    return Decision(
        id,
        meeting,
        DATES[meeting],
        "1",
        "Katos",
        kind,
        text,
        responsible=who,
        due=due,
        status=status,
        replaced_by=replaced_by,
        nature=nature,
        until=until,
    )


def link(
    relation: Relation, *, certain: bool = True, standing: Standing = "proposed", later: str = NEW, score: float = 0.9
) -> Link:
    item = later.rpartition("/")[0]
    return Link(item, "m1/1", relation, score, (Ground("word", "…"),), later, OLD, certain, standing)


def state(own: Decision, links: Iterable[Link] = (), today: datetime.date = TODAY) -> State | None:
    return States([own, decision(id=NEW)], links, DATES).of(own, today)


SOON = Due("viimeistään 15.3.2025", datetime.date(2025, 3, 15))
PAST_DAY = datetime.date(2025, 2, 15)
PAST = Due("viimeistään 15.2.2025", PAST_DAY)
ABOUT = Due("helmikuun puolivälin tienoilla", PAST_DAY)
UNKNOWN = Due("seuraavaan kokoukseen", None, True)


OVER = datetime.date(2025, 1, 31)


@pytest.mark.parametrize(
    ("own", "links", "code", "certain"),
    [
        (decision(), (), None, None),
        (decision(nature="lasting"), (), "in_force", True),
        (decision("noted", nature="noted"), (), "noted", True),
        (decision("procedural"), (), "noted", True),
        (decision("election", who=("Haapala",), nature="once"), (), "spent", True),
        (decision("election", who=("Haapala",), nature="lasting"), (), "in_force", True),
        (decision("election", who=("Haapala",)), (), None, None),
        (decision("rejected", nature="refused"), (), "rejected", True),
        (decision("rejected", nature="refused"), (link("returns"),), "handled", False),
        (decision("assignment", who=("Haapala",)), (), "open", False),
        (decision("agreement", who=("Haapala",), due=SOON), (), "open", True),
        (decision("agreement", who=("Haapala",), due=PAST), (), "overdue", False),
        (decision("agreement", who=("Haapala",), due=UNKNOWN), (), "open", False),
        (decision("agreement", due=PAST), (link("fulfils"),), "done", True),
        (decision("agreement", due=PAST), (link("fulfils", certain=False),), "done", False),
        (decision("agreement", due=PAST), (link("fulfils", certain=False, standing="confirmed"),), "done", True),
        (decision("agreement", due=PAST), (link("fulfils", standing="struck"),), "overdue", False),
        (decision(), (link("replaces"),), "replaced", True),
        (decision(nature="lasting"), (link("replaces", standing="struck"),), "in_force", True),
        (decision(nature="lasting"), (link("amends"),), "in_force", True),
        (decision(nature="lasting"), (link("follows", certain=False, score=0.6),), "in_force", True),
        (decision(nature="lasting"), (link("follows"),), None, None),
        (decision("postponed"), (), "open", False),
        (decision("postponed"), (link("follows"),), "handled", True),
        (decision("postponed"), (link("follows", certain=False, score=0.6),), "open", False),
        (decision("assignment"), (), "open", False),
        (decision("assignment"), (link("fulfils"),), "done", True),
        (decision("assignment"), (link("follows"),), "handled", False),
        (decision("agreement", due=PAST), (link("follows"),), "handled", False),
        (decision("agreement", due=PAST), (link("follows", certain=False, score=0.75),), "open", False),
        (decision("agreement", who=("Haapala",), due=ABOUT), (), "open", False),
        (decision("agreement", due=PAST), (link("follows", certain=False, score=0.6),), "overdue", False),
        (decision("agreement", due=PAST), (link("follows", standing="confirmed"),), "handled", True),
        (decision("agreement", due=PAST), (link("follows", standing="struck"),), "overdue", False),
        (decision("agreement", due=PAST), (link("refers"),), "overdue", False),
        (decision("agreement", due=SOON), (link("follows"),), "open", True),
        (decision(status="struck"), (link("replaces"),), "struck", True),
        (decision("agreement", due=PAST, status="done"), (), "done", True),
        (decision(replaced_by=(NEW,)), (), "replaced", True),
        (decision(text="Katos on käytössä 31.1.2025 asti.", nature="lasting", until=OVER), (), "spent", True),
        (decision(text="Katos on käytössä 2.4.2025 alkaen.", nature="lasting"), (), None, None),
        (decision(text="Katos on käytössä 2.2.2025 alkaen.", nature="lasting"), (), "in_force", True),
    ],
)
def test_a_decision_stands_by_people_then_words_then_the_calendar(
    own: Decision, links: tuple[Link, ...], code: str | None, certain: bool | None
) -> None:
    found = state(own, links)

    assert (found and found.code, found and found.certain) == (code, certain)


def test_what_nobody_has_heard_of_for_a_year_is_history_and_neither_open_nor_late() -> None:
    given = decision("assignment", who=("Haapala",), due=PAST)

    assert said(given, (), PAST_DAY + datetime.timedelta(days=300)) == "open"
    assert said(given, (), PAST_DAY + datetime.timedelta(days=400)) == "lapsed"
    assert said(given, (link("follows", certain=False, score=0.6),), PAST_DAY + datetime.timedelta(days=400)) is None


def test_what_was_open_when_the_minutes_ended_is_said_to_have_been_open_then() -> None:
    given = decision("assignment", who=("Haapala",), due=PAST)
    other = decision(id="m3/1/1")
    long_after = PAST_DAY + datetime.timedelta(days=800)

    def at(last: str) -> State | None:
        homes = {"m1": "ryhma", last: "ryhma", "m3": "ryhma" if last == "m3" else "toinen"}
        return States([given, other], (), DATES, homes).of(given, long_after)

    assert at("m2") == State("lapsed", PAST_DAY, PAST.text, certain=False, as_of=LATER)
    assert States([given, other], (), DATES).of(given, long_after) == State("lapsed", PAST_DAY, PAST.text, certain=False)
    handled = States([given, decision(id=NEW)], [link("fulfils")], DATES, dict.fromkeys(DATES, "ryhma")).of(given, long_after)
    assert (handled and handled.code) == "done"


def test_what_nobody_had_heard_of_for_a_year_when_the_minutes_ended_is_history() -> None:
    given = decision("assignment", who=("Haapala",), due=PAST)
    dates = {**DATES, "m4": PAST_DAY + datetime.timedelta(days=400)}
    found = States([given], (), dates, dict.fromkeys(dates, "ryhma")).of(given, PAST_DAY + datetime.timedelta(days=1200))

    assert (found and (found.code, found.as_of)) == ("lapsed", None)


def test_a_day_that_passed_long_ago_is_to_be_checked_rather_than_called_late() -> None:
    found = state(decision("assignment", who=("Haapala",), due=PAST), (), PAST_DAY + datetime.timedelta(days=300))

    assert found is not None
    assert found.is_to_check
    assert not found.is_proposal


def said(own: Decision, links: Iterable[Link], today: datetime.date) -> str | None:
    found = state(own, links, today)
    return found.code if found else None


def test_what_a_later_meeting_says_holds_from_its_day() -> None:
    own = decision("agreement", due=PAST)

    assert said(own, (link("fulfils"),), LATER - datetime.timedelta(days=1)) == "open"
    assert said(own, (link("fulfils"),), LATER) == "done"


def test_a_state_names_what_it_rests_on() -> None:
    found = state(decision(), (link("replaces"),))

    assert found is not None
    assert (found.by, found.since) == (NEW, LATER)
    assert found.grounds == (Ground("word", "…"),)


@pytest.mark.parametrize(
    ("words", "today", "code"),
    [
        ("viimeistään 15.2.2025", datetime.date(2025, 2, 16), "overdue"),
        ("15.2.2025", datetime.date(2025, 2, 16), "open"),
        ("helmikuussa", datetime.date(2025, 3, 1), "open"),
        ("viimeistään 15.2.2025", datetime.date(2025, 3, 20), "open"),
    ],
)
def test_an_unmarked_promise_is_late_only_past_a_limit_since_which_nobody_has_met(
    words: str, today: datetime.date, code: str
) -> None:
    own = replace(decision("agreement", who=("Haapala",), due=Due(words, PAST_DAY)), confidence="low", promise=0.9)
    held = {"m1": MADE, "m2": datetime.date(2025, 3, 11)}
    found = States([own], (), held, bodies={"m1": "Katosryhmä", "m2": "Katosryhmä"}).of(own, today)

    assert found is not None and found.code == code


def test_words_that_something_is_still_missing_make_overdue_certain() -> None:
    own = decision("agreement", due=PAST)
    missing = Link("m2/1", "m1/1", "refers", 0.9, (Ground("open", "Tarjous on saamatta."),), None, OLD)

    assert state(own, (missing,)) == State("overdue", PAST.date, PAST.text, True, missing.grounds)


def test_after_a_denial_only_what_took_the_matter_up_still_later_counts() -> None:
    own = decision("agreement", due=PAST)
    missing = Link("m2/1", "m1/1", "refers", 0.9, (Ground("open", "Tarjous on saamatta."),), None, OLD)
    again = Link("m3/1", "m2/1", "follows", 0.9, (Ground("title", "Katos"),))

    assert said(own, (missing, link("follows")), TODAY) == "overdue"
    found = state(own, (missing, link("follows"), again), datetime.date(2025, 5, 1))
    assert found is not None
    assert (found.code, found.since, found.by, found.certain) == ("handled", DATES["m3"], "m3/1", False)


@pytest.mark.parametrize(
    ("own", "promise"),
    [
        (decision("agreement", who=("Haapala",)), True),
        (decision("decision", due=SOON), True),
        (decision("approval", who=("Haapala",), due=SOON), True),
        (decision("decision"), False),
        (decision("assignment"), True),
        (decision("election", who=("Haapala",)), False),
        (decision("noted", who=("Haapala",)), False),
        (decision("decision", due=Due("14.2.2025 asti", PAST.date)), False),
    ],
)
def test_a_promise_has_a_doer_or_a_deadline(own: Decision, promise: bool) -> None:
    assert is_promise(own) is promise


def test_promises_come_by_deadline_and_only_those_made_by_the_day() -> None:
    own = [
        decision("agreement", id="m1/1/1", who=("Haapala",)),
        decision("agreement", id="m1/1/2", due=SOON),
        decision("agreement", id="m1/1/3", due=PAST),
        decision("agreement", id="m3/1/1", due=PAST),
    ]
    found = States(own, (), DATES).promises(TODAY)

    assert [promise.decision.id for promise in found] == ["m1/1/3", "m1/1/2", "m1/1/1"]


def test_leave_to_do_something_if_need_be_is_not_said_to_hold_after_its_year() -> None:
    own = decision(text="Valtuutettiin hallitus ottamaan tarvittaessa lainaa.", nature="lasting")
    given = state(own)

    assert given is not None and given.code == "in_force"
    assert state(own, today=datetime.date(2026, 1, 2)) is None


def test_what_was_added_to_its_own_item_tells_the_state_and_is_no_later_matter() -> None:
    own = decision("agreement", due=PAST)
    added = Link("m1/1", "m1/1", "fulfils", 0.8, (Ground("done", "…"),), None, OLD)
    states = States([own], [added], DATES)
    found = states.of(own, TODAY)

    assert found is not None and found.code == "done"
    assert states.link_of(own, found) == added
    assert states.chain(OLD).later == states.chain(OLD).earlier == ()
    assert states.dependents(OLD) == 0


def test_a_chain_tells_both_ways_and_the_whole_line() -> None:
    states = States([decision(), decision(id=NEW)], [link("follows")], DATES)
    joined = link("follows")

    assert states.chain(OLD) == Chain((), (joined,), ("m1/1", "m2/1"))
    assert states.chain(NEW) == Chain((joined,), (), ("m1/1", "m2/1"))
    assert states.chain("m2/1").earlier == (joined,)


def test_an_unlikely_link_is_not_in_the_line() -> None:
    states = States([decision(), decision(id=NEW)], [link("follows", certain=False, score=0.55)], DATES)

    assert states.chain(OLD).line == ("m1/1",)
    assert len(states.chain(OLD).later) == 1


def entry(what: str, target: str, to: str | None = None) -> Entry:
    return Entry(f"{what}-{target}", "2025-02-20T10:00:00+00:00", "Orvokki", what, target, to=to)  # type: ignore[arg-type]


def laid(entries: Iterable[Entry], *links: Link) -> States:
    meetings = tuple(Meeting(id, None, None, None, day) for id, day in DATES.items())
    return apply_journal(entries, Indexed(meetings, (decision(), decision(id=NEW)), links=links)).register.states


def test_people_confirm_and_strike_proposed_links() -> None:
    proposed = link("follows", certain=False)

    assert laid([entry("confirm", proposed.id)], proposed).links[0].standing == "confirmed"
    assert laid([entry("strike", proposed.id)], proposed).links == ()
    assert laid([], proposed).links[0].standing == "proposed"


def test_people_draw_links_of_their_own() -> None:
    (drawn,) = laid([entry("link", NEW, OLD)]).links

    assert (drawn.later_decision, drawn.earlier_decision, drawn.standing) == (NEW, OLD, "confirmed")


def spelled(name: str, meetings: str, organisation: str = "Kiinteistöyhtiö") -> Spelling:
    return Spelling(name, frozenset({organisation} if organisation else ()), frozenset(meetings))


@pytest.mark.parametrize(
    ("spellings", "expected"),
    [
        ((("orvokki haapala", "abcd"), ("orvoki haapala", "e")), {"orvoki haapala": "orvokki haapala"}),
        ((("haapala orvokki", "abcd"), ("haapalla orvokki", "e")), {"haapalla orvokki": "haapala orvokki"}),
        ((("orvokki haapala", "abcd"), ("orvokki", "e")), {"orvokki": "orvokki haapala"}),
        ((("orvokki haapala", "abcd"), ("o haapala", "e")), {"o haapala": "orvokki haapala"}),
        ((("elina haapala", "abcd"), ("pekka haapala", "abcd")), {}),
        ((("anna haapala", "abc"), ("anne haapala", "cd")), {}),
        ((("anna haapala", "ab"), ("anne haapala", "cd")), {}),
        ((("orvokki haapala", "ab"), ("orvokki puistola", "cd"), ("orvokki", "e")), {}),
        ((("mari haapala", "abcd"), ("mira haapala", "e"), ("urho haapala", "f")), {}),
    ],
)
def test_spellings_of_one_person_are_taken_together(spellings: tuple[tuple[str, str], ...], expected: dict[str, str]) -> None:
    assert homes({key: spelled(key, meetings) for key, meetings in spellings}) == expected


def test_like_names_of_two_organisations_are_two_persons() -> None:
    one, other = spelled("Orvokki Haapala", "abcd"), spelled("Orvoki Haapala", "e", "Pesula")

    assert homes({"orvokki haapala": one, "orvoki haapala": other}) == {}


@pytest.mark.parametrize(
    ("who", "organisation", "expected"),
    [
        ("Haapala", None, None),
        ("Haapala", "Pesula", "haapala urho"),
        ("U. Haapala", None, "haapala urho"),
        ("Orvokki", None, "haapala orvokki"),
        ("Haapala, Urho", None, "haapala urho"),
        ("Puistola", None, None),
    ],
)
def test_a_part_of_a_name_means_the_only_person_it_can(who: str, organisation: str | None, expected: str | None) -> None:
    known = {"haapala orvokki": ("Kiinteistöyhtiö",), "haapala urho": ("Pesula",)}

    assert meant(who, known, known, organisation) == expected
