"""Annotations kept as references: every string of a source is the place of its words in a text that stays outside the project.

A *run* {"at": offset, "length": n, "sha256": first 12 digits} names letters of the text's normal form: the file's plain text
after NFC, without U+200B and U+00AD, all white space removed. A string that stands in the text is one run; one that does not
(cut by a page header, put together, in another case form) is {"runs": […]}: the runs are joined with spaces, a list among
them without. Letters that the text lacks altogether stand as themselves. Values of the annotation's own (numbers, kinds,
dates, booleans) are kept as they are, and so are "file" and its "sha256".

The readers of plain text here are small and independent of `files.extract`: they decide only where words stand.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pymupdf

REFERENCES = Path(__file__).parent / "references"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DROPPED = "\u200b\u00ad"


class ReferenceBroken(ValueError):
    """A reference and the text it points into do not belong together."""


class SourceText:
    """A file's plain text and its normal form, each letter of which knows where it stands in the plain text."""

    def __init__(self, plain: str) -> None:
        self.plain = unicodedata.normalize("NFC", plain)
        places = [at for at, letter in enumerate(self.plain) if not letter.isspace() and letter not in _DROPPED]
        self.normal = "".join(self.plain[at] for at in places)
        self._places = places

    def find(self, words: str, *, exactly: bool = False) -> tuple[int, int] | None:
        """Where the letters of some words stand in the normal form: (offset, length), or None. A place where the white
        space is the same is taken before one where only the letters are; `exactly` takes no other."""
        sought = normal_form(words)
        at = first = self.normal.find(sought) if sought else -1
        while at >= 0:
            if self.words(at, len(sought)) == " ".join(words.split()):
                return at, len(sought)
            at = self.normal.find(sought, at + 1)
        return (first, len(sought)) if first >= 0 and not exactly else None

    def words(self, at: int, length: int) -> str:
        """The words of a run as the plain text has them, white space folded."""
        inside = self.plain[self._places[at] : self._places[at + length - 1] + 1]
        return " ".join(re.sub(f"[{_DROPPED}]", "", inside).split())


def normal_form(text: str) -> str:
    """NFC without U+200B, U+00AD and white space.

    >>> normal_form("otto- \\noi\\u00adkeus")
    'otto-oikeus'
    """
    return SourceText(text).normal


def digest(letters: str) -> str:
    """The first 12 hex digits of the SHA-256 of a run's letters."""
    return hashlib.sha256(letters.encode()).hexdigest()[:12]


# --- plain text of a file ------------------------------------------------------------------------------------------------


def read_source(path: Path) -> SourceText:
    """The plain text of a Markdown, HTML, PDF, DOCX or PPTX file; KeyError for another format."""
    readers: dict[str, Callable[[Path], str]] = {".md": _markdown, ".html": _html, ".pdf": _pdf, ".docx": _docx, ".pptx": _pptx}
    return SourceText(readers[path.suffix.lower()](path))


def _markdown(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"<(https?://[^>]*)>", r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^>]*>", " ", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    # Letters used as marks: bullets and the stars and lines of emphasis, but not those inside a word or a number.
    text = re.sub(r"(?m)^\s*[*-]\s+", "", text.replace("**", "").replace("__", ""))
    text = re.sub(r"(?<!\w)([*_])(\S[^*_\n]*?)\1(?!\w)", r"\2", text)
    text = re.sub(r"(?m)^\s*[*](?=\S)", "", text)
    return re.sub(r"(?m)\s#{2,}\s*$", "", text).replace("&nbsp;", " ")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("b", "i", "em", "strong", "span", "a"):
            self.parts.append("\n")


def _html(path: Path) -> str:
    parser = _Text()
    parser.feed(path.read_text(encoding="utf-8"))
    return "".join(parser.parts)


def _pdf(path: Path) -> str:
    with pymupdf.open(path) as document:
        return "\n".join(page.get_text() for page in document)


def _docx(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    paragraphs = []
    for paragraph in root.iter(f"{_WORD}p"):
        letters = ({f"{_WORD}t": node.text, f"{_WORD}tab": "\t", f"{_WORD}br": "\n"}.get(node.tag) for node in paragraph.iter())
        paragraphs.append("".join(text for text in letters if text))
    return "\n".join(paragraphs)


def _pptx(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        names = (re.fullmatch(r"ppt/slides/slide(\d+)\.xml", name) for name in archive.namelist())
        slides = sorted((match for match in names if match), key=lambda match: int(match[1]))
        roots = [ET.fromstring(archive.read(match.group())) for match in slides]
    paragraphs = (paragraph for root in roots for paragraph in root.iter(f"{_DRAWING}p"))
    return "\n".join("".join(node.text or "" for node in paragraph.iter(f"{_DRAWING}t")) for paragraph in paragraphs)


# --- references ----------------------------------------------------------------------------------------------------------


def refer(words: str, source: SourceText) -> dict[str, Any]:
    """The reference of a string into a text."""
    whole = source.find(words)
    if whole:
        return _run(source, whole)
    return {"runs": list(_runs(words.split(), source))}


def _run(source: SourceText, place: tuple[int, int]) -> dict[str, Any]:
    at, length = place
    return {"at": at, "length": length, "sha256": digest(source.normal[at : at + length])}


def _runs(words: list[str], source: SourceText) -> Iterator[Any]:
    """The longest runs of whole words from the left; a word the text lacks as the longest runs of its letters."""
    start = 0
    while start < len(words):
        end = next((end for end in range(len(words), start, -1) if source.find(" ".join(words[start:end]))), start)
        if end > start:
            place = source.find(" ".join(words[start:end]))
            assert place
            yield _run(source, place)
        else:
            yield list(_letters(words[start], source))
        start = max(end, start + 1)


def _letters(word: str, source: SourceText) -> Iterator[Any]:
    start = 0
    while start < len(word):
        end = next((end for end in range(len(word), start, -1) if source.find(word[start:end], exactly=True)), start)
        place = source.find(word[start:end], exactly=True) if end > start else None
        yield _run(source, place) if place else word[start]
        start = max(end, start + 1)


def restore(value: Any, source: SourceText) -> Any:
    """A value with every reference in it put back into words. Raises ReferenceBroken where the text is another."""
    if isinstance(value, list):
        return [restore(part, source) for part in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"at", "length", "sha256"}:
        at, length = value["at"], value["length"]
        if digest(source.normal[at : at + length]) != value["sha256"]:
            raise ReferenceBroken(f"the text has other letters at {at}")
        return source.words(at, length)
    if value.keys() == {"runs"}:
        runs = restore(value["runs"], source)
        return " ".join("".join(run) if isinstance(run, list) else run for run in runs)
    return {key: restore(part, source) for key, part in value.items()}


@functools.lru_cache(maxsize=64)
def _source_of(path: Path, sha256: str) -> SourceText:
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise ReferenceBroken(f"{path} is not the file that was annotated (sha256 {sha256[:12]}…)")
    return read_source(path)


def restore_annotation(packed: dict[str, Any], shared: Path) -> dict[str, Any]:
    """One annotation with its quotes; ReferenceBroken when the file under `shared` is another than the annotated one."""
    source = _source_of(shared / "real" / packed["file"], packed["sha256"])
    return {key: part if key in ("file", "sha256", "name") else restore(part, source) for key, part in packed.items()}


def read_references(shared: Path) -> Iterator[dict[str, Any]]:
    """The annotations kept here with their quotes put back from the texts under `shared`."""
    for path in sorted(REFERENCES.glob("*.json")):
        yield restore_annotation(json.loads(path.read_text(encoding="utf-8")), shared)
