"""Annotations with their quotes to annotations as references, so that no text of a source stands in the project.

    python -m tests.golden.pack FOLDER [--shared FOLDER]

Reads every JSON file of FOLDER and writes its reference form into tests/golden/references. What the evaluation compares is
kept; the annotator's prose (notes, traps, rules) is left out, for it may quote.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.golden.references import REFERENCES, SourceText, read_source, refer

# Strings of the annotation's own, which say nothing in the words of a source.
OWN = frozenset({"date", "kind", "also_kind", "number", "item", "also_item", "items", "due", "event", "document_kind"})
OWN |= frozenset({"acceptable_due", "due_inferred", "due_month", "label", "format", "output"})
# Strings in the words of a source, or about it.
QUOTED = frozenset({"title", "body", "place", "names", "absent", "members", "others", "chair", "secretary", "quote", "essence"})
QUOTED |= frozenset({"responsible", "due_text", "approved_proposal", "name", "distribution", "optional_sections"})
QUOTED |= frozenset({"not_decisions_of_this_meeting", "case_numbers", "time", "attachments"})
# Prose of which only that it is there matters: the annotator was in doubt.
DOUBT = frozenset({"body_note", "next_meeting_note"})
LEFT_OUT = frozenset({"annotation_rules", "traps", "note", "marker", "groups", "subtitle", "invited", "earlier_handlings"})
LEFT_OUT |= frozenset({"earlier_handling", "attachments_note", "order_note", "expected_without_ocr", "meeting_dates"})


def pack(annotation: dict[str, Any], source: SourceText) -> dict[str, Any]:
    """One annotation as references; a ValueError for a field that is neither known to quote nor known not to."""
    packed = {key: annotation[key] for key in ("name", "file", "sha256")}
    if annotation.get("text_layer") is False:
        # Read from pictures of pages: there is no text to point into.
        return {**packed, "text_layer": False}
    return {**packed, **_fields({key: part for key, part in annotation.items() if key not in packed}, source)}


def _fields(values: dict[str, Any], source: SourceText) -> dict[str, Any]:
    return {key: _value(key, part, source) for key, part in values.items() if key not in LEFT_OUT}


def _value(key: str, value: Any, source: SourceText) -> Any:
    if isinstance(value, dict):
        return _fields(value, source)
    if isinstance(value, list):
        return [_value(key, part, source) for part in value]
    if key in DOUBT:
        return bool(value)
    if not isinstance(value, str) or key in OWN:
        return value
    if key not in QUOTED:
        raise ValueError(f"may {key!r} quote? say so in pack.py")
    return refer(value, source)


def format_json(value: Any, depth: int = 0) -> str:
    """JSON with whatever fits on a line on one line, so that a change of an annotation is a small change of its file."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + depth <= 128 or not isinstance(value, (dict, list)):
        return flat
    pad = " " * (depth + 1)
    if isinstance(value, dict):
        parts = [f"{pad}{json.dumps(key)}: {format_json(part, depth + 1)}" for key, part in value.items()]
        return "{\n" + ",\n".join(parts) + "\n" + " " * depth + "}"
    return "[\n" + ",\n".join(pad + format_json(part, depth + 1) for part in value) + "\n" + " " * depth + "]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Packs a folder of annotations."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    options = parser.parse_args(arguments)
    REFERENCES.mkdir(exist_ok=True)
    for path in sorted(options.folder.glob("*.json")):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        packed = pack(annotation, read_source(options.shared / "real" / annotation["file"]))
        (REFERENCES / path.name).write_text(format_json(packed) + "\n", encoding="utf-8")
        print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
