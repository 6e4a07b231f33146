"""What web, command line and agenda ask: one generation of the index, opened, with what people have added on top.

A Library never changes and may be shared between threads; `refreshed` gives the next one when a build has taken over.
"""

from __future__ import annotations

import datetime
import threading
import weakref
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any, Literal, TypeVar, get_args

from kb.document import Document
from kb.errors import NoSuch
from kb.knowledge.overlay import Overlay, home_of, lay
from kb.knowledge.relations import Link, Term, is_link
from kb.model import Attachment, Confidence, Decision, DocumentKind, Meeting, Problem, unread_files
from kb.results import (
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
from kb.store import generations
from kb.store.catalogue import Catalogue
from kb.store.journal import Entry, Journal, What

if TYPE_CHECKING:
    from kb.search.engine import Search

T = TypeVar("T")

__all__ = [
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
        self._catalogue = Catalogue(generations.folder(settings.data, self.generation) / generations.CATALOGUE)
        self.journal = Journal(settings.journal_path)
        self._lock = threading.RLock()
        self._overlay: tuple[tuple[int, int], Overlay] | None = None
        self._searching: Search | None = None
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

    # --- what is known ---

    def info(self) -> Info:
        """What is in the index: counts, dates, when and with what it was built."""
        return self._info

    def meetings(self, body: str | None = None, kind: DocumentKind = "minutes") -> tuple[Meeting, ...]:
        """Meetings, newest first; undated ones last. `kind="agenda"` gives agendas instead."""
        return tuple(m for m in self._meetings if m.kind == kind and (body is None or _same(m.body, body)))

    def meeting(self, id: str) -> Meeting:
        """One meeting or agenda. Raises NoSuch."""
        return _one(self._meetings_by_id, id)

    def neighbours(self, id: str) -> tuple[Meeting | None, Meeting | None]:
        """The same body's previous and next meeting. Raises NoSuch."""
        meeting = self.meeting(id)
        series = [m for m in self._meetings if m.kind == meeting.kind and m.body == meeting.body]
        place = next(index for index, other in enumerate(series) if other.id == id)
        previous = series[place + 1] if place + 1 < len(series) else None
        return previous, series[place - 1] if place > 0 else None

    def decisions(self, filters: DecisionFilter | None = None, **given: Any) -> tuple[Decision, ...]:
        """Decisions, newest first unless sorted otherwise. Filters as a `DecisionFilter` or by its fields' names.

        Low-confidence and struck ones come only where asked for.
        """
        wanted = filters or DecisionFilter(**given)
        return self._now.register.select(wanted, self._today())

    def decision(self, id: str) -> Decision:
        """One decision, whatever its confidence. Raises NoSuch."""
        return _one(self._now.register.by_id, id)

    def state(self, decision: Decision, today: datetime.date | None = None) -> State:
        """Where a decision stands on a day (today unless told), and on what grounds."""
        return self._now.register.state(decision, today or self._today())

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
        wanted = DecisionFilter(**{"confidence": get_args(Confidence), **filters})
        chosen = {decision.id for decision in self._now.register.select(wanted, day)}
        return tuple(promise for promise in self._now.register.states.promises(day) if promise.decision.id in chosen)

    def glossary(self) -> tuple[Term, ...]:
        """Words and abbreviations of the group's own, each with its first definition and where that stands."""
        return self._terms

    def outputs(self) -> tuple[Output, ...]:
        """Outputs by number, in the state that people have set where they have."""
        return self._now.outputs

    def output(self, number: str) -> Output:
        """One output by its number. Raises NoSuch."""
        return _one({output.number: output for output in self.outputs()}, number)

    def topics(self) -> tuple[Topic, ...]:
        """Topics, the most handled first; those that people have merged as one."""
        return self._now.topics

    def topic(self, slug: str) -> Topic:
        """One topic. Raises NoSuch."""
        return _one({topic.slug: topic for topic in self.topics()}, home_of(slug, self._now.applied.topics))

    def people(self) -> tuple[Person, ...]:
        """People by name; those that people have merged as one."""
        return self._now.people

    def person(self, slug: str) -> Person:
        """One person. Raises NoSuch."""
        return _one({person.slug: person for person in self.people()}, home_of(slug, self._now.applied.people))

    def organisations(self) -> tuple[Organisation, ...]:
        """Organisations by name."""
        return self._organisations

    def organisation(self, slug: str) -> Organisation:
        """One organisation. Raises NoSuch."""
        return _one({organisation.slug: organisation for organisation in self._organisations}, slug)

    def attachments(self) -> tuple[Attachment, ...]:
        """Attachments, those of the newest meeting first; files no minutes refer to last."""
        return self._attachments

    def attachment(self, id: str) -> Attachment:
        """One attachment. Raises NoSuch."""
        return _one({attachment.id: attachment for attachment in self._attachments}, id)

    def handling_terms(self) -> tuple[Mapping[str, Mapping[str, float]], frozenset[str]]:
        """What the build analysed of the minutes: the terms of paragraphs by their digests, and titles that say nothing of a matter."""
        return self._catalogue.paragraph_terms(), self._catalogue.general_titles()

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read or is missing, the gravest first."""
        return self._catalogue.problems()

    def documents(self) -> tuple[DocumentInfo, ...]:
        """Every file of the corpus, by path."""
        return self._documents

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
        words = decision.text if decision else ""
        return self.journal.append(what, target, who, words=words, to=to, text=text, values=values, seen=seen)

    def history(self, target: str) -> tuple[Entry, ...]:
        """What people have said of a thing, oldest first; what was taken back is not among it."""
        return self._now.applied.entries.get(target, ())

    def said(self) -> tuple[tuple[str, Entry], ...]:
        """Everything people have said that is in force, newest first, each with the id its target has now."""
        found = [(target, entry) for target, entries in self._now.applied.entries.items() for entry in entries]
        return tuple(sorted(found, key=lambda mark: mark[1].id, reverse=True))

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
        narrow: Iterable[str] = (),
    ) -> Results:
        """What the query finds. `narrow` names words of the query that are not to be widened to synonyms.

        Raises BadQuery with the position where reading stopped.
        """
        return self._search.find(
            query,
            filters=filters or Filters(),
            sort=sort,
            limit=limit,
            offset=offset,
            narrow=frozenset(narrow),
            hidden=self._now.struck,
        )

    def similar(self, kind: str, id: str, limit: int = 5) -> tuple[Similar, ...]:
        """Things on the same matter as a decision, item, output, meeting or slide, the closest first. Raises NoSuch."""
        return self._search.similar(kind, id, limit)

    def marks(self, query: str, text: str) -> tuple[Matched, ...]:
        """Where a text answers the query: for marking hits in a document that is being viewed. Raises BadQuery."""
        return self._search.marks(query, text)

    # --- what is kept ready ---

    @property
    def _search(self) -> Search:
        """Made once: `cached_property` has no lock from Python 3.12 on, and a second one would cost a second and its memory."""
        from kb.search.engine import Search

        with self._lock:
            if self._searching is None:
                self._searching = Search(self.settings, self.generation, self._catalogue)
            return self._searching

    @property
    def _now(self) -> Overlay:
        """The generation with the journal as it is now laid over it."""
        version = self.journal.version()
        with self._lock:
            if self._overlay is None or self._overlay[0] != version:
                self._overlay = (version, self._laid_over())
            return self._overlay[1]

    def _laid_over(self) -> Overlay:
        entries = self.journal.entries()
        dates = {meeting.id: meeting.date for meeting in self._meetings if meeting.date}
        return lay(
            entries,
            self._decisions,
            self._outputs,
            self._people,
            self._organisations,
            self._topics,
            self._catalogue.links(),
            dates,
        )

    @cached_property
    def _decisions(self) -> tuple[Decision, ...]:
        return self._catalogue.decisions()

    @cached_property
    def _meetings(self) -> tuple[Meeting, ...]:
        return self._catalogue.meetings()

    @cached_property
    def _meetings_by_id(self) -> dict[str, Meeting]:
        return {meeting.id: meeting for meeting in self._meetings}

    @cached_property
    def _outputs(self) -> tuple[Output, ...]:
        return self._catalogue.outputs()

    @cached_property
    def _topics(self) -> tuple[Topic, ...]:
        return self._catalogue.topics()

    @cached_property
    def _people(self) -> tuple[Person, ...]:
        return self._catalogue.people()

    @cached_property
    def _organisations(self) -> tuple[Organisation, ...]:
        return self._catalogue.organisations()

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return self._catalogue.terms()

    @cached_property
    def _attachments(self) -> tuple[Attachment, ...]:
        return self._catalogue.attachments()

    @cached_property
    def _documents(self) -> tuple[DocumentInfo, ...]:
        return self._catalogue.documents()

    @property
    def _things(self) -> tuple[dict[str, Any], ...]:
        return (
            dict(self._now.register.by_id),
            {item.id: item for meeting in self._meetings for item in meeting.items},
            self._meetings_by_id,
            {output.number: output for output in self.outputs()},
            {topic.slug: topic for topic in self.topics()},
            {person.slug: person for person in self.people()},
            {organisation.slug: organisation for organisation in self._organisations},
            {attachment.id: attachment for attachment in self._attachments},
            {document.path: document for document in self._documents},
        )

    @cached_property
    def _info(self) -> Info:
        meta = self._catalogue.meta()
        minutes = self.meetings()
        dates = [meeting.date for meeting in minutes if meeting.date]
        read = {document.path for document in self._documents if document.read}
        unread = len(unread_files(self.problems(), read))
        return Info(
            meetings=len(minutes),
            decisions=len(self.decisions()),
            outputs=len(self._outputs),
            items=sum(len(meeting.items) for meeting in minutes),
            attachments=len(self._attachments),
            topics=len(self._topics),
            people=len(self._people),
            organisations=len(self._organisations),
            documents=len(self._documents),
            passages=self.manifest.passages,
            problems=len(self.problems()),
            files_read=len(read),
            files_unread=unread,
            built_at=self.manifest.built_at,
            generation=self.generation,
            first=min(dates, default=None),
            last=max(dates, default=None),
            backend=self.manifest.backend,
            group=self.settings.group or meta.get("group"),
            bodies=tuple(sorted({meeting.body for meeting in minutes if meeting.body})),
        )


# What an entry is said of, and what it leads to: another thing of the same kind.
_ON: Mapping[What, Callable[[Library, str], Any]] = {
    "output_state": Library.output,
    "merge_people": Library.person,
    "merge_topics": Library.topic,
}
_TO: Mapping[What, Callable[[Library, str], Any]] = {
    "link": Library.decision,
    "replace": Library.decision,
    "merge_people": Library.person,
    "merge_topics": Library.topic,
}


def _let_go(catalogue: Catalogue, hold: IO[bytes]) -> None:
    catalogue.close()
    hold.close()


def _one(things: Mapping[str, T], id: str) -> T:
    try:
        return things[id]
    except KeyError:
        raise NoSuch(id=id) from None


def _same(one: str | None, other: str) -> bool:
    return one is not None and slug(one) == slug(other)
