"""What belongs to a decision: who is to do it, by when, and how likely it is a promise at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from indexer.interpret import vocabulary
from indexer.interpret.decisions.actors import is_outsider, is_person
from indexer.interpret.decisions.clues import Said, said
from indexer.interpret.decisions.deadlines import find_due, find_time
from indexer.interpret.decisions.found import Found, Outcome, Setting
from indexer.interpret.decisions.promises import likelihood
from indexer.interpret.decisions.responsible import doers, find_responsible, is_first, responsible_in
from indexer.interpret.lines import sentences
from kb.model import DecisionKind
from kb.results import SHOWN

# What is over when it is said: nobody has anything left to do by it.
NOTHING_TO_DO: frozenset[DecisionKind] = frozenset(("noted", "procedural", "election", "rejected"))
_MOST_SENTENCES = 12


def weigh(sentence: str, setting: Setting, place: Collection[str]) -> Said:
    """A sentence with what its clues need."""
    who = responsible_in(sentence, setting, decided="decided" in place or "marked" in place)
    zones = frozenset((*place, *_standing(who, setting), *(("doer first",) if is_first(sentence, setting) else ())))
    return said(sentence, who, find_time(sentence, setting.date) is not None, zones)


def _standing(who: Sequence[str], setting: Setting) -> Iterator[str]:
    """What the minutes are like, and what its doers are to the meeting."""
    yield from (name for name in ("terse", "formal") if getattr(setting, name))
    if who and all(is_outsider(name, setting) for name in who):
        yield "outsiders"
    if any(is_person(name, setting) for name in who):
        yield "person"
    if setting.teller in who:
        yield "in turn"
    if any(name.lower() in (setting.body or "").lower() for name in who):
        yield "own body"


def complete(
    found: Found, setting: Setting, outcome: Outcome | None, place: Collection[str], likely: float | None = None
) -> Found:
    """The decision with its doers and its day, those of the proposal it accepts where its own words name none, and with how
    likely it is a promise; `likely` where that is known already."""
    text = found.text
    due = find_due(text, setting.date, found.kind)
    responsible = outcome.doers if outcome and outcome.doers else find_responsible(found, setting)
    if found.content and not responsible:
        # What was decided stands in the proposal: so do its doers and its day.
        own = (setting.body or "").lower()
        proposed = vocabulary.PROPOSES.sub("", found.content)
        responsible = tuple(name for name in doers(proposed, setting, decided=True) if not own or name.lower() not in own)
        due = due or find_due(found.content, setting.date, "agreement")
    found = replace(found, due=due, responsible=responsible)
    if likely is not None:
        return replace(found, promise=likely, due=due or find_time(text, setting.date))
    if found.kind == "noted" and "marked" in place:
        return _noted_and_promised(found, setting, place)
    return found if found.kind in NOTHING_TO_DO else _promised(found, setting, place)


def _noted_and_promised(found: Found, setting: Setting, place: Collection[str]) -> Found:
    """What is noted with a promise after it ("Merkittiin tiedoksi. Ohjelma tuodaan käsittelyyn 30.11. mennessä.") is to be done."""
    parts = [found.text[start:end] for start, end in sentences(found.text)][1:_MOST_SENTENCES]
    likely, part = max(((likelihood(weigh(part, setting, place)), part) for part in parts), default=(0.0, ""))
    due, who = find_time(part, setting.date), responsible_in(part, setting, decided=True)
    if likely < SHOWN or (due is None and not who):
        return found
    return replace(found, kind="assignment", due=due, responsible=who, promise=likely)


def _promised(found: Found, setting: Setting, place: Collection[str]) -> Found:
    """The decision with its likelihood: its likeliest sentence's, whose time is the deadline where no other is said and nothing
    but its wording makes it one."""
    # What was decided stands in the proposal, and in what was changed in it.
    proposed = vocabulary.PROPOSES.sub("", found.content) if found.content else ""
    parts = [text[start:end] for text in (found.text, proposed) for start, end in sentences(text)][:_MOST_SENTENCES]
    weighed = [(likelihood(weigh(part, setting, place)), part) for part in parts]
    if not weighed:
        return found
    likely, part = max(weighed)
    # A day in the words of a decision is often that from which it holds; a promise is to be kept by it.
    due = found.due or (find_time(part, setting.date) if found.confidence == "low" or "actions" in place else None)
    return replace(found, promise=likely, due=due)
