"""Tables of who does what: agreed actions with a column for the task and one for who is responsible; a team's plan, where each
row is somebody's and its cells name days ("Ma: suunnittelu, Ti–Ke: testaus").
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.days import WEEKDAYS
from indexer.interpret.decisions.deadlines import find_time
from indexer.interpret.decisions.found import Found, Setting
from indexer.interpret.decisions.pieces import TEMPLATE
from indexer.interpret.decisions.responsible import doers
from indexer.interpret.lines import Line, Piece
from indexer.interpret.people import looks_like_name
from kb.dates import find_deadline
from kb.model import Due

_TASK_HEAD: Final = re.compile(
    r"^(?:toimenpide|tehtävä|taski|kuvaus|asia|action|task|toimintopiste|päätös|sovittu|mitä|åtgärd|uppgift|arbete|planned\s+work)",
    re.I,
)
_DOER_HEAD: Final = re.compile(
    r"^(?:omistaja|hoitaja|hoitaa|vastuu|vastuuhenkilö|vastuutaho|kuka|tekijä|työntekijä|nimi|henkilö|owner|responsible|ansvarig|namn|vem|name|who)",
    re.I,
)
_DUE_HEAD: Final = re.compile(r"^(?:aikataulu|määräaika|milloin|deadline|dl|pvm|takaraja|due|tidtabell|tidsfrist)", re.I)
_SEVERAL: Final = re.compile(r"\s*(?:,|/|\bja\b|&)\s*")
_NUMBER_OF_DAY: Final = {name.casefold(): number for number, names in enumerate(WEEKDAYS) for name in names}
_DAY_NAMES: Final = "|".join(sorted(_NUMBER_OF_DAY, key=len, reverse=True))
# "Ma: …", "Ti - Ke: …", "Måndag–tisdag: …"; without a colon only before an abbreviation ("Ti - Ke JOS …").
_DAYS: Final = re.compile(
    rf"(?<!\w)(?=[A-ZÅÄÖ])(?P<first>(?i:{_DAY_NAMES}))(?:\s*[-–]\s*(?P<last>(?i:{_DAY_NAMES})))?(?:\s*:|(?=\s[A-ZÅÄÖ]{{2}}))\s*"
)
_NOT_KNOWN: Final = re.compile(
    r"^\W*(?:tbd|\?+|-+|ei\s+tiedossa|avoin|vapaa\w*|\w*loma\w*|poissa|matkoilla|matkalla|saira\w*|ledig|\w*semester|borta|öppet|holidays?|away|off|open)?\W*$",
    re.I,
)
_IF: Final = re.compile(r"^(?:jos|mikäli|kun|ehkä)\s", re.I)
# A column that tells how matters stand: where nothing else calls what stands beside a name a task, only what it says is one.
_STATE_HEAD: Final = re.compile(r"^(?:tila(?:nne)?|status|seuraava\s+toimi|läge)\b", re.I)
_TASK_NAMED: Final = re.compile(r"^(?:toimenpide|tehtävä|taski?|action|toimintopiste|sovittu|åtgärd|uppgift|arbete)", re.I)
_DONE: Final = re.compile(
    r"\b(?:suljettu|tehty|valmis|valmistunut|hoidettu|kunnossa|toimitettu|saatu|maksettu|lähetetty|ok|done|klar)\b", re.I
)
# Whoever is named beside a task in a table of tasks is to do it.
_SURE: Final = 0.95
# What a task in somebody's own row of a plan rests on.
BY_ROW: Final = "taulukko"


@dataclass(frozen=True, slots=True)
class _Columns:
    task: int
    doer: int
    due: int | None
    state: int | None
    head: str

    @property
    def last(self) -> int:
        return max(self.task, self.doer, self.due or 0, self.state or 0)


def find_rows(lines: Sequence[Line], setting: Setting, title: str = "") -> Iterator[Found]:
    """What the rows of the item's tables of tasks give somebody to do. `title` is the item's."""
    table = _Table(setting, vocabulary.PLAN.match(title) is not None)
    for line in lines:
        yield from table.row(line) if line.block.kind == "table_row" else table.between(line)


class _Table:
    """The table that is being read: its columns, whether it is a plan, and whose row was the last one."""

    def __init__(self, setting: Setting, is_plan: bool) -> None:
        self.setting, self.is_plan = setting, is_plan
        self.columns: _Columns | None = None
        self.head: list[str] = []
        self.doers: tuple[str, ...] = ()

    def between(self, line: Line) -> Iterator[Found]:
        """A line that is no row: a heading ends the table, unless it is the table's own head, repeated on the next page."""
        if line.text.split() == self.head:
            return
        if line.stands_out:
            self.columns, self.is_plan = None, vocabulary.PLAN.match(line.text) is not None
        elif self.is_plan and self.doers and _DAYS.match(line.text):
            # What a broken table leaves of the row above.
            yield from _days(line, 0, len(line.text), self.doers, self.setting)

    def row(self, line: Line) -> Iterator[Found]:
        """What a row gives somebody to do."""
        cells = [cell.strip() for cell in line.block.cells]
        if found := _columns(cells):
            self.columns, self.head = found, " ".join(cells).split()
        elif self.is_plan and (named := _named(cells, self.columns, self.setting)):
            self.doers, at = named
            yield from _planned(line, cells[at], self.doers, self.setting)
        elif self.columns and self.columns.last < len(cells):
            yield from _agreed(line, cells, self.columns, self.setting)


def _columns(cells: Sequence[str]) -> _Columns | None:
    """The columns of a table of tasks, told by its heading."""
    task, doer, due, state = (_position(cells, head) for head in (_TASK_HEAD, _DOER_HEAD, _DUE_HEAD, _STATE_HEAD))
    if task is None and doer is not None and (due, state) != (None, None):
        # Who and by when, beside something that need not be called a task.
        task = next((index for index, cell in enumerate(cells) if len(cell) > 1 and index not in (doer, due, state)), None)
    if task is None or doer is None or task == doer:
        return None
    return _Columns(task, doer, due, state if state != task else None, cells[task])


def _position(cells: Sequence[str], head: re.Pattern[str]) -> int | None:
    return next((index for index, cell in enumerate(cells) if head.match(cell)), None)


def _agreed(line: Line, cells: Sequence[str], columns: _Columns, setting: Setting) -> Iterator[Found]:
    task = cells[columns.task]
    if TEMPLATE.match(task) or _NOT_KNOWN.match(task) or _IF.match(cells[columns.doer]):
        return
    if columns.state is not None and columns.due is None:
        said = list(_said(line, cells[columns.state], cells[columns.doer], setting))
        yield from said
        if said or not _TASK_NAMED.match(columns.head) or _DONE.search(cells[columns.state]):
            return
    words = cells[columns.due] if columns.due is not None else ""
    deadline = find_deadline(words, setting.date) or find_deadline(f"viimeistään {words}", setting.date)
    yield Found(
        (_piece(line, task),),
        "assignment",
        "high",
        f"taulukko {columns.head}",
        responsible=_known(cells[columns.doer], setting),
        due=Due(words, deadline.date if deadline else None, bool(deadline and deadline.meeting)) if words else None,
        promise=_SURE,
    )


def _said(line: Line, state: str, owner: str, setting: Setting) -> Iterator[Found]:
    """What the state of a matter says that somebody does next, its owner where it names nobody ("Tuuli soittaa toimittajalle")."""
    if who := doers(state, replace(setting, teller=setting.people.person(owner))):
        yield _task(_piece(line, state), who, find_time(state, setting.date))


def _named(cells: Sequence[str], columns: _Columns | None, setting: Setting) -> tuple[tuple[str, ...], int] | None:
    """Whose row of a plan it is, and the position of the cell that tells the tasks."""
    at = columns.doer if columns else 0
    if len(cells) < 2 or at >= len(cells) or not cells[at] or len(cells[at]) > 60:
        return None
    names = _known(cells[at], setting)
    # A column of doers tells that they are people, whatever word a name may be besides.
    if not columns and not _are_people(names, setting):
        return None
    task = columns.task if columns and columns.task < len(cells) else 1 if at == 0 else 0
    return names, task


def _are_people(names: Sequence[str], setting: Setting) -> bool:
    return all(looks_like_name(name) or setting.people.person(name) for name in names)


def _planned(line: Line, task: str, doers: tuple[str, ...], setting: Setting) -> Iterator[Found]:
    """The tasks of one cell of a plan: one for each day that it names, else the whole cell."""
    if _NOT_KNOWN.match(task):
        return
    piece = _piece(line, task)
    if _DAYS.search(task):
        yield from _days(line, piece.start, piece.end, doers, setting)
    else:
        yield _task(piece, doers, find_time(task, setting.date))


def _days(line: Line, start: int, end: int, doers: tuple[str, ...], setting: Setting) -> Iterator[Found]:
    marks = list(_DAYS.finditer(line.text, start, end))
    for mark, after in zip(marks, [*(other.start() for other in marks[1:]), end], strict=True):
        if _NOT_KNOWN.match(line.text[mark.end() : after]):
            continue
        last = (mark["last"] or mark["first"]).casefold()
        words = line.text[mark.start() : mark.end()].strip(" :")
        piece = Piece(line, mark.start(), mark.start() + len(line.text[mark.start() : after].rstrip(" ,;")))
        yield _task(piece, doers, Due(words, _coming(_NUMBER_OF_DAY[last], setting.date)))


def _task(piece: Piece, doers: tuple[str, ...], due: Due | None) -> Found:
    return Found((piece,), "assignment", "low", BY_ROW, responsible=doers, due=due, promise=_SURE)


def _coming(weekday: int, date: datetime.date | None) -> datetime.date | None:
    """The first such day from the meeting's own day on."""
    return date + datetime.timedelta(days=(weekday - date.weekday()) % 7) if date else None


def _piece(line: Line, cell: str) -> Piece:
    start = max(0, line.text.find(cell))
    return Piece(line, start, start + len(cell))


def _known(cell: str, setting: Setting) -> tuple[str, ...]:
    return tuple(setting.people.person(name) or name for name in _SEVERAL.split(cell) if re.search(r"\w", name))
