"""The catalogue: everything that is known, in one SQLite file of a generation. Written once by `indexer.write`, then read.

Each row keeps the value itself as JSON (`kb.store.codec`), whole, so that it is read and written in one step. Documents are
compressed: they carry the place of every word on its page.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from kb.document import Document
from kb.document_json import pack, unpack
from kb.errors import IndexBroken
from kb.model import AgendaItem, Attachment, Decision, Meeting, OutputMention, Problem
from kb.passage import Passage
from kb.relations import Link, Term
from kb.results import Body, DocumentInfo, Organisation, Output, Person, Topic
from kb.store import codec

T = TypeVar("T")

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE meetings (ordinal INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE items (ordinal INTEGER PRIMARY KEY, meeting TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE decisions (ordinal INTEGER PRIMARY KEY, meeting TEXT, json TEXT NOT NULL);
CREATE TABLE outputs (ordinal INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE events (ordinal INTEGER PRIMARY KEY, number TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE attachments (ordinal INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE people (ordinal INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE organisations (ordinal INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE bodies (ordinal INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE topics (ordinal INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE links (ordinal INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE terms (ordinal INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE documents (ordinal INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, json TEXT NOT NULL, content BLOB);
CREATE TABLE passages (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, title TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE corrections (word TEXT NOT NULL, term TEXT NOT NULL);
CREATE TABLE paragraph_terms (meeting TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE general_titles (title TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE problems (ordinal INTEGER PRIMARY KEY, json TEXT NOT NULL);
"""


class Catalogue:
    """Reads one generation's catalogue. May be shared between threads. Raises IndexBroken where the file cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        if not path.is_file():
            raise IndexBroken(path=path)
        # The file never changes once its generation is published: SQLite needs no locks and makes no journal beside it.
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False, isolation_level=None
        )

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def faults(self) -> tuple[str, ...]:
        """What SQLite finds wrong in the file itself; nothing where it is whole."""
        return tuple(str(line) for (line,) in self._rows("PRAGMA quick_check") if line != "ok")

    def meta(self) -> dict[str, str]:
        """What the build wrote about itself."""
        return dict(self._rows("SELECT key, value FROM meta"))

    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting and agenda, newest first, whole."""
        items = self._grouped(AgendaItem, "SELECT meeting, json FROM items ORDER BY ordinal")
        decisions = self._grouped(Decision, "SELECT meeting, json FROM decisions WHERE meeting IS NOT NULL ORDER BY ordinal")
        return tuple(
            replace(meeting, items=tuple(items.get(meeting.id, ())), decisions=tuple(decisions.get(meeting.id, ())))
            for meeting in self._values(Meeting, "SELECT json FROM meetings ORDER BY ordinal")
        )

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, in the order of the minutes, the newest meeting first; those that reports hold last."""
        return self._values(Decision, "SELECT json FROM decisions ORDER BY ordinal")

    def reported(self) -> tuple[Decision, ...]:
        """The promises that reports hold, made in no meeting."""
        return self._values(Decision, "SELECT json FROM decisions WHERE meeting IS NULL ORDER BY ordinal")

    def outputs(self) -> tuple[Output, ...]:
        """Every output, by number, with its events."""
        events = self._grouped(OutputMention, "SELECT number, json FROM events ORDER BY ordinal")
        return tuple(
            replace(output, events=tuple(events.get(output.number, ())))
            for output in self._values(Output, "SELECT json FROM outputs ORDER BY ordinal")
        )

    def attachments(self) -> tuple[Attachment, ...]:
        """Every attachment, those of the newest meeting first."""
        return self._values(Attachment, "SELECT json FROM attachments ORDER BY ordinal")

    def people(self) -> tuple[Person, ...]:
        """Every person, by name."""
        return self._values(Person, "SELECT json FROM people ORDER BY ordinal")

    def organisations(self) -> tuple[Organisation, ...]:
        """Every organisation, by name."""
        return self._values(Organisation, "SELECT json FROM organisations ORDER BY ordinal")

    def bodies(self) -> tuple[Body, ...]:
        """Every body, the one with most meetings first."""
        return self._values(Body, "SELECT json FROM bodies ORDER BY ordinal")

    def topics(self) -> tuple[Topic, ...]:
        """Every topic, by name."""
        return self._values(Topic, "SELECT json FROM topics ORDER BY ordinal")

    def links(self) -> tuple[Link, ...]:
        """Every proposed link between items, the latest meeting's first."""
        return self._values(Link, "SELECT json FROM links ORDER BY ordinal")

    def terms(self) -> tuple[Term, ...]:
        """Words of the group's own with their meanings, by name."""
        return self._values(Term, "SELECT json FROM terms ORDER BY ordinal")

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read or is missing, the gravest first."""
        return self._values(Problem, "SELECT json FROM problems ORDER BY ordinal")

    def documents(self) -> tuple[DocumentInfo, ...]:
        """Every file of the corpus, by path."""
        return self._values(DocumentInfo, "SELECT json FROM documents ORDER BY path")

    def document_info(self, path: str) -> DocumentInfo | None:
        """One file of the corpus, None when there is no such file."""
        return next(iter(self._values(DocumentInfo, "SELECT json FROM documents WHERE path = ?", path)), None)

    def document(self, path: str) -> Document | None:
        """What was read from a file, or None when there is no such file or it could not be read."""
        for (content,) in self._rows("SELECT content FROM documents WHERE path = ?", path):
            if content is not None:
                return unpack(content)
        return None

    def passages(self) -> Iterator[Passage]:
        """Every passage, by its number in the text index."""
        for _number, passage in self.numbered_passages():
            yield passage

    def numbered_passages(self) -> Iterator[tuple[int, Passage]]:
        """Every passage with its number in the text index, ascending."""
        for number, content in self._rows("SELECT number, json FROM passages ORDER BY number"):
            yield number, codec.from_bytes(Passage, content)

    def hidden_passages(self) -> frozenset[int]:
        """The numbers of the passages that may not be seen: none, in a catalogue itself."""
        return frozenset()

    def hears(self, words: str) -> bool:
        """Whether words may be spoken of: all may, in a catalogue itself."""
        return True

    def passages_at(self, numbers: Iterable[int]) -> dict[int, Passage]:
        """Passages by their numbers in the text index, in one query."""
        rows = self._rows(
            "SELECT number, json FROM passages WHERE number IN (SELECT value FROM json_each(?))", json.dumps(list(numbers))
        )
        return {number: codec.from_bytes(Passage, content) for number, content in rows}

    def passage_numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of passages by their ids; unknown ones are not among them."""
        asked = json.dumps(list(ids))
        return dict(self._rows("SELECT id, number FROM passages WHERE id IN (SELECT value FROM json_each(?))", asked))

    def meeting_titles(self, ids: Iterable[str]) -> dict[str, str]:
        """What meetings are called, by their ids."""
        asked = json.dumps(list(dict.fromkeys(ids)))
        return dict(self._rows("SELECT id, title FROM passages WHERE id IN (SELECT value FROM json_each(?))", asked))

    def corrections(self) -> dict[str, frozenset[str]]:
        """Words of the corpus that are probably misspelt, with the base forms of what was meant."""
        found: dict[str, set[str]] = {}
        for word, term in self._rows("SELECT word, term FROM corrections"):
            found.setdefault(word, set()).add(term)
        return {word: frozenset(meant) for word, meant in found.items()}

    def paragraph_terms(self) -> dict[str, dict[str, float]]:
        """The terms of paragraphs of the minutes, by their digests (`kb.search.ranking.vectors.TextTerms`)."""
        found: dict[str, dict[str, float]] = {}
        for (terms,) in self._rows("SELECT json FROM paragraph_terms"):
            found.update(codec.from_bytes(dict[str, dict[str, float]], terms))
        return found

    def general_titles(self) -> frozenset[str]:
        """Titles of items that say nothing of a matter ("Muut asiat")."""
        return frozenset(title for (title,) in self._rows("SELECT title FROM general_titles"))

    def _values(self, kind: type[T], sql: str, *parameters: object) -> tuple[T, ...]:
        return tuple(codec.from_bytes(kind, content) for (content,) in self._rows(sql, *parameters))

    def _grouped(self, kind: type[T], sql: str) -> dict[str, list[T]]:
        groups: dict[str, list[T]] = {}
        for key, content in self._rows(sql):
            groups.setdefault(key, []).append(codec.from_bytes(kind, content))
        return groups

    def _rows(self, sql: str, *parameters: object) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexBroken(path=self.path) from error


class CatalogueWriter:
    """Writes a new catalogue, or a changed copy of the one at `before`. Use as a context manager: leaving it commits, and an error
    leaves no file that reads."""

    def __init__(self, path: Path, before: Path | None = None) -> None:
        if before is not None:
            shutil.copyfile(before, path)
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.executescript("BEGIN;" + ("" if before else TABLES))

    def __enter__(self) -> CatalogueWriter:
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is None:
            self._connection.execute("COMMIT")
        self._connection.close()

    def meta(self, **values: object) -> None:
        """Notes about the build, in the place of those of the same names."""
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [(k, str(v)) for k, v in values.items()])

    def meetings(self, meetings: Iterable[Meeting]) -> None:
        """Meetings with their items, decisions and the mentions of outputs."""
        for meeting in meetings:
            self._add("meetings", [(_json(replace(meeting, items=(), decisions=())),)])
            self._add("items", [(meeting.id, _json(item)) for item in meeting.items])
            self._add("decisions", [(meeting.id, _json(decision)) for decision in meeting.decisions])

    def reported(self, promises: Iterable[Decision]) -> None:
        """Promises that reports hold."""
        self._add("decisions", [(None, _json(promise)) for promise in promises])

    def outputs(self, outputs: Iterable[Output]) -> None:
        """Outputs and their events."""
        for output in outputs:
            self._add("outputs", [(_json(replace(output, events=())),)])
            self._add("events", [(output.number, _json(event)) for event in output.events])

    def attachments(self, attachments: Iterable[Attachment]) -> None:
        """Attachments, referred to or only lying in the folder."""
        self._add_values("attachments", attachments)

    def people(self, people: Iterable[Person]) -> None:
        """People."""
        self._add_values("people", people)

    def organisations(self, organisations: Iterable[Organisation]) -> None:
        """Organisations."""
        self._add_values("organisations", organisations)

    def bodies(self, bodies: Iterable[Body]) -> None:
        """Bodies."""
        self._add_values("bodies", bodies)

    def topics(self, topics: Iterable[Topic]) -> None:
        """Topics."""
        self._add_values("topics", topics)

    def links(self, links: Iterable[Link]) -> None:
        """Proposed links."""
        self._add_values("links", links)

    def terms(self, terms: Iterable[Term]) -> None:
        """Words of the group's own."""
        self._add_values("terms", terms)

    def documents(
        self,
        documents: Iterable[tuple[DocumentInfo, Document | None]],
        contents: Callable[[str], bytes | None] = lambda path: None,
    ) -> None:
        """Every file of the corpus, with what was read from it: `contents` has it as it is kept, by path, or does not."""
        for info, document in documents:
            content = None if document is None else contents(info.path) or pack(document)
            self._add("documents", [(info.path, _json(info), content)])

    def replace_document(self, info: DocumentInfo, content: bytes) -> None:
        """A file that is new or has changed, in the place of what was known of it; `content` is as it is kept."""
        self._connection.execute(
            "INSERT INTO documents VALUES (NULL, ?, ?, ?) "
            "ON CONFLICT (path) DO UPDATE SET json = excluded.json, content = excluded.content",
            (info.path, _json(info), content),
        )

    def remove_passages(self, numbers: Iterable[int]) -> None:
        """Passages that are gone."""
        self._connection.executemany("DELETE FROM passages WHERE number = ?", [(number,) for number in numbers])

    def passages(self, passages: Iterable[Passage], numbers: Iterable[int]) -> None:
        """Passages under their numbers in the text index."""
        pairs = zip(numbers, passages, strict=True)
        self._insert("passages", [(number, passage.id, passage.title, _json(passage)) for number, passage in pairs])

    def corrections(self, corrections: Mapping[str, frozenset[str]]) -> None:
        """Misspelt words and what was meant."""
        self._insert("corrections", [(word, term) for word, meant in corrections.items() for term in sorted(meant)])

    def matters(self, terms: Mapping[str, str], general: Iterable[str]) -> None:
        """For each meeting the terms of its paragraphs by their digests, as JSON; and the titles that say nothing of a matter."""
        self._insert("paragraph_terms", list(terms.items()))
        self._insert("general_titles", [(title,) for title in sorted(set(general))])

    def problems(self, problems: Iterable[Problem]) -> None:
        """Problems."""
        self._add_values("problems", problems)

    def _add_values(self, table: str, values: Iterable[object]) -> None:
        self._add(table, [(_json(value),) for value in values])

    def _add(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Adds rows under the next ordinals."""
        self._insert(table, [(None, *row) for row in rows])

    def _insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)


def _json(value: object) -> str:
    return codec.to_bytes(value).decode()
