"""A machine without the system's Voikko: pyvoikko takes over, and nothing is complained of."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import libvoikko
import pytest

from kb.errors import VoikkoMissing
from kb.finnish import backend_name, base_forms, choose_backend


@pytest.fixture(autouse=True)
def no_system_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def missing(*_: object, **__: object) -> None:
        raise OSError("libvoikko.so.1: cannot open shared object file")

    monkeypatch.setattr(libvoikko.VoikkoLibrary, "__init__", missing)
    monkeypatch.delattr(libvoikko.Voikko, "_Voikko__handle", raising=False)
    monkeypatch.delenv("KB_VOIKKO", raising=False)
    choose_backend(None)
    yield
    monkeypatch.undo()
    choose_backend(None)


def test_the_pure_python_one_takes_over_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    assert backend_name() == "pyvoikko"
    assert "kokous" in base_forms("kokouksista")
    gc.collect()
    assert capfd.readouterr().err == ""


def test_asking_for_the_systems_own_says_that_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_VOIKKO", "libvoikko")
    with pytest.raises(VoikkoMissing) as caught:
        backend_name()
    assert "libvoikko.so.1" in caught.value.params["reason"]
