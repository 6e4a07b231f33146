"""The story of the demo group and the truth about it, read from the TOML files beside this module.

``load()`` gives the whole :class:`Story`. Tests hold the product against it: what stands here was written by hand
before anything was read by a program. Dates are :class:`datetime.date`; ``None`` means that the minutes do not say.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from corpus.tarina.markup import find_marks, plain

HERE = Path(__file__).parent
RELATIONS = ("follows", "replaces", "amends", "fulfils", "returns")
_LABEL = re.compile(r"\b(?:LIITE|LIITTEET|BILAGA|ANNEX)\s+(\d+)((?:\s*(?:,|ja|och|and|–)\s*\d+)*)")


@dataclass(frozen=True, slots=True)
class Attendee:
    """One line of the attendance list. ``name`` is as written; ``person`` is the name the person goes by."""

    name: str
    person: str
    organisation: str
    role: str | None
    present: bool
    remark: str | None


@dataclass(frozen=True, slots=True)
class Due:
    """By when: the words of the minutes, and the date they mean (``None`` where they name no day)."""

    text: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of a meeting. ``id`` is ``<meeting>/<key>`` (a name for tests; the product numbers its own).

    ``core`` tells a decision with a marker or a verb of deciding from an unmarked outcome. ``content`` is the proposal
    that the words only point at. ``also_kind`` is a kind that a careful reader might name instead (a matter returned
    is rejected or postponed). ``links`` are (relation, earlier decision's id).
    """

    id: str
    meeting: str
    item: str
    kind: str
    text: str
    content: str | None
    core: bool
    also_kind: str | None
    responsible: tuple[str, ...]
    due: Due | None
    outputs: tuple[str, ...]
    attachments: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    promise: bool


@dataclass(frozen=True, slots=True)
class OutputEvent:
    """What happened to an output under an item: mentioned, presented, reviewed, approved or rejected (= returned).

    One event for an output and an item, the strongest. ``mentioned``: the output is spoken of, its content is not shown;
    where an item is about it a reader might call that presented, but never reviewed, approved or rejected.
    """

    output: str
    event: str
    meeting: str
    item: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the minutes; ``number`` as in the contract (``4``, ``4 a``), ``source`` its text in the story's mark-up."""

    number: str
    title: str
    parent: str | None
    presenter: str | None
    organisation: str | None
    attachments: tuple[str, ...]
    source: str

    @property
    def text(self) -> str:
        """The words under the item, white space folded."""
        return plain(self.source)


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment as the minutes list it.

    ``file`` is its path from the corpus root, ``None`` when it is referred to and not there. ``late_for`` is
    ``(meeting, label)`` of the earlier meeting it should have come to. ``source`` holds slides or text.
    """

    label: str
    name: str
    items: tuple[str, ...]
    file: str | None
    late_for: tuple[str, str] | None
    source: str


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When the minutes say that the group meets next."""

    date: date
    quote: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda sent before a meeting: its file's format and its items as (number, title)."""

    format: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: all that its minutes say, and how the committed file looks (``format``, ``style``)."""

    id: str
    date: date
    number: str
    language: str
    title: str
    when: str
    place: str
    start: str
    end: str
    chair: str
    secretary: str
    attendees: tuple[Attendee, ...]
    items: tuple[Item, ...]
    decisions: tuple[Decision, ...]
    outputs: tuple[OutputEvent, ...]
    attachments: tuple[Attachment, ...]
    next_meeting: NextMeeting | None
    distribution: tuple[str, ...]
    informed: tuple[str, ...]
    not_decisions: tuple[str, ...]
    agenda: Agenda | None
    format: str
    style: dict[str, str]
    kept: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A decision that binds somebody to do something, and how it stands on :attr:`Story.as_of`.

    ``state`` is kept, open or overdue. ``kept_at`` is (meeting, item) and ``kept_quote`` the words that show it.
    """

    decision: str
    state: str
    kept_at: tuple[str, str] | None
    kept_quote: str | None


@dataclass(frozen=True, slots=True)
class Chain:
    """A later decision's relation to an earlier one (ids), in one of :data:`RELATIONS`."""

    later: str
    earlier: str
    relation: str


@dataclass(frozen=True, slots=True)
class Output:
    """An output of the programme of work; ``state`` after the last meeting: its last decisive event."""

    number: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the group's own: abbreviation, meaning, and the meeting and item that defined it first."""

    term: str
    meaning: str
    meeting: str
    item: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft agenda of the next meeting and what it lacks.

    ``lacks`` are ids of promises and of postponed or returned matters, ``lacks_standing`` recurring items,
    ``covers`` the open ids that some item takes up, as (id, item number); ``prior`` what must be found for an item, as
    (item number, id). ``wrong_reference``: item, the words that cite a meeting that was not, the decision they mean.
    """

    date: date
    file: str
    items: tuple[tuple[str, str], ...]
    source: str
    lacks: tuple[str, ...]
    lacks_standing: tuple[str, ...]
    covers: tuple[tuple[str, str], ...]
    prior: tuple[tuple[str, str], ...]
    wrong_reference: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that is true of the demo group."""

    name: str
    short: str
    as_of: date
    organisations: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    outputs: tuple[Output, ...]
    meetings: tuple[Meeting, ...]
    promises: tuple[Promise, ...]
    chains: tuple[Chain, ...]
    standing: tuple[str, ...]
    topics: tuple[str, ...]
    glossary: tuple[Term, ...]
    draft: Draft
    unsettled: tuple[str, ...]
    spelled_twice: tuple[tuple[str, str], ...]
    same_surname: tuple[tuple[str, ...], ...]

    def meeting(self, id: str) -> Meeting:
        """Return the meeting of an ISO date; ``KeyError`` if there is none."""
        return {meeting.id: meeting for meeting in self.meetings}[id]

    @property
    def decisions(self) -> dict[str, Decision]:
        """Every decision by its id, oldest meeting first."""
        return {decision.id: decision for meeting in self.meetings for decision in meeting.decisions}

    @property
    def replaced(self) -> dict[str, str]:
        """Replaced decision → the decision that replaced it."""
        return {chain.earlier: chain.later for chain in self.chains if chain.relation == "replaces"}

    @property
    def missing_attachments(self) -> tuple[tuple[str, str], ...]:
        """(meeting, label) of attachments that are referred to and never came, not even later."""
        absent = ((m.id, a.label) for m in self.meetings for a in m.attachments if a.file is None)
        return tuple(key for key in absent if key not in self.late_attachments)

    @property
    def late_attachments(self) -> dict[tuple[str, str], str]:
        """(meeting, label) that the attachment belonged to → the file that came later."""
        return {a.late_for: a.file for m in self.meetings for a in m.attachments if a.late_for and a.file}


@cache
def load() -> Story:
    """Read the story. Raises ``KeyError`` or ``ValueError`` where the source contradicts itself."""
    data = _read(HERE / "story.toml")
    people = tuple((person, organisation) for person, organisation in data["people"].items())
    paths = sorted((HERE / "kokoukset").glob("*.toml"))
    aliases: dict[str, str] = data.get("spelled_twice", {})
    raw = {path.stem: _read(path) for path in paths}
    meetings = tuple(_meeting(id, table, aliases) for id, table in raw.items())
    names = list(data["outputs"])
    return Story(
        name=data["group"]["name"],
        short=data["group"]["short"],
        as_of=data["as_of"],
        organisations=tuple(data["organisations"].items()),
        people=people,
        outputs=tuple(Output(n, data["outputs"][n], _output_state(n, meetings)) for n in names),
        meetings=meetings,
        promises=_promises(meetings, raw, data["as_of"]),
        chains=tuple(Chain(d.id, to, rel) for m in meetings for d in m.decisions for rel, to in d.links),
        standing=tuple(data["standing"]),
        topics=tuple(data["topics"]),
        glossary=tuple(Term(t["term"], t["meaning"], *t["at"].split("/")) for t in data["glossary"]),
        draft=_draft(data["draft"]),
        unsettled=tuple(data["unsettled"]),
        spelled_twice=tuple(aliases.items()),
        same_surname=tuple(tuple(names) for names in data["same_surname"]),
    )


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _meeting(id: str, table: dict[str, Any], aliases: dict[str, str]) -> Meeting:
    attendees = tuple(_attendee(line, True, aliases) for line in table["present"])
    attendees += tuple(_attendee(line, False, aliases) for line in table.get("absent", ()))
    items = _items(table["items"])
    where = {item.number: item for item in items}
    marks = [(item, mark) for item in items for mark in find_marks(item.source)]
    decided = [(item, mark) for item, mark in marks if not mark.key.startswith("=")]
    entries = table.get("d", {})
    if {mark.key for _, mark in decided} != set(entries):
        raise ValueError(f"{id}: {sorted({mark.key for _, mark in decided} ^ set(entries))}")
    events = tuple(_event(event, id, item["number"]) for item in table["items"] for event in item.get("outputs", ()))
    following = table.get("next")
    return Meeting(
        id=id,
        date=date.fromisoformat(id),
        number=table["number"],
        language=table.get("language", "fi"),
        title=table["title"],
        when=table["when"],
        place=table["place"],
        start=table["start"],
        end=table["end"],
        chair=table["chair"],
        secretary=table["secretary"],
        attendees=attendees,
        items=items,
        decisions=tuple(_decision(id, item, mark.key, mark.text, entries[mark.key]) for item, mark in decided),
        outputs=events,
        attachments=tuple(_attachment(id, entry, where) for entry in table.get("attachments", ())),
        next_meeting=NextMeeting(following["date"], following["quote"]) if following else None,
        distribution=tuple(table.get("distribution", ())),
        informed=tuple(table.get("informed", ())),
        not_decisions=tuple(table.get("not_decisions", ())),
        agenda=_agenda(table["agenda"], items) if "agenda" in table else None,
        format=table["format"],
        style=table.get("style", {}),
        kept=tuple((mark.key[1:], item.number, mark.text) for item, mark in marks if mark.key.startswith("=")),
    )


def _event(text: str, meeting: str, item: str) -> OutputEvent:
    output, _, event = text.partition(" ")
    return OutputEvent(output, event, meeting, item)


def _attendee(line: str, present: bool, aliases: dict[str, str]) -> Attendee:
    name, organisation, role, remark = ([part.strip() for part in line.split("|")] + ["", ""])[:4]
    return Attendee(name, aliases.get(name, name), organisation, role or None, present, remark or None)


def _items(entries: list[dict[str, Any]]) -> tuple[Item, ...]:
    items = []
    for entry in entries:
        presenter, _, organisation = entry.get("presenter", "").partition("/")
        source = entry.get("text", "")
        parent = entry["number"].partition(" ")[0] if " " in entry["number"] else None
        items.append(
            Item(
                number=entry["number"],
                title=entry["title"],
                parent=parent,
                presenter=presenter or None,
                organisation=organisation or None,
                attachments=find_labels(entry["title"] + " " + plain(source)),
                source=source,
            )
        )
    return tuple(items)


def find_labels(text: str) -> tuple[str, ...]:
    """Return the labels a text refers to, each once, in order.

    >>> find_labels("ks. LIITE 2 ja LIITTEET 3 ja 4")
    ('LIITE 2', 'LIITE 3', 'LIITE 4')
    """
    labels: list[str] = []
    for match in _LABEL.finditer(text):
        word = {"B": "BILAGA", "A": "ANNEX"}.get(match.group()[0], "LIITE")
        labels += [f"{word} {number}" for number in re.findall(r"\d+", match.group())]
    return tuple(dict.fromkeys(labels))


def _decision(meeting: str, item: Item, key: str, text: str, entry: dict[str, Any]) -> Decision:
    due = entry.get("due")
    responsible = tuple(entry.get("who", ()))
    kind = entry["kind"]
    return Decision(
        id=f"{meeting}/{key}",
        meeting=meeting,
        item=item.number,
        kind=kind,
        text=text,
        content=entry.get("content"),
        core=entry.get("core", True),
        also_kind=entry.get("also_kind"),
        responsible=responsible,
        due=_due(due) if due else None,
        outputs=tuple(entry.get("out", ())),
        attachments=find_labels(text),
        links=tuple((relation, to) for relation in RELATIONS for to in entry.get(relation, ())),
        promise=entry.get("promise", bool(responsible and kind in ("agreement", "assignment", "decision"))),
    )


def _due(text: str) -> Due:
    day, _, words = text.partition(" ")
    return Due(words, None if day == "-" else date.fromisoformat(day))


def _attachment(meeting: str, entry: dict[str, Any], items: dict[str, Item]) -> Attachment:
    label = entry["label"]
    late = entry.get("late_for")
    referring = tuple(number for number, item in items.items() if label in item.attachments)
    file = None if entry.get("missing") else f"{meeting}/liitteet/{entry.get('file', label + ' ' + entry['name'])}"
    return Attachment(
        label=label,
        name=entry["name"],
        items=referring,
        file=file,
        late_for=(late[0], late[1]) if late else None,
        source=entry.get("slides", entry.get("text", "")),
    )


def _agenda(table: dict[str, Any], items: tuple[Item, ...]) -> Agenda:
    if "items" in table:
        return Agenda(table["format"], tuple((str(n), t) for n, t in table["items"]))
    return Agenda(table["format"], tuple((item.number, item.title) for item in items))


def _output_state(number: str, meetings: tuple[Meeting, ...]) -> str:
    state = "mentioned"
    for event in (event.event for meeting in meetings for event in meeting.outputs if event.output == number):
        # Looking again at what has been approved does not undo it; only returning it would.
        if event != "mentioned" and (state != "approved" or event == "rejected"):
            state = event
    return state


def _promises(meetings: tuple[Meeting, ...], raw: dict[str, dict[str, Any]], as_of: date) -> tuple[Promise, ...]:
    kept = {key: (m.id, item, quote) for m in reversed(meetings) for key, item, quote in reversed(m.kept)}
    promises = []
    for meeting in meetings:
        for decision in meeting.decisions:
            if not decision.promise:
                continue
            state = raw[meeting.id]["d"][decision.id.partition("/")[2]].get("state")
            if decision.id in kept:
                where = kept[decision.id]
                promises.append(Promise(decision.id, "kept", where[:2], where[2]))
            elif state is None and len(meetings) >= 16:
                raise ValueError(f"{decision.id}: neither kept nor said to be open or overdue")
            else:
                promises.append(Promise(decision.id, state or "open", None, None))
    return tuple(promises)


def _draft(table: dict[str, Any]) -> Draft:
    return Draft(
        date=table["date"],
        file=table["file"],
        items=tuple((item["number"], item["title"]) for item in table["items"]),
        source="",
        lacks=tuple(table["lacks"]),
        lacks_standing=tuple(table["lacks_standing"]),
        covers=tuple((id, number) for id, number in table["covers"]),
        prior=tuple((number, id) for number, id in table["prior"]),
        wrong_reference=(table["wrong_reference"][0], table["wrong_reference"][1], table["wrong_reference"][2]),
    )
