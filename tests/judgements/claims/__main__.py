"""Prints the table of claims; `--write` keeps it in docs/claims.md, `--list KIND` says what is wrong and missed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from indexer.build import build
from kb.library import Library
from kb.settings import load
from tests.judgements import kinds
from tests.judgements.chains import SHARED
from tests.judgements.claims import agendas, bodies, chains, missing, people, promises, states, subjects, topics, words
from tests.judgements.claims.figures import Figure, table

ROOT = Path(__file__).resolve().parents[3]
Measure = Callable[[Library, Path], Sequence[Figure]]
MEASURES: dict[str, Measure] = {
    "promises": promises.measure,
    "agendas": agendas.measure,
    "bodies": bodies.measure,
    "chains": chains.measure,
    "people": people.measure,
    "missing": missing.measure,
    "states": states.measure,
    "subjects": subjects.measure,
    "topics": topics.measure,
    "words": words.measure,
}

_HEAD = """# How true the claims are

Measured on real minutes that are not part of the project, annotated by readers before any output was seen; `make claims` measures
anew. One file in three is never looked at by those who tune rules: its rows say *unseen* or *guarded*. A figure below its bar is a
debt that is known; what it is about is shown on pages as a proposal, or not at all.

"""

_INVENTED = """## Invented minutes that tempt

Thirty invented minutes of ten kinds of bodies and the agendas of eight invented groups, with their truth, are part of the project
(`tests/invented/kinds`). Somebody who knew no rule wrote them, to tempt: much looks like a promise and is none, and most lines of the
agendas call their matter by another name. `python -m tests.judgements.kinds` measures them anywhere. A group has met two or three
times only (those with an agenda eight to ten times), so less is said of later meetings than of real minutes of years.

"""


def real_library(shared: Path, data: Path) -> Library:
    """The real minutes as one library, built or brought up to date in `data`."""
    settings = load(shared / "real", data, environ={})
    build(settings)
    return Library.open(settings)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures; 0 also where the materials are absent, which it says."""
    parser = argparse.ArgumentParser(description="How true what the pages claim is, on annotated real minutes.")
    parser.add_argument("--list", metavar="KIND", choices=sorted(MEASURES), help="what is wrong and missed of one kind")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/claims.md")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of real minutes")
    parser.add_argument("--data", type=Path, default=ROOT / ".kb-claims", help="where the index of the real minutes is kept")
    options = parser.parse_args(arguments)
    if not options.shared.is_dir():
        print(f"real materials are not here: {options.shared} (set KB_SHARED)")
        return 0
    library = real_library(options.shared, options.data)
    asked = [options.list] if options.list else list(MEASURES)
    figures = [figure for kind in asked for figure in MEASURES[kind](library, options.shared)]
    print(table(figures))
    if options.list:
        for figure in figures:
            for name, entries in (("wrong", figure.wrong), ("missed", figure.missed)):
                for entry in entries:
                    print(f"{figure.claim} – {name}: {entry}")
    else:
        invented = kinds.tables()
        print(f"\n{invented}")
        if options.write:
            (ROOT / "docs" / "claims.md").write_text(f"{_HEAD}{table(figures)}\n\n{_INVENTED}{invented}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
