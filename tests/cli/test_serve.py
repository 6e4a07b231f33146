"""`kb serve`: what it says when it cannot serve."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest


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


@contextlib.contextmanager
def served(root: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running server and the address that it says."""
    command = [sys.executable, "-u", "-m", "cli", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line
        yield process, found.group()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("host", ["::1", "localhost", "127.0.0.1"])
def test_each_address_of_this_machine_serves(root: Path, tmp_path: Path, host: str) -> None:
    try:
        socket.getaddrinfo(host, 1)
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.bind((host, 0))
    except OSError:
        pytest.skip(f"{host} is no address of this machine")
    options = ("--data", str(tmp_path), "--host", host)
    with (
        served(root, *options) as (_process, address),
        urllib.request.urlopen(f"{address}static/style.css", timeout=20) as answer,
    ):
        assert answer.status == 200


def test_connections_that_say_nothing_keep_nobody_waiting(root: Path, tmp_path: Path) -> None:
    with served(root, "--data", str(tmp_path)) as (_process, address):
        port = int(address.rstrip("/").rpartition(":")[2])
        idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
        try:
            for connection in idle[::2]:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: loc")
            began = time.monotonic()
            with urllib.request.urlopen(f"{address}static/style.css", timeout=20) as answer:
                assert answer.status == 200
            assert time.monotonic() - began < 10
        finally:
            for connection in idle:
                connection.close()


def test_other_machines_come_in_through_a_door_alone(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cli", "serve", "--data", str(tmp_path), "--host", "0.0.0.0", "--port", "0"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 2
    assert "kb user add" in done.stderr and "--avoin" in done.stderr


def test_a_door_left_open_is_warned_of_and_answers_to_its_own_names_alone(root: Path, tmp_path: Path) -> None:
    with served(root, "--data", str(tmp_path), "--host", "0.0.0.0", "--avoin") as (process, address):
        port = address.rstrip("/").rpartition(":")[2]
        strange = urllib.request.Request(f"http://127.0.0.1:{port}/ohje", headers={"Host": "muualla.example"})
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(strange, timeout=20)
        assert caught.value.code == 400
        caught.value.close()
        process.kill()
        assert process.stderr is not None
        assert "VAROITUS" in process.stderr.read()


def test_an_account_is_made_on_the_command_line_and_is_a_door(root: Path, tmp_path: Path) -> None:
    def kb(*arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cli", *arguments, "--data", str(tmp_path / "data")]
        environment = {**os.environ, "KB_CORPUS": str(tmp_path)}
        return subprocess.run(
            command, cwd=root, input=said, capture_output=True, text=True, encoding="utf-8", check=False, env=environment
        )

    assert kb("user", "add", "aino", "--role", "member", "--body", "Rantaryhmä", said="lyhyt\n").returncode == 2
    assert (
        kb("user", "add", "aino", "--role", "member", "--body", "Rantaryhmä", said="neljä satunnaista sanaa\n").returncode == 0
    )
    assert "Rantaryhmä" in kb("user", "list").stdout
    assert (tmp_path / "kb-accounts.json").stat().st_mode & 0o077 == 0
    assert kb("user", "remove", "eero").returncode == 4
    assert kb("user", "remove", "aino").returncode == 0
