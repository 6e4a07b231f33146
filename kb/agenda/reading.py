"""A draft agenda as items: from a document that a worker has read, or from text that somebody has typed or pasted.

Drafts are written in every way: numbered headings, numbered lines, a table, bullets, or one title a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Final

from kb import finnish
from kb.agenda.bodies import own_name
from kb.agenda.draft import Draft, DraftItem
from kb.agenda.texts import TEXTS
from kb.dates import find_dates
from kb.document import Block, Document

_NUMBERED: Final = re.compile(
    r"^(?P<number>§\s*\d{1,4}|\d{1,3}\s*§|\d{1,2}(?:\.\d{1,2}){0,2}(?:\s?[a-zåäö](?=[.):\s]))?)[.):]?\s+(?P<title>\S.*)$"
)
_PRESENTER: Final = re.compile(
    r"[,;–-]\s*(?P<name>[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+){0,2})/(?P<organisation>[A-ZÅÄÖ][\w-]{1,14})\s*$"
)
_LABELLED: Final = re.compile(
    r"^(?:aika(?: ja paikka)?|paikka|ajankohta|pvm|osallistujat|kutsutut|läsnä|jakelu|liitteet|esityslista|asialista|käsiteltävät asiat"
    r"|tid|plats|deltagare|föredragningslista|time|place|participants|agenda)\b[^.?!]{0,40}(?::|$)",
    re.IGNORECASE,
)
_OUTPUT: Final = r"\b(?:{words})\w*\s+(\d{{1,2}}(?:\.\d{{1,2}})*)"
_LONGEST_TITLE: Final = 30  # words: a longer line is text


@dataclass(slots=True)
class _Open:
    number: str
    title: str
    lines: list[str] = field(default_factory=list)
    level: int | None = None
    presenter: str | None = None


def of_document(document: Document, bodies: Iterable[str] = (), words: Sequence[str] = ("tuotos",)) -> Draft:
    """The draft in a document; `bodies` are the known bodies' names, `words` those for an output."""
    return _parse([block for section in document.sections for block in section.blocks], bodies, words)


def of_text(text: str, bodies: Iterable[str] = (), words: Sequence[str] = ("tuotos",)) -> Draft:
    """The draft in typed or pasted text.

    >>> [(item.number, item.title, item.text) for item in of_text("1. Avaus\\n2. Asemarekisteri\\nTilanne.\\n").items]
    [('1', 'Avaus', ''), ('2', 'Asemarekisteri', 'Tilanne.')]
    >>> [item.title for item in of_text("Tilastot\\nVersionvaihto").items]
    ['Tilastot', 'Versionvaihto']
    """
    return _parse([_block(line) for line in text.splitlines() if line.strip()], bodies, words)


def _block(line: str) -> Block:
    heading = re.match(r"^\s*(#{1,6})\s+(.*?)\s*#*$", line)
    if heading:
        return Block("heading", _plain(heading[2]), level=len(heading[1]))
    bullet = re.match(r"^(\s*)[-*•–]\s+(.*)$", line)
    if bullet:
        return Block("list_item", _plain(bullet[2]), level=len(bullet[1]) // 2)
    return Block("paragraph", _plain(line.replace("|", " ") if line.strip().startswith("|") else line))


def _plain(text: str) -> str:
    text = re.sub(r"\[([^\]]*)\]\([^)\s]*\)", r"\1", text)
    return " ".join(text.replace("**", "").replace("__", "").split())


def _parse(blocks: Sequence[Block], bodies: Iterable[str], words: Sequence[str]) -> Draft:
    # The annex of an agenda that was written here is no item.
    blocks = list(takewhile(lambda block: block.kind != "heading" or block.text not in TEXTS["annex"], blocks))
    blocks = [block for block in map(_row, blocks) if block.text]
    opened, first = _items(blocks)
    head = [block.text for block in blocks[:first]]
    date = next((found.first for text in head if re.search(r"\d{4}", text) for found in find_dates(text)), None)
    title = next((text for text in head if not _LABELLED.match(text)), None)
    details = tuple(text for text in dict.fromkeys(head) if text != title and not _only_heads(text)) if opened else ()
    return Draft(tuple(_item(one, words) for one in opened), date, _body(head, bodies), title, details)


def _only_heads(text: str) -> bool:
    """Whether a line only tells that the items come: "Asialista", "Käsiteltävät asiat:"."""
    return (
        re.fullmatch(r"(?:esityslista|asialista|käsiteltävät asiat|föredragningslista|agenda)\W*", text, re.IGNORECASE)
        is not None
    )


def _line(block: Block) -> str:
    """A block as a line of an item's text: a bullet keeps its mark and its depth."""
    return f"{'  ' * min(4, block.level or 0)}- {block.text}" if block.kind == "list_item" else block.text


def _row(block: Block) -> Block:
    """A table's row as a line: its number and title, the rest after a dash."""
    cells = [cell for cell in block.cells if cell.strip()]
    if block.kind != "table_row" or not cells:
        return block
    return replace(block, text=" ".join(cells[:2]) if re.fullmatch(r"\W*\d[\d.a-z]*\W*", cells[0]) else cells[0], cells=())


def _items(blocks: Sequence[Block]) -> tuple[list[_Open], int | None]:
    """The items and the place of the first of them."""
    for found in (_numbered(blocks), _headed(blocks), _listed(blocks)):
        if found[0]:
            return found
    return [], None


def _numbered(blocks: Sequence[Block]) -> tuple[list[_Open], int | None]:
    """Items by their printed numbers, which count upwards; a numbered list inside an item begins anew and is its text."""
    headed = sum(block.kind == "heading" and _number(block.text) is not None for block in blocks) >= 2
    items: list[_Open] = []
    first = None
    for place, block in enumerate(blocks):
        found = None if headed and block.kind != "heading" else _number(block.text)
        if found and _follows(found[0], items):
            first = place if first is None else first
            items.append(_Open(found[0], found[1], level=block.level))
        elif items:
            items[-1].lines.append(_line(block))
    return items, first


def _number(text: str) -> tuple[str, str] | None:
    match = _NUMBERED.match(text)
    if match is None or re.match(r"^\d{1,2}\.\d{1,2}\.(?:\d{2,4})?(?:\s|$)", text) or _LABELLED.match(match["title"]):
        return None
    return " ".join(match["number"].split()), match["title"]


def _follows(number: str, items: Sequence[_Open]) -> bool:
    if not items:
        return True
    last = items[-1].number
    one, other = _key(number), _key(last)
    return one > other and one[0] <= other[0] + 3


def _key(number: str) -> tuple[int, ...]:
    parts = [int(part) for part in re.findall(r"\d+", number)]
    letter = re.search(r"[a-zåäö]$", number)
    return (*parts, ord(letter.group()) - 96) if letter else tuple(parts)


def _headed(blocks: Sequence[Block]) -> tuple[list[_Open], int | None]:
    """Items by headings of the level that has most of them."""
    levels = [block.level or 0 for block in blocks if block.kind == "heading" and not _LABELLED.match(block.text)]
    common = max(set(levels), key=lambda level: (levels.count(level), level), default=None)
    if common is None or levels.count(common) < 2:
        return [], None
    return _counted(blocks, lambda b: b.kind == "heading" and (b.level or 0) == common and not _LABELLED.match(b.text))


def _listed(blocks: Sequence[Block]) -> tuple[list[_Open], int | None]:
    """Items by bullets of the outermost depth, else every line that may be a title."""
    bullets = [block.level or 0 for block in blocks if block.kind == "list_item"]
    if len(bullets) >= 2:
        outer = min(bullets)
        return _counted(blocks, lambda b: b.kind == "list_item" and (b.level or 0) == outer)
    alone = len(blocks) == 1
    return _counted(blocks, lambda b: (b.kind != "heading" or alone) and _may_be_title(b.text))


def _may_be_title(text: str) -> bool:
    return (
        not _LABELLED.match(text)
        and len(text.split()) <= _LONGEST_TITLE
        and not re.search(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b.*\bklo\b", text)
    )


def _counted(blocks: Sequence[Block], is_item: object) -> tuple[list[_Open], int | None]:
    items: list[_Open] = []
    first = None
    for place, block in enumerate(blocks):
        if is_item(block):  # type: ignore[operator]
            first = place if first is None else first
            items.append(_Open(str(len(items) + 1), block.text, level=block.level))
        elif items:
            items[-1].lines.append(_line(block))
    return items, first


def _item(found: _Open, words: Sequence[str]) -> DraftItem:
    title = found.title.rstrip(" :")
    presenter = organisation = None
    if match := _PRESENTER.search(title):
        title, presenter, organisation = title[: match.start()].rstrip(" ,"), match["name"], match["organisation"]
    text = "\n".join(found.lines)
    pattern = _OUTPUT.format(words="|".join(map(re.escape, words)) or "tuotos")
    outputs = dict.fromkeys(re.findall(pattern, f"{title}\n{text}", re.IGNORECASE))
    return DraftItem(found.number, title, text, presenter, organisation, tuple(outputs))


def _body(head: Iterable[str], bodies: Iterable[str]) -> str | None:
    """The known body whose name the head has, in whatever case form; the longest of several."""
    text = {base for line in head for base in _bases(line)}
    known = sorted(bodies, key=len, reverse=True)
    # First by the whole name, then by the name without its organisation, where only one body is called so.
    for name_of in (str, own_name):
        found = []
        for body in known:
            names = [set(one.terms.bases) for one in finnish.analyze(name_of(body)) if one.token.kind == "word"]
            if names and all(bases & text for bases in names):
                found.append(body)
        if found and (name_of is str or len(found) == 1):
            return found[0]
    return None


def _bases(text: str) -> Iterator[str]:
    for one in finnish.analyze(text):
        yield from one.terms.bases
