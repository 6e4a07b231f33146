"""What is said in words of where a decision stands: the reference that goes with its quote into a document, a message or an answer."""

from __future__ import annotations

from typing import Final

from kb.dates import format_date
from kb.model import Decision, Meeting, Where

_WORDS: Final = {
    "item": {"fi": "kohta {}", "sv": "ärende {}", "en": "item {}"},
    "decision": {"fi": "päätös {}", "sv": "beslut {}", "en": "decision {}"},
    "minutes": {"fi": "muistio s. {}", "sv": "protokoll s. {}", "en": "minutes, p. {}"},
    "page": {"fi": "s. {}", "sv": "s. {}", "en": "p. {}"},
    "slide": {"fi": "dia {}", "sv": "bild {}", "en": "slide {}"},
}


def _say(code: str, value: object, language: str) -> str:
    told = _WORDS[code]
    return told.get(language, told["fi"]).format(value)


def cite(decision: Decision, meeting: Meeting | None, language: str = "fi") -> str:
    """A decision's reference in words: "Ohjausryhmä 17.12.2024, kohta 3, päätös 2, muistio s. 4"; where it was made in no meeting,
    its place in the document: "Kehitystiimi, viikko 5.pdf, s. 1, 4.2.2031"."""
    if meeting is None:
        return _cite_promise(decision, language)
    same = [one.id for one in meeting.decisions if one.item == decision.item]
    parts = [cite_item(meeting, decision.item, language)]
    if len(same) > 1 and decision.id in same:
        parts.append(_say("decision", same.index(decision.id) + 1, language))
    if decision.where and decision.where.page:
        parts.append(_say("minutes", decision.where.page, language))
    return ", ".join(part for part in parts if part)


def _cite_promise(decision: Decision, language: str) -> str:
    place = cite_place(decision.where, language) if decision.where else decision.id
    day = format_date(decision.date, language) if decision.date else None
    return ", ".join(part for part in (decision.body, place, day) if part)


def cite_item(meeting: Meeting, number: str | None, language: str = "fi") -> str:
    """The reference of an item of a meeting, or of the meeting itself where no item is named.

    >>> import datetime
    >>> cite_item(Meeting("1", "Rantaryhmä", None, None, datetime.date(2025, 3, 4)), "4 a")
    'Rantaryhmä 4.3.2025, kohta 4 a'
    """
    day = format_date(meeting.date, language) if meeting.date else ""
    whose = " ".join(part for part in (meeting.body or meeting.title or "", day) if part)
    item = "" if not number else number if "§" in number else _say("item", number, language)
    return ", ".join(part for part in (whose or meeting.id, item) if part)


def cite_place(where: Where, language: str = "fi") -> str:
    """The reference of a place in a file.

    >>> cite_place(Where("2025/liite 1.pptx", page=3, label="dia 3")), cite_place(Where("muistio.md"))
    ('2025/liite 1.pptx, dia 3', 'muistio.md')
    """
    if not where.page:
        return where.document
    unit = "slide" if (where.label or "").startswith("dia") else "page"
    return f"{where.document}, {_say(unit, where.page, language)}"
