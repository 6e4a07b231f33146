"""What the library answers with: plain frozen values that the faces show and the command prints.

Nothing here reads anything. `kb.library` fills these, `web` and `cli` render them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import quote

from kb import messages
from kb.model import Attachment, Confidence, Decision, DecisionKind, DocumentKind, OutputEvent, OutputMention, Where
from kb.relations import Ground, Link, Need

HitKind = Literal["decision", "output", "item", "passage", "slide", "meeting", "attachment"]
How = Literal["exact", "base", "synonym", "prefix", "part", "related", "misspelt"]
Sort = Literal["relevance", "date"]
RoleCode = Literal["chair", "vice_chair", "secretary", "member", "deputy", "convener", "expert", "guest"]
DecisionSort = Literal["newest", "oldest", "due", "kind", "organisation"]
StateCode = Literal[
    "in_force", "open", "overdue", "handled", "done", "replaced", "spent", "lapsed", "noted", "rejected", "confirmed", "struck"
]


@dataclass(frozen=True, slots=True)
class Info:
    """What is in the index. `built_at` is local time, ISO 8601; `first` and `last` the dates of the oldest and newest meeting.

    `backend` names the Finnish analyser the index was built with; `files_read` and `files_unread` count the corpus's files.
    `name` is what the library is called, `group` the body that it is narrowed to or is most of, `bodies` those that have minutes.
    """

    meetings: int
    decisions: int
    outputs: int
    items: int
    attachments: int
    topics: int
    people: int
    organisations: int
    documents: int
    passages: int
    problems: int
    files_read: int
    files_unread: int
    built_at: str
    generation: int
    first: datetime.date | None
    last: datetime.date | None
    backend: str
    group: str | None
    bodies: tuple[str, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body (toimielin) with all the names it goes by, the shown one first. `first` and `last` are the days of its oldest and
    newest minutes, `meetings` how many there are."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    first: datetime.date | None = None
    last: datetime.date | None = None
    meetings: int = 0


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A file of the corpus as the index knows it. `sections` counts its pages or slides; `read` tells whether it could be.

    `marking` is what its text says of who may see it ("SALAINEN", "TL III"), None when it says nothing."""

    path: str
    media_type: str
    kind: DocumentKind
    title: str | None
    language: str | None
    sections: int
    size: int
    meetings: tuple[str, ...] = ()
    read: bool = True
    marking: str | None = None

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Output:
    """An output (tuotos) over all meetings. `events` are oldest first; `status` is the strongest event it has reached, or
    what people have set. `decisions` are ids, newest first; `attachments` are ids; `parent` and `children` are numbers; `needs` are
    the outputs that it needs where minutes say so."""

    number: str
    titles: tuple[str, ...]
    status: OutputEvent
    events: tuple[OutputMention, ...] = ()
    decisions: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    parent: str | None = None
    children: tuple[str, ...] = ()
    set_by_hand: bool = False
    needs: tuple[Need, ...] = ()

    @property
    def title(self) -> str | None:
        """The first of its titles, or None when no document names it."""
        return self.titles[0] if self.titles else None


@dataclass(frozen=True, slots=True)
class Topic:
    """What meetings keep talking about. `items`, `decisions` and `meetings` are ids, newest first."""

    slug: str
    name: str
    synonyms: tuple[str, ...] = ()
    parent: str | None = None
    meetings: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody was in a body, from which day to which (the same for one meeting); None where the minutes do not say.

    `words` are those that say it and `where` they stand. `body_id` is None for a body that has no minutes here.
    """

    role: RoleCode
    body: str
    since: datetime.date | None = field(default=None, metadata={"name": "from"})
    to: datetime.date | None = None
    where: Where | None = None
    words: str = ""
    body_id: str | None = None

    def holds(self, day: datetime.date) -> bool:
        """Whether the role is held on a day or comes later."""
        return self.to is None or self.to >= day


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the minutes name. `attended` and `absent` are meeting ids, `presented` item ids, `promised` decision ids;
    all newest first. `organisation` is the one that most meetings tell, `organisations` names to show, that one first;
    `first` and `last` are the days of the first and last meeting attended; `roles` the latest first."""

    slug: str
    name: str
    names: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    attended: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    presented: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()
    organisation: str | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that meets, presents or promises. `names` are all its names and abbreviations, the shown one first."""

    slug: str
    name: str
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    presented: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Where a decision stands and what that rests on: `since` the day, `by` who or which words said so, or the id of the
    decision or item that replaced it, kept it or took it up. Not `certain`: no words or people say so outright.
    `as_of` is the day of its body's newest minutes, where it was open then and nothing newer is known; else None."""

    code: StateCode
    since: datetime.date | None = None
    by: str | None = None
    certain: bool = True
    grounds: tuple[Ground, ...] = ()
    as_of: datetime.date | None = None

    @property
    def is_to_check(self) -> bool:
        """Whether its day has passed and no more is known: not late, but to be looked at."""
        return self.code == "open" and not self.certain and any(ground.code == "due" for ground in self.grounds)

    @property
    def is_proposal(self) -> bool:
        """Whether it is claimed on grounds that nobody has confirmed. That nothing is known is no claim."""
        return not self.certain and self.code not in ("open", "lapsed", "noted")


# How likely a promise must be by its wording to be shown unasked: 0.85 of those are right.
SHOWN: Final = 0.6


@dataclass(frozen=True, slots=True)
class Promise:
    """A decision by which somebody is to do something, and where it stands: None where nothing is known any more."""

    decision: Decision
    state: State | None

    @property
    def shown(self) -> bool:
        """Whether a page lists it without being asked for the uncertain ones: people have confirmed it, its wording is that of
        a promise, or a marker or a verb of deciding gives it to somebody or a day."""
        decision = self.decision
        if decision.status == "confirmed" or (decision.promise or 0.0) >= SHOWN:
            return True
        is_given = decision.kind == "assignment" or bool(decision.responsible or decision.due)
        return decision.confidence != "low" and is_given

    @property
    def code(self) -> StateCode | None:
        """The state's code, None where nothing is known."""
        return self.state.code if self.state else None

    @property
    def was_open(self) -> bool:
        """Whether it was open when its body last met, and no newer minutes tell more."""
        return self.state is not None and self.state.as_of is not None


def is_unsure(decision: Decision) -> bool:
    """Whether a page says beside it that it may be no more than talk: the minutes' words do not make it surely what it is called.
    A task is vouched for where it is a promise that lists show unasked."""
    is_task = decision.kind == "assignment" and Promise(decision, None).shown
    return decision.confidence == "low" and not is_task


@dataclass(frozen=True, slots=True)
class Chain:
    """How a decision or an item came to be and what became of it: `earlier` links to what it takes up, `later` ones from what
    takes it up; `line` are the items of the whole matter as far as links are certain or likely, oldest first."""

    earlier: tuple[Link, ...] = ()
    later: tuple[Link, ...] = ()
    line: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to. Several values of one filter are alternatives; different filters must all hold.

    `since` and `until` are included. Organisations are names or slugs, people likewise, topics slugs or names.
    """

    kind: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    meeting: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    output: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    attachment: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """What decisions to list. Empty means any; low-confidence ones only where asked for. `state` is a `State` code."""

    kind: tuple[DecisionKind, ...] = ()
    body: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    output: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    confidence: tuple[Confidence, ...] = ("high", "medium")
    meeting: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    sort: DecisionSort = "newest"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text in a snippet or title; `marked` when it is a match. Faces escape it themselves."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """A word of the document that answered the query. `asked` is the word as typed, `word` as the document writes it.

    `how`: exact (the same form), base (another form of the word), synonym, prefix, part (a part of a compound, or a word of the
    same origin), related (a word near in meaning) or misspelt (the document's word is probably a spelling mistake of it). `field` tells where `start:end` count: in the
    passage's "text" or its "title". `term` is the synonym, or the right word of a misspelt one.
    """

    word: str
    asked: str
    how: How
    field: Literal["title", "text"] = "text"
    start: int = 0
    end: int = 0
    term: str | None = None

    @property
    def because(self) -> str:
        """The reason in the command's JSON: the word asked for, or the right spelling with "kirjoitusvirhe?"."""
        if self.how == "misspelt" or (self.how == "part" and self.term):
            return f"{self.term or self.asked}, kirjoitusvirhe?"
        return self.asked


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `snippet` and `heading` are the text around the best matches and the title, cut into segments.

    `where` is the place of the passage, or of its first match; `more` are other hits of the same item or deck, best first.
    `url` is the address in the web interface. `score` only compares hits of one search.
    """

    kind: HitKind
    id: str
    title: str
    snippet: tuple[Segment, ...]
    heading: tuple[Segment, ...]
    meeting: str | None
    date: datetime.date | None
    item: str | None
    where: Where | None
    url: str
    score: float
    matched: tuple[Matched, ...] = ()
    more: tuple[Hit, ...] = ()
    body: str | None = None
    ocr: bool = False
    meeting_title: str | None = None

    @property
    def text(self) -> str:
        """The snippet as plain text."""
        return "".join(segment.text for segment in self.snippet)


@dataclass(frozen=True, slots=True)
class Widened:
    """A word of the query that was also sought by other words: `names` are its synonyms, or the compounds' parts."""

    word: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know about a search. `code` says what, `words` fill it.

    Codes: corrected (nothing was found for the first: the second was searched instead), synonyms (the first word was widened to the rest), hyphen (a minus before the
    first word was read as a hyphen), parts (found only as a part of a compound), apart (the words
    stand in different places of the same item), some (not all words were found together), unknown (words that stand
    nowhere), unread (number of files that could not be read), searched (number of passages searched).
    """

    code: str
    words: tuple[str, ...] = ()

    def text(self, language: str = "fi") -> str:
        """The note as a sentence."""
        first, *rest = self.words or ("",)
        return messages.message(f"note_{self.code}", language, first=first, rest=", ".join(rest), all=", ".join(self.words))


@dataclass(frozen=True, slots=True)
class Facets:
    """How many hits there are for each value of each filter, the most first."""

    kind: tuple[tuple[str, int], ...] = ()
    body: tuple[tuple[str, int], ...] = ()
    year: tuple[tuple[str, int], ...] = ()
    organisation: tuple[tuple[str, int], ...] = ()
    output: tuple[tuple[str, int], ...] = ()
    topic: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a search. `total` counts hits (items, not passages) before `limit`; `understood` is the query as it was
    read; `did_you_mean` a query that would find more, or None; `widened` are the synonyms used, each of which can be
    switched off by naming its word in `unexpanded`."""

    query: str
    understood: str
    total: int
    hits: tuple[Hit, ...]
    facets: Facets = field(default_factory=Facets)
    notes: tuple[Note, ...] = ()
    widened: tuple[Widened, ...] = ()
    did_you_mean: str | None = None
    took_ms: float = 0.0
    limit: int = 20
    offset: int = 0
    sort: Sort = "relevance"
    filters: Filters = field(default_factory=Filters)

    @property
    def decided(self) -> tuple[Hit, ...]:
        """The hits that are decisions and outputs: what a page shows first."""
        return tuple(hit for hit in self.hits if hit.kind in ("decision", "output"))


@dataclass(frozen=True, slots=True)
class Similar:
    """Something on the same matter. `why` are the words, outputs or people the two share, the most telling first."""

    kind: HitKind
    id: str
    title: str
    date: datetime.date | None
    url: str
    score: float
    why: tuple[str, ...] = ()


def url_of(kind: str, id: str, where: Where | None = None) -> str:
    """The permanent address of a thing in the web interface.

    >>> url_of("decision", "2024-12-17/3/2"), url_of("item", "2024-12-17/4a"), url_of("output", "4.2")
    ('/paatokset/2024-12-17/3/2', '/kokoukset/2024-12-17/4a', '/tuotokset/4.2')
    >>> url_of("slide", "liite 3.pptx#3", Where("liite 3.pptx", page=3, label="dia 3"))
    '/asiakirjat/liite%203.pptx?dia=3'
    """
    if kind in ("slide", "attachment", "passage", "document") and where is not None:
        unit = "dia" if (where.label or "").startswith("dia") else "sivu"
        page = f"?{unit}={where.page}" if where.page else ""
        return f"/asiakirjat/{quote(where.document)}{page}"
    folder = {
        "decision": "paatokset",
        "output": "tuotokset",
        "topic": "aiheet",
        "person": "henkilot",
        "body": "toimielimet",
        "organisation": "organisaatiot",
        "attachment": "liitteet",
    }.get(kind, "kokoukset")
    return f"/{folder}/{quote(id)}"


def attachment_url(attachment: Attachment) -> str:
    """Where an attachment opens: its file in the viewer, or its own page when the file is missing."""
    if attachment.file is not None:
        return f"/asiakirjat/{quote(attachment.file)}"
    return f"/liitteet/{quote(attachment.id)}"
