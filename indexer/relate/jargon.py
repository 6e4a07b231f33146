"""Words that a body uses often and never explains: for somebody who knows to explain in a line or two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from indexer.relate.topics.candidates import Candidate
from indexer.relate.topics.naming import name
from kb.finnish import fold
from kb.finnish.choice import likely
from kb.finnish.common import RARE, commonness
from kb.finnish.phrases import is_compound
from kb.knowledge.relations import Term

# Of each body at most so many, each in at least so many of its meetings, or so often in a body's only ones.
_MOST: Final = 25
_MEETINGS: Final = 3
_USES: Final = 4
# A compound says mostly itself what it is.
_WORTH: Final = {"strange": 1.5, "simple": 1.0, "compound": 0.4}


def unexplained(found: Mapping[str, Candidate], bodies: Mapping[str, str], terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms with empty meanings: of each body the words that Finnish at large does not know, the most used first. `bodies` tell
    whose each meeting is, the newest first; `terms` are those that are explained."""
    known = {fold(term.term) for term in terms}
    sizes = Counter(bodies.values())
    ranked: dict[str, list[tuple[float, Term]]] = defaultdict(list)
    for key, entry in found.items():
        kind = None if entry.modifiers or key in known else _kind(entry)
        if kind is None:
            continue
        held = [meeting for meeting in bodies if meeting in entry.meetings]
        for body, count in Counter(bodies[meeting] for meeting in held).items():
            if count >= min(_MEETINGS, sizes[body]) and entry.uses >= _USES:
                newest = next(meeting for meeting in held if bodies[meeting] == body)
                ranked[body].append((count * _WORTH[kind], Term(name(entry), "", newest, uses=count)))
    best = (sorted(own, key=lambda pair: (-pair[0], pair[1].term))[:_MOST] for own in ranked.values())
    return tuple(term for own in best for _, term in own)


def _kind(entry: Candidate) -> str | None:
    """How strange a word is; None for one that everybody knows."""
    base = entry.base
    if not any(likely(form) for form in entry.forms):
        return "strange"
    if commonness(base) > RARE:
        return None
    return "compound" if is_compound(base) else "simple"
