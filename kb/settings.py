"""Settings: defaults → `kb.toml` in the corpus → `KB_…` environment → options, one frozen value passed to whoever needs it.

Organisations, synonyms, abbreviations, the word for an output, topics and names of bodies are data a user may change;
the defaults serve Finnish public administration.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kb.defaults import ORGANISATIONS, OUTPUT_WORDS, SYNONYMS
from kb.errors import BadSettings
from kb.search.thesaurus import RELATED

CONFIG_NAME = "kb.toml"


@dataclass(frozen=True, slots=True)
class TopicSetting:
    """A topic curated by hand: its name, other words for it, the name of the topic above it, whether it is hidden."""

    name: str
    synonyms: tuple[str, ...] = ()
    parent: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. Paths are absolute.

    `organisations` and `synonyms` are groups of names that mean the same, the first of each the one to show; `related` are
    groups of words that are only near in meaning.
    `group` is the name of the body whose memory this is (None: as the minutes say), `group_short` what people call it.
    `exclude` are glob patterns of files in the corpus that are not materials. Limits hold for one worker process.
    """

    corpus: Path
    data: Path
    group: str | None = None
    group_short: tuple[str, ...] = ()
    organisations: tuple[tuple[str, ...], ...] = ORGANISATIONS
    synonyms: tuple[tuple[str, ...], ...] = SYNONYMS
    related: tuple[tuple[str, ...], ...] = RELATED
    output_words: tuple[str, ...] = OUTPUT_WORDS
    topics: tuple[TopicSetting, ...] = ()
    exclude: tuple[str, ...] = ()
    language: str = "fi"
    host: str = "127.0.0.1"
    port: int = 8765
    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    worker_seconds: int = 60
    worker_megabytes: int = 900
    unpacked_megabytes: int = 400
    journal: Path | None = None

    @property
    def journal_path(self) -> Path:
        """Where people's confirmations and corrections are kept: beside the corpus, never in the index."""
        return self.journal or self.corpus / "kb-journal.jsonl"

    @property
    def drafts_path(self) -> Path:
        """Where drafts of agendas are kept: a folder beside the journal."""
        return self.journal_path.parent / "kb-esityslistat"


def load(
    corpus: Path | None = None,
    data: Path | None = None,
    environ: Mapping[str, str] | None = None,
    **options: Any,
) -> Settings:
    """Settings for a corpus (default `corpus/` under the working directory) and its index (default `.kb/` beside it).

    Options that are None are not set. Raises BadSettings with the name, the value and why.
    """
    environ = os.environ if environ is None else environ
    corpus = (corpus or Path(environ.get("KB_CORPUS", "corpus"))).expanduser().absolute()
    data = data or (Path(environ["KB_DATA"]) if "KB_DATA" in environ else corpus.parent / ".kb")
    settings = Settings(corpus=corpus, data=data.expanduser().absolute())
    settings = replace(settings, **_from_toml(corpus / CONFIG_NAME))
    settings = replace(settings, **_from_environ(environ))
    return replace(settings, **{name: value for name, value in options.items() if value is not None})


def _from_toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSettings(name=CONFIG_NAME, value=str(path), why=str(error)) from error
    found: dict[str, Any] = {}
    group = _table(table, "group")
    if "name" in group:
        found["group"] = _text(group, "name")
    if "short" in group or "synonyms" in group:
        found["group_short"] = (*_texts(group, "short"), *_texts(group, "synonyms"))
    own = tuple(_texts(entry, "names") for entry in _tables(table, "organisations"))
    found["organisations"] = _merge(own, ORGANISATIONS)
    own = tuple(_texts(entry, "words") for entry in _tables(table, "synonyms"))
    if found.get("group_short"):
        own = (*own, (*found["group_short"], *([found["group"]] if "group" in found else [])))
    found["synonyms"] = _merge(own, SYNONYMS)
    found["related"] = (*(_texts(entry, "words") for entry in _tables(table, "related")), *RELATED)
    outputs = _table(table, "outputs")
    if "words" in outputs:
        found["output_words"] = _texts(outputs, "words")
    found["topics"] = tuple(_topic(entry) for entry in _tables(table, "topics"))
    corpus = _table(table, "corpus")
    found["exclude"] = _texts(corpus, "exclude")
    interface = _table(table, "interface")
    if "language" in interface:
        found["language"] = _text(interface, "language")
    return found


def _merge(own: tuple[tuple[str, ...], ...], defaults: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The user's groups first; a default group that shares a name with one of them is taken into it."""
    groups = [list(group) for group in own if group]
    for default in defaults:
        home = next((g for g in groups if {n.lower() for n in g} & {n.lower() for n in default}), None)
        if home is None:
            groups.append(list(default))
        else:
            home.extend(name for name in default if name.lower() not in {n.lower() for n in home})
    return tuple(tuple(group) for group in groups)


def _topic(entry: dict[str, Any]) -> TopicSetting:
    return TopicSetting(_text(entry, "name"), _texts(entry, "synonyms"), entry.get("parent"), bool(entry.get("hidden", False)))


def _from_environ(environ: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, kind in (("host", str), ("port", int), ("jobs", int), ("language", str), ("worker_seconds", int)):
        value = environ.get(f"KB_{name.upper()}")
        if value is not None:
            try:
                found[name] = kind(value)
            except ValueError as error:
                raise BadSettings(name=f"KB_{name.upper()}", value=value, why=str(error)) from error
    if "KB_JOURNAL" in environ:
        found["journal"] = Path(environ["KB_JOURNAL"]).expanduser().absolute()
    return found


def _table(table: dict[str, Any], name: str) -> dict[str, Any]:
    value = table.get(name, {})
    if not isinstance(value, dict):
        raise BadSettings(name=name, value=value, why="[table]")
    return value


def _tables(table: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise BadSettings(name=name, value=value, why="[[table]]")
    return value


def _text(table: dict[str, Any], name: str) -> str:
    value = table.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadSettings(name=name, value=value, why='"…"')
    return value.strip()


def _texts(table: dict[str, Any], name: str) -> tuple[str, ...]:
    value = table.get(name, [])
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise BadSettings(name=name, value=value, why='["…"]')
    return tuple(entry.strip() for entry in value if entry.strip())
