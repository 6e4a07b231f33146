"""Pages as pictures: PDF by PyMuPDF; decks by way of PDF where LibreOffice is installed. Runs in workers only."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

import pymupdf

from files.ocr import dies_with_parent
from kb.errors import ExtractError

_MAX_PIXELS: Final = 16_000_000
_SECONDS: Final = 110
# LibreOffice fetches pictures that a document links to, and could run its macros, unless it is told not to.
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"><value>true</value></prop></item>
</oor:items>
"""


def draw(
    absolute: Path, path: str, page: int, scale: float, out: Path, clip: tuple[float, float, float, float] | None = None
) -> None:
    """A page (from 1), or the part of it in `clip` (points), as PNG in the file `out`; `scale` pixels a point.

    Raises ExtractError: `encrypted`, `no_page` where there is no such page.
    """
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    with pymupdf.open(absolute, filetype="pdf") as pdf:
        if pdf.needs_pass:
            raise ExtractError(path, "encrypted")
        if not 1 <= page <= pdf.page_count:
            raise ExtractError(path, "no_page", page=page)
        sheet = pdf.load_page(page - 1)
        area = (pymupdf.Rect(clip) & sheet.rect) if clip is not None else sheet.rect
        if area.is_empty:
            area = sheet.rect
        scale = min(scale, (_MAX_PIXELS / max(area.width * area.height, 1.0)) ** 0.5)
        picture = sheet.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=area, alpha=False)
        _write(out, picture.tobytes("png"))


def count(absolute: Path) -> int:
    """How many pages a PDF has."""
    with pymupdf.open(absolute, filetype="pdf") as pdf:
        return int(pdf.page_count)


def office() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(absolute: Path, path: str, out: Path) -> None:
    """An office file as PDF in the file `out`. Raises ExtractError: `no_office`, `not_converted`."""
    program = office()
    if program is None:
        raise ExtractError(path, "no_office")
    with tempfile.TemporaryDirectory(prefix="kb-office-", dir=out.parent) as folder:
        home = Path(folder)
        profile = home / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = home / f"tiedosto{absolute.suffix.lower()}"
        shutil.copyfile(absolute, source)
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
        command += ["--convert-to", "pdf", "--outdir", str(home), str(source)]
        environment = {**os.environ, "HOME": str(home)}
        try:
            subprocess.run(
                command, check=True, capture_output=True, timeout=_SECONDS, env=environment, preexec_fn=dies_with_parent()
            )
            made = source.with_suffix(".pdf")
            _write(out, made.read_bytes())
        except (OSError, subprocess.SubprocessError) as error:
            raise ExtractError(path, "not_converted") from error


def _write(out: Path, data: bytes) -> None:
    """The whole file or none: whoever looks meanwhile sees no half."""
    temporary = out.with_name(f"{out.name}.{os.getpid()}.new")
    temporary.write_bytes(data)
    temporary.replace(out)
