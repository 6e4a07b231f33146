"""The marks over a slide's picture. A deck's own text says nothing of where its words stand; the drawn slide's words do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from files.pictures import Sheet
from kb.document import Box

_WORD = re.compile(r"\w+")
_MOST = 400


def boxes(sheet: Sheet, wanted: Sequence[str]) -> list[list[Box]]:
    """For each text, the boxes of its words on the drawn slide; none where it does not show them. Texts that are the same go to
    one place after another."""
    drawn = [(piece, box) for box, text in sheet.words for piece in pieces(text)]
    found = spans([piece for piece, _box in drawn], [pieces(text) for text in wanted])
    return [list(dict.fromkeys(drawn[place][1] for place in places)) for places in found]


def pieces(text: str) -> list[str]:
    """A text's words, as they are compared.

    >>> pieces("Tietomalli 1.0, laatuleimat")
    ['tietomalli', '1', '0', 'laatuleimat']
    """
    return [piece.casefold() for piece in _WORD.findall(text)]


def spans(drawn: Sequence[str], wanted: Sequence[Sequence[str]]) -> list[list[int]]:
    """Where each run of words stands among those drawn: the longest stretch from its beginning on, then that of what is left.

    >>> spans("malli on malli ja laatu".split(), [["malli"], ["malli"], ["malli", "ja"], ["vesi"]])
    [[0], [2], [2, 3], []]
    >>> spans("alku a b c ja d e".split(), ["a b c d e".split()])
    [[1, 2, 3, 5, 6]]
    """
    at: dict[str, list[int]] = {}
    for place, word in enumerate(drawn):
        at.setdefault(word, []).append(place)
    used: dict[tuple[str, ...], int] = {}
    made = []
    for words in wanted[:_MOST]:
        places: list[int] = []
        here = 0
        while here < len(words):
            key = tuple(words[here:])
            run = _run(drawn, at.get(words[here], ()), key, used.get(key, -1))
            if run:
                used[key] = run[0]
            places += run
            here += max(1, len(run))
        made.append(places)
    return made


def _run(drawn: Sequence[str], starts: Sequence[int], words: Sequence[str], after: int) -> list[int]:
    """The longest stretch of `words` that begins at one of the places, the next one after `after` where several are as long."""
    best: list[int] = []
    for start in sorted(starts, key=lambda place: (place <= after, place))[:_MOST]:
        length = 0
        while length < len(words) and start + length < len(drawn) and drawn[start + length] == words[length]:
            length += 1
        if length > len(best):
            best = list(range(start, start + length))
    return best


def svg(sheet: Sheet, marked: Iterable[tuple[list[Box], bool]]) -> str:
    """The boxes as a picture of the slide's own size; the chosen place's stand out."""
    drawn = Markup("").join(
        Markup(
            '<rect x="{}" y="{}" width="{}" height="{}" rx="2" fill="#ffd84a" fill-opacity="0.38" stroke="{}" stroke-width="{}"/>'
        ).format(
            round(box.x0 - 2, 1),
            round(box.y0 - 1, 1),
            round(box.x1 - box.x0 + 4, 1),
            round(box.y1 - box.y0 + 2, 1),
            "#b34700" if now else "#8a5a00",
            2 if now else 0.8,
        )
        for own, now in marked
        for box in own
    )
    return Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" preserveAspectRatio="none">{}</svg>').format(
        sheet.width, sheet.height, drawn
    )
