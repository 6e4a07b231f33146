"""The bootstrap script: what it refuses, what it leaves alone, what it hands over. Nothing is installed here."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import kokousmuisti


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """The commands that would have been run, in an environment taken to be ready; every one of them succeeds."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: Any) -> SimpleNamespace:
        commands.append([Path(command[0]).stem, *command[1:]])
        return SimpleNamespace(returncode=0, stdout="", stderr="")

    def hand_over(command: list[str], environ: dict[str, str]) -> int:
        run(command)
        return 0

    monkeypatch.setattr(kokousmuisti, "prepare", lambda group, quiet=False: tmp_path)
    monkeypatch.setattr(kokousmuisti, "_hand_over", hand_over)
    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_what_follows_kb_is_handed_over_in_the_order_it_was_written(ran: list[list[str]]) -> None:
    assert kokousmuisti.main(["kb", "search", "--json", "seurantarakenne", "--limit", "3", "--help"]) == 0
    assert ran == [["kb", "search", "--json", "seurantarakenne", "--limit", "3", "--help"]]


def test_serving_builds_the_index_of_the_same_folder_first(ran: list[list[str]], tmp_path: Path) -> None:
    data = tmp_path / "hakemisto"
    assert kokousmuisti.main(["serve", str(tmp_path), "--port", "9000", "--data", str(data)]) == 0
    assert ran == [
        ["kb", "index", str(tmp_path), "--data", str(data)],
        ["kb", "serve", "--data", str(data), "--port", "9000"],
    ]


@pytest.mark.parametrize(
    ("status", "built_before", "served"),
    [
        pytest.param(0, False, True, id="all read"),
        pytest.param(3, False, True, id="some files not read"),
        pytest.param(1, True, True, id="failed, but the old index serves"),
        pytest.param(1, False, False, id="failed, and there is nothing to serve"),
        pytest.param(2, True, False, id="wrong use"),
    ],
)
def test_what_there_is_to_serve_is_served(
    ran: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, status: int, built_before: bool, served: bool
) -> None:
    if built_before:
        (tmp_path / "current").write_text("1", encoding="ascii")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=status))
    monkeypatch.setattr(kokousmuisti, "_hand_over", lambda command, environ: 0)
    assert (kokousmuisti.main(["serve", "--data", str(tmp_path)]) == 0) is served


def test_without_a_command_the_commands_are_told_in_finnish(capsys: pytest.CaptureFixture[str]) -> None:
    assert kokousmuisti.main([]) == 2
    assert "rakenna hakemisto ja avaa haku selaimelle" in capsys.readouterr().err


def test_one_failed_check_does_not_keep_the_tests_from_running(
    ran: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(command: list[str], **_: Any) -> SimpleNamespace:
        ran.append(command)
        return SimpleNamespace(returncode="mypy" in command)

    monkeypatch.setattr(subprocess, "run", run)
    assert kokousmuisti.main(["check", "-k", "kokous"]) == 1
    assert ran[-1][-2:] == ["-k", "kokous"]
    assert "ei mennyt läpi: mypy" in capsys.readouterr().err


@pytest.mark.parametrize("version", [(3, 9, 2), (3, 10, 13), (3, 14, 0)])
def test_another_python_is_told_which_ones_will_do(
    version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert kokousmuisti.main(["check"]) == 1
    assert "Tarvitaan Python 3.11, 3.12 tai 3.13" in capsys.readouterr().err


def test_a_changed_lock_asks_for_a_new_installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    lock = tmp_path / "requirements" / "run.txt"
    monkeypatch.setattr(kokousmuisti, "ROOT", tmp_path)
    lock.write_text("flask==3.1.3\n", encoding="utf-8")
    before = kokousmuisti.lock_digest("run")
    assert kokousmuisti.lock_digest("run") == before
    lock.write_text("flask==3.1.4\n", encoding="utf-8")
    assert kokousmuisti.lock_digest("run") != before


def test_a_folder_of_something_else_is_never_emptied_for_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "tärkeä.txt"
    mine.write_text("säilyy", encoding="utf-8")
    monkeypatch.setenv("KB_VENV", str(tmp_path))
    assert kokousmuisti.main(["serve"]) == 1
    assert mine.read_text(encoding="utf-8") == "säilyy"
    assert "Siirrä se muualle" in capsys.readouterr().err


def test_debian_packages_are_left_alone_where_they_may_not_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def refuse(command: list[str], cwd: str | None = None) -> bool:
        asked.append(command)
        return False

    monkeypatch.setattr(kokousmuisti, "_succeeds", refuse)
    monkeypatch.setattr(kokousmuisti, "_apt", lambda: "/usr/bin/apt-get")
    monkeypatch.setattr(kokousmuisti, "_may_become_root", lambda: None)
    assert not kokousmuisti.apt_install(["voikko-fi"], "sanaston")
    monkeypatch.setattr(kokousmuisti, "_apt", lambda: "")
    monkeypatch.setattr(kokousmuisti, "_may_become_root", list)
    assert not kokousmuisti.apt_install(["voikko-fi"], "sanaston")
    assert asked == []


@pytest.mark.parametrize(
    ("setting", "at_terminal", "answer", "installed"),
    [
        pytest.param("", True, "k\n", True, id="a person says yes"),
        pytest.param("", True, "\n", False, id="a person only presses Enter"),
        pytest.param("", False, "k\n", False, id="nobody is there to ask"),
        pytest.param("1", False, "", True, id="allowed beforehand"),
        pytest.param("0", True, "k\n", False, id="forbidden beforehand"),
    ],
)
def test_debian_packages_are_installed_only_with_leave(
    setting: str, at_terminal: bool, answer: str, installed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return at_terminal

    asked: list[list[str]] = []
    monkeypatch.setattr(kokousmuisti, "_succeeds", lambda command, cwd=None: asked.append(command) or True)
    monkeypatch.setattr(kokousmuisti, "_may_become_root", list)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("KB_APT", setting)
    assert kokousmuisti.apt_install(["voikko-fi"], "sanaston") is installed
    assert bool(asked) is installed


def test_an_environment_that_was_moved_is_made_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made: list[list[str]] = []
    (tmp_path / "installed-for").write_text("/elsewhere/.venv", encoding="utf-8")
    monkeypatch.setattr(kokousmuisti, "_succeeds", lambda command, cwd=None: True)
    monkeypatch.setattr(kokousmuisti, "_works", lambda environment: True)
    monkeypatch.setattr(kokousmuisti, "_run_or_fail", lambda command, sentence: made.append(command))
    kokousmuisti.make_environment(tmp_path)
    kokousmuisti.make_environment(tmp_path)
    assert [command[1:] for command in made] == [["-m", "venv", "--clear", str(tmp_path)]]
