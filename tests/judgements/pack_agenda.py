"""An annotation of agendas with its quotes to the judgement file without them.

python -m tests.judgements.pack_agenda ANNOTATION.json --shared FOLDER
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.golden.pack import format_json
from tests.golden.references import SourceText, read_source, refer
from tests.judgements.agenda import JUDGEMENTS


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes tests/judgements/agenda.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotation", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    options = parser.parse_args(arguments)
    files: dict[str, str] = {}
    sources: dict[str, SourceText] = {}

    def source(name: str) -> SourceText:
        if name not in sources:
            path = options.shared / "real" / name
            files[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            sources[name] = read_source(path)
        return sources[name]

    items = [
        {
            "id": case["id"],
            "file": case["later_file"],
            "date": case["draft_date"],
            "title": refer(case["item_title"], source(case["later_file"])),
            "hard": case["hard"],
            "prior": [
                {
                    "file": one["file"],
                    "date": one["date"],
                    "item": one["item"],
                    "quote": refer(one["quote"], source(one["file"])),
                }
                for one in case["prior"]
            ],
        }
        for case in json.loads(options.annotation.read_text(encoding="utf-8"))
    ]
    JUDGEMENTS.write_text(format_json({"files": dict(sorted(files.items())), "items": items}) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
