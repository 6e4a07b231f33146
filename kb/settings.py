"""Settings: defaults → `kb.toml` in the corpus → `KB_…` environment → options, one frozen value passed to whoever needs it.

Organisations, synonyms, abbreviations, the word for an output, topics and names of bodies are data a user may change;
the defaults serve Finnish public administration.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kb.audiences import ACCESS, MEMBERS, SIGNED_IN, Access, Rule
from kb.config import CONFIG_NAME, LANGUAGES, Config, read
from kb.defaults import ORGANISATIONS, OUTPUT_WORDS, SYNONYMS
from kb.errors import BadSettings
from kb.model import Problem
from kb.related_words import RELATED

__all__ = ["CONFIG_NAME", "Settings", "TopicSetting", "load", "reread"]


@dataclass(frozen=True, slots=True)
class TopicSetting:
    """A topic curated by hand: its name, other words for it, the name of the topic above it, whether it is hidden."""

    name: str
    synonyms: tuple[str, ...] = ()
    parent: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Oidc:
    """A provider that signs people in (OpenID Connect): its address, the name it knows this server by, what a button calls it.

    Its secret comes from the environment (`KB_OIDC_SECRET`), never from a file beside the materials.
    """

    issuer: str
    client_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. Paths are absolute.

    `organisations` and `synonyms` are groups of names that mean the same, the first of each the one to show; `related` are
    groups of words that are only near in meaning.
    `group` is the name of the body whose memory this is (None: as the minutes say), `group_short` what people call it.
    `public_url` is the address people know the server by, without a slash at its end (None: as it is asked for), `hosts` the
    names it answers to besides that and its own machine's. `remarks` tell what in `kb.toml` is not known.
    `agenda_template` is a Word document whose styles, header and footer an agenda is written with, `agenda_author` who is named as
    its author (None: the group).
    `name` is what the whole library is called (None: as its folder), `bodies` groups of names of one body, the shown one first.
    `terms` are words with their meanings; `thesaurus` is the path, from the corpus, of a SKOS file whose concepts are topics.
    `access` tells who may see what; `proxy_header` is where a proxy at one of `proxy_addresses` puts the name of who has signed in.
    `exclude` are glob patterns of files in the corpus that are not materials. Limits hold for one worker process.
    """

    corpus: Path
    data: Path
    group: str | None = None
    group_short: tuple[str, ...] = ()
    name: str | None = None
    bodies: tuple[tuple[str, ...], ...] = ()
    organisations: tuple[tuple[str, ...], ...] = ORGANISATIONS
    synonyms: tuple[tuple[str, ...], ...] = SYNONYMS
    related: tuple[tuple[str, ...], ...] = RELATED
    output_words: tuple[str, ...] = OUTPUT_WORDS
    topics: tuple[TopicSetting, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    thesaurus: str | None = None
    exclude: tuple[str, ...] = ()
    language: str = "fi"
    host: str = "127.0.0.1"
    port: int = 8765
    public_url: str | None = None
    hosts: tuple[str, ...] = ()
    agenda_template: Path | None = None
    agenda_author: str | None = None
    access: Access = ACCESS
    proxy_header: str | None = None
    proxy_addresses: tuple[str, ...] = ()
    oidc: Oidc | None = None
    remarks: tuple[Problem, ...] = ()
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
    def accounts_path(self) -> Path:
        """Where accounts are kept: beside the journal, its owner's only."""
        return self.journal_path.parent / "kb-accounts.json"

    @property
    def reads_path(self) -> Path:
        """Where it is logged who has read what is restricted: beside the journal."""
        return self.journal_path.parent / "kb-reads.jsonl"

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


def reread(settings: Settings, environ: Mapping[str, str] | None = None) -> Settings:
    """The settings with what `kb.toml` says now; what came from elsewhere stays. Raises BadSettings."""
    environ = os.environ if environ is None else environ
    found = _from_toml(settings.corpus / CONFIG_NAME)
    found.update({name: value for name, value in _from_environ(environ).items() if name in found})
    return replace(settings, **found)


def _from_toml(path: Path) -> dict[str, Any]:
    """Every setting that `kb.toml` may give, by its name; the default where it does not."""
    config = read(path)
    template = config.get("agenda", "template")
    return {
        "name": config.get("", "name"),
        "group": config.get("group", "name"),
        "output_words": config.get("outputs", "words") or OUTPUT_WORDS,
        "topics": tuple(TopicSetting(**entry) for entry in config.entries("topics")),
        "terms": tuple((entry["term"], entry["meaning"]) for entry in config.entries("terms")),
        "thesaurus": config.get("thesaurus", "file"),
        "exclude": config.get("corpus", "exclude") or (),
        "language": config.get("interface", "language") or "fi",
        "public_url": (config.get("server", "public_url") or "").rstrip("/") or None,
        "hosts": config.get("server", "hosts") or (),
        "agenda_template": path.parent / template if template else None,
        "agenda_author": config.get("agenda", "author"),
        "access": _access(config),
        "proxy_header": config.get("proxy", "header"),
        "proxy_addresses": config.get("proxy", "addresses") or (),
        "oidc": _oidc(config),
        "remarks": config.remarks,
        **_groups(config),
    }


def _groups(config: Config) -> dict[str, Any]:
    """The groups of names: the group's own short names are synonyms, too."""
    name, short = config.get("group", "name"), (*(config.get("group", "short") or ()), *(config.get("group", "synonyms") or ()))
    synonyms = [entry.get("words", ()) for entry in config.entries("synonyms")]
    if short:
        synonyms.append((*short, *([name] if name else [])))
    return {
        "group_short": short,
        "organisations": _merge([entry.get("names", ()) for entry in config.entries("organisations")], ORGANISATIONS),
        "synonyms": _merge(synonyms, SYNONYMS),
        "related": (*(entry.get("words", ()) for entry in config.entries("related")), *RELATED),
        "bodies": tuple(tuple(dict.fromkeys((entry["name"], *entry.get("names", ())))) for entry in config.entries("bodies")),
    }


def _access(config: Config) -> Access:
    default, marked = config.get("access", "default"), config.get("access", "marked")
    rules = tuple(Rule(**entry) for entry in config.entries("access.rules"))
    return Access(default or SIGNED_IN, marked or MEMBERS, rules)


def _oidc(config: Config) -> Oidc | None:
    issuer, client = config.get("oidc", "issuer"), config.get("oidc", "client_id")
    return Oidc(issuer.rstrip("/"), client, config.get("oidc", "name") or issuer) if issuer and client else None


def _merge(own: Iterable[tuple[str, ...]], defaults: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The user's groups first; a default group that shares a name with one of them is taken into it."""
    groups = [list(group) for group in own if group]
    for default in defaults:
        home = next((group for group in groups if not _lowered(group).isdisjoint(_lowered(default))), None)
        if home is None:
            groups.append(list(default))
        else:
            home.extend(_without_known(default, home))
    return tuple(map(tuple, groups))


def _without_known(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """The names that are not known yet in any letter case, each once."""
    seen = _lowered(known)
    found = []
    for name in names:
        if name.lower() not in seen:
            seen.add(name.lower())
            found.append(name)
    return found


def _lowered(names: Iterable[str]) -> set[str]:
    return {name.lower() for name in names}


def _from_environ(environ: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, kind in (("host", str), ("port", int), ("jobs", int), ("language", str), ("worker_seconds", int)):
        value = environ.get(f"KB_{name.upper()}")
        if value is not None:
            try:
                found[name] = kind(value)
            except ValueError as error:
                raise BadSettings(name=f"KB_{name.upper()}", value=value, why=str(error)) from error
    if found.get("language", "fi") not in LANGUAGES:
        raise BadSettings(name="KB_LANGUAGE", value=found["language"], why=" / ".join(LANGUAGES))
    if "KB_JOURNAL" in environ:
        found["journal"] = Path(environ["KB_JOURNAL"]).expanduser().absolute()
    return found
