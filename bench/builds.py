"""Builds of a corpus: everything, nothing changed, one file changed, one added, one removed."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from bench import corpus, measured
from bench.measured import Run


@dataclass(frozen=True, slots=True)
class Build:
    """One build: what its process took, and what the build itself says that its stages took."""

    name: str
    run: Run
    seconds: float
    stages: dict[str, float]
    files: int
    passages: int


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
    changed.write_bytes(before.replace(b"Puheenjohtaja avasi", b"Varapuheenjohtaja avasi"))
    try:
        found.append(build("one file changed", materials, data))
    finally:
        changed.write_bytes(before)
    build("as before", materials, data)
    more = corpus.one_more(size)
    added = materials / more.path
    added.parent.mkdir(parents=True, exist_ok=True)
    added.write_bytes(more.content())
    try:
        found.append(build("one file added", materials, data))
    finally:
        shutil.rmtree(added.parent)
    found.append(build("one file removed", materials, data))
    return found
