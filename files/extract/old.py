"""Old and open office formats (.doc, .ppt, .odt, .odp, .rtf): LibreOffice turns them into what the readers of today's formats read."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from files import office
from files.extract import docx, media, pptx
from files.extract.source import Source
from kb.document import Document
from kb.errors import ExtractError

_SECONDS: Final = 50.0
# What is told where there is no LibreOffice.
_WITHOUT: Final = {
    media.DOC: "format_old_office",
    media.PPT: "format_old_office",
    media.ODT: "format_opendocument",
    media.ODP: "format_opendocument",
    media.RTF: "format_rtf",
}


def read(source: Source) -> Document:
    """The blocks of the file as LibreOffice understands it. Raises ExtractError: without LibreOffice, the format's own sentence."""
    if office.program() is None:
        raise ExtractError(source.path, _WITHOUT[source.media_type])
    deck = source.media_type in (media.PPT, media.ODP)
    form = "pptx" if deck else "docx"
    with tempfile.TemporaryDirectory(prefix="kb-vanha-") as folder:
        made = Path(folder) / f"muunnettu.{form}"
        try:
            source.alive()
            office.convert(source.absolute, source.path, made, form, _SECONDS)
        except ExtractError as error:
            raise ExtractError(source.path, "not_opened") from error
        source.alive()
        today = replace(source, absolute=made)
        return pptx.read(today) if deck else docx.read(today)
