"""What a disk that does not take what is written becomes, and who may read what people have written."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from kb.agenda.draft import Draft, DraftItem
from kb.agenda.drafts import Drafts
from kb.errors import DiskRefused, IndexBroken
from kb.library import Library
from kb.store import disk, generations
from kb.store.journal import Journal
from tests.fixtures.group import write_library


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "disk_read_only"),
        (errno.EACCES, "disk_forbidden"),
        (errno.EIO, "disk_failed"),
    ],
)
def test_each_refusal_names_the_folder_and_the_cause(tmp_path: Path, number: int, code: str) -> None:
    with pytest.raises(DiskRefused) as caught, disk.writing(tmp_path):
        raise OSError(number, os.strerror(number), str(tmp_path / "kb-journal.jsonl"))
    assert caught.value.code == code
    for language in ("fi", "sv", "en"):
        assert str(tmp_path) in caught.value.text(language)
        assert os.strerror(number) in caught.value.text(language)
        assert caught.value.hint(language)


def test_an_error_of_another_kind_or_about_a_file_elsewhere_passes(tmp_path: Path) -> None:
    with pytest.raises(PermissionError), disk.writing(tmp_path / "hakemisto"):
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "aineisto" / "muistio.md"))
    with pytest.raises(FileNotFoundError), disk.writing(tmp_path):
        (tmp_path / "olematon").read_bytes()
    with pytest.raises(sqlite3.OperationalError), disk.writing(tmp_path):
        sqlite3.connect(":memory:").execute("SELEKT")


def test_a_catalogue_that_cannot_grow_is_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises(DiskRefused) as caught, disk.writing(tmp_path):
        connection = sqlite3.connect(":memory:")
        connection.execute("PRAGMA max_page_count = 1")
        connection.execute("CREATE TABLE a (b)")
        connection.execute("CREATE TABLE c (d)")
    assert caught.value.code == "disk_full"


def test_what_people_write_is_their_owners_only(tmp_path: Path) -> None:
    journal, drafts = Journal(tmp_path / "merkinnat.jsonl"), Drafts(tmp_path / "kb-esityslistat")
    journal.path.touch(mode=0o644)
    journal.append("comment", "2025-03-04/1/1", "Aino", text="huomio")
    kept = drafts.add(Draft((DraftItem("1", "Avaus"),)))
    assert journal.path.stat().st_mode & 0o777 == 0o600
    assert drafts.folder.stat().st_mode & 0o777 == 0o700
    assert (drafts.folder / f"{kept.id}.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_line_that_did_not_fit_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path / "merkinnat.jsonl")
    journal.append("comment", "2025-03-04/1/1", "Aino", text="ensimmäinen")
    before = journal.path.read_bytes()

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskRefused):
        journal.append("comment", "2025-03-04/1/1", "Aino", text="ei mahdu")
    monkeypatch.undo()
    assert journal.path.read_bytes() == before
    journal.append("comment", "2025-03-04/1/1", "Aino", text="toinen")
    assert [entry.text for entry in journal.entries()] == ["ensimmäinen", "toinen"]


def test_an_index_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = write_library(tmp_path).settings
    opened = Path.open

    def read_only(self: Path, mode: str = "r", *rest: object, **named: object) -> object:
        if set(mode) & set("wax+") and self.is_relative_to(settings.data):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(self))
        return opened(self, mode, *rest, **named)

    monkeypatch.setattr(Path, "open", read_only)
    place = generations.folder(settings.data, 1)
    (place / generations.IN_USE).unlink(missing_ok=True)
    library = Library.open(settings)
    assert library.search("kaapeli").total
    library.close()
    with pytest.raises(IndexBroken):
        generations.hold(settings.data, 99)


def test_a_generation_that_could_not_be_finished_is_removed(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="täynnä"), generations.making(tmp_path) as (_number, place):
        (place / "osa").write_bytes(b"x")
        raise OSError(errno.ENOSPC, "täynnä")
    assert not place.exists()
