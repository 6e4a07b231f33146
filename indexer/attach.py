"""Which file in the folder an attachment is: labels, numbers, names and dates rarely agree to the letter.

The minutes say "LIITE 5, tuotoksen seuranta"; the file is called `LIITE 5 7_Seuranta_12_2024 (002).pptx`, and may lie in
the next meeting's folder because it came late.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from rapidfuzz import fuzz

from kb.dates import format_date
from kb.model import Attachment, DocumentKind, Meeting, Problem
from kb.slugs import slug, unique

_LABEL = re.compile(
    r"(?:liitteet|liite|bilagor|bilaga|annex|attachment|appendix)[\s_.:-]*(\d{1,3}|[a-z](?![a-zåäö]))", re.IGNORECASE
)
# "(toimitetaan myöhemmin)", "(002)", "(13.3.2025 kokoukseen)": said about the attachment, no part of its name.
_ASIDE = re.compile(r"\s*\([^()]*\)\s*")
_NUMBER = re.compile(r"\d{1,3}|\b[a-z]\b", re.IGNORECASE)
_DATES: Final = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)[-_. ]?(?P<m>[01]\d)[-_. ]?(?P<d>[0-3]\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>[0-3]?\d)[-_. ](?P<m>[01]?\d)[-_. ](?P<y>20\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>[0-3]\d)(?P<m>[01]\d)(?P<y>20\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>[0-3]\d)(?P<m>[01]\d)(?P<y>[23]\d)(?!\d)"),
)
_ENOUGH: Final = 0.55
_NAMED: Final = 0.75
# Files that one attachment is compared with, and the letters that two words of one name have in common at least.
_MOST_LOOKED_AT: Final = 80
_BEGINNING: Final = 4
# Folders have the names of many files.
_REMEMBERED: Final = 4096
# What a file can be that is shown to a meeting: a report is somebody's, and may be attached all the same.
ATTACHABLE: Final[tuple[DocumentKind, ...]] = ("attachment", "report", "other")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be an attachment. `slides` counts its slides or pages; `day` is the date its name or folder tells, `stem` its
    name without folders and extension."""

    path: str
    kind: DocumentKind
    title: str | None
    slides: int
    day: datetime.date | None
    stem: str


def candidate(path: str, kind: DocumentKind, title: str | None, slides: int) -> Candidate:
    """The file as a candidate, its date read from its name or else from its folders, the nearest first."""
    parts = PurePosixPath(path).with_suffix("").parts
    day = next(filter(None, map(date_in_name, reversed(parts))), None)
    return Candidate(path, kind, title, slides, day, PurePosixPath(path).stem)


@lru_cache(maxsize=_REMEMBERED)
def date_in_name(name: str) -> datetime.date | None:
    """The date in a file's or folder's name, or None.

    >>> date_in_name("Muistio 17.12.2024"), date_in_name("ohry_171224_liite"), date_in_name("versio 2.13.2024")
    (datetime.date(2024, 12, 17), datetime.date(2024, 12, 17), None)
    """
    for pattern in _DATES:
        for match in pattern.finditer(name):
            year = int(match["y"])
            try:
                return datetime.date(year if year > 99 else 2000 + year, int(match["m"]), int(match["d"]))
            except ValueError:
                continue
    return None


def tie(meetings: Sequence[Meeting], files: Sequence[Candidate]) -> tuple[Meeting, ...]:
    """The meetings with each attachment's file, its number of slides and whether it came late. None fits: `file` None."""
    homes = {_folder(path): meeting for meeting in reversed(meetings) for path in meeting.documents}
    crowded = _crowded_folders(meetings)
    index = _Files([(file, _day_of(file, homes, crowded)) for file in files])
    return tuple(replace(meeting, attachments=_tied(meeting, index)) for meeting in meetings)


class _Files:
    """Files as an attachment looks for them: those of a day, and those whose names have a rare word in common with its own."""

    def __init__(self, files: Sequence[tuple[Candidate, datetime.date | None]]) -> None:
        self.files = tuple(file for file, _ in files)
        self.days = tuple(day for _, day in files)
        self.names = tuple(_names_of(file) for file in self.files)
        self._of_day: dict[datetime.date, list[int]] = {}
        self._of_word: dict[str, list[int]] = {}
        for place, day in enumerate(self.days):
            if day is not None:
                self._of_day.setdefault(day, []).append(place)
            for word in {word for name in self.names[place] for word in _beginnings(name)}:
                self._of_word.setdefault(word, []).append(place)

    def of(self, met: datetime.date | None, wanted: str) -> list[int]:
        """The files that an attachment of this name may be: all of the meeting's day, others by their names' rarest words."""
        found = dict.fromkeys(self._of_day.get(met, ()) if met is not None else ())
        for word in sorted(_beginnings(wanted) & self._of_word.keys(), key=lambda word: (len(self._of_word[word]), word)):
            if len(found) >= _MOST_LOOKED_AT:
                break
            found.update(dict.fromkeys(self._of_word[word][:_MOST_LOOKED_AT]))
        return sorted(found)


def _names_of(file: Candidate) -> tuple[str, ...]:
    """The words of its name, and of its title where it has one."""
    return tuple(_words(name) for name in (file.stem, file.title or "") if name or file.stem == name)


def _beginnings(words: str) -> set[str]:
    """What words in any case form, or with a slip at their ends, begin with."""
    return {word[:_BEGINNING] for word in words.split()}


def name_ids(attachments: Sequence[Attachment]) -> tuple[Attachment, ...]:
    """Attachments with ids: meeting/label, or the path of a file that no minutes refer to."""
    taken: set[str] = set()
    return tuple(replace(attachment, id=unique(_wanted_id(attachment), taken)) for attachment in attachments)


def _wanted_id(attachment: Attachment) -> str:
    if attachment.meeting is None or not (attachment.label or attachment.items):
        return attachment.file or slug(attachment.name or "")
    return f"{attachment.meeting}/{slug(attachment.label) or slug(attachment.name or '')[:60] or 'liite'}"


def unlisted(meetings: Sequence[Meeting], files: Sequence[Candidate]) -> tuple[Attachment, ...]:
    """The files that are attachments though no minutes refer to them, each with the meeting whose day its folder tells."""
    tied = {attachment.file for meeting in meetings for attachment in meeting.attachments}
    homes = {_folder(path): meeting for meeting in reversed(meetings) for path in meeting.documents}
    crowded = _crowded_folders(meetings)
    held = {meeting.date: meeting.id for meeting in reversed(meetings) if meeting.kind == "minutes"}
    found = []
    for file in files:
        if file.kind in ATTACHABLE and file.path not in tied:
            day = _day_of(file, homes, crowded)
            meeting = held.get(day) if day is not None else None
            found.append(Attachment("", file.title or file.stem, file=file.path, slides=file.slides, meeting=meeting))
    return tuple(found)


def _called(attachment: Attachment) -> str:
    """The attachment's label and name; a label that only repeats the name is not said twice."""
    return " ".join(dict.fromkeys(filter(None, (attachment.label, attachment.name))))


def missing(meetings: Sequence[Meeting]) -> tuple[Problem, ...]:
    """A Problem for each attachment that minutes refer to and that is not in the folder."""
    return tuple(
        Problem(
            meeting.documents[0] if meeting.documents else None,
            ", ".join(attachment.items) or None,
            "warning",
            "attachment_missing",
            (("attachment", _called(attachment)), ("meeting", format_date(meeting.date) if meeting.date else meeting.id)),
        )
        for meeting in meetings
        if meeting.kind == "minutes"
        for attachment in meeting.attachments
        if attachment.file is None
    )


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _crowded_folders(meetings: Sequence[Meeting]) -> set[str]:
    """Folders that hold the minutes of several meetings: lying there tells nothing about the meeting."""
    seen: dict[str, set[object]] = {}
    for meeting in meetings:
        for path in meeting.documents:
            seen.setdefault(_folder(path), set()).add(meeting.date)
    return {folder for folder, dates in seen.items() if len(dates) > 1}


def _day_of(file: Candidate, homes: dict[str, Meeting], crowded: set[str]) -> datetime.date | None:
    for folder in map(str, PurePosixPath(file.path).parents):
        if folder in homes and folder not in crowded:
            return homes[folder].date
    return file.day


def _fitting(attachment: Attachment, meeting: Meeting, index: _Files) -> Iterator[tuple[float, int]]:
    """How well files that may be an attachment fit it, each with its place; the meeting's own minutes and agenda are none."""
    own = {*meeting.documents, *meeting.agenda}
    wanted = _words(attachment.name) if attachment.name else ""
    for place in index.of(meeting.date, wanted):
        if index.files[place].path not in own:
            name = max(_likeness(wanted, name) for name in index.names[place]) if attachment.name else 0.0
            yield _fit(attachment, index.files[place], name, meeting.date, index.days[place]), place


def _tied(meeting: Meeting, index: _Files) -> tuple[Attachment, ...]:
    pairs = [
        (fit, -number, -place)
        for number, attachment in enumerate(meeting.attachments)
        for fit, place in _fitting(attachment, meeting, index)
    ]
    chosen: dict[int, int] = {}
    used: set[int] = set()
    for score, number, place in sorted(pairs, reverse=True):
        if score < _ENOUGH:
            break
        if -number not in chosen and -place not in used:
            chosen[-number] = -place
            used.add(-place)
    return tuple(
        _with_file(attachment, meeting, index, chosen[number]) if number in chosen else attachment
        for number, attachment in enumerate(meeting.attachments)
    )


def _with_file(attachment: Attachment, meeting: Meeting, index: _Files, place: int) -> Attachment:
    found = index.files[place]
    return replace(attachment, file=found.path, slides=found.slides, late=_is_late(meeting.date, index.days[place]))


def _is_late(met: datetime.date | None, day: datetime.date | None) -> bool:
    return met is not None and day is not None and day > met


def _fit(attachment: Attachment, file: Candidate, name: float, met: datetime.date | None, day: datetime.date | None) -> float:
    """How well a file fits, about 0…1.2: its name (how alike it is), then its label, then whose folder it lies in."""
    here = met is not None and day == met
    if file.kind not in ATTACHABLE and name < 0.9:
        return 0.0
    label = _label_likeness(attachment.label, file.stem, here)
    # Away from the meeting's own folder another meeting's "LIITE 3" lies about: only the name tells it from ours.
    if name < _NAMED and (label <= 0 or (attachment.name and not here)):
        return 0.0
    if here:
        place = 0.3
    elif met is None or day is None:
        place = 0.1
    else:
        place = 0.08 if day > met else -0.1
    return 0.5 * name + label + place


def _label_likeness(label: str, stem: str, here: bool) -> float:
    own, other = _number_of(label), _number_in(stem)
    if own is None or other is None:
        return 0.0
    if own == other:
        return 0.35
    # A late attachment may carry the number it has in the meeting it came to.
    return -0.4 if here else 0.0


@lru_cache(maxsize=_REMEMBERED)
def _number_of(label: str) -> str | None:
    """The number or letter of an attachment's label, None where it has none."""
    found = _NUMBER.search(_LABEL.sub(r" \1 ", label))
    return found.group().lower().lstrip("0") if found else None


@lru_cache(maxsize=_REMEMBERED)
def _number_in(stem: str) -> str | None:
    """The number or letter of the label in a file's name, None where it has none."""
    found = _LABEL.search(stem)
    return found.group(1).lower().lstrip("0") if found else None


def _likeness(one: str, two: str) -> float:
    if not one or not two:
        return 0.0
    return (0.6 * fuzz.token_set_ratio(one, two) + 0.4 * fuzz.token_sort_ratio(one, two)) / 100


def _words(name: str) -> str:
    """The name's words without extension, label and dates: what two names of one attachment have in common."""
    name = re.sub(r"\.(pptx?|pdf|docx?|xlsx?|md|html?|txt)$", "", name.strip(), flags=re.IGNORECASE)
    name = _ASIDE.sub("", name) or name
    name = _LABEL.sub(" ", name)
    for pattern in _DATES:
        name = pattern.sub(" ", name)
    return " ".join(word for word in re.split(r"[\W_]+", name.lower()) if word and not word.isdecimal())
