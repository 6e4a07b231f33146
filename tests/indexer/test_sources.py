"""What a stage of the build depends on is told by imports, and is a part of the key of what it made."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from indexer import cache, sources, understood
from kb.settings import Settings


def names(*modules: str) -> set[str]:
    return {path.relative_to(sources._ROOT).as_posix() for path in sources.files(*modules)}


def test_a_stage_depends_on_what_its_modules_import_and_on_what_those_do() -> None:
    found = names("indexer.interpret")
    assert {"indexer/interpret/head.py", "kb/dates.py", "kb/finnish/voikko.py", "kb/model.py", "kb/__init__.py"} <= found
    assert not any(name.startswith(("files/extract", "web/", "cli/", "indexer/relate")) for name in found)


def test_modules_called_by_their_names_alone_are_among_a_packages_own() -> None:
    assert {"files/extract/pdf.py", "files/extract/pptx.py", "files/ocr.py"} <= names("files.extract")


def test_the_libraries_that_read_files_are_known_with_their_versions() -> None:
    found = {name.split()[0]: name.split()[1] for name in sources.libraries("files.extract")}
    assert {"pymupdf", "pptx", "docx", "lxml", "markdown_it"} <= set(found)
    assert all(version[0].isdigit() for version in found.values())


def test_a_change_of_a_reader_or_of_the_dictionary_makes_everything_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(tmp_path, tmp_path)
    before = cache.contents_version(settings), cache.meanings_version(settings)
    with monkeypatch.context() as changed:
        changed.setattr(sources, "libraries", lambda *modules: ("pymupdf 99",))
        assert cache.contents_version(settings) != before[0]
    monkeypatch.setattr("kb.finnish.dictionary_version", lambda: "another")
    after = cache.contents_version(settings), cache.meanings_version(settings)
    assert after[0] != before[0] and after[1] != before[1]


def test_what_a_document_means_asks_only_the_settings_that_are_in_its_key() -> None:
    asked = {
        node.attr
        for path in sources.files("indexer.interpret")
        if "interpret" in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "settings"
    }
    assert asked == set(understood.MEANING)
