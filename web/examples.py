"""Example searches made from the corpus's own material, so that each of them finds something."""

from __future__ import annotations

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
    found: list[Example] = []
    handled = sorted(library.topics(), key=lambda topic: -len(topic.decisions))
    topics = [topic.name for topic in handled if topic.decisions or topic.items]
    outputs = [output for output in library.outputs() if output.status != "mentioned"] or list(library.outputs())
    organisations = sorted(library.organisations(), key=lambda one: -len(one.promised))
    info = library.info()
    if topics:
        found.append(Example(topics[0], _("Sana tai sanoja. Taivutusmuodolla ei ole väliä.")))
    if outputs:
        found.append(Example(f"tuotos:{outputs[0].number}", _("Kaikki, mitä yhdestä tuotoksesta on kirjattu.")))
    if organisations and organisations[0].promised:
        name = _quoted(organisations[0].name)
        found.append(Example(f"organisaatio:{name} laji:tehtävä", _("Mitä yksi organisaatio on luvannut tehdä.")))
    if len(topics) > 1 and info.last:
        found.append(Example(f"{topics[1]} jälkeen:1.1.{info.last.year}", _("Vain tietyn päivän jälkeen.")))
    phrase = next((topic for topic in topics if " " in topic), None)
    if phrase:
        found.append(Example(f'"{phrase}"', _("Sanat vierekkäin ja tässä järjestyksessä.")))
    if len(topics) > 3:
        found.append(Example(f"{_quoted(topics[2])} TAI {_quoted(topics[3])}", _("Jompikumpi riittää.")))
    if len(topics) > 1:
        found.append(Example(f"{_quoted(topics[0])} EI {_quoted(topics[1])}", _("Ensimmäinen, mutta ei toista.")))
        found.append(Example(f"{topics[0].split()[0][:6]}*", _("Sanan alku.")))
    return found


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
