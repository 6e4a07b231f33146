"""Of a large folder, the text of what has changed is found before the build has worked out what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer import build as building
from indexer import early
from indexer.audit import audit
from indexer.build import build
from kb.audiences import Access, Rule
from kb.library import Library
from kb.settings import Settings
from tests.indexer.test_build import built_anew, content, write

DECK = "# Väylän esittely\n\nVäylälle tulee {what}.\n"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(early, "MANY", 2)
    corpus = tmp_path / "aineisto"
    write(corpus, 3, "Laiturin korjaus", "lankut")
    write(corpus, 10, "Laiturin korjaus", "naulat", "Lankut on hankittu. Laiturin korjaus jatkuu.")
    write(corpus, 17, "Poijujen väri", "maalin")
    (corpus / "2025-03-17" / "esittely.md").write_text(DECK.format(what="majakka"), encoding="utf-8")
    settings = Settings(corpus, tmp_path / "hakemisto", jobs=2)
    build(settings)
    return settings


def changed(corpus: Path) -> None:
    write(corpus, 10, "Laiturin korjaus", "naulat", "Laituriin tarvitaan saranoita.")


def added(corpus: Path) -> None:
    write(corpus, 24, "Saranoiden hankinta", "saranat", "Sarana on poikki.")


def deck_changed(corpus: Path) -> None:
    (corpus / "2025-03-17" / "esittely.md").write_text(DECK.format(what="sarana"), encoding="utf-8")


def broken(*_arguments: Any, **_named: Any) -> None:
    raise RuntimeError("the rest of the build")


def found(settings: Settings, words: str) -> set[str]:
    library = Library.open(settings)
    try:
        return {hit.url for hit in library.search(words).hits}
    finally:
        library.close()


@pytest.mark.parametrize(
    ("change", "place"),
    [(changed, "2025-03-10/muistio.md"), (added, "2025-03-24/muistio.md"), (deck_changed, "2025-03-17/esittely.md")],
)
def test_what_is_new_is_found_before_the_build_is_done_and_the_end_is_as_from_nothing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], place: str
) -> None:
    assert not found(settings, "sarana")
    change(settings.corpus)
    with monkeypatch.context() as patch:
        patch.setattr(building, "generate", broken)
        with pytest.raises(RuntimeError):
            build(settings)
    assert {url.partition("?")[0] for url in found(settings, "sarana")} == {f"/asiakirjat/{place}"}
    assert not [problem for problem in audit(settings) if problem.severity == "error"]

    report = build(settings)
    assert not report.unchanged
    assert content(settings) == built_anew(settings)


def test_what_was_there_stays_until_the_build_is_done(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(settings)
    changed(settings.corpus)
    monkeypatch.setattr(building, "generate", broken)
    with pytest.raises(RuntimeError):
        build(settings)
    now = content(settings)
    assert all(now[table] == before[table] for table in ("meetings", "items", "decisions", "links", "people", "topics"))
    assert set(map(repr, before["passages"])) < set(map(repr, now["passages"]))


def test_the_pages_of_a_changed_file_take_the_place_of_those_it_had(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(settings, "majakka")
    deck_changed(settings.corpus)
    monkeypatch.setattr(building, "generate", broken)
    with pytest.raises(RuntimeError):
        build(settings)
    assert found(settings, "sarana") and not found(settings, "majakka")


def test_nothing_is_shown_early_where_rules_say_who_may_see_what(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = replace(settings, access=Access(rules=(Rule(("members",), body="Laituriryhmä"),)))
    added(settings.corpus)
    monkeypatch.setattr(building, "generate", broken)
    with pytest.raises(RuntimeError):
        build(guarded)
    assert not found(settings, "sarana")


@pytest.mark.parametrize(("new", "known", "worth"), [(1, 2, True), (0, 2, False), (1, 1, False), (early.FEW + 1, 900, False)])
def test_few_of_many_are_shown_early(settings: Settings, new: int, known: int, worth: bool) -> None:
    assert early.is_worth_it(settings, new, known) is worth
