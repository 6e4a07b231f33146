"""Which candidates are topics: by how much a phrase tells of some meetings against others, in which places, and how often.

A word that Finnish texts of all kinds use (`kb.finnish.common`) tells little of one corpus; one that most of its meetings use
tells nothing of any; one that a single meeting mentions is no topic where there are many.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from indexer.relate.topics.candidates import Candidate
from kb.finnish.common import RARE, commonness
from kb.finnish.phrases import is_compound, is_name_like

# Fewer meetings than this are too few to compare: places and documents count instead.
FEW: Final = 4
# How many topics there are at most: of few meetings, and of many by their number.
_MOST_OF_FEW: Final = 30
_MOST: Final = (40, 80)
_IN_TITLE: Final = 4.0
_IN_LABEL: Final = 2.0
_IN_DECISION: Final = 1.0
_COMPOUND: Final = 1.25
_PHRASE: Final = 1.2
_SIMPLE: Final = 0.8
# From here on a word is everybody's.
_EVERYBODYS: Final = 5.2
_ORGANISATIONS: Final = (
    *(
        "kirjasto",
        "palvelu",
        "palvelut",
        "virasto",
        "laitos",
        "ministeriö",
        "keskus",
        "yhtiö",
        "liitto",
        "toimisto",
        "hallitus",
    ),
    *("hallinto", "yhdistys", "säätiö", "yliopisto", "koulu", "seura", "kunta", "kaupunki", "neuvosto", "lautakunta", "virta"),
)
# In so large a part of the meetings of the bodies that use it, a compound tells none of them from others; a simple word sooner.
_MOST_MEETINGS: Final = 0.9
# What compounds of a word add to it.
_KIN: Final = 0.5
# A word of which the minutes have so many compounds is the group's own, however common it is.
_FAMILY: Final = 3
_FAMILY_OWN: Final = 0.8
_TOO_COMMON: Final = 5.5
# The doing of something, without what is done.
_ACTION: Final = 0.6
_HALF: Final = 0.5
_MANY: Final = 10
_UNEVEN: Final = 1.2
_STANDING: Final = 0.3
_DEFINED: Final = 1.3
_CAPITAL: Final = 0.75


def most(meetings: int) -> int:
    """How many topics so many meetings have at most.

    >>> most(1), most(16), most(37), most(500)
    (30, 40, 74, 80)
    """
    least, greatest = _MOST
    return _MOST_OF_FEW if meetings < FEW else max(least, min(greatest, 2 * meetings))


def weigh(found: Mapping[str, Candidate], bodies: Mapping[str, str], defined: Iterable[str] = ()) -> dict[str, float]:
    """How good a topic each candidate would be, 0 for those that cannot be one; `bodies` tell whose each meeting is, `defined`
    are keys of words that the minutes define."""
    known = frozenset(defined)
    sizes = Counter(bodies.values())
    return {key: _weight(entry, bodies, sizes, key in known) for key, entry in found.items()}


def _weight(entry: Candidate, bodies: Mapping[str, str], sizes: Mapping[str, int], is_defined: bool) -> float:
    own = _own(entry) * (_DEFINED if is_defined else 1.0)
    if own <= 0:
        return 0.0
    own_bodies = {bodies[meeting] for meeting in entry.meetings}
    if not (_lasts(entry) if any(sizes[body] >= FEW for body in own_bodies) else _is_told(entry)):
        return 0.0
    total = sum(sizes[body] for body in own_bodies)
    share = len(entry.meetings) / total if total >= _MANY else 0.0
    if share > (_MOST_MEETINGS if is_compound(entry.base) else _HALF):
        return 0.0
    titles = len(entry.titles) + _KIN * len(entry.kin_titles - entry.titles.keys())
    labels = len(entry.labels) + _KIN * len(entry.kin_labels - entry.labels.keys())
    value = _IN_TITLE * math.sqrt(titles) + _IN_LABEL * math.sqrt(labels)
    value += _IN_DECISION * math.sqrt(len(entry.decisions))
    value += sum(math.log2(1 + count) for count in entry.count.values()) + _KIN * len(
        entry.kin_meetings - entry.meetings.keys()
    )
    return value * own * min(1.0, max(_STANDING, _UNEVEN * (1 - share)))


def _own(entry: Candidate) -> float:
    """How much the words are the group's own, from 0 for everybody's."""
    base = entry.base
    if not entry.modifiers and _is_organisation(entry):
        return 0.0
    if not entry.modifiers and is_name_like(entry.forms):
        return _COMPOUND
    rarity = max(0.0, min(1.0, (_EVERYBODYS - commonness(base)) / (_EVERYBODYS - RARE)))
    if entry.modifiers:
        rarest = max((_EVERYBODYS + 0.6 - commonness(word)) / (_EVERYBODYS - RARE) for word in entry.modifiers)
        action = _ACTION if base.endswith("minen") and not is_compound(base) else 1.0
        return action * _PHRASE * max(rarity, min(1.0, max(0.0, rarest)) * (0.8 if rarity else 0.6))
    if is_compound(base):
        return rarity * _COMPOUND
    if len(entry.narrower) >= _FAMILY <= len(entry.kin_titles | entry.titles.keys()) and commonness(base) < _TOO_COMMON:
        rarity = max(rarity, _FAMILY_OWN)
    return rarity * _SIMPLE * (_ACTION if base.endswith("minen") else 1.0)


def _is_organisation(entry: Candidate) -> bool:
    """Whether it is written with a capital as the name of an organisation, and ends as those do."""
    capital = sum(count for form, count in entry.forms.items() if form[0].isupper())
    return capital > _CAPITAL * sum(entry.forms.values()) and entry.base.endswith(_ORGANISATIONS) and is_compound(entry.base)


def _lasts(entry: Candidate) -> bool:
    """Whether meetings come back to it, and not only in passing."""
    if len(entry.meetings.keys() | entry.kin_meetings) < 2 or entry.uses + len(entry.kin_meetings) < 3:
        return False
    return bool(entry.headings) or bool(entry.kin_titles) or len(entry.decisions) > 1 or len(entry.meetings) > 3


def _is_told(entry: Candidate) -> bool:
    """Of a body with few meetings: whether it is more than a mention, in several documents or in a heading."""
    return (len(entry.count) > 1 and entry.uses > 2) or (bool(entry.headings) and entry.uses > 1)
