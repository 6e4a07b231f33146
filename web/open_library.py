"""The one open Library that all requests read: opened at the first request, exchanged when a new generation appears."""

from __future__ import annotations

import datetime
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Final, cast

from flask import current_app, g, request

from kb.access.readers import Reader
from kb.errors import BadSettings, KbError, NoSuch
from kb.knowledge import following
from kb.library import Library
from kb.model import Decision
from kb.results import State, StateCode
from kb.settings import CONFIG_NAME, Settings, reread
from web.door import asking

# The name of the choice in the address and of its cookie, and what means all bodies.
PARAMETER: Final = "toimielin"
ALL: Final = "kaikki"
# For how many sets of rights a library is kept ready.
_MOST_VIEWS: Final = 16


class OpenLibrary:
    """The Library of the newest generation, as each reader sees it. A request reads one generation from its beginning to its end:
    see `current_library`. `written` tells when the settings that hold were written."""

    def __init__(self, settings: Settings, today: Callable[[], datetime.date] = datetime.date.today) -> None:
        self.settings = settings
        self.today = today
        self.refused: KbError | None = None
        self._lock = threading.Lock()
        self._library: Library | None = None
        self._narrowed: OrderedDict[Library, dict[str, Library]] = OrderedDict()
        self.written = self._state()

    def latest(self) -> Library:
        """The Library of the newest generation, with the settings as they are written now. `refused` tells why what is written
        now is not taken: the settings of before then hold. Raises IndexMissing, IndexOutdated or IndexBroken."""
        with self._lock:
            if self.written != (now := self._state()):
                self.written = now
                self._reread()
            before = self._library
            self._library = Library.open(self.settings, self.today) if before is None else before.refreshed()
            if self._library is not before:
                self._narrowed.clear()
            return self._library

    def narrowed(self, whole: Library, body: str) -> Library:
        """The library, whole or as a reader sees it, narrowed to a body; made once for each generation."""
        with self._lock:
            known = self._narrowed.setdefault(whole, {})
            if body not in known:
                known[body] = whole.of(body)
            return known[body]

    def seen_by(self, reader: Reader) -> Library:
        """The latest library as a reader sees it; what is made for the last few sets of rights is kept ready."""
        view = self.latest().seen_by(reader)
        with self._lock:
            self._narrowed.setdefault(view, {})
            self._narrowed.move_to_end(view)
            while len(self._narrowed) > _MOST_VIEWS:
                self._narrowed.popitem(last=False)
        return view

    def _reread(self) -> None:
        try:
            self.settings, self.refused = reread(self.settings), None
        except BadSettings as error:
            self.refused = error
        else:
            self._library = None

    def _state(self) -> tuple[int, int] | None:
        """What changes when the settings are written: cheap to ask."""
        try:
            found = (self.settings.corpus / CONFIG_NAME).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size


def state_of(decision: Decision) -> State | None:
    """Where a decision stands on the day that the application counts from; None where nothing is known."""
    if "state_of" not in g:
        g.state_of = current_library().states_on(current_app.config["KB_TODAY"]())
    return cast(State | None, g.state_of(decision))


def standing_day(library: Library) -> datetime.date:
    """The day on which what is open is told: see `kb.knowledge.following`."""
    return following.standing_day(library.meetings(), current_app.config["KB_TODAY"]())


def last_day(library: Library) -> datetime.date | None:
    """The day of the newest minutes where minutes have ended; None where they go on."""
    day = standing_day(library)
    return None if day == current_app.config["KB_TODAY"]() else day - datetime.timedelta(days=1)


def following_of(library: Library) -> following.Following | None:
    """The meeting that comes next: see `kb.knowledge.following`."""
    today: datetime.date = current_app.config["KB_TODAY"]()
    return following.following(library.meetings(), library.meetings(kind="agenda"), today)


def whole_library() -> Library:
    """The Library of this request with all its bodies, as its reader sees it: the same generation however often it is asked for.

    It is the only way from a page to the material, so that no page can forget who is asking.
    """
    if "whole" not in g:
        open_library = cast(OpenLibrary, current_app.extensions["open_library"])
        g.whole = open_library.seen_by(asking())
        current_app.config["KB_SETTINGS"] = g.whole.settings
    return cast(Library, g.whole)


def code_of(decision: Decision) -> StateCode | None:
    """The code of where a decision stands, None where nothing is known."""
    state = state_of(decision)
    return state.code if state else None


def current_library() -> Library:
    """The Library of this request, narrowed to the body that the reader has chosen."""
    if "library" not in g:
        open_library = cast(OpenLibrary, current_app.extensions["open_library"])
        body = chosen(whole_library())
        g.library = whole_library() if body is None else open_library.narrowed(whole_library(), body)
    return cast(Library, g.library)


def library_of(body: str | None) -> Library:
    """The Library of this request, narrowed to a body that is named, whatever the reader has chosen for the pages. Raises NoSuch."""
    if body is None:
        return whole_library()
    open_library = cast(OpenLibrary, current_app.extensions["open_library"])
    return open_library.narrowed(whole_library(), whole_library().body_of(body).id)


def chosen(library: Library) -> str | None:
    """The id of the body that the address says, else the cookie; None for all, and where it is not known. Several bodies in an
    address are a filter and no choice."""
    given = [value for value in request.args.getlist(PARAMETER) if value.strip()]
    wanted = given or [value for value in (request.cookies.get(PARAMETER),) if value]
    if len(wanted) != 1 or wanted[0] == ALL:
        return None
    try:
        return library.body_of(wanted[0]).id
    except NoSuch:
        return None


def nearest(ids: Callable[[Library], Iterable[str]], id: str) -> Library:
    """The chosen body's library where it has a thing, else the whole one: its page then tells everything of it."""
    return current_library() if id in ids(current_library()) else whole_library()
