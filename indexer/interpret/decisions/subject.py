"""What a decision is about: the nearest words above it that say so, since real minutes write "Päätös: Toteutetaan" below them.

A bullet's parent, a ticket with its name, a sub-heading, the question or the paragraph it answers; else the item's title.
Each way is a rule of its own in `RULES`, tried in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.lines import Line
from kb.agenda.vocabulary import is_general
from kb.finnish import split_sentences
from kb.finnish.verbs import verb_forms

_LONGEST: Final = 110
# How many characters of a line may tell what it is about.
_FAR: Final = 1500
# How many lines above (and below) may belong to the same matter.
_REACH: Final = 60
_LABEL: Final = re.compile(r"^\W{0,3}(?P<label>[A-ZÅÄÖ0-9#][^:.?!\n]{2,60}):(?=\s)")
_LABEL_WORDS: Final = 7
# What tells how a question above stands: what is written below it is another matter.
_ANSWER: Final = re.compile(r"^\W{0,3}(?:tilanne|vastaus)\s*:", re.I)
_ARROW: Final = re.compile(r"(?:-+>|=>|→)")
_LED_FROM: Final = re.compile(r"(?:-+>|=>|→)\s*$")
_ADDRESS: Final = re.compile(r"\(?https?://\S+")
_FILE: Final = re.compile(r"^\S+\.[a-z]{2,4}x?$", re.I)
_TICKET: Final = re.compile(r"#\d{2,7}\b|^(?:tiketti\s+)?\d{2,7}\s*[-–:]|\b[tT]iketti\s+\d{2,7}\b")
_BULLET: Final = re.compile(r"^[\s\-–•*>]+")
# What a line is rather than what it is about; "nämä", "se" point at other lines.
_PLACE_OF_LINE: Final = re.compile(
    r"^(?:päätös\w*|beslut|decision|ehdotus|esitys|päätösehdotus|peruste\w*|perustel\w+|tilanne|ongelma|ratkaisu|huom\w*|lisäys\b.*|liite\b.*|liitteet"
    r"|selostus|keskustelu|lisätie\w+|valmistelija|toimivalta|esittelijä|tiedoksi|edellinen\s+päätös|kommentti|vastaus|asia|taustaa?)$",
    re.I,
)
_POINTS: Final = re.compile(
    r"\b(?:näm[äi]|nämä|tämä|tätä|tähän|tästä|tällä|tällainen|näitä|niitä|niitä|sitä|siitä|siihen|ne|se|tuota)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a decision stands: the item's lines about it, the position of its own and the offset in it, and the titles above,
    nearest first; whether one of these tells what the item is about, and whether the lines mark no other decision."""

    lines: Sequence[Line]
    at: int
    start: int
    titles: tuple[str, ...]
    has_title: bool
    is_only: bool

    @property
    def line(self) -> Line:
        """The line it begins in."""
        return self.lines[self.at]


def find_subject(lines: Sequence[Line], at: int, start: int, titles: Sequence[str]) -> str | None:
    """What the decision that begins at `start` of `lines[at]` is about; None when nothing above it tells.

    `titles` are of the item and the item above it, the nearest first.
    """
    first = max(0, at - _REACH)
    around = lines[first : at + _REACH]
    place = Place(
        around, at - first, start, tuple(titles), any(map(_tells, map(_clean, titles))), sum(map(_decides, around)) < 2
    )
    return next((found for rule in RULES if (found := rule(place))), None)


def _own_label(place: Place) -> str | None:
    """What its own line says before it: a label, bold words, or what an arrow leads from ("Toive pohjasta -> Tehdään …")."""
    before = place.line.text[max(0, place.start - _FAR) : place.start] if place.start else place.line.text[:_FAR]
    arrow = _LED_FROM.search(before) if place.start else _ARROW.search(before)
    if arrow and arrow.start():
        return _beginning(before[: arrow.start()])
    if (place.start or not place.has_title) and (label := _label(place.line, len(place.line.text))):
        return label
    return _named(place)


def _named(place: Place) -> str | None:
    """The sentence without a verb that a bullet begins with: a name for what the bullet tells."""
    if not place.start or not _depth(place.line) or _is_marker(place.line):
        return None
    before = place.line.text[: min(place.start, _FAR)]
    text = _clean(before)
    is_name = 1 < len(text.split()) <= _LABEL_WORDS and len(split_sentences(before)) == 1 and before.rstrip().endswith(".")
    if not is_name or not _tells(text) or _POINTS.search(text):
        return None
    return None if any(form.finite for word in text.split() for form in verb_forms(word.lower())) else text


def _above(place: Place) -> str | None:
    """The nearest line above that heads it: a bullet's parent, a list's introduction, a ticket, a sub-heading, a question."""
    level = _depth(place.line)
    answers = _is_marker(place.line)
    for distance, line in enumerate(reversed(place.lines[: place.at])):
        depth = _depth(line)
        if line.stands_out:
            return _heading(line)
        if depth < level:
            level, answers = depth, answers or (depth > 0 and not _is_marker(line))
            if found := _heading(line) if _is_label_like(line) else _label(line, len(line.text)):
                return found
        elif _is_marker(line):
            # A neighbour's decision: what stands above it is the neighbour's, unless that is what both stand under.
            answers = False
        elif distance and not place.has_title and _ANSWER.match(line.text):
            answers = False
        elif answers and depth == level and (found := _question_or_ticket(line, place)):
            return found
    return None


def _title(place: Place) -> str | None:
    """The item's title, or the title above it, where it says something."""
    return next((_clean(title) for title in place.titles if _tells(_clean(title))), None)


def _answered(place: Place) -> str | None:
    """The beginning of its own paragraph, else of the one that a marked decision answers, where no title says anything."""
    if place.start and not _is_marker(place.line):
        first = next(iter(split_sentences(place.line.text[: min(place.start, _FAR)])), None)
        return _beginning(place.line.text[slice(*first)]) if first else None
    if not _is_marker(place.line):
        return None
    for line in reversed(place.lines[: place.at]):
        if _is_marker(line) or _depth(line) > _depth(place.line):
            return None
        if line.block.kind in ("paragraph", "list_item") and (found := _beginning(line.text)):
            return found
    return None


RULES: Final[tuple[Callable[[Place], str | None], ...]] = (_own_label, _above, _title, _answered)


def _depth(line: Line) -> int:
    return 1 + (line.block.level or 0) if line.block.kind == "list_item" else 0


def _is_marker(line: Line) -> bool:
    return any(
        marker.match(line.text)
        for marker in (vocabulary.DECISION_MARKER, vocabulary.DECISION_MARKER_DASH, vocabulary.PROPOSAL_MARKER)
    )


def _decides(line: Line) -> bool:
    return bool(vocabulary.DECISION_MARKER.match(line.text) or vocabulary.DECISION_MARKER_DASH.match(line.text))


def _is_label_like(line: Line) -> bool:
    return len(line.text) <= _LONGEST and not _is_marker(line) and line.block.kind in ("paragraph", "list_item", "heading")


def _heading(line: Line) -> str | None:
    text = _clean(line.text[:_FAR])
    if _is_marker(line) or not _tells(text):
        return None
    return _label(line, len(line.text)) or _beginning(text)


def _label(line: Line, before: int) -> str | None:
    """The label or the bold words that a line begins with, before an offset."""
    bold = next((end for begin, end in line.block.bold if begin <= 2 and 3 <= end - begin <= _LONGEST), 0)
    match = _LABEL.match(line.text)
    end = bold or (match.end("label") if match and len(match["label"].split()) <= _LABEL_WORDS else 0)
    text = _clean(line.text[:end])
    return text if end <= before and _tells(text) else None


def _question_or_ticket(line: Line, place: Place) -> str | None:
    """What a line beside names or asks: a ticket, a question that does not point elsewhere; where the title says nothing or
    the item decides several things, a label or a short line too."""
    text = _clean(line.text[:_FAR])
    if _is_label_like(line) and _TICKET.search(text):
        return text
    is_alone = place.has_title and place.is_only
    if not is_alone and (label := _label(line, len(line.text))):
        return label
    for begin, end in reversed(split_sentences(line.text[-_FAR:])):
        sentence = line.text[-_FAR:][begin:end]
        if sentence.rstrip().endswith("?") and len(sentence) <= _LONGEST and not _POINTS.search(sentence):
            return _clean(sentence)
    is_short = _is_label_like(line) and not line.text.rstrip().endswith((".", "!", ":"))
    return text if is_short and not is_alone and _tells(text) and not _POINTS.search(text) else None


def _tells(text: str) -> bool:
    return bool(text) and not _PLACE_OF_LINE.match(text) and not _FILE.match(text) and not is_general(text)


def _beginning(text: str) -> str | None:
    """The first sentence as a subject, or its beginning where it is long."""
    sentence = _clean(text[:_FAR][slice(*next(iter(split_sentences(text[:_FAR])), (0, 0)))])
    if len(sentence) > _LONGEST:
        clause = re.match(r"^.{20,110}?(?=,\s|\s[–-]\s|:\s|;\s|\s\()", sentence)
        sentence = clause.group() if clause else sentence[:_LONGEST].rpartition(" ")[0] + " …"
    return sentence if _tells(sentence) else None


def _clean(text: str) -> str:
    return _BULLET.sub("", " ".join(_ADDRESS.sub("", text).split())).rstrip(" :.,-–*")
