"""The server as people meet it: its start, and each kind of page and query through HTTP, first time and again, one and eight at once."""

from __future__ import annotations

import contextlib
import http.client
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from bench.peers import percentiles
from kb.library import Library
from kb.results import url_of
from kb.settings import load

_ROUNDS: Final = 8
_AT_ONCE: Final = 8


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page in milliseconds: first time and again (median, 95th percentile), again for eight readers at once."""

    kind: str
    cold: tuple[float, float]
    warm: tuple[float, float]
    at_once: tuple[float, float]
    bytes: int


def addresses(materials: Path, data: Path) -> dict[str, list[str]]:
    """Addresses of each kind of page that the index has."""
    library = Library.open(load(materials, data))
    chance = random.Random(7)
    words = sorted({word for d in library.decisions()[:2000] for word in d.text.split() if word.isalpha() and len(word) > 4})
    queries = [chance.choice(words) for _ in range(10)]
    queries += [" ".join(chance.sample(words, 2)) for _ in range(6)] + [
        f'"{" ".join(chance.sample(words, 2))}"' for _ in range(4)
    ]
    found = {
        "search": [f"/haku?q={quote(query)}" for query in queries],
        "front page": ["/"],
        "register": ["/paatokset/"],
        "meeting": [url_of("meeting", meeting.id) for meeting in library.meetings()[:200:20]],
        "decision": [url_of("decision", decision.id) for decision in library.decisions()[:400:40]],
        "person": [f"/henkilot/{person.slug}" for person in library.people()[:10]],
        "topic": [f"/aiheet/{topic.slug}" for topic in library.topics()[:10]],
        "promises": ["/lupaukset/"],
        "newcomer": ["/uudelle"],
        "pictures": ["/kuvat/"],
        "attachment": [f"/liitteet/{quote(one.id)}" for one in library.attachments()[:100:10]],
    }
    library.close()
    return {kind: urls for kind, urls in found.items() if urls}


def pages(materials: Path, data: Path) -> tuple[float, list[Page]]:
    """Seconds until the server answers, and how it answers each kind of page."""
    asked = addresses(materials, data)
    began = time.perf_counter()
    with _server(data) as (host, port):
        _get(host, port, "/")
        ready = time.perf_counter() - began
        return ready, [page for kind, urls in asked.items() if (page := _page(host, port, kind, urls)) is not None]


@contextlib.contextmanager
def _server(data: Path) -> Iterator[tuple[str, int]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", "serve", "--data", str(data), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address is not None, "the server did not start"
        parts = urlsplit(address.group())
        yield parts.hostname or "", parts.port or 0
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def _page(host: str, port: int, kind: str, urls: Sequence[str]) -> Page | None:
    first = [_get(host, port, url) for url in urls]
    if any(status != 200 for _, status, _ in first):
        return None
    again = [_get(host, port, url)[0] for _ in range(_ROUNDS) for url in urls][: 20 * _ROUNDS]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        together = list(pool.map(lambda url: _get(host, port, url)[0], list(urls) * _ROUNDS))
    size = sum(length for _, _, length in first) // len(first)
    return Page(kind, percentiles([took for took, _, _ in first]), percentiles(again), percentiles(together), size)


def _get(host: str, port: int, url: str) -> tuple[float, int, int]:
    """Milliseconds until the whole page is there, its status, its size."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection(host, port, timeout=120)
    connection.request("GET", quote(url, safe="/%?=&+"))
    response = connection.getresponse()
    size = len(response.read())
    connection.close()
    return (time.perf_counter() - began) * 1000, response.status, size
