"""What could be a topic: noun phrases of the minutes in basic form, with the meetings and places that hold them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Literal, NamedTuple

from indexer.kept import Kept
from indexer.relate.topics.empty import EMPTY, is_empty
from indexer.relate.units import language_of, people_words
from kb.finnish import fold, index_terms, readings
from kb.finnish.common import commonness
from kb.finnish.phrases import nominal, noun_phrases
from kb.finnish.stopwords import HANDLING
from kb.model import AgendaItem, Meeting
from kb.settings import Settings

Place = Literal["title", "label", "decision", "text"]
# When a base form can be a topic by its word alone: always, where it is often met, where it names a thing and nobody, never.
When = Literal["always", "often", "thing", "never"]

# An adjective or a genitive as common as this in Finnish at large sets nothing apart: "uusi", "hyvä", "ihmisen".
_COMMON_MODIFIER: Final = 5.5
_LEAST_LETTERS: Final = 4
# What a paragraph is about stands before its colon or its dash, or is a short line by itself.
_LABEL: Final = re.compile(r"^[\W\d]*(?P<label>[^:.?!\n–]{3,70}?)\s*(?::|–\s|$)")
_LABEL_WORDS: Final = 6
_PROPER: Final = frozenset(("etunimi", "sukunimi", "paikannimi"))
# Names of people do not stand in these cases, those of systems and places do.
_INSIDE: Final = frozenset(("sisaolento", "sisaeronto", "sisatulento"))


@dataclass(slots=True)
class Candidate:
    """A noun phrase: how it is written, and where. `count` is by document, `meetings`, `titles`, `labels` and `decisions` are
    meetings, `items` ids, `main` those items that have it in their heading or decision. `titled` those whose title has it, `decided` ids of the decisions that name it, `narrower` keys of its compounds, the `kin_…` sets their meetings. `head` and `modifiers` are folded base
    forms."""

    head: str
    modifiers: tuple[str, ...] = ()
    shown: Counter[tuple[str, ...]] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    count: Counter[str] = field(default_factory=Counter)
    meetings: dict[str, None] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)
    labels: dict[str, None] = field(default_factory=dict)
    decisions: dict[str, None] = field(default_factory=dict)
    items: dict[str, None] = field(default_factory=dict)
    main: dict[str, None] = field(default_factory=dict)
    titled: dict[str, None] = field(default_factory=dict)
    decided: dict[str, None] = field(default_factory=dict)
    narrower: dict[str, None] = field(default_factory=dict)
    kin_titles: set[str] = field(default_factory=set)
    kin_labels: set[str] = field(default_factory=set)
    kin_meetings: set[str] = field(default_factory=set)

    @property
    def headings(self) -> dict[str, None]:
        """The meetings that have it in the title of an item or at the head of a paragraph."""
        return {**self.titles, **self.labels}

    @property
    def base(self) -> str:
        """The base form of its noun, with its hyphens."""
        return self.shown.most_common(1)[0][0][-1]

    @property
    def uses(self) -> int:
        """How often it stands anywhere."""
        return self.count.total()

    @property
    def key(self) -> str:
        """The folded base forms with spaces."""
        return " ".join((*self.modifiers, self.head))

    def add(self, other: Candidate) -> None:
        """Takes in the places of another that means the same."""
        self.count.update(other.count)
        for name in ("meetings", "titles", "labels", "decisions", "items", "main", "titled", "decided"):
            getattr(self, name).update(getattr(other, name))


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text of a meeting or a deck and where it stands: its item (None on a slide), its decision."""

    text: str
    place: Place
    item: str | None = None
    decision: str | None = None


class Use(NamedTuple):
    """How one meeting or deck uses a noun phrase (`kb.finnish.phrases.Phrase`): how often, in titles, labels and decisions or only
    in text, and under which ids. What stands in a decision is not counted for itself: it stands in the item's text too. `heads`
    tells of each of the `bases` when it can be a topic, `is_telling` whether no modifier is one that says nothing."""

    bases: tuple[str, ...]
    modifiers: tuple[str, ...]
    modifier_keys: tuple[str, ...]
    form: str
    heads: tuple[When, ...]
    is_telling: bool
    times: int
    counted: int
    places: tuple[Place, ...]
    items: tuple[str, ...]
    main: tuple[str, ...]
    titled: tuple[str, ...]
    decided: tuple[str, ...]


Uses = tuple[Use, ...]


def gather(
    minutes: Sequence[Meeting], slides: Iterable[tuple[str, str, tuple[Text, ...]]], settings: Settings, kept: Kept
) -> dict[str, Candidate]:
    """Every noun phrase that could be a topic, by its key. `slides` are decks with the meeting that each was shown to.

    What each meeting and deck uses is kept by its own content alone; only adding up sees them all.
    """
    found = [(meeting.id, meeting.id, kept.of(Uses, partial(_used_in, meeting), "uses", meeting)) for meeting in minutes]
    found += [
        (meeting, document, kept.of(Uses, partial(_uses, texts), "uses on slides", texts))
        for meeting, document, texts in slides
    ]
    every = [use for _, _, uses in found for use in uses]
    reader = _Reader(unwanted(minutes, settings), _usual(every), _things(every))
    candidates: dict[str, Candidate] = {}
    met: dict[tuple[object, ...], tuple[Candidate, tuple[str, ...]] | None] = {}
    for meeting, document, uses in found:
        for use in uses:
            same = use[:4]
            if same not in met:
                made = reader.candidate(use)
                home = candidates.setdefault(made.key, made) if made else None
                met[same] = (home, (*use.modifiers, reader.base(use))) if home else None
            entry = met[same]
            if entry is not None:
                _count(*entry, use, meeting, document)
    # What stands only across the cut of two lines that a decision joins is counted nowhere.
    return {key: one for key, one in candidates.items() if one.shown}


def _used_in(meeting: Meeting) -> Uses:
    return _uses(tuple(_texts(meeting)))


def _uses(texts: Iterable[Text]) -> Uses:
    """What the texts of one meeting or deck use, in the order in which each phrase is first met."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str], list[Text]] = {}
    for text in texts:
        for one in noun_phrases(text.text):
            found.setdefault((one.bases, one.modifiers, one.modifier_keys, one.form), []).append(text)
    return tuple(_use(*phrase, places) for phrase, places in found.items())


def _use(
    bases: tuple[str, ...], modifiers: tuple[str, ...], modifier_keys: tuple[str, ...], form: str, texts: Sequence[Text]
) -> Use:
    counted = [text for text in texts if text.decision is None]
    heads = [text for text in texts if text.place != "text"]
    return Use(
        bases,
        modifiers,
        modifier_keys,
        form,
        heads=tuple(_when(form.split()[-1], base) for base in bases),
        is_telling=not any(_says_nothing(key) for key in modifier_keys),
        times=len(texts),
        counted=len(counted),
        places=tuple(dict.fromkeys(text.place for text in heads)),
        items=_ids(text.item for text in counted),
        main=_ids(text.item for text in heads),
        titled=_ids(text.item for text in heads if text.place == "title"),
        decided=_ids(text.decision for text in texts),
    )


def _ids(found: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for id in found if id is not None))


def _count(entry: Candidate, shown: tuple[str, ...], use: Use, meeting: str, document: str) -> None:
    for place in use.places:
        getattr(entry, f"{place}s")[meeting] = None
    for ids, own in (
        (use.main, entry.main),
        (use.titled, entry.titled),
        (use.decided, entry.decided),
        (use.items, entry.items),
    ):
        for id in ids:
            own[id] = None
    if use.counted:
        entry.forms[use.form] += use.counted
        entry.shown[shown] += use.counted
        entry.count[document] += use.counted
        entry.meetings[meeting] = None


def _texts(meeting: Meeting) -> Iterator[Text]:
    if language_of(meeting) != "fi":
        return
    for item in meeting.items:
        yield Text(item.title, "title", item.id)
        yield from _paragraphs(item)
    owners = {item.number: item.id for item in meeting.items}
    for decision in meeting.decisions:
        if decision.confidence != "low" and decision.kind not in ("procedural", "election"):
            words, owner = f"{decision.text} {decision.content or ''}", owners.get(decision.item or "")
            yield Text(words, "decision", owner, decision.id)
            if decision.subject:
                yield Text(decision.subject, "label", owner, decision.id)


def _paragraphs(item: AgendaItem) -> Iterator[Text]:
    """The paragraphs of an item, each whole; the words at its head that say what it is about once more, as a label."""
    for line in item.text.split("\n"):
        label = _LABEL.match(line)
        if label and len(label["label"].split()) <= _LABEL_WORDS:
            yield Text(label["label"], "label", item.id)
        yield Text(line, "text", item.id)


def unwanted(minutes: Sequence[Meeting], settings: Settings) -> frozenset[str]:
    """Names of people, bodies and organisations: they have pages of their own."""
    words = set(people_words(minutes))
    names = [name for group in settings.organisations for name in group if " " not in name]
    names += [attendee.organisation for m in minutes for attendee in m.attendees if attendee.organisation]
    names += [meeting.body for meeting in minutes if meeting.body]
    names += [part for meeting in minutes for part in (meeting.place,) if part]
    for name in (*names, *settings.group_short):
        for word in re.findall(r"[\w-]{2,}", name):
            words |= {fold(word), *index_terms(word.lower())}
    return frozenset(words)


def _usual(uses: Iterable[Use]) -> Counter[str]:
    """How many words a base form may be that of: it tells *tiekartan* from *tiekarren*, and what an unknown word comes from."""
    found: Counter[str] = Counter()
    for use in uses:
        if not use.modifiers:
            for base in use.bases:
                found[base] += use.times
    return found


def _things(uses: Iterable[Use]) -> frozenset[str]:
    """Base forms that look like names of people or places but are a system's or a service's: something is done *in* them."""
    times: Counter[str] = Counter()
    for use in uses:
        if not use.modifiers:
            times[use.form] += use.times
    inside: Counter[str] = Counter()
    for form, count in times.items():
        found = readings(form)
        if found and all(reading.word_class in _PROPER for reading in found) and any(r.word_class == "etunimi" for r in found):
            for base in {r.base.lower() for r in found} if any(r.case in _INSIDE for r in found) else ():
                inside[base] += count
    return frozenset(base for base, count in inside.items() if count > 1)


# What adjectives that are made of two words end in.
_QUALITIES: Final = (
    *(
        "käteinen",
        "aikainen",
        "kertainen",
        "puolinen",
        "ikäinen",
        "suuntainen",
        "muotoinen",
        "tasoinen",
        "mittainen",
        "luonteinen",
    ),
    *("mallinen", "laatuinen", "peräinen", "kielinen", "vuotinen", "päiväinen", "mielinen"),
)


def _is_adjective(form: str) -> bool:
    """Whether a word can only be an adjective in *-nen*, also one that Voikko takes for a noun.

    >>> _is_adjective("jälkikäteistä"), _is_adjective("määräaikaisia"), _is_adjective("kansalaisia")
    (True, True, False)
    """
    found = readings(form)
    return bool(found) and all(
        ("laatusana" in (r.word_class or "") and r.base.endswith("nen")) or r.base.lower().endswith(_QUALITIES) for r in found
    )


def _is_lower_abbreviation(form: str) -> bool:
    return not form[:2].isupper() and any(reading.word_class == "lyhenne" for reading in readings(form))


@dataclass(frozen=True, slots=True)
class _Reader:
    unwanted: frozenset[str]
    usual: Mapping[str, int]
    things: frozenset[str]

    def base(self, phrase: Use) -> str:
        """The likeliest base form of a phrase's noun: the one that other words of the corpus bear out."""
        return max(phrase.bases, key=lambda base: (self.usual.get(base, 0), commonness(base), -phrase.bases.index(base)))

    def candidate(self, phrase: Use) -> Candidate | None:
        """The phrase as a candidate without places; None where it cannot be a topic."""
        base = self.base(phrase)
        head = fold(base)
        if not phrase.is_telling or not self._can_be_head(phrase.heads[phrase.bases.index(base)], base):
            return None
        if not self.unwanted.isdisjoint((head, *phrase.modifier_keys)):
            return None
        return Candidate(head, phrase.modifier_keys)

    def _can_be_head(self, when: When, base: str) -> bool:
        if when == "often":
            return self.usual.get(base, 0) > 1
        return when == "always" or (when == "thing" and base in self.things)


def _when(form: str, base: str) -> When:
    """When the base form of a phrase's noun can be a topic, as far as the words themselves tell."""
    if (len(base) < _LEAST_LETTERS and not form[:2].isupper()) or len(base) < 2:
        return "never"
    if is_empty(base) or re.search(r"\d{2}", base):
        return "never"
    found = nominal(form)
    if found is None or not found.known:
        return "always" if form[0].isupper() or "-" in form else "often"
    if _is_adjective(form) or _is_lower_abbreviation(form):
        return "never"
    return "thing" if _is_proper(form) else "always"


def _is_proper(form: str) -> bool:
    """Whether a word looks like the name of somebody or of a place."""
    found = readings(form)
    return bool(found) and form[0].isupper() and "-" not in form and any(reading.word_class in _PROPER for reading in found)


def _says_nothing(key: str) -> bool:
    """Whether a modifier sets nothing apart."""
    return key in HANDLING or key in EMPTY or bool(re.search(r"\d", key)) or commonness(key) >= _COMMON_MODIFIER
