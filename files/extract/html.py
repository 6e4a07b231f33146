"""HTML into blocks, with lxml. Markdown comes this way too (see `markdown`), HTML inside it included."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

import lxml.etree
import lxml.html

from files.extract.breaks import is_wrapped
from files.extract.encoding import decode
from files.extract.numbering import numeral
from files.extract.rows import row_blocks
from files.extract.source import Source, whole
from files.extract.text import Piece, clean, fold, prefix
from kb.document import Block, BlockKind, Document

_SKIPPED: Final = frozenset(
    (
        "script",
        "style",
        "head",
        "nav",
        "template",
        "noscript",
        "iframe",
        "object",
        "svg",
        "select",
        "button",
        "form-data",
        "audio",
        "video",
    )
)
_BOLD: Final = frozenset(("b", "strong"))
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
_BREAK: Final = "\x0b"
_SOFT: Final = "\x0c"
_BLOCKS: Final = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "main", "p", "pre", "section",
        "summary", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "li",
    )
)  # fmt: skip
_STYLES: Final = {
    "decimal": "decimal",
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
SOFT_BREAK: Final = "kb-soft"
MAX_DEPTH: Final = 200


def read(source: Source) -> Document:
    """The blocks of an HTML file; its `<title>` is the document's title."""
    text, guessed = decode(source.absolute.read_bytes(), markup=True)
    if guessed:
        source.warn("encoding_guessed", encoding=guessed)
    root = parse(text)
    if root is None:
        return source.document([])
    title = root.find(".//title")
    properties = [
        (name.lower(), meta.get("content", ""))
        for meta in root.iter("meta")
        if (name := meta.get("name", "")).lower() in ("author", "date")
    ]
    return source.document(
        [whole(blocks(root))], title=clean(title.text_content()) if title is not None else None, properties=properties
    )


def parse(text: str) -> Any:
    """The root element; None for a text without any. No network, no entities from outside, no huge trees."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    if not text.strip():
        return None
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser, ensure_head_body=False)


def blocks(root: Any) -> list[Block]:
    """Every block under an element, in reading order."""
    reader = _Reader()
    reader.walk(root, _Look())
    reader.flush(_Look())
    return reader.found


@dataclass(frozen=True, slots=True)
class _Look:
    """What holds for text at one place in the tree."""

    kind: BlockKind = "paragraph"
    level: int | None = None
    bold: bool = False
    link: str | None = None
    depth: int = -1
    nesting: int = 0
    preformatted: bool = False


@dataclass(slots=True)
class _Reader:
    """Gathers the pieces of the block under way and closes it where a block element begins or ends."""

    found: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    number: str = ""

    def text(self, text: str | None, look: _Look) -> None:
        if text:
            if look.preformatted:
                text = text.replace("\n", _BREAK)
            self.pieces.append(Piece(text, look.bold, look.link))

    def walk(self, element: Any, look: _Look) -> None:
        """Text and children of an element, not its tail."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if _is_unseen(element, tag):
            return
        if look.nesting > MAX_DEPTH:
            self.text(element.text_content(), look)
            return
        look = replace(look, nesting=look.nesting + 1)
        if tag in _HEADINGS:
            self._inside(element, look, replace(look, kind="heading", level=_HEADINGS[tag]))
        elif tag in _LISTS:
            self._list(element, tag, look)
        elif tag == "li":
            self._item(element, "", look)
        elif tag == "table" and not _is_layout(element):
            self._table(element, look)
        elif tag in _BLOCKS:
            kind: BlockKind = "caption" if tag in ("figcaption", "caption") else look.kind
            self._inside(element, look, replace(look, kind=kind, preformatted=look.preformatted or tag == "pre"))
        else:
            self._inline(element, tag, look)

    def _inline(self, element: Any, tag: str, look: _Look) -> None:
        if tag == "br":
            self.text(_SOFT if SOFT_BREAK in element.get("class", "") else _BREAK, look)
        elif tag == "img":
            self._image(element, look)
        elif tag == "input":
            self.text({"checkbox": "☒ " if element.get("checked") is not None else "☐ "}.get(element.get("type", ""), ""), look)
        elif tag in ("del", "s", "strike"):
            return
        elif tag == "a":
            href = element.get("href", "").strip()
            self._children(element, replace(look, link=href or look.link))
        else:
            style = element.get("style", "").replace(" ", "").lower()
            bold = look.bold or tag in _BOLD or "font-weight:bold" in style or "font-weight:700" in style
            self._children(element, replace(look, bold=bold))

    def _image(self, element: Any, look: _Look) -> None:
        alternative = clean(element.get("alt", ""))
        if alternative:
            self.found.append(Block("caption", alternative))

    def _inside(self, element: Any, outer: _Look, look: _Look) -> None:
        self.flush(outer)
        self._children(element, look)
        self.flush(look)

    def _children(self, element: Any, look: _Look) -> None:
        self.text(element.text, look)
        for child in element:
            self.walk(child, look)
            self.text(child.tail, look)

    def _list(self, element: Any, tag: str, look: _Look) -> None:
        self.flush(look)
        inner = replace(look, kind="list_item", depth=look.depth + 1, level=look.depth + 1)
        count = _integer(element.get("start"), 1)
        style = _STYLES.get(element.get("type", "1"), "decimal")
        self.text(element.text, inner)
        for child in element:
            if child.tag == "li":
                count = _integer(child.get("value"), count)
                mark = element.get("data-mark", ".")
                self._item(child, f"{numeral(count, style)}{mark}" if tag == "ol" else "", inner)
                count += 1
            else:
                self.walk(child, inner)
            self.text(child.tail, inner)
        self.flush(inner)

    def _item(self, element: Any, number: str, look: _Look) -> None:
        depth = max(look.depth, 0)
        look = replace(look, kind="list_item", depth=depth, level=depth)
        self.flush(look)
        self.number = number
        self._children(element, look)
        self.flush(look)
        self.number = ""

    def _table(self, table: Any, look: _Look) -> None:
        self.flush(look)
        for caption in table.findall("caption"):
            self._inside(caption, look, replace(look, kind="caption"))
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            header = (bool(cells) and all(cell.tag == "th" for cell in cells)) or _is_head(row)
            self.found += row_blocks([_cell_blocks(cell, look) for cell in cells], header=header)

    def flush(self, look: _Look) -> None:
        """Close the block under way; a line break that is not mere wrapping makes the next block."""
        pieces, self.pieces = self.pieces, []
        for line in _split_lines(pieces, joined=look.kind in ("heading", "caption")):
            folded = prefix(fold(line), self.number)
            if folded.text and folded.text != self.number:
                self.found.append(folded.block(look.kind, look.level if look.kind in ("heading", "list_item") else None))
                self.number = ""


def _cell_blocks(cell: Any, look: _Look) -> list[Block]:
    reader = _Reader()
    reader.walk(cell, replace(look, bold=False, kind="paragraph", depth=-1))
    return reader.found


def _split_lines(pieces: list[Piece], *, joined: bool) -> list[list[Piece]]:
    """The pieces of each line. Hard breaks always split, soft ones where the line was not merely wrapped."""
    lines, softs = _broken_up(pieces)
    if joined:
        return [[piece for line in lines for piece in (*line, Piece(" "))]]
    texts = [fold(line).text for line in lines]
    width = max(map(len, texts))
    out = [lines[0]]
    for index in range(1, len(lines)):
        if index in softs and is_wrapped(texts[index - 1], texts[index], width):
            out[-1] = [*out[-1], Piece(" "), *lines[index]]
        else:
            out.append(lines[index])
    return out


def _broken_up(pieces: list[Piece]) -> tuple[list[list[Piece]], set[int]]:
    """The pieces between breaks, and the lines that a soft break begins."""
    lines: list[list[Piece]] = [[]]
    softs: set[int] = set()
    for piece in pieces:
        for part in re.split(f"([{_BREAK}{_SOFT}])", piece.text):
            if part in (_BREAK, _SOFT):
                if part == _SOFT:
                    softs.add(len(lines))
                lines.append([])
            elif part:
                lines[-1].append(Piece(part, piece.bold, piece.link))
    return lines, softs


def _is_layout(table: Any) -> bool:
    """Whether a table only places things: it holds tables, headings or lists."""
    return any(next(table.iterdescendants(tag), None) is not None for tag in ("table", "h1", "h2", "h3", "h4")) or table.get(
        "role"
    ) in (
        "presentation",
        "none",
    )


def _is_head(row: Any) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "thead"


def _is_unseen(element: Any, tag: str) -> bool:
    """Whether a reader of the page does not see it."""
    return not tag or tag in _SKIPPED or _is_hidden(element)


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or "display:none" in element.get("style", "").replace(" ", "").lower()


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else default
