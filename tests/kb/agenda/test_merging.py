"""Two texts of one draft: what differs is shown, what is likely keeps what both wrote, what is chosen is what becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.agenda.draft import Draft, DraftItem
from kb.agenda.merging import Choice, merge
from kb.agenda.reading import of_text

BASE = of_text("1. Avaus\n2. Opasteet\nTolpat.\n3. Laavut\n4. Sillat")


def edited(**texts: str) -> Draft:
    return replace(BASE, items=tuple(replace(item, text=texts.get(item.title, item.text)) for item in BASE.items))


def words(draft: Draft) -> dict[str, str]:
    return {item.title: item.text for item in draft.items}


def test_what_each_changed_alone_is_likely_kept() -> None:
    found = merge(BASE, edited(Opasteet="Omat tolpat."), edited(Laavut="Toisen laavut."))

    assert [(row.likely, row.differs) for row in found.rows][1:3] == [("mine", True), ("theirs", True)]
    assert words(found.merged({})) == {"Avaus": "", "Opasteet": "Omat tolpat.", "Laavut": "Toisen laavut.", "Sillat": ""}


def test_what_both_changed_keeps_both() -> None:
    found = merge(BASE, edited(Opasteet="Tolpat.\nOma rivi."), edited(Opasteet="Tolpat.\nToisen rivi."))

    assert words(found.merged({}))["Opasteet"] == "Tolpat.\nOma rivi.\nToisen rivi."


@pytest.mark.parametrize(("choice", "text"), [("mine", "Oma."), ("theirs", "Toisen."), ("both", "Oma.\nToisen.")])
def test_the_choice_is_what_becomes(choice: Choice, text: str) -> None:
    found = merge(BASE, edited(Opasteet="Oma."), edited(Opasteet="Toisen."))

    assert words(found.merged({1: choice}))["Opasteet"] == text


def test_items_that_one_added_stand_where_they_were_and_removed_ones_are_asked() -> None:
    mine = replace(BASE, items=BASE.items[:2] + BASE.items[3:])
    theirs = replace(BASE, items=(*BASE.items[:2], DraftItem("", "Talkoot"), *BASE.items[2:]))

    found = merge(BASE, mine, theirs)

    assert [item.title for item in found.merged({}).items] == ["Avaus", "Opasteet", "Talkoot", "Laavut", "Sillat"]
    place = next(n for n, row in enumerate(found.rows) if row.theirs and row.theirs.title == "Laavut")
    assert "Laavut" not in words(found.merged({place: "mine"}))


def test_links_of_both_are_kept() -> None:
    mine, theirs = (
        replace(BASE, items=(replace(BASE.items[0], links=(("ks. 1", f"/{name}"),)), *BASE.items[1:])) for name in ("a", "b")
    )

    assert merge(BASE, mine, theirs).merged({0: "both"}).items[0].links == (("ks. 1", "/a"), ("ks. 1", "/b"))


def test_title_and_day_are_chosen_apart() -> None:
    mine, theirs = replace(BASE, title="Oma"), replace(BASE, title="Toisen")

    found = merge(BASE, mine, theirs)

    assert found.head_differs
    assert (found.merged({}).title, found.merged({}, "theirs").title) == ("Oma", "Toisen")
