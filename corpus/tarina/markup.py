"""The story's own mark-up: text with decisions and kept promises marked where they stand.

Block grammar (blocks are parted by an empty line; a block's lines are joined with a space):

* ``- text`` on each line: list items
* ``| a | b |`` on each line: a table, its first row the heading
* ``### text``: a small heading inside an item
* anything else: a paragraph

Inline: ``**bold**``, ``{key|sentence}`` a decision of this meeting, ``{=date/key|sentence}`` the place where an
earlier promise was kept, ``{+text+}`` a tracked insertion (in a DOCX; plain text elsewhere).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"\{(?P<key>=?[\w./-]+)\|(?P<text>(?:[^{}]|\{\+[^{}]*\+\})*)\}")
_INSERTION = re.compile(r"(\{\+|\+\})")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look."""

    text: str
    bold: bool = False
    inserted: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document, before any format: what it is, its runs, and for a table its rows.

    ``kind`` is title, subtitle, label, item, subitem, heading, paragraph, bullet, table or facts (a two-column table
    without a heading row). ``number`` is kept apart from the text of items so that a DOCX can number by itself.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    number: str = ""

    @property
    def text(self) -> str:
        """The words of the block without their looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked sentence: its key (with ``=`` for a kept promise) and its plain words."""

    key: str
    text: str


def fold(text: str) -> str:
    """Return the text with every run of white space as one space.

    >>> fold("Sovittiin,\\n  että")
    'Sovittiin, että'
    """
    return " ".join(text.split())


def find_marks(source: str) -> tuple[Mark, ...]:
    """Return the marked sentences in order.

    >>> find_marks("Alku. {asemat|**Sovittiin, että** VLL jatkaa.} Loppu.")
    (Mark(key='asemat', text='Sovittiin, että VLL jatkaa.'),)
    """
    return tuple(Mark(m["key"], fold(strip_looks(m["text"]))) for m in _MARK.finditer(source))


def strip_looks(source: str) -> str:
    """Return the text without bold and insertion marks."""
    return _INSERTION.sub("", source.replace("**", ""))


def strip_marks(source: str) -> str:
    """Return the text without the marks of decisions and promises; looks stay."""
    return _MARK.sub(lambda m: m["text"], source)


def plain(source: str) -> str:
    """Return only the words.

    >>> plain("**Päätös:** {a|Hyväksyttiin\\n{+osin+}.}")
    'Päätös: Hyväksyttiin osin.'
    """
    return fold(strip_looks(strip_marks(source)))


def parse_runs(source: str) -> tuple[Run, ...]:
    """Return the runs of one block's text."""
    runs: list[Run] = []
    bold = inserted = False
    for piece in re.split(r"(\*\*|\{\+|\+\})", re.sub(r"\s+", " ", strip_marks(source)).strip()):
        if piece == "**":
            bold = not bold
        elif piece in ("{+", "+}"):
            inserted = piece == "{+"
        elif piece:
            runs.append(Run(piece, bold, inserted))
    return tuple(runs)


def parse_row(line: str) -> tuple[str, ...]:
    """Return the cells of ``| a | b |``."""
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def parse_blocks(source: str) -> tuple[Block, ...]:
    """Return the blocks of a text in the story's grammar."""
    blocks: list[Block] = []
    for chunk in re.split(r"\n\s*\n", source.strip()):
        lines = [line for line in chunk.splitlines() if line.strip()]
        if not lines:
            continue
        # A list's mark may be the last thing of the chunk; the marks are taken away before lines are parted.
        if lines[0].startswith("| "):
            blocks.append(Block("table", rows=tuple(parse_row(line) for line in lines)))
        elif lines[0].startswith("- "):
            items = re.split(r"(?m)^- ", strip_marks(chunk.strip()))[1:]
            blocks.extend(Block("bullet", parse_runs(item)) for item in items)
        elif lines[0].startswith("### "):
            blocks.append(Block("heading", parse_runs(lines[0][4:])))
        else:
            blocks.append(Block("paragraph", parse_runs(chunk)))
    return tuple(blocks)
