"""What every file format is reduced to: Document(Section(Block…)…). Extraction makes it, interpretation and viewing read it.

A Section is a page of a PDF, a slide of a deck, or the whole of a format without pages. Offsets in a citation are
counted in `Section.text`, which is its blocks' texts with a line feed between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list_item", "table_row", "note", "caption", "footnote"]
Language = Literal["fi", "sv", "en"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's upper left corner. `page` counts from 1."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """Where the characters `start:end` of a block stand on its page. A word broken at a line's end gives two."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table row, note, caption or footnote: the smallest unit that is read.

    `text` is NFC, without U+00AD and U+200B, white space folded to single spaces; automatic numbers ("4.2", "a)") that
    the format keeps apart from the text stand at its beginning as a reader sees them; list bullets do not.
    `level` is a heading's level (1 the highest) or a list item's depth (0 the outermost), None elsewhere.
    `bold` are the character ranges that are bold. `cells` are a table row's cells, whose texts `text` joins with " | ".
    `header` marks a table's header row. `boxes` are its places (PDF only), several when a page break cuts it.
    `shape` is the name of what holds it on a slide ("otsikko", "taulukko", "kaavio", "muistiinpanot", …), None elsewhere.
    `links` are (start, end, address). `ocr` marks text read from a picture, `confidence` then its 0…1 estimate.
    """

    kind: BlockKind
    text: str
    level: int | None = None
    bold: tuple[tuple[int, int], ...] = ()
    cells: tuple[str, ...] = ()
    header: bool = False
    boxes: tuple[Box, ...] = ()
    words: tuple[PlacedWord, ...] = ()
    shape: str | None = None
    links: tuple[tuple[int, int, str], ...] = ()
    ocr: bool = False
    confidence: float | None = None

    @property
    def is_bold(self) -> bool:
        """Whether all of its letters are bold.

        >>> Block("paragraph", "Päätös:", bold=((0, 7),)).is_bold
        True
        """
        inside = sum(end - start for start, end in self.bold)
        return bool(self.text) and inside >= len(self.text.rstrip(" :.–-"))


@dataclass(frozen=True, slots=True)
class Section:
    """A page ("s. 1"), a slide ("dia 3") or, in formats without pages, the whole text ("teksti").

    `number` is the page's or slide's number from 1, None without pages. `title` is a slide's title or None.
    """

    label: str
    number: int | None
    blocks: tuple[Block, ...]
    title: str | None = None
    width: float | None = None
    height: float | None = None

    @property
    def text(self) -> str:
        """The blocks' texts, each on its own line: what `Where.start` and `Where.end` count in."""
        return "\n".join(block.text for block in self.blocks)

    def offset(self, index: int) -> int:
        """Where block number `index` begins in `text`."""
        return sum(len(block.text) + 1 for block in self.blocks[:index])


@dataclass(frozen=True, slots=True)
class Document:
    """One file's text. `path` is relative to the corpus, with "/" between folders. `media_type` is what the file *is*.

    `title` is the format's own title property (or a Markdown file's front matter `title`), None when it has none.
    `properties` are other properties worth keeping: author, created, modified (ISO 8601), front matter keys.
    `warnings` are things that could not be read, each (where, code, parameters) for a Problem.
    """

    path: str
    media_type: str
    sections: tuple[Section, ...]
    title: str | None = None
    language: Language | None = None
    properties: tuple[tuple[str, str], ...] = ()
    warnings: tuple[tuple[str | None, str, tuple[tuple[str, str], ...]], ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the corpus as it was found. `path` is relative to the corpus, with "/" between folders; `sha256` in hex.

    `size` is in bytes; `media_type` is what the file is by its content.
    """

    path: str
    absolute: Path
    size: int
    sha256: str
    media_type: str
