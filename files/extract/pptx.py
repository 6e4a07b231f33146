"""PPTX into blocks, one section a slide: python-pptx opens the package, shapes are read from their XML.

Titles come first, groups are entered, and a shape that cannot be read costs a warning, not the deck. `Block.shape` says
what a block stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

import lxml.etree
from pptx.package import Package

from files.extract.archive import open_mended
from files.extract.graphics import chart_blocks, diagram_blocks
from files.extract.numbering import numeral
from files.extract.ooxml import core_properties, parse_part, related
from files.extract.rows import row_blocks
from files.extract.source import Source
from files.extract.text import Folded, Piece, clean, fold, prefix
from kb.document import Block, Box, Document, Section
from kb.errors import ExtractError

_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_EMU: Final = 12700
_BREAK: Final = "\x0b"
_MAX_GROUPS: Final = 50
_PICTURE_NAME: Final = re.compile(r"\S+\.(?:png|jpe?g|gif|emf|wmf|svg|bmp|tiff?)", re.IGNORECASE)
_NUMBERS: Final = {
    "arabic": "decimal",
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
}
_TITLES: Final = ("title", "ctrTitle")
_MARGINS: Final = ("dt", "sldNum", "ftr", "hdr")

TITLE: Final = "otsikko"
TEXT: Final = "teksti"
TABLE: Final = "taulukko"
PICTURE: Final = "kuva"
NOTES: Final = "muistiinpanot"


def read(source: Source) -> Document:
    """The blocks of a deck, slide by slide, hidden slides too."""
    package = open_mended(Package.open, source)
    main = package.main_document_part
    root = main._element
    size = root.find(f"{_P}sldSz")
    width, height = (int(size.get(name, "0")) / _EMU if size is not None else None for name in ("cx", "cy"))
    footers: dict[str, None] = {}
    sections: list[Section] = []
    for number, identity in enumerate(root.iter(f"{_P}sldId"), start=1):
        try:
            part = main.rels[identity.get(f"{_R}id")].target_part
            reader = _Reader(source, part, number, footers)
            blocks = reader.slide(part._element)
        except (KeyError, ValueError, AttributeError, lxml.etree.LxmlError):
            source.warn("slide_unread", f"dia {number}")
            sections.append(Section(f"dia {number}", number, (), width=width, height=height))
            continue
        title = next((block.text for block in blocks if block.shape == TITLE), None)
        sections.append(Section(f"dia {number}", number, tuple(blocks), title, width, height))
    if not sections:
        raise ExtractError(source.path, "no_slides")
    title, properties = core_properties(package, source)
    return source.document(sections, title=title, properties=[*properties, ("footer", "\n".join(footers))])


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a group's own coordinates become the slide's: x' = x * scale + shift, in EMU."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0
    depth: int = 0


@dataclass(slots=True)
class _Reader:
    """Reads the shapes of one slide."""

    source: Source
    part: Any
    number: int
    footers: dict[str, None]
    layout: dict[str, Any] = field(default_factory=dict)

    def slide(self, root: Any) -> list[Block]:
        """The slide's blocks: its title, the rest in the order of its shapes, its notes."""
        self.layout = self._layout_places()
        self.footers.update(dict.fromkeys(self._stamps()))
        tree = root.find(f"{_P}cSld/{_P}spTree")
        blocks = list(self._shapes(tree, _Frame())) if tree is not None else []
        if not any(block.shape == TITLE for block in blocks):
            blocks = self._promoted(blocks)
        titles = [block for block in blocks if block.shape == TITLE]
        return [*titles, *(block for block in blocks if block.shape != TITLE), *self._notes()]

    def _shapes(self, tree: Any, frame: _Frame) -> Iterator[Block]:
        for element in tree:
            try:
                yield from self._shape(element, frame)
            except (KeyError, ValueError, AttributeError, TypeError, lxml.etree.LxmlError):
                name = element.find(f".//{_P}cNvPr")
                self.source.warn("shape_unread", self._where(), shape=name.get("name", "?") if name is not None else "?")

    def _shape(self, element: Any, frame: _Frame) -> Iterator[Block]:
        tag = element.tag
        if tag == f"{_P}grpSp" and frame.depth < _MAX_GROUPS:
            yield from self._described(element, ())
            yield from self._shapes(element, _group_frame(element, frame))
        elif tag == f"{_MC}AlternateContent":
            chosen = next((choice for choice in element.findall(f"{_MC}Choice") if len(choice)), None)
            for inner in [chosen] if chosen is not None else element.findall(f"{_MC}Fallback"):
                yield from self._shapes(inner, frame)
        elif tag == f"{_P}sp":
            yield from self._text_shape(element, frame)
        elif tag == f"{_P}graphicFrame":
            boxes = self._boxes(element.find(f"{_P}xfrm"), None, frame)
            yield from (replace(block, boxes=boxes) for block in self._graphic(element))
        elif tag in (f"{_P}pic", f"{_P}cxnSp"):
            yield from self._described(element, self._boxes(element.find(f"{_P}spPr/{_A}xfrm"), None, frame))

    def _text_shape(self, element: Any, frame: _Frame) -> Iterator[Block]:
        placeholder = element.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        kind = placeholder.get("type", "obj") if placeholder is not None else None
        body = element.find(f"{_P}txBody")
        if kind in _MARGINS:
            text = clean(" ".join("".join(p.itertext(f"{_A}t")) for p in body.iter(f"{_A}p"))) if body is not None else ""
            if kind == "ftr" and text:
                self.footers[text] = None
            return
        boxes = self._boxes(element.find(f"{_P}spPr/{_A}xfrm"), placeholder, frame)
        blocks = list(_text_blocks(body, kind, self._address)) if body is not None else []
        yield from (replace(block, boxes=boxes) for block in blocks)
        if not blocks:
            yield from self._described(element, boxes)

    def _described(self, element: Any, boxes: tuple[Box, ...]) -> Iterator[Block]:
        """Alternative text, where somebody wrote one."""
        properties = element.find(f"*/{_P}cNvPr")
        text = clean(properties.get("descr") or properties.get("title") or "") if properties is not None else ""
        if text and not _PICTURE_NAME.fullmatch(text):
            yield Block("caption", text, shape=PICTURE, boxes=boxes)

    def _graphic(self, element: Any) -> Iterator[Block]:
        yield from (replace(block, boxes=()) for block in self._described(element, ()))
        table = element.find(f".//{_A}tbl")
        if table is not None:
            yield from _table(table, self._address)
            return
        data = element.find(f"{_A}graphic/{_A}graphicData")
        for reference in data if data is not None else ():
            name = lxml.etree.QName(reference).localname
            if name == "chart":
                yield from chart_blocks(self._related(reference.get(f"{_R}id")))
            elif name == "relIds":
                yield from diagram_blocks(self._related(reference.get(f"{_R}dm")))
            elif (found := _embedded(reference, name)) is not None:
                self.source.warn("shape_unread", self._where(), shape=found.get("progId") or found.get("name") or "OLE")
            elif name == "AlternateContent":
                for chart in reference.iter("{*}chart"):
                    yield from chart_blocks(self._related(chart.get(f"{_R}id")))

    def _related(self, key: str | None) -> Any:
        return parse_part(self.part.rels[key].target_part, self.source)

    def _address(self, key: str | None) -> str | None:
        relation = self.part.rels.get(key) if key else None
        return str(relation.target_ref) if relation is not None and relation.is_external else None

    def _notes(self) -> Iterator[Block]:
        """Speaker notes, asked from the package: python-pptx's `notes_slide` would make an empty one."""
        for part in related(self.part, "notesSlide"):
            for shape in part._element.iter(f"{_P}sp"):
                placeholder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
                body = shape.find(f"{_P}txBody")
                if body is not None and (placeholder is None or placeholder.get("type") == "body"):
                    for block in _text_blocks(body, None, lambda _: None):
                        yield Block("note", block.text, bold=block.bold, shape=NOTES)

    def _layout_places(self) -> dict[str, Any]:
        """Where the layout puts its placeholders, by index and by type."""
        found: dict[str, Any] = {}
        for part in related(self.part, "slideLayout"):
            for shape in part._element.iter(f"{_P}sp"):
                placeholder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
                place = shape.find(f"{_P}spPr/{_A}xfrm")
                if placeholder is not None and place is not None:
                    found.setdefault(f"idx {placeholder.get('idx', '0')}", place)
                    found.setdefault(placeholder.get("type", "obj"), place)
        return found

    def _stamps(self) -> Iterator[str]:
        """Texts that the layout and its master put on the slide, such as a marking of secrecy: all but their placeholders."""
        for layout in related(self.part, "slideLayout"):
            for part in (layout, *related(layout, "slideMaster")):
                for shape in part._element.iter(f"{_P}sp"):
                    texts = ("".join(paragraph.itertext(f"{_A}t")) for paragraph in shape.iter(f"{_A}p"))
                    if shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph") is None and (text := clean(" ".join(texts))):
                        yield text

    def _boxes(self, place: Any, placeholder: Any, frame: _Frame) -> tuple[Box, ...]:
        """The shape's place on the slide in points; nothing where it is not said."""
        if place is None and placeholder is not None:
            place = self.layout.get(f"idx {placeholder.get('idx', '0')}", self.layout.get(placeholder.get("type", "obj")))
        offset, size = (place.find(f"{_A}off"), place.find(f"{_A}ext")) if place is not None else (None, None)
        if offset is None or size is None:
            return ()
        x, y, cx, cy = (int(float(value)) for value in (offset.get("x"), offset.get("y"), size.get("cx"), size.get("cy")))
        x0, y0 = x * frame.scale_x + frame.shift_x, y * frame.scale_y + frame.shift_y
        x1, y1 = x0 + cx * frame.scale_x, y0 + cy * frame.scale_y
        return (Box(self.number, *(round(value / _EMU, 1) for value in (x0, y0, x1, y1))),)

    def _promoted(self, blocks: list[Block]) -> list[Block]:
        """A slide without a title placeholder: a short line of its own near the top serves as its title."""
        placed = [block for block in blocks if block.boxes and block.shape == TEXT]
        if not placed:
            return blocks
        top = min(placed, key=lambda block: (block.boxes[0].y0, block.boxes[0].x0))
        alone = sum(block.boxes == top.boxes for block in placed) == 1
        if not alone or len(top.text) > 100 or top.text.endswith((".", ",", ";")) or top.boxes[0].y0 > 150:
            return blocks
        return [replace(b, kind="heading", level=1, shape=TITLE) if b is top else b for b in blocks]

    def _where(self) -> str:
        return f"dia {self.number}"


def _group_frame(group: Any, outer: _Frame) -> _Frame:
    place = group.find(f"{_P}grpSpPr/{_A}xfrm")
    parts = [place.find(f"{_A}{name}") for name in ("off", "ext", "chOff", "chExt")] if place is not None else []
    if not parts or any(part is None for part in parts):
        return replace(outer, depth=outer.depth + 1)
    offset, size, inner, inner_size = parts
    scale_x = float(size.get("cx")) / (float(inner_size.get("cx")) or 1)
    scale_y = float(size.get("cy")) / (float(inner_size.get("cy")) or 1)
    return _Frame(
        outer.scale_x * scale_x,
        outer.scale_y * scale_y,
        (float(offset.get("x")) - float(inner.get("x")) * scale_x) * outer.scale_x + outer.shift_x,
        (float(offset.get("y")) - float(inner.get("y")) * scale_y) * outer.scale_y + outer.shift_y,
        outer.depth + 1,
    )


def _text_blocks(body: Any, kind: str | None, address: Any) -> Iterator[Block]:
    """The paragraphs of a text body. Placeholders for text have bullets unless told otherwise, text boxes have not."""
    counts: dict[int, int] = {}
    for paragraph in body.iter(f"{_A}p"):
        properties = paragraph.find(f"{_A}pPr")
        level = int(properties.get("lvl", "0")) if properties is not None else 0
        pieces = list(_pieces(paragraph, address))
        number = _number(properties, level, counts, shown=any(piece.text.strip() for piece in pieces))
        is_item = number != "" or _has_bullet(properties, kind)
        for line in _lines(pieces, joined=kind in _TITLES):
            folded = prefix(fold(line), number)
            number = ""
            if folded.text:
                yield _block(folded, kind, level if is_item else None)


def _block(folded: Folded, kind: str | None, level: int | None) -> Block:
    if kind in _TITLES:
        return folded.block("heading", 1, TITLE)
    if kind == "subTitle":
        return folded.block("heading", 2, TEXT)
    return folded.block("paragraph", shape=TEXT) if level is None else folded.block("list_item", level, TEXT)


def _has_bullet(properties: Any, kind: str | None) -> bool:
    if properties is not None:
        if properties.find(f"{_A}buNone") is not None:
            return False
        if any(properties.find(f"{_A}{name}") is not None for name in ("buChar", "buAutoNum", "buBlip")):
            return True
    return kind in ("body", "obj")


def _embedded(reference: Any, name: str) -> Any:
    """The object of another program that a shape holds, None where it holds none."""
    return reference if name == "oleObj" else reference.find(f".//{_P}oleObj")


def _begin_anew(counts: dict[int, int], from_level: int) -> None:
    for deeper in [level for level in counts if level >= from_level]:
        del counts[deeper]


def _number(properties: Any, level: int, counts: dict[int, int], *, shown: bool) -> str:
    """The automatic number of a paragraph, "" where it has none; levels below begin anew."""
    automatic = properties.find(f"{_A}buAutoNum") if properties is not None else None
    _begin_anew(counts, level if automatic is None and shown else level + 1)
    if automatic is None or not shown:
        return ""
    counts[level] = counts[level] + 1 if level in counts else int(automatic.get("startAt", "1"))
    kind = automatic.get("type", "arabicPeriod")
    style = next((style for name, style in _NUMBERS.items() if kind.startswith(name)), "decimal")
    before, after = next((marks for ending, marks in _NUMBER_MARKS if kind.endswith(ending)), ("", ""))
    return f"{before}{numeral(counts[level], style)}{after}"


_NUMBER_MARKS: Final = (("ParenBoth", ("(", ")")), ("Period", ("", ".")), ("ParenR", ("", ")")))


def _run_piece(run: Any, address: Any) -> Piece:
    """A run's text, whether it is bold, and where its link leads."""
    properties = run.find(f"{_A}rPr")
    link = properties.find(f"{_A}hlinkClick") if properties is not None else None
    bold = properties is not None and properties.get("b") in ("1", "true")
    text = run.find(f"{_A}t")
    words = "".join(text.xpath("text()")) if text is not None else ""
    return Piece(words, bold, address(link.get(f"{_R}id")) if link is not None else None)


def _pieces(paragraph: Any, address: Any) -> Iterator[Piece]:
    for child in paragraph:
        tag = child.tag
        if tag == f"{_A}r":
            yield _run_piece(child, address)
        elif tag == f"{_A}br":
            yield Piece(_BREAK)
        elif tag == f"{_A}fld" and child.get("type") != "slidenum":
            yield Piece(child.findtext(f"{_A}t") or "")
        elif tag not in (f"{_A}pPr", f"{_A}endParaRPr"):
            yield Piece("".join(part.text or "" for part in child.iter(_MATH)))


def _lines(pieces: list[Piece], *, joined: bool) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for index, part in enumerate(re.split("[\x0b\n]", piece.text)):
            if index and not joined:
                lines.append([])
            lines[-1].append(replace(piece, text=f" {part}" if index and joined else part))
    return lines


def _table(table: Any, address: Any) -> Iterator[Block]:
    """Rows with their cells; a merged cell's text stands once. The first row is the header where the table says so."""
    properties = table.find(f"{_A}tblPr")
    has_header = properties is not None and properties.get("firstRow") in ("1", "true")
    for number, row in enumerate(table.findall(f"{_A}tr")):
        cells: list[list[Block]] = []
        for cell in row.findall(f"{_A}tc"):
            if cell.get("hMerge") in ("1", "true"):
                continue
            body = cell.find(f"{_A}txBody")
            merged = cell.get("vMerge") in ("1", "true") or body is None
            cells.append([] if merged else [replace(block, shape=TABLE) for block in _text_blocks(body, None, address)])
        yield from row_blocks(cells, header=has_header and number == 0, shape=TABLE)
