"""Over a folder of broken and hostile files: every one is accounted for, within memory, and nothing is left running."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from files.sandbox import read_all
from indexer.discover import discover
from kb import messages
from kb.document import Document
from kb.errors import ExtractError
from kb.settings import Settings


def test_every_broken_or_hostile_file_is_read_or_has_its_reason(shared: Path, tmp_path: Path) -> None:
    corpus = shared / "hostile"
    settings = replace(Settings(corpus, tmp_path / ".kb"), jobs=2, worker_seconds=20)
    found = discover(settings)
    results = dict(read_all(found.files, settings))
    named = {file.path for file in results} | {problem.file for problem in found.problems}
    assert named == {path.relative_to(corpus).as_posix() for path in corpus.rglob("*") if path.is_file()}
    reasons = {result.reason for result in results.values() if isinstance(result, ExtractError)}
    assert reasons <= set(messages.TEXTS)
    assert "worker_died" not in reasons
    silent = [
        file.path
        for file, result in results.items()
        if isinstance(result, Document) and not any(section.blocks for section in result.sections) and not result.warnings
    ]
    assert silent == []


def test_the_same_real_minutes_give_the_same_text_in_three_formats(shared: Path, tmp_path: Path) -> None:
    folder = shared / "real" / "ohjausryhma" / "2024-12-17"
    settings = Settings(folder, tmp_path / ".kb")
    files = [file for file in discover(settings).files if file.path.startswith("muistio.")]
    texts = {}
    for file, document in read_all(files, settings):
        assert isinstance(document, Document)
        words = " ".join(section.text for section in document.sections).replace("\u201c", '"').replace("\u201d", '"').split()
        texts[file.path] = words
    assert len(texts) == 3
    assert texts["muistio.md"] == texts["muistio.docx"] == texts["muistio.pdf"]
