"""Who was there: the attendance list in any of its shapes (inline, one a line, a table), absentees, chair and secretary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.lines import Line, locate, whole
from indexer.interpret.people import looks_like_name, parse_people, parse_person
from kb.document import Document
from kb.finnish import readings
from kb.model import Attendee

_OTHER_LABEL = re.compile(
    r"^(?:aika|paikka|aika ja paikka|ajankohta|asialista|esityslista|käsitellyt asiat|käsiteltävät asiat|allekirjoitukset|asiat|jakelu|tiedoksi|liitteet|pöytäkirjan\b.*|pöytäkirjantarkastajat|mitä tehtiin|"
    r"tid|plats|datum|ärenden|underskrifter|agenda|date|time|place|signatures)\b",
    re.I,
)
# Lines that stand close on a page come as one: a new name after the hour somebody left.
_RUN_TOGETHER = re.compile(r"(?<=[\d.:]\d)\s+(?=[A-ZÅÄÖ][\w-]+\s+[A-ZÅÄÖ][\w-]+(?:,|$))")
_CHAIR_ROLE = re.compile(r"^(?:puheenjohtaja|pj|ordförande|ordf|chair(?:man|person|woman)?)\b", re.I)
_SECRETARY_ROLE = re.compile(r"^(?:sihteeri|siht|pöytäkirjanpitäjä|sekreterare|sekr|secretary)\b", re.I)
_EVERYBODY = re.compile(
    r"\b(?:koko (?:ryhmä|tiimi|työryhmä|projektiryhmä|porukka)|kaikki (?:jäsenet|läsnä|paikalla|mukana|osallis\w+)|hela gruppen|"
    r"everyone|everybody|(?:whole|entire) (?:team|group))\b",
    re.I,
)
_NAME = r"(?P<name>[A-ZÅÄÖ][\w-]+(?:\s+[A-ZÅÄÖ][\w-]+){0,2})"
_TITLES = r"(?:[a-zåäö][\w-]*\s+){0,3}"
_CHAIR_SAID = (
    re.compile(rf"(?i:puheenjohtajana)\s+(?:toimi|toimii|oli)\s+{_TITLES}{_NAME}"),
    re.compile(rf"{_NAME}\s+(?:toimi|toimii|valittiin)\s+(?:kokouksen\s+)?puheenjohtaja(?:na|ksi)"),
    re.compile(rf"(?:[Vv]alittiin|valittu)\s+(?:kokouksen\s+|kokoukselle\s+)?puheenjohtajaksi\s+{_TITLES}{_NAME}"),
    re.compile(rf"[Pp]uheenjohtajaksi\s+(?:valittiin|nimettiin)\s+{_TITLES}{_NAME}"),
    re.compile(rf"[Pp]uheenjohtaja\s+{_NAME}\s+(?:avasi|avaa|päätti)"),
    re.compile(rf"^{_NAME},?\s+(?:puheenjohtaja|pj\.?)$"),
    re.compile(rf"[Oo]rdförande\s+{_NAME}\s+öppnade"),
    re.compile(rf"[Tt]he\s+[Cc]hair,?\s+{_NAME},?\s+opened"),
)
_SECRETARY_SAID = (
    re.compile(rf"(?i:sihteerinä)\s+(?:(?:toimi|toimii|oli)\s+)?{_TITLES}{_NAME}"),
    re.compile(rf"{_NAME}\s+(?:toimi|toimii|valittiin)\s+(?:kokouksen\s+)?sihteeri(?:nä|ksi)"),
    re.compile(rf"(?i:sihteeriksi)\s+(?:valittiin\s+)?{_TITLES}{_NAME}"),
    re.compile(rf"^{_NAME},?\s+(?:sihteeri|pöytäkirjanpitäjä)$"),
    re.compile(rf"sihteerivuoro(?:ssa)?\s+(?:on|oli|toimii)\s+{_NAME}"),
    re.compile(rf"{_NAME}\s+(?:on|oli|toimii)\s+sihteerivuorossa"),
    re.compile(rf"(?i:sekreterare)\s+(?:var|är|valdes)\s+{_NAME}"),
)


@dataclass(frozen=True, slots=True)
class _LeaderWords:
    """How minutes say who leads, or who writes: a role beside a name, a label, sentences; `acting` stands in the role of one
    who does so for this meeting."""

    role: re.Pattern[str]
    label: re.Pattern[str]
    said: tuple[re.Pattern[str], ...]
    acting: str = ""


_CHAIR = _LeaderWords(_CHAIR_ROLE, vocabulary.CHAIR, _CHAIR_SAID, "puheenjohtajana")
_SECRETARY = _LeaderWords(_SECRETARY_ROLE, vocabulary.SECRETARY, _SECRETARY_SAID)


# Headings of lists of those who are members: the absent ones of such minutes are members too.
_MEMBERSHIP: Final = {"jäsenet": "jäsen", "ledamöter": "ledamot", "members": "member"}


@dataclass(frozen=True, slots=True)
class Attendance:
    """The list with everybody once for each line they stand on, and who led and who wrote. `speaking` are those whose words such
    minutes tell that say only that everybody was there; None where the list does not say so."""

    attendees: tuple[Attendee, ...]
    chair: str | None
    secretary: str | None
    lines: frozenset[int]
    speaking: tuple[Attendee, ...] | None = None


def read_attendance(document: Document, lines: Sequence[Line], items_start: int) -> Attendance:
    """Reads the attendance of one meeting from its lines; the list stands before line number `items_start` of them or after
    the items, never inside one. A person on the list twice is one attendee (the first line's details win)."""
    listed, used = _read_lists(document, lines, items_start)
    if not listed:
        listed, used = _by_organisation(document, lines[:items_start])
    people = _once(listed)
    speaking = tuple(_speaking(document, lines)) if not people and _is_whole_group(lines) else None
    chair, secretary = (_leader(people or speaking or (), lines, words) for words in (_CHAIR, _SECRETARY))
    return Attendance(tuple(people), chair, secretary, frozenset(used), speaking)


def _read_lists(document: Document, lines: Sequence[Line], items_start: int) -> tuple[list[Attendee], set[int]]:
    """Everybody on the lists, line by line, and the numbers of the lines that the lists take."""
    people: list[Attendee] = []
    used: set[int] = set()
    position = 0
    membership: str | None = None
    while position < len(lines):
        line = lines[position]
        label = _label(line)
        if label is None or (position >= items_start and not line.stands_out and len(line.text) > 200):
            position += 1
            continue
        match, present = label
        taken = _collect(document, lines, position, match, present, items_start if position < items_start else len(lines))
        said = _said_by_label(match.group())
        membership = said if said in _MEMBERSHIP.values() else membership
        found = _in_role(taken, said if present else membership)
        if found or not line.text[match.end() :].strip():
            used.update(lines[index].index for index, _ in taken)
            used.add(line.index)
        if position < items_start or not people:
            people.extend(found)
        position = max([index for index, _ in taken], default=position) + 1
    return people, used


_PARTY: Final = re.compile(r"^(?P<organisation>[A-ZÅÄÖ][\w-]+(?:\s[\w-]+){0,3}):\s+(?=[A-ZÅÄÖ])")


def _by_organisation(document: Document, lines: Sequence[Line]) -> tuple[list[Attendee], set[int]]:
    """Those whom lines without a label of attendance name by organisation ("Reittilaitos: Aino Arvo (AA), Eero Esa"): two lines
    at least, each with whole names first, or of an organisation that stands in the head above ("Esilä: Aino, Eero")."""
    people: list[Attendee] = []
    used: set[int] = set()
    for number, line in enumerate(lines):
        match = _PARTY.match(line.text)
        if match is None or _OTHER_LABEL.match(line.text) or match["organisation"].lower() in _ROLES_BEFORE:
            continue
        named = _people_on(document, line, line.text[match.end() :], present=True)
        if named and (" " in named[0].name or _stands_above(match["organisation"], lines[:number])):
            people.extend(replace(person, organisation=match["organisation"]) for person in named)
            used.add(line.index)
    return (people, used) if len(used) > 1 else ([], set())


def _stands_above(organisation: str, lines: Sequence[Line]) -> bool:
    """Whether one of some lines names an organisation, in any case ("Esilän retkeily")."""
    stem = re.compile(rf"\b{re.escape(organisation[: max(4, len(organisation) - 2)])}", re.I)
    return len(organisation) > 3 and any(stem.search(line.text) for line in lines if not _PARTY.match(line.text))


# What a line with a name tells that is no organisation of theirs.
_ROLES_BEFORE: Final = frozenset(
    "puheenjohtaja sihteeri laatija kirjasi muistio esittelijä poissa jakelu tiedoksi allekirjoitus tarkastajat vieraat".split()  # noqa: SIM905
)


def _in_role(taken: Sequence[tuple[int, Sequence[Attendee]]], role: str | None) -> list[Attendee]:
    """Those of some lines, in the role that their list's heading says where nothing beside a name does."""
    return [replace(person, role=person.role or role) for _, persons in taken for person in persons]


def _is_whole_group(lines: Sequence[Line]) -> bool:
    """Whether the list of those present says only that everybody was there."""
    labels = (position for position, line in enumerate(lines) if vocabulary.PRESENT.match(line.text))
    return any(_EVERYBODY.search(line.text) for position in labels for line in lines[position : position + 3])


def _speaking(document: Document, lines: Sequence[Line]) -> list[Attendee]:
    """Those whose first names begin lines, "Aino: …", "Eerolla …": three at least, for a single one may be told of though absent."""
    found: dict[str, Attendee] = {}
    for line in lines:
        if name := _first_name(line.text):
            found.setdefault(name, Attendee(name, where=locate(document, (whole(line),))))
    return list(found.values()) if len(found) > 2 else []


def _first_name(text: str) -> str | None:
    """The first name, in basic form, that a line begins with before its colon or its words; None where another name follows.

    >>> [_first_name(text) for text in ("Aino: meni hyvin", "Eerolla oli muuta", "Aino Esimerkki: ei", "Laituri on rikki")]
    ['Aino', 'Eero', None, None]
    """
    match = re.match(r"[\W\d_]*(?P<name>[A-ZÅÄÖ][a-zåäö]{2,14})(?:\s*:|\s+(?=[a-zåäö]))", text)
    found = readings(match["name"]) if match else ()
    if match is None or not all(reading.word_class in ("etunimi", "sukunimi") for reading in found):
        return None
    cases = ("nimento", "ulkoolento", "omanto")
    return next((r.base.capitalize() for r in found if r.word_class == "etunimi" and r.case in cases), None)


def _said_by_label(label: str) -> str | None:
    """What a list's own heading says that those on it are, where nothing beside a name does.

    >>> [_said_by_label(label) for label in ("Saapuvilla olleet jäsenet", "Varajäsenet:", "Muut läsnäolijat")]
    ['jäsen', 'varajäsen', None]
    """
    last = re.sub(r"\W+$", "", label.lower()).rpartition(" ")[2]
    return {**_MEMBERSHIP, "varajäsenet": "varajäsen", "asiantuntijat": "asiantuntija", "suppleanter": "suppleant"}.get(last)


def _label(line: Line) -> tuple[re.Match[str], bool] | None:
    """The label of a list of those present (True) or absent (False) that a line begins with."""
    if match := vocabulary.ABSENT.match(line.text):
        return match, False
    match = vocabulary.PRESENT.match(line.text)
    return (match, True) if match and _is_of_people(line, match) else None


def _is_of_people(line: Line, label: re.Match[str]) -> bool:
    """Whether what follows a label can be names: "Osallistujat kokivat…", "Jäsenet esittelivät…" are sentences."""
    rest = line.text[label.end() :]
    if not rest:
        return True
    if not line.stands_out and ":" not in label.group() and not _begins_with_name(rest):
        return False
    is_sentence = rest.rstrip().endswith(".") and len(rest) > 60 and "," not in rest
    return not rest[:1].islower() and not is_sentence


def _begins_with_name(text: str) -> bool:
    return parse_person(re.split(r"[,;(]", text)[0]) is not None


def _collect(
    document: Document, lines: Sequence[Line], position: int, match: re.Match[str], present: bool, stop: int
) -> list[tuple[int, list[Attendee]]]:
    """(line position, people on it) from the label on: the rest of its own line, then lines, list items or rows below."""
    own = lines[position].text[match.end() :].strip()
    taken: list[tuple[int, list[Attendee]]] = []
    if own:
        taken.append((position, _people_on(document, lines[position], own, present)))
    inline = bool(taken and len(taken[0][1]) > 1)
    for index in range(position + 1, min(stop, len(lines))):
        line = lines[index]
        is_entry = line.block.kind in ("list_item", "table_row")
        if _ends_list(line) or (inline and not is_entry):
            break
        people = _people_on(document, line, line.text, present)
        if not people and not is_entry:
            break
        taken.append((index, people))
    return taken


def _ends_list(line: Line) -> bool:
    """Whether a line begins something else than people: another label, a heading, the minutes or a proposal."""
    if _label(line) or _OTHER_LABEL.match(line.text) or (line.is_heading and not looks_like_name(line.text)):
        return True
    return bool(vocabulary.MINUTES_WORD.match(line.text) or vocabulary.PROPOSAL_MARKER.match(line.text))


def _people_on(document: Document, line: Line, text: str, present: bool) -> list[Attendee]:
    """The people that a line names, absent ones where its label says so."""
    where = locate(document, (whole(line),))
    found = _named_on(line, text)
    return [replace(person, present=person.present if present else False, where=where) for person in found]


def _named_on(line: Line, text: str) -> list[Attendee]:
    if line.block.kind == "table_row" and len(line.block.cells) > 1:
        return _from_cells(line)
    if group := _group_on(text):
        return list(parse_people(group)) if not _is_single(group) else _named_on(line, group)
    if len(entries := _RUN_TOGETHER.split(text)) > 1:
        return [person for entry in entries if (person := parse_person(entry))]
    return _one_or_several(line, text)


def _one_or_several(line: Line, text: str) -> list[Attendee]:
    """The person whose name and details a text is, or the people that it lists."""
    single = parse_person(text)
    if single is None:
        return list(parse_people(text))
    is_entry = line.block.kind == "list_item" and text.count(",") <= 3 and " ja " not in text
    is_one = is_entry or not re.search("[,;]", text) or _is_single(text)
    return [single] if is_one else list(parse_people(text))


# Those of one group on their own line of a list ("Ryhmä: Tuuli, Veikko").
_GROUP: Final = re.compile(r"^\W*(?P<whose>[A-ZÅÄÖ][\w -]{1,40}):\s+(?P<names>[A-ZÅÄÖ].*)$")


def _group_on(text: str) -> str | None:
    """The names behind that of their group, which is no role."""
    match = _GROUP.match(text)
    is_role = _CHAIR_ROLE.match(text) or _SECRETARY_ROLE.match(text)
    return match["names"] if match and not is_role and _begins_with_name(match["names"]) else None


def _is_single(text: str) -> bool:
    """Whether commas on a line separate one person's details ("Nimi, TEM, sihteeri") rather than people."""
    bare = re.sub(r"\([^)]*\)|(?<=[\wåäö])\s*/\s*[A-ZÅÄÖ][\w-]*", "", text)
    entries = [entry.strip() for entry in re.split(r"[,;]|\s(?:ja|sekä|och|samt|and|&)\s(?=[A-ZÅÄÖ])", bare) if entry.strip()]
    named = [entry for entry in entries if looks_like_name(re.sub(r"^(?:pj|siht|vpj)\.?\s+", "", entry))]
    multiword = [entry for entry in named if len(entry.split()) > 1]
    if len(multiword) > 1:
        # "Aino Arvo, Retki Finland": the second looks like a name, yet the line is one person's.
        return len(entries) == 2 and text.count("(") == 0 and entries[1] == multiword[-1] and _is_office(entries[1])
    return len(named) <= 1 or (len(multiword) == 1 and entries[0] == multiword[0] and text.count("(") <= 1)


def _is_office(text: str) -> bool:
    """Whether two capitalised words are rather an organisation: none of them is a first name."""
    return not any(reading.word_class == "etunimi" for reading in readings(text.split()[0]))


def _from_cells(line: Line) -> list[Attendee]:
    """A row of an attendance table: the cell with a name, the others as its details; "x" marks presence."""
    cells = [cell.strip() for cell in line.block.cells]
    for index, cell in enumerate(cells):
        person = parse_person(cell) if cell else None
        if person is None:
            continue
        details = [other for other in cells[:index] + cells[index + 1 :] if other and other.lower() not in ("x", "✓", "–", "-")]
        whole_line = ", ".join([cell, *details])
        return [parse_person(whole_line) or person]
    return []


def _once(people: Sequence[Attendee]) -> list[Attendee]:
    """Everybody once; somebody both present and absent (left early, listed twice) counts as present."""
    seen: dict[str, Attendee] = {}
    for person in people:
        key = person.name.lower()
        known = seen.get(key)
        if known is None or (not known.present and person.present):
            seen[key] = person
        else:
            seen[key] = replace(
                known,
                organisation=known.organisation or person.organisation,
                role=known.role or person.role,
                note=known.note or person.note,
            )
    return list(seen.values())


def _leader(people: Sequence[Attendee], lines: Sequence[Line], words: _LeaderWords) -> str | None:
    """Who leads or writes: by the role beside a name, a line with a label, or a sentence that says so."""
    return _by_role(people, words) or _by_label(people, lines, words) or _by_sentence(people, lines, words)


def _by_role(people: Sequence[Attendee], words: _LeaderWords) -> str | None:
    """Who acts in the role, else the first of those present who has it."""
    acting = (person.name for person in people if words.acting and words.acting in (person.role or "").lower())
    own = (person.name for person in people if person.present is not False and _has_role(person, words.role))
    return next(acting, None) or next(own, None)


def _has_role(person: Attendee, role: re.Pattern[str]) -> bool:
    return bool(person.role) and any(role.match(word) for word in _role_words(person.role or ""))


def _by_label(people: Sequence[Attendee], lines: Sequence[Line], words: _LeaderWords) -> str | None:
    for line in lines:
        match = words.label.match(line.text)
        if match and ":" in match.group() and (found := parse_person(line.text[match.end() :])):
            return _full(found.name, people)
    return None


def _by_sentence(people: Sequence[Attendee], lines: Sequence[Line], words: _LeaderWords) -> str | None:
    for pattern in words.said:
        for line in lines:
            said = pattern.search(line.text)
            if said and (looks_like_name(said["name"]) or _full(said["name"], people) != said["name"]):
                return _full(said["name"], people)
    return None


def _role_words(role: str) -> Iterator[str]:
    yield role
    yield from re.split(r"\s*(?:/|,|\bja\b)\s*", role)


def _full(name: str, people: Sequence[Attendee]) -> str:
    """The name as the list has it, where a surname or a first name stood ("Puheenjohtaja Mehtonen avasi")."""
    for person in people:
        if name.lower().startswith(person.name.lower()) and " " in person.name:
            return person.name
    words = name.split()
    if len(words) > 2 and re.search(r"st[aä]$", words[-1]):
        # "… valittiin Maija Mehtonen Mikkelistä": where from, not what called.
        name = " ".join(words[:-1])
    fitting = [person.name for person in people if name.lower() in (person.name.lower(), *person.name.lower().split())]
    return fitting[0] if len(set(fitting)) == 1 else name
