"""What a reader of one format gets and gives: the file in hand, and the document under way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.document import Block, Document, Section

Remark = tuple[str | None, str, tuple[tuple[str, str], ...]]


@dataclass(slots=True)
class Source:
    """A file being read: where it is, its path in the corpus, what it was found to be, and what could not be read so far.

    `alive` is to be called between long steps that are each bounded, so that a long file is not taken for a stuck one.
    """

    absolute: Path
    path: str
    media_type: str
    unpacked_megabytes: int = 400
    warnings: list[Remark] = field(default_factory=list)
    alive: Callable[[], None] = lambda: None

    def warn(self, code: str, where: str | None = None, **params: object) -> None:
        """Remember something that could not be read, once."""
        warning = (where, code, tuple((key, str(value)) for key, value in params.items()))
        if warning not in self.warnings:
            self.warnings.append(warning)

    def document(
        self,
        sections: Sequence[Section],
        *,
        title: str | None = None,
        properties: Sequence[tuple[str, str]] = (),
    ) -> Document:
        """The finished document; warns when nothing at all was found in it."""
        if not any(block.text for section in sections for block in section.blocks) and not self.warnings:
            self.warn("no_text")
        return Document(
            self.path,
            self.media_type,
            tuple(sections),
            title=title or None,
            properties=tuple((key, value) for key, value in properties if value),
            warnings=tuple(self.warnings),
        )


def whole(blocks: Sequence[Block]) -> Section:
    """The one section of a format without pages."""
    return Section("teksti", None, tuple(blocks))
