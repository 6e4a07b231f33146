"""Promises against what careful readers found: known at all, shown unasked, their days and their doers.

An arguable one (`clear` false) counts neither as missed nor as wrong. A doer is right when the names agree, nobody for nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from kb.finnish import index_terms
from kb.knowledge.states import is_promise
from kb.model import Decision, Meeting
from kb.results import Promise
from tests.judgements.claims.annotations import is_guarded, read, same_words
from tests.judgements.claims.figures import Figure

_KINDS = {"promises_groups": ("expert groups", "0.8 · 0.6 · 0.85"), "promises_others": ("other bodies", "0.65 · 0.45 · 0.8")}
Found = dict[tuple[str, str], list[Decision]]


class HasMeetings(Protocol):
    """What is measured: a library, or the annotated files alone."""

    def meetings(self) -> Sequence[Meeting]:
        """Its meetings."""

    def reported(self) -> Sequence[Decision]:
        """The promises that its reports hold."""


def measure(library: HasMeetings, shared: Path) -> Sequence[Figure]:
    """Known, shown, due day and responsible of each kind of body, over all files and over those that nobody tuned on."""
    found: Found = {}
    for meeting in library.meetings():
        for document in meeting.documents:
            own = [decision for decision in meeting.decisions if is_promise(decision)]
            found.setdefault((document, str(meeting.date)), []).extend(own)
    for promise in library.reported():
        if promise.where:
            found.setdefault((promise.where.document, str(promise.date)), []).append(promise)
    figures: list[Figure] = []
    for name, (kind, bar) in _KINDS.items():
        entries = read(name, shared)
        figures += _figures(f"Promises of {kind}", bar, entries, found)
        figures += _figures(f"– unseen, {kind}", bar, [entry for entry in entries if is_guarded(entry["file"])], found)
    return figures


def _figures(claim: str, bar: str, entries: Sequence[dict[str, Any]], found: Found) -> list[Figure]:
    clear = [entry for entry in entries if entry["clear"]]
    known = [(entry, d) for entry in clear if (d := _of(entry, found, shown=False))]
    seen = [entry for entry in clear if _of(entry, found, shown=True)]
    days = {(entry["file"], entry["meeting_date"]) for entry in entries}
    shown = [(day, d) for day in sorted(days) for d in found.get(day, ()) if Promise(d, None).shown]
    about = {day: [e for e in entries if (e["file"], e["meeting_date"]) == day] for day in days}
    verdicts = [(day, d, [e for e in about[day] if same_words(d.text, e["quote"])]) for day, d in shown]
    right = sum(any(e["clear"] for e in same) for _, _, same in verdicts)
    wrong = tuple(d.text[:120] for day, d, same in verdicts if not same and not is_guarded(day[0]))
    missed = tuple(e["quote"][:120] for e in clear if e not in seen and not is_guarded(e["file"]))
    dated = [(entry, d) for entry, d in known if entry["due"] and d.due and d.due.date]
    named = [(entry, d) for entry, d in known if entry["doer"] or d.responsible]
    return [
        Figure(f"{claim}: known", found=len(known), wanted=len(clear), bar=bar),
        Figure(
            f"{claim}: shown", right, right + sum(not same for *_, same in verdicts), len(seen), len(clear), bar, wrong, missed
        ),
        Figure(f"{claim}: due day", sum(str(d.due.date) == e["due"] for e, d in dated if d.due), len(dated), bar="0.9"),
        Figure(
            f"{claim}: responsible", sum(same_doers(e["doer"], d.responsible) for e, d in named), len(named), bar="0.9 · 0.85"
        ),
    ]


def _of(entry: dict[str, Any], found: Found, *, shown: bool) -> Decision | None:
    """The first that has the entry's words; of several with the same text, as two people's same task, the one that is its doer's."""
    own = found.get((entry["file"], entry["meeting_date"]), ())
    same = [d for d in own if same_words(d.text, entry["quote"]) and (not shown or Promise(d, None).shown)]
    alike = [d for d in same if d.text == same[0].text]
    return next((d for d in alike if same_doers(entry["doer"], d.responsible)), alike[0] if alike else None)


def same_doers(annotated: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the names agree, nobody for nobody."""
    if not annotated or not said:
        return not annotated and not said
    return all(any(_terms(one) & _terms(other) for other in said) for one in annotated)


def _terms(name: str) -> set[str]:
    return {term for word in name.lower().replace(":", " ").split() for term in index_terms(word)}
