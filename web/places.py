"""Addresses of places in documents: a citation, a hit, the next mark. All lead to the viewer (`web.documents`)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from flask import request

from kb.document import Section
from kb.model import Where
from kb.results import Hit

if TYPE_CHECKING:
    from web.documents import Place


def place_of(where: Where, decision: str | None = None) -> str:
    """A citation's place in the viewer; with a decision's id its words are marked."""
    query = _page(where)
    if decision is not None:
        query["paatos"] = decision
    return _viewer(where.document, query, "nyt" if decision else "")


def hit_url(hit: Hit, query: str) -> str:
    """Where a hit opens: its own page, or, for what lies in a document, the document with the words marked."""
    if hit.url.startswith("/asiakirjat/") and query:
        return f"{hit.url}{'&' if '?' in hit.url else '?'}{urlencode({'q': query})}#nyt"
    return hit.url


def document_url(hit: Hit, query: str) -> str:
    """The hit's place in the document it stands in."""
    if hit.where is None:
        return hit.url
    marks = {"paatos": hit.id} if hit.kind == "decision" else {"q": query} if query else {}
    return _viewer(hit.where.document, _page(hit.where) | marks, "nyt")


def section_url(section: Section, unit: str) -> str:
    """A page or slide of the document that is being viewed, keeping what is sought."""
    query = {unit: str(section.number)} if section.number else {}
    query.update({name: request.args[name] for name in ("q", "nakyma", "suurennos") if request.args.get(name)})
    return _query(quote(request.path), query)


def place_url(place: Place) -> str:
    """A mark of the document that is being viewed."""
    query: dict[str, str] = {}
    if place.page:
        query["dia" if place.section.label.startswith("dia") else "sivu"] = str(place.page)
    if place.decision is not None:
        query["paatos"] = place.decision.id
    else:
        query["q"] = request.args.get("q", "")
        query["osuma"] = str(place.ordinal)
    query.update({name: request.args[name] for name in ("nakyma", "suurennos") if request.args.get(name)})
    return _query(quote(request.path), query) + "#nyt"


def picture_url(path: str, page: int, size: str | None = None, area: tuple[float, float, float, float] | None = None) -> str:
    """A picture of a page, or of a part of it."""
    query = {"sivu": str(page)}
    if size:
        query["koko"] = size
    if area:
        query["alue"] = ",".join(str(round(edge)) for edge in area)
    return _query(f"/asiakirjat-kuva/{quote(path)}", query)


def _page(where: Where) -> dict[str, str]:
    if not where.page:
        return {}
    return {"dia" if (where.label or "").startswith("dia") else "sivu": str(where.page)}


def _viewer(path: str, query: dict[str, str], anchor: str) -> str:
    return _query(f"/asiakirjat/{quote(path)}", query) + (f"#{anchor}" if anchor else "")


def _query(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
