"""Bytes of a text file into characters: marks of order, declared charset, UTF-8, and Windows-1252 as the last resort."""

from __future__ import annotations

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)


def decode(data: bytes, *, markup: bool = False) -> tuple[str, str | None]:
    """Text and, when it had to be guessed, the name of the encoding that was assumed (else None).

    `markup` believes a charset that the file's first kilobyte declares.

    >>> decode("pöytäkirja".encode("utf-8-sig")), decode("pöytäkirja".encode("utf-16"))
    (('pöytäkirja', None), ('pöytäkirja', None))
    >>> decode("pöytäkirja".encode("cp1252"))
    ('pöytäkirja', 'Windows-1252')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lines(data[len(mark) :].decode(name, errors="replace")), None
    wide = _wide(data)
    if wide:
        return _lines(data.decode(wide, errors="replace")), None
    try:
        return _lines(data.decode("utf-8")), None
    except UnicodeDecodeError:
        declared = _declared(data) if markup else None
        if declared:
            return _lines(data.decode(declared, errors="replace")), None
        return _lines(data.decode("cp1252", errors="replace")), "Windows-1252"


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of the beginning is nearly always zero."""
    sample = data[:400]
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) == 0:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:1024])
    if not found:
        return None
    try:
        return codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
