"""`kb.toml` as it is written: what may stand in it, read and checked, each fault told with its line.

A key that is not known is a remark, told and passed over, so that a file for a later version still serves. A value of the wrong
kind raises BadSettings: what was meant cannot be known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from rapidfuzz import process

from kb.errors import BadSettings
from kb.model import Problem

CONFIG_NAME: Final = "kb.toml"
LANGUAGES: Final = ("fi", "sv", "en")

Kind = Literal["text", "texts", "flag", "language", "audience"]
# What each kind of value looks like, as a hint shows it.
_EXAMPLES: Final[Mapping[Kind, str]] = {
    "text": '"…"',
    "texts": '["…", "…"]',
    "flag": "true",
    "language": '"fi" / "sv" / "en"',
    "audience": '"public" / "signed_in" / "members" / ["…"]',
}
AUDIENCES: Final = ("public", "signed_in", "members")

# Keys that stand before any table: what the whole library is called.
TOP: Final[Mapping[str, Kind]] = {"name": "text"}
# Tables that stand once, and their keys.
TABLES: Final[Mapping[str, Mapping[str, Kind]]] = {
    "corpus": {"exclude": "texts"},
    "group": {"name": "text", "short": "texts", "synonyms": "texts"},
    "outputs": {"words": "texts"},
    "thesaurus": {"file": "text"},
    "interface": {"language": "language"},
    "agenda": {"template": "text", "author": "text"},
    "server": {"public_url": "text", "hosts": "texts"},
    "proxy": {"header": "text", "addresses": "texts"},
    "oidc": {"issuer": "text", "client_id": "text", "name": "text"},
    "access": {"default": "audience", "marked": "audience"},
}
# Tables that may stand many times.
LISTS: Final[Mapping[str, Mapping[str, Kind]]] = {
    "bodies": {"name": "text", "names": "texts"},
    "organisations": {"names": "texts"},
    "synonyms": {"words": "texts"},
    "related": {"words": "texts"},
    "topics": {"name": "text", "synonyms": "texts", "parent": "text", "hidden": "flag"},
    "terms": {"term": "text", "meaning": "text"},
    "access.rules": {"folder": "text", "body": "text", "document": "text", "to": "audience"},
}
# Without these an entry of a list says nothing.
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "bodies": ("name",),
    "topics": ("name",),
    "terms": ("term", "meaning"),
    "access.rules": ("to",),
}


@dataclass(frozen=True, slots=True)
class Config:
    """The values of a `kb.toml`, all of the right kind, and remarks on what is not known in it."""

    tables: Mapping[str, Mapping[str, Any]]
    lists: Mapping[str, tuple[Mapping[str, Any], ...]]
    remarks: tuple[Problem, ...] = ()

    def get(self, table: str, key: str) -> Any:
        """A value, None where it is not given."""
        return self.tables.get(table, {}).get(key)

    def entries(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """The entries of a list of tables."""
        return self.lists.get(name, ())


def read(path: Path) -> Config:
    """What a file says; nothing where there is none. Raises BadSettings."""
    try:
        # Windows' Notepad writes a byte order mark.
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Config({}, {})
    except (UnicodeDecodeError, OSError) as error:
        raise BadSettings("settings_unreadable", file=path, why=error) from error
    return parse(text, path)


def parse(text: str, path: Path = Path(CONFIG_NAME)) -> Config:
    """What a text says. Raises BadSettings."""
    try:
        # One kind of line end: TOML knows no lone carriage return.
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadSettings("settings_unreadable", file=path, why=error) from error
    return _Reading(text, path).config(table)


class _Reading:
    """One file being checked."""

    def __init__(self, text: str, path: Path) -> None:
        self._lines = text.split("\n")
        self._path = path
        self._remarks: list[Problem] = []

    def config(self, table: dict[str, Any]) -> Config:
        tables = {name: self._table(table, name) for name in TABLES}
        lists = {name: self._list(table, name) for name in LISTS}
        tables[""] = self._entry({key: value for key, value in table.items() if key in TOP}, "", 0, TOP)
        known = (*TOP, *TABLES, *(name for name in LISTS if "." not in name))
        for name in table:
            if name not in known:
                self._unknown(name, 0, None, known)
        return Config(tables, lists, tuple(self._remarks))

    def _table(self, table: dict[str, Any], name: str) -> dict[str, Any]:
        value = table.get(name, {})
        if not isinstance(value, dict):
            raise self._wrong(name, 0, None, value, f"[{name}]")
        inside = {key: part for key, part in value.items() if f"{name}.{key}" not in LISTS}
        return self._entry(inside, name, 0, TABLES[name])

    def _list(self, table: dict[str, Any], name: str) -> tuple[dict[str, Any], ...]:
        value: Any = table
        for part in name.split("."):
            value = value.get(part, []) if isinstance(value, dict) else []
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self._wrong(name, 0, None, value, f"[[{name}]]")
        return tuple(self._entry(entry, name, number, LISTS[name]) for number, entry in enumerate(value))

    def _entry(self, entry: dict[str, Any], name: str, number: int, kinds: Mapping[str, Kind]) -> dict[str, Any]:
        found = {}
        for key, value in entry.items():
            if key not in kinds:
                self._unknown(name, number, key, tuple(kinds))
                continue
            kind = kinds[key]
            fitting = _FIT[kind](value)
            if fitting is None:
                raise self._wrong(name, number, key, value, f"{key} = {_EXAMPLES[kind]}")
            found[key] = fitting
        for key in _NEEDED.get(name, ()):
            if key not in found:
                raise self._wrong(name, number, None, "–", f"{key} = {_EXAMPLES[kinds[key]]}")
        return found

    def _unknown(self, name: str, number: int, key: str | None, known: tuple[str, ...]) -> None:
        given = name if key is None else f"{name}.{key}".lstrip(".")
        near = process.extractOne(key or name, known, score_cutoff=60)
        line = str(self._line(name, number, key))
        if near is None:
            params = (("name", given), ("line", line), ("known", ", ".join(known)))
            self._remarks.append(Problem(CONFIG_NAME, None, "warning", "settings_unknown", params))
        else:
            params = (("name", given), ("line", line), ("near", near[0]))
            self._remarks.append(Problem(CONFIG_NAME, None, "warning", "settings_misspelt", params))

    def _wrong(self, name: str, number: int, key: str | None, value: object, example: str) -> BadSettings:
        given = name if key is None else f"{name}.{key}".lstrip(".")
        line = self._line(name, number, key)
        return BadSettings("settings_wrong", file=self._path, name=given, line=line, value=_shown(value), example=example)

    def _line(self, name: str, number: int, key: str | None) -> int:
        """Where a key stands, counted from 1: after its table's heading; the heading's line where the key is not found."""
        heading = re.compile(rf"\s*\[\[?\s*{_spelt(name)}\s*\]\]?")
        begins = [place for place, line in enumerate(self._lines) if heading.match(line)]
        start = begins[number] if number < len(begins) else 0
        wanted = re.compile(rf"\s*{_spelt(key or name)}\s*[=.]")
        for place, line in self._inside(start if begins else -1):
            if wanted.match(line):
                return place + 1
        return start + 1

    def _inside(self, start: int) -> Iterator[tuple[int, str]]:
        for place, line in enumerate(self._lines[start + 1 :], start + 1):
            if line.lstrip().startswith("[") and not line.lstrip().startswith(("[ ", '["', "['")):
                return
            yield place, line


def _spelt(name: str) -> str:
    """A pattern of a name, bare or in quotation marks, with spaces around its dots."""
    return r"\s*\.\s*".join(rf"[\"']?{re.escape(part)}[\"']?" for part in name.split("."))


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:79] + "…"


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...] | None:
    """Texts, or one text for a list of one."""
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(part, str) for part in given):
        return None
    return tuple(part.strip() for part in given if part.strip())


def _audience(value: object) -> tuple[str, ...] | None:
    """Who may see: one of the named audiences, or names of accounts."""
    if isinstance(value, str):
        return (value.strip(),) if value.strip() in AUDIENCES else None
    names = _texts(value)
    return None if not names or set(names) & set(AUDIENCES) else names


_FIT: Final[Mapping[Kind, Any]] = {
    "text": _text,
    "texts": _texts,
    "flag": lambda value: value if isinstance(value, bool) else None,
    "language": lambda value: value if value in LANGUAGES else None,
    "audience": _audience,
}
