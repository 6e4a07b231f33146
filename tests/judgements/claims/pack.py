"""Annotations with their quotes to the file without them: `python -m tests.judgements.claims.pack FILE.jsonl NAME`."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.golden.pack import format_json
from tests.golden.references import SourceText, read_source, refer
from tests.judgements.chains import SHARED
from tests.judgements.claims.annotations import FOLDER, name_digest

_READ = frozenset({".md", ".html", ".pdf", ".docx", ".pptx"})
# The annotator's reasons may name people; nothing is measured by them.
_DROPPED = frozenset({"why", "note", "what", "answer"})
_NAMES = frozenset({"name", "spellings", "names", "organisation", "other_organisations"})
_KEPT = frozenset(
    {"file", "meeting_date", "for_meeting", "date", "from", "to", "first", "last", "due", "item", "state", "nature", "relation"}
    | {"strength", "kind", "role", "body_key", "body_keys", "library", "topic", "synonyms", "broader", "reject", "meetings"}
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes NAME.json beside this module."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("name")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args(arguments)
    sources = _Sources(options.shared / "real")
    lines = options.source.read_text(encoding="utf-8").splitlines()
    entries = [sources.packed(json.loads(line)) for line in lines if line.strip()]
    kept = {"sha256": dict(sorted(sources.hashes.items())), "entries": entries}
    (FOLDER / f"{options.name}.json").write_text(format_json(kept) + "\n", encoding="utf-8")
    return 0


class _Sources:
    def __init__(self, real: Path) -> None:
        self._real = real
        self._texts: dict[str, SourceText] = {}
        self.hashes: dict[str, str] = {}

    def packed(self, value: Any, file: str | None = None, key: str = "") -> Any:
        if isinstance(value, dict):
            file = value.get("file", file)
            return {name: self.packed(part, file, name) for name, part in value.items() if name not in _DROPPED}
        if isinstance(value, list):
            return [self.packed(part, file, key) for part in value]
        if not isinstance(value, str) or key in _KEPT:
            return value
        if key in _NAMES:
            return name_digest(value)
        text = self._text(file)
        if text is None or (key == "subject" and text.find(value) is None):
            return value
        return refer(value, text)

    def _text(self, file: str | None) -> SourceText | None:
        if file is None or Path(file).suffix.lower() not in _READ:
            return None
        if file not in self._texts:
            self.hashes[file] = hashlib.sha256((self._real / file).read_bytes()).hexdigest()
            self._texts[file] = read_source(self._real / file)
        return self._texts[file]


if __name__ == "__main__":
    sys.exit(main())
