"""The log of reads of restricted documents: who, when, what. Only ever appended to; a read that cannot be logged is refused."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Any

from kb.settings import Settings
from kb.store import disk


@dataclass(frozen=True, slots=True)
class Read:
    """That somebody opened a restricted document. `at` is UTC, ISO 8601; `how` the page it was opened on."""

    at: str
    who: str
    document: str
    how: str


def note(settings: Settings, who: str, document: str, how: str) -> None:
    """Writes a read down. Raises DiskRefused."""
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    path = settings.reads_path
    with disk.writing(path.parent), disk.open_private(path) as file:
        disk.append_line(file, json.dumps({"at": at, "who": who, "document": document, "how": how}, ensure_ascii=False))


def noted(settings: Settings) -> tuple[Read, ...]:
    """Every read that was written down, the newest first; lines that are none are passed over."""
    try:
        lines = settings.reads_path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return ()
    return tuple(read for read in map(_read, reversed(lines)) if read is not None)


def _read(line: str) -> Read | None:
    try:
        given: Any = json.loads(line)
        return Read(*(str(given[name]) for name in ("at", "who", "document", "how")))
    except (ValueError, KeyError, TypeError):
        return None
