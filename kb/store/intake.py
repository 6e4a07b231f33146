"""Lines of another journal, or of an export, as entries to take in: `Journal.take_in` adds those that are not there yet."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from kb.store.journal import Entry, read_entry


@dataclass(frozen=True, slots=True)
class Intake:
    """What lines hold: entries, and the numbers (from 1) of lines that should be entries and are none."""

    entries: tuple[Entry, ...]
    refused: tuple[int, ...]


def read(lines: Iterable[str]) -> Intake:
    """The entries of a journal's lines, or of an export's; its other lines and empty ones are passed over.

    >>> read(['{"type": "topic", "data": {}}', "", "ei mitään"])
    Intake(entries=(), refused=(3,))
    """
    entries, refused = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or (told := _entry_of(line)) is None:
            continue
        entry = read_entry(told)
        if entry is None:
            refused.append(number)
        else:
            entries.append(entry)
    return Intake(tuple(entries), tuple(refused))


def _entry_of(line: str) -> str | None:
    """The line's entry as a journal writes it; None of an export's line that is of something else."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(found, dict) or "type" not in found or "what" in found:
        return line
    return json.dumps(found.get("data")) if found["type"] == "entry" else None
