"""The whole knowledge base as JSON Lines: first a line that says what follows, then a thing a line, each with its type.

The shapes of things are those of `/api/v1` and the command's `--json`; `schema` describes every line, and VERSION changes when a name
or a meaning does. Whoever reads an export skips types and fields that it does not know.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from typing import Any, Final, get_args

from kb.document import Document
from kb.library import Library
from kb.model import Attachment, Confidence, Decision, Meeting, Problem
from kb.relations import Link, Term
from kb.results import Body, DocumentInfo, Info, Organisation, Output, Person, Promise, Topic
from kb.schemas import Schema, Schemas
from kb.shapes import stated
from kb.store.journal import Entry

FORMAT: Final = "kokousmuisti-export"
VERSION: Final = 1
_URL: Final = "https://json-schema.org/draft/2020-12/schema"
_EVERY: Final[tuple[Confidence, ...]] = get_args(Confidence)

# Each type of line: what its `data` is, and how a library gives them all. The order is that of the lines.
TYPES: Final[dict[str, tuple[Any, Callable[[Library], Iterable[Any]]]]] = {
    "info": (Info, lambda library: (library.info(),)),
    "body": (Body, Library.bodies),
    "meeting": (Meeting, Library.meetings),
    "agenda": (Meeting, lambda library: library.meetings(kind="agenda")),
    "decision": (Decision, lambda library: library.decisions(confidence=_EVERY)),
    "promise": (Promise, Library.promises),
    "link": (Link, Library.links),
    "output": (Output, Library.outputs),
    "topic": (Topic, Library.topics),
    "person": (Person, Library.people),
    "organisation": (Organisation, Library.organisations),
    "attachment": (Attachment, Library.attachments),
    "term": (Term, Library.glossary),
    "file": (DocumentInfo, Library.documents),
    "document": (Document, lambda library: (library.document(one.path) for one in library.documents() if one.read)),
    "problem": (Problem, Library.problems),
    "entry": (Entry, Library.entries),
}
# What is left out of an export without the texts of documents.
TEXTS: Final = ("document",)


def lines(library: Library, today: datetime.date, *, texts: bool = True, language: str = "fi") -> Iterator[str]:
    """The lines of an export, without line feeds; states are those of a day. Documents are read one at a time."""
    state_of = library.states_on(today)
    yield _line({
        "type": "header", "format": FORMAT, "version": VERSION, "program": version("kokousmuisti"),
        "generation": library.generation, "on": today.isoformat(), "language": language,
    })  # fmt: skip
    for name, (_kind, ask) in TYPES.items():
        if texts or name not in TEXTS:
            for thing in ask(library):
                yield _line({"type": name, "data": stated(thing, state_of, language)})


def schema() -> Schema:
    """A JSON Schema (draft 2020-12) of every line."""
    schemas = Schemas("#/$defs/")
    known = [
        _object({"type": {"const": name}, "data": schemas.of(kind)}, f"A line of {name}.")
        for name, (kind, _ask) in TYPES.items()
    ]
    whole = {"type": "integer", "minimum": 0}
    header = _object(
        {
            "type": {"const": "header"},
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "program": {"type": "string"},
            "generation": whole,
            "on": {"type": "string", "format": "date"},
            "language": {"type": "string", "enum": ["fi", "sv", "en"]},
        },
        "The first line: which format and version the lines are of, and the day on which states are told.",
    )
    return {
        "$schema": _URL,
        "title": f"{FORMAT} {VERSION}",
        "description": " ".join((__doc__ or "").split()),
        "oneOf": [header, *known],
        "$defs": schemas.known,
    }


def _object(properties: dict[str, Any], told: str) -> Schema:
    return {"type": "object", "description": told, "properties": properties, "required": list(properties)}


def _line(shape: dict[str, Any]) -> str:
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":"))
