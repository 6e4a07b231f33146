"""The XML of Office packages: names, safe parsing, and parts by what they are to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import lxml.etree

from indexer.extract.source import Source

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return W + name


def parser() -> lxml.etree.XMLParser:
    """A parser that resolves no entities, opens no addresses and builds no huge trees."""
    return lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )


def parse_part(part: Any, source: Source) -> Any:
    """The root element of a part. Warns where the part declares entities, whose text is then missing."""
    blob = part.blob
    root = lxml.etree.fromstring(blob, parser())
    if b"<!ENTITY" in blob[:4096] or b"<!DOCTYPE" in blob[:1024]:
        source.warn("entity_left_out", name=str(part.partname))
    return root


def related(part: Any, kind: str) -> Iterator[Any]:
    """Parts of the package that a part points to as its `kind` ("styles", "footnotes", …)."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            yield relation.target_part
