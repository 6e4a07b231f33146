"""Untrusted files are read and rendered in worker processes with limits; this is the parent's end of the pipe.

A worker (`python -m files.worker`, or a module that offers more tasks in the same way) takes one JSON line a task and answers with one JSON line; nothing is pickled. It is
killed, with all that it started, when its time is up, and replaced after a failure. It ends by itself when its parent
does: its input closes, on Linux the kernel kills it, and an alarm goes off soon after the time limit.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

from files import worker
from kb.document import Document, SourceFile
from kb.document_json import from_json
from kb.errors import ExtractError
from kb.settings import Settings

Progress = Callable[[int, int, str], None]
Task = TypeVar("Task")
Answer = TypeVar("Answer")

_ROOT: Final = Path(__file__).resolve().parent.parent
# A worker gets what libraries need to find their files, and nothing that could be a secret.
_ENVIRONMENT: Final = (
    "PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
    "VOIKKO_DICTIONARY_PATH", "TESSDATA_PREFIX", "VIRTUAL_ENV", "KB_VOIKKO",
)  # fmt: skip
_FILES_PER_WORKER: Final = 1000
_GRACE_SECONDS: Final = 5
_EVERY_SECONDS: Final = 1.0
_MAX_SIGNS: Final = 6000
_POSIX: Final = os.name == "posix"
# The kernel kills a worker when the *thread* that started it ends: one thread that lives as long as the program starts all.
# The thread that starts workers waits for the next one to start; it holds nothing meanwhile.
STARTER: Final = "kb-workers"
_STARTER: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix=STARTER)


class WorkerFailure(Exception):
    """What a worker said, or how it ended: the cause behind an ExtractError, in the parser's own words."""


class Worker:
    """One worker process, started when first needed. Not for several threads at once.

    `program` names the module that runs in it, which calls `files.worker.main`. `reached` is what the last task has said that it
    has done, None when it has said nothing.
    """

    def __init__(self, settings: Settings, program: str = worker.__name__) -> None:
        self._settings = settings
        self.program = program
        self.reached: str | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def begin(self) -> None:
        """Start the process, for a task that is to come."""
        self._running()

    def ask(self, source: str, task: dict[str, Any], seconds: float | None = None) -> dict[str, Any]:
        """The worker's answer to one task on the file `source`.

        Raises ExtractError: what the reader said, or `timed_out`, `out_of_memory`, `worker_died`.
        """
        seconds = seconds or self._settings.worker_seconds
        process = self._running()
        watchdog = _Watchdog(process, seconds)
        self.reached = None
        try:
            answer = self._exchange(process, {**task, "seconds": int(seconds) + _GRACE_SECONDS}, watchdog)
        finally:
            watchdog.cancel()
        if answer is None:
            raise self._ended(source, process, watchdog.late, seconds)
        self._done += 1
        if answer.get("retire") or self._done >= _FILES_PER_WORKER:
            self.close()
        if "error" in answer:
            params = {key: str(value) for key, value in answer.get("params", {}).items()}
            raise ExtractError(source, answer["error"], **params) from WorkerFailure(answer.get("cause", ""))
        return answer

    def close(self) -> None:
        """End the process and all that it started."""
        process, self._process, self._done = self._process, None, 0
        if process is not None:
            _kill(process)
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    _close_quietly(stream)
            process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _STARTER.submit(_start, self._settings, self.program).result()
        return self._process

    def _exchange(self, process: subprocess.Popen[bytes], task: dict[str, Any], watchdog: _Watchdog) -> dict[str, Any] | None:
        """The answer to a task, past at most `_MAX_SIGNS` signs of life; None when the worker is gone."""
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json.dumps(task).encode("ascii") + b"\n")
            process.stdin.flush()
            for _ in range(_MAX_SIGNS):
                line = process.stdout.readline()
                if not line.endswith(b"\n"):
                    return None
                answer: dict[str, Any] = json.loads(line)
                if "alive" not in answer:
                    return answer
                self.reached = answer.get("reached") or self.reached
                watchdog.restart()
        except OSError:
            return None
        _kill(process)
        return None

    def _ended(self, source: str, process: subprocess.Popen[bytes], late: bool, seconds: float) -> ExtractError:
        """The error for a worker that gave no answer."""
        status = process.wait()
        self.close()
        if late or (_POSIX and status == -signal.SIGALRM):
            error = ExtractError(source, "timed_out", seconds=int(seconds))
        else:
            error = ExtractError(source, "worker_died", status=status)
        error.__cause__ = WorkerFailure(f"worker ended with status {status}")
        return error


def _start(settings: Settings, program: str) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    paths = [str(_ROOT), *(path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path)]
    environment.update(PYTHONPATH=os.pathsep.join(paths), PYTHONUTF8="1", OMP_THREAD_LIMIT="1")
    return subprocess.Popen(
        [sys.executable, "-m", program, "--megabytes", str(settings.worker_megabytes), "--parent", str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=environment,
        start_new_session=_POSIX,
        creationflags=0 if _POSIX else getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


class _Watchdog:
    """Kills a worker that has shown no sign of life for so many seconds; `late` says whether it came to that."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process, self._seconds = process, seconds
        self._timer = self._started()
        self.late = False

    def restart(self) -> None:
        """Begin the time anew, at a sign of life."""
        self._timer.cancel()
        self._timer = self._started()

    def cancel(self) -> None:
        """Cancel it: the answer has come."""
        self._timer.cancel()

    def _started(self) -> threading.Timer:
        timer = threading.Timer(self._seconds, self._strike)
        timer.daemon = True
        timer.start()
        return timer

    def _strike(self) -> None:
        self.late = True
        _kill(self._process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a worker with its whole process group."""
    try:
        if _POSIX:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        return  # ended by itself


def _close_quietly(stream: Any) -> None:
    try:
        stream.close()
    except OSError:
        return


def read_all(
    files: Sequence[SourceFile], settings: Settings, progress: Progress | None = None
) -> Iterator[tuple[SourceFile, Document | ExtractError]]:
    """Every file with its document or the reason why there is none, in the order given.

    `progress(done, total, path)` is called after each. Workers end with the iterator, also when it is not read to its end.
    """
    for number, (file, found) in enumerate(work(files, lambda one, file: _read(one, file, settings), settings), start=1):
        yield file, found
        if progress is not None:
            progress(number, len(files), file.path)


def work(
    tasks: Sequence[Task],
    do: Callable[[Worker, Task], Answer],
    settings: Settings,
    program: str = worker.__name__,
    waiting: Callable[[Task, float], None] = lambda task, seconds: None,
    ready: list[Worker] | None = None,
) -> Iterator[tuple[Task, Answer]]:
    """Every task with its answer, in the order given; `do` asks a worker, one of as many as `settings.jobs` says. The work begins
    at once, not when the first answer is asked for, and takes first the workers that are `ready`.

    `waiting` is called each second with the task that is waited for, and how long. Workers end with the iterator, also when it is
    not read to its end.
    """
    answers = _answers(tasks, do, settings, program, waiting, ready or [])
    next(answers, None)
    return answers


def _taken(ready: list[Worker], program: str) -> Worker | None:
    """One of the ready workers that runs this program, None where there is none any more."""
    try:
        return ready.pop() if ready and ready[-1].program == program else None
    except IndexError:
        return None


@contextlib.contextmanager
def ahead(settings: Settings, program: str, wanted: bool) -> Iterator[list[Worker]]:
    """A worker that starts while there is still something to do before its first task, where one is wanted; it is ended with the
    block unless `work` has taken it."""
    ready: list[Worker] = []
    try:
        if wanted:
            ready.append(Worker(settings, program))
            ready[0].begin()
        yield ready
    finally:
        while (one := _taken(ready, program)) is not None:
            one.close()


def _answers(
    tasks: Sequence[Task],
    do: Callable[[Worker, Task], Answer],
    settings: Settings,
    program: str,
    waiting: Callable[[Task, float], None],
    ready: list[Worker],
) -> Iterator[Any]:
    """None when the work has begun, then what `work` gives."""
    count = max(1, min(settings.jobs, len(tasks)))
    local = threading.local()
    workers: list[Worker] = []

    def ask(task: Task) -> Answer:
        if not hasattr(local, "worker"):
            local.worker = _taken(ready, program) or Worker(settings, program)
            workers.append(local.worker)
        return do(local.worker, task)

    pool = ThreadPoolExecutor(max_workers=count, thread_name_prefix="kb-work")
    ahead: deque[tuple[Task, Future[Answer]]] = deque()
    try:
        rest = iter(tasks)
        ahead.extend((upcoming, pool.submit(ask, upcoming)) for upcoming in islice(rest, 4 * count))
        yield None
        for _ in tasks:
            task, future = ahead.popleft()
            began = time.monotonic()
            while not wait((future,), _EVERY_SECONDS).done:
                waiting(task, time.monotonic() - began)
            ahead.extend((upcoming, pool.submit(ask, upcoming)) for upcoming in islice(rest, 1))
            yield task, future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for one in workers:
            one.close()
        pool.shutdown()
        # One may have been started anew between the two.
        for one in workers:
            one.close()


def read_one(file: Path, path: str, settings: Settings) -> Document:
    """One file through a worker of its own. Raises ExtractError."""
    one = Worker(settings)
    try:
        found = _read(one, SourceFile(path, file, 0, "", ""), settings)
    finally:
        one.close()
    if isinstance(found, ExtractError):
        raise found
    return found


def reading(file: SourceFile, settings: Settings) -> dict[str, Any]:
    """What a worker is told of a file that it is to read."""
    return {"absolute": str(file.absolute), "path": file.path, "unpacked_megabytes": settings.unpacked_megabytes}


def _read(one: Worker, file: SourceFile, settings: Settings) -> Document | ExtractError:
    try:
        return from_json(one.ask(file.path, {"do": "read", **reading(file, settings)})["document"])
    except ExtractError as error:
        return error
