"""Work at the side: a part of the build that goes on in a forked process, which knows all that the build knows, and tells what it
has found when it is asked.

Where no process can be forked (Windows, threads are running) or nothing is won, the work is done when it is asked for.
"""

from __future__ import annotations

import os
import signal
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Generic, TypeVar

from files.sandbox import STARTER
from files.worker import die_with_parent
from indexer.cache import Cache, Told
from kb import finnish
from kb.finnish import Words
from kb.store import codec

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Beside:
    """What comes back with the value: words that were met there, and what the cache was asked and told."""

    words: Words
    told: Told


class Aside:
    """Begins work at the side of a build with this cache; `jobs` is how many processes there may be."""

    def __init__(self, cache: Cache, jobs: int) -> None:
        self._cache, self._jobs = cache, jobs

    def begin(self, work: Callable[[], T], kind: type[T]) -> Callable[[], T]:
        """Begins the work; what is given back waits for its value. It is worked out here after all where the process has failed."""
        if self._jobs < 2 or not hasattr(os, "fork") or _is_busy():
            return work
        self._cache.save()
        running = _Running[T](self._cache, work)

        def value() -> T:
            found = running.answer()
            if found is None:
                return work()
            beside = codec.from_bytes(_Beside, found[0])
            finnish.pass_on(beside.words)
            self._cache.take(beside.told)
            return codec.from_bytes(kind, found[1])

        return value


def _is_busy() -> bool:
    """Whether other threads are at work, whose locks a forked process would find held for ever."""
    others = (thread for thread in threading.enumerate() if thread is not threading.current_thread())
    return any(not thread.name.startswith(STARTER) for thread in others)


class _Running(Generic[T]):
    """A forked process and the pipe that its answer comes by. It is ended when nobody waits for it any longer."""

    def __init__(self, cache: Cache, work: Callable[[], T]) -> None:
        parent = os.getpid()
        reading, writing = os.pipe()
        with warnings.catch_warnings():
            # Newer Pythons warn of threads of libraries (a watcher of folders), which the work does not touch.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process = os.fork()
        if self._process == 0:
            os.close(reading)
            _perform(cache, work, writing, parent)
        os.close(writing)
        self._pipe: IO[bytes] | None = os.fdopen(reading, "rb")

    def answer(self) -> tuple[bytes, bytes] | None:
        """What was noted beside the value, and the value; None where the process has failed."""
        assert self._pipe is not None
        with self._pipe as pipe:
            content = pipe.read()
        self._pipe = None
        _, status = os.waitpid(self._process, 0)
        size, _, rest = content.partition(b"\n")
        if status or not size.isdigit():
            return None
        return rest[: int(size)], rest[int(size) :]

    def __del__(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _perform(cache: Cache, work: Callable[[], object], writing: int, parent: int) -> None:
    """Does the work and ends the process, whatever comes of it: nothing of the build itself may go on here."""
    status = 1
    try:
        die_with_parent(parent)
        finnish.learnt()
        cache.part()
        value = codec.to_bytes(work())
        beside = codec.to_bytes(_Beside(finnish.learnt(), cache.told()))
        with os.fdopen(writing, "wb") as pipe:
            pipe.writelines((str(len(beside)).encode() + b"\n", beside, value))
        status = 0
    finally:
        os._exit(status)
