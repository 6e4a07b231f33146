"""How far its events have brought an output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kb.model import OutputEvent, OutputMention

RANK: Final[dict[OutputEvent, int]] = {"mentioned": 0, "presented": 1, "reviewed": 2, "rejected": 3, "approved": 4}


def passed(events: Iterable[OutputMention], before: OutputEvent = "mentioned") -> Iterator[OutputMention]:
    """Those of the events, oldest first, that brought an output to another stage, `before` being where it stood.

    A return undoes what came before; a stage that is passed is not lost by a later presentation.

    >>> events = [OutputMention("1.1", None, event, None, "") for event in ("presented", "approved", "presented", "rejected")]
    >>> [event.event for event in passed(events)]
    ['presented', 'approved', 'rejected']
    """
    state = before
    for mention in events:
        event = mention.event
        returned = state == "rejected" and event != "mentioned"
        if event != state and (event == "rejected" or RANK[event] > RANK[state] or returned):
            state = event
            yield mention


def reached(events: Iterable[OutputMention]) -> OutputEvent:
    """How far the events, oldest first, have brought an output.

    >>> reached(OutputMention("1.1", None, event, None, "") for event in ("presented", "rejected", "mentioned"))
    'rejected'
    >>> reached(OutputMention("1.1", None, event, None, "") for event in ("rejected", "approved", "presented"))
    'approved'
    """
    state: OutputEvent = "mentioned"
    for mention in passed(events):
        state = mention.event
    return state
