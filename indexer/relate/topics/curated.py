"""Topics that people have listed, in `kb.toml` or in a thesaurus file: they win over what is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.relate.topics.candidates import Candidate
from indexer.relate.topics.kin import key_of
from kb.settings import TopicSetting


@dataclass(frozen=True, slots=True)
class Listed:
    """A topic of a list with what the minutes have of it. `parent` is the name of the one above it."""

    name: str
    synonyms: tuple[str, ...]
    parent: str | None
    entry: Candidate


def take(found: dict[str, Candidate], listed: Iterable[TopicSetting], concepts: Sequence[TopicSetting]) -> list[Listed]:
    """The topics of the lists, taken out of `found` with every name they go by; hidden ones only taken out. Those of `kb.toml`
    always are topics, those of a thesaurus where meetings come back to them."""
    chosen = [_take(found, setting) for setting in listed]
    named = [_take(found, setting) for setting in concepts if any(key_of(name) in found for name in _names(setting))]
    return [one for one in chosen if one is not None] + [one for one in named if one is not None and len(one.entry.main) > 1]


def _names(setting: TopicSetting) -> tuple[str, ...]:
    return (setting.name, *setting.synonyms)


def _take(found: dict[str, Candidate], setting: TopicSetting) -> Listed | None:
    entries = [found.pop(key) for key in dict.fromkeys(map(key_of, _names(setting))) if key in found]
    if setting.hidden:
        return None
    entry = replace(entries[0]) if entries else Candidate(key_of(setting.name))
    for other in entries[1:]:
        entry.add(other)
    return Listed(setting.name, setting.synonyms, setting.parent, entry)
