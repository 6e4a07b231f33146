"""The text as interpretation walks it: the blocks of a document in reading order, each knowing where it stands.

A `Span` is a run of characters over one or more lines: what a decision or a heading occupies, and what a citation cites.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.document import Block, Box, Document
from kb.finnish import split_sentences
from kb.model import Where

# A text without full stops is no one sentence: it is read in parts of at most this many characters.
LONGEST_SENTENCE = 800


@dataclass(frozen=True, slots=True)
class Line:
    """One block in its place: `section` is the section's index, `start` the offset of the block in the section's text."""

    index: int
    section: int
    start: int
    block: Block

    @property
    def text(self) -> str:
        """The block's text."""
        return self.block.text

    @property
    def is_heading(self) -> bool:
        """Whether the format itself calls it a heading."""
        return self.block.kind == "heading"

    @property
    def stands_out(self) -> bool:
        """Whether a reader would take it for a heading: a heading of the format, or all bold and short."""
        return self.is_heading or (self.block.is_bold and len(self.text) < 200)

    def is_bold(self, start: int, end: int) -> bool:
        """Whether the letters of `start:end` are mostly bold (a run may leave out the closing full stop)."""
        inside = sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in self.block.bold)
        return end > start and inside >= 0.8 * (end - start)

    def touches_bold(self, start: int, end: int) -> bool:
        """Whether any letter of `start:end` is bold."""
        return any(begin < end and stop > start for begin, stop in self.block.bold)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start:end` of one line."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters."""
        return self.line.text[self.start : self.end]


Span = tuple[Piece, ...]


def flatten(document: Document) -> tuple[Line, ...]:
    """All blocks that say something, in reading order."""
    lines: list[Line] = []
    for number, section in enumerate(document.sections):
        offset = 0
        for block in section.blocks:
            if block.text.strip():
                lines.append(Line(len(lines), number, offset, block))
            offset += len(block.text) + 1
    return tuple(lines)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence, in order; one without end is cut at a space, so that no rule sees more than it can bear.

    >>> [end - start <= LONGEST_SENTENCE for start, end in sentences("sana " * 1000)]
    [True, True, True, True, True, True, True]
    """
    for start, end in split_sentences(text):
        while end - start > LONGEST_SENTENCE:
            space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            cut = space + 1 if space > start else start + LONGEST_SENTENCE
            yield start, cut
            start = cut
        yield start, end


def whole(line: Line) -> Piece:
    """All of a line."""
    return Piece(line, 0, len(line.text))


def span_text(span: Span) -> str:
    """The words of a span, white space folded."""
    return " ".join(" ".join(piece.text for piece in span).split())


def locate(document: Document, span: Iterable[Piece]) -> Where | None:
    """The citation of a span: it begins in the section of its first piece; None for nothing."""
    pieces = tuple(span)
    if not pieces:
        return None
    first, last = pieces[0], pieces[-1]
    section = document.sections[first.line.section]
    start = first.line.start + first.start
    if last.line.section == first.line.section:
        end = last.line.start + last.end
    else:
        end = max(len(section.text), start + 1)
    return Where(
        document=document.path,
        page=section.number,
        label=section.label,
        start=start,
        end=end,
        boxes=tuple(box for piece in pieces for box in _boxes(piece)),
    )


def _boxes(piece: Piece) -> Iterable[Box]:
    """The rectangles of a piece's words, joined along each printed line; the block's own boxes where words are unknown."""
    words = [word.box for word in piece.line.block.words if word.start < piece.end and word.end > piece.start]
    if not words:
        return piece.line.block.boxes
    joined: list[Box] = []
    for box in words:
        last = joined[-1] if joined else None
        if last and last.page == box.page and abs(last.y0 - box.y0) < 3 and box.x0 >= last.x0:
            joined[-1] = Box(last.page, last.x0, min(last.y0, box.y0), max(last.x1, box.x1), max(last.y1, box.y1))
        else:
            joined.append(box)
    return joined
