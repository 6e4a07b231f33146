"""A file of lines that is only ever appended to, by several processes at once and on any system: the journal's and the drafts'.

Who appends holds a lock file beside it (`NAME.lock`), so that what was read last is still the last when the next line is written.
A line is on disk before it is acknowledged; one that a crash cut short is kept and swallows nothing.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock

from kb.store import disk


class Log:
    """One file of lines. Reading needs no lock: a line is whole or is none."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def lock_path(self) -> Path:
        """The file that those who append hold."""
        return self.path.with_name(f"{self.path.name}.lock")

    def version(self) -> tuple[int, int]:
        """Changes whenever something has been appended: cheap to ask."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)

    def lines(self) -> list[str]:
        """The lines that are not empty, oldest first; none where there is no file."""
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return []
        return [line for line in text.split("\n") if line.strip()]

    @contextlib.contextmanager
    def appending(self) -> Iterator[Callable[[str], None]]:
        """Nobody else appends while this is held; what it gives adds a line. Raises DiskRefused."""
        with disk.writing(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(self.lock_path, mode=0o600):
                yield self._append

    def _append(self, line: str) -> None:
        fresh = not self.path.exists()
        with disk.open_private(self.path) as file:
            disk.append_line(file, line)
        if fresh:
            _sync(self.path.parent)


def _sync(folder: Path) -> None:
    """The folder's list of files to disk, where a system can be asked that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
