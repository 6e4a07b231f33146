"""Files of the corpus folder: what each is, and a Problem for each that is no material. Nothing is passed over in silence."""

from __future__ import annotations

import errno
import fnmatch
import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import Final

from files.extract import media
from kb.document import SourceFile
from kb.errors import CorpusEmpty, CorpusMissing
from kb.model import Problem, Severity
from kb.settings import CONFIG_NAME, Settings
from kb.store.log import Log

__all__ = ["Discovery", "SourceFile", "discover"]

# What systems and synchronising programs leave in folders.
_SYSTEM: Final = frozenset(("thumbs.db", "desktop.ini", ".ds_store", "icon\r", ".directory"))
_CHUNK: Final = 1 << 20
# File systems' clocks may be as coarse as this, in nanoseconds.
_COARSE: Final = 2_500_000_000


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files that can be tried, sorted by path, and a Problem for every other file."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file was when it was looked into: its size and times, in nanoseconds, and what it was found to be."""

    size: int
    modified: int
    changed: int
    number: int
    sha256: str
    media_type: str


@dataclass(slots=True)
class Memory:
    """Files that were looked into by a build before, by path, and when that began, in nanoseconds.

    A file of the same size, times and number on its disk is the same file, unless it was changed at about the time when it was
    looked into: a clock may be too coarse to tell.
    """

    seen: dict[str, Seen] = field(default_factory=dict)
    at: int = 0

    def has_more_than(self, before: Mapping[str, Seen]) -> bool:
        """Whether there is a file that was not known before, or is another one now."""
        return any((known := before.get(path)) is None or known.sha256 != one.sha256 for path, one in self.seen.items())

    def recall(self, path: str, stat: os.stat_result) -> Seen | None:
        """What a file that has not been touched since was found to be, or None."""
        known = self.seen.get(path)
        if known is None or max(stat.st_mtime_ns, stat.st_ctime_ns) > self.at - _COARSE:
            return None
        same = (known.size, known.modified, known.changed, known.number) == _marks(stat)
        return known if same else None


def discover(settings: Settings, memory: Memory | None = None) -> Discovery:
    """The files under the corpus folder; those that `memory` knows are not opened, and it learns what is found.

    Raises CorpusMissing; CorpusEmpty where there is nothing to read or to complain of.
    """
    corpus = settings.corpus
    if not corpus.is_dir() or not os.access(corpus, os.R_OK | os.X_OK):
        raise CorpusMissing(path=corpus)
    files: list[SourceFile] = []
    problems: list[Problem] = []
    memory = memory or Memory()
    began = time.time_ns()
    learnt: dict[str, Seen] = {}
    for absolute, path in _walk(corpus, settings, problems):
        found = _look_at(absolute, path, corpus, memory, learnt)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            files.append(found)
    if not files and all(problem.severity == "note" for problem in problems):
        raise CorpusEmpty(path=corpus)
    memory.seen, memory.at = learnt, began
    return Discovery(tuple(files), tuple(problems))


_OWN_BEGINNINGS: Final = ("kb-journal.", "kb-accounts.", "kb-reads.")


def _walk(corpus: Path, settings: Settings, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Files in order of their paths. Hidden folders, the index, the journal, drafts and the settings are not material."""

    def unreadable(error: OSError) -> None:
        folder = Path(error.filename or corpus)
        problems.append(Problem(_printable(_relative(folder, corpus)), None, "error", "folder_unreadable"))

    own_files = _own_files(corpus, settings)
    own_folders = frozenset((settings.data.resolve(), settings.drafts_path.resolve()))
    for folder, folders, names in os.walk(corpus, onerror=unreadable):
        here = Path(folder)
        beginning = "" if here == corpus else f"{_relative(here, corpus)}/"
        folders[:] = _entered(folders, here, corpus, own_folders, problems)
        for name in _readable(names, here, corpus, problems):
            path = beginning + name
            is_own = not beginning and (name in own_files or name.startswith(_OWN_BEGINNINGS))
            if not is_own and path != settings.thesaurus and not _is_excluded(path, settings.exclude):
                yield here / name, path


def _entered(names: Sequence[str], here: Path, corpus: Path, own: frozenset[Path], problems: list[Problem]) -> list[str]:
    """The folders of a folder that are walked, in order; of links to folders, which are not followed, each gets a Problem."""
    links = {name for name in names if (here / name).is_symlink()}
    # Only what is called so, or is a link, can be a folder of the memory's own.
    called = {path.name for path in own} | links
    left = [name for name in names if not name.startswith(".") and (name not in called or (here / name).resolve() not in own)]
    found = _readable(left, here, corpus, problems)
    problems.extend(
        Problem(_relative(here / name, corpus), None, "note", "link_not_followed") for name in found if name in links
    )
    return found


def _own_files(corpus: Path, settings: Settings) -> frozenset[str]:
    """The names of the memory's own files beside the materials: its settings and its journal."""
    journal = settings.journal_path.resolve()
    beside = (journal, Log(journal).lock_path)
    return frozenset((CONFIG_NAME, *(path.name for path in beside if path.parent == corpus.resolve())))


def _readable(names: Iterable[str], here: Path, corpus: Path, problems: list[Problem]) -> list[str]:
    """The names in order, without those that are not text, of which each gets its Problem: old shares and archives have them."""
    found = []
    for name in sorted(names):
        if name.isprintable() or _printable(name) == name:
            found.append(name)
        else:
            problems.append(Problem(_printable(_relative(here / name, corpus)), None, "error", "name_unreadable"))
    return found


def _printable(name: str) -> str:
    """The name with what is no text in it written as \\xNN."""
    return os.fsencode(name).decode(errors="backslashreplace")


def _look_at(absolute: Path, path: str, corpus: Path, memory: Memory, learnt: dict[str, Seen]) -> SourceFile | Problem:
    name = absolute.name.lower()
    if name in _SYSTEM or (name.startswith(".") and not name.startswith(".~lock.")):
        return Problem(path, None, "note", "system_file")
    try:
        stat = os.lstat(absolute)
        if S_ISLNK(stat.st_mode):
            if not _target(absolute).is_relative_to(corpus.resolve()):
                return Problem(path, None, "warning", "link_outside")
            stat = absolute.stat()
        if not S_ISREG(stat.st_mode):
            return Problem(path, None, "warning", "not_a_file")
        known = memory.recall(path, stat) or _looked_into(absolute, stat)
        if isinstance(known, str):
            return Problem(path, None, _severity(known), known)
        learnt[path] = known
        return SourceFile(path, absolute, known.size, known.sha256, known.media_type)
    except FileNotFoundError:
        # A link whose target is gone is as little a file as a file that has just been removed.
        return Problem(path, None, "warning", "file_vanished" if not absolute.is_symlink() else "not_a_file")
    except PermissionError:
        return Problem(path, None, "error", "no_permission")
    except OSError as error:
        if error.errno == errno.ELOOP:
            return Problem(path, None, "warning", "link_circular")
        return Problem(path, None, "error", "unreadable", (("why", error.strerror or str(error)),))


def _target(link: Path) -> Path:
    """Where a link leads. Raises OSError with ELOOP for one that leads to itself, in every version of Python."""
    try:
        return link.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(link)) from error


def _looked_into(absolute: Path, stat: os.stat_result) -> Seen | str:
    """What a file is, or the code of the reason why it is no material."""
    found = media.sniff(absolute)
    if found.problem is not None:
        return found.problem
    return Seen(*_marks(stat), digest(absolute), found.media_type)


def _marks(stat: os.stat_result) -> tuple[int, int, int, int]:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _severity(problem: str) -> Severity:
    """Files that are no material deserve a note, material in a form we do not read a warning, broken material an error."""
    if problem in ("lock_file", "format_media", "format_archive", "format_image"):
        return "note"
    return "warning" if problem.startswith("format_") else "error"


def digest(absolute: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    hasher = hashlib.sha256()
    with absolute.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            hasher.update(chunk)
    return hasher.hexdigest()


def _is_excluded(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether a pattern fits the path, a folder above it, or the bare name."""
    if not patterns:
        return False
    parts = path.split("/")
    above = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    candidates = [*above, parts[-1]]
    return any(fnmatch.fnmatchcase(candidate, pattern.rstrip("/")) for pattern in patterns for candidate in candidates)


def _relative(path: Path, corpus: Path) -> str:
    """A path under the corpus with "/" between folders, whatever the system writes."""
    return path.relative_to(corpus).as_posix()
