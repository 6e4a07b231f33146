"""Compounds: parts, and words cut short."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.finnish_compounds import compounds, is_found
from kb.finnish import analyze_word, completed, continued, part_terms, query_terms


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("oleskelulupahakemusten", {"oleskelu", "lupa", "hakemus", "oleskelulupa", "lupahakemus"}),
        ("kehittämistyössä", {"kehittäminen", "kehittämis", "työ"}),
        ("puheenjohtajalle", {"puhe", "johtaja"}),
        ("ihmisoikeudet", {"ihminen", "ihmis", "oikeus"}),
        ("maahantulon", {"maahan", "tulo"}),
        ("jatko-opiskelijat", {"jatko", "opiskelija"}),
        ("uma-järjestelmästä", {"uma", "järjestelmä"}),
        ("te-toimistoissa", {"te", "toimisto"}),
        ("koulutusperusteisten", {"koulutus", "perusteinen"}),
        ("menettelyt", set()),
        ("kokous", set()),
        ("migristä", set()),
    ],
)
def test_a_compound_has_its_parts_in_base_form(backend: str, word: str, parts: set[str]) -> None:
    assert set(part_terms(word)) == parts


@pytest.mark.parametrize(
    ("cut", "whole", "meant"),
    [
        ("työ", "koulutusperusteisen", ("työperusteisen",)),
        ("EU", "ETA-kansalaiset", ("eu-kansalaiset",)),
        ("perhe", "opiskelijalupa", ("perhelupa",)),
        ("työ", "asia", ()),
    ],
)
def test_a_word_cut_short_borrows_its_end(backend: str, cut: str, whole: str, meant: tuple[str, ...]) -> None:
    assert completed(cut, whole) == meant


def test_a_word_cut_short_borrows_its_beginning(backend: str) -> None:
    assert continued("lupahakemus", "päätökset") == ("lupapäätökset",)
    assert continued("asia", "päätökset") == ()


@pytest.mark.parametrize(
    ("part", "compound"),
    [
        ("lupahakemus", "oleskelulupahakemuksia"),
        ("hakemus", "oleskelulupahakemuksia"),
        ("lupa", "oleskelulupahakemuksia"),
        ("järjestelmä", "UMA-järjestelmään"),
        ("uma", "UMA-järjestelmään"),
        ("poiminta", "luonnonmarjanpoiminnan"),
    ],
)
def test_a_question_for_a_part_finds_the_compound_as_a_part_only(backend: str, part: str, compound: str) -> None:
    terms = analyze_word(compound)
    assert query_terms(part) & set(terms.parts)
    assert not query_terms(part) & set(terms.bases)


def test_one_word_questions_find_the_compounds_of_the_treebanks(shared: Path) -> None:
    heads, modifiers = [], []
    for form, lemma in compounds(sorted((shared / "eval").glob("*-dev.conllu"))):
        *first, head = (part.strip("-") for part in lemma.split("#") if part.strip("-"))
        heads.append(is_found(form, head))
        modifiers.extend(is_found(form, modifier) for modifier in first)
    assert sum(heads) / len(heads) >= 0.95
    assert sum(modifiers) / len(modifiers) >= 0.90
