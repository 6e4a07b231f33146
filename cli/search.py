"""`kb search`: the query and filters in, hits out."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import data_option, json_option, library_of
from cli.output import print_json

if TYPE_CHECKING:
    from kb.results import Hit, Results

_KINDS = {
    "decision": "päätös",
    "output": "tuotos",
    "item": "kohta",
    "passage": "kappale",
    "slide": "dia",
    "meeting": "kokous",
    "attachment": "liite",
}
_DAY = click.DateTime(("%Y-%m-%d", "%d.%m.%Y"))


@click.command(options_metavar="[VALITSIMET]")
@click.argument("words", nargs=-1, metavar="HAKU")
@data_option
@click.option(
    "--kind", multiple=True, metavar="LAJI", help="Vain tämän lajin osumat: päätös, tuotos, kohta, dia, kokous, liite."
)
@click.option("--body", multiple=True, metavar="TOIMIELIN", help="Vain tämän toimielimen kokoukset.")
@click.option("--meeting", multiple=True, metavar="KOKOUS", help="Vain tämä kokous, esimerkiksi 2024-12-17.")
@click.option("--since", type=_DAY, metavar="PÄIVÄ", help="Tästä päivästä alkaen (2024-06-01 tai 1.6.2024).")
@click.option("--until", type=_DAY, metavar="PÄIVÄ", help="Tähän päivään asti.")
@click.option("--organisation", multiple=True, metavar="ORGANISAATIO", help="Vain tätä organisaatiota koskevat.")
@click.option("--person", multiple=True, metavar="HENKILÖ", help="Vain tätä henkilöä koskevat.")
@click.option("--output", multiple=True, metavar="NUMERO", help="Vain tätä tuotosta koskevat, esimerkiksi 4.2.")
@click.option("--topic", multiple=True, metavar="AIHE", help="Vain tätä aihetta koskevat.")
@click.option(
    "--limit", type=click.IntRange(0, 1000), default=10, show_default=True, metavar="N", help="Näytettävien osumien määrä."
)
@json_option
def search(
    words: tuple[str, ...],
    data: Path | None,
    kind: tuple[str, ...],
    body: tuple[str, ...],
    meeting: tuple[str, ...],
    since: datetime.datetime | None,
    until: datetime.datetime | None,
    organisation: tuple[str, ...],
    person: tuple[str, ...],
    output: tuple[str, ...],
    topic: tuple[str, ...],
    limit: int,
    as_json: bool,
) -> None:
    """Hakee kokousaineistosta. Sanat löytyvät kaikissa taivutusmuodoissaan.

    \b
    Esimerkki:
      kb search "hankesuunnitelma aikataulu" --since 2024-06-01
      kb search 'tuotos:4.2 laji:päätös "yhteinen analyysi"'
    """
    from kb import shapes
    from kb.results import Filters

    filters = Filters(
        kind=kind,
        body=body,
        meeting=meeting,
        organisation=organisation,
        person=person,
        output=output,
        topic=topic,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    results = library_of(data).search(" ".join(words), filters=filters, limit=limit)
    if as_json:
        print_json(shapes.results(results))
    else:
        _show(results)


def _show(results: Results) -> None:
    for hit in results.hits:
        _show_hit(hit)
    for note in results.notes:
        click.echo(note.text(), err=True)
    if results.did_you_mean:
        click.echo(f"Tarkoititko: {results.did_you_mean}", err=True)
    click.echo(f"{results.total} osumaa ({results.took_ms:.0f} ms).", err=True)


def _show_hit(hit: Hit) -> None:
    heading = "".join(click.style(s.text, bold=True) if s.marked else s.text for s in hit.heading)
    click.echo(f"{_KINDS[hit.kind]} {hit.id}: {heading}")
    snippet = "".join(click.style(s.text, bold=True) if s.marked else s.text for s in hit.snippet)
    if snippet:
        click.echo(f"    {snippet}")
    place = " · ".join(filter(None, (hit.where.document if hit.where else None, hit.where.label if hit.where else None)))
    more = f" · muita osumia {len(hit.more)}" if hit.more else ""
    click.echo(f"    {place}{more}\n")
