"""Whose agenda a draft is, as its items tell: the body that has handled their matters."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kb.agenda.draft import DraftItem
from kb.agenda.matching import SAME, Asked, Matcher
from kb.agenda.vocabulary import is_rubric, same_general

# One body is meant when it gets so many times what the next one gets; at less, all are meant that get so much of the best.
_CLEAR: Final = 1.5
# What a title that says nothing of a matter is worth: the bodies that have it share this.
_GENERAL: Final = 0.3


def _handlers(item: DraftItem, matcher: Matcher, before: datetime.date | None) -> dict[str, float]:
    """The bodies that have handled an item's matter, by how well the likest handling fits."""
    found: dict[str, float] = {}
    for prior in matcher.find(Asked(item.title, item.text, frozenset(item.outputs)), before, limit=8):
        body = prior.handling.body
        if body and prior.score >= SAME:
            found[body] = max(found.get(body, 0.0), prior.score**2)
    return found


def pointed(items: Iterable[DraftItem], matcher: Matcher, before: datetime.date | None) -> tuple[str, ...]:
    """The bodies whose matters the items are, the likeliest first: one alone where it is clear whose agenda this is.

    An item points to the bodies that have handled its matter, by how well; a general title to those that have one like it.
    """
    worth: dict[str, float] = defaultdict(float)
    titles = _general_titles(matcher, before)
    for item in items:
        if is_rubric(item.title, matcher.names):
            found = {body: _GENERAL for body, known in titles.items() if _has(known, item.title, matcher.names)}
        else:
            found = _handlers(item, matcher, before)
        total = sum(found.values())
        for body, value in found.items():
            worth[body] += value * max(found.values()) / total
    ranked = sorted(worth, key=lambda body: (-worth[body], body))
    if len(ranked) > 1 and worth[ranked[0]] >= _CLEAR * worth[ranked[1]]:
        return (ranked[0],)
    return tuple(body for body in ranked if worth[body] * _CLEAR > worth[ranked[0]])


def _general_titles(matcher: Matcher, before: datetime.date | None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for handling in matcher.handlings:
        if handling.body and (before is None or handling.date < before) and handling.item.title in matcher.general:
            found[handling.body].add(handling.item.title)
    return found


def _has(titles: Iterable[str], asked: str, names: frozenset[str]) -> bool:
    return any(same_general(asked, title, names) for title in titles)
