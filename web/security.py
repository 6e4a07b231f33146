"""What keeps a page from being used against its reader: headers, the names this server answers to, and form tokens."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from flask import Flask, Response, abort, request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer

from kb.settings import Settings

# Everything comes from the package itself; nothing is inline, so that words of a document can never become a script.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
TOKEN_SECONDS = 12 * 3600
TOKEN_FIELD = "tunnus"
_CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def guard(app: Flask, settings: Settings) -> None:
    """Gives the app its secret, its headers, the check of the Host header and the check of form tokens."""
    app.secret_key = secret(settings.data)
    app.config.update(SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_NAME="kokousmuisti")
    if settings.host in ("localhost", "127.0.0.1", "::1"):
        # A page elsewhere whose name is made to point at 127.0.0.1 sends its own name as Host (DNS rebinding).
        app.config["TRUSTED_HOSTS"] = [*LOOPBACK]
    app.before_request(_check_token)
    app.after_request(_add_headers)
    app.jinja_env.globals.update(form_token=form_token, TOKEN_FIELD=TOKEN_FIELD)


def secret(data: Path) -> bytes:
    """The key that signs cookies and forms: kept in the private index directory, so that a restart does not void open forms.

    Where the directory cannot be written the key lives as long as the process.
    """
    path = data / "web-secret"
    try:
        return path.read_bytes() or secrets.token_bytes(32)
    except OSError:
        key = secrets.token_bytes(32)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return key
    with os.fdopen(handle, "wb") as file:
        file.write(key)
    return key


def form_token() -> str:
    """A signed token for a form on this page; it belongs to the reader's session and is good for half a day."""
    session.setdefault("id", secrets.token_urlsafe(16))
    return _serializer().dumps(session["id"])


def _serializer() -> URLSafeTimedSerializer:
    from flask import current_app

    assert current_app.secret_key is not None
    return URLSafeTimedSerializer(current_app.secret_key, salt="lomake")


def _check_token() -> None:
    if request.method not in _CHANGES:
        return
    token = request.form.get(TOKEN_FIELD) or request.headers.get("X-Lomake", "")
    try:
        owner = _serializer().loads(token, max_age=TOKEN_SECONDS)
    except BadSignature:
        owner = None
    if not owner or owner != session.get("id"):
        abort(403)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.mimetype in ("text/html", "application/json"):
        response.headers.setdefault("Cache-Control", "no-cache")
        response.vary.update(("Accept", "Cookie"))
    return response
