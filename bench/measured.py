"""A command as it is run: what it took, what it printed, and how much memory it and all that it started had at once."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_EVERY: Final = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: seconds of the clock, seconds of all processors, the most memory in MB, and its output."""

    seconds: float
    processor: float
    megabytes: float
    output: str


def run(command: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Run:
    """Runs a command to its end. Raises CalledProcessError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen(
        list(command), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, cwd=folder
    )
    watch = _Memory(process.pid)
    watch.start()
    output, _ = process.communicate()
    took = time.perf_counter() - began
    watch.done.set()
    watch.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in (0, 3):
        raise subprocess.CalledProcessError(process.returncode, list(command), output)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(took, processor, watch.most, output)


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder; a file with several names is counted once."""
    seen = {(s.st_dev, s.st_ino): s.st_size for path in folder.rglob("*") if path.is_file() and (s := path.stat())}
    return sum(seen.values())


class _Memory(threading.Thread):
    """Looks again and again how much memory a process and its descendants have together."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.most = 0.0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(_EVERY):
            self.most = max(self.most, sum(map(_megabytes, _family(self._pid))))


def _family(pid: int) -> list[int]:
    """A process and all that descend from it, as Linux tells; the process alone elsewhere."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                waiting.extend(map(int, task.read_text(encoding="ascii").split()))
            except OSError:
                continue
    return found


def _megabytes(pid: int) -> float:
    """Memory of a process, what it shares with others divided among them where the system tells."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        return 0.0
    return 0.0


def machine() -> str:
    """The processors and the memory of this machine, and what else it was doing."""
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {names[0] if names else 'processor'}, {memory:.0f} GB; load {load:.1f} when this began"
