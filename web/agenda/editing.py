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
from kb.agenda.order import place_for
from kb.dates import find_dates, format_date
from kb.errors import NoSuch
from kb.finnish import split_sentences
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
        _insert(items, DraftItem("", ""))
    elif what == "vakio" and rest:
        _insert(items, DraftItem("", rest[:_TITLE]))
    elif what == "lisaa":
        _take_up(items, _item_of(_handling(rest, library), library))
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


def _insert(items: list[DraftItem], item: DraftItem) -> None:
    """Puts a new item where its title belongs: a matter before "Muut asiat" and the closing ones."""
    items.insert(place_for(item.title, [other.title for other in items]), item)


def _take_up(items: list[DraftItem], item: DraftItem) -> None:
    """Adds what was left unfinished: below the item of the same title where the draft has it, else as an item of its own."""
    same = next((n for n, other in enumerate(items) if other.title.lower() == item.title.lower()), None)
    if same is None:
        _insert(items, item)
        return
    text = "\n".join(filter(None, (items[same].text, item.text)))
    links = tuple(dict.fromkeys((*items[same].links, *item.links)))
    items[same] = replace(items[same], text=text, links=links)


def touched(before: Draft, after: Draft) -> int | None:
    """The place of the item that a button added or added to; None where it did neither."""
    known = {(item.title, item.text) for item in before.items}
    if len(after.items) < len(before.items):
        return None
    blank = next((n for n, item in enumerate(after.items) if not item.title), None) if ("", "") not in known else None
    return next((n for n, item in enumerate(after.items) if (item.title, item.text) not in known), blank)


def _item_of(handling: Handling, library: Library) -> DraftItem:
    """A new item that takes up what was left unfinished: a short title, its words below, its reference."""
    subject = handling.decision.subject if handling.decision else None
    telling = None if handling.item.title in matcher_of(library).general else handling.item.title
    outputs = handling.decision.outputs if handling.decision else ()
    title = telling or subject or brief(handling.text)
    return _with_reference(DraftItem("", title[:_TITLE].rstrip(" :"), handling.text, outputs=outputs), handling, library)


def brief(text: str, length: int = 80) -> str:
    """A title of words that have none: their first sentence, cut between words where it is long.

    >>> brief("Aino selvittää laavun hinnan. Palataan keväällä."), brief("Selvitetään, voiko laavun varata verkosta", 30)
    ('Aino selvittää laavun hinnan', 'Selvitetään, voiko laavun…')
    """
    line = text.strip().split("\n")[0]
    start, end = next(iter(split_sentences(line)), (0, len(line)))
    sentence = line[start:end].strip(" .:;–-")
    return sentence if len(sentence) <= length else sentence[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + "…"


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
