"""Text to meaning, pure functions: a Document gives the meetings it tells of, or the outputs an attachment names.

Each rule is a small piece with its own cases: `head`, `attendance`, `agenda`, `predicates`, `decisions`, `outputs`,
`attachments`, `closing`; `meetings` puts them together, `vocabulary` holds their words.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.interpret.lines import flatten
from kb.document import Document
from kb.model import DocumentKind, Meeting, OutputMention, Problem
from kb.settings import Settings


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What one document is and says. `meetings` of minutes or an agenda; `outputs` of an attachment's or another text's own."""

    kind: DocumentKind
    meetings: tuple[Meeting, ...] = ()
    outputs: tuple[OutputMention, ...] = ()
    problems: tuple[Problem, ...] = ()


def interpret(document: Document, settings: Settings) -> Interpretation:
    """What a document means. Ids are the date's ISO string ("" when undated) and are made unique over a corpus later."""
    from indexer.interpret.kinds import document_kind
    from indexer.interpret.meetings import read_meeting, split_meetings
    from indexer.interpret.mentions import outputs_of_attachment

    lines = flatten(document)
    kind = document_kind(document, lines)
    if kind in ("minutes", "agenda"):
        meetings = tuple(read_meeting(document, part, kind, settings) for part in split_meetings(lines))
        return Interpretation(kind, meetings)
    return Interpretation(kind, outputs=outputs_of_attachment(document, settings))
