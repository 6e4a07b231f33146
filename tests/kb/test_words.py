"""Words with their meanings: what people say of them wins over what the minutes were found to say."""

from __future__ import annotations

import datetime
from pathlib import Path

from kb.knowledge.glossary import explained, told_once
from kb.knowledge.overlay import Indexed, apply_journal
from kb.model import Meeting
from kb.relations import Term
from kb.results import Body
from kb.store.journal import Journal

DAY = datetime.date(2031, 3, 4)
FOUND = (Term("EV", "suojaviheralue", "2024-01-10", "2024-01-10/1", 0, 20), Term("KVS", "", "2024-01-10", uses=4))


def test_a_word_of_the_settings_wins_over_the_minutes() -> None:
    assert [(term.term, term.meaning) for term in explained(FOUND, (("EV", "suojaava viheralue"),), {})] == [
        ("EV", "suojaava viheralue"),
        ("KVS", ""),
    ]


def test_an_explanation_in_the_journal_is_the_last_word_until_it_is_taken_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "kb-journal.jsonl")
    entry = journal.append("explain", "kvs", "Aino", text="kannettava mittari")
    terms = apply_journal(journal.entries(), Indexed(terms=FOUND, own_terms=(("KVS", "mittari"),))).terms
    assert [term.meaning for term in terms if term.term.lower() == "kvs"] == ["kannettava mittari"]

    journal.append("undo", "kvs", "Aino", to=entry.id)
    terms = apply_journal(journal.entries(), Indexed(terms=FOUND)).terms
    assert [term.meaning for term in terms if term.term.lower() == "kvs"] == [""]


def test_a_word_that_two_bodies_mean_each_in_its_own_way_has_both_meanings_and_their_bodies() -> None:
    terms = (Term("EV", "suojaviheralue", "a"), Term("EV", "energian varasto", "b"), Term("EV", "suojaviheralueet", "c"))
    meetings = tuple(Meeting(id, body, None, None, DAY, body_id=body.lower()) for id, body in (("a", "Kaava"), ("b", "Voima")))
    known = apply_journal((), Indexed(terms=terms, meetings=meetings))

    assert [(term.meaning, term.body) for term in told_once(known.terms)] == [
        ("suojaviheralue", "Kaava"),
        ("energian varasto", "Voima"),
    ]


def test_a_body_has_its_own_meaning_of_a_word() -> None:
    terms = (Term("EV", "suojaviheralue", "a"), Term("EV", "energian varasto", "b"))
    meetings = tuple(Meeting(id, body, None, None, DAY, body_id=body.lower()) for id, body in (("a", "Kaava"), ("b", "Voima")))
    bodies = (Body("kaava", "Kaava"), Body("voima", "Voima"))
    known = apply_journal((), Indexed(terms=terms, meetings=meetings, bodies=bodies))

    assert [[term.meaning for term in told_once(known.of(body).terms)] for body in known.bodies] == [
        ["suojaviheralue"],
        ["energian varasto"],
    ]
