"""The numbered items of a meeting, found among everything else that has a number: contents lists, lists in the text, dates.

Candidates are lines that begin with a number in one of the ways minutes number items. The items are the chain of them whose
numbers rise through the meeting and that looks most like headings; a contents list that repeats the items gives way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.interpret import vocabulary
from indexer.interpret.lines import Line

_SECTION = re.compile(
    r"^(?:§\s*(?P<n1>\d{1,4})|(?P<n2>\d{1,4})\s*§)(?![,.]?\s*(?:§|:n|momen|mom\.|:ssä|:ää))[.:]?\s*(?P<rest>.*)$"
)
_MATTER = re.compile(r"^(?P<word>asia|ärende|item|kohta|punkt)\s+(?P<n>\d{1,3})\s*[.:)–-]?\s*(?P<rest>.*)$", re.I)
_NUMBERED = re.compile(r"^(?P<n>\d{1,3})\s*[.)]?(?:\s+|(?<=[.)])(?=[A-ZÅÄÖ]))(?P<rest>[^\d\s.,)].*)$")
_DECIMAL = re.compile(r"^(?P<n>\d{1,3}\.\d{1,2})\.?\s+(?P<rest>[^\d\s.,)%].*)$")
_LETTERED = re.compile(r"^(?:(?P<n>\d{1,3})\s?\.?\s?)?(?P<letter>[a-zåäö])\s?[).]\s+(?P<rest>\S.*)$")
_NUMBER_LETTER = re.compile(r"^(?P<n>\d{1,3})\s?(?P<letter>[a-zåäö])(?:[).]|\s)\s*(?P<rest>[A-ZÅÄÖ].*)$")
_MONTHS = re.compile(
    r"^(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu|^(?:kpl|euroa|vuotta|krs|päivä)\b", re.I
)
_PRESENTER = re.compile(
    r"[,–-]\s*(?P<presenter>[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+){0,2}(?:\s+(?:ja|och|and|&)\s+[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?)?)\s*/\s*(?P<organisation>[\wÅÄÖåäö][\wÅÄÖåäö .-]{0,40})\s*$"
)
_PRESENTER_BRACKETS = re.compile(
    r"\s*\((?:(?:esittelijä|esittelee|esitteli|föredragande|presenter)\s*:?\s*)?(?P<presenter>[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+){0,2})\s*[/,]\s*(?P<organisation>[A-ZÅÄÖ][\w .-]{0,40})\)\s*$"
)
_MARKS = re.compile(r"^[\s*_#]+|[\s*_#]+$")


@dataclass(frozen=True, slots=True)
class Heading:
    """An item's heading: `position` of its line (and of `title_position` where the title is on the next one)."""

    position: int
    number: str
    title: str
    parent: str | None = None
    presenter: str | None = None
    organisation: str | None = None
    last: int = -1  # the last line that the heading takes up
    case: str | None = None
    closed: bool = False  # nothing below belongs to it: it stands in a list of the agenda


@dataclass(frozen=True, slots=True)
class _Candidate:
    position: int
    style: str
    number: int
    title: str
    weight: float
    printed: str
    last: int = field(default=-1)


def find_headings(lines: Sequence[Line], taken: frozenset[int] = frozenset()) -> tuple[Heading, ...]:
    """The items and sub-items of one meeting in order. `taken` are indexes of lines that are something else (attendance).

    Numbers as printed without the closing full stop. Without any numbered item, the headings are the items, with number "".
    """
    candidates = _candidates(lines, taken)
    chain = _best_chain(candidates, lines)
    if len(chain) < 2 and not any(c.style == "section" or lines[c.position].is_heading for c in chain):
        return _unnumbered(lines, taken)
    chain = _without_contents(chain, candidates, lines)
    tops = [_heading(candidate, lines) for candidate in chain]
    return tuple(_with_subitems(tops, lines, chain[0].style, taken))


def _candidates(lines: Sequence[Line], taken: frozenset[int]) -> list[_Candidate]:
    found = []
    for position, line in enumerate(lines):
        if line.index in taken or line.block.kind in ("note", "caption", "footnote"):
            continue
        text = _MARKS.sub("", line.text)
        candidate = _candidate(position, line, text, lines)
        if candidate:
            found.append(candidate)
    return found


def _candidate(position: int, line: Line, text: str, lines: Sequence[Line]) -> _Candidate | None:
    """A line that may be an item's heading: "§ 12", "Asia 3", or "3. Talousarvio"."""
    if match := _SECTION.match(text):
        return _section(position, line, match, lines)
    match = _MATTER.match(text)
    if match and (line.stands_out or len(text) < 120) and not text.endswith("."):
        title, last = _titled(match["rest"].strip(), position, lines)
        weight = 4.0 + 2 * line.is_heading
        return _Candidate(position, "matter", int(match["n"]), title, weight, match["n"], last) if title else None
    match = _NUMBERED.match(text)
    if match and not _MONTHS.match(match["rest"]):
        weight = _weight(line, text, match["rest"])
        return _Candidate(position, "number", int(match["n"]), match["rest"].strip(), weight, match["n"], position)
    return None


def _section(position: int, line: Line, match: re.Match[str], lines: Sequence[Line]) -> _Candidate | None:
    """A heading with the sign of a section; None where what follows is no title, as in "§ 12, 13"."""
    number = int(match["n1"] or match["n2"])
    own = match["rest"].strip(" .:")
    if own and (re.match(r"^[,–-]|^\d", own) or (len(own) > 160 and not line.stands_out)):
        return None
    title, last = _titled(own, position, lines)
    printed = f"§ {number}" if match["n1"] else f"{number} §"
    return _Candidate(position, "section", number, title, 6.0, printed, last) if title else None


def _titled(own: str, position: int, lines: Sequence[Line]) -> tuple[str, int]:
    """A heading's title, its own or that of the next line, with the line it ends on."""
    return (own, position) if own else _next_title(position, lines)


def _weight(line: Line, text: str, rest: str) -> float:
    weight = 1.0
    if line.is_heading:
        weight += 4.0
    elif line.block.is_bold or line.is_bold(len(text) - len(rest), len(text)):
        weight += 3.0
    if line.block.kind == "list_item":
        weight -= 0.4
    if line.block.kind == "table_row":
        weight -= 0.8
    if rest[:1].islower():
        weight -= 0.8
    if len(rest) > 140 or (rest.rstrip().endswith((".", ";", ",")) and len(rest.split()) > 4):
        weight -= 0.7
    if rest.isupper():
        weight += 1.0
    if vocabulary.PROCEDURAL_TITLE.search(rest):
        weight += 1.0
    return weight


def _next_title(position: int, lines: Sequence[Line]) -> tuple[str, int]:
    """The title of a heading that is only a number: the next line, if it can be one."""
    if position + 1 >= len(lines):
        return "", position
    line = lines[position + 1]
    text = _MARKS.sub("", line.text)
    if len(text) > 250 or _SECTION.match(text) or vocabulary.HANDLING.match(text) or vocabulary.DECISION_MARKER.match(text):
        return "", position
    return text, position + 1


def _best_chain(candidates: Sequence[_Candidate], lines: Sequence[Line]) -> list[_Candidate]:
    """The heaviest chain of one style whose numbers rise: each next number close to the last, gaps cost."""
    best: list[tuple[float, int | None]] = []
    for index, candidate in enumerate(candidates):
        start = (
            candidate.weight
            if candidate.style != "number" or candidate.number == 1
            else candidate.weight - 1.0 * min(candidate.number, 6)
        )
        top: tuple[float, int | None] = (start, None)
        for before in range(index):
            earlier = candidates[before]
            step = candidate.number - earlier.number
            if earlier.style != candidate.style or not 1 <= step <= 5:
                continue
            if _is_list_run(earlier, candidate, lines):
                continue
            score = best[before][0] + candidate.weight - 1.2 * (step - 1)
            if score > top[0]:
                top = (score, before)
        best.append(top)
    if not best:
        return []
    at: int | None = max(range(len(best)), key=lambda i: (best[i][0], i))
    chain = []
    while at is not None:
        chain.append(candidates[at])
        at = best[at][1]
    return chain[::-1]


def _is_list_run(earlier: _Candidate, later: _Candidate, lines: Sequence[Line]) -> bool:
    """Whether a heading would go on in a plain list item that is far less of a heading."""
    first, second = lines[earlier.position], lines[later.position]
    return first.is_heading and not second.stands_out and second.block.kind in ("list_item", "table_row")


def _without_contents(chain: list[_Candidate], candidates: Sequence[_Candidate], lines: Sequence[Line]) -> list[_Candidate]:
    """The chain with each candidate moved to a later one of the same number and title that has text below it."""
    moved = []
    floor = -1
    for candidate in chain:
        same = [
            other
            for other in candidates
            if other.style == candidate.style
            and other.number == candidate.number
            and _same_title(other.title, candidate.title)
            and other.position > floor
        ]
        best = max(same or [candidate], key=lambda other: (_body_below(other, candidates), other.position))
        moved.append(best)
        floor = best.position
    positions = [candidate.position for candidate in moved]
    return moved if positions == sorted(set(positions)) else chain


def _same_title(one: str, other: str) -> bool:
    first, second = re.sub(r"\W+", "", one.lower()), re.sub(r"\W+", "", other.lower())
    return first == second or (min(len(first), len(second)) > 12 and (first.startswith(second) or second.startswith(first)))


def _body_below(candidate: _Candidate, candidates: Sequence[_Candidate]) -> bool:
    following = min((other.position for other in candidates if other.position > candidate.last), default=candidate.last + 3)
    return following - candidate.last > 1


def _heading(candidate: _Candidate, lines: Sequence[Line]) -> Heading:
    title, last, case = candidate.title, max(candidate.last, candidate.position), None
    while re.search(r"(?:[/,–-]|\b(?:ja|sekä|och|and))$", title) and last + 1 < len(lines) and _goes_on(lines[last + 1]):
        last += 1
        title = f"{title} {_MARKS.sub('', lines[last].text)}"
    title, presenter, organisation = split_presenter(title)
    if last + 1 < len(lines) and (match := vocabulary.CASE_NUMBER.match(lines[last + 1].text)):
        last, case = last + 1, match.group(1)
    return Heading(candidate.position, candidate.printed, title, None, presenter, organisation, last, case)


def _goes_on(line: Line) -> bool:
    """Whether a line can be the rest of a title that broke off."""
    return (
        line.stands_out
        and len(line.text) < 200
        and not (_SECTION.match(line.text) or _NUMBERED.match(line.text) or vocabulary.DECISION_MARKER.match(line.text))
    )


def split_presenter(title: str) -> tuple[str, str | None, str | None]:
    """A heading's title, presenter and the presenter's organisation.

    >>> split_presenter("Selvitys vaihtoehdoista, Mehtonen/UM")
    ('Selvitys vaihtoehdoista', 'Mehtonen', 'UM')
    >>> split_presenter("Yhteenveto, tilanne ja EU-/ETA-maat")
    ('Yhteenveto, tilanne ja EU-/ETA-maat', None, None)
    """
    title = _MARKS.sub("", title)
    for pattern in (_PRESENTER, _PRESENTER_BRACKETS):
        match = pattern.search(title)
        if match and title[: match.start()].strip():
            return title[: match.start()].strip(" ,–-"), match["presenter"], match["organisation"].strip()
    return title, None, None


def _with_subitems(tops: Sequence[Heading], lines: Sequence[Line], style: str, taken: frozenset[int]) -> list[Heading]:
    headings: list[Heading] = []
    for index, top in enumerate(tops):
        end = tops[index + 1].position if index + 1 < len(tops) else len(lines)
        headings.append(top)
        headings.extend(_subitems(top, lines, top.last + 1, end, taken))
    return headings


def _subitems(top: Heading, lines: Sequence[Line], start: int, end: int, taken: frozenset[int]) -> list[Heading]:
    """The sub-items below an item: "3.1" and "3 a", letters in order."""
    found: list[Heading] = []
    expected = "a"
    for position in range(start, end):
        line = lines[position]
        if line.index in taken:
            continue
        text = _MARKS.sub("", line.text)
        if decimal := _decimal_of(top, line, text):
            found.append(_subheading(top, position, decimal["n"], decimal["rest"]))
        elif match := _lettered_of(top, line, text, expected, directly=position <= (found[-1].last if found else top.last) + 1):
            found.append(_subheading(top, position, f"{top.number} {match['letter']}", match["rest"]))
            expected = chr(ord(expected) + 1)
    return found


def _decimal_of(top: Heading, line: Line, text: str) -> re.Match[str] | None:
    """A heading "3.1" of item 3: one that stands out, or a short line that is no sentence."""
    match = _DECIMAL.match(text)
    if not match or match["n"].split(".")[0] != top.number:
        return None
    return match if line.stands_out or (len(text) < 120 and not text.endswith(".")) else None


def _lettered_of(top: Heading, line: Line, text: str, expected: str, *, directly: bool) -> re.Match[str] | None:
    """A heading "3 a" or "a)" with the letter that is next: one that stands out or has the item's number, or a short line right
    below the one before."""
    match = _NUMBER_LETTER.match(text) or _LETTERED.match(text)
    if not match or match["letter"] != expected or (match["n"] and match["n"] != top.number):
        return None
    is_short = directly and len(text) < 160 and not text.endswith((".", ";", ","))
    return match if line.stands_out or match["n"] or is_short else None


def _subheading(top: Heading, position: int, number: str, rest: str) -> Heading:
    title, presenter, organisation = split_presenter(rest)
    return Heading(position, number, title, top.number, presenter, organisation, position)


def _unnumbered(lines: Sequence[Line], taken: frozenset[int]) -> tuple[Heading, ...]:
    """Items without numbers: a list under "Agenda", else the format's headings, else lines that are all bold."""
    listed = _listed(lines)
    if listed:
        return listed
    for choose in (_is_heading, _stands_out):
        found = [
            Heading(position, "", _MARKS.sub("", line.text).rstrip(" :"), None, None, None, position)
            for position, line in enumerate(lines)
            if choose(line) and line.index not in taken and not _is_frame(line.text)
        ]
        if len(found) > 1:
            return tuple(_same_level(found, lines))
    return ()


def _is_heading(line: Line) -> bool:
    return line.is_heading


def _stands_out(line: Line) -> bool:
    return line.stands_out and len(line.text) < 120


def _listed(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The entries of a list directly below a heading "Agenda" or "Asialista": items whose discussion stands elsewhere."""
    for position, line in enumerate(lines):
        if not line.stands_out or not re.match(
            r"^(?:agenda|asialista|esityslista|käsiteltävät asiat|föredragningslista|dagordning)\s*:?$", line.text.strip(), re.I
        ):
            continue
        found = []
        for below in range(position + 1, len(lines)):
            if lines[below].block.kind != "list_item":
                break
            title = _MARKS.sub("", lines[below].text).lstrip("-–• ").strip()
            found.append(Heading(below, "", title, None, None, None, below, None, closed=True))
        if len(found) > 1:
            return tuple(found)
    return ()


def _same_level(found: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Leaves out the document's own title: the first heading, where the others are of a lower level."""
    first = lines[found[0].position]
    levels = {lines[heading.position].block.level for heading in found[1:]}
    if first.block.level is not None and first.block.level not in levels:
        return found[1:]
    return found[1:] if vocabulary.MINUTES_WORD.search(found[0].title) and found[0].position < 3 else found


def _is_frame(text: str) -> bool:
    """A heading that belongs to the frame of minutes rather than to its matters."""
    frame = (
        vocabulary.PLACE_AND_TIME,
        vocabulary.TIME,
        vocabulary.PLACE,
        vocabulary.PRESENT,
        vocabulary.ABSENT,
        vocabulary.DISTRIBUTION,
        vocabulary.ATTACHMENTS,
    )
    text = _MARKS.sub("", text).rstrip(".")
    return any(pattern.match(text) for pattern in frame) or bool(
        re.match(r"^(?:agenda|asialista|esityslista|käsitellyt asiat|allekirjoitukset|päätös|ehdotus)\s*:?$", text, re.I)
    )
