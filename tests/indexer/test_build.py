"""A build that costs what changed gives what a build from nothing gives; and nothing that one file is stops it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from indexer.build import Report, build
from kb.library import Library
from kb.settings import Settings
from kb.store import generations

MINUTES = """# Laituriryhmän kokous {number}/2025

Aika: {day}.3.2025 klo 9.00

Läsnä: Aino Laine, Ville Ranta

## 1. Kokouksen avaus

Puheenjohtaja avasi kokouksen.

## 2. {title}

{text}

Sovittiin, että Ville Ranta hankkii {what} huhtikuun loppuun mennessä.
"""


def write(corpus: Path, day: int, title: str, what: str, text: str = "Keskusteltiin laiturin kunnosta.") -> Path:
    path = corpus / f"2025-03-{day:02}" / "muistio.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(MINUTES.format(number=day, day=day, title=title, what=what, text=text), encoding="utf-8")
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    corpus = tmp_path / "aineisto"
    write(corpus, 3, "Laiturin korjaus", "lankut")
    write(corpus, 10, "Laiturin korjaus", "naulat", "Lankut on hankittu. Laiturin korjaus jatkuu.")
    write(corpus, 17, "Poijujen väri", "maalin")
    return Settings(corpus, tmp_path / "hakemisto", jobs=2)


def content(settings: Settings) -> dict[str, list[object]]:
    """All that a generation's catalogue holds, and what some words find."""
    place = generations.folder(settings.data, generations.manifest(settings.data).generation)
    with closing(sqlite3.connect(place / generations.CATALOGUE)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        found: dict[str, list[object]] = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    # Passages keep their numbers from build to build: in which order they stand is not what the catalogue says of them.
    found["passages"] = sorted(row[1:] for row in found["passages"])  # type: ignore[index]
    library = Library.open(settings)
    for query in ("laituri", "lankku", "maali", "sovittiin", '"laiturin korjaus"', "poiju*"):
        found[query] = [(hit.id, hit.score, hit.snippet) for hit in library.search(query).hits]
    library.close()
    return found


def built_anew(settings: Settings) -> dict[str, list[object]]:
    other = Settings(settings.corpus, settings.data.with_name("puhdas"), jobs=1)
    shutil.rmtree(other.data, ignore_errors=True)
    build(other)
    return content(other)


def changed(corpus: Path) -> None:
    write(corpus, 10, "Laiturin korjaus", "ruuvit", "Lankut on hankittu.")


def added(corpus: Path) -> None:
    write(corpus, 24, "Poijujen väri", "siveltimen", "Maali on hankittu.")


def removed(corpus: Path) -> None:
    shutil.rmtree(corpus / "2025-03-03")


def moved(corpus: Path) -> None:
    (corpus / "2025-03-17").rename(corpus / "2025-03-18")


def all_at_once(corpus: Path) -> None:
    for step in (changed, added, removed, moved):
        step(corpus)


@pytest.mark.parametrize("change", [changed, added, removed, moved, all_at_once])
def test_what_changed_gives_the_same_as_a_build_from_nothing(settings: Settings, change: Callable[[Path], None]) -> None:
    build(settings)
    change(settings.corpus)
    build(settings)
    assert content(settings) == built_anew(settings)


def test_what_texts_name_is_the_same_from_a_forked_process(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.build._MANY", 1)
    build(settings)
    changed(settings.corpus)
    build(settings)
    assert content(settings) == built_anew(settings)


def test_only_what_changed_is_read(settings: Settings) -> None:
    assert build(settings).fresh == 3
    changed(settings.corpus)
    report = build(settings)
    assert (report.read, report.fresh) == (3, 1)


def test_nothing_changed_is_no_new_generation_and_the_same_report(settings: Settings) -> None:
    first = build(settings)
    again = build(settings)
    assert again.unchanged and again.generation == first.generation

    def counts(report: Report) -> tuple[int, ...]:
        return report.read, report.unread, report.meetings, report.decisions, report.attachments, report.passages

    assert counts(again) == counts(first)
    assert again.problems == first.problems


def test_a_new_problem_is_a_change(settings: Settings) -> None:
    build(settings)
    (settings.corpus / "tyhjä.pdf").write_bytes(b"")
    assert "empty_file" in [problem.code for problem in build(settings).problems]


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 400])
def test_a_damaged_cache_is_made_again(settings: Settings, damage: bytes) -> None:
    build(settings)
    want = content(settings)
    (settings.data / "cache" / "cache.sqlite").write_bytes(damage)
    assert build(settings).unchanged
    assert build(settings, full=True).fresh == 3
    assert content(settings) == want


@pytest.mark.skipif(os.name != "posix", reason="names are text elsewhere")
def test_names_that_are_no_text_stop_nothing(settings: Settings) -> None:
    Path(os.fsdecode(os.fsencode(settings.corpus) + b"/p\xf6yt\xe4kirja.md")).write_text("# Kokous", encoding="utf-8")
    write(settings.corpus, 25, "Poijut", "köyden").rename(settings.corpus / "muistio\nkaksi\x1b.md")
    report = build(settings)
    assert report.read == 4
    assert [problem.file for problem in report.problems if problem.code == "name_unreadable"] == [r"p\xf6yt\xe4kirja.md"]


class TestWhatCannotBeUnderstood:
    """Rules that break or never end, as the worker meets them, cost the meaning of one file and not its text."""

    RULE = "import indexer.interpret as rules\n{body}\nrules.interpret = broken\nfrom indexer.worker import *\n"

    @pytest.mark.parametrize(
        "body",
        [
            "def broken(*_):\n    raise KeyError('rule')",
            "def broken(*_):\n    while True: pass",
            "def broken(*_):\n    return bytearray(1 << 40)",
        ],
    )
    def test_is_told_and_its_text_is_found(
        self, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
    ) -> None:
        program = tmp_path / "broken_worker.py"
        program.write_text(
            self.RULE.format(body=body) + "if __name__ == '__main__':\n    sys.exit(worker.main(sys.argv[1:], TASKS))\n",
            encoding="utf-8",
        )
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        import indexer.worker

        monkeypatch.setattr(indexer.worker, "__name__", "broken_worker")
        hurried = Settings(settings.corpus, settings.data, jobs=2, worker_seconds=2)
        report = build(hurried)
        assert (report.read, report.meetings) == (3, 0)
        assert [problem.code for problem in report.problems].count("not_understood") == 3
        library = Library.open(hurried)
        assert library.search("lankut").total > 0
        library.close()


class TestRelationsOfBodies:
    def test_are_the_same_from_workers_as_from_here(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        from indexer import bodywork

        for day in range(4, 8):
            path = write(settings.corpus, day, "Poijujen väri", "maalin", "Maali on hankittu. Palataan poijujen väriin.")
            path.write_text(path.read_text(encoding="utf-8").replace("Laituriryhmän", "Poijuryhmän"), encoding="utf-8")
        want = built_anew(settings)
        assert len(want["bodies"]) == 2 and want["links"]
        monkeypatch.setattr(bodywork, "_FEW", 0)
        build(settings)
        assert content(settings) == want

    def test_are_compared_again_only_where_something_changed(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        from indexer import relate

        path = write(settings.corpus, 4, "Poijujen väri", "maalin")
        path.write_text(path.read_text(encoding="utf-8").replace("Laituriryhmän", "Poijuryhmän"), encoding="utf-8")
        build(settings)
        compared: list[str | None] = []
        of_bodies = relate.of_bodies

        def watched(groups, settings):  # type: ignore[no-untyped-def]
            for group in groups:
                compared.append(group[0].body)
                yield from of_bodies((group,), settings)

        monkeypatch.setattr(relate, "of_bodies", watched)
        changed(settings.corpus)
        build(settings)
        assert compared == ["Laituriryhmä"]
        assert content(settings) == built_anew(settings)
