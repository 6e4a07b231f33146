"""Markdown as people write minutes in it: raw HTML, unclosed marks, tables, lines that only a line feed parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from files.sandbox import Worker
from kb.document import Block, Document
from kb.document_json import from_json
from kb.settings import Settings

Blocks = Callable[[str, str | bytes], list[Block]]


def lines(found: list[Block]) -> list[tuple[str, int | None, str]]:
    return [(block.kind, block.level, block.text) for block in found]


CASES = [
    ("# Kokous\n\nAvattiin klo 9.", [("heading", 1, "Kokous"), ("paragraph", None, "Avattiin klo 9.")]),
    ("#### 1.\tKokouksen avaus ####", [("heading", 4, "1. Kokouksen avaus")]),
    ("- Ulla\n  - Matti\n- Pekka", [("list_item", 0, "Ulla"), ("list_item", 1, "Matti"), ("list_item", 0, "Pekka")]),
    ("3. Talous\n4. Muut asiat", [("list_item", 0, "3. Talous"), ("list_item", 0, "4. Muut asiat")]),
    ("a) ei luettelo\n\n1) on", [("paragraph", None, "a) ei luettelo"), ("list_item", 0, "1) on")]),
    ("<ul><li>Sovittiin</li><ul><li>alakohta</li></ul></ul>", [("list_item", 0, "Sovittiin"), ("list_item", 1, "alakohta")]),
    ("Aika: 1.2.2024<br />\nPaikka: Teams", [("paragraph", None, "Aika: 1.2.2024"), ("paragraph", None, "Paikka: Teams")]),
    ("Aika: 1.2.2024\nPaikka: Teams", [("paragraph", None, "Aika: 1.2.2024"), ("paragraph", None, "Paikka: Teams")]),
    ("    - sisennetty kohta\n    - toinen", [("list_item", 0, "sisennetty kohta"), ("list_item", 0, "toinen")]),
    (
        "Teksti jatkuu\n-> sovittiin jatkosta",
        [("paragraph", None, "Teksti jatkuu"), ("paragraph", None, "-> sovittiin jatkosta")],
    ),
    ("Otsikko\n=======\n\nleipä", [("heading", 1, "Otsikko"), ("paragraph", None, "leipä")]),
    ("~~poistettu~~ jäljellä", [("paragraph", None, "jäljellä")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_piece_of_markdown_gives_the_blocks_a_reader_sees(text: str, expected: list[object], blocks: Blocks) -> None:
    assert lines(blocks("a.md", text)) == expected


BOLD = [
    ("**Päätös:** hyväksyttiin", ["Päätös:"]),
    ("** Päätös: ** hyväksyttiin", ["Päätös:"]),
    ("**Sovittiin, että jatketaan", ["Sovittiin, että jatketaan"]),
    ("Yhteenveto toimikaudesta**", []),
    ("<strong>Läsnä</strong> kaikki", ["Läsnä"]),
    ("alku **keskeltä** ja **lopusta**", ["keskeltä", "lopusta"]),
]


@pytest.mark.parametrize(("text", "expected"), BOLD)
def test_bold_runs_are_ranges_of_the_text_and_stray_asterisks_vanish(text: str, expected: list[str], blocks: Blocks) -> None:
    (block,) = blocks("a.md", text)
    assert [block.text[start:end] for start, end in block.bold] == expected
    assert "*" not in block.text


def test_a_table_gives_rows_with_cells_and_marks_its_header(blocks: Blocks) -> None:
    found = blocks("a.md", "Tehtävä | Vastuu\n---|---\nKysely | **Anna** <br> Kalle\n")
    assert [(block.cells, block.header) for block in found] == [
        (("Tehtävä", "Vastuu"), True),
        (("Kysely", "Anna"), False),
        ((), False),
    ]
    assert found[2].text == "Kalle"
    assert found[1].text[slice(*found[1].bold[0])] == "Anna"


def test_front_matter_becomes_title_and_properties_and_no_text(read: Callable[[str, str], Document]) -> None:
    document = read("a.md", "---\ntitle: 'Ryhmän muistiot'\nlayout: single\n---\n\n## Muistio 3/2024")
    assert document.title == "Ryhmän muistiot"
    assert ("layout", "single") in document.properties
    assert document.sections[0].text == "Muistio 3/2024"


def test_a_link_keeps_its_address_and_its_place_in_the_text(blocks: Blocks) -> None:
    (block,) = blocks("a.md", "Katso [tiekartta](tiekartta.xlsx) ensin.")
    assert [(block.text[start:end], address) for start, end, address in block.links] == [("tiekartta", "tiekartta.xlsx")]


def test_prose_wrapped_by_an_editor_is_one_paragraph(blocks: Blocks) -> None:
    text = (
        "Työryhmä kävi läpi kyselyn tulokset ja totesi, että vastausprosentti oli\n"
        "edellisvuotta parempi. Tuloksista laaditaan yhteenveto, joka toimitetaan\n"
        "jäsenille ennen seuraavaa kokousta."
    )
    assert [block.text for block in blocks("a.md", text)] == [text.replace("\n", " ")]


def test_deep_quotes_and_lists_do_not_break_the_reader(blocks: Blocks) -> None:
    text = "> " * 500 + "syvällä\n\n" + "".join("  " * depth + "- kohta\n" for depth in range(200))
    assert any("kohta" in block.text for block in blocks("a.md", text))


def test_a_hundred_thousand_empty_lines_are_read_within_a_workers_time(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Kokous" + "\n" * 100_000 + "Avattiin.", encoding="utf-8")
    worker = Worker(Settings(tmp_path, tmp_path / ".kb", worker_seconds=30))
    answer = worker.ask("a.md", {"do": "read", "absolute": str(tmp_path / "a.md"), "path": "a.md", "unpacked_megabytes": 400})
    worker.close()
    assert lines(list(from_json(answer["document"]).sections[0].blocks)) == [
        ("heading", 1, "Kokous"),
        ("paragraph", None, "Avattiin."),
    ]
