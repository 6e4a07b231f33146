"""Where a text answers a query, exactly to the character, and the piece of it that shows this best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from kb.finnish import part_terms
from kb.results import How, Matched, Segment
from kb.search.expansion import Names, QueryTerm, answer
from kb.search.nearness import stand_together
from kb.search.terms import TextWord, words

Corrections = Mapping[str, frozenset[str]]
Span = tuple[int, int]

SNIPPET = 260
# The ways in which a word may answer, the surest first.
_LOOSE: tuple[How, ...] = ("exact", "base", "synonym", "prefix", "misspelt", "part", "related")


def find(
    sought: Sequence[QueryTerm],
    text: str,
    corrections: Corrections,
    language: str | None = None,
    field: Literal["title", "text"] = "text",
    parts: bool = True,
) -> tuple[Matched, ...]:
    """The words of the text that answer, in order; no two overlap. `parts` False leaves out parts of compounds."""
    tokens = tuple(words(text, language))
    asked, begins = _asked(tuple(sought)), tuple(one.surface for one in sought if one.prefix)
    candidates = tuple(token for token in tokens if _may_answer(token, asked, begins, corrections))
    found: dict[int, Matched] = {}
    for one in sought:
        for matched in _matches(one, tokens, candidates, text, corrections, parts):
            known = found.get(matched.start)
            if known is None or (matched.end, -_LOOSE.index(matched.how)) > (known.end, -_LOOSE.index(known.how)):
                found[matched.start] = replace(matched, field=field)
    return _without_overlaps(found[start] for start in sorted(found))


@lru_cache(maxsize=64)
def _asked(sought: tuple[QueryTerm, ...]) -> frozenset[str]:
    """Every term that a word must have one of to answer any of these; prefixes apart."""
    found: set[str] = set()
    for one in sought:
        found |= {one.surface} | one.bases | one.derived | one.kin | one.misspellings
        found |= {term for _, names in one.synonyms for name in names for term in name}
        found |= {term for part in one.parts for term in part} | {term for _, terms in one.related for term in terms}
    return frozenset(found)


def _may_answer(token: TextWord, asked: frozenset[str], begins: tuple[str, ...], corrections: Corrections) -> bool:
    """Whether looking closer at a word is worth it: most words of a text answer nothing."""
    terms = token.terms
    own = (terms.surface, *terms.bases, *terms.derived, *terms.parts, *_right(terms.surface, corrections))
    return not asked.isdisjoint(own) or (bool(begins) and any(term.startswith(begins) for term in own))


def _matches(
    sought: QueryTerm,
    tokens: Sequence[TextWord],
    candidates: Sequence[TextWord],
    text: str,
    corrections: Corrections,
    parts: bool,
) -> Iterable[Matched]:
    if sought.words:
        yield from _phrases(sought, tokens, text)
        return
    for token in candidates:
        found = answer(sought, token.terms, corrections)
        if found is not None and (parts or found[0] != "part"):
            how, term = found
            yield Matched(text[token.start : token.end], sought.asked, how, start=token.start, end=token.end, term=term)
    if parts and len(sought.parts) > 1:
        for token in _taken_apart(sought, candidates, corrections):
            term = min(corrections.get(token.surface, ()), default=None)
            yield Matched(text[token.start : token.end], sought.asked, "part", start=token.start, end=token.end, term=term)
    for name, terms in sought.synonyms:
        if len(terms) > 1:
            for first in _runs(terms, tokens):
                begin, end = tokens[first].start, tokens[first + len(terms) - 1].end
                yield Matched(text[begin:end], sought.asked, "synonym", start=begin, end=end, term=name)


def _taken_apart(sought: QueryTerm, tokens: Sequence[TextWord], corrections: Corrections) -> Iterable[TextWord]:
    """The words that say the compound asked for in other words: its parts, where all of them stand near each other."""
    own = {token.position: {*token.terms.bases, *token.terms.parts, *_right(token.surface, corrections)} for token in tokens}
    places = [[position for position, terms in own.items() if not part.isdisjoint(terms)] for part in sought.parts]
    if all(places):
        for token in tokens:
            here = [[token.position] if token.position in place else place for place in places]
            if [token.position] in here and stand_together(here):
                yield token


def _right(surface: str, corrections: Corrections) -> frozenset[str]:
    """What a misspelt word was likely meant to be, and the parts of that."""
    return frozenset(term for base in corrections.get(surface, ()) for term in (base, *part_terms(base)))


def _phrases(sought: QueryTerm, tokens: Sequence[TextWord], text: str) -> Iterable[Matched]:
    terms = tuple(word.bases | {word.surface} for word in sought.words)
    for first in _runs(terms, tokens):
        run = tokens[first : first + len(terms)]
        exact = all(token.surface == word.surface for token, word in zip(run, sought.words, strict=True))
        begin, end = run[0].start, run[-1].end
        yield Matched(text[begin:end], sought.asked, "exact" if exact else "base", start=begin, end=end)


def _runs(terms: Names, tokens: Sequence[TextWord]) -> Iterable[int]:
    """The numbers of the tokens where these words begin, side by side."""
    for first in range(len(tokens) - len(terms) + 1):
        if all(
            not names.isdisjoint((tokens[first + n].surface, *tokens[first + n].terms.bases)) for n, names in enumerate(terms)
        ):
            yield first


def _without_overlaps(matches: Iterable[Matched]) -> tuple[Matched, ...]:
    kept: list[Matched] = []
    for matched in matches:
        if kept and matched.start < kept[-1].end:
            if matched.end - matched.start > kept[-1].end - kept[-1].start:
                kept[-1] = matched
        else:
            kept.append(matched)
    return tuple(kept)


def segments(text: str, marks: Iterable[Span], begin: int = 0, end: int | None = None) -> tuple[Segment, ...]:
    """A piece of the text cut at the marks. Put together again it is the piece.

    >>> segments("Ohjausryhmän kokous", [(0, 12)])
    (Segment(text='Ohjausryhmän', marked=True), Segment(text=' kokous', marked=False))
    """
    end = len(text) if end is None else end
    found = []
    place = begin
    for start, stop in sorted(marks):
        if start < place or stop > end:
            continue
        if start > place:
            found.append(Segment(text[place:start]))
        found.append(Segment(text[start:stop], True))
        place = stop
    if place < end:
        found.append(Segment(text[place:end]))
    return tuple(found)


def snippet(text: str, matches: Sequence[Matched], length: int = SNIPPET) -> tuple[Segment, ...]:
    """The piece of about `length` characters that answers the most different words, the earliest of the best; whole words, with
    an ellipsis where something is left out, and line feeds as spaces."""
    if len(text) <= length:
        return segments(text.replace("\n", " "), [(m.start, m.end) for m in matches])
    begin, end = _window(text, matches, length)
    piece = segments(text.replace("\n", " "), [(m.start, m.end) for m in matches if m.start >= begin], begin, end)
    head = (Segment("… "),) if begin else ()
    tail = (Segment(" …"),) if end < len(text) else ()
    return (*head, *piece, *tail)


def _word_end(text: str, place: int, end: int) -> int:
    """The end of the last whole word after a place and before an end, or that of the text."""
    if end >= len(text):
        return len(text)
    cut = text.rfind(" ", place, end)
    return cut if cut > place else end


def _window(text: str, matches: Sequence[Matched], length: int) -> Span:
    best, place = (-1.0, 0), 0
    for matched in matches[:200]:
        inside = [other for other in matches if matched.start <= other.start and other.end <= matched.start + length * 3 // 4]
        worth = len({other.asked for other in inside}) + 0.1 * min(len(inside), 5)
        if (worth, -matched.start) > best:
            best, place = (worth, -matched.start), matched.start
    begin = _sentence_start(text, place, length // 4)
    end = _word_end(text, place, begin + length)
    # A mark is never cut in two.
    end = max((matched.end for matched in matches if matched.start < end <= matched.end), default=end)
    return begin, max(end, next((m.end for m in matches if m.start == place), end))


def _sentence_start(text: str, place: int, reach: int) -> int:
    """Where the sentence of a place begins, or a word within reach before it."""
    earliest = max(0, place - reach)
    if earliest == 0:
        return 0
    stop = max(text.rfind(mark, earliest, place) for mark in (". ", "\n", "? ", "! "))
    if stop >= 0:
        return stop + (1 if text[stop] == "\n" else 2)
    space = text.find(" ", earliest, place)
    return space + 1 if space >= 0 else place
