"""PDFs drawn line by line: whatever the page, the font, the breaks and the hyphens, the same minutes are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from files import extract
from kb.document import Block, Document
from kb.errors import ExtractError
from kb.settings import Settings
from tests.files.extract.drawing import MARGIN, Sheet
from tests.fuzz import FUZZ

Read = Callable[[str, bytes], Document]

MINUTES = [
    ("heading", "1. Kokouksen avaaminen"),
    ("paragraph", "Puheenjohtaja avasi kokouksen klo 9.00 ja totesi sen päätösvaltaiseksi."),
    ("heading", "2. Osaamisen kehittäminen"),
    (
        "paragraph",
        "Työryhmä esitteli suunnitelman, jonka tavoitteena on osaamisen kehittäminen koko virastossa. Keskustelussa "
        "korostettiin yhteistyötä ja sitä, että koulutuksen vaikutuksia seurataan säännöllisesti. Sovittiin, että "
        "suunnitelmaa täydennetään ja se tuodaan uudelleen käsiteltäväksi seuraavaan kokoukseen.",
    ),
    ("list_item", "Koulutuksen aikataulu tarkistetaan."),
    ("list_item", "Vastuut jaetaan yksiköiden kesken ja niistä ilmoitetaan johtoryhmälle ennen vuoden loppua."),
    ("paragraph", "Seuraava kokous pidetään tammikuussa."),
]


def set_minutes(sheet: Sheet) -> bytes:
    for kind, text in MINUTES:
        if kind == "heading":
            sheet.heading(text)
        elif kind == "list_item":
            sheet.item(text)
        else:
            sheet.paragraph(text)
    return sheet.bytes()


def of(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for section in document.sections for block in section.blocks]


def place_words(word: str) -> list[int]:
    """Where a test may break a word: after the third letter and on, before the last three; never twice the same vowel."""
    letters = word.strip(".,")
    if not letters.isalpha() or not letters.islower() or len(letters) < 8:
        return []
    return [at for at in range(3, len(letters) - 2) if letters[at - 1] != letters[at]]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Document]:
    folder = tmp_path_factory.mktemp("pdf")

    def reading(data: bytes) -> Document:
        path = folder / "muistio.pdf"
        path.write_bytes(data)
        return extract.read(path, "muistio.pdf", Settings(folder, folder))

    return reading


SLOW = settings(max_examples=500 if FUZZ else 25, suppress_health_check=[HealthCheck.too_slow])


class TestMutations:
    @SLOW
    @given(
        width=st.floats(320, 900),
        height=st.floats(220, 900),
        font=st.sampled_from(["helv", "tiro", "cour"]),
        size=st.sampled_from([9.0, 11.0, 12.5]),
    )
    def test_page_width_page_breaks_font_and_size_do_not_change_what_is_read(
        self, width: float, height: float, font: str, size: float, reader: Callable[[bytes], Document]
    ) -> None:
        document = reader(set_minutes(Sheet(width=width, height=height, font=font, size=size)))
        assert of(document) == MINUTES

    @SLOW
    @given(width=st.floats(300, 620), height=st.floats(250, 900))
    def test_words_broken_at_line_ends_are_made_whole(
        self, width: float, height: float, reader: Callable[[bytes], Document]
    ) -> None:
        document = reader(set_minutes(Sheet(width=width, height=height, hyphenate=place_words)))
        assert of(document) == MINUTES

    @SLOW
    @given(width=st.floats(300, 620))
    def test_soft_hyphens_at_line_ends_vanish(self, width: float, reader: Callable[[bytes], Document]) -> None:
        document = reader(set_minutes(Sheet(width=width, hyphenate=place_words, hyphen="\u00ad")))
        assert of(document) == MINUTES

    @SLOW
    @given(height=st.floats(260, 842), rows=st.integers(1, 7))
    def test_a_header_of_several_lines_and_page_numbers_are_left_out(
        self, height: float, rows: int, reader: Callable[[bytes], Document]
    ) -> None:
        header = [
            "Esimerkkilän kaupunki",
            "Hyvinvointilautakunta",
            "Pöytäkirja",
            "PL 1",
            "00100 Esimerkkilä",
            "Puh. 09 123",
            "4/2024",
        ][:rows]
        sheet = Sheet(height=height, header=header, footer=lambda page: f"{page} (9)")
        document = reader(set_minutes(sheet))
        if len(document.sections) > 1:
            assert of(document) == MINUTES
            assert dict(document.properties)["header"].split("\n") == header
        else:
            assert [text for _, text in of(document)][-1] != "1 (9)"


def test_a_heading_by_bold_alone_is_a_heading_and_its_words_are_bold(reader: Callable[[bytes], Document]) -> None:
    document = reader(set_minutes(Sheet()))
    heading = document.sections[0].blocks[0]
    assert (heading.kind, heading.bold) == ("heading", ((0, len(heading.text)),))


def test_a_bold_label_at_the_beginning_of_a_sentence_is_a_bold_run(reader: Callable[[bytes], Document]) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_text((60, 100), "Päätös:", fontname="hebo", fontsize=11)
    page.insert_text((104, 100), "hyväksyttiin.", fontname="helv", fontsize=11)
    (block,) = reader(pdf.tobytes()).sections[0].blocks
    assert (block.text, block.bold) == ("Päätös: hyväksyttiin.", ((0, 7),))


def test_words_have_boxes_that_hold_their_letters_on_the_page(reader: Callable[[bytes], Document]) -> None:
    data = set_minutes(Sheet(width=420, height=300, hyphenate=place_words))
    pdf = pymupdf.open("pdf", data)
    seen = 0
    for block in (block for section in reader(data).sections for block in section.blocks):
        for word in block.words:
            on_page = pdf[word.box.page - 1].get_textbox(pymupdf.Rect(word.box.x0, word.box.y0, word.box.x1, word.box.y1))
            assert block.text[word.start : word.end] in on_page.replace("\n", " ")
            seen += 1
    assert seen > 60


def test_a_paragraph_cut_by_a_page_break_has_a_box_on_both_pages(reader: Callable[[bytes], Document]) -> None:
    document = reader(set_minutes(Sheet(width=420, height=260)))
    cut = [block for section in document.sections for block in section.blocks if len(block.boxes) > 1]
    assert cut
    for block in cut:
        first, second = block.boxes[:2]
        assert second.page == first.page + 1
        home = next(section for section in document.sections if block in section.blocks)
        assert home.number == first.page


def test_item_numbers_at_the_head_of_every_page_are_not_a_running_header(reader: Callable[[bytes], Document]) -> None:
    pdf = pymupdf.open()
    for number in range(12, 17):
        page = pdf.new_page()
        page.insert_text((60, 40), "Esimerkkilän kaupunki", fontsize=9)
        page.insert_text((60, 80), f"§ {number}", fontname="hebo")
        page.insert_text((60, 100), f"Asian {'abcde'[number - 12]} käsittely", fontname="hebo")
        page.insert_text((60, 130), "Lautakunta päätti asian.")
    texts = [text for _, text in of(reader(pdf.tobytes()))]
    assert [text for text in texts if text.startswith("§")] == [
        f"§ {n} Asian {'abcde'[n - 12]} käsittely" for n in range(12, 17)
    ]
    assert not any("kaupunki" in text for text in texts)


def test_a_label_and_its_value_far_to_the_right_are_read_together(reader: Callable[[bytes], Document]) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page()
    for y, label, value in ((100, "Aika", "19.11.2025, klo 15.01-19.19"), (120, "Paikka", "Kaupungintalo")):
        page.insert_text((60, y), label)
        page.insert_text((160, y), value)
    assert [text for _, text in of(reader(pdf.tobytes()))] == ["Aika 19.11.2025, klo 15.01-19.19", "Paikka Kaupungintalo"]


def test_names_on_lines_of_their_own_stay_apart(reader: Callable[[bytes], Document]) -> None:
    names = ["Anna Aalto, puheenjohtaja", "Kalle Koivu", "Liisa Lehto, sihteeri"]
    pdf = pymupdf.open()
    page = pdf.new_page()
    for number, name in enumerate(names):
        page.insert_text((60, 100 + 14 * number), name)
    assert [text for _, text in of(reader(pdf.tobytes()))] == names


def draw_grid(page: pymupdf.Page, xs: list[float], ys: list[float]) -> None:
    for y in ys:
        page.draw_line((xs[0], y), (xs[-1], y))
    for x in xs:
        page.draw_line((x, ys[0]), (x, ys[-1]))


def test_a_drawn_table_gives_rows_whose_cells_hold_their_wrapped_lines(reader: Callable[[bytes], Document]) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page()
    draw_grid(page, [60, 160, 300, 420], [80, 100, 140])
    for x, y, text, font in (
        (64, 94, "Tehtävä", "hebo"), (164, 94, "Kuvaus", "hebo"), (304, 94, "Vastuu", "hebo"),
        (64, 114, "Kysely", "helv"), (164, 114, "Laaditaan kysely yhdessä", "helv"), (164, 128, "kuntien kanssa", "helv"), (304, 114, "Anna Aalto", "helv"),
    ):  # fmt: skip
        page.insert_text((x, y), text, fontname=font, fontsize=10)
    page.insert_text((60, 170), "Taulukon jälkeen jatkuu teksti.")
    found = reader(pdf.tobytes()).sections[0].blocks
    assert [(block.kind, block.cells, block.header) for block in found] == [
        ("table_row", ("Tehtävä", "Kuvaus", "Vastuu"), True),
        ("table_row", ("Kysely", "Laaditaan kysely yhdessä kuntien kanssa", "Anna Aalto"), False),
        ("paragraph", (), False),
    ]
    for block in found:
        assert all(block.text[word.start : word.end] for word in block.words)


def test_rows_without_lines_are_a_table_where_gaps_say_so(reader: Callable[[bytes], Document]) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page()
    for y, cells in ((100, ("Tuotot", "1 200", "1 300")), (115, ("Kulut", "-900", "-950"))):
        for x, cell in zip((60, 200, 300), cells, strict=True):
            page.insert_text((x, y), cell)
    assert [block.cells for block in reader(pdf.tobytes()).sections[0].blocks] == [
        ("Tuotot", "1 200", "1 300"),
        ("Kulut", "-900", "-950"),
    ]


def test_two_columns_are_read_one_after_the_other(reader: Callable[[bytes], Document]) -> None:
    left = [f"Vasemman palstan rivi numero {n} jatkuu" for n in range(8)]
    right = [f"oikean palstan rivi numero {n} jatkuu" for n in range(8)]
    pdf = pymupdf.open()
    page = pdf.new_page()
    for number in range(8):
        page.insert_text((60, 100 + 14 * number), left[number], fontsize=10)
        page.insert_text((320, 100 + 14 * number), right[number], fontsize=10)
    text = " ".join(text for _, text in of(reader(pdf.tobytes())))
    assert text.index(left[-1]) < text.index(right[0])


def test_bold_by_printing_twice_is_bold_once(reader: Callable[[bytes], Document]) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_text((60, 100), "Päätös")
    page.insert_text((60.3, 100), "Päätös")
    (block,) = reader(pdf.tobytes()).sections[0].blocks
    assert (block.text, block.is_bold) == ("Päätös", True)


def test_decomposed_letters_zero_width_spaces_and_ligatures_read_as_plain_text(
    reader: Callable[[bytes], Document], tmp_path: Path
) -> None:
    fonts = [Path(p) for p in ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",) if Path(p).exists()]
    if not fonts:
        pytest.skip("a font with combining marks is needed: DejaVu Sans")
    pdf = pymupdf.open()
    page = pdf.new_page()
    text = unicodedata.normalize("NFD", "Päätös:") + " a\u200bsia \ufb01nanssi"
    page.insert_text((60, 100), text, fontname="dejavu", fontfile=str(fonts[0]))
    assert [text for _, text in of(reader(pdf.tobytes()))] == ["Päätös: asia finanssi"]


def test_a_password_is_asked_for_and_one_that_only_limits_printing_is_not(read: Read) -> None:
    pdf = pymupdf.open("pdf", set_minutes(Sheet()))
    keep = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "owner_pw": "omistaja"}
    with pytest.raises(ExtractError) as caught:
        read("a.pdf", pdf.tobytes(**keep, user_pw="salainen"))
    assert caught.value.reason == "encrypted"
    assert of(read("b.pdf", pdf.tobytes(**keep))) == MINUTES


def scanned(data: bytes) -> bytes:
    """The same pages as pictures."""
    out = pymupdf.open()
    for page in pymupdf.open("pdf", data):
        picture = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
        out.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, pixmap=picture)
    return bytes(out.tobytes())


def test_a_scan_without_tesseract_says_what_to_install(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("files.ocr.languages", lambda: ())
    document = read("a.pdf", scanned(set_minutes(Sheet())))
    assert document.warnings == (("s. 1", "scan_unread", ()),)
    from kb import messages

    assert "tesseract-ocr-fin" in messages.hint("scan_unread")


def test_a_scan_is_read_with_tesseract_within_tolerance_and_marked(read: Read) -> None:
    from files import ocr

    if not ocr.is_available():
        pytest.skip("Tesseract with Finnish is not installed (tesseract-ocr, tesseract-ocr-fin)")
    document = read("a.pdf", scanned(set_minutes(Sheet(font="tiro", size=12))))
    found = [block for section in document.sections for block in section.blocks]
    words = {word for block in found for word in block.text.split()}
    wanted = {word for _, text in MINUTES for word in text.split()}
    assert len(words & wanted) >= 0.9 * len(wanted)
    assert all(block.ocr and block.confidence is not None and 0 < block.confidence <= 1 for block in found)
    assert all(0 <= word.box.x0 < word.box.x1 <= 595 for block in found for word in block.words)


def test_a_margin_is_not_guessed_from_one_page(reader: Callable[[bytes], Document]) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_text((MARGIN, 30), "Esimerkkilän kaupunki")
    page.insert_text((MARGIN, 200), "Kokous alkoi.")
    assert [text for _, text in of(reader(pdf.tobytes()))] == ["Esimerkkilän kaupunki", "Kokous alkoi."]


def test_pages_that_are_alike_all_over_are_not_margins_alone(reader: Callable[[bytes], Document]) -> None:
    pdf = pymupdf.open()
    for number in range(3):
        page = pdf.new_page()
        page.insert_text((72, 90), f"Lomake {number}")
        page.insert_text((72, 130), "Hakijan nimi ja osoite")
    document = reader(pdf.tobytes())
    assert "Hakijan nimi ja osoite" in document.sections[2].blocks[-1].text


def test_an_empty_page_is_kept_as_a_section(reader: Callable[[bytes], Document]) -> None:
    pdf = pymupdf.open()
    pdf.new_page()
    pdf.new_page().insert_text((60, 100), "Toinen sivu.")
    assert [(section.label, section.text) for section in reader(pdf.tobytes()).sections] == [
        ("s. 1", ""),
        ("s. 2", "Toinen sivu."),
    ]


def blocks_of(document: Document) -> list[Block]:
    return [block for section in document.sections for block in section.blocks]


def test_text_printed_sideways_is_not_lost(reader: Callable[[bytes], Document]) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_text((60, 100), "Vaakasuora teksti.")
    page.insert_text((30, 400), "Luonnos", rotate=90)
    assert {block.text for block in blocks_of(reader(pdf.tobytes()))} == {"Vaakasuora teksti.", "Luonnos"}


def test_the_invisible_text_of_a_scanner_is_marked_as_recognised(read: Read) -> None:
    pdf = pymupdf.open("pdf", scanned(set_minutes(Sheet())))
    pdf[0].insert_text((60, 100), "Skannerin tunnistama teksti sivulla, jossa on pöytäkirjan kuva.", render_mode=3)
    (block,) = read("a.pdf", pdf.tobytes()).sections[0].blocks
    assert (block.ocr, block.confidence) == (True, None)


def test_a_picture_beside_text_does_not_make_the_text_recognised(read: Read) -> None:
    pdf = pymupdf.open("pdf", set_minutes(Sheet()))
    picture = pymupdf.open("pdf", set_minutes(Sheet()))[0].get_pixmap(dpi=150)
    pdf[0].insert_image(pymupdf.Rect(60, 600, 160, 740), pixmap=picture)
    assert not any(block.ocr for block in read("a.pdf", pdf.tobytes()).sections[0].blocks)


def test_numbered_lines_stay_apart_though_the_first_is_full(reader: Callable[[bytes], Document]) -> None:
    names = ["1 Selvitys hankkeen etenemisestä ja kustannuksista vuonna 2024.pdf", "2 Liite talousarvioon.pdf", "3 Kartta.pdf"]
    width = pymupdf.get_text_length(names[0], fontsize=11) + 2 * MARGIN + 4
    pdf = pymupdf.open()
    page = pdf.new_page(width=width, height=400)
    for number, name in enumerate(names):
        page.insert_text((MARGIN, 100 + 14 * number), name)
    assert [text for _, text in of(reader(pdf.tobytes()))] == names
