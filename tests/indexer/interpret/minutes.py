"""Minutes for tests in a few marks, made into a Document without any reader of files.

A line is a block: `# …` a heading (its level the number of marks), `- …` a list item (two spaces a level), `| a | b |` a row
of a table, anything else a paragraph. `**…**` is bold, `[…](address)` a link, `<2>` alone on a line begins page 2.
"""

from __future__ import annotations

import re
from pathlib import Path

from indexer.interpret import Interpretation, interpret
from indexer.interpret.lines import Line, flatten
from kb.document import Block, Document, Section
from kb.model import Meeting
from kb.settings import Settings

SETTINGS = Settings(corpus=Path("/aineisto"), data=Path("/tiedot"), organisations=(("REITTI", "Reittilaitos"),))


def block(line: str) -> Block:
    """One line's block."""
    heading = re.match(r"^(#+)\s+", line)
    item = re.match(r"^(\s*)-\s+", line)
    if line.startswith("|"):
        cells = tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))
        return Block("table_row", " | ".join(cells), cells=cells)
    start = heading or item
    text, bold, links = _marked(line[start.end() :] if start else line.strip())
    if heading:
        return Block("heading", text, level=len(heading[1]), bold=bold, links=links)
    if item:
        return Block("list_item", text, level=len(item[1]) // 2, bold=bold, links=links)
    return Block("paragraph", text, bold=bold, links=links)


def _marked(line: str) -> tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int, str], ...]]:
    text, bold, links = "", [], []
    for piece in re.split(r"(\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\))", line):
        begin = len(text)
        if piece.startswith("**"):
            text += piece[2:-2]
            bold.append((begin, len(text)))
        elif link := re.match(r"\[([^\]]+)\]\(([^)]+)\)", piece):
            text += link[1]
            links.append((begin, len(text), link[2]))
        else:
            text += piece
    return text, tuple(bold), tuple(links)


def document(text: str, path: str = "muistio.md", header: str = "", media_type: str = "text/markdown") -> Document:
    """The Document of some marked text."""
    pages = re.split(r"(?m)^<\d+>\n", text)
    sections = []
    for number, page in enumerate(pages, start=1):
        blocks = tuple(block(line) for line in page.splitlines() if line.strip())
        paged = len(pages) > 1
        sections.append(Section(f"s. {number}" if paged else "teksti", number if paged else None, blocks))
    return Document(path, media_type, tuple(sections), properties=(("header", header),) if header else ())


def lines(text: str) -> tuple[Line, ...]:
    """The lines of some marked text."""
    return flatten(document(text))


def understand(text: str, path: str = "muistio.md", header: str = "") -> Interpretation:
    """What some marked text means."""
    return interpret(document(text, path, header), SETTINGS)


HEAD = """\
# Reittityöryhmän kokous 4/2031
Aika: ke 14.5.2031 klo 9.00–11.15
Paikka: Kurkimäen tupa
Läsnä: Tuuli Honkaranta (KIRKAS), Veikko Salmiharju (KIRKAS), Ilmari Rantakivi (Luotsi-virasto)
"""


def meeting(items: str, head: str = HEAD) -> Meeting:
    """The one meeting of minutes whose items are these, below an ordinary head."""
    found = understand(head + items)
    assert found.kind == "minutes", found.kind
    assert len(found.meetings) == 1
    return found.meetings[0]
