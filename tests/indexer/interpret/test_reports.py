"""What a team's own report promises: the tables and lists of the week to come, in three languages and three formats."""

from __future__ import annotations

import datetime
from pathlib import Path

import docx
import pymupdf
import pytest

from files.extract import read
from indexer.interpret import Interpretation, interpret
from tests.indexer.interpret.minutes import SETTINGS, document, understand

REPORT = """\
# Viikkoraportti
## Viikko 20
### Lyhyesti
Reitin merkinnät valmistuvat. Tuuli hakee luvat ensi vuonna.
## 3. Edellinen viikko
| Tekijä | Tehtävä | Tunnit |
| Tuuli | **Ma:** Kartat | 30 |
## 4. Seuraava viikko
| Tekijä | Tehtävä |
| Tuuli | Ma - Ti: Opasteiden luonnos |
Ke: Lupien haku
To - Pe: TBD
| Veikko | Ma: Siltojen tarkastus |
| Ilmari | Loma |
## Tunnit
| Tekijä | Tehtävä |
| Tuuli | 31 |
"""
SWEDISH = """\
# Veckorapport
## Vecka 20
## Förra veckan
| Namn | Uppgift |
| Linnea | Kartorna |
## Nästa vecka
| Namn | Uppgift |
| Linnea | Måndag–tisdag: Skyltarnas utkast |
| Veikko | Ons: Ansökan om tillstånd |
| Ilmari | Ledig |
"""
ENGLISH = """\
# Weekly status report
## Week 20
## This week
| Name | Task |
| Tuuli | Maps |
## Next week
| Name | Task |
| Tuuli | Mon–Tue: Draft of the signs |
| Veikko | Wed: Apply for the permits |
| Ilmari | TBD |
"""


def told(found: Interpretation) -> list[tuple[str, tuple[str, ...], str | None]]:
    return [(one.text, one.responsible, str(one.due.date) if one.due and one.due.date else None) for one in found.promises]


TABLES = {
    "Finnish": (
        REPORT,
        [
            ("Ma - Ti: Opasteiden luonnos", ("Tuuli",), "2031-05-20"),
            ("Ke: Lupien haku", ("Tuuli",), "2031-05-21"),
            ("Ma: Siltojen tarkastus", ("Veikko",), "2031-05-19"),
        ],
    ),
    "Swedish": (
        SWEDISH,
        [
            ("Måndag–tisdag: Skyltarnas utkast", ("Linnea",), "2031-05-20"),
            ("Ons: Ansökan om tillstånd", ("Veikko",), "2031-05-21"),
        ],
    ),
    "English": (
        ENGLISH,
        [
            ("Mon–Tue: Draft of the signs", ("Tuuli",), "2031-05-20"),
            ("Wed: Apply for the permits", ("Veikko",), "2031-05-21"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "promises"), TABLES.values(), ids=TABLES.keys())
def test_the_plan_of_the_coming_week_is_promised_and_nothing_else(
    text: str, promises: list[tuple[str, tuple[str, ...], str | None]]
) -> None:
    found = understand(text.replace("20\n", "20, 16.5.2031\n", 1))

    assert found.meetings == ()
    assert told(found) == promises
    assert {(one.meeting, one.item, one.kind, one.confidence, str(one.date)) for one in found.promises} == {
        (None, None, "assignment", "low", "2031-05-16")
    }
    assert all(one.where and one.where.document == "muistio.md" for one in found.promises)


def test_a_promise_of_a_table_is_about_what_its_heading_says() -> None:
    assert {one.subject for one in understand(REPORT).promises} == {"Seuraava viikko"}


def test_a_list_below_a_heading_of_what_is_coming_is_read_too() -> None:
    found = understand(
        "# Viikkoraportti\nViikko 20\n## Ensi viikolla\n- Veikko tarkastaa sillat 22.5.2031 mennessä.\n## Tunnit\n- Veikko 30\n"
    )

    assert told(found) == [("Veikko tarkastaa sillat 22.5.2031 mennessä.", ("Veikko",), "2031-05-22")]


def test_a_table_goes_on_after_its_head_is_repeated_on_the_next_page() -> None:
    text = REPORT.replace("| Veikko | Ma", "<2>\n##### Tekijä Tehtävä\n| Veikko | Ma")

    assert [one.responsible for one in understand(text).promises] == [("Tuuli",), ("Tuuli",), ("Veikko",)]


DAYS = {
    "its own day": ("# Viikkoraportti 16.5.2031\n", "raportti.md", "", datetime.date(2031, 5, 16)),
    "the last day of a time that it tells of": ("# Viikkoraportti 12.–16.5.2031\n", "raportti.md", "", datetime.date(2031, 5, 16)),
    "a day in its name": ("# Viikkoraportti\n", "raportti 16.5.2031.md", "", datetime.date(2031, 5, 16)),
    "the stamp of its page, the day before the month": (
        "# Viikkoraportti\n## Viikko 19\n", "raportti.md", "1 of 4 09/05/2031, 12:51", datetime.date(2031, 5, 9),
    ),
    "the stamp, the month before the day": (
        "# Viikkoraportti\n## Viikko 19\n", "raportti.md", "1 of 4 05/12/2031, 12:51", datetime.date(2031, 5, 12),
    ),
    "a stamp of another time, so only its week": ("# Viikkoraportti\n## Viikko 19\n", "raportti.md", "20/10/2031, 12:51", 19),
    "a day that is not of its week, so only its week": ("# Viikkoraportti\n## Viikko 19\nJulkaisu 1.12.2031\n", "raportti.md", "", 19),
    "the week in its name": ("# Viikkoraportti\n", "raportti-viikko-19.md", "", 19),
    "nothing": ("# Viikkoraportti\n", "raportti.md", "", None),
}  # fmt: skip


@pytest.mark.parametrize(("head", "path", "printed", "day"), DAYS.values(), ids=DAYS.keys())
def test_a_report_is_dated_by(head: str, path: str, printed: str, day: datetime.date | int | None) -> None:
    plan = "## Seuraava viikko\n| Tekijä | Tehtävä |\n| Tuuli | Ma: Opasteet |\n"
    found = interpret(document(head + plan, path, printed), SETTINGS)

    (promise,) = found.promises
    assert promise.date == (day if isinstance(day, datetime.date) else None)
    assert found.days == ((day,) if isinstance(day, int) else ())
    assert (promise.due is not None and promise.due.date is not None) == isinstance(day, datetime.date)


def test_a_day_that_was_worked_out_dates_the_promises() -> None:
    found = interpret(document(REPORT), SETTINGS, {0: datetime.date(2031, 5, 16)})

    assert [row[2] for row in told(found)] == ["2031-05-20", "2031-05-21", "2031-05-19"]


def _docx(path: Path) -> None:
    made = docx.Document()
    made.add_heading("Viikkoraportti", 1)
    made.add_heading("Viikko 20, 16.5.2031", 2)
    made.add_heading("Seuraava viikko", 2)
    table = made.add_table(rows=0, cols=2)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.save(str(path))


def _pdf(path: Path) -> None:
    made = pymupdf.open()
    page = made.new_page()
    for y, size, text in ((60, 22, "Viikkoraportti"), (90, 18, "Viikko 20, 16.5.2031"), (120, 16, "Seuraava viikko")):
        page.insert_text((60, y), text, fontsize=size, fontname="hebo")
    for number, row in enumerate(ROWS):
        top = 140 + 24 * number
        for left, right, text in ((60, 160, row[0]), (160, 480, row[1])):
            page.draw_rect(pymupdf.Rect(left, top, right, top + 24))
            page.insert_text((left + 6, top + 16), text, fontsize=10)
    made.save(path)


def _markdown(path: Path) -> None:
    rows = "\n".join((f"{ROWS[0][0]} | {ROWS[0][1]}", "---|---", *(" | ".join(row) for row in ROWS[1:])))
    path.write_text(f"# Viikkoraportti\n\n## Viikko 20, 16.5.2031\n\n## Seuraava viikko\n\n{rows}\n", encoding="utf-8")


ROWS = (("Tekijä", "Tehtävä"), ("Tuuli", "Ma: Opasteiden luonnos"), ("Veikko", "Ke: Lupien haku"), ("Ilmari", "TBD"))


@pytest.mark.parametrize(
    ("name", "write"), [("r.docx", _docx), ("r.pdf", _pdf), ("r.md", _markdown)], ids=["DOCX", "PDF", "Markdown"]
)
def test_the_same_report_promises_the_same_in(name: str, write: object, tmp_path: Path) -> None:
    assert callable(write)
    write(tmp_path / name)
    found = interpret(read(tmp_path / name, name, SETTINGS), SETTINGS)

    assert found.kind == "report"
    assert told(found) == [("Ma: Opasteiden luonnos", ("Tuuli",), "2031-05-19"), ("Ke: Lupien haku", ("Veikko",), "2031-05-21")]
