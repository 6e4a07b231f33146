"""Annotations of claims, kept without a word or a name of the minutes, and put back from the texts they were made of.

A file NAME.json beside this module holds {"sha256": {file: hash}, "entries": […]}. A string of an entry that names a "file" is a
reference into that file's text (`tests.golden.references`); names of people and organisations are digests; the annotator's own
words (subjects put in other words, topics) stand as they are.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import json
from pathlib import Path
from typing import Any

from kb.library import Library
from kb.model import Meeting
from kb.slugs import slug
from tests.golden.references import ReferenceBroken, SourceText, digest, normal_form, read_source, restore

FOLDER = Path(__file__).parent
# One file in three is for judging only: nobody who tunes rules reads its entries, and lists leave them out.
_GUARDED_OF = 3


def read(name: str, shared: Path) -> list[dict[str, Any]]:
    """The entries of one kind, with their words. Raises ReferenceBroken where a text is another than the annotated one.

    Where the materials are invented ones of the project itself, the entries lie beside them in words, as `truth/NAME.jsonl`.
    """
    told = shared / "truth" / f"{name}.jsonl"
    if told.is_file():
        return [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines() if line.strip()]
    kept = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return [_restored(entry, kept["sha256"], shared) for entry in kept["entries"]]


def is_guarded(file: str) -> bool:
    """Whether annotations of this file are kept from those who tune rules."""
    return int(hashlib.sha256(file.encode()).hexdigest(), 16) % _GUARDED_OF == 0


def name_digest(name: str) -> str:
    """A name of a person or an organisation, told by its slug without being named."""
    return digest(slug(name))


def same_words(one: str, other: str) -> bool:
    """Whether one text holds the other's letters, or most of them: how a quote is met with what was found.

    >>> same_words("Selvitetään asia.", "**Päätös:** Selvitetään  asia."), same_words("Selvitetään asia.", "Asia on selvä.")
    (True, False)
    """
    shorter, longer = sorted((_letters(one), _letters(other)), key=len)
    if not shorter:
        return False
    if shorter in longer:
        return len(shorter) >= min(12, len(longer))
    half = len(shorter) * 3 // 5
    return half >= 20 and any(shorter[at : at + half] in longer for at in (0, len(shorter) - half))


def held(library: Library, day: datetime.date, file: str) -> Meeting:
    """The meeting of a day whose minutes lie where an annotated file lies."""
    folder = Path(file).parent.name
    return next(
        one for one in library.meetings() if one.date == day and any(Path(path).parent.name == folder for path in one.documents)
    )


def _letters(text: str) -> str:
    return "".join(letter for letter in normal_form(text).lower() if letter.isalnum())


def _restored(value: Any, hashes: dict[str, str], shared: Path, source: SourceText | None = None) -> Any:
    if isinstance(value, list):
        return [_restored(part, hashes, shared, source) for part in value]
    if not isinstance(value, dict):
        return value
    if source is not None and value.keys() in ({"at", "length", "sha256"}, {"runs"}):
        return restore(value, source)
    if "file" in value and value["file"] in hashes:
        source = source_of(shared / "real" / value["file"], hashes[value["file"]])
    return {key: _restored(part, hashes, shared, source) for key, part in value.items()}


@functools.lru_cache(maxsize=128)
def source_of(path: Path, sha256: str) -> SourceText:
    """The text of an annotated file. Raises ReferenceBroken when it is another file now."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise ReferenceBroken(f"{path.name} is not the file that was annotated (sha256 {sha256[:12]}…)")
    return read_source(path)
