"""JSON Schemas of what is told in JSON, made of the types themselves, so that a description cannot differ from what is given.

`kb.shapes` gives the values; `SHAPED` says of which names and types those are whose shape is not that of their fields.
"""

from __future__ import annotations

import dataclasses
import datetime
import types
from collections.abc import Mapping
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from kb.agenda.citations import Check
from kb.agenda.desk import Answer, ItemAnswer, MatterAnswer
from kb.agenda.forgotten import Agreed, Missing
from kb.agenda.matching import Prior
from kb.agenda.unfinished import Unfinished
from kb.model import Attachment, Decision, Problem, Severity
from kb.results import Facets, Hit, Matched, Promise, Results, Segment, Sort, State, Widened

Schema = dict[str, Any]
_PLAIN: Final[Mapping[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    datetime.date: {"type": "string", "format": "date"},
    Any: {},
}


def fields_of(kind: Any) -> dict[str, Any]:
    """The names and types of a dataclass's fields, as its JSON names them."""
    hints = get_type_hints(kind)
    return {field.metadata.get("name", field.name): hints[field.name] for field in dataclasses.fields(kind)}


def _without(kind: Any, *names: str) -> dict[str, Any]:
    return {name: told for name, told in fields_of(kind).items() if name not in names}


_DECISION: Final = fields_of(Decision)
_COUNTS: Final = dict[str, int]
_KNOWN: Final = {"prior": tuple[Prior, ...], "open": tuple[Unfinished, ...], "citation": str | None}
SHAPED: Final[Mapping[Any, Mapping[str, Any]]] = {
    Decision: {**_DECISION, "state": State | None},
    Promise: {**_DECISION, "state": State | None, "shown": bool},
    Problem: {
        "file": str | None,
        "where": str | None,
        "severity": Severity,
        "message": str,
        "hint": str,
        "code": str,
    },
    Matched: {**_without(Matched, "term"), "because": str},
    Hit: {
        **_without(Hit, "snippet", "heading"),
        "snippet": str,
        "segments": tuple[Segment, ...],
        "heading": tuple[Segment, ...],
    },
    Facets: dict.fromkeys(fields_of(Facets), _COUNTS),
    Results: {
        "query": str,
        "understood": str,
        "total": int,
        "took_ms": float,
        "did_you_mean": str | None,
        "notes": tuple[str, ...],
        "hits": tuple[Hit, ...],
        "facets": Facets,
        "widened": tuple[Widened, ...],
        "sort": Sort,
        "limit": int,
        "offset": int,
    },
    Prior: {**_DECISION, "state": State | None, "score": float, "why": tuple[str, ...], "citation": str, "url": str},
    Unfinished: {**_DECISION, "state": State},
    Missing: {**_DECISION, "state": State, "late": bool},
    Agreed: {"code": str, "date": datetime.date | None, "quote": str, "decision": str | None},
    Check: {
        "text": str,
        "date": datetime.date | None,
        "ok": bool,
        "message": str,
        "likely": str | None,
        "citation": str | None,
    },
    MatterAnswer: {"title": str, **_KNOWN},
    ItemAnswer: {
        "number": str,
        "title": str,
        "presenter": str | None,
        "organisation": str | None,
        **_KNOWN,
        "matters": tuple[MatterAnswer, ...],
        "outputs": tuple[str, ...],
        "attachments": tuple[Attachment, ...],
        "last": datetime.date | None,
        "references": tuple[Check, ...],
    },
    Answer: {
        "date": datetime.date | None,
        "body": str | None,
        "bodies": tuple[str, ...],
        "items": tuple[ItemAnswer, ...],
        "missing": tuple[Missing, ...],
        "standing": tuple[str, ...],
        "attachments": tuple[Attachment, ...],
        "agreed": tuple[Agreed, ...],
    },
}


class Schemas:
    """Schemas of types; what has fields is described once in `known` and referred to under `root`."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.known: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        """The schema of a type.

        >>> Schemas("#/$defs/").of(tuple[str, ...])
        {'type': 'array', 'items': {'type': 'string'}}
        >>> Schemas("#/$defs/").of(datetime.date | None)
        {'anyOf': [{'type': 'string', 'format': 'date'}, {'type': 'null'}]}
        """
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        if dataclasses.is_dataclass(kind):
            return self._referred(kind)
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Literal:
            return {"type": "string", "enum": list(inner)}
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.of(one) for one in inner]}
        if origin is tuple:
            return self._row(inner)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        raise TypeError(f"no schema for {kind}")

    def _row(self, inner: tuple[Any, ...]) -> Schema:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return {"type": "array", "items": self.of(inner[0])}
        parts = [self.of(one) for one in inner]
        return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}

    def _referred(self, kind: Any) -> Schema:
        name = kind.__name__
        if name not in self.known:
            self.known[name] = {}
            told = SHAPED.get(kind) or fields_of(kind)
            self.known[name] = {
                "type": "object",
                "description": " ".join((kind.__doc__ or "").split()),
                "properties": {field: self.of(of_it) for field, of_it in told.items()},
                "required": list(told),
            }
        return {"$ref": self.root + name}
