"""What a team's own report promises: the work that it gives its people for the week, month or sprint to come.

Nobody met for a report, so it tells of no meeting: only what stands below a heading of what is coming is read, and each promise
has its place in the document alone. What was done in the week that is over is no promise.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.days import days_stamped, week_of, written_in
from indexer.interpret.decisions import Found, Setting, read_decisions
from indexer.interpret.decisions.tables import BY_ROW
from indexer.interpret.lines import Line
from indexer.interpret.meetings import decision_of
from indexer.interpret.people import gather
from kb.document import Document
from kb.knowledge.states import is_promise
from kb.model import Decision
from kb.settings import Settings

# Properties of a file that tell when it was made, and what a program prints at the edges of its pages.
_STAMPED: Final = ("created", "modified", "header", "footer")
# Where a report tells its day: in the first lines, as far as they are short.
_TOP: Final = 4
_SHORT: Final = 100
_NUMBER: Final = re.compile(r"^\d+[.)]?\s*")


def report_day(document: Document, lines: Sequence[Line]) -> datetime.date | int | None:
    """The day a report was written on, the number of its week where only that is known, None where nothing tells.

    A day that the report itself gives goes before the stamps of the file, and with the number of a week both must fit it.
    """
    name = document.name.rpartition(".")[0].replace("_", " ")
    said = _days([*(line.text for line in lines[:_TOP] if len(line.text) < _SHORT), name])
    week = week_of(lines, name)
    if week is None:
        return said[0] if said else None
    stamps = _days(value for key, value in document.properties if key in _STAMPED)
    return written_in(week, said) or written_in(week, stamps) or week


def _days(texts: Iterable[str]) -> list[datetime.date]:
    return [day for text in texts for day in days_stamped(text)]


def read_report(
    document: Document, lines: Sequence[Line], settings: Settings, day: datetime.date | None
) -> tuple[Decision, ...]:
    """The promises of a report that was written on a day, or on one that nobody knows. Their ids are made later."""
    people = gather((), (name for group in settings.organisations for name in group))
    setting = Setting(day, None, people, terse=True)
    found = [
        decision_of(document, None, None, None, replace(one, subject=_own_subject(one, heading)), number, settings, setting)
        for heading, own in _coming(lines)
        for number, one in enumerate(read_decisions(own, setting, titles=(heading.text,)), start=1)
    ]
    # Nobody decided on them: what a report plans is never more than a promise.
    return tuple(replace(one, kind="assignment", confidence="low") for one in found if is_promise(one))


def _own_subject(found: Found, heading: Line) -> str:
    """What a promise is about: what its words or those above them tell; of a row of a table, which tells only whose it is, the
    heading of the plan."""
    is_of_row = found.span[0].line.block.kind == "table_row" or found.rests_on == BY_ROW
    return found.subject if found.subject and not is_of_row else _NUMBER.sub("", heading.text)


def _coming(lines: Sequence[Line]) -> Iterator[tuple[Line, Sequence[Line]]]:
    """Each heading of what is coming with the lines below it, up to the next heading of its rank."""
    at = 0
    while at < len(lines):
        heading, at = lines[at], at + 1
        if not heading.stands_out or not vocabulary.COMING.match(heading.text):
            continue
        end = next((n for n in range(at, len(lines)) if _is_of_rank(lines[n], heading)), len(lines))
        yield heading, lines[at:end]
        at = end


def _is_of_rank(line: Line, heading: Line) -> bool:
    """Whether a line is a heading that ends what stands below another."""
    if not line.stands_out or line.block.kind == "table_row":
        return False
    own, above = line.block.level, heading.block.level
    return own is None or above is None or own <= above
