"""Text to meaning, pure functions: a Document gives the meetings it tells of, or the outputs an attachment names.

Each rule is a small piece with its own cases: `head`, `attendance`, `agenda`, `predicates`, `decisions`, `outputs`,
`attachments`, `closing`; `meetings` and `reports` put them together, `vocabulary` holds their words.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.interpret.days import HalfDay
from indexer.interpret.lines import Line, flatten
from kb.document import Document
from kb.model import Decision, DocumentKind, Meeting, OutputMention, Problem
from kb.settings import Settings


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What one document is and says. `meetings` of minutes or an agenda; `promises` of a report, made in no meeting; `outputs` of
    an attachment's or another text's own. `days` are the days without a year, or the numbers of weeks, of the meetings that have
    no full date, in the same order, or of the report; empty where all have one."""

    kind: DocumentKind
    meetings: tuple[Meeting, ...] = ()
    days: tuple[HalfDay | int | None, ...] = ()
    outputs: tuple[OutputMention, ...] = ()
    promises: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


def interpret(document: Document, settings: Settings, days: Mapping[int, datetime.date] | None = None) -> Interpretation:
    """What a document means. Ids are the date's ISO string ("" when undated) and are made unique over a corpus later.

    `days` are worked-out days of meetings that give no full date, by their number from 0 in the document; a report's is 0.
    """
    from indexer.interpret.head import read_half_day
    from indexer.interpret.kinds import document_kind
    from indexer.interpret.meetings import read_meeting, split_meetings
    from indexer.interpret.mentions import outputs_of_attachment

    lines = flatten(document)
    kind = document_kind(document, lines)
    if kind in ("minutes", "agenda"):
        parts = split_meetings(lines)
        told = days or {}
        meetings = tuple(read_meeting(document, part, kind, settings, told.get(n)) for n, part in enumerate(parts))
        halves = tuple(None if m.date else read_half_day(document, part) for m, part in zip(meetings, parts, strict=True))
        return Interpretation(kind, meetings, days=halves if any(m.date is None for m in meetings) else ())
    outputs = outputs_of_attachment(document, settings)
    if kind == "report":
        return _report(document, lines, outputs, settings, (days or {}).get(0))
    return Interpretation(kind, outputs=outputs)


def _report(
    document: Document,
    lines: Sequence[Line],
    outputs: tuple[OutputMention, ...],
    settings: Settings,
    worked_out: datetime.date | None,
) -> Interpretation:
    from indexer.interpret.reports import read_report, report_day

    told = report_day(document, lines)
    day = told if isinstance(told, datetime.date) else worked_out
    promises = read_report(document, lines, settings, day)
    return Interpretation(
        "report", outputs=outputs, promises=promises, days=(told,) if isinstance(told, int) and not day else ()
    )
