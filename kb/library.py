"""What web, command line and agenda ask: one generation of the index, opened, with what people have added on top.

A Library never changes and may be shared between threads; `refreshed` gives the next one when a build has taken over.
"""

from __future__ import annotations

import copy
import datetime
import threading
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any, Final, Literal, TypeVar, cast, get_args
from weakref import WeakValueDictionary

from kb.access.readers import OWNER, Reader
from kb.access.sight import Holdings, Seen, Sight
from kb.document import Document
from kb.errors import NoSuch
from kb.knowledge.glossary import told_once
from kb.knowledge.overlay import Indexed, Overlay, apply_journal, home_of
from kb.model import Attachment, Confidence, Decision, DocumentKind, Meeting, Problem, unread_files
from kb.relations import Link, Term, is_link
from kb.results import (
    Body,
    Chain,
    DecisionFilter,
    DocumentInfo,
    Facets,
    Filters,
    Hit,
    Info,
    Matched,
    Note,
    Organisation,
    Output,
    Person,
    Promise,
    Results,
    Segment,
    Similar,
    Sort,
    State,
    Topic,
    Widened,
    attachment_url,
    url_of,
)
from kb.settings import Settings
from kb.slugs import slug
from kb.store import generations, journal
from kb.store.catalogue import Catalogue
from kb.store.journal import Entry, Journal, What

if TYPE_CHECKING:
    from kb.knowledge.unsure import Unsure
    from kb.search.search import Search

T = TypeVar("T")

__all__ = [
    "Body",
    "Chain",
    "DecisionFilter",
    "DocumentInfo",
    "Facets",
    "Filters",
    "Hit",
    "Info",
    "Library",
    "Link",
    "Matched",
    "Note",
    "Organisation",
    "Output",
    "Person",
    "Promise",
    "Results",
    "Segment",
    "Similar",
    "State",
    "Term",
    "Topic",
    "Widened",
    "attachment_url",
    "url_of",
]


class Library:
    """One generation of the index. Make it with `Library.open`."""

    def __init__(
        self, settings: Settings, manifest: generations.Manifest, today: Callable[[], datetime.date] = datetime.date.today
    ) -> None:
        self.settings = settings
        self._today = today
        self.manifest = manifest
        self.generation = manifest.generation
        self._hold = generations.hold(settings.data, self.generation)
        place = generations.folder(settings.data, self.generation)
        self._catalogue: Catalogue | Seen = Catalogue(place / generations.CATALOGUE)
        self.journal = Journal(settings.journal_path)
        self._lock = threading.RLock()
        self._overlay: tuple[tuple[int, int], Overlay] | None = None
        self._info: tuple[Overlay, datetime.date, Info] | None = None
        self._unsure: tuple[Overlay, datetime.date, tuple[Unsure, ...]] | None = None
        self._searching: Search | None = None
        self._base: Library | None = None
        self._parts: tuple[Overlay, dict[Body, Overlay]] | None = None
        self._seen_from: Library | None = None
        self._views: WeakValueDictionary[Sight, Library] = WeakValueDictionary()
        self._held: Holdings | None = None
        self.body: Body | None = None
        # A library that is no longer used lets go of its files by itself: threads may still read it when the next one opens.
        self.close = weakref.finalize(self, _let_go, self._catalogue, self._hold)

    @classmethod
    def open(cls, settings: Settings, today: Callable[[], datetime.date] = datetime.date.today) -> Library:
        """The current generation. `today` tells the day on which states are told. Raises IndexMissing, IndexOutdated, IndexBroken."""
        return cls(settings, generations.manifest(settings.data), today)

    def refreshed(self) -> Library:
        """This library, or a new one when another generation has become current: one small file is read to know."""
        if generations.current(self.settings.data) in (self.generation, None):
            return self
        return Library.open(self.settings, self._today)

    def seen_by(self, reader: Reader) -> Library:
        """The same library as a reader sees it: whatever is asked of it, nothing is told of what is not for them.

        Those with the same rights share one, as long as somebody holds it.
        """
        whole = self._whole
        if reader.owner or (sight := self.holdings.sight(reader)) == self.holdings.sight(OWNER):
            return self
        with whole._lock:
            view = whole._views.get(sight)
            if view is None:
                view = whole._views[sight] = whole._viewed(sight)
            return view

    def _viewed(self, sight: Sight) -> Library:
        view = copy.copy(self)
        for name in ("_indexed", "_kept", "_reachable", "_bodies"):
            view.__dict__.pop(name, None)
        view._lock, view._overlay, view._searching, view._views = threading.RLock(), None, None, WeakValueDictionary()
        view._unsure = None
        view._catalogue, view._seen_from = Seen(cast(Catalogue, self._catalogue), sight), self
        return view

    @property
    def holdings(self) -> Holdings:
        """What the rules say of every document."""
        whole = self._seen_from or self._whole
        with whole._lock:
            if whole._held is None:
                whole._held = Holdings.of(cast(Catalogue, whole._catalogue), whole.settings.access)
            return whole._held

    def of(self, body: str) -> Library:
        """The same library narrowed to one body, by its id or any of its names: lists, counts and searches tell of it alone,
        while a thing that is asked for by its id is found whosever it is. Raises NoSuch."""
        narrowed = copy.copy(self._whole)
        narrowed._base, narrowed._overlay, narrowed.body = self._whole, None, self._whole.body_of(body)
        narrowed._unsure = None
        return narrowed

    @property
    def version(self) -> tuple[int, tuple[int, int]]:
        """Changes whenever what the library tells does, but for what the day changes: generation and journal. Cheap to ask."""
        return self.generation, self.journal.version()

    # --- what is known ---

    def bodies(self) -> tuple[Body, ...]:
        """Every body, as people have merged and parted them, the one with most meetings first."""
        return self._whole._housed[0]

    def body_of(self, name: str) -> Body:
        """The body with this id or any of these names. Raises NoSuch."""
        bodies, merged = self._whole._housed
        found = {slug(other): body for body in reversed(bodies) for other in (*body.names, body.name)}
        found.update({body.id: body for body in bodies})
        id = home_of(name, merged)
        return _one(found, id if id in found else slug(name))

    def info(self) -> Info:
        """What is in the index, or of one body in it: counts, dates, when and with what it was built."""
        now, today = self._now, self._today()
        known = self._info
        if known is None or known[0] is not now or known[1] != today:
            known = self._info = (now, today, self._told())
        return known[2]

    def meetings(self, body: str | None = None, kind: DocumentKind = "minutes") -> tuple[Meeting, ...]:
        """Meetings, newest first; undated ones last. `kind="agenda"` gives agendas instead. An unknown body has none."""
        try:
            wanted = None if body is None else self.body_of(body).id
        except NoSuch:
            return ()
        return tuple(m for m in self._now.meetings if m.kind == kind and (wanted is None or m.body_id == wanted))

    def meetings_on(self, day: str) -> tuple[Meeting, ...]:
        """The meetings of a day in ISO 8601, of all bodies: what an address means that names only the day."""
        return tuple(m for m in self._whole._now.meetings if m.kind == "minutes" and m.date and m.date.isoformat() == day)

    def meeting(self, id: str) -> Meeting:
        """One meeting or agenda. Raises NoSuch."""
        return _one(self._now.by_id, id)

    def neighbours(self, id: str) -> tuple[Meeting | None, Meeting | None]:
        """The same body's previous and next meeting. Raises NoSuch."""
        meeting = self.meeting(id)
        series = [m for m in self._whole._now.meetings if m.kind == meeting.kind and m.body_id == meeting.body_id]
        place = next(index for index, other in enumerate(series) if other.id == id)
        previous = series[place + 1] if place + 1 < len(series) else None
        return previous, series[place - 1] if place > 0 else None

    def decisions(self, filters: DecisionFilter | None = None, **given: Any) -> tuple[Decision, ...]:
        """Decisions, newest first unless sorted otherwise. Filters as a `DecisionFilter` or by its fields' names.

        Low-confidence and struck ones come only where asked for.
        """
        wanted = self._named(filters or DecisionFilter(**given))
        return self._now.register.select(wanted, self._today())

    def left_open(self, filters: DecisionFilter) -> Mapping[str, tuple[Decision, ...]]:
        """For each field of the filter the decisions that all its other fields leave: what facets count."""
        return self._now.register.left_open(self._named(filters), self._today())

    def decision(self, id: str) -> Decision:
        """One decision, whatever its confidence. Raises NoSuch."""
        return _one(self._now.register.by_id, id)

    def meeting_of(self, decision: Decision) -> Meeting | None:
        """The meeting whose decision it is; None for a promise that a report holds, made in no meeting."""
        return None if decision.meeting is None else self.meeting(decision.meeting)

    def documents_of(self, decision: Decision) -> tuple[str, ...]:
        """The paths of the documents that tell of it: its meeting's, or the report that holds it."""
        meeting = self.meeting_of(decision)
        return meeting.documents if meeting else (decision.where.document,) if decision.where else ()

    def beside(self, decision: Decision) -> tuple[Decision, ...]:
        """The decisions of the same meeting, or the promises of the same report, in order; it is among them."""
        meeting = self.meeting_of(decision)
        return meeting.decisions if meeting else tuple(self._now.register.reports.get(decision.home, (decision,)))

    def reported(self, path: str | None = None) -> tuple[Decision, ...]:
        """The promises that reports hold, or one report, by its path; none where the file is no report."""
        every = (one for own in self._now.register.reports.values() for one in own)
        return tuple(one for one in every if path is None or (one.where and one.where.document == path))

    def state(self, decision: Decision, today: datetime.date | None = None) -> State | None:
        """Where a decision stands on a day (today unless told) and on what grounds; None where nothing is known."""
        return self._now.register.state(decision, today or self._today())

    def states_on(self, today: datetime.date) -> Callable[[Decision], State | None]:
        """Tells of any decision where it stands on a day, by the journal as it is now: for those who ask of many."""
        states = self._now.register.states
        return lambda decision: states.of(decision, today)

    def chain(self, id: str) -> Chain:
        """What a decision or an item takes up and what became of it: links and the line of the matter. Raises NoSuch."""
        if id not in self._now.register.by_id:
            self.show(id)
        return self._now.register.states.chain(id)

    def links(self) -> tuple[Link, ...]:
        """Every link between items, proposed, confirmed or drawn by people; struck ones are left out."""
        return self._now.register.states.links

    def promises(self, today: datetime.date | None = None, **filters: Any) -> tuple[Promise, ...]:
        """What somebody is to do and where it stands on a day (today unless told), by deadline. Filters are a
        `DecisionFilter`'s: `output=("4.2",), state=("open", "overdue")` gives an output's open ends."""
        day = today or self._today()
        wanted = self._named(DecisionFilter(**{"confidence": get_args(Confidence), **filters}))
        chosen = {decision.id for decision in self._now.register.select(wanted, day)}
        return tuple(promise for promise in self._now.register.states.promises(day) if promise.decision.id in chosen)

    def unsure(self, today: datetime.date | None = None) -> tuple[Unsure, ...]:
        """What is claimed and nobody has confirmed, as questions to answer with yes or no, the weightiest first."""
        from kb.knowledge.unsure import ask

        now, day = self._now, today or self._today()
        if self._unsure is None or self._unsure[0] is not now or self._unsure[1] != day:
            self._unsure = (now, day, ask(now.register.all, now.register.states, now.applied.entries, day))
        return self._unsure[2]

    def glossary(self) -> tuple[Term, ...]:
        """Words and abbreviations of bodies' own, each with its first definition and where that stands; what bodies define each in
        its own way once for each of them."""
        return told_once(term for term in self._now.terms if term.meaning)

    def unexplained(self) -> tuple[Term, ...]:
        """Words that a body uses often and nobody has explained, the most used first; their meanings are empty."""
        known = {term.term.casefold() for term in self.glossary()}
        waiting = (term for term in self._now.terms if not term.meaning and term.term.casefold() not in known)
        first = {term.term: term for term in sorted(waiting, key=lambda term: term.uses)}
        return tuple(sorted(first.values(), key=lambda term: (-term.uses, term.term.casefold())))

    def outputs(self) -> tuple[Output, ...]:
        """Outputs by number, in the state that people have set where they have."""
        return self._now.outputs

    def output(self, number: str) -> Output:
        """One output by its number. Raises NoSuch."""
        return self._find(lambda now: {output.number: output for output in now.outputs}, number)

    def topics(self) -> tuple[Topic, ...]:
        """Topics, the most handled first; those that people have merged as one."""
        return self._now.topics

    def topic(self, slug: str) -> Topic:
        """One topic. Raises NoSuch."""
        return self._find(lambda now: {topic.slug: topic for topic in now.topics}, home_of(slug, self._now.applied.topics))

    def people(self) -> tuple[Person, ...]:
        """People by name; those that people have merged as one."""
        return self._now.people

    def person(self, slug: str) -> Person:
        """One person. Raises NoSuch."""
        return self._find(lambda now: {person.slug: person for person in now.people}, home_of(slug, self._now.applied.people))

    def organisations(self) -> tuple[Organisation, ...]:
        """Organisations by name."""
        return self._now.organisations

    def organisation(self, slug: str) -> Organisation:
        """One organisation. Raises NoSuch."""
        return self._find(lambda now: {one.slug: one for one in now.organisations}, slug)

    def attachments(self) -> tuple[Attachment, ...]:
        """Attachments, those of the newest meeting first; files no minutes refer to last."""
        return self._now.attachments

    def attachment(self, id: str) -> Attachment:
        """One attachment. Raises NoSuch."""
        return self._find(lambda now: {attachment.id: attachment for attachment in now.attachments}, id)

    def handling_terms(self) -> tuple[Mapping[str, Mapping[str, float]], frozenset[str]]:
        """What the build analysed of the minutes: the terms of paragraphs by their digests, and titles that say nothing of a matter."""
        return self._catalogue.paragraph_terms(), self._catalogue.general_titles()

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read or is missing, the gravest first."""
        return self._catalogue.problems()

    def documents(self) -> tuple[DocumentInfo, ...]:
        """Every file of the corpus, by path."""
        return self._now.documents

    def document(self, path: str) -> Document:
        """What was read from a file. Raises NoSuch."""
        document = self._catalogue.document(path)
        if document is None:
            raise NoSuch(id=path)
        return document

    def show(self, id: str) -> object:
        """Any one thing by its id, number, slug or path, looked for in that order. Raises NoSuch."""
        wanted = id.strip().strip("/")
        for things in self._things:
            if wanted in things:
                return things[wanted]
        raise NoSuch(id=id)

    # --- what people add ---

    def record(
        self,
        what: What,
        target: str,
        who: str,
        *,
        to: str | None = None,
        text: str | None = None,
        values: Mapping[str, Any] | None = None,
        seen: str | Literal[False] | None = False,
    ) -> Entry:
        """Writes into the journal what somebody says of a decision, output, person or topic; it holds from now on.

        `seen` as in `Journal.append`. Raises NoSuch, BadEntry, JournalConflict.
        """
        decision = self._now.register.by_id.get(target)
        if is_link(target):
            _one({link.id: link for link in self._catalogue.links()}, target)
        elif what in _ON:
            _ON[what](self, target)
        elif what != "undo" and decision is None:
            self.show(target)
        if to is not None and what in _TO:
            other = _TO[what](self, to)
            values = {**(values or {}), "words": other.text} if what == "link" else values
        if what == "undo":
            self._may_undo(to)
        words = decision.text if decision else ""
        return self.journal.append(what, target, who, words=words, to=to, text=text, values=values, seen=seen)

    def _may_undo(self, entry: str | None) -> None:
        """Raises NoSuch for an entry that the reader does not see."""
        if self._seen_from is not None and entry not in {seen.id for _, seen in self.said()}:
            raise NoSuch(id=str(entry))

    def journal_lines(self) -> bytes:
        """The journal as it is written, taken-back entries too; in a view the lines alone that are in force and seen."""
        path = self.journal.path
        lines = path.read_bytes() if path.is_file() else b""
        if self._seen_from is None:
            return lines
        seen = {entry.id for entry in self._entries()}
        return b"".join(line + b"\n" for line in lines.split(b"\n") if journal.entry_id(line) in seen)

    def history(self, target: str) -> tuple[Entry, ...]:
        """What people have said of a thing, oldest first; what was taken back is not among it."""
        return self._now.applied.entries.get(target, ())

    def said(self) -> tuple[tuple[str, Entry], ...]:
        """Everything people have said that is in force, newest first, each with the id its target has now."""
        found = [(target, entry) for target, entries in self._now.applied.entries.items() for entry in entries]
        return tuple(sorted(found, key=lambda mark: mark[1].id, reverse=True))

    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the journal, oldest first, taken-back ones too; in a view those alone that are in force and seen."""
        return tuple(self._entries())

    def orphans(self) -> tuple[Entry, ...]:
        """Entries whose decision is no longer in the minutes."""
        return self._now.applied.orphans

    # --- search ---

    def search(
        self,
        query: str,
        *,
        filters: Filters | None = None,
        sort: Sort = "relevance",
        limit: int = 20,
        offset: int = 0,
        unexpanded: Iterable[str] = (),
    ) -> Results:
        """What the query finds. `unexpanded` names words of the query that are not to be widened to synonyms.

        Raises BadQuery with the position where reading stopped.
        """
        found = self._search.find(
            query,
            filters=self._scoped(filters or Filters()),
            sort=sort,
            limit=limit,
            offset=offset,
            unexpanded=frozenset(unexpanded),
            hidden=self._struck,
        )
        return replace(found, facets=replace(found.facets, body=self._of_homes(found.facets.body)))

    def _of_homes(self, counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
        """Counts by the names of bodies, those of bodies that people have merged under the name that is shown."""
        together: Counter[str] = Counter()
        for name, count in counts:
            together[self._shown(name)] += count
        return tuple(sorted(together.items(), key=lambda pair: (-pair[1], pair[0])))

    def similar(self, id: str, limit: int = 5) -> tuple[Similar, ...]:
        """Things on the same matter as a decision, item, output, meeting or slide, the closest first. Raises NoSuch."""
        if self.body is None:
            return self._search.similar(id, limit)
        own = {meeting.id for meeting in self._now.meetings}
        found = self._search.similar(id, limit * 4)
        return tuple(one for one in found if one.id.partition("/")[0] in own or one.kind == "output")[:limit]

    def marks(self, query: str, text: str) -> tuple[Matched, ...]:
        """Where a text answers the query: for marking hits in a document that is being viewed. Raises BadQuery."""
        return self._search.marks(query, text)

    # --- what is kept ready ---

    @property
    def _whole(self) -> Library:
        """The library that this one is narrowed from; itself where it is not."""
        return self._base or self

    @property
    def _search(self) -> Search:
        """Made once: `cached_property` has no lock from Python 3.12 on, and a second one would cost a second and its memory."""
        from kb.search.engine import WhooshEngine
        from kb.search.search import Search

        whole = self._whole
        with self._lock:
            if whole._searching is None:
                place = generations.folder(self.settings.data, self.generation)
                index = WhooshEngine().open(place / generations.TEXT)
                whole._searching = Search(self.settings, self._catalogue, index, place / generations.FACETS)
            return whole._searching

    @property
    def _struck(self) -> frozenset[str]:
        """What is not to be found; a search need not read all that is known only to learn that nobody has struck anything."""
        return self._now.struck if any(entry.what == "strike" for entry in self.journal.entries()) else frozenset()

    @property
    def _housed(self) -> tuple[tuple[Body, ...], Mapping[str, str]]:
        """The bodies as people have merged and parted them, and which was merged into which; a search need not read all that is
        known only to learn what they are called where nobody has."""
        if self._overlay is None and not any(entry.what in _OF_BODIES for entry in self.journal.entries()):
            return self._bodies, {}
        return self._now.bodies, self._now.applied.bodies

    @cached_property
    def _bodies(self) -> tuple[Body, ...]:
        return self._catalogue.bodies()

    @property
    def _now(self) -> Overlay:
        """The generation with the journal as it is now laid over it."""
        version = self.journal.version()
        with self._lock:
            if self._overlay is None or self._overlay[0] != version:
                self._overlay = (version, self._with_journal() if self.body is None else self._whole._part(self.body))
            return self._overlay[1]

    def _part(self, body: Body) -> Overlay:
        """What is one body's: worked out once for all who ask of it, until the journal changes."""
        with self._lock:
            now = self._now
            if self._parts is None or self._parts[0] is not now:
                self._parts = (now, {})
            own = self._parts[1]
            if body not in own:
                own[body] = now.of(body)
            return own[body]

    def _with_journal(self) -> Overlay:
        return apply_journal(self._entries(), self._indexed)

    def _entries(self) -> Iterable[Entry]:
        """The journal's entries; in a view those alone whose thing is seen, and what it leads to."""
        entries = self.journal.entries()
        if self._seen_from is None:
            return entries
        seen = self._reachable
        told = self._seen_from._now.applied.entries
        kept = {
            entry.id
            for target, own in told.items()
            for entry in own
            if (self._catalogue.hears(target) if entry.what == "explain" else _ends(target) <= seen)
            and (entry.to is None or entry.what in _FREE or entry.to in seen)
        }
        return tuple(entry for entry in entries if entry.id in kept)

    @cached_property
    def _reachable(self) -> frozenset[str]:
        """The ids of everything in a view that can be spoken of."""
        found = self._indexed
        items = (item.id for meeting in found.meetings for item in meeting.items)
        slugs = (thing.slug for things in (found.people, found.topics) for thing in things)
        return frozenset((
            *(meeting.id for meeting in found.meetings), *items, *(decision.id for decision in found.decisions), *slugs,
            *(output.number for output in found.outputs), *(body.id for body in found.bodies),
        ))  # fmt: skip

    @cached_property
    def _indexed(self) -> Indexed:
        kept = self._catalogue
        return Indexed(
            meetings=kept.meetings(),
            decisions=kept.decisions(),
            outputs=kept.outputs(),
            people=kept.people(),
            organisations=kept.organisations(),
            topics=kept.topics(),
            links=kept.links(),
            bodies=kept.bodies(),
            attachments=kept.attachments(),
            documents=kept.documents(),
            terms=kept.terms(),
            own_terms=tuple(own for own in self.settings.terms if self._catalogue.hears(own[0])),
        )

    def _find(self, things: Callable[[Overlay], Mapping[str, T]], id: str) -> T:
        """A thing by its id: as the body has it, else as the whole library has it."""
        own = things(self._now)
        return own[id] if id in own else _one(things(self._whole._now), id)

    def _named(self, wanted: DecisionFilter) -> DecisionFilter:
        """The filter with each body under the name it is shown by."""
        return replace(wanted, body=tuple(map(self._shown, wanted.body))) if wanted.body else wanted

    def _scoped(self, wanted: Filters) -> Filters:
        """The filters with bodies told by their meetings, within those of the library's one body; an unknown body has none."""
        try:
            ids = {self.body_of(name).id for name in wanted.body}
        except NoSuch:
            return wanted
        if self.body is None and not ids:
            return wanted
        own = tuple(m.id for m in self._now.meetings if not ids or m.body_id in ids)
        allowed = tuple(id for id in wanted.meeting if id in set(own)) if wanted.meeting else own
        return replace(wanted, body=(), meeting=allowed or ("–",))

    def _shown(self, name: str) -> str:
        try:
            return self.body_of(name).name
        except NoSuch:
            return name

    @property
    def _things(self) -> tuple[Mapping[str, Any], ...]:
        now = self._whole._now
        return (
            dict(now.register.by_id),
            {item.id: item for meeting in now.meetings for item in meeting.items},
            now.by_id,
            {output.number: output for output in now.outputs},
            {topic.slug: topic for topic in now.topics},
            {person.slug: person for person in now.people},
            {organisation.slug: organisation for organisation in now.organisations},
            {attachment.id: attachment for attachment in now.attachments},
            {document.path: document for document in now.documents},
            {body.id: body for body in now.bodies},
        )

    def _called(self, bodies: Sequence[str]) -> str:
        """What the library is called: its own name, else its group's where it is one body's, else its folder's."""
        settings = self.settings
        return settings.name or (settings.group if len(bodies) < 2 else None) or settings.corpus.name

    def _told(self) -> Info:
        now, kept = self._now, self._kept
        minutes = self.meetings()
        dates = [meeting.date for meeting in minutes if meeting.date]
        told = tuple(body.name for body in now.bodies if body.meetings)
        return Info(
            meetings=len(minutes),
            decisions=len(self.decisions()),
            outputs=len(now.outputs),
            items=sum(len(meeting.items) for meeting in minutes),
            attachments=len(now.attachments),
            topics=len(now.topics),
            people=len(now.people),
            organisations=len(now.organisations),
            documents=len(now.documents),
            passages=self.manifest.passages - len(self._catalogue.hidden_passages()),
            problems=kept.problems,
            files_read=len({document.path for document in now.documents if document.read}),
            files_unread=kept.unread,
            built_at=self.manifest.built_at,
            generation=self.generation,
            first=min(dates, default=None),
            last=max(dates, default=None),
            backend=self.manifest.backend,
            name=self._called(told),
            group=self.body.name if self.body else self.settings.group or kept.group,
            bodies=told,
        )

    @cached_property
    def _kept(self) -> _Kept:
        problems = self.problems()
        read = {document.path for document in self._catalogue.documents() if document.read}
        return _Kept(len(problems), len(unread_files(problems, read)), self._catalogue.meta().get("group"))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the catalogue says once and for all: problems, files that could not be read, the body with most meetings."""

    problems: int
    unread: int
    group: str | None


# What an entry is said of, and what it leads to: another thing of the same kind.
_ON: Mapping[What, Callable[[Library, str], Any]] = {
    "output_state": Library.output,
    "merge_people": Library.person,
    "merge_topics": Library.topic,
    "merge_bodies": Library.body_of,
    "part_body": Library.body_of,
    # A word need not be one that the minutes were found to use.
    "explain": lambda _library, word: word,
}
_TO: Mapping[What, Callable[[Library, str], Any]] = {
    "link": Library.decision,
    "replace": Library.decision,
    "merge_people": Library.person,
    "merge_topics": Library.topic,
    "merge_bodies": Library.body_of,
}


# Entries that say which bodies are one and which are not.
_OF_BODIES: Final = frozenset(("merge_bodies", "part_body"))
# What an entry leads to that is no thing of the library: another entry, a name.
_FREE: Final = ("undo", "part_body")


def _ends(target: str) -> set[str]:
    """The ids that an entry's target names: a link's two ends, else the target."""
    return {target.partition("~")[0], target.rpartition("~")[2]} if is_link(target) else {target}


def _let_go(catalogue: Catalogue, hold: IO[bytes]) -> None:
    catalogue.close()
    hold.close()


def _one(things: Mapping[str, T], id: str) -> T:
    try:
        return things[id]
    except KeyError:
        raise NoSuch(id=id) from None
