"""The real minutes that claims are measured on, indexed once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.library import Library
from tests.judgements.agenda import library_over


@pytest.fixture(scope="session")
def library(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Minutes of the expert groups."""
    return library_over(shared / "real" / "koha", tmp_path_factory.mktemp("koha"))
