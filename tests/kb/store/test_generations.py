"""A build takes over in one step, or not at all."""

from __future__ import annotations

import datetime
import os
import re
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.assemble import Before
from indexer.build import generate
from kb.errors import IndexBroken, IndexBusy, IndexMissing, IndexOutdated
from kb.library import Library
from kb.store import generations
from tests.fixtures.group import AUTUMN, SPRING, Item, Outcome, minutes, settings_in, write_library


def test_before_the_first_build_there_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        Library.open(settings_in(tmp_path))


def test_a_library_sees_the_next_generation_only_when_it_is_refreshed(tmp_path: Path) -> None:
    old = write_library(tmp_path, [SPRING])
    generate(old.settings, [SPRING, AUTUMN])
    assert len(old.meetings()) == 1
    assert old.search("akusto").total == 0
    new = old.refreshed()
    assert new is not old
    assert len(new.meetings()) == 2
    assert new.search("akusto").total == 1
    assert new.refreshed() is new


def test_generations_nobody_reads_are_removed_and_those_being_read_stay(tmp_path: Path) -> None:
    first = write_library(tmp_path, [SPRING])
    for _ in range(4):
        generate(first.settings, [SPRING])
    left = sorted(int(path.name) for path in (first.settings.data / "generations").iterdir())
    assert left == [1, 4, 5]
    assert first.search("pohjatutkimus").total > 0
    first.close()
    generate(first.settings, [SPRING])
    assert sorted(int(path.name) for path in (first.settings.data / "generations").iterdir()) == [5, 6]


def test_what_an_interrupted_build_left_behind_is_removed_by_the_next(tmp_path: Path) -> None:
    library = write_library(tmp_path, [SPRING])
    number, place = generations.begin(library.settings.data)
    (place / "half").write_text("…")
    assert generations.current(library.settings.data) == 1
    assert generations.begin(library.settings.data)[0] == number
    assert not (place / "half").exists()


def test_an_index_of_another_version_says_so(tmp_path: Path) -> None:
    library = write_library(tmp_path, [SPRING])
    manifest = generations.folder(library.settings.data, 1) / generations.MANIFEST
    manifest.write_text(re.sub(r'"schema": "[^"]+"', '"schema": "999-x"', manifest.read_text()))
    with pytest.raises(IndexOutdated) as caught:
        Library.open(library.settings)
    assert caught.value.params["found"] == "999-x"


@pytest.mark.parametrize("damage", ["pointer", "manifest", "catalogue", "text"])
def test_a_damaged_index_is_an_error_with_advice(tmp_path: Path, damage: str) -> None:
    library = write_library(tmp_path, [SPRING])
    data, place = library.settings.data, generations.folder(library.settings.data, 1)
    library.close()
    if damage == "pointer":
        (data / generations.POINTER).write_text("kaksi")
    elif damage == "manifest":
        (place / generations.MANIFEST).write_text("{")
    elif damage == "catalogue":
        (place / generations.CATALOGUE).write_bytes(b"not a database, not at all " * 100)
    else:
        for path in (place / generations.TEXT).iterdir():
            path.unlink()
    with pytest.raises(IndexBroken) as caught:
        Library.open(library.settings).search("pohjatutkimus")
    assert "--full" in caught.value.hint("fi")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_the_index_is_its_owners_only(tmp_path: Path) -> None:
    data = write_library(tmp_path, [SPRING]).settings.data
    for folder in (data, data / "generations", data / "generations" / "1", data / "generations" / "1" / "whoosh"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with generations.building(settings.data), pytest.raises(IndexBusy), generations.building(settings.data):
        pass


_BUILD = """
import sys
from pathlib import Path
from tests.fixtures.group import SPRING, AUTUMN, settings_in
from indexer.assemble import Before
from indexer.build import generate
from kb.store import generations
settings = settings_in(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    with generations.building(settings.data):
        generate(settings, [SPRING, AUTUMN])
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_build_killed_at_any_instant_leaves_a_whole_generation(tmp_path: Path, root: Path) -> None:
    library = write_library(tmp_path, [SPRING, AUTUMN])
    want = [decision.id for decision in library.decisions()]
    library.close()
    for round_ in range(6):
        process = subprocess.Popen([sys.executable, "-c", _BUILD, str(tmp_path)], cwd=root, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        # Different instants of a build: analysing, writing Whoosh, writing SQLite, moving the pointer.
        time.sleep(0.05 + 0.137 * round_)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        found = Library.open(library.settings)
        assert [decision.id for decision in found.decisions()] == want
        assert found.search("pohjatutkimus").total > 0
        found.close()
    with generations.building(library.settings.data):
        pass


def test_decisions_keep_their_ids_when_others_come_and_go(tmp_path: Path) -> None:
    day = datetime.date(2024, 5, 2)
    texts = [
        "Sovittiin, että laituri korjataan keväällä.",
        "Hyväksyttiin viitoituksen väriksi vihreä.",
        "Päätettiin hankkia kolme poijua.",
    ]

    def built(*lines: str) -> dict[str, str]:
        item = Item("1", "Laiturit", lines, tuple(Outcome(line) for line in lines))
        settings = settings_in(tmp_path)
        previous = Library.open(settings).decisions() if generations.current(settings.data) else ()
        generate(settings, [minutes(day, (item,))], previous=Before(previous))
        return {decision.text: decision.id for decision in Library.open(settings).decisions()}

    first = built(*texts)
    assert list(first.values()) == ["2024-05-02/1/1", "2024-05-02/1/2", "2024-05-02/1/3"]
    second = built("Nimettiin laituriryhmä.", texts[0], texts[2])
    assert second == {
        "Nimettiin laituriryhmä.": "2024-05-02/1/4",
        texts[0]: "2024-05-02/1/1",
        texts[2]: "2024-05-02/1/3",
    }
    third = built("Nimettiin laituriryhmä.", texts[0].replace("keväällä", "keväällä 2025"), texts[2])
    assert third[texts[0].replace("keväällä", "keväällä 2025")] == "2024-05-02/1/1"


def test_the_search_is_made_once_however_many_threads_ask_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = write_library(tmp_path)
    made = []

    class Slow:
        def __init__(self, *_given: object) -> None:
            made.append(self)
            time.sleep(0.05)

    monkeypatch.setattr("kb.search.search.Search", Slow)
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: id(library._search), range(8)))
    assert len(made) == len(found) == 1
