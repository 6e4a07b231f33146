"""What a file is, by its content; its name only decides between kinds of text and warns when it says otherwise."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
TEXT: Final = "text/plain"
UNKNOWN: Final = "application/octet-stream"

NAMES: Final = {PDF: "PDF", DOCX: "DOCX", PPTX: "PPTX", MARKDOWN: "Markdown", HTML: "HTML", TEXT: "TXT"}
_EXTENSIONS: Final = {
    ".pdf": PDF,
    ".docx": DOCX, ".docm": DOCX, ".dotx": DOCX, ".dotm": DOCX,
    ".pptx": PPTX, ".pptm": PPTX, ".ppsx": PPTX, ".ppsm": PPTX, ".potx": PPTX,
    ".md": MARKDOWN, ".markdown": MARKDOWN, ".mdown": MARKDOWN,
    ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".txt": TEXT, ".text": TEXT,
}  # fmt: skip
# What people keep beside their minutes and we do not read: each has a sentence in `kb.messages`.
_OLD_OFFICE: Final = frozenset((".doc", ".ppt", ".xls", ".dot", ".pps", ".pot"))
_OTHERS: Final = {
    ".odt": "format_opendocument", ".odp": "format_opendocument", ".ods": "format_opendocument",
    ".rtf": "format_rtf",
    ".xlsx": "format_spreadsheet", ".xlsm": "format_spreadsheet", ".xls": "format_spreadsheet", ".csv": "format_spreadsheet",
    ".msg": "format_mail", ".eml": "format_mail",
    ".zip": "format_archive", ".7z": "format_archive", ".rar": "format_archive", ".gz": "format_archive",
    ".tar": "format_archive",
    ".one": "format_unknown", ".pages": "format_unknown", ".key": "format_unknown",
}  # fmt: skip
_MAGIC: Final = (
    (b"\x89PNG", "format_image"), (b"\xff\xd8\xff", "format_image"), (b"GIF8", "format_image"), (b"BM", "format_image"),
    (b"II*\x00", "format_image"), (b"MM\x00*", "format_image"), (b"{\\rtf", "format_rtf"), (b"Rar!", "format_archive"),
    (b"7z\xbc\xaf", "format_archive"), (b"\x1f\x8b", "format_archive"), (b"ID3", "format_media"), (b"RIFF", "format_media"),
    (b"OggS", "format_media"), (b"\x1aE\xdf\xa3", "format_media"), (b"MZ", "format_unknown"), (b"\x7fELF", "format_unknown"),
)  # fmt: skip
_CFB: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD: Final = 8192


@dataclass(frozen=True, slots=True)
class Found:
    """What a file was found to be. `problem` is the code of the reason why it cannot be read, None when it can."""

    media_type: str
    problem: str | None = None
    misnamed: bool = False


def sniff(absolute: Path) -> Found:
    """What a file is. Raises OSError when it cannot be opened."""
    name, suffix = absolute.name, absolute.suffix.lower()
    size = absolute.stat().st_size
    if "~$" in name or name.startswith(".~lock."):
        return Found(UNKNOWN, "lock_file")
    if size == 0:
        return Found(_EXTENSIONS.get(suffix, UNKNOWN), "empty_file")
    with absolute.open("rb") as stream:
        head = stream.read(_HEAD)
        stream.seek(max(0, size - _HEAD))
        tail = stream.read(_HEAD)
    found = _by_content(absolute, head, tail, suffix)
    expected = _EXTENSIONS.get(suffix)
    if found.problem is None and expected != found.media_type and not _is_text(expected, found.media_type):
        return Found(found.media_type, None, expected is not None or suffix in _OTHERS or suffix in _OLD_OFFICE)
    return found


def _is_text(expected: str | None, found: str) -> bool:
    return found in (MARKDOWN, HTML, TEXT) and expected in (None, MARKDOWN, TEXT)


def _by_content(absolute: Path, head: bytes, tail: bytes, suffix: str) -> Found:
    if b"%PDF-" in head:
        return Found(PDF)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) or b"PK\x05\x06" in tail:
        return _package(absolute, suffix)
    if head.startswith(_CFB):
        return _compound(absolute, suffix)
    for magic, problem in _MAGIC:
        if head.startswith(magic):
            return Found(UNKNOWN, problem)
    if head[4:8] == b"ftyp":
        return Found(UNKNOWN, "format_media")
    return _text(head, suffix)


def _package(absolute: Path, suffix: str) -> Found:
    expected = _EXTENSIONS.get(suffix, UNKNOWN)
    try:
        with zipfile.ZipFile(absolute) as package:
            names = [name.lower() for name in package.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return Found(expected, "broken_zip" if suffix != ".zip" else "format_archive")
    if "mimetype" in names and "content.xml" in names:
        return Found(UNKNOWN, "format_opendocument")
    for folder, media_type in (("word/", DOCX), ("ppt/", PPTX), ("xl/", XLSX)):
        if any(name.startswith(folder) for name in names):
            return Found(media_type, "format_spreadsheet" if media_type == XLSX else None)
    if expected in (DOCX, PPTX) and "[content_types].xml" in names:
        return Found(expected)
    return Found(UNKNOWN, _OTHERS.get(suffix, "broken_zip" if expected in (DOCX, PPTX) else "format_archive"))


def _compound(absolute: Path, suffix: str) -> Found:
    """Old Office files, Outlook messages, and new Office files under a password all share this container."""
    with absolute.open("rb") as stream:
        data = stream.read(4 << 20)
    if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
        return Found(_EXTENSIONS.get(suffix, UNKNOWN), "encrypted")
    if suffix == ".msg":
        return Found(UNKNOWN, "format_mail")
    return Found(UNKNOWN, "format_old_office")


def _text(head: bytes, suffix: str) -> Found:
    expected = _EXTENSIONS.get(suffix)
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and _is_binary(head):
        if expected in (PDF, DOCX, PPTX):
            return Found(expected, "broken_file")
        return Found(UNKNOWN, "format_old_office" if suffix in _OLD_OFFICE else _OTHERS.get(suffix, "format_unknown"))
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_html = begins.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        begins.startswith(b"<?xml") and b"<html" in begins
    )
    if is_html or expected == HTML:
        return Found(HTML)
    if expected in (PDF, DOCX, PPTX):
        return Found(expected, "broken_file")
    if expected in (MARKDOWN, TEXT):
        return Found(expected)
    if suffix in _OTHERS or suffix in _OLD_OFFICE:
        return Found(UNKNOWN, _OTHERS.get(suffix, "format_old_office"))
    return Found(UNKNOWN, "format_unknown") if suffix else Found(TEXT)


def _is_binary(head: bytes) -> bool:
    zeros = head.count(0)
    if zeros and not (zeros > 0.3 * len(head) and zeros < 0.6 * len(head)):
        return True
    controls = sum(head.count(bytes([code])) for code in (1, 2, 3, 4, 5, 6, 7, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25))
    return controls > 0.02 * len(head)
