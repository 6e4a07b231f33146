"""The worker: takes one task at a time from its standard input, under limits, and answers on its standard output.

Its own tasks read and draw files; another module can offer more tasks to `main` and be started in this one's place. This is the seam behind which broken files may raise what they like: no family of exceptions covers it, so it is the one
place that catches them all. Whatever libraries print goes nowhere.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, Final, Protocol

from files.reasons import reason_of
from kb.document import Document
from kb.document_json import to_json
from kb.errors import ExtractError
from kb.settings import Settings

Task = dict[str, Any]


class Alive(Protocol):
    """Says that the work goes on, and begins its time anew; `reached` names what has been done so far."""

    def __call__(self, reached: str | None = None) -> None: ...


Do = Callable[[Task, Alive], dict[str, Any]]

_HARD_MEGABYTES: Final = 6000
_MAX_WRITTEN_MEGABYTES: Final = 500
_OFFICE_SECONDS: Final = 110
_RETIRE_AT: Final = 0.6
_PR_SET_PDEATHSIG: Final = 1


def main(arguments: list[str], tasks: Mapping[str, Do] | None = None) -> int:
    """Answer tasks until the input ends, each by what its name does: by default what `TASKS` knows."""
    offered = TASKS if tasks is None else tasks
    parser = argparse.ArgumentParser(description="Reads untrusted files; started by files.sandbox.")
    parser.add_argument("--megabytes", type=int, default=900)
    parser.add_argument("--parent", type=int, default=0)
    options = parser.parse_args(arguments)
    die_with_parent(options.parent)
    limit_memory(options.megabytes)
    answers = take_output()

    def say(answer: dict[str, Any]) -> None:
        answers.write(json.dumps(answer, ensure_ascii=True) + "\n")
        answers.flush()

    for line in sys.stdin.buffer:
        task = json.loads(line)
        seconds = int(task.get("seconds", 60))

        def alive(reached: str | None = None, seconds: int = seconds) -> None:
            alarm(seconds)
            say({"alive": True, "reached": reached})

        alarm(seconds)
        answer = perform(task, alive, offered)
        alarm(0)
        if resident_megabytes() > _RETIRE_AT * options.megabytes:
            answer["retire"] = True
        say(answer)
    return 0


def perform(task: Task, alive: Alive, tasks: Mapping[str, Do]) -> dict[str, Any]:
    """The answer to a task, or the code of what went wrong with the cause's own words."""
    try:
        return tasks[task["do"]](task, alive)
    except ExtractError as error:
        params = {key: value for key, value in error.params.items() if key != "file"}
        return {"error": error.reason, "params": params, "cause": repr(error.__cause__ or error)}
    except Exception as error:  # noqa: BLE001 - the one seam: a broken file raises anything, and its cause is kept
        return {"error": reason_of(error), "cause": "".join(traceback.format_exception(error, limit=-3))[-2000:]}


def read(task: Task, alive: Alive) -> Document:
    """The document of a task that names a file. Raises what broken files raise."""
    from files import extract

    absolute = Path(task["absolute"])
    settings = Settings(absolute.parent, absolute.parent, unpacked_megabytes=task["unpacked_megabytes"])
    return extract.read(absolute, task["path"], settings, alive)


def _read(task: Task, alive: Alive) -> dict[str, Any]:
    return {"document": to_json(read(task, alive))}


def _draw(task: Task, alive: Alive) -> dict[str, Any]:
    from files import rendering

    clip = tuple(task["clip"]) if task.get("clip") else None
    rendering.draw(Path(task["absolute"]), task["path"], int(task["page"]), float(task["scale"]), Path(task["out"]), clip)
    return {"done": True}


def _count(task: Task, alive: Alive) -> dict[str, Any]:
    from files import rendering

    return {"count": rendering.count(Path(task["absolute"]))}


def _words(task: Task, alive: Alive) -> dict[str, Any]:
    from files import rendering

    return rendering.words(Path(task["absolute"]), task["path"], int(task["page"]))


def _convert(task: Task, alive: Alive) -> dict[str, Any]:
    from files import office

    office.convert(Path(task["absolute"]), task["path"], Path(task["out"]), "pdf", _OFFICE_SECONDS)
    return {"done": True}


TASKS: Final[Mapping[str, Do]] = {
    "read": _read,
    "draw": _draw,
    "count": _count,
    "words": _words,
    "convert": _convert,
}


def take_output() -> IO[str]:
    """The real standard output for answers; what libraries print from now on is dropped."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    return answers


def limit_memory(megabytes: int) -> None:
    """Bound the address space where the system can (not on Windows; macOS ignores it), and write no cores or huge files."""
    try:
        import resource
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, megabytes << 20, _HARD_MEGABYTES << 20),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, _MAX_WRITTEN_MEGABYTES << 20, _MAX_WRITTEN_MEGABYTES << 20),
    )
    for kind, soft, hard in limits:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, hard))


def die_with_parent(parent: int) -> None:
    """Ask Linux to kill this process when the one that started it ends; elsewhere the input's end and the alarm must do."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if parent and os.getppid() != parent:
        os._exit(1)


def alarm(seconds: int) -> None:
    """Be killed by the system after this time even where Python gets no turn; 0 takes it back."""
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)


def resident_megabytes() -> float:
    """Memory in use now; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
