"""`kb check` tells what does not agree and what to do; `kb index --watch` follows a folder that lives."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import main
from kb.settings import Settings
from kb.store import generations
from kb.store.journal import Journal

MINUTES = "# Muistio\n\nAika: 4.3.2025\n\n1. Avaus\n\nAvattiin.\n\n2. Talous\n\nPäätettiin hankkia kaivuri.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    corpus = tmp_path_factory.mktemp("tarkistus") / "aineisto"
    corpus.mkdir()
    (corpus / "muistio.md").write_text(MINUTES, encoding="utf-8")
    (corpus / "liite.md").write_text("# Liite\n\nTaulukko.\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["index", str(corpus)]).exit_code == 0
    return corpus.parent


@pytest.fixture
def settings(built: Path, tmp_path: Path) -> Settings:
    shutil.copytree(built, tmp_path / "oma", symlinks=True)
    data = tmp_path / "oma" / ".kb"
    manifest = next((data / "generations").glob("*/manifest.json"))
    manifest.write_text(manifest.read_text().replace(str(built), str(tmp_path / "oma")), encoding="utf-8")
    return Settings(tmp_path / "oma" / "aineisto", data)


def checked(settings: Settings) -> dict[str, str | None]:
    done = CliRunner().invoke(main, ["check", str(settings.corpus), "--json"])
    problems = json.loads(done.stdout)
    assert done.exit_code == (3 if any(problem["severity"] != "note" for problem in problems) else 0)
    assert all(problem["hint"] for problem in problems)
    return {problem["message"]: problem["file"] for problem in problems}


def test_where_all_agrees_nothing_is_said(settings: Settings) -> None:
    assert checked(settings) == {}
    assert "kunnossa" in CliRunner().invoke(main, ["check", str(settings.corpus)]).output


def new_file(settings: Settings) -> None:
    (settings.corpus / "uusi.md").write_text(MINUTES, encoding="utf-8")


def lost_file(settings: Settings) -> None:
    (settings.corpus / "liite.md").unlink()


def changed_file(settings: Settings) -> None:
    (settings.corpus / "liite.md").write_text("# Liite\n\nToinen taulukko.\n", encoding="utf-8")


def damaged_line(settings: Settings) -> None:
    Journal(settings.journal_path).append("comment", "2025-03-04/2/1", "Aino", text="huomio")
    with settings.journal_path.open("a", encoding="utf-8") as file:
        file.write('{"id": \n')


def orphan(settings: Settings) -> None:
    Journal(settings.journal_path).append("comment", "2019-01-01/2/1", "Aino", words="Ei missään.", text="huomio")


def open_journal(settings: Settings) -> None:
    Journal(settings.journal_path).append("comment", "2025-03-04/2/1", "Aino", text="huomio")
    settings.journal_path.chmod(0o644)


def broken_draft(settings: Settings) -> None:
    settings.drafts_path.mkdir(mode=0o700)
    (settings.drafts_path / "rikki.jsonl").touch(mode=0o600)


def torn_catalogue(settings: Settings) -> None:
    path = generations.folder(settings.data, 1) / generations.CATALOGUE
    data = bytearray(path.read_bytes())
    data[5000:9000] = b"\xff" * 4000
    path.write_bytes(data)


def lost_text(settings: Settings) -> None:
    shutil.rmtree(generations.folder(settings.data, 1) / generations.TEXT)


def lost_index(settings: Settings) -> None:
    (settings.data / generations.POINTER).unlink()


def idle_rule(settings: Settings) -> None:
    (settings.corpus / "kb.toml").write_text('[[access.rules]]\nbody = "Ei mikään"\nto = "members"\n', encoding="utf-8")


def unfinished(settings: Settings) -> None:
    generations.begin(settings.data)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (new_file, "ei ole vielä hakemistossa"),
        (lost_file, "kansiossa ei enää ole"),
        (changed_file, "muuttunut indeksoinnin jälkeen"),
        (damaged_line, "merkintäriviä ei voi lukea"),
        (orphan, "koskee päätöstä"),
        (open_journal, "Muutkin kuin omistaja"),
        (broken_draft, "Luonnosta ei voi lukea"),
        (torn_catalogue, ""),
        (lost_text, "Hakemistoa ei voi lukea"),
        (lost_index, "Hakemistoa ei vielä ole"),
        (idle_rule, "ei rajaa mitään: Ei mikään"),
        (unfinished, "Keskeytyneitä rakennuksia"),
    ],
)
def test_each_disagreement_is_told(settings: Settings, harm: Callable[[Settings], None], words: str) -> None:
    harm(settings)
    assert any(words in message for message in checked(settings))


def test_a_watched_folder_is_indexed_when_it_changes(root: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "aineisto"
    corpus.mkdir()
    (corpus / "muistio.md").write_text(MINUTES, encoding="utf-8")
    command = [sys.executable, "-m", "cli", "index", str(corpus), "--watch"]
    process = subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        # Where the tests run in the background of a shell, Ctrl+C is ignored unless it is asked for again.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )

    def wait_for(generation: int) -> None:
        limit = time.monotonic() + 60
        while generations.current(tmp_path / ".kb") != generation:
            assert time.monotonic() < limit and process.poll() is None
            time.sleep(0.1)

    try:
        wait_for(1)
        time.sleep(1)
        (corpus / "toinen.md").write_text(MINUTES.replace("4.3.", "8.4."), encoding="utf-8")
        wait_for(2)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    finally:
        process.kill()
        output = process.communicate()[0]
    assert "Traceback" not in output
