"""What hangs together across meetings: chains of decisions, promises kept, topics, words of the group's own.

Pure functions over the meetings of a corpus, run once in a build after the meetings are assembled.
"""

from __future__ import annotations

from collections.abc import Sequence

from kb.model import Meeting
from kb.relations import Link
from kb.settings import Settings


def links(meetings: Sequence[Meeting], settings: Settings) -> tuple[Link, ...]:
    """Every proposed link of each body, the latest meeting's first. Deadlines that name a meeting are resolved before."""
    from indexer.relate import chains, promises, units

    found: list[Link] = []
    for series in units.series(meetings, settings.synonyms):
        proposed = chains.propose(series)
        kept = promises.keep(series, settings.organisations)
        found += (*proposed, *kept, *promises.handled(series, proposed, kept))
    return tuple(sorted(found, key=lambda link: link.later, reverse=True))
