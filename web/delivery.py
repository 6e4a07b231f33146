"""How answers travel: a page that the reader already has is not made again (ETag and 304), and what is sent is small: no
indentation of templates, and compressed."""

from __future__ import annotations

import gzip
import hashlib
import re
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, cast

from flask import Flask, Response, current_app, g, request
from flask.templating import DispatchingJinjaLoader
from werkzeug.wsgi import FileWrapper

from kb.errors import KbError
from web.open_library import OpenLibrary, whole_library

# What depends on more than the index and the journal: drafts and forms under way, and the front page, which tells of them.
_NEVER_KEPT: Final = ("/esityslista",)
_FRONT: Final = "/"
_KEPT_TYPES: Final = frozenset(("text/html", "application/json", "application/atom+xml", "text/calendar"))
_COMPRESSED: Final = frozenset((*_KEPT_TYPES, "text/css", "text/javascript", "image/svg+xml", "text/csv", "text/markdown"))
# Less than this is not worth the reader's unpacking; levels of gzip: the last one that gains for pages, best for files that stay the same.
_LEAST: Final = 1000
_PAGE_LEVEL, _FILE_LEVEL = 6, 9
_INDENTATION: Final = re.compile(r"^[ \t]+", re.MULTILINE)
# A form's token on a page that a browser has kept must still be good when the form is sent.
_HOURS: Final = 6


def prepare(app: Flask) -> None:
    """Gives the app its answers to conditional requests and its compression."""
    app.config["STARTED"] = secrets.token_hex(8)
    app.extensions["packed"] = {}
    app.jinja_env.loader = Unindented(app)
    app.before_request(_not_modified)
    app.after_request(_tag)
    app.after_request(_compress)


class Unindented(DispatchingJinjaLoader):
    """Loads templates without their indentation; what they show of documents stays as it is."""

    def get_source(self, environment: Any, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The template's source as it is compiled, its file, and what tells whether it is still the same."""
        source, path, is_current = super().get_source(environment, template)
        return _INDENTATION.sub("", source), path, is_current


def _version() -> str | None:
    """What a page of this address depends on, as a tag; None where it cannot be told.

    The generation and the journal, the settings, the server's code (as long as it runs), the day and its quarter, and what the
    reader's cookies choose: language, look, body, and the session that tokens of forms belong to.
    """
    if request.method not in ("GET", "HEAD") or request.path == _FRONT or request.path.startswith(_NEVER_KEPT):
        return None
    if current_app.config["KB_DOOR"] not in ("own", "open"):
        # Where people sign in, what they read is logged, and what they may see may change at any time.
        return None
    try:
        library = whole_library()
    except KbError:
        return None
    today = current_app.config["KB_TODAY"]()
    told = (
        current_app.config["STARTED"],
        library.version,
        cast(OpenLibrary, current_app.extensions["open_library"]).written,
        today,
        datetime.now().hour // _HOURS,
        request.full_path,
        request.headers.get("Accept"),
        request.headers.get("Accept-Language"),
        request.headers.get("HX-Request"),
        request.headers.get("Cookie"),
    )
    return hashlib.blake2b(repr(told).encode(), digest_size=12).hexdigest()


def _not_modified() -> Response | None:
    g.version = _version()
    if g.version is not None and request.if_none_match.contains_weak(g.version):
        return Response(status=304)
    return None


def _tag(response: Response) -> Response:
    version = g.get("version")
    is_kept = response.status_code == 304 or (response.status_code == 200 and response.mimetype in _KEPT_TYPES)
    if version is not None and is_kept and not response.get_etag()[0]:
        response.set_etag(version, weak=True)
    return response


def _compress(response: Response) -> Response:
    if response.status_code != 200 or response.mimetype not in _COMPRESSED:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or request.method == "HEAD" or (response.content_length or _LEAST) < _LEAST:
        return response
    if request.endpoint == "static":
        response.set_data(_packed_file(response))
    else:
        response.set_data(gzip.compress(response.get_data(), _PAGE_LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response


def _packed_file(response: Response) -> bytes:
    """A file of the package, compressed once."""
    packed: dict[str, bytes] = current_app.extensions["packed"]
    key = f"{request.path} {response.get_etag()[0]}"
    file = cast(FileWrapper, response.response)
    if key not in packed:
        packed[key] = gzip.compress(b"".join(file), _FILE_LEVEL, mtime=0)
    file.close()
    response.direct_passthrough = False
    return packed[key]
