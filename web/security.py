"""What keeps a page from being used against its reader: headers, the names this server answers to, where a change comes from,
and form tokens."""

from __future__ import annotations

import hashlib
import ipaddress
import os
import platform
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request, session
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
LOOPBACK = ("localhost", "127.0.0.1", "::1")
ANYWHERE = ("0.0.0.0", "::", "")
TOKEN_SECONDS = 12 * 3600
TOKEN_FIELD = "tunnus"
_CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def guard(app: Flask, settings: Settings) -> None:
    """Gives the app its secret, its headers, the check of the Host header and the check of form tokens."""
    app.secret_key = secret(settings.data)
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=bool(settings.public_url and settings.public_url.startswith("https:")),
        # A browser knows cookies by the machine, not by the port: two servers on one machine must not void each other's.
        SESSION_COOKIE_NAME=f"kokousmuisti-{hashlib.sha256(str(settings.data).encode()).hexdigest()[:10]}",
        OWN_NAMES=frozenset(names(settings)),
    )
    app.before_request(_check_host)
    app.before_request(_check_origin)
    app.before_request(_check_length)
    app.before_request(_check_token)
    app.after_request(_add_headers)
    app.jinja_env.globals.update(form_token=form_token, root_url=root_url, TOKEN_FIELD=TOKEN_FIELD)


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


def names(settings: Settings) -> Iterator[str]:
    """The names and addresses this server answers to, as they stand in a Host header without the port."""
    yield from LOOPBACK
    yield from (name.lower() for name in settings.hosts)
    if settings.public_url:
        yield (urlsplit(settings.public_url).hostname or "").lower()
    if settings.host in LOOPBACK:
        return
    if settings.host not in ANYWHERE:
        yield settings.host.lower()
        return
    yield platform.node().lower()


def root_url() -> str:
    """The address of this server's front page, without a slash at its end: the configured one, else where it listens.

    It is never what a request's Host header says: what goes out with it is read elsewhere.
    """
    settings: Settings = current_app.config["KB_SETTINGS"]
    if settings.public_url:
        return settings.public_url
    host = platform.node() if settings.host in ANYWHERE else settings.host
    port = request.environ.get("SERVER_PORT") or settings.port
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _check_host() -> None:
    """A page elsewhere whose name is made to point at this machine sends its own name as Host (DNS rebinding)."""
    name = _name(f"//{request.headers.get('Host', '')}") or ""
    if name in current_app.config["OWN_NAMES"]:
        return
    # A bare address is nobody's name; which ones lead here is the system's to know.
    if current_app.config["KB_SETTINGS"].host not in ANYWHERE or not _is_address(name):
        abort(400)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _check_origin() -> None:
    """A change comes from a page of this server: a browser says where from, and cannot be made to lie."""
    if request.method not in _CHANGES:
        return
    if request.routing_exception is not None:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site not in (None, "same-origin", "none"):
        abort(403)
    own = {f"//{request.headers.get('Host', '')}", _place(current_app.config["KB_SETTINGS"].public_url or "")}
    if origin is not None and _place(origin) not in own - {"//"}:
        abort(403)


def _check_length() -> None:
    """A form longer than any page sends is refused by what its header says, before it is read; files have a limit of their own."""
    if request.mimetype != "multipart/form-data" and (request.content_length or 0) > current_app.config["MAX_FORM_MEMORY_SIZE"]:
        abort(413)


def _place(address: str) -> str:
    """The part of an address that says which server it is."""
    return f"//{address.partition('//')[2].partition('/')[0]}"


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def form_token() -> str:
    """A signed token for a form on this page; it belongs to the reader's session and is good for half a day."""
    session.setdefault("id", secrets.token_urlsafe(16))
    return _serializer().dumps(session["id"])


def _serializer() -> URLSafeTimedSerializer:
    assert current_app.secret_key is not None
    return URLSafeTimedSerializer(current_app.secret_key, salt="lomake")


def _check_token() -> None:
    if request.method not in _CHANGES:
        return
    if request.routing_exception is not None or request.blueprint == "api":
        # Nothing answers there, or what answers only reads and is no form: a page elsewhere cannot send JSON here.
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
