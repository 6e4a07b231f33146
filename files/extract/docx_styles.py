"""What styles say about a DOCX paragraph or run: heading level, list numbering, bold, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from files.extract.ooxml import w

_LIST = re.compile(r"list (?:bullet|number) ([2-5])", re.IGNORECASE)
_HEADING: Final = re.compile(r"(?:heading|otsikko|rubrik|überschrift)\s*(\d)(?!\d)", re.IGNORECASE)
_TITLES: Final = {"title": 1, "otsikko": 1, "rubrik": 1, "subtitle": 2, "alaotsikko": 2, "underrubrik": 2}
_DEPTH: Final = 12


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """`heading` is a level from 1; `number_id` and `number_level` tie it to a list; each None where it is not one."""

    heading: int | None = None
    number_id: str | None = None
    number_level: int | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RunLook:
    """Whether a run is bold, and whether it is hidden."""

    bold: bool
    hidden: bool


class Styles:
    """The styles of one document."""

    def __init__(self, root: Any) -> None:
        elements = root.findall(w("style")) if root is not None else []
        self._styles: dict[str, Any] = {style.get(w("styleId"), ""): style for style in elements}
        self._default = next(
            (s.get(w("styleId")) for s in elements if s.get(w("type")) == "paragraph" and s.get(w("default")) in ("1", "true")),
            None,
        )
        self._look = lru_cache(maxsize=1024)(self._paragraph_style)

    def paragraph(self, paragraph: Any) -> ParagraphLook:
        """The look of a paragraph: what it says itself goes before what its style says."""
        properties = paragraph.find(w("pPr"))
        named = _value(properties, "pStyle") if properties is not None else None
        style = self._look(named or self._default or "")
        if properties is None:
            return style
        outline = _number(_value(properties, "outlineLvl"))
        heading = style.heading
        if outline is not None:
            heading = outline + 1 if outline < 9 else None
        number = properties.find(w("numPr"))
        if number is None:
            return ParagraphLook(heading, style.number_id, style.number_level, style.bold)
        identity = _value(number, "numId") or style.number_id
        level = _number(_value(number, "ilvl"))
        return ParagraphLook(heading, identity, level if level is not None else style.number_level or 0, style.bold)

    def run(self, properties: Any, inherited: bool) -> RunLook:
        """The look of a run whose paragraph is bold or not."""
        if properties is None:
            return RunLook(inherited, False)
        bold, hidden = properties.find(w("b")), properties.find(w("vanish"))
        named = _value(properties, "rStyle")
        if bold is None and named:
            bold = self._first(named, f"{w('rPr')}/{w('b')}")
        return RunLook(is_on(bold) if bold is not None else inherited, hidden is not None and is_on(hidden))

    def _paragraph_style(self, identity: str) -> ParagraphLook:
        number = self._first(identity, f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        level = self._first(identity, f"{w('pPr')}/{w('numPr')}/{w('ilvl')}")
        bold = self._first(identity, f"{w('rPr')}/{w('b')}")
        return ParagraphLook(
            self._heading(identity),
            number.get(w("val")) if number is not None else None,
            _number(level.get(w("val"))) if level is not None else self._depth(identity),
            bold is not None and is_on(bold),
        )

    def _depth(self, identity: str) -> int | None:
        """How deep Word's own list styles are by their names: "List Bullet 2" is one within another."""
        style = self._styles.get(identity)
        found = _LIST.fullmatch((_value(style, "name") or "").strip()) if style is not None else None
        return int(found[1]) - 1 if found else None

    def _heading(self, identity: str) -> int | None:
        for style in self._chain(identity):
            outline = style.find(f"{w('pPr')}/{w('outlineLvl')}")
            level = _number(outline.get(w("val"))) if outline is not None else None
            if level is not None:
                return level + 1 if level < 9 else None
            name = (_value(style, "name") or "").strip()
            found = _HEADING.fullmatch(name)
            if found:
                return int(found.group(1)) or 1
            if name.lower() in _TITLES:
                return _TITLES[name.lower()]
        found = None if self._styles.get(identity) is not None else _HEADING.fullmatch(identity)
        return int(found.group(1)) if found else None

    def _first(self, identity: str, path: str) -> Any:
        return next((found for style in self._chain(identity) if (found := style.find(path)) is not None), None)

    def _chain(self, identity: str) -> list[Any]:
        """A style and those it is based on, nearest first; a cycle ends."""
        chain: list[Any] = []
        current: str | None = identity
        while current in self._styles and len(chain) < _DEPTH:
            chain.append(self._styles[current])
            current = _value(chain[-1], "basedOn")
        return chain


def is_on(element: Any) -> bool:
    """Whether a property that is either on or off is on."""
    return element.get(w("val"), "true") not in ("0", "false", "off", "none")


def _value(parent: Any, name: str) -> str | None:
    child = parent.find(w(name))
    return child.get(w("val")) if child is not None else None


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.lstrip("-").isdigit() else None
