"""Topics: what a corpus's meetings are about, as a librarian would name them.

Candidates are noun phrases in basic form (`candidates`). Those that mean the same become one, and compounds and phrases stand
under their nouns (`kin`). What tells some meetings from others and lasts is chosen (`choice`). A list of one's own, in
`kb.toml` or a thesaurus file (`curated`), has the last word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.kept import Kept
from indexer.relate.topics import choice, curated, kin, naming
from indexer.relate.topics.candidates import Candidate, Text, gather
from kb.document import Document
from kb.finnish.common import RARE, commonness
from kb.model import Meeting
from kb.relations import Term
from kb.results import Topic
from kb.settings import Settings, TopicSetting
from kb.slugs import slug, unique

__all__ = ["bodies_of", "candidates", "choose"]

# A body has at least so many topics of its own, where it has them, however many there are of others.
_OF_EACH_BODY: Final = 8
_TELLING: Final = 6.0
_MOST_SYNONYMS: Final = 6


@dataclass(frozen=True, slots=True)
class _Chosen:
    name: str
    synonyms: tuple[str, ...]
    parent: str | None
    entry: Candidate


def candidates(
    minutes: Sequence[Meeting],
    settings: Settings,
    shown: Iterable[tuple[str, Document]] = (),
    kept: Kept | None = None,
) -> dict[str, Candidate]:
    """What could be a topic. `shown` are decks with the meeting that each was shown to: they are read where a body's own minutes
    are too few to tell. Texts whose phrases were `kept` are not read again."""
    bodies = bodies_of(minutes)
    held = Counter(bodies.values())
    few = {meeting for meeting, body in bodies.items() if held[body] < choice.FEW}
    slides = ((meeting, document.path, _slides(document)) for meeting, document in shown if meeting in few)
    return gather(minutes, slides, settings, kept or Kept())


def _slides(document: Document) -> tuple[Text, ...]:
    return tuple(
        Text(block.text, "label" if block.text == section.title else "text")
        for section in document.sections
        for block in section.blocks
    )


def bodies_of(minutes: Iterable[Meeting]) -> dict[str, str]:
    """Whose each meeting is."""
    return {meeting.id: meeting.body_id or slug(meeting.body or "") for meeting in minutes}


def choose(
    found: dict[str, Candidate],
    minutes: Sequence[Meeting],
    settings: Settings,
    terms: Sequence[Term] = (),
    concepts: Sequence[TopicSetting] = (),
) -> tuple[Topic, ...]:
    """Topics of the candidates: those of a list first, then the found ones, the weightiest first. Meetings are given newest
    first; `terms` are the glossary, `concepts` those of a thesaurus."""
    bodies = bodies_of(minutes)
    merged = kin.merge(found, settings.synonyms, terms)
    listed = curated.take(found, settings.topics, concepts)
    broader = kin.gather_families(found)
    weights = choice.weigh(found, bodies, (kin.key_of(term.term) for term in terms))
    kept = _best(found, weights, bodies)
    chosen = [_Chosen(one.name, one.synonyms, one.parent, one.entry) for one in listed]
    names = {key: naming.name(found[key]) for key in kept}
    for key in kept:
        home = _nearest(key, broader, names)
        chosen.append(_Chosen(names[key], _synonyms(merged.get(key, ()), names[key]), home and names[home], found[key]))
    return _topics(chosen, minutes)


def _best(found: Mapping[str, Candidate], weights: Mapping[str, float], bodies: Mapping[str, str]) -> list[str]:
    """The weightiest, and of each body at least some."""
    ranked = sorted((key for key, weight in weights.items() if weight > 0), key=lambda key: (-weights[key], key))
    most = choice.most(len(bodies))
    chosen = set(ranked[:most])
    have = Counter(body for key in chosen for body in {bodies[id] for id in found[key].meetings})
    for key in ranked[most:]:
        own = {bodies[id] for id in found[key].meetings}
        if weights[key] >= _TELLING and any(have[body] < _OF_EACH_BODY for body in own):
            chosen.add(key)
            have.update(own)
    return [key for key in ranked if key in chosen]


def _nearest(key: str, broader: Mapping[str, str], kept: Mapping[str, str]) -> str | None:
    """The nearest broader one that is a topic too."""
    home = broader.get(key)
    while home is not None and home not in kept:
        home = broader.get(home)
    return home


def _synonyms(taken: Iterable[Candidate], name: str) -> tuple[str, ...]:
    """The names of those that were taken in, the most used first; a noun that everybody uses is none."""
    telling = (other for other in taken if other.modifiers or commonness(other.base) == RARE)
    others = (naming.name(other) for other in sorted(telling, key=lambda one: -one.uses))
    return tuple(other for other in dict.fromkeys(others) if other != name)[:_MOST_SYNONYMS]


def _topics(chosen: Sequence[_Chosen], minutes: Sequence[Meeting]) -> tuple[Topic, ...]:
    taken: set[str] = set()
    slugs = [unique(slug(one.name), taken) for one in chosen]
    by_name = {one.name.casefold(): made for one, made in zip(chosen, slugs, strict=True)}
    order = {meeting.id: place for place, meeting in enumerate(minutes)}
    items = {id: place for place, id in enumerate(item.id for meeting in minutes for item in meeting.items)}
    decisions = {decision.id: decision for meeting in minutes for decision in meeting.decisions}
    places = {id: place for place, id in enumerate(decisions)}
    titled = _of_items(minutes)
    return tuple(
        Topic(
            slug=made,
            name=one.name,
            synonyms=one.synonyms,
            parent=by_name.get((one.parent or "").casefold()),
            meetings=_in_order(one.entry.meetings, order),
            items=_in_order(one.entry.main or one.entry.items, items),
            decisions=(own := _in_order(_decisions(one.entry, titled), places)),
            outputs=tuple(dict.fromkeys(number for id in own for number in decisions[id].outputs)),
        )
        for one, made in zip(chosen, slugs, strict=True)
    )


def _in_order(ids: Iterable[str], places: Mapping[str, int]) -> tuple[str, ...]:
    """Those of the ids that have a place, in the order of the places."""
    return tuple(sorted({id for id in ids if id in places}, key=places.__getitem__))


def _of_items(minutes: Sequence[Meeting]) -> Mapping[str, Sequence[str]]:
    """The sure decisions of each item."""
    found: dict[str, list[str]] = {}
    for meeting in minutes:
        for decision in meeting.decisions:
            if decision.confidence != "low" and (item := meeting.item(decision.item)) is not None:
                found.setdefault(item.id, []).append(decision.id)
    return found


def _decisions(entry: Candidate, items: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Those that name the topic, and those of an item whose title does."""
    yield from entry.decided
    for item in entry.titled:
        yield from items.get(item, ())
