"""What people were in bodies: roles of a closed list in three languages, from–to, with the words that say it.

Attendance lists tell who led and who wrote; elections and nominations tell members and deputies of the coming term. A role that
no words say is not claimed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from indexer.offices import NAME, OFFICES, held_in, is_persons_name, nominative, without_asides
from kb.dates import find_dates
from kb.finnish import split_sentences
from kb.model import AgendaItem, Decision, Meeting, Where
from kb.results import Role, RoleCode

# How minutes write the roles; a role with a word before it in the genitive is one elsewhere.
_FORMS: Final[Mapping[RoleCode, str]] = {
    "vice_chair": r"(?:[12]\.\s*|i{1,3}\s+)?vara(?:puheenjohtaja|pj)|vpj|vice\s?ordförande|vice[- ]chair|deputy chair",
    "chair": r"puheenjohtaja(?:na)?|pj|ordförande|ordf|chair(?:man|person|woman)?",
    "secretary": r"sihteeri(?:nä)?|siht|pöytäkirjanpitäjä|sekreterare|sekr|secretary",
    "deputy": r"(?:henkilökohtainen\s+)?varajäsen|suppleant|ersättare|deputy member|deputy|substitute",
    "member": r"(?:varsinainen\s+)?jäsen|ledamot|medlem|member",
    "convener": r"kokoonkutsuja|koollekutsuja|sammankallare|convener",
    "expert": r"(?:pysyvä\s+)?asiantuntija(?:na)?|sakkunnig|expert",
    "guest": r"vieras|vierailija|vieraileva|kutsuttuna|gäst|guest",
}
_WRITTEN: Final = tuple((code, re.compile(rf"(?:{form})\.?", re.I)) for code, form in _FORMS.items())
_TRANSLATIVE: Final = re.compile(r"\b([a-zåäö-]+?)(?:i|e)?ks(?:i|een|e(?:nsa|nsä))\b", re.I)
_ELECTED: Final = re.compile(
    r"\b(?:valittiin|nimettiin|valitsi|nimesi|kutsuttiin|(?:on|ovat|oli|olivat) (?:valittu|nimetty)|valdes|utsågs|(?:was|were) (?:elected|appointed))\b",
    re.I,
)
_HAS_BEEN: Final = re.compile(r"\b(?:on|ovat|oli|olivat) (?:valittu|nimetty)\b", re.I)
_ELECTS: Final = re.compile(r"\b(?:valitsi|nimesi)\b", re.I)
_SINGLE: Final = re.compile(r"^[A-ZÅÄÖ][a-zåäö-]+(?=\s+valittiin)|(?<=ksi valittiin )[A-ZÅÄÖ][a-zåäö-]+(?=[.,]|$)")
_ELECTION_TITLE: Final = re.compile(
    r"(?P<body>[\wåäö-]+(?:n|jen))\s+(?:vara)?jäsen\w*(?:\s+ja\s+(?:vara)?jäsen\w*)?\s+(?:valin|valits|nimeämi|vaali)", re.I
)
_OWNER: Final = re.compile(
    r"(?P<body>[A-ZÅÄÖa-zåäö][\wåäö-]+n)\s+(?:[a-zåäö-]+n\s+)?(?:puheenjohtaj|varapuheenjohtaj|jäsen|varajäsen|perustami|kokoonkutsuj)",
    re.I,
)
_INTO: Final = re.compile(
    r"\b(?P<body>(?:[A-ZÅÄÖ][\wåäö-]+n\s+)?[\wåäö-]*(?:ryhmään|kuntaan|jaostoon|hallitukseen|valtuustoon|neuvostoon|tiimiin))\b"
)
_ELSEWHERE: Final = re.compile(
    r"(?P<body>(?:[A-ZÅÄÖ][\wåäö-]+n\s+)?[\wåäö-]+n)\s+(?P<role>(?:vara)?puheenjohtaja|sihteeri|(?:vara)?jäsen)\b"
)
# "latujaoston puheenjohtajaksi": whose the office is.
_OWNED: Final = re.compile(
    r"(?P<body>[\wåäö-]+n)\s+(?:(?:uude|varsinaise|uus|varsinais|pysyv)\w*\s+)?(?:vara)?(?:puheenjohtaja|jäsen|sihteeri|kokoonkutsuja)\w*ks",
    re.I,
)
_STANDS_IN: Final = re.compile(r"\b(?:varalla|henkilökohtainen varajäsen|hänen varajäsenensä)\b", re.I)
_ASIDE_DEPUTY: Final = re.compile(
    rf"\((?:hänen |henkilökohtainen |henk\. )?vara(?:lla|jäsen|jäsenenä)?:? (?P<name>{NAME.pattern})\)", re.I
)
# Words in the translative that no office is: "toimikaudeksi", "lisäksi".
_NO_OFFICE: Final = re.compile(r"\w*kaud|\w*vuod|aja|lisä|esimerk|tiedo|tue")
_INSTEAD: Final = re.compile(r"\s+(?:tilalle|sijaan|sijasta|paikalle)\b")
_OWN_MEETING: Final = re.compile(r"\bkokou(?:ksen|kselle)\b|\bmöte|\bthe meeting\b", re.I)
_OPENING: Final = re.compile(r"avau|avaami|järjestäyty|öppnan|opening|sihteerin valin|puheenjohtajan valinta ja sihteer", re.I)
_ENTRY: Final = re.compile(r"^\s*(?:\d{1,2}[.)]\s+|[-–—•*]\s*|[A-ZÅÄÖ][\wåäöÅÄÖ ,&-]{1,60}?:\s+)")
_FRAME: Final = re.compile(r"^(?:esitys|ehdotus|päätös|förslag|beslut)\b", re.I)
_AS_PROPOSED: Final = re.compile(r"(?:esity|ehdotu)\w*\s+muk|hyväksy|valittiin|nimettiin|valitsi|nimesi", re.I)
_DEPUTY: Final = re.compile(r"\b(?:(?:henkilökohtainen\s+)?varajäsen|varalla|hänen\s+varajäsenensä)\b", re.I)
_YEARS: Final = re.compile(
    r"(?:toimikau\w+|kaude\w+|vuosi\w*|vuode\w+|ajalle)\s+(?P<from>20\d\d)\s*(?:[–-]\s*(?P<to>20\d\d))?", re.I
)
_HEARD: Final = re.compile(r"\b(?:kuuli|kuultavaksi|kuultavana|asiantuntijana)\b", re.I)
_NOMINATED: Final = re.compile(r"\b(?:ilmoitettu|ilmoittautu\w+|nimetty|nimettiin|valittu|valittiin|jäseniksi|jäsenet)\b", re.I)
# Roles that many have at once: nobody takes them from another.
_MANY: Final = ("expert", "member", "deputy")
_NEW: Final = re.compile(r"\buu(?:tena|sina)\s+jäsen(?:enä|inä)\b", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """Minutes that say what somebody is: a name as written, the role, the body's name or None for the meeting's own.

    `is_object` when somebody elects, so that the name stands in the genitive: "valitsi jäseneksi Tuuli Honkarannan".
    """

    name: str
    role: RoleCode
    body: str | None
    since: datetime.date | None
    to: datetime.date | None
    words: str
    where: Where | None
    is_object: bool = False


def role_of(written: str) -> RoleCode | None:
    """Which role of the closed list a word of an attendance list says; None for a title, or a role elsewhere.

    >>> role_of("1. varapuheenjohtaja"), role_of("pj."), role_of("Hallintosihteeri"), role_of("kyläneuvoston puheenjohtaja")
    ('vice_chair', 'chair', None, None)
    """
    text = written.strip(" .()")
    return next((code for code, form in _WRITTEN if form.fullmatch(text)), None)


def roles_in(written: str) -> tuple[RoleCode, ...]:
    """The roles that an attendee's own words say, whatever titles stand beside them.

    >>> roles_in("Hallintopäällikkö, sihteeri"), roles_in("varapj"), roles_in("rehtori / Alakoulu")
    (('secretary',), ('vice_chair',), ())
    """
    parts = re.split(r"\s*(?:,|;|/|\bja\b|\boch\b|\band\b)\s*", written)
    return tuple(dict.fromkeys(code for part in parts if (code := role_of(part))))


def said_by(meeting: Meeting) -> Iterator[Said]:
    """Everything that a meeting's minutes say of roles."""
    yield from _attendance(meeting)
    decisions: dict[str | None, list[Decision]] = {}
    for decision in meeting.decisions:
        decisions.setdefault(decision.item, []).append(decision)
    for item in meeting.items:
        own = decisions.get(item.number, [])
        if _ELECTION_TITLE.search(item.title) and any(_accepts(decision) for decision in own):
            yield from _listed(meeting, item)
        for decision in own:
            if decision.kind in ("election", "decision", "approval"):
                yield from _made(meeting, item, decision.text, decision.where)
        yield from _mentioned(meeting, item)
        yield from _told(meeting, item, [decision.text for decision in own])
        yield from _nominated(meeting, item)


def _attendance(meeting: Meeting) -> Iterator[Said]:
    day = meeting.date
    for attendee in meeting.attendees:
        words = f"{attendee.name}, {attendee.role}"
        for role in roles_in(attendee.role or ""):
            yield Said(attendee.name, role, None, day, day, words, attendee.where)
        for match in _ELSEWHERE.finditer(attendee.role or ""):
            other, body = role_of(match["role"]), nominative(match["body"])
            if other and body:
                yield Said(attendee.name, other, body, day, day, words, attendee.where)
    yield from _leaders(meeting)


def _leaders(meeting: Meeting) -> Iterator[Said]:
    """Who led the meeting and who wrote, with the place in the list where they stand on it."""
    listed = {attendee.name: attendee for attendee in meeting.attendees}
    leaders: tuple[tuple[RoleCode, str | None], ...] = (("chair", meeting.chair), ("secretary", meeting.secretary))
    for role, holder in leaders:
        if holder:
            where = listed[holder].where if holder in listed else meeting.where
            yield Said(holder, role, None, meeting.date, meeting.date, holder, where)


def _accepts(decision: Decision) -> bool:
    return decision.kind not in ("rejected", "postponed", "noted") and bool(
        _AS_PROPOSED.search(f"{decision.text} {decision.content or ''}")
    )


def _listed(meeting: Meeting, item: AgendaItem) -> Iterator[Said]:
    """The members and deputies that an election's list names: an entry a member, with the deputy after the word."""
    match = _ELECTION_TITLE.search(item.title)
    body = nominative(match["body"]) if match else None
    since, to = _term(item.title, meeting.date)
    for entry in _entries(item.text):
        if any(
            match[1].lower().rstrip("i") in OFFICES or match[1].lower() in OFFICES for match in _TRANSLATIVE.finditer(entry)
        ):
            # A sentence with a number before it, which says itself who becomes what.
            continue
        cut = _DEPUTY.search(entry)
        parts: tuple[tuple[RoleCode, str], ...] = (
            ("member", entry[: cut.start()] if cut else entry),
            ("deputy", entry[cut.end() :] if cut else ""),
        )
        for role, text in parts:
            for name in names_in(text):
                yield Said(name, role, body, since, to, " ".join(entry.split()), item.where)


def _entries(text: str) -> Iterator[str]:
    """The entries of the item's list, each with the lines that it goes on over; running text is none."""
    current: list[str] = []
    for line in (*text.split("\n"), "Päätös"):
        if _ENTRY.match(line) and not _FRAME.match(line) and not _ELECTED.search(line):
            if current:
                yield " ".join(current)
            current = [line]
        elif current and not _FRAME.match(line) and len(line) < 90:
            current.append(line)
        else:
            if current:
                yield " ".join(current)
            current = []


def _made_into(word: str) -> RoleCode | None:
    return OFFICES.get(word.rstrip("i"), OFFICES.get(word))


def _made(meeting: Meeting, item: AgendaItem, text: str, where: Where | None) -> Iterator[Said]:
    """Whom sentences of a decision, or of what was told, make what."""
    for start, end in split_sentences(text):
        sentence = text[start:end].strip()
        if not _ELECTED.search(sentence):
            continue
        body = _body_in(sentence) or _owner(item.title)
        earlier = re.match(r"^(\d{1,2}\.\d{1,2}\.\d{4})\s+(?:valittiin|nimettiin)", sentence)
        day = find_dates(earlier[1])[0].first if earlier and find_dates(earlier[1]) else meeting.date
        is_own = body is None or bool(_OWN_MEETING.search(sentence)) or bool(_OPENING.search(item.title))
        since, to = _term(f"{sentence} {item.title}", day)
        for name, role in _elected(sentence):
            if is_own and role in ("chair", "vice_chair", "secretary"):
                term = (since, to) if to is not None else (meeting.date, meeting.date)
                yield Said(name, role, None, *term, sentence, where)
            elif body is not None:
                yield Said(name, role, body, since, to, sentence, where, bool(_ELECTS.search(sentence)))


def _elected(sentence: str) -> Iterator[tuple[str, RoleCode]]:
    """The names of a sentence with what each is made; who stands after "varalla", or so in brackets, is a deputy."""
    marks = _marks(sentence)
    into, plain, past = _INTO.search(sentence), without_asides(sentence), 0
    for place, name in _places(sentence):
        told = _made_at(place, marks, bool(into))
        if told is not None:
            yield name, "deputy" if _STANDS_IN.search(plain, past, place) else told
        past = place + len(name)
    if marks or into:
        yield from ((match["name"], "deputy") for match in _ASIDE_DEPUTY.finditer(sentence))


def _marks(sentence: str) -> list[tuple[int, RoleCode | None]]:
    """Where a sentence says what people are made, in order; None for another office."""
    said = (match for match in _TRANSLATIVE.finditer(sentence) if not _NO_OFFICE.fullmatch(match[1].lower()))
    made = [(match.start(), _made_into(match[1].lower())) for match in said]
    stands_in: list[tuple[int, RoleCode | None]] = [
        (match.start(), "deputy") for match in re.finditer(r"\bvaralle\b", sentence)
    ]
    return sorted((*made, *stands_in), key=lambda mark: mark[0])


def _made_at(place: int, marks: Sequence[tuple[int, RoleCode | None]], is_into: bool) -> RoleCode | None:
    """What somebody named at a place is made; a member, where people are elected into a body and no office is said before."""
    if is_into and (not marks or (marks[0][0] > place and marks[0][1] == "deputy")):
        return "member"
    return _role_at(place, marks)


def _body_in(sentence: str) -> str | None:
    """The body that a sentence elects people into, or whose offices it fills."""
    into, owned = _INTO.search(sentence), _OWNED.search(sentence)
    return (nominative(into["body"]) if into else None) or (nominative(owned["body"]) if owned else None)


def _role_at(place: int, marks: Sequence[tuple[int, RoleCode | None]]) -> RoleCode | None:
    """The role of a name at a place: the last one said before it, else the first one after it; None for another office."""
    before = [role for start, role in marks if start < place]
    after = [role for start, role in marks if start > place]
    return before[-1] if before else after[0] if after else None


def _places(sentence: str) -> Iterator[tuple[int, str]]:
    for match in NAME.finditer(without_asides(sentence)):
        if is_persons_name(match.group()) and not _INSTEAD.match(sentence, match.end()):
            yield match.start(), match.group()
    for match in _SINGLE.finditer(sentence):
        if not NAME.match(sentence, match.start()):
            yield match.start(), match.group()


def _mentioned(meeting: Meeting, item: AgendaItem) -> Iterator[Said]:
    """Experts that were heard, and new members that minutes only mention."""
    for line in item.text.split("\n"):
        for start, end in split_sentences(line):
            sentence = line[start:end].strip()
            if _NEW.search(sentence):
                for name in _names_in(sentence):
                    yield Said(name, "member", None, meeting.date, None, sentence, item.where)
            elif (heard := _HEARD.search(sentence)) and len(sentence) < 250:
                # Who is not here was heard by another body, whose handling is told here.
                for name in filter(None, (_listed_as(name, meeting) for name in _names_in(sentence[heard.end() :]))):
                    yield Said(name, "expert", None, meeting.date, meeting.date, sentence, item.where)


def _told(meeting: Meeting, item: AgendaItem, decided: Sequence[str]) -> Iterator[Said]:
    """Who is told to hold an office, or to have been elected to one outside decisions."""
    for line in item.text.split("\n"):
        is_decided = any(line.strip() in text or text in line for text in decided)
        for start, end in split_sentences(line):
            sentence = line[start:end].strip()
            yield from _held(meeting, item, sentence)
            if not is_decided and _HAS_BEEN.search(sentence) and _body_in(sentence):
                yield from _made(meeting, item, sentence, item.where)


def _held(meeting: Meeting, item: AgendaItem, sentence: str) -> Iterator[Said]:
    """The offices that a sentence tells of; one of no body is the meeting's own, if its holder is there."""
    here = {attendee.name for attendee in meeting.attendees}
    for one in held_in(sentence):
        body = None if _is_its_own(one.body, meeting) else one.body or _owner(item.title)
        if body is not None or one.body is not None or one.name in here:
            yield Said(one.name, one.role, body, meeting.date, meeting.date, sentence, item.where)


def _is_its_own(body: str | None, meeting: Meeting) -> bool:
    """Whether a body is named as the meeting's own is among its people: "ryhmä" at a meeting of Laturyhmä."""
    return body is not None and " " not in body and (meeting.body or "").lower().endswith(body.lower())


def _names_in(text: str) -> list[str]:
    """The first names of people in a text: more are a list, and no sentence."""
    return [match.group() for match in NAME.finditer(text)][:4]


def _nominated(meeting: Meeting, item: AgendaItem) -> Iterator[Said]:
    """The members that a list gives to a group, below words that say so: "Laturyhmään on ilmoitettu" and an organisation a line."""
    body: str | None = None
    for line in item.text.split("\n"):
        into = _INTO.search(line)
        if into and _NOMINATED.search(line):
            body = nominative(into["body"])
            continue
        if body is None or not _ENTRY.match(line) or len(line) > 200:
            body = None
            continue
        for name in names_in(line):
            role: RoleCode = "convener" if re.search(rf"{re.escape(name)}\s*\(kokoonkutsuja\)", line) else "member"
            yield Said(name, role, body, meeting.date, None, line.strip(), item.where)


def _listed_as(name: str, meeting: Meeting) -> str | None:
    """The name on the list of somebody present who bears the first name, and a surname that begins alike: names are inflected, and
    slips made, in sentences."""
    *front, last = name.split()
    here = (attendee.name for attendee in meeting.attendees if attendee.present is not False)
    return next((one for one in here if one.startswith(front[0]) and one.split()[-1][:4] == last[:4]), None)


def _owner(title: str) -> str | None:
    match = _OWNER.search(title)
    return nominative(match["body"]) if match else None


def _term(text: str, day: datetime.date | None) -> tuple[datetime.date | None, datetime.date | None]:
    """From when to when, as the words tell the term of office; from the day of the election where they do not.

    >>> _term("toimikaudelle 2032–2034", datetime.date(2031, 11, 4))
    (datetime.date(2032, 1, 1), datetime.date(2034, 12, 31))
    >>> _term("ajalle 1.6.2031–31.5.2033", datetime.date(2031, 11, 4))
    (datetime.date(2031, 6, 1), datetime.date(2033, 5, 31))
    """
    years = _YEARS.search(text)
    if years:
        first, last = int(years["from"]), int(years["to"] or years["from"])
        return datetime.date(first, 1, 1), datetime.date(last, 12, 31)
    if re.search(r"toimikau|ajalle|päättyvä", text, re.I):
        spans = [mention for mention in find_dates(text) if mention.first != mention.last or day is None or mention.first > day]
        if spans:
            first_day = spans[-1].first if spans[-1].first != spans[-1].last else day
            return first_day, spans[-1].last
    return day, None


def names_in(text: str) -> tuple[str, ...]:
    """The full names of people in an entry, places in brackets and the organisation before a colon left out.

    >>> names_in("Lumisuo: latumestari Tuuli Honkaranta (Hankijoki)")
    ('Tuuli Honkaranta',)
    """
    text = re.sub(r"\([^)]*\)", " ", text)
    text = text.rpartition(":")[2] if ":" in text else text
    return tuple(match.group() for match in NAME.finditer(text) if is_persons_name(match.group()))


def spans(
    said: Iterable[tuple[str, Said, str, str | None]], held: Mapping[str | None, Sequence[datetime.date]]
) -> dict[str, tuple[Role, ...]]:
    """The roles of each person, the latest first. `said` are (person, what was said, body's name, its id), `held` the days of
    each body's meetings: a role of meeting after meeting is one, from the first to the last, unless another had it between."""
    single: dict[tuple[str | None, str, RoleCode], dict[str, list[Role]]] = {}
    found: dict[str, list[Role]] = {}
    for person, one, body, id in said:
        role = Role(one.role, body, one.since, one.to, one.where, one.words, id)
        if one.since is not None and one.since == one.to:
            single.setdefault((id, body, one.role), {}).setdefault(person, []).append(role)
        elif role not in (known := found.setdefault(person, [])):
            same = next((k for k in known if (k.role, k.body, k.since) == (role.role, role.body, role.since)), None)
            if same is None:
                known.append(role)
    for (id, _body, code), holders in single.items():
        for person, own in holders.items():
            others = {role.since for other, roles in holders.items() if other != person for role in roles}
            if code in _MANY:
                others = set(held.get(id, ())) if code == "expert" else set()
            found.setdefault(person, []).extend(_runs(own, held.get(id, ()), others))
    return {person: tuple(sorted(roles, key=_latest_first)) for person, roles in found.items()}


def _latest_first(role: Role) -> tuple[int, str, str]:
    return (-(role.since or datetime.date.min).toordinal(), role.body, role.role)


def _runs(own: Sequence[Role], held: Sequence[datetime.date], others: set[datetime.date | None]) -> Iterator[Role]:
    """One role for each run of meetings between which nobody else had it."""
    days = sorted({role.since: role for role in reversed(own) if role.since}.items(), key=lambda entry: entry[0])
    run: Role | None = None
    for day, role in days:
        broken = run is not None and any(other is not None and run.to is not None and run.to < other < day for other in others)
        if run is None or broken:
            if run is not None:
                yield run
            run = role
        else:
            run = replace(run, to=day)
    if run is not None:
        yield run
