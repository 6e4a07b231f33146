"""Topics: what agenda items keep being about, by the base forms of their titles' words; curated ones come from `kb.toml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from kb.finnish import base_forms, is_known, readings, tokenize
from kb.model import AgendaItem, Meeting
from kb.results import Topic
from kb.settings import TopicSetting
from kb.slugs import slug

# Words that titles of items share in every body: they say what is done with a matter, not what the matter is.
_EMPTY: Final = frozenset(
    [
        "asia",
        "asiakohta",
        "avaus",
        "avaaminen",
        "kokous",
        "tilannekatsaus",
        "katsaus",
        "hyväksyminen",
        "päätös",
        "päättäminen",
        "esityslista",
        "pöytäkirja",
        "muistio",
        "laillisuus",
        "päätösvaltaisuus",
        "läsnäolija",
        "läsnäolo",
        "muu",
        "seuraava",
        "edellinen",
        "ilmoitusasia",
        "tiedoksi",
        "ajankohtainen",
        "valinta",
        "sihteeri",
        "puheenjohtaja",
        "keskustelu",
        "esitys",
        "esittely",
        "ehdotus",
        "liite",
        "toteaminen",
        "tarkastaja",
        "tarkastaminen",
        "ääntenlaskija",
        "tilanne",
        "eteneminen",
        "valmistelu",
        "suunnitelma",
        "jatko",
        "ajankohta",
        "vuosi",
        "kuukausi",
        "viikko",
        "kevät",
        "syksy",
        "kesä",
        "talvi",
        "aika",
        "osallistuja",
        "toimenpide",
        "tehtävä",
        "työ",
        "tuotos",
        "loppu",
        "alku",
        "osa",
        "käsittely",
        "järjestäytyminen",
        "ryhmä",
        "työryhmä",
        "ohjausryhmä",
        "lautakunta",
        "hallitus",
        "tammikuu",
        "helmikuu",
        "maaliskuu",
        "huhtikuu",
        "toukokuu",
        "kesäkuu",
        "heinäkuu",
        "elokuu",
        "syyskuu",
        "lokakuu",
        "marraskuu",
        "joulukuu",
    ]
)
_SHARE: Final = 0.6


@dataclass(slots=True)
class _Found:
    forms: Counter[str] = field(default_factory=Counter)
    items: dict[str, None] = field(default_factory=dict)
    meetings: dict[str, None] = field(default_factory=dict)


def find(meetings: Sequence[Meeting], curated: Iterable[TopicSetting] = ()) -> tuple[Topic, ...]:
    """Topics, the most handled first. Meetings are given newest first."""
    minutes = [meeting for meeting in meetings if meeting.kind == "minutes"]
    found: dict[str, _Found] = {}
    for meeting in minutes:
        for item in meeting.items:
            for lemma, form in _nouns(item):
                entry = found.setdefault(lemma, _Found())
                entry.forms[form] += 1
                entry.items[item.id] = None
                entry.meetings[meeting.id] = None
    for setting in curated:
        _curate(setting, found, minutes)
    hidden = {setting.name.lower() for setting in curated if setting.hidden}
    wanted = {setting.name.lower() for setting in curated}
    limit = max(2.0, _SHARE * len(minutes))
    kept = {
        name: entry
        for name, entry in found.items()
        if name not in hidden and (name in wanted or 2 <= len(entry.meetings) <= limit)
    }
    names = {setting.name.lower(): setting for setting in curated}
    ordered = sorted(kept.items(), key=lambda pair: (-len(pair[1].meetings), pair[0]))
    return tuple(_topic(name, entry, minutes, names.get(name)) for name, entry in ordered)


def _nouns(item: AgendaItem) -> Iterable[tuple[str, str]]:
    for token in tokenize(item.title):
        if token.kind != "word" or len(token.text) < 5 or not is_known(token.text):
            continue
        nouns = [reading for reading in readings(token.text) if reading.word_class in ("nimisana", "noun")]
        if nouns:
            lemma = base_forms(token.text)[0]
            if lemma not in _EMPTY:
                yield lemma, token.text


def _curate(setting: TopicSetting, found: dict[str, _Found], minutes: Sequence[Meeting]) -> None:
    name = setting.name.lower()
    entry = found.setdefault(name, _Found())
    for word in setting.synonyms:
        other = found.pop(word.lower(), None)
        if other is not None:
            entry.items.update(other.items)
            entry.meetings.update(other.meetings)


def _topic(name: str, entry: _Found, minutes: Sequence[Meeting], setting: TopicSetting | None) -> Topic:
    items = set(entry.items)
    decisions = [
        decision
        for meeting in minutes
        if meeting.id in entry.meetings
        for decision in meeting.decisions
        if decision.confidence != "low" and (item := meeting.item(decision.item)) is not None and item.id in items
    ]
    return Topic(
        slug=slug(name),
        name=setting.name if setting else name,
        synonyms=setting.synonyms if setting else (),
        parent=setting.parent if setting else None,
        meetings=tuple(entry.meetings),
        items=tuple(entry.items),
        decisions=tuple(decision.id for decision in decisions),
        outputs=tuple(dict.fromkeys(number for decision in decisions for number in decision.outputs)),
    )
