"""Options that commands share, and the settings and library they lead to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kb.settings import Settings, load

if TYPE_CHECKING:
    from kb.library import Library

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


def settings_of(data: Path | None) -> Settings:
    """Settings for asking: with the settings of the folder that the index was made from."""
    settings = load(data=data)
    if data is None:
        return settings
    corpus = _corpus_of(settings.data)
    return load(corpus, data) if corpus is not None else settings


def library_of(data: Path | None) -> Library:
    """The library in an index directory. Raises IndexMissing, IndexOutdated or IndexBroken."""
    from kb.library import Library

    return Library.open(settings_of(data))


def _corpus_of(data: Path) -> Path | None:
    from kb.errors import KbError
    from kb.store import generations

    try:
        corpus = generations.manifest(data).corpus
    except KbError:
        # Whoever opens the index will say what is wrong with it.
        return None
    return Path(corpus) if corpus else None
