"""Drafts are kept: versions, two writers, a cut line."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from indexer.discover import discover
from kb.agenda.drafts import Drafts
from kb.agenda.reading import of_text
from kb.errors import JournalConflict, NoSuch
from kb.settings import Settings

ONE, TWO, THREE = (of_text(text) for text in ("1. Avaus", "1. Avaus\n2. Opasteet", "1. Avaus\n2. Reitit"))


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "luonnokset")


def test_every_version_is_kept(drafts: Drafts) -> None:
    first = drafts.add(ONE, "Aino")
    drafts.save(first.id, TWO, "Aino", seen=1)

    assert drafts.get(first.id).draft == TWO
    assert [(one.version, one.draft) for one in drafts.versions(first.id)] == [(1, ONE), (2, TWO)]
    assert drafts.get(first.id, 1).draft == ONE


def test_the_later_of_two_writers_is_told_and_the_earlier_loses_nothing(drafts: Drafts) -> None:
    id = drafts.add(ONE, "Aino").id
    drafts.save(id, TWO, "Aino", seen=1)

    with pytest.raises(JournalConflict):
        drafts.save(id, THREE, "Veikko", seen=1)
    assert drafts.get(id).draft == TWO


def test_of_many_writers_at_once_one_gets_through(drafts: Drafts) -> None:
    id = drafts.add(ONE).id
    told: list[str] = []

    def write() -> None:
        try:
            drafts.save(id, TWO, seen=1)
            told.append("saved")
        except JournalConflict:
            told.append("conflict")

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # A writer who comes after the other with the same words is told, too: the version it saw is not the latest.
    assert told.count("saved") == 1
    assert len(drafts.versions(id)) == 2


def test_saving_the_same_again_makes_no_version(drafts: Drafts) -> None:
    id = drafts.add(ONE).id

    assert drafts.save(id, ONE, seen=1).version == 1


def test_a_line_cut_short_by_a_crash_does_not_swallow_the_next(drafts: Drafts) -> None:
    id = drafts.add(ONE).id
    path = drafts.folder / f"{id}.jsonl"
    path.write_bytes(path.read_bytes() + b'{"id": "x", "ver')

    drafts.save(id, TWO, seen=1)

    assert [one.version for one in drafts.versions(id)] == [1, 2]


@pytest.mark.parametrize("id", ["ei-ole", "../../etc/passwd", "", "A" * 100])
def test_what_is_no_draft_is_none(drafts: Drafts, id: str) -> None:
    with pytest.raises(NoSuch):
        drafts.get(id)


def test_drafts_beside_the_journal_are_no_material(tmp_path: Path) -> None:
    settings = Settings(corpus=tmp_path, data=tmp_path / ".kb")
    (tmp_path / "muistio.md").write_text("# Muistio 3.4.2031\n")
    Drafts.of(settings).add(ONE)

    found = discover(settings)

    assert [file.path for file in found.files] == ["muistio.md"]
    assert found.problems == ()
