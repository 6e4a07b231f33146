"""Drafts kept while they are written: one file a draft beside the journal, one line a version, only ever appended to.

A version is on disk before it is acknowledged. Who saves says which version the change was made on. If somebody else has saved
since, what was to be saved is kept aside, and the later writer is told: nothing is overwritten, and no text is lost. A page's own
saves that overlap (what it saves by itself, and its button) are one writer's. A removed draft stays in its file.
"""

from __future__ import annotations

import datetime
import json
import re
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from kb.agenda.draft import Draft
from kb.errors import JournalConflict, NoSuch
from kb.settings import Settings
from kb.store import codec
from kb.store.log import Log

_ID: Final = re.compile(r"[0-9a-z-]{4,40}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A version of a draft. `version` counts from 1; `at` is UTC, ISO 8601; `who` as people call themselves, may be empty.

    `page` names the page it was saved from. What was kept aside in a conflict has a `version` of its own count, and in `aside` the
    version that it was made on (0: it is no such). `removed` is the mark of a draft that was removed.
    """

    id: str
    version: int
    at: str
    who: str
    draft: Draft
    page: str = ""
    aside: int = 0
    removed: bool = False


class DraftConflict(JournalConflict):
    """Somebody else has saved since. `mine` is what was to be saved, kept aside; `theirs` the latest version."""

    def __init__(self, mine: Kept, theirs: Kept) -> None:
        super().__init__(id=mine.id)
        self.mine, self.theirs = mine, theirs


class Drafts:
    """The drafts of one corpus. May be used by several processes at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, settings: Settings) -> Drafts:
        """The drafts beside the journal of these settings."""
        return cls(settings.drafts_path)

    def all(self) -> tuple[Kept, ...]:
        """The latest version of every draft, removed ones too, the last saved first."""
        found = [versions[-1] for path in sorted(self.folder.glob("*.jsonl")) if (versions := _versions(self._read(path.stem)))]
        return tuple(sorted(found, key=lambda kept: kept.at, reverse=True))

    def versions(self, id: str) -> tuple[Kept, ...]:
        """Every version of a draft, oldest first. Raises NoSuch."""
        found = _versions(self._read(id)) if _ID.fullmatch(id) else ()
        if not found:
            raise NoSuch(id=id)
        return found

    def get(self, id: str, version: int | None = None) -> Kept:
        """A draft's version, the latest unless told. Raises NoSuch."""
        versions = self.versions(id)
        return versions[-1] if version is None else _one(versions, id, version)

    def asides(self, id: str) -> tuple[Kept, ...]:
        """What was kept aside in conflicts, oldest first. Raises NoSuch."""
        self.versions(id)
        return tuple(kept for kept in self._read(id) if kept.aside)

    def aside(self, id: str, number: int) -> Kept:
        """One of what was kept aside. Raises NoSuch."""
        return _one(self.asides(id), id, number)

    def add(self, draft: Draft, who: str = "", page: str = "") -> Kept:
        """A new draft with its first version."""
        day = draft.date.isoformat() if draft.date else "luonnos"
        return self._append(Kept(f"{day}-{secrets.token_hex(4)}", 1, _now(), who.strip(), draft, page))

    def save(self, id: str, draft: Draft, who: str = "", *, seen: int, page: str = "") -> Kept:
        """The next version, made on version `seen`; the same as before makes none. Raises NoSuch, DraftConflict."""
        self.versions(id)
        return self._append(Kept(id, seen + 1, _now(), who.strip(), draft, page))

    def remove(self, id: str, who: str = "", *, seen: int) -> Kept:
        """Removes a draft; its versions stay. Raises NoSuch, DraftConflict."""
        return self._append(replace(self.get(id), version=seen + 1, at=_now(), who=who.strip(), page="", removed=True))

    def restore(self, id: str, who: str = "") -> Kept:
        """Brings a removed draft back. Raises NoSuch."""
        latest = self.get(id)
        return self._append(replace(latest, version=latest.version + 1, at=_now(), who=who.strip(), page="", removed=False))

    def _append(self, new: Kept) -> Kept:
        log = self._log(new.id)
        with log.appending() as add:
            kept = self._read(new.id)
            versions = _versions(kept)
            latest = versions[-1] if versions else None
            if latest is not None and any(
                not new.page or one.page != new.page for one in versions if one.version >= new.version
            ):
                mine = _kept_aside(new, kept)
                if mine not in kept:
                    add(_line(mine))
                raise DraftConflict(mine, latest)
            if latest is not None and latest.draft == new.draft and latest.removed == new.removed:
                return latest
            made = replace(new, version=(latest.version if latest else 0) + 1)
            add(_line(made))
        return made

    def _read(self, id: str) -> tuple[Kept, ...]:
        return tuple(kept for kept in map(_kept, self._log(id).lines()) if kept is not None)

    def _log(self, id: str) -> Log:
        return Log(self.folder / f"{id}.jsonl")


def _versions(kept: tuple[Kept, ...]) -> tuple[Kept, ...]:
    return tuple(one for one in kept if not one.aside)


def _one(kept: tuple[Kept, ...], id: str, version: int) -> Kept:
    found = next((one for one in kept if one.version == version), None)
    if found is None:
        raise NoSuch(id=f"{id}/{version}")
    return found


def _kept_aside(new: Kept, kept: tuple[Kept, ...]) -> Kept:
    """What could not be saved, with a number of its own; the one there is when the same was kept aside before."""
    asides = [one for one in kept if one.aside]
    known = next((one for one in asides if (one.draft, one.who, one.aside) == (new.draft, new.who, new.version - 1)), None)
    return known or replace(new, version=len(asides) + 1, aside=max(1, new.version - 1), removed=False)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _line(kept: Kept) -> str:
    return json.dumps(codec.encode(kept), ensure_ascii=False)


def _kept(line: str) -> Kept | None:
    try:
        values: Any = json.loads(line)
        return codec.decode(Kept, values)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
