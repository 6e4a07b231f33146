"""Which words a new member finds explained, and by whom."""

from __future__ import annotations

from kb.model import Where
from kb.relations import Term
from kb.welcome.abbreviations import Explained, explain

NAMES = [("KYL", "kaupunkiympäristölautakunta")]


def test_an_abbreviation_of_the_settings_is_explained_once_the_texts_use_it_enough() -> None:
    texts = ["KYL:n esitys", "KYL päätti", "Asia siirtyi KYL:lle"]

    assert explain((), texts, NAMES) == (Explained("KYL", "kaupunkiympäristölautakunta", None),)
    assert explain((), texts[:2], NAMES) == ()


def test_what_the_minutes_say_wins_over_the_settings() -> None:
    said = Term("KYL", "kylälautakunta", "2025-01-01", "2025-01-01/2", 0, 5)

    assert explain((said,), ["KYL"] * 3, NAMES) == (Explained("KYL", "kylälautakunta", "2025-01-01/2"),)


def test_a_part_of_a_longer_word_is_no_use_of_the_abbreviation() -> None:
    assert explain((), ["AKYL", "kyl", "KYLÄ"], NAMES, least=1) == ()


def test_a_group_without_a_long_name_explains_nothing() -> None:
    assert explain((), ["KYL"] * 3, [("KYL", "KYLA")]) == ()


def test_a_word_with_two_meanings_tells_whose_each_is() -> None:
    said = (
        Term("EV", "suojaviheralue", "a", "a/1", body="Kaava"),
        Term("EV", "energian varasto", "b", "b/1", body="Voima"),
        Term("KYL", "kylälautakunta", "a", "a/2", body="Kaava"),
    )

    assert [(one.word, one.meaning, one.body) for one in explain(said, (), ())] == [
        ("EV", "suojaviheralue", "Kaava"),
        ("EV", "energian varasto", "Voima"),
        ("KYL", "kylälautakunta", None),
    ]


def test_a_word_that_only_a_document_defines_leads_to_its_place() -> None:
    place = Where("esitys.pptx", 2, "dia 2", 0, 10)
    (found,) = explain((Term("EV", "suojaviheralue", "a", where=place),), (), ())

    assert (found.item, found.where) == (None, place)
