"""What two texts have in common: whole words, parts of compounds, and how few meetings use them."""

from __future__ import annotations

from kb.search.ranking import overlap
from kb.search.ranking.overlap import Rarities
from kb.search.ranking.telling import idf

MEETINGS = [
    "Sähkökatkon korvaukset. Laavun katto uusitaan.",
    "Laavun katto ja polttopuut.",
    "Sähköpostin siirto. Laavun penkit.",
    "Laavun siivous.",
]
RARITIES = Rarities([overlap.read(text)] for text in MEETINGS)


def weight_of(one: str, other: str) -> float:
    return overlap.share(overlap.read(one), overlap.read(other), RARITIES).weight


def test_a_word_of_few_meetings_tells_more_than_one_of_many() -> None:
    assert weight_of("Polttopuut", "Polttopuiden osto") > weight_of("Laavun vuoro", "Laavun avain") > 0


def test_a_part_of_a_compound_tells_less_than_the_whole_and_two_that_only_have_a_part_in_common_least() -> None:
    whole = weight_of("Sähkökatko", "Sähkökatkon syy")
    part = weight_of("Sähkökatko", "Katko korvataan")
    both = weight_of("Sähkökatko", "Sähköpostin siirto")

    assert whole > part > both > 0


def test_what_is_handled_and_who_handles_it_are_no_matter_in_common() -> None:
    assert weight_of("Kokouksen avaus", "Kokouksen päättäminen") == 0
    assert overlap.read("Ainon laavu", names=frozenset({"aino"})).bases == {"laavu"}


def test_how_telling_a_term_is_falls_with_the_texts_that_have_it_and_never_below_nothing() -> None:
    values = [idf(50, having) for having in range(51)]

    assert values == sorted(values, reverse=True)
    assert values[-1] >= 0
