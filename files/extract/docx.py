"""DOCX into blocks: python-docx opens the package, the text is read from its XML, in the order a reader sees it.

python-docx's own `paragraphs` knows neither automatic numbers nor text boxes, content controls, tracked insertions and
footnotes. Deleted text, comments, hidden text and unfilled placeholders are left out: a reader does not see them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import docx.package
import lxml.etree
from docx.opc.constants import RELATIONSHIP_TYPE

from files.extract.archive import open_mended
from files.extract.docx_numbering import Numbering
from files.extract.docx_styles import Styles, is_on
from files.extract.ooxml import W, core_properties, parse_part, related, w
from files.extract.rows import row_blocks
from files.extract.source import Source, whole
from files.extract.text import Folded, Piece, clean, fold, prefix
from kb.document import Block, Document

_BREAK: Final = "\x0b"
_SKIPPED: Final = frozenset(
    w(name)
    for name in (
        "del", "moveFrom", "rPr", "pPr", "instrText", "delText", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr",
        "sdtEndPr", "annotationRef", "commentReference", "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "fldData",
    )
)  # fmt: skip
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MAX_TABLES: Final = 25


def read(source: Source) -> Document:
    """The blocks of a DOCX file; its headers and footers are properties, not text."""
    package = open_mended(docx.package.Package.open, source)
    main = package.part_related_by(RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    root = parse_part(main, source)
    body = root.find(w("body"))
    reader = _Reader(source, main, Styles(_tree(main, "styles", source)), Numbering(_tree(main, "numbering", source)))
    first = reader.first_header(root)
    found = reader.blocks(body) if body is not None else []
    title, properties = core_properties(package, source)
    return source.document([whole([*first, *found])], title=title, properties=[*properties, *reader.margins()])


def _tree(part: Any, kind: str, source: Source) -> Any:
    """The XML of a related part of one kind, None where there is none."""
    return next((parse_part(other, source) for other in related(part, kind)), None)


# Elements that are one sign in the text.
_NOTES: Final = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_SIGNS: Final = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): _BREAK,
    w("cr"): _BREAK,
    w("noBreakHyphen"): "-",
    w("softHyphen"): "",
}


@dataclass(slots=True)
class _Inline:
    """What one paragraph holds: its pieces, and blocks that hang on it."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    in_code: list[bool] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    source: Source
    main: Any
    styles: Styles
    numbering: Numbering
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    tables: int = 0

    def blocks(self, parent: Any) -> list[Block]:
        """The blocks of a body, cell, text box or content control, in order."""
        return [block for element in _content(parent) for block in self._block(element)]

    def _block(self, element: Any) -> list[Block]:
        if element.tag == w("p"):
            return self._paragraph(element)
        if element.tag == w("tbl"):
            return self._table(element)
        return []

    def _paragraph(self, paragraph: Any) -> list[Block]:
        style = self.styles.paragraph(paragraph)
        inline = _Inline()
        self._inline(paragraph, inline, style.bold, None)
        number, depth = self.numbering.count(
            style.number_id, style.number_level, bool("".join(p.text for p in inline.pieces).strip())
        )
        out: list[Block] = []
        for line in _lines(inline.pieces, joined=style.heading is not None):
            folded = fold(line)
            if folded.text and not out:
                folded = prefix(folded, number)
            if folded.text:
                out.append(_kind(folded, style.heading, depth))
        out += inline.captions
        for box in inline.boxes:
            out += self.blocks(box)
        return out + inline.notes

    def _inline(self, element: Any, inline: _Inline, bold: bool, link: str | None) -> None:
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                self._skip(child)
            elif tag == w("r"):
                self._run(child, inline, bold, link)
            elif tag == w("hyperlink"):
                self._inline(child, inline, bold, self._address(child) or link)
            elif tag == w("sdt"):
                self._inline_all(_filled_in(child), inline, bold, link)
            elif tag == f"{_MC}AlternateContent":
                self._inline_all(_alternative(child), inline, bold, link)
            elif tag == _MATH:
                inline.pieces.append(Piece(child.text or "", bold, link))
            elif tag not in (w("p"), w("tbl")):
                self._inline(child, inline, bold, link)

    def _inline_all(self, elements: list[Any], inline: _Inline, bold: bool, link: str | None) -> None:
        for element in elements:
            self._inline(element, inline, bold, link)

    def _skip(self, child: Any) -> None:
        if child.tag is lxml.etree.Entity:
            self.source.warn("entity_left_out", name=child.text or "")

    def _run(self, run: Any, inline: _Inline, bold: bool, link: str | None) -> None:
        properties = run.find(w("rPr"))
        look = self.styles.run(properties, bold)
        if look.hidden:
            return
        self._run_children([run], inline, look.bold, link)

    def _run_child(self, child: Any, inline: _Inline, bold: bool, link: str | None) -> None:
        tag = child.tag
        if tag == w("fldChar"):
            _field(child.get(w("fldCharType")), inline)
        elif any(inline.in_code) and tag != w("drawing"):
            return
        elif tag == w("t"):
            inline.pieces.append(Piece("".join(child.xpath("text()")), bold, link))
            for entity in child.iter(lxml.etree.Entity):
                self._skip(entity)
        elif (sign := _symbol(child) if tag == w("sym") else _SIGNS.get(tag)) is not None:
            inline.pieces.append(Piece(sign, bold, link))
        elif tag in _NOTES:
            inline.notes += self._note(_NOTES[tag], child.get(w("id")))
        elif tag == f"{_MC}AlternateContent":
            self._run_children(_alternative(child), inline, bold, link)
        elif tag not in _SKIPPED and isinstance(tag, str):
            self._drawing(child, inline)

    def _run_children(self, elements: list[Any], inline: _Inline, bold: bool, link: str | None) -> None:
        for child in (child for element in elements for child in element):
            self._run_child(child, inline, bold, link)

    def _drawing(self, element: Any, inline: _Inline) -> None:
        """Text boxes inside a drawing, whatever wraps them, and what the drawing is said to show."""
        seen: list[Any] = []
        for box in element.iter(w("txbxContent")):
            if not any(box is inner for outer in seen for inner in outer.iter(w("txbxContent"))) and not _in_fallback(
                box, element
            ):
                seen.append(box)
        inline.boxes += seen
        for described in element.iter(_DRAWING):
            text = clean(described.get("descr") or "")
            if text:
                inline.captions.append(Block("caption", text))
        for name in ("chart", "relIds"):
            for reference in element.iter(f"{{*}}{name}"):
                inline.captions += self._graphic(reference)

    def _graphic(self, reference: Any) -> list[Block]:
        """The words of a chart or of SmartArt in the text."""
        from files.extract.graphics import chart_blocks, diagram_blocks

        key = reference.get(f"{_R}id") or reference.get(f"{_R}dm")
        part = self.main.rels[key].target_part if key in self.main.rels and not self.main.rels[key].is_external else None
        if part is None:
            return []
        tree = parse_part(part, self.source)
        return chart_blocks(tree) if reference.get(f"{_R}id") else diagram_blocks(tree)

    def _note(self, kind: str, identity: str | None) -> list[Block]:
        if kind not in self.notes:
            tree = _tree(self.main, kind, self.source)
            self.notes[kind] = {note.get(w("id")): note for note in tree} if tree is not None else {}
        note = self.notes[kind].pop(identity or "", None)
        if note is None:
            return []
        return [Block("footnote", block.text, bold=block.bold, links=block.links) for block in self.blocks(note)]

    def _address(self, hyperlink: Any) -> str | None:
        relation = self.main.rels.get(hyperlink.get(f"{_R}id"))
        return str(relation.target_ref) if relation is not None and relation.is_external else None

    def _table(self, table: Any) -> list[Block]:
        self.tables += 1
        if self.tables > _MAX_TABLES:
            self.tables -= 1
            self.source.warn("tables_too_deep")
            return [Block("paragraph", text)] if (text := clean(" ".join(table.itertext(w("t"))))) else []
        out: list[Block] = []
        for row in _content(table, w("tr")):
            if row.find(f"{w('trPr')}/{w('del')}") is not None:
                continue
            header = row.find(f"{w('trPr')}/{w('tblHeader')}")
            out += self._row(row, header is not None and is_on(header))
        self.tables -= 1
        return out

    def _row(self, row: Any, header: bool) -> list[Block]:
        cells: list[list[Block]] = []
        nested: list[Block] = []
        for cell in _content(row, w("tc")):
            elements = list(_content(cell))
            cells.append([block for element in elements if element.tag == w("p") for block in self._block(element)])
            nested += [block for element in elements if element.tag == w("tbl") for block in self._block(element)]
        return row_blocks(cells, header=header) + nested

    def first_header(self, root: Any) -> list[Block]:
        """What only the first page's header says: a letterhead is text, not a running header."""
        sections = list(root.iter(w("sectPr")))[:1]
        if not sections or sections[0].find(w("titlePg")) is None:
            return []
        parts = {kind: self._margin(sections[0], "headerReference", kind) for kind in ("first", "default")}
        running = {block.text for block in parts["default"]}
        return [block for block in parts["first"] if block.text not in running]

    def _margin(self, section: Any, tag: str, kind: str) -> list[Block]:
        for reference in section.findall(w(tag)):
            relation = self.main.rels.get(reference.get(f"{_R}id"))
            if reference.get(w("type"), "default") == kind and relation is not None:
                return self.blocks(parse_part(relation.target_part, self.source))
        return []

    def margins(self) -> list[tuple[str, str]]:
        """Running headers and footers, each once, their lines parted by line feeds."""
        out: list[tuple[str, str]] = []
        for kind in ("header", "footer"):
            texts: dict[str, None] = {}
            for part in related(self.main, kind):
                texts.update(dict.fromkeys(block.text for block in self.blocks(parse_part(part, self.source))))
            out.append((kind, "\n".join(texts)))
        return out


def _content(parent: Any, wanted: str | None = None) -> Iterator[Any]:
    """Paragraphs and tables (or rows, or cells) under an element, through content controls, insertions and the like."""
    stops = {wanted} if wanted else {w("p"), w("tbl")}
    for child in parent:
        if child.tag in stops:
            yield child
        elif child.tag == w("sdt"):
            if not _is_placeholder(child):
                for content in child.findall(w("sdtContent")):
                    yield from _content(content, wanted)
        elif child.tag == f"{_MC}AlternateContent":
            for chosen in _alternative(child):
                yield from _content(chosen, wanted)
        elif isinstance(child.tag, str) and child.tag.startswith(W) and child.tag not in _SKIPPED:
            yield from _content(child, wanted)


def _alternative(element: Any) -> list[Any]:
    """The first choice that holds anything, else the fallback."""
    chosen = next((choice for choice in element.findall(f"{_MC}Choice") if len(choice)), None)
    return [chosen] if chosen is not None else element.findall(f"{_MC}Fallback")


def _in_fallback(box: Any, top: Any) -> bool:
    for ancestor in box.iterancestors():
        if ancestor is top:
            return False
        if ancestor.tag == f"{_MC}Fallback":
            return any(len(choice) for choice in ancestor.getparent().findall(f"{_MC}Choice"))
    return False


def _filled_in(control: Any) -> list[Any]:
    """What a content control holds; nothing where nobody has filled it in."""
    return [] if _is_placeholder(control) else control.findall(w("sdtContent"))


def _is_placeholder(control: Any) -> bool:
    return control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None


def _field(kind: str | None, inline: _Inline) -> None:
    """Between a field's beginning and its separator stands its code, which nobody sees."""
    if kind == "begin":
        inline.in_code.append(True)
    elif kind == "separate" and inline.in_code:
        inline.in_code[-1] = False
    elif kind == "end" and inline.in_code:
        inline.in_code.pop()


def _symbol(element: Any) -> str:
    """A character of a symbol font: ticked and empty boxes matter, arrows too; others are decoration."""
    code = (element.get(w("char")) or "").upper()
    return {"F0FE": "☒", "F078": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0E0": "→", "F0E8": "→"}.get(code, "")


def _lines(pieces: list[Piece], *, joined: bool) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for index, part in enumerate(piece.text.split(_BREAK)):
            if index and not joined:
                lines.append([])
            lines[-1].append(Piece(f" {part}" if index and joined else part, piece.bold, piece.link))
    return lines


def _kind(folded: Folded, heading: int | None, depth: int | None) -> Block:
    if heading is not None:
        return folded.block("heading", heading)
    return folded.block("paragraph") if depth is None else folded.block("list_item", depth)
