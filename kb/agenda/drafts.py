"""Drafts kept while they are written: one file a draft beside the journal, one line a version, only ever appended to.

A version is on disk before it is acknowledged. Who saves says which version the change was made on; if another has come since,
nothing is written and the later writer is told.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from kb.agenda.draft import Draft
from kb.errors import JournalConflict, NoSuch
from kb.settings import Settings
from kb.store import codec, disk

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_ID: Final = re.compile(r"[0-9a-z-]{4,40}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A version of a draft. `version` counts from 1; `at` is UTC, ISO 8601; `who` as people call themselves, may be empty."""

    id: str
    version: int
    at: str
    who: str
    draft: Draft


class Drafts:
    """The drafts of one corpus. May be used by several processes at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, settings: Settings) -> Drafts:
        """The drafts beside the journal of these settings."""
        return cls(settings.drafts_path)

    def all(self) -> tuple[Kept, ...]:
        """The latest version of every draft, the last saved first."""
        found = [versions[-1] for path in sorted(self.folder.glob("*.jsonl")) if (versions := self._read(path.stem))]
        return tuple(sorted(found, key=lambda kept: kept.at, reverse=True))

    def versions(self, id: str) -> tuple[Kept, ...]:
        """Every version of a draft, oldest first. Raises NoSuch."""
        found = self._read(id) if _ID.fullmatch(id) else ()
        if not found:
            raise NoSuch(id=id)
        return found

    def get(self, id: str, version: int | None = None) -> Kept:
        """A draft's version, the latest unless told. Raises NoSuch."""
        versions = self.versions(id)
        if version is None:
            return versions[-1]
        kept = next((one for one in versions if one.version == version), None)
        if kept is None:
            raise NoSuch(id=f"{id}/{version}")
        return kept

    def add(self, draft: Draft, who: str = "") -> Kept:
        """A new draft with its first version."""
        day = draft.date.isoformat() if draft.date else "luonnos"
        return self._append(f"{day}-{secrets.token_hex(4)}", draft, who, 0)

    def save(self, id: str, draft: Draft, who: str = "", *, seen: int) -> Kept:
        """The next version, made on version `seen`; the same as before makes none. Raises NoSuch, JournalConflict."""
        latest = self.get(id)
        if latest.version == seen and latest.draft == draft:
            return latest
        return self._append(id, draft, who, seen)

    def _append(self, id: str, draft: Draft, who: str, seen: int) -> Kept:
        with disk.writing(self.folder), self._locked(id) as file:
            before = self._read(id)
            if (before[-1].version if before else 0) != seen:
                raise JournalConflict(id=id)
            at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            kept = Kept(id, seen + 1, at, who.strip(), draft)
            disk.append_line(file, json.dumps(codec.encode(kept), ensure_ascii=False))
        return kept

    def _read(self, id: str) -> tuple[Kept, ...]:
        try:
            lines = (self.folder / f"{id}.jsonl").read_text(encoding="utf-8", errors="replace").split("\n")
        except FileNotFoundError:
            return ()
        return tuple(kept for kept in map(_kept, lines) if kept is not None)

    @contextlib.contextmanager
    def _locked(self, id: str) -> Iterator[IO[bytes]]:
        path = self.folder / f"{id}.jsonl"
        fresh = not path.exists()
        with disk.open_private(path) as file:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        if fresh and os.name != "nt":
            handle = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _kept(line: str) -> Kept | None:
    if not line.strip():
        return None
    try:
        values: Any = json.loads(line)
        return codec.decode(Kept, values)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
