"""What a meeting, an agenda item, a decision, an output and an attachment *is*: plain frozen values, the same everywhere.

The names are the standard terms of the field (docs/glossary.md pairs them with the Finnish ones). `None` means that the
document does not say; what could not be read is a `Problem`. Dates are `datetime.date`, times "HH:MM".
`as_json` gives the shapes that the `kb` command prints.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from kb.document import Box

DecisionKind = Literal[
    "agreement", "decision", "approval", "assignment", "election", "noted", "rejected", "postponed", "procedural"
]
DECISION_KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)
Confidence = Literal["high", "medium", "low"]
OutputEvent = Literal["mentioned", "presented", "reviewed", "approved", "rejected"]
DocumentKind = Literal["minutes", "agenda", "report", "attachment", "other"]
Severity = Literal["error", "warning", "note"]
Nature = Literal["lasting", "task", "once", "refused", "noted"]


@dataclass(frozen=True, slots=True)
class Where:
    """A citation: the place of words in a document.

    `document` is the path in the corpus; `label` the section ("s. 4", "dia 3", "teksti"), `page` its number or None;
    `start` and `end` count characters in that section's text (`end` past its end when the words go on over a page
    break); `boxes` are the places on the pages (PDF only).
    """

    document: str
    page: int | None = None
    label: str | None = None
    start: int | None = None
    end: int | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendee:
    """A line of the attendance list. `role` is as the minutes say it ("puheenjohtaja", "sihteeri", "varajäsen").

    `present` is None when the minutes list somebody without saying; `note` keeps "poistui klo 14.35", "etänä", "kohdat 2 ja 3".
    """

    name: str
    organisation: str | None = None
    role: str | None = None
    present: bool | None = True
    note: str | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item or sub-item (asiakohta, pykälä). `number` is as printed without the closing full stop: "3", "4 a", "§ 121".

    `id` is meeting/slug ("2024-12-17/4a"); `parent` the number of the item it stands under; `case` a record number
    (diaarinumero); `text` is its discussion, the blocks below its heading with line feeds between.
    """

    id: str
    number: str
    title: str
    parent: str | None = None
    presenter: str | None = None
    organisation: str | None = None
    attachments: tuple[str, ...] = ()
    case: str | None = None
    text: str = ""
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """By when: `text` as written; `date` the last day it allows, None when it cannot be resolved; `meeting` True when
    the words name a meeting rather than a day ("tammikuun ohryyn", "seuraavaan kokoukseen")."""

    text: str
    date: datetime.date | None = None
    meeting: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome of a meeting, or a promise that a report holds: then `meeting` is None, for none was held, and `where` tells the
    document. `text` is verbatim (white space folded); `content` what was decided where `text` only
    points at it ("hyväksyi ehdotuksen"), else None. `rests_on` are the words or the heading that made it one, and
    `confidence` what that is worth: high (a marker or a verb of deciding), medium, low (an unmarked outcome or promise).
    `status` is what the minutes and the journal say: None, "confirmed", "struck", …; `replaces` and `replaced_by` are ids.
    `promise` is how likely somebody is to do something by it, from 0 to 1; None where there is nothing to be done;
    `in_parts` tells that the decisions after it hold its promises, each with its own doer and day.
    `subject` is what it is about, from the nearest words above it that tell; None when nothing does.
    `nature` is what kind of a thing it is by its words, None where they do not tell; `until` the last day they give it.
    `votes`, `dissent` and `disqualified` keep a vote's result, a dissenting opinion and those who withdrew, as written.
    """

    id: str
    meeting: str | None
    date: datetime.date | None
    item: str | None
    item_title: str | None
    kind: DecisionKind
    text: str
    content: str | None = None
    subject: str | None = None
    responsible: tuple[str, ...] = ()
    due: Due | None = None
    outputs: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    where: Where | None = None
    confidence: Confidence = "high"
    rests_on: str = ""
    status: str | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    body: str | None = None
    votes: str | None = None
    dissent: str | None = None
    disqualified: str | None = None
    nature: Nature | None = None
    until: datetime.date | None = None
    promise: float | None = None
    in_parts: bool = False

    @property
    def home(self) -> str:
        """The id of the item, or else the meeting, that it stands under; of the report where it was made in no meeting."""
        return self.id.rpartition("/")[0]

    @property
    def end(self) -> str:
        """What a link from or to it joins: its item, or else its meeting; itself where it was made in no meeting."""
        return self.home if self.meeting is not None else self.id


def printed(number: str) -> str:
    """An output's number as minutes print it, without the body that tells two outputs of one number apart.

    >>> printed("4.2"), printed("4.2-rantaryhmä")
    ('4.2', '4.2')
    """
    return number.partition("-")[0]


def within(number: str, wanted: str) -> bool:
    """Whether an output is the wanted one or a part of it; a number without a body means any body's.

    >>> within("4.2", "4"), within("4.2", "4.2"), within("42", "4")
    (True, True, False)
    >>> within("4.2-rantaryhmä", "4.2"), within("4.2-rantaryhmä", "4-rantaryhmä"), within("4.2-rantaryhmä", "4.2-laituriryhmä")
    (True, True, False)
    """
    own, _, body = number.partition("-")
    asked, _, whose = wanted.partition("-")
    return (own == asked or own.startswith(f"{asked}.")) and whose in ("", body)


@dataclass(frozen=True, slots=True)
class OutputMention:
    """What a meeting did with an output (tuotos): the strongest event of each item it stands in, with its words.

    `number` is as the minutes print it; where several bodies have outputs of one number, with the body's id ("4.2-rantaryhmä").
    """

    number: str
    title: str | None
    event: OutputEvent
    item: str | None
    quote: str
    meeting: str | None = None
    date: datetime.date | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment the minutes refer to. `file` is its path in the corpus, None when it is referred to but not there.

    `late` is True when the file lies in a later meeting's folder. `slides` tells its number of slides or pages.
    `id` is meeting/slug ("2024-12-17/liite-3"), or the file's path when no minutes refer to it; empty until assembly.
    """

    label: str
    name: str | None
    items: tuple[str, ...] = ()
    file: str | None = None
    late: bool = False
    slides: int | None = None
    meeting: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When the minutes say the body meets next; `date` None when the words give no day."""

    date: datetime.date | None
    quote: str
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as its minutes tell it. `id` is its date, with the body's slug where two bodies meet the same day.

    `kind` tells minutes from an agenda. `documents` are the paths it was read from, the cited one first;
    `agenda` are paths of agendas and invitations of the same meeting. `body` is the name that the body is shown by, `body_said`
    what these minutes call it; both None where they do not say, though `body_id` tells whose they are found to be.
    `date_worked_out` is True when the minutes give no full date and it was told by what stands around them. `speaking` are the
    people whose words such minutes tell that say only that the whole group was there: the list itself names nobody; None where
    minutes do not say so.
    """

    id: str
    body: str | None
    title: str | None
    number: str | None
    date: datetime.date | None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    chair: str | None = None
    secretary: str | None = None
    attendees: tuple[Attendee, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    decisions: tuple[Decision, ...] = ()
    outputs: tuple[OutputMention, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    next_meeting: NextMeeting | None = None
    distribution: tuple[str, ...] = ()
    kind: DocumentKind = "minutes"
    language: str = "fi"
    documents: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    where: Where | None = None
    body_id: str | None = None
    body_said: str | None = None
    date_worked_out: bool = False
    speaking: tuple[Attendee, ...] | None = None

    def item(self, number: str | None) -> AgendaItem | None:
        """The item with this number, or None."""
        return next((item for item in self.items if item.number == number), None)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or is missing. `code` names the sentences in `kb.messages`, filled by `params`."""

    file: str | None
    where: str | None
    severity: Severity
    code: str
    params: tuple[tuple[str, str], ...] = ()

    def message(self, language: str = "fi") -> str:
        """What happened, in one sentence."""
        from kb import messages

        return messages.message(self.code, language, **{"file": self.file or "", **dict(self.params)})

    def hint(self, language: str = "fi") -> str:
        """What to do, in one sentence; may be empty."""
        from kb import messages

        return messages.hint(self.code, language, **{"file": self.file or "", **dict(self.params)})


# Problems about files that are no materials: the system's own, links that are rightly not followed, the settings.
NO_MATERIAL = (
    "system_file",
    "link_not_followed",
    "settings_unknown",
    "settings_misspelt",
    "thesaurus_needs_rdflib",
    "thesaurus_unread",
)


def unread_files(problems: Iterable[Problem], read: Collection[str]) -> frozenset[str]:
    """The files that a Problem names and that could not be read: each file of the corpus is either read or one of these."""
    return frozenset(
        problem.file for problem in problems if problem.file and problem.file not in read and problem.code not in NO_MATERIAL
    )


def as_json(value: object, language: str = "fi") -> object:
    """The value as JSON-ready dictionaries and lists: dates ISO 8601, tuples as lists, a Problem with its sentences."""
    if isinstance(value, Problem):
        return {
            "file": value.file,
            "where": value.where,
            "severity": value.severity,
            "message": value.message(language),
            "hint": value.hint(language),
            "code": value.code,
        }
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.metadata.get("name", field.name): as_json(getattr(value, field.name), language)
            for field in dataclasses.fields(value)
        }
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [as_json(part, language) for part in value]
    if isinstance(value, dict):
        return {str(key): as_json(part, language) for key, part in value.items()}
    return value
