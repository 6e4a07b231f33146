"""The shapes of the JSON that the command prints and the web gives: the contract that people script against."""

from __future__ import annotations

from typing import Any

from kb.model import as_json
from kb.results import Facets, Hit, Results


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
