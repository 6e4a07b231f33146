"""Whether a document is minutes, an agenda, an attachment or something else, from what stands in it, not from its name alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.interpret import vocabulary
from indexer.interpret.agenda import find_headings
from indexer.interpret.days import half_day_of
from indexer.interpret.decisions.verbs import decide
from indexer.interpret.lines import Line
from indexer.interpret.people import parse_people
from kb.dates import find_dates
from kb.document import Document
from kb.finnish import split_sentences
from kb.model import DocumentKind

_PRESENTATION = ("presentationml", "ms-powerpoint", "opendocument.presentation")
_OPENED = re.compile(
    r"avasi\s+kokouksen|kokous\s+avattiin|päätti\s+kokouksen|kokous\s+päättyi|öppnade\s+mötet|avslutade\s+mötet|opened\s+the\s+meeting|closed\s+the\s+meeting",
    re.I,
)
_DONE = re.compile(r"^(?:mitä\s+(?:tehtiin|sovittiin|päätettiin|käsiteltiin)|käsitellyt\s+asiat)\b", re.I)
_MINUTES = re.compile(r"pöytäkirja|muistio|protokoll|minutes", re.I)
_ATTACHMENT_NAME = re.compile(r"(?:^|/)(?:liite|liitteet|bilaga|bilagor|attachments?)[\s_/\d]", re.I)


def document_kind(document: Document, lines: Sequence[Line]) -> DocumentKind:
    """The kind of a document. Minutes need a date and two of: an attendance, items, decisions, a title that says so."""
    if any(word in document.media_type for word in _PRESENTATION):
        return "attachment"
    if not lines:
        return "other"
    top = " \n".join([*(dict(document.properties).get("header", "").split("\n")), *(line.text for line in lines[:8])])
    name = document.name.replace("_", " ")
    held = _was_held(lines)
    header = dict(document.properties).get("header", "")
    if vocabulary.AGENDA_WORD.search(header) and not _MINUTES.search(header):
        # Every page calls it an agenda, whatever earlier handlings it quotes.
        return "agenda"
    agenda_words = bool(vocabulary.AGENDA_WORD.search(top) or vocabulary.AGENDA_WORD.search(name))
    minutes_words = bool(vocabulary.MINUTES_WORD.search(top) or _MINUTES.search(name))
    dated = _is_dated(document, lines)
    if agenda_words and not held and not _MINUTES.search(top.split("\n")[0]):
        return "agenda" if dated or find_headings(lines) else "other"
    if _ATTACHMENT_NAME.search(document.path) and not _has_attendance(lines):
        return "attachment"
    marks = [_has_attendance(lines), held, minutes_words, bool(find_headings(lines))]
    if vocabulary.GENRE.match(lines[0].text) and not marks[0]:
        return "other"
    if dated and sum(marks) >= 2 and (marks[0] or marks[1] or minutes_words):
        return "minutes"
    if not dated and minutes_words and sum(marks) >= 3:
        # Minutes that nobody dated are minutes all the same: that they could not be placed is told.
        return "minutes"
    return "agenda" if agenda_words and dated else "other"


def _has_attendance(lines: Sequence[Line]) -> bool:
    return any(
        vocabulary.PRESENT.match(line.text) and (line.stands_out or len(line.text) < 60 or "," in line.text) for line in lines
    )


def _was_held(lines: Sequence[Line]) -> bool:
    """Whether something tells that the meeting took place: it was opened, a decision marker has words behind it, a sentence
    decides (one that only recalls an earlier decision does not), or names stand as present."""
    if any(vocabulary.PRESENT.match(line.text) and len(parse_people(line.text.partition(":")[2])) > 2 for line in lines[:15]):
        return True
    for position, line in enumerate(lines):
        if _OPENED.search(line.text) or _DONE.match(line.text):
            return True
        match = vocabulary.DECISION_MARKER.match(line.text)
        if match and (line.text[match.end() :].strip() or _decided_below(lines, position)):
            return True
        if any(
            decide(line.text[start:end].strip(), date_of_meeting=None, own_body=None)
            for start, end in split_sentences(line.text)
        ):
            return True
    return False


def _decided_below(lines: Sequence[Line], position: int) -> bool:
    below = lines[position + 1] if position + 1 < len(lines) else None
    return (
        below is not None
        and not below.stands_out
        and bool(re.search(r"\w+(?:tiin|i)\b", below.text))
        and not re.match(r"^(?:\d|esitys|ehdotus)", below.text, re.I)
    )


def _is_dated(document: Document, lines: Sequence[Line]) -> bool:
    texts = [
        *(dict(document.properties).get("header", "").split("\n")),
        *(line.text for line in lines[:15]),
        document.path.replace("_", " "),
    ]
    return any(find_dates(text) for text in texts) or half_day_of(lines, name=document.name.rpartition(".")[0]) is not None
