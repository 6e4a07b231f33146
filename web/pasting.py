"""What is pasted elsewhere: a decision with its reference as Markdown and plain text, and a reminder ready for an e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from kb.citing import cite
from kb.library import Library
from kb.model import Decision
from kb.results import Promise, url_of
from web.formats import date, markdown_text
from web.language import _, language, ngettext
from web.security import root_url

# A longer address some mail programs cut.
_LONGEST: Final = 1900


@dataclass(frozen=True, slots=True)
class Pasted:
    """A decision's words with its reference: `words` as the minutes have them, and both as Markdown and as plain text."""

    words: str
    markdown: str
    plain: str


def pasted(decision: Decision, citation: str) -> Pasted:
    """A decision to paste; what was approved follows where the words only point at it."""
    words = f"{decision.text} {decision.content}" if decision.content else decision.text
    url = root_url() + url_of("decision", decision.id)
    return Pasted(
        words,
        f"> {markdown_text(words)}\n>\n> – [{markdown_text(citation)}](<{url}>)",
        f"”{words}” ({citation}. {url})",
    )


@dataclass(frozen=True, slots=True)
class Reminder:
    """A message to a doer: its subject, its text, and the address that opens it in a mail program. A message too long for an
    address leads to the list instead."""

    subject: str
    text: str
    mailto: str


def reminder(library: Library, doer: str, promises: Sequence[Promise]) -> Reminder:
    """What a doer is to do, the late ones first, each with its day, its reference and its page."""
    subject = ngettext(
        "Muistutus: %(num)s avoin tehtävä, %(doer)s", "Muistutus: %(num)s avointa tehtävää, %(doer)s", len(promises), doer=doer
    )
    lead = ngettext(
        "Hei, kokouksessa on sovittu tehtävästä, joka on muistioiden mukaan vielä auki:",
        "Hei, kokouksissa on sovittu tehtävistä, jotka ovat muistioiden mukaan vielä auki:",
        len(promises),
    )
    close = _("Jos tehtävä on jo hoidettu, vastaa tähän viestiin, niin se merkitään toteutetuksi.")
    listed = [_task(library, number, promise) for number, promise in enumerate(promises, start=1)]
    text = "\n\n".join((lead, *listed, close))
    address = _mailto(subject, text)
    if len(address) > _LONGEST:
        more = f"{root_url()}/lupaukset/muistutus?kuka={quote(doer)}"
        address = _mailto(subject, "\n\n".join((lead, more, close)))
    return Reminder(subject, text, address)


def _task(library: Library, number: int, promise: Promise) -> str:
    decision = promise.decision
    lines = [f"{number}. {decision.content or decision.text}", _when(promise)]
    lines.append(cite(decision, library.meeting_of(decision), language()))
    return "\n".join((*filter(str.strip, lines), f"{root_url()}{url_of('decision', decision.id)}"))


def _when(promise: Promise) -> str:
    """By when, said as surely as it is known."""
    due = promise.decision.due
    if due is None:
        return ""
    day = date(due.date) if due.date else due.text
    if promise.code == "overdue":
        return _("Määräaika oli %(day)s.", day=day)
    if promise.state is not None and promise.state.is_to_check:
        return _("Määräaika oli %(day)s, tarkista", day=day) + "."
    return _("Määräaika: %(day)s.", day=day)


def _mailto(subject: str, text: str) -> str:
    """An address by RFC 6068: lines end as in messages.

    >>> _mailto("Hei & moi", "yksi\\nkaksi")
    'mailto:?subject=Hei%20%26%20moi&body=yksi%0D%0Akaksi'
    """
    body = text.replace("\n", "\r\n")
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
