"""Pages a second that are understood, and what that is of a build.

    python -m tests.bench.interpret_speed [CORPUS] [--rounds N]

A page is one of a paged document, or 2,000 characters of another. First: with empty caches of words, in a new process, as the
first document of a build meets them. Again: the median of the rounds after it. The build is a full one into a new folder, so
its share is that of interpretation where nothing is known; reading runs in as many worker processes as there are processors.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from files.extract import read
from indexer import discover
from indexer.build import build
from indexer.interpret import interpret
from kb.document import Document
from kb.errors import ExtractError
from kb.settings import Settings, load

PAGE = 2_000


def pages(document: Document) -> float:
    """How many pages a document has."""
    paged = [section for section in document.sections if section.number is not None]
    return len(paged) or sum(len(section.text) for section in document.sections) / PAGE


def texts(settings: Settings) -> list[Document]:
    """Every document of a corpus that can be read."""
    documents = []
    for file in discover.discover(settings).files:
        try:
            documents.append(read(file.absolute, file.path, settings))
        except ExtractError as error:
            print(f"not read: {file.path} ({error.reason})")
    return documents


def seconds(documents: Sequence[Document], settings: Settings) -> float:
    """What understanding all of them takes."""
    start = time.perf_counter()
    for document in documents:
        interpret(document, settings)
    return time.perf_counter() - start


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=Path(__file__).parents[2] / "corpus")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    settings = load(corpus=options.corpus)
    documents = texts(settings)
    count = sum(pages(document) for document in documents)
    first = seconds(documents, settings)
    again = statistics.median(seconds(documents, settings) for _ in range(options.rounds))
    print(f"{len(documents)} documents, {count:.0f} pages")
    print(f"first: {count / first:6.0f} pages a second ({first:.2f} s)")
    print(f"again: {count / again:6.0f} pages a second ({again:.2f} s)")
    with tempfile.TemporaryDirectory() as folder:
        report = build(replace(settings, data=Path(folder)), full=True)
    spent = dict(report.seconds)
    whole = sum(spent.values())
    print(f"build: {whole:.2f} s, of which " + ", ".join(f"{name} {took / whole:.0%}" for name, took in spent.items()))


if __name__ == "__main__":
    main()
