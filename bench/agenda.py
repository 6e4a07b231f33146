"""How long the desk takes for a draft of twenty items over the demo corpus: `python -m bench.agenda`."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from files import sandbox
from indexer.build import build
from kb.agenda import desk
from kb.agenda.reading import of_document
from kb.library import Library
from kb.settings import load

CORPUS = Path(__file__).parents[2] / "corpus"


def main() -> None:
    """Prints the seconds from nothing (the draft read by a worker, the library opened) and with everything at hand."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load(CORPUS, Path(folder) / "data", environ={}, journal=Path(folder) / "journal.jsonl")
        build(settings)
        titles = [item.title for meeting in Library.open(settings).meetings()[1:4] for item in meeting.items][:20]
        path = Path(folder) / "luonnos.md"
        path.write_text("\n".join(f"{n}. {title}" for n, title in enumerate(titles, start=1)), encoding="utf-8")
        for name in ("from nothing", "again"):
            begun = time.perf_counter()
            library = Library.open(settings)
            draft = of_document(sandbox.read_one(path, path.name, settings), library.info().bodies)
            found = desk.answer(library, draft)
            print(f"{name}: {len(found.items)} items, {time.perf_counter() - begun:.2f} s")
        begun = time.perf_counter()
        desk.answer(library, draft)
        print(f"library open: {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()
