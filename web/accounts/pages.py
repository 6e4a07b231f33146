"""Signing in and out, and who has read what is restricted."""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque
from typing import Any, Final

from flask import Blueprint, abort, current_app, redirect, render_template, request, session
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from kb.access import reads as log
from kb.access.accounts import Account, Accounts
from kb.settings import Settings
from web import door
from web.answers import answer
from web.language import _, safe_path
from web.open_library import whole_library

bp = Blueprint("accounts", __name__)

# A session ends after half a day whatever is done, and after two hours when nothing is.
LONGEST_SECONDS: Final = 12 * 3600
IDLE_SECONDS: Final = 2 * 3600
_WINDOW: Final = 15 * 60
_MOST_BY_NAME, _MOST_BY_ADDRESS = 5, 30


class Tries:
    """Failed tries to sign in, by name and by address, in the last quarter of an hour."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failed: dict[tuple[str, str], deque[float]] = {}

    def wait(self, name: str, address: str) -> int:
        """How many seconds are to be waited before another try; 0 for none."""
        now = time.monotonic()
        with self._lock:
            waits = [
                failed[-most] + _WINDOW - now
                for key, most in ((("name", name), _MOST_BY_NAME), (("address", address), _MOST_BY_ADDRESS))
                if len(failed := self._failed.get(key, deque())) >= most
            ]
        return max(0, *map(int, waits)) if waits else 0

    def failed(self, name: str, address: str) -> None:
        """Remembers a failed try."""
        now = time.monotonic()
        with self._lock:
            for key in list(self._failed):
                if self._failed[key][-1] < now - _WINDOW:
                    del self._failed[key]
            for key in (("name", name), ("address", address)):
                self._failed.setdefault(key, deque(maxlen=_MOST_BY_ADDRESS)).append(now)

    def forget(self, name: str) -> None:
        """Forgets the failed tries of one who has got in."""
        with self._lock:
            self._failed.pop(("name", name), None)


@bp.get("/kirjaudu")
def enter() -> str | Response:
    """The page for signing in; where there is nothing to sign in to, the front page."""
    if current_app.config["KB_DOOR"] != "accounts":
        return redirect("/", code=303)
    return _page()


def _page(said: str = "", name: str = "") -> str:
    settings: Settings = current_app.config["KB_SETTINGS"]
    back = safe_path(request.values.get("paluu", "/"))
    by_password = any(account.secret for account in Accounts.of(settings).all())
    return render_template(
        "accounts/enter.html", said=said, name=name, back=back, oidc=settings.oidc, by_password=by_password, section=""
    )


@bp.post("/kirjaudu")
def sign_in() -> Any:
    """Signs in by a name and a password."""
    if current_app.config["KB_DOOR"] != "accounts":
        abort(404)
    name, tries = request.form.get("nimi", "").strip().lower()[:80], current_app.extensions["tries"]
    address = request.remote_addr or ""
    if seconds := tries.wait(name, address):
        minutes = -(-seconds // 60)
        return _page(_("Liian monta yritystä. Yritä uudelleen %(minutes)s minuutin kuluttua.", minutes=minutes), name), 429
    account = Accounts.of(current_app.config["KB_SETTINGS"]).verify(name, request.form.get("salasana", ""))
    if account is None:
        tries.failed(name, address)
        return _page(_("Tunnus tai salasana on väärä."), name), 401
    tries.forget(name)
    return begin(account, request.form.get("paluu", "/"))


def begin(account: Account, back: str) -> Response:
    """Begins a session of an account's own: nothing of the one before goes on."""
    session.clear()
    session.permanent = True
    session["id"] = secrets.token_urlsafe(16)
    session["paattyy"] = time.time() + LONGEST_SECONDS
    login_user(door.user_of(account))
    return redirect(safe_path(back), code=303)


@bp.post("/ulos")
def sign_out() -> Response:
    """Ends the session."""
    logout_user()
    session.clear()
    return redirect("/kirjaudu", code=303)


@bp.get("/lukuloki")
def reads() -> Any:
    """Who has read what is restricted, the newest first: of the documents that the administrator may see."""
    seen = {document.path for document in whole_library().documents()}
    found = [read for read in log.noted(current_app.config["KB_SETTINGS"]) if read.document in seen][:1000]
    return answer("accounts/reads.html", found, reads=found, section="")


@bp.get("/kirjaudu/palvelu")
def to_provider() -> Any:
    """Sends the reader to the provider that signs people in."""
    return _provider().start(request.args.get("paluu", "/"))


@bp.get("/kirjaudu/paluu")
def from_provider() -> Any:
    """Takes the reader back from the provider, when there is an account by the name that it gives."""
    name, back = _provider().finish()
    account = Accounts.of(current_app.config["KB_SETTINGS"]).get(name) if name else None
    if account is None:
        return _page(_("Tunnistautuminen onnistui, mutta sinulla ei ole tunnusta tähän muistiin. Pyydä se ylläpitäjältä.")), 403
    return begin(account, back)


def _provider() -> Any:
    provider = current_app.extensions.get("oidc")
    return provider if provider is not None else abort(404)
