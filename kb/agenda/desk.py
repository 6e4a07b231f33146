"""The answer to a draft: for each item what was decided before, what is open and which outputs it concerns; what the draft lacks."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Final

from kb import finnish
from kb.agenda import citations, forgotten
from kb.agenda.citations import Check
from kb.agenda.draft import Draft, DraftItem
from kb.agenda.forgotten import Agreed, Missing
from kb.agenda.handlings import Handling
from kb.agenda.matching import SAME, Asked, Matcher, Prior, matcher_of, of_the_matter, with_latest
from kb.agenda.matters import Matter, matters_of, plain
from kb.agenda.owners import pointed
from kb.agenda.presenters import with_presenter
from kb.agenda.texts import say
from kb.agenda.unfinished import Unfinished, unfinished
from kb.agenda.vocabulary import is_rest, is_rubric
from kb.finnish.stopwords import GENERAL, STOPWORDS
from kb.library import Library
from kb.model import Attachment, Decision, Meeting, as_json, printed
from kb.results import Output, State
from kb.slugs import slug

StateOf = Callable[[Decision], State | None]

FIRST: Final = 5
# From which score on an earlier item as a whole is of the matter.
_HOME: Final = 0.45
# How far down the earlier handlings are looked at for what is open.
DEEP: Final = 60


@dataclass(frozen=True, slots=True)
class MatterAnswer:
    """What is known of one matter. `matter` is None for an item that is one itself; `open` are unfinished decisions with their
    states; `last` the latest handling; `citation` the reference to put in."""

    matter: Matter | None
    prior: tuple[Prior, ...] = ()
    open: tuple[Unfinished, ...] = ()
    last: Handling | None = None
    citation: str | None = None


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What is known of a draft's item, as of a matter; `attachments` are what was last shown on it; `checks` the references it
    makes; `matters` those that stand under a general title, each answered, `prior` and `open` then being theirs together."""

    item: DraftItem
    prior: tuple[Prior, ...] = ()
    open: tuple[Unfinished, ...] = ()
    outputs: tuple[Output, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    last: Handling | None = None
    citation: str | None = None
    checks: tuple[Check, ...] = ()
    matters: tuple[MatterAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a draft, and what it lacks.

    `bodies` are those its items point to where it does not say whose it is: one, which is then its body, or several, of
    which none was taken; then it is not told what the draft lacks.
    """

    draft: Draft
    items: tuple[ItemAnswer, ...] = ()
    missing: tuple[Missing, ...] = ()
    standing: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    bodies: tuple[str, ...] = ()


def answer(library: Library, draft: Draft, date: datetime.date | None = None, language: str = "fi") -> Answer:
    """The answer to a draft for a meeting on `date` (the draft's own unless told; without one, the day after the last minutes)."""
    matcher = matcher_of(library)
    draft = replace(draft, items=tuple(with_presenter(item, matcher.names) for item in draft.items))
    alone = len(library.info().bodies) < 2
    meant = () if draft.body or alone else pointed(draft.items, matcher, date or draft.date)
    body = draft.body or (meant[0] if len(meant) == 1 else None)
    meetings = _meetings(library, body, meant)
    day = date or draft.date or _after(meetings)
    draft = replace(draft, body=body, date=day)
    if day is None:
        return Answer(draft, tuple(ItemAnswer(item) for item in draft.items), bodies=meant)
    earlier = tuple(meeting for meeting in meetings if meeting.date is not None and meeting.date < day)
    waiting = unfinished(library, matcher, day, body)
    desk = _Desk(library, matcher, draft, earlier, waiting, _OutputNames(library.outputs()), language)
    answers = tuple(_once(list(map(desk.item, draft.items)), matcher))
    # What the draft lacks can be told only when it is known whose it is.
    return _with_lacking(Answer(draft, answers, bodies=meant), library, day, earlier if body or alone else (), waiting)


def _with_lacking(
    found: Answer, library: Library, day: datetime.date, owned: Sequence[Meeting], waiting: Sequence[Unfinished]
) -> Answer:
    """The answer with what the draft lacks, by the body's earlier meetings: unfinished matters, standing items, attachments, and
    what was agreed for the day."""
    covered = frozenset(
        left.handling.id for one in found.items for left in one.open if forgotten.takes_up(one.item, left.handling)
    )
    ids = {meeting.id for meeting in owned}
    return replace(
        found,
        missing=forgotten.missing([one for one in waiting if one.decision.meeting in ids], covered, day),
        standing=forgotten.standing(found.draft.items, owned, day),
        attachments=forgotten.attachments(library, forgotten.fresh(owned, day)[:3]),
        agreed=forgotten.agreed(library, day, owned, found.draft.body),
    )


def begin(library: Library, body: str | None = None) -> Draft:
    """A draft to begin from: the standing items of the latest meetings, on the day that was agreed for the next."""
    meetings = _meetings(library, body)
    titles = forgotten.standing((), meetings)
    items = tuple(DraftItem(str(number), title) for number, title in enumerate(titles, start=1))
    last = meetings[0] if meetings else None
    day = last.next_meeting.date if last and last.next_meeting else None
    return Draft(items, day, last.body if last else body)


def _meetings(library: Library, body: str | None, meant: Sequence[str] = ()) -> tuple[Meeting, ...]:
    """Dated minutes, newest first: the body's, else those of the bodies that are meant, else all."""
    wanted = {slug(name) for name in ((body,) if body else meant)}
    return tuple(m for m in library.meetings() if m.date and (not wanted or m.body is None or slug(m.body) in wanted))


def _after(meetings: Sequence[Meeting]) -> datetime.date | None:
    last = meetings[0] if meetings else None
    if last is None or last.date is None:
        return None
    agreed = last.next_meeting.date if last.next_meeting else None
    return agreed if agreed and agreed > last.date else last.date + datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What answering the items of one draft takes."""

    library: Library
    matcher: Matcher
    draft: Draft
    earlier: tuple[Meeting, ...]
    left: tuple[Unfinished, ...]
    outputs: _OutputNames
    language: str

    def item(self, item: DraftItem) -> ItemAnswer:
        """An item answered; under a general title by its matters, one after the other."""
        found = self.outputs.of(item)
        item = replace(item, outputs=tuple(output.number for output in found) or item.outputs)
        matters = tuple(self._matter(matter, item.title) for matter in matters_of(item, self.matcher.names))
        # What has no item of its own has nothing in common with what had none the last time.
        if any(one.prior for one in matters) or (item.text.strip() and is_rest(item.title) and is_rubric(item.title)):
            whole, same = _together(matters), tuple(prior for one in matters for prior in one.prior)
        else:
            text = "\n".join(plain(line) for line in item.text.split("\n"))
            whole, same = self._known(Asked(plain(item.title), text, frozenset(item.outputs)))
        return ItemAnswer(
            item,
            whole.prior,
            whole.open,
            found,
            _shown(self.library, same),
            whole.last,
            whole.citation,
            citations.check(item.text, [*same, *whole.prior], self.earlier, self.draft.date),
            matters,
        )

    def _matter(self, matter: Matter, under: str) -> MatterAnswer:
        outputs = self.outputs.of(DraftItem("", matter.title, matter.text))
        numbers = frozenset(output.number for output in outputs)
        known, _ = self._known(Asked(matter.title, matter.text, numbers, under=under))
        return replace(known, matter=matter)

    def _known(self, asked: Asked) -> tuple[MatterAnswer, tuple[Prior, ...]]:
        """What is known of what is asked, and every handling that is sure enough of the same matter."""
        deep = self.matcher.find(asked, self.draft.date, body=self.draft.body, limit=DEEP)
        same = tuple(prior for prior in deep if prior.score >= SAME and not _is_last(prior))
        first = with_latest(deep, FIRST)
        handled = [prior.handling for prior in of_the_matter(deep)]
        last = max(handled, key=lambda handling: (handling.date, handling.decision is not None), default=None)
        best = first[0].handling if handled and not _is_last(first[0]) else None
        citation = citations.cite(best, self.library.settings, self.language) if best else None
        return MatterAnswer(None, first, self._open(same, first), last, citation), same

    def _open(self, same: Sequence[Prior], first: Sequence[Prior]) -> tuple[Unfinished, ...]:
        """What is unfinished of a matter: in its handlings, and beside them in items whose title tells the matter."""
        ids = {prior.handling.id for prior in same}
        homes = {
            one.handling.item.id for one in same if one.handling.item.title not in self.matcher.general and one.score >= _HOME
        }
        # A standing item ("Tilannekatsaus") has what was left under it the last time.
        homes |= {one.handling.item.id for one in first if _is_last(one)}
        return tuple(one for one in self.left if one.handling.id in ids or one.handling.item.id in homes)


def _once(answers: Sequence[ItemAnswer], matcher: Matcher) -> list[ItemAnswer]:
    """What is open on an item whose title tells its matter is not told on one with a general title, too."""
    general = [is_rubric(one.item.title, matcher.names) for one in answers]
    told = {left.handling.id for one, is_vague in zip(answers, general, strict=True) if not is_vague for left in one.open}
    return [
        replace(one, open=tuple(left for left in one.open if left.handling.id not in told)) if is_vague else one
        for one, is_vague in zip(answers, general, strict=True)
    ]


def _together(matters: Sequence[MatterAnswer]) -> MatterAnswer:
    """Several matters as one: the best of each first, then the second of each."""
    ranked = zip_longest(*(one.prior for one in matters))
    prior = {one.handling.id: one for row in ranked for one in row if one is not None}
    unfinished = {left.handling.id: left for one in matters for left in one.open}
    last = max((one.last for one in matters if one.last), key=lambda handling: handling.date, default=None)
    citation = next((one.citation for one in matters if one.citation), None)
    return MatterAnswer(None, tuple(prior.values())[: max(FIRST, len(matters))], tuple(unfinished.values()), last, citation)


def _is_last(prior: Prior) -> bool:
    return any(reason.code == "last" for reason in prior.why)


def _shown(library: Library, same: Sequence[Prior]) -> tuple[Attachment, ...]:
    """The attachments of the latest of the handlings that had any."""
    by_meeting: dict[str, list[Attachment]] = {}
    for attachment in library.attachments():
        if attachment.meeting and attachment.file:
            by_meeting.setdefault(attachment.meeting, []).append(attachment)
    for handling in sorted({p.handling.item.id: p.handling for p in same}.values(), key=lambda h: h.date, reverse=True):
        found = tuple(one for one in by_meeting.get(handling.meeting, ()) if handling.item.number in one.items)
        if found:
            return found
    return ()


class _OutputNames:
    """Outputs by their numbers and by the words of their titles."""

    def __init__(self, outputs: Sequence[Output]) -> None:
        self._outputs = outputs
        self._names = [(output, _words(title)) for output in outputs for title in output.titles[:2]]

    def of(self, item: DraftItem) -> tuple[Output, ...]:
        """The outputs that an item names, by number or by the whole title."""
        numbered = {output.number: output for output in self._outputs if printed(output.number) in item.outputs}
        words = frozenset().union(*_words(item.title)) if item.title else frozenset()
        named = {o.number: o for o, name in self._names if name and all(bases & words for bases in name)}
        return tuple({**numbered, **named}.values())


def _words(title: str) -> list[frozenset[str]]:
    found = []
    for one in finnish.analyze(title):
        bases = frozenset(one.terms.bases)
        if one.token.kind == "word" and one.terms.surface not in STOPWORDS and not bases & GENERAL:
            found.append(bases)
    return found


# --- the shape of the command's JSON ---


def shape(found: Answer, library: Library, language: str = "fi") -> dict[str, Any]:
    """The answer as the contract has it, with more fields beside. Decisions stand as on the day of the draft, today without one."""
    state_of = library.states_on(found.draft.date or datetime.date.today())
    return {
        "date": as_json(found.draft.date),
        "body": found.draft.body,
        "bodies": list(found.bodies),
        "items": [_item_shape(one, library, language, state_of) for one in found.items],
        "missing": [{**_decision(m.decision, m.state), "late": m.late} for m in found.missing],
        "standing": list(found.standing),
        "attachments": as_json(found.attachments),
        "agreed": [
            {"code": a.code, "date": as_json(a.date), "quote": a.quote, "decision": a.decision.id if a.decision else None}
            for a in found.agreed
        ],
    }


def _item_shape(one: ItemAnswer, library: Library, language: str, state_of: StateOf) -> dict[str, Any]:
    return {
        "number": one.item.number,
        "title": one.item.title,
        "presenter": one.item.presenter,
        "organisation": one.item.organisation,
        "prior": [_prior(prior, library, language, state_of) for prior in one.prior],
        "open": [_decision(left.decision, left.state) for left in one.open],
        "matters": [
            {
                "title": each.matter.title if each.matter else "",
                "prior": [_prior(prior, library, language, state_of) for prior in each.prior],
                "open": [_decision(left.decision, left.state) for left in each.open],
                "citation": each.citation,
            }
            for each in one.matters
        ],
        "outputs": [output.number for output in one.outputs],
        "attachments": as_json(one.attachments),
        "citation": one.citation,
        "last": as_json(one.last.date) if one.last else None,
        "references": [
            {
                "text": check.text,
                "date": as_json(check.date),
                "ok": check.fault is None,
                "message": check.message(language),
                "likely": check.likely.id if check.likely else None,
                "citation": citations.cite(check.likely, library.settings, language) if check.likely else None,
            }
            for check in one.checks
        ],
    }


def _prior(prior: Prior, library: Library, language: str, state_of: StateOf) -> dict[str, Any]:
    decision = prior.handling.decision
    return {
        **_decision(prior.handling.as_decision, state_of(decision) if decision else None),
        "score": round(prior.score, 3),
        "why": [say(reason.code, reason.text, language) for reason in prior.why],
        "citation": citations.cite(prior.handling, library.settings, language),
        "url": citations.address(prior.handling),
    }


def _decision(decision: Decision, state: State | None) -> dict[str, Any]:
    """A decision with where it stands, as everywhere else in JSON."""
    found = as_json(decision)
    assert isinstance(found, dict)
    return {**found, "state": as_json(state)}
