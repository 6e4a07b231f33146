"""Slides' text in the story → PPTX with tables, charts, notes, grouped shapes, a diagram, pictures and alt text.

Grammar, by line: ``# title`` begins the first slide (the lines after it are its subtitle), ``## title`` the others;
``- point``, ``-- lower point``; ``| a | b |`` a table; ``! text`` speaker notes;
``@pylväs: title | luokat: a; b | series: 1; 2`` a chart (also ``@viiva``, ``@ympyrä``);
``@ryhmä: a | b | c`` boxes with arrows in a group; ``@sisäkkäin: a | b`` a group within a group;
``@kaavio: a | b`` a SmartArt diagram; ``@kuva: alt text`` a picture; ``@laatikko: text`` a text box.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pymupdf
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches, Pt

from corpus.tarina.archive import freeze
from corpus.tarina.markup import parse_row

_INK, _BLUE, _ICE = RGBColor(0x1D, 0x3B, 0x53), RGBColor(0x2F, 0x6F, 0x9F), RGBColor(0xE3, 0xEE, 0xF5)
_CHARTS = {
    "pylväs": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "viiva": XL_CHART_TYPE.LINE_MARKERS,
    "ympyrä": XL_CHART_TYPE.PIE,
}
_LEFT, _WIDE = Inches(0.6), Inches(12.1)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide of the story: its title, its lines in the grammar above, and the speaker's notes (``""`` if none)."""

    title: str
    lines: tuple[str, ...]
    notes: str


def parse_slides(source: str) -> tuple[Slide, ...]:
    """Return the slides of a deck.

    >>> parse_slides("# Alku\\nTekijä\\n## Toinen\\n- a\\n! sano tämä")[1]
    Slide(title='Toinen', lines=('- a',), notes='sano tämä')
    """
    slides = []
    for chunk in re.split(r"(?m)^##? ", source.strip())[1:]:
        title, *lines = [line.strip() for line in chunk.strip().splitlines() if line.strip()]
        notes = " ".join(line[2:] for line in lines if line.startswith("! "))
        slides.append(Slide(title, tuple(line for line in lines if not line.startswith("! ")), notes))
    return tuple(slides)


def write_pptx(source: str, *, day: date, invented: str, language: str = "fi") -> bytes:
    """Return the deck; its first slide says that everything is invented."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    slides = parse_slides(source)
    _write_first(deck, slides[0], invented)
    for slide in slides[1:]:
        _write_slide(deck, slide)
    properties = deck.core_properties
    properties.title, properties.language = slides[0].title, language
    properties.author = properties.last_modified_by = slides[0].lines[0] if slides[0].lines else ""
    properties.created = properties.modified = datetime(day.year, day.month, day.day, 9)
    out = io.BytesIO()
    deck.save(out)
    return freeze(out.getvalue(), day)


def _write_first(deck: Any, slide: Slide, invented: str) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[0])
    band = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(0.35), deck.slide_height)
    _paint(band, _BLUE)
    title, subtitle = page.shapes.title, page.placeholders[1]
    _place(title, Inches(1), Inches(1.7), Inches(11), Inches(1.9))
    _place(subtitle, Inches(1), Inches(3.8), Inches(11), Inches(1.6))
    title.text, subtitle.text = slide.title, "\n".join(slide.lines)
    _set_type(title, 38, _INK, bold=True)
    _set_type(subtitle, 20, _INK)
    box = page.shapes.add_textbox(Inches(1), Inches(6.6), Inches(11), Inches(0.5))
    box.text_frame.word_wrap = True
    box.text_frame.text = invented
    _set_type(box, 12, RGBColor(0x55, 0x60, 0x68))
    if slide.notes:
        page.notes_slide.notes_text_frame.text = slide.notes


def _write_slide(deck: Any, slide: Slide) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[5])
    _place(page.shapes.title, _LEFT, Inches(0.35), _WIDE, Inches(1.0))
    page.shapes.title.text = slide.title
    _set_type(page.shapes.title, 28, _INK, bold=True)
    parts = _parts(slide.lines)
    top, height = Inches(1.5), Inches(5.5)
    weights = [_weight(kind, lines) for kind, lines in parts]
    for (kind, lines), weight in zip(parts, weights, strict=True):
        part_height = Emu(int(height * weight / sum(weights)))
        _WRITERS[kind](page, lines, top, Emu(part_height - Inches(0.15)))
        top = Emu(top + part_height)
    if slide.notes:
        page.notes_slide.notes_text_frame.text = slide.notes


def _parts(lines: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """Return the slide's parts: neighbouring points are one part, rows of a table one."""
    parts: list[tuple[str, list[str]]] = []
    for line in lines:
        kind = "points"
        if line.startswith("|"):
            kind = "table"
        elif line.startswith("@"):
            kind = line[1:].partition(":")[0]
        text = line.partition(":")[2].strip() if line.startswith("@") else line
        if parts and parts[-1][0] == kind and kind in ("points", "table"):
            parts[-1][1].append(text)
        else:
            parts.append((kind, [kind + "|" + text] if kind in _CHARTS else [text]))
    return parts


def _weight(kind: str, lines: list[str]) -> float:
    if kind in ("points", "table"):
        return max(len(lines), 2) + sum(len(line) > 110 for line in lines)
    return {"laatikko": 1.5, "ryhmä": 3.0, "sisäkkäin": 3.5, "kaavio": 4.0}.get(kind, 6.0)


def _write_points(page: Any, lines: list[str], top: Emu, height: Emu) -> None:
    box = page.shapes.add_textbox(_LEFT, top, _WIDE, height)
    frame = box.text_frame
    frame.word_wrap = True
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        level = 1 if line.startswith("-- ") else 0
        listed = line.startswith("-")
        paragraph.text = ("•  " if listed else "") + line.lstrip("- ")
        paragraph.level = level
        paragraph.font.size, paragraph.font.color.rgb = Pt(16 if level else 19), _INK
        paragraph.space_after = Pt(6)


def _write_table(page: Any, lines: list[str], top: Emu, height: Emu) -> None:
    rows = [parse_row(line) for line in lines]
    height = Emu(min(height, Inches(0.45) * len(rows)))
    table = page.shapes.add_table(len(rows), len(rows[0]), _LEFT, top, _WIDE, height).table
    shares = [min(max(len(row[i]) for row in rows) + 4, 45) for i in range(len(rows[0]))]
    for i, share in enumerate(shares):
        table.columns[i].width = Emu(int(_WIDE * share / sum(shares)))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            cell = table.cell(r, c)
            cell.text = text
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size = Pt(14)


def _write_chart(page: Any, lines: list[str], top: Emu, height: Emu) -> None:
    kind, title, *series = [part.strip() for part in lines[0].split("|")]
    data = CategoryChartData()
    for part in series:
        name, _, values = part.partition(":")
        cells = [value.strip() for value in values.split(";")]
        if name.strip() == "luokat":
            data.categories = cells
        else:
            data.add_series(name.strip(), [float(cell.replace(",", ".")) for cell in cells])
    frame = page.shapes.add_chart(_CHARTS[kind], Inches(1.2), top, Inches(10.8), height, data)
    frame.name = f"Kaavio: {title}"
    chart = frame.chart
    chart.has_title = True
    chart.chart_title.text_frame.text = title
    chart.has_legend = len(series) > 2 or kind == "ympyrä"
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    chart.font.size = Pt(14)


def _write_group(page: Any, lines: list[str], top: Emu, height: Emu) -> None:
    _fill_group(page.shapes.add_group_shape(), lines[0].split("|"), _LEFT, top, _WIDE, height)


def _write_nested(page: Any, lines: list[str], top: Emu, height: Emu) -> None:
    outer = page.shapes.add_group_shape()
    first, *rest = lines[0].split("|")
    half = Emu(int(height * 0.4))
    frame = outer.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, _LEFT, top, _WIDE, half)
    _label(frame, first.strip(), _BLUE, RGBColor(0xFF, 0xFF, 0xFF))
    _fill_group(outer.shapes.add_group_shape(), rest, _LEFT, Emu(top + half + Inches(0.15)), _WIDE, half)


def _fill_group(group: Any, texts: list[str], left: Emu, top: Emu, width: Emu, height: Emu) -> None:
    gap = Inches(0.35)
    box_width = Emu(int((width - gap * (len(texts) - 1)) / len(texts)))
    height = Emu(min(height, Inches(1.5)))
    for index, text in enumerate(texts):
        x = Emu(left + index * (box_width + gap))
        box = group.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, x, top, box_width, height)
        _label(box, text.strip(), _ICE, _INK)
        if index:
            middle = Emu(top + height // 2)
            group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Emu(x - gap), middle, x, middle)


def _write_box(page: Any, lines: list[str], top: Emu, height: Emu) -> None:
    box = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, _LEFT, top, _WIDE, Emu(min(height, Inches(1.1))))
    _label(box, lines[0], _ICE, _INK)


def _write_picture(page: Any, lines: list[str], top: Emu, height: Emu) -> None:
    picture = page.shapes.add_picture(io.BytesIO(_draw(lines[0])), Inches(3), top, height=height)
    picture._element.nvPicPr.cNvPr.set("descr", lines[0])


def _draw(text: str) -> bytes:
    """Return a small PNG: a landscape of hills and measuring points that depends on the text."""
    document = pymupdf.open()
    page = document.new_page(width=480, height=300)
    page.draw_rect(page.rect, fill=(0.89, 0.94, 0.97), color=None)
    seed = sum(map(ord, text))
    for layer in range(3):
        points = [(x, 150 + 40 * layer - (seed * (x + 31 * layer) % 53)) for x in range(0, 481, 60)]
        shade = 0.75 - 0.18 * layer
        page.draw_polyline([(0, 300), *points, (480, 300)], fill=(shade * 0.8, shade * 0.95, shade), color=None)
    for dot in range(6):
        centre = (40 + (seed * (dot + 3)) % 400, 120 + (seed * (dot + 7)) % 140)
        page.draw_circle(centre, 6, fill=(0.8, 0.25, 0.2), color=(1, 1, 1))
    png: bytes = page.get_pixmap(dpi=96).tobytes("png")
    return png


def _place(shape: Any, left: Emu, top: Emu, width: Emu, height: Emu) -> None:
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _set_type(shape: Any, size: int, colour: RGBColor, *, bold: bool = False) -> None:
    for paragraph in shape.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.bold, paragraph.font.color.rgb = Pt(size), bold, colour
        paragraph.alignment = 1


def _paint(shape: Any, colour: RGBColor) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour
    shape.line.fill.background()


def _label(shape: Any, text: str, fill: RGBColor, ink: RGBColor) -> None:
    _paint(shape, fill)
    shape.text_frame.word_wrap = True
    shape.text_frame.text = text
    for paragraph in shape.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.color.rgb = Pt(16), ink


_DGM = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DIAGRAM_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.diagram{}+xml"


def _write_diagram(page: Any, lines: list[str], top: Emu, height: Emu) -> None:
    """Write a SmartArt diagram; python-pptx has none, so its four parts are made here."""
    texts = [text.strip() for text in lines[0].split("|")]
    parts = (
        ("data", "Data", "diagramData", _diagram_data(texts)),
        ("layout", "Layout", "diagramLayout", _DIAGRAM_LAYOUT),
        ("quickStyle", "Style", "diagramQuickStyle", _DIAGRAM_STYLE),
        ("colors", "Colors", "diagramColors", _DIAGRAM_COLOURS),
    )
    number = sum(1 for part in page.part.package.iter_parts() if str(part.partname).startswith("/ppt/diagrams/data")) + 1
    ids = {}
    for name, kind, relation, xml in parts:
        part = Part(PackURI(f"/ppt/diagrams/{name}{number}.xml"), _DIAGRAM_TYPE.format(kind), page.part.package, xml.encode())
        ids[name] = page.part.relate_to(part, f"{_REL}/{relation}")
    frame = parse_xml(
        f'<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" {_A} xmlns:r="{_REL}">'
        f'<p:nvGraphicFramePr><p:cNvPr id="{900 + number}" name="Prosessikaavio {number}" descr="{" – ".join(texts)}"/>'
        "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>"
        f'<p:xfrm><a:off x="{_LEFT}" y="{top}"/><a:ext cx="{_WIDE}" cy="{height}"/></p:xfrm>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram">'
        f'<dgm:relIds {_DGM} r:dm="{ids["data"]}" r:lo="{ids["layout"]}" r:qs="{ids["quickStyle"]}" r:cs="{ids["colors"]}"/>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )
    page.shapes._spTree.append(frame)


def _diagram_data(texts: list[str]) -> str:
    points = "".join(
        f'<dgm:pt modelId="{i}"><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="fi-FI"/>'
        f"<a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>"
        for i, text in enumerate(texts, 1)
    )
    links = "".join(
        f'<dgm:cxn modelId="{100 + i}" srcId="0" destId="{i}" srcOrd="{i - 1}" destOrd="0"/>' for i in range(1, len(texts) + 1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><dgm:dataModel {_DGM} {_A}><dgm:ptLst>'
        '<dgm:pt modelId="0" type="doc"><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p>'
        f"</dgm:t></dgm:pt>{points}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst><dgm:bg/><dgm:whole/></dgm:dataModel>"
    )


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_DIAGRAM_LAYOUT = (
    f'{_HEAD}<dgm:layoutDef {_DGM} {_A} uniqueId="urn:tarina/prosessi"><dgm:title val=""/><dgm:desc val=""/><dgm:catLst/>'
    '<dgm:layoutNode name="diagram"><dgm:alg type="lin"/><dgm:shape><dgm:adjLst/></dgm:shape><dgm:presOf/>'
    '<dgm:forEach name="node" axis="ch" ptType="node"><dgm:layoutNode name="node"><dgm:alg type="tx"/>'
    '<dgm:shape type="roundRect"><dgm:adjLst/></dgm:shape><dgm:presOf axis="desOrSelf" ptType="node"/>'
    "</dgm:layoutNode></dgm:forEach></dgm:layoutNode></dgm:layoutDef>"
)
_DIAGRAM_STYLE = (
    f'{_HEAD}<dgm:styleDef {_DGM} {_A} uniqueId="urn:tarina/tyyli"><dgm:title val=""/><dgm:desc val=""/><dgm:catLst/>'
    "</dgm:styleDef>"
)
_DIAGRAM_COLOURS = (
    f'{_HEAD}<dgm:colorsDef {_DGM} {_A} uniqueId="urn:tarina/varit"><dgm:title val=""/><dgm:desc val=""/><dgm:catLst/>'
    "</dgm:colorsDef>"
)

_WRITERS: dict[str, Callable[[Any, list[str], Emu, Emu], None]] = {
    "points": _write_points,
    "table": _write_table,
    **dict.fromkeys(_CHARTS, _write_chart),
    "ryhmä": _write_group,
    "sisäkkäin": _write_nested,
    "kaavio": _write_diagram,
    "kuva": _write_picture,
    "laatikko": _write_box,
}
