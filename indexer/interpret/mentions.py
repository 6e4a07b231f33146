"""The outputs that an attachment names: in its text, its titles and its tables under a heading of outputs."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.interpret.lines import Line, flatten, locate, whole
from indexer.interpret.outputs import event_in, find_outputs, in_rows
from kb.document import Document
from kb.model import OutputMention
from kb.settings import Settings


def outputs_of_attachment(document: Document, settings: Settings) -> tuple[OutputMention, ...]:
    """Each output once a section (slide or page), with the words that name it."""
    found: dict[tuple[int, str], OutputMention] = {}
    lines = flatten(document)
    for line in lines:
        for naming in find_outputs(line.text, settings.output_words):
            mention = _mention(document, line, naming.number, naming.title)
            found.setdefault((line.section, naming.number), mention)
    for table in _tables(lines):
        rows = [line.block.cells for line in table]
        for row, number, title in in_rows(rows, settings.output_words):
            line = table[row]
            found.setdefault((line.section, number), _mention(document, line, number, title))
    return tuple(found.values())


def _mention(document: Document, line: Line, number: str, title: str | None) -> OutputMention:
    event = event_in(line.text)
    # A deck presents what it names; only minutes tell that it was approved.
    return OutputMention(
        number,
        title,
        "presented" if event in ("approved", "rejected", "reviewed") else event,
        None,
        line.text,
        where=locate(document, (whole(line),)),
    )


def _tables(lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    table: list[Line] = []
    for line in lines:
        if line.block.kind == "table_row" and line.block.cells and (not table or table[-1].section == line.section):
            table.append(line)
            continue
        if len(table) > 1:
            yield table
        table = [line] if line.block.kind == "table_row" and line.block.cells else []
    if len(table) > 1:
        yield table
