"""Which files of the program a stage of the build depends on, told by what they import; and which libraries with them.

A hash of those files and of the libraries' versions is part of the key of what a stage has made: a change anywhere below it
makes it anew, and one elsewhere does not.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parent.parent
_OWN: Final = frozenset(("kb", "files", "indexer"))
_IMPORT: Final = re.compile(
    rb"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)|import[ \t]+([\w., \t]+))", re.MULTILINE
)
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
# Distributions that are called otherwise than what is imported.
_DISTRIBUTIONS: Final = {"pptx": "python-pptx", "docx": "python-docx", "markdown_it": "markdown-it-py", "whoosh": "whoosh3"}


def version(*modules: str) -> str:
    """A hash of these modules or whole packages, of all that they import of the program, and of the libraries used there.

    >>> version("files.extract") == version("indexer.interpret")
    False
    """
    digest = hashlib.sha256()
    for path in files(*modules):
        digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + _bytes(path))
    for name in libraries(*modules):
        digest.update(name.encode())
    return digest.hexdigest()


@cache
def files(*modules: str) -> tuple[Path, ...]:
    """The files of these modules and of all that they import of the program, by path."""
    return tuple(sorted(_reached(modules)[0]))


@cache
def libraries(*modules: str) -> tuple[str, ...]:
    """The libraries that these modules use with their versions, as "lxml 6.1.3"; those of Python itself left out."""
    names = _reached(modules)[1]
    return tuple(f"{name} {found}" for name in sorted(names) if (found := _version_of(_DISTRIBUTIONS.get(name, name))))


@cache
def _reached(modules: tuple[str, ...]) -> tuple[frozenset[Path], frozenset[str]]:
    found: set[Path] = set()
    foreign: set[str] = set()
    waiting = [path for name in modules for path in (*_places(name), *_inside(name))]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        # Words that are data lie beside the code that reads them.
        found.update(_words_beside(path.parent))
        for name in _imported(path):
            top = name.partition(".")[0]
            if top in _OWN:
                waiting.extend(_places(name))
            elif top not in sys.stdlib_module_names:
                foreign.add(top)
    return frozenset(found), frozenset(foreign)


@cache
def _words_beside(folder: Path) -> tuple[Path, ...]:
    return tuple(folder.glob("*.json"))


@cache
def _imported(path: Path) -> frozenset[str]:
    """Every module that a file names in an import anywhere, and each name taken from one, as if it were a module."""
    return frozenset(_named(_bytes(path)))


def _named(source: bytes) -> Iterator[str]:
    for match in _IMPORT.finditer(source):
        whole, taken, plain = (part.decode() if part else "" for part in match.groups())
        if whole:
            yield whole
            yield from (f"{whole}.{name}" for name in _NAME.findall(taken))
        yield from (name.split(" as ")[0].strip() for name in plain.split(",") if name.strip())


@cache
def _modules() -> dict[str, Path]:
    """Every module and package of the program by its name, with its file."""
    found: dict[str, Path] = {}
    for top in sorted(_OWN):
        for folder, _, names in os.walk(_ROOT / top):
            package = Path(folder).relative_to(_ROOT).parts
            for name in names:
                if name.endswith(".py"):
                    own = () if name == "__init__.py" else (name.removesuffix(".py"),)
                    found[".".join((*package, *own))] = Path(folder, name)
    return found


@cache
def _places(name: str) -> tuple[Path, ...]:
    """The module's file, and those of the packages above it; nothing for a name that is no module."""
    parts, modules = name.split("."), _modules()
    above = (".".join(parts[:count]) for count in range(1, len(parts) + 1))
    return tuple(modules[one] for one in above if one in modules)


def _inside(name: str) -> Iterator[Path]:
    """Every file of a package: parts of it may be called by their names alone."""
    return (path for own, path in _modules().items() if own.startswith(f"{name}."))


@cache
def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def _version_of(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
