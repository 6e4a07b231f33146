"""Both implementations of Voikko, each where it is installed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kb.errors import VoikkoMissing
from kb.finnish import backend_name, choose_backend


@pytest.fixture(params=["libvoikko", "pyvoikko"])
def backend(request: pytest.FixtureRequest) -> Iterator[str]:
    """The name of the implementation that the test runs with; skips where it is not installed."""
    choose_backend(request.param)
    try:
        backend_name()
    except VoikkoMissing as error:
        choose_backend(None)
        pytest.skip(str(error.params))
    yield request.param
    choose_backend(None)


@pytest.fixture
def libvoikko() -> Iterator[None]:
    """The C++ library, for what only it can do."""
    choose_backend("libvoikko")
    try:
        backend_name()
    except VoikkoMissing as error:
        choose_backend(None)
        pytest.skip(str(error.params))
    yield
    choose_backend(None)
