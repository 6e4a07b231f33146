"""Pictures of pages and slides for the web: drawn in worker processes, kept in the index directory, made when first asked for."""

from __future__ import annotations

import atexit
import hashlib
import json
import queue
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from files.office import write_whole
from files.sandbox import Worker
from kb.document import Box
from kb.errors import ExtractError
from kb.settings import Settings
from kb.store import generations

PDF: Final = "application/pdf"
# Whatever shows slides: LibreOffice draws them all.
DECKS: Final = (
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.ms-powerpoint",
    "application/vnd.oasis.opendocument.presentation",
)

_WORKERS: Final = 2
_PATIENCE: Final = 60
_OFFICE_SECONDS: Final = 120
_OFFICE_MEGABYTES: Final = 4000
_KEPT_MEGABYTES: Final = 500
_AHEAD_MEGABYTES: Final = 400
_SCALES: Final = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)


def can_picture(media_type: str) -> bool:
    """Whether pages of such a file can be drawn here: PDF always, decks where LibreOffice is installed."""
    return media_type == PDF or (media_type in DECKS and has_office())


@lru_cache(maxsize=1)
def has_office() -> bool:
    """Whether LibreOffice is installed."""
    return bool(shutil.which("soffice") or shutil.which("libreoffice"))


def render_page(
    settings: Settings,
    path: str,
    media_type: str,
    page: int,
    scale: float = 1.5,
    clip: tuple[float, float, float, float] | None = None,
) -> Path:
    """The PNG of a page or slide (from 1) of a file in the corpus; `clip` cuts a part of it, in points.

    `scale` is in pixels a point, taken to the nearest of a few so that the store stays small. The caller has made sure that
    `path` lies in the corpus. Raises ExtractError: `no_page`, `no_office`, `not_converted`, `timed_out`, `file_vanished`, …
    """
    absolute = settings.corpus / path
    near = min(_SCALES, key=lambda known: abs(known - scale))
    folder = _folder(settings, absolute, path)
    part = "" if clip is None else "-" + "_".join(str(round(edge)) for edge in clip)
    out = folder / f"{page}-{near}{part}.png"
    if not out.is_file():
        source = absolute if media_type == PDF else _as_pdf(settings, absolute, path, folder)
        task = {"do": "draw", "absolute": str(source), "path": path, "page": page, "scale": near, "out": str(out), "clip": clip}
        with _borrowed(settings) as worker:
            worker.ask(path, task)
        _trim(folder.parent)
    return out


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page or slide as it is drawn: its size and its words with their boxes, all in points."""

    width: float
    height: float
    words: tuple[tuple[Box, str], ...]


def words_on(settings: Settings, path: str, media_type: str, page: int) -> Sheet:
    """The words of a page or slide (from 1) where the picture shows them; found once. Raises ExtractError as `render_page` does."""
    absolute = settings.corpus / path
    folder = _folder(settings, absolute, path)
    kept = folder / f"{page}-sanat.json"
    if not kept.is_file():
        source = absolute if media_type == PDF else _as_pdf(settings, absolute, path, folder)
        with _borrowed(settings) as worker:
            answer = worker.ask(path, {"do": "words", "absolute": str(source), "path": path, "page": page})
        write_whole(kept, json.dumps(answer, ensure_ascii=False).encode())
    found = json.loads(kept.read_bytes())
    return Sheet(found["width"], found["height"], tuple((Box(page, *word[:4]), word[4]) for word in found["words"]))


def prepare(settings: Settings, path: str, media_type: str) -> bool:
    """Draws a file's first page before anybody asks, and with it makes what its other pages need. False where there is no room
    for more, or it cannot be drawn."""
    try:
        if (
            not (settings.data / "cache" / "pages").is_dir()
            or _size(settings.data / "cache" / "pages") < _AHEAD_MEGABYTES << 20
        ):
            render_page(settings, path, media_type, 1, 2.0)
            return True
    except (ExtractError, OSError):
        pass
    return False


def _size(store: Path) -> int:
    return sum(file.stat().st_size for file in store.rglob("*") if file.is_file())


def page_count(settings: Settings, path: str, media_type: str) -> int:
    """How many pages or slides can be drawn. Raises ExtractError."""
    absolute = settings.corpus / path
    source = absolute if media_type == PDF else _as_pdf(settings, absolute, path, _folder(settings, absolute, path))
    with _borrowed(settings) as worker:
        return int(worker.ask(path, {"do": "count", "absolute": str(source), "path": path})["count"])


def _as_pdf(settings: Settings, absolute: Path, path: str, folder: Path) -> Path:
    """The file as PDF, converted once. LibreOffice needs more memory and time than a reader, and a worker for itself."""
    out = folder / "asiakirja.pdf"
    if not out.is_file():
        worker = Worker(replace(settings, worker_megabytes=_OFFICE_MEGABYTES))
        try:
            worker.ask(path, {"do": "convert", "absolute": str(absolute), "path": path, "out": str(out)}, _OFFICE_SECONDS)
        finally:
            worker.close()
    return out


def _folder(settings: Settings, absolute: Path, path: str) -> Path:
    """Where the pictures of a file in its present state are kept, private to its owner."""
    try:
        state = absolute.stat()
    except OSError as error:
        raise ExtractError(path, "file_vanished") from error
    name = hashlib.sha256(f"{path}\0{state.st_size}\0{state.st_mtime_ns}".encode()).hexdigest()[:32]
    try:
        generations.make_private(settings.data / "cache")
        return generations.make_private(generations.make_private(settings.data / "cache" / "pages") / name)
    except OSError:
        # A full or read-only disk is no reason not to show a page.
        return generations.make_private(Path(_elsewhere().name) / name)


@lru_cache(maxsize=1)
def _elsewhere() -> tempfile.TemporaryDirectory[str]:
    """A folder for pictures that lasts as long as the program."""
    return tempfile.TemporaryDirectory(prefix="kb-kuvat-")


def _trim(store: Path) -> None:
    """Remove the folders longest unused once the store has grown beyond its limit."""
    sizes = {
        folder: sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
        for folder in store.iterdir()
        if folder.is_dir()
    }
    total = sum(sizes.values())
    for folder in sorted(sizes, key=lambda folder: folder.stat().st_mtime)[:-1]:
        if total <= _KEPT_MEGABYTES << 20:
            return
        total -= sizes[folder]
        shutil.rmtree(folder, ignore_errors=True)


class _Pool:
    """A few workers that requests borrow in turn."""

    def __init__(self, settings: Settings) -> None:
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._all = [Worker(settings) for _ in range(_WORKERS)]
        for worker in self._all:
            self._idle.put(worker)

    def acquire(self) -> Worker:
        """A worker that nobody uses. Raises queue.Empty when none comes free in time."""
        return self._idle.get(timeout=_PATIENCE)

    def release(self, worker: Worker) -> None:
        """Return the worker to the pool."""
        self._idle.put(worker)

    def close(self) -> None:
        """End them all."""
        for worker in self._all:
            worker.close()


@lru_cache(maxsize=4)
def _pool(settings: Settings) -> _Pool:
    pool = _Pool(settings)
    atexit.register(pool.close)
    return pool


@contextmanager
def _borrowed(settings: Settings) -> Iterator[Any]:
    pool = _pool(settings)
    try:
        worker = pool.acquire()
    except queue.Empty as error:
        raise ExtractError("", "timed_out", seconds=_PATIENCE) from error
    try:
        yield worker
    finally:
        pool.release(worker)
