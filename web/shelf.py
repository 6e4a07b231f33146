"""The one open Library that all requests read: opened at the first request, exchanged when a new generation appears."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from typing import cast

from flask import current_app, g

from kb.errors import BadSettings, KbError
from kb.library import Library
from kb.model import Decision
from kb.results import State
from kb.settings import CONFIG_NAME, Settings, reread


class Shelf:
    """Holds the Library. A request reads one generation from its beginning to its end: see `library`."""

    def __init__(self, settings: Settings, today: Callable[[], datetime.date] = datetime.date.today) -> None:
        self.settings = settings
        self.today = today
        self.refused: KbError | None = None
        self._lock = threading.Lock()
        self._library: Library | None = None
        self._written = self._state()

    def latest(self) -> Library:
        """The Library of the newest generation, with the settings as they are written now. `refused` tells why what is written
        now is not taken: the settings of before then hold. Raises IndexMissing, IndexOutdated or IndexBroken."""
        with self._lock:
            if self._written != (now := self._state()):
                self._written = now
                self._reread()
            self._library = Library.open(self.settings, self.today) if self._library is None else self._library.refreshed()
            return self._library

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


def state_of(decision: Decision) -> State:
    """Where a decision stands on the day that the application counts from."""
    return library().state(decision, current_app.config["KB_TODAY"]())


def library() -> Library:
    """The Library of this request: the same generation however often it is asked for."""
    if "library" not in g:
        shelf = cast(Shelf, current_app.extensions["shelf"])
        g.library = shelf.latest()
        current_app.config["KB_SETTINGS"] = g.library.settings
    return cast(Library, g.library)
