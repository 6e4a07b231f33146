"""What a build made before, kept by content and code: the next one costs only what changed.

One file, `cache.sqlite`, in the index directory. A key holds what a value was made from and a hash of the code and the settings
of its stage; whatever changes, the old value is simply not found. What a build had no use for is removed at its end.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from files import ocr
from indexer import sources
from kb import finnish
from kb.settings import Settings
from kb.store import codec, generations

T = TypeVar("T")

_FILE: Final = "cache.sqlite"
_SPARE: Final = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What a process forked from a build has asked of its cache, by stage, and what it would keep there: (stage, key, value)."""

    asked: tuple[tuple[str, tuple[bytes, ...]], ...]
    kept: tuple[tuple[str, bytes, bytes], ...]


class Cache:
    """What stages of a build have made. Nothing about a damaged or foreign file matters: everything is made again."""

    def __init__(self, data: Path) -> None:
        self.folder = generations.make_private(data / "cache")
        self._path = self.folder / _FILE
        self._stages: list[Stage] = []
        self._unsaved = 0
        self._parted: list[tuple[str, bytes, bytes]] | None = None
        try:
            self._connection = self._opened()
        except sqlite3.DatabaseError:
            self.reset()

    def stage(self, name: str, version: str) -> Stage:
        """The values of one stage, made by code of this version."""
        stage = Stage(self, name, version)
        self._stages.append(stage)
        return stage

    def rows(self, sql: str, *values: object) -> list[tuple[bytes, ...]]:
        """What a query gives; nothing where the file is damaged."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError:
            self.reset()
            return []

    def write(self, sql: str, *values: object) -> None:
        """Changes what is kept. It is on its way to the disk soon after, so that a build that is killed has not read in vain."""
        self._connection.execute(sql, values)
        self._unsaved += 1
        if self._unsaved >= _SPARE:
            self.save()

    def put(self, stage: str, key: bytes, value: bytes) -> None:
        """Keeps a value of a stage."""
        if self._parted is not None:
            self._parted.append((stage, key, value))
        else:
            self.write("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", stage, key, value)

    def part(self) -> None:
        """In a forked process: reads by a connection of its own, as SQLite demands, and notes what is to be kept (`told`)."""
        self._parted = []
        self._connection = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)

    def told(self) -> Told:
        """What this forked process has asked and would keep."""
        return Told(tuple((stage.name, tuple(stage.used)) for stage in self._stages), tuple(self._parted or ()))

    def take(self, told: Told) -> None:
        """Takes in what a forked process was told and has asked."""
        stages = {stage.name: stage for stage in self._stages}
        for name, keys in told.asked:
            stages[name].used.update(keys)
        for name, key, value in told.kept:
            stages[name].add(key, value)

    def save(self) -> None:
        """Hands to the system what was written."""
        self._connection.commit()
        self._unsaved = 0

    def keep_all(self) -> None:
        """Leaves everything as it is: this build has asked for nothing."""
        self._stages.clear()

    def close(self) -> None:
        """Removes what no stage had a use for, and lets go of the file."""
        for stage in self._stages:
            stage.tidy()
        self.save()
        self._connection.close()

    def reset(self) -> None:
        """Begins with nothing."""
        self._path.unlink(missing_ok=True)
        self._connection = self._opened()

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS kept (stage TEXT, key BLOB, value BLOB, PRIMARY KEY (stage, key))")
        connection.commit()
        return connection


class Stage:
    """The values of one stage."""

    def __init__(self, cache: Cache, name: str, version: str) -> None:
        self._cache, self.name, self._version = cache, name, version
        self.used: set[bytes] = set()
        self._there = {key for (key,) in cache.rows("SELECT key FROM kept WHERE stage = ?", name)}

    def has(self, *key: str) -> bool:
        """Whether something was kept for this key, though it may prove damaged."""
        return self._key(key) in self._there

    def get(self, *key: str) -> bytes | None:
        """What was kept for this key, or None."""
        own = self._key(key)
        if own not in self._there:
            return None
        for (value,) in self._cache.rows("SELECT value FROM kept WHERE stage = ? AND key = ?", self.name, own):
            return value
        return None

    def value(self, kind: type[T], *key: str) -> T | None:
        """What `put_value` kept for this key, or None."""
        found = self.get(*key)
        try:
            return None if found is None else codec.from_bytes(kind, zlib.decompress(found))
        except (ValueError, zlib.error):
            return None

    def put(self, value: bytes, *key: str) -> None:
        """Keeps what was made."""
        self.add(self._key(key), value)

    def add(self, key: bytes, value: bytes) -> None:
        """Keeps what was made under a key as the file has it."""
        self._there.add(key)
        self._cache.put(self.name, key, value)

    def put_value(self, value: object, *key: str) -> None:
        """Keeps what was made, for `value`."""
        self.put(zlib.compress(codec.to_bytes(value), 1), *key)

    def tidy(self) -> None:
        """Removes what nobody has asked for."""
        for key in self._there - self.used:
            self._cache.write("DELETE FROM kept WHERE stage = ? AND key = ?", self.name, key)

    def _key(self, parts: Iterable[str]) -> bytes:
        text = "\0".join((self._version, *parts)).encode(errors="surrogateescape")
        key = hashlib.blake2b(text, digest_size=16).digest()
        self.used.add(key)
        return key


def words_version() -> str:
    """What the analyses of words depend on: the dictionary and the code."""
    return f"{finnish.dictionary_version()} {sources.version('kb.finnish')}"


def relations_version() -> str:
    """What is made of meetings and bodies depends on this besides them."""
    return f"{finnish.dictionary_version()} {sources.version('indexer.relate', 'indexer.misspelt', 'indexer.roles')}"


def contents_version(settings: Settings) -> str:
    """What documents depend on besides their files: code, limits, whether scanned pages can be read here, the dictionary."""
    limits = (settings.unpacked_megabytes, settings.worker_seconds, settings.worker_megabytes, ocr.languages())
    return f"{sources.version('files.extract', 'kb.document_json')} {finnish.dictionary_version()} {limits!r}"


def meanings_version(settings: Settings) -> str:
    """What the meaning of a document depends on besides the document: code, names and words that a user may set."""
    from indexer.understood import MEANING

    chosen = [getattr(settings, name) for name in MEANING]
    return f"{contents_version(settings)} {sources.version('indexer.interpret', 'indexer.understood')} {chosen!r}"


def code_version() -> str:
    """A hash of everything that makes an index."""
    return hashlib.sha256(f"{sources.version('indexer.build')} {finnish.dictionary_version()}".encode()).hexdigest()
