"""What could be a topic: noun phrases of the minutes in basic form, with the meetings and places that hold them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, Literal

from indexer.kept import Kept
from indexer.relate.matter import HANDLING
from indexer.relate.topics.empty import EMPTY, is_empty
from indexer.relate.units import language_of, people_words
from kb.finnish import fold, index_terms, readings
from kb.finnish.common import commonness
from kb.finnish.phrases import Phrase, nominal, noun_phrases
from kb.model import AgendaItem, Meeting
from kb.settings import Settings

Place = Literal["title", "label", "decision", "text"]

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
    """A stretch of text and where it stands: the meeting, its item (None on a slide), the document, the decision."""

    text: str
    place: Place
    meeting: str
    item: str | None = None
    document: str = ""
    decision: str | None = None


def gather(minutes: Sequence[Meeting], slides: Iterable[Text], settings: Settings, kept: Kept) -> dict[str, Candidate]:
    """Every noun phrase that could be a topic, by its key."""
    found = [
        (text, phrase)
        for _, own in groupby((*_texts(minutes), *slides), key=lambda text: (text.meeting, text.document))
        for text, phrases in _phrases(tuple(own), kept)
        for phrase in phrases
    ]
    reader = _Reader(
        _unwanted(minutes, settings), _usual(phrase for _, phrase in found), _things(phrase for _, phrase in found)
    )
    candidates: dict[str, Candidate] = {}
    met: dict[tuple[object, ...], Candidate | None] = {}
    for text, phrase in found:
        same = (phrase.bases, phrase.modifier_keys, phrase.form)
        if same not in met:
            made = reader.candidate(phrase)
            met[same] = made and candidates.setdefault(made.key, made)
        entry = met[same]
        if entry is not None:
            _count(entry, text, phrase, reader)
    return candidates


def _phrases(texts: Sequence[Text], kept: Kept) -> Iterator[tuple[Text, tuple[Phrase, ...]]]:
    """The texts of one meeting or document, each with its phrases."""
    words = [text.text for text in texts]
    found = kept.of(tuple[tuple[Phrase, ...], ...], lambda: tuple(tuple(noun_phrases(one)) for one in words), "phrases", words)
    return zip(texts, found, strict=True)


def _count(entry: Candidate, text: Text, phrase: Phrase, reader: _Reader) -> None:
    if text.place != "text":
        getattr(entry, f"{text.place}s")[text.meeting] = None
    if text.item is not None and text.place != "text":
        entry.main[text.item] = None
    if text.item is not None and text.place == "title":
        entry.titled[text.item] = None
    if text.decision is not None:
        entry.decided[text.decision] = None
        return  # Its words stand in the item's text too, and are counted there.
    entry.forms[phrase.form] += 1
    entry.shown[(*phrase.modifiers, reader.base(phrase))] += 1
    entry.count[text.document or text.meeting] += 1
    entry.meetings[text.meeting] = None
    if text.item is not None:
        entry.items[text.item] = None


def _texts(minutes: Sequence[Meeting]) -> Iterator[Text]:
    for meeting in minutes:
        if language_of(meeting) != "fi":
            continue
        for item in meeting.items:
            yield Text(item.title, "title", meeting.id, item.id)
            yield from _paragraphs(item, meeting.id)
        owners = {item.number: item.id for item in meeting.items}
        for decision in meeting.decisions:
            if decision.confidence != "low" and decision.kind not in ("procedural", "election"):
                words, owner = f"{decision.text} {decision.content or ''}", owners.get(decision.item or "")
                yield Text(words, "decision", meeting.id, owner, decision=decision.id)
                if decision.subject:
                    yield Text(decision.subject, "label", meeting.id, owner, decision=decision.id)


def _paragraphs(item: AgendaItem, meeting: str) -> Iterator[Text]:
    """The paragraphs of an item, each whole; the words at its head that say what it is about once more, as a label."""
    for line in item.text.split("\n"):
        label = _LABEL.match(line)
        if label and len(label["label"].split()) <= _LABEL_WORDS:
            yield Text(label["label"], "label", meeting, item.id)
        yield Text(line, "text", meeting, item.id)


def _unwanted(minutes: Sequence[Meeting], settings: Settings) -> frozenset[str]:
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


def _usual(phrases: Iterable[Phrase]) -> Counter[str]:
    """How many words a base form may be that of: it tells *tiekartan* from *tiekarren*, and what an unknown word comes from."""
    return Counter(base for phrase in phrases if not phrase.modifiers for base in phrase.bases)


def _things(phrases: Iterable[Phrase]) -> frozenset[str]:
    """Base forms that look like names of people or places but are a system's or a service's: something is done *in* them."""
    inside: Counter[str] = Counter()
    for phrase in phrases:
        found = readings(phrase.form) if not phrase.modifiers else ()
        if found and all(reading.word_class in _PROPER for reading in found) and any(r.word_class == "etunimi" for r in found):
            inside.update({r.base.lower() for r in found} if any(r.case in _INSIDE for r in found) else ())
    return frozenset(base for base, count in inside.items() if count > 1)


def _is_lower_abbreviation(form: str) -> bool:
    return not form[:2].isupper() and any(reading.word_class == "lyhenne" for reading in readings(form))


@dataclass(frozen=True, slots=True)
class _Reader:
    unwanted: frozenset[str]
    usual: Mapping[str, int]
    things: frozenset[str]

    def base(self, phrase: Phrase) -> str:
        """The likeliest base form of a phrase's noun: the one that other words of the corpus bear out."""
        return max(phrase.bases, key=lambda base: (self.usual.get(base, 0), commonness(base), -phrase.bases.index(base)))

    def candidate(self, phrase: Phrase) -> Candidate | None:
        """The phrase as a candidate without places; None where it cannot be a topic."""
        base = self.base(phrase)
        head = fold(base)
        if not self._can_be_head(phrase.form.split()[-1], base, head):
            return None
        if any(self._says_nothing(key) for key in phrase.modifier_keys):
            return None
        return Candidate(head, phrase.modifier_keys)

    def _can_be_head(self, form: str, base: str, head: str) -> bool:
        if (len(base) < _LEAST_LETTERS and not form[:2].isupper()) or len(base) < 2:
            return False
        if head in self.unwanted or is_empty(base) or re.search(r"\d{2}", base):
            return False
        found = nominal(form)
        if found is not None and found.known:
            return not self._is_name(form, base) and not _is_lower_abbreviation(form)
        return form[0].isupper() or "-" in form or self.usual.get(base, 0) > 1

    def _is_name(self, form: str, base: str) -> bool:
        found = readings(form)
        proper = bool(found) and form[0].isupper() and any(reading.word_class in _PROPER for reading in found)
        return proper and base not in self.things and "-" not in form

    def _says_nothing(self, key: str) -> bool:
        if key in self.unwanted or key in HANDLING or key in EMPTY or re.search(r"\d", key):
            return True
        return commonness(key) >= _COMMON_MODIFIER
