"""Mail (.eml, .msg) into blocks: the message first, then each attachment with whatever reader its content asks for.

The sender, the receivers and the day stand in a note after the text: they are the mail's, not the meeting's. Places on pages are
left out of attachments, since a page of theirs cannot be drawn from the message.
"""

from __future__ import annotations

import email
import email.policy
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from email.message import EmailMessage, Message, MIMEPart
from pathlib import Path, PurePosixPath
from typing import Final

from files.extract import html, media, plain
from files.extract.source import Source
from files.extract.text import clean
from files.reasons import reason_of
from kb import messages
from kb.document import Block, Document, Section
from kb.errors import ExtractError

_MOST_PARTS: Final = 60
_DEEPEST: Final = 4
_NAMES: Final = ("Lähettäjä", "Vastaanottaja", "Kopio", "Lähetetty")


@dataclass(frozen=True, slots=True)
class _Part:
    """An attachment: its name, its bytes, or None where they are not in the message, and whether it is a picture in the text."""

    name: str
    data: bytes | None
    inline: bool = False


@dataclass(frozen=True, slots=True)
class _Mail:
    """A message as either format gives it. `lines` are sender, receivers, copies and day, empty where the message has none."""

    subject: str
    lines: tuple[str, ...]
    text: str
    markup: bytes
    parts: tuple[_Part, ...]


def read(source: Source) -> Document:
    """The blocks of a message, one section, and of its attachments, a section a page."""
    reader = _Reader(source)
    mail = _parsed(source.media_type, source.absolute)
    sections = reader.sections(mail, "viesti", 0)
    numbered = [replace(section, number=number) for number, section in enumerate(sections, start=1)]
    return source.document(numbered, title=mail.subject, properties=tuple(zip(_NAMES, mail.lines, strict=True)))


@dataclass(slots=True)
class _Reader:
    source: Source
    left: int = field(init=False)
    parts: int = 0

    def __post_init__(self) -> None:
        self.left = self.source.unpacked_megabytes << 20

    def sections(self, mail: _Mail, label: str, depth: int) -> list[Section]:
        """The message as a section, then its attachments'."""
        found = [Section(label, None, tuple(self._message(mail)), mail.subject or None)]
        for part in mail.parts:
            self.parts += 1
            if self.parts > _MOST_PARTS or depth >= _DEEPEST:
                self.source.warn("mail_too_much")
                break
            self.source.alive()
            found += self._attachment(part, depth)
        return found

    def _message(self, mail: _Mail) -> Iterator[Block]:
        if mail.subject:
            yield Block("heading", clean(mail.subject), level=1)
        blocks = plain.blocks(mail.text.replace("\r\n", "\n"))
        yield from blocks or self._marked_up(mail.markup)
        lines = [f"{name}: {line}" for name, line in zip(_NAMES, mail.lines, strict=True) if line]
        if lines:
            yield Block("note", clean("; ".join(lines)))

    def _marked_up(self, markup: bytes) -> Iterable[Block]:
        if not markup.strip():
            return ()
        with tempfile.TemporaryDirectory(prefix="kb-viesti-") as folder:
            path = Path(folder) / "viesti.html"
            path.write_bytes(markup)
            document = html.read(replace(self.source, absolute=path))
        return (block for section in document.sections for block in section.blocks)

    def _attachment(self, part: _Part, depth: int) -> list[Section]:
        if part.data is None:
            self._unread(part, "extract_failed")
            return []
        self.left -= len(part.data)
        if self.left < 0:
            raise ExtractError(self.source.path, "too_big", limit=self.source.unpacked_megabytes)
        with tempfile.TemporaryDirectory(prefix="kb-liite-") as folder:
            # Only the ending of a name that somebody else chose is used.
            path = Path(folder) / f"liite{PurePosixPath(part.name).suffix[:12]}"
            path.write_bytes(part.data)
            return self._opened(path, part, depth)

    def _opened(self, path: Path, part: _Part, depth: int) -> list[Section]:
        from files.extract import reader_of

        found = media.sniff(path)
        if found.problem is not None:
            # Pictures in the text are signatures and logos.
            if not (part.inline and found.problem == "format_image"):
                self._unread(part, found.problem)
            return []
        if found.media_type in (media.EML, media.MSG):
            return self.sections(_parsed(found.media_type, path), f"liite {part.name}", depth + 1)
        inner = Source(path, part.name, found.media_type, self.source.unpacked_megabytes, alive=self.source.alive)
        try:
            document = reader_of(found.media_type)(inner)
        except ExtractError as error:
            self._unread(part, error.reason)
            return []
        except Exception as error:  # noqa: BLE001 - a broken attachment raises anything, and must not cost the message
            self._unread(part, reason_of(error))
            return []
        for where, code, params in document.warnings:
            self.source.warn(code, ", ".join(filter(None, (part.name, where))), **dict(params))
        return [_inside(section, part.name) for section in document.sections]

    def _unread(self, part: _Part, reason: str) -> None:
        self.source.warn("mail_part_unread", part.name, part=part.name, why=messages.message(reason, file=part.name))


def _inside(section: Section, name: str) -> Section:
    """An attachment's section under the attachment's name, without places on a page that cannot be drawn."""
    label = f"liite {name}" if section.number is None else f"liite {name}, {section.label}"
    blocks = tuple(replace(block, boxes=(), words=()) for block in section.blocks)
    return replace(section, label=label, blocks=blocks, width=None, height=None)


def _parsed(media_type: str, absolute: Path) -> _Mail:
    return _of_outlook(absolute) if media_type == media.MSG else _of_internet(absolute.read_bytes())


def _of_internet(data: bytes) -> _Mail:
    """A message of RFC 5322 and MIME."""
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    body, markup = message.get_body(("plain",)), message.get_body(("html",))
    texts = [part for part in (body, markup) if part is not None]
    parts = [_part(part, number) for number, part in enumerate(_attached(message, texts), start=1)]
    return _Mail(
        _header(message, "Subject"),
        tuple(_header(message, name) for name in ("From", "To", "Cc", "Date")),
        _text(body) if body is not None else "",
        _bytes(markup) if markup is not None else b"",
        tuple(parts),
    )


def _attached(message: MIMEPart, texts: list[MIMEPart]) -> Iterator[MIMEPart]:
    """Every part that is neither the text nor a container; a message inside is whole."""
    if message in texts:
        return
    if message.get_content_maintype() == "multipart":
        for part in message.iter_parts():
            yield from _attached(part, texts)
    else:
        yield message


def _part(part: MIMEPart, number: int) -> _Part:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        whole = inner[0] if isinstance(inner, list) and inner else None
        data = whole.as_bytes() if isinstance(whole, Message) else b""
        return _Part(part.get_filename() or f"viesti {number}.eml", data)
    name = part.get_filename() or f"liite {number}{_SUFFIXES.get(part.get_content_type(), '')}"
    return _Part(name, _bytes(part), part.get_content_disposition() != "attachment" and bool(part.get("Content-ID")))


_SUFFIXES: Final = {"text/plain": ".txt", "text/html": ".html", "text/markdown": ".md"}


def _header(message: EmailMessage, name: str) -> str:
    try:
        return clean(str(message.get(name, "")))
    except (ValueError, IndexError, TypeError, AttributeError):
        # The standard library raises various things at headers that are badly broken.
        return ""


def _bytes(part: MIMEPart) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: MIMEPart) -> str:
    data = _bytes(part)
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return data.decode("cp1252", "replace")


def _of_outlook(absolute: Path) -> _Mail:
    """A message as Outlook saves it (MS-OXMSG)."""
    import oxmsg

    message = oxmsg.Message.load(str(absolute))
    receivers = "; ".join(filter(None, (f"{one.name or ''} <{one.email_address or ''}>" for one in message.recipients)))
    sent = message.sent_date
    parts = [
        _Part(part.file_name or f"liite {number}", part.file_bytes) for number, part in enumerate(message.attachments, start=1)
    ]
    return _Mail(
        clean(message.subject),
        (clean(message.sender or ""), clean(receivers), "", sent.isoformat() if sent else ""),
        message.body or "",
        (message.html_body or "").encode(),
        tuple(parts),
    )
