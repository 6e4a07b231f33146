"""Characters into block text: NFC, no invisible marks, white space folded, with bold ranges and links kept in step.

Every reader of a format hands its pieces to `fold`, so that the same sentence reads alike whatever file it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kb.document import Block, BlockKind

_INVISIBLE: Final = dict.fromkeys(
    [
        0x00AD,
        0x180E,
        0x200B,
        0x200C,
        0x200D,
        0x200E,
        0x200F,
        0x2060,
        0xFEFF,
        0xFFFC,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
_SPACES: Final = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " ")
_LIGATURES: Final = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_TABLE: Final = {**_SPACES, **_INVISIBLE, **_LIGATURES, **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
_STARS: Final = re.compile(r"\*\*+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a block, all bold or none, under one link or none."""

    text: str
    bold: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """What `Block.text`, `Block.bold` and `Block.links` become."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()

    def block(self, kind: BlockKind, level: int | None = None, shape: str | None = None) -> Block:
        """A block of one kind with this text."""
        return Block(kind, self.text, level=level, bold=self.bold, links=self.links, shape=shape)


def clean(text: str) -> str:
    """One string as block text.

    >>> clean("ko\\u00adkous\\u200b  alkoi\\r\\n klo\\u00a013, a\\u0308iti")
    'kokous alkoi klo 13, äiti'
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(_TABLE)).split())


def fold(pieces: Iterable[Piece]) -> Folded:
    """Pieces as one block text. Asterisks left over by a Markdown reader (unclosed, or spaced) turn bold on and off.

    >>> fold([Piece("Päätös: ", bold=True), Piece(" hyväksyttiin")])
    Folded(text='Päätös: hyväksyttiin', bold=((0, 7),), links=())
    >>> fold([Piece("** Päätös: ** hyväksyttiin")])
    Folded(text='Päätös: hyväksyttiin', bold=((0, 7),), links=())
    """
    bold: list[tuple[int, int]] = []
    links: list[tuple[int, int, str]] = []
    text = ""
    for piece in _joined(pieces):
        part = unicodedata.normalize("NFC", piece.text.translate(_TABLE))
        core = " ".join(part.split())
        if text and not text.endswith(" ") and (part[:1].isspace() or (not core and part)):
            text += " "
        if not core:
            continue
        start = len(text)
        text += core
        if piece.bold:
            _extend(bold, start, len(text), text)
        if piece.link:
            _extend_link(links, start, len(text), piece.link)
        if part[-1:].isspace():
            text += " "
    return Folded(text.rstrip(), tuple(bold), tuple(links))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one look made one piece, so that no letter is parted from its mark; left-over asterisks resolved."""
    out: list[Piece] = []
    toggled = False
    for piece in pieces:
        parts = _STARS.split(piece.text) if "**" in piece.text else [piece.text]
        for number, part in enumerate(parts):
            toggled = toggled != (number > 0)
            bold = piece.bold or toggled
            if part and out and (out[-1].bold, out[-1].link) == (bold, piece.link):
                out[-1] = Piece(out[-1].text + part, bold, piece.link)
            elif part and out and unicodedata.combining(part[0]):
                out[-1] = Piece(out[-1].text + part[0], out[-1].bold, out[-1].link)
                out.append(Piece(part[1:], bold, piece.link))
            elif part:
                out.append(Piece(part, bold, piece.link))
    return out


def _extend(ranges: list[tuple[int, int]], start: int, end: int, text: str) -> None:
    if (ranges and text[ranges[-1][1] : start].isspace()) or (ranges and ranges[-1][1] == start):
        ranges[-1] = (ranges[-1][0], end)
    else:
        ranges.append((start, end))


def _extend_link(links: list[tuple[int, int, str]], start: int, end: int, address: str) -> None:
    if links and links[-1][2] == address and start - links[-1][1] <= 1:
        links[-1] = (links[-1][0], end, address)
    else:
        links.append((start, end, address))


def prefix(folded: Folded, number: str) -> Folded:
    """The text with an automatic number before it, as a reader sees it.

    >>> prefix(Folded("Muut asiat", ((0, 10),)), "8.")
    Folded(text='8. Muut asiat', bold=((0, 13),), links=())
    """
    if not number:
        return folded
    shift = len(number) + 1 if folded.text else len(number)
    bold = tuple((start + shift if start else 0, end + shift) for start, end in folded.bold)
    links = tuple((start + shift, end + shift, address) for start, end, address in folded.links)
    return Folded(f"{number} {folded.text}".rstrip(), bold, links)
