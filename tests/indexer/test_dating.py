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


def told(texts: dict[str, str]) -> Assembly:
    sources = []
    for path, text in texts.items():
        blocks = tuple(
            Block("heading", line.lstrip("# "), level=1) if line.startswith("#") else Block("paragraph", line)
            for line in text.split("\n")
        )
        document = Document(path, "text/markdown", (Section("teksti", None, blocks),), language="fi")
        sources.append((SourceFile(path, Path(path), 1, path, "text/markdown"), document, interpret(document, SETTINGS)))
    return assemble(sources, SETTINGS)


def minutes(number: str, when: str, after: str = "Katsotaan myöhemmin.") -> str:
    return (
        f"# Latutyöryhmän muistio {number}\nAika: {when}\nLäsnä: Tuuli Honkaranta, Veikko Salmiharju\n# 1. Ladut\n"
        f"Sovittiin, että ladut ajetaan 20.5. mennessä.\n# 2. Seuraava kokous\n{after}"
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
