"""What is known of one file after it has been read and interpreted, in the forms that the cache and the pipe carry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from indexer.interpret import Interpretation
from kb.document import Document
from kb.settings import Settings
from kb.store import codec

# What a file means depends on these settings alone.
MEANING: Final = ("group", "organisations", "output_words")


@dataclass(frozen=True, slots=True)
class Understood:
    """A file's text without the places of its words, and what it means."""

    document: Document
    interpretation: Interpretation


def bare(document: Document) -> Document:
    """The document without what only its viewer needs: boxes, places of words, bold, links."""
    return replace(
        document,
        sections=tuple(
            replace(section, blocks=tuple(replace(b, boxes=(), words=(), bold=(), links=()) for b in section.blocks))
            for section in document.sections
        ),
    )


def meaning_to_json(settings: Settings) -> dict[str, Any]:
    """The settings that what a file means depends on, as JSON can carry them."""
    return {name: codec.encode(getattr(settings, name)) for name in MEANING}


def meaning_from_json(data: dict[str, Any]) -> Settings:
    """Settings that have these and are otherwise the defaults'."""
    organisations = tuple(tuple(group) for group in data["organisations"])
    return Settings(Path(), Path(), group=data["group"], organisations=organisations, output_words=tuple(data["output_words"]))
