"""`kb agenda`: for each item of a draft what was agreed before, what is open, and what the draft lacks."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import data_option, json_option, library_of
from cli.output import clip, print_json

if TYPE_CHECKING:
    from kb.agenda.desk import Answer, ItemAnswer
    from kb.library import Library

_DAY = click.DateTime(("%Y-%m-%d", "%d.%m.%Y"))


@click.command(options_metavar="[VALITSIMET]")
@click.argument("draft", type=click.Path(path_type=Path), metavar="LUONNOS")
@data_option
@click.option("--date", type=_DAY, metavar="PÄIVÄ", help="Kokouksen päivä. Oletus: luonnoksen oma.")
@click.option("--docx", type=click.Path(dir_okay=False, path_type=Path), metavar="TIEDOSTO", help="Kirjoittaa Word-asiakirjan.")
@click.option(
    "--markdown", type=click.Path(dir_okay=False, path_type=Path), metavar="TIEDOSTO", help="Kirjoittaa Markdown-tiedoston."
)
@json_option
def agenda(
    draft: Path, data: Path | None, date: datetime.datetime | None, docx: Path | None, markdown: Path | None, as_json: bool
) -> None:
    """Kertoo esityslistan luonnoksen kohdista, mitä niistä on päätetty, mitä on avoinna ja mitä luonnoksesta puuttuu.

    \b
    Esimerkki:
      kb agenda luonnos.docx --date 2026-12-10 --docx esityslista.docx
    """
    from files import sandbox
    from kb.agenda import citations, desk, reading
    from kb.agenda.matching import matcher_of
    from web.agenda import document
    from web.office import word

    if not draft.is_file():
        raise click.BadParameter(f"tiedostoa ei ole: {draft}", param_hint="LUONNOS")
    library = library_of(data)
    settings = library.settings
    read = sandbox.read_one(draft.absolute(), draft.name, settings)
    sent = reading.of_document(read, library.info().bodies, settings.output_words)
    sent = citations.with_links(sent, matcher_of(library).handlings, settings)
    found = desk.answer(library, sent, date.date() if date else None)
    if not found.items:
        click.echo(f"Luonnoksesta {draft.name} ei löydy asiakohtia.", err=True)
        sys.exit(3)
    if docx:
        docx.write_bytes(word.docx_of(document.paper_of(document.sheet_of(found, library)), settings.agenda_template))
    if markdown:
        markdown.write_text(document.markdown_of(document.sheet_of(found, library)), encoding="utf-8")
    if as_json:
        print_json(desk.shape(found, library))
    else:
        _show(found, library)


def _show(found: Answer, library: Library) -> None:
    for one in found.items:
        click.echo(click.style(f"{one.item.number}. {one.item.title}", bold=True))
        for line in _of_item(one, library):
            click.echo(line)
    for line in _of_draft(found):
        click.echo(line)


def _of_item(one: ItemAnswer, library: Library) -> Iterator[str]:
    """What there is of an item: earlier handlings with why they are shown, what is open, citations that are wrong."""
    from kb.agenda import citations
    from kb.agenda.texts import say

    for prior in one.prior:
        why = "; ".join(say(reason.code, reason.text) for reason in prior.why)
        yield f"   {citations.cite(prior.handling, library.settings)}: {clip(prior.handling.text)}\n      ({clip(why)})"
    for left in one.open:
        late = "määräaika ohi" if left.state.code == "overdue" else "avoin"
        yield f"   {late}: {clip(left.decision.text)}"
    for check in (check for check in one.checks if check.fault):
        likely = f" Tarkoitettaneen: {citations.cite(check.likely, library.settings)}." if check.likely else ""
        yield click.style(f"   ”{check.text}”: {check.message()}{likely}", fg="red")


def _of_draft(found: Answer) -> Iterator[str]:
    """What the draft lacks, and the days that were agreed for the meeting."""
    from kb.agenda.texts import say
    from kb.dates import format_date

    yield from (f"Puuttuu: {missing.decision.id} {clip(missing.decision.text)}" for missing in found.missing)
    yield from (f"Vakiokohta puuttuu: {title}" for title in found.standing)
    yield from (f"Liitettä ei ole tullut: {one.label} {one.name or ''} ({one.meeting})" for one in found.attachments)
    yield from (f"{say(time.code, format_date(time.date))} ”{clip(time.quote)}”" for time in found.agreed)
