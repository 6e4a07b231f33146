"""Words that builds have met, with their analyses: each is worked out once, in whichever process meets it first.

They lie in one file beside the cache, which the build and its workers read when they begin.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb import finnish
from kb.finnish import Words
from kb.store import codec


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the file holds; `version` is that of the dictionary and the code."""

    version: str
    words: Words


class Lexicon:
    """The words of a file, taught to this process; what is learnt since is kept for the next one."""

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self._version = version
        self._new = False
        try:
            kept = codec.from_bytes(_Kept, path.read_bytes())
        except (OSError, ValueError):
            kept = _Kept("", Words())
        self._words = kept.words if kept.version == version else Words()
        finnish.teach(self._words)
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
        temporary = self.path.with_suffix(".new")
        try:
            temporary.write_bytes(codec.to_bytes(_Kept(self._version, self._words)))
            temporary.replace(self.path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        self._new = False

    def _add(self, words: Words) -> None:
        self._words.update(words)
        self._new = self._new or bool(words)


def teach_from(path: Path) -> None:
    """Teaches this process the words of a file that was saved for it; one that cannot be read teaches nothing."""
    try:
        finnish.teach(codec.from_bytes(_Kept, path.read_bytes()).words)
    except (OSError, ValueError):
        return
