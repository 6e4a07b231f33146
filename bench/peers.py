"""What people would use instead, on the same files or the same lemmatised passages: Recoll, SQLite FTS5 and tantivy."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import measured
from kb.search.terms import words


@dataclass(frozen=True, slots=True)
class Peer:
    """How another engine did: seconds to index, bytes on disk, and milliseconds of queries by kind (median, 95th percentile)."""

    name: str
    seconds: float
    processor: float
    size: int
    queries: dict[str, tuple[float, float]]


def recoll(materials: Path, folder: Path) -> Peer | None:
    """Recoll on the files themselves, or None where it is not installed."""
    if shutil.which("recollindex") is None:
        return None
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "recoll.conf").write_text(f"topdirs = {materials}\nnoaspell = 1\nloglevel = 1\n", encoding="utf-8")
    # Its readers are scripts for the system's own Python.
    environment = {**os.environ, "PATH": "/usr/bin:/bin"}
    run = measured.run(["recollindex", "-c", str(folder), "-z"], environment)
    return Peer("Recoll", run.seconds, run.processor, measured.size_of(folder / "xapiandb"), {})


def lemmatised(passages: Iterable[tuple[str, str]]) -> list[str]:
    """Texts of passages, given with their languages, as base forms with a space between: what engines without Finnish are given."""
    return [
        " ".join(word.terms.bases[0] if word.terms.bases else word.surface for word in words(text, language))
        for text, language in passages
    ]


def asked(texts: Sequence[str]) -> dict[str, list[list[str]]]:
    """Words to ask, the same for all engines: single, two, three, and two that stand side by side."""
    chance = random.Random(5)
    found: dict[str, list[list[str]]] = {"one word": [], "two words": [], "any of three": [], "phrase": []}
    for _ in range(60):
        own = [word for word in chance.choice(texts).split() if word.isalpha() and len(word) > 3]
        if len(own) < 3:
            continue
        place = chance.randrange(len(own) - 1)
        found["one word"].append([chance.choice(own)])
        found["two words"].append(chance.sample(own, 2))
        found["any of three"].append(chance.sample(own, 3))
        found["phrase"].append(own[place : place + 2])
    return found


def fts5(texts: Sequence[str], place: Path) -> Peer:
    """SQLite's own full-text index."""
    place.unlink(missing_ok=True)
    began, processor = time.perf_counter(), time.process_time()
    connection = sqlite3.connect(place)
    connection.execute("CREATE VIRTUAL TABLE passages USING fts5(text, tokenize = 'unicode61')")
    connection.executemany("INSERT INTO passages VALUES (?)", ((text,) for text in texts))
    connection.execute("INSERT INTO passages (passages) VALUES ('optimize')")
    connection.commit()
    took = time.perf_counter() - began, time.process_time() - processor

    def ask(kind: str, own: list[str]) -> object:
        joined = {"any of three": " OR ", "phrase": " "}.get(kind, " AND ").join(own)
        query = f'"{joined}"' if kind == "phrase" else joined
        return connection.execute(
            "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10", (query,)
        ).fetchall()

    queries = times(asked(texts), ask)
    connection.close()
    return Peer("SQLite FTS5", *took, place.stat().st_size, queries)


def tantivy(texts: Sequence[str], folder: Path) -> Peer | None:
    """Tantivy, or None where its Python package is not installed."""
    try:
        import tantivy as engine
    except ImportError:
        return None
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    began, processor = time.perf_counter(), time.process_time()
    builder: Any = engine.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace")
    index = engine.Index(builder.build(), path=str(folder))
    writer = index.writer(heap_size=100_000_000)
    for text in texts:
        writer.add_document(engine.Document(text=text))
    writer.commit()
    writer.wait_merging_threads()
    took = time.perf_counter() - began, time.process_time() - processor
    index.reload()
    searcher = index.searcher()

    def ask(kind: str, own: list[str]) -> object:
        joined = {"any of three": " OR ", "phrase": " "}.get(kind, " AND ").join(own)
        return searcher.search(index.parse_query(f'"{joined}"' if kind == "phrase" else joined, ["text"]), 10).hits

    return Peer("tantivy", *took, measured.size_of(folder), times(asked(texts), ask))


def times(queries: dict[str, list[list[str]]], ask: Callable[[str, list[str]], object]) -> dict[str, tuple[float, float]]:
    """Milliseconds of each kind of query: the median and the 95th percentile."""
    found = {}
    for kind, all_words in queries.items():
        taken = []
        for own in all_words:
            began = time.perf_counter()
            ask(kind, own)
            taken.append((time.perf_counter() - began) * 1000)
        found[kind] = percentiles(taken)
    return found


def percentiles(values: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
