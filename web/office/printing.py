"""A Word document as PDF, where LibreOffice is installed; it runs apart, on a copy, with a time limit."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Final

from kb.errors import NoOffice

_NAMES: Final = ("soffice", "libreoffice")
_SECONDS: Final = 60
# An office takes a processor and some hundred megabytes: one at a time, and the others wait.
_TURN: Final = threading.Lock()


def is_possible() -> bool:
    """Whether there is a LibreOffice to ask."""
    return _office() is not None


def pdf_of(word: bytes) -> bytes:
    """The document as PDF. Raises NoOffice where there is no LibreOffice or it makes none in time."""
    office = _office()
    if office is None:
        raise NoOffice
    with _TURN, tempfile.TemporaryDirectory(prefix="kb-pdf-") as folder:
        source = Path(folder) / "asiakirja.docx"
        source.write_bytes(word)
        # Its own profile: an office that somebody has open must not be asked instead.
        command = [office, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless"]
        try:
            subprocess.run(
                [*command, "--convert-to", "pdf", "--outdir", folder, str(source)],
                check=True,
                capture_output=True,
                timeout=_SECONDS,
            )
            return source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise NoOffice("pdf_failed") from error


def _office() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)
