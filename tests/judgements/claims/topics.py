"""Topics against an annotator's: which of the first forty a librarian accepts, and which of the annotator's are listed.

A topic that the annotator neither named nor refused is judged by `judged_topics.json`, read once as a strict librarian after the
rules were fixed; what is in neither is counted apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from indexer.relate import find_words
from indexer.relate.topics.kin import key_of
from kb.document import Document
from kb.library import Library
from kb.model import Meeting
from kb.results import Topic
from tests.judgements.claims import annotations
from tests.judgements.claims.figures import Figure

FIRST: Final = 40
# The annotated libraries, each the minutes under these folders.
_FOLDERS: Final = {"koha": ("koha/asiantuntijaryhma/", "koha/kuvailuryhma/"), "ohjausryhma": ("ohjausryhma/",)}
_CLAIMS: Final = {"koha": "Topics of expert groups, the first forty", "ohjausryhma": "Topics of one meeting and its decks"}


def measure(library: Library, shared: Path) -> Sequence[Figure]:
    """A figure for each annotated library, and one for the entries that those who tune rules do not see."""
    entries = annotations.read("topics", shared)
    return [figure for name in _FOLDERS for figure in _measure(name, library, entries)]


def topics_of(name: str, library: Library) -> tuple[Topic, ...]:
    """The topics that an annotated library would have by itself."""
    meetings = [m for m in library.meetings() if any(path.startswith(_FOLDERS[name]) for path in m.documents)]
    return find_words(meetings, library.settings, library.people(), tuple(_shown(library, meetings)))[1]


def _shown(library: Library, meetings: Iterable[Meeting]) -> Iterator[tuple[str, Document]]:
    for meeting in meetings:
        for attachment in meeting.attachments:
            document = library.document(attachment.file) if attachment.file else None
            if document is not None:
                yield meeting.id, document


def _measure(name: str, library: Library, entries: Sequence[dict[str, str]]) -> Iterator[Figure]:
    wanted = {key: entry["topic"] for entry in entries if entry["library"] == name and "topic" in entry for key in _keys(entry)}
    refused = {key_of(entry["reject"]) for entry in entries if "reject" in entry}
    refused |= {key_of(person.name) for person in library.people()}
    judged = json.loads(Path(__file__).with_name("judged_topics.json").read_text(encoding="utf-8")).get(name, {})
    right, wrong, unjudged, found = [], [], [], set()
    for place, topic in enumerate(topics_of(name, library)):
        keys = {key_of(word) for word in (topic.name, *topic.synonyms)}
        met = {wanted[key] for key in keys & wanted.keys()}
        found |= met
        if place >= FIRST:
            continue
        if met or topic.name in judged.get("accepted", ()):
            right.append(topic.name)
        elif keys & refused or topic.name in judged.get("refused", ()):
            wrong.append(topic.name)
        else:
            unjudged.append(topic.name)
    every = set(wanted.values())
    open_ones = {topic for topic in every if not annotations.is_guarded(topic)}
    yield Figure(
        f"{_CLAIMS[name]} ({len(unjudged)} not judged)",
        len(right),
        len(right) + len(wrong),
        len(found),
        len(every),
        "0.85 / 0.6",
        tuple(wrong),
        tuple(sorted(open_ones - found)),
    )
    guarded = every - open_ones
    yield Figure(f"{_CLAIMS[name]}, guarded", found=len(found & guarded), wanted=len(guarded), bar="– / 0.6")


def _keys(entry: dict[str, object]) -> set[str]:
    synonyms = entry["synonyms"]
    names = [entry["topic"], *(synonyms if isinstance(synonyms, list) else [])]
    return {key_of(str(name)) for name in names}
