"""Files in, documents out: one module a format, one function for all of them.

To add a format: a module with `read(source) -> Document`, a line in `READERS`, a case in `media.sniff`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from files.extract import media
from files.extract.source import Source
from kb.document import Document
from kb.errors import ExtractError
from kb.settings import Settings

Reader = Callable[[Source], Document]

# Modules are imported when first needed: each brings a heavy library.
READERS: Final[dict[str, str]] = {
    media.PDF: "pdf",
    media.DOCX: "docx",
    media.PPTX: "pptx",
    media.DOC: "old",
    media.PPT: "old",
    media.ODT: "old",
    media.ODP: "old",
    media.RTF: "old",
    media.EML: "mail",
    media.MSG: "mail",
    media.MARKDOWN: "markdown",
    media.HTML: "html",
    media.TEXT: "plain",
}


def read(absolute: Path, path: str, settings: Settings, alive: Callable[[], None] = lambda: None) -> Document:
    """The document in a file; `path` is its path in the corpus. Text only: meaning comes later.

    Raises ExtractError with the code of a sentence for files that cannot be read, and whatever a parser raises on a
    broken one: `files.worker` turns that into an ExtractError.
    """
    found = media.sniff(absolute)
    if found.problem:
        raise ExtractError(path, found.problem)
    source = Source(absolute, path, found.media_type, settings.unpacked_megabytes, alive=alive)
    if found.misnamed:
        source.warn("misnamed", found=media.NAMES[found.media_type], file=path)
    return reader_of(found.media_type)(source)


def reader_of(media_type: str) -> Reader:
    """The reader of a kind of file."""
    reader: Reader = import_module(f"files.extract.{READERS[media_type]}").read
    return reader
