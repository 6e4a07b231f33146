"""A folder that lives: tells when something in it has changed, by the system's own notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from watchfiles import Change, watch

from kb.settings import Settings

# A file being copied changes many times: wait until it has been quiet for so long, but not for ever.
_QUIET: Final = 1600
_LONGEST: Final = 20_000
# Where notices do not come from (some network drives), the folder is looked at this often all the same.
_LOOK_AGAIN: Final = 300_000


def changes(settings: Settings) -> Iterator[None]:
    """Once at the beginning, then once after each burst of changes to materials or settings, until interrupted."""
    own = (settings.data.resolve(), settings.drafts_path.resolve(), settings.journal_path.resolve())

    def matters(_change: Change, name: str) -> bool:
        path = Path(name)
        hidden = any(part.startswith(".") for part in path.parts[len(settings.corpus.parts) :])
        return (
            not hidden
            and not path.name.startswith(("kb-journal.", "kb-accounts.", "kb-reads."))
            and not any(path.is_relative_to(place) for place in own)
        )

    yield
    for _ in watch(
        settings.corpus,
        watch_filter=matters,
        debounce=_LONGEST,
        step=_QUIET,
        rust_timeout=_LOOK_AGAIN,
        yield_on_timeout=True,
        raise_interrupt=False,
    ):
        yield
