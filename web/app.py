"""`create_app(settings)`: the Flask application, its blueprints, and the one place where errors become pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, g, request
from flask_babel import Babel
from werkzeug.exceptions import HTTPException

from kb.errors import BadAccount, KbError
from kb.results import attachment_url, is_unsure, url_of
from kb.settings import Oidc, Settings
from kb.slugs import item_slug
from web import (
    absence,
    bodies,
    checks,
    choice,
    decisions,
    delivery,
    discovery,
    documents,
    doers,
    door,
    errors,
    feeds,
    formats,
    front,
    guide,
    language,
    linked,
    meetings,
    newcomer,
    notebook,
    outputs,
    people,
    pictures,
    places,
    problems,
    promises,
    search,
    security,
    topics,
    words,
)
from web.accounts import pages as accounts
from web.accounts import rights
from web.agenda import pages as agenda
from web.answers import address
from web.api import pages as api
from web.open_library import PARAMETER, OpenLibrary, current_library, whole_library

BLUEPRINTS = (
    front.bp,
    search.bp,
    meetings.bp,
    checks.bp,
    choice.bp,
    bodies.bp,
    decisions.bp,
    outputs.bp,
    topics.bp,
    people.bp,
    documents.bp,
    pictures.bp,
    newcomer.bp,
    notebook.bp,
    promises.bp,
    absence.bp,
    problems.bp,
    agenda.bp,
    guide.bp,
    feeds.bp,
    discovery.bp,
    language.bp,
    accounts.bp,
    api.bp,
)


def create_app(settings: Settings, today: Callable[[], date] = date.today, *, open_to_all: bool = False) -> Flask:
    """The web interface over the index that the settings name. The index is opened at the first request, not here.

    `today` tells the day that "overdue" and "next" are counted from; `open_to_all` that no door is wanted.
    """
    app = Flask(__name__)
    app.config.update(
        KB_SETTINGS=settings,
        KB_TODAY=today,
        BABEL_DEFAULT_LOCALE="fi",
        MAX_CONTENT_LENGTH=32 * 1024 * 1024,
        # A longer form is refused by what its header says of it, before it is read.
        MAX_FORM_MEMORY_SIZE=agenda.MOST_FORM,
    )
    app.extensions["open_library"] = OpenLibrary(settings, today)
    Babel(app, locale_selector=language.choose)
    security.guard(app, settings)
    door.hang(app, settings, open_to_all=open_to_all)
    app.before_request(rights.check)
    app.permanent_session_lifetime = accounts.IDLE_SECONDS
    app.extensions["tries"] = accounts.Tries()
    if settings.oidc is not None:
        app.extensions["oidc"] = _provider(app, settings.oidc)
    # Last of what looks at a request: only who may see a page learns that it is as it was.
    delivery.prepare(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.register_error_handler(KbError, errors.show_kb_error)
    app.register_error_handler(HTTPException, errors.show_http_error)
    app.context_processor(_everywhere)
    _prepare_templates(app)
    return app


def _provider(app: Flask, settings: Oidc) -> object:
    try:
        from web.accounts.oidc import Provider
    except ImportError as error:
        raise BadAccount("oidc_missing") from error
    return Provider(app, settings)


def _everywhere() -> dict[str, Any]:
    """What every page shows. An error page must come up without an index, too."""
    reader = g.get("reader")
    try:
        name, body, known = whole_library().info().name, current_library().body, choice.bodies()
    except KbError:
        name, body, known = None, None, ()
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return {
        "library_name": name,
        "body": body,
        "bodies": known,
        "feed": "/syote.xml" + (f"?{urlencode({PARAMETER: body.id})}" if body else ""),
        "this_page": here,
        "query": request.args.get("q", ""),
        "account": reader.name if reader is not None else "",
        "may_sign_in": current_app.config["KB_DOOR"] == "accounts",
    }


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.install_gettext_callables(language.message, language.messages, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(formats.FILTERS, item_slug=item_slug, data_block=linked.script)
    app.jinja_env.globals.update(
        words=words,
        may=door.may,
        url_of=url_of,
        attachment_url=attachment_url,
        address=address,
        language=language.language,
        theme=language.theme,
        LANGUAGES=language.LANGUAGES,
        today=lambda: current_app.config["KB_TODAY"](),
        span=formats.span,
        whose=choice.whose,
        doers_of=doers.doers_of,
        is_unsure=is_unsure,
        place_of=places.place_of,
        hit_url=places.hit_url,
        document_url=places.document_url,
        section_url=places.section_url,
        place_url=places.place_url,
        picture_url=places.picture_url,
    )
