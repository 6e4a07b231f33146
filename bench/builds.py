"""Builds of a corpus: everything, nothing changed, one file changed, one added, one removed; and when what is new can be found."""

from __future__ import annotations

import json
import shutil
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bench import corpus, measured
from bench.measured import Run
from kb.library import Library
from kb.settings import load

# A word that no corpus has: what is new has it.
_WORD: Final = "kvaksonia"
_EVERY: Final = 0.02


@dataclass(frozen=True, slots=True)
class Build:
    """One build: what its process took, and what the build itself says that its stages took. `found` is after how many seconds a
    reader found what is new, None where nothing is."""

    name: str
    run: Run
    seconds: float
    stages: dict[str, float]
    files: int
    passages: int
    found: float | None = None


class _Reader(threading.Thread):
    """One who has the index open and asks for the word again and again: each new generation is opened and searched."""

    def __init__(self, materials: Path, data: Path) -> None:
        super().__init__(daemon=True)
        self._library = Library.open(load(materials, data))
        self._library.search(_WORD)
        self._began = time.perf_counter()
        self.found: float | None = None
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(_EVERY):
            self.look()

    def look(self) -> None:
        """Asks once, if there is something new to ask."""
        newest = self._library.refreshed()
        if self.found is None and newest is not self._library:
            self._library = newest
            if newest.search(_WORD).total:
                self.found = time.perf_counter() - self._began


def _with_reader(name: str, materials: Path, data: Path) -> Build:
    """A build of something new, while somebody waits for it."""
    reader = _Reader(materials, data)
    reader.start()
    try:
        made = build(name, materials, data)
    finally:
        reader.done.set()
        reader.join()
    reader.look()
    return replace(made, found=reader.found)


def build(name: str, materials: Path, data: Path, *, full: bool = False) -> Build:
    """One build in a process of its own."""
    command = [sys.executable, "-m", "bench.building", str(materials), str(data), *(["--full"] if full else [])]
    run = measured.run(command)
    told = json.loads(run.output)
    return Build(name, run, told["seconds"], told["stages"], told["files"], told["passages"])


def builds(folder: Path, size: int) -> list[Build]:
    """The builds in order; the corpus is as before when they are done, and the index is of it."""
    materials, data = folder / "aineisto", folder / "kb"
    shutil.rmtree(data, ignore_errors=True)
    found = [build("everything", materials, data), build("nothing changed", materials, data)]
    minutes = sorted(materials.glob("toimielin-01/*/muistio.md"))
    changed = minutes[len(minutes) // 2]
    before = changed.read_bytes()
    changed.write_bytes(before + f"\n\nTilattiin {_WORD}.\n".encode())
    try:
        found.append(_with_reader("one file changed", materials, data))
    finally:
        changed.write_bytes(before)
    build("as before", materials, data)
    more = corpus.one_more(size)
    added = materials / more.path
    added.parent.mkdir(parents=True, exist_ok=True)
    added.write_bytes(more.content() + f"\n\nTilattiin {_WORD}.\n".encode())
    try:
        found.append(_with_reader("one file added", materials, data))
    finally:
        shutil.rmtree(added.parent)
    found.append(build("one file removed", materials, data))
    return found
