"""The seam to Voikko: two implementations, one answer."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kb.errors import VoikkoMissing
from kb.finnish import backend_name, choose_backend, is_known, readings, spells, suggest, voikko


def run(code: str, root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {"PYTHONPATH": str(root), "PATH": "", **environment}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=variables, check=False)


def test_importing_the_package_loads_neither_implementation(root: Path) -> None:
    code = "import sys, kb.finnish; print(sorted({'libvoikko', 'pyvoikko', 'snowballstemmer'} & set(sys.modules)))"
    assert run(code, root).stdout.strip() == "[]"


def test_the_environment_chooses_the_implementation(root: Path, backend: str) -> None:
    code = "import kb.finnish; print(kb.finnish.backend_name())"
    assert run(code, root, KB_VOIKKO=backend).stdout.strip() == backend


def test_without_any_implementation_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ImportError("not here")

    monkeypatch.setattr(voikko, "_BACKENDS", {"libvoikko": fail, "pyvoikko": fail})
    choose_backend(None)
    with pytest.raises(VoikkoMissing) as raised:
        backend_name()
    monkeypatch.undo()
    choose_backend(None)
    assert "libvoikko1" in raised.value.hint("fi")
    assert "not here" in raised.value.params["reason"]


def test_an_unknown_implementation_is_refused() -> None:
    with pytest.raises(ValueError, match="tuntematon"):
        choose_backend("tuntematon")


@pytest.mark.parametrize(
    ("word", "base", "word_class", "attributes"),
    [
        ("sovittiin", "sopia", "teonsana", {"tense": "past_imperfective", "person": "4", "mood": "indicative"}),
        ("kokouksissa", "kokous", "nimisana", {"case": "sisaolento", "number": "plural"}),
        ("Helsingin", "Helsinki", "paikannimi", {"case": "omanto", "number": "singular"}),
        ("hyväksytty", "hyväksytty", "laatusana", {"participle": "past_passive"}),
        ("ehdotuksensa", "ehdotus", "nimisana", {"possessive": "3"}),
        ("eivät", "ei", "kieltosana", {"person": "3", "number": "plural"}),
    ],
)
def test_a_reading_has_the_same_attributes_in_both(
    backend: str, word: str, base: str, word_class: str, attributes: dict[str, str]
) -> None:
    matching = [reading for reading in readings(word) if reading.base == base and reading.word_class == word_class]
    assert matching
    assert {name: getattr(matching[0], name) for name in attributes} == attributes


def test_compounds_need_a_hyphen_between_equal_vowels_in_both(backend: str) -> None:
    assert is_known("raaka-aine")
    assert not is_known("raakaaine")


def test_letter_case_matters_to_spelling_only(backend: str) -> None:
    assert spells("Helsinki")
    assert not spells("helsinki")
    assert is_known("helsinki")
    assert is_known("SOVITTIIN")


@pytest.mark.parametrize("word", ["", " ", "x" * 500, "a\x00b", "\ud800", "☃", "-", "ä" * 80])
def test_what_is_no_word_is_unknown_and_breaks_nothing(backend: str, word: str) -> None:
    assert readings(word) == ()
    assert not spells(word)
    assert suggest(word) == ()


def test_suggestions_come_from_libvoikko(libvoikko: None) -> None:
    assert "ohjausryhmän" in suggest("ohjausryhmmän")


def test_every_thread_has_its_own_handle(libvoikko: None) -> None:
    words = ["kokous", "päätettiin", "seurantarakenteen", "oleskelulupa"] * 50
    expected = [voikko._backend().analyze(word) for word in words]
    handles, wrong = set(), []

    def work() -> None:
        handles.add(id(voikko._backend()))
        wrong.extend(word for word, right in zip(words, expected, strict=True) if voikko._backend().analyze(word) != right)
        done.wait()

    done = threading.Barrier(5)  # keeps the threads alive, so that no handle's id is used twice
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    done.wait()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(handles) == 4


def test_a_reading_can_be_pickled(backend: str) -> None:
    found = readings("kokous")
    assert pickle.loads(pickle.dumps(found)) == found
