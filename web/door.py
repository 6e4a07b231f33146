"""Who is asking, by the kind of door there is.

own       no accounts, and only this machine is listened to: whoever asks is the owner of the files
accounts  people sign in here, or a provider signs them in (OpenID Connect)
proxy     a trusted proxy has signed them in and says who they are
open      no door at all (`--avoin`): everyone sees what is not restricted, and nobody more
"""

from __future__ import annotations

import ipaddress
import time
from typing import Final, Literal, cast

from flask import Flask, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user

from kb.access import reads
from kb.access.accounts import Account, Accounts
from kb.access.readers import OWNER, VISITOR, Reader, Role
from kb.errors import BadAccount, NotAllowed
from kb.library import Library
from kb.settings import Settings

Door = Literal["own", "accounts", "proxy", "open"]
# Someone who came through an open door: as one who has signed in, but nobody in particular.
ANYBODY: Final = Reader("", "secretary")


def door_of(settings: Settings, *, open_to_all: bool = False) -> Door:
    """The kind of door that the settings make."""
    if settings.proxy_header:
        return "proxy"
    if settings.oidc is not None or Accounts.of(settings).path.exists():
        return "accounts"
    return "open" if open_to_all else "own"


class _User(UserMixin):  # type: ignore[misc]
    """An account as Flask-Login knows it. Its id changes with the password."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.id = f"{account.name}:{account.stamp}"


def hang(app: Flask, settings: Settings, *, open_to_all: bool) -> None:
    """Gives the application its door."""
    app.config["KB_DOOR"] = door_of(settings, open_to_all=open_to_all)
    manager = LoginManager()
    manager.session_protection = "strong"
    manager.user_loader(_load)
    manager.init_app(app, add_context_processor=False)


def _load(id: str) -> _User | None:
    name, _colon, stamp = id.rpartition(":")
    account = Accounts.of(current_app.config["KB_SETTINGS"]).get(name)
    return _User(account) if account is not None and account.stamp == stamp else None


def user_of(account: Account) -> _User:
    """The account for `flask_login.login_user`."""
    return _User(account)


def asking() -> Reader:
    """Who asks this request."""
    if "reader" not in g:
        g.reader = _ASKING[cast(Door, current_app.config["KB_DOOR"])]()
    return cast(Reader, g.reader)


def may(role: Role) -> bool:
    """Whether who asks may do what a role may; nothing, where it cannot be told who asks, so that a page can still say so."""
    try:
        return asking().may(role)
    except (NotAllowed, BadAccount):
        return False


def signature(written: str) -> str:
    """Whose a mark is: the account's, where there are accounts, else as people call themselves."""
    return asking().name or written.strip()[:80]


def note_read(library: Library, *documents: str) -> None:
    """Logs that a page tells what stands in these documents, as far as they are restricted. Raises DiskRefused."""
    reader = asking()
    if reader.owner:
        return
    for path in documents:
        if library.holdings.is_restricted(path):
            reads.note(current_app.config["KB_SETTINGS"], reader.name, path, request.path)


def _by_account() -> Reader:
    user = current_user._get_current_object()
    if not isinstance(user, _User):
        return VISITOR
    # A session that somebody keeps alive ends all the same.
    return user.account.reader if session.get("paattyy", 0) > time.time() else VISITOR


def _by_proxy() -> Reader:
    settings: Settings = current_app.config["KB_SETTINGS"]
    if not _is_trusted(request.remote_addr or "", settings.proxy_addresses):
        raise NotAllowed
    name = request.headers.get(settings.proxy_header or "", "").strip().lower()
    if not name:
        return VISITOR
    account = Accounts.of(settings).get(name)
    return account.reader if account is not None else Reader(name, "reader")


def _is_trusted(address: str, allowed: tuple[str, ...]) -> bool:
    """Whether an address is among the allowed ones or in an allowed network.

    >>> _is_trusted("10.0.0.7", ("10.0.0.0/24",)), _is_trusted("10.0.1.7", ("10.0.0.0/24",)), _is_trusted("", ())
    (True, False, False)
    """
    try:
        found = ipaddress.ip_address(address)
        return any(found in ipaddress.ip_network(network, strict=False) for network in allowed)
    except ValueError:
        return False


_ASKING: Final = {
    "own": lambda: OWNER,
    "open": lambda: ANYBODY,
    "accounts": _by_account,
    "proxy": _by_proxy,
}
