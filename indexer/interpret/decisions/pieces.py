"""Runs of words inside lines: a line's sentences as pieces, trimmed and joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from indexer.interpret.lines import Line, Piece, sentences

# What a template leaves to be filled in: "<päätös>", "[nimi]".
TEMPLATE: Final = re.compile(r"^\s*[<\[{].*[>\]}]\s*$")


def sentence_pieces(piece: Piece) -> list[Piece]:
    """The sentences of a piece that say something, without white space at their ends."""
    found = (Piece(piece.line, piece.start + start, piece.start + end) for start, end in sentences(piece.text))
    return [stripped(sentence) for sentence in found if sentence.text.strip()]


def joined(parts: Sequence[Piece]) -> list[Piece]:
    """Neighbouring sentences of one line as one piece again."""
    found: list[Piece] = []
    for part in parts:
        if found and found[-1].line is part.line:
            found[-1] = Piece(part.line, found[-1].start, part.end)
        else:
            found.append(part)
    return found


def stripped(piece: Piece) -> Piece:
    """The piece without white space at its ends."""
    text = piece.text
    return Piece(piece.line, piece.start + len(text) - len(text.lstrip()), piece.end - (len(text) - len(text.rstrip())))


def is_template(line: Line) -> bool:
    """Whether a line is only a place to be filled in."""
    return TEMPLATE.match(line.text) is not None
