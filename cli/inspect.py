"""`kb inspect`: one file through every stage, without an index."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.options import json_option
from cli.output import clip, print_json
from kb.model import as_json as to_json

if TYPE_CHECKING:
    from indexer.inspection import Inspection
    from kb.model import Meeting


@click.command(options_metavar="[VALITSIMET]")
@click.argument("file", type=click.Path(path_type=Path), metavar="TIEDOSTO")
@click.option("--data", type=click.Path(path_type=Path), hidden=True, help="Ei vaikuta: hakemistoa ei tarvita.")
@json_option
def inspect(file: Path, data: Path | None, as_json: bool) -> None:
    """Näyttää, mitä yhdestä tiedostosta luetaan ja miten se tulkitaan. Hakemistoa ei tarvita.

    \b
    Esimerkki:
      kb inspect muistio.pdf --json
    """
    from indexer import inspection
    from kb.settings import load

    if not file.is_file():
        raise click.BadParameter(f"tiedostoa ei ole: {file}", param_hint="TIEDOSTO")
    found = inspection.inspect(file, load(file.absolute().parent))
    if as_json:
        print_json(_shape(found))
    else:
        _show(found)
    if found.document is None:
        sys.exit(3)


def _shape(found: Inspection) -> dict[str, Any]:
    document = found.document
    return {
        "file": found.file,
        "media_type": document.media_type if document else None,
        "language": document.language if document else None,
        "kind": found.kind if document else None,
        "sections": [{"label": s.label, "title": s.title, "text": s.text} for s in document.sections] if document else [],
        "meetings": to_json(found.meetings),
        "promises": to_json(found.promises),
        "outputs": to_json(found.outputs),
        "passages": [{"id": p.id, "kind": p.kind, "title": p.title, "text": p.text} for p in found.passages],
        "problems": to_json(found.problems),
    }


def _show(found: Inspection) -> None:
    if found.document is not None:
        document, count = found.document, len(found.document.sections)
        click.echo(f"{found.file}: {document.media_type}, kieli {document.language or '–'}, osia {count}, laji {found.kind}")
        for section in found.document.sections:
            click.echo(f"\n— {section.label} —\n{section.text}")
    for meeting in found.meetings:
        _show_meeting(meeting)
    for promise in found.promises:
        click.echo(f"  lupaus {', '.join(promise.responsible) or '–'}: {clip(promise.text)}")
    click.echo(f"\nHakuun {len(found.passages)} tekstikohtaa.")
    for problem in found.problems:
        click.echo(f"{problem.severity}: {problem.message()} {problem.hint()}", err=True)


def _show_meeting(meeting: Meeting) -> None:
    click.echo(f"\nKokous {meeting.id}: {meeting.body or '–'}, {meeting.title or ''}")
    click.echo(f"  klo {meeting.start or '–'}–{meeting.end or '–'}, {meeting.place or '–'}, pj. {meeting.chair or '–'}")
    click.echo(f"  osallistujia {len(meeting.attendees)}, kohtia {len(meeting.items)}, liitteitä {len(meeting.attachments)}")
    for item in meeting.items:
        click.echo(f"  {item.number}. {item.title}")
    for decision in meeting.decisions:
        about = f"{clip(decision.subject, 60)}: " if decision.subject else ""
        click.echo(f"  päätös {decision.id} [{decision.kind}, {decision.confidence}] {about}{clip(decision.text)}")
