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
