"""A definition that a text gives, and what must not be taken for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Definition:
    term: str
    meaning: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """Folded names of people and of organisations."""

    people: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()


NOBODY: Final = Names()


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold something, each with where it begins."""
    return ((match.start(), match.group()) for match in re.finditer(r"[^\n]+", text))
