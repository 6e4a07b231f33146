"""`kb export` and `kb import-journal`: what is known taken elsewhere, and what people have said brought in."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from typing import TextIO

import click

from cli.options import body_option, data_option, day_option, library_of, reader_option, settings_of


@click.command(options_metavar="[VALITSIMET]")
@data_option
@body_option
@day_option
@reader_option
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="TIEDOSTO", help="Kirjoittaa tiedostoon.")
@click.option("--no-texts", is_flag=True, help="Jättää asiakirjojen tekstit pois.")
@click.option("--schema", is_flag=True, help="Tulostaa rivien JSON Schema -kuvauksen.")
def export(
    data: Path | None,
    body: str | None,
    day: datetime.datetime | None,
    reader: str | None,
    output: Path | None,
    no_texts: bool,
    schema: bool,
) -> None:
    """Vie koko tietämyksen JSON-riveinä: ensin rivi, joka kertoo muodon ja version, sitten asia rivillä.

    Rivien muodot kertoo --schema. Sama aineisto antaa saman viennin.

    \b
    Esimerkki:
      kb export --output muisti.jsonl
      kb export --schema > muisti.schema.json
    """
    from kb import export as exporting

    if schema:
        click.echo(json.dumps(exporting.schema(), ensure_ascii=False, indent=1))
        return
    library = library_of(data, body, reader)
    made = exporting.lines(library, day.date() if day else datetime.date.today(), texts=not no_texts)
    if output is None:
        for line in made:
            sys.stdout.buffer.write(line.encode() + b"\n")
        return
    with output.open("w", encoding="utf-8", newline="\n") as file:
        count = sum(1 for line in made if file.write(line + "\n"))
    click.echo(f"{output}: {count} riviä.", err=True)


@click.command("import-journal", options_metavar="[VALITSIMET]")
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"), metavar="TIEDOSTO")
@data_option
@click.option("--dry-run", is_flag=True, help="Kertoo vain, mitä tuotaisiin.")
def import_journal(file: TextIO, data: Path | None, dry_run: bool) -> None:
    """Tuo merkinnät toisesta kirjasta (kb-journal.jsonl) tai viennistä (kb export).

    Merkinnät, jotka ovat jo täällä, jätetään väliin, joten saman tiedoston voi tuoda uudelleen. Tuodut ovat voimassa
    sen ajan mukaan, jolloin ne tehtiin.

    \b
    Esimerkki:
      kb import-journal vanha/kb-journal.jsonl
    """
    from kb.store import intake
    from kb.store.journal import Journal

    found = intake.read(file)
    journal = Journal(settings_of(data).journal_path)
    known = {entry.id for entry in journal.entries()}
    fresh = len({entry.id for entry in found.entries} - known)
    added = fresh if dry_run else journal.take_in(found.entries)
    click.echo(
        f"{'Tuotaisiin' if dry_run else 'Tuotiin'} {added} merkintää; {len(found.entries) - added} oli jo täällä.", err=True
    )
    if found.refused:
        numbers = ", ".join(map(str, found.refused[:20]))
        click.echo(f"{len(found.refused)} riviä ei ole merkintöjä: {numbers}", err=True)
        sys.exit(3)
