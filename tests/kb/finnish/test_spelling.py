"""Misspelt words: put right where the corpus bears it out, and right ones left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.finnish import Vocabulary, corrections, index_terms, is_known, suggest_query
from tests.fuzz import FUZZ

# An invented corpus: words with how often it says them.
WORDS = {
    "kokouksessa": 14,
    "kokous": 20,
    "ohjausryhmä": 9,
    "ohjausryhmän": 12,
    "hyväksyttiin": 17,
    "todettiin": 15,
    "sovittiin": 8,
    "seurantalinja": 3,
    "seurantalinjat": 4,
    "seurantarakenne": 5,
    "käsittelyaika": 3,
    "käsittelyajat": 6,
    "käsittelyä": 4,
    "oleskelulupa": 5,
    "hakemukset": 5,
    "marja": 2,
    "poiminta": 3,
    "tilanne": 9,
    "esimerkki": 4,
    "järjestelmä": 8,
    "henkilökunta": 4,
    "vuosisuunnitelma": 3,
    "perheenjäsenten": 4,
    "maahanmuuttovirasto": 3,
    "työnantaja": 5,
    "migri": 4,
    "migrin": 3,
    "migristä": 1,
    "scoreboard": 2,
    "scoreboardiin": 1,
    "päätös": 12,
    "valmistelu": 6,
    "toimenpiteet": 5,
    "raportti": 7,
    "yhteistyö": 6,
}

MISSPELT = [
    ("seurantalintojen", "seurantalinja"),
    ("seurantalijat", "seurantalinja"),
    ("seurantarakene", "seurantarakenne"),
    ("käsitteilyajan", "käsittelyaika"),
    ("marjapöiminnan", "marjapoiminta"),
    ("kokouksesa", "kokous"),
    ("kokuksessa", "kokous"),
    ("ohjausryhmmän", "ohjausryhmä"),
    ("ohjausrhymän", "ohjausryhmä"),
    ("hyväskyttiin", "hyväksyä"),
    ("hyväksytiin", "hyväksyä"),
    ("sovitiin", "sopia"),
    ("todetiin", "todeta"),
    ("henkilkunta", "henkilökunta"),
    ("vuosisunnitelman", "vuosisuunnitelma"),
    ("perheenjasenten", "perheenjäsen"),
    ("maahanmuttoviraston", "maahanmuuttovirasto"),
    ("järjestlemä", "järjestelmä"),
    ("tyonantajan", "työnantaja"),
    ("valmistleu", "valmistelu"),
    ("toimenpitet", "toimenpide"),
    ("yhteistyö", None),  # right
]

RIGHT = [
    *("Mojander", "Mojanderin", "Migristä", "migristä", "scoreboardiin", "Vonderegger", "Torkalo", "Päyhö", "Velijölä"),
    *("Lumitekin", "TTOL", "UMA", "dashboard", "Latva-Kasku", "Husmin", "Enqberg", "Lypén", "ohryyn", "Axiden", "kokouksessa"),
    *("klaffituolia", "TEM:n", "4.2", "seurantalinjojen", "Tapperin"),
]


def vocabulary(*more: str) -> Vocabulary:
    return Vocabulary({**WORDS, **{word.lower(): 1 for word in more}})


@pytest.mark.parametrize(("word", "base"), [row for row in MISSPELT if row[1]])
def test_a_misspelt_word_is_put_right_from_the_corpus(libvoikko: None, word: str, base: str) -> None:
    found = corrections(word, vocabulary(word))
    assert base in [one.base for one in found]
    assert all(is_known(one.form) and one.base in index_terms(one.form) and one.distance <= 2 for one in found)


@pytest.mark.parametrize("word", RIGHT)
def test_a_right_word_is_never_put_right(backend: str, word: str) -> None:
    assert corrections(word, vocabulary(word)) == ()


def test_without_suggestions_the_words_of_the_corpus_put_right() -> None:
    from kb.finnish import choose_backend

    pytest.importorskip("pyvoikko")
    choose_backend("pyvoikko")
    try:
        found = corrections("kokouksesa", vocabulary("kokouksesa"))
    finally:
        choose_backend(None)
    assert [one.base for one in found] == ["kokous"]


def test_a_new_word_in_several_forms_is_no_slip(libvoikko: None) -> None:
    assert corrections("lokitetaan", vocabulary("lokitetaan", "lokitettavaksi", "laitetaan")) == ()


def test_a_word_that_stands_often_is_no_slip(libvoikko: None) -> None:
    assert corrections("kokouksesa", Vocabulary({**WORDS, "kokouksesa": 7})) == ()


def test_at_the_start_of_a_sentence_only_a_long_and_near_word_is_put_right(libvoikko: None) -> None:
    assert [one.base for one in corrections("Ohjausryhmmän", vocabulary("ohjausryhmmän"))] == ["ohjausryhmä"]
    assert corrections("Kokuksen", vocabulary("kokuksen")) == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ohjausryhmmän", "ohjausryhmän"),
        ("Ohjausryhmmän", "Ohjausryhmän"),
        ("seurantalinjatt", "seurantalinjat"),
        ("seurantalintojen", "seurantalinjojen"),
        ("kokouksesa", "kokouksessa"),
        ("migrri", "migri"),
        ("scorebord", "scoreboard"),
        ("perheenjasenten", "perheenjäsenten"),
    ],
)
def test_a_question_is_suggested_in_the_form_it_was_typed(libvoikko: None, typed: str, meant: str) -> None:
    assert suggest_query(typed, vocabulary()) == meant


@pytest.mark.parametrize("typed", ["kokous", "xyzzy", "", "§", "4.2", "a", "äöäöäöäöäö", "x" * 500])
def test_nothing_is_suggested_for_what_is_there_or_far_from_everything(backend: str, typed: str) -> None:
    assert suggest_query(typed, vocabulary()) is None


def test_base_forms_of_the_index_may_be_given() -> None:
    words = Vocabulary({"kokous": 1}, bases={"kokous": 5})
    assert words.bases == {"kokous": 5}
    assert dict(words) == {"kokous": 1}
    assert len(words) == 1


@settings(max_examples=1200 if FUZZ else 60)
@given(st.text(max_size=40))
def test_any_string_is_answered(text: str) -> None:
    words = vocabulary()
    assert isinstance(corrections(text, words), tuple)
    suggested = suggest_query(text, words)
    assert suggested is None or suggested.lower() != text.lower()
