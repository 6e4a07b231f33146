"""Days that minutes tell without a year: worked out where what stands around them agrees, else told as a problem."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from indexer.assemble import Assembly, assemble
from indexer.interpret import interpret
from kb.document import Block, Document, Section, SourceFile
from kb.settings import Settings

SETTINGS = Settings(Path("/aineisto"), Path("/hakemisto"))


def block(line: str) -> Block:
    if line.startswith("|"):
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        return Block("table_row", " | ".join(cells), cells=cells)
    return Block("heading", line.lstrip("# "), level=1) if line.startswith("#") else Block("paragraph", line)


def told(texts: dict[str, str]) -> Assembly:
    sources = []
    for path, text in texts.items():
        blocks = tuple(map(block, text.split("\n")))
        document = Document(path, "text/markdown", (Section("teksti", None, blocks),), language="fi")
        sources.append((SourceFile(path, Path(path), 1, path, "text/markdown"), document, interpret(document, SETTINGS)))
    return assemble(sources, SETTINGS)


def minutes(number: str, when: str, after: str = "Katsotaan myöhemmin.") -> str:
    return (
        f"# Latutyöryhmän muistio {number}\nAika: {when}\nLäsnä: Tuuli Honkaranta, Veikko Salmiharju\n# 1. Ladut\n"
        f"Sovittiin, että ladut ajetaan 20.5. mennessä.\n# 2. Seuraava kokous\n{after}"
    )


def weekly(week: int) -> str:
    return (
        f"# Viikkopalaveri\n# Viikko {week}\nPaikalla: Tuuli, Veikko\nKartta valmistui.\n# Seuraava viikko\n| Tekijä | Tehtävä |\n"
        "| Tuuli | Ma - Ti: opasteiden luonnos |\n| Veikko | Ke: lupien haku |"
    )


WORKED_OUT = {
    "the number": ({"a/x.md": minutes("3/31", "Ke 14.5. klo 9")}, "2031-05-14"),
    "the number, the day carelessly written": ({"a/x.md": minutes("3/31", "ke 14.5 klo 9")}, "2031-05-14"),
    "the file": ({"a/muistio2031-003.md": minutes("3", "Ke 14.5. klo 9")}, "2031-05-14"),
    "the folder": ({"muistiot 2031/03.md": minutes("3", "14.5. klo 9")}, "2031-05-14"),
    "the minutes before": (
        {"a/1.md": minutes("1", "12.3.2031 klo 9", "Seuraava kokous on 14.5.2031."), "a/2.md": minutes("2", "14.5. klo 9")},
        "2031-05-14",
    ),
    "the next meeting": ({"a/1.md": minutes("1", "12.3.2030 klo 9"), "a/2.md": minutes("2", "Ke 14.5. klo 9", "Seuraava kokous 12.6.2031.")}, "2031-05-14"),
    "its place in a row of files": (
        {
            "a/p1.md": minutes("1", "Ke 12.3.2031 klo 9"),
            "a/p2.md": minutes("2", "Ke 14.5. klo 9"),
            "a/p3.md": minutes("3", "Ke 17.9.2031 klo 9"),
        },
        "2031-05-14",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("texts", "day"), WORKED_OUT.values(), ids=WORKED_OUT.keys())
def test_a_year_is_worked_out_from(texts: dict[str, str], day: str) -> None:
    found = told(texts)
    assert [m.id for m in found.meetings if m.date_worked_out] == [day]
    assert not [problem for problem in found.problems if problem.code == "minutes_undated"]


HELD = {f"tiimi/viikko-{n}.md": minutes(str(n), f"ti {day}.2031 klo 9") for n, day in ((19, "6.5"), (20, "13.5"))}
OF_A_WEEK = {
    "others held on one day of the weeks they are named by": ({**HELD, "tiimi/muistio.md": weekly(22)}, "2031-05-27"),
    "one other alone, so nothing": ({"tiimi/viikko-19.md": HELD["tiimi/viikko-19.md"], "tiimi/muistio.md": weekly(22)}, None),
    "others far away in time, so nothing": ({**HELD, "tiimi/muistio.md": weekly(44)}, None),
    "others in another folder, so nothing": ({**HELD, "toinen/muistio.md": weekly(22)}, None),
    "others on changing days, so nothing": (
        {**HELD, "tiimi/viikko-21.md": minutes("21", "ke 21.5.2031 klo 9"), "tiimi/muistio.md": weekly(22)}, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("texts", "day"), OF_A_WEEK.values(), ids=OF_A_WEEK.keys())
def test_minutes_that_tell_the_number_of_a_week_alone_are_placed_by(texts: dict[str, str], day: str | None) -> None:
    found = told(texts)
    (weekly_,) = [m for m in found.meetings if any(path.endswith("muistio.md") for path in m.documents)]
    assert (str(weekly_.date) if weekly_.date else None, weekly_.date_worked_out) == (day, day is not None)
    assert [problem.code for problem in found.problems if problem.code == "minutes_undated"] == ["minutes_undated"] * (not day)


def report(week: int, day: str = "") -> str:
    return f"# Viikkoraportti\n# Viikko {week}{day}\n# Seuraava viikko\n| Tekijä | Tehtävä |\n| Tuuli | Ma: opasteet |"


WRITTEN = {f"tiimi/r-{n}.md": report(n, f", {day}.2031") for n, day in ((18, "2.5"), (19, "9.5"))}
REPORTS = {
    "as other reports of the folder were written": ({**HELD, **WRITTEN, "tiimi/raportti.md": report(22)}, "2031-05-30"),
    "as the meetings of its weeks were held": ({**HELD, "tiimi/raportti.md": report(22)}, "2031-05-27"),
    "on nothing, where one other tells alone": (
        {"tiimi/r-18.md": WRITTEN["tiimi/r-18.md"], "tiimi/raportti.md": report(22)},
        None,
    ),
    "on nothing, where the others stand far away": ({**HELD, "tiimi/raportti.md": report(44)}, None),
}


@pytest.mark.parametrize(("texts", "day"), REPORTS.values(), ids=REPORTS.keys())
def test_a_report_that_tells_its_week_alone_is_dated(texts: dict[str, str], day: str | None) -> None:
    found = told(texts)
    (promise,) = [one for one in found.reported if one.where and one.where.document == "tiimi/raportti.md"]
    assert (str(promise.date) if promise.date else None) == day
    assert len(found.meetings) == sum("muistio" in text or "Viikkopalaveri" in text for text in texts.values())


def test_the_tasks_of_minutes_without_a_day_are_known_and_due_on_no_day() -> None:
    (meeting,) = told({"a/muistio.md": weekly(22)}).meetings
    assert [(d.text, d.responsible, d.due and d.due.date) for d in meeting.decisions] == [
        ("Ma - Ti: opasteiden luonnos", ("Tuuli",), None),
        ("Ke: lupien haku", ("Veikko",), None),
    ]


def test_what_the_minutes_say_is_read_in_the_worked_out_year() -> None:
    (meeting,) = told({"a/x.md": minutes("3/31", "Ke 14.5. klo 9")}).meetings
    (decision,) = [decision for decision in meeting.decisions if decision.due]
    assert decision.due is not None and decision.due.date == datetime.date(2031, 5, 20)


UNPLACED = {
    "a day of no year at all": {"a/x.md": minutes("3", "14.5. klo 9")},
    "a day of the week that contradicts": {"a/muistio2031.md": minutes("3", "Ma 14.5. klo 9")},
    "no day at all": {"a/x.md": minutes("3", "aamulla")},
}


@pytest.mark.parametrize("texts", UNPLACED.values(), ids=UNPLACED.keys())
def test_minutes_that_cannot_be_placed_are_kept_and_told(texts: dict[str, str]) -> None:
    found = told(texts)
    assert [(meeting.date, bool(meeting.decisions)) for meeting in found.meetings] == [(None, True)]
    assert [problem.code for problem in found.problems] == ["minutes_undated"]


def test_a_file_that_only_its_name_makes_minutes_is_told_of() -> None:
    texts = {f"a/muistio{n}.md": minutes(str(n), f"{n}.5.2031 klo 9") for n in (1, 2, 3)}
    found = told({**texts, "a/muistio4.md": "# Tiekartta\nTyöryhmä mietti suuntia.", "a/ohje.md": "# Ohje\nHiihdä."})
    assert [(problem.code, problem.file) for problem in found.problems] == [("minutes_not_known", "a/muistio4.md")]
