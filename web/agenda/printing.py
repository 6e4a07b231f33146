"""A Word document as PDF, where LibreOffice is installed; it runs apart, on a copy, with a time limit."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

_NAMES: Final = ("soffice", "libreoffice")
_SECONDS: Final = 60


def is_possible() -> bool:
    """Whether there is a LibreOffice to ask."""
    return _office() is not None


def pdf_of(word: bytes) -> bytes | None:
    """The document as PDF; None where there is no LibreOffice or it makes none in time."""
    office = _office()
    if office is None:
        return None
    with tempfile.TemporaryDirectory(prefix="kb-pdf-") as folder:
        source = Path(folder) / "esityslista.docx"
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
        except (OSError, subprocess.SubprocessError):
            return None


def _office() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)
