"""What became of the demo group's decisions, held against the story that was written before any program read it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

import pytest
from rapidfuzz import fuzz

from corpus.tarina import story
from corpus.tarina.story import Chain, load
from indexer.assemble import Assembly
from kb.knowledge.states import States, is_promise
from kb.model import Decision
from kb.relations import Link

STORY = load()
# A reader may call what takes up a matter its follower whatever the verb.
CHANGES = ("replaces", "amends", "returns")

every_chain = pytest.mark.parametrize(
    "chain", STORY.chains, ids=lambda chain: f"{chain.later}-{chain.relation}-{chain.earlier}"
)
every_promise = pytest.mark.parametrize("promise", STORY.promises, ids=lambda promise: promise.decision)


@pytest.fixture(scope="module")
def read_as(demo: Assembly) -> dict[str, Decision]:
    """The story's decisions as they were read: by meeting and likeness of words."""
    every = [decision for meeting in demo.meetings if meeting.kind == "minutes" for decision in meeting.decisions]
    found = {}
    for told in STORY.decisions.values():
        here = [decision for decision in every if decision.meeting == told.meeting and decision.item == told.item]
        best = max(here, key=lambda decision: fuzz.ratio(decision.text, told.text), default=None)
        if best is not None and fuzz.partial_ratio(best.text, told.text) > 90:
            found[told.id] = best
    return found


@pytest.fixture(scope="module")
def states(demo: Assembly) -> States:
    """The demo group's decisions with their links."""
    decisions = [decision for meeting in demo.meetings for decision in meeting.decisions]
    dates = {meeting.id: meeting.date for meeting in demo.meetings if meeting.date}
    return States(decisions, demo.links, dates, {meeting.id: meeting.body for meeting in demo.meetings})


def test_every_promise_and_every_end_of_a_chain_was_read(read_as: dict[str, Decision]) -> None:
    ends = {id for chain in STORY.chains for id in (chain.later, chain.earlier)}
    promises = {promise.decision for promise in STORY.promises}

    assert (ends | promises) - set(read_as) == set()


@every_chain
def test_a_planted_chain_is_proposed(chain: Chain, demo: Assembly) -> None:
    later, earlier = (_item(STORY.decisions[id]) for id in (chain.later, chain.earlier))
    relations = {link.relation for link in demo.links if (link.later, link.earlier) == (later, earlier)}

    assert chain.relation in relations, (later, earlier)


@every_chain
def test_what_replaces_or_amends_names_both_decisions(chain: Chain, demo: Assembly, read_as: dict[str, Decision]) -> None:
    if chain.relation not in ("replaces", "amends"):
        return
    links = _between(demo.links, _item(STORY.decisions[chain.later]), _item(STORY.decisions[chain.earlier]), chain.relation)

    assert [link.later_decision for link in links] == [read_as[chain.later].id]
    assert [link.earlier_decision for link in links] == [read_as[chain.earlier].id]
    assert all(link.certain for link in links)


def test_nothing_is_said_to_be_replaced_or_amended_that_was_not(demo: Assembly, read_as: dict[str, Decision]) -> None:
    for relation in ("replaces", "amends"):
        told = {(read_as[c.later].id, read_as[c.earlier].id) for c in STORY.chains if c.relation == relation}
        found = {(link.later_decision, link.earlier_decision) for link in demo.links if link.relation == relation}
        assert found == told


def test_decisions_know_what_replaced_them(demo: Assembly, read_as: dict[str, Decision]) -> None:
    told = {read_as[earlier].id: (read_as[later].id,) for earlier, later in STORY.replaced.items()}

    assert {d.id: d.replaced_by for m in demo.meetings for d in m.decisions if d.replaced_by} == told


@every_promise
def test_a_promise_stands_where_the_story_says(promise: story.Promise, states: States, read_as: dict[str, Decision]) -> None:
    decision = read_as[promise.decision]
    state = states.of(decision, STORY.as_of)

    assert is_promise(decision)
    assert state is not None
    assert state.code == {"kept": "done", "open": "open", "overdue": "overdue"}[promise.state]
    if promise.kept_at:
        assert state.by == f"{promise.kept_at[0]}/{promise.kept_at[1].replace(' ', '')}"
        assert promise.kept_quote is not None
        assert _letters(promise.kept_quote)[:40] in _letters(" ".join(ground.text for ground in state.grounds))


@every_promise
def test_a_promise_was_open_until_it_was_kept(promise: story.Promise, states: States, read_as: dict[str, Decision]) -> None:
    decision = read_as[promise.decision]
    assert decision.date is not None

    assert _code(states, decision, decision.date) == "open"


@every_promise
def test_a_deadline_that_names_a_meeting_is_its_day(promise: story.Promise, read_as: dict[str, Decision]) -> None:
    due = STORY.decisions[promise.decision].due
    if due is None:
        return
    found = read_as[promise.decision].due

    assert found is not None
    assert found.date == due.date


def test_only_what_later_words_say_is_missing_is_certainly_overdue(states: States, read_as: dict[str, Decision]) -> None:
    overdue = {promise.decision for promise in STORY.promises if promise.state == "overdue"}
    found = {id: states.of(read_as[id], STORY.as_of) for id in overdue}
    certain = {id for id, state in found.items() if state is not None and state.certain}

    assert certain == {"2026-06-04/palvelutaso"}


@pytest.mark.parametrize("id", STORY.unsettled)
def test_a_matter_put_off_and_never_settled_is_open(id: str, states: States, read_as: dict[str, Decision]) -> None:
    assert _code(states, read_as[id]) == "open"


def test_a_matter_put_off_and_taken_up_again_is_not_open(states: States, read_as: dict[str, Decision]) -> None:
    put_off = [d for d in STORY.decisions.values() if d.kind == "postponed" and d.id not in STORY.unsettled]
    found = {d.id: _code(states, read_as[d.id]) for d in put_off if d.id in read_as}

    assert set(found.values()) == {"handled"}, found


def test_a_decision_is_replaced_from_the_day_another_takes_its_place(states: States, read_as: dict[str, Decision]) -> None:
    for earlier, later in STORY.replaced.items():
        decision, day = read_as[earlier], read_as[later].date
        assert day is not None
        before, after = states.of(decision, day.replace(day=1)), states.of(decision, day)
        assert before is None or before.code in ("in_force", "open")
        assert after is not None
        assert (after.code, after.certain) == ("replaced", True)


def test_no_decision_but_the_planted_ones_is_replaced(states: States, demo: Assembly, read_as: dict[str, Decision]) -> None:
    every = [d for m in demo.meetings for d in m.decisions]
    found = {d.id for d in every if _code(states, d) == "replaced"}

    assert found == {read_as[id].id for id in STORY.replaced}


def test_missing_and_late_attachments_are_told(demo: Assembly) -> None:
    listed = {
        (meeting.id, attachment.label): attachment
        for meeting in demo.meetings
        if meeting.kind == "minutes"
        for attachment in meeting.attachments
    }

    assert {key for key, found in listed.items() if found.file is None} == set(STORY.missing_attachments)
    assert {key: found.file for key, found in listed.items() if found.late} == STORY.late_attachments


def test_outputs_stand_where_the_story_leaves_them(demo: Assembly) -> None:
    told = {output.number: output.state for output in STORY.outputs}

    assert {output.number: output.status for output in demo.outputs} == told


def test_words_of_the_groups_own_are_defined_where_the_story_says(demo: Assembly) -> None:
    found = {term.term: term for term in demo.terms}

    for told in STORY.glossary:
        assert found[told.term].item == f"{told.meeting}/{told.item}", told.term
        assert _letters(found[told.term].meaning).startswith(_letters(told.meaning))


def test_topics_are_those_a_reader_would_pick(demo: Assembly) -> None:
    names = {name for topic in demo.topics for name in (topic.name, *topic.synonyms)}
    first = {name for topic in demo.topics[:10] for name in (topic.name, *topic.synonyms)}

    assert set(STORY.topics) - names == set()
    assert len(set(STORY.topics) & first) >= 7
    assert len(demo.topics) <= 40


def test_no_person_or_organisation_is_a_topic(demo: Assembly) -> None:
    names = {topic.name.lower() for topic in demo.topics}
    people = {part.lower() for person, _ in STORY.people for part in person.split()}
    organisations = {word.lower() for short, _ in STORY.organisations for word in (short,)}

    assert names & (people | organisations) == set()


def test_a_person_spelled_two_ways_is_one_and_two_with_a_surname_are_two(demo: Assembly) -> None:
    names = [person.name for person in demo.people]

    for slip, right in STORY.spelled_twice:
        assert right in names
        assert slip not in names
        assert any(slip in person.names for person in demo.people if person.name == right)
    for same in STORY.same_surname:
        assert set(same) <= set(names)
    assert sorted(names) == sorted(dict(STORY.people))


def test_people_attended_when_the_story_says(demo: Assembly) -> None:
    told: dict[str, set[str]] = {}
    for meeting in STORY.meetings:
        for attendee in meeting.attendees:
            if attendee.present:
                told.setdefault(attendee.person, set()).add(meeting.id)

    assert {person.name: set(person.attended) for person in demo.people} == told


def test_a_surname_of_two_presents_for_its_own_organisation(demo: Assembly) -> None:
    titles = {item.id: item for meeting in demo.meetings for item in meeting.items}
    by_name = {person.name: person for person in demo.people}

    for name, organisation in (("Elina Suvanne", "AVK"), ("Pekka Suvanne", "VLL")):
        presented = [titles[id] for id in by_name[name].presented if titles[id].organisation]
        assert presented
        assert {item.organisation for item in presented} == {organisation}


def _code(states: States, decision: Decision, day: datetime.date = STORY.as_of) -> str | None:
    state = states.of(decision, day)
    return state.code if state else None


def _item(decision: story.Decision) -> str:
    return f"{decision.meeting}/{decision.item.replace(' ', '')}"


def _between(links: Iterable[Link], later: str, earlier: str, relation: str) -> list[Link]:
    return [link for link in links if (link.later, link.earlier, link.relation) == (later, earlier, relation)]


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).lower()
