"""The one table of what `/api/v1` answers: its routes, its rights, its parameters and its description are all made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import unquote

from kb.access.readers import Role
from kb.document import Document
from kb.errors import NoSuch
from kb.library import Library
from kb.model import AgendaItem, Attachment, Decision, DocumentKind, Meeting, Problem
from kb.opendata import oparl, popolo
from kb.relations import Link, Term
from kb.results import (
    Body,
    Chain,
    DecisionFilter,
    DocumentInfo,
    Filters,
    Info,
    Organisation,
    Output,
    Person,
    Promise,
    Results,
    Similar,
    Sort,
    Topic,
)
from web.api.parameters import BODY, ON, PAGING, Parameter, of_filter

Asked = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One thing to ask for. `answers` is the type of what comes, of each one where it is a list; `ask` gets it from the library as
    its reader sees it. `id` tells what the last part of the address is, None where there is none. `reads` are the documents whose
    words the answer tells at length."""

    name: str
    path: str
    told: str
    answers: Any
    ask: Callable[[Library, Asked], Any]
    parameters: tuple[Parameter, ...] = ()
    is_list: bool = False
    id: str | None = None
    need: Role = "visitor"
    reads: Callable[[Library, Any], tuple[str, ...]] = lambda _library, _found: ()

    @property
    def every_parameter(self) -> tuple[Parameter, ...]:
        """Its own parameters and those of paging."""
        return (*self.parameters, *PAGING) if self.is_list else self.parameters


_FILTER: Final = {
    "kind": "Of this kind.",
    "body": "Of this body, by any of its names.",
    "year": "Of this year.",
    "output": "On the output of this number.",
    "topic": "On this topic (slug).",
    "organisation": "That this organisation is to do or is named in (slug or name).",
    "person": "Of this person (slug or name).",
    "state": "That stand so today.",
    "confidence": "What the reading is worth; uncertain ones (low) come only where asked for.",
    "meeting": "Of this meeting (id).",
    "since": "From this day on.",
    "until": "To this day.",
    "sort": "In which order.",
}
_SEARCH: Final = {**_FILTER, "kind": "Hits of this kind.", "attachment": "In this attachment."}
_DECISIONS: Final = of_filter(DecisionFilter, _FILTER)
_FILTERS: Final = of_filter(Filters, _SEARCH)


def _given(parameters: tuple[Parameter, ...], asked: Asked) -> dict[str, Any]:
    return {one.name: asked[one.name] for one in parameters if asked[one.name] is not None}


def _meetings(library: Library, asked: Asked) -> tuple[Meeting, ...]:
    since, until = asked["since"], asked["until"]
    found = library.meetings(kind=asked["kind"])
    if since is not None:
        found = tuple(meeting for meeting in found if meeting.date and meeting.date >= since)
    if until is not None:
        found = tuple(meeting for meeting in found if meeting.date and meeting.date <= until)
    return found


def _promises(library: Library, asked: Asked) -> tuple[Promise, ...]:
    wanted = _given(_DOERS, asked)
    return tuple(one for one in library.promises(asked["on"], **wanted) if asked["uncertain"] or one.shown)


_DOERS: Final = tuple(one for one in _DECISIONS if one.name in ("state", "organisation", "person", "output", "topic"))


def _search(library: Library, asked: Asked) -> Results:
    return library.search(
        asked["q"] or "",
        filters=Filters(**_given(_FILTERS, asked)),
        sort=asked["sort"],
        limit=asked["limit"],
        offset=asked["offset"],
    )


def _item(library: Library, id: str) -> AgendaItem:
    meeting = library.meeting(id.partition("/")[0])
    found = next((item for item in meeting.items if item.id == id), None)
    if found is None:
        raise NoSuch(id=id)
    return found


def _of_meeting(library: Library, id: str) -> tuple[str, ...]:
    return library.meeting(id.partition("/")[0]).documents


_KIND: Final = Parameter("kind", DocumentKind, "Minutes, or agendas.", "minutes")
_SPAN: Final = tuple(one for one in _DECISIONS if one.name in ("since", "until"))
_QUERY: Final = (
    Parameter("q", str, "The words to find, with the operators and fields of the search page."),
    *_FILTERS,
    Parameter("sort", Sort, "In which order.", "relevance"),
    Parameter("limit", int, "How many hits at most.", 20, 1, 100),
    Parameter("offset", int, "How many hits are passed over.", 0, 0, 10_000),
)
_UNCERTAIN: Final = Parameter("uncertain", bool, "Also those whose words may be no more than talk.", False)


def _list(
    name: str,
    told: str,
    answers: Any,
    ask: Callable[[Library, Asked], Any],
    *parameters: Parameter,
    **more: Any,
) -> Endpoint:
    return Endpoint(name, f"/{name}", told, answers, ask, parameters, is_list=True, **more)


def _one(
    name: str, folder: str, told: str, answers: Any, ask: Callable[[Library, str], Any], id: str = "Its id.", **more: Any
) -> Endpoint:
    return Endpoint(name, f"/{folder}/{{id}}", told, answers, lambda library, asked: ask(library, asked["id"]), id=id, **more)


def _open(path: str, told: str, answers: Any, ask: Callable[[Library, str], Any]) -> Endpoint:
    """A list in a shape of open data; its ids and sources are addresses of this server."""
    name = path.strip("/").replace("/", "_").replace("-", "_")
    return Endpoint(name, path, told, answers, lambda library, asked: ask(library, asked["root"]), (BODY,), is_list=True)


def _meeting_documents(library: Library, id: str) -> tuple[str, ...]:
    return library.meeting(unquote(id.rpartition("/")[2])).documents


_OPEN_DATA: Final = (
    _open("/popolo/organizations", "Bodies and organizations, as Popolo has them.", popolo.PopoloOrganization, popolo.organizations),
    _open("/popolo/persons", "People, as Popolo has them.", popolo.PopoloPerson, popolo.people),
    _open("/popolo/memberships", "Who was what in which body, as Popolo has it.", popolo.PopoloMembership, popolo.memberships),
    _open("/popolo/motions", "Decisions of substance, as Popolo's motions.", popolo.PopoloMotion, popolo.motions),
    _open("/popolo/vote-events", "The votes that the minutes record, as Popolo's.", popolo.PopoloVoteEvent, popolo.vote_events),
    _open("/oparl/organizations", "Bodies, like OParl's organizations.", oparl.OparlOrganization, oparl.organizations),
    replace(
        _open("/oparl/meetings", "Meetings with their items and files, like OParl's.", oparl.OparlMeeting, oparl.meetings),
        reads=lambda library, found: tuple(path for one in found for path in _meeting_documents(library, one.id)),
    ),
    Endpoint(
        "oparl_meeting", "/oparl/meetings/{id}", "One meeting, like OParl's.", oparl.OparlMeeting,
        lambda library, asked: oparl.meeting(library, asked["id"], asked["root"]), id="Its id.",
        reads=lambda library, found: _meeting_documents(library, found.id),
    ),
    Endpoint(
        "oparl_organization", "/oparl/organizations/{id}", "One body, like OParl's.", oparl.OparlOrganization,
        lambda library, asked: oparl.organization(library, asked["id"], asked["root"]), id="Its id, or any of its names.",
    ),
)  # fmt: skip
ENDPOINTS: Final = (
    Endpoint("info", "/info", "What is in the memory, and when it was built.", Info, lambda library, _: library.info(), (BODY,)),
    Endpoint("search", "/search", "Search, as on the search page.", Results, _search, _QUERY),
    _list("bodies", "The bodies, the one with most meetings first.", Body, lambda library, _: library.bodies()),
    _one("body", "bodies", "One body, by its id or any of its names.", Body, Library.body_of),
    _list(
        "meetings", "Meetings whole, newest first.", Meeting, _meetings, BODY, _KIND, *_SPAN,
        reads=lambda library, found: tuple(path for meeting in found for path in meeting.documents),
    ),
    _one("meeting", "meetings", "One meeting whole.", Meeting, Library.meeting, reads=lambda _, found: found.documents),
    _one("item", "items", "One item of a meeting.", AgendaItem, _item, "Its id: meeting/number.", reads=lambda library, found: _of_meeting(library, found.id)),
    _list(
        "decisions", "Decisions with their states and grounds.", Decision,
        lambda library, asked: library.decisions(**_given(_DECISIONS, asked)), *_DECISIONS,
    ),
    _one(
        "decision", "decisions", "One decision, however uncertain.", Decision, Library.decision, "Its id: meeting/item/number.",
        reads=lambda library, found: library.documents_of(found),
    ),
    _one("chain", "chains", "What a decision or an item takes up and what became of it.", Chain, Library.chain),
    _one("similar", "similar", "Things on the same matter as a decision, item, output or meeting.", Similar, Library.similar, is_list=True),
    _list("links", "Links between meetings, with their grounds.", Link, lambda library, _: library.links()),
    _list("promises", "What somebody is to do, and where it stands.", Promise, _promises, BODY, ON, *_DOERS, _UNCERTAIN),
    _list("outputs", "Outputs and how far they have come.", Output, lambda library, _: library.outputs(), BODY),
    _one("output", "outputs", "One output by its number.", Output, Library.output, "Its number."),
    _list("topics", "Topics, the most handled first.", Topic, lambda library, _: library.topics(), BODY),
    _one("topic", "topics", "One topic.", Topic, Library.topic, "Its slug."),
    _list("people", "People that the minutes name.", Person, lambda library, _: library.people(), BODY),
    _one("person", "people", "One person.", Person, Library.person, "The slug."),
    _list("organisations", "Organisations that meet, present or promise.", Organisation, lambda library, _: library.organisations(), BODY),
    _one("organisation", "organisations", "One organisation.", Organisation, Library.organisation, "Its slug."),
    _list("attachments", "Attachments, also those that are missing.", Attachment, lambda library, _: library.attachments(), BODY),
    _one("attachment", "attachments", "One attachment.", Attachment, Library.attachment),
    _list("documents", "Files of the materials.", DocumentInfo, lambda library, _: library.documents(), BODY),
    _one(
        "document", "documents", "What was read from one file.", Document, Library.document, "Its path.",
        reads=lambda _, found: (found.path,),
    ),
    _list("problems", "What could not be read or is missing.", Problem, lambda library, _: library.problems(), need="reader"),
    _list("glossary", "Words that the material explains.", Term, lambda library, _: library.glossary(), BODY),
    _list("unexplained", "Words that are used often and nobody has explained.", Term, lambda library, _: library.unexplained(), BODY),
    *_OPEN_DATA,
)  # fmt: skip
