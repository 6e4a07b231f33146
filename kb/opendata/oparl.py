"""Bodies and meetings in shapes like those of OParl 1.1 (oparl.org), as far as minutes tell them.

Ids are addresses under this server's `/api/v1/oparl`. What OParl demands and minutes do not say – when a record was made, who
administers it – is left out rather than invented.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from kb.library import Library
from kb.model import Attachment, Decision, Meeting
from kb.results import url_of

_SCHEMA: Final = "https://schema.oparl.org/1.1/"
_ROOT: Final = "/api/v1/oparl"
_TIME: Final = ZoneInfo("Europe/Helsinki")


@dataclass(frozen=True, slots=True)
class OparlFile:
    """An OParl File: a document of a meeting; `accessUrl` opens it in the viewer, `downloadUrl` gives the file."""

    id: str
    type: str
    name: str
    file_name: str = field(metadata={"name": "fileName"})
    access_url: str = field(metadata={"name": "accessUrl"})
    download_url: str = field(metadata={"name": "downloadUrl"})


@dataclass(frozen=True, slots=True)
class OparlLocation:
    """An OParl Location: a place as the minutes name it."""

    type: str
    description: str


@dataclass(frozen=True, slots=True)
class OparlAgendaItem:
    """An OParl AgendaItem. `resolutionText` are the words of its decisions, `result` their kinds; both null where it has none."""

    id: str
    type: str
    meeting: str
    number: str
    order: int
    name: str
    result: str | None
    resolution_text: str | None = field(metadata={"name": "resolutionText"})
    auxiliary_file: tuple[OparlFile, ...] = field(metadata={"name": "auxiliaryFile"})
    web: str = ""


@dataclass(frozen=True, slots=True)
class OparlMeeting:
    """An OParl Meeting. `start` and `end` are null where the minutes give no time; `date` is our own and tells the day.
    `participant` are the people who were there."""

    id: str
    type: str
    name: str
    date: datetime.date | None
    start: str | None
    end: str | None
    location: OparlLocation | None
    organization: tuple[str, ...]
    participant: tuple[str, ...]
    invitation: OparlFile | None
    results_protocol: OparlFile | None = field(metadata={"name": "resultsProtocol"})
    auxiliary_file: tuple[OparlFile, ...] = field(metadata={"name": "auxiliaryFile"})
    agenda_item: tuple[OparlAgendaItem, ...] = field(metadata={"name": "agendaItem"})
    web: str = ""


@dataclass(frozen=True, slots=True)
class OparlOrganization:
    """An OParl Organization: a body that meets. `meeting` are the ids of its meetings, the newest first."""

    id: str
    type: str
    name: str
    short_name: str | None = field(metadata={"name": "shortName"})
    start_date: datetime.date | None = field(metadata={"name": "startDate"})
    end_date: datetime.date | None = field(metadata={"name": "endDate"})
    meeting: tuple[str, ...] = ()
    web: str = ""


def organizations(library: Library, root: str) -> tuple[OparlOrganization, ...]:
    """The bodies; `root` is this server's address."""
    held: dict[str, list[str]] = {}
    for meeting in library.meetings():
        held.setdefault(meeting.body_id or "", []).append(_id(root, "meetings", meeting.id))
    return tuple(
        OparlOrganization(
            _id(root, "organizations", body.id),
            _SCHEMA + "Organization",
            body.name,
            min((name for name in body.names if len(name) < len(body.name)), key=len, default=None),
            body.first,
            body.last,
            tuple(held.get(body.id, ())),
            root + url_of("body", body.id),
        )
        for body in library.bodies()
    )


def organization(library: Library, name: str, root: str) -> OparlOrganization:
    """One body, by its id or any of its names. Raises NoSuch."""
    id = _id(root, "organizations", library.body_of(name).id)
    return next(one for one in organizations(library, root) if one.id == id)


def meetings(library: Library, root: str) -> tuple[OparlMeeting, ...]:
    """The meetings that have minutes, the newest first."""
    people = _people(library, root)
    return tuple(_meeting(meeting, root, people.get(meeting.id, [])) for meeting in library.meetings())


def meeting(library: Library, id: str, root: str) -> OparlMeeting:
    """One meeting. Raises NoSuch."""
    return _meeting(library.meeting(id), root, _people(library, root).get(id, []))


def _people(library: Library, root: str) -> dict[str, list[str]]:
    present: dict[str, list[str]] = {}
    for person in library.people():
        for id in person.attended:
            present.setdefault(id, []).append(root + url_of("person", person.slug))
    return present


def _meeting(found: Meeting, root: str, people: list[str]) -> OparlMeeting:
    return OparlMeeting(
        _id(root, "meetings", found.id),
        _SCHEMA + "Meeting",
        found.title or found.body or found.id,
        found.date,
        _moment(found.date, found.start),
        _moment(found.date, found.end),
        OparlLocation(_SCHEMA + "Location", found.place) if found.place else None,
        (_id(root, "organizations", found.body_id),) if found.body_id else (),
        tuple(people),
        next((_file(root, path) for path in found.agenda), None),
        next((_file(root, path) for path in found.documents), None),
        _files(root, found.attachments),
        tuple(_item(found, number, root) for number in range(len(found.items))),
        root + url_of("meeting", found.id),
    )


def _item(of: Meeting, place: int, root: str) -> OparlAgendaItem:
    item = of.items[place]
    decisions = [one for one in of.decisions if one.item == item.number and one.confidence != "low"]
    return OparlAgendaItem(
        _id(root, "meetings", of.id) + f"#{quote(item.id.rpartition('/')[2])}",
        _SCHEMA + "AgendaItem",
        _id(root, "meetings", of.id),
        item.number,
        place,
        item.title,
        ", ".join(dict.fromkeys(one.kind for one in decisions)) or None,
        "\n".join(map(_words, decisions)) or None,
        _files(root, [one for one in of.attachments if item.number in one.items]),
        root + url_of("item", item.id),
    )


def _words(decision: Decision) -> str:
    return f"{decision.text}\n{decision.content}" if decision.content else decision.text


def _files(root: str, attachments: tuple[Attachment, ...] | list[Attachment]) -> tuple[OparlFile, ...]:
    return tuple(_file(root, one.file, " ".join(filter(None, (one.label, one.name)))) for one in attachments if one.file)


def _file(root: str, path: str, name: str = "") -> OparlFile:
    file = path.rpartition("/")[2]
    access = root + f"/asiakirjat/{quote(path)}"
    return OparlFile(access, _SCHEMA + "File", name or file, file, access, root + f"/asiakirjat-tiedosto/{quote(path)}")


def _id(root: str, folder: Literal["meetings", "organizations"], id: str) -> str:
    """An id under this server's address.

    >>> _id("https://muisti.example.fi", "meetings", "2025-03-04")
    'https://muisti.example.fi/api/v1/oparl/meetings/2025-03-04'
    """
    return f"{root}{_ROOT}/{folder}/{quote(id)}"


def _moment(day: datetime.date | None, time: str | None) -> str | None:
    """A time of a day in Finland with its offset; None where either is not known.

    >>> _moment(datetime.date(2025, 3, 4), "13:00"), _moment(datetime.date(2025, 3, 4), None)
    ('2025-03-04T13:00:00+02:00', None)
    """
    if day is None or not time:
        return None
    return datetime.datetime.combine(day, datetime.time.fromisoformat(time.zfill(5)), _TIME).isoformat()
