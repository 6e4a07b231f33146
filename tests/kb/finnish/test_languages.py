"""Which language a block is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.finnish import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kokouksessa käsiteltiin asia ja todettiin, että valmistelu jatkuu.", "fi"),
        ("Hankkeen loppuraportti hyväksyttiin.", "fi"),
        ("Seuraava kokous", "fi"),
        ("Mötet öppnades och det konstaterades att mötet var beslutfört.", "sv"),
        ("Arbetsgruppen godkände förslaget till program för hösten.", "sv"),
        ("The working group approved the report and agreed on the next steps.", "en"),
        ("This is to be reviewed by the steering group.", "en"),
        ("Beslut: Mötet godkände rapporten (Migri, TEM) med de ändringar som nämndes.", "sv"),
        ("Asia: The Future of Work -raportti. Todettiin, että raportti on valmis ja se julkaistaan.", "fi"),
    ],
)
def test_the_language_of_a_block_is_told(backend: str, text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "171224", "HDX-7 QRT", "–", "4.2 § 3"])
def test_what_holds_no_language_has_none(text: str) -> None:
    assert detect_language(text) is None


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert detect_language(text) in ("fi", "sv", "en", None)
