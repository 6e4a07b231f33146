"""A small library in memory, so that pages can be tested without building an index. Its group and people are invented."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from kb.document import Block, Document, Section
from kb.errors import BadQuery, NoSuch
from kb.knowledge.register import Register
from kb.knowledge.unsure import Unsure
from kb.model import (
    AgendaItem,
    Attachment,
    Attendee,
    Decision,
    Due,
    Meeting,
    NextMeeting,
    OutputMention,
    Problem,
    Where,
)
from kb.relations import Ground, Link, Term
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
    Role,
    Segment,
    Similar,
    State,
    Topic,
    Widened,
    url_of,
)
from kb.settings import Settings
from kb.store.journal import Entry, Journal, in_force

DAY = datetime.date(2025, 3, 6)
BODY = "Lintujärven kunnostuksen ohjausryhmä"
NOTES = "2025-03-06/muistio.docx"
DECK = "2025-03-06/liite 1 <vedenlaatu>.pptx"
TEXT = "Ääri esitteli mittaukset.\nSovittiin, että kunta tilaa pohjatutkimuksen viimeistään 30.4.2025. Sitten rahoituksesta."
AGREED = "Sovittiin, että kunta tilaa pohjatutkimuksen viimeistään 30.4.2025."

ITEM = AgendaItem(
    "2025-03-06/3",
    "3",
    "Vedenlaadun mittaukset",
    presenter="Aino Ääri",
    organisation="Kunta",
    attachments=("LIITE 1",),
    text=TEXT,
)
OPENING = AgendaItem("2025-03-06/1", "1", "Kokouksen avaaminen", text="Puheenjohtaja avasi kokouksen.")
SUB = AgendaItem("2025-03-06/3a", "3 a", "Seurantaohjelma (tuotos 1.2)", parent="3", text="Hyväksyttiin seurantaohjelma.")
DECISIONS = (
    Decision(
        "2025-03-06/3/1",
        "2025-03-06",
        DAY,
        "3",
        "Vedenlaadun mittaukset",
        "agreement",
        AGREED,
        responsible=("Kunta",),
        due=Due("viimeistään 30.4.2025", datetime.date(2025, 4, 30)),
        body=BODY,
        rests_on="Sovittiin, että",
        where=Where(NOTES, None, "teksti", 64, 64 + len(AGREED)),
    ),
    Decision(
        "2025-03-06/3a/1",
        "2025-03-06",
        DAY,
        "3 a",
        "Seurantaohjelma (tuotos 1.2)",
        "approval",
        "Hyväksyttiin seurantaohjelma.",
        outputs=("1.2",),
        body=BODY,
        rests_on="Hyväksyttiin",
    ),
    Decision(
        "2025-03-06/1/1",
        "2025-03-06",
        DAY,
        "1",
        "Kokouksen avaaminen",
        "noted",
        "Asia <b>merkittiin</b> tiedoksi.",
        confidence="low",
        body=BODY,
    ),
)
ATTACHMENTS = (
    Attachment("LIITE 1", "Vedenlaatu", ("3",), DECK, slides=2, meeting="2025-03-06", id="2025-03-06/liite-1"),
    Attachment("LIITE 2", "Kustannukset", ("3",), None, meeting="2025-03-06", id="2025-03-06/liite-2"),
)
MENTION = OutputMention("1.2", "Seurantaohjelma", "approved", "3 a", "Hyväksyttiin seurantaohjelma.", "2025-03-06", DAY)
MEETING = Meeting(
    "2025-03-06",
    BODY,
    "Ohjausryhmän kokous",
    "1/2025",
    DAY,
    "13:00",
    "15:30",
    "Kunnantalo",
    "Aino Ääri",
    "Eero Öhman",
    attendees=(Attendee("Aino Ääri", "Kunta", "puheenjohtaja"), Attendee("Eero Öhman", "ELY-keskus", None, False)),
    items=(OPENING, ITEM, SUB),
    decisions=DECISIONS,
    outputs=(MENTION,),
    attachments=ATTACHMENTS,
    next_meeting=NextMeeting(datetime.date(2025, 5, 15), "Seuraava kokous 15.5.2025"),
    documents=(NOTES,),
)
PERSON = Person(
    "aino-ääri",
    "Aino Ääri",
    ("Aino Ääri",),
    ("Kunta",),
    (Role("chair", BODY, DAY, DAY),),
    ("2025-03-06",),
    (),
    ("2025-03-06/3",),
    (),
)
ORGANISATION = Organisation(
    "kunta", "Kunta", ("Kunta", "Lintujärven kunta"), ("aino-ääri",), ("2025-03-06",), ("2025-03-06/3",), ("2025-03-06/3/1",)
)
TOPIC = Topic(
    "vedenlaatu",
    "vedenlaatu",
    ("veden laatu",),
    None,
    ("2025-03-06",),
    ("2025-03-06/3",),
    ("2025-03-06/3/1",),
    ("1.2",),
    ("aino-ääri",),
)
OUTPUT = Output("1.2", ("Seurantaohjelma",), "approved", (MENTION,), ("2025-03-06/3a/1",), ("2025-03-06/liite-1",))
LINK = Link(
    "2025-03-06/3a",
    "2025-03-06/3",
    "amends",
    0.9,
    (Ground("word", "täydentää", "2025-03-06/3a", 0, 9),),
    "2025-03-06/3a/1",
    "2025-03-06/3/1",
)
PROBLEM = Problem("2025-03-06/rikki.pdf", None, "error", "extract_failed")
DOCUMENTS = {
    NOTES: Document(
        NOTES,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (
            Section(
                "teksti",
                None,
                (
                    Block("heading", "3. Vedenlaadun mittaukset", level=1),
                    Block("paragraph", "Ääri esitteli <script>mittaukset</script>"[:37]),
                    Block("paragraph", AGREED + " Keskusteltiin.", bold=((0, 13),)),
                    Block("list_item", "kenttätyö", level=0),
                    Block("list_item", "näytteet", level=1),
                    Block("table_row", "Vuosi | Arvo", cells=("Vuosi", "Arvo"), header=True),
                    Block("table_row", "2024 | 12", cells=("2024", "12")),
                ),
            ),
        ),
        language="fi",
    ),
    DECK: Document(
        DECK,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        (
            Section("dia 1", 1, (Block("heading", "Vedenlaatu", level=1, shape="otsikko"),), "Vedenlaatu"),
            Section("dia 2", 2, (Block("paragraph", "Fosfori laskee"), Block("note", "Muista kertoa näytteistä")), None),
        ),
        language="fi",
    ),
}
INFOS = (
    DocumentInfo(NOTES, DOCUMENTS[NOTES].media_type, "minutes", None, "fi", 1, 20480, ("2025-03-06",)),
    DocumentInfo(DECK, DOCUMENTS[DECK].media_type, "attachment", None, "fi", 2, 1_400_000, ("2025-03-06",)),
    DocumentInfo("2025-03-06/rikki.pdf", "application/pdf", "other", None, None, 0, 12, (), False),
)


def _one(things: Iterable[Any], id: str, name: str = "id") -> Any:
    for thing in things:
        if getattr(thing, name) == id:
            return thing
    raise NoSuch(id=id)


class FakeLibrary:
    """Answers as kb.library.Library does, about one meeting."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(corpus=folder / "corpus", data=folder / "data")
        self.journal = Journal(folder / "merkinnat.jsonl")
        self._register = Register(DECISIONS, (PERSON,), (ORGANISATION,), (TOPIC,))

    def info(self) -> Info:
        return Info(1, 2, 1, 3, 2, 1, 1, 1, 3, 9, 1, 2, 1, "2025-03-07T10:00:00", 1, DAY, DAY, "libvoikko", BODY, (BODY,))

    body: Body | None = None

    @property
    def version(self) -> tuple[int, tuple[int, int]]:
        return 1, self.journal.version()

    def bodies(self) -> tuple[Body, ...]:
        return (Body("ohjausryhma", BODY, (BODY,), DAY, DAY, 1),)

    def body_of(self, name: str) -> Body:
        return _one(self.bodies(), name)

    def of(self, body: str) -> FakeLibrary:
        return self

    def meetings_on(self, day: str) -> tuple[Meeting, ...]:
        return ()

    def meetings(self, body: str | None = None, kind: str = "minutes") -> tuple[Meeting, ...]:
        return (MEETING,) if kind == "minutes" else ()

    def meeting(self, id: str) -> Meeting:
        return _one((MEETING,), id)

    def neighbours(self, id: str) -> tuple[None, None]:
        return None, None

    def decisions(self, filters: DecisionFilter | None = None, **given: Any) -> tuple[Decision, ...]:
        return self._register.select(filters or DecisionFilter(**given), DAY)

    def left_open(self, filters: DecisionFilter) -> Mapping[str, tuple[Decision, ...]]:
        return self._register.left_open(filters, DAY)

    def decision(self, id: str) -> Decision:
        return _one(DECISIONS, id)

    def meeting_of(self, decision: Decision) -> Meeting | None:
        return None if decision.meeting is None else self.meeting(decision.meeting)

    def beside(self, decision: Decision) -> tuple[Decision, ...]:
        meeting = self.meeting_of(decision)
        return meeting.decisions if meeting else (decision,)

    def documents_of(self, decision: Decision) -> tuple[str, ...]:
        meeting = self.meeting_of(decision)
        return meeting.documents if meeting else ()

    def reported(self, path: str | None = None) -> tuple[Decision, ...]:
        return ()

    def state(self, decision: Decision, today: datetime.date | None = None) -> State:
        return self._register.state(decision, today or DAY)

    def states_on(self, today: datetime.date) -> Callable[[Decision], State | None]:
        return lambda decision: self.state(decision, today)

    def chain(self, id: str) -> Chain:
        return (
            Chain(later=(LINK,), line=("2025-03-06/1", "2025-03-06/3", "2025-03-06/3a")) if id == "2025-03-06/3/1" else Chain()
        )

    def promises(self, today: datetime.date | None = None) -> tuple[Promise, ...]:
        return (Promise(DECISIONS[0], self.state(DECISIONS[0], today)),)

    def handling_terms(self) -> tuple[dict[str, dict[str, float]], frozenset[str]]:
        return {}, frozenset()

    def unsure(self, today: datetime.date | None = None) -> tuple[Unsure, ...]:
        one = DECISIONS[0]
        late = State("overdue", one.due.date if one.due else None, certain=False)
        return (Unsure(one, "done", one.id, late),) if not self.history(one.id) else ()

    def history(self, target: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in in_force(self.journal.entries()) if entry.target == target)

    def show(self, id: str) -> Any:
        return _one((*DECISIONS, *MEETING.items), id)

    def said(self) -> tuple[tuple[str, Entry], ...]:
        return tuple((entry.target, entry) for entry in reversed(in_force(self.journal.entries())))

    def glossary(self) -> tuple[Term, ...]:
        return (Term("fosfori", "ravinne, joka rehevöittää", "2025-03-06", "2025-03-06/3", 0, 9),)

    def orphans(self) -> tuple[Entry, ...]:
        return ()

    def record(self, what: Any, target: str, who: str, **given: Any) -> Entry:
        return self.journal.append(what, target, who, **given)

    def outputs(self) -> tuple[Output, ...]:
        return (OUTPUT,)

    def output(self, number: str) -> Output:
        return _one((OUTPUT,), number, "number")

    def unexplained(self) -> tuple[Term, ...]:
        return ()

    def topics(self) -> tuple[Topic, ...]:
        return (TOPIC,)

    def topic(self, slug: str) -> Topic:
        return _one((TOPIC,), slug, "slug")

    def people(self) -> tuple[Person, ...]:
        return (PERSON,)

    def person(self, slug: str) -> Person:
        return _one((PERSON,), slug, "slug")

    def organisations(self) -> tuple[Organisation, ...]:
        return (ORGANISATION,)

    def organisation(self, slug: str) -> Organisation:
        return _one((ORGANISATION,), slug, "slug")

    def attachments(self) -> tuple[Attachment, ...]:
        return ATTACHMENTS

    def attachment(self, id: str) -> Attachment:
        return _one(ATTACHMENTS, id)

    def problems(self) -> tuple[Problem, ...]:
        return (PROBLEM,)

    def documents(self) -> tuple[DocumentInfo, ...]:
        return INFOS

    def document(self, path: str) -> Document:
        if path not in DOCUMENTS:
            raise NoSuch(id=path)
        return DOCUMENTS[path]

    def similar(self, id: str, limit: int = 5) -> tuple[Similar, ...]:
        return (
            Similar(
                "item", "2025-03-06/3", "Vedenlaadun mittaukset", DAY, url_of("item", "2025-03-06/3"), 1.0, ("mittaukset",)
            ),
        )

    def marks(self, query: str, text: str) -> tuple[Matched, ...]:
        return tuple(Matched(m.group(), query, "exact", "text", *m.span()) for m in re.finditer(re.escape(query), text, re.I))

    def search(
        self,
        query: str,
        *,
        filters: Filters | None = None,
        sort: str = "relevance",
        limit: int = 20,
        offset: int = 0,
        unexpanded: Iterable[str] = (),
    ) -> Results:
        if query.count('"') % 2:
            raise BadQuery(position=query.index('"'))
        if query == "eilöydy":
            return Results(query, query, 0, (), notes=(Note("unread", ("1",)),), did_you_mean="löytyy")
        marked = (Segment("Sovittiin, että kunta tilaa <b>"), Segment("pohjatutkimuksen", True), Segment("."))
        why = (Matched("pohjatutkimuksen", "tutkimus", "part"),)
        inner = Hit(
            "passage",
            "2025-03-06/3#2",
            "Vedenlaadun mittaukset",
            marked,
            (),
            "2025-03-06",
            DAY,
            "3",
            Where(NOTES, None, "teksti", 0, 9),
            "/kokoukset/2025-03-06/3",
            1.0,
        )
        hits = (
            Hit(
                "decision",
                "2025-03-06/3/1",
                "Vedenlaadun mittaukset",
                marked,
                (Segment("Vedenlaadun mittaukset"),),
                "2025-03-06",
                DAY,
                "3",
                DECISIONS[0].where,
                "/paatokset/2025-03-06/3/1",
                2.0,
                why,
                (inner,),
                BODY,
                False,
                "Ohjausryhmän kokous",
            ),
            Hit(
                "slide",
                f"{DECK}#2",
                "Vedenlaatu",
                marked,
                (),
                "2025-03-06",
                DAY,
                None,
                Where(DECK, 2, "dia 2", 0, 9),
                url_of("slide", "", Where(DECK, 2, "dia 2")),
                1.0,
                (),
                (),
                BODY,
                False,
                "Ohjausryhmän kokous",
            ),
        )
        facets = Facets(
            kind=(("decision", 1), ("slide", 1)), year=(("2025", 2),), organisation=(("kunta", 1),), topic=(("vedenlaatu", 2),)
        )
        return Results(
            query,
            f"{query} JA kunta",
            45,
            hits,
            facets,
            (Note("parts", ("tutkimus",)),),
            (Widened("kunta", ("kommun",)),),
            None,
            3.0,
            limit,
            offset,
            sort,
            filters or Filters(),
        )  # type: ignore[arg-type]


class FakeOpenLibrary:
    """A library with the fake on it."""

    written = None

    def __init__(self, folder: Path) -> None:
        self.fake = FakeLibrary(folder)
        self.refused = None

    def latest(self) -> FakeLibrary:
        return self.fake

    def seen_by(self, reader: object) -> FakeLibrary:
        return self.fake

    def narrowed(self, whole: FakeLibrary, body: str) -> FakeLibrary:
        return whole.of(body)
