"""How other programs find what is here: the search for a browser's address bar, and for search engines what is public."""

from __future__ import annotations

from typing import Final, cast
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, render_template, request

from kb.access.readers import VISITOR
from kb.library import Library
from kb.results import attachment_url, url_of
from web.open_library import OpenLibrary, whole_library
from web.security import root_url

bp = Blueprint("discovery", __name__)
# So many addresses a sitemap may hold (sitemaps.org); more are told in parts.
MOST: Final = 50_000
_LISTS: Final = (
    "/",
    "/kokoukset",
    "/paatokset",
    "/tuotokset",
    "/aiheet",
    "/henkilot",
    "/organisaatiot",
    "/liitteet",
    "/toimielimet",
)


@bp.get("/opensearch.xml")
def opensearch() -> Response:
    """The search as a browser adds it to its own (OpenSearch 1.1), for pages and as a feed."""
    text = render_template("discovery/opensearch.xml", host=root_url(), name=whole_library().info().name or "Kokousmuisti")
    return Response(text, mimetype="application/opensearchdescription+xml")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """The addresses of what everyone may see, whoever asks; of more than fit in one, a list of parts (`osa`)."""
    library = _public()
    if library is None:
        abort(404)
    paths = _paths(library)
    parts = [paths[place : place + MOST] for place in range(0, len(paths), MOST)]
    part = request.args.get("osa", type=int)
    if part is not None and not 1 <= part <= len(parts):
        abort(404)
    if part is None and len(parts) > 1:
        text = render_template("discovery/sitemaps.xml", host=root_url(), count=len(parts))
    else:
        text = render_template("discovery/sitemap.xml", host=root_url(), paths=parts[(part or 1) - 1])
    return Response(text, mimetype="application/xml")


@bp.get("/robots.txt")
def robots() -> Response:
    """What a search engine may read: the pages of what is public, and nothing where nothing is."""
    closed = current_app.config["KB_SETTINGS"].access.is_open is False
    lines = ["User-agent: *", "Disallow: /"]
    if not closed:
        lines = [
            "User-agent: *",
            "Disallow: /haku",
            "Disallow: /kieli/",
            "Disallow: /teema/",
            f"Sitemap: {root_url()}/sitemap.xml",
        ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def _public() -> Library | None:
    """The library as one sees it who has not signed in; None where such a one sees nothing."""
    if not current_app.config["KB_SETTINGS"].access.is_open:
        return None
    return cast(OpenLibrary, current_app.extensions["open_library"]).latest().seen_by(VISITOR)


def _paths(library: Library) -> list[str]:
    things = (
        *(("meeting", meeting.id) for meeting in library.meetings()),
        *(("item", item.id) for meeting in library.meetings() for item in meeting.items),
        *(("decision", decision.id) for decision in library.decisions()),
        *(("output", output.number) for output in library.outputs()),
        *(("topic", topic.slug) for topic in library.topics()),
        *(("person", person.slug) for person in library.people()),
        *(("organisation", one.slug) for one in library.organisations()),
        *(("body", body.id) for body in library.bodies()),
    )
    files = (f"/asiakirjat/{quote(document.path)}" for document in library.documents())
    attachments = map(attachment_url, library.attachments())
    return list(dict.fromkeys((*_LISTS, *(url_of(kind, id) for kind, id in things), *files, *attachments)))
