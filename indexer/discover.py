"""Files of the corpus folder: what each is, and a Problem for each that is no material. Nothing is passed over in silence."""

from __future__ import annotations

import fnmatch
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from files.extract import media
from kb.document import SourceFile
from kb.errors import CorpusEmpty, CorpusMissing
from kb.model import Problem, Severity
from kb.settings import CONFIG_NAME, Settings

__all__ = ["Discovery", "SourceFile", "discover"]

# What systems and synchronising programs leave in folders.
_SYSTEM: Final = frozenset(("thumbs.db", "desktop.ini", ".ds_store", "icon\r", ".directory"))
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files that can be tried, sorted by path, and a Problem for every other file."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


def discover(settings: Settings) -> Discovery:
    """The files under the corpus folder. Raises CorpusMissing; CorpusEmpty where there is nothing to read or to complain of."""
    corpus = settings.corpus
    if not corpus.is_dir() or not os.access(corpus, os.R_OK | os.X_OK):
        raise CorpusMissing(path=corpus)
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for absolute, path in _walk(corpus, settings, problems):
        found = _look_at(absolute, path, corpus)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            files.append(found)
    if not files and all(problem.severity == "note" for problem in problems):
        raise CorpusEmpty(path=corpus)
    return Discovery(tuple(files), tuple(problems))


def _walk(corpus: Path, settings: Settings, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Files in order of their paths. Hidden folders, the index, the journal, drafts and the settings are not material."""

    def unreadable(error: OSError) -> None:
        folder = Path(error.filename or corpus)
        problems.append(Problem(_relative(folder, corpus), None, "error", "folder_unreadable"))

    journal, own_folders = settings.journal_path.resolve(), (settings.data.resolve(), settings.drafts_path.resolve())
    for folder, folders, names in os.walk(corpus, onerror=unreadable):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and (here / name).resolve() not in own_folders)
        for name in list(folders):
            if (here / name).is_symlink():
                problems.append(Problem(_relative(here / name, corpus), None, "note", "link_not_followed"))
        for name in sorted(names):
            absolute = here / name
            path = _relative(absolute, corpus)
            own = here == corpus and (name == CONFIG_NAME or absolute.resolve() == journal or name.startswith("kb-journal."))
            if not own and not _is_excluded(path, settings.exclude):
                yield absolute, path


def _look_at(absolute: Path, path: str, corpus: Path) -> SourceFile | Problem:
    name = absolute.name.lower()
    if name in _SYSTEM or (name.startswith(".") and not name.startswith(".~lock.")):
        return Problem(path, None, "note", "system_file")
    try:
        if absolute.is_symlink() and not absolute.resolve().is_relative_to(corpus.resolve()):
            return Problem(path, None, "warning", "link_outside")
        if not absolute.is_file():
            return Problem(path, None, "warning", "not_a_file")
        found = media.sniff(absolute)
        if found.problem is not None:
            return Problem(path, None, _severity(found.problem), found.problem)
        return SourceFile(path, absolute, absolute.stat().st_size, digest(absolute), found.media_type)
    except FileNotFoundError:
        return Problem(path, None, "warning", "file_vanished")
    except PermissionError:
        return Problem(path, None, "error", "no_permission")
    except OSError as error:
        return Problem(path, None, "error", "unreadable", (("why", error.strerror or str(error)),))


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
    parts = path.split("/")
    above = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    candidates = [*above, parts[-1]]
    return any(fnmatch.fnmatchcase(candidate, pattern.rstrip("/")) for pattern in patterns for candidate in candidates)


def _relative(path: Path, corpus: Path) -> str:
    """A path under the corpus with "/" between folders, whatever the system writes."""
    return path.relative_to(corpus).as_posix()
