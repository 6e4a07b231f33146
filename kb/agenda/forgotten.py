"""What a draft lacks: promises due by the meeting, matters put off, standing items, attachments that were to come, agreed times."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from kb import finnish
from kb.agenda.draft import DraftItem
from kb.agenda.handlings import Handling
from kb.agenda.order import rank
from kb.agenda.unfinished import SOON, Unfinished
from kb.finnish import split_sentences
from kb.finnish.stopwords import GENERAL, STOPWORDS
from kb.library import Library
from kb.model import Attachment, Decision, Meeting
from kb.results import State

# So many are named: a list that nobody reads helps nobody.
_MOST: Final = 12
# A title that this share of the latest meetings has is a standing item.
_LATEST: Final = 5
_STANDING: Final = 0.6
# What no meeting of so many days before had stands no more, and is waited for no more; openings and closings always stand. A body
# that meets seldom is reminded of its last meetings all the same.
_FRESH_DAYS: Final = 270
_FRESH_GAPS: Final = 2
# A day that was agreed for the next meeting is told of one that is held about then.
_ABOUT_DAYS: Final = 62
_ALIKE: Final = 80.0
# What one meeting's title says of the meeting before.
_CONTINUED: Final = re.compile(r"\s*\((?:jatk|forts|cont)[^)]*\)\s*$", re.IGNORECASE)
# A text that begins with so many letters of an earlier item's words was copied from there.
_COPIED: Final = 60
_COUNTS: Final = {
    "yksi": 1, "kaksi": 2, "kolme": 3, "neljä": 4, "viisi": 5, "kuusi": 6, "seitsemän": 7, "kahdeksan": 8, "kymmenen": 10,
    "viikkoa": 7, "viikko": 7, "kaksi viikkoa": 14,
}  # fmt: skip
_BEFORE: Final = re.compile(
    r"\b(?P<count>\d{1,2}|yksi|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|kymmenen)\s+(?P<unit>työpäivää|arkipäivää|päivää|viikkoa)"
    r"\s+ennen\s+(?:\w+\s+)?kokou\w+|\b(?P<week>viikkoa?)\s+ennen\s+(?:\w+\s+)?kokou\w+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Missing:
    """A promise or an unfinished matter that no item takes up, with its state; `late` when its day has passed."""

    handling: Handling
    decision: Decision
    state: State
    late: bool

    @property
    def is_due(self) -> bool:
        """Whether it is to be done by a day or a meeting that is told, which is the next one or has passed."""
        return self.late or self.decision.due is not None


@dataclass(frozen=True, slots=True)
class Agreed:
    """A time the group has agreed on. `code`: materials (the day by which they are to come), next_date (another day was
    agreed for this meeting). `decision` is None for the latter."""

    code: str
    date: datetime.date
    quote: str
    decision: Decision | None = None


def missing(waiting: Iterable[Unfinished], covered: frozenset[str], before: datetime.date) -> tuple[Missing, ...]:
    """Of what is unfinished, that which no item takes up. `covered` are the ids of the handlings that items have."""
    found: dict[str, Missing] = {}
    waiting = [one for one in waiting if one.handling.id not in covered and not _is_later(one.decision, before)]
    given = {one.handling.item.id for one in waiting if one.decision.kind not in ("postponed", "rejected")}
    for one in waiting:
        # What somebody was given to do about a matter put off stands for it.
        if one.decision.kind != "postponed" or one.handling.item.id not in given:
            late = one.due is not None and one.due < before
            found.setdefault(_told_by(one), Missing(one.handling, one.decision, one.state, late))
    return tuple(found.values())[:_MOST]


def takes_up(item: DraftItem, left: Handling) -> bool:
    """Whether an item of the same matter takes up what an earlier one left: one that was made of that item's own words takes up
    only what they tell."""
    own, earlier = _folded(item.text), _folded(left.item.text)
    is_copied = bool(own) and own[:_COPIED] in earlier
    return not is_copied or _folded(left.text)[:_COPIED] in own


def _folded(text: str) -> str:
    return " ".join(text.split()).lower()


def _told_by(one: Unfinished) -> str:
    """What is told once: the words, and of a decision that heads a list its first line, unless each is put off for itself."""
    is_line = one.handling.decision is not None and "#" in one.handling.id
    return one.decision.id if is_line and one.decision.kind != "postponed" else one.decision.text


def _is_later(decision: Decision, day: datetime.date) -> bool:
    """Whether a decision is to be done only long after a day: then nobody has forgotten it."""
    return decision.due is not None and decision.due.date is not None and decision.due.date > day + SOON


def fresh(meetings: Sequence[Meeting], before: datetime.date) -> tuple[Meeting, ...]:
    """The meetings, newest first, that are near enough to a day to be reminded of: of the last months, or the last two of a body
    that meets seldom."""
    days = [meeting.date for meeting in meetings[:_LATEST] if meeting.date]
    gaps = sorted((later - earlier).days for later, earlier in pairwise(days))
    reach = max(_FRESH_DAYS, _FRESH_GAPS * gaps[len(gaps) // 2]) if gaps else _FRESH_DAYS
    return tuple(meeting for meeting in meetings if meeting.date and (before - meeting.date).days <= reach)


def standing(items: Sequence[DraftItem], meetings: Sequence[Meeting], before: datetime.date | None = None) -> tuple[str, ...]:
    """Items that most of the latest meetings had and the draft has not, as the latest of them is titled and in their usual order.

    `meetings` are the body's earlier ones, newest first; those in another language than most are passed over. `before` is the day
    of the draft; without one, that of the newest meeting.
    """
    latest = _in_usual_language(meetings)
    if len(latest) < 2:
        return ()
    day = before or latest[0].date
    titles: dict[str, str] = {}
    held = [_placed(meeting, titles) for meeting in latest]
    near = {meeting.id for meeting in fresh(latest, day)[:2]} if day else set()
    known = {key for meeting, places in zip(latest, held, strict=True) if meeting.id in near for key in places}
    least = max(2, _STANDING * len(latest))
    usual = [key for key in _in_usual_order(held, titles) if sum(key in places for places in held) >= least]
    wanted = [titles[key] for key in usual if key in known or rank(titles[key])]
    return tuple(_CONTINUED.sub("", title) for title in wanted if not any(covers(item.title, title) for item in items))


def _in_usual_language(meetings: Sequence[Meeting]) -> list[Meeting]:
    """Of the latest meetings those in the language that most of them are in."""
    language = Counter(meeting.language for meeting in meetings[:_LATEST]).most_common(1)
    return [meeting for meeting in meetings if meeting.language == language[0][0]][:_LATEST] if language else []


def _placed(meeting: Meeting, titles: dict[str, str]) -> dict[str, float]:
    """Where each title stood in a meeting, from zero at its beginning; titles alike are one, as it is first in `titles`."""
    own = [item.title for item in meeting.items if item.parent is None]
    return {_title_key(title, titles): place / len(own) for place, title in reversed(list(enumerate(own)))}


def _in_usual_order(held: Sequence[Mapping[str, float]], titles: Mapping[str, str]) -> list[str]:
    """The titles by where they have stood on the average, the openings first and the closings last."""

    def place(key: str) -> tuple[int, float, str]:
        found = [places[key] for places in held if key in places]
        return rank(titles[key]), sum(found) / len(found), key

    return sorted({key for places in held for key in places}, key=place)


def _title_key(title: str, titles: dict[str, str]) -> str:
    """The first title alike that has been seen, else this one."""
    for key, known in titles.items():
        if fuzz.token_set_ratio(_plain(title), key) >= 90 or covers(title, known) or covers(known, title):
            return key
    titles[_plain(title)] = title
    return _plain(title)


def covers(title: str, wanted: str) -> bool:
    """Whether an item's title takes up the matter of another title: it has its telling words, or is nearly the same.

    >>> covers("Tilannekuvan tilanne ja palaute", "Tilannekuvan tilanne"), covers("Muut asiat", "Avoimet toimeksiannot")
    (True, False)
    """
    if (
        fuzz.ratio(_plain(title), _plain(wanted)) >= _ALIKE
        or _plain(wanted) in _plain(title)
        or _plain(title) in _plain(wanted)
    ):
        return True
    words = tuple(bases for bases in _bases(wanted) if not bases & GENERAL)
    every = frozenset().union(*_bases(title)) if title else frozenset()
    if not words:
        words = _bases(wanted)
    return bool(words) and all(bases & every for bases in words)


def _plain(title: str) -> str:
    return " ".join(re.sub(r"[\W\d_]+", " ", re.sub(r"\([^)]*\)|\bLIITE.*", " ", title)).lower().split())


@lru_cache(maxsize=2048)
def _bases(title: str) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset((*one.terms.bases, *one.terms.derived))
        for one in finnish.analyze(title)
        if one.token.kind == "word" and one.terms.surface not in STOPWORDS
    )


def attachments(library: Library, meetings: Sequence[Meeting]) -> tuple[Attachment, ...]:
    """Attachments of the given meetings that are referred to and have not come."""
    ids = {meeting.id for meeting in meetings}
    return tuple(one for one in library.attachments() if one.file is None and one.meeting in ids)


def agreed(library: Library, date: datetime.date, meetings: Sequence[Meeting], body: str | None) -> tuple[Agreed, ...]:
    """Times that the group itself has agreed on for its meetings, worked out for this one."""
    found = []
    ids = {meeting.id for meeting in meetings}
    for decision in library.decisions():
        state = library.state(decision, date - datetime.timedelta(days=1))
        if decision.meeting not in ids or (state is not None and state.code not in ("in_force", "open", "overdue")):
            continue
        for start, end in split_sentences(decision.text):
            match = _BEFORE.search(decision.text, start, end)
            if match:
                found.append(Agreed("materials", _days_before(date, match), decision.text[start:end], decision))
                break
    return (*found, *_other_day(meetings[0], date)) if meetings else tuple(found)


def _other_day(last: Meeting, date: datetime.date) -> Iterator[Agreed]:
    """The day that the last meeting agreed on for the next, where it is another."""
    agreed = last.next_meeting
    if not agreed or not agreed.date or abs((agreed.date - date).days) > _ABOUT_DAYS:
        return
    if agreed.date != date and agreed.date > (last.date or date):
        yield Agreed("next_date", agreed.date, agreed.quote)


def _days_before(date: datetime.date, match: re.Match[str]) -> datetime.date:
    if match["week"]:
        return date - datetime.timedelta(days=7)
    count = int(match["count"]) if match["count"].isdigit() else _COUNTS[match["count"].lower()]
    unit = match["unit"].lower()
    if unit == "viikkoa":
        return date - datetime.timedelta(days=7 * count)
    day = date
    while count:
        day -= datetime.timedelta(days=1)
        count -= unit == "päivää" or day.weekday() < 5
    return day
