"""Links between items, against pairs that a careful reader judged: the same matter going on, or two that only look alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kb.library import Library
from kb.model import AgendaItem
from tests.judgements.claims.annotations import is_guarded, read
from tests.judgements.claims.figures import Figure

_NO_LINK = "none"


def measure(library: Library, shared: Path) -> Sequence[Figure]:
    """All pairs of which both items were read, and those of unseen files."""
    items: dict[tuple[str, str], list[AgendaItem]] = {}
    for meeting in library.meetings():
        for document in meeting.documents:
            items.setdefault((document, str(meeting.date)), []).extend(meeting.items)
    links = {(link.later, link.earlier) for link in library.links() if link.is_told}
    pairs = []
    for entry in read("chains", shared):
        later, earlier = _item(entry["later"], items), _item(entry["earlier"], items)
        if later is not None and earlier is not None:
            pairs.append((entry, (later.id, earlier.id) in links))
    unseen = [pair for pair in pairs if _is_unseen(pair[0])]
    return [_figure("Links between items", pairs, "0.85"), _figure("– unseen", unseen, "")]


def _item(end: dict[str, Any], items: dict[tuple[str, str], list[AgendaItem]]) -> AgendaItem | None:
    number = str(end["item"]).rstrip(".")
    for file in (end["file"], end["file"].partition("/")[2]):
        for item in items.get((file, end["meeting_date"]), ()):
            if item.number.rstrip(".") == number:
                return item
    return None


def _is_unseen(entry: dict[str, Any]) -> bool:
    return is_guarded(entry["later"]["file"]) or is_guarded(entry["earlier"]["file"])


def _figure(claim: str, pairs: Iterable[tuple[dict[str, Any], bool]], bar: str) -> Figure:
    pairs = list(pairs)
    shown = [entry for entry, linked in pairs if linked]
    true = [(entry, linked) for entry, linked in pairs if entry["relation"] != _NO_LINK]
    wrong = [_note(entry) for entry in shown if entry["relation"] == _NO_LINK]
    missed = [_note(entry) for entry, linked in true if not linked]
    right = len(shown) - len(wrong)
    return Figure(claim, right, len(shown), right, len(true), bar, tuple(filter(None, wrong)), tuple(filter(None, missed)))


def _note(entry: dict[str, Any]) -> str:
    if _is_unseen(entry):
        return ""
    later, earlier = entry["later"], entry["earlier"]
    return f"{later['meeting_date']}/{later['item']} <- {earlier['meeting_date']}/{earlier['item']} {entry['relation']}"
