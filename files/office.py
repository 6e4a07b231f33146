"""LibreOffice, where it is installed: turns office files into another form. Runs in workers only."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from files.ocr import dies_with_parent
from kb.errors import ExtractError

_MEGABYTES: Final = 4000
# LibreOffice fetches pictures that a document links to, and could run its macros, unless it is told not to.
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"><value>true</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(absolute: Path, path: str, out: Path, form: str, seconds: float) -> None:
    """An office file in another form ("pdf", "docx", "pptx") as the file `out`. Raises ExtractError: `no_office`, `not_converted`."""
    office = program()
    if office is None:
        raise ExtractError(path, "no_office")
    with tempfile.TemporaryDirectory(prefix="kb-office-", dir=out.parent) as folder:
        home = Path(folder)
        profile = home / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = home / f"tiedosto{absolute.suffix.lower()}"
        shutil.copyfile(absolute, source)
        made = home / "muunnettu"
        command = [office, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
        command += ["--convert-to", form, "--outdir", str(made), str(source)]
        environment = {**os.environ, "HOME": str(home)}
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=seconds, env=environment, preexec_fn=_birth())
            write_whole(out, (made / source.with_suffix(f".{form}").name).read_bytes())
        except (OSError, subprocess.SubprocessError) as error:
            raise ExtractError(path, "not_converted") from error


def write_whole(out: Path, data: bytes) -> None:
    """The whole file or none: whoever looks meanwhile sees no half."""
    temporary = out.with_name(f"{out.name}.{os.getpid()}.new")
    temporary.write_bytes(data)
    temporary.replace(out)


def _birth() -> Callable[[], None] | None:
    """What LibreOffice does first: it ends with its parent, and has the memory that it needs and a reader does not."""
    prepare = dies_with_parent()
    if prepare is None:
        return None
    import resource

    def ready() -> None:
        prepare()
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = _MEGABYTES << 20
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))

    return ready
