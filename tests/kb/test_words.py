"""Words with their meanings: what people say of them wins over what the minutes were found to say."""

from __future__ import annotations

from pathlib import Path

from kb.knowledge.glossary import explained
from kb.knowledge.overlay import Indexed, apply_journal
from kb.relations import Term
from kb.store.journal import Journal

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
