"""What a file is, by its content; its name only decides between kinds of text and warns when it says otherwise."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC: Final = "application/msword"
PPT: Final = "application/vnd.ms-powerpoint"
ODT: Final = "application/vnd.oasis.opendocument.text"
ODP: Final = "application/vnd.oasis.opendocument.presentation"
RTF: Final = "application/rtf"
EML: Final = "message/rfc822"
MSG: Final = "application/vnd.ms-outlook"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
TEXT: Final = "text/plain"
UNKNOWN: Final = "application/octet-stream"

NAMES: Final = {
    PDF: "PDF", DOCX: "DOCX", PPTX: "PPTX", DOC: "DOC", PPT: "PPT", ODT: "ODT", ODP: "ODP", RTF: "RTF", EML: "EML", MSG: "MSG",
    MARKDOWN: "Markdown", HTML: "HTML", TEXT: "TXT",
}  # fmt: skip
_EXTENSIONS: Final = {
    ".pdf": PDF,
    ".docx": DOCX, ".docm": DOCX, ".dotx": DOCX, ".dotm": DOCX,
    ".pptx": PPTX, ".pptm": PPTX, ".ppsx": PPTX, ".ppsm": PPTX, ".potx": PPTX, ".potm": PPTX,
    ".doc": DOC, ".dot": DOC, ".ppt": PPT, ".pps": PPT, ".pot": PPT,
    ".odt": ODT, ".ott": ODT, ".odp": ODP, ".otp": ODP, ".rtf": RTF, ".eml": EML, ".msg": MSG,
    ".md": MARKDOWN, ".markdown": MARKDOWN, ".mdown": MARKDOWN,
    ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".txt": TEXT, ".text": TEXT,
}  # fmt: skip
# What people keep beside their minutes and we do not read: each has a sentence in `kb.messages`.
_OTHERS: Final = {
    ".ods": "format_spreadsheet", ".odg": "format_unknown",
    ".xlsx": "format_spreadsheet", ".xlsm": "format_spreadsheet", ".xls": "format_spreadsheet", ".csv": "format_spreadsheet",
    ".zip": "format_archive", ".7z": "format_archive", ".rar": "format_archive", ".gz": "format_archive",
    ".tar": "format_archive",
    ".one": "format_unknown", ".pages": "format_unknown", ".key": "format_unknown",
}  # fmt: skip
_MAGIC: Final = (
    (b"\x89PNG", "format_image"), (b"\xff\xd8\xff", "format_image"), (b"GIF8", "format_image"), (b"BM", "format_image"),
    (b"II*\x00", "format_image"), (b"MM\x00*", "format_image"), (b"Rar!", "format_archive"),
    (b"7z\xbc\xaf", "format_archive"), (b"\x1f\x8b", "format_archive"), (b"ID3", "format_media"), (b"RIFF", "format_media"),
    (b"OggS", "format_media"), (b"\x1aE\xdf\xa3", "format_media"), (b"MZ", "format_unknown"), (b"\x7fELF", "format_unknown"),
)  # fmt: skip
_CFB: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What the container holds tells whose it is: names of its streams, in UTF-16.
_STREAMS: Final = (
    ("EncryptedPackage", None, "encrypted"), ("EncryptionInfo", None, "encrypted"), ("__properties_version1.0", MSG, None),
    ("PowerPoint Document", PPT, None), ("WordDocument", DOC, None), ("Workbook", XLSX, "format_spreadsheet"),
)  # fmt: skip
_OPEN: Final = ((b"opendocument.text", ODT), (b"opendocument.presentation", ODP))
_HEADER: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")
_BINARY: Final = (PDF, DOCX, PPTX, DOC, PPT, ODT, ODP, RTF, MSG)
_HEAD: Final = 8192


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file was found to be. `problem` is the code of the reason why it cannot be read, None when it can."""

    media_type: str
    problem: str | None = None
    misnamed: bool = False


def sniff(absolute: Path) -> Sniffed:
    """What a file is. Raises OSError when it cannot be opened."""
    name, suffix = absolute.name, absolute.suffix.lower()
    size = absolute.stat().st_size
    if "~$" in name or name.startswith(".~lock."):
        return Sniffed(UNKNOWN, "lock_file")
    if size == 0:
        return Sniffed(_EXTENSIONS.get(suffix, UNKNOWN), "empty_file")
    with absolute.open("rb") as stream:
        head = stream.read(_HEAD)
        stream.seek(max(0, size - _HEAD))
        tail = stream.read(_HEAD)
    found = _by_content(absolute, head, tail, suffix)
    expected = _EXTENSIONS.get(suffix)
    if found.problem is None and expected != found.media_type and not _is_text(expected, found.media_type):
        return Sniffed(found.media_type, None, expected is not None or suffix in _OTHERS)
    return found


def _is_text(expected: str | None, found: str) -> bool:
    return found in (MARKDOWN, HTML, TEXT) and expected in (None, MARKDOWN, TEXT)


def _by_content(absolute: Path, head: bytes, tail: bytes, suffix: str) -> Sniffed:
    if b"%PDF-" in head:
        return Sniffed(PDF)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) or b"PK\x05\x06" in tail:
        return _package(absolute, suffix)
    if head.startswith(_CFB):
        return _compound(absolute, suffix)
    if head.startswith(b"{\\rtf"):
        return Sniffed(RTF)
    for magic, problem in _MAGIC:
        if head.startswith(magic):
            return Sniffed(UNKNOWN, problem)
    if head[4:8] == b"ftyp":
        return Sniffed(UNKNOWN, "format_media")
    return _text(head, suffix)


# What an Office file is, by the folder at its top that holds its text.
_OFFICE = {"word": Sniffed(DOCX), "ppt": Sniffed(PPTX), "xl": Sniffed(XLSX, "format_spreadsheet")}


def _package(absolute: Path, suffix: str) -> Sniffed:
    """A zip file by its members: an Office or Open Document file, or an archive."""
    try:
        with zipfile.ZipFile(absolute) as package:
            names = [name.lower() for name in package.namelist()]
            if "mimetype" in names and "content.xml" in names:
                return _open_document(package.read("mimetype")[:200])
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, NotImplementedError, RuntimeError, OSError, EOFError):
        return Sniffed(_EXTENSIONS.get(suffix, UNKNOWN), "broken_zip" if suffix != ".zip" else "format_archive")
    return _by_members(names, suffix)


def _by_members(names: Sequence[str], suffix: str) -> Sniffed:
    expected = _EXTENSIONS.get(suffix, UNKNOWN)
    tops = {name.partition("/")[0] for name in names if "/" in name}
    office = next((found for folder, found in _OFFICE.items() if folder in tops), None)
    is_office = expected in (DOCX, PPTX)
    if office or (is_office and "[content_types].xml" in names):
        return office or Sniffed(expected)
    return Sniffed(UNKNOWN, _OTHERS.get(suffix, "broken_zip" if is_office else "format_archive"))


def _open_document(kind: bytes) -> Sniffed:
    found = next((media_type for word, media_type in _OPEN if word in kind), None)
    if found:
        return Sniffed(found)
    return Sniffed(UNKNOWN, "format_spreadsheet" if b"spreadsheet" in kind else "format_opendocument")


def _compound(absolute: Path, suffix: str) -> Sniffed:
    """Old Office files, Outlook messages, and new Office files under a password all share this container."""
    with absolute.open("rb") as stream:
        data = stream.read(4 << 20)
        # The directory of a big file may stand at its end.
        stream.seek(max(len(data), absolute.stat().st_size - (1 << 20)))
        data += stream.read()
    for name, media_type, problem in _STREAMS:
        if name.encode("utf-16-le") in data:
            return Sniffed(media_type or _EXTENSIONS.get(suffix, UNKNOWN), problem)
    return (
        Sniffed(_EXTENSIONS.get(suffix, UNKNOWN), "broken_file")
        if suffix in _EXTENSIONS
        else Sniffed(UNKNOWN, "format_old_office")
    )


def _text(head: bytes, suffix: str) -> Sniffed:
    """What is told by its beginning and its ending: markup, a message, or plain text."""
    expected = _EXTENSIONS.get(suffix)
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and _is_binary(head):
        if expected in _BINARY:
            return Sniffed(expected, "broken_file")
        return Sniffed(UNKNOWN, _OTHERS.get(suffix, "format_unknown"))
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if expected == HTML or _is_html(begins):
        return Sniffed(HTML)
    if expected in _BINARY:
        return Sniffed(expected, "broken_file")
    if expected == EML:
        return Sniffed(EML, None if _HEADER.match(begins) else "broken_file")
    if expected in (MARKDOWN, TEXT):
        return Sniffed(expected)
    return Sniffed(UNKNOWN, _OTHERS.get(suffix, "format_unknown")) if suffix else Sniffed(TEXT)


def _is_html(begins: bytes) -> bool:
    is_page = begins.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
    return is_page or (begins.startswith(b"<?xml") and b"<html" in begins)


def _is_binary(head: bytes) -> bool:
    zeros = head.count(0)
    if zeros and not (zeros > 0.3 * len(head) and zeros < 0.6 * len(head)):
        return True
    controls = sum(head.count(bytes([code])) for code in (1, 2, 3, 4, 5, 6, 7, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25))
    return controls > 0.02 * len(head)
