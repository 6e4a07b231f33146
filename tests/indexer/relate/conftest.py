"""The demo corpus read and put together once: what the story's truth is held against."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.tarina.build import CORPUS
from files.extract import read
from indexer.assemble import Assembly, assemble
from indexer.discover import discover
from indexer.interpret import interpret
from kb.settings import Settings, load


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The demo corpus's settings."""
    return load(Path(CORPUS))


@pytest.fixture(scope="session")
def demo(settings: Settings) -> Assembly:
    """The demo corpus as a build sees it before passages are cut."""
    sources = []
    for file in discover(settings).files:
        document = read(file.absolute, file.path, settings)
        sources.append((file, document, interpret(document, settings)))
    return assemble(sources, settings)
