"""The query language: what is typed, and the tree it is read as."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import BadQuery
from kb.search.query import And, Everything, Field, Node, Not, Or, Phrase, TypedWord, parse, period, render, words_of

A, B, C = TypedWord("lupa"), TypedWord("hakemus"), TypedWord("työ")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("lupa", A),
        ("lupa hakemus", And((A, B))),
        ("lupa JA hakemus", And((A, B))),
        ("lupa AND hakemus", And((A, B))),
        ("lupa OCH hakemus", And((A, B))),
        ("lupa TAI hakemus", Or((A, B))),
        ("lupa ELLER hakemus", Or((A, B))),
        ("lupa hakemus TAI työ", Or((And((A, B)), C))),
        ("lupa (hakemus OR työ)", And((A, Or((B, C))))),
        ("lupa EI hakemus", And((A, Not(B)))),
        ("lupa -hakemus", And((A, Not(B)))),
        # A minus after several words, or before an inflected word that others follow, is the hyphen of a compound.
        ("lupa hakemus -työ", And((A, B, C))),
        ("lupa -ryhmän", And((A, TypedWord("ryhmän")))),
        ("-työryhmän kokous", And((TypedWord("työryhmän"), TypedWord("kokous")))),
        ("-työryhmä kokous", And((Not(TypedWord("työryhmä")), TypedWord("kokous")))),
        ("lupa hakemus -työ*", And((A, B, Not(TypedWord("työ", prefix=True))))),
        ("lupa hakemus EI työ", And((A, B, Not(C)))),
        ("lupa TAI -hakemus", Or((A, Not(B)))),
        ("lupa -hakemus -työ", And((A, Not(B), Not(C)))),
        ("lupa NOT NOT hakemus", And((A, B))),
        ("-lupa", Not(A)),
        ("lupa ja hakemus", And((A, TypedWord("ja"), B))),
        ("lupa*", TypedWord("lupa", prefix=True)),
        ('"lupa hakemus"', Phrase(("lupa", "hakemus"))),
        ("”lupa hakemus”", Phrase(("lupa", "hakemus"))),
        ("„lupa hakemus“", Phrase(("lupa", "hakemus"))),
        ('"lupa"', A),
        ('lupa -"työ hakemus"', And((A, Not(Phrase(("työ", "hakemus")))))),
        ("UMA-järjestelmä", TypedWord("UMA-järjestelmä")),
        ("TEM:n", TypedWord("TEM:n")),
        ("4.2", TypedWord("4.2")),
        ("17.12.2024", TypedWord("17.12.2024")),
        ("lupa/hakemus", And((A, B))),
        # Operators without what they need are passed over.
        ("", Everything()),
        ("AND", Everything()),
        ("JA lupa", A),
        ("lupa TAI", A),
        ("lupa AND OR hakemus", Or((A, B))),
        ("EI", Everything()),
        ("lupa EI", A),
        ("()", Everything()),
        ("??? lupa !!!", A),
        ('""', Everything()),
        # Fields
        ("tuotos:4.2", Field("tuotos", "4.2", 7)),
        ("Tuotos: 4.2", Field("tuotos", "4.2", 8)),
        ("output:4.2", Field("tuotos", "4.2", 7)),
        ("bilaga:3", Field("liite", "3", 7)),
        ('henkilö:"Anneli Esimerkki"', Field("henkilö", "Anneli Esimerkki", 8)),
        ("person:Esimerkki lupa", And((Field("henkilö", "Esimerkki", 7), A))),
        ("-laji:liite", Not(Field("laji", "liite", 6))),
        ("tuotos:", TypedWord("tuotos")),
        ("kuka:lupa", And((TypedWord("kuka"), A))),
        ("kello 13:00", And((TypedWord("kello"), TypedWord("13:00")))),
    ],
)
def test_a_query_is_read_as_a_tree(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ('lupa "hakemus', "bad_query_quote", 5),
        ("lupa (hakemus", "bad_query_paren", 5),
        ("lupa) hakemus", "bad_query_paren", 4),
        ("(" * 31 + "lupa" + ")" * 31, "bad_query_deep", 30),
        ("a" * 1001, "bad_query_long", 1000),
        ("sana " * 65, "bad_query_many", 320),
    ],
)
def test_what_cannot_be_read_says_where(text: str, code: str, position: int) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(text)
    assert (caught.value.code, caught.value.position) == (code, position)
    assert all(caught.value.text(language) for language in ("fi", "sv", "en"))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2023-2024", "2023-01-01", "2024-12-31"),
        ("2024-06", "2024-06-01", "2024-06-30"),
        ("2/2024", "2024-02-01", "2024-02-29"),
        ("12.2024", "2024-12-01", "2024-12-31"),
        ("2024-06-01", "2024-06-01", "2024-06-01"),
        ("1.6.2024", "2024-06-01", "2024-06-01"),
    ],
)
def test_a_date_field_means_a_day_a_month_or_a_year(value: str, first: str, last: str) -> None:
    assert period(Field("jälkeen", value)) == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize("value", ["huomenna", "0000", "13/2024", "99.99.9999", "", "2024-00"])
def test_a_date_that_is_none_says_where(value: str) -> None:
    with pytest.raises(BadQuery) as caught:
        period(Field("ennen", value, 6))
    assert caught.value.position == 6


def trees() -> st.SearchStrategy[Node]:
    leaves: st.SearchStrategy[Node] = st.sampled_from(
        [A, B, C, Phrase(("lupa", "hakemus")), TypedWord("seuranta", prefix=True)]
    )
    pairs = lambda kind: lambda inner: st.lists(inner, min_size=2, max_size=3).map(lambda p: kind(tuple(p)))  # noqa: E731
    return st.recursive(leaves, lambda inner: pairs(And)(inner) | pairs(Or)(inner) | leaves.map(Not), max_leaves=8)


@given(trees())
def test_a_tree_as_it_is_shown_is_read_as_itself(tree: Node) -> None:
    assert parse(render(tree)) == tree


@given(st.text(max_size=80))
def test_any_text_is_a_tree_or_a_place_in_it(text: str) -> None:
    try:
        tree = parse(text)
    except BadQuery as error:
        assert 0 <= error.position <= len(text)
    else:
        assert all(word for word in words_of(tree))
        assert parse(render(tree)) is not None
