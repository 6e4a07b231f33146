"""Example searches made from the corpus's own material, so that each of them finds something."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from kb.library import Library
from web.language import _


@dataclass(frozen=True, slots=True)
class Example:
    """A query and what it teaches."""

    query: str
    teaches: str


def queries(library: Library) -> list[Example]:
    """Examples, the plainest first. Fewer where the corpus has no outputs, topics or organisations."""
    handled = sorted(library.topics(), key=lambda topic: -len(topic.decisions))
    topics = [topic.name for topic in handled if topic.decisions or topic.items]
    return [
        *(Example(topic, _("Sana tai sanoja. Taivutusmuodolla ei ole väliä.")) for topic in topics[:1]),
        *_of_outputs(library),
        *_of_organisations(library),
        *_of_topics(topics, library.info().last),
    ]


def _of_outputs(library: Library) -> Iterator[Example]:
    outputs = [output for output in library.outputs() if output.status != "mentioned"] or list(library.outputs())
    for output in outputs[:1]:
        yield Example(f"tuotos:{output.number}", _("Kaikki, mitä yhdestä tuotoksesta on kirjattu."))


def _of_organisations(library: Library) -> Iterator[Example]:
    one = max(library.organisations(), key=lambda one: len(one.promised), default=None)
    if one is not None and one.promised:
        yield Example(f"organisaatio:{_quoted(one.name)} laji:tehtävä", _("Mitä yksi organisaatio on luvannut tehdä."))


def _of_topics(topics: list[str], last: datetime.date | None) -> Iterator[Example]:
    """What can be said with several words, as far as there are topics."""
    if len(topics) > 1 and last:
        yield Example(f"{topics[1]} jälkeen:1.1.{last.year}", _("Vain tietyn päivän jälkeen."))
    if phrase := next((topic for topic in topics if " " in topic), None):
        yield Example(f'"{phrase}"', _("Sanat vierekkäin ja tässä järjestyksessä."))
    if len(topics) > 3:
        yield Example(f"{_quoted(topics[2])} TAI {_quoted(topics[3])}", _("Jompikumpi riittää."))
    if len(topics) > 1:
        yield Example(f"{_quoted(topics[0])} EI {_quoted(topics[1])}", _("Ensimmäinen, mutta ei toista."))
        yield Example(f"{topics[0].split()[0][:6]}*", _("Sanan alku."))


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
