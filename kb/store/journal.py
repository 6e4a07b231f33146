"""What people add: decisions confirmed, struck, corrected, ticked off, linked, replaced, commented; states and merges set.

One JSON object a line in a file beside the corpus, only ever appended to, on disk before it is acknowledged. The index never
holds it: `replay` lays it over what a build found, and finds a decision again by its words when its id has moved. An entry
whose decision is gone is kept and shown as an orphan. Taking back is an entry too.
"""

from __future__ import annotations

import datetime
import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal, get_args

from rapidfuzz import fuzz, process

from kb.errors import BadEntry, JournalConflict
from kb.model import DECISION_KINDS, Decision, Due, OutputEvent
from kb.relations import RELATIONS, Standing, is_link
from kb.store.log import Log

What = Literal[
    "confirm", "strike", "correct", "done", "link", "replace", "comment",
    "output_state", "merge_people", "merge_topics", "merge_bodies", "part_body", "explain", "undo",
]  # fmt: skip
WHATS: Final[tuple[What, ...]] = get_args(What)
OUTPUT_STATES: Final[tuple[OutputEvent, ...]] = get_args(OutputEvent)
CORRECTABLE: Final = ("kind", "content", "responsible", "due", "outputs")

# How many characters each part of an entry may have; a longer line is not even read.
_LONGEST: Final[Mapping[str, int]] = {
    "id": 100, "at": 40, "who": 200, "what": 40, "target": 2000, "words": 100_000, "to": 2000, "text": 20_000,
}  # fmt: skip
_LONGEST_LINE: Final = 1_000_000

# Below this likeness the decision at an id is another one; from this on another decision is the same with a new id.
_STILL_THE_SAME: Final = 60.0
_FOUND_AGAIN: Final = 85.0
_STATUS: Final[Mapping[str, str]] = {"confirm": "confirmed", "strike": "struck", "done": "done"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. `at` is UTC, ISO 8601; `who` as people call themselves; `target` the id of a decision or output,
    or the slug of a person or topic, or the id of a body, or a link's id to confirm or strike a proposed link.

    `words` are the target's text when the entry was made: by them it is found again. `to` is what it is linked to, replaced
    by, merged into, or, for "undo", the id of the entry taken back, for "part_body" the name that is another body's; `text` a comment; `values` corrected fields, an output's
    "state", or of a link its "relation" (as in kb.relations) and the "words" of the decision it leads to.
    """

    id: str
    at: str
    who: str
    what: What
    target: str
    words: str = ""
    to: str | None = None
    text: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Applied:
    """The journal laid over a generation. `entries` are those in force, by the id their target has now, oldest first;
    `orphans` those whose target is gone; `terms` are meanings by word."""

    decisions: Mapping[str, Decision]
    entries: Mapping[str, tuple[Entry, ...]]
    orphans: tuple[Entry, ...]
    states: Mapping[str, OutputEvent]
    people: Mapping[str, str]
    topics: Mapping[str, str]
    links: Mapping[str, Standing] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    parted: tuple[tuple[str, str], ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)


class Journal:
    """Reads and appends to one journal file. May be used by several processes at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._log = Log(path)
        self._kept: tuple[tuple[int, int], tuple[Entry, ...]] | None = None

    def version(self) -> tuple[int, int]:
        """Changes whenever something has been appended: cheap to ask."""
        return self._log.version()

    def entries(self) -> tuple[Entry, ...]:
        """Every entry that can be read, oldest first, taken-back ones too. A line cut short by a crash is passed over."""
        version, kept = self.version(), self._kept
        if kept is None or kept[0] != version:
            # What is appended meanwhile changes the version: it is read the next time.
            found = (entry for entry in map(read_entry, self._log.lines()) if entry is not None)
            # What was taken in from another journal stands below what was said after it.
            kept = self._kept = (version, tuple(sorted(found, key=_moment)))
        return kept[1]

    def damaged(self) -> int:
        """How many lines are no entries; they stay in the file."""
        return len(self.damaged_lines())

    def damaged_lines(self) -> tuple[int, ...]:
        """The numbers of the lines that are no entries, from 1, empty ones not counted."""
        return tuple(number for number, line in enumerate(self._log.lines(), start=1) if read_entry(line) is None)

    def last(self, target: str) -> str | None:
        """The id of the newest entry on a target: what to give as `seen` when adding another."""
        return next((entry.id for entry in reversed(self.entries()) if entry.target == target), None)

    def take_in(self, entries: Iterable[Entry]) -> int:
        """Adds entries of another journal as they are, those left out that are here already; how many it was. They hold by the
        time at which they were made, beside those of here. Raises BadEntry, DiskRefused."""
        with self._log.appending() as add:
            known = {entry.id for entry in self.entries()}
            fresh = [entry for entry in {entry.id: entry for entry in entries}.values() if entry.id not in known]
            for entry in fresh:
                _check(entry)
                add(_line(entry))
        return len(fresh)

    def append(
        self,
        what: What,
        target: str,
        who: str,
        *,
        words: str = "",
        to: str | None = None,
        text: str | None = None,
        values: Mapping[str, Any] | None = None,
        seen: str | Literal[False] | None = False,
    ) -> Entry:
        """Adds an entry and gives it back once it is on disk.

        `seen` is the id of the newest entry on the target that the writer knew of (None: none): another one since then
        raises JournalConflict. Raises BadEntry for what makes no sense.
        """
        entry = Entry(
            id=_new_id(),
            at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            who=who.strip(),
            what=what,
            target=target,
            words=words,
            to=to,
            text=text,
            values=dict(values or {}),
        )
        _check(entry)
        with self._log.appending() as add:
            if seen is not False and self.last(target) != seen:
                raise JournalConflict(id=target)
            add(_line(entry))
        return entry


def _moment(entry: Entry) -> datetime.datetime:
    """When an entry was made; a time written by hand without its offset is UTC, as all are."""
    at = datetime.datetime.fromisoformat(entry.at)
    return at if at.tzinfo else at.replace(tzinfo=datetime.UTC)


def _line(entry: Entry) -> str:
    shape = {key: value for key, value in _shape(entry).items() if value not in (None, "", {})}
    return json.dumps(shape, ensure_ascii=False)


def _shape(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in Entry.__slots__}


def read_entry(line: str) -> Entry | None:
    """The entry on a line; None where it is none."""
    if len(line) > _LONGEST_LINE:
        return None
    try:
        found = json.loads(line)
        entry = Entry(**{name: found[name] for name in Entry.__slots__ if name in found})
        _check(entry)
    except (ValueError, TypeError, KeyError, RecursionError, BadEntry):
        return None
    return entry


def entry_id(line: bytes) -> str | None:
    """The id of the entry on a line; None where it is none."""
    entry = read_entry(line.decode("utf-8", "replace"))
    return entry.id if entry is not None else None


def _new_id() -> str:
    """Sorts by time; two made in the same microsecond differ all the same."""
    return f"{datetime.datetime.now(datetime.UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"


def _check_shape(entry: Entry) -> None:
    """Each part of its own kind, and no longer than it may be: a line written by hand can hold anything."""
    for name, longest in _LONGEST.items():
        value = getattr(entry, name)
        if value is not None and not isinstance(value, str):
            raise BadEntry(what=entry.what)
        if value is not None and len(value) > longest:
            raise BadEntry("entry_too_long", most=longest)
    if not isinstance(entry.values, dict) or not all(isinstance(key, str) for key in entry.values):
        raise BadEntry(what=entry.what)
    if len(json.dumps(entry.values)) > _LONGEST["text"]:
        raise BadEntry("entry_too_long", most=_LONGEST["text"])
    if not isinstance(entry.values.get("words", ""), str):
        raise BadEntry(what=entry.what)
    datetime.datetime.fromisoformat(entry.at)


# What entries of a kind must not lack.
_LACKS: Final[tuple[tuple[tuple[What, ...], Callable[[Entry], bool]], ...]] = (
    (
        ("link", "replace", "merge_people", "merge_topics", "merge_bodies", "part_body", "undo"),
        lambda entry: not entry.to,
    ),
    (("comment", "explain"), lambda entry: not entry.text),
    (("output_state",), lambda entry: entry.values.get("state") not in OUTPUT_STATES),
    (("link",), lambda entry: entry.values.get("relation", "follows") not in RELATIONS),
)


def _check(entry: Entry) -> None:
    _check_shape(entry)
    texts = (entry.id, entry.at, entry.who, entry.what, entry.target)
    if not all(isinstance(text, str) and text for text in texts) or entry.what not in WHATS:
        raise BadEntry(what=entry.what)
    if entry.to == entry.target or any(entry.what in whats and lacks(entry) for whats, lacks in _LACKS):
        raise BadEntry(what=entry.what)
    if entry.what == "correct":
        _check_correction(entry)


def _check_correction(entry: Entry) -> None:
    values = entry.values
    if not values or not set(values) <= set(CORRECTABLE):
        raise BadEntry(what=entry.what)
    if "kind" in values and values["kind"] not in DECISION_KINDS:
        raise BadEntry(what=entry.what)
    try:
        fields = _corrected_fields(values)
        if not isinstance(fields.get("content", ""), str | None):
            raise TypeError(fields["content"])
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise BadEntry(what=entry.what) from error


def in_force(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that nobody has taken back; taking back a taking back brings the first one back. No undo is among them."""
    all_entries = tuple(entries)
    undone: set[str] = set()
    for entry in reversed(all_entries):
        if entry.what == "undo" and entry.id not in undone and entry.to:
            undone.add(entry.to)
    return tuple(entry for entry in all_entries if entry.what != "undo" and entry.id not in undone)


@dataclass(slots=True)
class _Said:
    """What entries say of other things than decisions, as it gathers."""

    states: dict[str, OutputEvent] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    parted: list[tuple[str, str]] = field(default_factory=list)
    links: dict[str, Standing] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)


_SAYS: Final[Mapping[What, Callable[[_Said, Entry], None]]] = {
    "output_state": lambda said, entry: said.states.update({entry.target: entry.values["state"]}),
    "merge_people": lambda said, entry: said.people.update({entry.target: str(entry.to)}),
    "merge_topics": lambda said, entry: said.topics.update({entry.target: str(entry.to)}),
    "merge_bodies": lambda said, entry: said.bodies.update({entry.target: str(entry.to)}),
    "explain": lambda said, entry: said.terms.update({entry.target: str(entry.text)}),
    "part_body": lambda said, entry: said.parted.append((entry.target, str(entry.to))),
}


def replay(entries: Iterable[Entry], decisions: Iterable[Decision]) -> Applied:
    """Lays the journal over the decisions that a build found."""
    found = {decision.id: decision for decision in decisions}
    targets = _Targets(found)
    by_target: dict[str, list[Entry]] = {}
    orphans: list[Entry] = []
    said = _Said()
    for entry in in_force(entries):
        if entry.what in _SAYS:
            _SAYS[entry.what](said, entry)
        elif is_link(entry.target):
            if entry.what in ("confirm", "strike"):
                said.links[entry.target] = "confirmed" if entry.what == "confirm" else "struck"
        elif (ends := targets.ends(entry)) is None:
            orphans.append(entry)
            continue
        else:
            target, now = ends
            found[target] = _APPLY[now.what](found, target, now)
            by_target.setdefault(target, []).append(now)
            continue
        by_target.setdefault(entry.target, []).append(entry)
    entries_by_target = {id: tuple(kept) for id, kept in by_target.items()}
    return Applied(
        found,
        entries_by_target,
        tuple(orphans),
        said.states,
        said.people,
        said.topics,
        said.links,
        said.bodies,
        tuple(said.parted),
        said.terms,
    )


class _Targets:
    """Where the decisions that entries speak of are now."""

    def __init__(self, decisions: Mapping[str, Decision]) -> None:
        self._texts = {id: decision.text for id, decision in decisions.items()}

    def ends(self, entry: Entry) -> tuple[str, Entry] | None:
        """Where an entry's decision is now, and the entry with the place of the one it links to; None when either is gone."""
        target = self.find(entry.target, entry.words)
        if target is None or entry.what != "link":
            return None if target is None else (target, entry)
        other = self.find(str(entry.to), str(entry.values.get("words", "")))
        return None if other is None else (target, replace(entry, to=other))

    def find(self, id: str, words: str) -> str | None:
        """The id of the decision meant: the one at the entry's id if its words are still alike, else the likest anywhere."""
        here = self._texts.get(id)
        if here is not None and (not words or fuzz.ratio(here, words) >= _STILL_THE_SAME):
            return id
        if not words:
            return None
        best = process.extractOne(words, self._texts, scorer=fuzz.ratio, score_cutoff=_FOUND_AGAIN)
        return None if best is None else str(best[2])


def _with_status(decisions: dict[str, Decision], id: str, entry: Entry) -> Decision:
    return replace(decisions[id], status=_STATUS[entry.what])


def _corrected(decisions: dict[str, Decision], id: str, entry: Entry) -> Decision:
    return replace(decisions[id], **_corrected_fields(entry.values))


def _corrected_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = dict(values)
    for name in ("responsible", "outputs"):
        if name in fields:
            fields[name] = tuple(str(part) for part in fields[name])
    if fields.get("due") is not None:
        due = fields["due"]
        fields["due"] = Due(str(due["text"]), datetime.date.fromisoformat(due["date"]) if due.get("date") else None)
    return fields


def _replaced(decisions: dict[str, Decision], id: str, entry: Entry) -> Decision:
    other = decisions.get(entry.to or "")
    if other is not None:
        decisions[other.id] = replace(other, replaces=tuple(dict.fromkeys((*other.replaces, id))))
    return replace(decisions[id], replaced_by=tuple(dict.fromkeys((*decisions[id].replaced_by, str(entry.to)))))


def _as_it_was(decisions: dict[str, Decision], id: str, entry: Entry) -> Decision:
    return decisions[id]


_APPLY: Final[Mapping[str, Callable[[dict[str, Decision], str, Entry], Decision]]] = {
    "confirm": _with_status,
    "strike": _with_status,
    "done": _with_status,
    "correct": _corrected,
    "replace": _replaced,
    "link": _as_it_was,
    "comment": _as_it_was,
}
