"""One file taken through every stage, without an index: what extraction read, what interpretation made of it, how it is cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from indexer import attach, identity, passages, reading
from indexer.assemble import Assembly
from kb.document import Document
from kb.errors import ExtractError
from kb.model import Decision, DocumentKind, Meeting, OutputMention, Problem
from kb.passage import Passage
from kb.results import DocumentInfo
from kb.settings import Settings

# How many files beside the one inspected are looked at when its attachments are tied to files.
_MOST_BESIDE: Final = 500
_ATTACHABLE: Final = frozenset((".pptx", ".pdf", ".docx", ".xlsx", ".md", ".html", ".htm", ".txt", ".odt", ".odp"))


@dataclass(frozen=True, slots=True)
class Inspection:
    """What each stage made of a file. `document` is None when it could not be read; `problems` then say why. `promises` are those
    that a report holds without a meeting."""

    file: str
    document: Document | None
    kind: DocumentKind
    meetings: tuple[Meeting, ...] = ()
    outputs: tuple[OutputMention, ...] = ()
    passages: tuple[Passage, ...] = ()
    problems: tuple[Problem, ...] = ()
    promises: tuple[Decision, ...] = ()


def inspect(file: Path, settings: Settings) -> Inspection:
    """Takes a file through extraction, interpretation and cutting. Never raises for what the file is."""
    try:
        document, found = reading.read_one(file.absolute(), file.name, settings)
    except ExtractError as error:
        problem = Problem(file.name, None, "error", error.reason, tuple(error.params.items()))
        return Inspection(file.name, None, "other", problems=(problem,))
    readings = [identity.Reading(meeting, document.path, document.media_type) for meeting in found.meetings]
    meetings = identity.identify(identity.merge(readings))
    meetings = attach.tie(meetings, list(_beside(file)))
    warnings = tuple(Problem(document.path, where, "warning", code, params) for where, code, params in document.warnings)
    return Inspection(
        file.name,
        document,
        found.kind,
        meetings,
        found.outputs,
        _cut(document, found.kind, meetings),
        (*found.problems, *warnings, *attach.missing(meetings)),
        found.promises,
    )


def _cut(document: Document, kind: DocumentKind, meetings: tuple[Meeting, ...]) -> tuple[Passage, ...]:
    info = DocumentInfo(document.path, document.media_type, kind, document.title, document.language, len(document.sections), 0)
    bare = tuple(replace(meeting, attachments=()) for meeting in meetings)
    return passages.cut(Assembly(bare, (), (), (), (), (), ((info, document),), ()))


def _beside(file: Path) -> Iterable[attach.Candidate]:
    """Files in the same folder and below it, by their names only."""
    folder = file.absolute().parent
    for number, path in enumerate(sorted(folder.rglob("*"))):
        if number == _MOST_BESIDE:
            return
        if path.suffix.lower() in _ATTACHABLE and path.is_file() and path != file.absolute():
            yield attach.candidate(path.relative_to(folder).as_posix(), "attachment", None, 0)
