"""Who holds an office, as sentences tell it: "työryhmän puheenjohtajana toimii …", "latujaoston jäsenet ovat …". Proposals tell
nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.people import looks_like_name
from kb.finnish import lemma, readings
from kb.results import RoleCode

NAME: Final = re.compile(r"[A-ZÅÄÖÉ][\w'’é-]+(?:\s+[A-ZÅÄÖÉ][\w'’é-]+){1,2}")
# The words of offices that somebody is made, or is.
OFFICES: Final[Mapping[str, RoleCode]] = {
    "varapuheenjohtaja": "vice_chair", "puheenjohtaja": "chair", "sihteeri": "secretary", "varajäsen": "deputy",
    "jäsen": "member", "kokoonkutsuja": "convener", "koollekutsuja": "convener", "asiantuntija": "expert",
}  # fmt: skip
_IN_BRACKETS: Final[Mapping[str, RoleCode]] = {
    "pj": "chair", "vpj": "vice_chair", "varapj": "vice_chair", "siht": "secretary", "vara": "deputy", **OFFICES,
}  # fmt: skip
# An expert is one by being heard, and holds no office.
_OFFICE: Final = f"(?:{'|'.join(office for office in OFFICES if office != 'asiantuntija')})"
_AS: Final = re.compile(
    rf"(?:(?P<owner>[\wåäö-]+n)\s+)?(?:(?:uutena|uusina|varsinaisena|varsinaisina|pysyvänä)\s+)?(?P<office>{_OFFICE})(?:i?na|e?nä|inä)\b",
    re.I,
)
_HOLDS: Final = re.compile(
    r"\b(?:toimi|toimii|toimivat|toiminut|toimineet|jatkaa|jatkavat|jatkoi|aloittaa|aloitti|aloittanut|on|ovat|oli|olivat)\b"
)
_NOT_SO: Final = re.compile(
    r"\b(?:esitetään|esittää|esitti|ehdotetaan|ehdottaa|ehdotti|ehdotettiin|valitaan|valittaisiin|toimisi|voisi|jos|haetaan|etsitään|"
    r"ei|eivät|entinen|aiemmin|aikaisemmin|edellinen)\b",
    re.I,
)
_ARE: Final = re.compile(
    r"(?P<owner>[\wåäö-]+n)\s+(?:varsinaiset\s+)?(?P<office>(?:vara)?jäsenet)(?:\s+ovat)?:?\s+(?=[A-ZÅÄÖ])", re.I
)
_CALLED: Final = re.compile(rf"(?P<owner>[\wåäö-]+n)\s+(?:[12]\.\s+)?(?P<office>{_OFFICE})\s+(?P<name>{NAME.pattern})")
_FORMER: Final = re.compile(r"\b(?:entinen|entisen|aiempi|edellinen|väistyvä|tuleva)\b", re.I)
# "Puheenjohtaja Aino Kivelän esitys": the title stands still while the name is inflected.
_INFLECTED: Final = re.compile(r"(?:(?<!ne)n|ll[aeä]|lt[aä]|st[aä]|ss[aä]|ksi)$")
_BELONG: Final = re.compile(
    r"(?P<into>[\wåäö-]*(?:ryhmään|kuntaan|jaostoon|hallitukseen|valtuustoon|neuvostoon|tiimiin))\s+kuuluvat:?\s+(?=[A-ZÅÄÖ])",
    re.I,
)
_LISTED: Final = re.compile(rf"(?P<name>{NAME.pattern})(?:,?\s*\((?P<aside>[^()]*)\))?(?P<after>\s*(?:,|ja|sekä|\.|$))")


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody's name as written, the office, and the body whose it is; None for that of the meeting itself."""

    name: str
    role: RoleCode
    body: str | None


def held_in(sentence: str) -> Iterator[Held]:
    """The offices that a sentence says people hold.

    >>> [(one.name, one.role, one.body) for one in held_in("Latujaoston sihteerinä toimii Tuuli Honkaranta.")]
    [('Tuuli Honkaranta', 'secretary', 'Latujaosto')]
    >>> list(held_in("Esitetään, että sihteerinä toimii Tuuli Honkaranta."))
    []
    """
    yield from _called(sentence)
    if _NOT_SO.search(sentence):
        return
    marks = list(_AS.finditer(sentence))
    if marks and _HOLDS.search(sentence):
        yield from _held_as(sentence, marks)
    for match in (*_ARE.finditer(sentence), *_BELONG.finditer(sentence)):
        body = nominative(match["owner"] if match.re is _ARE else match["into"])
        if body is not None:
            role: RoleCode = "deputy" if match.re is _ARE and match["office"].lower().startswith("vara") else "member"
            yield from (Held(name, own or role, body) for name, own in _listed(sentence[match.end() :]))


def _called(sentence: str) -> Iterator[Held]:
    """Offices before names: "latujaoston puheenjohtaja Tuuli Honkaranta esitteli …"."""
    for match in _CALLED.finditer(sentence) if not _FORMER.search(sentence) else ():
        body, name = nominative(match["owner"]), match["name"]
        if body is not None and name[0].isupper() and is_persons_name(name) and not _INFLECTED.search(name):
            yield Held(name, OFFICES[match["office"].lower()], body)


def _held_as(sentence: str, marks: Sequence[re.Match[str]]) -> Iterator[Held]:
    """The offices in the essive with their names: those after each, or before it where the sentence begins with a name."""
    names = [match for match in NAME.finditer(without_asides(sentence)) if is_persons_name(match.group())]
    if not names:
        return
    is_after = marks[0].start() < names[0].start()
    body: str | None = None
    for place, mark in enumerate(marks):
        body = nominative(mark["owner"]) if mark["owner"] else body
        first, last = mark.end(), marks[place + 1].start() if place + 1 < len(marks) else len(sentence)
        if not is_after:
            first, last = marks[place - 1].end() if place else 0, mark.start()
        for name in names:
            if first <= name.start() < last:
                yield Held(name.group(), OFFICES[mark["office"].lower()], body)


def _listed(text: str) -> Iterator[tuple[str, RoleCode | None]]:
    """The names of a list, each with the office in brackets after it, up to what is no name."""
    place = 0
    while match := _LISTED.match(text, place):
        if is_persons_name(match["name"]):
            yield match["name"], _IN_BRACKETS.get((match["aside"] or "").strip(" .").lower())
        place = match.end()
        place += len(text) - place - len(text[place:].lstrip())


def without_asides(sentence: str) -> str:
    """A sentence with spaces in place of what stands in brackets."""
    return re.sub(r"\([^)]*\)", lambda aside: " " * len(aside.group()), sentence)


def is_persons_name(name: str) -> bool:
    """Whether two or three capitalised words are a person's name by evidence: one is a first name, or none is a common word."""
    if not looks_like_name(name):
        return False
    classes = [{reading.word_class for reading in readings(word)} for word in name.split()]
    if any("etunimi" in own for own in classes[:2]):
        return True
    return not any(own and not own & {"etunimi", "sukunimi"} for own in classes)


def nominative(name: str) -> str | None:
    """The basic form of a body's name, the first letter a capital; None for what is no body.

    >>> nominative("hallituksen"), nominative("Lumisuon latulautakuntaan"), nominative("kokouksen")
    ('Hallitus', 'Lumisuon latulautakunta', None)
    """
    *front, last = name.split()
    base = lemma(last.lower())
    if not base.endswith(vocabulary.BODY_HEADS) or base.endswith(("kokous", "palaveri")):
        return None
    whole = " ".join((*front, base))
    return whole[:1].upper() + whole[1:]
