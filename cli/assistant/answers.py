"""What is answered to an assistant: things with citations that carry their quotes, and what is uncertain of them said.

Everything comes from a Library as its reader sees it. Words of documents are quoted as they are; nothing is put in other words.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, get_args

from cli.assistant.texts import say
from kb.agenda import citations, desk
from kb.agenda.desk import ItemAnswer
from kb.agenda.forgotten import Missing
from kb.agenda.matching import matcher_of
from kb.agenda.reading import of_text
from kb.agenda.unfinished import Unfinished
from kb.citing import cite, cite_item, cite_place
from kb.document import Document
from kb.errors import NoItems, NoSuch
from kb.library import Library
from kb.model import AgendaItem, Attachment, Confidence, Decision, Meeting, OutputMention, printed
from kb.relations import Link
from kb.results import (
    Body,
    DecisionFilter,
    Filters,
    Hit,
    Organisation,
    Output,
    Person,
    Promise,
    State,
    Topic,
    attachment_url,
    url_of,
)
from kb.slugs import slug

_EVERY: Final[tuple[Confidence, ...]] = get_args(Confidence)
# A quote or a page's text is at most so long; the rest is in the document.
_LONGEST: Final = 6000
_OPEN: Final = ("open", "overdue")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where something is said: `reference` in words to put into a text, `quote` as the document has it, the `document` with its
    `place` ("s. 4", "dia 3"), and the `url` of its page."""

    reference: str
    quote: str
    document: str | None
    place: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a decision stands: a code (in_force, open, overdue, handled, done, replaced, spent, lapsed, noted, rejected, struck),
    since when, whether words or people say so outright (`certain`), and the grounds in the words of the minutes."""

    code: str
    since: datetime.date | None
    certain: bool
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing found. `citation` is null only for what is gathered from many places; `uncertain` says what is not sure of it;
    `relation` how it belongs to what was asked for."""

    kind: str
    id: str
    title: str
    text: str
    date: datetime.date | None
    body: str | None
    citation: Citation | None
    state: Standing | None
    facts: dict[str, str]
    uncertain: tuple[str, ...]
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: the things found, how many there are in all, and what is to be said of the whole (`notes`)."""

    things: tuple[Thing, ...]
    total: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers from one library on one day, in one language; `root` is the address of the web interface."""

    library: Library
    today: datetime.date
    language: str
    root: str

    # --- the tools ---

    def about(self) -> Told:
        """What is in the memory: its bodies, and what could not be read."""
        return self._told([self._body(body) for body in self.library.bodies()])

    def search(self, query: str, filters: Filters, limit: int) -> Told:
        """What the query finds. Raises BadQuery."""
        found = self.library.search(query, filters=filters, limit=limit)
        notes = [note.text(self.language) for note in found.notes]
        if found.did_you_mean:
            notes.append(say("did_you_mean", self.language, text=found.did_you_mean))
        return self._told([self._hit(hit) for hit in found.hits], found.total, notes)

    def decisions(self, wanted: DecisionFilter, limit: int) -> Told:
        """The decisions that a filter leaves."""
        found = self.library.decisions(wanted)
        return self._told([self._decision(one) for one in found[:limit]], len(found))

    def promises(self, doer: str | None, state: tuple[str, ...], uncertain: bool, limit: int) -> Told:
        """What somebody is to do: by default what is open, and sure to be promised."""
        found = self.library.promises(self.today, state=state or _OPEN)
        notes = []
        if doer is not None:
            names = self._names(doer)
            notes = [] if names else [say("unknown_name", self.language, text=doer)]
            found = tuple(one for one in found if names & set(map(_folded, one.decision.responsible)))
        shown = [one for one in found if uncertain or one.shown]
        return self._told([self._promise(one) for one in shown[:limit]], len(shown), notes)

    def outputs(self) -> Told:
        """The outputs and how far they have come, each with the words that say so."""
        return self._told([self._output(one) for one in self.library.outputs()])

    def get(self, id: str, page: int | None) -> Told:
        """One thing whole, with what belongs to it. Raises NoSuch."""
        thing = self.library.show(id)
        for kind, tell in _WHOLE:
            if isinstance(thing, kind):
                return self._told(tell(self, thing))
        path = getattr(thing, "path", id)
        return self._told(self._document(self.library.document(path), page))

    def check(self, text: str, date: datetime.date | None) -> Told:
        """What is known of each item of a draft agenda, and what the draft misses. Raises NoItems."""
        library = self.library
        draft = of_text(text, (library.body.name,) if library.body else library.info().bodies, library.settings.output_words)
        if not draft.items:
            raise NoItems
        draft = citations.with_links(draft, matcher_of(library).handlings, library.settings)
        found = desk.answer(library, draft, date, self.language)
        things = [thing for item in found.items for thing in self._of_item(item)]
        things += [self._left(one, "missing") for one in found.missing]
        notes = [say("standing", self.language, text=title) for title in found.standing]
        notes += [say("attachment", self.language, text=f"{one.label} {one.name or ''}".strip()) for one in found.attachments]
        return self._told(list({(thing.id, thing.relation): thing for thing in things}.values()), None, notes)

    # --- things ---

    def _told(self, things: Sequence[Thing], total: int | None = None, notes: Iterable[str] = ()) -> Told:
        told, count = list(notes), len(things) if total is None else total
        if not things:
            told.append(say("none", self.language))
        if count > len(things):
            told.append(say("more", self.language, shown=len(things), total=count))
        if unread := self.library.info().files_unread:
            told.append(say("unread", self.language, count=unread))
        return Told(tuple(things), count, tuple(dict.fromkeys(told)))

    def _decision(self, decision: Decision, relation: str = "", more: Iterable[str] = (), known: State | None = None) -> Thing:
        of = self.library.meeting_of(decision)
        state = known or self.library.state(decision, self.today)
        return Thing(
            "decision",
            decision.id,
            decision.subject or decision.item_title or "",
            decision.text,
            decision.date,
            decision.body,
            Citation(
                cite(decision, of, self.language),
                decision.text,
                decision.where.document if decision.where else next(iter(of.documents if of else ()), None),
                decision.where.label if decision.where else None,
                self.root + url_of("decision", decision.id),
            ),
            _standing(state),
            _facts_of(decision),
            tuple(dict.fromkeys((*self._doubts(decision, of, state), *more))),
            relation,
        )

    def _doubts(self, decision: Decision, of: Meeting | None, state: State | None) -> list[str]:
        codes: list[str] = [decision.confidence] if decision.confidence != "high" and decision.status != "confirmed" else []
        codes += ["struck"] if decision.status == "struck" else []
        codes += ["year"] if of is not None and of.date_worked_out else []
        if state is None or state.code == "lapsed":
            codes.append("no_state")
        elif state.is_to_check:
            codes.append("to_check")
        elif state.is_proposal:
            codes.append("proposal")
        return [say(code, self.language) for code in codes]

    def _promise(self, promise: Promise) -> Thing:
        return self._decision(promise.decision, "", () if promise.shown else (say("talk", self.language),))

    def _plain(
        self,
        kind: str,
        id: str,
        title: str,
        text: str,
        of: Meeting | None,
        citation: Citation | None,
        facts: dict[str, str] | None = None,
        relation: str = "",
        codes: Iterable[str] = (),
    ) -> Thing:
        """A thing that has no state."""
        doubts = [*codes, *(["year"] if of is not None and of.date_worked_out else [])]
        doubts += ["agenda"] if of is not None and of.kind == "agenda" else []
        date, body = (of.date, of.body) if of is not None else (None, None)
        told = {name: value for name, value in (facts or {}).items() if value}
        return Thing(
            kind,
            id,
            title,
            text,
            date,
            body,
            citation,
            None,
            told,
            tuple(say(code, self.language) for code in doubts),
            relation,
        )

    def _item(self, of: Meeting, item: AgendaItem, relation: str = "", link: Link | None = None) -> Thing:
        quote = item.text[:_LONGEST] or item.title
        where = item.where
        citation = Citation(
            cite_item(of, item.number, self.language),
            quote,
            where.document if where else next(iter(of.documents), None),
            where.label if where else None,
            self.root + url_of("item", item.id),
        )
        facts = {"number": item.number, "presenter": item.presenter or "", "attachments": ", ".join(item.attachments)}
        codes = ("link_proposal",) if link is not None and not link.certain and link.standing != "confirmed" else ()
        return self._plain("item", item.id, item.title, quote, of, citation, facts, relation, codes)

    def _body(self, body: Body) -> Thing:
        facts = {
            "names": ", ".join(body.names),
            "meetings": str(body.meetings),
            "first": str(body.first or ""),
            "last": str(body.last or ""),
        }
        return self._plain("body", body.id, body.name, body.name, None, None, facts)

    def _hit(self, hit: Hit) -> Thing:
        if hit.kind == "decision":
            return self._decision(self.library.decision(hit.id))
        if hit.kind == "output":
            return self._output(self.library.output(hit.id))
        of = self._held(hit.meeting)
        reference = cite_item(of, hit.item, self.language) if of is not None and hit.kind in ("item", "meeting") else ""
        if not reference:
            reference = cite_place(hit.where, self.language) if hit.where else hit.title
        document = hit.where.document if hit.where else None
        citation = Citation(reference, hit.text, document, hit.where.label if hit.where else None, self.root + hit.url)
        facts = {"meeting": hit.meeting or "", "found_by": ", ".join(one.because for one in hit.matched[:5])}
        return self._plain(hit.kind, hit.id, hit.title, hit.text, of, citation, facts, "", ("ocr",) if hit.ocr else ())

    def _held(self, id: str | None) -> Meeting | None:
        try:
            return self.library.meeting(id) if id else None
        except NoSuch:
            return None

    def _output(self, output: Output) -> Thing:
        said = max((one for one in output.events if one.event == output.status), key=_day, default=None)
        said = said or max(output.events, key=_day, default=None)
        citation = self._said(said) if said else None
        facts = {"status": output.status, "names": "; ".join(output.titles), "parent": output.parent or ""}
        of = self._held(said.meeting) if said else None
        return self._plain(
            "output", output.number, output.title or output.number, said.quote if said else "", of, citation, facts
        )

    def _said(self, mention: OutputMention) -> Citation:
        of = self._held(mention.meeting)
        where = mention.where
        place = cite_place(where, self.language) if where else mention.number
        reference = cite_item(of, mention.item, self.language) if of is not None else place
        path = url_of("output", mention.number)
        return Citation(
            reference, mention.quote, where.document if where else None, where.label if where else None, self.root + path
        )

    # --- whole things ---

    def _whole_decision(self, decision: Decision) -> list[Thing]:
        chain = self.library.chain(decision.id)
        things = [self._decision(decision)]
        things += [self._tie(link, link.earlier, link.earlier_decision, f"earlier: {link.relation}") for link in chain.earlier]
        things += [self._tie(link, link.later, link.later_decision, f"later: {link.relation}") for link in chain.later]
        return things

    def _tie(self, link: Link, item: str, decision: str | None, relation: str) -> Thing:
        sure = link.certain or link.standing == "confirmed"
        if decision is not None:
            more = () if sure else (say("link_proposal", self.language),)
            return self._decision(self.library.decision(decision), relation, more)
        of = self.library.meeting(item.partition("/")[0])
        return self._item(of, next(one for one in of.items if one.id == item), relation, link)

    def _whole_meeting(self, of: Meeting) -> list[Thing]:
        facts = _facts_of_meeting(of)
        quote = of.title or of.body_said or of.body or of.id
        path = url_of("meeting", of.id)
        citation = Citation(cite_item(of, None, self.language), quote, next(iter(of.documents), None), None, self.root + path)
        head = self._plain("meeting", of.id, quote, quote, of, citation, facts)
        return [head, *(self._decision(one, "decided here") for one in of.decisions)]

    def _whole_item(self, item: AgendaItem) -> list[Thing]:
        of = self.library.meeting(item.id.partition("/")[0])
        own = [one for one in of.decisions if one.item == item.number]
        return [self._item(of, item), *(self._decision(one, "decided here") for one in own)]

    def _whole_output(self, output: Output) -> list[Thing]:
        events = [
            self._plain("event", output.number, one.event, one.quote, self._held(one.meeting), self._said(one), None, "stage")
            for one in sorted(output.events, key=_day)
        ]
        return [self._output(output), *events, *self._known(output.decisions, "of this output")]

    def _known(self, ids: Iterable[str], relation: str) -> list[Thing]:
        return [self._decision(self.library.decision(id), relation) for id in ids]

    def _whole_topic(self, topic: Topic) -> list[Thing]:
        facts = {"synonyms": ", ".join(topic.synonyms), "meetings": ", ".join(topic.meetings), "items": ", ".join(topic.items)}
        head = self._plain("topic", topic.slug, topic.name, topic.name, None, None, facts)
        return [head, *self._known(topic.decisions, "on this topic")]

    def _whole_person(self, person: Person) -> list[Thing]:
        facts = {
            "names": ", ".join(person.names),
            "organisations": ", ".join(person.organisations),
            "attended": ", ".join(person.attended),
            "absent": ", ".join(person.absent),
            "presented": ", ".join(person.presented),
        }
        roles = [
            self._plain(
                "role",
                person.slug,
                role.role,
                role.words,
                None,
                Citation(
                    cite_place(role.where, self.language), role.words, role.where.document, role.where.label,
                    self.root + url_of("person", person.slug),
                )
                if role.where
                else None,
                {"body": role.body, "from": str(role.since or ""), "to": str(role.to or "")},
                "role",
            )
            for role in person.roles
        ]  # fmt: skip
        head = self._plain("person", person.slug, person.name, person.name, None, None, facts)
        return [head, *roles, *self._known(person.promised, "promised")]

    def _whole_organisation(self, one: Organisation) -> list[Thing]:
        facts = {"names": ", ".join(one.names), "people": ", ".join(one.people), "meetings": ", ".join(one.meetings)}
        head = self._plain("organisation", one.slug, one.name, one.name, None, None, facts)
        return [head, *self._known(one.promised, "promised")]

    def _whole_attachment(self, one: Attachment) -> list[Thing]:
        name = " ".join(filter(None, (one.label, one.name)))
        facts = {"file": one.file or "", "meeting": one.meeting or "", "items": ", ".join(one.items)}
        citation = Citation(name, name, one.file, None, self.root + attachment_url(one))
        return [self._plain("attachment", one.id, name, name, self._held(one.meeting), citation, facts)]

    def _whole_body(self, body: Body) -> list[Thing]:
        held = [self._whole_meeting(of)[0] for of in self.library.meetings(body=body.id)[:20]]
        return [self._body(body), *held]

    def _document(self, document: Document, page: int | None) -> list[Thing]:
        """The sections of a document, or the one that is asked for."""
        things = []
        for section in document.sections:
            if page is None or section.number == page:
                text = section.text[:_LONGEST]
                citation = Citation(
                    f"{document.path}, {section.label}" if section.label else document.path,
                    text, document.path, section.label, f"{self.root}/asiakirjat/{document.path}",
                )  # fmt: skip
                things.append(self._plain("section", document.path, section.label, text, None, citation))
        return things

    # --- a draft agenda ---

    def _of_item(self, item: ItemAnswer) -> list[Thing]:
        name = f"{item.item.number} {item.item.title}"
        things = []
        for prior in item.prior:
            handling = prior.handling
            if handling.decision is not None:
                things.append(self._decision(handling.decision, f"earlier, on item {name}"))
            else:
                things.append(self._item(self.library.meeting(handling.meeting), handling.item, f"earlier, on item {name}"))
        return [*things, *(self._left(one, f"open, on item {name}") for one in item.open)]

    def _left(self, one: Missing | Unfinished, relation: str) -> Thing:
        """What is left to do, as it stands at the meeting of the draft; words of an item that are no decision are the item's."""
        if one.handling.decision is not None:
            return self._decision(one.decision, relation, (), one.state)
        of, item = self.library.meeting(one.handling.meeting), one.handling.item
        whole = self._item(of, item, relation)
        assert whole.citation is not None
        quote = replace(whole.citation, quote=one.decision.text)
        return replace(whole, text=one.decision.text, citation=quote, uncertain=(*whole.uncertain, say("talk", self.language)))

    def _names(self, doer: str) -> set[str]:
        """All the names of the person or organisation that a name means, folded; none where there is no such one."""
        wanted, found = slug(doer), set[str]()
        known_ones: tuple[Person | Organisation, ...] = (*self.library.people(), *self.library.organisations())
        for one in known_ones:
            if wanted in {one.slug, *map(slug, (one.name, *one.names))}:
                found |= set(map(_folded, (one.name, *one.names)))
        known = {_folded(name) for one in self.library.promises(self.today) for name in one.decision.responsible}
        return found | ({_folded(doer)} & known)


_WHOLE: Final[tuple[tuple[type, Callable[[Assistant, Any], list[Thing]]], ...]] = (
    (Decision, Assistant._whole_decision),
    (Meeting, Assistant._whole_meeting),
    (AgendaItem, Assistant._whole_item),
    (Output, Assistant._whole_output),
    (Topic, Assistant._whole_topic),
    (Person, Assistant._whole_person),
    (Organisation, Assistant._whole_organisation),
    (Attachment, Assistant._whole_attachment),
    (Body, Assistant._whole_body),
)


def _day(mention: OutputMention) -> datetime.date:
    return mention.date or datetime.date.min


def _folded(name: str) -> str:
    return name.casefold()


def _standing(state: State | None) -> Standing | None:
    if state is None:
        return None
    return Standing(state.code, state.since, state.certain, tuple(ground.text for ground in state.grounds[:3]))


def _facts_of(decision: Decision) -> dict[str, str]:
    """What is known of a decision beside its words, by name; what is not known is left out."""
    due = decision.due
    facts = {
        "kind": decision.kind,
        "meeting": decision.meeting,
        "item": " ".join(filter(None, (decision.item, decision.item_title))),
        "decided": decision.content,
        "responsible": ", ".join(decision.responsible),
        "due": due and (f"{due.date} ({due.text})" if due.date else due.text),
        "outputs": ", ".join(map(printed, decision.outputs)),
        "votes": decision.votes,
        "dissent": decision.dissent,
        "disqualified": decision.disqualified,
        "rests_on": decision.rests_on,
    }
    return {name: value for name, value in facts.items() if value}


def _facts_of_meeting(of: Meeting) -> dict[str, str]:
    """When, where and who, and what was on the agenda; empty where the minutes do not say."""
    facts = {
        "time": "–".join(filter(None, (of.start, of.end))),
        "place": of.place,
        "chair": of.chair,
        "secretary": of.secretary,
        "present": ", ".join(one.name for one in of.attendees if one.present is not False),
        "absent": ", ".join(one.name for one in of.attendees if one.present is False),
        "next": of.next_meeting and of.next_meeting.quote,
        "items": "; ".join(f"{item.number} {item.title}" for item in of.items),
    }
    return {name: value or "" for name, value in facts.items()}
