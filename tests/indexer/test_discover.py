"""The walk through the corpus folder: every file is a file to read or a Problem, and nothing else is touched."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from indexer.discover import Memory, discover
from kb.errors import CorpusEmpty, CorpusMissing
from kb.settings import Settings


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "aineisto"
    folder.mkdir()
    return folder


def settings(corpus: Path, *exclude: str) -> Settings:
    return Settings(corpus, corpus / "hakemisto", exclude=exclude)


def write(corpus: Path, *names: str) -> None:
    for name in names:
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Kokous", encoding="utf-8")


def test_files_come_sorted_with_hash_size_and_kind(corpus: Path) -> None:
    write(corpus, "2024/ö.md", "2024/a.md", "1.txt")
    found = discover(settings(corpus))
    assert [file.path for file in found.files] == ["1.txt", "2024/a.md", "2024/ö.md"]
    first = found.files[1]
    assert first.sha256 == hashlib.sha256(b"# Kokous").hexdigest()
    assert (first.size, first.media_type, first.absolute) == (8, "text/markdown", corpus / "2024/a.md")
    assert found.problems == ()


def test_what_is_no_material_is_named_and_the_systems_own_is_a_note(corpus: Path) -> None:
    write(corpus, "a.md", "Thumbs.db", ".DS_Store", "tiedot.json", "~$a.docx")
    (corpus / "tyhjä.pdf").write_bytes(b"")
    problems = {(problem.file, problem.severity, problem.code) for problem in discover(settings(corpus)).problems}
    assert problems == {
        (".DS_Store", "note", "system_file"),
        ("Thumbs.db", "note", "system_file"),
        ("tiedot.json", "warning", "format_unknown"),
        ("tyhjä.pdf", "error", "empty_file"),
        ("~$a.docx", "note", "lock_file"),
    }


def test_the_programs_own_files_hidden_folders_and_the_excluded_are_left_alone(corpus: Path) -> None:
    write(
        corpus, "a.md", "kb.toml", "kb-journal.jsonl", ".git/config.md", "hakemisto/x.md", "luonnokset/b.md", "c.bak", "k/d.bak"
    )
    found = discover(settings(corpus, "luonnokset/", "*.bak"))
    assert [file.path for file in found.files] == ["a.md"]
    assert found.problems == ()


def test_a_folder_that_is_not_there_or_is_a_file_is_missing(corpus: Path) -> None:
    write(corpus, "a.md")
    for path in (corpus / "ei", corpus / "a.md"):
        with pytest.raises(CorpusMissing):
            discover(Settings(path, corpus / "hakemisto"))


def test_an_empty_folder_says_so_and_one_with_broken_files_tells_of_them(corpus: Path) -> None:
    write(corpus, ".DS_Store")
    with pytest.raises(CorpusEmpty):
        discover(settings(corpus))
    (corpus / "rikki.pdf").write_bytes(b"")
    found = discover(settings(corpus))
    assert found.files == ()
    assert "empty_file" in [problem.code for problem in found.problems]


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_links_out_of_the_folder_are_not_followed_and_are_told_of(corpus: Path, tmp_path: Path) -> None:
    outside = tmp_path / "muualla"
    write(outside, "salainen.md")
    write(corpus, "a.md")
    (corpus / "linkki.md").symlink_to(outside / "salainen.md")
    (corpus / "kansio").symlink_to(outside)
    (corpus / "katkennut.md").symlink_to(outside / "ei-ole.md")
    (corpus / "sisäinen.md").symlink_to(corpus / "a.md")
    found = discover(settings(corpus))
    assert [file.path for file in found.files] == ["a.md", "sisäinen.md"]
    assert {(problem.file, problem.code) for problem in found.problems} == {
        ("kansio", "link_not_followed"),
        ("katkennut.md", "link_outside"),
        ("linkki.md", "link_outside"),
    }


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_an_error(corpus: Path) -> None:
    write(corpus, "a.md", "b.md")
    (corpus / "b.md").chmod(0)
    assert [problem.code for problem in discover(settings(corpus)).problems] == ["no_permission"]


@pytest.mark.skipif(os.name != "posix", reason="names are text elsewhere")
def test_a_name_that_is_no_text_is_one_problem_and_the_rest_is_read(corpus: Path) -> None:
    write(corpus, "a.md", "rivi\nvaihto\x07.md")
    (corpus / os.fsdecode(b"lat\xe4in1.md")).write_text("# Kokous", encoding="utf-8")
    (corpus / os.fsdecode(b"kansi\xf6")).mkdir()
    (corpus / os.fsdecode(b"kansi\xf6") / "b.md").write_text("# Kokous", encoding="utf-8")
    found = discover(settings(corpus))
    assert [file.path for file in found.files] == ["a.md", "rivi\nvaihto\x07.md"]
    assert {(problem.file, problem.code) for problem in found.problems} == {
        (r"lat\xe4in1.md", "name_unreadable"),
        (r"kansi\xf6", "name_unreadable"),
    }
    assert all(problem.message().encode() for problem in found.problems)


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_links_that_lead_to_themselves_are_told_of_and_the_rest_is_read(corpus: Path) -> None:
    write(corpus, "a.md", "k/b.md")
    (corpus / "itse.md").symlink_to(corpus / "itse.md")
    (corpus / "yksi.md").symlink_to("kaksi.md")
    (corpus / "kaksi.md").symlink_to("yksi.md")
    (corpus / "k" / "ylös").symlink_to(corpus)
    found = discover(settings(corpus))
    assert [file.path for file in found.files] == ["a.md", "k/b.md"]
    assert sorted((problem.file, problem.code) for problem in found.problems) == [
        ("itse.md", "link_circular"),
        ("k/ylös", "link_not_followed"),
        ("kaksi.md", "link_circular"),
        ("yksi.md", "link_circular"),
    ]


class TestFilesSeenBefore:
    @pytest.fixture
    def memory(self, corpus: Path) -> Memory:
        """What a build an hour after the files' writing learns."""
        write(corpus, "a.md", "b.md")
        memory = Memory()
        discover(settings(corpus), memory)
        memory.at += 3_600_000_000_000
        return memory

    def test_are_not_opened_again(self, corpus: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
        want = discover(settings(corpus)).files
        monkeypatch.setattr("indexer.discover.digest", lambda path: pytest.fail(f"opened {path}"))
        assert discover(settings(corpus), memory).files == want

    def test_are_looked_into_when_their_words_change_but_not_their_size(self, corpus: Path, memory: Memory) -> None:
        before = {file.path: file.sha256 for file in discover(settings(corpus)).files}
        times = (corpus / "a.md").stat()
        (corpus / "a.md").write_text("# Kokouz", encoding="utf-8")
        # The time of writing can be put back; when that was done cannot.
        os.utime(corpus / "a.md", ns=(times.st_atime_ns, times.st_mtime_ns))
        after = {file.path: file.sha256 for file in discover(settings(corpus), memory).files}
        assert after["b.md"] == before["b.md"]
        assert after["a.md"] == hashlib.sha256(b"# Kokouz").hexdigest()

    def test_are_looked_into_when_they_were_new_at_that_time(self, corpus: Path) -> None:
        write(corpus, "a.md")
        memory = Memory()
        discover(settings(corpus), memory)
        assert memory.recall("a.md", (corpus / "a.md").stat()) is None

    def test_are_forgotten_when_they_are_gone(self, corpus: Path, memory: Memory) -> None:
        (corpus / "b.md").unlink()
        discover(settings(corpus), memory)
        assert set(memory.seen) == {"a.md"}
