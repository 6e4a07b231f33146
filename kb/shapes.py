"""The shapes of the JSON that the command prints and the web gives: the contract that people script against."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from kb.model import Decision, Problem, as_json
from kb.results import Facets, Hit, Promise, Results, State


def stated(value: object, state_of: Callable[[Decision], State | None], language: str = "fi") -> object:
    """The value as `as_json` gives it, every decision in it with its state, None where nothing is claimed."""
    if isinstance(value, Decision):
        shape = as_json(value, language)
        assert isinstance(shape, dict)
        return {**shape, "state": as_json(state_of(value))}
    if isinstance(value, Promise):
        shape = stated(value.decision, state_of, language)
        assert isinstance(shape, dict)
        return {**shape, "state": as_json(value.state), "shown": value.shown}
    if isinstance(value, dict):
        return {str(key): stated(part, state_of, language) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [stated(part, state_of, language) for part in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, (type, Problem)):
        return {
            field.metadata.get("name", field.name): stated(getattr(value, field.name), state_of, language)
            for field in dataclasses.fields(value)
        }
    return as_json(value, language)


def results(found: Results, language: str = "fi") -> dict[str, Any]:
    """A search's results. `notes` are sentences in the language."""
    return {
        "query": found.query,
        "understood": found.understood,
        "total": found.total,
        "took_ms": found.took_ms,
        "did_you_mean": found.did_you_mean,
        "notes": [note.text(language) for note in found.notes],
        "hits": [hit(one) for one in found.hits],
        "facets": facets(found.facets),
        "widened": as_json(found.widened),
        "sort": found.sort,
        "limit": found.limit,
        "offset": found.offset,
    }


def hit(found: Hit) -> dict[str, Any]:
    """One hit with those folded under it. `segments` are the snippet and `heading` the title, cut at their marks."""
    return {
        "kind": found.kind,
        "id": found.id,
        "title": found.title,
        "snippet": found.text,
        "meeting": found.meeting,
        "meeting_title": found.meeting_title,
        "body": found.body,
        "date": as_json(found.date),
        "item": found.item,
        "where": as_json(found.where),
        "url": found.url,
        "score": found.score,
        "ocr": found.ocr,
        "matched": [
            {
                "word": one.word,
                "because": one.because,
                "how": one.how,
                "asked": one.asked,
                "field": one.field,
                "start": one.start,
                "end": one.end,
            }
            for one in found.matched
        ],
        "segments": as_json(found.snippet),
        "heading": as_json(found.heading),
        "more": [hit(other) for other in found.more],
    }


def facets(found: Facets) -> dict[str, dict[str, int]]:
    """How many hits each value of each filter has."""
    return {
        "kind": dict(found.kind),
        "body": dict(found.body),
        "year": dict(found.year),
        "organisation": dict(found.organisation),
        "output": dict(found.output),
        "topic": dict(found.topic),
    }
