"""Accounts: who may sign in, with which role, as a member of which bodies. One private file beside the journal."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import argon2
from filelock import FileLock

from kb.access.readers import ROLES, Reader, Role, reader
from kb.errors import BadAccount, NoSuch
from kb.settings import Settings
from kb.store import disk, generations

SHORTEST: Final = 12
LONGEST: Final = 200
_NAME: Final = re.compile(r"[\w.@+-]{1,80}")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. `name` is lower case; `secret` a hash of the password, None for one whom another service
    signs in. `bodies` are names or ids of the bodies whose member this is."""

    name: str
    role: Role
    bodies: tuple[str, ...] = ()
    secret: str | None = None

    @property
    def reader(self) -> Reader:
        """Who this is to the pages."""
        return reader(self.name, self.role, self.bodies)

    @property
    def stamp(self) -> str:
        """Changes with the password, so that a session begun with the old one ends."""
        return hashlib.sha256(f"{self.name} {self.secret}".encode()).hexdigest()[:16]


class Accounts:
    """The accounts of one library. May be used by several processes at once; a change replaces the file in one step."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def of(cls, settings: Settings) -> Accounts:
        """The accounts beside the journal of these settings."""
        return cls(settings.accounts_path)

    def all(self) -> tuple[Account, ...]:
        """Every account, by name. Raises BadAccount where the file cannot be read: nobody gets in then."""
        try:
            given = json.loads(self.path.read_text(encoding="utf-8"))
            return tuple(sorted(map(_account, given["accounts"]), key=lambda account: account.name))
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadAccount("accounts_unreadable", file=self.path) from error

    def get(self, name: str) -> Account | None:
        """One account, None where there is none by this name."""
        return next((account for account in self.all() if account.name == name.strip().lower()), None)

    def put(self, name: str, role: Role, bodies: tuple[str, ...] = (), password: str | None = None) -> Account:
        """Adds an account or changes one; without a password the one of before stays. Raises BadAccount."""
        name = name.strip().lower()
        if not _NAME.fullmatch(name):
            raise BadAccount("bad_account_name", name=name)
        if role not in ROLES[1:]:
            raise BadAccount("bad_account_role", name=role, known=", ".join(ROLES[1:]))
        if password is not None and not SHORTEST <= len(password) <= LONGEST:
            raise BadAccount("bad_password", shortest=SHORTEST, longest=LONGEST)
        with self._changing() as known:
            before = known.get(name, Account(name, role))
            secret = _hasher().hash(password) if password is not None else before.secret
            known[name] = replace(before, role=role, bodies=bodies, secret=secret)
        return known[name]

    def remove(self, name: str) -> None:
        """Takes an account away; sessions of it end. Raises NoSuch."""
        with self._changing() as known:
            if known.pop(name.strip().lower(), None) is None:
                raise NoSuch(id=name)

    def verify(self, name: str, password: str) -> Account | None:
        """The account when the password is its own. It takes as long where there is no such account."""
        account = self.get(name)
        secret = account.secret if account is not None and account.secret else _nobody()
        try:
            _hasher().verify(secret, password[: LONGEST + 1])
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return None
        return account if account is not None and account.secret else None

    @contextlib.contextmanager
    def _changing(self) -> Iterator[dict[str, Account]]:
        with disk.writing(self.path.parent), FileLock(self.path.with_name("kb-accounts.lock"), mode=0o600):
            known = {account.name: account for account in self.all()}
            yield known
            shapes = [_shape(account) for account in known.values()]
            self._write(json.dumps({"accounts": shapes}, ensure_ascii=False, indent=1))

    def _write(self, text: str) -> None:
        temporary = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
        temporary.unlink(missing_ok=True)
        with disk.open_private(temporary) as file:
            disk.append_line(file, text)
        temporary.replace(self.path)
        generations.sync(self.path.parent)


def _account(given: Any) -> Account:
    account = Account(str(given["name"]), given["role"], tuple(map(str, given.get("bodies", ()))), given.get("secret"))
    if account.role not in ROLES[1:] or not isinstance(account.secret, str | None):
        raise ValueError(account.name)
    return account


def _shape(account: Account) -> dict[str, Any]:
    return {"name": account.name, "role": account.role, "bodies": list(account.bodies), "secret": account.secret}


@cache
def _hasher() -> argon2.PasswordHasher:
    """Argon2id with the second recommended option of RFC 9106 (64 MiB)."""
    return argon2.PasswordHasher.from_parameters(argon2.profiles.RFC_9106_LOW_MEMORY)


@cache
def _nobody() -> str:
    return _hasher().hash("ei kenenkään salasana")
