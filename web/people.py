"""People and organisations: who meets, who presents, who has promised what."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response

from kb.library import Library
from kb.model import Meeting
from kb.results import Person
from web import choice, drawing, linked, notebook, tables, topics
from web.answers import answer
from web.formats import collate
from web.language import _
from web.open_library import code_of, current_library, nearest, state_of

bp = Blueprint("people", __name__)


@bp.get("/henkilot/")
@bp.get("/henkilot")
def index() -> Response | str:
    """Everybody the minutes name, by surname, and the organisations."""
    library = current_library()
    people = sorted(library.people(), key=lambda person: collate(surname_first(person.name)))
    organisations = sorted(library.organisations(), key=lambda one: (-len(one.meetings), collate(one.name)))
    return answer(
        "people/index.html",
        people,
        lambda: tables.people(people),
        people=people,
        bodies=_bodies_of_first_names(library, people),
        organisations=organisations,
        section="people",
    )


def _bodies_of_first_names(library: Library, people: Iterable[Person]) -> dict[str, str]:
    """The body of each whom minutes call by a first name alone, by slug: there may be another in another body."""
    bodies = {meeting.id: meeting.body_id for meeting in library.meetings()}
    names = {body.id: body.name for body in library.bodies()}
    found = {}
    for person in people:
        if " " not in person.name:
            own = {bodies.get(id) for id in (*person.attended, *person.absent)}
            found[person.slug] = ", ".join(name for id, name in names.items() if id in own)
    return found


@bp.get("/henkilot/<slug>")
def show(slug: str) -> Response | str:
    """One person: meetings, presentations and promises."""
    library = nearest(lambda one: (person.slug for person in one.people()), slug)
    person = library.person(slug)
    return answer(
        "people/person.html",
        person,
        linked=linked.person(person),
        person=person,
        promised=topics.decisions_of(library, person.promised),
        presented=topics.items_of(library, person.presented),
        meetings=[
            (name, drawing.calendar(drawing.attended(held, person.absent, _("poissa"))))
            for name, held in by_body(
                meeting for meeting in library.meetings() if meeting.id in {*person.attended, *person.absent}
            )
        ],
        organisations=[one for one in library.organisations() if one.name in person.organisations],
        choices=[other for other in library.people() if other.slug != person.slug],
        merges=notebook.merges(library, "merge_people", person.slug),
        who=notebook.who(),
        state_of=state_of,
        section="people",
    )


@bp.get("/organisaatiot/")
@bp.get("/organisaatiot")
def organisations() -> Response | str:
    """The organisations, those at most meetings first."""
    library = current_library()
    found = sorted(library.organisations(), key=lambda one: (-len(one.meetings), collate(one.name)))
    return answer(
        "people/organisations.html", found, lambda: tables.organisations(found), organisations=found, section="people"
    )


@bp.get("/organisaatiot/<slug>")
def show_organisation(slug: str) -> Response | str:
    """One organisation: its people, what it has promised and what of that is open."""
    library = nearest(lambda one: (organisation.slug for organisation in one.organisations()), slug)
    organisation = library.organisation(slug)
    promised = topics.decisions_of(library, organisation.promised)
    waiting = [decision for decision in promised if code_of(decision) in ("open", "overdue")]
    people = [person for person in library.people() if person.slug in organisation.people]
    return answer(
        "people/organisation.html",
        organisation,
        linked=linked.organisation(organisation, people),
        organisation=organisation,
        waiting=waiting,
        promised=[decision for decision in promised if decision not in waiting],
        presented=topics.items_of(library, organisation.presented),
        people=people,
        years=drawing.calendar(drawing.attended(_held(library, organisation.meetings), (), "")),
        state_of=state_of,
        section="people",
    )


def _held(library: Library, ids: Iterable[str]) -> list[Meeting]:
    wanted = set(ids)
    return [meeting for meeting in library.meetings() if meeting.id in wanted]


def by_body(meetings: Iterable[Meeting]) -> list[tuple[str, list[Meeting]]]:
    """Meetings under the names of their bodies; under no name where only one body is shown."""
    groups: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        groups.setdefault(choice.whose(meeting), []).append(meeting)
    return list(groups.items())


def surname_first(name: str) -> str:
    """A name as a register sorts it.

    >>> surname_first("Anna Maria Ääri")
    'Ääri Anna Maria'
    """
    given, _space, surname = name.rpartition(" ")
    return f"{surname} {given}".strip()
