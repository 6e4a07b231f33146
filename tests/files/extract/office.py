"""DOCX files for tests, their text written as XML where python-docx has no words for it."""

from __future__ import annotations

import io
from collections.abc import Mapping

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run; properties of paragraph and run as XML."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, number: int, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def levels(*formats: tuple[str, str], starts: Mapping[int, int] | None = None) -> str:
    """The levels of a numbering: a format and a text each."""
    return "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{(starts or {}).get(depth, 1)}"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (style, text) in enumerate(formats)
    )


def numbering(abstracts: Mapping[int, str], lists: Mapping[int, tuple[int, str]]) -> str:
    """A numbering part: abstract numberings by id, lists with their abstract and overrides."""
    body = "".join(f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>' for key, levels in abstracts.items())
    body += "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
        for key, (abstract, override) in lists.items()
    )
    return f"<w:numbering {NAMES}>{body}</w:numbering>"


def build(body: str, *, numbers: str = "", footnotes: str = "", first_header: str = "", header: str = "") -> bytes:
    """A DOCX with this XML as its body."""
    document = docx.Document()
    section = document.sections[0]
    if header:
        section.header.paragraphs[0].text = header
    if first_header:
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = first_header
    target = document.element.body
    for element in list(parse_xml(f"<w:body {NAMES}>{body}</w:body>")):
        target.insert(len(target) - 1, element)
    if numbers:
        document.part.numbering_part._element = parse_xml(numbers)
    if footnotes:
        blob = f"<w:footnotes {NAMES}>{footnotes}</w:footnotes>".encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
