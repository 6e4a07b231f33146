"""Lists as tables for other programs: CSV, Excel and Markdown of what a page lists, filtered and sorted as the page is.

A `Table` has the words of a heading row and rows of plain values; `web.answers.answer` gives it in the form asked for with
`?muoto=csv`, `xlsx` or `md`. The columns of each kind of thing are said here once.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kb.model import Attachment, Decision, Meeting, Problem, printed
from kb.results import DocumentInfo, Organisation, Output, Person, State, Topic, attachment_url, url_of
from web import words
from web.doers import doers_of
from web.formats import date as written_day
from web.language import _, language
from web.security import root_url

Cell = str | int | datetime.date | None
T = TypeVar("T")
StateOf = Callable[[Decision], State | None]

CSV, XLSX, MARKDOWN = "csv", "xlsx", "md"
MEDIA_TYPES = {
    CSV: "text/csv",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    MARKDOWN: "text/markdown",
}
# What a spreadsheet would take for a formula: such a text is given as text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 70
# More letters than this no cell of Excel takes.
_LONGEST = 32767


@dataclass(frozen=True, slots=True)
class Table:
    """A list as a table. `name` is the file's name without its ending; every row has as many cells as there are `headings`."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_csv(table: Table) -> bytes:
    """The table as CSV as a Finnish spreadsheet opens it: semicolons, UTF-8 with a byte order mark, days as the page writes them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([_guarded(_written(cell)) for cell in row] for row in table.rows)
    return ("\ufeff" + text.getvalue()).encode()


def as_xlsx(table: Table) -> bytes:
    """The table as an Excel workbook: a heading row that stays and filters, days as days, every text as text."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = table.title[:31].translate(str.maketrans("[]:*?/\\", "       "))
    sheet.append(table.headings)
    for number, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                cell.value = value
                cell.alignment = Alignment(vertical="top", horizontal="left")
            if isinstance(value, datetime.date):
                cell.number_format = "d.m.yyyy"
    for column, heading in enumerate(table.headings, start=1):
        longest = max([len(heading), *(len(_written(row[column - 1])) for row in table.rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(_WIDEST, longest + 3)
        sheet.cell(1, column).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_markdown(table: Table) -> bytes:
    """The table as Markdown with its title."""
    lines = [f"# {table.title}", "", _markdown_row(table.headings), _markdown_row(["---"] * len(table.headings))]
    lines += [_markdown_row([_written(cell) for cell in row]) for row in table.rows]
    return ("\n".join(lines) + "\n").encode()


WRITERS: dict[str, Callable[[Table], bytes]] = {CSV: as_csv, XLSX: as_xlsx, MARKDOWN: as_markdown}


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    return written_day(cell) if isinstance(cell, datetime.date) else " ".join(str(cell).split())


def _guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> _guarded("=HYPERLINK(1)"), _guarded("12.3.2025")
    ("'=HYPERLINK(1)", '12.3.2025')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _markdown_row(cells: Sequence[str]) -> str:
    r"""One row; what would end a cell or begin a tag is escaped.

    >>> _markdown_row(["a|b", "<b>"])
    '| a\\|b | \\<b> |'
    """
    escaped = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "\\<") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _made(name: str, title: str, things: Iterable[T], columns: Sequence[tuple[str, Callable[[T], Cell]]]) -> Table:
    rows = tuple(tuple(value(thing) for _heading, value in columns) for thing in things)
    return Table(name, title, tuple(heading for heading, _value in columns), rows)


def _address(path: str) -> str:
    return root_url() + path


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(parts)


# --- what is listed -------------------------------------------------------------------------------------------------------


def decisions(found: Iterable[Decision], state_of: StateOf, name: str = "paatokset", title: str | None = None) -> Table:
    """Decisions with what they are about, who is to do them and by when, and where they stand."""
    return _made(
        name,
        title or _("Päätökset"),
        found,
        (
            (_("Päivä"), lambda decision: decision.date),
            (_("Toimielin"), lambda decision: decision.body),
            (_("Kohta"), lambda decision: decision.item),
            (_("Asia"), lambda decision: decision.subject or decision.item_title),
            (_("Päätös"), lambda decision: decision.content or decision.text),
            (_("Laji"), lambda decision: str(words.DECISIONS[decision.kind].name)),
            (_("Tila"), lambda decision: words.state_name(state_of(decision))),
            (_("Vastuu"), lambda decision: _joined(doers_of(decision))),
            (_("Määräaika"), lambda decision: decision.due.date or decision.due.text if decision.due else None),
            (_("Tuotokset"), lambda decision: _joined(map(printed, decision.outputs))),
            (_("Tunnus"), lambda decision: decision.id),
            (_("Osoite"), lambda decision: _address(url_of("decision", decision.id))),
        ),
    )


def meetings(found: Iterable[Meeting]) -> Table:
    """Meetings with how much each decided."""
    return _made(
        "kokoukset",
        _("Kokoukset"),
        found,
        (
            (_("Päivä"), lambda meeting: meeting.date),
            (_("Toimielin"), lambda meeting: meeting.body),
            (_("Numero"), lambda meeting: meeting.number),
            (_("Otsikko"), lambda meeting: meeting.title),
            (_("Puheenjohtaja"), lambda meeting: meeting.chair),
            (_("Sihteeri"), lambda meeting: meeting.secretary),
            (_("Asiakohtia"), lambda meeting: len(meeting.items)),
            (_("Päätöksiä"), lambda meeting: len(meeting.decisions)),
            (_("Asiakirjat"), lambda meeting: _joined(meeting.documents)),
            (_("Tunnus"), lambda meeting: meeting.id),
            (_("Osoite"), lambda meeting: _address(url_of("meeting", meeting.id))),
        ),
    )


def outputs(found: Iterable[Output]) -> Table:
    """Outputs with how far each has come."""
    return _made(
        "tuotokset",
        _("Tuotokset"),
        found,
        (
            (_("Tuotos"), lambda output: printed(output.number)),
            (_("Nimi"), lambda output: output.title),
            (_("Tila"), lambda output: str(words.EVENTS[output.status].name)),
            (_("Osoite"), lambda output: _address(url_of("output", output.number))),
        ),
    )


def topics(found: Iterable[Topic]) -> Table:
    """Topics with the meetings that handle them."""
    return _made(
        "aiheet",
        _("Aiheet"),
        found,
        (
            (_("Aihe"), lambda topic: topic.name),
            (_("Kokouksia"), lambda topic: len(topic.meetings)),
            (_("Kokoukset"), lambda topic: _joined(topic.meetings)),
            (_("Osoite"), lambda topic: _address(url_of("topic", topic.slug))),
        ),
    )


def people(found: Iterable[Person]) -> Table:
    """People with whom they are from and how often they were present."""
    return _made(
        "henkilot",
        _("Henkilöt"),
        found,
        (
            (_("Nimi"), lambda person: person.name),
            (_("Organisaatiot"), lambda person: _joined(person.organisations)),
            (_("Läsnä kokouksissa"), lambda person: len(person.attended)),
            (_("Poissa kokouksista"), lambda person: len(person.absent)),
            (_("Osoite"), lambda person: _address(url_of("person", person.slug))),
        ),
    )


def organisations(found: Iterable[Organisation]) -> Table:
    """Organisations with their people."""
    return _made(
        "organisaatiot",
        _("Organisaatiot"),
        found,
        (
            (_("Organisaatio"), lambda one: one.name),
            (_("Kokouksia"), lambda one: len(one.meetings)),
            (_("Henkilöitä"), lambda one: len(one.people)),
            (_("Osoite"), lambda one: _address(url_of("organisation", one.slug))),
        ),
    )


def attachments(found: Iterable[Attachment]) -> Table:
    """Attachments with their files."""
    return _made(
        "liitteet",
        _("Liitteet"),
        found,
        (
            (_("Liite"), lambda attachment: attachment.label),
            (_("Nimi"), lambda attachment: attachment.name),
            (_("Kokous"), lambda attachment: attachment.meeting),
            (_("Kohdat"), lambda attachment: _joined(attachment.items)),
            (_("Tiedosto"), lambda attachment: attachment.file),
            (_("Osoite"), lambda attachment: _address(attachment_url(attachment))),
        ),
    )


def documents(found: Iterable[DocumentInfo]) -> Table:
    """Files of the materials."""
    return _made(
        "asiakirjat",
        _("Asiakirjat"),
        found,
        (
            (_("Tiedosto"), lambda document: document.path),
            (_("Otsikko"), lambda document: document.title),
            (_("Kokoukset"), lambda document: _joined(document.meetings)),
            (_("Kieli"), lambda document: document.language),
        ),
    )


def problems(found: Iterable[Problem]) -> Table:
    """What could not be read or is missing, with what to do."""
    return _made(
        "ongelmat",
        _("Mitä ei voitu lukea"),
        found,
        (
            (_("Tiedosto"), lambda problem: problem.file),
            (_("Kohta"), lambda problem: problem.where),
            (_("Mitä tapahtui"), lambda problem: problem.message(language())),
            (_("Mitä tehdä"), lambda problem: problem.hint(language())),
        ),
    )
