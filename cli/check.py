"""`kb check`: holds the folder, the index, the journal and the drafts against each other, and says what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.options import data_option, json_option, settings_of
from cli.output import print_json, print_problem


@click.command(options_metavar="[VALITSIMET]")
@click.argument("corpus", required=False, type=click.Path(path_type=Path), metavar="[AINEISTOKANSIO]")
@data_option
@json_option
def check(corpus: Path | None, data: Path | None, as_json: bool) -> None:
    """Tarkistaa, että aineisto, hakemisto, merkinnät ja luonnokset sopivat yhteen, ja kertoo, mitä tehdä. Ei muuta mitään.

    \b
    Esimerkki:
      kb check aineisto/
    """
    from indexer.audit import audit
    from kb.settings import load

    settings = load(corpus, data) if corpus is not None else settings_of(data)
    problems = audit(settings)
    if as_json:
        print_json(problems)
    else:
        for problem in problems:
            print_problem(problem)
        if not problems:
            click.echo("Kaikki on kunnossa.")
    if any(problem.severity != "note" for problem in problems):
        sys.exit(3)
