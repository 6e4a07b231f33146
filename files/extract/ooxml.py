"""The XML of Office packages: names, safe parsing, and parts by what they are to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import lxml.etree

from files.extract.archive import xml_parser
from files.extract.source import Source
from files.extract.text import clean

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE: Final = (("author", "creator"), ("created", "created"), ("modified", "modified"))


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return W + name


def parse_part(part: Any, source: Source) -> Any:
    """The root element of a part. Warns where the part declares entities, whose text is then missing."""
    root = part._element if hasattr(part, "_element") else lxml.etree.fromstring(part.blob, xml_parser())
    if root.getroottree().docinfo.internalDTD is not None:
        source.warn("entity_left_out", name=str(part.partname))
    return root


def related(part: Any, kind: str) -> Iterator[Any]:
    """Parts of the package that a part points to as its `kind` ("styles", "footnotes", …)."""
    relations = part.rels if hasattr(part, "rels") else part._rels
    for relation in relations.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            yield relation.target_part


def core_properties(package: Any, source: Source) -> tuple[str, list[tuple[str, str]]]:
    """The title of a package and its author, creation and modification (ISO 8601); what is missing is empty.

    Read here because the libraries refuse a package that says these twice or in odd forms.
    """
    found: dict[str, str] = {}
    for part in related(package, "core-properties"):
        for element in parse_part(part, source):
            if isinstance(element.tag, str) and element.text:
                found.setdefault(lxml.etree.QName(element).localname, clean(element.text))
    return found.get("title", ""), [(name, found.get(key, "")) for name, key in _CORE]
