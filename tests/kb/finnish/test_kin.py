"""Words of one verb are brought together, and words that only look so are not."""

from __future__ import annotations

import pytest

from kb.finnish.kin import kin
from kb.search.expansion import Expander, Synonyms, answer
from kb.search.query import TypedWord
from kb.search.terms import words


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("poimija", {"poimia", "poiminta"}),
        ("valvonta", {"valvoa", "valvoja"}),
        ("lähettää", {"lähetys", "lähettäjä"}),
        ("hallinnointi", {"hallinnoida", "hallinnoija"}),
        ("sijaisuus", {"sijainen"}),
        ("turvallinen", {"turvallisuus"}),
        ("esteettömyys", {"esteetön"}),
        ("avoin", {"avoimuus"}),
        ("saatavuus", {"saatava"}),
    ],
)
def test_words_made_of_one_another_belong_together(word: str, others: set[str]) -> None:
    assert kin(word) == others


@pytest.mark.parametrize(
    "word", ["asia", "kunta", "raha", "ranta", "esityslista", "tarjouspyyntö", "Lahtinen", "ohry", "", "x" * 500]
)
def test_a_word_made_of_no_other_has_no_kin(word: str) -> None:
    assert kin(word) == frozenset()


def test_a_compound_is_answered_by_a_part_of_the_same_verb_as_a_part() -> None:
    expander = Expander(Synonyms(()))
    assert {"poiminta", "poimija"} <= expander.expand(TypedWord("marjanpoimija")).parts[-1]
    (doing,) = words("poiminnan", "fi")
    assert answer(expander.expand(TypedWord("poimija")), doing.terms, {}) == ("part", None)
