"""Reports of a team beside its minutes: what they promise is known without any meeting, and found, seen and settled as other promises."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.build import build
from kb import citing
from kb.access.readers import VISITOR
from kb.library import Library
from kb.model import Decision
from kb.settings import Settings, load
from kb.store.catalogue import Catalogue

MINUTES = """# Reittityöryhmän kokous

Aika: ti {day} klo 9.00–10.00

Läsnä:

- Tuuli Honkaranta, Lumisuo (puheenjohtaja)
- Veikko Salmiharju, Hankijoki (sihteeri)

## 1. Kokouksen avaaminen

Puheenjohtaja avasi kokouksen.

## 2. Reittien tilanne

{news}
"""
REPORT = """# Viikkoraportti

Viikko {week}{day}

## Edellinen viikko

Tekijä | Tehtävä
---|---
Veikko | Ma: kartat

## Seuraava viikko

Tekijä | Tehtävä
---|---
{rows}
"""
ROWS = "Tuuli | Ma: siltojen kuntokartoitus <br> **Ke:** TBD\nVeikko | Ti: hirsien tilaus"
FILES = {
    "reitit/2031-05-13 muistio.md": MINUTES.format(day="13.5.2031", news="Sovittiin, että Veikko Salmiharju laatii kartan."),
    "reitit/2031-06-10 muistio.md": MINUTES.format(
        day="10.6.2031", news="Tuuli Honkaranta on tehnyt siltojen kuntokartoituksen 26.5.2031, kuten oli sovittu."
    ),
    "reitit/raportti viikko 21.md": REPORT.format(week=21, day=", 23.5.2031", rows=ROWS),
    "reitit/raportti viikko 21.txt": "Viikkoraportti\nViikko 21, 23.5.2031\n",
    "tupa/veckorapport.md": (
        "# Veckorapport\n\nVecka 21, 23.5.2031\n\n## Nästa vecka\n\nNamn | Uppgift\n---|---\nLinnea | Ons: målning av stugan\n"
    ),
    "tupa/weekly.md": (
        "# Weekly report\n\nWeek 22\n\n## Next week\n\nName | Task\n---|---\nIlmari | Thu: repair of the roof\n"
    ),
    "kb.toml": '[access]\ndefault = "public"\n[[access.rules]]\ndocument = "reitit/raportti*"\nto = ["aino"]\n',
}
IDS = ("asiakirja/reitit-raportti-viikko-21/1", "asiakirja/reitit-raportti-viikko-21/2")
TODAY = datetime.date(2031, 5, 25)


def write(corpus: Path, files: dict[str, str]) -> Settings:
    for name, text in files.items():
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text(text, encoding="utf-8")
    settings = load(corpus, environ={})
    build(settings)
    return settings


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.open(write(tmp_path_factory.mktemp("reitit") / "aineisto", FILES), lambda: TODAY)


def test_no_meeting_comes_of_a_report(library: Library) -> None:
    assert [meeting.id for meeting in library.meetings()] == ["2031-06-10", "2031-05-13"]
    assert {info.path: info.kind for info in library.documents()}["reitit/raportti viikko 21.md"] == "report"


def test_a_report_promises_in_its_own_place(library: Library) -> None:
    one, two = library.reported("reitit/raportti viikko 21.md")

    assert (one.id, two.id) == IDS
    assert {one.meeting, two.meeting, one.item, two.item} == {None}
    assert (one.responsible, one.due and str(one.due.date)) == (("Tuuli",), "2031-05-26")
    assert one.where is not None
    section = library.document(one.where.document).sections[0]
    assert section.text[one.where.start : one.where.end] == one.text == "Ma: siltojen kuntokartoitus"
    assert library.decision(one.id) == one
    assert library.meeting_of(one) is None
    assert library.beside(one) == (one, two)
    assert library.documents_of(one) == ("reitit/raportti viikko 21.md",)
    assert [promise.decision.id for promise in library.promises() if promise.decision.meeting is None and promise.shown] == [
        *IDS, "asiakirja/tupa-veckorapport/1", "asiakirja/tupa-weekly/1",
    ]  # fmt: skip


def test_the_reference_of_a_promise_is_its_place_in_the_report(library: Library) -> None:
    one = library.decision(IDS[0])

    assert citing.cite(one, None) == "Reittityöryhmä, reitit/raportti viikko 21.md, 23.5.2031"


def test_a_report_is_of_the_body_whose_minutes_lie_beside_it_else_nobodys(library: Library) -> None:
    assert {one.where.document: one.body for one in library.reported() if one.where} == {
        "reitit/raportti viikko 21.md": "Reittityöryhmä",
        "tupa/veckorapport.md": None,
        "tupa/weekly.md": None,
    }
    own = library.of("Reittityöryhmä")
    assert [one.id for one in own.decisions(confidence=("low",)) if one.meeting is None] == list(IDS)
    assert "reitit/raportti viikko 21.md" in {info.path for info in own.documents()}


def test_a_first_name_in_a_report_is_the_one_who_meets_there(library: Library) -> None:
    assert IDS[0] in library.person("tuuli-honkaranta").promised
    assert IDS[1] in library.person("veikko-salmiharju").promised
    assert IDS[0] in {promise.decision.id for promise in library.promises(person=("tuuli-honkaranta",))}


def test_a_report_that_nobody_can_date_promises_without_days(library: Library) -> None:
    (one,) = library.reported("tupa/weekly.md")

    assert (one.date, one.due and one.due.text, one.due and one.due.date) == (None, "Thu", None)


STATES = {
    "open until its day": ("2031-05-25", IDS[1], "open"),
    "to be checked after it, and never called late": ("2031-06-05", IDS[1], "open"),
    "history after a year": ("2032-09-01", IDS[1], "lapsed"),
    "open as long as nobody says that it was done": ("2031-05-25", IDS[0], "open"),
    "done when later minutes say so": ("2031-06-11", IDS[0], "done"),
}  # fmt: skip


@pytest.mark.parametrize(("day", "id", "code"), STATES.values(), ids=STATES.keys())
def test_a_promise_of_a_report_is(library: Library, day: str, id: str, code: str) -> None:
    state = library.state(library.decision(id), datetime.date.fromisoformat(day))

    assert state is not None
    assert state.code == code
    assert state.code != "done" or state.by == "2031-06-10/2"
    assert state.is_to_check == (day == "2031-06-05")


def test_the_line_of_its_matter_joins_it_with_the_item_that_tells_of_it_and_no_other_promise(library: Library) -> None:
    assert {IDS[0], "2031-06-10/2"} <= set(library.chain(IDS[0]).line)
    assert {link.earlier_decision for link in library.chain("2031-06-10/2").earlier} & set(IDS) == {IDS[0]}
    assert library.chain(IDS[1]).line == (IDS[1],)


def test_a_link_that_people_draw_from_a_meeting_to_it_is_told_on_both(tmp_path: Path) -> None:
    library = Library.open(write(tmp_path / "aineisto", FILES), lambda: TODAY)
    later = next(one for one in library.decisions() if one.meeting == "2031-05-13")
    library.record("link", later.id, "Tuuli", to=IDS[1], values={"relation": "follows"})

    assert [link.later_decision for link in library.chain(IDS[1]).later] == [later.id]
    assert [link.earlier for link in library.chain(later.id).earlier] == [IDS[1]]


def test_a_search_finds_it_and_opens_its_page(library: Library) -> None:
    (hit,) = library.search(
        "kuntokartoitus laji:päätös",
    ).hits[:1]

    assert (hit.kind, hit.id, hit.meeting, hit.url) == ("decision", IDS[0], None, f"/paatokset/{IDS[0]}")


def test_whoever_may_not_see_the_report_sees_nothing_of_what_it_promises(library: Library) -> None:
    seen = library.seen_by(VISITOR)

    assert [one.id for one in seen.reported()] == ["asiakirja/tupa-veckorapport/1", "asiakirja/tupa-weekly/1"]
    assert all(one.id not in IDS for one in seen.decisions(confidence=("high", "medium", "low")))
    assert not set(IDS) & set(seen.person("tuuli-honkaranta").promised)
    assert seen.search("kuntokartoitus laji:päätös").total == library.search("kuntokartoitus laji:päätös").total - 1


def test_its_mark_holds_and_what_is_merged_takes_it_along(tmp_path: Path) -> None:
    library = Library.open(write(tmp_path / "aineisto", FILES), lambda: TODAY)
    library.record("done", IDS[1], "Tuuli")

    state = library.state(library.decision(IDS[1]))
    assert state is not None
    assert state.code == "done"


def test_promises_keep_their_ids_when_others_come_before_them(tmp_path: Path) -> None:
    settings = write(tmp_path / "aineisto", FILES)
    changed = FILES["reitit/raportti viikko 21.md"].replace("Tuuli | Ma", "Ilmari | Ma: kylttien nouto\nTuuli | Ma")
    write(settings.corpus, {"reitit/raportti viikko 21.md": changed})

    found = {one.text: one.id for one in Library.open(settings).reported("reitit/raportti viikko 21.md")}
    assert found == {
        "Ma: kylttien nouto": "asiakirja/reitit-raportti-viikko-21/3",
        "Ma: siltojen kuntokartoitus": IDS[0],
        "Ti: hirsien tilaus": IDS[1],
    }


def test_one_report_in_two_formats_promises_once(tmp_path: Path) -> None:
    html = "<h1>Viikkoraportti</h1><p>Viikko 21, 23.5.2031</p><h2>Seuraava viikko</h2><table><tr><th>Tekijä</th><th>Tehtävä</th></tr>"
    html += "<tr><td>Tuuli</td><td>Ma: siltojen kuntokartoitus</td></tr></table>"
    files = {"raportti.md": FILES["reitit/raportti viikko 21.md"], "raportti.html": html}
    library = Library.open(write(tmp_path / "aineisto", files))

    assert [(one.id, one.where.document) for one in library.reported() if one.where] == [
        ("asiakirja/raportti/1", "raportti.md"),
        ("asiakirja/raportti/2", "raportti.md"),
    ]


def test_a_meetings_decisions_are_its_own(library: Library) -> None:
    catalogue = Catalogue(library.settings.data / "generations" / str(library.generation) / "catalogue.sqlite")
    decisions: list[Decision] = [one for meeting in catalogue.meetings() for one in meeting.decisions]

    assert {*decisions, *catalogue.reported()} == set(catalogue.decisions())
    assert all(replace(one, meeting=None) not in catalogue.reported() for one in decisions)
