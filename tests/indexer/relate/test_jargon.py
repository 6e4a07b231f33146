"""Words that a body uses often without explaining them, on invented minutes."""

from __future__ import annotations

import doctest

import pytest

from indexer.relate import jargon
from kb.relations import Term

MEETINGS = {f"2031-0{month}-01": "rantaryhmä" for month in range(6, 0, -1)}


def listed(*sentences: str, names: tuple[str, ...] = (), terms: tuple[Term, ...] = ()) -> list[str]:
    """What is listed where each sentence stands in the minutes of a month of its own."""
    texts = list(zip(reversed(MEETINGS), (jargon.tally([sentence]) for sentence in sentences), strict=False))
    return [term.term for term in jargon.unexplained({}, MEETINGS, terms, names, texts)]


@pytest.mark.parametrize(
    ("sentences", "words"),
    [
        (("KVX on auki.", "KVX:n aika.", "Luettiin KVX-mittari."), ["KVX"]),
        (("Avattiin TaLo.", "Tiedot TaLoon.", "Katsotaan TaLossa."), ["TaLo"]),
        (("Asia vietiin Kupariin.", "Tehtiin Kuparissa.", "Ensi viikolla Kupari auki.", "Tämä Kupari uusitaan."), ["Kupari"]),
        (("KVX on auki.", "Ei muuta.", "Ei muuta."), []),
        (("PÖYTÄKIRJA 1", "PÖYTÄKIRJA 2", "PÖYTÄKIRJA 3"), []),
        (("Ostettiin uusi Putki.", "Tämä putki vuotaa.", "Uusi putki.", "Vanha putki.", "Se Putki."), []),
    ],
)
def test_abbreviations_and_names_that_come_back_are_listed(sentences: tuple[str, ...], words: list[str]) -> None:
    assert listed(*sentences) == words


def test_what_is_explained_or_is_somebodys_name_is_not_listed() -> None:
    sentences = ("KVX ja OPX.", "KVX ja OPX.", "KVX ja OPX.")

    assert listed(*sentences, names=("OPX",), terms=(Term("KVX", "mittari"),)) == []


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(jargon).failed == 0
