"""Whether the desk brings back what an annotator wanted to see beside an item of a later agenda, or a line under a general title."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kb.agenda import desk
from kb.agenda.draft import Draft, DraftItem
from kb.agenda.matching import Prior
from kb.library import Library
from tests.judgements.claims import annotations
from tests.judgements.claims.figures import Figure


def measure(library: Library, shared: Path) -> Sequence[Figure]:
    """The share of items whose earlier outcome comes first (as what is right), and is among the first five (as what is found).

    The desk asks whose draft it is where it is not sure, so the figures are of a draft whose body is chosen; one row is without.
    """
    entries = [entry for entry in annotations.read("agenda_items", shared) if entry["earlier"]]
    more = [(entry, place_of(_answer(library, entry), entry["earlier"])) for entry in _more(shared)]
    asked = [(entry, place_of(_answer(library, entry), entry["earlier"])) for entry in entries]
    unsaid = [(entry, place_of(_answer(library, entry, chosen=False), entry["earlier"])) for entry in entries]
    return (
        _figure("Agenda: earlier outcome first, and among five", asked, "0.75, 0.94"),
        _figure("– of renamed or hidden matters", [one for one in asked if one[0]["hard"]], "–, 0.88"),
        _figure("– of guarded files", [one for one in asked if annotations.is_guarded(one[0]["file"])], "0.75, 0.94"),
        _figure("– when nobody has said whose draft it is", unsaid, "–"),
        _figure("Agenda: lines of further meetings", more, "0.75, 0.94"),
        _figure("– of renamed or hidden matters of theirs", [one for one in more if one[0]["hard"]], "–, 0.88"),
    )


def _more(shared: Path) -> list[dict[str, Any]]:
    """Lines of agendas that a second reader judged, by the minutes alone; invented materials have none."""
    invented = (shared / "truth").is_dir() and not (shared / "truth" / "agenda_more.jsonl").is_file()
    return [] if invented else annotations.read("agenda_more", shared)


def dated_on_or_after(library: Library, shared: Path) -> list[str]:
    """The handlings shown that are of the meeting itself or later: there must be none."""
    return [
        prior.handling.id
        for entry in (*annotations.read("agenda_items", shared), *_more(shared))
        for prior in _answer(library, entry)
        if prior.handling.date.isoformat() >= entry["meeting_date"]
    ]


def _answer(library: Library, entry: dict[str, Any], *, chosen: bool = True) -> tuple[Prior, ...]:
    day = datetime.date.fromisoformat(entry["meeting_date"])
    body = annotations.held(library, day, entry["file"]).body if chosen else None
    draft = Draft((DraftItem("1", entry["title"], entry["matter"] or ""),), day, body)
    return desk.answer(library, draft, day).items[0].prior[: desk.FIRST]


def place_of(priors: Iterable[Prior], earlier: Iterable[dict[str, Any]]) -> int | None:
    """The place of the first that is one of those wanted; None where none is."""
    wanted = list(earlier)
    return next((place for place, prior in enumerate(priors) if any(_is_one(prior, one) for one in wanted)), None)


def _is_one(prior: Prior, wanted: dict[str, Any]) -> bool:
    handling = prior.handling
    return handling.date.isoformat() == wanted["meeting_date"] and any(
        annotations.same_words(wanted["quote"], text) for text in _texts(prior)
    )


def _texts(prior: Prior) -> Iterator[str]:
    handling = prior.handling
    yield handling.text
    if handling.decision and handling.decision.content:
        yield f"{handling.text} {handling.decision.content}"


def _figure(claim: str, asked: Sequence[tuple[dict[str, Any], int | None]], bar: str) -> Figure:
    missed = tuple(
        f"{entry['meeting_date']} {entry['item']} {entry['title']}: {entry['matter'] or ''}"
        for entry, place in asked
        if place is None and not annotations.is_guarded(entry["file"])
    )
    first, five = sum(place == 0 for _, place in asked), sum(place is not None for _, place in asked)
    return Figure(claim, first, len(asked), five, len(asked), bar, (), missed)
