"""DOCX: automatic numbers, text in boxes and controls, insertions, notes, tables, as a reader sees them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from kb.document import Block, Document
from kb.errors import ExtractError
from tests.files.extract.office import build, levels, numbered, numbering, paragraph

Blocks = Callable[[str, bytes], list[Block]]
Read = Callable[[str, bytes], Document]

DECIMAL = levels(("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3."))
LEGAL = levels(("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))


def texts(found: list[Block]) -> list[str]:
    return [block.text for block in found]


NUMBERINGS = [
    ("counting goes on", DECIMAL, [("Avaus", 1, 0), ("Talous", 1, 0)], ["1. Avaus", "2. Talous"]),
    (
        "lower levels begin anew under each higher one",
        DECIMAL,
        [("A", 1, 0), ("B", 1, 1), ("C", 1, 1), ("D", 1, 0), ("E", 1, 1), ("F", 1, 2)],
        ["1. A", "a) B", "b) C", "2. D", "a) E", "i. F"],
    ),
    (
        "numbers of several levels",
        LEGAL,
        [("A", 1, 0), ("B", 1, 1), ("C", 1, 1), ("D", 1, 2)],
        ["1 A", "1.1 B", "1.2 C", "1.2.1 D"],
    ),
    ("a level used before its parent", LEGAL, [("B", 1, 1), ("C", 1, 1)], ["1.1 B", "1.2 C"]),
    (
        "a section sign in the text",
        levels(("decimal", "%1 §")),
        [("Avaus", 1, 0), ("Talous", 1, 0)],
        ["1 § Avaus", "2 § Talous"],
    ),
    (
        "a start other than one",
        levels(("decimal", "§ %1"), starts={0: 121}),
        [("Avaus", 1, 0), ("Talous", 1, 0)],
        ["§ 121 Avaus", "§ 122 Talous"],
    ),
    ("bullets show no number", levels(("bullet", "•")), [("Kohta", 1, 0)], ["Kohta"]),
    (
        "upper-case letters and Roman numerals",
        levels(("upperLetter", "%1."), ("upperRoman", "%2.")),
        [("A", 1, 0), ("B", 1, 1)],
        ["A. A", "I. B"],
    ),
]


@pytest.mark.parametrize(("why", "abstract", "items", "expected"), NUMBERINGS, ids=[case[0] for case in NUMBERINGS])
def test_automatic_numbers_stand_before_the_text(
    why: str, abstract: str, items: list[tuple[str, int, int]], expected: list[str], blocks: Blocks
) -> None:
    body = "".join(numbered(text, number, level) for text, number, level in items)
    found = blocks("a.docx", build(body, numbers=numbering({5: abstract}, {1: (5, "")})))
    assert texts(found) == expected
    assert [block.level for block in found] == [level for _, _, level in items]


def test_lists_of_one_numbering_count_on_unless_one_starts_anew(blocks: Blocks) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = numbering({5: DECIMAL}, {1: (5, ""), 2: (5, ""), 3: (5, override)})
    body = numbered("A", 1) + paragraph("välissä") + numbered("B", 2) + numbered("C", 3) + numbered("D", 3)
    assert texts(blocks("a.docx", build(body, numbers=numbers))) == ["1. A", "välissä", "2. B", "1. C", "2. D"]


def test_a_numbered_heading_shows_its_number_and_stays_a_heading(blocks: Blocks) -> None:
    properties = '<w:pStyle w:val="Heading2"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    (block,) = blocks("a.docx", build(paragraph("Riskit", properties), numbers=numbering({5: LEGAL}, {1: (5, "")})))
    assert (block.kind, block.level, block.text) == ("heading", 2, "1.1 Riskit")


HEADINGS = [
    ('<w:pStyle w:val="Heading3"/>', 3),
    ('<w:pStyle w:val="Title"/>', 1),
    ('<w:outlineLvl w:val="1"/>', 2),
    ('<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/>', None),
    ("", None),
]


@pytest.mark.parametrize(("properties", "level"), HEADINGS)
def test_headings_are_known_by_style_or_outline_level(properties: str, level: int | None, blocks: Blocks) -> None:
    (block,) = blocks("a.docx", build(paragraph("Otsikko", properties)))
    assert (block.kind == "heading", block.level) == (level is not None, level)


INLINE = [
    ("<w:ins><w:r><w:t>lisätty</w:t></w:r></w:ins>", "lisätty"),
    ("<w:del><w:r><w:delText>poistettu</w:delText></w:r></w:del>", ""),
    ("<w:moveFrom><w:r><w:t>siirretty pois</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>tänne</w:t></w:r></w:moveTo>", "tänne"),
    ("<w:sdt><w:sdtContent><w:r><w:t>ohjausobjekti</w:t></w:r></w:sdtContent></w:sdt>", "ohjausobjekti"),
    (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Kirjoita tähän</w:t></w:r></w:sdtContent></w:sdt>",
        "",
    ),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>piilotettu</w:t></w:r>", ""),
    ("<w:fldSimple w:instr='DATE'><w:r><w:t>1.2.2024</w:t></w:r></w:fldSimple>", "1.2.2024"),
    (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>kohta 3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "kohta 3",
    ),
    (
        "<w:r><w:t>EU</w:t><w:noBreakHyphen/><w:t>taso</w:t><w:tab/><w:t>a</w:t><w:softHyphen/><w:t>sia</w:t></w:r>",
        "EU-taso asia",
    ),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> läsnä</w:t></w:r>', "☒ läsnä"),
]


@pytest.mark.parametrize(("xml", "expected"), INLINE)
def test_what_a_reader_sees_of_a_run_is_read(xml: str, expected: str, blocks: Blocks) -> None:
    found = blocks("a.docx", build(f"<w:p><w:r><w:t>Alku:</w:t></w:r><w:r><w:t xml:space='preserve'> </w:t></w:r>{xml}</w:p>"))
    assert texts(found) == [f"Alku: {expected}".strip()]


def test_bold_comes_from_run_style_or_paragraph_style_and_can_be_switched_off(blocks: Blocks) -> None:
    body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>Päätös: </w:t></w:r><w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>hyväksyttiin</w:t></w:r></w:p>"
    (block,) = blocks("a.docx", build(body))
    assert block.bold == ((0, 7),)


def test_a_text_box_is_read_once_though_it_is_stored_twice(blocks: Blocks) -> None:
    inner = "<w:txbxContent><w:p><w:r><w:t>Laatikon teksti</w:t></w:r></w:p></w:txbxContent>"
    box = (
        f"<w:p><w:r><w:t>Ennen</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(blocks("a.docx", build(box + paragraph("Jälkeen")))) == ["Ennen", "Laatikon teksti", "Jälkeen"]


def test_a_footnote_stands_after_its_paragraph(blocks: Blocks) -> None:
    body = '<w:p><w:r><w:t>Viittaus</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("Seuraava")
    notes = f'<w:footnote w:id="2">{paragraph("Alaviitteen teksti")}</w:footnote>'
    assert [(b.kind, b.text) for b in blocks("a.docx", build(body, footnotes=notes))] == [
        ("paragraph", "Viittaus"),
        ("footnote", "Alaviitteen teksti"),
        ("paragraph", "Seuraava"),
    ]


def cell(text: str, properties: str = "") -> str:
    inner = "".join(paragraph(line) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


TABLES = [
    ("plain cells", table(cell("Nimi") + cell("Rooli"), cell("Anna") + cell("pj")), [("Nimi", "Rooli"), ("Anna", "pj")]),
    ("a merged cell stands once", table(cell("Otsikko", '<w:gridSpan w:val="2"/>'), cell("A") + cell("B")), [(), ("A", "B")]),
    (
        "a cell merged downwards is not repeated",
        table(cell("Läsnä", '<w:vMerge w:val="restart"/>') + cell("Anna"), cell("", "<w:vMerge/>") + cell("Kalle")),
        [("Läsnä", "Anna"), ("", "Kalle")],
    ),
    ("a label beside several names", table(cell("Läsnä") + cell("Anna\nKalle\nLiisa")), [("Läsnä", "Anna"), (), ()]),
    (
        "columns of equally many lines",
        table(cell("Anna\nKalle") + cell("TEM\nSM") + cell("x")),
        [("Anna", "TEM", "x"), ("Kalle", "SM", "")],
    ),
    (
        "prose in one cell is joined",
        table(cell("1") + cell("Ensin.\nSitten.") + cell("Anna")),
        [("1", "Ensin. Sitten.", "Anna")],
    ),
    ("a huge span costs nothing", table(cell("A", '<w:gridSpan w:val="2000000000"/>') + cell("B")), [("A", "B")]),
]


@pytest.mark.parametrize(("why", "xml", "expected"), TABLES, ids=[case[0] for case in TABLES])
def test_tables_give_rows_of_cells(why: str, xml: str, expected: list[tuple[str, ...]], blocks: Blocks) -> None:
    found = blocks("a.docx", build(xml))
    assert [block.cells for block in found] == expected


def test_no_text_of_a_table_within_a_table_is_lost(blocks: Blocks) -> None:
    inner = table(cell("sisä") + cell("solu"))
    xml = f"<w:tbl><w:tr><w:tc>{paragraph('ulko')}{inner}<w:p/></w:tc>{cell('toinen')}</w:tr></w:tbl>"
    assert texts(blocks("a.docx", build(xml))) == ["ulko | toinen", "sisä | solu"]


def test_running_headers_are_properties_and_a_first_page_header_is_text(read: Read) -> None:
    document = read("a.docx", build(paragraph("Avaus"), header="Virasto", first_header="Johtoryhmä 3.3.2024"))
    assert [block.text for block in document.sections[0].blocks] == ["Johtoryhmä 3.3.2024", "Avaus"]
    assert "Virasto" in dict(document.properties)["header"].split("\n")


def test_shift_enter_begins_a_line_of_its_own(blocks: Blocks) -> None:
    found = blocks("a.docx", build("<w:p><w:r><w:t>Aika: 1.2.2024</w:t><w:br/><w:t>Paikka: Teams</w:t></w:r></w:p>"))
    assert texts(found) == ["Aika: 1.2.2024", "Paikka: Teams"]


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def test_iso_strict_names_are_read_like_the_usual_ones(blocks: Blocks) -> None:
    def strict(name: str, data: bytes) -> bytes:
        return data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        )

    assert texts(blocks("a.docx", repacked(build(paragraph("Tiukka")), strict))) == ["Tiukka"]


def test_an_entity_is_not_resolved_and_its_absence_is_told(read: Read) -> None:
    def poison(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        head = b'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        return head + data.split(b"?>", 1)[1].replace(b"TEKSTI", b"&x;")

    document = read("a.docx", repacked(build(paragraph("TEKSTI") + paragraph("muu")), poison))
    assert [block.text for block in document.sections[0].blocks] == ["muu"]
    assert any(code == "entity_left_out" for _, code, _ in document.warnings)


def test_a_part_cut_short_is_read_as_far_as_it_goes(read: Read) -> None:
    def cut(name: str, data: bytes) -> bytes:
        return data[: data.index(b"LOPPU")] if name == "word/document.xml" else data

    document = read("a.docx", repacked(build(paragraph("Alku on tallella.") + paragraph("LOPPU")), cut))
    assert document.sections[0].text == "Alku on tallella."
    assert any(code == "part_mended" for _, code, _ in document.warnings)


def test_text_that_unpacks_beyond_the_limit_is_refused_and_a_huge_picture_is_not_unpacked(read: Read) -> None:
    big = repacked(
        build(paragraph("Avaus")), lambda name, data: data + b" " * (450 << 20) if name == "word/document.xml" else data
    )
    with pytest.raises(ExtractError) as caught:
        read("a.docx", big)
    assert caught.value.reason == "too_big"
    out = io.BytesIO(build(paragraph("Avaus")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/kuva.png", b"\x00" * (450 << 20))
    assert read("b.docx", out.getvalue()).sections[0].text == "Avaus"
