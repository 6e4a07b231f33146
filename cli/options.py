"""Options that commands share, and the settings and library they lead to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from kb.errors import NoSuch
from kb.settings import Settings, load

if TYPE_CHECKING:
    from kb.access.readers import Reader
    from kb.library import Library

# What one is called who has not signed in.
NOBODY: Final = "vieras"
F = TypeVar("F", bound=Callable[..., Any])


def data_option(function: F) -> F:
    """`--data DIR`: the index directory."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="KANSIO",
        help="Hakemistokansio. Oletus: .kb aineistokansion vieressä.",
    )(function)


def json_option(function: F) -> F:
    """`--json`: JSON alone on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="Tulostaa JSON-muodossa.")(function)


def body_option(function: F) -> F:
    """`--body NAME`: one body's alone, by its id or any of its names."""
    return click.option("--body", metavar="TOIMIELIN", help="Vain tämän toimielimen: tunnus tai nimi.")(function)


def day_option(function: F) -> F:
    """`--on DATE`: the day on which states are told."""
    return click.option(
        "--on", "day", type=click.DateTime(["%Y-%m-%d", "%d.%m.%Y"]), metavar="PÄIVÄ", help="Missä asiat olivat tänä päivänä."
    )(function)


def reader_option(function: F) -> F:
    """`--as NAME`: as an account sees it, or as one sees it who has not signed in."""
    return click.option(
        "--as", "reader", metavar="TUNNUS", help="Niin kuin tämä tunnus sen näkee; ”vieras” on kirjautumaton. Oletus: kaikki."
    )(function)


def settings_of(data: Path | None) -> Settings:
    """Settings for asking: with the settings of the folder that the index was made from."""
    settings = load(data=data)
    if data is None:
        return settings
    corpus = _corpus_of(settings.data)
    return load(corpus, data) if corpus is not None else settings


def library_of(data: Path | None, body: str | None = None, reader: str | None = None) -> Library:
    """The library in an index directory, as a reader sees it where one is named, and narrowed to a body where one is given.
    Raises IndexMissing, IndexOutdated or IndexBroken, and NoSuch for an unknown body or account."""
    from kb.library import Library

    library = Library.open(settings_of(data))
    if reader is not None:
        library = library.seen_by(reader_of(library.settings, reader))
    return library if body is None else library.of(body)


def reader_of(settings: Settings, name: str) -> Reader:
    """Who is meant by the name of an account, or by the word for one who has not signed in. Raises NoSuch."""
    from kb.access.accounts import Accounts
    from kb.access.readers import VISITOR

    if name == NOBODY:
        return VISITOR
    account = Accounts.of(settings).get(name)
    if account is None:
        raise NoSuch(id=name)
    return account.reader


def _corpus_of(data: Path) -> Path | None:
    from kb.errors import KbError
    from kb.store import generations

    try:
        corpus = generations.manifest(data).corpus
    except KbError:
        # Whoever opens the index will say what is wrong with it.
        return None
    return Path(corpus) if corpus else None
