"""What a page tells, as linked data: schema.org in JSON-LD, for search engines and other programs.

Only what the page itself shows. The vocabulary is named in each value, so that whoever reads one fetches nothing.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from kb.model import AgendaItem, Attachment, Decision, Meeting
from kb.results import Body, DocumentInfo, Organisation, Output, Person, Topic, attachment_url, url_of
from web.formats import meeting_name
from web.security import root_url

Thing = dict[str, Any]
_CONTEXT = {"@vocab": "https://schema.org/"}
# As letters a script's end, a comment's beginning and an entity would be read by HTML before JSON is.
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def script(thing: Thing) -> Markup:
    """The value for the page's data block; nothing in it can end the block.

    >>> script({"name": "</script>"})
    Markup('{"@context": {"@vocab": "https://schema.org/"}, "name": "\\\\u003c/script\\\\u003e"}')
    """
    return Markup(json.dumps({"@context": _CONTEXT, **thing}, ensure_ascii=False).translate(_ESCAPED))


def _thing(kind: str, path: str, **told: Any) -> Thing:
    """A thing with its permanent address; what is not known is left out."""
    url = root_url() + path
    return {"@type": kind, "@id": url, "url": url, **_known(told)}


def _known(told: Thing) -> Thing:
    return {name: value for name, value in told.items() if value not in (None, "", [], ())}


def _to(kind: str, id: str) -> Thing:
    return {"@id": root_url() + url_of(kind, id)}


def site(name: str | None) -> Thing:
    """The site, and how it is searched."""
    target = {"@type": "EntryPoint", "urlTemplate": root_url() + "/haku?q={search_term_string}"}
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return _thing("WebSite", "/", name=name or "Kokousmuisti", potentialAction=action)


def meeting(found: Meeting, person_url: Callable[[str], str | None]) -> Thing:
    """A meeting as an event: when, where, whose, who was there, its minutes and items."""
    present = [one for one in found.attendees if one.present is not False]
    return _thing(
        "Event",
        url_of("meeting", found.id),
        name=meeting_name(found),
        startDate=_moment(found.date, found.start),
        endDate=_moment(found.date, found.end),
        location={"@type": "Place", "name": found.place} if found.place else None,
        organizer=_organizer(found),
        attendee=[_attendee(one.name, person_url(one.name)) for one in present],
        workFeatured=[_file(path) for path in found.documents],
        subEvent=[_item_of(item) for item in found.items],
    )


def _attendee(name: str, path: str | None) -> Thing:
    return {"@type": "Person", "name": name, **({"@id": root_url() + path} if path else {})}


def _organizer(found: Meeting) -> Thing | None:
    if found.body_id is None:
        return {"@type": "Organization", "name": found.body} if found.body else None
    return {"@type": "Organization", **_to("body", found.body_id), **_known({"name": found.body})}


def _moment(day: datetime.date | None, time: str | None) -> str | None:
    """A day, with its time where that is known: local time, as the minutes have it.

    >>> _moment(datetime.date(2025, 3, 4), "9:00"), _moment(datetime.date(2025, 3, 4), None)
    ('2025-03-04T09:00', '2025-03-04')
    """
    if day is None:
        return None
    return f"{day.isoformat()}T{time.zfill(5)}" if time else day.isoformat()


def _file(path: str) -> Thing:
    return {"@type": "DigitalDocument", "@id": root_url() + f"/asiakirjat/{quote(path)}", "name": path.rpartition("/")[2]}


def _item_of(found: AgendaItem) -> Thing:
    return {"@type": "Event", **_to("item", found.id), "name": f"{found.number} {found.title}"}


def item(found: AgendaItem, of: Meeting) -> Thing:
    """An item of a meeting's agenda."""
    return _thing(
        "Event",
        url_of("item", found.id),
        name=f"{found.number} {found.title}",
        startDate=_moment(of.date, None),
        superEvent=_to("meeting", of.id),
        performer={"@type": "Person", "name": found.presenter} if found.presenter else None,
    )


def decision(found: Decision, of: Meeting | None, citation: str) -> Thing:
    """A decision in the words of the minutes, with its reference."""
    return _thing(
        "CreativeWork",
        url_of("decision", found.id),
        name=found.subject or found.item_title,
        text=found.text,
        abstract=found.content,
        genre=found.kind,
        datePublished=_moment(found.date, None),
        creditText=citation,
        creator=_organizer(of) if of else None,
        about=[_to("output", number) for number in found.outputs],
        isPartOf=[_to("meeting", of.id)] if of else [],
        isBasedOn=_file(found.where.document) if found.where else None,
    )


def output(found: Output, decisions: Iterable[Decision]) -> Thing:
    """An output: what it is called, how far it has come, what was decided of it."""
    return _thing(
        "CreativeWork",
        url_of("output", found.number),
        name=found.title or found.number,
        identifier=found.number,
        alternateName=list(found.titles[1:]),
        creativeWorkStatus=found.status,
        isPartOf=[_to("output", found.parent)] if found.parent else [],
        hasPart=[_to("output", number) for number in found.children],
        subjectOf=[_to("decision", one.id) for one in decisions],
    )


def topic(found: Topic) -> Thing:
    """A topic, with its other names and where it was handled."""
    return _thing(
        "DefinedTerm",
        url_of("topic", found.slug),
        name=found.name,
        alternateName=list(found.synonyms),
        subjectOf=[_to("meeting", id) for id in found.meetings],
    )


def person(found: Person) -> Thing:
    """Somebody the minutes name, and whom they are from."""
    return _thing(
        "Person",
        url_of("person", found.slug),
        name=found.name,
        alternateName=[name for name in found.names if name != found.name],
        affiliation=[{"@type": "Organization", "name": name} for name in found.organisations],
    )


def organisation(found: Organisation, people: Iterable[Person]) -> Thing:
    """An organisation and its people."""
    members = [{"@type": "Person", **_to("person", one.slug), "name": one.name} for one in people]
    return _group(url_of("organisation", found.slug), found.name, found.names, member=members)


def body(found: Body) -> Thing:
    """A body that meets."""
    return _group(url_of("body", found.id), found.name, found.names)


def _group(path: str, name: str, names: Iterable[str], **told: Any) -> Thing:
    return _thing("Organization", path, name=name, alternateName=[one for one in names if one != name], **told)


def document(found: DocumentInfo) -> Thing:
    """A file of the materials."""
    return _thing(
        "DigitalDocument",
        f"/asiakirjat/{quote(found.path)}",
        name=found.title or found.name,
        encodingFormat=found.media_type,
        inLanguage=found.language,
        recordedAt=[_to("meeting", id) for id in found.meetings],
    )


def attachment(found: Attachment) -> Thing:
    """An attachment that minutes refer to."""
    at = [_to("meeting", found.meeting)] if found.meeting else []
    return _thing("DigitalDocument", attachment_url(found), name=found.name or found.label, recordedAt=at)
