"""What a draft of an agenda is: its items, its day and whose it is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftItem:
    """An item of a draft. `number` as in minutes ("3", "4 a"); `text` is what stands under the title; `links` are references
    put into it, as (words, address)."""

    number: str
    title: str
    text: str = ""
    presenter: str | None = None
    organisation: str | None = None
    outputs: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft agenda. `date` is the meeting's, `body` whose; None where the draft does not say. `details` are the other lines of
    its head: time, place, who is invited."""

    items: tuple[DraftItem, ...] = ()
    date: datetime.date | None = None
    body: str | None = None
    title: str | None = None
    details: tuple[str, ...] = ()
