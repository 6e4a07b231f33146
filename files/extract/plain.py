"""Plain text into blocks: empty lines part paragraphs, bullets and numbers begin items, short lines stay lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from files.extract.breaks import is_marked, is_wrapped
from files.extract.encoding import decode
from files.extract.source import Source, whole
from files.extract.text import clean
from kb.document import Block, BlockKind, Document

_BULLET: Final = re.compile(r"(\s*)[-–—•*·▪]\s+(?=\S)")
_RULE: Final = re.compile(r"\s*([=_*~#-])\1{2,}\s*")


def read(source: Source) -> Document:
    """The blocks of a plain text file."""
    text, guessed = decode(source.absolute.read_bytes())
    if guessed:
        source.warn("encoding_guessed", encoding=guessed)
    return source.document([whole(blocks(text))])


def blocks(text: str) -> list[Block]:
    """Paragraphs and list items of a text. A line underlined with "===" or "---" is a heading."""
    out: list[Block] = []
    for group in re.split(r"\n[ \t\u00a0]*\n", text.replace("\x0c", "\n\n")):
        lines = [line for line in group.split("\n") if line.strip()]
        out += _paragraphs(lines)
    return out


def _goes_on(above: str, line: str, width: int) -> bool:
    """Whether a line goes on with the one above, which was only wrapped."""
    is_new = line.startswith("\t") or is_marked(line.strip())
    return not is_new and is_wrapped(above.strip(), line.strip(), width)


@dataclass(slots=True)
class _Growing:
    """A block whose wrapped lines are still being gathered: joined once at its end, for there may be very many."""

    kind: BlockKind
    lines: list[str]
    level: int | None = None

    def underline(self, sign: str) -> None:
        """Makes a heading of a paragraph under which a line of these signs stands."""
        if self.kind == "paragraph" and sign in "=-":
            self.kind, self.level = "heading", 1 if sign == "=" else 2

    def block(self) -> Block:
        """The block with its lines as one text."""
        return Block(self.kind, clean(" ".join(self.lines)), level=self.level)


def _paragraphs(lines: list[str]) -> list[Block]:
    out: list[_Growing] = []
    width = max(map(len, map(str.rstrip, lines)), default=0)
    previous = ""
    for line in lines:
        if _RULE.fullmatch(line):
            if previous and out:
                out[-1].underline(line.strip()[0])
            previous = ""
            continue
        if previous and out and not _BULLET.match(line) and _goes_on(previous, line, width):
            out[-1].lines.append(line)
        elif clean(line):
            out.append(_begun(line))
        previous = line
    return [block for growing in out if (block := growing.block()).text]


def _begun(line: str) -> _Growing:
    """What a line begins: an entry of a list, as deep as it is indented, or a paragraph."""
    bullet = _BULLET.match(line)
    if bullet is None:
        return _Growing("paragraph", [line])
    return _Growing("list_item", [line[bullet.end() :]], min(len(bullet.group(1).expandtabs(4)) // 2, 5))
