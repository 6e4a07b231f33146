"""What was extracted and interpreted before, kept by content and code: a build costs only what changed.

A key holds the file's hash and path, and a hash of the source code and settings of the stage; whatever changes, the old
entry is simply not found. Entries that a build did not use are removed at its end.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

from files import ocr
from kb import finnish
from kb.settings import Settings
from kb.store import codec, generations

T = TypeVar("T")

_ROOT = Path(__file__).resolve().parent.parent
_EXTRACT = ("files/extract", "indexer/discover.py", "files/ocr.py", "files/office.py", "kb/document.py", "kb/finnish")
_INTERPRET = (*_EXTRACT, "indexer/interpret", "kb/dates.py", "kb/model.py", "kb/defaults.py", "kb/agenda/vocabulary.py")
_ALL = ("files", "indexer", "kb")


class Cache:
    """One stage's entries in the index directory. Nothing about a damaged or foreign entry matters: it is made again."""

    def __init__(self, data: Path, stage: str, version: str) -> None:
        generations.make_private(data / "cache")
        self._folder = generations.make_private(data / "cache" / stage)
        self._version = version
        self._used: set[str] = set()

    def get(self, kind: type[T], sha256: str, path: str) -> T | None:
        """What was kept for this file, or None."""
        place = self._place(sha256, path)
        try:
            return codec.decode(kind, json.loads(zlib.decompress(place.read_bytes())))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, zlib.error):
            return None

    def put(self, value: object, sha256: str, path: str) -> None:
        """Keeps what was made from this file."""
        place = self._place(sha256, path)
        temporary = place.with_suffix(".new")
        try:
            temporary.write_bytes(zlib.compress(json.dumps(codec.encode(value), ensure_ascii=False).encode(), 3))
            temporary.replace(place)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise

    def tidy(self) -> None:
        """Removes what this build had no use for."""
        for path in self._folder.iterdir():
            if path.name not in self._used:
                path.unlink(missing_ok=True)

    def _place(self, sha256: str, path: str) -> Path:
        name = hashlib.sha256("\0".join((self._version, sha256, path)).encode()).hexdigest() + ".json.z"
        self._used.add(name)
        return self._folder / name


def extraction(settings: Settings) -> Cache:
    """The cache of documents, which depend on limits and on whether scanned pages can be read here."""
    limits = (settings.unpacked_megabytes, settings.worker_seconds, settings.worker_megabytes, ocr.languages())
    return Cache(settings.data, "extract", _version(_EXTRACT, repr(limits)))


def interpretation(settings: Settings) -> Cache:
    """The cache of interpretations, which depend on names and words that a user may set."""
    chosen = (
        settings.organisations,
        settings.output_words,
        settings.group,
        settings.group_short,
        settings.synonyms,
        ocr.languages(),
    )
    return Cache(settings.data, "interpret", _version(_INTERPRET, repr(chosen)))


def code_version() -> str:
    """A hash of everything that makes an index."""
    return _version(_ALL, "")


def _version(parts: Iterable[str], chosen: str) -> str:
    return hashlib.sha256(f"{_source(tuple(parts))}{finnish.backend_name()}{chosen}".encode()).hexdigest()


@cache
def _source(parts: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        place = _ROOT / part
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.suffix not in (".py", ".json") or not path.is_file():
                continue
            digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
