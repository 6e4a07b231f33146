"""Annotations kept as references: every quoted string is the place of its words in a text that stays outside the project.

A string that stands in the text is kept as {"at": offset, "length": n, "sha256": first 12 digits} in the text's normal form:
what the file's plain text is after NFC, without U+200B and U+00AD, all white space removed. Short values of the annotation's
own (numbers, kinds, dates) are kept as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any


def read_references(shared: Path) -> Iterator[dict[str, Any]]:
    """The annotations kept here with their quotes put back from the texts under `shared`."""
    yield from ()
