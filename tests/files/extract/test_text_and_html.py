"""Plain text, HTML, encodings, and the cleaning that all formats share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.extract.encoding import decode
from files.extract.plain import blocks as plain_blocks
from files.extract.text import Piece, clean, fold
from files.sandbox import Worker
from kb.document import Block, Document
from kb.document_json import from_json
from kb.settings import Settings

Blocks = Callable[[str, str | bytes], list[Block]]

MINUTES = "Pöytäkirja 3/2024\n\nPäätös: hyväksyttiin.\n"


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        (MINUTES.encode("utf-8"), False),
        (MINUTES.encode("utf-8-sig"), False),
        (MINUTES.encode("utf-16"), False),
        (MINUTES.encode("utf-16-le"), False),
        (MINUTES.encode("utf-16-be"), False),
        (MINUTES.replace("\n", "\r\n").encode("utf-8"), False),
        (MINUTES.replace("\n", "\r").encode("utf-8"), False),
        (MINUTES.encode("cp1252"), True),
    ],
)
def test_the_same_text_in_any_encoding_and_line_ends_gives_the_same_blocks(
    data: bytes, warned: bool, read: Callable[[str, bytes], Document]
) -> None:
    document = read("a.txt", data)
    assert [block.text for block in document.sections[0].blocks] == ["Pöytäkirja 3/2024", "Päätös: hyväksyttiin."]
    assert any(code == "encoding_guessed" for _, code, _ in document.warnings) == warned


@given(st.binary(max_size=300))
def test_any_bytes_decode_to_something(data: bytes) -> None:
    text, _ = decode(data)
    assert "\r" not in text


@given(st.lists(st.tuples(st.text(max_size=20), st.booleans()), max_size=6))
def test_folded_text_is_clean_and_its_bold_ranges_lie_inside_in_order(pieces: list[tuple[str, bool]]) -> None:
    folded = fold([Piece(text, bold) for text, bold in pieces])
    assert folded.text == " ".join(folded.text.split())
    assert not set(folded.text) & set("\u00ad\u200b\ufeff\x00")
    edges = [edge for pair in folded.bold for edge in pair]
    assert edges == sorted(edges) and all(0 <= edge <= len(folded.text) for edge in edges)


@given(st.text(alphabet="aäoö \u0308\u00ad\u200b\n-", max_size=40))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_plain_text_knows_bullets_underlines_and_lines_of_their_own() -> None:
    text = "MUISTIO\n=======\nAika: 3.3.2024\nPaikka: Teams\n\nLäsnä\n- Anna Aalto\n  - Kalle Koivu (sij.)\n\n1. Avaus\nAvattiin klo 9.\n"
    found = [(block.kind, block.level, block.text) for block in plain_blocks(text)]
    assert found == [
        ("heading", 1, "MUISTIO"),
        ("paragraph", None, "Aika: 3.3.2024"),
        ("paragraph", None, "Paikka: Teams"),
        ("paragraph", None, "Läsnä"),
        ("list_item", 0, "Anna Aalto"),
        ("list_item", 1, "Kalle Koivu (sij.)"),
        ("paragraph", None, "1. Avaus"),
        ("paragraph", None, "Avattiin klo 9."),
    ]


def test_html_gives_headings_lists_tables_and_leaves_scripts_and_menus_out(blocks: Blocks) -> None:
    page = """<!DOCTYPE html><html><head><title>Muistio</title><style>p{}</style></head><body><nav>Etusivu</nav>
    <h2>§ 12 Talous</h2><p>Käsiteltiin<br>talous.</p><script>alert(1)</script><ol start="2" type="a"><li>ensin</li></ol>
    <table><tr><th>Nimi</th><th>Rooli</th></tr><tr><td>Anna</td><td>pj</td></tr></table><p hidden>piilo</p><img alt="Kaavio"></body></html>"""
    found = [(block.kind, block.text) for block in blocks("a.html", page)]
    assert found == [
        ("heading", "§ 12 Talous"),
        ("paragraph", "Käsiteltiin"),
        ("paragraph", "talous."),
        ("list_item", "b. ensin"),
        ("table_row", "Nimi | Rooli"),
        ("table_row", "Anna | pj"),
        ("caption", "Kaavio"),
    ]


def test_a_table_that_only_places_things_is_read_as_its_contents(blocks: Blocks) -> None:
    found = blocks("a.html", "<table><tr><td><h1>Kokous</h1><table><tr><td>A</td><td>B</td></tr></table></td></tr></table>")
    assert [(block.kind, block.text) for block in found] == [("heading", "Kokous"), ("table_row", "A | B")]


def test_a_declared_charset_is_believed_in_html(read: Callable[[str, bytes], Document]) -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Päätös</p></body></html>'.encode("latin-1")
    document = read("a.htm", page)
    assert document.sections[0].text == "Päätös"
    assert document.warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "Sa" + "-r" * 100_000 + "\n" + "Ra" + "-r" * 100_000,
        ("rivi joka jatkuu seuraavalla rivilla samaa asiaa\n" * 40_000),
        "\u200b\nrivi",
    ],
    ids=["a long line of hyphens", "forty thousand wrapped lines", "a line of nothing visible"],
)
def test_odd_texts_are_read_within_a_workers_time(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    worker = Worker(Settings(tmp_path, tmp_path / ".kb", worker_seconds=30))
    answer = worker.ask(
        "a.txt", {"do": "read", "absolute": str(tmp_path / "a.txt"), "path": "a.txt", "unpacked_megabytes": 400}
    )
    worker.close()
    said = "".join(block.text for block in from_json(answer["document"]).sections[0].blocks)
    assert said.replace(" ", "") == "".join(text.replace("\u200b", "").split())
