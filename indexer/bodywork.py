"""What hangs together within bodies, worked out for several bodies at once in worker processes.

Starting workers and telling them the words takes a while: a few meetings are compared here.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import indexer.worker
from files import sandbox
from indexer import relate
from indexer.understood import meaning_to_json
from kb.errors import ExtractError
from kb.model import Meeting
from kb.relations import Link
from kb.settings import Settings
from kb.store import codec

# So many meetings are compared in the time that workers take to start.
_FEW: Final = 60
_SECONDS: Final = 3600.0

Group = tuple[Meeting, ...]


class Bodywork:
    """Compares meetings of bodies, in workers that know the words of a file where there are many."""

    def __init__(self, words: Path) -> None:
        self._words = words

    def links(self, groups: Sequence[Group], settings: Settings) -> Iterator[tuple[Link, ...]]:
        """The links within each group of one body's meetings, in the order given."""
        if settings.jobs < 2 or len(groups) < 2 or sum(map(len, groups)) < _FEW:
            yield from relate.of_bodies(groups, settings)
            return
        meaning = meaning_to_json(settings)

        def do(worker: sandbox.Worker, group: Group) -> tuple[Link, ...]:
            sent = base64.b64encode(codec.to_bytes(group)).decode("ascii")
            task = {"do": "links", "group": sent, "settings": meaning, "words": str(self._words)}
            try:
                answer = worker.ask(group[0].id, task, _SECONDS)
            except ExtractError:
                # A worker that was ended from outside, or had too little memory: nothing of the body is left out for it.
                return next(iter(relate.of_bodies((group,), settings)))
            return codec.from_bytes(tuple[Link, ...], base64.b64decode(answer["links"]))

        # The body of most meetings first, so that no worker is left with it when the others are done.
        order = sorted(range(len(groups)), key=lambda place: -len(groups[place]))
        found = dict(sandbox.work(order, lambda worker, place: do(worker, groups[place]), settings, indexer.worker.__name__))
        yield from (found[place] for place in range(len(groups)))
