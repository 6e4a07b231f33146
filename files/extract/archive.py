"""Office packages before their libraries see them: looked at, limited in size, and without what holds no text.

A zip may unpack to gigabytes, in a picture that nobody reads or in the text itself. Only parts that can hold text are
unpacked, up to a limit; pictures and embedded files are left empty. ISO "strict" names become the usual ones.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

import lxml.etree

from files.extract.source import Source
from kb.errors import ExtractError

_TEXTUAL: Final = (".xml", ".rels", ".vml")
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
# Templates, slide shows and files with macros hold what plain documents hold, under other names that the libraries refuse.
_VARIANT: Final = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.(?:wordprocessingml\.template|presentationml\.(?:slideshow|template))"
    rb"|ms-(?:word|powerpoint)\.(?:document|template|presentation|slideshow)\.macroEnabled(?:Template)?)\.main\+xml"
)
_MAIN: Final = {
    "word": b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "presentation": b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
_MAX_MEMBERS: Final = 20_000
_CHUNK: Final = 1 << 20


def slim(absolute: Path, path: str, limit_megabytes: int) -> io.BytesIO:
    """A copy of the package, unpacked parts of text only.

    Raises ExtractError: `too_big` where its text unpacks to more than the limit, `broken_zip` where it cannot be unpacked.
    """
    left = limit_megabytes << 20
    out = io.BytesIO()
    with zipfile.ZipFile(absolute) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        members = {info.filename: info for info in package.infolist()}
        if len(members) > _MAX_MEMBERS:
            raise ExtractError(path, "too_big", limit=limit_megabytes)
        for name, info in members.items():
            if name.endswith("/"):
                continue
            if info.flag_bits & 0x1:
                raise ExtractError(path, "encrypted")
            data = b""
            if name.lower().endswith(_TEXTUAL):
                data = _unpack(package, info, left)
                left -= len(data)
                if left < 0:
                    raise ExtractError(path, "too_big", limit=limit_megabytes)
                data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data)
                if name.lower() == "[content_types].xml":
                    data = _VARIANT.sub(lambda found: _MAIN["word" if b"word" in found.group() else "presentation"], data)
            copy.writestr(zipfile.ZipInfo(name), data)
    out.seek(0)
    return out


def _unpack(package: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """A part's bytes, one more than allowed at the most: sizes in the directory may lie."""
    if info.file_size > left:
        return b"\x00" * (left + 1) if left < _CHUNK else bytes(left + 1)
    chunks: list[bytes] = []
    with package.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            chunks.append(chunk)
            left -= len(chunk)
            if left < 0:
                break
    return b"".join(chunks)


def open_mended(opening: Callable[[IO[bytes]], Any], source: Source) -> Any:
    """The package as a library opens it; where a part's XML is broken, read as far as it is whole, with a warning."""
    stream = slim(source.absolute, source.path, source.unpacked_megabytes)
    try:
        return opening(stream)
    except lxml.etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise ExtractError(source.path, "too_deep") from error
        stream.seek(0)
        return opening(_mended(stream, source))


def _mended(stream: IO[bytes], source: Source) -> IO[bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for name in package.namelist():
            data = package.read(name)
            if name.lower().endswith(_TEXTUAL):
                try:
                    lxml.etree.fromstring(data, xml_parser())
                except (lxml.etree.XMLSyntaxError, ValueError):
                    data = _recovered(data)
                    source.warn("part_mended", part=name)
            copy.writestr(zipfile.ZipInfo(name), data)
    out.seek(0)
    return out


def _recovered(data: bytes) -> bytes:
    """The XML up to where it breaks; an element without meaning where nothing is left."""
    root = lxml.etree.fromstring(data, xml_parser(recover=True)) if data.strip() else None
    return lxml.etree.tostring(root) if root is not None else b"<nothing/>"


def xml_parser(*, recover: bool = False) -> lxml.etree.XMLParser:
    """A parser that resolves no entities, opens no addresses and builds no huge trees."""
    return lxml.etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
