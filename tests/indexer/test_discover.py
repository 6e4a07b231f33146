"""The walk through the corpus folder: every file is a file to read or a Problem, and nothing else is touched."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from indexer.discover import discover
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
