"""Documents as compact JSON, between worker and parent and in the cache. Words are flat lists: a page has hundreds of them."""

from __future__ import annotations

import json
import zlib
from typing import Any

from kb.document import Block, Box, Document, PlacedWord, Section


def to_json(document: Document) -> dict[str, Any]:
    """The document as JSON-ready values; what is at its default is left out.

    >>> to_json(Document("a.md", "text/markdown", (Section("teksti", None, (Block("paragraph", "Avaus"),)),)))["sections"]
    [{'label': 'teksti', 'blocks': [{'kind': 'paragraph', 'text': 'Avaus'}]}]
    """
    return _filled(
        path=document.path,
        media_type=document.media_type,
        sections=[_section(section) for section in document.sections],
        title=document.title,
        language=document.language,
        properties=document.properties,
        warnings=document.warnings,
    )


def pack(document: Document) -> bytes:
    """The whole document as the catalogue keeps it."""
    return zlib.compress(json.dumps(to_json(document), ensure_ascii=False, separators=(",", ":")).encode(), 3)


def unpack(content: bytes) -> Document:
    """The document that `pack` wrote. Raises zlib.error, ValueError, KeyError or TypeError for anything else."""
    return from_json(json.loads(zlib.decompress(content)))


def from_json(data: dict[str, Any]) -> Document:
    """The document that `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    return Document(
        data["path"],
        data["media_type"],
        tuple(_read_section(section) for section in data.get("sections", ())),
        title=data.get("title"),
        language=data.get("language"),
        properties=tuple((key, value) for key, value in data.get("properties", ())),
        warnings=tuple((where, code, tuple((k, v) for k, v in params)) for where, code, params in data.get("warnings", ())),
    )


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value is not False and value not in ((), [])}


def _section(section: Section) -> dict[str, Any]:
    return _filled(
        label=section.label,
        number=section.number,
        blocks=[_block(block) for block in section.blocks],
        title=section.title,
        width=section.width,
        height=section.height,
    )


def _block(block: Block) -> dict[str, Any]:
    return _filled(
        kind=block.kind,
        text=block.text,
        level=block.level,
        bold=block.bold,
        cells=block.cells,
        header=block.header,
        boxes=[_box(box) for box in block.boxes],
        words=[[word.start, word.end, *_box(word.box)] for word in block.words],
        shape=block.shape,
        links=block.links,
        ocr=block.ocr,
        confidence=block.confidence,
    )


def _box(box: Box) -> list[float]:
    return [box.page, box.x0, box.y0, box.x1, box.y1]


def _read_section(data: dict[str, Any]) -> Section:
    blocks = tuple(_read_block(block) for block in data.get("blocks", ()))
    return Section(data["label"], data.get("number"), blocks, data.get("title"), data.get("width"), data.get("height"))


def _read_block(data: dict[str, Any]) -> Block:
    return Block(
        data["kind"],
        data.get("text", ""),
        data.get("level"),
        tuple((start, end) for start, end in data.get("bold", ())),
        tuple(data.get("cells", ())),
        data.get("header", False),
        tuple(Box(*box) for box in data.get("boxes", ())),
        tuple(PlacedWord(start, end, Box(*box)) for start, end, *box in data.get("words", ())),
        data.get("shape"),
        tuple((start, end, address) for start, end, address in data.get("links", ())),
        data.get("ocr", False),
        data.get("confidence"),
    )
