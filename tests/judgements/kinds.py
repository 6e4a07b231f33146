"""How true the claims are on invented minutes of ten kinds of bodies and agendas of eight groups, written with their truth by somebody
who knew no rule: ``python -m tests.judgements.kinds``.

They are written to tempt: half of what looks like a promise is none, and of an agenda's lines most are called by another name. Rules
were made with the kinds and groups that are not in `KEPT` in view; what is in it tells how far they hold elsewhere.
"""

from __future__ import annotations

import datetime
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from indexer.build import build
from kb.agenda import desk
from kb.agenda.draft import Draft, DraftItem
from kb.knowledge.states import is_promise
from kb.library import Library
from kb.model import Decision, Meeting
from kb.results import Promise
from kb.settings import load
from tests.judgements.claims.agendas import place_of
from tests.judgements.claims.annotations import same_words
from tests.judgements.claims.figures import Figure, table
from tests.judgements.claims.promises import same_doers
from tests.judgements.claims.states import AGREES
from tests.judgements.claims.words import key_of, same_meaning

KINDS: Final = Path(__file__).parents[1] / "invented" / "kinds"
KEPT: Final = frozenset(("yhtio", "yt", "hyvinvointialue", "digiryhma", "opetusneuvosto", "kirkkoneuvosto"))
# The next meeting of a group is held so long after its last one.
_NEXT: Final = datetime.timedelta(days=28)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Half:
    """The figures of the kinds that rules were made with, or of those kept apart, by what they are of."""

    is_kept: bool
    figures: tuple[Figure, ...]

    def of(self, claim: str) -> Figure:
        """The figure of a claim."""
        return next(figure for figure in self.figures if figure.claim == claim)


def measure(data: Path) -> tuple[Half, Half]:
    """Both halves, of an index made in `data`."""
    minutes = _library(KINDS / "minutes", data / "minutes")
    found = []
    for is_kept in (False, True):
        groups = [folder for folder in sorted((KINDS / "agendas").iterdir()) if (folder.name in KEPT) is is_kept]
        asked = [_Asked(folder, _library(folder, data / folder.name)) for folder in groups]
        figures = (*_promises(minutes, is_kept), _states(minutes, is_kept), *_definitions(minutes, is_kept), *_agendas(asked))
        found.append(Half(is_kept, figures))
    return found[0], found[1]


def _library(materials: Path, data: Path) -> Library:
    settings = load(materials, data, environ={})
    build(settings)
    return Library.open(settings)


def rows(path: Path) -> list[Row]:
    """The rows of a file of truth."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def bare(text: str) -> str:
    """The letters and signs of a text without mark-up and white space."""
    return re.sub(r"[*_`#|\s]|<br ?/?>", "", text)


def _truth(name: str, is_kept: bool) -> list[Row]:
    every = rows(KINDS / "truth" / f"{name}.jsonl")
    return [row for row in every if (row["file"].partition("/")[0] in KEPT) is is_kept]


def _decisions(library: Library) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for meeting in library.meetings():
        for document in meeting.documents:
            found[document] += meeting.decisions
    for promise in library.reported():
        if promise.where:
            found[promise.where.document].append(promise)
    return found


def _of(row: Row, own: Iterable[Decision]) -> Decision | None:
    """The shortest decision that has a row's words."""
    return min((d for d in own if same_words(d.text, row["quote"])), key=lambda d: len(d.text), default=None)


def _promises(library: Library, is_kept: bool) -> Sequence[Figure]:
    rows, aliases = _truth("promises", is_kept), _truth("aliases", is_kept)
    own = {file: [d for d in all_of if is_promise(d)] for file, all_of in _decisions(library).items()}
    shown = {file: [d for d in all_of if Promise(d, None).shown] for file, all_of in own.items()}
    clear = [(row, _of(row, own.get(row["file"], ()))) for row in rows if row["clear"]]
    known = [(row, d) for row, d in clear if d]
    seen = sum(_of(row, shown.get(row["file"], ())) is not None for row, _ in clear)
    files = sorted({row["file"] for row in rows})
    of_file = {file: [row for row in rows if row["file"] == file] for file in files}
    told = [
        (d, [row for row in of_file[file] if same_words(d.text, row["quote"])]) for file in files for d in shown.get(file, ())
    ]
    right = sum(any(row["clear"] for row in same) for _, same in told)
    wrong = sum(not same for _, same in told)
    tempting = _truth("not_promises", is_kept)
    held = sum(_of(row, shown.get(row["file"], ())) is None for row in tempting)
    named = [(_with_aliases(row, aliases), d) for row, d in known if row["doer"] or d.responsible]
    dated = [(row, d.due.date) for row, d in known if row["due"] and d.due and d.due.date]
    return (
        Figure("Promises: known", found=len(known), wanted=len(clear)),
        Figure("Promises: shown", right, right + wrong, seen, len(clear)),
        Figure("Promises: due day", sum(str(day) == row["due"] for row, day in dated), len(dated)),
        Figure("Promises: responsible", sum(same_doers(names, d.responsible) for names, d in named), len(named)),
        Figure("What only looks like a promise, not shown", held, len(tempting)),
    )


def _with_aliases(row: Row, aliases: Iterable[Row]) -> list[str]:
    """A row's doers, each with the other names of the same: one of them is enough."""
    groups = [alias["names"] for alias in aliases if alias["file"] == row["file"]]
    return [" ".join(next((names for names in groups if doer in names), [doer])) for doer in row["doer"]]


def _states(library: Library, is_kept: bool) -> Figure:
    own, meetings = _decisions(library), {document: one for one in library.meetings() for document in one.documents}
    said = right = asked = 0
    for row in _truth("states", is_kept):
        decision = _of(row, own.get(row["file"], ()))
        if decision is None:
            continue
        state = library.state(decision, _last(library, meetings[row["file"]]) + datetime.timedelta(days=1))
        wanted = "handled" if row["state"] == "taken_up" else row["state"]
        asked += 1
        said += state is not None
        right += state is not None and wanted in AGREES.get(state.code, ())
    return Figure("States: claims", right, said, said, asked)


def _last(library: Library, meeting: Meeting) -> datetime.date:
    """The day of the last meeting whose minutes lie beside a meeting's."""
    folder = Path(meeting.documents[0]).parent
    return max(one.date for one in library.meetings() if one.date and Path(one.documents[0]).parent == folder)


def _definitions(library: Library, is_kept: bool) -> Sequence[Figure]:
    wanted: dict[str, list[Row]] = defaultdict(list)
    for row in _truth("definitions", is_kept):
        wanted[key_of(row["term"])].append(row)
    found = {
        key_of(term.term)
        for term in library.glossary()
        if any(same_meaning(term.meaning, row["meaning"]) for row in wanted.get(key_of(term.term), ()))
    }
    return (Figure("Definitions", found=len(found), wanted=len(wanted)),)


class _Asked:
    """What the desk answers to a group's next agenda."""

    def __init__(self, folder: Path, library: Library) -> None:
        meetings = sorted((one for one in library.meetings() if one.date), key=lambda one: one.date or datetime.date.min)
        self.library, self.lines = library, rows(folder / "lines.jsonl")
        self.missing, self.settled = rows(folder / "missing.jsonl"), rows(folder / "not_missing.jsonl")
        self.body = meetings[-1].body
        self.day = (meetings[-1].date or datetime.date.min) + _NEXT
        self._dates = {Path(document).name: str(one.date) for one in meetings for document in one.documents}

    def place(self, row: Row) -> int | None:
        """At which place the desk has what a line should bring back; None where it is not among the first five."""
        draft = Draft((DraftItem("1", row["title"], row["line"] or ""),), self.day, self.body)
        priors = desk.answer(self.library, draft, self.day).items[0].prior[: desk.FIRST]
        return place_of(priors, [{"meeting_date": self._dates[one["file"]], "quote": one["quote"]} for one in row["earlier"]])

    def whole(self) -> tuple[list[str], list[str]]:
        """The words of what is listed as missing from the whole agenda, and of what stands open beside its items."""
        texts: dict[str, list[str]] = defaultdict(list)
        for row in self.lines:
            texts[row["title"]].append(row["line"])
        items = tuple(
            DraftItem(str(number), title, "\n".join(filter(None, lines)))
            for number, (title, lines) in enumerate(texts.items(), start=1)
        )
        found = desk.answer(self.library, Draft(items, self.day, self.body), self.day)
        return [one.decision.text for one in found.missing], [left.decision.text for item in found.items for left in item.open]


def _agendas(groups: Sequence[_Asked]) -> Sequence[Figure]:
    lines = [(row, group.place(row)) for group in groups for row in group.lines if row["earlier"]]
    hard = [(row, place) for row, place in lines if row["hard"]]
    answers = [(group, *group.whole()) for group in groups]
    listed = [(group, text) for group, texts, _ in answers for text in texts]
    right = sum(any(same_words(text, row["quote"]) for row in group.missing) for group, text in listed)
    wanted = [(row, [*missing, *beside]) for group, missing, beside in answers for row in group.missing]
    found = sum(any(same_words(text, row["quote"]) for text in texts) for row, texts in wanted)
    settled = [(row, missing) for group, missing, _ in answers for row in group.settled]
    left_out = sum(not any(same_words(text, row["quote"]) for text in texts) for row, texts in settled)
    return (
        _of_places("Agenda: earlier outcome first, and among five", lines),
        _of_places("– of renamed or hidden matters", hard),
        Figure("Missing: due or open for the meeting", right, len(listed), found, len(wanted)),
        Figure("– settled or on the agenda, and not listed", left_out, len(settled)),
    )


def _of_places(claim: str, lines: Sequence[tuple[Row, int | None]]) -> Figure:
    first, five = sum(place == 0 for _, place in lines), sum(place is not None for _, place in lines)
    return Figure(claim, first, len(lines), five, len(lines))


def tables() -> str:
    """Both halves as Markdown."""
    with tempfile.TemporaryDirectory() as data:
        halves = measure(Path(data))
    heads = {False: "Rules were made with these in view:", True: "Kept from those who made the rules:"}
    return "\n\n".join(f"{heads[half.is_kept]}\n\n{table(half.figures)}" for half in halves)


if __name__ == "__main__":
    print(tables())
