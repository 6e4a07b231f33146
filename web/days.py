"""Days as readers type them into a field or an address."""

from __future__ import annotations

import datetime

from kb.dates import find_dates


def day_in(text: str) -> datetime.date | None:
    """The day a field holds, in ISO 8601 as a browser sends it or as a Finn types it; None when it holds none."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        mentions = find_dates(text)
        return mentions[0].first if mentions else None
