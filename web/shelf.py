"""The one open Library that all requests read: opened at the first request, exchanged when a new generation appears."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from typing import cast

from flask import current_app, g

from kb.library import Library
from kb.model import Decision
from kb.results import State
from kb.settings import Settings


class Shelf:
    """Holds the Library. A request reads one generation from its beginning to its end: see `library`."""

    def __init__(self, settings: Settings, today: Callable[[], datetime.date] = datetime.date.today) -> None:
        self.settings = settings
        self.today = today
        self._lock = threading.Lock()
        self._library: Library | None = None

    def latest(self) -> Library:
        """The Library of the newest generation. Raises IndexMissing, IndexOutdated or IndexBroken."""
        with self._lock:
            self._library = Library.open(self.settings, self.today) if self._library is None else self._library.refreshed()
            return self._library


def state_of(decision: Decision) -> State:
    """Where a decision stands on the day that the application counts from."""
    return library().state(decision, current_app.config["KB_TODAY"]())


def library() -> Library:
    """The Library of this request: the same generation however often it is asked for."""
    if "library" not in g:
        g.library = cast(Shelf, current_app.extensions["shelf"]).latest()
    return cast(Library, g.library)
