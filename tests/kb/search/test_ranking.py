"""Small texts by their matter: which words tell, nearness in linear time, terms that a build has kept."""

from __future__ import annotations

import pytest

from kb import finnish
from kb.search.expansion import Related, Synonyms
from kb.search.ranking.index import TextIndex
from kb.search.ranking.seeker import Seeker
from kb.search.ranking.vectors import Field, TextTerms, vector

TEXTS = (
    "Opasteiden uusiminen: tolpat tilattiin keväällä.",
    "Polttopuiden osto laavuille kilpailutetaan.",
    "Opasteet ja tolpat: urakka alkaa toukokuussa.",
    "Tietoliikenneyhteyksien varmistaminen talvella.",
    "Seuraava kokous pidetään syksyllä.",
)
TERMS = TextTerms()
INDEX = TextIndex([vector([Field(TERMS.of(text), 1.5, 10.0)]) for text in TEXTS])


def best(words: str, **groups: object) -> list[int]:
    seeker = Seeker(INDEX, Synonyms([("nuotiopaikka", "laavu")]), Related([("hankinta", "osto")]))
    found = INDEX.search(seeker.words(words))
    return sorted(found, key=lambda number: -found[number].score)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("opaste", 0),  # the word itself
        ("nuotiopaikat", 1),  # a synonym
        ("hankinnat", 1),  # near in meaning
        ("polttopu", 1),  # a slip
        ("tietoliikenteen häiriöt", 3),  # a part of a compound
    ],
)
def test_a_word_is_answered_in_all_its_ways(words: str, number: int) -> None:
    assert number in best(words)[:2]


def test_texts_of_one_matter_are_near_and_only_earlier_ones_where_told() -> None:
    assert INDEX.like(INDEX.vectors[2])[1][0] == 0
    assert [number for number, _ in INDEX.like(INDEX.vectors[2], until=2)] == [0]
    assert INDEX.like(INDEX.vectors[0], until=0) == ()


def test_a_term_that_many_texts_have_brings_no_candidates() -> None:
    index = TextIndex([TERMS.of("Opasteet uusitaan") for _ in range(30)])

    assert index.like(index.vectors[0], common=20) == ()
    assert len(index.like(index.vectors[0], common=30, limit=30)) == 30


def test_texts_of_one_group_make_a_term_no_more_common() -> None:
    alone = TextIndex([TERMS.of(text) for text in ("Opasteet", "Opasteet", "Laavut", "Maksut")], ["a", "a", "b", "c"])

    assert alone.idf("opaste") == alone.idf("laavu")


def test_what_was_found_lends_words_that_were_not_asked() -> None:
    asked = Seeker(INDEX, Synonyms(())).words("opasteet")

    lent = {word.form for word in INDEX.feedback(INDEX.search(asked), asked)}

    assert "tolppa" in lent
    assert "opaste" not in lent


def test_what_nothing_answers_is_worth_something_and_finds_nothing() -> None:
    asked = Seeker(INDEX, Synonyms(())).words("xyzzy")

    assert INDEX.search(asked) == {}
    assert INDEX.worth(asked) > 0
    assert INDEX.feedback({}, asked) == []


def test_a_paragraph_whose_terms_are_kept_is_not_analysed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made = TextTerms()
    before = made.of("Opasteet uusitaan.\nTolpat tilataan.")

    def refuse(*_: object) -> None:
        raise AssertionError("analysed again")

    monkeypatch.setattr(finnish, "analyze", refuse)

    assert TextTerms(made.kept).of("Tolpat  tilataan.\nOpasteet uusitaan.") == before
