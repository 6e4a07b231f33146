"""Whether a document is minutes, an agenda, a report, an attachment or something else, from what stands in it, not from its name alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.agenda import find_headings
from indexer.interpret.days import half_day_of, week_of
from indexer.interpret.decisions.verbs import decide
from indexer.interpret.lines import Line
from indexer.interpret.people import parse_people
from kb.dates import find_dates
from kb.document import Document
from kb.finnish import split_sentences
from kb.model import DocumentKind

_TITLE_AT_MOST = 400
_PRESENTATION = ("presentationml", "ms-powerpoint", "opendocument.presentation")
_OPENED = re.compile(
    r"avasi\s+kokouksen|kokous\s+avattiin|päätti\s+kokouksen|kokous\s+päättyi|öppnade\s+mötet|avslutade\s+mötet|opened\s+the\s+meeting|closed\s+the\s+meeting",
    re.I,
)
_DONE = re.compile(r"^(?:mitä\s+(?:tehtiin|sovittiin|päätettiin|käsiteltiin)|käsitellyt\s+asiat)\b", re.I)
_MINUTES = re.compile(r"pöytäkirja|muistio|protokoll|minutes", re.I)
_ATTACHMENT_NAME = re.compile(r"(?:^|/)(?:liite|liitteet|bilaga|bilagor|attachments?)[\s_/\d]", re.I)


class _Signs:
    """What a document shows of its kind; each sign is looked for once, when a rule first asks for it."""

    def __init__(self, document: Document, lines: Sequence[Line]) -> None:
        self.document, self.lines = document, lines
        self.header: str = dict(document.properties).get("header", "")
        self.name = document.name.replace("_", " ")

    @cached_property
    def top(self) -> str:
        """The running header and the first lines, as far as a title may go in each."""
        lines = (*self.header.split("\n"), *(line.text for line in self.lines[:8]))
        return " \n".join(line[:_TITLE_AT_MOST] for line in lines)

    @cached_property
    def called_agenda(self) -> bool:
        return bool(vocabulary.AGENDA_WORD.search(self.top) or vocabulary.AGENDA_WORD.search(self.name))

    @cached_property
    def called_minutes(self) -> bool:
        return bool(vocabulary.MINUTES_WORD.search(self.top) or _MINUTES.search(self.name))

    @cached_property
    def is_held(self) -> bool:
        return _was_held(self.lines)

    @cached_property
    def is_attended(self) -> bool:
        return _has_attendance(self.lines)

    @cached_property
    def is_dated(self) -> bool:
        return _is_dated(self.document, self.lines)

    @cached_property
    def has_items(self) -> bool:
        return bool(find_headings(self.lines))

    @cached_property
    def of_minutes(self) -> int:
        """How many of the four signs of minutes there are."""
        return sum((self.is_attended, self.is_held, self.called_minutes, self.has_items))


def _is_presentation(signs: _Signs) -> bool:
    return any(word in signs.document.media_type for word in _PRESENTATION)


def _is_agenda_on_every_page(signs: _Signs) -> bool:
    """Every page calls it an agenda, whatever earlier handlings it quotes."""
    return bool(vocabulary.AGENDA_WORD.search(signs.header)) and not _MINUTES.search(signs.header)


def _is_called_agenda(signs: _Signs) -> bool:
    """Its beginning or name calls it an agenda, nothing tells that the meeting was held, and the first line is not that of minutes."""
    return signs.called_agenda and not signs.is_held and not _MINUTES.search(signs.top.split("\n")[0])


def _is_named_attachment(signs: _Signs) -> bool:
    return bool(_ATTACHMENT_NAME.search(signs.document.path)) and not signs.is_attended


def _is_report(signs: _Signs) -> bool:
    """What a team tells of its week: nobody is listed as present, for nobody met."""
    return bool(vocabulary.REPORT.match(signs.lines[0].text)) and not signs.is_attended


def _is_another_genre(signs: _Signs) -> bool:
    return bool(vocabulary.GENRE.match(signs.lines[0].text)) and not signs.is_attended


def _is_minutes(signs: _Signs) -> bool:
    return signs.is_dated and signs.of_minutes >= 2 and (signs.is_attended or signs.is_held or signs.called_minutes)


def _is_undated_minutes(signs: _Signs) -> bool:
    """Minutes that nobody dated are minutes all the same: that they could not be placed is told."""
    is_of_a_week = signs.is_attended and week_of(signs.lines, signs.name.rpartition(".")[0]) is not None
    return not signs.is_dated and signs.called_minutes and (signs.of_minutes >= 3 or is_of_a_week)


# The first rule that holds gives the kind.
KINDS: Final[tuple[tuple[Callable[[_Signs], bool], DocumentKind], ...]] = (
    (_is_presentation, "attachment"),
    (lambda signs: not signs.lines, "other"),
    (_is_agenda_on_every_page, "agenda"),
    (lambda signs: _is_called_agenda(signs) and (signs.is_dated or signs.has_items), "agenda"),
    (_is_called_agenda, "other"),
    (_is_named_attachment, "attachment"),
    (_is_report, "report"),
    (_is_another_genre, "other"),
    (_is_minutes, "minutes"),
    (_is_undated_minutes, "minutes"),
    (lambda signs: signs.called_agenda and signs.is_dated, "agenda"),
)


def document_kind(document: Document, lines: Sequence[Line]) -> DocumentKind:
    """The kind of a document. Minutes need a date and two of: an attendance, items, decisions, a title that says so."""
    signs = _Signs(document, lines)
    return next((kind for holds, kind in KINDS if holds(signs)), "other")


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
