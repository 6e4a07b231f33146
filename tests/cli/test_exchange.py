"""What is known taken elsewhere and brought in: exports, journals, and the shells' completion."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from cli.main import COMMANDS, main
from kb import export
from kb.library import Library
from kb.model import as_json
from kb.store.journal import Journal
from tests.fixtures.group import write_library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return write_library(tmp_path)


def run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, [str(argument) for argument in arguments], prog_name="kb")


def exported(library: Library, *options: str) -> list[dict[str, Any]]:
    result = run("export", "--data", library.settings.data, *options)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_line_is_what_the_schema_says_and_every_thing_is_there_once(library: Library) -> None:
    library.record("comment", library.decisions()[0].id, "Aino", text="Hyvä.")
    checker = jsonschema.Draft202012Validator(json.loads(run("export", "--schema").stdout))
    told = exported(library)
    assert told[0]["type"] == "header"
    assert (told[0]["format"], told[0]["version"]) == (export.FORMAT, export.VERSION)
    for line in told:
        assert list(checker.iter_errors(line)) == []
    of_type = {name: [line["data"] for line in told if line["type"] == name] for name in export.TYPES}
    assert [one["id"] for one in of_type["meeting"]] == [one.id for one in library.meetings()]
    low = library.decisions(confidence=("high", "medium", "low"))
    assert [one["id"] for one in of_type["decision"]] == [one.id for one in low]
    assert of_type["person"] == [as_json(one) for one in library.people()]
    assert [one["path"] for one in of_type["document"]] == [one.path for one in library.documents() if one.read]
    assert [one["text"] for one in of_type["entry"]] == ["Hyvä."]


def test_every_type_of_line_is_documented(root: Path) -> None:
    told = set(re.findall(r"`(\w+)`", (root / "docs" / "export.md").read_text(encoding="utf-8").partition("| --- |")[2]))
    assert set(export.TYPES) <= told


def test_an_export_may_leave_the_texts_of_documents_out(library: Library, tmp_path: Path) -> None:
    assert "document" not in {line["type"] for line in exported(library, "--no-texts")}
    result = run("export", "--data", library.settings.data, "--output", tmp_path / "ulos.jsonl")
    lines = (tmp_path / "ulos.jsonl").read_text(encoding="utf-8").splitlines()
    assert f"{len(lines)} riviä" in result.stderr
    assert [json.loads(line) for line in lines] == exported(library)


def test_an_export_for_somebody_who_has_not_signed_in_has_nothing_that_is_not_public(library: Library) -> None:
    told = exported(library, "--as", "vieras")
    assert {line["type"] for line in told} == {"header", "info"}
    assert run("export", "--data", library.settings.data, "--as", "tuntematon").exit_code == 4


def test_a_journal_comes_over_once_with_its_undoings_and_holds_by_its_time(library: Library, tmp_path: Path) -> None:
    here, there = library.journal, Journal(tmp_path / "toinen" / "kb-journal.jsonl")
    id = library.decisions()[0].id
    old = there.append("comment", id, "Eero", text="Ennen.")
    taken = there.append("done", id, "Eero")
    there.append("undo", id, "Eero", to=taken.id)
    long_ago = re.sub(r'"at": "\d{4}', '"at": "2020', there.path.read_text(encoding="utf-8"))
    there.path.write_text(long_ago, encoding="utf-8")
    with there.path.open("a", encoding="utf-8") as file:
        file.write('{"id": "rikki"}\n')
    now = library.record("comment", id, "Aino", text="Nyt.")
    dry = run("import-journal", there.path, "--data", library.settings.data, "--dry-run")
    assert "Tuotaisiin 3 merkintää; 0 oli jo täällä." in dry.stderr
    assert here.entries() == (now,)
    first = run("import-journal", there.path, "--data", library.settings.data)
    assert first.exit_code == 3
    assert "Tuotiin 3 merkintää; 0 oli jo täällä." in first.stderr
    assert "1 riviä ei ole merkintöjä: 4" in first.stderr
    again = run("import-journal", there.path, "--data", library.settings.data)
    assert "Tuotiin 0 merkintää; 3 oli jo täällä." in again.stderr
    assert here.entries()[0].id == old.id
    assert [entry.text for entry in library.history(id)] == ["Ennen.", "Nyt."]
    assert library.decision(id).status is None


def test_what_was_said_earlier_elsewhere_does_not_overrule_what_was_said_later_here(library: Library) -> None:
    id = library.decisions()[0].id
    library.record("confirm", id, "Aino")
    earlier = replace(library.journal.entries()[0], id="muualla", what="strike", at="2020-01-01T00:00:00+00:00")
    library.journal.take_in([earlier])
    assert library.decision(id).status == "confirmed"


def test_the_entries_of_an_export_are_a_journal_again(library: Library, tmp_path: Path) -> None:
    library.record("comment", library.decisions()[0].id, "Aino", text="Hyvä.")
    (tmp_path / "ulos.jsonl").write_text(run("export", "--data", library.settings.data).stdout, encoding="utf-8")
    kept = library.journal.entries()
    library.journal.path.unlink()
    result = run("import-journal", tmp_path / "ulos.jsonl", "--data", library.settings.data)
    assert result.exit_code == 0, result.output
    assert library.journal.entries() == kept


# --- completion -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ("bash", "zsh", "fish", "powershell"))
def test_each_shell_has_a_script_that_asks_the_command(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0, result.output
    assert "_KB_COMPLETE" in result.output
    assert f"{shell}_complete" in result.output


def asked(word: str, words: str) -> list[list[str]]:
    """What PowerShell is told of the words up to the cursor."""
    result = run(_KB_COMPLETE="powershell_complete", COMP_WORDS=words, COMP_WORD=word)
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_powershell_is_told_commands_options_and_values_with_their_help() -> None:
    assert [row[0] for row in asked("", "kb ") if not row[0].startswith("-")] == list(COMMANDS)
    assert asked("dec", "kb dec") == [["decisions", "plain", COMMANDS["decisions"][1]]]
    assert [row[0] for row in asked("--no", "kb export --no")] == ["--no-texts"]
    assert [row[0] for row in asked("", "kb completion ")] == ["bash", "zsh", "fish", "powershell"]
    assert [row[0] for row in asked("se", "kb user add aino --role se")] == ["secretary"]


@pytest.mark.parametrize(
    ("shell", "command"),
    (
        ("bash", ["bash", "-n"]),
        ("zsh", ["zsh", "-n"]),
        ("fish", ["fish", "-n"]),
        ("powershell", ["pwsh", "-NoProfile", "-File"]),
    ),
)
def test_each_shell_reads_its_script(shell: str, command: list[str], tmp_path: Path) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]}")
    script = tmp_path / "kb.ps1"
    script.write_text(run("completion", shell).output, encoding="utf-8")
    done = subprocess.run([*command, script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
