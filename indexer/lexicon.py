"""Words that builds have met, with their analyses: each is worked out once, in whichever process meets it first.

They lie in one file beside the cache, JSON Lines, which the build and its workers read when they begin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kb import finnish
from kb.finnish import Words
from kb.store import codec

# A file of more lines is written anew as one.
_MOST_LINES: Final = 40


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the file holds; `version` is that of the dictionary and the code."""

    version: str
    words: Words


class Lexicon:
    """The words of a file, taught to this process by `load`; what is learnt since is kept for the next one.

    What is new is added to the file as a line of its own; a file of many lines, or one that is damaged, is written anew.
    """

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self._version = version
        self._words = Words()
        self._new = Words()
        self._lines = 0

    def load(self) -> None:
        """Teaches this process the words of the file, as far as they are of this version and can be read."""
        for kept in _lines_of(self.path):
            if kept is None or kept.version != self._version:
                self._lines = _MOST_LINES
                break
            self._words.update(kept.words)
            self._lines += 1
        finnish.teach(self._words)
        finnish.learnt()

    def learn(self, words: Words) -> None:
        """Takes in what a worker has worked out."""
        finnish.teach(words)
        self._new.update(words)

    def save(self) -> None:
        """Keeps what was learnt, here and by workers."""
        self._new.update(finnish.learnt())
        if not self._new:
            return
        self._words.update(self._new)
        if 0 < self._lines < _MOST_LINES:
            with self.path.open("ab") as file:
                file.write(self._line(self._new))
            self._lines += 1
        else:
            self._write_anew()
        self._new = Words()

    def _write_anew(self) -> None:
        temporary = self.path.with_suffix(".new")
        try:
            temporary.write_bytes(self._line(self._words))
            temporary.replace(self.path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        self._lines = 1

    def _line(self, words: Words) -> bytes:
        return codec.to_bytes(_Kept(self._version, words)) + b"\n"


def teach_from(path: Path) -> None:
    """Teaches this process the words of a file that was saved for it; a line that cannot be read teaches nothing."""
    for kept in _lines_of(path):
        if kept is not None:
            finnish.teach(kept.words)


def _lines_of(path: Path) -> Iterator[_Kept | None]:
    """What each line of a file keeps, None for one that cannot be read; nothing where there is no file."""
    try:
        lines = path.read_bytes().splitlines(keepends=True)
    except OSError:
        return
    for line in lines:
        try:
            yield codec.from_bytes(_Kept, line) if line.endswith(b"\n") else None
        except ValueError:
            yield None
