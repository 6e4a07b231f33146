"""Persons and organisations in a line of text: "Maija Mehtonen, TEM pj.", "A ja B (Kunta)", "pj. Antti (SRK)".

What a person's name looks like is decided by its letters and by Voikko's classes of first and family names, never by a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.interpret.vocabulary import BODY_HEADS
from kb.finnish import base_forms, readings
from kb.model import Attendee

_NAME_WORD = r"[A-ZÅÄÖÉÜŠŽ][\w'’áéíóúàèšžüß]*(?:[-–][A-ZÅÄÖÉÜŠŽ]?[\w'’]*)*\.?"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+(?:von|af|de|van|der|den|la|el)\b)?(?:\s+{_NAME_WORD}){{0,3}}")
_ROLE_WORDS = (
    r"varapuheenjohtaja|puheenjohtajana|puheenjohtaja|vpj|pj|sihteeri|siht|varajäsen|varsinainen jäsen|jäsen|esittelijä|pöytäkirjanpitäjä|"
    r"asiantuntijasihteeri|asiantuntija|tarkkailija|kutsuttuna|kutsuttu|vieraileva|vierailija|"
    r"vice ordförande|ordförande|ordf|sekreterare|sekr|suppleant|medlem|föredragande|vice[- ]chair|chair(?:man|person|woman)?|secretary|member|deputy|observer|expert|guest|gäst"
)
_ROLE = re.compile(rf"(?<![\w-])(?:[12]\.\s*|I{{1,3}}\s+)?(?:{_ROLE_WORDS})(?![\w-])\.?", re.I)
_NOTE = re.compile(
    r"(?:etänä|etäyhteydellä|teamsissa|teams|verkossa|varalla|osan\s+aikaa|osittain|paikalla\s+.*|poistui\b.*|saapui\b.*|liittyi\b.*|lähti\b.*|klo\s.*|kohda[nt]\b.*|kohta\b.*|kohdat\b.*|kohtien\b.*|\d+(?:\s*[–-]\s*\d+)?\s*§.*|asiakoh\w+\b.*|§.*|alkaen\b.*|saakka\b.*|"
    r"på distans|punkt\w*\b.*|anlände\b.*|avlägsnade\b.*|remote(?:ly)?|online|item\w*\b.*|left\b.*|arrived\b.*|joined\b.*|until\b.*|from\s+\d.*)$",
    re.I,
)
_ABSENT_NOTE = re.compile(r"\b(?:poissa|estynyt|frånvarande|absent)\b", re.I)
_PERSON_CLASSES = frozenset({"etunimi", "sukunimi"})


@dataclass(frozen=True, slots=True)
class People:
    """Who and which organisations a meeting knows: what a doer in its text can be.

    `first_names` gives the full name where just one attendee has that first name; likewise `surnames`. `initials` are the
    letters by which a list introduces each one ("Mikko (MK)").
    """

    names: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    first_names: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)

    def person(self, word: str) -> str | None:
        """The attendee that a full name, a first name, a surname or initials mean; None when nobody or several."""
        for name in self.names:
            if name.lower() == word.lower():
                return name
        return self.first_names.get(word.lower()) or self.surnames.get(word.lower()) or self.initials.get(word)


def gather(attendees: Iterable[Attendee], organisations: Iterable[str]) -> People:
    """The people and organisations of a meeting, from its attendance and the settings."""
    names = tuple(dict.fromkeys(attendee.name for attendee in attendees))
    initials = _initials(attendees)
    own = [attendee.organisation for attendee in attendees if attendee.organisation and attendee.organisation not in initials]
    firsts: dict[str, list[str]] = {}
    lasts: dict[str, list[str]] = {}
    for name in names:
        words = name.split()
        firsts.setdefault(words[0].lower(), []).append(name)
        if len(words) > 1:
            lasts.setdefault(words[-1].lower(), []).append(name)
    return People(
        names=names,
        organisations=tuple(dict.fromkeys((*own, *organisations))),
        first_names={first: found[0] for first, found in firsts.items() if len(found) == 1},
        surnames={last: found[0] for last, found in lasts.items() if len(found) == 1},
        initials=initials,
    )


def _initials(attendees: Iterable[Attendee]) -> dict[str, str]:
    """The letters beside the names of a list, where each of several that have any has those that begin as the name does."""
    beside = [(attendee.organisation or "", attendee.name) for attendee in attendees]
    found = {letters: name for letters, name in beside if re.fullmatch(r"[A-ZÅÄÖ]{2,3}", letters) and letters[0] == name[0]}
    said = [letters for letters, _ in beside if letters.isupper()]
    return found if len(found) > 2 and len(found) == len(said) else {}


def looks_like_name(text: str) -> bool:
    """Whether the text can be a person's name: two to four capitalised words, or one that is a first name or no word at all.

    >>> looks_like_name("Maija-Liisa Mehtonen"), looks_like_name("Asiakas"), looks_like_name("Ryhmän kaikki jäsenet")
    (True, False, False)
    """
    text = text.strip(" .,;:")
    if not _NAME.fullmatch(text) or _ROLE.fullmatch(text):
        return False
    words = text.split()
    if len(words) == 1:
        return _is_single_name(words[0])
    if all(word.isupper() and len(word) > 1 for word in words):
        # A name in capitals is one; an abbreviation beside a word ("TEM UM") is not.
        return all(len(word) > 3 for word in words)
    if any(word.isupper() and len(word) > 2 for word in words):
        return False
    return not all(_is_common(word) for word in words)


def _is_single_name(word: str) -> bool:
    if word.isupper() and len(word) > 1:
        return False
    classes = {reading.word_class for reading in readings(word)}
    return bool(classes & _PERSON_CLASSES) or (not classes and len(word) > 2)


def _is_common(word: str) -> bool:
    """A dictionary word that is no name of a person."""
    classes = {reading.word_class for reading in readings(word)}
    return bool(classes) and not classes & {*_PERSON_CLASSES, "paikannimi", "nimi"}


def parse_person(text: str) -> Attendee | None:
    """One line or entry of an attendance list; None when it names nobody.

    >>> found = parse_person("Maija Mehtonen, TEM pj.")
    >>> (found.name, found.organisation, found.role)
    ('Maija Mehtonen', 'TEM', 'pj')
    >>> found = parse_person("Ville Rantanen, rehtori / Keskustan koulu, saapui 15:59, poistui 16:15")
    >>> (found.name, found.role, found.note)
    ('Ville Rantanen', 'rehtori / Keskustan koulu', 'saapui 15:59, poistui 16:15')
    """
    text = " ".join(text.replace("\t", " ").split()).strip(" ,;•*")
    # A bullet as recognition of a scan gives it: a sign or a lone letter.
    text = re.sub(r"^(?:[^\w\s(]|[eo])\s+(?=[A-ZÅÄÖ])", "", text)
    if not text:
        return None
    lead = re.match(rf"^(?:[12]\.\s*)?(?:{_ROLE_WORDS})\.?\s*[:\-–]?\s+(?=[A-ZÅÄÖ])", text, re.I)
    role: str | None = None
    if lead:
        role = lead.group().strip(" :-–").rstrip(".")
        text = text[lead.end() :]
    titled = re.match(r"^(?:[a-zåäö][\w-]*\s+){1,3}(?=[A-ZÅÄÖ])", text)
    if titled and not lead:
        role = titled.group().strip()
        text = text[titled.end() :]
    match = _NAME.match(text)
    if not match:
        return None
    name = _cut_name(match.group())
    if not looks_like_name(name):
        return None
    rest = text[len(name) :]
    if rest and not re.match(r"^\s*(?:[,;(/–:\-]|$|\s[\wÅÄÖåäö])", rest):
        return None
    person = Attendee(name=name.strip(" .") if not name.endswith("r.") else name, role=role)
    return _details(person, rest)


def _cut_name(text: str) -> str:
    """A name without the abbreviation of an organisation or a role run on to it ("Maija Mehtonen TEM")."""
    words = text.split()
    for number, word in enumerate(words[1:], start=1):
        bare = word.strip(".,")
        if (bare.isupper() and len(bare) > 1) or _ROLE.fullmatch(bare) or re.match(r"[A-ZÅÄÖ]{2,}-[a-zåäö]", bare):
            return " ".join(words[:number])
    return text


def _details(person: Attendee, rest: str) -> Attendee:
    """A person with what stands after the name: where they are from, what they are, when they came and went."""
    details = _Details(person.organisation, person.role)
    slashed = re.match(r"^\s*/\s*(?P<organisation>[A-ZÅÄÖ][\w-]*(?:\s[A-ZÅÄÖ][\w-]*)*)", rest)
    if slashed:
        details.organisation, rest = slashed["organisation"], rest[slashed.end() :]
    for part in _parts(rest):
        details.read(part)
    return replace(
        person,
        organisation=details.organisation or None,
        role=details.role or None,
        note=", ".join(part for part in (person.note, *details.notes) if part) or None,
        present=not details.absent if person.present is not None else None,
    )


@dataclass(slots=True)
class _Details:
    """What has been read of the details after a name so far."""

    organisation: str | None
    role: str | None
    absent: bool = False
    notes: list[str] = field(default_factory=list)

    def read(self, part: str) -> None:
        """Takes one part: that they were absent, a note, a role, or else an organisation before anything else."""
        if _ABSENT_NOTE.search(part) and len(part) < 25:
            self.absent = True
        elif _NOTE.match(part):
            self.notes.append(part)
        elif found := _ROLE.search(part):
            self._read_role(part, found)
        elif self.organisation is None and _is_organisation(part):
            self.organisation = part
        elif self.role is None:
            self.role = part
        elif self.organisation is None:
            self.organisation = part

    def _read_role(self, part: str, found: re.Match[str]) -> None:
        before = part[: found.start()]
        if re.search(r"\b[a-zåäö]\w*n\s*$|:n\s*$", before) or _ends_in_owner(before):
            # "nuorisovaltuuston puheenjohtaja" is an office elsewhere, not the chair of this meeting.
            self._add_role(part)
            return
        self._add_role(found.group().strip(" ."))
        left = (before + " " + part[found.end() :]).strip(" ,.()-–/")
        if left and not _is_organisation(left):
            self.role = part.strip(" .()")
        elif left and self.organisation is None:
            self.organisation = left

    def _add_role(self, role: str) -> None:
        self.role = f"{self.role}, {role}" if self.role else role


def _ends_in_owner(text: str) -> bool:
    """Whether words end in a body's name in the genitive: whose office it is."""
    words = text.split()
    return bool(words) and any(
        base != words[-1].lower() and base.endswith(BODY_HEADS) for base in base_forms(words[-1].lower())
    )


def _parts(rest: str) -> Iterator[str]:
    for part in re.split(r"\s*[,;()]\s*|\s+[–-]\s+", rest):
        part = part.strip(" .:/")
        if part:
            yield part


def _is_organisation(text: str) -> bool:
    """Whether a detail after a name is where somebody comes from rather than what they are: it begins with a capital that
    is not a title's. Titles ("Rehtori", "Hallintosihteeri") are common nouns of a person: their last part names a doer."""
    if not text[:1].isupper():
        return bool(
            re.search(
                r"(?:virasto|ministeriö|keskus|kunta|kaupunki|liitto|laitos|kirjasto|yliopisto|toimisto|palvelut|hallinto)\w*$",
                text,
            )
        )
    last = text.split(" / ")[0].split()[-1].lower()
    return not _TITLE_WORD.search(last)


_TITLE_WORD = re.compile(
    r"(?:johtaja|päällikkö|sihteeri|rehtori|koordinaattori|asiantuntija|neuvos|suunnittelija|edustaja|tarkastaja|insinööri|juristi|lakimies|opettaja|"
    r"kirjastonhoitaja|vastaava|esimies|assistentti|harjoittelija|konsultti|arkkitehti|kehittäjä|hoitaja|lääkäri|työntekijä|professori|tutkija|avustaja|ylijohtaja|jäsen|controller|manager|officer|direktör|chef)$"
)


def parse_people(text: str) -> tuple[Attendee, ...]:
    """An inline list of attendees: names with commas, "ja" and organisations in parentheses.

    An organisation in parentheses belongs to the name before it, and to names joined to that by "ja" ("A, B ja C (Virasto)");
    after a mere comma it is nobody else's, unless such a "ja" within the list shows that commas stand between people of one place
    ("A, B ja C (Virasto), D (Kunta)"). A comma left out after a parenthesis is put back.

    >>> [(p.name, p.organisation) for p in parse_people("Maija Mehtonen (Kunta), Olli Oja ja Anna Arvo (Virasto) Aku Tall (SRK)")]
    [('Maija Mehtonen', 'Kunta'), ('Olli Oja', 'Virasto'), ('Anna Arvo', 'Virasto'), ('Aku Tall', 'SRK')]
    >>> [p.name for p in parse_people("Kai, Antti, Anneli")]
    ['Kai', 'Antti', 'Anneli']
    """
    people: list[Attendee] = []
    waiting: list[int] = []
    entries = list(_entries(text))
    in_groups = _stands_in_groups(entries)
    for entry, is_joined in entries:
        person = parse_person(entry)
        if person is None:
            if people and entry and not entry[0].isupper():
                people[-1] = _details(people[-1], ", " + entry)
            continue
        people.append(person)
        if not is_joined and not in_groups:
            waiting = []
        if person.organisation is None:
            waiting.append(len(people) - 1)
        elif "(" in entry:
            for index in waiting:
                people[index] = replace(people[index], organisation=person.organisation)
            waiting = []
    return tuple(people)


def _stands_in_groups(entries: Sequence[tuple[str, bool]]) -> bool:
    """Whether the people of one place stand together before its brackets: each bracket of several people comes after "ja", one of
    them amid the list, where "ja" can only join those of one place; and nobody stands after the last bracket.

    >>> [(p.name, p.organisation) for p in parse_people("Aino Arvo, Olli Oja ja Anna Tall (SRK), Aku Mehto (Kunta)")]
    [('Aino Arvo', 'SRK'), ('Olli Oja', 'SRK'), ('Anna Tall', 'SRK'), ('Aku Mehto', 'Kunta')]
    >>> [(p.name, p.organisation) for p in parse_people("Aino Arvo, Olli Oja (SRK) ja Anna Tall (Kunta)")]
    [('Aino Arvo', None), ('Olli Oja', 'SRK'), ('Anna Tall', 'Kunta')]
    """
    groups: list[list[bool]] = [[]]
    for entry, is_joined in entries:
        groups[-1].append(is_joined)
        if "(" in entry:
            groups.append([])
    *closed, rest = groups
    joined = [group[-1] for group in closed if len(group) > 1]
    return not rest and len(closed) > 1 and all(joined) and len(closed[0]) > 1 and not any(group[0] for group in closed[1:])


def _entries(text: str) -> Iterator[tuple[str, bool]]:
    """The entries of an inline list: cut at commas outside parentheses, at "ja/och/and" and after a closing parenthesis; each
    with whether "ja/och/and" joins it to the one before."""
    depth, start, is_joined = 0, 0, False
    cuts: list[tuple[int, int]] = []
    for match in re.finditer(r"[(),;]|\s+(?:ja|sekä|och|samt|and|&)\s+(?=[A-ZÅÄÖ])|(?<=\))\s+(?=[A-ZÅÄÖ])", text):
        mark = match.group()
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            cuts.append((match.start(), match.end()))
    for begin, end in cuts:
        yield text[start:begin].strip(), is_joined
        is_joined = text[begin:end].strip().isalpha() or text[begin:end].strip() == "&"
        start = end
    yield text[start:].strip(), is_joined
