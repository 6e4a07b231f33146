"""Writing where a disk may be full or read-only: what the system raises becomes one sentence that names the folder and the cause.

Also how files that people write are opened: their owner's only.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from kb.errors import DiskRefused

_FULL: Final = frozenset((errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)))
# These are as often said of files that are read: only those of the folder being written count.
_FORBIDDEN: Final = frozenset((errno.EACCES, errno.EPERM))
_SQLITE: Final = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "disk_read_only",
    sqlite3.SQLITE_CANTOPEN: "disk_forbidden",
    sqlite3.SQLITE_IOERR: "disk_failed",
}


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """What is written within goes to this folder: DiskRefused is raised where the disk does not take it. Other errors pass."""
    try:
        yield
    except OSError as error:
        code = _code(error, folder)
        if code is None:
            raise
        raise DiskRefused(code, path=_place(error, folder), why=error.strerror or str(error)) from error
    except sqlite3.OperationalError as error:
        # The lowest byte is the error, the others say more of it.
        code = _SQLITE.get(error.sqlite_errorcode & 0xFF)
        if code is None:
            raise
        raise DiskRefused(code, path=folder, why=str(error)) from error


def open_private(path: Path) -> IO[bytes]:
    """A file that people write, unbuffered, for reading and appending, made if it was not there: its owner's only from now on."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
    if os.name == "posix" and os.fstat(handle).st_mode & 0o077:
        # What another owner has opened to others is not ours to close.
        with contextlib.suppress(PermissionError):
            os.fchmod(handle, 0o600)
    return os.fdopen(handle, "r+b", buffering=0)


def append_line(file: IO[bytes], line: str) -> None:
    """Adds a line to a file of `open_private` and returns when it is on disk; where that fails nothing of it stays."""
    end = file.seek(0, os.SEEK_END)
    data = line.encode() + b"\n"
    if end:
        file.seek(-1, os.SEEK_END)
        # A line that a crash cut short must not swallow this one.
        data = data if file.read(1) == b"\n" else b"\n" + data
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            file.truncate(end)
        raise


def _code(error: OSError, folder: Path) -> str | None:
    if error.errno in _FULL:
        return "disk_full"
    if error.errno == errno.EROFS:
        return "disk_read_only"
    if error.filename is not None and not Path(os.fsdecode(error.filename)).absolute().is_relative_to(folder.absolute()):
        return None
    if error.errno in _FORBIDDEN:
        return "disk_forbidden"
    if error.errno in (errno.EIO, errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG):
        return "disk_failed"
    return None


def _place(error: OSError, folder: Path) -> Path:
    """The folder to name: the one that was to be written, unless it was another disk that refused."""
    named = Path(os.fsdecode(error.filename)).absolute() if error.filename is not None else folder
    return folder if named.is_relative_to(folder.absolute()) else named.parent
