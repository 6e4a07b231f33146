"""`kb serve`: what it says when it cannot serve."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path


def test_a_taken_port_is_said_in_a_sentence_that_tells_what_to_do(root: Path, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        # In a process of its own: waitress leaves what it had opened to the end of the process.
        command = [sys.executable, "-m", "cli", "serve", "--data", str(tmp_path), "--port", port]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert f"Osoitetta 127.0.0.1:{port} ei saatu käyttöön" in done.stderr
    assert "Traceback" not in done.stderr
    assert "--port" in done.stderr


def test_a_folder_is_read_before_it_is_served(root: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "aineisto"
    corpus.mkdir()
    (corpus / "muistio.md").write_text("# Muistio\n\nAika: 4.3.2025\n\n1. Avaus\n\nAvattiin.\n", encoding="utf-8")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        # The port is taken, so that the command ends; the index was made before it was asked for.
        command = [sys.executable, "-m", "cli", "serve", str(corpus), "--port", port]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    assert f"Osoitetta 127.0.0.1:{port} ei saatu käyttöön" in done.stderr
    assert (tmp_path / ".kb" / "current").is_file()


def test_a_folder_that_is_not_there_is_told_as_when_indexing(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cli", "serve", str(tmp_path / "puuttuu")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "puuttuu" in done.stderr
    assert "Traceback" not in done.stderr
