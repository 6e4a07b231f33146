"""Writing small files and reading them, without a worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from files import extract
from kb.document import Block, Document
from kb.settings import Settings

Read = Callable[[str, str | bytes], Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a file of this name and contents, and read it."""

    def reading(name: str, data: str | bytes) -> Document:
        path = tmp_path / name
        path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        return extract.read(path, name, Settings(tmp_path, tmp_path / ".kb"))

    return reading


@pytest.fixture
def blocks(read: Read) -> Callable[[str, str | bytes], list[Block]]:
    """All blocks of such a file."""

    def reading(name: str, data: str | bytes) -> list[Block]:
        return [block for section in read(name, data).sections for block in section.blocks]

    return reading
