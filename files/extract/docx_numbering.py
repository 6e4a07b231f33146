"""Automatic numbering of a DOCX: counts paragraphs as Word does and gives the number a reader sees.

ECMA-376 part 1, 17.9: `w:num` points to a `w:abstractNum`; its levels have a format, a text ("%1.%2") and a start;
lists that share an abstract numbering go on counting together unless a `w:num` overrides the start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from files.extract.numbering import numeral
from files.extract.ooxml import w

_LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class _Level:
    style: str = "decimal"
    text: str = "%1."
    start: int = 1
    legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class _List:
    """One `w:num`: its abstract numbering's id, levels, and starts it overrides (spent at their first use)."""

    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document and how far each has been counted."""

    def __init__(self, root: Any) -> None:
        self._lists = _lists(root) if root is not None else {}
        self._counts: dict[str, dict[int, int]] = {}

    def count(self, identity: str | None, level: int | None, shown: bool) -> tuple[str, int | None]:
        """The next number of a list ("" for bullets) and the depth in it; ("", None) where there is no such list.

        A paragraph that is not `shown` (it is empty) is counted, as Word counts it, where its number is what it shows.
        """
        found = self._lists.get(identity or "0")
        if found is None or identity == "0":
            return "", None
        depth = min(level or 0, _LEVELS - 1)
        definition = found.levels.get(depth, _Level("bullet", ""))
        counts = self._counts.setdefault(found.abstract, {})
        override = found.overrides.pop(depth, None)
        if override is not None:
            counts[depth] = override
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else definition.start
        for deeper in [other for other in counts if other > depth]:
            if _restarts(found.levels.get(deeper), depth):
                del counts[deeper]
        return (_written(found, definition, counts) if shown else ""), depth


def _restarts(level: _Level | None, counted: int) -> bool:
    if level is None or level.restart is None:
        return True
    return level.restart > 0 and counted < level.restart


def _written(found: _List, definition: _Level, counts: dict[int, int]) -> str:
    if definition.style in ("bullet", "none") and "%" not in definition.text:
        return "" if definition.style == "bullet" else definition.text.strip()

    def number(match: re.Match[str]) -> str:
        depth = int(match.group(1)) - 1
        level = found.levels.get(depth, _Level())
        style = "decimal" if definition.legal and level.style not in ("bullet", "none") else level.style
        return numeral(counts.get(depth, level.start), style)

    return re.sub(r"%([1-9])", number, definition.text).strip()


def _lists(root: Any) -> dict[str, _List]:
    abstracts = {element.get(w("abstractNumId"), ""): element for element in root.findall(w("abstractNum"))}
    by_style = {
        link.get(w("val")): element for element in abstracts.values() if (link := element.find(w("styleLink"))) is not None
    }
    lists: dict[str, _List] = {}
    for element in root.findall(w("num")):
        reference = element.find(w("abstractNumId"))
        abstract = abstracts.get(reference.get(w("val"), "")) if reference is not None else None
        if abstract is None:
            continue
        link = abstract.find(w("numStyleLink"))
        abstract = by_style.get(link.get(w("val")), abstract) if link is not None else abstract
        levels = {_integer(level.get(w("ilvl")), 0): _level(level) for level in abstract.findall(w("lvl"))}
        found = _List(abstract.get(w("abstractNumId"), ""), levels)
        _override(found, element)
        lists[element.get(w("numId"), "")] = found
    return lists


def _override(found: _List, element: Any) -> None:
    for override in element.findall(w("lvlOverride")):
        depth = _integer(override.get(w("ilvl")), 0)
        level, start = override.find(w("lvl")), override.find(w("startOverride"))
        if level is not None:
            found.levels[depth] = _level(level)
        if start is not None:
            found.overrides[depth] = _integer(start.get(w("val")), 1)


def _level(element: Any) -> _Level:
    def value(name: str) -> str | None:
        child = element.find(w(name))
        return child.get(w("val"), "") if child is not None else None

    legal = element.find(w("isLgl"))
    restart = value("lvlRestart")
    return _Level(
        value("numFmt") or "decimal",
        value("lvlText") or "",
        _integer(value("start"), 0 if value("start") is None else 1),
        legal is not None and legal.get(w("val"), "true") not in ("0", "false"),
        _integer(restart, 0) if restart is not None else None,
    )


def _integer(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.lstrip("-").isdigit() else default
