"""The end of minutes: when the body meets next, whom the minutes go to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import takewhile

from indexer.interpret import vocabulary
from indexer.interpret.lines import Line
from kb.dates import DateMention, find_dates, find_times
from kb.finnish import split_sentences
from kb.model import NextMeeting

# Gatherings that are no meetings of a body, and meetings of bodies or people named by their owner.
_OTHER_MEETING = re.compile(
    r"asiakas|valmistelu|työpaja|seminaari|koulutus|webinaari|alatyöryhm|\w+jien\s+(?:seuraava\w*\s+)?(?:kokou|palaver|tapaami)",
    re.I,
)
_OWNED_MEETING = re.compile(
    r"\b(?P<owner>\w*(?:ryhmä|jaosto|toimikunta|lautakunta|hallitu|valtuusto|neuvosto|tiimi)\w*?)(?:kse)?n\s+(?:\w+\s+)?(?:kokou|palaver|tapaami)",
    re.I,
)


def next_meeting(
    lines: Sequence[Line], headings: Sequence[tuple[int, str]], date: datetime.date | None, body: str | None
) -> NextMeeting | None:
    """When the body says it meets next; the first of several days. None when no words give a day after this meeting's.

    `headings` are (line position, title) of the items. First what stands under an item about the next meeting, then the
    sentences that speak of it, the body's own before those of other groups.
    """
    under = _under_heading(lines, headings, date, body)
    if under:
        return under
    spoken: list[tuple[int, NextMeeting]] = []
    for line in lines:
        for start, end in split_sentences(line.text):
            sentence = line.text[start:end].strip()
            if not vocabulary.NEXT_MEETING.search(sentence):
                continue
            mention = _day_after_words(sentence, date)
            if mention:
                spoken.append((_strangeness(sentence, body), _found(sentence, mention)))
    return min(spoken, key=lambda pair: pair[0])[1] if spoken else None


def _strangeness(sentence: str, body: str | None) -> int:
    """0 for the body's own next meeting or a meeting without an owner, more for one that seems another group's."""
    match = _OTHER_MEETING.search(sentence)
    if match and (body is None or match.group().lower() not in body.lower()):
        return 2
    owned = _OWNED_MEETING.search(sentence)
    return 2 if owned and body is not None and owned["owner"].lower() not in body.lower() else 0


def _under_heading(
    lines: Sequence[Line], headings: Sequence[tuple[int, str]], date: datetime.date | None, body: str | None
) -> NextMeeting | None:
    for index, (position, title) in enumerate(headings):
        if not vocabulary.NEXT_MEETING.search(title):
            continue
        end = headings[index + 1][0] if index + 1 < len(headings) else min(len(lines), position + 8)
        candidates = [lines[position].text, *(line.text for line in lines[position + 1 : end])]
        fallback: NextMeeting | None = None
        for text in candidates:
            mention = _first_later(find_dates(text, date), date)
            if mention is None:
                continue
            sentence = _sentence_at(text, mention)
            found = _found(sentence, mention)
            if _strangeness(sentence, body) == 0:
                return found
            fallback = fallback or found
        if fallback:
            return fallback
    return None


def _sentence_at(text: str, mention: DateMention) -> str:
    for start, end in split_sentences(text):
        if start <= mention.start < end:
            return text[start:end].strip()
    return text.strip()


def _day_after_words(sentence: str, date: datetime.date | None) -> DateMention | None:
    match = vocabulary.NEXT_MEETING.search(sentence)
    assert match is not None
    mentions = [mention for mention in find_dates(sentence, date) if mention.start >= match.start() - 30]
    return _first_later(mentions, date)


def _first_later(mentions: Sequence[DateMention], date: datetime.date | None) -> DateMention | None:
    for mention in mentions:
        if date is None or mention.first > date:
            return mention
    return None


def _found(sentence: str, mention: DateMention) -> NextMeeting:
    times = find_times(sentence)
    return NextMeeting(mention.first, " ".join(sentence.split()), times[0].begins if times else None)


def distribution(lines: Sequence[Line]) -> tuple[str, ...]:
    """Whom the minutes are sent to ("Jakelu"), each as written; those they go to for information ("Tiedoksi") are left out."""
    for position, line in enumerate(lines):
        match = vocabulary.DISTRIBUTION.match(line.text) or re.search(r"(?<=\s)Jakelu\s", line.text)
        if not match or len(line.text) > 1500 or (match.start() and not vocabulary.ATTACHMENTS.match(line.text)):
            continue
        rest = re.split(r"\bTiedoksi\b|\bFör kännedom\b|\bFor information\b", line.text[match.end() :])[0].strip(" |:;")
        found = tuple(part.strip() for part in re.split(r"[;|]", rest) if part.strip())
        return found or tuple(line.text.strip() for line in takewhile(_is_receiver, lines[position + 1 : position + 15]))
    return ()


def _is_receiver(line: Line) -> bool:
    """Whether a line below "Jakelu" still belongs to it."""
    is_other = vocabulary.FOR_INFORMATION.match(line.text) or vocabulary.ATTACHMENTS.match(line.text)
    return not line.is_heading and not is_other
