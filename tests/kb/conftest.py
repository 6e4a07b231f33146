"""A library of the invented group, made once."""

from __future__ import annotations

import pytest

from kb.library import Library
from tests.fixtures.group import write_library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Three meetings, a deck that belongs to one, and one that belongs to none."""
    return write_library(tmp_path_factory.mktemp("saaristo"))
