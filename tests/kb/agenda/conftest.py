"""The demo corpus indexed, and its draft agenda."""

from __future__ import annotations

from pathlib import Path

import pytest

from files import sandbox
from indexer.build import build
from kb.agenda.draft import Draft
from kb.agenda.reading import of_document
from kb.library import Library
from kb.settings import load


@pytest.fixture(scope="session")
def demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("desk")
    settings = load(root / "corpus", folder / "data", environ={}, journal=folder / "journal.jsonl")
    build(settings)
    return Library.open(settings)


@pytest.fixture(scope="session")
def draft(root: Path, demo: Library) -> Draft:
    read = sandbox.read_one(root / "corpus" / "2026-12-10" / "esityslista-luonnos.docx", "luonnos.docx", demo.settings)
    return of_document(read, demo.info().bodies)
