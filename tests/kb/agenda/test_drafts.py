"""Drafts are kept: versions, two writers, a cut line."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from indexer.discover import discover
from kb.agenda.drafts import DraftConflict, Drafts
from kb.agenda.reading import of_text
from kb.errors import NoSuch
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

    with pytest.raises(DraftConflict):
        drafts.save(id, THREE, "Veikko", seen=1)
    assert drafts.get(id).draft == TWO


def test_of_many_writers_at_once_one_gets_through(drafts: Drafts) -> None:
    id = drafts.add(ONE).id
    told: list[str] = []

    def write() -> None:
        try:
            drafts.save(id, TWO, seen=1)
            told.append("saved")
        except DraftConflict:
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


def test_what_could_not_be_saved_is_kept_aside_once(drafts: Drafts) -> None:
    id = drafts.add(ONE, "Aino").id
    drafts.save(id, TWO, "Aino", seen=1)

    for _ in range(2):
        with pytest.raises(DraftConflict) as told:
            drafts.save(id, THREE, "Veikko", seen=1)
    assert (told.value.mine.draft, told.value.mine.aside, told.value.theirs.draft) == (THREE, 1, TWO)
    assert [kept.draft for kept in drafts.asides(id)] == [THREE]
    assert [kept.version for kept in drafts.versions(id)] == [1, 2]


def test_a_page_that_saves_by_itself_is_no_stranger_to_its_own_button(drafts: Drafts) -> None:
    id = drafts.add(ONE).id
    drafts.save(id, TWO, seen=1, page="sama")

    assert drafts.save(id, THREE, seen=1, page="sama").version == 3
    with pytest.raises(DraftConflict):
        drafts.save(id, ONE, seen=1, page="toinen")
    with pytest.raises(DraftConflict):
        drafts.save(id, ONE, seen=2)


def test_a_removed_draft_stays_and_comes_back(drafts: Drafts) -> None:
    id = drafts.add(ONE).id
    with pytest.raises(DraftConflict):
        drafts.remove(id, "Veikko", seen=0)
    drafts.remove(id, "Aino", seen=1)

    assert [(kept.removed, kept.version) for kept in drafts.all()] == [(True, 2)]
    assert drafts.get(id, 1).draft == ONE
    assert not drafts.restore(id).removed
    assert [kept.version for kept in drafts.versions(id)] == [1, 2, 3]


def test_two_processes_lose_nothing(drafts: Drafts) -> None:
    id = drafts.add(ONE).id
    program = (
        "import sys; from pathlib import Path; from kb.agenda.drafts import *; from kb.agenda.reading import of_text\n"
        "drafts, id, who = Drafts(Path(sys.argv[1])), sys.argv[2], sys.argv[3]\n"
        "for n in range(20):\n"
        "    try: drafts.save(id, of_text(f'1. {who} {n}'), who, seen=drafts.get(id).version)\n"
        "    except DraftConflict: pass\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", program, str(drafts.folder), id, who]) for who in ("aino", "veikko")]
    assert [one.wait(timeout=60) for one in writers] == [0, 0]

    numbers = [kept.version for kept in drafts.versions(id)]
    kept = {item.title for one in (*drafts.versions(id), *drafts.asides(id)) for item in one.draft.items}
    assert numbers == list(range(1, len(numbers) + 1))
    assert {f"{who} {n}" for who in ("aino", "veikko") for n in range(20)} <= kept
