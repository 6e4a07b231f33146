"""What the desk's one form holds, as a draft, and what each of its buttons does to it."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Final

from flask import request

from kb.agenda import citations, desk
from kb.agenda.draft import Draft, DraftItem
from kb.agenda.handlings import Handling
from kb.agenda.matching import matcher_of
from kb.dates import find_dates, format_date
from kb.errors import NoSuch
from kb.library import Library
from web.language import language

MOST_ITEMS: Final = 200
_TITLE: Final = 300
_DAY: Final = re.compile(r"\s*(?:(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})|(\d{4})-(\d{1,2})-(\d{1,2}))\s*")


def form_draft(before: Draft) -> Draft:
    """The draft that the form holds, in its order; references are kept by the place of their item."""
    form = request.form
    items = tuple(_form_item(before, place) for place in form.getlist("kohta")[:MOST_ITEMS])
    return replace(
        before,
        items=items,
        date=before.date if "paiva" not in form or is_no_day(form["paiva"]) else day_of(form["paiva"]),
        title=(form["nimi"].strip()[:_TITLE] or None) if "nimi" in form else before.title,
        body=(form["toimielin"] or None) if "toimielin" in form else before.body,
        details=_lines(form["tiedot"]) if "tiedot" in form else before.details,
    )


def _form_item(before: Draft, place: str) -> DraftItem:
    """The item that the form holds at a place, with what the form does not show of the one that was there."""
    form = request.form
    known = before.items[int(place)] if place.isdecimal() and int(place) < len(before.items) else DraftItem("", "")
    name, _slash, organisation = form.get(f"esittelija-{place}", "").partition("/")
    dropped = set(form.getlist(f"poista-viite-{place}"))
    return DraftItem(
        number=known.number,
        title=form.get(f"otsikko-{place}", "").strip(),
        text="\n".join(line.rstrip() for line in form.get(f"teksti-{place}", "").splitlines()).strip("\n"),
        presenter=name.strip() or None,
        organisation=organisation.strip() or None,
        outputs=known.outputs,
        links=tuple(link for link in known.links if link[1] not in dropped),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def day_of(text: str) -> datetime.date | None:
    """The day that is typed in whole, as a Finn or a browser writes it; None for none and for one that no calendar has.

    >>> str(day_of("17.12.2026")), day_of("31.2.2026"), day_of("torstai")
    ('2026-12-17', None, None)
    """
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (match[3], match[2], match[1]) if match[1] else (match[4], match[5], match[6])
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def is_no_day(text: str) -> bool:
    """Whether something was typed that is no day."""
    return bool(text.strip()) and day_of(text) is None


def changed(draft: Draft, wish: str, library: Library) -> Draft:
    """The draft after a button (NoSuch where it names what does not exist): `ylos:2`, `alas:2`, `poista:2`, `uusi`, `viite:2:ID`, `korjaa:2:N:ID`, `lisaa:ID`, `vakio:TITLE`."""
    what, _colon, rest = wish.partition(":")
    if what == "toimielin" and rest in library.info().bodies:
        return replace(draft, body=rest)
    items = list(draft.items)
    if what == "uusi":
        items.append(DraftItem("", ""))
    elif what == "vakio" and rest:
        items.insert(_before_closing(items), DraftItem("", rest[:300]))
    elif what == "lisaa":
        items.insert(_before_closing(items), _item_of(_handling(rest, library), library))
    else:
        place, _colon, target = rest.partition(":")
        if place.isdecimal() and int(place) < len(items):
            _change_item(items, int(place), what, target, draft, library)
    return replace(draft, items=_numbered(items))


def _change_item(items: list[DraftItem], here: int, what: str, target: str, draft: Draft, library: Library) -> None:
    """Moves, removes or completes the item at a place."""
    if what in ("ylos", "alas"):
        other = max(0, min(len(items) - 1, here + (-1 if what == "ylos" else 1)))
        items[here], items[other] = items[other], items[here]
    elif what == "poista":
        del items[here]
    elif what == "viite":
        items[here] = _with_reference(items[here], _handling(target, library), library)
    elif what == "korjaa":
        items[here] = _with_correction(items[here], target, draft, library)


def _numbered(items: list[DraftItem]) -> tuple[DraftItem, ...]:
    """Items counted anew, unless they are all numbered in another way (§ 12, 4 a) and none is new or moved."""
    own = [item.number for item in items]
    if all(own) and any(not number.isdecimal() for number in own) and len(set(own)) == len(own):
        return tuple(items)
    return tuple(replace(item, number=str(number)) for number, item in enumerate(items, start=1))


def _before_closing(items: list[DraftItem]) -> int:
    """Where a new matter goes: before "Muut asiat" and the closing ones."""
    closing = ("muut asiat", "muita asioita", "seuraava kokous", "kokouksen päättä", "övriga ärenden", "any other business")
    place = next((n for n, item in enumerate(items) if item.title.lower().startswith(closing)), len(items))
    return place if place else len(items)


def _item_of(handling: Handling, library: Library) -> DraftItem:
    """A new item that takes up what was left unfinished, with its reference."""
    vague = handling.item.title in matcher_of(library).general
    outputs = handling.decision.outputs if handling.decision else ()
    title = handling.text.split("\n")[0][:120] if vague else handling.item.title
    return _with_reference(DraftItem("", title, handling.text, outputs=outputs), handling, library)


def _handling(id: str, library: Library) -> Handling:
    found = next((one for one in matcher_of(library).handlings if one.id == id), None)
    if found is None:
        raise NoSuch(id=id)
    return found


def _with_reference(item: DraftItem, handling: Handling, library: Library) -> DraftItem:
    link = (citations.cite(handling, library.settings, language()), citations.address(handling))
    return item if link in item.links else replace(item, links=(*item.links, link))


def _with_correction(item: DraftItem, target: str, draft: Draft, library: Library) -> DraftItem:
    """The item with a wrong reference's date exchanged for the right one, and the reference added."""
    place, _colon, id = target.partition(":")
    handling = _handling(id, library)
    found = desk.answer(library, replace(draft, items=(item,)), draft.date).items[0].checks
    check = next((one for one in found if one.start == int(place or -1)), None) if place.isdecimal() else None
    if check is None:
        return item
    for mention in find_dates(item.text, draft.date):
        if check.start <= mention.start < check.end:
            item = replace(item, text=item.text[: mention.start] + format_date(handling.date) + item.text[mention.end :])
            break
    return _with_reference(item, handling, library)
