"""Slides drawn before anybody asks: a deck's first view waits for LibreOffice, so its pictures are begun once the index is there.

One deck at a time, the newest first, behind everything else that the machine does.
"""

from __future__ import annotations

import contextlib
import os
import threading
from typing import Final

from flask import Flask

from files import pictures
from kb.errors import KbError
from kb.library import Library
from kb.settings import Settings
from kb.store import generations

_PAUSE: Final = 20.0
_NICE: Final = 15


def start(app: Flask) -> threading.Thread:
    """Begins to draw the decks of the present generation, and of each new one."""
    thread = threading.Thread(target=_follow, args=(app.config["KB_SETTINGS"],), name="kb-kuvat", daemon=True)
    thread.start()
    return thread


def _follow(settings: Settings) -> None:
    pause = threading.Event()
    # What a thread of Linux starts is as patient as the thread.
    with contextlib.suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
    drawn = None
    while True:
        with contextlib.suppress(KbError, OSError):
            if drawn != (now := generations.current(settings.data)):
                draw_decks(settings)
                drawn = now
        pause.wait(_PAUSE)


def draw_decks(settings: Settings) -> int:
    """Draws the first slide of every deck, the newest meeting's first, until the store has no more room. Says how many."""
    library = Library.open(settings)
    newest = [attachment.file for attachment in library.attachments() if attachment.file]
    kinds = {document.path: document.media_type for document in library.documents() if document.read}
    decks = (path for path in dict.fromkeys((*newest, *kinds)) if kinds.get(path) in pictures.DECKS)
    if not pictures.has_office():
        return 0
    return sum(pictures.prepare(settings, path, kinds[path]) for path in decks)
