"""What outputs need of each other, where minutes say so: "Tuotos 4.2 edellyttää tuotosta 1.3", "tuotosta 1.1 tarvitaan tuotosta 1.2 varten"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from indexer.interpret.outputs import Naming, find_outputs
from kb.finnish import split_sentences
from kb.model import Meeting, printed
from kb.relations import Need

# Between the two: the first needs the second.
_NEEDS: Final = re.compile(
    r"\b(?:edellyttä(?:ä|vät)|vaati(?:i|vat)|tarvitse(?:e|vat)|perustu(?:u|vat)|pohjautu(?:u|vat)|rakentu(?:u|vat)|nojau?tu(?:u|vat)|nojaa(?:vat)?"
    r"|riippu(?:u|vat)|on\s+riippuvainen|ovat\s+riippuvaisia|odotta(?:a|vat)|hyödyntä(?:ä|vät)|ei\s+(?:voi\w*|pystytä)\s+\w+\s+ennen"
    r"|(?:edellytyksenä|edellytys|lähtökohtana|lähtötieto\w*|lähtöaineisto\w*|syötteenä|pohjana|perustana)\s+(?:on|ovat|käytetään|toimii|tarvitaan)"
    r"|förutsätter|kräver|behöver|bygger\s+på|beror\s+på|grundar\s+sig\s+på"
    r"|requires?|needs?|depends?\s+on|is\s+based\s+on|are\s+based\s+on|builds?\s+on|relies\s+on)\b",
    re.IGNORECASE,
)
# Between the two: the second needs the first.
_SERVES: Final = re.compile(
    r"\b(?:tarvitaan|(?:on|ovat|toimii|toimivat|käytetään)\s+(?:edellytys|edellytyksenä|syöte|syötteenä|syötteinä|perusta|perustana|pohja|pohjana|lähtökohta|lähtökohtana"
    r"|lähtötietona|lähtötietoina)|luo\s+(?:pohjan|perustan)|behövs|är\s+en\s+förutsättning|ligger\s+till\s+grund"
    r"|(?:is|are)\s+(?:needed|required|a\s+prerequisite|an?\s+inputs?|inputs?))\b",
    re.IGNORECASE,
)
# "Tuotos 1.3 on tuotoksen 4.2 edellytys": what the first is stands after the second.
_IS: Final = re.compile(r"\W*(?:on|ovat|toimii|toimivat)\s*$", re.IGNORECASE)
_ROLE: Final = re.compile(
    r"^\W*(?:edellytys|edellytyksenä|syöte|syötteenä|perusta|perustana|pohja|pohjana|lähtökohta|lähtökohtana)\b", re.I
)
# Where none of these stands in a text, no sentence of it tells a need.
_MAY_TELL: Final = re.compile("|".join((_NEEDS.pattern, _SERVES.pattern, _ROLE.pattern.removeprefix(r"^\W*"))), re.IGNORECASE)
# What is denied, asked, only possible or somebody's wish says no need.
_NOT_SO: Final = re.compile(
    r"\b(?:ei|eivät|eikä|älä|jos|mikäli|ehkä|mahdollisesti|voisi|olisi|pitäisikö|tarvitaanko|inte|kanske|om|not|if|whether|maybe|perhaps)\b"
    r"|\w+isi(?:vat|in)?\b|(?:on|voi|ovat|\w+(?:[aä]{2}|uu|yy|ii|ee|v[aä]t|[aä]{2}n))k[oö]\b",
    re.IGNORECASE,
)
_CANNOT_BEFORE: Final = re.compile(r"\bei\s+(?:voi\w*|pystytä)\s+\w+\s+ennen\b", re.IGNORECASE)
# So many letters between two outputs of one need: further apart they are of other clauses.
_REACH: Final = 120


def needs_of(meetings: Iterable[Meeting], words: tuple[str, ...]) -> dict[str, tuple[Need, ...]]:
    """By an output's number what it needs, as minutes say, each pair once by the newest that says so. `words` mean an output."""
    found: dict[tuple[str, str], Need] = {}
    for meeting in meetings:
        items = {mention.item for mention in meeting.outputs}
        called = {printed(mention.number): mention.number for mention in meeting.outputs}
        for item in (one for one in meeting.items if one.number in items and meeting.kind == "minutes"):
            for sentence in _sentences(item.text) if _MAY_TELL.search(item.text) else ():
                for pair in needs_in(sentence, words):
                    output, needed = (called.get(number, number) for number in pair)
                    need = Need(needed, sentence, item.id, meeting.id, meeting.date, item.where or meeting.where)
                    _keep_newest(found, (output, needed), need)
    by_output: dict[str, list[Need]] = {}
    for (output, _needed), need in sorted(found.items()):
        by_output.setdefault(output, []).append(need)
    return {output: tuple(needs) for output, needs in by_output.items()}


def _keep_newest(found: dict[tuple[str, str], Need], pair: tuple[str, str], need: Need) -> None:
    known = found.get(pair)
    if known is None or (need.date is not None and (known.date is None or need.date > known.date)):
        found[pair] = need


def _sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        for start, end in split_sentences(line):
            yield " ".join(line[start:end].split())


def needs_in(sentence: str, words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The pairs of a sentence: an output, and one that it needs.

    >>> needs_in("Tuotos 4.2 edellyttää tuotoksia 1.1 ja 1.3.", ("tuotos",))
    (('4.2', '1.1'), ('4.2', '1.3'))
    >>> needs_in("Tuotosta 1.3 tarvitaan tuotosta 4.2 varten.", ("tuotos",))
    (('4.2', '1.3'),)
    >>> needs_in("Tuotos 4.2 ei riipu tuotoksesta 1.3.", ("tuotos",)), needs_in("Tuotokset 4.2 ja 1.3 esiteltiin.", ("tuotos",))
    ((), ())
    """
    if sentence.count(".") < 2 or sentence.rstrip().endswith("?"):
        return ()
    groups = _groups(find_outputs(sentence, words))
    found: list[tuple[str, str]] = []
    for first, second in pairwise(groups):
        found.extend(_pairs(sentence, first, second))
    return tuple(dict.fromkeys(found))


def _groups(namings: Sequence[Naming]) -> list[list[Naming]]:
    """Outputs that are named together ("tuotokset 1.1 ja 1.3")."""
    groups: list[list[Naming]] = []
    for naming in namings:
        if groups and groups[-1][-1].start == naming.start:
            groups[-1].append(naming)
        else:
            groups.append([naming])
    return groups


def _pairs(sentence: str, first: Sequence[Naming], second: Sequence[Naming]) -> Iterator[tuple[str, str]]:
    between = sentence[first[-1].end : second[0].start]
    if len(between) > _REACH or _is_not_so(sentence[: second[-1].end]):
        return
    forward = _NEEDS.search(between) is not None
    backward = _SERVES.search(between) is not None or (
        _IS.fullmatch(between) is not None and _ROLE.match(sentence[second[-1].end :]) is not None
    )
    if forward == backward:
        return
    for one in first:
        for other in second:
            output, needed = (one.number, other.number) if forward else (other.number, one.number)
            if output != needed:
                yield output, needed


def _is_not_so(words: str) -> bool:
    return _NOT_SO.search(_CANNOT_BEFORE.sub(" ", words)) is not None
