"""`kb index`: builds the index, shows how far it is, and ends with what was found and what could not be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import data_option
from cli.output import print_problem

if TYPE_CHECKING:
    from indexer.build import Report
    from indexer.progress import Progress, Step
    from kb.settings import Settings

_STAGES = {"read": "Luetaan tiedostoja", "relate": "Yhdistetään kokouksia", "write": "Kirjoitetaan hakemistoa"}


@click.command(options_metavar="[VALITSIMET]")
@click.argument("corpus", required=False, type=click.Path(path_type=Path), metavar="[AINEISTOKANSIO]")
@data_option
@click.option(
    "--jobs", type=click.IntRange(1, 64), metavar="N", help="Samanaikaisten lukijoiden määrä. Oletus: suorittimien määrä."
)
@click.option("--full", is_flag=True, help="Lukee kaiken uudelleen, myös muuttumattomat tiedostot.")
@click.option("--watch", is_flag=True, help="Jää seuraamaan kansiota ja päivittää hakemiston, kun jokin muuttuu.")
def index(corpus: Path | None, data: Path | None, jobs: int | None, full: bool, watch: bool) -> None:
    """Rakentaa tai päivittää hakemiston aineistokansiosta (oletus: corpus).

    Vanha hakemisto palvelee, kunnes uusi on kokonaan valmis. Seuraaminen (--watch) lopetetaan näppäimillä Ctrl+C.

    \b
    Esimerkki:
      kb index aineisto/ --data .kb
    """
    from indexer.build import build
    from kb.settings import load

    settings = load(corpus, data, jobs=jobs)
    if watch:
        _watch(settings, full)
        return
    report = build(settings, _progress(), full=full)
    _tell(report)
    if report.unread or any(problem.severity == "error" for problem in report.problems):
        sys.exit(3)


def _watch(settings: Settings, full: bool) -> None:
    """Builds now and after every change, until stopped. What fails is told, and tried again at the next change."""
    from indexer.build import build
    from indexer.watch import changes
    from kb.errors import KbError
    from kb.settings import reread

    for _ in changes(settings):
        try:
            settings = reread(settings)
            _tell(build(settings, _progress(), full=full))
        except KbError as error:
            click.echo(f"Virhe: {error.text()} {error.hint()}".rstrip(), err=True)
        full = False


def _progress() -> Progress:
    """A bar for each stage on a terminal; nothing where standard error is no terminal."""
    from indexer.progress import silent

    if not sys.stderr.isatty():
        return silent

    def show(step: Step) -> None:
        share = step.done / step.total if step.total else 1.0
        bar = "█" * round(share * 30)
        rest = "".join(f"  {part}" for part in (_left(step.seconds_left), step.slow and f"hidas tiedosto: {step.slow}") if part)
        line = f"\r{_STAGES.get(step.stage, step.stage):<26} {bar:<30} {step.done}/{step.total}{rest}\x1b[K"
        click.echo(line, err=True, nl=step.done >= step.total)

    return show


def _left(seconds: float | None) -> str:
    """About how long it will take, in words.

    >>> _left(7.0), _left(95.0), _left(None)
    ('alle 10 s', 'noin 2 min', '')
    """
    if seconds is None:
        return ""
    if seconds < 10:
        return "alle 10 s"
    return f"noin {round(seconds, -1):.0f} s" if seconds < 90 else f"noin {max(2, round(seconds / 60))} min"


def _tell(report: Report) -> None:
    for problem in report.problems:
        print_problem(problem)
    if report.unchanged:
        click.echo("Aineisto ei ole muuttunut: hakemisto on ajan tasalla.")
    click.echo(f"Luettu {report.read} tiedostoa, lukematta {report.unread}.")
    click.echo(
        f"Hakemistossa on {report.meetings} kokousta, {report.decisions} päätöstä, {report.outputs} tuotosta, "
        f"{report.attachments} liitettä ja {report.passages} tekstikohtaa."
    )
    if report.problems:
        click.echo(f"Ongelmia ja huomautuksia {len(report.problems)}.")
