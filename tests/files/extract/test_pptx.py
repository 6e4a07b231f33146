"""PPTX: titles, groups, tables, charts, notes, alternative text; a shape that breaks does not lose the deck."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm, Pt

from files.extract.graphics import diagram_blocks
from kb.document import Block, Document

Blocks = Callable[[str, bytes], list[Block]]
Read = Callable[[str, bytes], Document]


def deck(*fills: Callable[[Any], None], layout: int = 1) -> bytes:
    """A deck with one slide a function that fills it."""
    presentation = pptx.Presentation()
    for fill in fills:
        fill(presentation.slides.add_slide(presentation.slide_layouts[layout]))
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def shown(found: list[Block]) -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.shape, block.text) for block in found]


def bullets(slide: Any) -> None:
    slide.shapes.title.text = "Tilannekatsaus"
    frame = slide.placeholders[1].text_frame
    frame.text = "Hakemusmäärät kasvoivat"
    below = frame.add_paragraph()
    below.text, below.level = "erityisesti keväällä", 1
    slide.notes_slide.notes_text_frame.text = "Muista mainita kesä."


def test_a_slide_gives_its_title_bullets_with_depth_and_notes(read: Read) -> None:
    document = read("a.pptx", deck(bullets))
    (slide,) = document.sections
    assert (slide.label, slide.number, slide.title) == ("dia 1", 1, "Tilannekatsaus")
    assert shown(list(slide.blocks)) == [
        ("heading", "otsikko", "Tilannekatsaus"),
        ("list_item", "teksti", "Hakemusmäärät kasvoivat"),
        ("list_item", "teksti", "erityisesti keväällä"),
        ("note", "muistiinpanot", "Muista mainita kesä."),
    ]
    assert [block.level for block in slide.blocks][1:3] == [0, 1]


def test_a_title_comes_first_though_it_was_drawn_last(blocks: Blocks) -> None:
    def fill(slide: Any) -> None:
        bullets(slide)
        tree = slide.shapes._spTree
        tree.append(slide.shapes.title._element)

    assert blocks("a.pptx", deck(fill))[0].text == "Tilannekatsaus"


def table(slide: Any) -> None:
    slide.shapes.title.text = "Tuotokset"
    rows = [("Tuotos", "Nimi", "Tila"), ("4.2", "Arviointikehikko", "valmis"), ("5.1", "Rakenne", "")]
    grid = slide.shapes.add_table(3, 3, Cm(1), Cm(5), Cm(20), Cm(5)).table
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            grid.cell(row, column).text = text
    grid.cell(2, 1).merge(grid.cell(2, 2))


def test_a_table_gives_rows_with_its_header_and_merged_cells_once(blocks: Blocks) -> None:
    found = [block for block in blocks("a.pptx", deck(table)) if block.shape == "taulukko"]
    assert [(block.cells, block.header) for block in found] == [
        (("Tuotos", "Nimi", "Tila"), True),
        (("4.2", "Arviointikehikko", "valmis"), False),
        (("5.1", "Rakenne"), False),
    ]


def chart(slide: Any) -> None:
    slide.shapes.title.text = "Kuukaudet"
    data = CategoryChartData(number_format="0%")
    data.categories = ["tammi", "helmi"]
    data.add_series("Osuus", (0.25, 0.5))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(5), Cm(15), Cm(8), data)
    frame.chart.has_title = True
    frame.chart.chart_title.text_frame.text = "Hakemukset 2024"


def test_a_chart_gives_title_series_categories_and_values_as_shown(blocks: Blocks) -> None:
    found = [block for block in blocks("a.pptx", deck(chart)) if block.shape == "kaavio"]
    assert [(block.kind, block.text) for block in found] == [
        ("caption", "Hakemukset 2024"),
        ("table_row", " | Osuus"),
        ("table_row", "tammi | 25 %"),
        ("table_row", "helmi | 50 %"),
    ]


def groups(slide: Any) -> None:
    slide.shapes.title.text = "Ryhmät"
    outer = slide.shapes.add_group_shape()
    outer.shapes.add_textbox(Cm(1), Cm(6), Cm(5), Cm(1)).text_frame.text = "uloin"
    inner = outer.shapes.add_group_shape()
    inner.shapes.add_textbox(Cm(2), Cm(8), Cm(5), Cm(1)).text_frame.text = "sisin"


def test_groups_within_groups_are_read_and_placed_on_the_slide(blocks: Blocks) -> None:
    found = blocks("a.pptx", deck(groups))
    assert [block.text for block in found] == ["Ryhmät", "uloin", "sisin"]
    assert [round(block.boxes[0].y0 * 2.54 / 72) for block in found[1:]] == [6, 8]


def test_alternative_text_is_a_caption_and_a_file_name_is_not(blocks: Blocks) -> None:
    def fill(slide: Any) -> None:
        slide.shapes.title.text = "Kuvat"
        for description in ("Kaavio kasvusta", "kuva1.png"):
            shape = slide.shapes.add_shape(1, Cm(1), Cm(5), Cm(2), Cm(2))
            shape._element.nvSpPr.cNvPr.set("descr", description)

    assert shown(blocks("a.pptx", deck(fill)))[1:] == [("caption", "kuva", "Kaavio kasvusta")]


def test_a_short_line_on_top_serves_as_title_where_there_is_none(read: Read) -> None:
    def fill(slide: Any) -> None:
        slide.shapes.add_textbox(Cm(1), Cm(8), Cm(10), Cm(1)).text_frame.text = "Leipäteksti jatkuu tässä."
        box = slide.shapes.add_textbox(Cm(1), Cm(1), Cm(10), Cm(1)).text_frame
        box.text = "Yhteenveto"
        box.paragraphs[0].runs[0].font.size = Pt(28)

    document = read("a.pptx", deck(fill, layout=6))
    assert document.sections[0].title == "Yhteenveto"
    assert [block.text for block in document.sections[0].blocks] == ["Yhteenveto", "Leipäteksti jatkuu tässä."]


def change(data: bytes, name: str, edit: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, edit(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


def test_a_shape_that_breaks_costs_a_warning_and_nothing_else(read: Read) -> None:
    broken = change(
        deck(chart, bullets),
        "ppt/slides/slide1.xml",
        lambda xml: re.sub(rb'r:id="rId\d+"/></a:graphicData', b'r:id="rId99"/></a:graphicData', xml),
    )
    document = read("a.pptx", broken)
    assert [section.title for section in document.sections] == ["Kuukaudet", "Tilannekatsaus"]
    assert [(where, code) for where, code, _ in document.warnings] == [("dia 1", "shape_unread")]


def test_a_slide_whose_xml_is_cut_is_read_as_far_as_it_goes(read: Read) -> None:
    broken = change(deck(bullets, bullets), "ppt/slides/slide1.xml", lambda xml: xml[: xml.index(b"erityisesti")])
    document = read("a.pptx", broken)
    assert [section.title for section in document.sections] == ["Tilannekatsaus", "Tilannekatsaus"]
    assert any(code == "part_mended" for _, code, _ in document.warnings)


@pytest.mark.parametrize("kind", ["slideshow", "template"])
def test_a_slide_show_and_a_template_are_decks_too(kind: str, blocks: Blocks) -> None:
    usual = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    data = change(
        deck(bullets),
        "[Content_Types].xml",
        lambda xml: xml.replace(usual, usual.replace(b"presentation.main", kind.encode() + b".main")),
    )
    assert blocks("a.ppsx", data)[0].text == "Tilannekatsaus"


def test_reading_a_deck_makes_no_notes(read: Read) -> None:
    document = read("a.pptx", deck(table))
    assert not any(block.kind == "note" for block in document.sections[0].blocks)


def test_smartart_is_read_in_the_order_of_its_connections() -> None:
    from lxml import etree

    space = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    points = "".join(
        f'<d:pt modelId="{key}"><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>'
        for key, text in ((2, "Toinen"), (3, "Alakohta"), (1, "Ensimmäinen"), (9, "Irrallinen"))
    )
    links = "".join(f'<d:cxn srcId="{s}" destId="{t}" srcOrd="{o}"/>' for s, t, o in ((0, 1, 0), (0, 2, 1), (2, 3, 0)))
    xml = (
        f'<d:dataModel xmlns:d="{space}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<d:ptLst><d:pt modelId="0" type="doc"/>{points}</d:ptLst><d:cxnLst>{links}</d:cxnLst></d:dataModel>'
    )
    found = diagram_blocks(etree.fromstring(xml))
    assert [(block.text, block.level) for block in found] == [
        ("Ensimmäinen", 0),
        ("Toinen", 0),
        ("Alakohta", 1),
        ("Irrallinen", 0),
    ]


def test_what_the_layout_puts_on_every_slide_is_kept_beside_the_slides(read: Read) -> None:
    def stamp(slide: Any) -> None:
        slide.shapes.title.text = "Tilannekatsaus"
        drawn = slide.shapes.add_textbox(Cm(1), Cm(16), Cm(8), Cm(1))
        drawn.text_frame.text = "SALASSA PIDETTÄVÄ"
        slide.slide_layout.shapes._spTree.append(drawn._element)

    document = read("a.pptx", deck(stamp, layout=5))
    assert [block.text for block in document.sections[0].blocks] == ["Tilannekatsaus"]
    assert dict(document.properties)["footer"] == "SALASSA PIDETTÄVÄ"
