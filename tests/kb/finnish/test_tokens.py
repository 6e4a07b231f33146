"""Tokens: what is one word, and where it stands."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.finnish import clean, count_tokens, tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Kokous avattiin klo 13.00.", ["Kokous", "avattiin", "klo", "13.00"]),
        ("TEM:n ja TTOL:ssa, ohry:n, EU:s", ["TEM:n", "ja", "TTOL:ssa", "ohry:n", "EU:s"]),
        ("UMA-järjestelmä ja TE-toimisto", ["UMA-järjestelmä", "ja", "TE-toimisto"]),
        ("tuotokset 1.1–1.3 ja 4.2.", ["tuotokset", "1.1", "1.3", "ja", "4.2"]),
        ("LIITE 3, 171224", ["LIITE", "3", "171224"]),
        ("1.–3.5.2024, 17.12., 2024-12-17", ["1", "3.5.2024", "17.12", "2024-12-17"]),
        ("121 §:n ja § 3.", ["121", "§:n", "ja", "§", "3"]),
        ("vaa'an R&D-toiminta, T&K", ["vaa'an", "R&D-toiminta", "T&K"]),
        ("2024-kokous, COVID-19, 4a, 5G-verkko", ["2024-kokous", "COVID-19", "4a", "5G-verkko"]),
        ("Päätös:hyväksyttiin", ["Päätös", "hyväksyttiin"]),
        ("Aika:klo 9", ["Aika", "klo", "9"]),
        ("asia VN/123/2024", ["asia", "VN", "123/2024"]),
        ("kokous 10/2020", ["kokous", "10/2020"]),
        ("työ- ja koulutus, lupahakemus ja -päätös", ["työ", "ja", "koulutus", "lupahakemus", "ja", "päätös"]),
        ("7_Tilanne_12_2024.pptx ja muistio.docx", ["7_Tilanne_12_2024.pptx", "ja", "muistio.docx"]),
        ("a.b@esimerkki.fi, https://esimerkki.fi/a?b=1.", ["a.b@esimerkki.fi", "https://esimerkki.fi/a?b=1"]),
        ("20:een, 1980:n", ["20:een", "1980:n"]),
        ("3,5 % ja 25 000 euroa", ["3,5", "ja", "25", "000", "euroa"]),
        ("", []),
        ("--- … ***", []),
    ],
)
def test_text_is_cut_into_words_numbers_dates_and_addresses(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == tokens


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kokous", "word"),
        ("TEM:n", "word"),
        ("4.2", "number"),
        ("13:00", "number"),
        ("17.12.2024", "date"),
        ("3.2.25", "date"),
        ("2024-12-17", "date"),
        ("§:n", "section"),
        ("siht@esimerkki.fi", "address"),
        ("www.esimerkki.fi", "address"),
        ("muistio.pdf", "address"),
    ],
)
def test_a_token_has_a_kind(text: str, kind: str) -> None:
    (token,) = tokenize(text)
    assert (token.text, token.kind) == (text, kind)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("UMA-\u200bjärjestelmä", ["UMA-järjestelmä"]),
        ("sana,\u200bsana", ["sana", "sana"]),
        ("ke\u00adhit\u00adtä\u00admi\u00adnen", ["kehittäminen"]),
        ("ka\u0308sittely", ["käsittely"]),
        ("TE‑toimisto", ["TE-toimisto"]),
        ("raa’an", ["raa'an"]),
        ("ﬁnanssi", ["finanssi"]),
    ],
)
def test_what_cannot_be_seen_is_not_in_the_token_but_in_its_place(text: str, tokens: list[str]) -> None:
    found = list(tokenize(text))
    assert [token.text for token in found] == tokens
    assert found[0].start == 0
    assert found[-1].end == len(text)


@given(st.text())
def test_any_text_gives_tokens_in_order_whose_places_hold_their_text(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert clean(text[token.start : token.end]) == token.text
        end = token.end


@given(st.text(alphabet="abcÅäö012 .:-'’§/&@_,\u00ad\u200b\u0308\n"))
def test_every_letter_and_digit_is_in_a_token(text: str) -> None:
    covered = {place for token in tokenize(text) for place in range(token.start, token.end)}
    assert [text[place] for place in range(len(text)) if text[place].isalnum() and place not in covered] == []


@given(st.text(alphabet="abåäö -"))
def test_composed_and_decomposed_letters_give_the_same_words(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert [token.text for token in tokenize(decomposed)] == [token.text for token in tokenize(text)]


@given(st.lists(st.text(alphabet="abÅäö012.:-'’§/@_,\u00ad\u200b\u0308", min_size=1), max_size=4))
def test_nothing_beyond_white_space_matters_to_a_token(runs: list[str]) -> None:
    alone = [(token.text, token.kind) for run in runs for token in tokenize(run)]
    assert [(token.text, token.kind) for token in tokenize("\n".join(runs))] == alone


@given(st.lists(st.text(alphabet="abÅäö012.:- \n")))
def test_tokens_are_counted_as_they_are_cut(texts: list[str]) -> None:
    cut = Counter((token.text, token.kind) for text in texts for token in tokenize(text))
    assert list(count_tokens(texts).items()) == list(cut.items())
