"""Words that builds have met, with their analyses: each is worked out once, in whichever process meets it first."""

from __future__ import annotations

from typing import Final

from indexer.cache import Stage
from kb import finnish
from kb.finnish import Words

# So many parts are put together as one.
_MOST_PARTS: Final = 20


class Lexicon:
    """The words of the cache, taught to this process; what is learnt since is kept for the next build."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._new = Words()
        self._parts: list[Words] = []
        while (part := stage.value(Words, str(len(self._parts)))) is not None:
            self._parts.append(part)
            finnish.teach(part)
        finnish.learnt()

    def learn(self, words: Words) -> None:
        """Takes in what a worker has worked out."""
        finnish.teach(words)
        self._add(words)

    def save(self) -> None:
        """Keeps what was learnt, here and by workers."""
        self._add(finnish.learnt())
        if not self._new:
            return
        if len(self._parts) < _MOST_PARTS:
            self._stage.put_value(self._new, str(len(self._parts)))
            return
        whole = Words()
        for part in (*self._parts, self._new):
            whole.readings.update(part.readings)
            whole.terms.update(part.terms)
        for number in range(1, len(self._parts)):
            self._stage.forget(str(number))
        self._stage.put_value(whole, "0")

    def _add(self, words: Words) -> None:
        self._new.readings.update(words.readings)
        self._new.terms.update(words.terms)
