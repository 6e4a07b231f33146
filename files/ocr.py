"""Words from a picture of a page, with Tesseract and its Finnish where they are installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

DPI: Final = 300
_SECONDS: Final = 25
_WANTED: Final = ("fin", "swe")
_ONE_COLUMN: Final = "4"
_ANY_LAYOUT: Final = "1"
_GOOD: Final = 0.7
_NOISE: Final = 25.0


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A recognised word: its line's number on the page, its box in pixels, its confidence 0…1."""

    text: str
    line: tuple[int, int, int]
    left: int
    top: int
    width: int
    height: int
    confidence: float


class OcrFailed(Exception):
    """Tesseract ended with an error or took too long."""


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The installed languages that are used; empty where Tesseract or its Finnish is missing."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    installed = set((done.stdout + done.stderr).split())
    return tuple(name for name in (*_WANTED, "osd") if name in installed) if "fin" in installed else ()


def is_available() -> bool:
    """Whether scanned pages can be read."""
    return bool(languages())


def recognise(png: bytes) -> list[OcrWord]:
    """The words of a page's picture in reading order. Raises OcrFailed.

    One column is tried first: it keeps an item's number on the line of its title. Where that reads badly, Tesseract's own
    view of the page, which also turns a page lying on its side.
    """
    words = _run(png, _ONE_COLUMN)
    if "osd" not in languages() or sureness(words) >= _GOOD:
        return words
    return max(words, _run(png, _ANY_LAYOUT), key=lambda found: sureness(found) * min(len(found), 10))


def sureness(words: Sequence[OcrWord]) -> float:
    """The mean confidence of words, 0…1; 0 for none."""
    return sum(word.confidence for word in words) / len(words) if words else 0.0


def _run(png: bytes, layout: str) -> list[OcrWord]:
    spoken = "+".join(name for name in languages() if name != "osd")
    command = [
        shutil.which("tesseract") or "tesseract",
        "stdin",
        "stdout",
        "-l",
        spoken,
        "--dpi",
        str(DPI),
        "--psm",
        layout,
        "tsv",
    ]
    # Its own threads slow one another down on few cores, and workers already share them.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command,
            input=png,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env=environment,
            preexec_fn=dies_with_parent(),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrFailed(str(error)) from error
    return list(_rows(done.stdout.decode("utf-8", "replace")))


def _rows(table: str) -> Iterator[OcrWord]:
    """Words of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""
    for row in table.split("\n")[1:]:
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != "5":
            continue
        text, confidence = fields[11].strip(), float(fields[10])
        if not text or confidence < 0 or (confidence < _NOISE and not any(char.isalnum() for char in text)):
            continue
        block, paragraph, line, _, left, top, width, height = (int(value) for value in fields[2:10])
        yield OcrWord(text, (block, paragraph, line), left, top, width, height, confidence / 100)


def dies_with_parent() -> Callable[[], None] | None:
    """What a child does at its birth so that it ends with its parent (Linux); None elsewhere."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes
    import signal

    library = ctypes.CDLL(None)

    def prepare() -> None:
        with contextlib.suppress(OSError):
            library.prctl(1, signal.SIGKILL, 0, 0, 0)

    return prepare
