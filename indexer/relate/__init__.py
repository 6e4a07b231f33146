"""What hangs together across meetings: chains of decisions, promises kept, topics, words of the group's own.

Pure functions over the meetings of a corpus, run once in a build after the meetings are assembled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from indexer.kept import Kept
from kb.document import Document
from kb.model import Decision, Meeting
from kb.relations import Link, Need, Term
from kb.results import Body, Person, Topic
from kb.settings import Settings, TopicSetting

if TYPE_CHECKING:
    from indexer.relate.jargon import Tally

Compare = Callable[[Sequence[tuple[Meeting, ...]], Settings], Iterable[tuple[Link, ...]]]


def resolve_deadlines(meetings: Sequence[Meeting], settings: Settings) -> tuple[Meeting, ...]:
    """The meetings with deadlines that name a meeting resolved to its day."""
    from indexer.relate import deadlines

    return deadlines.resolve(meetings, settings.synonyms)


def tell_natures(meetings: Sequence[Meeting], kept: Kept | None = None) -> tuple[Meeting, ...]:
    """The meetings with what kind of a thing each decision is by its words; what was `kept` is not told again."""
    from indexer.relate import natures

    return natures.tell(meetings, kept)


def needs_of(meetings: Iterable[Meeting], words: tuple[str, ...]) -> dict[str, tuple[Need, ...]]:
    """By an output's number what other outputs it needs, where minutes say so. `words` are those that mean an output."""
    from indexer.relate import needs

    return needs.needs_of(meetings, words)


def with_replacements(meetings: Sequence[Meeting], links: Iterable[Link]) -> tuple[Meeting, ...]:
    """The meetings with decisions that know, by certain links, what they replace and what has replaced them."""
    replaces: dict[str, list[str]] = defaultdict(list)
    replaced: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.relation == "replaces" and link.certain and link.later_decision and link.earlier_decision:
            replaces[link.later_decision].append(link.earlier_decision)
            replaced[link.earlier_decision].append(link.later_decision)
    return tuple(
        replace(
            meeting,
            decisions=tuple(
                replace(d, replaces=tuple(replaces[d.id]), replaced_by=tuple(replaced[d.id]))
                if d.id in replaces or d.id in replaced
                else d
                for d in meeting.decisions
            ),
        )
        for meeting in meetings
    )


def links(
    meetings: Sequence[Meeting], settings: Settings, kept: Kept | None = None, compare: Compare | None = None
) -> tuple[Link, ...]:
    """Every proposed link of each body, the latest meeting's first. Deadlines that name a meeting are resolved before.

    A body in whose meetings nothing has changed since its links were `kept` is not compared again; the others are by `compare`,
    which gives the links of each in order.
    """
    from indexer.relate import units

    kept = kept or Kept()
    groups = units.bodies(meetings, settings.synonyms)
    known = [kept.known(tuple[Link, ...], "links", group, settings.organisations) for group in groups]
    changed = [group for group, links in zip(groups, known, strict=True) if links is None]
    made = iter((compare or of_bodies)(changed, settings))
    found: list[Link] = []
    for group, links in zip(groups, known, strict=True):
        found += kept.keep(next(made), "links", group, settings.organisations) if links is None else links
    return tuple(sorted(found, key=lambda link: link.later, reverse=True))


def links_of_reports(
    meetings: Sequence[Meeting],
    reported: Sequence[Decision],
    bodies: Iterable[Body],
    settings: Settings,
    kept: Kept | None = None,
) -> tuple[Link, ...]:
    """Links from the promises that reports of a body hold to what its later minutes say was done or is still to be done."""
    from indexer.relate import units

    kept, names = kept or Kept(), {body.id: body.name for body in bodies}
    found: list[Link] = []
    for group in units.bodies(meetings, settings.synonyms) if reported else ():
        own = {names.get(meeting.body_id or "") for meeting in group}
        told = tuple(promise for promise in reported if promise.body and promise.body in own and promise.date)
        if told:
            make = partial(_of_reports, group, told, settings)
            found += kept.of(tuple[Link, ...], make, "reports", group, told, settings.organisations)
    return tuple(found)


def _of_reports(group: tuple[Meeting, ...], told: Sequence[Decision], settings: Settings) -> tuple[Link, ...]:
    from indexer.relate import promises, units

    return promises.keep_reported(units.series(group), told, settings.organisations)


def of_bodies(groups: Iterable[tuple[Meeting, ...]], settings: Settings) -> Iterator[tuple[Link, ...]]:
    """The links within each group of one body's meetings, which are given oldest first."""
    from indexer.relate import chains, handlings, promises, replacements, units

    for group in groups:
        series = units.series(group)
        proposed = tuple(handlings.told(series, chains.propose(series)))
        fulfilled = promises.keep(series, settings.organisations)
        due = promises.handled(series, proposed, fulfilled)
        done = {link.earlier_decision for link in (*fulfilled, *due) if link.relation == "fulfils" and link.earlier_decision}
        handled = (*handlings.find(series, done), *replacements.find(series))
        yield tuple(_joined((*proposed, *fulfilled, *due), handled))


def _joined(links: Iterable[Link], handled: Iterable[Link]) -> Iterator[Link]:
    """The links, and those of what was handled; one between the same ends becomes a ground of the link that is there."""
    more = {_ends(link): link for link in handled}
    for link in links:
        same = more.pop(_ends(link), None)
        if same is None:
            yield link
        else:
            grounds = tuple(dict.fromkeys((*link.grounds, *same.grounds)))
            yield replace(link, grounds=grounds, score=max(link.score, same.score))
    yield from more.values()


def _ends(link: Link) -> tuple[str, ...]:
    return (link.later, link.relation, link.earlier_decision or link.earlier)


def find_words(
    meetings: Sequence[Meeting],
    settings: Settings,
    people: Sequence[Person],
    shown: Sequence[tuple[str, Document]] = (),
    concepts: Sequence[TopicSetting] = (),
    kept: Kept | None = None,
    own: Sequence[tuple[str | None, Document]] = (),
) -> tuple[tuple[Term, ...], tuple[Topic, ...]]:
    """Words of the group's own with their first definitions, those that wait for one, and topics, the weightiest first, with those
    who presented them. Meetings are given newest first; `shown` are decks with the meeting that each was shown to, `concepts`
    those of a thesaurus, `own` the documents that the meetings were read from, and those of no meeting."""
    from indexer.relate import glossary, jargon, topics
    from indexer.relate.topics.candidates import unwanted

    terms = glossary.mine(meetings, shown, own, settings.organisations, kept)
    minutes = [meeting for meeting in meetings if meeting.kind == "minutes"]
    found = topics.candidates(minutes, settings, shown, kept)
    names = (*(person.name for person in people), *unwanted(minutes, settings))
    texts = _tallies(minutes, shown, kept or Kept())
    waiting = jargon.unexplained(found, topics.bodies_of(minutes), terms, names, texts)
    presented = {item: person.slug for person in people for item in person.presented}
    return (*terms, *waiting), tuple(
        replace(topic, people=tuple(dict.fromkeys(presented[item] for item in topic.items if item in presented)))
        for topic in topics.choose(found, minutes, settings, terms, concepts)
    )


def _tallies(minutes: Iterable[Meeting], shown: Iterable[tuple[str, Document]], kept: Kept) -> Iterator[tuple[str, Tally]]:
    """The words of Finnish minutes and of the decks shown to meetings, each with its meeting; what was `kept` is not counted again."""
    from indexer.relate import jargon
    from indexer.relate.units import language_of

    def of_meeting(meeting: Meeting, lines: Sequence[str]) -> Tally:
        return jargon.tally(lines if language_of(meeting) == "fi" else ())

    for meeting in minutes:
        lines = [line for item in meeting.items for line in (item.title, *item.text.split("\n"))]
        made = partial(of_meeting, meeting, lines)
        yield meeting.id, kept.of(jargon.Tally, made, "strange words", lines, meeting.language)
    for meeting_id, document in shown:
        if document.language in (None, "fi"):
            lines = [block.text for section in document.sections for block in section.blocks]
            yield meeting_id, kept.of(jargon.Tally, partial(jargon.tally, lines), "strange words on slides", lines)
