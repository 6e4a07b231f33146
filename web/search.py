"""The search: decisions and outputs before passages, filters with counts, sharable addresses."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Final

from flask import Blueprint, Response, g, request
from flask_babel import lazy_gettext as _l

from kb.errors import NoSuch
from kb.finnish import fold
from kb.library import Library
from kb.model import printed
from kb.relations import Term
from kb.results import Filters, Hit, Matched, Results, Sort
from kb.search import terms
from web import examples, words
from web.answers import answer, whole
from web.asked import lead
from web.days import day_in
from web.formats import date
from web.language import _, language
from web.open_library import ALL, PARAMETER, current_library, state_of

bp = Blueprint("search", __name__)
PAGE = 20
DAYS: Final = {"alkaen": _l("Alkaen"), "asti": _l("Asti")}
FILTER_NAMES = ("laji", "toimielin", "vuosi", "organisaatio", "henkilo", "tuotos", "aihe", "kokous", "alkaen", "asti")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: how many hits have it, and whether it is on."""

    value: str
    name: str
    count: int | None
    on: bool


@bp.get("/haku")
def results() -> Response | str:
    """What the query finds."""
    library = current_library()
    query = request.args.get("q", "").strip()
    filters = read_filters()
    if not query and filters == Filters():
        return answer("search/empty.html", {"query": ""}, query="", examples=examples.queries(library), info=library.info())
    page = whole("s", 1, 1, 500)
    agendas = {meeting.id for meeting in library.meetings(kind="agenda")}
    sort: Sort = "date" if request.args.get("jarjestys") == "aika" else "relevance"
    found = library.search(
        query, filters=filters, sort=sort, limit=PAGE, offset=(page - 1) * PAGE, unexpanded=request.args.getlist("tarkasti")
    )
    shown = [decision_first(hit) for hit in found.hits]
    return answer(
        "search/results.html",
        found,
        query=query,
        results=found,
        facets=facets(found, library),
        chosen=chosen(library),
        notes=[note.text(language()) for note in found.notes if note.code not in TOLD_ELSEWHERE],
        unread=library.info().files_unread,
        info=library.info(),
        examples=examples.queries(library)[:4],
        decided=[hit for hit in shown if hit.kind in ("decision", "output")],
        discussed=[hit for hit in shown if hit.kind not in ("decision", "output")],
        because=because,
        hit_word=hit_word,
        day_of=lambda id: day_of(library, id),
        lead=lead(query, library, reader.name if (reader := g.get("reader")) else ""),
        meanings=meanings_of(query, library),
        typed=typed_day,
        unclear=[text for text in map(typed_day, DAYS) if text and not day_in(text)],
        is_agenda=lambda hit: hit.meeting in agendas,
        decision_of=lambda hit: library.decision(hit.id) if hit.kind == "decision" else None,
        state_of=state_of,
        section="search",
    )


def day_of(library: Library, id: str) -> datetime.date | None:
    """The day of a decision; None for what is none."""
    try:
        return library.decision(id).date
    except NoSuch:
        return None


def read_filters() -> Filters:
    """The filters in the address. Values that mean nothing are left out."""
    get = request.args.getlist
    return Filters(
        kind=_texts("laji"),
        body=tuple(name for name in _texts(PARAMETER) if name != ALL),
        year=tuple(int(year) for year in get("vuosi") if year.isdecimal() and len(year) == 4),
        meeting=_texts("kokous"),
        organisation=_texts("organisaatio"),
        person=_texts("henkilo"),
        output=_texts("tuotos"),
        topic=_texts("aihe"),
        since=day_in(request.args.get("alkaen", "")),
        until=day_in(request.args.get("asti", "")),
    )


def _texts(name: str) -> tuple[str, ...]:
    return tuple(value for value in request.args.getlist(name) if value.strip())


def meanings_of(query: str, library: Library) -> tuple[Term, ...]:
    """What the minutes say the word means, when the query is that word in any of its forms; for each body that means another thing
    by it."""
    asked = [frozenset(word.terms.bases) for word in terms.words(query)]
    for term in library.glossary() if asked else ():
        own = [frozenset(word.terms.bases) for word in terms.words(term.term)]
        if len(own) == len(asked) and all(map(frozenset.intersection, own, asked)):
            return tuple(one for one in library.glossary() if fold(one.term) == fold(term.term))
    return ()


def typed_day(name: str) -> str:
    """What a field for a day holds: the day as 17.12.2024 in every language of the pages, or the words that are no day."""
    text = request.args.get(name, "").strip()
    day = day_in(text)
    return f"{day.day}.{day.month}.{day.year}" if day else text


def facets(found: Results, library: Library) -> list[tuple[str, str, list[Choice]]]:
    """Each filter with its values. A value that is on stays visible even when nothing has it."""
    rows: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = (
        ("laji", found.facets.kind),
        ("vuosi", found.facets.year),
        ("toimielin", found.facets.body if len(found.facets.body) > 1 else ()),
        ("tuotos", found.facets.output),
        ("organisaatio", found.facets.organisation),
        ("aihe", found.facets.topic),
    )
    made = []
    for name, values in rows:
        on = set(request.args.getlist(name))
        choices = [Choice(value, value_name(name, value, library), count, value in on) for value, count in values[:10]]
        choices += [
            Choice(value, value_name(name, value, library), None, True) for value in sorted(on - {v for v, _n in values[:10]})
        ]
        if choices:
            made.append((name, str(words.FACETS[name]), choices))
    return made


def value_name(name: str, value: str, library: Library) -> str:
    """What a filter's value is called."""
    if name == "laji":
        word = words.HITS.get(value) or words.DECISIONS.get(value)
        return str(word.name) if word else value
    if name in DAYS:
        return f"{DAYS[name]} {date(day_in(value))}"
    try:
        if name == "organisaatio":
            return library.organisation(value).name
        if name == "aihe":
            return library.topic(value).name
        if name == "henkilo":
            return library.person(value).name
        if name == "tuotos":
            title = library.output(value).title
            return f"{printed(value)} {title}" if title else printed(value)
    except NoSuch:
        pass
    return value


def chosen(library: Library) -> list[tuple[str, str, list[str]]]:
    """The filters that are on: name, the value's name, and what is left of the filter without it."""
    made = []
    for name in FILTER_NAMES:
        values = _texts(name)
        for value in values:
            if name not in DAYS or day_in(value):
                made.append((name, value_name(name, value, library), [other for other in values if other != value]))
    return made


# Told elsewhere on the page: what a word was widened to with a way back, and what was searched in vain.
TOLD_ELSEWHERE = frozenset({"synonyms", "searched", "unread"})


def because(matched: tuple[Matched, ...]) -> list[tuple[str, str]]:
    """Why a hit is one, where it is not plain to see: the document's word, and the reason."""
    made: dict[str, str] = {}
    for match in matched:
        if match.how in ("exact", "base", "prefix") or match.word.casefold() in made:
            continue
        how = "misspelt" if match.how == "part" and match.term else match.how
        reason = {
            "synonym": _("sama kuin %(word)s", word=match.asked),
            "part": _("yhdyssanan osa: %(word)s", word=match.asked),
            "related": _("lähellä sanaa %(word)s", word=match.asked),
            "misspelt": _("kirjoitusvirhe? %(word)s", word=match.term or match.asked),
        }[how]
        made[match.word.casefold()] = f"{match.word} – {reason}"
    return list(made.items())


def decision_first(hit: Hit) -> Hit:
    """An item's hit with a decision of the item in front, where one answers the query too: it is what is mostly asked for."""
    decision = next((other for other in hit.more if other.kind == "decision"), None)
    if hit.kind not in ("item", "passage") or decision is None:
        return hit
    rest = tuple(other for other in hit.more if other is not decision)
    return replace(decision, more=(replace(hit, more=()), *rest))


def hit_word(hit: Hit) -> words.Badge:
    """The name, hue and icon of a hit's kind; a page of a document that is no slide show is called a document."""
    if hit.kind == "slide" and hit.where is not None and not (hit.where.label or "").startswith("dia"):
        return words.DOCUMENT
    return words.HITS[hit.kind]
