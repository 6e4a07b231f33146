"""What people add is on disk before it is acknowledged, survives rebuilds, and is never lost."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from indexer.assemble import Before
from indexer.build import generate
from kb.errors import BadEntry, JournalConflict, NoSuch
from kb.library import Library
from kb.model import Decision
from kb.store.journal import Journal, replay
from tests.fixtures.group import AUTUMN, SOURCES, SPRING, Item, Outcome, minutes, write_library


@pytest.fixture
def group(tmp_path: Path) -> Library:
    return write_library(tmp_path)


def decision(id: str, text: str) -> Decision:
    return Decision(id, id.partition("/")[0], None, None, None, "agreement", text)


def test_each_entry_is_one_line_with_who_when_and_what(group: Library) -> None:
    group.record("confirm", "2024-09-24/2/1", "Osmo")
    group.record("comment", "2024-09-24/2/1", "Iiris", text="Vahvistettu\nkahdesti")
    lines = group.journal.path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["who"] for line in lines] == ["Osmo", "Iiris"]
    assert json.loads(lines[1])["text"] == "Vahvistettu\nkahdesti"
    assert datetime.datetime.fromisoformat(json.loads(lines[0])["at"]).tzinfo is not None


def test_a_confirmed_a_struck_and_a_done_decision_say_so(group: Library) -> None:
    group.record("confirm", "2024-09-24/2/1", "Osmo")
    group.record("strike", "2024-09-24/3/1", "Osmo")
    group.record("done", "2024-03-12/2/1", "Osmo")
    assert group.decision("2024-09-24/2/1").status == "confirmed"
    assert group.state(group.decision("2024-03-12/2/1")).code == "done"
    assert "2024-09-24/3/1" not in [d.id for d in group.decisions()]
    assert [d.id for d in group.decisions(state=("struck",))] == ["2024-09-24/3/1"]
    found = group.search("siirtää laji:päätös")
    assert "2024-09-24/3/1" not in [hit.id for hit in found.hits]


def test_a_correction_changes_what_the_decision_says_but_not_its_words(group: Library) -> None:
    before = group.decision("2024-03-12/2/1")
    values = {"responsible": ["LVM"], "due": {"text": "syyskuun loppuun", "date": "2024-09-30"}, "kind": "assignment"}
    group.record("correct", before.id, "Osmo", values=values)
    after = group.decision(before.id)
    assert after.text == before.text
    assert (after.responsible, after.kind, after.due and after.due.date) == (("LVM",), "assignment", datetime.date(2024, 9, 30))


def test_taking_back_undoes_and_taking_that_back_redoes(group: Library) -> None:
    entry = group.record("strike", "2024-09-24/3/1", "Osmo")
    undo = group.record("undo", "2024-09-24/3/1", "Osmo", to=entry.id)
    assert group.decision("2024-09-24/3/1").status is None
    assert group.history("2024-09-24/3/1") == ()
    group.record("undo", "2024-09-24/3/1", "Osmo", to=undo.id)
    assert group.decision("2024-09-24/3/1").status == "struck"


def test_one_decision_replaces_another_and_both_know_it(group: Library) -> None:
    group.record("replace", "2024-03-12/2/1", "Osmo", to="2024-09-24/2/1")
    assert group.decision("2024-03-12/2/1").replaced_by == ("2024-09-24/2/1",)
    assert group.decision("2024-09-24/2/1").replaces == ("2024-03-12/2/1",)
    assert group.state(group.decision("2024-03-12/2/1")).code == "replaced"


def test_an_output_is_in_the_state_that_people_set(group: Library) -> None:
    assert (group.output("1.2").status, group.output("1.2").set_by_hand) == ("approved", False)
    group.record("output_state", "1.2", "Osmo", values={"state": "rejected"})
    assert (group.output("1.2").status, group.output("1.2").set_by_hand) == ("rejected", True)


def test_two_people_merged_are_one_under_both_addresses(group: Library) -> None:
    group.record("merge_people", "aatos-meriläinen", "Osmo", to="osmo-tervahauta")
    person = group.person("aatos-meriläinen")
    assert person.slug == "osmo-tervahauta"
    assert set(person.names) == {"Osmo Tervahauta", "Aatos Meriläinen"}
    assert "aatos-meriläinen" not in [other.slug for other in group.people()]


def test_a_merged_person_that_is_merged_again_is_found_under_the_first_address(group: Library) -> None:
    first, second, third = sorted(person.slug for person in group.people())[:3]
    group.record("merge_people", first, "Osmo", to=second)
    group.record("merge_people", second, "Osmo", to=third)
    assert group.person(first).slug == third
    with pytest.raises(NoSuch):
        group.record("merge_people", third, "Osmo", to="ei-kukaan")


def test_a_drawn_link_has_the_relation_that_was_chosen_and_can_be_taken_back(group: Library) -> None:
    entry = group.record("link", "2024-09-24/2/1", "Osmo", to="2024-03-12/2/1", values={"relation": "replaces"})
    assert group.state(group.decision("2024-03-12/2/1")).code == "replaced"
    assert [(link.relation, link.earlier_decision) for link in group.chain("2024-09-24/2/1").earlier if link.score == 1.0] == [
        ("replaces", "2024-03-12/2/1")
    ]
    group.record("undo", "2024-09-24/2/1", "Osmo", to=entry.id)
    assert group.state(group.decision("2024-03-12/2/1")).code != "replaced"


def test_a_link_whose_other_end_is_gone_is_an_orphan(group: Library) -> None:
    group.record("link", "2024-09-24/2/1", "Osmo", to="2024-03-12/2/1")
    generate(group.settings, [AUTUMN])
    assert [entry.what for entry in group.refreshed().orphans()] == ["link"]


def test_a_link_leads_neither_to_itself_nor_to_what_is_not_there(group: Library) -> None:
    with pytest.raises(BadEntry):
        group.record("link", "2024-09-24/2/1", "Osmo", to="2024-09-24/2/1")
    with pytest.raises(BadEntry):
        group.record("link", "2024-09-24/2/1", "Osmo", to="2024-03-12/2/1", values={"relation": "loves"})
    with pytest.raises(NoSuch):
        group.record("link", "2024-09-24/2/1", "Osmo", to="1999-01-01/1/1")


def test_everything_in_force_is_told_newest_first(group: Library) -> None:
    group.record("output_state", "1.2", "Osmo", values={"state": "rejected"})
    group.record("confirm", "2024-09-24/2/1", "Osmo")
    undone = group.record("done", "2024-09-24/2/1", "Osmo")
    group.record("undo", "2024-09-24/2/1", "Osmo", to=undone.id)
    assert [(target, entry.what) for target, entry in group.said()] == [("2024-09-24/2/1", "confirm"), ("1.2", "output_state")]


def test_the_register_filters_by_the_states_of_the_day_it_is_opened_for(group: Library) -> None:
    early = Library.open(group.settings, today=lambda: datetime.date(2000, 1, 1))
    late = Library.open(group.settings, today=lambda: datetime.date(2100, 1, 1))
    assert early.decisions(state=("overdue",)) == ()
    assert [d.id for d in late.decisions(state=("overdue",))] == [
        d.id for d in late.decisions() if (state := late.state(d)) is not None and state.code == "overdue"
    ]


def test_everything_said_survives_a_rebuild_and_an_edit_elsewhere(group: Library) -> None:
    group.record("confirm", "2024-09-24/2/1", "Osmo")
    moved = minutes(
        datetime.date(2024, 9, 24),
        (
            Item("1", "Avaus", ("Avattiin kokous.",)),
            Item("2", "Uusi asia", ("Sovittiin uusista lautoista.",), (Outcome("Sovittiin uusista lautoista."),)),
            Item(
                "3",
                "Merikaapeli",
                ("Hyväksyttiin tuotoksen 1.2 eteläinen reitti.",),
                (Outcome("Hyväksyttiin tuotoksen 1.2 eteläinen reitti.", "approval"),),
            ),
        ),
        path="uusi-nimi/muistio.md",
    )
    generate(group.settings, [SPRING, moved], previous=Before(group.decisions()))
    after = group.refreshed()
    assert [d.text for d in after.decisions() if d.status == "confirmed"] == ["Hyväksyttiin tuotoksen 1.2 eteläinen reitti."]
    assert after.orphans() == ()


def test_an_entry_whose_decision_is_gone_is_an_orphan_and_comes_back_with_it(group: Library) -> None:
    entry = group.record("comment", "2024-09-24/2/1", "Osmo", text="Muista lupa")
    generate(group.settings, [SPRING])
    without = group.refreshed()
    assert without.orphans() == (entry,)
    generate(group.settings, SOURCES)
    assert without.refreshed().history("2024-09-24/2/1") == (entry,)


def test_a_second_writer_who_has_not_seen_the_first_is_told(group: Library) -> None:
    first = group.record("comment", "2024-09-24/2/1", "Osmo", text="Yksi", seen=None)
    with pytest.raises(JournalConflict):
        group.record("confirm", "2024-09-24/2/1", "Iiris", seen=None)
    group.record("confirm", "2024-09-24/2/1", "Iiris", seen=first.id)
    assert len(group.history("2024-09-24/2/1")) == 2


def test_a_line_cut_short_by_a_crash_neither_hides_others_nor_swallows_the_next(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "kb-journal.jsonl")
    journal.append("confirm", "a/1/1", "Osmo")
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole + b'{"id": "2", "at": "20')
    journal.append("done", "a/1/1", "Osmo")
    assert [entry.what for entry in journal.entries()] == ["confirm", "done"]
    assert journal.damaged() == 1
    assert journal.path.read_bytes().startswith(whole)


@pytest.mark.parametrize(
    ("what", "given"),
    [
        ("comment", {}),
        ("link", {}),
        ("undo", {}),
        ("correct", {}),
        ("correct", {"values": {"text": "muutettu"}}),
        ("correct", {"values": {"kind": "whim"}}),
        ("correct", {"values": {"due": {"text": "pian", "date": "huomenna"}}}),
        ("output_state", {"values": {"state": "lost"}}),
        ("burn", {}),
    ],
)
def test_what_makes_no_sense_is_not_written(tmp_path: Path, what: str, given: dict[str, object]) -> None:
    journal = Journal(tmp_path / "kb-journal.jsonl")
    with pytest.raises(BadEntry):
        journal.append(what, "a/1/1", "Osmo", **given)  # type: ignore[arg-type]
    assert journal.entries() == ()


def test_nothing_can_be_said_of_what_is_not_there(group: Library) -> None:
    with pytest.raises(NoSuch):
        group.record("confirm", "2024-09-24/9/9", "Osmo")


def test_an_entry_is_not_laid_on_another_decision_that_took_its_id(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "kb-journal.jsonl")
    journal.append("strike", "a/1/1", "Osmo", words="Hyväksyttiin talousarvio vuodelle 2025.")
    applied = replay(journal.entries(), [decision("a/1/1", "Nimettiin sihteeriksi Osmo Tervahauta.")])
    assert applied.decisions["a/1/1"].status is None
    assert len(applied.orphans) == 1


def test_a_decision_is_a_value_that_the_journal_does_not_touch(group: Library) -> None:
    before = group.decision("2024-09-24/2/1")
    group.record("confirm", before.id, "Osmo")
    assert dataclasses.replace(group.decision(before.id), status=None) == before
    assert AUTUMN[2].meetings[0].decisions[0].status is None


WRONG: list[dict[str, Any]] = [
    {"values": [1]},
    {"values": "x"},
    {"values": {"words": 5}},
    {"words": 5},
    {"to": {}},
    {"text": ["t"]},
    {"who": 1},
    {"at": "eilen"},
    {"text": "x" * 5_000_000},
    {"target": "x" * 5000},
    {"what": "correct", "values": {"content": 5}},
    {"what": "correct", "values": {"responsible": 5}},
    {"what": ["comment"]},
]


@pytest.mark.parametrize("wrong", [*WRONG, None], ids=lambda wrong: str(wrong)[:40])
def test_a_line_of_the_wrong_form_is_counted_kept_and_takes_nothing_down(tmp_path: Path, wrong: dict[str, Any] | None) -> None:
    library = write_library(tmp_path)
    decision = library.decisions()[0].id
    entry = library.record("comment", decision, "Osmo", text="hyvä")
    line = {"id": "1", "at": "2025-01-01T00:00:00+00:00", "who": "A", "what": "comment", "target": decision, "text": "t"}
    text = json.dumps({**line, **wrong}) if wrong else '{"values": ' + "[" * 100_000
    with library.journal.path.open("a", encoding="utf-8") as file:
        file.write(text + "\n")
    assert library.journal.damaged_lines() == (2,)
    assert [one.id for one in library.history(decision)] == [entry.id]
    assert library.decisions() and library.outputs() is not None and library.said()
    assert library.journal.path.read_text(encoding="utf-8").splitlines()[1] == text


def test_a_mark_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadEntry) as caught:
        Journal(tmp_path / "kb-journal.jsonl").append("comment", "a/1/1", "Osmo", text="x" * 5_000_000)
    assert "20000" in caught.value.text("fi")
