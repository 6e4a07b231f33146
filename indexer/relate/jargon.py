"""Words that a body uses often and never explains: for somebody who knows to explain in a line or two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from indexer.relate.topics.candidates import Candidate
from indexer.relate.topics.naming import name
from kb.finnish import fold, readings
from kb.finnish.choice import likely
from kb.finnish.common import RARE, commonness
from kb.finnish.phrases import is_compound
from kb.relations import Term

# Of each body at most so many, each in at least so many of its meetings, or so often in a body's only ones.
_MOST: Final = 40
_MEETINGS: Final = 3
_USES: Final = 4
# A compound says mostly itself what it is.
_WORTH: Final = {"strange": 1.5, "simple": 1.0, "compound": 0.4}

# Laws, rules, offices, money and papers of every public body: a compound of these is no body's own word.
_ORDINARY_HEADS: Final = tuple(
    """
    laki sääntö säännöt oikeus sihteeri johtaja päällikkö puheenjohtaja pitäjä jäsen valitus kulu tulo meno palkkio arvio talous
    lautakunta valtuusto hallitus toimi lista vuoro kaava opetus henkilö luku määrä aika kortti vero ehdotus sopimus koulut kokous
    pohja palvelu
    """.split()  # noqa: SIM905 (read as prose)
)
# What minutes call their own handling of matters, what children and students everywhere do, and the like.
_ORDINARY: Final = frozenset(
    """
    selostus toteuma toteutuma tilinpäätös opinnot huoltaja kuntalainen digitalisaatio laskutus asiakkuus hitaus pullonkaula
    valikko nuotti toimintamalli raportointi valtuutus
    """.split()  # noqa: SIM905 (read as prose)
)


def unexplained(
    found: Mapping[str, Candidate], bodies: Mapping[str, str], terms: Iterable[Term], people: Iterable[str] = ()
) -> tuple[Term, ...]:
    """Terms with empty meanings: of each body the words that Finnish at large does not know, the most used first. `bodies` tell
    whose each meeting is, the newest first; `terms` are those that are explained, `people` names that are no words."""
    known = {fold(term.term) for term in terms} | {fold(part) for person in people for part in person.split()}
    sizes = Counter(bodies.values())
    ranked: dict[str, list[tuple[float, Term]]] = defaultdict(list)
    order = {meeting: place for place, meeting in enumerate(bodies)}
    for key, entry in found.items():
        if entry.modifiers or key in known or entry.uses < _USES or (kind := _kind(entry)) is None:
            continue
        held = sorted(entry.meetings, key=order.__getitem__)
        for body, count in Counter(bodies[meeting] for meeting in held).items():
            if count >= min(_MEETINGS, sizes[body]):
                newest = next(meeting for meeting in held if bodies[meeting] == body)
                ranked[body].append((count * _WORTH[kind], Term(name(entry), "", newest, uses=count)))
    best = (sorted(own, key=lambda pair: (-pair[0], pair[1].term))[:_MOST] for own in ranked.values())
    return tuple(term for own in best for _, term in own)


def _kind(entry: Candidate) -> str | None:
    """How strange a word is; None for one that everybody knows."""
    base = entry.base
    if base.endswith("minen") or any(r.word_class == "lyhenne" for r in readings(f"{base}.")) or _is_ordinary(base):
        return None
    if not any(likely(form) for form in entry.forms):
        return "strange"
    if commonness(base) > RARE:
        return None
    return "compound" if is_compound(base) else "simple"


def _is_ordinary(base: str) -> bool:
    """Whether every public body has the word.

    >>> [_is_ordinary(word) for word in ("lautakuntalaki", "hallintosääntö", "selostus", "kellutus")]
    [True, True, True, False]
    """
    return base in _ORDINARY or (is_compound(base) and "-" not in base and base.endswith(_ORDINARY_HEADS))
