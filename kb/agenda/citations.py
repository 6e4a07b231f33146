"""References to earlier meetings: written in the group's form, and those of a draft checked against the register."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from kb.agenda.draft import Draft, DraftItem
from kb.agenda.handlings import Handling
from kb.agenda.matching import Prior
from kb.agenda.texts import say
from kb.dates import DateMention, find_dates, format_date
from kb.model import Meeting
from kb.results import url_of
from kb.settings import Settings

# Words beside a date that make it a reference to a meeting rather than a date as such.
_REFERS: Final = re.compile(
    r"\b(?:ks\.|vrt\.)|\b(?:kuten|katso|viitaten|kokou\w+|ohry\w*|päätet\w+|päätt\w+|päätö\w+|sovit\w+|sovim\w+|linjat\w+|siirret\w+|siirty\w+|hyväksyt\w+|käsitel\w+"
    r"|palautet\w+|jätet\w+|todet\w+|esitel\w+|se mötet|enligt|beslut\w+|godkänd\w+|bordlad\w+|möte\w*|see|as (?:agreed|decided)|meeting|agreed|decided|postponed)\b",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(
    r"^\W{0,3}(?:(?:kohta|kohdassa|kohdan|punkt|item)\s*(?P<item>\d+(?:\s?[a-z]\b)?)|(?P<section>§\s*\d+|\d+\s*§))", re.I
)
_AHEAD: Final = re.compile(
    r"\b(?:viimeistään|mennessä|asti|saakka|alkaen|seuraava\w*|pidetään|senast|nästa|by|next)\b", re.IGNORECASE
)
# The words on either side of a date that are looked at.
_REACH: Final = 60

Fault = Literal["no_meeting", "no_item", "other_matter"]


@dataclass(frozen=True, slots=True)
class Check:
    """A reference of a draft. `text` are its words, `start:end` their place in the item's text; `fault` is None when it is right.

    `meeting` is the id of the meeting it names, None when there was none; `likely` the handling it most likely means.
    """

    text: str
    start: int
    end: int
    date: datetime.date
    fault: Fault | None
    meeting: str | None = None
    likely: Handling | None = None

    def message(self, language: str = "fi") -> str:
        """What is wrong, in one sentence; empty when nothing is."""
        return say(self.fault, format_date(self.date, language), language) if self.fault else ""


def cite(handling: Handling, settings: Settings, language: str = "fi") -> str:
    """The reference as it is put into a draft: "ks. ohjausryhmä 17.12.2024, kohta 3"."""
    number = handling.item.number
    item = number if "§" in number else say("item", number, language)
    place = " ".join(filter(None, (short_name(handling.body, settings), format_date(handling.date, language))))
    return say("see", f"{place}, {item}", language)


def with_links(draft: Draft, handlings: Iterable[Handling], settings: Settings) -> Draft:
    """The draft with its lines that are references as references again: an agenda that was sent out comes back as it was."""
    known: dict[str, Handling] = {}
    for handling in handlings:
        for language in ("fi", "sv", "en"):
            known.setdefault(cite(handling, settings, language), handling)
    return replace(draft, items=tuple(_linked(item, known) for item in draft.items))


def _linked(item: DraftItem, known: Mapping[str, Handling]) -> DraftItem:
    lines = item.text.split("\n")
    found = [line.strip(" -•") for line in lines if line.strip(" -•") in known]
    if not found:
        return item
    links = tuple((words, address(known[words])) for words in found)
    kept = "\n".join(line for line in lines if line.strip(" -•") not in known)
    return replace(item, text=kept, links=tuple(dict.fromkeys((*item.links, *links))))


def address(handling: Handling) -> str:
    """The permanent address of what is cited, in the web interface."""
    return url_of("decision", handling.decision.id) if handling.decision else url_of("item", handling.item.id)


def short_name(body: str | None, settings: Settings) -> str:
    """What people call a body: its set short name, else the last word of its name.

    >>> from pathlib import Path
    >>> short_name("Reittien yhteinen ohjausryhmä", Settings(Path("."), Path(".")))
    'ohjausryhmä'
    """
    if settings.group_short and (not body or not settings.group or body.lower() == settings.group.lower()):
        return settings.group_short[0]
    return body.rsplit(" ", 1)[-1].lower() if body else ""


def check(text: str, priors: Sequence[Prior], meetings: Iterable[Meeting], before: datetime.date | None) -> tuple[Check, ...]:
    """The references in an item's text. `priors` are the earlier handlings of the item's matter, best first."""
    held: dict[datetime.date, list[Meeting]] = {}
    for meeting in meetings:
        if meeting.date and (before is None or meeting.date < before):
            held.setdefault(meeting.date, []).append(meeting)
    found = []
    for mention, start, end, item in _references(text, before):
        there = held.get(mention.first, [])
        fault = _fault(there, item, priors, mention.first)
        likely = _likely(fault, priors, mention.first)
        found.append(Check(text[start:end], start, end, mention.first, fault, there[0].id if there else None, likely))
    return tuple(found)


def _likely(fault: str | None, priors: Sequence[Prior], day: datetime.date) -> Handling | None:
    """The handling that a faulty reference most likely means: one of that day where only the item is wrong, else a decision."""
    if not fault or not priors:
        return None
    there = [prior.handling for prior in priors if prior.handling.date == day] if fault == "no_item" else []
    decided = [prior.handling for prior in priors if prior.handling.decision]
    return [*there, *decided, priors[0].handling][0]


def _fault(there: Sequence[Meeting], item: str | None, priors: Sequence[Prior], day: datetime.date) -> Fault | None:
    if not there:
        return "no_meeting"
    if item is not None:
        return None if any(_same(one.number, item) for meeting in there for one in meeting.items) else "no_item"
    return None if any(prior.handling.date == day for prior in priors) else "other_matter"


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one).lower() == re.sub(r"\W", "", other).lower()


def _references(text: str, before: datetime.date | None) -> Iterator[tuple[DateMention, int, int, str | None]]:
    """Dates that stand for meetings, with the words of the reference and the item it names."""
    for mention in find_dates(text, before):
        day = mention.first
        if not mention.year_given and before and day >= before:
            day = day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else day - datetime.timedelta(days=366)
            mention = DateMention(mention.start, mention.end, day, day, mention.precision, False)
        if mention.precision != "day" or (before and day >= before):
            continue
        left = re.split(r"[.!?](?=\s+[A-ZÅÄÖ])|\n", text[max(0, mention.start - _REACH) : mention.start])[-1]
        right = re.split(r"[.!?](?=\s|$)|\n", text[mention.end : mention.end + _REACH])[0]
        if not _REFERS.search(f"{left} {right}") or _AHEAD.search(f"{left[-20:]} {right[:20]}"):
            continue
        item = _ITEM.match(text[mention.end :])
        before_words = _REFERS.search(left[-30:])
        start = mention.start - len(left[-30:]) + before_words.start() if before_words else mention.start
        end = mention.end + (item.end() if item else _end_of_reference(right))
        yield mention, start, end, (item["item"] or item["section"]) if item else None


def _end_of_reference(right: str) -> int:
    """How far the words of a reference go on after its day."""
    after = _REFERS.match(right.strip(" ,"))
    return right.find(after.group()) + after.end() if after else 0
