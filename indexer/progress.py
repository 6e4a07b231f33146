"""How far a build is, told honestly: what is done, about how long the rest takes, and which file holds everything up.

The rest of a stage takes as long a file as what is done of it took; stages that are still to come take the share of the whole
that they took in the last build, or a usual one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

# What stages take of a whole build from nothing, where no build has told yet.
USUAL: Final[Mapping[str, float]] = {"read": 0.4, "relate": 0.35, "write": 0.25}
_TOO_SOON: Final = 1.0
# A file that has been in work for so many seconds is named.
SLOW: Final = 5.0


@dataclass(frozen=True, slots=True)
class Step:
    """A moment of a build: `done` of `total` in the stage ("read", "relate", "write").

    `seconds_left` is an estimate for the whole build, None while there is nothing to tell it by; `slow` the path of a file that
    takes long, None when none does.
    """

    stage: str
    done: int
    total: int
    seconds_left: float | None = None
    slow: str | None = None


Progress = Callable[[Step], None]


def silent(step: Step) -> None:
    """Tells nobody."""


class Pace:
    """Makes steps of what is told of a build, with an estimate of what is left."""

    def __init__(
        self, tell: Progress = silent, shares: Mapping[str, float] = USUAL, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._tell = tell
        self._shares = shares
        self._clock = clock
        self._stage = ""
        self._began = 0.0
        self._first = 0

    def at(self, stage: str, done: int, total: int, slow: str | None = None) -> None:
        """So much of a stage is done."""
        if stage != self._stage:
            self._stage, self._began, self._first = stage, self._clock(), done
        self._tell(Step(stage, done, total, self._left(done, total), slow))

    def _left(self, done: int, total: int) -> float | None:
        """Seconds until the end of the build: what is done of this stage tells for the rest of it and for the stages to come."""
        took, made = self._clock() - self._began, done - self._first
        if not made or took < _TOO_SOON:
            return None
        of_stage = took / made * (total - self._first)
        stages = list(self._shares)
        later = stages[stages.index(self._stage) + 1 :] if self._stage in self._shares else []
        share = self._shares.get(self._stage) or 1.0
        return of_stage - took + of_stage * sum(self._shares[name] for name in later) / share
