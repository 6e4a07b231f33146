"""The agenda as it goes out: as a paper (Word, PDF), Markdown and plain text. Used by the pages and the command."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kb.agenda import citations
from kb.agenda.desk import Answer, ItemAnswer
from kb.agenda.draft import Draft
from kb.agenda.handlings import Handling
from kb.agenda.matching import matcher_of
from kb.agenda.texts import say
from kb.dates import format_date
from kb.library import Library
from kb.model import Decision
from kb.results import State
from kb.settings import Settings
from web import words
from web.formats import markdown_text
from web.office.paper import Paper, Paragraph, Part, Run, Style, heading, text

_BULLET: Final = re.compile(r"^(?P<indent>\s*)[-*•–]\s+(?P<words>\S.*)$")


@dataclass(frozen=True, slots=True)
class Link:
    """A reference with its address."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """An item on paper: its number, title, who presents it, the text under it, references, and earlier agreements for the annex."""

    number: str
    title: str
    presenter: str = ""
    text: str = ""
    links: tuple[Link, ...] = ()
    earlier: tuple[tuple[Link, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """An agenda as it is written out. `language` is that of its fixed words."""

    title: str
    date: datetime.date | None
    lines: tuple[Line, ...]
    language: str = "fi"
    details: tuple[str, ...] = ()
    author: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The lines below the title: the day, unless a line has it, and the rest."""
        day = format_date(self.date, self.language) if self.date else ""
        return (*((day,) if day and not any(day in line for line in self.details) else ()), *self.details)

    @property
    def has_annex(self) -> bool:
        """Whether there is a list of earlier agreements."""
        return any(line.earlier for line in self.lines)


def sheet_of(found: Answer, library: Library, language: str = "fi", *, annex: bool = True) -> Sheet:
    """The sheet of an answered draft: everything it says, its references and, unless told, an annex of what they lead to.

    A reference is words; where a public address is set it leads there, too.
    """
    settings = library.settings
    cited = {citations.address(one): one for one in matcher_of(library).handlings} if annex else {}
    state_of = library.states_on(found.draft.date or datetime.date.today())
    lines = []
    for number, one in _filled(found.items):
        links = tuple(Link(text, _whole(address, settings)) for text, address in one.item.links)
        earlier = tuple(
            (link, _as_it_stands(cited[address], state_of))
            for link, (_, address) in zip(links, one.item.links, strict=True)
            if address in cited
        )
        presenter = _presenter(one.item.presenter, one.item.organisation)
        lines.append(Line(number, one.item.title, presenter, one.item.text, tuple(dict.fromkeys(links)), earlier))
    draft = found.draft
    author = settings.agenda_author or draft.body or library.info().group or ""
    return Sheet(title_of(draft, library, language), draft.date, tuple(lines), language, draft.details, author)


def _filled(items: Sequence[ItemAnswer]) -> Iterator[tuple[str, ItemAnswer]]:
    """The items that say something with their numbers, which are counted on over an item that is still empty."""
    left = [one for one in items if one.item.title or one.item.text.strip() or one.item.links]
    is_counted = all(one.item.number.isdecimal() for one in items)
    for place, one in enumerate(left, start=1):
        yield (str(place) if is_counted and len(left) < len(items) else one.item.number), one


def _as_it_stands(cited: Handling, state_of: Callable[[Decision], State | None]) -> str:
    """The words of an earlier handling, with where its decision stands where that is known, and how sure that is."""
    decision = cited.decision
    name = words.state_name(state_of(decision)) if decision else ""
    return f"{cited.text} ({name})" if name else cited.text


def _whole(address: str, settings: Settings) -> str:
    if address.startswith(("http://", "https://")):
        return address
    return settings.public_url + address if settings.public_url else ""


def title_of(draft: Draft, library: Library, language: str = "fi") -> str:
    """The heading: the draft's own, else whose agenda it is."""
    return draft.title or " – ".join(filter(None, (draft.body or library.info().group, say("agenda", "", language))))


def _presenter(name: str | None, organisation: str | None) -> str:
    return "/".join(filter(None, (name, organisation)))


# --- Markdown ---


def markdown_of(sheet: Sheet) -> str:
    """The sheet as Markdown; what documents say is escaped."""
    parts = [f"# {markdown_text(sheet.title)}"]
    parts += [markdown_text(detail) for detail in sheet.heads]
    for line in sheet.lines:
        presenter = f", {markdown_text(line.presenter)}" if line.presenter else ""
        parts.append(f"## {_heading_number(line.number)} {markdown_text(line.title)}{presenter}")
        parts += [_markdown_line(words) for words in line.text.split("\n") if words.strip()]
        if line.links:
            parts.append("\n".join(f"- {_link(link)}" for link in line.links))
    if sheet.has_annex:
        parts.append(f"## {say('annex', '', sheet.language)}")
        for line in sheet.lines:
            if line.earlier:
                parts.append(f"### {_heading_number(line.number)} {markdown_text(line.title)}")
                parts.append("\n".join(f"- {_link(link)}: {markdown_text(words)}" for link, words in line.earlier))
    return "\n\n".join(parts) + "\n"


def _markdown_line(line: str) -> str:
    bullet = _BULLET.match(line)
    return f"{bullet['indent']}- {markdown_text(bullet['words'])}" if bullet else markdown_text(line)


def _heading_number(number: str) -> str:
    return number if "§" in number else f"{number}."


def _link(link: Link) -> str:
    return f"[{markdown_text(link.text)}](<{link.address}>)" if link.address else markdown_text(link.text)


# --- plain text ---


def text_of(sheet: Sheet) -> str:
    """The sheet as text for an e-mail: nothing marked up, references in words."""
    parts = ["\n".join((sheet.title, *sheet.heads))]
    for line in sheet.lines:
        title = f"{_heading_number(line.number)} {line.title}" + (f", {line.presenter}" if line.presenter else "")
        links = [f"({link.text}{': ' + link.address if link.address else ''})" for link in line.links]
        parts.append("\n".join([title, *filter(str.strip, line.text.split("\n")), *links]))
    return "\n\n".join(parts) + "\n"


# --- DOCX and PDF ---


def paper_of(sheet: Sheet) -> Paper:
    """The sheet as a paper: its items are counted by Word where their numbers are 1, 2, 3 …"""
    is_counted = [line.number for line in sheet.lines] == [str(number) for number in range(1, len(sheet.lines) + 1)]
    parts: list[Part] = []
    for line in sheet.lines:
        title = line.title if is_counted else f"{_heading_number(line.number)} {line.title}"
        presenter = (Run(f", {line.presenter}", weight="light"),) if line.presenter else ()
        parts.append(Paragraph("heading 1", (Run(title), *presenter), counted=is_counted))
        parts += map(_written, filter(str.strip, line.text.split("\n")))
        parts += (text(Run(link.text, link.address), style="bullet") for link in line.links)
    return Paper("esityslista", sheet.title, (*parts, *_annex(sheet)), sheet.heads, sheet.language, sheet.author)


def _written(line: str) -> Paragraph:
    """A line of an item's text: a bullet, as deep as it is indented, or a paragraph."""
    bullet = _BULLET.match(line)
    if bullet is None:
        return text(line)
    styles: tuple[Style, ...] = ("bullet", "bullet 2", "bullet 3")
    return text(bullet["words"], style=styles[min(2, len(bullet["indent"]) // 2)])


def _annex(sheet: Sheet) -> Iterator[Part]:
    if not sheet.has_annex:
        return
    yield Paragraph("heading 1", (Run(say("annex", "", sheet.language)),), new_page=True)
    for line in sheet.lines:
        if line.earlier:
            yield heading(2, f"{_heading_number(line.number)} {line.title}")
            yield from (text(Run(link.text, link.address), f": {words}", style="bullet") for link, words in line.earlier)
