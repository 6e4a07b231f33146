"""The build analyses the minutes for the desk; nothing of them is analysed after it."""

from __future__ import annotations

import pytest

from kb import finnish
from kb.agenda.handlings import cut
from kb.agenda.matching import Matcher, current
from kb.library import Library
from kb.search.expansion import Synonyms
from kb.search.ranking.vectors import TextTerms


def test_the_matcher_is_made_of_what_the_build_kept(demo: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    terms, general = demo.handling_terms()
    handlings = cut(current(demo), general)

    def refuse(*_: object) -> None:
        raise AssertionError("analysed again")

    monkeypatch.setattr(finnish, "analyze", refuse)
    matcher = Matcher(handlings, Synonyms(()), terms=TextTerms(terms), general=general)

    assert len(matcher.index.vectors) == len(handlings) > 0
    assert "Muut asiat" in general
