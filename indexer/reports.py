"""Promises that reports hold, called for good: whose they are, and those of one report in several formats once.

Nobody met for a report: its promises stand beside the meetings, each at its place in a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from indexer import identity
from indexer.bodies import place_of
from kb.document import Document
from kb.model import Attachment, Decision, Meeting
from kb.results import Body
from kb.slugs import slug

if TYPE_CHECKING:
    from indexer.discover import SourceFile
    from indexer.interpret import Interpretation

    Source = tuple[SourceFile, Document, Interpretation]

# What their ids begin with, where a decision's begin with its meeting.
HOME: Final = "asiakirja"


def gather(
    sources: Iterable[Source],
    meetings: Sequence[Meeting],
    attachments: Iterable[Attachment],
    bodies: Iterable[Body],
    previous: Iterable[Decision] = (),
) -> tuple[Decision, ...]:
    """The promises of all reports, the newest report's first: each with an id ("asiakirja/tiimi-viikko-5/1"), which it keeps from
    the `previous` build, and with the body whose meeting the report was shown to or whose minutes alone lie beside it."""
    reports = sorted(map(_cited, _by_name(source for source in sources if source[2].promises)), key=_newest_first)
    if not reports:
        return ()
    homes = _homes(meetings, attachments, {body.id: body.name for body in bodies})
    promises = [promise for _, document, found in reports for promise in _of_body(found, document.path, homes)]
    folders = [_folder(document.path) for _, document, found in reports for _ in found.promises]
    numbers = identity.ordinals(promises, folders, HOME, [decision for decision in previous if decision.meeting is None])
    return tuple(
        replace(promise, id=f"{HOME}/{folder}/{number}")
        for promise, folder, number in zip(promises, folders, numbers, strict=True)
    )


def _of_body(found: Interpretation, path: str, homes: Mapping[str, str]) -> Iterable[Decision]:
    body = homes.get(path) or homes.get(place_of(path))
    return (replace(promise, body=body) for promise in found.promises)


def _folder(path: str) -> str:
    return slug(str(PurePosixPath(path).with_suffix(""))) or "raportti"


def _by_name(sources: Iterable[Source]) -> Iterable[list[Source]]:
    """The same report in several formats: files of one folder and one name."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        found.setdefault(_folder(source[1].path), []).append(source)
    return found.values()


def _cited(group: Sequence[Source]) -> Source:
    return min(group, key=lambda source: (identity.preference(source[1].media_type), source[1].path))


def _newest_first(source: Source) -> tuple[int, str]:
    day = source[2].promises[0].date
    return (-day.toordinal() if day else 0, source[1].path)


def _homes(meetings: Sequence[Meeting], attachments: Iterable[Attachment], names: Mapping[str, str]) -> dict[str, str]:
    """The name of the body that a file was shown to, and of the only one whose minutes lie in a folder, by their paths."""
    minutes = [meeting for meeting in meetings if meeting.kind == "minutes" and meeting.body_id in names]
    own = {meeting.id: names[meeting.body_id or ""] for meeting in minutes}
    shown = {one.file: home for one in attachments if one.file and (home := own.get(one.meeting or ""))}
    return {**_alone(minutes, own), **shown}


def _alone(minutes: Iterable[Meeting], own: Mapping[str, str]) -> dict[str, str]:
    """The folders in which the minutes of one body alone lie, with its name."""
    beside: dict[str, set[str]] = {}
    for meeting in minutes:
        for path in meeting.documents:
            beside.setdefault(place_of(path), set()).add(own[meeting.id])
    return {place: found.pop() for place, found in beside.items() if len(found) == 1}
