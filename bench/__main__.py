"""Measures and reports: ``python -m bench [--size 100] [--size 1000] [--report FILE.md]``.

Corpora are made once in `--folder` and kept there. Without sizes the smallest is taken. Figures are of this machine at this
moment: read the ratios.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Sequence
from pathlib import Path

from bench import builds, corpus, measured, pages, peers, report
from kb.library import Library
from kb.settings import load
from kb.store import generations
from kb.store.catalogue import Catalogue

SIZES = (100, 1_000, 10_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the report, or writes it."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--size", type=int, action="append", choices=SIZES, help="files in the corpus; may be given several times"
    )
    parser.add_argument("--folder", type=Path, default=Path(".bench"), help="where corpora and indexes lie")
    parser.add_argument("--report", type=Path, help="where to write the report")
    parser.add_argument("--no-pages", action="store_true", help="builds only")
    options = parser.parse_args(arguments)
    machine = measured.machine()
    found = []
    for size in sorted(set(options.size or SIZES[:1])):
        print(f"{size} files: making the corpus", flush=True)
        folder = (options.folder / str(size)).absolute()
        corpus.make(folder, size)
        print(f"{size} files: measuring", flush=True)
        found.append(measure(folder, size, with_pages=not options.no_pages))
    text = report.render(machine, found)
    if options.report:
        options.report.write_text(text, encoding="utf-8")
    else:
        print(text)


def measure(folder: Path, size: int, *, with_pages: bool = True) -> report.Sized:
    """All that is measured on one corpus."""
    built = builds.builds(folder, size)
    materials, data = folder / "aineisto", folder / "kb"
    generation = generations.folder(data, generations.current(data) or 0)
    with contextlib.closing(Catalogue(generation / generations.CATALOGUE)) as catalogue:
        texts = peers.lemmatised((passage.text, passage.language) for passage in catalogue.passages())
    beside = [
        peer
        for peer in (
            peers.recoll(materials, folder / "recoll"),
            peers.fts5(texts, folder / "fts5.sqlite"),
            peers.tantivy(texts, folder / "tantivy"),
        )
        if peer is not None
    ]
    ready, shown = pages.pages(materials, data) if with_pages else (0.0, [])
    return report.Sized(size, built, beside, measured.size_of(generation), ready, shown, _own(materials, data, texts))


def _own(materials: Path, data: Path, texts: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Our own queries of the same words, with all that belongs to an answer: hits, facets, snippets, marks."""
    library = Library.open(load(materials, data))

    def ask(kind: str, own: list[str]) -> object:
        joined = {"any of three": " OR ", "phrase": " "}.get(kind, " ").join(own)
        return library.search(f'"{joined}"' if kind == "phrase" else joined)

    library.search("kokous")
    found = peers.times(peers.asked(texts), ask)
    library.close()
    return found


if __name__ == "__main__":
    main()
