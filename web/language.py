"""The language and the look a reader has chosen: kept in cookies, changed by plain links.

Finnish is the language of the messages in the code, Swedish and English are translations (`translations/`).
A browser's own language is not asked: many Finnish offices run English browsers.
"""

from __future__ import annotations

from typing import Final, cast

from babel.support import Translations
from flask import Blueprint, Response, abort, current_app, g, redirect, request
from flask_babel import get_domain, get_locale, gettext
from flask_babel import ngettext as babel_ngettext

LANGUAGES: Final = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
THEMES: Final = ("auto", "light", "dark")
_YEAR = 365 * 24 * 3600

bp = Blueprint("language", __name__)


def _(message: str, **values: object) -> str:
    """The message in the reader's language, filled with the values."""
    return str(gettext(message, **values))


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The message for one or for many, in the reader's language; `%(num)s` is the number."""
    return str(babel_ngettext(one, many, num, **values))


def message(text: str) -> str:
    """A template's message in the reader's language; its catalogue is looked for once a page, not once a message."""
    return _catalogue().ugettext(text)


def messages(one: str, many: str, number: int) -> str:
    """A template's message for one or for many, likewise."""
    return _catalogue().ungettext(one, many, number)


def _catalogue() -> Translations:
    if "catalogue" not in g:
        g.catalogue = get_domain().get_translations()
    return cast(Translations, g.catalogue)


def choose() -> str:
    """The reader's language: the cookie's, else the settings'."""
    wanted = request.cookies.get("kieli", "")
    if wanted in LANGUAGES:
        return wanted
    return str(current_app.config["KB_SETTINGS"].language)


def language() -> str:
    """The language of this page: "fi", "sv" or "en"."""
    locale = get_locale()
    return str(locale.language) if locale is not None else "fi"


def theme() -> str:
    """The look chosen: "light", "dark" or "auto" (as the system has it)."""
    wanted = request.cookies.get("teema", "auto")
    return wanted if wanted in THEMES else "auto"


def back() -> str:
    """Where to return after a choice: a path on this server, never another address."""
    return safe_path(request.args.get("paluu", "/"))


def safe_path(path: str) -> str:
    """The path when it is one on this server, else the front page.

    >>> safe_path("/paatokset?s=2"), safe_path("//muualla.example"), safe_path("https://muualla.example")
    ('/paatokset?s=2', '/', '/')
    """
    if not path.startswith("/") or path.startswith("//") or "\\" in path or any(ord(c) < 32 for c in path):
        return "/"
    return path


@bp.get("/kieli/<code>")
def choose_language(code: str) -> Response:
    """Keeps the language and returns."""
    return _keep("kieli", code, tuple(LANGUAGES))


@bp.get("/teema/<code>")
def choose_theme(code: str) -> Response:
    """Keeps the look and returns."""
    return _keep("teema", code, THEMES)


def _keep(name: str, value: str, allowed: tuple[str, ...]) -> Response:
    if value not in allowed:
        abort(404)
    response = current_app.make_response(redirect(back(), code=303))
    response.set_cookie(name, value, max_age=_YEAR, samesite="Lax", httponly=True)
    return response
