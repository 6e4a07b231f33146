"""One build in a process of its own, its report as JSON: ``python -m bench.building CORPUS DATA [--full]``."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from indexer.build import build
from kb.settings import load


def main(arguments: list[str]) -> None:
    """Builds and prints what it took."""
    settings = load(Path(arguments[0]), Path(arguments[1]))
    began = time.perf_counter()
    report = build(settings, full="--full" in arguments)
    told = {
        "seconds": time.perf_counter() - began,
        "stages": dict(report.seconds),
        "files": report.read,
        "passages": report.passages,
        "unchanged": report.unchanged,
        "fresh": report.fresh,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
