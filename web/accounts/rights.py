"""What each address asks of who comes: a table with every one of them. An address that has no row is closed to all."""

from __future__ import annotations

from typing import Final, Literal
from urllib.parse import urlencode

from flask import current_app, redirect, request
from werkzeug.wrappers import Response

from kb.access.readers import Role
from kb.errors import NotAllowed, SignInNeeded
from web.answers import wants_json
from web.api.endpoints import ENDPOINTS
from web.door import asking

# "always": what a page needs before anybody has signed in; "visitor": everyone, who then sees what is public.
Need = Role | Literal["always"]

NEEDS: Final[dict[str, Need]] = {
    "static": "always",
    "accounts.enter": "always",
    "accounts.sign_in": "always",
    "accounts.sign_out": "always",
    "accounts.to_provider": "always",
    "accounts.from_provider": "always",
    "language.choose_language": "always",
    "language.choose_theme": "always",
    "front.home": "visitor",
    "search.results": "visitor",
    "meetings.index": "visitor",
    "meetings.show": "visitor",
    "meetings.show_item": "visitor",
    "decisions.index": "visitor",
    "decisions.show": "visitor",
    "outputs.index": "visitor",
    "outputs.show": "visitor",
    "topics.index": "visitor",
    "topics.show": "visitor",
    "people.index": "visitor",
    "people.show": "visitor",
    "people.organisations": "visitor",
    "people.show_organisation": "visitor",
    "bodies.index": "visitor",
    "bodies.show": "visitor",
    "choice.choose": "visitor",
    "documents.index": "visitor",
    "documents.show": "visitor",
    "documents.attachments": "visitor",
    "documents.attachment": "visitor",
    "documents.picture": "visitor",
    "documents.marks": "visitor",
    "documents.original": "visitor",
    "pictures.index": "visitor",
    "promises.index": "visitor",
    "promises.reminder": "visitor",
    "absence.index": "visitor",
    "newcomer.index": "visitor",
    "newcomer.word": "visitor",
    "guide.index": "visitor",
    "guide.keys": "visitor",
    "feeds.atom": "visitor",
    "feeds.calendar": "visitor",
    "discovery.opensearch": "visitor",
    "discovery.sitemap": "visitor",
    "discovery.robots": "always",
    "problems.index": "reader",
    "checks.index": "reader",
    "notebook.index": "reader",
    "notebook.export": "member",
    "notebook.add": "member",
    "agenda.index": "secretary",
    "agenda.begin": "secretary",
    "agenda.show": "secretary",
    "agenda.save": "secretary",
    "agenda.docx": "secretary",
    "agenda.markdown": "secretary",
    "agenda.compare": "secretary",
    "agenda.mail": "secretary",
    "agenda.pdf": "secretary",
    "agenda.merging": "secretary",
    "agenda.merge_chosen": "secretary",
    "agenda.remove": "secretary",
    "agenda.rename": "secretary",
    "accounts.reads": "administrator",
    **{f"api.{endpoint.name}": endpoint.need for endpoint in ENDPOINTS},
    "api.openapi": "visitor",
    "api.agenda_check": "secretary",
}
# Marks by which the minutes are read otherwise, for everyone: a secretary's. The others are a member's.
SECRETARYS: Final = frozenset(
    {"confirm", "strike", "correct", "output_state", "merge_people", "merge_topics", "merge_bodies", "part_body"}
)


def check() -> Response | None:
    """Lets a request through, sends it to sign in, or refuses it."""
    need = NEEDS.get(request.endpoint or "")
    if request.endpoint is None or need == "always":
        return None
    reader = asking()
    if need is not None and reader.may(need) and (reader.signed_in or _is_open()):
        return None
    if reader.signed_in or need is None:
        raise NotAllowed
    if not _is_page() or current_app.config["KB_DOOR"] != "accounts":
        raise SignInNeeded
    return redirect(f"/kirjaudu?{urlencode({'paluu': request.full_path.rstrip('?')})}", code=303)


def _is_page() -> bool:
    """Whether a page is asked for, from which one can be sent to sign in and come back."""
    return request.method == "GET" and request.blueprint != "api" and not wants_json()


def _is_open() -> bool:
    return bool(current_app.config["KB_SETTINGS"].access.is_open)
