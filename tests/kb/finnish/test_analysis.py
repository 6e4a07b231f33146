"""The analyzer of both ends: what a text leaves in the index, and what a question asks of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.finnish import Terms, analyze, analyze_token, analyze_word, ask_word, split_sentences, tokenize


def bases(text: str) -> dict[str, tuple[str, ...]]:
    return {found.token.text: found.terms.bases for found in analyze(text)}


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("työ- ja koulutusperusteinen lupa", "työ", "työperusteinen"),
        ("työ-\u200b ja koulutusperusteisten", "työ", "työperusteinen"),
        ("perhe-, työ- ja opiskelulupa", "perhe", "perhelupa"),
        ("EU- ja ETA-kansalaisten", "EU", "eukansalainen"),
        ("lupahakemukset ja -päätökset", "päätökset", "lupapäätös"),
        ("sosiaali- tai terveyspalvelut", "sosiaali", "sosiaalipalvelu"),
    ],
)
def test_a_word_cut_short_is_kept_as_the_whole_that_it_stands_for(backend: str, text: str, word: str, meant: str) -> None:
    assert meant in bases(text)[word]


@pytest.mark.parametrize(
    "text", ["työ ja koulutusperusteinen", "- koulutus ja työ", "työ- asia", "työ- ja", "-", "a -b", "kohta 3- ja 4"]
)
def test_other_hyphens_complete_nothing(text: str) -> None:
    assert all(len(found) <= 2 for found in bases(text).values())


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("03.02.2025", Terms("03.02.2025", ("3.2.2025",), (), ("3.2", "2.2025", "2025"))),
        ("2025-02-03", Terms("2025-02-03", ("3.2.2025",), (), ("3.2", "2.2025", "2025"))),
        ("3.2.25", Terms("3.2.25", ("3.2.2025",), (), ("3.2", "2.2025", "2025"))),
        ("4.2", Terms("4.2", ("4.2",))),
        ("13:00", Terms("13:00", ("13.00",))),
        ("10/2024", Terms("10/2024", ("10/2024",), (), ("10", "2024"))),
        ("20:een", Terms("20:een", ("20",))),
        ("§:n", Terms("§:n", ("§",))),
        ("www.esimerkki.fi", Terms("www.esimerkki.fi", ("www.esimerkki.fi",), (), ("esimerkki", "fi"))),
    ],
)
def test_numbers_and_dates_are_brought_to_one_spelling(text: str, terms: Terms) -> None:
    (token,) = tokenize(text)
    assert analyze_token(token) == terms


def test_swedish_and_english_words_are_stemmed_and_kept() -> None:
    assert analyze_word("Besluten", "sv") == Terms("besluten", ("besluten", "sv:beslut"))
    assert analyze_word("meetings", "en").bases == ("meetings", "en:meet")
    assert "migri" in analyze_word("Migri", "sv").bases


@pytest.mark.parametrize(
    ("language", "word", "question"),
    [("sv", "besluten", "beslut"), ("en", "meetings", "meeting"), ("fi", "päätöksistä", "päätös"), ("sv", "Migri", "migri")],
)
def test_a_question_in_any_language_meets_the_text(language: str, word: str, question: str) -> None:
    assert set(ask_word(question).bases) & set(analyze_word(word, language).bases)


def test_a_question_for_a_compound_may_be_widened_to_its_parts(backend: str) -> None:
    asked = ask_word("oleskelulupahakemus")
    assert "lupahakemus" in asked.parts
    assert asked.bases[0] == "oleskelulupahakemus"


def test_the_surface_is_what_was_written_in_small_letters() -> None:
    assert analyze_word("Ohjaus\u00adryhmän").surface == "ohjausryhmän"


@given(st.text(max_size=200), st.sampled_from(["fi", "sv", "en"]))
def test_every_token_of_any_text_has_terms_in_their_places(text: str, language: str) -> None:
    found = list(analyze(text, language))
    assert [one.token for one in found] == list(tokenize(text))
    for one in found:
        assert one.terms.surface
        assert one.terms.bases
        assert not set(one.terms.bases) & set(one.terms.parts)


@given(st.text(alphabet=st.characters(max_codepoint=0x052F, exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_a_question_always_meets_the_same_word_in_the_text(word: str) -> None:
    for found in analyze(word):
        assert set(ask_word(found.token.text).bases) & set(found.terms.bases)


@pytest.mark.parametrize("piece", ["x", "x-", "1.", "a.", "a:n", "a'", "§", "a@", "a.b@", "www.", "\u200b", "a_", "A. ", "työ"])
def test_long_and_nasty_text_is_cut_and_analysed_like_any_other(piece: str) -> None:
    text = piece * 3000
    found = list(analyze(text))
    assert [one.token for one in found] == list(tokenize(text))
    assert "".join(text[start:end] for start, end in split_sentences(text)) == text.strip("\u200b ")
    assert bool(ask_word(text).bases) is (piece != "\u200b")
