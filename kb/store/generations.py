"""Where generations of the index lie, which one is current, and how one takes over from another.

    DATA/current                 the number of the generation to read, replaced in one step
    DATA/generations/N/          whoosh/, facets, catalogue.sqlite, manifest.json: written once, never changed
    DATA/cache/                  what was extracted and interpreted, by content
    DATA/lock                    held by the build that is running

Readers hold a shared lock on the generation they read, so that pruning leaves it alone. Every file is the owner's only:
Whoosh unpickles what it reads.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from kb.errors import IndexBroken, IndexBusy, IndexMissing, IndexOutdated
from kb.store import codec
from kb.store.shape import stored_shape

try:
    import fcntl
except ImportError:  # Windows: an open file cannot be removed there, which protects readers as well.
    fcntl = None  # type: ignore[assignment]

POINTER = "current"
MANIFEST = "manifest.json"
CATALOGUE = "catalogue.sqlite"
TEXT = "whoosh"
FACETS = "facets"
IN_USE = "in-use"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is. `inputs` is a hash of everything it was made from; `schema` and `code` of what made it.

    `corpus` is the folder it was made from, as an absolute path.
    """

    generation: int
    schema: str
    code: str
    inputs: str
    built_at: str
    passages: int
    backend: str
    corpus: str = ""


def folder(data: Path, generation: int) -> Path:
    """Where a generation lies."""
    return data / "generations" / str(generation)


def current(data: Path) -> int | None:
    """The number of the generation to read; None before the first build. Raises IndexBroken on a damaged pointer."""
    try:
        text = (data / POINTER).read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexBroken(path=data) from error
    if not text.strip().isdecimal():
        raise IndexBroken(path=data)
    return int(text)


def manifest(data: Path) -> Manifest:
    """The current generation's manifest. Raises IndexMissing, IndexBroken or IndexOutdated."""
    generation = current(data)
    if generation is None:
        raise IndexMissing(path=data)
    try:
        content = json.loads((folder(data, generation) / MANIFEST).read_text(encoding="utf-8"))
        if content["schema"] != stored_shape():
            raise IndexOutdated(found=content["schema"], wanted=stored_shape())
        return codec.decode(Manifest, content)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexBroken(path=data) from error


def make_private(path: Path) -> Path:
    """The directory, made if it was not there, open to its owner only."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.chmod(0o700)
    return path


def begin(data: Path) -> tuple[int, Path]:
    """A new empty generation's number and directory; what an interrupted build left behind is removed."""
    make_private(data)
    home = make_private(data / "generations")
    taken = [int(path.name) for path in home.iterdir() if path.name.isdecimal()]
    live = current(data) or 0
    for number in taken:
        if number > live:
            shutil.rmtree(home / str(number), ignore_errors=True)
    number = max([live, *(n for n in taken if (home / str(n)).exists())]) + 1
    return number, make_private(home / str(number))


@contextlib.contextmanager
def making(data: Path) -> Iterator[tuple[int, Path]]:
    """A new empty generation's number and directory; it is removed again where making it fails, so that a full disk is no fuller."""
    number, place = begin(data)
    made = False
    try:
        yield number, place
        made = True
    finally:
        # An interrupt as well leaves no half generation.
        if not made and current(data) != number:
            shutil.rmtree(place, ignore_errors=True)


def publish(data: Path, made: Manifest) -> None:
    """Makes a finished generation the current one, in one step that holds over a crash: everything in it is on disk first."""
    place = folder(data, made.generation)
    write_safely(place / MANIFEST, json.dumps(codec.encode(made), ensure_ascii=False, indent=1))
    for path in sorted(place.rglob("*")):
        sync(path)
    sync(place)
    sync(place.parent)
    write_safely(data / POINTER, f"{made.generation}\n")


def write_safely(path: Path, text: str) -> None:
    """Replaces a file's content in one step: whoever reads sees the old or the new whole."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Waits until a file or a directory is on disk. Windows cannot do this to a directory, and need not."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def building(data: Path) -> Iterator[None]:
    """Holds the index directory for one build. Raises IndexBusy when another one runs; a killed one holds nothing."""
    make_private(data)
    with (data / "lock").open("a+b") as file:
        if not _lock(file, shared=False):
            raise IndexBusy(path=data)
        try:
            yield
        finally:
            _unlock(file)


def hold(data: Path, generation: int) -> IO[bytes]:
    """Marks a generation as being read until the returned file is closed or the process ends. Raises IndexBroken.

    Where the folder cannot be written nobody prunes it either: a file that is there is then held instead.
    """
    place = folder(data, generation)
    ways: tuple[tuple[str, Literal["a+b", "rb"]], ...] = ((IN_USE, "a+b"), (IN_USE, "rb"), (MANIFEST, "rb"))
    for name, mode in ways:
        try:
            file = (place / name).open(mode)
        except OSError as error:
            refused = error
        else:
            _lock(file, shared=True)
            return file
    raise IndexBroken(path=data) from refused


def prune(data: Path, keep: int = 2) -> None:
    """Removes generations that are neither among the newest `keep` nor being read."""
    live = current(data)
    home = data / "generations"
    numbers = sorted(int(path.name) for path in home.iterdir() if path.name.isdecimal())
    for number in numbers[:-keep]:
        if number != live and not _is_read(home / str(number)):
            shutil.rmtree(home / str(number), ignore_errors=True)


def _is_read(place: Path) -> bool:
    try:
        with (place / IN_USE).open("a+b") as file:
            return not _lock(file, shared=False)
    except OSError:
        return False


def _lock(file: Any, *, shared: bool) -> bool:
    if fcntl is None:
        return _lock_on_windows(file)
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lock_on_windows(file: Any) -> bool:
    import msvcrt

    try:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True


def _unlock(file: Any) -> None:
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_UN)
